//! Whereabouts: where an event was, as far as its sentence says.

use super::sentence::SentencePass;
use crate::extraction::document::Tag;
use crate::extraction::draft::Draft;
use crate::extraction::mentions::Mention;
use crate::extraction::phrases::NounPhrase;
use crate::extraction::places::scene::SceneReader;
use crate::extraction::places::{self, PlaceMention, Usage};
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// Where it happened, as far as the sentence says.
    pub(super) fn place(&self, mention: &Mention, draft: &mut Draft) {
        let reader = SceneReader {
            clauses: self.clauses,
            report: self.pass.report,
            places: self.pass.places,
            attributions: &self.attributions,
            sentence: self.number,
        };
        let scene = reader.read(mention);
        draft.account.origin = scene.origin;
        if let Some(struck) = self.struck(mention).filter(|_| !scene.place.is_some_and(|p| self.set_in(mention, p))) {
            draft.account.place = Some(struck.place.clone());
            (draft.place_sure, draft.place_named) = (true, true);
            draft.by(Slot::Place, "place/what_was_struck");
            return;
        }
        if let Some(quarter) = scene.place.and_then(|town| self.quarter_beside(town)) {
            draft.account.place = Some(quarter);
            (draft.place_sure, draft.place_named) = (true, true);
            draft.by(Slot::Place, places::quarters::RULE);
            return;
        }
        let fine =
            scene.place.is_some_and(|p| p.usage != Usage::Adjective && p.place.precision != PlacePrecision::Country);
        let unlisted = if (scene.sure || fine) && !self.strikes_a_name(mention) {
            None
        } else {
            places::unlisted::place(self.clauses, mention, self.pass.report, self.pass.knowledge)
        };
        let unlisted = unlisted.or_else(|| self.nearer(mention, scene.place));
        if let Some(place) = unlisted {
            let place = self.in_town(&place).unwrap_or(place);
            draft.account.place = Some(place);
            (draft.place_sure, draft.place_named) = (true, true);
            draft.by(Slot::Place, "place/unlisted");
        } else if let Some(place) = scene.place {
            draft.account.place = Some(place.place.clone());
            draft.place_sure = scene.sure;
            draft.place_named = place.usage != Usage::Adjective;
            draft.by(Slot::Place, place.rule);
        }
    }

    /// "killed four people in one town and six in another", "burst in a village, a few miles north of the town": a name that no list knows
    /// stands with the event, the listed one in another clause or only for the direction.
    fn nearer(&self, mention: &Mention, scene: Option<&PlaceMention>) -> Option<Where> {
        let document = self.document();
        let scene = scene?;
        if scene.tokens.end <= mention.tokens.start {
            return self.in_own_clause(mention, scene);
        }
        let scene = Some(scene).filter(|p| p.tokens.start >= mention.tokens.end)?;
        let words = mention.tokens.end..scene.tokens.start;
        if !words.clone().any(|t| matches!(document.word(t), "and" | "but" | ";") || is_bearing(document.word(t))) {
            return None;
        }
        let own = places::unlisted::place(self.clauses, mention, self.pass.report, self.pass.knowledge)?;
        let (from, to) = (self.pass.report.bytes_of(&own.quote), document.span(scene.tokens.clone()));
        if from.end >= to.start || from.start < document.span(mention.tokens.clone()).start {
            return None;
        }
        let between = (mention.tokens.end..scene.tokens.start).filter(|&t| document.tokens[t].span.start >= from.end);
        let other_clause = between.clone().any(|t| matches!(document.word(t), "and" | "but" | ";"));
        let direction = between.clone().any(|t| is_bearing(document.word(t)));
        (other_clause || direction).then_some(own)
    }

    /// "withdrew to one town after rebels attacked them at another": the listed one stands in the clause before.
    fn in_own_clause(&self, mention: &Mention, scene: &PlaceMention) -> Option<Where> {
        let document = self.document();
        let opens = (scene.tokens.end..mention.tokens.start).any(|t| {
            document.tokens[t].tag == Tag::Subordinator
                && matches!(document.word(t), "after" | "before" | "when" | "while" | "where" | "because")
        });
        // "Rebels near one town shelled a column in another": the first says only who they are.
        let whose = mention.verb
            && self.clauses.subject(mention.phrase).iter().any(|&s| {
                let beside = self.clauses.noun(s + 2).filter(|n| n.tokens.contains(&scene.tokens.start));
                beside
                    .and_then(|n| n.preposition)
                    .is_some_and(|t| matches!(document.word(t), "near" | "in" | "from" | "of"))
            });
        let own = places::unlisted::place(self.clauses, mention, self.pass.report, self.pass.knowledge);
        let own = own.filter(|_| opens || whose)?;
        let behind = self.pass.report.bytes_of(&own.quote).start >= document.span(mention.tokens.clone()).end;
        behind.then_some(own)
    }

    /// A quarter that no list knows lies in the town that is told of.
    fn in_town(&self, place: &Where) -> Option<Where> {
        let (document, span) = (self.document(), self.pass.report.bytes_of(&place.quote));
        let from = document.tokens.partition_point(|t| t.span.end <= span.start);
        let end = document.tokens.partition_point(|t| t.span.start < span.end);
        let town = Some(())
            .filter(|()| place.point.is_none() && from < end)
            .and_then(|()| places::quarters::town_of(document, self.pass.places, from, end))?;
        Some(places::quarters::within(&town, self.pass.report, span))
    }

    /// "in Delhi's Sarojini Nagar district", "the Green Zone in Baghdad": the part of the town that is named beside it.
    fn quarter_beside(&self, town: &PlaceMention) -> Option<Where> {
        if town.place.precision != PlacePrecision::Town || town.place.id.is_none() {
            return None;
        }
        let document = self.document();
        let inside = |t: usize| self.tokens.contains(&t);
        let named = |t: usize| inside(t) && document.tokens[t].tag == Tag::Proper && document.tokens[t].capital;
        let part = |t: usize, words: &[&str]| inside(t) && words.contains(&document.word(t));
        let from = town.tokens.end + 1;
        let end = (from..self.tokens.end).find(|&t| !named(t)).unwrap_or(self.tokens.end);
        let owned = inside(from) && document.tokens[town.tokens.end].tag == Tag::Possessive;
        if owned && end > from && part(end, &["district", "quarter", "neighbourhood", "neighborhood", "suburb"]) {
            return Some(places::quarters::within(&town.place, self.pass.report, document.span(from..end)));
        }
        let of = town.tokens.start.checked_sub(1).filter(|&t| part(t, &["in", "of"]))?;
        let last = of.checked_sub(1).filter(|&t| inside(t))?;
        // "the Himbi district of Goma"
        let kind = ["district", "quarter", "neighbourhood", "neighborhood", "suburb"];
        let before = last.checked_sub(1).filter(|&t| named(t) && part(last, &kind));
        let first = before.and_then(|end| (self.tokens.start..=end).rev().take_while(|&t| named(t)).last());
        if let Some(first) = first {
            return Some(places::quarters::within(&town.place, self.pass.report, document.span(first..last)));
        }
        let from = (self.tokens.start..=last).rev().take_while(|&t| named(t)).last()?;
        let site = last > from && part(last, &["zone", "square", "street", "avenue", "market", "bridge", "station"]);
        site.then(|| places::quarters::within(&town.place, self.pass.report, document.span(from..last + 1)))
    }

    /// "attacked the town in the north": the place behind "in" or "at", with no other event between.
    fn set_in(&self, mention: &Mention, place: &PlaceMention) -> bool {
        let behind = mention.tokens.end..place.tokens.start;
        let preposition = place.tokens.start.checked_sub(1).map_or("", |t| self.document().word(t));
        let other = self.mentions.iter().any(|m| behind.contains(&m.tokens.start));
        !behind.is_empty() && matches!(preposition, "in" | "at" | "near") && !other
    }

    /// "shelled a village that no list knows": the village stands in no place of the gazetteer.
    fn strikes_a_name(&self, mention: &Mention) -> bool {
        let document = self.document();
        let shells = matches!(self.clauses.lemma(mention.phrase), "shell" | "bomb" | "bombard" | "strafe")
            || !mention.verb && matches!(document.word(mention.tokens.end - 1), "shelling" | "bombardment" | "bombing");
        let Some(noun) = self.struck_phrase(mention).filter(|_| shells) else { return false };
        noun.tokens.clone().all(|t| document.tokens[t].tag == Tag::Proper)
            && !self.pass.places.iter().any(|p| p.tokens.start < noun.tokens.end && noun.tokens.start < p.tokens.end)
    }

    /// What a deed of violence is done to.
    fn struck_phrase(&self, mention: &Mention) -> Option<&NounPhrase> {
        let objects = if mention.verb {
            self.clauses.object(mention.phrase)
        } else {
            self.clauses.with_preposition(mention.phrase, &["of", "on"]).into_iter().collect()
        };
        let strikes = mention.kind == EventType::Assault
            && mention.frame == Frame::Acts
            && (!mention.verb
                || matches!(
                    self.clauses.lemma(mention.phrase),
                    "shell"
                        | "bomb"
                        | "bombard"
                        | "strafe"
                        | "raid"
                        | "attack"
                        | "storm"
                        | "hit"
                        | "strike"
                        | "pound"
                        | "seize"
                        | "capture"
                ));
        objects.first().filter(|_| strikes).and_then(|&o| self.clauses.noun(o))
    }

    /// "Gunboats off one town shelled another": the town that is struck itself.
    fn struck(&self, mention: &Mention) -> Option<&PlaceMention> {
        let noun = self.struck_phrase(mention)?;
        let fine = |p: &&PlaceMention| {
            matches!(p.place.precision, PlacePrecision::Town | PlacePrecision::Site) && p.usage != Usage::Adjective
        };
        self.pass
            .places
            .iter()
            .filter(|p| {
                p.sentence == self.number && noun.tokens.start <= p.tokens.start && p.tokens.end == noun.tokens.end
            })
            .find(fine)
    }
}

/// Words by which a place is found from another.
fn is_bearing(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "miles"
            | "kilometres"
            | "kilometers"
            | "km"
    )
}

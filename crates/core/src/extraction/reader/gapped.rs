//! Gapped deeds: "shot a colonel in one town on Monday and a judge in another on Wednesday" is one verb and two events. In: a verb mention
//! with its draft. Out: a draft of the second deed. Must not know: what else the sentence tells.

use super::sentence::SentencePass;
use crate::extraction::document::Tag;
use crate::extraction::draft::Draft;
use crate::extraction::harm::HarmReader;
use crate::extraction::mentions::Mention;
use crate::extraction::places::{self, PlaceMention};
use crate::extraction::roles::{RoleReader, Roles};
use crate::extraction::tellings;
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// The further deeds of a verb whose first has a place or a time of its own; each has to have a place or a day of its own.
    pub(super) fn gapped(&self, reader: &RoleReader<'_, '_, '_>, mention: &Mention, first: &Draft) -> Vec<Draft> {
        if let Some(second) = self.second_subject(mention) {
            return self.joined_by(reader, mention, first, second).into_iter().collect();
        }
        let mut found: Vec<Draft> = Vec::new();
        let object = self.clauses.object(mention.phrase).into_iter().max().unwrap_or(0);
        let mut from = object.max(mention.phrase) + 1;
        while let Some(next) = self.next_object(mention, from) {
            let Some(draft) = self.deed(reader, mention, found.last().unwrap_or(first), next) else { break };
            found.push(draft);
            from = next + 1;
        }
        found
    }

    /// The deed that was done to a phrase for which the verb is left out.
    fn deed(&self, reader: &RoleReader<'_, '_, '_>, mention: &Mention, first: &Draft, second: usize) -> Option<Draft> {
        let tokens = self.clauses.noun(second)?.tokens.clone();
        let mut roles = Roles::default();
        reader.undergo(&[second], mention, &mut roles);
        let own = Mention { phrase: second, tokens: tokens.clone(), verb: false, carrier: None, ..mention.clone() };
        let span = self.document().span(tokens.clone());
        let mut draft = Draft { anchor: span, trigger: span, same_as: None, ..first.clone() };
        (draft.account.place, draft.account.date, draft.time) = (None, None, None);
        (draft.place_sure, draft.place_named) = (false, false);
        self.place(&own, &mut draft);
        let ahead =
            |p: &Where| self.pass.report.bytes_of(&p.quote).start < span.end || !draft.place_sure || !draft.place_named;
        let fronted = self.fronted_place(second);
        if let Some(fronted) = fronted {
            draft.account.place = Some(fronted.place.clone());
            (draft.place_sure, draft.place_named) = (true, true);
        } else if draft.account.place.as_ref().is_none_or(ahead) {
            let unlisted = places::unlisted::place(self.clauses, &own, self.pass.report, self.pass.knowledge);
            (draft.place_sure, draft.place_named) = (unlisted.is_some(), unlisted.is_some());
            draft.account.place = unlisted;
        }
        let elsewhere =
            draft.account.place.as_ref().filter(|_| draft.place_sure && draft.place_named).is_some_and(|place| {
                let behind = fronted.is_some() || self.pass.report.bytes_of(&place.quote).start >= span.end;
                behind && first.account.place.as_ref().is_none_or(|p| p.name != place.name)
            });
        self.pass.dating.own(&own, self.clauses, &self.tokens, &mut draft);
        let day = |d: &Draft| d.account.date.as_ref().map(|when| (when.earliest, when.latest));
        let behind = |d: &Draft| {
            let quote = d.account.date.as_ref().and_then(|when| when.quote.as_ref());
            quote.is_some_and(|q| self.pass.report.bytes_of(q).start >= span.end)
        };
        let another_day = behind(&draft) && !behind(first) && day(&draft) != day(first) && day(first).is_some();
        if !elsewhere && !another_day {
            return None;
        }
        if !elsewhere {
            // "attacked Kufra on Monday and Sirte on Tuesday": the second was elsewhere.
            let named = self.document().tokens[tokens.end - 1].tag == Tag::Proper;
            draft.account.place = first.account.place.clone().filter(|_| !named);
            (draft.place_sure, draft.place_named) = (first.place_sure && !named, first.place_named && !named);
        }
        if draft.account.date.is_none() || !behind(&draft) {
            (draft.account.date, draft.time) = (first.account.date.clone(), first.time.clone());
        }
        self.harm_to(second, mention, &mut draft);
        if roles.targets.is_empty() {
            roles.targets.extend(self.elliptic(second, first));
        }
        if roles.targets.is_empty() && draft.account.harm.is_empty() {
            return None;
        }
        draft.account.targets = roles.targets;
        draft.by(Slot::Type, "mention/gapped");
        Some(draft)
    }

    /// "Students marched in Blida on Saturday, and workers in Annaba": the same done by others somewhere else.
    fn joined_by(
        &self,
        reader: &RoleReader<'_, '_, '_>,
        mention: &Mention,
        first: &Draft,
        second: usize,
    ) -> Option<Draft> {
        let tokens = self.clauses.noun(second)?.tokens.clone();
        let own = Mention { phrase: second, tokens: tokens.clone(), verb: false, carrier: None, ..mention.clone() };
        let span = self.document().span(tokens);
        let mut draft = Draft { anchor: span, trigger: span, same_as: None, ..first.clone() };
        (draft.account.place, draft.account.count) = (None, None);
        draft.account.harm.clear();
        (draft.place_sure, draft.place_named) = (false, false);
        self.place(&own, &mut draft);
        let place = draft.account.place.as_ref().filter(|_| draft.place_sure && draft.place_named)?;
        let behind = self.pass.report.bytes_of(&place.quote).start >= span.end;
        if !behind || first.account.place.as_ref().is_some_and(|p| p.name == place.name) {
            return None;
        }
        let before = (draft.account.date.take(), draft.time.take());
        self.pass.dating.own(&own, self.clauses, &self.tokens, &mut draft);
        let quote = draft.account.date.as_ref().and_then(|when| when.quote.as_ref());
        if quote.is_none_or(|q| self.pass.report.bytes_of(q).start < span.end) {
            (draft.account.date, draft.time) = before;
        }
        let mut roles = Roles::default();
        if mention.frame == Frame::Explodes {
            draft.account.targets.clear();
        } else {
            reader.agents(vec![second], &mut roles);
            let serve = |a: &Participant| matches!(a.kind, ActorKind::Police | ActorKind::Military);
            if roles.actors.is_empty() || roles.actors.iter().any(serve) {
                return None;
            }
            draft.account.actors = roles.actors;
        }
        draft.by(Slot::Type, "mention/gapped_subject");
        Some(draft)
    }

    /// The noun phrase behind "and" for those who do the same, with a place behind it and no verb of its own.
    fn second_subject(&self, mention: &Mention) -> Option<usize> {
        let does = mention.kind == EventType::Protest || mention.frame == Frame::Explodes;
        if !mention.verb || !does || !self.clauses.object(mention.phrase).is_empty() {
            return None;
        }
        let mut at = mention.phrase + 1;
        let mut told = false;
        let second = loop {
            match self.clauses.other(at) {
                Some((token, Tag::Conjunction)) if told && self.document().word(token) == "and" => break at + 1,
                Some((token, Tag::Comma)) if self.document().word(token) == "," => at += 1,
                Some((_, Tag::Preposition | Tag::Adverb)) => at += 1,
                None if self.clauses.noun(at).is_some_and(|n| n.time || n.preposition.is_some()) => {
                    told = true;
                    at += 1;
                }
                _ => return None,
            }
        };
        let noun = self.clauses.noun(second).filter(|n| n.preposition.is_none())?;
        let another = matches!(self.document().word(noun.tokens.start), "another" | "a" | "others")
            && matches!(
                self.document().word(noun.head),
                "another" | "second" | "third" | "others" | "bomb" | "mine" | "grenade"
            );
        let people =
            mention.kind == EventType::Protest && !noun.pronoun && self.document().tokens[noun.head].tag == Tag::Noun;
        if mention.frame == Frame::Explodes && !another || mention.frame != Frame::Explodes && !people {
            return None;
        }
        let placed = self.clauses.noun(second + 2).is_some_and(|n| {
            !n.time
                && n.preposition.is_some_and(|t| matches!(self.document().word(t), "in" | "at" | "near" | "outside"))
        });
        let acts = (second + 1..self.clauses.phrases.len()).any(|p| self.clauses.verb(p).is_some());
        (placed && !acts).then_some(second)
    }

    fn harm_to(&self, phrase: usize, mention: &Mention, draft: &mut Draft) {
        draft.account.harm.clear();
        let Some(kind) = self.pass.knowledge.lexicon.trigger(mention.trigger).harm else { return };
        let reader = HarmReader {
            clauses: self.clauses,
            report: self.pass.report,
            knowledge: self.pass.knowledge,
            tokens: self.tokens.clone(),
        };
        for one in reader.of_phrase(phrase, kind) {
            tellings::add_harm(&mut draft.account.harm, &one.harm);
        }
    }

    /// Whether a phrase behind a comma ends its sentence without a verb, with a place and a day of its own.
    fn stands_apart(&self, phrase: usize) -> bool {
        if self.is_counted_elsewhere(phrase) {
            return true;
        }
        let rest = phrase + 1..self.clauses.phrases.len();
        let noun = |p: usize| self.clauses.noun(p);
        let dated = rest.clone().any(|p| noun(p).is_some_and(|n| n.time));
        let placed = rest.clone().any(|p| {
            noun(p).and_then(|n| n.preposition).is_some_and(|t| matches!(self.document().word(t), "in" | "at" | "near"))
        });
        let told = rest
            .clone()
            .any(|p| self.clauses.verb(p).is_some() || matches!(self.clauses.other(p), Some((_, Tag::Comma))));
        noun(phrase).is_some() && dated && placed && !told
    }

    /// The phrase from there on that the verb is gapped before: only the places and times of the deed told before lie between.
    fn next_object(&self, mention: &Mention, from: usize) -> Option<usize> {
        if !mention.verb || mention.kind != EventType::Assault || mention.frame != Frame::Acts {
            return None;
        }
        let and = |p: usize| matches!(self.clauses.other(p), Some((token, Tag::Conjunction)) if self.document().word(token) == "and");
        let mut last = None;
        let mut at = from;
        let second = loop {
            match self.clauses.other(at) {
                // "killed 23 people and, in another town, 15 children"
                Some((_, Tag::Conjunction)) if and(at) && self.behind_fronted(at + 1).is_some() => {
                    break self.behind_fronted(at + 1)?;
                }
                Some((_, Tag::Conjunction)) if last.is_some() && and(at) => break at + 1,
                // "struck a bar in one town on Thursday, a stadium in another on Friday"
                Some((_, Tag::Comma)) if last.is_some() && and(at + 1) => break at + 2,
                Some((_, Tag::Comma)) if last.is_some() && self.stands_apart(at + 1) => break at + 1,
                Some((_, Tag::Preposition | Tag::Adverb)) => at += 1,
                None if self.clauses.noun(at).is_some_and(|n| n.time || n.preposition.is_some()) => {
                    last = Some(at);
                    at += 1;
                }
                _ => return None,
            }
        };
        let noun = self.clauses.noun(second).filter(|n| !n.time && !n.pronoun && n.preposition.is_none())?;
        let object = self.clauses.object(mention.phrase).last().copied().unwrap_or(mention.phrase);
        // "near a town and oil pipelines": a bare plural may stand with the place before.
        let name = |p: usize| self.clauses.noun(p).is_some_and(|n| self.document().tokens[n.head].tag == Tag::Proper);
        let opens = matches!(self.document().tokens[noun.tokens.start].tag, Tag::Determiner | Tag::Number)
            || name(second) && object > mention.phrase && name(object);
        // "near a school and a hospital" is one scene; a day or a name before the "and" ends the first deed.
        let ends = self.fronted_place(second).is_some()
            || last
                .and_then(|p| self.clauses.noun(p))
                .is_some_and(|n| n.time || self.document().tokens[n.head].tag == Tag::Proper);
        let until = self.clauses.phrases.len();
        let acts =
            (second + 1..until).any(|p| self.clauses.verb(p).is_some() && self.clauses.subject(p).contains(&second));
        (opens && ends && !acts).then_some(second)
    }

    /// The phrase behind ", in another town," that opens there.
    fn behind_fronted(&self, from: usize) -> Option<usize> {
        let comma = |p: usize| matches!(self.clauses.other(p), Some((_, Tag::Comma)));
        let place = from + 1 + usize::from(comma(from));
        (self.clauses.noun(place).is_some() && comma(place + 1))
            .then_some(place + 2)
            .filter(|&p| self.fronted_place(p).is_some())
    }

    /// The place that stands between commas right before a phrase: "and, in Qana, | 15 children".
    fn fronted_place(&self, phrase: usize) -> Option<&PlaceMention> {
        let comma = phrase.checked_sub(1).is_some_and(|p| matches!(self.clauses.other(p), Some((_, Tag::Comma))));
        let noun = phrase.checked_sub(2).filter(|_| comma).and_then(|p| self.clauses.noun(p))?;
        let within = noun.preposition.is_some_and(|t| matches!(self.document().word(t), "in" | "at" | "near"));
        let joint = phrase
            .checked_sub(4)
            .map(|p| if matches!(self.clauses.other(p), Some((_, Tag::Comma))) { p.saturating_sub(1) } else { p })?;
        let within = within && matches!(self.clauses.other(joint), Some((_, Tag::Conjunction)));
        let inside = |p: &&PlaceMention| p.sentence == self.number && noun.tokens.contains(&p.tokens.start);
        self.pass.places.iter().find(inside).filter(|_| within)
    }

    /// "six in Bukavu": a bare number with a place right behind it.
    fn is_counted_elsewhere(&self, phrase: usize) -> bool {
        let bare = self.clauses.noun(phrase).is_some_and(|n| self.document().tokens[n.head].tag == Tag::Number);
        let within = self.clauses.noun(phrase + 2).is_some_and(|n| {
            n.preposition.is_some_and(|t| matches!(self.document().word(t), "in" | "at" | "near"))
                && self.document().tokens[n.head].tag == Tag::Proper
        });
        bare && within
    }

    /// "and another in Bukavu", "six in Bukavu": whom the words before named, told by a number or as one more.
    fn elliptic(&self, phrase: usize, first: &Draft) -> Option<Participant> {
        let noun = self.clauses.noun(phrase)?;
        let bare = self.document().tokens[noun.head].tag == Tag::Number
            || noun.tokens.len() == 1 && self.document().word(noun.head) == "another";
        let quote = self.pass.report.quote(self.document().span(noun.tokens.clone()));
        let named = first.account.targets.first().filter(|_| bare)?;
        (named.id.is_none()).then(|| Participant { quote, count: None, ..named.clone() })
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::{accounts, who};

    #[test]
    fn one_verb_may_tell_two_deeds() {
        let text = "Gunmen shot dead a colonel in Lagos on Monday and a judge in Abuja on Tuesday.";
        assert_eq!(who(text), ["ASSAULT gunmen > colonel", "ASSAULT gunmen > judge"]);
        let places: Vec<String> = accounts(text).into_iter().filter_map(|a| a.place).map(|p| p.name).collect();
        assert_eq!(places, ["Lagos", "Abuja"]);
        let text = "Gunmen shot a colonel in Lagos on Monday and a judge on Tuesday.";
        assert_eq!(who(text), ["ASSAULT gunmen > colonel", "ASSAULT gunmen > judge"]);
        let text = "Students marched in Lagos on Monday, and miners in Abuja.";
        assert_eq!(who(text), ["PROTEST students >", "PROTEST miners >"]);
    }

    #[test]
    fn the_second_deed_may_stand_behind_a_comma_or_in_a_village_that_no_list_knows() {
        let places =
            |text: &str| accounts(text).into_iter().filter_map(|a| a.place).map(|p| p.name).collect::<Vec<_>>();
        let text = "Gunmen shot dead a colonel in Lagos on Monday, a judge in Abuja on Tuesday.";
        assert_eq!(places(text), ["Lagos", "Abuja"]);
        let text = "Gunmen killed 48 people in Lagos on Monday and a further ten on Tuesday in the village of Qvarn.";
        assert_eq!(places(text), ["Lagos", "Qvarn"]);
        let text = "Gunmen shot dead a colonel in Lagos on Monday, a stronghold of rebels from Abuja.";
        assert_eq!(places(text), ["Lagos"]);
    }

    #[test]
    fn a_verb_may_be_left_out_more_than_once() {
        let text = "Gunmen killed four people in Lagos, six in Abuja and nine in Kano on Monday.";
        let read = accounts(text).into_iter().filter(|a| !a.harm.is_empty());
        let tolls: Vec<_> = read.map(|a| (a.harm[0].figure.low, a.place.map(|p| p.name))).collect();
        let at = |low, name: &str| (low, Some(name.to_owned()));
        assert_eq!(tolls, [at(4, "Lagos"), at(6, "Abuja"), at(9, "Kano")]);
        let text = "Strikes in Lagos on Monday killed four people and, in Abuja, six nurses.";
        let read = accounts(text).into_iter().filter(|a| !a.harm.is_empty());
        let tolls: Vec<_> = read.map(|a| (a.harm[0].figure.low, a.place.map(|p| p.name))).collect();
        assert_eq!(tolls, [at(4, "Lagos"), at(6, "Abuja")]);
        let text = "Gunmen shot dead a colonel in Lagos on Monday, and another in Abuja on Tuesday.";
        assert_eq!(who(text), ["ASSAULT gunmen > colonel", "ASSAULT gunmen > colonel"]);
    }

    #[test]
    fn what_acts_itself_or_stands_in_one_town_is_no_second_deed() {
        let text = "Gunmen shot dead a colonel in Lagos on Monday and a judge in Abuja condemned it.";
        assert_eq!(who(text).iter().filter(|e| e.starts_with("ASSAULT")).count(), 1);
        assert_eq!(who("Gunmen shot dead a colonel and a judge in Lagos on Monday.").len(), 1);
        assert_eq!(who("Gunmen shot dead a colonel near a school and a shop in Lagos.").len(), 1);
        assert_eq!(who("Students marched in Lagos on Monday, and miners slept in Abuja.").len(), 1);
        assert_eq!(who("Gunmen shot a colonel in Lagos and a judge on Monday.").len(), 1);
    }
}

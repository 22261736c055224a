//! Inside the noun's phrase: who did it or suffered it in the words before the noun: "Israeli airstrikes", "Hamas's attack", "an
//! anti-government rally". In: a noun mention. Out: its roles. Must not know: the phrases around it.

use super::{RoleReader, Roles};
use crate::extraction::antecedents::possessor;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::extraction::participants::{Identity, can_act, identify, name_at};
use crate::knowledge::{ActorHit, fold};
use crate::model::{ActorKind, EventType, HarmKind, Mode, Participant, Span};
use std::ops::Range;

impl RoleReader<'_, '_, '_> {
    /// "Israeli airstrikes", "Hamas's attack", "rebel shelling": the actor inside the phrase; for deaths the victim.
    pub(super) fn inside_noun(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        let before = noun.tokens.start..mention.tokens.start;
        if before.is_empty() {
            return;
        }
        let possessor_end = before.clone().rev().find(|&t| document.tokens[t].tag == Tag::Possessive);
        let range = self.without_manner(before.start..possessor_end.unwrap_or(before.end));
        if range.is_empty() {
            return self.pronoun_inside(mention, before.start, roles);
        }
        let last = range.end - 1;
        let identity = identify(document, &range, last, self.knowledge).or_else(|| self.adjective_country(&range));
        let Some(mut identity) = identity.filter(|i| can_act(i.kind) && i.known) else { return };
        let scene = possessor_end.is_none() && roles.targets.is_empty() && self.is_scene(mention, &range);
        if scene || !self.may_act_inside(mention, &range, &identity) {
            return;
        }
        let killed = self.knowledge.lexicon.trigger(mention.trigger).harm == Some(HarmKind::Killed)
            && document.word(mention.tokens.end - 1) != "killings";
        if identity.kind == ActorKind::Civilian && !killed && mention.kind == EventType::Assault {
            identity.kind = ActorKind::Military;
        }
        // "the army's massacre of farmers": where "of" names the victims, the possessor acts.
        let harmed = killed && !(possessor_end.is_some() && self.names_victims_behind(mention));
        let site = is_site(document.word(last)) && possessor_end.is_none();
        let undergone = matches!(mention.mode, Some(Mode::Release | Mode::Arrest));
        let participant = self.named(range, identity);
        let list = if harmed || site || undergone { &mut roles.targets } else { &mut roles.actors };
        if !list.iter().any(|p| p.quote.overlaps(&participant.quote)) {
            list.push(participant);
        }
    }

    /// The words that may name someone: articles and numbers before them left out, and what kind of attack it was ("the Hamas terror attack").
    fn without_manner(&self, words: Range<usize>) -> Range<usize> {
        let document = self.clauses.document;
        let Range { mut start, mut end } = words;
        while end > start + 1 && is_manner(document.word(end - 1)) {
            end -= 1;
        }
        while start < end && matches!(document.tokens[start].tag, Tag::Determiner | Tag::Number | Tag::Possessive) {
            start += 1;
        }
        start..end
    }

    /// "Syria air strikes", "the London bombings": a country or its capital by its own name says where, "Syrian air strikes" and "US air strikes" say whose.
    fn is_scene(&self, mention: &Mention, range: &Range<usize>) -> bool {
        let document = self.clauses.document;
        let written = document.span(range.clone());
        let acronym = !document.text[written.start..written.end].chars().any(char::is_lowercase);
        let found = name_at(document, range.start, range.end, self.knowledge).filter(|f| f.tokens.end == range.end);
        let state = found.is_some_and(|found| match found.hit {
            ActorHit::Actor(number) => self.knowledge.actors.get(number).id.starts_with("state-"),
            // "the London bombings"
            ActorHit::Seat(_) => true,
            ActorHit::Demonym(_) => false,
        });
        mention.kind == EventType::Assault && state && !acronym
    }

    fn names_victims_behind(&self, mention: &Mention) -> bool {
        self.clauses
            .with_preposition(mention.phrase, &["of"])
            .is_some_and(|of| self.clauses.noun(of).is_some_and(|n| !n.time))
    }

    /// A country has wars and protests without fighting or marching itself, "major" is no rank before an attack, and
    /// those who are against someone are not that someone.
    fn may_act_inside(&self, mention: &Mention, range: &Range<usize>, identity: &Identity) -> bool {
        let document = self.clauses.document;
        let state = identity.id.as_deref().is_some_and(|id| id.starts_with("state-"));
        let process = mention.mode == Some(Mode::Clash) || mention.kind == EventType::Protest;
        let opposed =
            range.clone().any(|t| document.word(t).starts_with("anti-") || document.word(t).starts_with("pro-"));
        let plain = range.clone().all(|t| document.tokens[t].tag != Tag::Proper);
        let empty = identity.id.is_none()
            && (range.len() == 1 || plain)
            && matches!(
                document.word(range.end - 1),
                "major" | "military" | "general" | "twin" | "private" | "terrorist" | "civil" | "criminal"
            );
        !(state && process || opposed || empty)
    }

    /// "its attacks", "their advance": the possessor acts.
    fn pronoun_inside(&self, mention: &Mention, first: usize, roles: &mut Roles) {
        let harmed = self.knowledge.lexicon.trigger(mention.trigger).harm.is_some();
        let undergone = matches!(mention.mode, Some(Mode::Release | Mode::Arrest | Mode::Abduct | Mode::Torture));
        let Some((participant, _)) = possessor(self.clauses.document, first, self.cast) else { return };
        if harmed || undergone {
            if roles.targets.is_empty() {
                roles.targets.push(participant);
            }
        } else if roles.actors.is_empty() {
            roles.actors.push(participant);
        }
    }

    /// "an anti-Mubarak protest", "anti-government rallies": whom it is against.
    pub(super) fn opposed_inside(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        if mention.kind != EventType::Protest || !roles.targets.is_empty() {
            return;
        }
        let against = (noun.tokens.start..mention.tokens.start).find(|&t| document.word(t).starts_with("anti-"));
        let Some(token) = against else { return };
        let span = document.tokens[token].span;
        let quote = self.report.quote(Span::new(span.start + "anti-".len(), span.end));
        let known = match self.knowledge.actors.find(&fold(quote.text())) {
            [ActorHit::Actor(number)] => Some(self.knowledge.actors.get(*number)),
            _ => None,
        };
        let generic = self.knowledge.lexicon.agent(&quote.text().to_lowercase()).map(|(kind, _)| kind);
        let Some(kind) = known.map(|a| a.kind).or(generic) else { return };
        roles.targets.push(Participant {
            name: known.map_or(quote.text(), |a| a.name).to_owned(),
            id: known.map(|a| a.id.to_owned()),
            country: known.and_then(|a| a.country).map(str::to_owned),
            kind,
            count: None,
            quote,
        });
    }
}

/// What is said of a deed between its doer and its name.
fn is_manner(word: &str) -> bool {
    matches!(
        word,
        "terror" | "terrorist" | "revenge" | "reprisal" | "retaliatory" | "cross-border" | "hit-and-run" | "copycat"
    )
}

/// What is attacked where it stands before the attack: "the outpost attack", "the convoy ambush".
fn is_site(word: &str) -> bool {
    matches!(
        word,
        "base"
            | "outpost"
            | "airbase"
            | "barracks"
            | "checkpoint"
            | "garrison"
            | "post"
            | "headquarters"
            | "embassy"
            | "consulate"
            | "convoy"
            | "compound"
            | "station"
            | "patrol"
            | "parliament"
            | "ministry"
    )
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn whoever_owns_the_deed_does_it_where_of_names_the_victims() {
        assert_eq!(who("The army's massacre of farmers went on."), ["ASSAULT army > farmers"]);
        assert_eq!(who("The leader's murder went on for hours."), ["ASSAULT > leader"]);
    }

    #[test]
    fn a_country_by_its_own_name_is_where() {
        assert_eq!(who("Syria air strikes killed five farmers."), ["ASSAULT > farmers"]);
        assert_eq!(who("Syrian air strikes killed five farmers."), ["ASSAULT syria > farmers"]);
        assert_eq!(who("US air strikes killed five farmers."), ["ASSAULT united states > farmers"]);
    }
}

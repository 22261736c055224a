//! Roles: who did what to whom, read from where the phrases stand around a mention.
//!
//! In: a mention, the phrases of its sentence, whom the report has spoken of. Out: actors, targets, means, and the phrases of those harmed.
//! Must not know: certainty, status, other reports. The rooms: `verbs` and `nouns` (the phrases around either), `carriers` and `inside`
//! (verbs that carry a noun, words before it), `doers`, `objects` and `parts` (whom a phrase names), `devices` and `things` (weapons and
//! what is hit), `further` and `accused` (whom no phrase of the mention names).

mod accused;
mod carriers;
mod devices;
mod doers;
mod further;
mod inside;
mod nouns;
mod objects;
mod parts;
mod things;
mod verbs;

use super::antecedents::{Cast, who};
use super::clauses::Clauses;
use super::mentions::Mention;
use super::participants::{Identity, can_act, participant};
use super::sources::Attribution;
use super::weighing::Bystander;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{ActorKind, EventType, Mode, Participant, Quote, Report};
use std::ops::Range;

/// Who takes part in a mention, in phrases and as participants.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub actors: Vec<Participant>,
    pub targets: Vec<Participant>,
    pub means: Vec<Quote>,
    pub mode: Option<Mode>,
    /// The phrases of those harmed, for the figures.
    pub victims: Vec<usize>,
    /// The noun phrase that stands as agent and names an event itself ("the attack killed five"): both are one event.
    pub event_agent: Option<usize>,
}

impl Roles {
    /// Adds an actor, unless the same words are one already.
    fn act(&mut self, participant: Participant) {
        if !self.actors.iter().any(|a| a.quote == participant.quote) {
            self.actors.push(participant);
        }
    }
}

/// What reads the roles of one sentence.
pub(super) struct RoleReader<'a, 'd, 't> {
    pub clauses: &'a Clauses<'d, 't>,
    pub report: &'a Report,
    pub knowledge: &'a Knowledge,
    pub mentions: &'a [Mention],
    /// Whom the report has spoken of so far.
    pub cast: &'a Cast,
    /// Who speaks in the sentence.
    pub attributions: &'a [&'a Attribution],
}

impl RoleReader<'_, '_, '_> {
    /// The roles of a mention.
    pub fn read(&self, mention: &Mention) -> Roles {
        let mut roles = Roles::default();
        if mention.verb {
            self.around_verb(mention, &mut roles);
        } else {
            self.around_noun(mention, &mut roles);
        }
        self.accused(mention, &mut roles);
        self.at_the_hands(mention, &mut roles);
        self.weapons_of(mention, &mut roles);
        self.thing_hit(mention, &mut roles);
        if matches!(mention.frame, Frame::Says | Frame::Meets) {
            roles.targets.retain(|t| {
                t.kind != ActorKind::Infrastructure && t.kind != ActorKind::Place || mention.kind == EventType::Accuse
            });
        }
        if mention.kind == EventType::Threaten && mention.verb && roles.targets.is_empty() {
            self.threatened(mention, &mut roles);
        }
        self.driven_apart(mention, &mut roles);
        roles.targets.retain(|t| !roles.actors.iter().any(|a| a.quote == t.quote));
        roles
    }

    /// Everyone whom a phrase of the sentence names, and those to whom the rules gave a part without such a phrase.
    pub fn bystanders(&self, mention: &Mention, roles: &Roles) -> Vec<Bystander> {
        let document = self.clauses.document;
        let mut found: Vec<Bystander> = Vec::new();
        for phrase in 0..self.clauses.phrases.len() {
            let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time) else { continue };
            let event = self.names_event(phrase) && phrase != mention.phrase;
            let Some((participant, _)) = self.who(phrase).filter(|_| !event) else { continue };
            let speaks = self.attributions.iter().any(|a| a.chain.iter().any(|p| p.quote == participant.quote));
            let span = document.span(noun.tokens.clone());
            found.push(Bystander { phrase: Some(phrase), span, participant, speaks });
        }
        for given in roles.actors.iter().chain(&roles.targets) {
            if !found.iter().any(|b| b.participant.quote == given.quote) {
                let span = self.report.bytes_of(&given.quote);
                found.push(Bystander { phrase: None, span, participant: given.clone(), speaks: false });
            }
        }
        found
    }

    /// The word that heads a noun phrase, in lower case; empty where there is none.
    fn head(&self, phrase: usize) -> &str {
        self.clauses.noun(phrase).map_or("", |n| self.clauses.document.word(n.head))
    }

    /// Whether that preposition governs a noun phrase.
    fn is_behind(&self, word: &str, phrase: usize) -> bool {
        let preposition = self.clauses.noun(phrase).and_then(|n| n.preposition);
        preposition.is_some_and(|token| self.clauses.document.word(token) == word)
    }

    /// Whether a noun phrase stands for a day or a time.
    fn is_time(&self, phrase: usize) -> bool {
        self.clauses.noun(phrase).is_some_and(|n| n.time)
    }

    /// The first verb among the next phrases, so many at most.
    fn verb_behind(&self, phrase: usize, reach: usize) -> Option<usize> {
        self.behind(phrase, reach).find(|&p| self.clauses.verb(p).is_some())
    }

    /// The phrases up to that distance behind one.
    fn behind(&self, phrase: usize, reach: usize) -> Range<usize> {
        phrase + 1..self.clauses.phrases.len().min(phrase + reach)
    }

    /// Whether the words stand in that list of the lexicon.
    fn listed(&self, list: &str, words: &str) -> bool {
        self.knowledge.lexicon.listed(list, words)
    }

    /// The participant whom these tokens name, identified so.
    fn named(&self, tokens: Range<usize>, identity: Identity) -> Participant {
        let quote = self.report.quote(self.clauses.document.span(tokens));
        let Identity { name, id, country, kind, .. } = identity;
        Participant { quote, name, id, country, kind, count: None }
    }

    /// Whether a phrase names an event: words in which only the network sees one, and which name someone, are whom they name.
    pub(super) fn names_event(&self, phrase: usize) -> bool {
        let listed = |m: &Mention| self.knowledge.lexicon.unlisted(m.kind, false) != Some(m.trigger);
        let someone = || {
            let named = participant(self.clauses, phrase, self.report, self.knowledge);
            named.is_some_and(|(_, identity)| identity.known && can_act(identity.kind))
        };
        self.mentions.iter().any(|m| !m.verb && m.phrase == phrase && (listed(m) || !someone()))
    }

    /// The participant a phrase means.
    pub(super) fn who(&self, phrase: usize) -> Option<(Participant, Identity)> {
        let noun = self.clauses.noun(phrase)?;
        if noun.pronoun && matches!(self.clauses.document.word(noun.head), "we" | "i" | "us") {
            return self.speaker(noun.head);
        }
        if let Some(undergone) = self.done_to_before(phrase) {
            return who(self.clauses, undergone, self.report, self.knowledge, self.cast);
        }
        who(self.clauses, phrase, self.report, self.knowledge, self.cast)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::document::Document;
    use crate::extraction::learned::Sighted;
    use crate::extraction::mentions::mentions;
    use crate::extraction::phrases::phrases;
    use crate::extraction::sightings::with_sightings;
    use crate::model::{ReportMeta, Sentence, Span};

    /// Whether a phrase of the text names an event, once the network has seen one in it.
    fn seen_as_event(text: &str, seen: &str) -> bool {
        let knowledge = Knowledge::builtin();
        let report = Report::plain(ReportMeta::default(), text);
        let sentences = [Sentence { span: Span::new(0, text.len()), paragraph: 0 }];
        let document = Document::new(text, &sentences, &[], &knowledge.lexicon);
        let tokens = document.sentences[0].tokens.clone();
        let phrases = phrases(&document, tokens.clone(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let start = text.find(seen).expect("in the text");
        let sighted = [Sighted { span: Span::new(start, start + seen.len()), kind: EventType::Assault }];
        let mentions = with_sightings(&clauses, &tokens, &sighted, &knowledge.lexicon, mentions(&clauses, knowledge));
        let cast = Cast::default();
        let (clauses, report) = (&clauses, &report);
        let reader = RoleReader { clauses, report, knowledge, mentions: &mentions, cast: &cast, attributions: &[] };
        (0..phrases.len()).any(|phrase| reader.names_event(phrase))
    }

    #[test]
    fn the_network_makes_no_event_of_someone() {
        assert!(!seen_as_event("Hezbollah left the town.", "Hezbollah"));
        assert!(seen_as_event("The havoc went on.", "havoc"));
    }
}

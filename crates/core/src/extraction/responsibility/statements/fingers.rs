//! Pointing fingers: "owned up to the blast", "suspicion fell on", "pointed at", "laid it at the door of", "held answerable", "cleared of".
//!
//! In: the clauses of a sentence. Out: who is tied to which words, and how. Must not know: drafts.

use super::{DUTY, Finder, Reach, Statement};
use crate::extraction::participants::can_act;
use crate::model::Stance;
use std::ops::Range;

impl Finder<'_> {
    /// "owned up to the bombing", "boasted of the raid", "confessed to planting the bomb": whoever says so did it.
    pub(super) fn owned_up(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let from = match (self.clauses.lemma(verb), self.word(end), self.word(end + 1)) {
            ("own", "up", "to") => end + 2,
            ("boast" | "brag", "of" | "about", _) | ("confess" | "admit", "to", _) => end + 1,
            _ => return None,
        };
        let words = self.clause_from(from);
        let duty = words.clone().take(3).any(|t| DUTY.contains(&self.word(t)));
        let statement = self.statement(verb, Stance::Claimed, self.subject(verb), "responsibility/owned_up");
        (!duty && self.names_one(&words)).then_some(Statement { object: Some(words), reach: Reach::Words, ..statement })
    }

    /// Whether a violent event is named among the words.
    pub(super) fn names_one(&self, words: &Range<usize>) -> bool {
        let noun = words.clone().map(|t| self.clauses.phrase_of(t)).any(|p| self.names_event(p));
        noun || words.clone().map(|t| self.clauses.phrase_of(t)).any(|p| {
            let act = |(rest, id): &(Vec<&str>, usize)| {
                rest.is_empty() && self.knowledge.lexicon.trigger(*id).kind == crate::model::EventType::Assault
            };
            self.knowledge.lexicon.verb_triggers(self.clauses.lemma(p)).iter().any(act)
        })
    }

    /// "suspicion fell on the rebels", "the mayor pointed at the rebels after", "laid the attack at the door of the rebels",
    /// "cleared the army of the attack".
    pub(super) fn laid_at(&self, verb: usize) -> Option<Statement> {
        match self.clauses.lemma(verb) {
            "fall" => self.fell_on(verb),
            "point" => self.pointed_at(verb),
            "lay" => self.laid_at_the_door(verb),
            _ => self.cleared(verb),
        }
    }

    fn fell_on(&self, verb: usize) -> Option<Statement> {
        let subject = *self.clauses.subject(verb).first()?;
        let suspicion = match self.head(subject) {
            "suspicion" | "suspicions" => Stance::Suspected,
            "blame" => Stance::Blamed,
            _ => return None,
        };
        let on = self.clauses.with_preposition(verb, &["on", "upon"])?;
        let event = self.behind_preposition(self.clauses.noun(subject)?.tokens.end, &["for", "over", "in", "of"]);
        Some(Statement {
            by: self.speaker(verb),
            object: event,
            ..self.statement(verb, suspicion, self.who(on).into_iter().collect(), "responsibility/fell_on")
        })
    }

    fn pointed_at(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let finger = self.object_of(verb).is_some_and(|o| matches!(self.head(o), "finger" | "fingers"));
        let direct = matches!(self.word(end), "at" | "to");
        let at = self.clauses.with_preposition(verb, &["at", "to"]).filter(|_| finger || direct)?;
        let actors: Vec<_> = self.clauses.coordinated(at).iter().filter_map(|&p| self.who(p)).collect();
        let event =
            self.behind_preposition(self.clauses.noun(at)?.tokens.end, &["for", "over", "after", "following", "in"]);
        let names = event.as_ref().is_some_and(|words| self.names_one(words));
        // "pointed to jihadists as the culprits"
        let behind = self.clauses.noun(at)?.tokens.end;
        let culprits = self.word(behind) == "as"
            && (behind + 1..behind + 4)
                .any(|t| matches!(self.word(t), "culprit" | "culprits" | "perpetrators" | "suspects" | "attackers"));
        (finger || names || culprits).then(|| Statement {
            by: self.subject(verb).into_iter().next(),
            reach: if names { Reach::Words } else { Reach::Report },
            object: event.filter(|_| names),
            ..self.statement(verb, Stance::Blamed, actors, "responsibility/pointed_at")
        })
    }

    fn laid_at_the_door(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let door = (end..self.sentence.end.min(end + 20)).find(|&t| matches!(self.word(t), "door" | "feet"))?;
        let of = (self.word(door + 1) == "of").then(|| self.clauses.phrase_of(door + 2))?;
        let object = self.object_of(verb)?;
        let charge = DUTY.contains(&self.head(object)) || self.head(object) == "blame";
        let words = if charge {
            self.behind_preposition(self.clauses.noun(object)?.tokens.end, &["for"])?
        } else {
            self.clauses.noun(object)?.tokens.clone()
        };
        let by = if self.clauses.passive(verb) { self.speaker(verb) } else { self.subject(verb).into_iter().next() };
        Some(Statement {
            by,
            reach: Reach::Words,
            object: Some(words.start..words.end.min(door)),
            ..self.statement(
                verb,
                Stance::Blamed,
                self.who(of).into_iter().collect(),
                "responsibility/laid_at_the_door",
            )
        })
    }

    /// "cleared the army of the attack": someone says that it was not the army.
    fn cleared(&self, verb: usize) -> Option<Statement> {
        let passive = self.clauses.passive(verb);
        let cleared = if passive { self.clauses.subject(verb) } else { self.clauses.object(verb) };
        let end = self.clauses.phrases[verb].tokens().end;
        let event = self.behind_preposition(end, &["of", "from", "over"])?;
        self.names_one(&event).then(|| Statement {
            by: if passive { self.speaker(verb) } else { self.subject(verb).into_iter().next() },
            reach: Reach::Words,
            object: Some(event),
            ..self.statement(
                verb,
                Stance::Denied,
                cleared.iter().filter_map(|&p| self.who(p)).filter(|p| can_act(p.kind)).collect(),
                "responsibility/cleared_of",
            )
        })
    }

    /// "held the air force answerable for the gas attack".
    pub(super) fn held(&self, verb: usize) -> Option<Statement> {
        let object = *self.clauses.object(verb).first()?;
        let end = self.clauses.noun(object)?.tokens.end;
        let to = (end..self.sentence.end.min(end + 2))
            .find(|&t| matches!(self.word(t), "answerable" | "responsible" | "accountable" | "liable"))?;
        let event = (self.word(to + 1) == "for").then(|| self.clause_from(to + 2))?;
        Some(Statement {
            by: self.subject(verb).into_iter().next(),
            reach: Reach::Words,
            object: Some(event),
            ..self.statement(
                verb,
                Stance::Blamed,
                self.who(object).into_iter().collect(),
                "responsibility/held_answerable",
            )
        })
    }
}

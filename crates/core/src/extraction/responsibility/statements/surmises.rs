//! Surmises: "believed to have been carried out by", "were believed responsible for", "bore the hallmarks of".
//!
//! In: the clauses of a sentence. Out: who is suspected of the event that its words name. Must not know: drafts.

use super::{Finder, Reach, Statement};
use crate::model::Stance;

impl Finder<'_> {
    /// "air strikes believed to have been carried out by the army": no one says so for sure.
    pub(super) fn believed(&self, at: usize) -> Option<Statement> {
        let end = self.sentence.end;
        let believed = matches!(self.word(at), "believed" | "thought" | "suspected" | "presumed")
            && at + 3 < end
            && self.word(at + 1) == "to"
            && matches!(self.word(at + 2), "be" | "have");
        let did = |t: &usize| {
            matches!(
                self.word(*t),
                "been"
                    | "carried"
                    | "out"
                    | "conducted"
                    | "launched"
                    | "planted"
                    | "laid"
                    | "staged"
                    | "committed"
                    | "perpetrated"
            )
        };
        let by = (at + 3..end).find(|t| !did(t)).filter(|&t| believed && self.word(t) == "by")?;
        let phrase = self.clauses.phrase_of(at);
        let near = (phrase.saturating_sub(3)..phrase).rev().find(|&p| self.names_event(p));
        // "a bomb that killed 20 cadets is thought to have been planted by": the subject, past its clause.
        let subject = || self.clauses.subject(phrase).first().copied().filter(|&p| self.names_event(p));
        let event = near.or_else(subject)?;
        let actors = (by + 1..end.min(by + 4)).map(|t| self.clauses.phrase_of(t)).find_map(|p| self.who(p))?;
        Some(Statement {
            sentence: self.number,
            stance: Stance::Suspected,
            actors: vec![actors],
            by: None,
            object: self.clauses.noun(event).map(|n| n.tokens.clone()),
            cue: at..at + 1,
            reach: Reach::Words,
            rule: "responsibility/believed_by",
        })
    }

    /// "were believed responsible for the raid".
    pub(super) fn thought_behind(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let words = match self.word(end) {
            "responsible" if self.word(end + 1) == "for" => self.clause_from(end + 2),
            "behind" => self.clause_from(end + 1),
            _ => return None,
        };
        // "was held responsible": whoever holds them so blames them.
        let stance = if self.clauses.lemma(verb) == "hold" { Stance::Blamed } else { Stance::Suspected };
        Some(Statement {
            by: self.speaker(verb),
            reach: Reach::Words,
            object: Some(words),
            ..self.statement(verb, stance, self.subject(verb), "responsibility/thought_behind")
        })
    }

    /// "bore the hallmarks of".
    pub(super) fn hallmark(&self, verb: usize) -> Option<Statement> {
        let object = self
            .object_of(verb)
            .filter(|&o| matches!(self.head(o), "hallmark" | "hallmarks" | "mark" | "signature"))?;
        let actor = self.clauses.with_preposition(object, &["of"]).and_then(|p| self.who(p))?;
        let words = self.clauses.subject(verb).first().and_then(|&s| self.clauses.noun(s)).map(|n| n.tokens.clone());
        let by = self.speaker(verb);
        Some(Statement {
            by,
            object: words,
            ..self.statement(verb, Stance::Suspected, vec![actor], "responsibility/hallmark")
        })
    }
}

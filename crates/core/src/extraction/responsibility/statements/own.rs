//! Their own work: "said the bombings were its work", "called it the work of the rebels", "a claim from the Front", "said it had planted it",
//! "distanced itself from the killing".
//!
//! In: the clauses of a sentence. Out: who is tied to which words, and how. Must not know: drafts.

use super::super::is_own_force;
use super::{Finder, Reach, Statement};
use crate::extraction::antecedents::is_armed;
use crate::extraction::participants::can_act;
use crate::model::{Participant, Stance};
use std::ops::Range;

impl Finder<'_> {
    /// A party known by name, or one that bears arms.
    pub(super) fn is_known(&self, one: &Participant) -> bool {
        one.id.is_some() || is_armed(one.kind)
    }

    /// "its men", "their fighters": those through whom a body acts, from a token on.
    pub(super) fn own_force(&self, at: usize) -> bool {
        is_own_force(self.clauses, at, at + 1)
    }

    /// "laid it", "planted them": what was told last, by a pronoun.
    pub(super) fn planted_it(&self, words: &Range<usize>) -> bool {
        let set =
            |t: &usize| matches!(self.word(*t), "laid" | "planted" | "fired" | "launched" | "done" | "did" | "set");
        words.clone().filter(set).any(|t| matches!(self.word(t + 1), "it" | "them"))
    }

    /// Whether a phrase is an event or stands for one: "the bombings", "it".
    fn is_what_was_done(&self, phrase: usize) -> bool {
        matches!(self.head(phrase), "it" | "this" | "them") || self.names_event(phrase)
    }

    /// Where "its work", "their doing" is said among the next words.
    fn work_among(&self, words: Range<usize>) -> Option<(usize, bool)> {
        let work = |t: &usize| matches!(self.word(*t), "work" | "handiwork" | "doing");
        let at = words.take_while(|&t| t < self.sentence.end).find(work)?;
        Some((at, matches!(self.word(at - 1), "its" | "their" | "our")))
    }

    /// "said the bombings were its work", "said it was not their doing": the speaker's word on what was told.
    pub(super) fn own_work(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        self.work_among(end..end + 4).filter(|(_, own)| *own)?;
        let speaker = self.speaker(verb).filter(|s| can_act(s.kind))?;
        let denied = self.clauses.verb(verb).is_some_and(|v| v.negated);
        let stance = if denied { Stance::Denied } else { Stance::Claimed };
        let made = self.statement(verb, stance, vec![speaker], "responsibility/own_work");
        let subject = self.clauses.subject(verb).first().copied().filter(|&s| self.is_what_was_done(s));
        let Some(subject) = subject else {
            // "the bombing, which the Front said was its work"
            let which = (self.sentence.start..end).rev().take(8).any(|t| self.word(t) == "which");
            return which.then_some(Statement { reach: Reach::Sentence, ..made });
        };
        Some(Statement { object: Some(self.clauses.noun(subject)?.tokens.clone()), ..made })
    }

    /// "called it the work of the rebels", "hailed the bombing as its work".
    pub(super) fn called_work(&self, verb: usize) -> Option<Statement> {
        let object = self.object_of(verb).filter(|&o| !self.clauses.passive(verb) && self.is_what_was_done(o))?;
        let noun = self.clauses.noun(object)?.tokens.clone();
        let (at, own) = self.work_among(noun.end..noun.end + 4)?;
        let (stance, actors, by) = if own {
            (Stance::Claimed, self.subject(verb), None)
        } else {
            let of = (self.word(at + 1) == "of").then(|| self.clauses.phrase_of(at + 2))?;
            let whose = self.who(of).filter(|a| self.is_known(a));
            (Stance::Blamed, whose.into_iter().collect(), self.subject(verb).into_iter().next())
        };
        Some(Statement { by, object: Some(noun), ..self.statement(verb, stance, actors, "responsibility/called_work") })
    }

    /// "there was a claim of responsibility from the Front".
    pub(super) fn claim_from(&self, verb: usize) -> Option<Statement> {
        let tokens = self.clauses.phrases[verb].tokens();
        let there = tokens.start.checked_sub(1).is_some_and(|t| self.word(t) == "there");
        let claim = (tokens.end..self.sentence.end.min(tokens.end + 4)).find(|&t| self.word(t) == "claim")?;
        let none = (tokens.start..claim).any(|t| matches!(self.word(t), "no" | "not" | "any" | "never"));
        let duty = self.word(claim + 1) == "of" && self.word(claim + 2) == "responsibility";
        let from = (claim + 3..self.sentence.end.min(claim + 12)).find(|&t| matches!(self.word(t), "from" | "by"))?;
        let actors = self.who(self.clauses.phrase_of(from + 1)).filter(|a| self.is_known(a));
        (there && duty && !none)
            .then(|| self.statement(verb, Stance::Claimed, actors.into_iter().collect(), "responsibility/claim_from"))
    }

    /// "said it had planted it", "said its fighters had fired them": the speaker's own deed, told before.
    pub(super) fn own_again(&self, verb: usize) -> Option<Statement> {
        let group = self.clauses.verb(verb)?;
        let done = !group.negated && group.modal.is_none() && !group.infinitive && !self.clauses.passive(verb);
        let sends = matches!(
            self.clauses.lemma(verb),
            "fire" | "launch" | "plant" | "lay" | "detonate" | "stage" | "mount" | "carry"
        );
        let it = self.clauses.object(verb).first().is_some_and(|&o| matches!(self.head(o), "it" | "them"));
        let subject = self.clauses.subject(verb).first().and_then(|&s| self.clauses.noun(s))?;
        let own = matches!(self.word(subject.head), "it" | "they" | "we") || self.own_force(subject.tokens.start);
        let speaker = self.speaker(verb).filter(|s| done && sends && it && own && self.is_known(s))?;
        Some(self.statement(verb, Stance::Claimed, vec![speaker], "responsibility/own_again"))
    }

    /// "the bomb that killed 20 cadets was planted by the Front, the group said": who did it, past the clause of what it did.
    pub(super) fn carried_out(&self, verb: usize) -> Option<Statement> {
        let group = self.clauses.verb(verb).filter(|v| v.modal.is_none() && !v.infinitive && !v.negated)?;
        let does = matches!(self.clauses.lemma(verb), "carry" | "plant" | "lay" | "stage" | "launch" | "mount");
        let subject = self.clauses.subject(verb).first().copied().filter(|&s| does && self.names_event(s))?;
        let noun = self.clauses.noun(subject)?.tokens.clone();
        // Right behind its subject the verb tells it by itself.
        let apart = noun.end + 2 < group.tokens.start;
        let agent = self.clauses.with_preposition(verb, &["by"]).filter(|_| apart && self.clauses.passive(verb))?;
        let actor = self.who(agent).filter(|a| self.is_known(a))?;
        let voice = self.voice(verb).map(|v| v.chain.last().cloned());
        let own = voice.as_ref().and_then(Option::as_ref).is_some_and(|speaker| {
            let head = speaker.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            speaker.name == actor.name
                || matches!(head.as_str(), "group" | "movement" | "organisation" | "organization")
        });
        let stance = match voice {
            None => Stance::Stated,
            Some(_) if own => Stance::Claimed,
            Some(_) => Stance::Blamed,
        };
        Some(Statement {
            by: voice.flatten().filter(|_| !own),
            object: Some(noun),
            reach: Reach::Words,
            ..self.statement(verb, stance, vec![actor], "responsibility/carried_out")
        })
    }

    /// "distanced itself from the killing": whoever does so denies a part in it.
    pub(super) fn apart_from(&self, verb: usize) -> Option<Statement> {
        let group = self.clauses.verb(verb)?;
        let end = self.clauses.phrases[verb].tokens().end;
        let word = self.word(group.head);
        let parts = ["distanc", "dissociat", "disassociat"].iter().any(|stem| word.starts_with(stem));
        let own = (end - 1..end + 1).find(|&t| matches!(self.word(t), "itself" | "themselves"))?;
        let words = self.clause_from(own + 2);
        (parts && !group.negated && self.word(own + 1) == "from" && self.names_one(&words)).then(|| Statement {
            object: Some(words),
            reach: Reach::Words,
            ..self.statement(verb, Stance::Denied, self.subject(verb), "responsibility/distanced")
        })
    }
}

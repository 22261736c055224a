//! Spans: how far the words for a source and for a cue reach.

use super::super::document::Tag;
use super::super::phrases::Phrase;
use super::Scene;
use std::ops::Range;

impl Scene<'_> {
    pub(super) fn word(&self, token: usize) -> &str {
        self.clauses.document.word_in(&self.sentence, token as isize)
    }

    pub(super) fn tag(&self, token: usize) -> Option<Tag> {
        self.sentence.contains(&token).then(|| self.clauses.document.tokens[token].tag)
    }

    /// The token of a phrase that is neither noun phrase nor verb group.
    pub(super) fn other(&self, phrase: usize) -> Option<(usize, Tag)> {
        match self.clauses.phrases.get(phrase) {
            Some(Phrase::Other(token)) => Some((*token, self.clauses.document.tokens[*token].tag)),
            _ => None,
        }
    }

    pub(super) fn is_cue(&self, verb: usize) -> bool {
        self.clauses.lexicon.cue(self.clauses.lemma(verb)).is_some()
    }

    /// The verb group with the adverbs before it and a colon behind it: "also said", "said:".
    pub(super) fn cue_span(&self, verb: usize) -> Range<usize> {
        let group = self.clauses.phrases[verb].tokens();
        let mut start = group.start;
        while start > self.sentence.start && self.tag(start - 1) == Some(Tag::Adverb) {
            start -= 1;
        }
        let end = if self.word(group.end) == ":" { group.end + 1 } else { group.end };
        start..end
    }

    /// The noun phrases of the one who says it: the verb's subject, but none in another's words, in brackets, or of a
    /// clause between commas.
    pub(super) fn speaker(&self, verb: usize, cue: &Range<usize>) -> Vec<usize> {
        let mut subject = self.clauses.subject(verb);
        subject.retain(|&s| {
            let start = self.clauses.phrases[s].tokens().start;
            self.quotation(start).is_none_or(|q| q.tokens.contains(&cue.start))
        });
        if let [there] = subject[..]
            && there > 0
            && self.is_there(there)
            && self.clauses.noun(there - 1).is_some()
        {
            subject = vec![there - 1];
        }
        let finite = self.clauses.verb(verb).is_some_and(|v| !v.gerund && !v.infinitive);
        if !finite {
            return subject;
        }
        if subject.is_empty() {
            subject.extend(self.noun_right_before(verb));
        }
        if let Some(&first) = subject.first()
            && let Some(outer) = self.before_aside(first, cue)
        {
            return vec![outer];
        }
        subject
    }

    /// "after the mayor said": a subordinator is no preposition of the subject.
    fn noun_right_before(&self, verb: usize) -> Option<usize> {
        let before = (0..verb).rev().find(|&p| !matches!(self.other(p), Some((_, Tag::Adverb))))?;
        let noun = self.clauses.noun(before).filter(|n| !n.time)?;
        let free = noun.preposition.is_none_or(|p| matches!(self.tag(p), Some(Tag::Subordinator)));
        free.then_some(before)
    }

    /// In "the Front (FLN) said" and "Lee Yun, a member who fled the town, said": the noun phrase before brackets or commas.
    fn before_aside(&self, subject: usize, cue: &Range<usize>) -> Option<usize> {
        let start = self.clauses.phrases[subject].tokens().start;
        let bracket = start.checked_sub(1).is_some_and(|t| self.word(t) == "(");
        let comma = cue.start.checked_sub(1).is_some_and(|t| self.word(t) == ",");
        if bracket {
            return (0..subject).rev().find(|&p| self.clauses.noun(p).is_some());
        }
        let first = (0..subject).take_while(|&p| self.clauses.verb(p).is_none()).find(|&p| {
            self.clauses.noun(p).is_some_and(|n| n.preposition.is_none() && !n.time && !n.pronoun)
                && self.quotation(self.clauses.phrases[p].tokens().start).is_none()
        })?;
        let mut after = first + 1;
        while matches!(self.other(after), Some((_, Tag::Preposition))) && self.clauses.noun(after + 1).is_some() {
            after += 2;
        }
        let aside = matches!(self.other(after), Some((t, Tag::Comma)) if self.word(t) == ",") && after < subject;
        let clean = !(after + 1..subject)
            .any(|p| self.clauses.verb(p).is_some_and(|v| !v.gerund && !v.infinitive) && !self.follows_relative(p));
        (comma && aside && clean).then_some(first)
    }

    fn follows_relative(&self, verb: usize) -> bool {
        (verb.saturating_sub(3)..verb).any(|p| matches!(self.other(p), Some((_, Tag::Relative))))
    }

    /// The relative pronoun right before a verb: it is the source in the words of its own clause.
    pub(super) fn relative_pronoun(&self, cue: &Range<usize>) -> Option<Range<usize>> {
        let before = cue.start.checked_sub(1).filter(|t| self.sentence.contains(t))?;
        let relative = matches!(self.word(before), "who" | "which")
            || self.word(before) == "that" && matches!(self.tag(before.wrapping_sub(1)), Some(Tag::Noun | Tag::Proper));
        relative.then_some(before..before + 1)
    }

    /// The subject with what belongs to it, up to the cue: "a spokesman, Lee Yun,".
    pub(super) fn source_before(&self, subject: &[usize], cue: &Range<usize>) -> Option<Range<usize>> {
        let first = self.clauses.noun(*subject.first()?)?;
        let last = self.clauses.noun(*subject.last()?)?;
        let start = first.tokens.start;
        if last.tokens.end > cue.start {
            return None;
        }
        let mut at = last.tokens.end;
        while at < cue.start {
            match (self.word(at), self.tag(at)) {
                (",", _) if self.apposition(at + 1, cue.start) => return Some(start..cue.start),
                (",", _) | (_, Some(Tag::Quote)) => break,
                (_, Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Modal | Tag::Ing | Tag::Adverb | Tag::To))
                    if !self.restrictive(last.tokens.end, at) =>
                {
                    break;
                }
                (_, Some(Tag::Preposition)) if self.tag(at + 1) == Some(Tag::Time) => break,
                (_, Some(Tag::Time | Tag::Conjunction)) => break,
                _ => at += 1,
            }
        }
        Some(start..at)
    }

    /// "the groups who wrote", "people affected by": the verb stands in the source's own words.
    fn restrictive(&self, from: usize, verb: usize) -> bool {
        let relative = (from..verb).any(|t| self.tag(t) == Some(Tag::Relative) || self.word(t) == "that");
        let at = self.clauses.phrase_of(verb);
        let earlier = (self.clauses.phrase_of(from)..at).any(|p| self.clauses.verb(p).is_some());
        relative && !earlier || self.tag(verb) == Some(Tag::Verb) && self.clauses.reduced(at)
    }

    /// Whether what follows a comma tells more of the noun phrase before: a noun phrase, a clause with "who", an age.
    fn apposition(&self, from: usize, cue: usize) -> bool {
        let closes = cue.checked_sub(1).is_some_and(|t| self.word(t) == ",");
        let circumstance = matches!(
            self.tag(from),
            Some(Tag::Preposition | Tag::Adverb | Tag::Time | Tag::Subordinator | Tag::To | Tag::Conjunction)
        );
        let gerund = self.tag(from) == Some(Tag::Ing) && self.word(from) != "acting";
        let opens = !circumstance && !gerund;
        closes && opens && from < cue
    }

    /// The source behind its verb, to the end of its apposition: "said Ana Ruiz, 83, of Lorca".
    pub(super) fn source_after(&self, noun: usize) -> Option<Range<usize>> {
        let phrase = self.clauses.noun(noun)?;
        let mut at = phrase.tokens.end;
        while at < self.sentence.end {
            match (self.word(at), self.tag(at)) {
                (",", _) if !self.apposition_after(at + 1) => break,
                ("." | ";" | ":" | "—" | "-" | "–", _) | (_, Some(Tag::Quote)) => break,
                ("in" | "on" | "at" | "during" | "after" | "while" | "when" | "as" | "before" | "by", _)
                    if self.after_name(phrase.tokens.end, at) =>
                {
                    break;
                }
                (_, Some(Tag::Time)) => break,
                _ => at += 1,
            }
        }
        Some(phrase.tokens.start..at)
    }

    /// Whether only the name itself stands before: what follows "said Ana Ruiz" with a preposition tells of the saying.
    fn after_name(&self, name_end: usize, at: usize) -> bool {
        at == name_end || !(name_end..at).any(|t| self.word(t) == ",")
    }

    fn apposition_after(&self, from: usize) -> bool {
        let opens = matches!(
            self.tag(from),
            Some(Tag::Determiner | Tag::Noun | Tag::Proper | Tag::Number | Tag::Possessive | Tag::Adjective)
        ) || matches!(self.word(from), "who" | "which" | "whose" | "of" | "a" | "an" | "the");
        opens && !self.clause_begins(from)
    }

    /// Whether a clause of its own begins at the token: a noun phrase, then right behind it a finite verb.
    pub(super) fn clause_begins(&self, token: usize) -> bool {
        let phrase = self.clauses.phrase_of(token);
        self.clauses.noun(phrase).is_some()
            && self.clauses.verb(phrase + 1).is_some_and(|v| !v.gerund && !v.infinitive)
            && !self.clauses.reduced(phrase + 1)
    }
}

//! Contents: where what is said begins and ends.

use super::super::document::Tag;
use super::super::phrases::Phrase;
use super::Scene;
use super::quotations::Quotation;
use crate::knowledge::CueVerb;
use std::ops::Range;

/// What follows a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// A clause or a quote, from that token.
    Clause(usize),
    /// A noun phrase, a gerund or an infinitive, from that token.
    Object(usize),
    /// Neither: what is said stands before.
    Nothing,
}

impl Scene<'_> {
    /// What follows the cue verb, past adverbs, times, addressees and the circumstances of the saying.
    pub(super) fn follows(&self, verb: usize, frames: CueVerb) -> Follows {
        let mut addressed = !frames.addressee;
        let mut at = verb + 1;
        while at < self.clauses.phrases.len() && at < verb + 10 {
            match &self.clauses.phrases[at] {
                Phrase::Other(token) => match self.marks_content(*token, at == verb + 1 || addressed) {
                    Some(Some(start)) => return Follows::Clause(start),
                    Some(None) => return Follows::Nothing,
                    None => at += 1,
                },
                Phrase::Noun(noun) if noun.time || noun.preposition.is_some() => at += 1,
                Phrase::Noun(noun) => {
                    let clause = self.finite_after(at) || self.contracted(at);
                    if frames.clause && clause && (addressed || !self.is_addressee(at)) {
                        return Follows::Clause(noun.tokens.start);
                    }
                    if !addressed {
                        addressed = true;
                        at += 1;
                        continue;
                    }
                    return if frames.object { Follows::Object(noun.tokens.start) } else { Follows::Nothing };
                }
                Phrase::Verb(group) => {
                    let fits = group.infinitive && (frames.infinitive || frames.addressee)
                        || group.gerund && frames.object && at == verb + 1;
                    return if fits { Follows::Object(group.tokens.start) } else { Follows::Nothing };
                }
            }
        }
        Follows::Nothing
    }

    /// What a word between cue and content means: the content begins there, none follows, or the search goes on.
    fn marks_content(&self, token: usize, near: bool) -> Option<Option<usize>> {
        let quote_next = |t: usize| self.tag(t) == Some(Tag::Quote);
        match (self.word(token), self.clauses.document.tokens[token].tag) {
            ("that" | "if" | "whether", _) => Some(Some(token)),
            ("how" | "why" | "what" | "who" | "where" | "which", _) if near => Some(Some(token)),
            (_, Tag::Quote) => Some(Some(token)),
            (":", _) if token + 1 < self.sentence.end => Some(Some(token + 1)),
            (",", _) if quote_next(token + 1) => Some(Some(token + 1)),
            (_, Tag::Comma | Tag::Mark | Tag::Conjunction | Tag::Subordinator | Tag::Relative) => Some(None),
            _ => None,
        }
    }

    /// "he's", "they'll": subject and verb in one word.
    fn contracted(&self, noun: usize) -> bool {
        let Some(noun) = self.clauses.noun(noun) else { return false };
        let word = self.word(noun.tokens.start);
        let stem = word.split(['\'', '’']).next().unwrap_or("");
        stem.len() < word.len() && matches!(stem, "he" | "she" | "it" | "they" | "we" | "i" | "you" | "there" | "that")
    }

    /// Whether the noun phrase begins a clause: a finite verb follows that is not that of a relative clause.
    fn finite_after(&self, noun: usize) -> bool {
        let mut relative = false;
        for at in noun + 1..self.clauses.phrases.len().min(noun + 14) {
            match &self.clauses.phrases[at] {
                Phrase::Verb(group) if group.gerund || group.infinitive => {}
                Phrase::Verb(_) if self.clauses.reduced(at) && !self.clause_begins_at(noun, at) => {}
                Phrase::Verb(_) if relative => relative = false,
                Phrase::Verb(_) => return true,
                Phrase::Noun(_) => {}
                Phrase::Other(token) => match (self.word(*token), self.clauses.document.tokens[*token].tag) {
                    (_, Tag::Relative) => relative = true,
                    ("that", _) => relative = true,
                    (_, Tag::Modal) => return true,
                    (_, Tag::Subordinator)
                        if self.clauses.noun(at + 1).is_none_or(|n| n.preposition != Some(*token)) =>
                    {
                        return false;
                    }
                    ("." | ";" | ":", _) => return false,
                    _ => {}
                },
            }
        }
        false
    }

    /// Whether the verb stands right behind the noun phrase: then it is no participle of it.
    fn clause_begins_at(&self, noun: usize, verb: usize) -> bool {
        verb == noun + 1 && self.clauses.noun(noun).is_some_and(|n| !n.pronoun || self.word(n.head) != "them")
    }

    /// "told reporters that …": the clause begins behind the noun phrase.
    fn is_addressee(&self, noun: usize) -> bool {
        let another = self.clauses.noun(noun + 1).is_some_and(|n| n.preposition.is_none() && !n.time);
        another
            || self.clauses.phrases[noun + 1..]
            .iter()
            .take(4)
            .take_while(|p| p.verb().is_none())
            .any(|p| matches!(p, Phrase::Other(t) if matches!(self.word(*t), "that" | ":") || self.clauses.document.tokens[*t].tag == Tag::Quote))
    }

    /// The quotation that holds the token.
    pub(super) fn quotation(&self, token: usize) -> Option<&Quotation> {
        let after = self.quotations.partition_point(|q| q.tokens.end <= token);
        self.quotations.get(after).filter(|q| q.tokens.contains(&token))
    }

    /// Where a clause that begins at `start` ends, seen from the cue at `verb`.
    pub(super) fn clause_end(&self, start: usize, verb: usize) -> usize {
        let cue = self.clauses.phrases[verb].tokens().start;
        let around = self.quotation(cue).map(|q| q.tokens.clone());
        let quoted = self.quotation(start).filter(|q| q.tokens.start == start);
        if let Some(quotation) = quoted.filter(|_| around.is_none()) {
            let end = quotation.tokens.end;
            if self.word(end).is_empty() || self.ends_statement(end) {
                return end;
            }
        }
        let within = around.map_or(self.sentence.end, |q| q.end.saturating_sub(1)).min(self.sentence.end);
        let stop = (start + 1..within).find(|&t| self.breaks_off(t, cue)).unwrap_or(within);
        let last = stop.checked_sub(1).and_then(|t| self.quotation(t)).filter(|q| !q.tokens.contains(&cue));
        let stop = last.filter(|q| stop == self.sentence.end && q.closed).map_or(stop, |q| q.tokens.end.max(stop));
        self.trimmed(start, stop)
    }

    /// Whether what stands behind a quotation is no longer part of what is said.
    fn ends_statement(&self, token: usize) -> bool {
        matches!(self.tag(token), Some(Tag::Comma | Tag::Mark | Tag::Conjunction | Tag::Subordinator))
    }

    /// Whether a new statement begins at the token: ", adding that", ", but the mayor said", ", according to", ", she said".
    fn breaks_off(&self, token: usize, cue: usize) -> bool {
        if self.quotation(token).is_some_and(|q| !q.tokens.contains(&cue)) {
            return false;
        }
        match self.word(token) {
            "according" if self.word(token + 1) == "to" => true,
            "," => {
                let next = self.clauses.phrase_of(token + 1);
                let joined =
                    matches!(self.word(token + 1), "and" | "but" | "while" | "though" | "although" | "as" | "whereas");
                let next = if joined { next + 1 } else { next };
                let speech = self.clauses.phrases.get(next + 1).map_or(0, |p| p.tokens().end);
                let quotes = self.word(speech) == ":" || self.tag(speech) == Some(Tag::Quote);
                let adverb = matches!(self.other(next), Some((_, Tag::Adverb)));
                let next = if adverb { next + 1 } else { next };
                if let Some(group) = self.clauses.verb(next) {
                    return group.gerund && self.is_cue(next) || joined && self.is_cue(next) && !group.infinitive;
                }
                let saying = next + 1 + usize::from(self.is_there(next + 1));
                self.clauses.noun(next).is_some()
                    && self.word(token + 1) != "that"
                    && self.clauses.verb(saying).is_some_and(|v| !v.gerund && !v.infinitive)
                    && self.is_cue(saying)
                    && (joined || quotes || self.ends_soon(saying))
                    || self.subordinate(cue) && self.clause_begins(token + 1)
                    || self.word(token + 1) == "according"
            }
            "and" | "but" => {
                let next = self.clauses.phrase_of(token + 1);
                self.is_cue(next) && self.clauses.verb(next).is_some_and(|v| !v.gerund && !v.infinitive)
            }
            _ => false,
        }
    }

    /// Whether the cue stands in a clause that a subordinator opens at the beginning of the sentence: "While he said …, they".
    fn subordinate(&self, cue: usize) -> bool {
        let opens =
            self.tag(self.sentence.start) == Some(Tag::Subordinator) || self.word(self.sentence.start) == "after";
        opens && !(self.sentence.start..cue).any(|t| self.word(t) == ",")
    }

    /// "medics there said": no noun phrase of its own.
    pub(super) fn is_there(&self, phrase: usize) -> bool {
        self.clauses.noun(phrase).is_some_and(|n| matches!(self.word(n.head), "there" | "here"))
    }

    /// Whether the sentence ends shortly behind the phrase, so that it attributes what stands before.
    fn ends_soon(&self, phrase: usize) -> bool {
        let end = self.clauses.phrases[phrase].tokens().end;
        end + 4 >= self.sentence.end && !(end..self.sentence.end).any(|t| self.word(t) == "that")
    }

    /// Where a noun phrase, gerund or infinitive with what hangs on it ends.
    pub(super) fn object_end(&self, start: usize, verb: usize) -> usize {
        let limit = self.clause_end(start, verb);
        let stop = (start + 1..limit).find(|&t| {
            if self.quotation(t).is_some_and(|q| q.tokens.start > start && q.tokens.end <= limit) {
                return false;
            }
            match (self.word(t), self.tag(t)) {
                (",", _) => !self.list_goes_on(t, limit),
                ("and" | "but" | "or", _) => {
                    let next = self.clauses.phrase_of(t + 1);
                    self.clauses.verb(next).is_some_and(|v| !v.gerund && !v.infinitive) || self.clause_begins(t + 1)
                }
                ("while" | "because" | "when" | "after" | "before" | "although" | "though" | "until", _) => true,
                ("as", _) => true,
                (_, Some(Tag::Time)) => self.tag(t - 1) != Some(Tag::Time),
                (";" | "—" | "(" | ":", _) => true,
                _ => false,
            }
        });
        self.trimmed(start, stop.unwrap_or(limit))
    }

    /// "calling for rallies, strikes and a boycott": the comma stands in a list.
    fn list_goes_on(&self, comma: usize, limit: usize) -> bool {
        let next = self.clauses.phrase_of(comma + 1);
        self.clauses.noun(next).is_some_and(|n| n.preposition.is_none() && !n.time && n.tokens.end < limit)
            && matches!(self.other(next + 1), Some((t, Tag::Conjunction | Tag::Comma)) if t < limit)
            && self.clauses.verb(next + 2).is_none()
    }

    /// Without marks at its end, unless they stand within a quotation.
    pub(super) fn trimmed(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start + 1
            && end <= self.sentence.end
            && matches!(self.word(end - 1), "." | "," | ";" | "—" | "-" | "–" | ":")
        {
            end -= 1;
        }
        end
    }

    /// What is said before "…, he said": the quotation or clause that ends right before `until`, and what goes on behind `after`.
    pub(super) fn contents_before(&self, until: usize, after: usize, inverted: bool) -> Option<Vec<Range<usize>>> {
        let last = until.checked_sub(1).filter(|t| self.sentence.contains(t))?;
        let comma = self.word(last) == ",";
        let mark = matches!(self.word(last), "," | "?" | "!" | "—" | "-" | "–");
        let close = if comma { last.checked_sub(1)? } else { last };
        let quoted = self.quotation(close).filter(|q| q.closed && q.tokens.end == close + 1);
        let closing = !inverted && after + 3 >= self.sentence.end && until > self.sentence.start + 3;
        if !mark && quoted.is_none() && !closing {
            return None;
        }
        let start = match quoted {
            Some(q) if q.tokens.start <= self.sentence.start => q.tokens.start,
            Some(q) if !self.has_words(self.sentence.start..q.tokens.start) => q.tokens.start,
            _ => self.sentence.start,
        };
        let rest = self.continuation(after, quoted.is_some());
        if quoted.is_none() && rest.is_none() && !self.has_clause(start..last) {
            return None;
        }
        let end = self.trimmed(start, close + 1);
        let before = start..end;
        Some(std::iter::once(before).chain(rest).collect())
    }

    fn has_words(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|t| !matches!(self.tag(t), Some(Tag::Mark | Tag::Quote | Tag::Comma)))
    }

    fn has_clause(&self, range: Range<usize>) -> bool {
        (0..self.clauses.phrases.len()).any(|p| {
            let tokens = self.clauses.phrases[p].tokens();
            tokens.start >= range.start
                && tokens.end <= range.end
                && self.clauses.verb(p).is_some_and(|v| !v.gerund && !v.infinitive)
        })
    }

    /// The statement that goes on behind "he said": in the same sentence, or as a quotation that opens the next.
    fn continuation(&self, after: usize, quoted: bool) -> Option<Range<usize>> {
        let mark = |t: &usize| matches!(self.word(*t), "," | ":" | "—") || self.tag(*t) == Some(Tag::Quote);
        let Some(stop) = (after..self.sentence.end).find(mark) else { return self.next_quotation(quoted) };
        let open = if self.tag(stop) == Some(Tag::Quote) { stop } else { stop + 1 };
        if let Some(quotation) = self.quotation(open).filter(|q| q.tokens.start == open) {
            return Some(quotation.tokens.clone());
        }
        if quoted {
            return self.next_quotation(quoted);
        }
        let next = self.clauses.phrase_of(open.min(self.sentence.end.saturating_sub(1)));
        let goes_on =
            self.clauses.verb(next).is_some_and(|v| !v.gerund) || matches!(self.word(open), "and" | "but" | "or");
        let rest = open..self.trimmed(open, self.sentence.end);
        (self.word(stop) == "," && goes_on && rest.len() > 1).then_some(rest)
    }

    /// "The paper notes:" ends a paragraph; what it notes is the next one, or the quotation that opens it.
    pub(super) fn next_paragraph(&self) -> Option<Range<usize>> {
        let sentences = &self.clauses.document.sentences;
        let next = sentences.get(self.number + 1)?;
        let start = next.tokens.start;
        if let Some(quotation) = self.quotation(start).filter(|q| q.tokens.start == start) {
            return Some(quotation.tokens.clone());
        }
        let last = sentences[self.number + 1..].iter().take_while(|s| s.paragraph == next.paragraph).last()?;
        Some(start..last.tokens.end)
    }

    /// The quotation that makes up all that follows up to the end of a sentence, where what is said so far is one too.
    fn next_quotation(&self, quoted: bool) -> Option<Range<usize>> {
        let document = self.clauses.document;
        let next = document.sentences.get(self.number + 1).filter(|_| quoted)?;
        let quotation = self.quotation(next.tokens.start).filter(|q| q.tokens.start == next.tokens.start)?;
        let last = document.sentence_of(quotation.tokens.end.checked_sub(1)?);
        let ends = document.sentences[last].tokens.end == quotation.tokens.end;
        let here = document.sentences[self.number].paragraph;
        let alone = document.sentences.get(last + 1).is_none_or(|s| s.paragraph != next.paragraph);
        let near = next.paragraph == here || next.paragraph == here + 1 && alone;
        (ends && near).then(|| quotation.tokens.clone())
    }
}

//! Reserves: what speaks against a time's dating an event that is told in its sentence.

use super::Dating;
use crate::extraction::clauses::{Clauses, is_saying};
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::extraction::time::TimeMention;
use crate::knowledge::Frame;
use crate::model::EventType;
use std::ops::Range;

/// Why a time that stands with one noun dates nothing else.
pub(in crate::extraction) const BELONGS: &str = "belongs to a noun";

impl Dating<'_> {
    /// What speaks against a time's dating what is told around it.
    pub(in crate::extraction) fn reserves(
        &self,
        time: &TimeMention,
        at: &Range<usize>,
        clauses: &Clauses<'_, '_>,
        sentence: usize,
    ) -> Vec<&'static str> {
        let Some(tokens) = self.document.sentences.get(sentence).map(|s| &s.tokens) else { return Vec::new() };
        let held = [
            ("dates a saying", self.dates_speech(at, clauses, tokens)),
            (BELONGS, self.belongs_to_noun(at, tokens, time.since)),
            ("tells how long", self.tells_how_long(time, tokens)),
            ("since", time.since),
        ];
        held.iter().filter(|(_, held)| *held).map(|(name, _)| *name).collect()
    }

    /// "after seizing the town": earlier than what is told; "Rwanda denies it": true of no day, unless the report opens with it.
    pub(super) fn undatable(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
        let start = clauses.phrases.get(mention.phrase).map_or(mention.tokens.start, |p| p.tokens().start);
        let lead = (tokens.start..start).rev().take(2).map(|t| self.document.word(t));
        let earlier = lead.into_iter().any(|w| matches!(w, "after" | "since" | "following" | "before"));
        let opening = self.document.sentences.first().is_some_and(|s| s.tokens.start == tokens.start);
        let present =
            mention.frame == Frame::Says && clauses.verb(mention.phrase).is_some_and(|v| v.present && !v.infinitive);
        let dateless = tokens.clone().any(|t| {
            let next = |by: usize| if t + by < tokens.end { self.document.word(t + by) } else { "" };
            matches!(self.document.word(t), "giving" | "gave" | "without" | "give")
                && (next(1) == "no" && next(2) == "date" || next(1) == "giving" && next(3) == "date")
        });
        earlier || dateless || present && !opening
    }

    /// "called for a truce before Ramadan": words are said on no day to come, whatever they speak of.
    pub(super) fn lies_ahead_of_words(&self, time: &TimeMention, mention: &Mention) -> bool {
        let said = matches!(
            mention.kind,
            EventType::Accuse | EventType::Claim | EventType::Deny | EventType::Reject | EventType::Request
        );
        said && time.days.zip(self.times.day).is_some_and(|((from, ..), day)| from > day)
    }

    /// "in exile since 2023", "the first attack since 1985": how long a state has lasted, how long there was none.
    pub(super) fn tells_how_long(&self, time: &TimeMention, tokens: &Range<usize>) -> bool {
        const STATES: &[&str] =
            &["power", "office", "prison", "jail", "custody", "detention", "exile", "charge", "place", "force"];
        if !time.since {
            return false;
        }
        let start = self.document.tokens.partition_point(|t| t.span.end <= time.span.start).min(tokens.end);
        let since = (tokens.start..start).rev().find(|&t| self.document.word(t) == "since");
        let before = since.map(|since| (tokens.start..since).rev().take(4).map(|t| self.document.word(t)));
        before.is_some_and(|mut words| {
            words.clone().any(|w| w == "first") || words.next().is_some_and(|w| STATES.contains(&w))
        })
    }

    /// "mourned on Saturday for the victims of the bombing", "arrived on Monday, the first since the bombing": the day of those who look
    /// back is not the event's.
    pub(super) fn looked_back_on(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
        let Some(noun) = clauses.noun(mention.phrase).filter(|_| !mention.verb) else { return false };
        let mut lead = (tokens.start..noun.tokens.start).rev().take(3).map(|t| self.document.word(t));
        let definite = matches!(self.document.word(noun.tokens.start), "the" | "that" | "this" | "those" | "these");
        match lead.next() {
            Some("since") => true,
            Some("of" | "in" | "from") if definite => {
                lead.next().is_some_and(|w| clauses.lexicon.listed("aftermath", w))
            }
            _ => false,
        }
    }

    /// "On Friday the town marked five years since gunmen killed", "a film about the day when … opened on Sunday": the day of the marking.
    pub(super) fn of_those_who_remember(
        &self,
        at: &Range<usize>,
        cue: usize,
        mention: &Mention,
        clauses: &Clauses<'_, '_>,
    ) -> bool {
        let recent = self.document.tokens.get(at.start).is_some_and(|t| {
            let span = t.span;
            self.times.mentions.iter().any(|m| {
                m.span.start <= span.start
                    && span.end <= m.span.end
                    && m.days.is_some_and(|(_, to, _)| self.times.day.is_some_and(|day| (day - to).get_days() < 32))
            })
        });
        let later_verb = at.start > mention.tokens.end
            && (mention.phrase + 1..clauses.phrases.len()).any(|p| {
                clauses.verb(p).is_some_and(|v| {
                    !v.infinitive
                        && !v.gerund
                        && v.tokens.start >= mention.tokens.end
                        && v.tokens.end <= at.start
                        && !clauses.reduced(p)
                })
            });
        recent && (at.end <= cue || later_verb)
    }

    /// "the 1994 genocide", "last month's election", "Fridays attack": the time belongs to one noun and dates nothing else.
    pub(super) fn belongs_to_noun(&self, at: &Range<usize>, tokens: &Range<usize>, since: bool) -> bool {
        let tag = |t: Option<usize>| t.filter(|t| tokens.contains(t)).map(|t| self.document.tokens[t].tag);
        let before = tag(at.start.checked_sub(1));
        let after = tag(Some(at.end));
        let noun = matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective)) && !self.in_a_war_of(at, tokens);
        let determined = matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective));
        after == Some(Tag::Possessive) || noun && (determined || self.is_genitive(at)) && !since
    }

    /// "Fridays", where a text has lost its apostrophes.
    fn is_genitive(&self, at: &Range<usize>) -> bool {
        const DAYS: [&str; 7] = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
        at.end.checked_sub(1).is_some_and(|last| DAYS.contains(&self.document.word(last)))
    }

    /// "in the 1967 war", "during the 2011 uprising": a happening of that year dates what was done in it.
    fn in_a_war_of(&self, at: &Range<usize>, tokens: &Range<usize>) -> bool {
        const HAPPENINGS: &[&str] =
            &["war", "conflict", "invasion", "uprising", "revolution", "genocide", "coup", "intifada", "offensive"];
        let word =
            |back: usize| at.start.checked_sub(back).filter(|t| tokens.contains(t)).map(|t| self.document.word(t));
        let led = word(1) == Some("the") && matches!(word(2), Some("in" | "during"));
        let noun = |t: &usize| matches!(self.document.tokens[*t].tag, Tag::Noun | Tag::Proper | Tag::Adjective);
        let mut behind = (at.end..tokens.end).take(4).take_while(noun);
        led && behind.any(|t| HAPPENINGS.contains(&self.document.word(t)))
    }

    /// "officials said on Monday that …", "told reporters on Monday", "a report published on Tuesday": the day of the saying.
    pub(super) fn dates_speech(&self, at: &Range<usize>, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
        // "announced a march for Friday"
        if at.start > tokens.start && self.document.word(at.start - 1) == "for" {
            return false;
        }
        let plain = |t: usize| {
            !matches!(self.document.tokens[t].tag, Tag::Comma | Tag::Subordinator | Tag::Relative | Tag::Quote)
        };
        let before = (tokens.start..at.start).rev().take(7).take_while(|&t| plain(t));
        let verb = before.into_iter().find(|&t| matches!(self.document.tokens[t].tag, Tag::Verb | Tag::Ing));
        let verb = verb.filter(|&v| self.document.tokens[v].tag != Tag::Ing || !self.behind_preposition(v, tokens));
        let verb = verb.filter(|&v| !self.is_reported(v, tokens));
        let finite = |t: usize| self.document.tokens[t].tag == Tag::Verb && self.saying(t, clauses);
        // "killed five on Friday said a doctor": where a verb of doing comes first, the time is that verb's.
        let clause = (tokens.start..at.start).rev().take_while(|&t| self.document.tokens[t].tag != Tag::Comma);
        let done = clause.into_iter().any(|t| self.document.tokens[t].tag == Tag::Verb && !self.saying(t, clauses));
        let lives =
            (at.end..tokens.end.min(at.end + 6)).any(|t| matches!(self.document.word(t), "lives" | "responsibility"));
        let after = Some(at.end).filter(|&t| t < tokens.end && finite(t) && !done && !lives);
        after.is_some() || verb.is_some_and(|v| self.saying(v, clauses) || self.publishing(v, clauses))
    }

    /// "clashes were reported on Thursday in Goma": told of in the passive, the happening is meant.
    fn is_reported(&self, token: usize, tokens: &Range<usize>) -> bool {
        let be = token.checked_sub(1).filter(|t| tokens.contains(t));
        self.document.word(token) == "reported" && be.is_some_and(|t| self.document.tokens[t].tag == Tag::Be)
    }

    /// "banned from reporting in Iraq last year": reporting is what was banned, no saying.
    fn behind_preposition(&self, token: usize, tokens: &Range<usize>) -> bool {
        let before = token.checked_sub(1).filter(|t| tokens.contains(t));
        before.is_some_and(|t| self.document.tokens[t].tag == Tag::Preposition)
    }

    fn publishing(&self, token: usize, clauses: &Clauses<'_, '_>) -> bool {
        let lemma = self.document.verb(token, clauses.lexicon);
        lemma.is_some_and(|l| matches!(l, "publish" | "issue" | "post" | "broadcast" | "speak" | "write"))
    }

    pub(super) fn saying(&self, token: usize, clauses: &Clauses<'_, '_>) -> bool {
        self.document.verb(token, clauses.lexicon).is_some_and(is_saying)
    }
}

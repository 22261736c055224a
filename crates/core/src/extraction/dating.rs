//! The date of an event: which time expression of the report dates it, and what may be inferred where none does.
//!
//! In: mentions and drafts with the sentence around each, the times of the report. Out: the date slot, with the rule that filled it,
//! and findings on times. Must not know: places, actors, other reports. What is inferred says so; the day of publication itself
//! is never an event's date without that flag.

use super::clauses::{Clauses, is_saying};
use super::document::{Document, Tag};
use super::draft::Draft;
use super::mentions::Mention;
use super::time::{TimeMention, Times};
use crate::knowledge::Frame;
use crate::model::{EventType, Finding, Report, Slot, Status, TimePrecision, When};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// Dates the drafts of one report.
#[derive(Debug)]
pub(super) struct Dating<'a> {
    pub report: &'a Report,
    pub document: &'a Document<'a>,
    pub times: &'a Times,
}

/// A time further from the mention than this, in words and barriers, does not date it.
const REACH: usize = 40;

/// An undated act takes the day of an act at most so many sentences before.
const CARRY: usize = 3;

impl Dating<'_> {
    /// What could not be dated, and what dates disagree.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.times.day.is_none() {
            findings.push(Finding::warning("time/no-publication-date", "the report has no publication date, so weekdays and \"yesterday\" stay open; give one with --published"));
        } else if self.times.differs {
            findings.push(Finding::warning("time/publication-dates-differ", "the text names another day of publication than came with it; times are counted from the day in the text"));
        } else if self.times.day_from_text {
            findings.push(Finding::note(
                "time/day-from-dateline",
                "no publication date came with the report; times are counted from its dateline",
            ));
        }
        for time in &self.times.mentions {
            let finding = match (time.is_open() && self.times.day.is_some(), time.conflict) {
                (true, _) => ("time/unresolved", "this time expression could not be resolved to days"),
                (_, true) => ("time/weekday-differs", "the weekday and the date do not agree; the date is taken"),
                _ => continue,
            };
            findings.push(Finding::note(finding.0, finding.1).at(self.report.quote(time.span)));
        }
        findings
    }

    /// The date that the mention's own sentence gives.
    pub fn own(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>, draft: &mut Draft) {
        let sentence = self.document.span(tokens.clone());
        let inside = self.times.mentions.iter().filter(|t| sentence.contains(t.span) && !t.head && !t.opens_length);
        let mut best: Option<(usize, &TimeMention)> = None;
        for time in inside {
            let Some(at) = self.tokens_of(time, tokens) else { continue };
            let start = self.document.tokens[mention.tokens.start].span.start;
            let reaches_from = time.opens.is_some_and(|since| start < since);
            if !reaches_from && self.dates_speech(&at, clauses, tokens) && mention.frame != Frame::Says {
                let told = time.days.map(|_| time.clone());
                draft.spoken = draft.spoken.take().or(told);
                continue;
            }
            if self.lies_ahead_of_words(time, mention) || self.tells_how_long(time, tokens) {
                continue;
            }
            if time.days.is_none() && !self.lasts(time, &at, mention, clauses) {
                continue;
            }
            if at.end <= mention.tokens.start && self.looked_back_on(mention, clauses, tokens) {
                continue;
            }
            let close = mention.tokens.start >= at.end && mention.tokens.start - at.end <= 4;
            if self.belongs_to_noun(&at, tokens, time.since) && (mention.verb || !close) {
                continue;
            }
            let far = self.distance(mention, &at, clauses, tokens) + if time.days.is_none() { 12 } else { 0 };
            if far <= REACH && best.is_none_or(|(near, _)| far < near) {
                best = Some((far, time));
            }
        }
        draft.undatable = self.undatable(mention, clauses, tokens) || self.looked_back_on(mention, clauses, tokens);
        if let Some((_, time)) = best {
            self.fill(draft, mention, time);
        }
    }

    /// "after seizing the town": earlier than what is told; "Rwanda denies it": true of no day, unless the report opens with it.
    fn undatable(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
        let start = clauses.phrases.get(mention.phrase).map_or(mention.tokens.start, |p| p.tokens().start);
        let lead = (tokens.start..start).rev().take(2).map(|t| self.document.word(t));
        let earlier = lead.into_iter().any(|w| matches!(w, "after" | "since" | "following" | "before"));
        let opening = self.document.sentences.first().is_some_and(|s| s.tokens.start == tokens.start);
        let present =
            mention.frame == Frame::Says && clauses.verb(mention.phrase).is_some_and(|v| v.present && !v.infinitive);
        earlier || present && !opening
    }

    /// "called for a truce before Ramadan": words are said on no day to come, whatever they speak of.
    fn lies_ahead_of_words(&self, time: &TimeMention, mention: &Mention) -> bool {
        let said = matches!(
            mention.kind,
            EventType::Accuse | EventType::Claim | EventType::Deny | EventType::Reject | EventType::Request
        );
        said && time.days.zip(self.times.day).is_some_and(|((from, ..), day)| from > day)
    }

    /// "in exile since 2023", "the first attack since 1985": how long a state has lasted, how long there was none.
    fn tells_how_long(&self, time: &TimeMention, tokens: &Range<usize>) -> bool {
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
    fn looked_back_on(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
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

    fn tokens_of(&self, time: &TimeMention, tokens: &Range<usize>) -> Option<Range<usize>> {
        let spans = |t: usize| self.document.tokens[t].span;
        let first = tokens.clone().find(|&t| spans(t).end > time.span.start)?;
        let last = (first..tokens.end).find(|&t| spans(t).end >= time.span.end).unwrap_or(first);
        Some(first..last + 1)
    }

    /// How far a time stands from a mention: words between, and more for every clause that ends between.
    fn distance(
        &self,
        mention: &Mention,
        at: &Range<usize>,
        clauses: &Clauses<'_, '_>,
        tokens: &Range<usize>,
    ) -> usize {
        let before = at.end <= mention.tokens.start;
        let between =
            if before { at.end..mention.tokens.start } else { mention.tokens.end..at.start.max(mention.tokens.end) };
        let opens = before && at.start <= tokens.start + 3;
        let walls: usize = between.clone().map(|t| self.wall(t, tokens)).sum();
        let verbs =
            clauses.phrases.iter().filter(|p| p.tokens().start >= between.start && p.tokens().end <= between.end);
        let verbs = verbs.filter_map(|p| p.verb()).filter(|v| !v.infinitive && !v.gerund && !v.reduced);
        let verbs: usize = verbs.map(|v| if self.saying(v.head, clauses) { 10 } else { 6 }).sum();
        if opens {
            // "On Tuesday, …" dates the whole sentence, up to a new clause of its own.
            return walls + 6 + between.len() / 4;
        }
        let commas = between.clone().filter(|&t| self.document.tokens[t].tag == Tag::Comma).count();
        between.len() + walls + verbs + if before { 8 + 8 * commas } else { 0 }
    }

    /// "the 1994 genocide", "last month's election": the time belongs to one noun and dates nothing else.
    fn belongs_to_noun(&self, at: &Range<usize>, tokens: &Range<usize>, since: bool) -> bool {
        let tag = |t: Option<usize>| t.filter(|t| tokens.contains(t)).map(|t| self.document.tokens[t].tag);
        let before = tag(at.start.checked_sub(1));
        let after = tag(Some(at.end));
        let noun = matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective)) && !self.in_a_war_of(at, tokens);
        let determined = matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective));
        after == Some(Tag::Possessive) || noun && determined && !since
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

    /// What a word between a time and a mention adds.
    fn wall(&self, token: usize, tokens: &Range<usize>) -> usize {
        let word = self.document.word(token);
        let after_comma = token > tokens.start && self.document.tokens[token - 1].tag == Tag::Comma;
        match (word, self.document.tokens[token].tag) {
            (";", _) => 30,
            ("but" | "while" | "whereas" | "although" | "though", _) => 40,
            ("because" | "whose", _) => 18,
            ("and", _) if after_comma => 10,
            (_, Tag::Relative) => 8,
            ("after" | "before" | "since" | "when" | "following", _) => 5,
            (_, Tag::Subordinator) => 5,
            _ => 0,
        }
    }

    fn saying(&self, token: usize, clauses: &Clauses<'_, '_>) -> bool {
        self.document.verb(token, clauses.lexicon).is_some_and(is_saying)
    }

    /// "for nine weeks" behind a perfect, "seven months of protests", "a 27-month war": it has lasted until the report.
    fn lasts(&self, time: &TimeMention, at: &Range<usize>, mention: &Mention, clauses: &Clauses<'_, '_>) -> bool {
        if time.lasting.is_none() || time.value.contains('X') {
            return false;
        }
        let word =
            |t: Option<usize>| t.filter(|&t| t < self.document.tokens.len()).map_or("", |t| self.document.word(t));
        let days = time.value.strip_suffix('D').and_then(|v| v.strip_prefix('P'));
        let short = days.is_some_and(|days| days.parse::<u32>().is_ok_and(|days| days < 10));
        let period = !short && !time.value.starts_with("PT");
        let process = matches!(mention.kind, EventType::Assault | EventType::Protest | EventType::Coerce);
        if !period || !process {
            return false;
        }
        let of = word(Some(at.end)) == "of" && mention.tokens.start > at.end && mention.tokens.start < at.end + 6;
        let attribute = !mention.verb && clauses.noun(mention.phrase).is_some_and(|n| n.tokens.contains(&(at.end - 1)));
        let perfect = self.perfect_around(at, mention, clauses);
        let lead = word(at.start.checked_sub(1));
        of || attribute
            || perfect
                && matches!(lead, "for" | "in" | "within" | "over" | "about" | "nearly" | "around" | "than" | "almost")
    }

    /// Whether the verb that the time goes with is a perfect and carries the mention.
    fn perfect_around(&self, at: &Range<usize>, mention: &Mention, clauses: &Clauses<'_, '_>) -> bool {
        let carrier = mention.carrier.map_or(mention.phrase, |c| c.verb);
        let verbs = || clauses.phrases.iter().enumerate().filter_map(|(i, p)| p.verb().map(|v| (i, v)));
        let before = verbs().rfind(|(_, v)| v.tokens.end <= at.start);
        let after = verbs().find(|(_, v)| v.tokens.start >= at.end);
        let carries = |(phrase, verb): &(usize, &super::phrases::VerbGroup)| {
            let behind = verb.tokens.end <= mention.tokens.start && mention.tokens.end <= at.start;
            verb.perfect && !verb.pluperfect && (*phrase == carrier || *phrase == mention.phrase || behind)
        };
        before.as_ref().is_some_and(carries) || after.as_ref().is_some_and(carries)
    }

    fn fill(&self, draft: &mut Draft, mention: &Mention, time: &TimeMention) {
        let Some(when) = self.when(&mention.tokens, mention.verb, time) else { return };
        draft.account.date = Some(when);
        draft.time = Some(time.clone());
        draft.by(Slot::Date, time.rule);
    }

    /// The days that a time gives to an event that these words, a verb or a noun, name.
    pub fn when(&self, words: &Range<usize>, verb: bool, time: &TimeMention) -> Option<When> {
        let start = self.document.tokens.get(words.start)?.span.start;
        let days = self.reach_of(time).or(time.days);
        let opened = time.opens.is_some_and(|since| since < start && start < time.span.start);
        let days = if opened { time.named } else { days.or(time.lasting) };
        let (earliest, latest, precision) = days.map(|days| self.begun(words, verb, time, days))?;
        let quote = Some(self.report.quote(time.span));
        let zone = self.zone(time);
        Some(When { earliest, latest, precision, inferred: false, zone, others: Vec::new(), quote })
    }

    /// What speaks against a time's dating what is told around it.
    pub fn reserves(
        &self,
        time: &TimeMention,
        at: &Range<usize>,
        clauses: &Clauses<'_, '_>,
        sentence: usize,
    ) -> Vec<&'static str> {
        let Some(tokens) = self.document.sentences.get(sentence).map(|s| &s.tokens) else { return Vec::new() };
        let held = [
            ("dates a saying", self.dates_speech(at, clauses, tokens)),
            ("belongs to a noun", self.belongs_to_noun(at, tokens, time.since)),
            ("tells how long", self.tells_how_long(time, tokens)),
            ("since", time.since),
        ];
        held.iter().filter(|(_, held)| *held).map(|(name, _)| *name).collect()
    }

    /// "The war began in April": a course of events that began weeks ago and of whose end nothing is said goes on.
    fn begun(
        &self,
        words: &Range<usize>,
        verb: bool,
        time: &TimeMention,
        days: (Date, Date, TimePrecision),
    ) -> (Date, Date, TimePrecision) {
        const COURSES: &[&str] = &[
            "war",
            "conflict",
            "fighting",
            "violence",
            "crackdown",
            "insurgency",
            "clashes",
            "hostilities",
            "unrest",
            "siege",
            "rebellion",
            "uprising",
            "revolt",
            "rallies",
            "offensive",
        ];
        let Some(day) = self.times.day.filter(|_| !verb && !time.since && words.end > 0) else { return days };
        let end = self.document.tokens.partition_point(|t| t.span.end <= time.span.start);
        let between = words.end..end.max(words.end).min(words.end + 8);
        let course = COURSES.contains(&self.document.word(words.end - 1));
        let began = between.len() < 8
            && between
                .into_iter()
                .any(|t| matches!(self.document.word(t), "began" | "erupted" | "broke" | "started" | "begun"));
        let weeks_ago = day.checked_sub(14.days()).is_ok_and(|limit| days.1 < limit);
        if course && began && weeks_ago { (days.0, day, TimePrecision::Longer) } else { days }
    }

    /// "between 1993 and 2006", "from Monday to Wednesday": from the first time to the second.
    fn reach_of(&self, time: &TimeMention) -> Option<(Date, Date, TimePrecision)> {
        let at = self.times.mentions.iter().position(|t| t.span == time.span)?;
        let joined = |first: &TimeMention, second: &TimeMention| {
            let lead = self.report.text().get(..first.span.start)?.trim_end().rsplit(' ').next()?.to_ascii_lowercase();
            let between = self.report.text().get(first.span.end..second.span.start)?.trim().to_ascii_lowercase();
            let spans =
                matches!((lead.as_str(), between.as_str()), ("between", "and") | ("from", "to" | "until" | "through"));
            let listed = matches!(lead.as_str(), "in" | "on") && between == "and" && first.rule == second.rule;
            let ((from, ..), (_, to, _)) = (first.days?, second.days?);
            ((spans || listed) && from <= to).then_some((from, to, TimePrecision::Longer))
        };
        let next = self.times.mentions.get(at + 1).and_then(|next| joined(time, next));
        next.or_else(|| at.checked_sub(1).and_then(|before| joined(&self.times.mentions[before], time)))
    }

    /// The zone of the publication moment, for times that are counted from it.
    fn zone(&self, time: &TimeMention) -> Option<String> {
        let counted =
            matches!(time.rule, "time/deictic" | "time/weekday" | "time/ago" | "time/past_n" | "time/relative_unit");
        let (_, offset) =
            self.report.meta().published.and_then(|p| p.at()).filter(|_| counted && !self.times.day_from_text)?;
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        Some(format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
    }

    /// "officials said on Monday that …", "told reporters on Monday", "a report published on Tuesday": the day of the saying.
    fn dates_speech(&self, at: &Range<usize>, clauses: &Clauses<'_, '_>, tokens: &Range<usize>) -> bool {
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

    /// Undated acts take a day from what stands around them, flagged as inferred.
    pub fn lend(&self, drafts: &mut [Draft]) {
        let news = self.news_day();
        let total = self.document.sentences.len().max(1);
        let mut last: Option<(usize, When)> = None;
        for draft in drafts.iter_mut() {
            if let Some(lag) = draft.lag.filter(|_| draft.account.date.is_none()) {
                self.set_before(draft, lag, last.as_ref().map(|(_, when)| when).or(news.as_ref()));
                continue;
            }
            match &draft.account.date {
                Some(date) if self.recent(date) => last = Some((draft.sentence, date.clone())),
                Some(_) => {}
                None if draft.account.status == Status::New && !draft.undatable => {
                    let near = last.as_ref().filter(|(sentence, _)| draft.sentence - sentence <= CARRY);
                    let late = draft.sentence > 4 && draft.sentence * 5 > total * 3;
                    let lent = self
                        .spoken_day(draft)
                        .map(|when| (when, "time/day_of_the_saying"))
                        .or_else(|| near.map(|(_, when)| (when.clone(), "time/lent_by_sentence_before")))
                        .or_else(|| news.clone().filter(|_| !late).map(|when| (when, "time/day_of_the_news")));
                    if let Some((when, rule)) = lent {
                        draft.account.date = Some(When { inferred: true, quote: None, ..when });
                        draft.by(Slot::Date, rule);
                    }
                }
                None => {}
            }
        }
    }

    /// "one day after the ministers met": that long before the day that the sentence is about.
    fn set_before(&self, draft: &mut Draft, lag: i32, from: Option<&When>) {
        let back = |day: Date| day.checked_sub(lag.days()).ok();
        let Some((earliest, latest)) = from.and_then(|w| back(w.earliest).zip(back(w.latest))) else { return };
        let precision = if earliest == latest { TimePrecision::Day } else { TimePrecision::Longer };
        draft.account.date =
            Some(When { earliest, latest, precision, inferred: true, quote: None, zone: None, others: Vec::new() });
        draft.by(Slot::Date, "time/days_before");
    }

    /// A day or two within the week before the report.
    fn recent(&self, when: &When) -> bool {
        let short = (when.latest - when.earliest).get_days() <= 1;
        let Some(day) = self.times.day else { return false };
        short
            && !when.inferred
            && day.checked_sub(8.days()).is_ok_and(|limit| when.latest >= limit && when.earliest <= day)
    }

    /// The day on which a source told it: the event is no later.
    fn spoken_day(&self, draft: &Draft) -> Option<When> {
        let (earliest, latest, precision) = draft.spoken.as_ref()?.days?;
        let when = When { earliest, latest, precision, inferred: true, zone: None, others: Vec::new(), quote: None };
        (earliest == latest).then_some(when)
    }

    /// The one day of the last few of which the report speaks, if it speaks of one above all.
    pub fn news_day(&self) -> Option<When> {
        let day = self.times.day?;
        let first = day.checked_sub(4.days()).ok()?;
        let recent: Vec<Date> = self
            .times
            .mentions
            .iter()
            .filter(|t| !t.head)
            .filter_map(|t| t.days)
            .filter(|(from, to, _)| from == to && *from >= first && *to <= day)
            .map(|(from, ..)| from)
            .collect();
        let often = |date: &Date| recent.iter().filter(|d| *d == date).count();
        let best = *recent.iter().max_by_key(|date| often(date))?;
        let clear = often(&best) * 3 >= recent.len() * 2;
        let precision = TimePrecision::Day;
        let others = Vec::new();
        clear.then_some(When {
            earliest: best,
            latest: best,
            precision,
            inferred: true,
            zone: None,
            others,
            quote: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::read;
    use crate::model::When;
    use proptest::prelude::*;

    /// The date of the first claim; the sample's reports are published on Wednesday, 8 May 2024.
    fn dated(text: &str) -> Option<When> {
        read(text).claims.into_iter().next().and_then(|c| c.account.date)
    }

    fn shown(text: &str) -> String {
        dated(text).map_or("none".to_owned(), |w| {
            let days =
                if w.earliest == w.latest { w.earliest.to_string() } else { format!("{}..{}", w.earliest, w.latest) };
            if w.inferred { format!("{days} inferred") } else { days }
        })
    }

    #[test]
    fn the_time_of_a_clause_dates_its_event() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos on Saturday."), "2024-05-04");
        assert_eq!(shown("On Thursday night, rebels attacked a base near Lagos."), "2024-05-02");
        assert_eq!(shown("Rebels attacked a base near Lagos overnight."), "2024-05-07..2024-05-08");
        assert_eq!(shown("Between 12 and 14 April, rebels attacked a base near Lagos."), "2024-04-12..2024-04-14");
    }

    #[test]
    fn the_day_of_those_who_look_back_is_not_the_events() {
        assert_eq!(shown("The town mourned on Monday for the victims of the bombing."), "none");
        assert_eq!(shown("A convoy reached Goma on Monday, the first since the bombing."), "none");
        assert_eq!(shown("The victims of the bombing on Monday were buried."), "2024-05-06");
    }

    #[test]
    fn the_day_of_a_saying_is_no_day_of_the_event() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos, police said on Sunday."), "2024-05-05 inferred");
        assert_eq!(shown("Police said on Sunday that gunmen killed three farmers on Friday."), "2024-05-03");
        assert_eq!(shown("An attack was reported on Sunday in Lagos."), "2024-05-05");
        assert_eq!(shown("Police reported on Sunday an attack in Lagos."), "2024-05-05 inferred");
    }

    /// What speaks against the first time's dating the event in a text of one sentence.
    fn reserves(text: &str) -> Vec<&'static str> {
        use super::*;
        let knowledge = crate::knowledge::Knowledge::builtin();
        let sentence = crate::model::Sentence { span: crate::model::Span::new(0, text.len()), paragraph: 0 };
        let report = Report::plain(crate::model::ReportMeta::default(), text);
        let times = crate::extraction::time::tag(text, std::slice::from_ref(&sentence), "2024-05-08".parse().ok());
        let spans: Vec<_> = times.marked().collect();
        let document = Document::new(text, &[sentence], &spans, &knowledge.lexicon);
        let phrases = crate::extraction::phrases::phrases(&document, 0..document.tokens.len(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let dating = Dating { report: &report, document: &document, times: &times };
        let time = &times.mentions[0];
        let at = dating.tokens_of(time, &(0..document.tokens.len())).expect("tokens");
        dating.reserves(time, &at, &clauses, 0)
    }

    #[test]
    fn what_speaks_against_a_time_is_told() {
        assert_eq!(reserves("Police said on Sunday that gunmen had killed three farmers."), ["dates a saying"]);
        assert_eq!(reserves("Gunmen killed three farmers on Sunday."), Vec::<&str>::new());
        assert_eq!(reserves("Gunmen have killed ten farmers since March."), ["since"]);
        assert_eq!(reserves("Rebels in exile since 2023 attacked villages near Lagos."), ["tells how long", "since"]);
    }

    #[test]
    fn a_course_of_events_goes_on_until_the_report() {
        assert_eq!(shown("The war in Sudan began in April 2023."), "2023-04-01..2024-05-08");
        assert_eq!(
            shown("Rebels have attacked villages near Lagos since the start of the year."),
            "2024-01-01..2024-05-08"
        );
        assert_eq!(
            shown("Rebels have killed 40 people since they took the town of Goma in March."),
            "2024-03-01..2024-05-08"
        );
        assert_eq!(
            shown("Rebels have killed 40 people since they declared a state in March."),
            "2024-03-01..2024-05-08"
        );
        assert_eq!(shown("The army has shelled villages near Lagos for over two months."), "2024-03-08..2024-05-08");
        assert_eq!(shown("The attack on Goma began in April 2023."), "2023-04-01..2023-04-30");
        assert_eq!(
            shown("Since rebels took the town of Goma in March, they have killed 40 people."),
            "2024-03-01..2024-03-31"
        );
    }

    #[test]
    fn a_war_named_by_its_year_dates_what_was_done_in_it() {
        assert_eq!(shown("Israel captured the hills in the 1967 war."), "1967-01-01..1967-12-31");
        assert_eq!(shown("The 1967 charter was recalled as rebels seized the hills."), "none");
    }

    #[test]
    fn how_long_something_else_has_lasted_is_no_date() {
        assert_eq!(shown("Rebels in exile since 2023 have attacked villages near Lagos."), "none");
        assert_eq!(shown("Rebels attacked Lagos, the first such attack since 1985."), "none");
        assert_eq!(shown("Rebels have attacked villages near Lagos since 2023."), "2023-01-01..2024-05-08");
        assert_eq!(
            shown("He has ruled since 2005 and survived an attack near Lagos in 2015."),
            "2015-01-01..2015-12-31"
        );
    }

    #[test]
    fn words_are_said_on_no_day_to_come() {
        assert_eq!(shown("The envoy called on the rebels to lay down their arms by Friday."), "none");
        assert_eq!(shown("On Monday the envoy called on the rebels to lay down their arms by Friday."), "2024-05-06");
    }

    #[test]
    fn another_clause_keeps_its_time() {
        assert_eq!(shown("Rebels attacked a base near Lagos, but in February they had promised peace."), "none");
    }

    #[test]
    fn a_report_without_a_time_has_no_date() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos."), "none");
    }

    proptest! {
        /// The publication day is never given as told where no words tell it.
        #[test]
        fn the_publication_day_is_never_passed_off(
            who in "(Gunmen|Rebels|Soldiers|Police|Militants)",
            did in "(killed three farmers|attacked a base|arrested ten men|shelled the town|clashed with troops|burned a market)",
            place in "(in Lagos|near Aleppo|outside Goma|in Kabul)",
            more in "(Residents fled|The attack left many dead|Officials condemned the violence|The army denied it|Shops were closed)",
        ) {
            let found = read(&format!("{who} {did} {place}. {more}."));
            for claim in found.claims {
                prop_assert!(claim.account.date.is_none_or(|d| d.inferred));
            }
        }

        /// Over free text: a date that is told has its words, and a country as a whole has no point.
        #[test]
        fn no_date_without_words_and_no_point_for_a_country(
            words in proptest::collection::vec("(rebels|gunmen|Syria|Congo|Iran|in|near|killed|attacked|shelled|three|soldiers|the|said|after|army|from|and|Aleppo|on|[a-zA-Z,'\"-]{1,7})", 0..24),
        ) {
            for claim in read(&format!("{}.", words.join(" "))).claims {
                let date = claim.account.date;
                prop_assert!(date.is_none_or(|d| d.inferred || d.quote.is_some_and(|q| !q.text().is_empty())));
                let place = claim.account.place;
                prop_assert!(place.is_none_or(|p| p.precision != crate::model::PlacePrecision::Country || p.point.is_none()));
            }
        }
    }
}

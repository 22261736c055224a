//! Reach: the days that a time gives to an event: those it names, from one time to another, or until the report.

use super::Dating;
use crate::extraction::clauses::Clauses;
use crate::extraction::mentions::Mention;
use crate::extraction::phrases::VerbGroup;
use crate::extraction::time::TimeMention;
use crate::model::{EventType, TimePrecision, When};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

impl Dating<'_> {
    /// The days that a time gives to an event that these words, a verb or a noun, name.
    pub(in crate::extraction) fn when(&self, words: &Range<usize>, verb: bool, time: &TimeMention) -> Option<When> {
        let start = self.document.tokens.get(words.start)?.span.start;
        let days = self.reach_of(time).or(time.days);
        let opened = time.opens.is_some_and(|since| since < start && start < time.span.start);
        let days = if opened { time.named } else { days.or(time.lasting) };
        let (earliest, latest, precision) = days.map(|days| self.begun(words, verb, time, days))?;
        let quote = Some(self.report.quote(time.span));
        let zone = self.zone(time);
        Some(When { earliest, latest, precision, inferred: false, zone, others: Vec::new(), quote })
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

    /// "for nine weeks" behind a perfect, "seven months of protests", "a 27-month war": it has lasted until the report.
    pub(super) fn lasts(
        &self,
        time: &TimeMention,
        at: &Range<usize>,
        mention: &Mention,
        clauses: &Clauses<'_, '_>,
    ) -> bool {
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
        let carries = |(phrase, verb): &(usize, &VerbGroup)| {
            let behind = verb.tokens.end <= mention.tokens.start && mention.tokens.end <= at.start;
            verb.perfect && !verb.pluperfect && (*phrase == carrier || *phrase == mention.phrase || behind)
        };
        before.as_ref().is_some_and(carries) || after.as_ref().is_some_and(carries)
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
}

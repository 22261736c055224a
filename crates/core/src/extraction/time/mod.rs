//! Times: expressions for when something happened, resolved to days against the day of the report.
//!
//! In: text, sentences, publication moment. Out: spans with their days and TIMEX3 type and value. What cannot be resolved has no days
//! and stays so. Must not know: events. The steps, each a module: words, grammar (named, amounts, clock), tense, resolve
//! (stretch, nearest, calendars); the day that all is counted from is `reference`.

mod amounts;
mod calendars;
mod clock;
mod cursor;
mod explain;
mod expression;
mod fiscal;
mod following;
mod grammar;
mod named;
mod nearest;
mod numeric;
mod reference;
mod resolve;
mod stretch;
mod tense;
mod words;

pub use explain::{DateExplained, explain_date};

use crate::model::{Moment, Sentence, Span, TimePrecision};
use expression::{Expression, Said};
use jiff::civil::Date;
use resolve::{Context, Meaning, resolve, stretched};
use stretch::Unit;

/// The type of a time expression, as TIMEX3 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// An hour or a part of a day.
    Time,
    /// A length.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimeKind {
    /// The name of the type in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// A time expression, with the days it names where they could be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: TimeKind,
    /// The TIMEX3 value.
    pub value: String,
    /// First and last day.
    pub days: Option<(Date, Date, TimePrecision)>,
    /// The rule that found it.
    pub rule: &'static str,
    /// "since March": the expression opens a period that lasts until publication.
    pub since: bool,
    /// For a period: where in the text the word "since" stands, and the days at which it opened.
    pub opens: Option<usize>,
    /// The days that the words name, without what "since" adds.
    pub named: Option<(Date, Date, TimePrecision)>,
    /// A weekday stands beside a date that falls on another day.
    pub conflict: bool,
    /// That weekday, Monday 1, where one stands beside a date.
    pub weekday: Option<i8>,
    /// The length told before it is counted from it: it dates nothing by itself.
    pub opens_length: bool,
    /// It stands in the dateline or the line of publication: it dates the report.
    pub head: bool,
    /// For a length: the days it covers if it lasts until the day of the report.
    pub lasting: Option<(Date, Date, TimePrecision)>,
}

/// The times of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// The day they are counted from.
    pub day: Option<Date>,
    /// The day came from the text, against or without a publication moment.
    pub day_from_text: bool,
    /// The text names another day of publication than came with it.
    pub differs: bool,
    /// In text order, without overlap.
    pub mentions: Vec<TimeMention>,
}

impl Times {
    /// The spans that stand for a time in the syntax of a sentence: those with days.
    pub(super) fn marked(&self) -> impl Iterator<Item = Span> {
        self.mentions.iter().filter(|m| m.marks()).map(|m| m.span)
    }
}

impl TimeMention {
    /// A date that is named and could not be told; a vague word or a length is none.
    pub(super) fn is_open(&self) -> bool {
        self.days.is_none() && matches!(self.kind, TimeKind::Date) && !self.value.ends_with("_REF")
    }

    fn marks(&self) -> bool {
        self.days.is_some()
            || matches!(
                self.rule,
                "time/weekday" | "time/full_date" | "time/deictic" | "time/relative_unit" | "time/month"
            )
    }
}

/// All time expressions, in text order, without overlap.
pub fn tag(text: &str, sentences: &[Sentence], published: Option<Moment>) -> Times {
    visited(text, sentences, published, |_, _| {})
}

/// The same; `visit` sees each expression with what was known when it was met.
fn visited(
    text: &str,
    sentences: &[Sentence],
    published: Option<Moment>,
    mut visit: impl FnMut(&Expression, &Context),
) -> Times {
    let lower = text.to_ascii_lowercase();
    let reference = reference::reference(text, &lower, sentences, published);
    let mut context =
        Context { day: reference.day, spoken: None, same_sentence: false, quarter: None, pull: nearest::Pull::None };
    let mut mentions = Vec::new();
    for sentence in sentences {
        let words = words::words(text, &lower, sentence.span);
        context.same_sentence = false;
        let said = grammar::expressions(&words);
        let first_mention = mentions.len();
        for (range, expression) in said.iter().map(|(range, expression)| (range.clone(), *expression)) {
            let Some((first, last)) = words.get(range.start).zip(words.get(range.end - 1)) else { continue };
            let span = Span::new(first.span.start, last.span.end);
            context.pull = tense::pull(&words, &range);
            visit(&expression, &context);
            let meaning = resolve(&expression, &context);
            let meaning = fiscal::settle(meaning, &expression.said, &words[range.clone()], &words, context.day);
            let head = reference.head.is_some_and(|h| h.overlaps(span));
            let since = since(&words[..range.start]);
            let mut found = mention(span, expression, meaning.clone(), &context, since, head);
            found.opens = found.since.then(|| opening(&words[..range.start])).flatten();
            mentions.push(found);
            if !head {
                remember(&mut context, &expression, &meaning);
            }
        }
        following::anchor(&words, &said, &mut mentions[first_mention..]);
    }
    let day_from_text = reference.day.is_some() && reference.day != published.map(|p| p.date());
    Times { day: reference.day, day_from_text, differs: reference.differs, mentions }
}

fn mention(span: Span, said: Expression, meaning: Meaning, context: &Context, since: bool, head: bool) -> TimeMention {
    let days = match (meaning.days, context.day) {
        (Some((from, to, _)), Some(day)) if since && from <= day => Some((from, day.max(to), TimePrecision::Longer)),
        (None, Some(day)) if since => from_the_start(said.said, day),
        (days, _) => days,
    };
    let lasting = match (said.said, context.day) {
        (Said::Length(amount, unit), Some(day)) => stretched(amount, unit, true, day),
        _ => None,
    };
    let (kind, value, named) = (meaning.kind, meaning.value, meaning.days);
    let conflict = disagrees(&said.said, named);
    let weekday = if let Said::Day { weekday, .. } = said.said { weekday } else { None };
    TimeMention {
        span,
        kind,
        value,
        days,
        rule: said.rule,
        since,
        opens: None,
        named,
        conflict,
        weekday,
        opens_length: false,
        head,
        lasting,
    }
}

/// "Since the start of the year": from the first day of the unit that holds the day.
fn from_the_start(said: Said, day: Date) -> Option<stretch::Days> {
    let Said::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), _) = said else { return None };
    let (from, ..) = unit.around(day)?.days()?;
    Some((from, day, TimePrecision::Longer))
}

/// What later expressions count from.
fn remember(context: &mut Context, expression: &Expression, meaning: &Meaning) {
    if matches!(meaning.stretch, Some(stretch::Stretch::Quarter(..))) {
        if matches!(expression.said, Said::Quarter(..)) {
            context.quarter = meaning.days.map(|(from, ..)| from);
        }
        return;
    }
    if let Some((from, ..)) = meaning.days.filter(|_| meaning.kind != TimeKind::Duration) {
        context.spoken = Some(from);
        context.same_sentence = true;
    }
}

/// "Tuesday 5 May", where the fifth was no Tuesday.
fn disagrees(said: &Said, days: Option<stretch::Days>) -> bool {
    let Said::Day { weekday: Some(weekday), .. } = said else { return false };
    days.is_some_and(|(day, ..)| day.weekday().to_monday_one_offset() != *weekday)
}

/// Whether "since" opens a period here: "since March", "since the uprising began in March 2011", "have killed … since they took the town in March".
fn since(before: &[words::Word<'_>]) -> bool {
    opening(before).is_some()
}

/// Where the "since" stands that the expression completes.
fn opening(before: &[words::Word<'_>]) -> Option<usize> {
    const BEGINNINGS: &[&str] = &[
        "began",
        "begun",
        "started",
        "erupted",
        "broke",
        "start",
        "beginning",
        "outbreak",
        "breaking",
        "erupting",
        "starting",
        "launched",
        "flared",
        "seized",
    ];
    let at = before.iter().rposition(|w| w.text == "since").filter(|at| before.len() - at <= 14)?;
    let between = &before[at + 1..];
    let near = between
        .iter()
        .all(|w| matches!(w.text, "the" | "late" | "early" | "mid" | "-" | "at" | "least" | "around" | "about"));
    // Behind a perfect "since" speaks of time and gives no reason.
    let perfect = before[..at].iter().rev().take(25).any(|w| matches!(w.text, "has" | "have" | "been" | "ve"));
    // "Since 2005 and survived a coup in …": the first time has completed it.
    let completed = between.first().is_some_and(|w| w.class == words::Class::Digits)
        || between.iter().any(|w| matches!(w.text, "and" | "but"));
    let clause = (perfect && !completed && between.len() > 1 || between.iter().any(|w| BEGINNINGS.contains(&w.text)))
        && !between.iter().any(|w| matches!(w.text, "," | ";" | "has" | "have"));
    (near || clause).then(|| before[at].span.start)
}

/// Days as the model's rule names them; used by tests of this folder.
#[cfg(test)]
fn shown(days: Option<stretch::Days>) -> String {
    match days {
        Some((a, b, _)) if a == b => a.to_string(),
        Some((a, b, _)) => format!("{a}..{b}"),
        None => "open".to_owned(),
    }
}

#[cfg(test)]
mod tests;

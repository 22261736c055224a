//! The grammar of time expressions: which words make one, the longest reading first.
//!
//! In: the words of a sentence. Out: expressions in their order, as they are said. Must not know: the day of the report.

use super::amounts::{amount, approximately};
use super::cursor::Cursor;
use super::expression::{Expression, Said, Side, Which};
use super::stretch::Third;
use super::words::{Class, Word};
use super::{clock, named, numeric};
use std::ops::Range;

/// One way to read words as a time: the name of the rule and what takes the words.
type Rule = (&'static str, fn(&mut Cursor<'_, '_>) -> Option<Said>);

const RULES: &[Rule] = &[
    ("time/full_date", named::full_date),
    ("time/day_range", named::day_range),
    ("time/iso", numeric::iso),
    ("time/month", named::month),
    ("time/weekday", named::weekday),
    ("time/deictic", named::deictic),
    ("time/quarter", named::quarter),
    ("time/half", named::half),
    ("time/season", named::season),
    ("time/holiday", named::holiday),
    ("time/year_range", named::years),
    ("time/year", named::year),
    ("time/decade", named::decade),
    ("time/year_end", named::year_end),
    ("time/relative_unit", named::unit),
    ("time/ago", amount::shifted),
    ("time/past_n", amount::window),
    ("time/length", amount::length),
    ("time/often", amount::often),
    ("time/vague", named::vague),
];

/// The expressions of a sentence and the words that each covers.
pub(super) fn expressions(words: &[Word<'_>]) -> Vec<(Range<usize>, Expression)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let expression = may_open(&words[at]).then(|| expression(words, at)).flatten();
        match expression {
            Some((end, expression)) => {
                found.push((at..end, expression));
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether an expression can begin with the word.
fn may_open(word: &Word<'_>) -> bool {
    const OPENERS: &[&str] = &[
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "last",
        "next",
        "past",
        "recent",
        "coming",
        "previous",
        "following",
        "current",
        "same",
        "early",
        "late",
        "mid",
        "earlier",
        "later",
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "at",
        "more",
        "less",
        "over",
        "under",
        "up",
        "no",
        "sun",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "only",
        "every",
        "then",
        "each",
        "several",
        "few",
        "half",
        "end",
        "beginning",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "overnight",
        "fiscal",
        "financial",
        "fy",
        "its",
        "once",
        "within",
        "roughly",
        "approximately",
        "another",
        "latest",
        "day",
        "year",
        "years",
        "'",
        "’",
        "future",
        "many",
        "upcoming",
    ];
    word.class != Class::Other || OPENERS.contains(&word.text) || numeric::is_dotted(word.text)
}

/// The longest expression that begins at the word.
fn expression(words: &[Word<'_>], at: usize) -> Option<(usize, Expression)> {
    let start = Cursor { words, at };
    let mut best: Option<(usize, Expression)> = None;
    for (rule, read) in RULES {
        let found = decorated(start, rule, *read).filter(|(end, _)| !names_something(words, *end));
        if let Some((end, expression)) = found
            && best.as_ref().is_none_or(|(longest, _)| end > *longest)
        {
            best = Some((end, expression));
        }
    }
    best.or_else(|| clock::alone(start))
}

/// "December 14 Street", "the July 26 Movement": a day in the name of something that its next word in capitals names.
fn names_something(words: &[Word<'_>], end: usize) -> bool {
    const NAMED: &[&str] = &[
        "street",
        "avenue",
        "square",
        "road",
        "boulevard",
        "bridge",
        "hospital",
        "university",
        "school",
        "movement",
        "brigade",
        "brigades",
        "stadium",
        "martyrs",
        "revolution",
        "battalion",
        "neighbourhood",
        "neighborhood",
        "district",
    ];
    words.get(end).is_some_and(|w| w.capital && NAMED.contains(&w.text))
}

/// An expression with what may stand around it: "late", "the end of", an hour, a part of the day.
fn decorated(
    start: Cursor<'_, '_>,
    rule: &'static str,
    read: fn(&mut Cursor<'_, '_>) -> Option<Said>,
) -> Option<(usize, Expression)> {
    let mut cursor = start;
    let before = clock::before(&mut cursor);
    let side = side(&mut cursor);
    let third = third(&mut cursor);
    if third.is_none() && matches!(rule, "time/month" | "time/full_date") {
        approximately(&mut cursor);
    }
    let said = read(&mut cursor)?;
    if third.is_some() && matches!(said, Said::Vague(_) | Said::Length(..) | Said::Often(_)) {
        return None;
    }
    let mut expression = Expression { said, third, part: before.part, clock: before.clock, side, rule };
    if takes_part_of_day(&said) && before.part.is_none() {
        expression.part = clock::part_after(&mut cursor);
    }
    Some((cursor.at, expression))
}

fn takes_part_of_day(said: &Said) -> bool {
    matches!(
        said,
        Said::Weekday(..)
            | Said::Deictic(_)
            | Said::Day { .. }
            | Said::Holiday(..)
            | Said::Feast(..)
            | Said::Unit(super::stretch::Unit::Day, _)
    )
}

/// "earlier", "later" in front: "earlier this year".
fn side(cursor: &mut Cursor<'_, '_>) -> Option<Side> {
    let weekday = cursor.words.get(cursor.at + 1).is_some_and(|w| matches!(w.class, Class::Weekday(_)));
    if weekday {
        return None;
    }
    let side = match cursor.text() {
        "earlier" => Side::Earlier,
        "later" => Side::Later,
        _ => return None,
    };
    cursor.at += 1;
    cursor.take(&["in", "on"]);
    Some(side)
}

/// "early", "mid-", "late", "the end of".
fn third(cursor: &mut Cursor<'_, '_>) -> Option<Third> {
    let third = cursor.attempt(|c| {
        c.take(&["the", "around"]);
        let word = c.take(&["end", "beginning", "start", "middle"])?;
        c.take(&["of"])?;
        Some(match word {
            "end" => Third::Late,
            "middle" => Third::Mid,
            _ => Third::Early,
        })
    });
    if third.is_some() {
        return third;
    }
    cursor.attempt(|c| {
        // "the early 1980s", but "the early morning" is the clock's.
        c.take(&["the"]);
        let word = c.take(&["early", "mid", "late"])?;
        c.hyphen();
        c.take(&["in", "on"]);
        Some(match word {
            "early" => Third::Early,
            "mid" => Third::Mid,
            _ => Third::Late,
        })
    })
}

/// "last", "this", "the coming": which one; the article alone says nothing.
pub(super) fn which(cursor: &mut Cursor<'_, '_>) -> Which {
    cursor
        .attempt(|c| {
            let article = c.take(&["the", "this", "that", "its"]);
            let which = match c.text() {
                "last" | "past" | "latest" => Which::Last,
                "previous" | "preceding" => Which::Before,
                // "the following Sunday", but "following Sunday's attack".
                "following" if article.is_some() => Which::After,
                "next" if article == Some("the") => Which::After,
                "next" | "coming" | "upcoming" => Which::Next,
                "current" | "present" | "very" => Which::This,
                "same" => Which::That,
                "this" => Which::This,
                "each" | "every" => Which::Every,
                _ => {
                    return match article? {
                        "this" => Some(Which::This),
                        "that" => Some(Which::That),
                        _ => Some(Which::Bare),
                    };
                }
            };
            c.at += 1;
            Some(which)
        })
        .unwrap_or(Which::Bare)
}

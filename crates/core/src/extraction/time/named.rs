//! The rules that read names of days, months, weekdays, seasons, quarters, years and feasts, and units with "last", "this", "next".

use super::cursor::Cursor;
use super::expression::{Said, Which};
use super::grammar::which;
use super::stretch::{Season, Unit};
use super::words::Class;

/// Year where it is said, month, day of the month.
type NamedDay = (Option<i16>, i8, i8);

/// "14 SEP 89", "March 12, 1999", "Thursday, April 6", "the 3rd of May".
pub(super) fn full_date(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let weekday = cursor.attempt(|c| {
        let weekday = c.weekday().or_else(|| short_weekday(c))?;
        c.take(&[","]);
        Some(weekday)
    });
    let (year, month, day) = cursor.attempt(month_first).or_else(|| cursor.attempt(day_first))?;
    Some(Said::Day { year, month, day, weekday })
}

/// "Sun", "Thurs.", which are weekdays only before a date.
fn short_weekday(cursor: &mut Cursor<'_, '_>) -> Option<i8> {
    const SHORT: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = cursor.take(&["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"])?;
    cursor.take(&["."]);
    let at = SHORT.iter().position(|short| word.starts_with(short))?;
    i8::try_from(at + 1).ok()
}

fn month_first(cursor: &mut Cursor<'_, '_>) -> Option<NamedDay> {
    let month = cursor.month(true)?;
    cursor.take(&["the"]);
    let day = cursor.day_of_month()?;
    let hour = cursor.text() == ":" && cursor.ahead(1).starts_with(|c: char| c.is_ascii_digit());
    let counted = cursor.word().is_some_and(|w| matches!(w.class, Class::Unit(_)));
    if hour || counted {
        return None;
    }
    let year = cursor.attempt(|c| {
        c.take(&[","]);
        c.year()
    });
    Some((year, month, day))
}

fn day_first(cursor: &mut Cursor<'_, '_>) -> Option<NamedDay> {
    cursor.take(&["the"]);
    let day = cursor.day_of_month()?;
    cursor.hyphen();
    cursor.take(&["of"]);
    let month = cursor.month(false)?;
    let year = cursor.attempt(|c| {
        c.take(&[","]);
        c.hyphen();
        c.year().or_else(|| c.short_year())
    });
    Some((year, month, day))
}

/// "29-30 November", "Oct. 7-9, 2023", "between 3 and 5 May".
pub(super) fn day_range(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let joined =
        |c: &mut Cursor<'_, '_>| (c.hyphen() || c.take(&["to", "and", "through", "until"]).is_some()).then_some(());
    let year = |c: &mut Cursor<'_, '_>| {
        c.attempt(|c| {
            c.take(&[","]);
            c.year()
        })
    };
    let days_first = cursor.attempt(|c| {
        let from = c.day_of_month()?;
        joined(c)?;
        let to = c.day_of_month()?;
        let month = c.month(false)?;
        Some((from, to, month))
    });
    let (from, to, month) = days_first.or_else(|| {
        let month = cursor.month(false)?;
        let from = cursor.day_of_month()?;
        joined(cursor)?;
        Some((from, cursor.day_of_month()?, month))
    })?;
    let year = year(cursor);
    (from < to).then_some(Said::Days { year, month, from, to })
}

/// "March", "last May", "May last year", "October 1984", "each July".
pub(super) fn month(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let start = cursor.at;
    let asked = which(cursor);
    if asked == Which::Bare && cursor.at > start {
        return None;
    }
    let month = cursor.month(false)?;
    // "Jan" and "May" are names of people too; "last Oct. 23" is a day.
    let clipped = matches!(cursor.before(1), "jan" | "mar" | "dec");
    if cursor.word().is_some_and(|w| w.class == Class::Digits && w.text.len() <= 2) {
        return None;
    }
    let year = cursor.attempt(|c| {
        c.take(&[","]);
        c.take(&["of", "in"]);
        c.year().map(Which::Of).or_else(|| years_away(c).map(Which::Years))
    });
    // "May" that opens a sentence or follows a name may be a verb or a person: only with a word of time before it.
    let doubtful = year.is_none() && asked == Which::Bare && cursor.before(1) == "may";
    let led = matches!(
        cursor.before(2),
        "in" | "since"
            | "of"
            | "until"
            | "by"
            | "during"
            | "late"
            | "early"
            | "mid"
            | "from"
            | "and"
            | "to"
            | "-"
            | "through"
            | "before"
            | "after"
    );
    if doubtful && !led || clipped && year.is_none() {
        return None;
    }
    Some(Said::Month(month, year.unwrap_or(asked)))
}

/// "last year", "this year", "next year" as years from the report's.
fn years_away(cursor: &mut Cursor<'_, '_>) -> Option<i16> {
    cursor.attempt(|c| {
        let years = match c.take(&["last", "this", "next"])? {
            "last" => -1,
            "this" => 0,
            _ => 1,
        };
        c.take(&["year"]).map(|_| years)
    })
}

/// "Friday", "last Friday", "this coming Sunday", "Monday last week" is two expressions.
pub(super) fn weekday(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let start = cursor.at;
    let asked = which(cursor);
    let article = cursor.at > start && asked == Which::Bare;
    let plural = cursor.word().is_some_and(|w| w.plural);
    let day = cursor.weekday()?;
    // "The Sunday Telegraph", "the Friday Mosque".
    if article && cursor.word().is_some_and(|w| w.capital && w.class == Class::Other) {
        return None;
    }
    // "Mondays raid" is a text that has lost its apostrophes; "on Saturdays" recurs.
    let recurs = plural
        && (matches!(cursor.words.get(start.wrapping_sub(1)).map(|w| w.text), Some("on" | "to" | "through" | "and"))
            || !cursor.word().is_some_and(|w| w.class == Class::Other && w.text.starts_with(char::is_alphabetic)));
    Some(Said::Weekday(day, if recurs { Which::Every } else { asked }))
}

/// "today", "yesterday", "tomorrow", "the day before yesterday", "last night", "this morning", "overnight".
pub(super) fn deictic(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    if cursor.take(&["the"]).is_some() {
        let _ = cursor.take(&["very"]);
    }
    if cursor.all(&["day", "before", "yesterday"]) {
        return Some(Said::Deictic(-2));
    }
    if cursor.all(&["day", "after", "tomorrow"]) {
        return Some(Said::Deictic(2));
    }
    if cursor.before(1) == "the" {
        return None;
    }
    if let Some(word) = cursor.take(&["today", "yesterday", "tomorrow", "tonight", "overnight"]) {
        return Some(match word {
            "yesterday" => Said::Deictic(-1),
            "tomorrow" => Said::Deictic(1),
            "overnight" => Said::Overnight,
            _ => Said::Deictic(0),
        });
    }
    let word = cursor.take(&["last", "this"])?;
    let next_is_part = cursor.word().is_some_and(|w| matches!(w.class, Class::Part(_)));
    next_is_part.then_some(Said::Deictic(if word == "last" { -1 } else { 0 }))
}

/// "the third quarter", "third-quarter", "fiscal first quarter of 1990", "the year-ago quarter" is a unit.
pub(super) fn quarter(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let possessive = cursor.attempt(|c| {
        let years = years_away(c)?;
        c.take(&["'", "’"])?;
        c.take(&["s"])?;
        Some(Which::Years(years))
    });
    let asked = which(cursor);
    cursor.take(&["fiscal"]);
    let early_year = cursor.year().map(Which::Of);
    cursor.take(&["fiscal"]);
    let number = i8::try_from(cursor.ordinal().filter(|n| (1..=4).contains(n))?).ok()?;
    cursor.hyphen();
    cursor.take(&["fiscal"]);
    cursor.take(&["quarter"])?;
    let late_year = cursor.attempt(|c| {
        c.take(&["of"]);
        c.take(&["fiscal"]);
        c.year().map(Which::Of).or_else(|| years_away(c).map(Which::Years))
    });
    Some(Said::Quarter(number, possessive.or(early_year).or(late_year).unwrap_or(asked)))
}

/// "the first half of 1989", "the second half".
pub(super) fn half(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    cursor.take(&["the"]);
    let number = match cursor.take(&["first", "second", "last", "latter"])? {
        "first" => 1,
        _ => 2,
    };
    cursor.hyphen();
    cursor.take(&["half"])?;
    cursor.take(&["of"])?;
    let year = cursor.year().map(Which::Of).or_else(|| years_away(cursor).map(Which::Years))?;
    Some(Said::Half(number, year))
}

/// "summer", "last fall", "the summer of 2013", "this past spring".
pub(super) fn season(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let mut asked = which(cursor);
    if asked == Which::This && cursor.take(&["past"]).is_some() {
        asked = Which::Last;
    }
    let named = cursor.before(1) == "the"
        || asked != Which::Bare
        || matches!(cursor.before(1), "in" | "since" | "by" | "until");
    let word = cursor.text();
    let season: Season = cursor.class_of(|c| if let Class::Season(s) = c { Some(s) } else { None })?;
    let year = cursor.attempt(|c| {
        c.take(&["of"]);
        c.year().map(Which::Of).or_else(|| years_away(c).map(Which::Years))
    });
    // "fall" and "spring" are verbs too: alone they name no season.
    let sure = named && !matches!(word, "fall" | "spring") || asked != Which::Bare || year.is_some();
    sure.then_some(Said::Season(season, year.unwrap_or(asked)))
}

/// "Christmas", "last Thanksgiving", "Ramadan 2011".
pub(super) fn holiday(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let asked = which(cursor);
    let said = cursor.class_of(|c| match c {
        Class::DayOfYear(month, day) => Some(Said::Holiday(month, day, asked)),
        Class::Feast(name) => Some(Said::Feast(name, asked)),
        _ => None,
    })?;
    cursor.take(&["day", "eve"]);
    let year = cursor.attempt(|c| {
        c.take(&[","]);
        c.take(&["of"]);
        c.year().map(Which::Of).or_else(|| years_away(c).map(Which::Years))
    });
    Some(match (said, year) {
        (Said::Holiday(month, day, _), Some(year)) => Said::Holiday(month, day, year),
        (Said::Feast(name, _), Some(year)) => Said::Feast(name, year),
        _ => said,
    })
}

/// Words behind which four digits are a year.
const LEADS_TO_A_YEAR: &[&str] = &[
    "the", "in", "since", "during", "from", "of", "until", "by", "and", "to", "through", "or", "after", "before",
    "for", "early", "late", "mid", "-", "(", "til", "till", "between", "than", "post", "a", "an", "that", "his", "her",
    "its", "their", "s", "disputed",
];

/// "1990", "fiscal 1989", "the 1988 period".
pub(super) fn year(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let led = LEADS_TO_A_YEAR.contains(&cursor.before(1));
    let the = cursor.take(&["the"]).is_some();
    let fiscal = cursor.take(&["fiscal", "financial", "fy"]).is_some();
    if fiscal {
        cursor.take(&["year"]);
    }
    if (led || fiscal)
        && let Some(year) = cursor.short_year().filter(|_| fiscal || matches!(cursor.before(2), "'" | "’"))
    {
        return Some(Said::Year(year));
    }
    let year = cursor.year()?;
    let period = the && cursor.take(&["period", "quarter"]).is_some();
    let counted = counts_something(cursor);
    let ended = matches!(cursor.text(), "" | "," | "." | ")" | ";") || cursor.text() == ":" && cursor.at == 1;
    if the && !period && !fiscal {
        return None;
    }
    (period || fiscal || led && !counted || ended && cursor.before(2) != "$").then_some(Said::Year(year))
}

/// Whether the number before stands before what it counts: "2019 rebels".
fn counts_something(cursor: &Cursor<'_, '_>) -> bool {
    cursor.word().is_some_and(|w| {
        w.class == Class::Other
            && !w.capital
            && (w.text.ends_with('s') && w.text.len() > 3 && !matches!(w.text, "was" | "has")
                || matches!(w.text, "people" | "men" | "women" | "children"))
    })
}

/// "1977-1992", "2011 to 2013".
pub(super) fn years(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let from = cursor.year()?;
    cursor.hyphen().then_some(())?;
    let to = cursor.year().or_else(|| cursor.short_year())?;
    (from < to).then_some(Said::Years(from, to))
}

/// "the 1980s", "the '90s", "the 20th century", "this century".
pub(super) fn decade(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    cursor.take(&["the"]);
    if let Some(number) = cursor.attempt(|c| {
        let number = c.ordinal()?;
        c.hyphen();
        c.take(&["century"]).map(|_| number)
    }) {
        return Some(Said::Century(i16::try_from(number).ok()? - 1));
    }
    cursor.take(&["'", "’"]);
    let digits = cursor.text().strip_suffix('s')?;
    let number: i16 = digits.parse().ok()?;
    cursor.at += 1;
    match digits.len() {
        4 if number % 10 == 0 && (1700..2100).contains(&number) => Some(Said::Decade(number / 10)),
        2 if number % 10 == 0 && matches!(cursor.before(2), "'" | "’") => {
            Some(Said::Decade(if number < 30 { 200 } else { 190 } + number / 10))
        }
        _ => None,
    }
}

/// "year-end", "year's end".
pub(super) fn year_end(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    cursor.take(&["the"]);
    cursor.take(&["year"])?;
    cursor.take(&["'", "’"]).and_then(|_| cursor.take(&["s"]));
    cursor.hyphen();
    cursor.take(&["end"])?;
    Some(Said::Holiday(12, 31, Which::Bare))
}

/// "last week", "this year", "the following month", "the weekend", "the previous day", "year-earlier".
pub(super) fn unit(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    if let Some(said) = cursor.attempt(year_earlier) {
        return Some(said);
    }
    if cursor.before(1) == "since" && cursor.take(&["then"]).is_some() {
        return Some(Said::Unit(Unit::Day, Which::That));
    }
    let start = cursor.at;
    let asked = which(cursor);
    let named = matches!(asked, Which::Last | Which::This) && cursor.at > start + 1;
    if cursor.words.get(start + 1).is_some_and(|w| w.text == "past") && cursor.before(1) == "past" {
        return None;
    }
    if named && cursor.take(&["period"]).is_some() {
        return Some(Said::Unit(Unit::Quarter, asked));
    }
    cursor.take(&["full", "fiscal", "financial", "entire", "whole"]);
    let plural = cursor.word().is_some_and(|w| w.plural);
    let unit = cursor.unit()?;
    let article = cursor.at > start + 1;
    let takes = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => false,
        Unit::Day => matches!(asked, Which::That | Which::Before | Which::After | Which::This | Which::Next),
        Unit::Weekend | Unit::Quarter => article,
        _ => asked != Which::Bare || article && matches!(unit, Unit::Week | Unit::Month | Unit::Year),
    };
    if article && asked == Which::Bare && before_end(cursor) {
        return Some(Said::Unit(unit, Which::Before));
    }
    (takes && !plural && asked != Which::Every).then_some(Said::Unit(unit, asked))
}

/// "the year before", where nothing follows that it could be before.
fn before_end(cursor: &mut Cursor<'_, '_>) -> bool {
    let ends = cursor.text() == "before" && matches!(cursor.ahead(1), "." | "," | "" | ";" | "and" | "but");
    cursor.at += usize::from(ends);
    ends
}

/// "year-earlier", "the year-ago quarter", "the year-earlier period".
fn year_earlier(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let article = cursor.take(&["the"]).is_some();
    cursor.take(&["comparable", "corresponding"]);
    cursor.take(&["year"])?;
    cursor.take(&["-"])?;
    cursor.take(&["ago", "earlier"])?;
    let period = cursor.take(&["period", "quarter"]).is_some();
    if article && !period {
        return None;
    }
    Some(Said::Shifted(super::expression::Amount::ONE, Unit::Year, super::expression::Shift::Earlier))
}

/// "now", "recently", "the future", "these days", "at the time".
pub(super) fn vague(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    if let Some(value) = cursor.class_of(|c| if let Class::Vague(value) = c { Some(value) } else { None }) {
        return Some(Said::Vague(value));
    }
    if cursor.all(&["these", "days"]) || cursor.all(&["right", "now"]) {
        return Some(Said::Vague("PRESENT_REF"));
    }
    let article = cursor.take(&["the"]).is_some();
    cursor.take(&["near"]);
    if article && cursor.take(&["future"]).is_some() {
        return Some(Said::Vague("FUTURE_REF"));
    }
    if article && cursor.text() == "past" && matches!(cursor.ahead(1), "." | "," | "" | ";" | "and") {
        cursor.at += 1;
        return Some(Said::Vague("PAST_REF"));
    }
    if article {
        return None;
    }
    if cursor.take(&["current"]).is_some() {
        return Some(Said::Vague("PRESENT_REF"));
    }
    cursor.take(&["recent"]).map(|_| Said::Vague("PAST_REF"))
}

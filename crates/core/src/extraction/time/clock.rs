//! Hours: "10 p.m.", "at 0130", "noon", "shortly before dawn", and the part of a day after a weekday.

use super::cursor::Cursor;
use super::expression::{Expression, Said};
use super::stretch::Part;
use super::words::Class;

/// An hour or part of the day that stands before a date.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    pub clock: Option<(i8, i8)>,
    pub part: Option<Part>,
}

/// "10 p.m. Wednesday", "noon Thursday", "mid-afternoon yesterday", "the morning of 5 May".
pub(super) fn before(cursor: &mut Cursor<'_, '_>) -> Before {
    let found = cursor.attempt(|c| {
        let clock = hour(c);
        let part = if clock.is_none() { part_first(c) } else { None };
        c.take(&[","]);
        c.take(&["on", "of"]);
        (clock.is_some() || part.is_some()).then_some(Before { clock, part })
    });
    found.unwrap_or_default()
}

fn part_first(cursor: &mut Cursor<'_, '_>) -> Option<Part> {
    cursor.take(&["the"]);
    cursor.take(&["early", "mid", "late"]).map(|_| cursor.hyphen());
    cursor.part()
}

/// "morning", "night", "at dawn" behind a day.
pub(super) fn part_after(cursor: &mut Cursor<'_, '_>) -> Option<Part> {
    cursor.attempt(|c| {
        c.take(&["'", "’"]).and_then(|_| c.take(&["s"]));
        c.take(&["at", "in"]).map(|_| c.take(&["the"]));
        c.take(&["early", "mid", "late"]).map(|_| c.hyphen());
        c.part().or_else(|| c.class_of(|class| matches!(class, Class::Hour("12:00")).then_some(Part::Afternoon)))
    })
}

/// An hour: "10:35 a.m.", "4 in the morning", "5 p.m. EST", "noon", "0130 GMT".
fn hour(cursor: &mut Cursor<'_, '_>) -> Option<(i8, i8)> {
    if let Some(value) = cursor.class_of(|c| if let Class::Hour(value) = c { Some(value) } else { None }) {
        return Some(if value == "24:00" { (24, 0) } else { (12, 0) });
    }
    cursor.attempt(written).or_else(|| cursor.attempt(military))
}

fn written(cursor: &mut Cursor<'_, '_>) -> Option<(i8, i8)> {
    let hour = i8::try_from(cursor.digits(2)?).ok()?;
    let minute = cursor.attempt(|c| {
        c.take(&[":"])?;
        i8::try_from(c.digits(2)?).ok()
    });
    let half = cursor.take(&["a.m.", "p.m.", "a.m", "p.m", "am", "pm"]).map(|h| h.starts_with('p'));
    let morning = half.is_none() && cursor.all(&["in", "the", "morning"]);
    let zone = cursor.take(&["gmt", "utc", "est", "edt", "et", "pst", "pdt", "ist", "cet"]).is_some();
    if half.is_none() && !morning && !(minute.is_some() && (zone || (0..24).contains(&hour))) {
        return None;
    }
    let afternoon = half == Some(true) && hour < 12;
    let midnight = half == Some(false) && hour == 12;
    let hour = if midnight { 0 } else { hour + if afternoon { 12 } else { 0 } };
    ((0..=24).contains(&hour) && (0..60).contains(&minute.unwrap_or(0))).then_some((hour, minute.unwrap_or(0)))
}

/// "0130", where "at", "hours" or a zone show that it is an hour.
fn military(cursor: &mut Cursor<'_, '_>) -> Option<(i8, i8)> {
    let at = matches!(cursor.before(1), "at" | "approximately" | "about" | "around");
    let text = cursor.text();
    let number = (text.len() == 4).then(|| cursor.digits(4)).flatten()?;
    let zone = cursor.take(&["gmt", "utc", "hours", "hrs", "local"]).is_some();
    let (hour, minute) = (i8::try_from(number / 100).ok()?, i8::try_from(number % 100).ok()?);
    let year = (1900..2100).contains(&number) && !zone;
    ((at || zone) && !year && hour < 24 && minute < 60).then_some((hour, minute))
}

/// An hour or "this morning", "the evening" without a day of its own.
pub(super) fn alone(start: Cursor<'_, '_>) -> Option<(usize, Expression)> {
    let mut cursor = start;
    let expression = |clock, part, rule| Expression { said: Said::Hour, third: None, part, clock, side: None, rule };
    if let Some(clock) = hour(&mut cursor) {
        return Some((cursor.at, expression(Some(clock), None, "time/hour")));
    }
    let mut cursor = start;
    cursor.take(&["the"]);
    cursor.take(&["early", "mid", "late"]).map(|_| cursor.hyphen());
    let article = cursor.at > start.at;
    let part = cursor.part()?;
    (article || matches!(start.before(1), "at" | "before" | "by"))
        .then(|| (cursor.at, expression(None, Some(part), "time/part_of_day")))
}

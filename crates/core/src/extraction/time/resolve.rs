//! What a time expression means: its days and its TIMEX3 value, counted from the day of the report and the time spoken of.
//!
//! In: an expression and what is known at that point of the report. Out: a meaning, open where nothing supports days. Must not know: text.

use super::expression::{Amount, Expression, Said, Shift, Side, Which};
use super::nearest::{Pull, nearest, nearest_days};
use super::stretch::{Days, Season, Stretch, Unit, monday};
use super::{TimeKind, calendars};
use crate::model::TimePrecision;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// What is known when an expression is met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The day of the report.
    pub day: Option<Date>,
    /// The day last spoken of.
    pub spoken: Option<Date>,
    /// It was spoken of in the same sentence.
    pub same_sentence: bool,
    /// The quarter last spoken of, as its first day.
    pub quarter: Option<Date>,
    /// Whether the words around look back or ahead.
    pub pull: Pull,
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub kind: TimeKind,
    pub value: String,
    pub days: Option<Days>,
    pub stretch: Option<Stretch>,
}

/// The meaning of the expression.
pub(super) fn resolve(expression: &Expression, context: &Context) -> Meaning {
    let plain = meaning(&expression.said, context);
    let plain = with_side(plain, expression, context);
    with_hour(plain, expression, context)
}

fn meaning(said: &Said, context: &Context) -> Meaning {
    match *said {
        Said::Vague(value) => open(TimeKind::Date, value),
        Said::Hour => open(TimeKind::Time, ""),
        Said::Often(value) => open(TimeKind::Set, value),
        Said::EveryUnit(unit) => open(TimeKind::Set, &unit.duration("1")),
        Said::Length(amount, unit) => open(TimeKind::Duration, &length_value(amount, unit)),
        Said::Window(amount, unit, back) => window(amount, unit, back, context),
        Said::Month(month, Which::Every) => open(TimeKind::Set, &format!("XXXX-{month:02}")),
        Said::Weekday(day, Which::Every) => open(TimeKind::Set, &format!("XXXX-WXX-{day}")),
        Said::Unit(unit, Which::Bare) if !matches!(unit, Unit::Weekend | Unit::Quarter) => {
            open(TimeKind::Duration, &unit.duration("1"))
        }
        Said::Shifted(amount, unit, shift) => shifted(amount, unit, shift, context),
        Said::Overnight => overnight(context),
        Said::Feast(name, which) => feast(name, which, context),
        _ => match stretch(said, context) {
            Some(stretch) => of_stretch(stretch),
            None => open(TimeKind::Date, &placeholder(said)),
        },
    }
}

fn open(kind: TimeKind, value: &str) -> Meaning {
    Meaning { kind, value: value.to_owned(), days: None, stretch: None }
}

fn of_stretch(stretch: Stretch) -> Meaning {
    Meaning { kind: TimeKind::Date, value: stretch.value(), days: stretch.days(), stretch: Some(stretch) }
}

/// What can be written without a day to count from.
fn placeholder(said: &Said) -> String {
    match said {
        Said::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Said::Month(month, _) => format!("XXXX-{month:02}"),
        Said::Weekday(day, _) => format!("XXXX-WXX-{day}"),
        Said::Season(season, _) => format!("XXXX-{}", season.code()),
        Said::Quarter(number, _) => format!("XXXX-Q{number}"),
        Said::Unit(Unit::Week, _) => "XXXX-WXX".to_owned(),
        _ => "XXXX".to_owned(),
    }
}

/// The stretch of the calendar that is named.
fn stretch(said: &Said, context: &Context) -> Option<Stretch> {
    match *said {
        Said::Day { year: Some(year), month, day, .. } => Date::new(year, month, day).ok().map(Stretch::Day),
        Said::Day { year: None, month, day, .. } => {
            nearest(context.day?, context.pull, |year| Date::new(year, month, day).ok()).map(Stretch::Day)
        }
        Said::Days { year, month, from, to } => {
            let first = match year {
                Some(year) => Date::new(year, month, from).ok()?,
                None => nearest(context.day?, context.pull, |year| Date::new(year, month, from).ok())?,
            };
            Date::new(first.year(), month, to).ok().map(|to| Stretch::Days(first, to))
        }
        Said::Month(month, which) => year_of(which, month, context).map(|year| Stretch::Month(year, month)),
        Said::Weekday(day, which) => weekday(day, which, context).map(Stretch::Day),
        Said::Deictic(days) => Unit::Day.shift(context.day?, days).map(Stretch::Day),
        Said::Year(year) => Some(Stretch::Year(year)),
        Said::Years(from, to) => Some(Stretch::Years(from, to)),
        Said::Decade(decade) => Some(Stretch::Decade(decade)),
        Said::Century(century) => Some(Stretch::Century(century)),
        Said::Half(half, which) => year_of(which, half * 6 - 5, context).map(|year| Stretch::Half(year, half)),
        Said::Quarter(number, which) => quarter(number, which, context),
        Said::Season(season, which) => season_year(season, which, context).map(|year| Stretch::Season(year, season)),
        Said::Holiday(month, day, which) => {
            let year = year_of(which, month, context)?;
            Date::new(year, month, day).ok().map(Stretch::Day)
        }
        Said::Unit(unit, which) => unit_stretch(unit, which, context),
        _ => None,
    }
}

/// The year of a month that is named with or without one.
fn year_of(which: Which, month: i8, context: &Context) -> Option<i16> {
    let day = match which {
        Which::Of(year) => return Some(year),
        Which::Before | Which::After | Which::That => context.spoken.or(context.day)?,
        _ => context.day?,
    };
    let this = day.year();
    Some(match which {
        Which::Years(years) => this.checked_add(years)?,
        Which::Last | Which::Before => this - i16::from(month >= day.month()),
        Which::Next | Which::After => this + i16::from(month <= day.month()),
        Which::This | Which::That => this,
        // Reports name the months behind them, unless their words look ahead.
        _ if context.pull == Pull::Ahead => this + i16::from(month < day.month()),
        _ => this - i16::from(month > day.month()),
    })
}

fn season_year(season: Season, which: Which, context: &Context) -> Option<i16> {
    let day = context.day;
    match which {
        Which::Of(year) => Some(year),
        Which::Years(years) => day?.year().checked_add(years),
        Which::Last => {
            let (year, month) = (day?.year(), day?.month());
            // A season that has not ended by the day is not the last one.
            Some(year - i16::from(month < season.month() + 3))
        }
        Which::This => Some(day?.year()),
        Which::Next => Some(day?.year() + i16::from(day?.month() >= season.month())),
        _ => Some(nearest(day?, context.pull, |year| Date::new(year, season.month(), 1).ok())?.year()),
    }
}

/// The quarter that is named; alone, the latest that has begun.
fn quarter(number: i8, which: Which, context: &Context) -> Option<Stretch> {
    let first = number * 3 - 2;
    let year = match which {
        Which::Of(year) => year,
        Which::Years(years) => context.day?.year().checked_add(years)?,
        _ => {
            let day = context.day?;
            let begun = first <= day.month();
            day.year() - i16::from(!begun && context.pull != Pull::Ahead)
        }
    };
    Some(Stretch::Quarter(year, number))
}

/// A weekday: the latest up to the day of the report, or the next where the words look ahead.
fn weekday(day: i8, which: Which, context: &Context) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day).ok()?;
    let from = match which {
        Which::Before | Which::After | Which::That => context.spoken.or(context.day)?,
        _ => context.day?,
    };
    let back = i32::from(from.weekday().since(weekday));
    let ahead = (7 - back) % 7;
    let days = match which {
        Which::Last | Which::Before => -(if back == 0 { 7 } else { back }),
        Which::Next | Which::After => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        _ if context.pull == Pull::Ahead => ahead,
        _ => -back,
    };
    from.checked_add(days.days()).ok()
}

/// "last week", "this year", "the following day", "the weekend", "the quarter".
fn unit_stretch(unit: Unit, which: Which, context: &Context) -> Option<Stretch> {
    if unit == Unit::Weekend {
        return weekend(which, context);
    }
    let spoken = match (unit, context.quarter) {
        (Unit::Quarter, Some(quarter)) => Some(quarter),
        _ => context.spoken,
    };
    let from_spoken = matches!(which, Which::That | Which::Before | Which::After) || unit == Unit::Day;
    let (from, by) = match which {
        Which::Bare if unit == Unit::Quarter => (spoken?, 0),
        Which::Last if unit == Unit::Quarter && context.quarter.is_some() => (spoken?, 0),
        Which::This if unit != Unit::Day => (context.day?, 0),
        Which::That => (spoken?, 0),
        Which::Last => (context.day?, -1),
        Which::Before => (spoken.or(if unit == Unit::Day { None } else { context.day })?, -1),
        Which::Next | Which::After if from_spoken => (spoken?, 1),
        Which::Next | Which::After => (context.day?, 1),
        _ => return None,
    };
    unit.around(unit.shift(from, by)?)
}

/// The weekend that is meant: the coming one from Thursday on, else the last.
fn weekend(which: Which, context: &Context) -> Option<Stretch> {
    let day = context.day?;
    let number = day.weekday().to_monday_one_offset();
    let coming = match which {
        Which::Next => true,
        Which::Last => false,
        _ if number >= 6 => true,
        Which::This => number >= 4 && context.pull != Pull::Back,
        _ => context.pull == Pull::Ahead,
    };
    let next = i32::from(which == Which::Next && number >= 6);
    let week = monday(day)?.checked_add((if coming { next } else { -1 }).weeks()).ok()?;
    Some(Stretch::Weekend(week.checked_add(5.days()).ok()?))
}

/// "two weeks ago", "a year earlier".
fn shifted(amount: Amount, unit: Unit, shift: Shift, context: &Context) -> Meaning {
    let vague = |value| open(TimeKind::Date, value);
    let sign = if matches!(shift, Shift::Ago | Shift::Earlier) { -1 } else { 1 };
    let from = match shift {
        Shift::Ago => context.day,
        _ => context.spoken.or(context.day),
    };
    let finance = context.quarter.filter(|_| unit == Unit::Year && amount == Amount::ONE && sign < 0);
    if let Some(quarter) = finance {
        let earlier = Unit::Year.shift(quarter, -1).and_then(|date| Unit::Quarter.around(date));
        return earlier.map_or(vague("PAST_REF"), of_stretch);
    }
    let Some(from) = from else { return vague(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }) };
    if amount.vague {
        let mut meaning = vague(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
        meaning.days = vague_shift(amount, unit, sign, from);
        return meaning;
    }
    let at = unit.shift(from, sign * amount.low).and_then(|date| unit.around(date));
    let Some(stretch) = at else { return vague("PAST_REF") };
    let mut meaning = of_stretch(stretch);
    // "A decade ago" names no decade of the calendar.
    if let (Unit::Decade, Some(date)) = (unit, unit.shift(from, sign * amount.low)) {
        meaning.days = Stretch::Years(date.year() - 1, date.year() + 1).days();
    }
    if let (Unit::Week, Some(date)) = (unit, unit.shift(from, sign * amount.low)) {
        let around = date.checked_sub(3.days()).ok().zip(date.checked_add(3.days()).ok());
        meaning.days = around.map(|(from, to)| (from, to, TimePrecision::Week));
    }
    meaning
}

/// "days ago": the week before; "several months ago": from the most to the least it can be.
fn vague_shift(amount: Amount, unit: Unit, sign: i32, from: Date) -> Option<Days> {
    let (low, high) = match (amount == Amount::MANY, unit) {
        (true, Unit::Day) => (1, 7),
        (true, Unit::Hour) => (0, 24),
        _ => (amount.low, amount.high),
    };
    let (a, b) = (unit.shift(from, sign * low)?, unit.shift(from, sign * high)?);
    let precision = if matches!(unit, Unit::Day | Unit::Hour) { TimePrecision::Days } else { TimePrecision::Longer };
    Some((a.min(b), a.max(b), precision))
}

/// "the past two months": a length that ends with the day of the report; "the next week": one that begins with it.
fn window(amount: Amount, unit: Unit, back: bool, context: &Context) -> Meaning {
    let mut meaning = open(TimeKind::Duration, &length_value(amount, unit));
    meaning.days = context.day.and_then(|day| stretched(amount, unit, back, day));
    meaning
}

/// The days of a length that ends or begins with `day`.
pub(super) fn stretched(amount: Amount, unit: Unit, back: bool, day: Date) -> Option<Days> {
    let many = match unit {
        Unit::Day => 7,
        Unit::Week => 4,
        Unit::Month | Unit::Year | Unit::Decade => 3,
        _ => amount.high,
    };
    let most = if amount.vague && amount.high == 9 { many } else { amount.high };
    let sign = if back { -1 } else { 1 };
    let other = match unit {
        Unit::Hour | Unit::Minute => Unit::Day.shift(day, sign * most.max(24).div_euclid(24))?,
        _ => unit.shift(day, sign.checked_mul(most)?)?,
    };
    Some((day.min(other), day.max(other), TimePrecision::Longer))
}

fn length_value(amount: Amount, unit: Unit) -> String {
    if amount.vague {
        return unit.duration("X");
    }
    match (amount.half, unit) {
        (false, _) => unit.duration(&amount.low.to_string()),
        (true, Unit::Minute) => format!("PT{}M30S", amount.low),
        (true, Unit::Hour) => format!("PT{}H30M", amount.low),
        (true, _) => unit.duration(&format!("{}.5", amount.low)),
    }
}

fn overnight(context: &Context) -> Meaning {
    let days = context.day.and_then(|day| Some((day.yesterday().ok()?, day, TimePrecision::Days)));
    let value = context.day.map_or("XXXX-XX-XXTNI".to_owned(), |day| format!("{day}TNI"));
    Meaning { kind: TimeKind::Time, value, days, stretch: None }
}

/// A feast in the year that is said, or the nearest.
fn feast(name: &'static str, which: Which, context: &Context) -> Meaning {
    let of_year = |year: i16| calendars::feast(name, year);
    let days = match which {
        Which::Of(year) => of_year(year),
        Which::Years(years) => context.day.and_then(|day| of_year(day.year().checked_add(years)?)),
        Which::Last => context.day.and_then(|day| nearest_days(day, Pull::Back, of_year)),
        Which::Next => context.day.and_then(|day| nearest_days(day, Pull::Ahead, of_year)),
        _ => context.day.and_then(|day| nearest_days(day, context.pull, of_year)),
    };
    let value = days.map_or("XXXX-XX-XX".to_owned(), |(from, ..)| from.to_string());
    Meaning { kind: TimeKind::Date, value, days, stretch: None }
}

/// "early", "late", "earlier", "later": less than the whole stretch; the current one is told up to the day of the report.
fn with_side(mut meaning: Meaning, expression: &Expression, context: &Context) -> Meaning {
    if let (Some(third), Some(stretch)) = (expression.third, meaning.stretch) {
        meaning.days = stretch.third(third);
        return meaning;
    }
    let current = matches!(expression.said, Said::Unit(_, Which::This)) && context.pull != Pull::Ahead;
    if let (Some((from, to, precision)), Some(day)) = (meaning.days, context.day)
        && from <= day
        && day <= to
    {
        meaning.days = match expression.side {
            Some(Side::Later) => Some((day, to, precision)),
            None if !current => meaning.days,
            _ => Some((from, day, precision)),
        };
    }
    meaning
}

/// The hour or the part of the day, in the value.
fn with_hour(mut meaning: Meaning, expression: &Expression, context: &Context) -> Meaning {
    if expression.clock.is_none() && expression.part.is_none() {
        return meaning;
    }
    if meaning.value.is_empty() {
        let day = context.spoken.filter(|_| context.same_sentence).or(context.day);
        meaning.value = day.map_or("XXXX-XX-XX".to_owned(), |d| d.to_string());
    }
    if meaning.kind == TimeKind::Set || !meaning.value.is_char_boundary(10) || meaning.value.len() != 10 {
        return meaning;
    }
    meaning.kind = TimeKind::Time;
    match (expression.clock, expression.part) {
        (Some((hour, minute)), _) => meaning.value.push_str(&format!("T{hour:02}:{minute:02}")),
        (None, Some(part)) => {
            meaning.value.push('T');
            meaning.value.push_str(part.code());
        }
        _ => {}
    }
    meaning
}

//! Time expressions as they are said, before anyone asks which days they mean.

use super::stretch::{Part, Season, Third, Unit};

/// Which one of a kind: of a month, weekday, unit, season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Nothing said: "March", "Friday".
    Bare,
    /// "last", "past", "previous" counted from the day of the report.
    Last,
    /// "this", "current".
    This,
    /// "next", "coming".
    Next,
    /// "that", "the same": the one spoken of.
    That,
    /// "the previous", "the following", counted from the time spoken of.
    Before,
    After,
    /// "of 1984".
    Of(i16),
    /// "last year's", "next year's": years from the report's.
    Years(i16),
    /// "each", "every".
    Every,
}

/// How many: a range for vague words, none for "weeks".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub low: i32,
    pub high: i32,
    /// Half a unit more.
    pub half: bool,
    /// "several", "a few", "weeks": no number is said.
    pub vague: bool,
}

impl Amount {
    pub const ONE: Amount = Amount { low: 1, high: 1, half: false, vague: false };
    pub const MANY: Amount = Amount { low: 2, high: 9, half: false, vague: true };
    pub const SEVERAL: Amount = Amount { low: 3, high: 9, half: false, vague: true };

    pub fn exact(n: i32) -> Self {
        Amount { low: n, high: n, half: false, vague: false }
    }
}

/// From where an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Ago,
    /// "earlier", "before": from the time spoken of.
    Earlier,
    /// "later", "after".
    Later,
}

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        weekday: Option<i8>,
    },
    Days {
        year: Option<i16>,
        month: i8,
        from: i8,
        to: i8,
    },
    Month(i8, Which),
    Weekday(i8, Which),
    /// Days from the report's: yesterday is -1.
    Deictic(i32),
    /// The night before or that of the day.
    Overnight,
    Year(i16),
    Years(i16, i16),
    Decade(i16),
    Century(i16),
    Quarter(i8, Which),
    Half(i8, Which),
    Season(Season, Which),
    Holiday(i8, i8, Which),
    Feast(&'static str, Which),
    Unit(Unit, Which),
    Shifted(Amount, Unit, Shift),
    /// "the past two months", "recent weeks".
    Window(Amount, Unit, bool),
    Length(Amount, Unit),
    /// "daily", "every Monday", "each July".
    Often(&'static str),
    EveryUnit(Unit),
    /// PAST_REF and its like.
    Vague(&'static str),
    /// Only the hour or the part of the day.
    Hour,
}

/// A time expression in words: where it stands in the sentence's words and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expression {
    pub said: Said,
    pub third: Option<Third>,
    /// "earlier this year", "the end of the month".
    pub part: Option<Part>,
    /// Hour and minute.
    pub clock: Option<(i8, i8)>,
    /// "earlier", "later" before it: only the part of it that lies before or after the report.
    pub side: Option<Side>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The part of a stretch before or after the day of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Earlier,
    Later,
}

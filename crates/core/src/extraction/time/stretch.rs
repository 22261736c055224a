//! Stretches of the calendar: a day, a week, a quarter, a decade; their first and last day and their TIMEX3 value.

use crate::model::TimePrecision;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// Days, first and last, with how exact they are.
pub(super) type Days = (Date, Date, TimePrecision);

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub fn named(code: &str) -> Option<Self> {
        Some(match code {
            "S" => Unit::Second,
            "MIN" => Unit::Minute,
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Week,
            "WE" => Unit::Weekend,
            "FN" => Unit::Fortnight,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "DE" => Unit::Decade,
            "CE" => Unit::Century,
            _ => return None,
        })
    }

    /// How a duration of `amount` units is written: "P3D", "PT2H".
    pub fn duration(self, amount: &str) -> String {
        let times = |n: i32, letter: &str| match amount.parse::<i32>() {
            Ok(count) => format!("P{}{letter}", count.saturating_mul(n)),
            Err(_) => format!("P{amount}{letter}"),
        };
        match self {
            Unit::Second => format!("PT{amount}S"),
            Unit::Minute => format!("PT{amount}M"),
            Unit::Hour => format!("PT{amount}H"),
            Unit::Day => times(1, "D"),
            Unit::Week => times(1, "W"),
            Unit::Weekend => times(2, "D"),
            Unit::Fortnight => times(2, "W"),
            Unit::Month => times(1, "M"),
            Unit::Quarter => times(1, "Q"),
            Unit::Year => times(1, "Y"),
            Unit::Decade if amount == "X" => "PXY".to_owned(),
            Unit::Decade => times(10, "Y"),
            Unit::Century if amount == "X" => "PXY".to_owned(),
            Unit::Century => times(100, "Y"),
        }
    }

    /// `date` moved by `amount` units, where the calendar reaches that far.
    pub fn shift(self, date: Date, amount: i32) -> Option<Date> {
        let span = match self {
            Unit::Second | Unit::Minute => Span::new(),
            Unit::Hour => Span::new().try_days(amount / 24).ok()?,
            Unit::Day => Span::new().try_days(amount).ok()?,
            Unit::Week | Unit::Weekend => Span::new().try_weeks(amount).ok()?,
            Unit::Fortnight => Span::new().try_weeks(amount.checked_mul(2)?).ok()?,
            Unit::Month => Span::new().try_months(amount).ok()?,
            Unit::Quarter => Span::new().try_months(amount.checked_mul(3)?).ok()?,
            Unit::Year => Span::new().try_years(amount).ok()?,
            Unit::Decade => Span::new().try_years(amount.checked_mul(10)?).ok()?,
            Unit::Century => Span::new().try_years(amount.checked_mul(100)?).ok()?,
        };
        date.checked_add(span).ok()
    }

    /// The stretch of this unit that holds `date`.
    pub fn around(self, date: Date) -> Option<Stretch> {
        let monday = monday(date)?;
        Some(match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stretch::Day(date),
            Unit::Week | Unit::Fortnight => Stretch::Week(monday),
            Unit::Weekend => Stretch::Weekend(monday.checked_add(5.days()).ok()?),
            Unit::Month => Stretch::Month(date.year(), date.month()),
            Unit::Quarter => Stretch::Quarter(date.year(), (date.month() - 1) / 3 + 1),
            Unit::Year => Stretch::Year(date.year()),
            Unit::Decade => Stretch::Decade(date.year() / 10),
            Unit::Century => Stretch::Century(date.year() / 100),
        })
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    pub fn named(code: &str) -> Option<Self> {
        Some(match code {
            "MO" => Part::Morning,
            "AF" => Part::Afternoon,
            "EV" => Part::Evening,
            "NI" => Part::Night,
            "DT" => Part::Daytime,
            _ => return None,
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
            Part::Daytime => "DT",
        }
    }
}

/// A season of the northern year; winter begins in December of its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub fn named(code: &str) -> Option<Self> {
        Some(match code {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its first month.
    pub fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    Days(Date, Date),
    /// By its Monday.
    Week(Date),
    /// By its Saturday.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    Years(i16, i16),
    /// Without its last digit: 199.
    Decade(i16),
    /// Without its last two digits: 19.
    Century(i16),
}

impl Stretch {
    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Stretch::Day(date) | Stretch::Days(date, _) => date.to_string(),
            Stretch::Week(monday) => week_value(monday),
            Stretch::Weekend(saturday) => format!("{}-WE", week_value(saturday)),
            Stretch::Month(year, month) => format!("{year:04}-{month:02}"),
            Stretch::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Stretch::Half(year, half) => format!("{year:04}-H{half}"),
            Stretch::Season(year, season) => format!("{year:04}-{}", season.code()),
            Stretch::Year(year) | Stretch::Years(year, _) => format!("{year:04}"),
            Stretch::Decade(decade) => format!("{decade:03}"),
            Stretch::Century(century) => format!("{century:02}"),
        }
    }

    /// First and last day.
    pub fn days(self) -> Option<Days> {
        use TimePrecision as P;
        let months = |year, first: i8, count: i32, precision| {
            let from = Date::new(year, first, 1).ok()?;
            let to = from.checked_add((count - 1).months()).ok()?.last_of_month();
            Some((from, to, precision))
        };
        let years =
            |from: i16, to: i16, precision| Some((Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?, precision));
        match self {
            Stretch::Day(date) => Some((date, date, P::Day)),
            Stretch::Days(from, to) => (from <= to).then_some((from, to, P::Days)),
            Stretch::Week(monday) => Some((monday, monday.checked_add(6.days()).ok()?, P::Week)),
            Stretch::Weekend(saturday) => Some((saturday, saturday.checked_add(1.days()).ok()?, P::Days)),
            Stretch::Month(year, month) => months(year, month, 1, P::Month),
            Stretch::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3, P::Longer),
            Stretch::Half(year, half) => months(year, half * 6 - 5, 6, P::Longer),
            Stretch::Season(year, season) => months(year, season.month(), 3, P::Longer),
            Stretch::Year(year) => years(year, year, P::Year),
            Stretch::Years(from, to) if from <= to => years(from, to, P::Longer),
            Stretch::Years(..) => None,
            Stretch::Decade(decade) => {
                years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?, P::Longer)
            }
            Stretch::Century(century) => {
                years(century.checked_mul(100)?, century.checked_mul(100)?.checked_add(99)?, P::Longer)
            }
        }
    }

    /// Early, middle or late part of the stretch.
    pub fn third(self, third: Third) -> Option<Days> {
        let (from, to, precision) = self.days()?;
        let length = (to - from).get_days() + 1;
        if length < 3 {
            return Some((from, to, precision));
        }
        let cut = |n: i32| from.checked_add((length * n / 3).days()).ok();
        let precision = if length > 62 { TimePrecision::Longer } else { TimePrecision::Days };
        Some(match third {
            Third::Early => (from, cut(1)?.yesterday().ok()?, precision),
            Third::Mid => (cut(1)?, cut(2)?.yesterday().ok()?, precision),
            Third::Late => (cut(2)?, to, precision),
        })
    }
}

/// "early", "mid", "late".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

/// The Monday on or before `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    let back = i32::from(date.weekday().since(Weekday::Monday));
    date.checked_sub(back.days()).ok()
}

fn week_value(date: Date) -> String {
    let week = ISOWeekDate::from(date);
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(days: Option<Days>) -> String {
        days.map_or("open".to_owned(), |(a, b, _)| format!("{a}..{b}"))
    }

    #[test]
    fn stretches_have_days_and_values() {
        for (stretch, value, days) in [
            (Stretch::Week(date(2024, 4, 15)), "2024-W16", "2024-04-15..2024-04-21"),
            (Stretch::Weekend(date(2024, 4, 20)), "2024-W16-WE", "2024-04-20..2024-04-21"),
            (Stretch::Quarter(1989, 3), "1989-Q3", "1989-07-01..1989-09-30"),
            (Stretch::Season(2023, Season::Winter), "2023-WI", "2023-12-01..2024-02-29"),
            (Stretch::Decade(199), "199", "1990-01-01..1999-12-31"),
        ] {
            assert_eq!(stretch.value(), value);
            assert_eq!(shown(stretch.days()), days);
        }
    }

    #[test]
    fn a_month_falls_into_thirds() {
        assert_eq!(shown(Stretch::Month(2024, 2).third(Third::Early)), "2024-02-01..2024-02-09");
        assert_eq!(shown(Stretch::Month(2024, 2).third(Third::Late)), "2024-02-20..2024-02-29");
        assert_eq!(shown(Stretch::Day(date(2024, 2, 1)).third(Third::Late)), "2024-02-01..2024-02-01");
    }

    #[test]
    fn durations_are_written_in_their_unit() {
        assert_eq!(Unit::Decade.duration("2"), "P20Y");
        assert_eq!(Unit::Hour.duration("24"), "PT24H");
        assert_eq!(Unit::Month.duration("X"), "PXM");
    }
}

//! Feasts: the days of religious calendars and movable days, by civil year.
//!
//! In: the name of a feast and a civil year. Out: its days. The Islamic days follow the tabular calendar, so that they are given a day
//! of play on either side: the sighting of the moon decides, and differs between countries. The Hebrew days and Easter are computed
//! (Reingold and Dershowitz, *Calendrical Calculations*; Meeus' form of the Gregorian Easter).

use super::stretch::Days;
use crate::model::TimePrecision;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The first days of year 1 of the Islamic and the Hebrew calendar, as days since 1970-01-01.
const ISLAMIC_EPOCH: i64 = -492_148;
const HEBREW_EPOCH: i64 = -2_092_590;

/// The days of the feast in that civil year, the first where it falls in it twice.
pub(super) fn feast(name: &str, year: i16) -> Option<Days> {
    let fixed = |month, day, length: i32| {
        let from = Date::new(year, month, day).ok()?;
        span(from, from.checked_add((length - 1).days()).ok()?)
    };
    let after = |date: Option<Date>, days: i32| {
        let day = date?.checked_add(days.days()).ok()?;
        span(day, day)
    };
    match name {
        "ramadan" => islamic_month(year, 9),
        "eid-al-fitr" => islamic(year, 10, 1, 3),
        "eid-al-adha" => islamic(year, 12, 10, 4),
        "ashura" => islamic(year, 1, 10, 1),
        "arbaeen" => islamic(year, 2, 20, 1),
        "mawlid" => islamic(year, 3, 12, 1),
        "nowruz" => fixed(3, 20, 2),
        "easter" => after(easter(year), 0),
        "good-friday" => after(easter(year), -2),
        "easter-monday" => after(easter(year), 1),
        "palm-sunday" => after(easter(year), -7),
        "orthodox-easter" => after(orthodox_easter(year), 0),
        "thanksgiving" => after(Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok(), 0),
        "rosh-hashanah" => after(hebrew_new_year(year), 0),
        "yom-kippur" => after(hebrew_new_year(year), 9),
        "passover" => passover(year),
        _ => None,
    }
}

fn span(from: Date, to: Date) -> Option<Days> {
    let precision = if from == to { TimePrecision::Day } else { TimePrecision::Days };
    (from <= to).then_some((from, to, precision))
}

/// Days since 1970-01-01 of a day of the tabular Islamic calendar.
fn islamic_day(year: i64, month: i64, day: i64) -> i64 {
    let months = (59 * (month - 1) + 1).div_euclid(2);
    ISLAMIC_EPOCH + day - 1 + months + (year - 1) * 354 + (3 + 11 * year).div_euclid(30)
}

fn civil(day: i64) -> Option<Date> {
    Date::new(1970, 1, 1).ok()?.checked_add(Span::new().try_days(day).ok()?).ok()
}

/// The first Islamic year whose month begins in the civil year.
fn islamic_start(year: i16, month: i64, day: i64) -> Option<(i64, i64)> {
    let first = i64::from((Date::new(year, 1, 1).ok()? - Date::new(1970, 1, 1).ok()?).get_days());
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find(|&y| islamic_day(y, month, day) >= first).map(|y| (y, islamic_day(y, month, day)))
}

/// A feast of `length` days, with a day of play.
fn islamic(year: i16, month: i64, day: i64, length: i64) -> Option<Days> {
    let (_, start) = islamic_start(year, month, day)?;
    span(civil(start - 1)?, civil(start + length)?)
}

fn islamic_month(year: i16, month: i64) -> Option<Days> {
    let (islamic_year, start) = islamic_start(year, month, 1)?;
    let end = islamic_day(islamic_year, month + 1, 1);
    span(civil(start - 1)?, civil(end)?)
}

/// The Gregorian Easter Sunday.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    Date::new(year, i8::try_from(f / 31).ok()?, i8::try_from(f % 31 + 1).ok()?).ok()
}

/// The Easter Sunday of the Julian computus, in the civil calendar (1900–2099).
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let f = d + e + 114;
    let julian = Date::new(year, i8::try_from(f / 31).ok()?, i8::try_from(f % 31 + 1).ok()?).ok()?;
    julian.checked_add(13.days()).ok()
}

/// Rosh Hashanah of the civil year.
fn hebrew_new_year(year: i16) -> Option<Date> {
    civil(hebrew_day(i64::from(year) + 3761))
}

/// Passover ends before the new year that follows it by 163 days.
fn passover(year: i16) -> Option<Days> {
    let first = hebrew_new_year(year)?.checked_sub(163.days()).ok()?;
    span(first, first.checked_add(7.days()).ok()?)
}

/// Days since 1970-01-01 of the first day of a Hebrew year.
fn hebrew_day(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let correction = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    HEBREW_EPOCH + this + correction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, year: i16) -> String {
        feast(name, year).map_or("open".to_owned(), |(a, b, _)| format!("{a}..{b}"))
    }

    #[test]
    fn movable_days_are_those_of_the_almanac() {
        for (name, year, day) in [
            ("easter", 2024, "2024-03-31"),
            ("easter", 1990, "1990-04-15"),
            ("orthodox-easter", 2024, "2024-05-05"),
            ("good-friday", 2025, "2025-04-18"),
            ("thanksgiving", 1999, "1999-11-25"),
            ("rosh-hashanah", 2023, "2023-09-16"),
            ("yom-kippur", 2023, "2023-09-25"),
            ("yom-kippur", 1990, "1990-09-29"),
        ] {
            assert_eq!(shown(name, year), format!("{day}..{day}"), "{name} {year}");
        }
        assert_eq!(shown("passover", 2024), "2024-04-23..2024-04-30");
    }

    #[test]
    fn islamic_feasts_hold_the_announced_days() {
        for (name, year, day) in [
            ("ramadan", 2024, "2024-03-11"),
            ("ramadan", 1991, "1991-03-18"),
            ("ramadan", 2030, "2030-01-06"),
            ("eid-al-fitr", 2024, "2024-04-10"),
            ("eid-al-fitr", 2014, "2014-07-28"),
            ("eid-al-adha", 2023, "2023-06-28"),
            ("ashura", 2024, "2024-07-16"),
            ("ashura", 2004, "2004-03-02"),
            ("arbaeen", 2023, "2023-09-06"),
        ] {
            let day: Date = day.parse().expect("a day");
            let (from, to, _) = feast(name, year).expect("a feast");
            assert!(from <= day && day <= to, "{name} {year}: {from}..{to}");
        }
    }

    #[test]
    fn what_no_calendar_knows_has_no_days() {
        assert_eq!(shown("groundhog", 2024), "open");
    }
}

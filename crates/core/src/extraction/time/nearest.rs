//! Which year is meant where none is said: the nearest, with the words around pulling back or ahead.

use super::stretch::Days;
use jiff::civil::Date;

/// Where the words around an expression look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pull {
    /// A past tense.
    Back,
    /// Nothing said: reports tell of the past.
    None,
    /// "will", "is to", "planned".
    Ahead,
}

impl Pull {
    /// How far a day seems: what lies against the pull seems further.
    fn distance(self, from: Date, to: Date) -> i64 {
        let days = i64::from((to - from).get_days());
        let (back, ahead) = match self {
            Pull::Back => (1, 8),
            Pull::None => (1, 3),
            Pull::Ahead => (4, 1),
        };
        if days < 0 { -days * back } else { days * ahead }
    }
}

/// The day, made for a year, that is nearest to `day`.
pub(super) fn nearest(day: Date, pull: Pull, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = day.year();
    (year - 1..=year + 1).filter_map(of_year).min_by_key(|date| pull.distance(day, *date))
}

/// The days, made for a year, whose first is nearest to `day`.
pub(super) fn nearest_days(day: Date, pull: Pull, of_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let year = day.year();
    let around = |days: &Days| days.0 <= day && day <= days.1;
    let distance = |days: &Days| if around(days) { 0 } else { pull.distance(day, days.0) };
    (year - 1..=year + 1).filter_map(of_year).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(from: Date, pull: Pull, month: i8, day: i8) -> String {
        nearest(from, pull, |year| Date::new(year, month, day).ok()).map_or("open".to_owned(), |d| d.to_string())
    }

    #[test]
    fn the_nearest_year_unless_the_words_pull() {
        assert_eq!(day(date(2023, 12, 28), Pull::None, 1, 5), "2024-01-05");
        assert_eq!(day(date(2024, 2, 16), Pull::None, 3, 12), "2024-03-12");
        assert_eq!(day(date(2024, 1, 22), Pull::None, 10, 23), "2023-10-23");
        assert_eq!(day(date(2023, 10, 26), Pull::Ahead, 2, 1), "2024-02-01");
        assert_eq!(day(date(2023, 10, 26), Pull::Back, 2, 1), "2023-02-01");
        assert_eq!(day(date(2023, 10, 26), Pull::Back, 2, 30), "open");
    }
}

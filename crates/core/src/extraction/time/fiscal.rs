//! Fiscal years: "fiscal 2024", "last fiscal year" are no calendar years.
//!
//! In: the words of an expression and of its sentence, what the expression means as a calendar year. Out: the days of the fiscal year
//! of whoever the sentence names, or the widest range that any such year has. Must not know: events.

use super::expression::{Said, Which};
use super::resolve::Meaning;
use super::stretch::{Days, Stretch, Unit};
use super::words::Word;
use crate::model::TimePrecision;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

const YEARS: &str = include_str!("../../../../../data/lexicon/fiscal-years.tsv");

/// The fiscal year of a state.
#[derive(Debug, Clone, Copy)]
struct Custom {
    /// The month it begins with.
    month: i8,
    /// It is named after the year in which it begins, not after the one in which it ends.
    by_beginning: bool,
}

/// The meaning with the days of the fiscal year, where the words name one.
pub(super) fn settle(
    mut meaning: Meaning,
    said: &Said,
    words: &[Word<'_>],
    sentence: &[Word<'_>],
    day: Option<Date>,
) -> Meaning {
    if !words.iter().any(|w| matches!(w.text, "fiscal" | "financial" | "fy")) {
        return meaning;
    }
    let custom = custom(sentence);
    meaning.days = match (meaning.stretch, said) {
        (_, Said::Unit(Unit::Year, which)) => day.and_then(|day| relative(*which, custom, day)),
        (Some(Stretch::Year(year)), _) => named(year, custom),
        // Whose quarter that is, and when it begins, the words do not say.
        _ => None,
    };
    meaning
}

fn custom(sentence: &[Word<'_>]) -> Option<Custom> {
    let rows = YEARS.lines().filter(|line| !line.starts_with('#'));
    let customs = rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (names, month, named) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
        let told = names.split('|').any(|name| sentence.iter().any(|w| w.text == name));
        told.then_some(Custom { month, by_beginning: named == "begin" })
    });
    let mut customs = customs.take(2);
    // Two states with years of their own leave it open whose year is meant.
    customs.next().filter(|_| customs.next().is_none())
}

fn named(year: i16, custom: Option<Custom>) -> Option<Days> {
    let Some(custom) = custom else {
        return Some((
            Date::new(year.checked_sub(1)?, 4, 1).ok()?,
            Date::new(year, 12, 31).ok()?,
            TimePrecision::Longer,
        ));
    };
    let first = if custom.by_beginning || custom.month == 1 { year } else { year.checked_sub(1)? };
    from(Date::new(first, custom.month, 1).ok()?)
}

fn from(first: Date) -> Option<Days> {
    let last = first.checked_add(1.years()).ok()?.yesterday().ok()?;
    Some((first, last, TimePrecision::Year))
}

/// "this fiscal year", counted from the day of the report.
fn relative(which: Which, custom: Option<Custom>, day: Date) -> Option<Days> {
    let years = match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::This => 0,
        _ => return None,
    };
    let moved = |date: Date, by: i32| date.checked_add(Span::new().try_years(by).ok()?).ok();
    match custom {
        Some(custom) => {
            let begun = custom.month <= day.month();
            let first = Date::new(if begun { day.year() } else { day.year().checked_sub(1)? }, custom.month, 1).ok()?;
            from(moved(first, years)?)
        }
        None => Some((moved(day, years - 1)?, moved(day, years + 1)?, TimePrecision::Longer)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn a_fiscal_year_is_that_of_whoever_is_named() {
        for (text, expected) in [
            ("The Pentagon spent it in fiscal 2023", "2022-10-01..2023-09-30"),
            ("The Pentagon asked for it in fiscal year 2023", "2022-10-01..2023-09-30"),
            ("Pakistani police spent it last fiscal year", "2022-07-01..2023-06-30"),
            ("The force spent it in fiscal 2023", "2022-04-01..2023-12-31"),
        ] {
            assert_eq!(days(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_years_are_calendar_years_and_fiscal_quarters_stay_open() {
        assert_eq!(days("The Pentagon spent it in 2023"), ["2023-01-01..2023-12-31"]);
        assert_eq!(days("The firm lost money in the fiscal first quarter of 2023"), ["open"]);
    }
}

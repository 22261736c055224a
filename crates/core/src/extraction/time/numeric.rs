//! Dates in digits: "2024-04-22", "22-04-2024", "22.04.2024".
//!
//! In: words of a sentence. Out: the day that they name. Must not know: the day of the report.

use super::cursor::Cursor;
use super::expression::Said;

/// "2024-04-22"; "22-04-2024", with the day first unless only the second number can be one.
pub(super) fn iso(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    if let Some(said) = cursor.attempt(hyphenated).or_else(|| cursor.attempt(dotted)) {
        return Some(said);
    }
    let year = cursor.year()?;
    cursor.take(&["-"])?;
    let month = i8::try_from(cursor.digits(2)?).ok()?;
    cursor.take(&["-"])?;
    let day = cursor.day_of_month()?;
    (1..=12).contains(&month).then_some(Said::Day { year: Some(year), month, day, weekday: None })
}

/// "22-04-2024".
fn hyphenated(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let first = i8::try_from(cursor.digits(2)?).ok()?;
    cursor.take(&["-"])?;
    let second = i8::try_from(cursor.digits(2)?).ok()?;
    cursor.take(&["-"])?;
    let year = cursor.year()?;
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
    fits.then_some(Said::Day { year: Some(year), month, day, weekday: None })
}

/// "01.02.2015": day, month and year, as they are written with full stops.
fn dotted(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
    let (day, month, year) = parts(cursor.text())?;
    cursor.at += 1;
    Some(Said::Day { year: Some(year), month, day, weekday: None })
}

/// Whether a word is such a date.
pub(super) fn is_dotted(word: &str) -> bool {
    parts(word).is_some()
}

fn parts(word: &str) -> Option<(i8, i8, i16)> {
    let mut parts = word.split('.');
    let day: i8 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    (fits && parts.next().is_none()).then_some((day, month, year))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn days_with_full_stops() {
        assert_eq!(parts("01.02.2015"), Some((1, 2, 2015)));
        assert_eq!(parts("1.13.2015"), None);
        assert_eq!(parts("1.2.15"), None);
        assert_eq!(parts("10.5"), None);
    }
}

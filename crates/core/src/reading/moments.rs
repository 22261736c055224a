//! Publication times as pages and feeds write them.

use crate::model::Moment;
use jiff::civil::Date;

/// A moment in any of the usual forms: ISO 8601 (loosely), RFC 2822, "22 April 2024", "April 22, 2024 at 10:00".
pub(super) fn parse(written: &str) -> Option<Moment> {
    let text = written.trim();
    let loose = text.replacen(' ', "T", 1);
    let fixed = fix_offset(&loose);
    text.parse()
        .ok()
        .filter(|_| text.len() == 10 || text.contains('T'))
        .or_else(|| fixed.parse().ok())
        .or_else(|| mail_date(text))
        .or_else(|| in_words(text))
}

/// "+0200" → "+02:00"; " UTC" → "Z".
fn fix_offset(text: &str) -> String {
    let text = text.trim_end_matches("UTC").trim_end_matches("GMT").trim();
    let bytes = text.as_bytes();
    let n = bytes.len();
    if n > 5
        && matches!(bytes[n - 5], b'+' | b'-')
        && bytes[n - 4..].iter().all(u8::is_ascii_digit)
        && text.contains(':')
    {
        return format!("{}:{}", &text[..n - 2], &text[n - 2..]);
    }
    text.to_owned()
}

/// RFC 2822, as feeds have it: "Mon, 22 Apr 2024 10:00:00 +0200".
fn mail_date(text: &str) -> Option<Moment> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Moment::instant(zoned.timestamp(), zoned.offset()))
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn in_words(text: &str) -> Option<Moment> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let month_at = words
        .iter()
        .position(|w| w.len() >= 3 && w.is_char_boundary(3) && MONTHS.contains(&w[..3].to_lowercase().as_str()))?;
    let month = MONTHS.iter().position(|m| words[month_at][..3].eq_ignore_ascii_case(m))? as i8 + 1;
    let number = |w: &&str| w.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok();
    let near = words.iter().enumerate().filter(|(i, _)| i.abs_diff(month_at) <= 2);
    let day = near.filter_map(|(_, w)| number(w)).find(|n| (1..=31).contains(n))?;
    let year = words.iter().filter_map(number).find(|n| (1900..2100).contains(n))?;
    Date::new(year, month, day as i8).ok().map(Moment::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms() {
        for (written, expected) in [
            ("2024-04-22", "2024-04-22"),
            ("2024-04-22T10:00:00Z", "2024-04-22T10:00:00Z"),
            ("2024-04-22T10:00:00+0200", "2024-04-22T10:00:00+02:00"),
            ("2024-04-22 10:00:00+02:00", "2024-04-22T10:00:00+02:00"),
            ("Mon, 22 Apr 2024 10:00:00 +0200", "2024-04-22T10:00:00+02:00"),
            ("22 April 2024", "2024-04-22"),
            ("Published April 22, 2024 at 10:30", "2024-04-22"),
            ("2024-04-22T10:00", "2024-04-22"),
        ] {
            assert_eq!(parse(written).map(|m| m.to_string()).as_deref(), Some(expected), "{written}");
        }
        assert_eq!(parse("last week"), None);
    }
}

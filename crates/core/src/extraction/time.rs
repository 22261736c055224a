//! Times: expressions for when something happened, resolved to days against the publication day.
//!
//! In: text, sentences, publication moment. Out: spans with their days. What cannot be resolved has no days and stays so.

use crate::model::{Moment, Sentence, Span, TimePrecision};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A time expression, with the days it names where they could be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeMention {
    pub span: Span,
    pub days: Option<(Date, Date, TimePrecision)>,
    /// The rule that resolved it.
    pub rule: &'static str,
    /// "since March": the expression opens a period that lasts until publication.
    pub since: bool,
}

const MONTH: &str = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
const DAY: &str = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?";
const WEEKDAY: &str = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const PART: &str = r"(?:(?:early|late|mid-?)[ -]?)?";
const DAYPART: &str = r"(?: (?:morning|afternoon|evening|night|midday|noon|at dawn|dawn))?";
const NUMBER: &str =
    r"(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|a few)";

type Resolve = fn(&Captures<'_>, Option<Date>) -> Option<(Date, Date, TimePrecision)>;

struct Rule {
    name: &'static str,
    pattern: Regex,
    resolve: Resolve,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |name, pattern: String, resolve: Resolve| Rule {
        name,
        pattern: Regex::new(&format!(r"(?i)\b(?:{pattern})\b")).expect("the patterns of time rules compile"),
        resolve,
    };
    vec![
        rule("time/day_month_year", format!(r"{PART}{DAY}(?: of)? {MONTH},? (?P<year>(?:19|20)\d\d|\d\d)"), full_date),
        rule("time/month_day_year", format!(r"{PART}{MONTH} ?{DAY},? (?P<year>(?:19|20)\d\d)"), full_date),
        rule("time/iso", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)".into(), full_date),
        rule("time/day_range", format!(r"(?P<from>[0-3]?\d)(?:-| to | and |–)(?P<to>[0-3]?\d) {MONTH}(?:,? (?P<year>(?:19|20)\d\d))?"), day_range),
        rule("time/weekday_date", format!(r"{WEEKDAY},? {MONTH} ?{DAY}"), day_month),
        rule("time/month_day", format!(r"{PART}{MONTH} ?{DAY}"), day_month),
        rule("time/day_month", format!(r"{PART}{DAY}(?: of)? {MONTH}"), day_month),
        rule("time/month_year", format!(r"(?P<part>(?:early|late|mid-?)[ -]?)?{MONTH},?(?: of)? (?P<year>(?:19|20)\d\d)"), month_year),
        rule("time/month_last_year", format!(r"{MONTH} (?:of )?(?P<rel>last|this) year"), month_relative_year),
        rule("time/last_month_name", format!(r"last {MONTH}"), last_month_name),
        rule("time/part_month", format!(r"(?P<part>(?:early|late|mid-?)[ -]?)(?:in )?{MONTH}"), bare_month),
        rule("time/bare_weekday", format!(r"(?:(?P<rel>last|this|next|the previous) )?{PART}(?:on )?{WEEKDAY}{DAYPART}"), weekday),
        rule("time/yesterday", format!(r"(?P<word>the day before yesterday|yesterday|today|tonight|last night|this morning|this afternoon|this evening|overnight|tomorrow){DAYPART}"), deictic),
        rule("time/in_month", format!(r"(?:in|since|during|from|by|until|of) {MONTH}"), bare_month),
        rule("time/ago", format!(r"(?:about |some |more than |nearly |almost |over )?{NUMBER}(?: of)? (?P<unit>hour|day|week|month|year)s? (?:ago|earlier)"), ago),
        rule("time/past_n", format!(r"(?:over |in |during |for |within )?the (?:past|last|previous) {NUMBER} (?P<unit>hour|day|week|month|year)s?"), past_n),
        rule("time/past_hours", r"(?:in |over )?the (?:past|last) (?P<unit>hour|day|week|month|year)s".into(), past_vague),
        rule("time/relative_unit", r"(?:earlier |later )?(?P<rel>last|this|the past|past|next|the previous|previous) (?P<unit>week|weekend|month|year)".into(), relative_unit),
        rule("time/recent", r"(?:in )?recent (?P<unit>day|week|month|year)s".into(), past_vague),
        rule("time/in_year", r"(?:in|since|during|from|of|until) (?:early |late |mid-?)?(?P<year>(?:19|20)\d\d)".into(), year),
        rule("time/decade", r"(?:in )?the (?:early |late |mid-?)?(?P<year>(?:19|20)\d0)s".into(), decade),
        rule("time/year_range", r"(?P<year>(?:19|20)\d\d)(?:-|–| to )(?P<to>(?:19|20)\d\d)".into(), year_range),
    ]
});

/// All time expressions, in text order, without overlap.
pub(super) fn tag(text: &str, sentences: &[Sentence], published: Option<Moment>) -> Vec<TimeMention> {
    let day = published.map(|p| p.date());
    let mut found: Vec<TimeMention> = Vec::new();
    for sentence in sentences {
        let words = &text[sentence.span.start..sentence.span.end];
        for rule in RULES.iter() {
            for captures in rule.pattern.captures_iter(words) {
                let Some(whole) = captures.get(0) else { continue };
                let span = Span::new(sentence.span.start + whole.start(), sentence.span.start + whole.end());
                if found.iter().any(|f| f.span.overlaps(span)) || looks_like_else(&captures, words) {
                    continue;
                }
                let days = (rule.resolve)(&captures, day);
                let since = opens_period(words, whole.start(), whole.as_str());
                found.push(TimeMention { span, days, rule: rule.name, since });
            }
        }
    }
    found.iter_mut().filter(|f| f.since).for_each(|f| until_published(f, day));
    found.sort_by_key(|f| f.span.start);
    found
}

fn until_published(mention: &mut TimeMention, day: Option<Date>) {
    if let (Some((from, to, _)), Some(day)) = (mention.days, day)
        && from <= day
    {
        mention.days = Some((from, day.max(to), TimePrecision::Longer));
    }
}

fn opens_period(sentence: &str, at: usize, expression: &str) -> bool {
    let before = sentence[..at].trim_end().to_ascii_lowercase();
    expression.to_ascii_lowercase().starts_with("since ") || before.ends_with("since") || before.ends_with("since the")
}

/// "may" the verb, "march" the walk: a month word in lower case without day or year is none.
fn looks_like_else(captures: &Captures<'_>, _sentence: &str) -> bool {
    let Some(month) = captures.name("month") else { return false };
    let bare = captures.name("day").is_none() && captures.name("year").is_none();
    bare && month.as_str().starts_with(|c: char| c.is_ascii_lowercase())
}

fn month_number(name: &str) -> Option<i8> {
    if let Ok(number) = name.parse() {
        return Some(number);
    }
    const NAMES: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let key = name.get(..3)?.to_ascii_lowercase();
    NAMES.iter().position(|n| *n == key).map(|i| i as i8 + 1)
}

fn capture<'c>(captures: &'c Captures<'_>, name: &str) -> Option<&'c str> {
    captures.name(name).map(|m| m.as_str())
}

fn day_span(date: Date) -> (Date, Date, TimePrecision) {
    (date, date, TimePrecision::Day)
}

fn full_date(c: &Captures<'_>, _: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let year: i16 = capture(c, "year")?.parse().ok()?;
    let year = if year < 100 { if year > 50 { 1900 + year } else { 2000 + year } } else { year };
    let day = capture(c, "day")?.parse().ok()?;
    Date::new(year, month_number(capture(c, "month")?)?, day).ok().map(day_span)
}

/// The year of a month and day without one: the last such day before publication, or one up to five weeks ahead.
fn day_month(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let (month, day) = (month_number(capture(c, "month")?)?, capture(c, "day")?.parse().ok()?);
    let this_year = Date::new(published.year(), month, day).ok()?;
    let limit = published.checked_add(35.days()).ok()?;
    let date = if this_year > limit { Date::new(published.year() - 1, month, day).ok()? } else { this_year };
    Some(day_span(date))
}

fn day_range(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let month = month_number(capture(c, "month")?)?;
    let year = match capture(c, "year") {
        Some(year) => year.parse().ok()?,
        None => published?.year(),
    };
    let from = Date::new(year, month, capture(c, "from")?.parse().ok()?).ok()?;
    let to = Date::new(year, month, capture(c, "to")?.parse().ok()?).ok()?;
    (from <= to).then_some((from, to, TimePrecision::Days))
}

/// "early February", "mid-May": thirds of the month.
fn month_days(year: i16, month: i8, part: Option<&str>) -> Option<(Date, Date, TimePrecision)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.last_of_month();
    let day = |d| Date::new(year, month, d).ok();
    Some(match part.map(|p| p.trim_end_matches(['-', ' ']).to_ascii_lowercase()).as_deref() {
        Some("early") => (first, day(10)?, TimePrecision::Days),
        Some("mid") => (day(11)?, day(20)?, TimePrecision::Days),
        Some("late") => (day(21)?, last, TimePrecision::Days),
        _ => (first, last, TimePrecision::Month),
    })
}

fn month_year(c: &Captures<'_>, _: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    month_days(capture(c, "year")?.parse().ok()?, month_number(capture(c, "month")?)?, capture(c, "part"))
}

fn month_relative_year(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let back = i16::from(capture(c, "rel")?.eq_ignore_ascii_case("last"));
    month_days(published?.year() - back, month_number(capture(c, "month")?)?, None)
}

fn last_month_name(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let (published, month) = (published?, month_number(capture(c, "month")?)?);
    let year = published.year() - i16::from(month >= published.month());
    month_days(year, month, None)
}

fn bare_month(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let (published, month) = (published?, month_number(capture(c, "month")?)?);
    let ahead = month - published.month();
    let year = published.year() - i16::from(ahead > 2);
    month_days(year, month, capture(c, "part"))
}

fn weekday(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let day = match capture(c, "weekday")?.to_ascii_lowercase().as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        _ => Weekday::Sunday,
    };
    let back = published.weekday().since(day);
    let date = match capture(c, "rel").map(str::to_ascii_lowercase).as_deref() {
        Some("next") => published.checked_add((7 - i32::from(back)).days()).ok()?,
        _ => published.checked_sub(i32::from(back).days()).ok()?,
    };
    Some(day_span(date))
}

fn deictic(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let back = |days: i32| published.checked_sub(days.days()).ok();
    Some(match capture(c, "word")?.to_ascii_lowercase().as_str() {
        "yesterday" | "last night" => day_span(back(1)?),
        "the day before yesterday" => day_span(back(2)?),
        "tomorrow" => day_span(back(-1)?),
        "overnight" => (back(1)?, published, TimePrecision::Days),
        _ => day_span(published),
    })
}

/// "a", "two", "12": how many; the vague ones as a range.
fn amount(word: &str) -> Option<(i32, i32)> {
    const WORDS: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = word.to_ascii_lowercase();
    if let Ok(n) = word.parse() {
        return Some((n, n));
    }
    match word.as_str() {
        "a" | "an" => Some((1, 1)),
        "several" | "few" | "a few" => Some((3, 9)),
        _ => WORDS.iter().position(|w| *w == word).map(|i| (i as i32 + 1, i as i32 + 1)),
    }
}

fn unit_back(published: Date, unit: &str, n: i32) -> Option<Date> {
    match unit {
        "hour" => published.checked_sub((n / 24).days()),
        "day" => published.checked_sub(n.days()),
        "week" => published.checked_sub(n.weeks()),
        "month" => published.checked_sub(n.months()),
        _ => published.checked_sub(n.years()),
    }
    .ok()
}

fn ago(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let (least, most) = amount(capture(c, "n")?)?;
    let unit = capture(c, "unit")?.to_ascii_lowercase();
    let (far, near) = (unit_back(published, &unit, most)?, unit_back(published, &unit, least)?);
    Some(match unit.as_str() {
        "hour" | "day" => (far, near, if far == near { TimePrecision::Day } else { TimePrecision::Days }),
        "week" => (far.checked_sub(3.days()).ok()?, near.checked_add(3.days()).ok()?, TimePrecision::Week),
        "month" => (far.first_of_month(), near.last_of_month(), TimePrecision::Month),
        _ => (far.first_of_year(), near.last_of_year(), TimePrecision::Year),
    })
}

fn past_n(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let (_, most) = amount(capture(c, "n")?)?;
    let unit = capture(c, "unit")?.to_ascii_lowercase();
    let from = match unit.as_str() {
        "hour" => published.checked_sub(((most + 23) / 24).days()).ok()?,
        unit => unit_back(published, unit, most)?,
    };
    Some((from, published, TimePrecision::Longer))
}

fn past_vague(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let (unit, n) = match capture(c, "unit")?.to_ascii_lowercase().as_str() {
        "hour" => ("day", 1),
        "day" => ("day", 7),
        "week" => ("week", 4),
        "month" => ("month", 6),
        _ => ("year", 5),
    };
    Some((unit_back(published, unit, n)?, published, TimePrecision::Longer))
}

fn relative_unit(c: &Captures<'_>, published: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let published = published?;
    let back: i32 = match capture(c, "rel")?.to_ascii_lowercase().as_str() {
        "this" => 0,
        "next" => -1,
        _ => 1,
    };
    let monday = published.checked_sub(i32::from(published.weekday().since(Weekday::Monday)).days()).ok()?;
    Some(match capture(c, "unit")?.to_ascii_lowercase().as_str() {
        "week" => {
            let from = monday.checked_sub(back.weeks()).ok()?;
            let to = from.checked_add(6.days()).ok()?;
            (from, if back == 0 { to.min(published) } else { to }, TimePrecision::Week)
        }
        "weekend" => {
            let over = published.weekday() == Weekday::Saturday || published.weekday() == Weekday::Sunday;
            let saturday = monday.checked_add(if over && back == 0 { 5.days() } else { (-2).days() }).ok()?;
            (saturday, saturday.checked_add(1.days()).ok()?, TimePrecision::Days)
        }
        "month" => {
            let month = published.first_of_month().checked_sub(back.months()).ok()?;
            let to = month.last_of_month();
            (month, if back == 0 { to.min(published) } else { to }, TimePrecision::Month)
        }
        _ => {
            let year = published.first_of_year().checked_sub(back.years()).ok()?;
            let to = year.last_of_year();
            (year, if back == 0 { to.min(published) } else { to }, TimePrecision::Year)
        }
    })
}

fn year(c: &Captures<'_>, _: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let first = Date::new(capture(c, "year")?.parse().ok()?, 1, 1).ok()?;
    Some((first, first.last_of_year(), TimePrecision::Year))
}

fn decade(c: &Captures<'_>, _: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let year: i16 = capture(c, "year")?.parse().ok()?;
    Some((Date::new(year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?, TimePrecision::Longer))
}

fn year_range(c: &Captures<'_>, _: Option<Date>) -> Option<(Date, Date, TimePrecision)> {
    let from = Date::new(capture(c, "year")?.parse().ok()?, 1, 1).ok()?;
    let to = Date::new(capture(c, "to")?.parse().ok()?, 12, 31).ok()?;
    (from <= to).then_some((from, to, TimePrecision::Longer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let published = "2024-04-22".parse().ok();
        let show = |m: TimeMention| match m.days {
            Some((a, b, _)) if a == b => a.to_string(),
            Some((a, b, _)) => format!("{a}..{b}"),
            None => "open".to_owned(),
        };
        tag(text, &[sentence], published).into_iter().map(show).collect()
    }

    #[test]
    fn expressions_resolve_against_the_publication_day() {
        // 22 April 2024 was a Monday.
        for (text, expected) in [
            ("on Sunday", "2024-04-21"),
            ("on Monday", "2024-04-22"),
            ("late Thursday night", "2024-04-18"),
            ("last Friday", "2024-04-19"),
            ("yesterday", "2024-04-21"),
            ("on Oct. 7", "2023-10-07"),
            ("on 3 March 2021", "2021-03-03"),
            ("on March 3, 2021", "2021-03-03"),
            ("in early February", "2024-02-01..2024-02-10"),
            ("in May last year", "2023-05-01..2023-05-31"),
            ("two days ago", "2024-04-20"),
            ("last week", "2024-04-15..2024-04-21"),
            ("last month", "2024-03-01..2024-03-31"),
            ("since January", "2024-01-01..2024-04-22"),
            ("in 2003", "2003-01-01..2003-12-31"),
            ("9 JAN 90", "1990-01-09"),
        ] {
            assert_eq!(days(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_months_are_none() {
        assert_eq!(days("The group may march in protest."), Vec::<String>::new());
    }
}

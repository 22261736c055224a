//! The day at the event's place: around midnight the day there is not the day of the zone in which the report was published.
//!
//! In: drafts with their places and times, the moment of publication. Out: days that hold both, what else a weekday could mean, and
//! findings. Must not know: where places and times came from. Zones are those of countries with one zone, else of the longitude; summer
//! time is that of the country.

mod summer;

use super::draft::Draft;
use crate::model::{Finding, Moment, Report, TimePrecision, When, Where};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;

const ZONES: &str = include_str!("../../../../data/places/zones.tsv");

/// Settles the dates of the drafts; what was changed is told in findings.
pub(super) fn settle(report: &Report, drafts: &mut [Draft]) -> Vec<Finding> {
    let Some(published) = report.meta().published else { return Vec::new() };
    let mut findings: Vec<Finding> = Vec::new();
    for draft in drafts {
        let Some(there) = draft.account.place.as_ref().and_then(|place| day_there(published, place)) else { continue };
        let rule = draft.time.as_ref().map_or("", |time| time.rule);
        let Some(date) = draft.account.date.as_mut().filter(|d| !d.inferred && there != published.date()) else {
            continue;
        };
        let told = match rule {
            "time/deictic" | "time/part_of_day" | "time/hour" => widen(date, published.date(), there),
            "time/weekday" => weekday(date, published.date(), there),
            _ => false,
        };
        if told && !findings.iter().any(|f| f.quote == date.quote) {
            let message = format!(
                "it was {there} at the place when the report was published on {}: the day may be that of either",
                published.date()
            );
            findings.push(Finding { quote: date.quote.clone(), ..Finding::note("time/near-midnight", message) });
        }
    }
    findings
}

/// The day at the place at the moment of publication.
fn day_there(published: Moment, place: &Where) -> Option<Date> {
    let (instant, _) = published.at()?;
    let country = place.country.as_deref();
    let minutes = country.and_then(zone).or_else(|| {
        let (_, lon) = place.point?;
        Some((lon / 15.0).round() as i32 * 60)
    })?;
    let there = |minutes: i32| Some(Offset::from_seconds(minutes * 60).ok()?.to_datetime(instant).date());
    there(minutes + country.map_or(0, |country| summer::minutes(country, published.date())))
}

/// Minutes ahead of UTC in a country that has one zone.
fn zone(country: &str) -> Option<i32> {
    let rows = ZONES.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.filter_map(|line| line.split_once('\t'));
    rows.find(|(_, countries)| countries.split(' ').any(|c| c == country))?.0.parse().ok()
}

/// "yesterday": counted from either day.
fn widen(date: &mut When, published: Date, there: Date) -> bool {
    let by = (there - published).get_days();
    let moved = |day: Date| day.checked_add(by.days()).ok();
    let (Some(first), Some(last)) = (moved(date.earliest), moved(date.latest)) else { return false };
    date.earliest = date.earliest.min(first);
    date.latest = date.latest.max(last);
    date.precision = TimePrecision::Days;
    true
}

/// "on Monday", told when it is Monday there and still Sunday where it is published: hardly the Monday a week before.
fn weekday(date: &mut When, published: Date, there: Date) -> bool {
    let week_later = date.earliest.checked_add(7.days()).ok();
    if date.earliest != date.latest || there <= published || week_later != Some(there) {
        return false;
    }
    date.others.push((date.earliest, date.latest));
    (date.earliest, date.latest) = (there, there);
    true
}

#[cfg(test)]
mod tests {
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::model::{Reading, Report, ReportMeta, Sentence, Span};

    fn read(text: &str, published: &str) -> Reading {
        let meta = ReportMeta { published: published.parse().ok(), ..ReportMeta::default() };
        let sentences = [Sentence { span: Span::new(0, text.len()), paragraph: 0 }];
        Reader::new(Knowledge::builtin()).read(&Report::plain(meta, text), &sentences)
    }

    fn day(text: &str, published: &str) -> (String, usize, bool) {
        let reading = read(text, published);
        let date = reading.claims.first().and_then(|c| c.account.date.clone()).expect("a date");
        let found = reading.findings.iter().any(|f| f.code == "time/near-midnight");
        (format!("{}..{}", date.earliest, date.latest), date.others.len(), found)
    }

    #[test]
    fn around_midnight_the_day_may_be_that_of_the_place() {
        // 23:30 UTC on Sunday is Monday in Baghdad.
        let yesterday = "Gunmen killed three farmers in Baghdad, Iraq, yesterday.";
        assert_eq!(day(yesterday, "2024-04-21T23:30:00Z"), ("2024-04-20..2024-04-21".to_owned(), 0, true));
        let monday = "Gunmen killed three farmers in Baghdad, Iraq, on Monday.";
        assert_eq!(day(monday, "2024-04-21T23:30:00Z"), ("2024-04-22..2024-04-22".to_owned(), 1, true));
    }

    #[test]
    fn in_summer_the_day_begins_an_hour_earlier() {
        // 21:30 UTC is 23:30 in Kyiv in winter and 00:30 in summer.
        let yesterday = "Gunmen killed three farmers in Kyiv, Ukraine, yesterday.";
        assert_eq!(day(yesterday, "2024-06-02T21:30:00Z"), ("2024-06-01..2024-06-02".to_owned(), 0, true));
        assert_eq!(day(yesterday, "2024-02-04T21:30:00Z"), ("2024-02-03..2024-02-03".to_owned(), 0, false));
    }

    #[test]
    fn at_noon_and_without_an_hour_the_day_is_the_same() {
        let yesterday = "Gunmen killed three farmers in Baghdad, Iraq, yesterday.";
        for published in ["2024-04-21T12:00:00Z", "2024-04-21"] {
            assert_eq!(day(yesterday, published), ("2024-04-20..2024-04-20".to_owned(), 0, false), "{published}");
        }
        let sunday = "Gunmen killed three farmers in Baghdad, Iraq, on Sunday.";
        assert_eq!(day(sunday, "2024-04-21T23:30:00Z"), ("2024-04-21..2024-04-21".to_owned(), 0, false));
    }
}

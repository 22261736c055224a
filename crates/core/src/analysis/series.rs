//! Series: selected events counted by day, with bounds.

use super::{lulls, selects};
use crate::model::{Count, Event, EventId, ReportId, Selection, Series, Standing, Status};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A report that was read, for telling a silence from a gap in coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The report.
    pub report: ReportId,
    /// Its outlet.
    pub outlet: Option<String>,
    /// The day it was published.
    pub day: Date,
    /// Countries of the places it tells of, ISO 3166 alpha-2.
    pub countries: Vec<String>,
    /// The events it tells of.
    pub events: Vec<EventId>,
}

/// Events whose time is no wider than this many days have a day of their own.
const WIDEST: i32 = 3;

/// The series of the selected events. `until` is the day from which one looks back: a silence up to it is an open lull.
pub fn series(events: &[Event], selection: &Selection, coverage: &[Coverage], until: Option<Date>) -> Series {
    let chosen: Vec<&Event> = events.iter().filter(|e| selects(selection, e) && is_occurrence(e)).collect();
    let mut days: BTreeMap<Date, (Count, Vec<EventId>)> = BTreeMap::new();
    let mut undated = Vec::new();
    let mut total = Count::default();
    for event in &chosen {
        let one = count(event);
        total = Count { low: total.low + one.low, high: total.high + one.high };
        match event.date.as_ref().map(|d| d.value).filter(|(from, to)| (*to - *from).get_days() <= WIDEST) {
            Some((day, _)) => {
                let entry = days.entry(day).or_default();
                entry.0 = Count { low: entry.0.low + one.low, high: entry.0.high + one.high };
                entry.1.push(event.id);
            }
            None => undated.push(event.id),
        }
    }
    let days: Vec<(Date, Count, Vec<EventId>)> =
        days.into_iter().map(|(day, (count, events))| (day, count, events)).collect();
    let span = days.first().zip(days.last()).map(|(first, last)| (first.0, last.0));
    let last = days.last().and_then(|(day, _, events)| Some((*day, *events.last()?)));
    let lulls = lulls::find(&days, coverage, &chosen, until);
    Series { selection: selection.clone(), span, days, total, undated, last, lulls }
}

/// Sums and mere possibilities are no occurrences, and what is denied did not happen.
fn is_occurrence(event: &Event) -> bool {
    matches!(event.status.value, Status::New | Status::Background) && event.standing != Standing::Denied
}

/// An event counts for certain when it is confirmed, or when an outlet states it in its own voice.
fn count(event: &Event) -> Count {
    let sure = event.standing == Standing::Confirmed
        || event.standing == Standing::Reported && event.certainty == crate::model::Certainty::Stated;
    Count { low: u64::from(sure), high: 1 }
}

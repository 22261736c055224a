//! Aggregates reconciled: a sum that a report tells ("over 150 attacks since October") beside the ledger's own count in the same scope.
//!
//! In: the event of the sum, all events. Out: what was told, what the ledger holds, the gap, the events counted. The sum is never counted
//! itself, and neither number corrects the other: a ledger knows only what it was given to read.

use crate::model::{
    Count, Event, EventId, Field, HarmKind, Party, PlacePrecision, Scene, Standing, Status, kilometres,
};
use jiff::civil::Date;

/// What a sum counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Events: "the twelfth attack", "over 150 attacks".
    Events,
    /// People killed.
    Killed,
    /// People injured.
    Injured,
}

impl Counted {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Counted::Events => "events",
            Counted::Killed => "killed",
            Counted::Injured => "injured",
        }
    }
}

/// A sum beside the ledger's own count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// The event of the sum.
    pub sum: EventId,
    /// What it counts.
    pub counted: Counted,
    /// The figure told; without an upper bound it is open.
    pub told: (u64, Option<u64>),
    /// The ledger's own: for certain, and everything reported.
    pub own: Count,
    /// How far the ledger's highest count stays below the least figure told (positive), or how far its certain count goes beyond the greatest
    /// one (negative); 0 where the two agree.
    pub gap: i64,
    /// The period looked at; none where the sum has none.
    pub period: Option<(Date, Date)>,
    /// The events counted.
    pub events: Vec<EventId>,
}

/// The sums that an event tells, each beside the ledger's own count; none where the event is no sum.
pub fn reconcile(sum: &Event, events: &[Event]) -> Vec<Reconciled> {
    if sum.status.value != Status::Aggregate {
        return Vec::new();
    }
    let counted: Vec<&Event> = events.iter().filter(|e| e.id != sum.id && in_scope(sum, e)).collect();
    let mut found = Vec::new();
    if let Some(count) = &sum.count {
        let own = counted.iter().map(|e| occurrences(e)).fold(Count::default(), add);
        found.push(beside(sum, Counted::Events, (count.value.low, count.value.high), own, &counted));
    }
    for (kind, what) in [(HarmKind::Killed, Counted::Killed), (HarmKind::Injured, Counted::Injured)] {
        let Some(told) = sum.harm.iter().find(|h| h.kind == kind) else { continue };
        let own = counted.iter().map(|e| harmed(e, kind)).fold(Count::default(), add);
        let harming: Vec<&Event> = counted.iter().filter(|e| e.harm.iter().any(|h| h.kind == kind)).copied().collect();
        found.push(beside(sum, what, told.best, own, &harming));
    }
    found
}

fn beside(sum: &Event, counted: Counted, told: (u64, Option<u64>), own: Count, events: &[&Event]) -> Reconciled {
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (short, beyond) = (told.0.saturating_sub(own.high), told.1.map_or(0, |high| own.low.saturating_sub(high)));
    let gap = if short > 0 { signed(short) } else { signed(beyond).saturating_neg() };
    let period = sum.date.as_ref().map(|d| d.value);
    Reconciled { sum: sum.id, counted, told, own, gap, period, events: events.iter().map(|e| e.id).collect() }
}

fn add(a: Count, b: Count) -> Count {
    Count { low: a.low.saturating_add(b.low), high: a.high.saturating_add(b.high) }
}

/// An event counts for certain when it is confirmed or reported; as many times as its own count says.
fn occurrences(event: &Event) -> Count {
    let sure = u64::from(matches!(event.standing, Standing::Confirmed | Standing::Reported));
    Count { low: sure, high: 1 }
}

fn harmed(event: &Event, kind: HarmKind) -> Count {
    let harm = event.harm.iter().find(|h| h.kind == kind);
    harm.map_or(Count::default(), |h| Count { low: h.low, high: h.high.unwrap_or(h.best.0).max(h.best.0) })
}

/// Whether an event is one of those the sum counts: of its kind, its sides, its area, its period. What the sum does not name excludes
/// nothing.
fn in_scope(sum: &Event, event: &Event) -> bool {
    matches!(event.status.value, Status::New | Status::Background)
        && event.standing != Standing::Denied
        && event.kind.value == sum.kind.value
        && shares(&sum.actors, &event.actors)
        && shares(&sum.targets, &event.targets)
        && in_area(sum.place.as_ref().map(|p| &p.value), event.place.as_ref().map(|p| &p.value))
        && in_period(sum, event)
}

fn shares(sum: &[Field<Party>], event: &[Field<Party>]) -> bool {
    let same = |a: &Party, b: &Party| {
        let ids = a.id.is_some() && a.id == b.id;
        let lands = a.country.is_some() && a.country == b.country;
        ids || lands || a.name.eq_ignore_ascii_case(&b.name)
    };
    // "30 people" leaves out nobody.
    let anyone = |p: &Party| {
        p.id.is_none() && matches!(p.name.to_lowercase().as_str(), "people" | "persons" | "victims" | "others")
    };
    sum.iter().all(|p| anyone(&p.value)) || sum.iter().any(|a| event.iter().any(|b| same(&a.value, &b.value)))
}

fn in_area(sum: Option<&Scene>, event: Option<&Scene>) -> bool {
    let Some(sum) = sum else { return true };
    let Some(event) = event else { return false };
    let same_land = sum.country.is_some() && sum.country == event.country;
    match sum.precision {
        PlacePrecision::Country => same_land,
        _ if sum.name == event.name => true,
        _ => match (sum.point, event.point) {
            (Some(a), Some(b)) => kilometres(a, b) <= sum.radius_km.unwrap_or(25.0) + event.radius_km.unwrap_or(0.0),
            _ => false,
        },
    }
}

/// An event whose day is not known is in no period; without a period in the sum every event told is.
fn in_period(sum: &Event, event: &Event) -> bool {
    let Some((from, to)) = sum.date.as_ref().map(|d| d.value) else { return true };
    event.date.as_ref().is_some_and(|d| d.value.0 >= from && d.value.1 <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::linking::{Told, link};
    use crate::model::{Reading, Report, ReportMeta, Rule};
    use crate::reading::sentences;

    /// The events of reports that were published on these days.
    fn events(reports: &[(&str, &str)]) -> Vec<Event> {
        let read: Vec<(Report, Reading)> = reports
            .iter()
            .map(|(day, text)| {
                let meta = ReportMeta { published: day.parse().ok(), ..ReportMeta::default() };
                let report = Report::plain(meta, text);
                let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
                (report, reading)
            })
            .collect();
        let told: Vec<Told<'_>> = read.iter().map(|(report, reading)| Told { report, reading }).collect();
        link(&told, &[], Rule::Representative)
    }

    fn sums(events: &[Event]) -> Vec<Reconciled> {
        events.iter().flat_map(|e| reconcile(e, events)).collect()
    }

    const TWO: &[(&str, &str)] = &[
        ("2024-03-05", "Gunmen shot dead four villagers in Lagos on 4 March 2024."),
        ("2024-03-12", "Gunmen shot dead two farmers in Lagos on 11 March 2024."),
    ];

    #[test]
    fn a_toll_of_a_period_stands_beside_the_tolls_of_its_events() {
        let sum = ("2024-03-20", "Since 1 March 2024 gunmen have killed 30 people in Lagos.");
        let events = events(&[TWO, &[sum]].concat());
        let found = sums(&events);
        let killed = found.iter().find(|r| r.counted == Counted::Killed).expect("a toll");
        assert_eq!((killed.told.0, killed.own.low, killed.own.high), (30, 6, 6));
        assert_eq!((killed.gap, killed.events.len()), (24, 2));
    }

    #[test]
    fn what_lies_outside_of_the_period_or_the_place_is_not_counted() {
        let late = ("2024-05-20", "Between 1 May and 19 May 2024 gunmen killed 30 people in Lagos.");
        let elsewhere = ("2024-03-20", "Since 1 March 2024 gunmen have killed 30 people in Goma.");
        for sum in [late, elsewhere] {
            let events = events(&[TWO, &[sum]].concat());
            let counted: usize = sums(&events).iter().map(|r| r.events.len()).sum();
            assert_eq!(counted, 0, "{}", sum.1);
        }
    }

    #[test]
    fn a_single_event_is_no_sum() {
        assert!(sums(&events(TWO)).is_empty());
    }

    #[test]
    fn a_gap_is_positive_below_and_negative_beyond() {
        let own = Count { low: 5, high: 8 };
        let events = events(TWO);
        let gap = |told| beside(&events[0], Counted::Killed, told, own, &[]).gap;
        assert_eq!(gap((10, None)), 2);
        assert_eq!(gap((1, Some(3))), -2);
        assert_eq!(gap((4, Some(6))), 0);
    }
}

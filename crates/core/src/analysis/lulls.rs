//! Lulls: silences that are unusual for a series, with the reports that were read in them.
//!
//! How unusual: days with an event before the silence follow a Poisson process whose rate has a Gamma posterior (prior shape 1/2,
//! Jeffreys). After `n` event days in `t` days the chance of no event in the next `s` days is (t / (t + s)) ^ (n + 1/2), the
//! zero term of the negative binomial prediction (Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6).

use super::Coverage;
use crate::model::{Count, Event, EventId, Lull, Resumption};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A silence is a lull when so long a one had at most this chance.
const UNUSUAL: f64 = 0.05;
/// No lull is shorter.
const SHORTEST: i32 = 3;
/// No rate is taken from fewer event days.
const FEWEST: usize = 3;

pub(super) fn find(
    days: &[(Date, Count, Vec<EventId>)],
    coverage: &[Coverage],
    chosen: &[&Event],
    until: Option<Date>,
) -> Vec<Lull> {
    let mut lulls = Vec::new();
    for index in 1..=days.len() {
        let next = days.get(index);
        let Some(end) = next.map(|d| d.0).or_else(|| until.and_then(|u| u.checked_add(1.days()).ok())) else {
            continue;
        };
        let before = &days[..index];
        lulls.extend(lull(before, end, next, coverage, chosen));
    }
    lulls
}

fn lull(
    before: &[(Date, Count, Vec<EventId>)],
    end: Date,
    next: Option<&(Date, Count, Vec<EventId>)>,
    coverage: &[Coverage],
    chosen: &[&Event],
) -> Option<Lull> {
    let (first, last) = (before.first()?.0, before.last()?.0);
    let silence = (end - last).get_days() - 1;
    if silence < SHORTEST || before.len() < FEWEST {
        return None;
    }
    let observed = f64::from((last - first).get_days() + 1);
    let chance = (observed / (observed + f64::from(silence))).powf(before.len() as f64 + 0.5);
    if chance > UNUSUAL {
        return None;
    }
    let (from, to) = (last.checked_add(1.days()).ok()?, end.checked_sub(1.days()).ok()?);
    let countries: BTreeSet<&str> = chosen.iter().filter_map(|e| e.place.as_ref()?.value.country.as_deref()).collect();
    let series: BTreeSet<EventId> = chosen.iter().map(|e| e.id).collect();
    let in_silence = |c: &&Coverage| c.day >= from && c.day <= to;
    let speaks = |c: &&Coverage| c.countries.iter().any(|country| countries.contains(country.as_str()));
    let reports = coverage.iter().filter(in_silence).filter(speaks).map(|c| c.report).collect();
    let tellers: BTreeSet<&str> = coverage
        .iter()
        .filter(|c| c.day <= last && c.events.iter().any(|e| series.contains(e)))
        .filter_map(|c| c.outlet.as_deref())
        .collect();
    let heard: BTreeSet<&str> = coverage
        .iter()
        .filter(in_silence)
        .filter_map(|c| c.outlet.as_deref())
        .filter(|o| tellers.contains(o))
        .collect();
    Some(Lull {
        from,
        to,
        days: silence.unsigned_abs(),
        chance,
        before: before.iter().map(|(_, _, events)| events.len() as u64).sum(),
        reports,
        outlets: (tellers.len() as u64, heard.len() as u64),
        resumption: next.and_then(|(day, _, events)| Some(Resumption { day: *day, event: *events.first()? })),
    })
}

//! Doubtful words put beside the event that they most likely tell again.
//!
//! In: reports with their readings, and the events linked from them. Out: what the readings doubt, in groups, each with its event where it
//! has one. It changes no event: an event has the same claims, sources and values with and without what is doubtful.

use super::{Told, cluster, pairs, profile, profiles};
use crate::model::{ClaimId, Event, EventId, ReportId};
use std::collections::BTreeMap;

/// What several readings doubt and what most likely is one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The event that it most likely tells again; none where it fits none.
    pub event: Option<EventId>,
    /// Reports, and the numbers of what is doubtful in their readings.
    pub doubtful: Vec<(ReportId, usize)>,
}

/// What the readings doubt, each put beside its event. The order of `told` does not matter.
pub fn beside(told: &[Told<'_>], events: &[Event]) -> Vec<Beside> {
    let mut told = told.to_vec();
    told.sort_by_key(|t| t.report.id());
    told.dedup_by_key(|t| t.report.id());
    let holder: BTreeMap<ClaimId, EventId> =
        events.iter().flat_map(|e| e.tellings.iter().flat_map(|t| &t.claims).map(|c| (*c, e.id))).collect();
    let (mut found, mut compared, mut who) = (Vec::new(), Vec::new(), Vec::new());
    for &one in &told {
        let told_first = profiles(one);
        who.extend(told_first.iter().map(|_| None));
        compared.extend(told_first);
        for number in 0..one.reading.doubtful.len() {
            let event = retold(one, number).and_then(|claim| holder.get(&claim)).copied();
            match (event, profile::doubtful(one, number)) {
                (None, Some(profile)) => {
                    compared.push(profile);
                    who.push(Some((one.report.id(), number)));
                }
                _ => found.push(Beside { event, doubtful: vec![(one.report.id(), number)] }),
            }
        }
    }
    for group in cluster(&compared, &[], 1).groups {
        let doubtful: Vec<(ReportId, usize)> = group.iter().filter_map(|&m| who[m]).collect();
        let asserted = group.iter().filter(|&&m| who[m].is_none()).filter_map(|&m| holder.get(&compared[m].claim));
        if !doubtful.is_empty() {
            found.push(Beside { event: asserted.min().copied(), doubtful });
        }
    }
    found
}

/// The claim by which the telling goes that the report itself seems to tell again there; none where a fact keeps the two apart.
fn retold(told: Told<'_>, number: usize) -> Option<ClaimId> {
    let telling = profile::profile(told, told.reading.doubtful.get(number)?.retells?)?;
    let apart = profile::doubtful(told, number).is_some_and(|doubtful| pairs::apart(&doubtful, &telling));
    (!apart).then_some(telling.claim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::linking::link;
    use crate::model::{Doubtful, Reading, Report, ReportMeta, Rule};
    use crate::reading::sentences;

    fn read(outlet: &str, text: &str) -> (Report, Reading) {
        let meta = ReportMeta {
            published: "2024-03-05".parse().ok(),
            outlet: Some(outlet.to_owned()),
            ..ReportMeta::default()
        };
        let report = Report::plain(meta, text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        (report, reading)
    }

    /// The reading with all that it tells doubted.
    fn doubted(reading: Reading) -> Reading {
        let Reading { claims, tellings, .. } = &reading;
        let doubt = |telling: &crate::model::Telling| Doubtful {
            claims: telling.claims.iter().map(|&c| claims[c].clone()).collect(),
            account: telling.account.clone(),
            retells: None,
        };
        let doubtful = tellings.iter().map(doubt).collect();
        Reading { claims: Vec::new(), tellings: Vec::new(), doubtful, ..reading }
    }

    #[test]
    fn a_doubtful_telling_stands_beside_its_event_and_adds_nothing_to_it() {
        let (one, told) = read("Kano Post", "A bomb killed 14 people at a market in Kano on Monday, police said.");
        let (two, other) = read("Sahel Desk", "A bomb killed 14 people at a market in Kano on Monday, medics said.");
        let other = doubted(other);
        let all = [Told { report: &one, reading: &told }, Told { report: &two, reading: &other }];
        let events = link(&all, &[], Rule::Representative);
        assert_eq!(events, link(&all[..1], &[], Rule::Representative));
        let beside = beside(&all, &events);
        assert_eq!(beside.len(), 1, "{beside:#?}");
        assert_eq!((beside[0].event, beside[0].doubtful.clone()), (Some(events[0].id), vec![(two.id(), 0)]));
    }

    #[test]
    fn what_tells_of_another_place_stands_alone() {
        let (one, told) = read("Kano Post", "A bomb killed 14 people at a market in Kano on Monday, police said.");
        let (two, other) = read("Sahel Desk", "Troops arrested 3 men in Gao on Monday, the army said.");
        let other = doubted(other);
        let all = [Told { report: &one, reading: &told }, Told { report: &two, reading: &other }];
        let beside = beside(&all, &link(&all, &[], Rule::Representative));
        assert!(beside.iter().all(|b| b.event.is_none()) && !beside.is_empty(), "{beside:#?}");
    }
}

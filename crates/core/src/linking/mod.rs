//! Tellings of several reports → events.
//!
//! In: reports with their readings, judgements, the rule by which values are chosen. Out: events, with reasons. Must not know:
//! SQL, clocks. It never drops or changes a claim, and its result depends only on the set it is given: reports are ordered by id
//! before anything else happens, pairs are scored alone, and events are the connected groups of joined pairs.
//!
//! 1. [`versions`]: a newer page of the same URL replaces the older one.
//! 2. [`pairs`]: tellings are compared inside blocks (kind × days × country), with reasons for and against.
//! 3. [`clusters`]: joined pairs become events, unless a fact or a judgement forbids it.
//! 4. [`families`]: which reports count as one source.
//! 5. [`fields`]: each field's value, standing and support.

mod clusters;
mod families;
mod fields;
mod pairs;
mod versions;

use crate::model::{Event, Judgement, Reading, Report, Rule};

/// A report and what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its reading.
    pub reading: &'a Reading,
}

/// One telling, by its report and its number in the reading.
#[derive(Debug, Clone, Copy)]
struct Node<'a> {
    told: Told<'a>,
    number: usize,
    /// Whether a newer version of the same page has replaced its report.
    replaced: bool,
}

impl<'a> Node<'a> {
    fn telling(&self) -> &'a crate::model::Telling {
        &self.told.reading.tellings[self.number]
    }

    fn account(&self) -> &'a crate::model::Account {
        &self.telling().account
    }

    fn claims(&self) -> impl Iterator<Item = &'a crate::model::Claim> + use<'a> {
        let reading = self.told.reading;
        self.telling().claims.iter().map(move |&c| &reading.claims[c])
    }

    /// The smallest id of its claims.
    fn id(&self) -> crate::model::ClaimId {
        self.claims().map(|c| c.id).min().expect("a telling has a claim")
    }
}

/// The events that the reports speak of, ordered by id. The order of `told` does not matter.
pub fn link(told: &[Told<'_>], judgements: &[(u64, Judgement)], rule: Rule) -> Vec<Event> {
    let mut ordered: Vec<Told<'_>> = told.to_vec();
    ordered.sort_by_key(|t| t.report.id());
    ordered.dedup_by_key(|t| t.report.id());
    let replaced = versions::replaced(&ordered);
    let nodes: Vec<Node<'_>> = ordered
        .iter()
        .zip(&replaced)
        .flat_map(|(&told, &replaced)| {
            (0..told.reading.tellings.len()).map(move |number| Node { told, number, replaced })
        })
        .filter(|node| !node.telling().claims.is_empty())
        .collect();
    let pairs = pairs::compare(&nodes);
    let groups = clusters::join(&nodes, &pairs, judgements);
    let families = families::of_reports(&ordered);
    let mut events: Vec<Event> =
        groups.iter().map(|group| fields::event(group, &nodes, &pairs, &families, judgements, rule)).collect();
    events.sort_by_key(|event| event.id);
    events
}

//! Tellings of several reports → events.
//!
//! In: reports with their readings, judgements, the rule by which values are chosen. Out: events, with reasons. Must not know:
//! SQL, clocks. It never drops or changes a claim, and its result depends only on the set it is given: reports are ordered by id
//! before anything else happens, pairs are scored alone, and events are groups within the connected parts of joinable pairs.
//!
//! 1. [`versions`]: a newer page of the same URL replaces the older one.
//! 2. [`profile`]: what is compared of a telling, small and self-contained.
//! 3. [`blocks`]: which tellings are worth comparing (kind × area × time).
//! 4. [`pairs`]: how two tellings compare, with reasons for and against.
//! 5. [`clusters`]: joined pairs become events, unless a fact or a judgement forbids it.
//! 6. [`families`]: which of an event's reports count as one source.
//! 7. [`fields`]: each field's value, standing and support.
//! 8. [`doubtful`]: what readings doubt, put beside the events.

mod blocks;
mod clusters;
mod denials;
mod doubtful;
mod families;
mod fields;
mod pairs;
mod profile;
mod versions;
mod wording;

pub use blocks::{Posting, meet, postings};
pub use clusters::{Clusters, Edge, NearMiss, bond, cluster, edges, group};
pub use doubtful::{Beside, beside};
pub use profile::{Profile, page, profiles};

use crate::model::{Action, ClaimId, Event, Judgement, Near, Reading, Report, ReportId, Responsibility, Rule};
use std::collections::BTreeMap;

/// A report and what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its reading.
    pub reading: &'a Reading,
}

/// One telling, by its report and its number in the reading.
#[derive(Debug, Clone)]
struct Node<'a> {
    told: Told<'a>,
    number: usize,
    /// Whether a newer version of the same page has replaced its report.
    replaced: bool,
    profile: Profile,
    /// What others of the report's tellings say of who did it: denials and claims of responsibility told as news of their own.
    echoes: Vec<Responsibility>,
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
    fn id(&self) -> ClaimId {
        self.profile.claim
    }
}

/// The events that the reports speak of, ordered by id. The order of `told` does not matter.
pub fn link(told: &[Told<'_>], judgements: &[(u64, Judgement)], rule: Rule) -> Vec<Event> {
    let nodes = nodes(told);
    let profiles: Vec<Profile> = nodes.iter().map(|n| n.profile.clone()).collect();
    let Clusters { groups, near } = cluster(&profiles, &by_telling(&nodes, judgements), 1);
    let mut events: Vec<Event> = groups.iter().map(|group| event_of(group, &nodes, judgements, rule)).collect();
    note_near(&mut events, &groups, &near, &profiles);
    events.sort_by_key(|event| event.id);
    events
}

/// One telling of a group.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Its report and reading.
    pub told: Told<'a>,
    /// Its number within the reading, from 0.
    pub number: usize,
    /// Whether a newer version of the same page has replaced its report.
    pub replaced: bool,
}

/// The event of a group that [`cluster`] found; `None` where no member has a claim. The order of the members does not matter.
pub fn event(members: &[Member<'_>], judgements: &[(u64, Judgement)], rule: Rule) -> Option<Event> {
    let mut nodes: Vec<Node<'_>> = members
        .iter()
        .filter_map(|m| {
            let profile = profile::profile(m.told, m.number)?;
            let echoes = denials::echoes(m.told).remove(&m.number).unwrap_or_default();
            Some(Node { told: m.told, number: m.number, replaced: m.replaced, profile, echoes })
        })
        .collect();
    nodes.sort_by_key(|n| (n.profile.report, n.number));
    let nodes: Vec<&Node<'_>> = nodes.iter().collect();
    (!nodes.is_empty()).then(|| fields::event(&nodes, judgements, rule))
}

/// The pairs that meet in a block, by number, each once.
pub fn candidates(profiles: &[Profile]) -> Vec<(usize, usize)> {
    blocks::pairs(profiles, 1, |a, b| a.report != b.report, |a, b| Some((a, b)))
}

/// The probability that two tellings speak of one event, and whether a fact keeps them apart.
pub fn likeness(a: &Profile, b: &Profile) -> (f64, bool) {
    let verdict = pairs::compare(a, b);
    (pairs::probability(verdict.score), verdict.apart)
}

/// The reasons for and against two tellings' being one event.
pub fn explain(a: &Profile, b: &Profile) -> Vec<crate::model::Reason> {
    pairs::explain(a, b)
}

fn event_of(group: &[usize], nodes: &[Node<'_>], judgements: &[(u64, Judgement)], rule: Rule) -> Event {
    let members: Vec<&Node<'_>> = group.iter().map(|&n| &nodes[n]).collect();
    fields::event(&members, judgements, rule)
}

/// The tellings of all reports, by report id and number.
fn nodes<'a>(told: &[Told<'a>]) -> Vec<Node<'a>> {
    let mut ordered: Vec<Told<'a>> = told.to_vec();
    ordered.sort_by_key(|t| t.report.id());
    ordered.dedup_by_key(|t| t.report.id());
    let reports: Vec<&Report> = ordered.iter().map(|t| t.report).collect();
    let replaced = versions::replaced(&reports);
    let mut nodes = Vec::new();
    for (&told, &replaced) in ordered.iter().zip(&replaced) {
        let mut echoes = denials::echoes(told);
        nodes.extend(profiles(told).into_iter().map(|profile| {
            let number = profile.number as usize;
            Node { told, number, replaced, profile, echoes: echoes.remove(&number).unwrap_or_default() }
        }));
    }
    nodes
}

/// Judgements name any claim of a telling; clusters know a telling by its smallest one: `smallest` gives it.
pub fn judgements_by_telling(
    judgements: &[(u64, Judgement)],
    smallest: &BTreeMap<ClaimId, ClaimId>,
) -> Vec<(u64, Judgement)> {
    let decides = |j: &Judgement| matches!(j.action, Action::Merge(_) | Action::Split(..));
    let mut decided: Vec<(u64, Judgement)> = judgements.iter().filter(|(_, j)| decides(j)).cloned().collect();
    let name = |claims: &mut Vec<ClaimId>| claims.iter_mut().for_each(|c| *c = smallest.get(c).copied().unwrap_or(*c));
    for (_, judgement) in &mut decided {
        match &mut judgement.action {
            Action::Merge(claims) => name(claims),
            Action::Split(claims, from) => {
                name(claims);
                name(from);
            }
            _ => {}
        }
    }
    decided
}

fn by_telling(nodes: &[Node<'_>], judgements: &[(u64, Judgement)]) -> Vec<(u64, Judgement)> {
    if judgements.is_empty() {
        return Vec::new();
    }
    let smallest: BTreeMap<ClaimId, ClaimId> =
        nodes.iter().flat_map(|n| n.claims().map(|c| (c.id, n.profile.claim))).collect();
    judgements_by_telling(judgements, &smallest)
}

/// A pair between an event and another one: the other's id, the score, this event's telling, the other's.
pub type Pull = (ClaimId, i32, ClaimId, ClaimId);

/// The events that may be the same as one, by its pairs with others' tellings, the likest first.
pub fn near(pulls: &[Pull]) -> Vec<Near> {
    let mut best: BTreeMap<ClaimId, Pull> = BTreeMap::new();
    let rank = |p: &Pull| (p.1, std::cmp::Reverse((p.2, p.3)));
    for pull in pulls {
        let entry = best.entry(pull.0).or_insert(*pull);
        if rank(pull) > rank(entry) {
            *entry = *pull;
        }
    }
    let mut near: Vec<Near> = best
        .into_values()
        .map(|(event, score, mine, other)| Near {
            event,
            probability: pairs::probability(score),
            claims: (mine, other),
            kept_apart: score > clusters::JOIN,
        })
        .collect();
    near.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.event.cmp(&b.event)));
    near.truncate(MOST_NEAR);
    near
}

/// For each of these reports, by its id, whether a newer version of the same page has replaced it.
pub fn replaced(reports: &[&Report]) -> BTreeMap<ReportId, bool> {
    let marks = versions::replaced(reports);
    reports.iter().map(|r| r.id()).zip(marks).collect()
}

/// Notes with each event those that may be the same, the likest first.
fn note_near(events: &mut [Event], groups: &[Vec<usize>], near: &[NearMiss], profiles: &[Profile]) {
    let mut of = vec![0; profiles.len()];
    groups.iter().enumerate().for_each(|(g, members)| members.iter().for_each(|&m| of[m] = g));
    let ids: Vec<ClaimId> = events.iter().map(|e| e.id).collect();
    let mut pulls: Vec<Vec<Pull>> = vec![Vec::new(); events.len()];
    for miss in near {
        for (a, b) in [(miss.a, miss.b), (miss.b, miss.a)] {
            pulls[of[a]].push((ids[of[b]], miss.score, profiles[a].claim, profiles[b].claim));
        }
    }
    events.iter_mut().zip(&pulls).for_each(|(event, pulls)| event.near = self::near(pulls));
}

/// No event names more others that may be the same.
const MOST_NEAR: usize = 5;

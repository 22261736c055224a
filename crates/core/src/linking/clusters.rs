//! Clusters: pairs that score enough are joined, strongest first, unless that would put two things together that a fact or a judgement
//! keeps apart, or two groups that on the whole do not fit.
//!
//! In: profiles, judgements. Out: groups, and near misses for review. Groups grow only inside the connected parts of the graph of joinable
//! pairs, so each part is worked on by itself and one new telling touches only its own part. Ties are broken by claim ids, so the result
//! depends on the set alone.

use super::blocks;
use super::pairs::{apart, compare, unless_apart};
use super::profile::Profile;
use crate::model::{Action, ClaimId, Judgement};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Above this score two tellings are joined.
pub(super) const JOIN: i32 = 0;
/// Two tellings of one report are what its reading tells apart; only a bridge as strong as this makes them one.
const SAME_REPORT: i32 = 150;
/// From this score on a pair that was not joined is a near miss.
const NEAR: i32 = -150;

/// Two tellings that may be one event and were not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearMiss {
    /// The one telling, by its number among the profiles.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Hundredths of a log odds.
    pub score: i32,
    /// Whether a fact, a judgement or the rest of their groups kept them apart, not the score alone.
    pub kept_apart: bool,
}

/// Groups of profiles, by number, each one event; and what was nearly joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Each group sorted, the groups by their first member.
    pub groups: Vec<Vec<usize>>,
    /// Near misses, by number.
    pub near: Vec<NearMiss>,
}

/// A pair out of the blocks that joins, or nearly does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The one telling, by its number among the profiles.
    pub a: u32,
    /// The other, of a higher number.
    pub b: u32,
    /// Hundredths of a log odds.
    pub score: i32,
}

impl Edge {
    /// Whether the two are rather one event than two.
    pub fn joins(&self) -> bool {
        self.score > JOIN
    }
}

/// Groups the profiles. `shards` is over how many threads the work is shared; the result is the same for any number.
pub fn cluster(profiles: &[Profile], judgements: &[(u64, Judgement)], shards: usize) -> Clusters {
    group(profiles, &edges(profiles, shards), judgements, shards)
}

/// The pairs out of the blocks that join, or nearly do.
pub fn edges(profiles: &[Profile], shards: usize) -> Vec<Edge> {
    let worth = |a: &Profile, b: &Profile| a.report != b.report && !apart(a, b);
    blocks::pairs(profiles, shards, worth, |a, b| {
        let score = bond(&profiles[a], &profiles[b])?;
        Some(Edge { a: a as u32, b: b as u32, score })
    })
}

/// The score of two tellings of different reports that join, or nearly do.
pub fn bond(a: &Profile, b: &Profile) -> Option<i32> {
    if a.report == b.report {
        return None;
    }
    unless_apart(a, b).filter(|score| *score > NEAR)
}

/// Groups from edges that are known already.
pub fn group(profiles: &[Profile], edges: &[Edge], judgements: &[(u64, Judgement)], shards: usize) -> Clusters {
    let constraints = Constraints::of(profiles, judgements);
    let parts = parts(profiles.len(), edges, &constraints);
    let mut groups: Vec<Vec<usize>> =
        blocks::shared_out(&parts, shards, |part| Groups::grow(profiles, part, &constraints));
    groups.sort_unstable();
    let near = near_misses(profiles.len(), edges, &groups);
    Clusters { groups, near }
}

fn near_misses(count: usize, edges: &[Edge], groups: &[Vec<usize>]) -> Vec<NearMiss> {
    let mut of = vec![0; count];
    groups.iter().enumerate().for_each(|(g, members)| members.iter().for_each(|&m| of[m] = g));
    let missed = edges.iter().filter(|e| of[e.a as usize] != of[e.b as usize]);
    missed.map(|e| NearMiss { a: e.a as usize, b: e.b as usize, score: e.score, kept_apart: e.score > JOIN }).collect()
}

/// What analysts decided, as numbers of profiles.
struct Constraints {
    merge: Vec<(usize, usize)>,
    apart: BTreeSet<(usize, usize)>,
}

impl Constraints {
    fn of(profiles: &[Profile], judgements: &[(u64, Judgement)]) -> Self {
        let mut found = Self { merge: Vec::new(), apart: BTreeSet::new() };
        let decided = judgements.iter().filter(|(_, j)| matches!(j.action, Action::Merge(_) | Action::Split(..)));
        if decided.clone().next().is_none() {
            return found;
        }
        // Judgements may name any claim of a telling; callers give the smallest one, by `named`.
        let number: BTreeMap<ClaimId, usize> = profiles.iter().enumerate().map(|(i, p)| (p.claim, i)).collect();
        for (_, judgement) in decided {
            match &judgement.action {
                Action::Merge(claims) => {
                    let members: BTreeSet<usize> = claims.iter().filter_map(|c| number.get(c)).copied().collect();
                    let members: Vec<usize> = members.into_iter().collect();
                    found.merge.extend(members.windows(2).map(|w| (w[0], w[1])));
                }
                Action::Split(claims, from) => {
                    for a in claims.iter().filter_map(|c| number.get(c)) {
                        let others = from.iter().filter_map(|c| number.get(c)).filter(|b| *b != a);
                        found.apart.extend(others.map(|b| (*a.min(b), *a.max(b))));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// A connected part of the graph of joinable pairs: its members, and the pairs among them.
#[derive(Default)]
struct Part {
    members: Vec<usize>,
    edges: Vec<Edge>,
    merges: Vec<(usize, usize)>,
}

fn parts(count: usize, edges: &[Edge], constraints: &Constraints) -> Vec<Part> {
    let mut roots = Roots((0..count as u32).collect());
    let strong = || edges.iter().filter(|e| e.score > JOIN);
    strong().for_each(|e| roots.unite(e.a, e.b));
    constraints.merge.iter().for_each(|(a, b)| roots.unite(*a as u32, *b as u32));
    let mut number = vec![u32::MAX; count];
    let mut parts: Vec<Part> = Vec::new();
    for member in 0..count {
        let root = roots.find(member as u32) as usize;
        if number[root] == u32::MAX {
            number[root] = parts.len() as u32;
            parts.push(Part::default());
        }
        parts[number[root] as usize].members.push(member);
    }
    strong().for_each(|e| parts[number[roots.find(e.a) as usize] as usize].edges.push(*e));
    for &(a, b) in &constraints.merge {
        parts[number[roots.find(a as u32) as usize] as usize].merges.push((a, b));
    }
    parts
}

/// Union-find with path halving; the smaller number is the root.
struct Roots(Vec<u32>);

impl Roots {
    fn find(&mut self, mut x: u32) -> u32 {
        while self.0[x as usize] != x {
            self.0[x as usize] = self.0[self.0[x as usize] as usize];
            x = self.0[x as usize];
        }
        x
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// A telling is undecided when it fits nearly as well with one that its likest one excludes.
const MARGIN: i32 = 150;

/// Tellings that fit two events about equally well ("an attack in the province that day"): they are left alone, for review.
fn undecided(profiles: &[Profile], edges: &[Edge]) -> BTreeSet<u32> {
    let mut near: BTreeMap<u32, Vec<(i32, ClaimId, u32)>> = BTreeMap::new();
    for e in edges {
        near.entry(e.a).or_default().push((-e.score, profiles[e.b as usize].claim, e.b));
        near.entry(e.b).or_default().push((-e.score, profiles[e.a as usize].claim, e.a));
    }
    // Two tellings of one report do not count: its reading may have taken one event for two.
    let excluded = |a: u32, b: u32| apart(&profiles[a as usize], &profiles[b as usize]);
    near.retain(|_, likest| {
        likest.sort_unstable();
        let Some(&(best, _, first)) = likest.first() else { return false };
        likest
            .iter()
            .take_while(|(score, ..)| score - best < MARGIN)
            .any(|&(_, _, other)| other != first && excluded(first, other))
    });
    near.into_keys().collect()
}

struct Groups<'p> {
    profiles: &'p [Profile],
    constraints: &'p Constraints,
    /// The group of each member of the part, by the number of its first member.
    group: BTreeMap<usize, usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// Pairs that analysts merged: facts do not part them again.
    merged: BTreeSet<(usize, usize)>,
    /// Pairs of groups that did not fit, with their sizes then.
    refused: BTreeMap<(usize, usize), (usize, usize)>,
}

impl<'p> Groups<'p> {
    fn grow(profiles: &'p [Profile], part: &Part, constraints: &'p Constraints) -> Vec<Vec<usize>> {
        if let [only] = part.members.as_slice() {
            return vec![vec![*only]];
        }
        let mut groups = Self {
            profiles,
            constraints,
            group: part.members.iter().map(|&m| (m, m)).collect(),
            members: part.members.iter().map(|&m| (m, vec![m])).collect(),
            merged: part.merges.iter().copied().collect(),
            refused: BTreeMap::new(),
        };
        part.merges.iter().for_each(|&(a, b)| groups.unite(a, b));
        let undecided = undecided(profiles, &part.edges);
        let decided = |e: &&Edge| !undecided.contains(&e.a) && !undecided.contains(&e.b);
        let mut strongest: Vec<Edge> = part.edges.iter().filter(decided).copied().collect();
        let names = |e: &Edge| {
            let (a, b) = (profiles[e.a as usize].claim, profiles[e.b as usize].claim);
            (a.min(b), a.max(b))
        };
        strongest.sort_by_cached_key(|e| (Reverse(e.score), names(e)));
        for edge in strongest {
            if groups.may_unite(edge.a as usize, edge.b as usize) {
                groups.unite(edge.a as usize, edge.b as usize);
            }
        }
        groups.members.into_values().collect()
    }

    /// Whether nothing in the two groups must stay apart, and their tellings fit on the whole.
    fn may_unite(&mut self, a: usize, b: usize) -> bool {
        let (x, y) = (self.group[&a], self.group[&b]);
        if x == y {
            return false;
        }
        let (left, right) = (&self.members[&x], &self.members[&y]);
        let sizes = (left.len(), right.len());
        if self.refused.get(&(x, y)) == Some(&sizes) {
            return false;
        }
        let mut sum = 0;
        for &l in left {
            for &r in right {
                match self.fit(l, r) {
                    Some(score) => sum += i64::from(score),
                    None => {
                        self.refused.insert((x, y), sizes);
                        return false;
                    }
                }
            }
        }
        let fits = sum > i64::from(JOIN) * (sizes.0 * sizes.1) as i64;
        if !fits {
            self.refused.insert((x, y), sizes);
        }
        fits
    }

    /// How well two tellings fit; `None` where they must stay apart.
    fn fit(&self, a: usize, b: usize) -> Option<i32> {
        let pair = (a.min(b), a.max(b));
        if self.constraints.apart.contains(&pair) {
            return None;
        }
        let (p, q) = (&self.profiles[a], &self.profiles[b]);
        let verdict = compare(p, q);
        let told_apart = p.report == q.report && verdict.score < SAME_REPORT;
        (!verdict.apart && !told_apart || self.merged.contains(&pair)).then_some(verdict.score)
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (x, y) = (self.group[&a], self.group[&b]);
        if x == y {
            return;
        }
        let (keep, drop) = (x.min(y), x.max(y));
        let moved = self.members.remove(&drop).unwrap_or_default();
        moved.iter().for_each(|n| {
            self.group.insert(*n, keep);
        });
        if let Some(members) = self.members.get_mut(&keep) {
            members.extend(moved);
            members.sort_unstable();
        }
    }
}

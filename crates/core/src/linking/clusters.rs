//! Clusters: pairs that score enough are joined, strongest first, unless that would put two things together that a fact or a
//! judgement keeps apart. Ties are broken by claim ids, so the result depends on the set alone.

use super::Node;
use super::pairs::{JOIN, Pair};
use crate::model::{Action, ClaimId, Judgement, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// Groups of nodes, one an event.
pub(super) fn join(nodes: &[Node<'_>], pairs: &[Pair], judgements: &[(u64, Judgement)]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(nodes, pairs, judgements);
    for (_, judgement) in judgements {
        if let Action::Merge(claims) = &judgement.action {
            let members: Vec<usize> = claims.iter().filter_map(|c| groups.node_of.get(c).copied()).collect();
            members.windows(2).for_each(|w| groups.unite(w[0], w[1]));
        }
    }
    let mut strongest: Vec<&Pair> = pairs.iter().filter(|p| p.score >= JOIN && !p.forbidden).collect();
    strongest.sort_by(|p, q| q.score.total_cmp(&p.score).then_with(|| groups.names(p).cmp(&groups.names(q))));
    for pair in strongest {
        if groups.may_unite(pair.a, pair.b) {
            groups.unite(pair.a, pair.b);
        }
    }
    groups.members()
}

struct Groups<'n> {
    nodes: &'n [Node<'n>],
    /// The group of each node.
    group: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    forbidden: BTreeSet<(usize, usize)>,
    node_of: BTreeMap<ClaimId, usize>,
}

impl<'n> Groups<'n> {
    fn new(nodes: &'n [Node<'n>], pairs: &[Pair], judgements: &[(u64, Judgement)]) -> Self {
        let node_of: BTreeMap<ClaimId, usize> =
            nodes.iter().enumerate().flat_map(|(i, n)| n.claims().map(move |c| (c.id, i))).collect();
        let mut forbidden: BTreeSet<(usize, usize)> =
            pairs.iter().filter(|p| p.forbidden).map(|p| (p.a, p.b)).collect();
        for (_, judgement) in judgements {
            if let Action::Split(claims, from) = &judgement.action {
                for a in claims.iter().filter_map(|c| node_of.get(c)) {
                    for b in from.iter().filter_map(|c| node_of.get(c)) {
                        forbidden.insert((*a.min(b), *a.max(b)));
                    }
                }
            }
        }
        let members = (0..nodes.len()).map(|i| (i, vec![i])).collect();
        Self { nodes, group: (0..nodes.len()).collect(), members, forbidden, node_of }
    }

    fn names(&self, pair: &Pair) -> (ClaimId, ClaimId) {
        let (a, b) = (self.nodes[pair.a].id(), self.nodes[pair.b].id());
        (a.min(b), a.max(b))
    }

    /// Whether nothing in the two groups must stay apart: a forbidden pair, or two tellings of one report.
    fn may_unite(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.group[a], self.group[b]);
        if x == y {
            return false;
        }
        let (left, right) = (&self.members[&x], &self.members[&y]);
        let reports: BTreeSet<ReportId> = left.iter().map(|&n| self.nodes[n].told.report.id()).collect();
        !right.iter().any(|&n| reports.contains(&self.nodes[n].told.report.id()))
            && !left.iter().any(|&l| right.iter().any(|&r| self.forbidden.contains(&(l.min(r), l.max(r)))))
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (x, y) = (self.group[a], self.group[b]);
        if x == y {
            return;
        }
        let (keep, drop) = (x.min(y), x.max(y));
        let moved = self.members.remove(&drop).unwrap_or_default();
        moved.iter().for_each(|&n| self.group[n] = keep);
        if let Some(members) = self.members.get_mut(&keep) {
            members.extend(moved);
            members.sort_unstable();
        }
    }

    fn members(self) -> Vec<Vec<usize>> {
        self.members.into_values().collect()
    }
}

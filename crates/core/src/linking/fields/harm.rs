//! Harm by kind and group: the history of all tolls, and the bounds and best value of those that still stand.
//!
//! Of several tolls of one family only the latest report's stand: a correction, upwards or downwards, takes the place of what it
//! corrects. Figures of groups within all are kept by group and never added to the total.

use super::Speakers;
use crate::linking::Node;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// Least, greatest, and the bounds of the best figure.
type Spread = (u64, Option<u64>, (u64, Option<u64>));

impl<'a> Speakers<'a> {
    pub(super) fn harm(&self, group: &[&Node<'_>]) -> Vec<Harms> {
        HarmKind::ALL.iter().filter_map(|&kind| self.harm_of(kind, group)).collect()
    }

    fn harm_of(&self, kind: HarmKind, group: &[&Node<'_>]) -> Option<Harms> {
        let mut history: Vec<Toll> = group.iter().flat_map(|node| self.tolls(kind, node)).collect();
        history.sort_by(|a, b| {
            let key = |t: &Toll| (t.published.clone(), t.report, t.claim, t.subset, t.low, t.high, t.who.clone());
            key(a).cmp(&key(b))
        });
        history.dedup();
        part_of_greater(&mut history);
        supersede(&mut history);
        let still =
            |subset: bool| -> Vec<&Toll> { history.iter().filter(|t| !t.replaced && t.subset == subset).collect() };
        let (totals, groups) = (still(false), still(true));
        let usable: Vec<&Toll> = match (totals.is_empty(), groups.is_empty()) {
            (false, _) => totals,
            // Groups alone are no total: they bound it from below.
            (true, false) => groups.clone(),
            (true, true) => history.iter().collect(),
        };
        let only_groups = usable.iter().all(|t| t.subset);
        let (low, high, best) = self.bounds(&usable, only_groups)?;
        let standing = self.toll_standing(&usable);
        let groups = by_group(&groups);
        Some(Harms { kind, low, high, best, standing, rule: self.rule, groups, history })
    }

    fn tolls(&self, kind: HarmKind, node: &Node<'_>) -> Vec<Toll> {
        let mut found = Vec::new();
        for harm in node.account().harm.iter().filter(|h| h.kind == kind) {
            let claim = node.claims().find(|c| c.account.harm.contains(harm)).map_or_else(|| node.id(), |c| c.id);
            let chain = node.telling().sources.first().and_then(|c| c.last()).map(|p| p.name.clone());
            found.push(Toll {
                low: harm.figure.low,
                high: harm.figure.high,
                who: harm.figure.who.clone(),
                subset: harm.figure.scope == Scope::Subset,
                source: harm.figure.source.as_ref().map(|s| s.name.clone()).or(chain),
                report: node.told.report.id(),
                claim,
                published: Self::published(node).0.map(|m| m.to_string()),
                replaced: node.replaced || !self.speaking.iter().any(|s| s.id() == node.id()),
                family: self.family(node).to_owned(),
            });
        }
        found
    }

    /// Least, greatest and best figure.
    fn bounds(&self, usable: &[&Toll], only_groups: bool) -> Option<Spread> {
        let last = *usable.last()?;
        let low = usable.iter().map(|t| t.low).min()?;
        let high = usable.iter().map(|t| t.high).try_fold(0, |top, h| h.map(|h| top.max(h)));
        if only_groups {
            let most = usable.iter().map(|t| t.low).max()?;
            return Some((most, None, (most, None)));
        }
        let best = match self.rule {
            Rule::Conservative => usable.iter().min_by_key(|t| t.low).map(|t| (t.low, t.high))?,
            Rule::Informative => usable.iter().max_by_key(|t| t.low).map(|t| (t.low, t.high))?,
            Rule::Representative => self.most_told(usable).unwrap_or((last.low, last.high)),
            Rule::Latest => (last.low, last.high),
        };
        Some((low, high, best))
    }

    /// The figure of most families; where none has more than another, none.
    fn most_told(&self, usable: &[&Toll]) -> Option<(u64, Option<u64>)> {
        let mut votes: BTreeMap<(u64, Option<u64>), BTreeSet<&str>> = BTreeMap::new();
        for toll in usable {
            votes.entry((toll.low, toll.high)).or_default().insert(&toll.family);
        }
        let most = votes.values().map(BTreeSet::len).max()?;
        let mut winners = votes.iter().filter(|(_, families)| families.len() == most);
        let winner = winners.next()?.0;
        winners.next().is_none().then_some(*winner)
    }

    fn toll_standing(&self, usable: &[&Toll]) -> Standing {
        let meet = |a: &Toll, b: &Toll| a.low <= b.high.unwrap_or(u64::MAX) && b.low <= a.high.unwrap_or(u64::MAX);
        let totals: Vec<&&Toll> = usable.iter().filter(|t| !t.subset).collect();
        let families: BTreeSet<&str> = totals.iter().map(|t| t.family.as_str()).collect();
        match () {
            () if !totals.iter().all(|a| totals.iter().all(|b| meet(a, b))) => Standing::Disputed,
            () if families.len() >= 2 => Standing::Confirmed,
            () => Standing::Reported,
        }
    }
}

/// Of two figures that one report gives on one word, or the lesser for a narrower group, the lesser is a part: "more than 50 people … nine troops".
fn part_of_greater(history: &mut [Toll]) {
    let everyone = |toll: &Toll| matches!(group_name(toll).as_str(), "" | "people" | "persons" | "others" | "victims");
    let within = |part: &Toll, whole: &Toll| {
        let narrower = everyone(whole) && group_name(part) != group_name(whole);
        part.report == whole.report
            && !whole.subset
            && part.high.is_some_and(|high| high < whole.low)
            && (part.source == whole.source || narrower)
    };
    let parts: Vec<bool> = history.iter().map(|toll| history.iter().any(|other| within(toll, other))).collect();
    history.iter_mut().zip(parts).for_each(|(toll, part)| toll.subset |= part);
}

/// Marks the tolls that a later report of their family has replaced: totals by totals, each group by the same group.
fn supersede(history: &mut [Toll]) {
    let key = |t: &Toll| (t.family.clone(), t.subset.then(|| group_name(t)));
    let mut last: BTreeMap<(String, Option<String>), ReportId> = BTreeMap::new();
    for toll in history.iter().filter(|t| !t.replaced) {
        last.insert(key(toll), toll.report);
    }
    for toll in history.iter_mut() {
        toll.replaced |= last.get(&key(toll)).is_some_and(|report| *report != toll.report);
    }
}

fn group_name(toll: &Toll) -> String {
    toll.who.as_deref().unwrap_or("").trim().to_lowercase()
}

fn by_group(tolls: &[&Toll]) -> Vec<GroupHarm> {
    let mut groups: BTreeMap<String, (u64, Option<u64>)> = BTreeMap::new();
    for toll in tolls {
        let name = group_name(toll);
        let entry = groups.entry(name).or_insert((toll.low, toll.high));
        entry.0 = entry.0.min(toll.low);
        entry.1 = entry.1.zip(toll.high).map(|(a, b)| a.max(b));
    }
    groups.into_iter().map(|(who, (low, high))| GroupHarm { who, low, high }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toll(low: u64, who: &str, source: Option<&str>) -> Toll {
        Toll {
            low,
            high: Some(low),
            who: Some(who.to_owned()),
            subset: false,
            source: source.map(str::to_owned),
            report: ReportId::of("", "", "", "", "one"),
            claim: ClaimId::of(ReportId::of("", "", "", "", "one"), 0, 1, "ASSAULT"),
            published: None,
            replaced: false,
            family: String::new(),
        }
    }

    fn subsets(mut history: Vec<Toll>) -> Vec<bool> {
        part_of_greater(&mut history);
        history.into_iter().map(|t| t.subset).collect()
    }

    #[test]
    fn a_lesser_figure_of_one_report_is_a_part() {
        assert_eq!(subsets(vec![toll(51, "people", None), toll(9, "troops", Some("a monitor"))]), [false, true]);
        assert_eq!(subsets(vec![toll(25, "civilians", None), toll(11, "civilians", None)]), [false, true]);
    }

    #[test]
    fn rival_figures_stand_side_by_side() {
        let rivals = vec![toll(8, "people", Some("police")), toll(5, "people", Some("witnesses"))];
        assert_eq!(subsets(rivals), [false, false]);
    }
}

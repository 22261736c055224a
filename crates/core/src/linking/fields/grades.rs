//! Grades: how well an event and its author are supported, on the scales of the field.
//!
//! Airwars grades who did it; the Admiralty scale (NATO STANAG 2022) pairs a source's reliability with the information's credibility;
//! the list of voices says, source by source, how each stands to the event (FactBank's view per source).

use super::{Speakers, certain, disputes};
use crate::model::*;
use std::collections::BTreeSet;

impl<'a> Speakers<'a> {
    /// Who did it, as Airwars grades it.
    pub(super) fn grade(&self, event: &Event) -> Option<Grade> {
        if self.discounted || event.standing == Standing::Denied {
            return Some(Grade::Discounted);
        }
        let stances = |stance: Stance| -> BTreeSet<&str> {
            event
                .responsibility
                .iter()
                .filter(|b| b.value.stance == stance)
                .map(|b| b.value.actor.name.as_str())
                .collect()
        };
        let (claimed, denied) = (stances(Stance::Claimed), stances(Stance::Denied));
        let named: BTreeSet<&str> = event.actors.iter().map(|a| a.value.name.as_str()).collect();
        if named.is_empty() {
            return None;
        }
        let accepts = |name: &&&str| claimed.contains(**name) && !denied.contains(**name);
        let rivals = event.actors.iter().any(|a| !a.support.contra.is_empty());
        Some(match () {
            () if named.iter().any(|name| denied.contains(name)) || rivals => Grade::Contested,
            () if named.iter().find(accepts).is_some() => Grade::Confirmed,
            () if self.tellers().count() >= 2 => Grade::Fair,
            () => Grade::Weak,
        })
    }

    /// The pair of letter and number.
    pub(super) fn admiralty(&self) -> Admiralty {
        let best = self.families.all().iter().filter(|f| !f.denies).map(|f| f.reliability).min();
        let contradicted = self.each().any(disputes);
        let credibility = match (self.tellers().count(), certain(self.certainty())) {
            (_, 8) => 5,
            (2.., _) if !contradicted => 1,
            (1.., _) if !contradicted => 2,
            (1.., _) => 4,
            (0, 2 | 3) if !contradicted => 3,
            (0, 2..=5) => 4,
            _ => 6,
        };
        Admiralty { reliability: best.unwrap_or(Reliability::F), credibility }
    }

    /// Every source's stance, the outlet standing for itself where it cites nobody.
    pub(super) fn voices(&self) -> Vec<Voice> {
        let mut found: BTreeSet<Voice> = BTreeSet::new();
        for node in self.each() {
            let report = node.told.report.id();
            let certainty = node.account().certainty;
            let cited = node.telling().sources.iter().filter_map(|chain| chain.last());
            let mut names: BTreeSet<String> = cited.map(|p| p.name.clone()).collect();
            if names.is_empty() {
                names.insert(node.told.report.meta().outlet.clone().unwrap_or_else(|| "unnamed outlet".into()));
            }
            found.extend(names.into_iter().map(|source| Voice { source, report, certainty }));
        }
        found.into_iter().collect()
    }
}

//! Identity: which claims of a report speak of the same event.
//!
//! In: the drafts, in text order, and the weigher where a network reads along. Out: the number of the event each speaks of. Must not know the text.

use super::draft::Draft;
use super::likeness::{clashes, compatible, likeness};
use super::reference::Course;
use super::weighing::{Acquaintance, Weigher};
use crate::model::{EventType, HarmKind};

/// Gives each draft the number of the event it speaks of, in order of first mention.
pub(super) fn join(drafts: &[Draft], weigher: Option<&Weigher<'_>>) -> Vec<usize> {
    let mut joiner = Joiner { drafts, groups: Vec::new() };
    let mut group_of: Vec<usize> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.iter().enumerate() {
        let linked = draft.same_as.filter(|other| *other < number).map(|other| group_of[other]);
        let ruled = || joiner.refers_back(draft).or_else(|| joiner.retells(draft, weigher));
        let weighed = || weigher.and_then(|weigher| weigher.told_before(draft, &joiner.acquaintances(draft, weigher)));
        let chosen = linked.or_else(ruled).or_else(weighed);
        let group = chosen.unwrap_or_else(|| {
            joiner.groups.push(Vec::new());
            joiner.groups.len() - 1
        });
        joiner.groups[group].push(number);
        group_of.push(group);
    }
    group_of
}

/// The events so far, each as the numbers of its drafts.
struct Joiner<'a> {
    drafts: &'a [Draft],
    groups: Vec<Vec<usize>>,
}

impl Joiner<'_> {
    fn members(&self, group: &[usize]) -> impl Iterator<Item = &Draft> {
        group.iter().map(|&m| &self.drafts[m])
    }

    fn fits(&self, draft: &Draft, group: &[usize]) -> bool {
        self.members(group).all(|m| m.account.kind == draft.account.kind && compatible(draft, m))
    }

    fn alike(&self, draft: &Draft, group: &[usize]) -> u32 {
        self.members(group).map(|m| likeness(draft, m)).max().unwrap_or(0)
    }

    /// The events so far that it may speak of, as the draft stands to them.
    fn acquaintances(&self, draft: &Draft, weigher: &Weigher<'_>) -> Vec<Acquaintance<'_>> {
        let known = self.groups.iter().enumerate().map(|(number, group)| Acquaintance {
            number,
            members: self.members(group).collect(),
            alike: self.members(group).map(|m| weigher.opinion.same(m.trigger, draft.trigger)).collect(),
            likeness: self.alike(draft, group),
            clashes: self.members(group).flat_map(|m| clashes(draft, m)).collect(),
        });
        known.filter(|one| one.may_be(draft)).collect()
    }

    /// "the attack", "the blast", "this violence": the event that is most alike, or the latest, of its kind.
    fn refers_back(&self, draft: &Draft) -> Option<usize> {
        if !draft.refers.definite {
            return None;
        }
        let reach = |group: &[usize]| {
            let last = group[group.len() - 1];
            draft.sentence - self.drafts[last].sentence.min(draft.sentence)
        };
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, group)| reach(group) <= 8 || self.is_main(group))
            .filter(|(_, group)| self.may_be_called(draft, group) && self.fits(draft, group))
            .max_by_key(|(_, group)| (self.alike(draft, group), group[group.len() - 1]))
            .map(|(group, _)| group)
    }

    /// The event that the report opens with.
    fn is_main(&self, group: &[usize]) -> bool {
        self.drafts[group[0]].sentence == 0
    }

    /// Whether the definite words may stand for the event: "the attacks" for several, "the killing" for one that killed.
    fn may_be_called(&self, draft: &Draft, group: &[usize]) -> bool {
        let refers = &draft.refers;
        let several = |m: &Draft| m.refers.plural || m.refers.course != Course::Occurrence || m.account.count.is_some();
        if refers.plural && !self.members(group).any(several) {
            return false;
        }
        match refers.word {
            "killing" | "death" | "murder" | "slaying" | "massacre" | "assassination" | "execution" => self
                .members(group)
                .any(|m| m.refers.word == refers.word || m.account.harm.iter().any(|h| h.kind == HarmKind::Killed)),
            _ => true,
        }
    }

    /// What the network adds to likeness, or takes from it: most for mentions that it takes for one event.
    fn told_alike(&self, draft: &Draft, group: &[usize], weigher: &Weigher<'_>) -> i64 {
        let chance = self.members(group).map(|m| weigher.opinion.same(m.trigger, draft.trigger)).fold(0.0, f32::max);
        match chance {
            0.9.. => 4,
            0.7.. => 3,
            0.5.. => 2,
            0.1.. => 0,
            _ => -1,
        }
    }

    /// The same thing told again: same kind, nothing contradicts, and something particular is shared.
    fn retells(&self, draft: &Draft, weigher: Option<&Weigher<'_>>) -> Option<usize> {
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, group)| self.fits(draft, group))
            .map(|(number, group)| {
                let near = self.members(group).any(|m| m.sentence.abs_diff(draft.sentence) <= 1);
                let heard = weigher.map_or(0, |weigher| self.told_alike(draft, group, weigher));
                (i64::from(self.alike(draft, group) + u32::from(near)) + heard, number)
            })
            .filter(|(alike, _)| *alike >= i64::from(needed(draft)))
            .max_by_key(|(alike, number)| (*alike, *number))
            .map(|(_, number)| number)
    }
}

/// How much particular must be shared for a retelling.
fn needed(draft: &Draft) -> u32 {
    match draft.account.kind {
        EventType::Assault | EventType::Protest | EventType::Coerce => 4,
        _ => 3,
    }
}

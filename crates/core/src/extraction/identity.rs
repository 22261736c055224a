//! Identity: which claims of a report speak of the same event.
//!
//! In: the drafts, in text order, and the weigher where a network reads along. Out: the number of the event each speaks of. Must not know the text.

use super::draft::Draft;
use super::likeness::{apart, clashes, compatible, likeness};
use super::reference::Course;
use super::weighing::{Acquaintance, Weigher};
use crate::model::{EventType, HarmKind};
use std::collections::BTreeSet;

/// Below this chance the network is sure that two mentions are of two events, whatever their words or the structure say.
const TWO: f32 = 0.005;

/// Gives each draft the number of the event it speaks of, in order of first mention.
pub(super) fn join(drafts: &[Draft], weigher: Option<&Weigher<'_>>) -> Vec<usize> {
    let linked = links(drafts, weigher);
    let mut joiner = Joiner { drafts, weigher, followers: followers(&linked), groups: Vec::new() };
    let mut group_of: Vec<usize> = Vec::with_capacity(drafts.len());
    for (number, link) in linked.iter().enumerate() {
        let linked = link.map(|other| group_of[other]);
        let ruled = || joiner.refers_back(number).or_else(|| joiner.retells(number));
        let weighed = || weigher.and_then(|w| w.told_before(&drafts[number], &joiner.acquaintances(number, w)));
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

/// For each draft the one before it that structure shows to be the same event, unless it cannot be or the network is sure that it is not.
fn links(drafts: &[Draft], weigher: Option<&Weigher<'_>>) -> Vec<Option<usize>> {
    let two = |a: usize, b: usize| {
        let (a, b) = (&drafts[a], &drafts[b]);
        apart(b, a).next().is_some() || weigher.is_some_and(|w| w.opinion.same(a.trigger, b.trigger) < TWO)
    };
    let link = |number: usize| drafts[number].same_as.filter(|&other| other < number && !two(other, number));
    (0..drafts.len()).map(link).collect()
}

/// For each draft those that are linked to it, directly or by others: what sets one of them apart from an event sets it apart as well.
fn followers(linked: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); linked.len()];
    for number in 0..linked.len() {
        let first = std::iter::successors(linked[number], |&n| linked[n]).last();
        if let Some(first) = first {
            found[first].push(number);
        }
    }
    found
}

/// The events so far, each as the numbers of its drafts.
struct Joiner<'a> {
    drafts: &'a [Draft],
    weigher: Option<&'a Weigher<'a>>,
    followers: Vec<Vec<usize>>,
    groups: Vec<Vec<usize>>,
}

impl Joiner<'_> {
    fn members(&self, group: &[usize]) -> impl Iterator<Item = &Draft> {
        group.iter().map(|&m| &self.drafts[m])
    }

    fn fits(&self, number: usize, group: &[usize]) -> bool {
        let draft = &self.drafts[number];
        self.members(group).all(|m| m.account.kind == draft.account.kind && compatible(draft, m))
            && self.led_apart(number, group).next().is_none()
    }

    /// What keeps those that are linked to a draft apart from an event.
    fn led_apart(&self, number: usize, group: &[usize]) -> impl Iterator<Item = &'static str> {
        let led = self.followers[number].iter().map(|&f| &self.drafts[f]);
        led.flat_map(move |f| self.members(group).flat_map(move |m| apart(f, m)))
    }

    /// The network's highest chance that the draft is what a member of the group is.
    fn chance(&self, draft: &Draft, group: &[usize]) -> Option<f32> {
        let opinion = &self.weigher?.opinion;
        Some(self.members(group).map(|m| opinion.same(m.trigger, draft.trigger)).fold(0.0, f32::max))
    }

    fn alike(&self, draft: &Draft, group: &[usize]) -> u32 {
        self.members(group).map(|m| likeness(draft, m)).max().unwrap_or(0)
    }

    /// The events so far that it may speak of, as the draft stands to them.
    fn acquaintances(&self, number: usize, weigher: &Weigher<'_>) -> Vec<Acquaintance<'_>> {
        let draft = &self.drafts[number];
        let clashing = |group: &[usize]| -> BTreeSet<&'static str> {
            let own = self.members(group).flat_map(|m| clashes(draft, m));
            own.chain(self.led_apart(number, group)).collect()
        };
        let known = self.groups.iter().enumerate().map(|(number, group)| Acquaintance {
            number,
            members: self.members(group).collect(),
            alike: self.members(group).map(|m| weigher.opinion.same(m.trigger, draft.trigger)).collect(),
            likeness: self.alike(draft, group),
            clashes: clashing(group),
        });
        known.filter(|one| one.may_be(draft)).collect()
    }

    /// "the attack", "the blast", "this violence": the event that is most alike, or the latest, of its kind.
    fn refers_back(&self, number: usize) -> Option<usize> {
        let draft = &self.drafts[number];
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
            .filter(|(_, group)| self.may_be_called(draft, group) && self.fits(number, group))
            // Right behind an event, "the attack" is that one, whatever the network thinks.
            .filter(|(_, group)| reach(group) <= 1 || self.chance(draft, group).is_none_or(|chance| chance >= TWO))
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

    /// The same thing told again: same kind, nothing contradicts, and something particular is shared.
    fn retells(&self, number: usize) -> Option<usize> {
        let draft = &self.drafts[number];
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, group)| self.fits(number, group))
            .map(|(known, group)| {
                let near = self.members(group).any(|m| m.sentence.abs_diff(draft.sentence) <= 1);
                let heard = self.chance(draft, group).map_or(0, told_alike);
                (i64::from(self.alike(draft, group) + u32::from(near)) + heard, known)
            })
            .filter(|(alike, _)| *alike >= i64::from(needed(draft)))
            .max_by_key(|(alike, known)| (*alike, *known))
            .map(|(_, known)| known)
    }
}

/// What the network adds to likeness, or takes from it: most for mentions that it takes for one event.
fn told_alike(chance: f32) -> i64 {
    match chance {
        0.9.. => 4,
        0.7.. => 3,
        0.5.. => 2,
        0.1.. => 0,
        0.02.. => -1,
        _ => -2,
    }
}

/// How much particular must be shared for a retelling.
fn needed(draft: &Draft) -> u32 {
    match draft.account.kind {
        EventType::Assault | EventType::Protest | EventType::Coerce => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;

    fn assaults(text: &str) -> usize {
        accounts(text).iter().filter(|a| a.kind == EventType::Assault).count()
    }

    #[test]
    fn what_is_linked_to_a_mention_sets_it_apart() {
        assert_eq!(followers(&[None, Some(0), None, Some(1)]), [vec![1, 3], vec![], vec![], vec![]]);
        let told = |town: &str| {
            assaults(&format!(
                "Four people were killed and nine were injured in bomb attacks in Kano on Monday. \
                 A teacher was killed and 12 others were injured in bomb attacks in {town} on Monday."
            ))
        };
        assert_eq!((told("Lagos"), told("Kano")), (2, 1));
    }

    #[test]
    fn the_surer_the_network_the_more_it_weighs() {
        assert_eq!([0.95, 0.3, 0.05, 0.0].map(told_alike), [4, 0, -1, -2]);
    }
}

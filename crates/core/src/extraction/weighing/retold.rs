//! Retold: whether a draft speaks of an event that the report has told before, by rules and network together.
//!
//! In: a draft and the events before it. Out: which of them it is, if one. Must not know the text.

use super::features::evidence;
use super::weigher::{Weigher, is_threat};
use super::{Feature, Offer};
use crate::extraction::draft::Draft;
use crate::extraction::likeness::APART;
use crate::extraction::reference::Course;
use crate::model::{Slot, Span};
use std::collections::BTreeSet;

/// An event told before, as a draft stands to it.
pub(in crate::extraction) struct Acquaintance<'a> {
    pub number: usize,
    pub members: Vec<&'a Draft>,
    /// For each of them the network's chance that it is the same.
    pub alike: Vec<f32>,
    /// How much particular they share.
    pub likeness: u32,
    /// What speaks against it.
    pub clashes: BTreeSet<&'static str>,
}

impl Acquaintance<'_> {
    /// Nothing that the text says sets them apart, and it is of its type, or of another if the network takes them for one; what is only
    /// threatened is no deed.
    pub fn may_be(&self, draft: &Draft) -> bool {
        let harmed = !draft.account.harm.is_empty() || self.members.iter().any(|m| !m.account.harm.is_empty());
        let apart = APART.iter().any(|clash| self.clashes.contains(clash));
        let alike = self.alike.iter().any(|chance| *chance >= 0.5);
        let threat = is_threat(draft) || self.members.iter().any(|m| is_threat(m));
        !apart && (self.is_of(draft) || alike && !harmed && !threat)
    }

    fn is_of(&self, draft: &Draft) -> bool {
        self.members.iter().any(|m| m.account.kind == draft.account.kind)
    }
}

impl Weigher<'_> {
    /// The number of the event before that the draft tells of, if it is not another.
    pub fn told_before(&self, draft: &Draft, known: &[Acquaintance<'_>]) -> Option<usize> {
        if known.is_empty() {
            return None;
        }
        let mut offers = vec![another(draft, known)];
        offers.extend(known.iter().map(|one| offer(draft, one)));
        let chances = self.scales.chances(Slot::Event, draft.trigger, &offers);
        let (best, _) = chances.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
        best.checked_sub(1).map(|n| known[n].number)
    }
}

fn offer(draft: &Draft, one: &Acquaintance<'_>) -> Offer {
    let top = one.alike.iter().copied().fold(0.0, f32::max);
    let mean = one.alike.iter().sum::<f32>() / one.alike.len().max(1) as f32;
    let near = one.members.iter().map(|m| draft.sentence.abs_diff(m.sentence)).min().unwrap_or(0);
    let mut features: Vec<Feature> = vec![
        ("same", "", "", evidence(top)),
        ("apart", "", "", evidence(1.0 - top)),
        ("mean", "", "", evidence(mean)),
        ("like", "", "", one.likeness.min(10) as f32 / 4.0),
        ("near", distance(near), "", 1.0),
        ("type", draft.account.kind.as_str(), "", 1.0),
        ("size", if one.members.len() > 1 { "many" } else { "one" }, "", 1.0),
    ];
    if !one.is_of(draft) {
        features.push(("other type", "", "", 1.0));
    }
    features.extend(one.clashes.iter().map(|clash| ("clash", *clash, "", 1.0)));
    let held = [
        ("definite", draft.refers.definite),
        ("other", draft.refers.other),
        ("plural", draft.refers.plural),
        ("course", draft.refers.course != Course::Occurrence),
        ("same word", !draft.refers.word.is_empty() && one.members.iter().any(|m| m.refers.word == draft.refers.word)),
        ("same status", one.members.iter().any(|m| m.account.status == draft.account.status)),
        ("opens", one.members.first().is_some_and(|m| m.sentence == 0)),
        ("both plural", draft.refers.plural && one.members.iter().any(|m| m.refers.plural)),
        (
            "both course",
            draft.refers.course != Course::Occurrence
                && one.members.iter().any(|m| m.refers.course != Course::Occurrence),
        ),
    ];
    features.extend(held.iter().filter(|(_, held)| *held).map(|(name, _)| ("holds", *name, "", 1.0)));
    Offer { value: spans(&one.members), features }
}

/// The offer that the draft tells of another event.
fn another(draft: &Draft, known: &[Acquaintance<'_>]) -> Offer {
    let mut features: Vec<Feature> =
        vec![("another", "", "", 1.0), ("another/type", draft.account.kind.as_str(), "", 1.0)];
    features.push(("another/status", draft.account.status.as_str(), "", 1.0));
    features.push(("another/many", "", "", (known.len() as f32).ln()));
    if draft.account.date.as_ref().is_some_and(|d| !d.inferred) {
        features.push(("another/holds", "date", "", 1.0));
    }
    if draft.place_sure {
        features.push(("another/holds", "place", "", 1.0));
    }
    Offer { value: "another".to_owned(), features }
}

fn distance(sentences: usize) -> &'static str {
    match sentences {
        0 => "same sentence",
        1 => "next",
        2..=3 => "near",
        4..=8 => "far",
        _ => "very far",
    }
}

/// The words of the members, as bytes of the text, for those who fit the weights.
fn spans(members: &[&Draft]) -> String {
    let words = |span: Span| format!("{}-{}", span.start, span.end);
    members.iter().map(|m| words(m.trigger)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Certainty, EventType, Status};

    #[test]
    fn distance_is_told_in_steps() {
        assert_eq!([0, 1, 3, 8, 9].map(distance), ["same sentence", "next", "near", "far", "very far"]);
    }

    #[test]
    fn a_clash_of_days_sets_apart_and_one_of_modes_does_not() {
        let one = |clash: &'static str| Acquaintance {
            number: 0,
            members: Vec::new(),
            alike: vec![0.9],
            likeness: 0,
            clashes: [clash].into(),
        };
        let account = Account::bare(EventType::Protest, Status::New, Certainty::Stated);
        let draft = Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0);
        assert!(!one("dates").may_be(&draft) && one("modes").may_be(&draft));
    }
}

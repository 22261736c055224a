//! Weighing: chooses among the values that rules and network offer for a slot, by weights learned from keyed reports.
//!
//! In: for each value what speaks for it, as named features. Out: the value with the highest score, and how likely that makes it. Must not
//! know how values were found, nor what a report says. `training/weigh.py` fits the weights from what [`Scales::recording`] notes.

mod casting;
mod features;
mod parties;
mod retold;
mod situation;
mod weigher;
mod weights;

use crate::model::{Participant, Slot, Span};
pub(super) use casting::Candidate;
pub(super) use features::Context;
pub(super) use parties::Bystander;
pub(super) use retold::Acquaintance;
pub(super) use situation::Surroundings;
use std::cell::RefCell;
pub(super) use weigher::{ENOUGH, Weigher};
use weights::Weights;

/// What speaks for a value: a name, of what it is said, for which code it speaks where not for all alike, and how strongly.
pub type Feature = (&'static str, &'static str, &'static str, f32);

/// A value for a slot with what speaks for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offer {
    /// The value, in the words of the wire format.
    pub value: String,
    /// What speaks for or against it.
    pub features: Vec<Feature>,
}

/// A choice that was made, for those who fit the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The slot in question.
    pub slot: Slot,
    /// The words that name the event.
    pub at: Span,
    /// Others that tell of the same event, where all have one value.
    pub others: Vec<Span>,
    /// For a choice of what part someone has in it: whom.
    pub who: Option<Participant>,
    /// What could be chosen.
    pub offers: Vec<Offer>,
}

/// Weighs offers, and notes them where it is asked to.
#[derive(Debug)]
pub(super) struct Scales {
    weights: &'static Weights,
    notes: Option<RefCell<Vec<Choice>>>,
}

impl Scales {
    /// Scales with the trained weights.
    pub fn trained() -> Self {
        Self { weights: Weights::builtin(), notes: None }
    }

    /// Scales that also note every choice.
    pub fn recording() -> Self {
        Self { notes: Some(RefCell::default()), ..Self::trained() }
    }

    /// Whether choices are noted.
    pub fn records(&self) -> bool {
        self.notes.is_some()
    }

    /// The choices noted so far.
    pub fn notes(self) -> Vec<Choice> {
        self.notes.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The chance of each offer; they sum to one.
    pub fn chances(&self, slot: Slot, at: Span, offers: &[Offer]) -> Vec<f32> {
        self.note(|| Choice { slot, at, others: Vec::new(), who: None, offers: offers.to_vec() });
        self.weigh(slot, offers)
    }

    /// The chance of each offer for all that tell of one event.
    pub fn told(&self, slot: Slot, mut tellers: impl Iterator<Item = Span>, offers: &[Offer]) -> Vec<f32> {
        if let Some(at) = tellers.next() {
            self.note(|| Choice { slot, at, others: tellers.collect(), who: None, offers: offers.to_vec() });
        }
        self.weigh(slot, offers)
    }

    /// The chance of each part that someone may have in the event.
    pub fn parts(&self, at: Span, who: &Participant, offers: &[Offer]) -> Vec<f32> {
        self.note(|| Choice {
            slot: Slot::Actors,
            at,
            others: Vec::new(),
            who: Some(who.clone()),
            offers: offers.to_vec(),
        });
        self.weigh(Slot::Actors, offers)
    }

    /// The chance of each part that someone may have in the event that all of these tell.
    pub fn shared(&self, mut tellers: impl Iterator<Item = Span>, who: &Participant, offers: &[Offer]) -> Vec<f32> {
        if let Some(at) = tellers.next() {
            self.note(|| Choice {
                slot: Slot::Targets,
                at,
                others: tellers.collect(),
                who: Some(who.clone()),
                offers: offers.to_vec(),
            });
        }
        self.weigh(Slot::Targets, offers)
    }

    /// Whether weights for a slot are known.
    pub fn weighs(&self, slot: Slot) -> bool {
        self.weights.know(slot)
    }

    fn note(&self, choice: impl FnOnce() -> Choice) {
        if let Some(notes) = &self.notes {
            notes.borrow_mut().push(choice());
        }
    }

    fn weigh(&self, slot: Slot, offers: &[Offer]) -> Vec<f32> {
        let scores: Vec<f32> = offers.iter().map(|offer| self.weights.score(slot, &offer.features)).collect();
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let parts: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let sum: f32 = parts.iter().sum();
        parts.into_iter().map(|part| part / sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(value: &str, features: Vec<Feature>) -> Offer {
        Offer { value: value.to_owned(), features }
    }

    #[test]
    fn chances_sum_to_one_and_what_speaks_for_nothing_is_as_likely_as_the_rest() {
        let offers = [offer("a", Vec::new()), offer("b", vec![("no such feature", "", "", 1.0)])];
        assert_eq!(Scales::trained().chances(Slot::Type, Span::new(0, 1), &offers), [0.5, 0.5]);
    }

    #[test]
    fn only_who_records_notes_choices() {
        for (scales, noted) in [(Scales::trained(), 0), (Scales::recording(), 1)] {
            scales.chances(Slot::Type, Span::new(0, 1), &[offer("a", Vec::new())]);
            assert_eq!(scales.notes().len(), noted);
        }
    }
}

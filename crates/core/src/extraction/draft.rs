//! Drafts: claims as the rules fill them, before they are joined into tellings.

use super::reference::Reference;
use super::time::TimeMention;
use super::weighing::Candidate;
use crate::model::{Account, EventType, Maker, Participant, Slot, Span};
use std::collections::BTreeMap;

/// A claim in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub account: Account,
    /// The words that name the event.
    pub anchor: Span,
    /// Of these, the words that say what kind of event it is.
    pub trigger: Span,
    pub sentence: usize,
    pub chain: Vec<Participant>,
    pub made_by: BTreeMap<Slot, Maker>,
    /// How likely each type is, given that it is an event, where that was weighed.
    pub types: Vec<(EventType, f32)>,
    /// How likely the value of a slot is, where it was weighed.
    pub confidence: BTreeMap<Slot, f64>,
    /// How its words point at the event: "the attack", "another attack".
    pub refers: Reference,
    /// The draft of the same sentence that structure shows to be the same event.
    pub same_as: Option<usize>,
    /// The place was told with the event, not taken from the surroundings.
    pub place_sure: bool,
    /// For a claim or denial of responsibility: the draft of the event it speaks of.
    pub bears_on: Option<usize>,
    /// The place was named, not only its people.
    pub place_named: bool,
    /// The time expression that dates it.
    pub time: Option<TimeMention>,
    /// Told in the present, or named as what someone calls or holds: a day to come makes it a plan.
    pub present: bool,
    /// No day of the report's surroundings may be lent to it.
    pub undatable: bool,
    /// So many days before what the sentence is about: "one day after ministers met".
    pub lag: Option<i32>,
    /// The time at which a source told it.
    pub spoken: Option<TimeMention>,
    /// Those who stand around its words, where that was weighed.
    pub parties: Vec<Candidate>,
    /// The words of the event that it answers: "in retaliation for the raid".
    pub answers: Option<Span>,
}

impl Draft {
    /// A draft of which only the words and the type are known.
    pub fn of(account: Account, anchor: Span, trigger: Span, sentence: usize) -> Self {
        Self {
            account,
            anchor,
            trigger,
            sentence,
            chain: Vec::new(),
            made_by: BTreeMap::new(),
            types: Vec::new(),
            confidence: BTreeMap::new(),
            refers: Reference::default(),
            same_as: None,
            place_sure: false,
            place_named: false,
            bears_on: None,
            time: None,
            spoken: None,
            answers: None,
            parties: Vec::new(),
            lag: None,
            undatable: false,
            present: false,
        }
    }

    /// Notes that the network agrees with the rule that made a slot.
    pub fn confirm(&mut self, slot: Slot) {
        if let Some(maker) = self.made_by.remove(&slot) {
            self.made_by.insert(slot, maker.confirmed());
        }
    }

    /// Notes which rule made a slot.
    pub fn by(&mut self, slot: Slot, rule: &'static str) {
        self.made_by.insert(slot, Maker::rule(rule));
    }
}

//! Situation: when and where an event was, chosen among the times and places around its words, by rules and network together.
//!
//! In: the drafts of a report as the rules have dated and placed them, which of them tell of one event, and the report's times and places. Out: one date and one
//! place for all that tell of an event, or none. Must not know how times and names are resolved.

mod days;
mod scenes;
mod ties;

use super::features::{evidence, place_in};
use super::{Feature, Weigher};
use crate::extraction::clauses::Clauses;
use crate::extraction::dating::{Dating, THAT_TIME};
use crate::extraction::document::Document;
use crate::extraction::draft::Draft;
use crate::extraction::phrases::Phrase;
use crate::extraction::places::PlaceMention;
use crate::extraction::sources::Attribution;
use crate::knowledge::Lexicon;
use crate::model::{Maker, Report, Slot};
use ties::Teller;

/// A report around its events.
pub(in crate::extraction) struct Surroundings<'a> {
    pub report: &'a Report,
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    /// The phrases of each sentence.
    pub phrases: &'a [Vec<Phrase>],
    pub dating: &'a Dating<'a>,
    pub places: &'a [PlaceMention],
    pub attributions: &'a [Attribution],
}

impl Surroundings<'_> {
    fn clauses(&self, sentence: usize) -> Clauses<'_, '_> {
        let phrases = self.phrases.get(sentence).map_or(&[][..], Vec::as_slice);
        Clauses { document: self.document, lexicon: self.lexicon, phrases }
    }
}

impl Weigher<'_> {
    /// Dates and places the events whose drafts the rules have settled.
    pub fn situate(&self, around: &Surroundings<'_>, drafts: &mut [Draft], groups: &[usize]) {
        let tellers: Vec<Teller<'_, '_>> = drafts.iter().map(|draft| Teller::of(draft, around, self)).collect();
        let days = days::Days::of(around);
        let scenes = scenes::Scenes::of(around);
        let events = groups.iter().max().map_or(0, |last| last + 1);
        // All is chosen before anything is changed: what the rules think of one event bears on the others.
        let chosen: Vec<_> = (0..events)
            .map(|group| {
                let members: Vec<usize> = (0..drafts.len()).filter(|&d| groups[d] == group).collect();
                let event = Event { drafts, tellers: &tellers, members: &members, sentences: self.context.sentences };
                let place = scenes.choose(&event, self);
                let date = (!event.counted()).then(|| days.choose(&event, self));
                (members, date, place)
            })
            .collect();
        for (members, date, place) in chosen {
            if let Some(date) = &date {
                days::settle(drafts, &members, date);
            }
            scenes::settle(drafts, &members, &place);
        }
    }
}

/// The mentions of one event among those of its report.
struct Event<'a> {
    drafts: &'a [Draft],
    tellers: &'a [Teller<'a, 'a>],
    members: &'a [usize],
    /// How many sentences the report has.
    sentences: usize,
}

impl Event<'_> {
    fn members(&self) -> impl Iterator<Item = (&Draft, &Teller<'_, '_>)> {
        self.members.iter().map(|&m| (&self.drafts[m], &self.tellers[m]))
    }

    /// What speaks for a slot's having no value: `own` of `offered` stand in a sentence of the event, `rule` gave one of them, the network sees one
    /// with a chance of `top` at most.
    fn none(&self, top: f32, own: usize, offered: usize, rule: &'static str) -> Vec<Feature> {
        let (first, account) = (self.first(), &self.first().account);
        vec![
            ("none", "", "", 1.0),
            ("none/net", "", "", evidence(1.0 - top)),
            ("none/any", "", "", evidence(top)),
            ("none/type", account.kind.as_str(), "", 1.0),
            ("none/status", account.status.as_str(), "", 1.0),
            ("none/certainty", account.certainty.as_str(), "", 1.0),
            ("none/place", place_in(first.sentence, self.sentences), "", 1.0),
            ("none/form", if first.refers.verb { "verb" } else { "noun" }, "", 1.0),
            ("none/own", ["none", "one", "more"][own.min(2)], "", 1.0),
            ("none/members", ["none", "one", "two", "more"][self.members.len().min(3)], "", 1.0),
            ("none/ruled", rule, "", 1.0),
            ("none/many", "", "", (1.0 + offered as f32).ln()),
        ]
    }

    /// "It came one day after they met", "at that time": its day is counted from another's, which no time around it can tell better.
    fn counted(&self) -> bool {
        let that_time = |draft: &Draft| draft.made_by.get(&Slot::Date).is_some_and(|maker| maker.is_rule(THAT_TIME));
        self.members().any(|(draft, _)| draft.account.date.is_some() && (draft.lag.is_some() || that_time(draft)))
    }

    /// The mention of another event that has a value, nearest to one of this event.
    fn shared(&self, has: impl Fn(&Draft) -> bool) -> Option<(&'static str, &'static str)> {
        let others = self.drafts.iter().enumerate().filter(|(n, draft)| !self.members.contains(n) && has(draft));
        let apart = |draft: &Draft| self.members().map(|(own, _)| own.sentence.abs_diff(draft.sentence)).min();
        let (_, nearest) = others.min_by_key(|(n, draft)| (apart(draft), *n))?;
        let like = if nearest.account.kind == self.first().account.kind { "same type" } else { "other type" };
        let apart = match apart(nearest).unwrap_or(usize::MAX) {
            0 => "same sentence",
            1 => "next",
            2..=3 => "near",
            _ => "far",
        };
        Some((like, apart))
    }

    /// The mention that told first.
    fn first(&self) -> &Draft {
        &self.drafts[self.members[0]]
    }
}

/// The likeliest value, unless that there is none is so much likelier.
fn likeliest<'c, C>(found: &'c [C], chances: &[f32], share: f32) -> Option<(&'c C, f32)> {
    let none = chances.first().copied().unwrap_or(0.0);
    let best = found.iter().zip(chances.iter().copied().skip(1)).max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, chance)| *chance >= LEAST && *chance >= share * none)
}

/// Less likely than this no value is taken.
const LEAST: f32 = 0.2;

/// What was chosen for a slot, and how likely that is.
struct Chosen<V> {
    value: Option<V>,
    chance: f32,
}

/// Notes who made a slot: the rule that stands, or the weighing.
fn note(draft: &mut Draft, slot: Slot, same: bool, chance: f32) {
    if !same {
        draft.made_by.insert(slot, Maker::Network);
    }
    draft.confidence.insert(slot, (f64::from(chance) * 100.0).round() / 100.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_unless_none_is_much_likelier() {
        let found = ["a", "b"];
        assert_eq!(likeliest(&found, &[0.4, 0.2, 0.4], 0.7), Some((&"b", 0.4)));
        assert_eq!(likeliest(&found, &[0.5, 0.3, 0.2], 0.7), None);
        assert_eq!(likeliest(&found, &[0.2, 0.19, 0.1], 0.7), None);
        assert_eq!(likeliest::<&str>(&[], &[1.0], 0.7), None);
    }
}

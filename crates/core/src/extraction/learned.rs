//! The learned reader's opinion of a report: what its network makes of words that rules have looked at.
//!
//! In: the network and the report's text. Out: chances, in the words of the codebook. Must not know: how the rules read; a span of the network
//! is only a span, and names, days, points and figures come from the same normalisers as ever.

use crate::model::{Certainty, EventType, Mode, Span, Status};
use dateline_encoder::{Looked, Network, Reading, Tag};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// What the network sees in one report.
#[derive(Debug)]
pub(super) struct Opinion<'n> {
    network: &'n Network,
    reading: Reading,
    types: Vec<Option<EventType>>,
    statuses: Vec<Option<Status>>,
    certainties: Vec<Option<Certainty>>,
    modes: Vec<Option<Mode>>,
    roles: Vec<&'n str>,
    /// What it has made of the words near an event, by the event's words: asked for more than once.
    looked: RefCell<BTreeMap<(usize, usize), Rc<Looked>>>,
}

/// A stretch that the network takes for an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sighted {
    pub span: Span,
    pub kind: EventType,
}

/// An attribution as stretches of the text.
#[derive(Debug, Clone)]
pub(super) struct Stretches {
    pub source: Option<Span>,
    pub cue: Span,
    pub contents: Vec<Span>,
}

/// Pieces of one content with at most so many words between them are one.
const STITCH: usize = 2;

/// The attributions that the network finds in a text.
pub(super) fn said(network: &Network, text: &str) -> Vec<Stretches> {
    let reading = network.text(text);
    let labels = network.labels("said");
    let is = |tag: &Tag, name: &str| labels.get(tag.label).is_some_and(|label| *label == name);
    let found = network.cues(&reading).into_iter().filter_map(|cue| {
        let parts = network.said(&reading, &cue.words);
        let sources = parts.iter().filter(|tag| is(tag, "source"));
        let source = sources.max_by(|a, b| a.score.total_cmp(&b.score)).and_then(|tag| span(&reading, &tag.words));
        let mut contents: Vec<Range<usize>> = Vec::new();
        for tag in parts.iter().filter(|tag| is(tag, "content")) {
            match contents.last_mut() {
                Some(last) if tag.words.start - last.end <= STITCH => last.end = tag.words.end,
                _ => contents.push(tag.words.clone()),
            }
        }
        let contents = contents.iter().filter_map(|words| span(&reading, words)).collect();
        Some(Stretches { source, cue: span(&reading, &cue.words)?, contents })
    });
    found.collect()
}

fn span(reading: &Reading, words: &Range<usize>) -> Option<Span> {
    let (first, last) = (reading.words.get(words.start)?, reading.words.get(words.end.checked_sub(1)?)?);
    Some(Span::new(first.start, last.end))
}

impl<'n> Opinion<'n> {
    /// Reads the text once, for all questions.
    pub fn of(network: &'n Network, text: &str) -> Self {
        let reading = network.text(text);
        Self {
            types: codes(network, "types"),
            statuses: codes(network, "statuses"),
            certainties: codes(network, "certainties"),
            modes: codes(network, "modes"),
            roles: network.labels("roles"),
            looked: RefCell::default(),
            reading,
            network,
        }
    }

    fn words(&self, span: Span) -> Range<usize> {
        self.reading.words_in(&(span.start..span.end))
    }

    /// The stretches that the network takes for events.
    pub fn sighted(&self) -> Vec<Sighted> {
        let tags = self.network.triggers(&self.reading).into_iter();
        let sighted = tags.filter_map(|tag| {
            let kind = self.types.get(tag.label).copied().flatten()?;
            Some(Sighted { span: span(&self.reading, &tag.words)?, kind })
        });
        sighted.collect()
    }

    /// The chance that the words name, in any incident of the text, one who did it ("PerpInd", "PerpOrg"), whom or what it was done to ("Victim",
    /// "Target"), with what ("Weapon").
    pub fn filler(&self, roles: &[&str], words: Span) -> f32 {
        let words = self.words(words);
        if words.is_empty() {
            return 0.0;
        }
        let looked = self.network.fillers_near(&self.reading, &words);
        let labels = self.network.labels("muc");
        let label = |role: &&str| labels.iter().position(|label| label == role);
        roles.iter().filter_map(label).map(|label| looked.chance(&words, label)).fold(0.0, f32::max)
    }

    /// How many words the text has.
    pub fn length(&self) -> usize {
        self.reading.words.len()
    }

    /// For each type the chance that the words name an event of it.
    pub fn types(&self, span: Span) -> Vec<(EventType, f32)> {
        let words = self.words(span);
        let chances = if words.is_empty() { Vec::new() } else { self.network.types(&self.reading, &words) };
        paired(&self.types, &chances)
    }

    /// The chance of each status for the event that the words name.
    pub fn statuses(&self, span: Span) -> Vec<(Status, f32)> {
        paired(&self.statuses, &self.network.statuses(&self.reading, &self.words(span)))
    }

    /// The chance of each certainty for the event that the words name.
    pub fn certainties(&self, span: Span) -> Vec<(Certainty, f32)> {
        paired(&self.certainties, &self.network.certainties(&self.reading, &self.words(span)))
    }

    /// The chance that two stretches of words name one event.
    pub fn same(&self, a: Span, b: Span) -> f32 {
        let (a, b) = (self.words(a), self.words(b));
        if a.is_empty() || b.is_empty() { 0.0 } else { self.network.same(&self.reading, &a, &b) }
    }

    /// The chance of each mode of violence for the event that the words name.
    pub fn modes(&self, span: Span) -> Vec<(Mode, f32)> {
        paired(&self.modes, &self.network.modes(&self.reading, &self.words(span)))
    }

    /// The part that words near an event have in it.
    pub fn parts(&self, event: Span) -> Parts<'_, 'n> {
        let words = self.words(event);
        let mut known = self.looked.borrow_mut();
        let look = || Rc::new(self.network.roles_near(&self.reading, &words));
        let looked = known.entry((words.start, words.end)).or_insert_with(look);
        Parts { opinion: self, looked: Rc::clone(looked) }
    }
}

/// The part that words near an event have in it.
#[derive(Debug)]
pub(super) struct Parts<'a, 'n> {
    opinion: &'a Opinion<'n>,
    looked: Rc<Looked>,
}

impl Parts<'_, '_> {
    /// The chance that the words name that role.
    pub fn chance(&self, role: &str, words: Span) -> f32 {
        let label = self.opinion.roles.iter().position(|l| *l == role);
        label.map_or(0.0, |label| self.looked.chance(&self.opinion.words(words), label))
    }
}

/// The labels of a head as codes; a label that is no code stays empty.
fn codes<C: std::str::FromStr>(network: &Network, head: &str) -> Vec<Option<C>> {
    network.labels(head).into_iter().map(|label| label.parse().ok()).collect()
}

/// Codes with the network's chance for each; none where it has none.
fn paired<C: Copy>(codes: &[Option<C>], chances: &[f32]) -> Vec<(C, f32)> {
    let chance = |n: usize| chances.get(n).copied().unwrap_or(0.0);
    codes.iter().enumerate().filter_map(|(n, code)| Some(((*code)?, chance(n)))).collect()
}

//! The learned reader's opinion of a report: what its network makes of words that rules have looked at.
//!
//! In: the network and the report's text. Out: chances, in the words of the codebook. Must not know: how the rules read; a span of the network
//! is only a span, and names, days, points and figures come from the same normalisers as ever.

use super::draft::Draft;
use crate::model::{Certainty, EventType, Maker, Slot, Span, Status};
use dateline_encoder::{Network, Reading, Tag};
use std::ops::Range;

/// Words whose chance to name an event is below this name none, whatever a rule says.
const UNLIKELY: f32 = 0.005;
/// In texts of fewer words the network, which has learned from whole reports, drops nothing.
const ENOUGH: usize = 80;
/// A status or certainty is taken from the network from this chance on.
const SURE: f32 = 0.9;
/// A type is taken from the network from this chance on, where it holds the rule's for less likely than [`HARDLY`].
const TYPED: f32 = 0.97;
const HARDLY: f32 = 0.1;
/// A place is taken from the network from this chance on.
const PLACED: f32 = 0.85;

/// What the network sees in one report.
#[derive(Debug)]
pub(super) struct Opinion<'n> {
    network: &'n Network,
    reading: Reading,
    types: Vec<Option<EventType>>,
    statuses: Vec<Option<Status>>,
    certainties: Vec<Option<Certainty>>,
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
            reading,
            network,
        }
    }

    fn words(&self, span: Span) -> Range<usize> {
        self.reading.words_in(&(span.start..span.end))
    }

    /// Whether the words hardly name an event.
    pub fn doubts(&self, span: Span) -> bool {
        let words = self.words(span);
        let enough = self.reading.words.len() >= ENOUGH;
        enough && !words.is_empty() && self.network.types(&self.reading, &words).into_iter().sum::<f32>() < UNLIKELY
    }

    /// Weighs a draft of the rules: confirms what agrees, and takes the network's word where it is sure and the rules only supposed.
    pub fn weigh(&self, span: Span, draft: &mut Draft) {
        if self.agrees(span, draft.account.kind) {
            draft.confirm(Slot::Type);
        } else if let Some(kind) = self.kind(span, draft) {
            if kind != EventType::Assault {
                draft.account.mode = None;
            }
            draft.account.kind = kind;
            draft.made_by.insert(Slot::Type, Maker::Network);
        }
        if let Some(status) = self.status(span) {
            let supposed = !draft.made_by.contains_key(&Slot::Status);
            if status == draft.account.status {
                draft.confirm(Slot::Status);
            } else if supposed && draft.account.status == Status::New {
                draft.account.status = status;
                draft.made_by.insert(Slot::Status, Maker::Network);
            }
        }
        if let Some(certainty) = self.certainty(span) {
            let supposed = !draft.made_by.contains_key(&Slot::Certainty);
            if certainty == draft.account.certainty {
                draft.confirm(Slot::Certainty);
            } else if supposed && !certainty_needs_source(certainty) {
                draft.account.certainty = certainty;
                draft.made_by.insert(Slot::Certainty, Maker::Network);
            }
        }
    }

    /// The type that the words have, where the network is sure of it, holds the draft's own for hardly possible, and the words alone decided
    /// that: whether something is threatened, claimed or denied, more than the words say.
    fn kind(&self, span: Span, draft: &Draft) -> Option<EventType> {
        let spoken = |kind: EventType| matches!(kind, EventType::Claim | EventType::Deny);
        let by_words =
            matches!(draft.made_by.get(&Slot::Type), Some(Maker::Rule(rule)) if rule.starts_with("mention/"));
        if !by_words || spoken(draft.account.kind) || self.type_chance(span, draft.account.kind) >= HARDLY {
            return None;
        }
        let (label, chance) = best(&self.network.types(&self.reading, &self.words(span)))?;
        let kind = self.types.get(label).copied().flatten()?;
        (chance >= TYPED && !spoken(kind)).then_some(kind)
    }

    /// Whether the network, too, likelier than not sees an event of that type in the words.
    fn agrees(&self, span: Span, kind: EventType) -> bool {
        self.type_chance(span, kind) >= 0.5
    }

    /// The chance that the words name an event of that type.
    fn type_chance(&self, span: Span, kind: EventType) -> f32 {
        let chances = self.network.types(&self.reading, &self.words(span));
        let own = self.types.iter().position(|t| *t == Some(kind)).and_then(|n| chances.get(n));
        own.copied().unwrap_or(0.0)
    }

    /// The chance that two stretches of words name one event.
    pub fn same(&self, a: Span, b: Span) -> f32 {
        let (a, b) = (self.words(a), self.words(b));
        if a.is_empty() || b.is_empty() { 0.0 } else { self.network.same(&self.reading, &a, &b) }
    }

    /// The status of the event that the words name, where the network is sure.
    pub fn status(&self, span: Span) -> Option<Status> {
        let (label, chance) = best(&self.network.statuses(&self.reading, &self.words(span)))?;
        (chance >= SURE).then(|| self.statuses.get(label).copied().flatten()).flatten()
    }

    /// The certainty of the event that the words name, where the network is sure.
    pub fn certainty(&self, span: Span) -> Option<Certainty> {
        let (label, chance) = best(&self.network.certainties(&self.reading, &self.words(span)))?;
        (chance >= SURE).then(|| self.certainties.get(label).copied().flatten()).flatten()
    }

    /// The words in which the network sees where the event was: those nearest to it.
    pub fn place(&self, event: Span) -> Option<Span> {
        let words = self.words(event);
        let label = self.network.labels("roles").iter().position(|l| *l == "place")?;
        let found = self.network.roles(&self.reading, &words).into_iter();
        let sure = found.filter(|tag| tag.label == label && tag.score >= PLACED);
        let nearest = sure.min_by_key(|tag| tag.words.start.abs_diff(words.start))?;
        span(&self.reading, &nearest.words)
    }
}

/// Someone must be named for these, which only the rules of sources find.
fn certainty_needs_source(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Attributed | Certainty::Claimed | Certainty::Disputed)
}

/// The labels of a head as codes; a label that is no code stays empty.
fn codes<C: std::str::FromStr>(network: &Network, head: &str) -> Vec<Option<C>> {
    network.labels(head).into_iter().map(|label| label.parse().ok()).collect()
}

fn best(chances: &[f32]) -> Option<(usize, f32)> {
    chances.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
}

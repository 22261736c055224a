//! Ties: how a time or a place of the text stands to the words that name an event.

use super::super::Feature;
use super::super::features::evidence;
use super::super::weigher::Weigher;
use super::Surroundings;
use crate::extraction::document::{Document, Tag};
use crate::extraction::draft::Draft;
use crate::extraction::learned::Parts;
use crate::model::Span;
use std::ops::Range;

/// The words that name an event, with the network's look at what stands around them.
pub(super) struct Teller<'a, 'n> {
    pub sentence: usize,
    pub tokens: Range<usize>,
    pub parts: Parts<'a, 'n>,
}

impl<'a, 'n> Teller<'a, 'n> {
    pub fn of(draft: &Draft, around: &Surroundings<'_>, weigher: &'a Weigher<'n>) -> Self {
        let tokens = tokens_of(around.document, draft.trigger);
        Self { sentence: draft.sentence, tokens, parts: weigher.opinion.parts(draft.trigger) }
    }
}

/// The tokens that a span of the text touches.
pub(super) fn tokens_of(document: &Document<'_>, span: Span) -> Range<usize> {
    let first = document.tokens.partition_point(|t| t.span.end <= span.start);
    let end = document.tokens.partition_point(|t| t.span.start < span.end);
    first..end.max(first)
}

/// A stretch that may date or place an event.
pub(super) struct Stretch {
    pub span: Span,
    pub tokens: Range<usize>,
    pub sentence: usize,
}

/// How a stretch stands to one mention of an event.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tie {
    /// In which sentence, as the mention's sees it.
    pub place: &'static str,
    /// How many sentences and, in the mention's own, words lie between.
    pub apart: (usize, usize),
    /// In the mention's own sentence: what lies between.
    pub flags: Vec<(&'static str, &'static str)>,
    /// The network's chance that it has the role in question.
    pub chance: f32,
}

/// A stretch is looked at from so many sentences before and behind it.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// How the stretch stands to a mention, if it is near it or in the report's first sentences.
pub(super) fn tie(
    around: &Surroundings<'_>,
    tellers: &[Teller<'_, '_>],
    teller: &Teller<'_, '_>,
    stretch: &Stretch,
    role: &str,
) -> Option<Tie> {
    let place = relation(teller.sentence, stretch.sentence)?;
    let own = teller.sentence == stretch.sentence;
    let chance = teller.parts.chance(role, stretch.span);
    let between = between(&teller.tokens, &stretch.tokens);
    let flags = if own { flags(around, tellers, teller, stretch, &between) } else { Vec::new() };
    let apart = (teller.sentence.abs_diff(stretch.sentence), if own { between.len() } else { 0 });
    Some(Tie { place, apart, flags, chance })
}

/// Which sentence, as seen from that of a mention.
fn relation(mention: usize, other: usize) -> Option<&'static str> {
    let known = match (other < mention, other.abs_diff(mention)) {
        (_, 0) => "own",
        (true, 1) => "before",
        (true, 2) => "two before",
        (true, 3..=BEFORE) => "few before",
        (false, 1) => "behind",
        (false, 2..=BEHIND) => "two behind",
        _ if other <= 2 => "opening",
        _ => return None,
    };
    Some(known)
}

/// The tokens between two stretches.
fn between(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    let (low, high) = if b.start >= a.end { (a.end, b.start) } else { (b.end, a.start) };
    low..high.max(low)
}

/// What lies between a mention and a stretch of its sentence.
fn flags(
    around: &Surroundings<'_>,
    tellers: &[Teller<'_, '_>],
    teller: &Teller<'_, '_>,
    stretch: &Stretch,
    between: &Range<usize>,
) -> Vec<(&'static str, &'static str)> {
    let document = around.document;
    let behind = stretch.tokens.start >= teller.tokens.end;
    let mut found = vec![
        ("side", if behind { "behind" } else { "before" }),
        (if behind { "words behind" } else { "words before" }, words(between.len())),
        (if behind { "verbs behind" } else { "verbs before" }, verbs(around, teller.sentence, between)),
        ("preposition", preposition(document, &stretch.tokens)),
    ];
    let within = |t: &Range<usize>| t.start >= between.start && t.end <= between.end && !t.is_empty();
    let others = || tellers.iter().filter(|t| t.sentence == teller.sentence && t.tokens != teller.tokens);
    if others().any(|t| within(&t.tokens)) {
        found.push(("other", if behind { "between, behind" } else { "between, before" }));
    } else if others().any(|t| self::between(&t.tokens, &stretch.tokens).len() < between.len()) {
        found.push(("other", "nearer"));
    }
    let commas = between.clone().filter(|&t| document.tokens[t].tag == Tag::Comma).count();
    found.push(("commas", ["none", "one", "more"][commas.min(2)]));
    let clause = |t: &usize| matches!(document.tokens[*t].tag, Tag::Subordinator | Tag::Relative);
    if between.clone().any(|t| clause(&t)) {
        found.push(("clause", if behind { "behind" } else { "before" }));
    }
    found
}

fn words(count: usize) -> &'static str {
    match count {
        0..=1 => "0-1",
        2..=4 => "2-4",
        5..=8 => "5-8",
        9..=15 => "9-15",
        16..=25 => "16-25",
        _ => "more",
    }
}

/// How many finite verbs lie between.
fn verbs(around: &Surroundings<'_>, sentence: usize, between: &Range<usize>) -> &'static str {
    let phrases = around.phrases.get(sentence).map_or(&[][..], Vec::as_slice);
    let inside = phrases.iter().filter(|p| p.tokens().start >= between.start && p.tokens().end <= between.end);
    let finite = inside.filter_map(|p| p.verb()).filter(|v| !v.infinitive && !v.gerund && !v.reduced).count();
    ["none", "one", "two", "more"][finite.min(3)]
}

/// The preposition before a stretch, articles and the like aside.
fn preposition(document: &Document<'_>, tokens: &Range<usize>) -> &'static str {
    const TOLD: [&str; 24] = [
        "on", "in", "at", "since", "until", "by", "from", "to", "after", "before", "during", "for", "of", "between",
        "through", "within", "near", "into", "outside", "against", "across", "around", "over", "towards",
    ];
    let passed = |t: &usize| {
        matches!(document.tokens[*t].tag, Tag::Determiner | Tag::Adjective | Tag::Adverb | Tag::Noun | Tag::Possessive)
    };
    let before = (tokens.start.saturating_sub(4)..tokens.start).rev().find(|t| !passed(t));
    let word = before.map_or("", |t| document.word(t));
    TOLD.iter().find(|told| **told == word).copied().unwrap_or("none")
}

/// The ties of a value to an event: the nearest counts, and what the network thinks of any.
pub(super) fn features(ties: &[Tie]) -> Vec<Feature> {
    let Some(best) = ties.iter().min_by_key(|tie| tie.apart) else { return vec![("tie", "none", "", 1.0)] };
    let top = ties.iter().map(|tie| tie.chance).fold(0.0, f32::max);
    let mut found: Vec<Feature> = vec![
        ("tie", best.place, "", 1.0),
        ("net", "", "", evidence(top)),
        ("net/not", "", "", evidence(1.0 - top)),
        ("net/tie", best.place, "", evidence(top)),
        ("ties", "", "", (ties.len() as f32).ln()),
    ];
    found.extend(best.flags.iter().map(|&(name, of)| (name, of, "", 1.0)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_near_and_those_that_open_a_report_are_looked_at() {
        assert_eq!(
            [(5, 5), (5, 4), (5, 1), (5, 7), (9, 1)].map(|(m, o)| relation(m, o)),
            [Some("own"), Some("before"), Some("few before"), Some("two behind"), Some("opening")]
        );
        assert_eq!([(9, 4), (5, 8)].map(|(m, o)| relation(m, o)), [None, None]);
    }

    #[test]
    fn what_lies_between_does_not_depend_on_which_comes_first() {
        assert_eq!(between(&(2..4), &(7..8)), 4..7);
        assert_eq!(between(&(7..8), &(2..4)), 4..7);
        assert_eq!(between(&(2..4), &(3..8)).len(), 0);
    }

    #[test]
    fn the_nearest_tie_counts_and_the_best_chance() {
        let tie = |place, apart, chance| Tie { place, apart, flags: Vec::new(), chance };
        let found = features(&[tie("before", (1, 0), 1.0), tie("own", (0, 3), 0.5)]);
        assert!(found.contains(&("tie", "own", "", 1.0)) && found.contains(&("net", "", "", 0.0)));
        assert_eq!(features(&[]), [("tie", "none", "", 1.0)]);
    }
}

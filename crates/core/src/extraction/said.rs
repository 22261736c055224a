//! Who says what in a report, whether or not an event is told: for those who look at attribution alone.

use super::document::Document;
use super::learned::{self, Stretches};
use super::phrases::{Phrase, phrases};
use super::sources::attributions;
use super::time;
use crate::knowledge::Knowledge;
use crate::model::{Quote, Report, Sentence, Span};
use dateline_encoder::Network;
use std::ops::Range;

/// Someone's word, in the report's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who says it, where words name them.
    pub source: Option<Quote>,
    /// The words that say that it is said.
    pub cue: Quote,
    /// What is said; several stretches where the source stands between them.
    pub contents: Vec<Quote>,
}

/// Every attribution in the report's own voice, in text order: none that stands in someone's words, and nothing that was not said. Where a
/// network reads along, it decides what is a cue, and the rules fill what it leaves open.
pub fn said(report: &Report, sentences: &[Sentence], knowledge: &Knowledge, network: Option<&Network>) -> Vec<Said> {
    let times = time::tag(report.text(), sentences, report.meta().published);
    let spans: Vec<Span> = times.marked().collect();
    let document = Document::new(report.text(), sentences, &spans, &knowledge.lexicon);
    let phrases: Vec<Vec<Phrase>> =
        document.sentences.iter().map(|s| phrases(&document, s.tokens.clone(), &knowledge.lexicon)).collect();
    let span = |tokens: &Range<usize>| document.span(tokens.clone());
    let by_rules: Vec<Stretches> = attributions(&document, &phrases, report, knowledge)
        .iter()
        .filter(|a| !a.unsaid && !a.quoted)
        .map(|a| Stretches {
            source: a.source.as_ref().map(span),
            cue: span(&a.cue),
            contents: a.contents.iter().map(span).collect(),
        })
        .collect();
    let found = match network {
        Some(network) => joined(by_rules, learned::said(network, report.text())),
        None => by_rules,
    };
    let quote = |span: Span| report.quote(span);
    let told = found.into_iter().map(|s| Said {
        source: s.source.map(quote),
        cue: quote(s.cue),
        contents: s.contents.into_iter().map(quote).collect(),
    });
    told.collect()
}

/// The network's attributions, with what the rules say of the same cue where it names no source or nothing said.
fn joined(by_rules: Vec<Stretches>, by_network: Vec<Stretches>) -> Vec<Stretches> {
    let filled = by_network.into_iter().map(|mut found| {
        if let Some(rule) = by_rules.iter().find(|r| r.cue.overlaps(found.cue)) {
            found.source = found.source.or(rule.source);
            if found.contents.is_empty() {
                found.contents.clone_from(&rule.contents);
            }
        }
        found
    });
    filled.collect()
}

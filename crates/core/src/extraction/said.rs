//! Who says what in a report, whether or not an event is told: for those who look at attribution alone.

use super::document::Document;
use super::phrases::{Phrase, phrases};
use super::sources::attributions;
use super::time;
use crate::knowledge::Knowledge;
use crate::model::{Quote, Report, Sentence, Span};
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

/// Every attribution in the report's own voice, in text order: none that stands in someone's words, and nothing that was not said.
pub fn said(report: &Report, sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Said> {
    let times = time::tag(report.text(), sentences, report.meta().published);
    let spans: Vec<Span> = times.marked().collect();
    let document = Document::new(report.text(), sentences, &spans, &knowledge.lexicon);
    let phrases: Vec<Vec<Phrase>> =
        document.sentences.iter().map(|s| phrases(&document, s.tokens.clone(), &knowledge.lexicon)).collect();
    let quote = |tokens: &Range<usize>| report.quote(document.span(tokens.clone()));
    attributions(&document, &phrases, report, knowledge)
        .iter()
        .filter(|a| !a.unsaid && !a.quoted)
        .map(|a| Said {
            source: a.source.as_ref().map(quote),
            cue: quote(&a.cue),
            contents: a.contents.iter().map(quote).collect(),
        })
        .collect()
}

//! Quotations: stretches between quote marks, over as many sentences as they take.

use super::super::document::{Document, Tag};
use std::ops::Range;

/// Words between quote marks, marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    pub tokens: Range<usize>,
    /// Its closing mark stands in the text.
    pub closed: bool,
}

/// The quotations of a document, in order. One that no mark closes ends with its paragraph.
pub(super) fn quotations(document: &Document<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = 0;
    for sentence in &document.sentences {
        if sentence.paragraph != paragraph {
            if let Some(start) = open.take() {
                found.push(Quotation { tokens: start..sentence.tokens.start, closed: false });
            }
            paragraph = sentence.paragraph;
        }
        for token in sentence.tokens.clone().filter(|&t| document.tokens[t].tag == Tag::Quote) {
            match (document.word(token), open) {
                ("‘", _) => {}
                ("“" | "«" | "``", _) => open = Some(token),
                (_, Some(start)) => {
                    found.push(Quotation { tokens: start..token + 1, closed: true });
                    open = None;
                }
                ("\"" | "''", None) => open = Some(token),
                _ => {}
            }
        }
    }
    if let (Some(start), Some(last)) = (open, document.sentences.last()) {
        found.push(Quotation { tokens: start..last.tokens.end, closed: false });
    }
    found
}

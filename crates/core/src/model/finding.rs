//! Findings: what the reader could not do or doubts. Kept, never swallowed.

use super::{Level, Quote};
use std::borrow::Cow;

/// Something that a careful analyst would want to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code such as `language/not-english`; the list stands in `docs/findings.md`.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub level: Level,
    /// What was found and, where something can be done, what to do.
    pub message: String,
    /// The words it is about.
    pub quote: Option<Quote>,
}

impl Finding {
    /// A note: nothing is lost.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: code.into(), level: Level::Note, message: message.into(), quote: None }
    }

    /// A warning: something is lost or doubtful.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: code.into(), level: Level::Warning, message: message.into(), quote: None }
    }

    /// The same, about these words.
    pub fn at(mut self, quote: Quote) -> Self {
        self.quote = Some(quote);
        self
    }
}

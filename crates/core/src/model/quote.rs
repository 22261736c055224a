//! Spans and quotes: evidence is a view into its report.

use super::ReportId;
use std::ops::Range;

/// A range of bytes in a report's text; both ends stand on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A sentence (or headline, caption, list item) of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
}

/// Words of a report, with their place in it. Only [`super::Report::quote`] makes one, so a quote cannot be forged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    start: u32,
    end: u32,
    text: Box<str>,
    report: ReportId,
}

impl Quote {
    pub(super) fn new(report: ReportId, text: &str, start: u32, end: u32) -> Self {
        Self { start, end, text: text.into(), report }
    }

    /// The words themselves.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// First Unicode code point, counted from the report's beginning.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// One past the last Unicode code point.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// The report it was taken from.
    pub fn report(&self) -> ReportId {
        self.report
    }

    /// Whether two quotes share words of the same report.
    pub fn overlaps(&self, other: &Quote) -> bool {
        self.report == other.report && self.start < other.end && other.start < self.end
    }
}

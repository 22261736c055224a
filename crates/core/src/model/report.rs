//! Reports: one document as published, and the way back from its text to the bytes it came from.

use super::{Moment, Quote, ReportId, Span};

/// What is known of a report beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportMeta {
    /// Canonical URL, where known.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Bylines.
    pub authors: Vec<String>,
    /// First published.
    pub published: Option<Moment>,
    /// Last changed, as the page says.
    pub updated: Option<Moment>,
    /// ISO 639-1 code of the text's language, where it could be told.
    pub language: Option<String>,
    /// The id under which its collection knows it (feed entry id, JSON `id`).
    pub external_id: Option<String>,
}

/// One document as published.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    id: ReportId,
    meta: ReportMeta,
    text: String,
    raw: [u8; 32],
    map: OffsetMap,
    index: CodePoints,
}

impl Report {
    /// A report of this text. `raw` is the BLAKE3 hash of the bytes it was taken from, `map` the way back to them.
    pub fn new(meta: ReportMeta, text: String, raw: [u8; 32], map: OffsetMap) -> Self {
        let published = meta.updated.or(meta.published).map(|m| m.to_string()).unwrap_or_default();
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        let id = ReportId::of(&known(&meta.url), &known(&meta.outlet), &known(&meta.title), &published, &text);
        let index = CodePoints::of(&text);
        Self { id, meta, text, raw, map, index }
    }

    /// A report that is nothing but text: its raw bytes are its text.
    pub fn plain(meta: ReportMeta, text: &str) -> Self {
        let raw = *blake3::hash(text.as_bytes()).as_bytes();
        Self::new(meta, text.to_owned(), raw, OffsetMap::identity(text.len()))
    }

    /// Its id.
    pub fn id(&self) -> ReportId {
        self.id
    }

    /// What is known beside the text.
    pub fn meta(&self) -> &ReportMeta {
        &self.meta
    }

    /// The text that quotes point into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// BLAKE3 hash of the raw bytes.
    pub fn raw(&self) -> [u8; 32] {
        self.raw
    }

    /// The way back from the text to the raw bytes.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The quote at `span`, in bytes.
    ///
    /// # Panics
    /// If the span does not lie in the text on character boundaries: spans come from this very text.
    pub fn quote(&self, span: impl Into<Span>) -> Quote {
        let span = span.into();
        let start = self.index.at(&self.text, span.start);
        let words = &self.text[span.start..span.end];
        Quote::new(self.id, words, start, start + words.chars().count() as u32)
    }

    /// The bytes of a quote of this report; empty at the end for one of another.
    pub fn bytes_of(&self, quote: &Quote) -> Span {
        let byte = |at| self.index.byte(&self.text, at).unwrap_or(self.text.len());
        Span::new(byte(quote.start()), byte(quote.end()))
    }

    /// The quote at these code points, if the text there reads `words`: how a quote comes back from a store.
    pub fn requote(&self, start: u32, end: u32, words: &str) -> Option<Quote> {
        let from = self.index.byte(&self.text, start)?;
        let to = self.index.byte(&self.text, end)?;
        (self.text.get(from..to)? == words).then(|| Quote::new(self.id, words, start, end))
    }
}

/// Every so many bytes the number of code points before is kept, so that looking one up walks few characters.
const STRIDE: usize = 256;

#[derive(Debug, Clone, PartialEq)]
enum CodePoints {
    Ascii,
    /// At each entry: a byte offset on a boundary, and the code points before it.
    Checkpoints(Vec<(usize, u32)>),
}

impl CodePoints {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ascii;
        }
        let mut points = vec![(0, 0)];
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte - points[points.len() - 1].0 >= STRIDE {
                points.push((byte, count as u32));
            }
        }
        Self::Checkpoints(points)
    }

    fn at(&self, text: &str, byte: usize) -> u32 {
        match self {
            Self::Ascii => byte as u32,
            Self::Checkpoints(points) => {
                let (from, count) = points[points.partition_point(|p| p.0 <= byte) - 1];
                count + text[from..byte].chars().count() as u32
            }
        }
    }

    fn byte(&self, text: &str, point: u32) -> Option<usize> {
        match self {
            Self::Ascii => Some(point as usize).filter(|byte| *byte <= text.len()),
            Self::Checkpoints(points) => {
                let (from, count) = points[points.partition_point(|p| p.1 <= point) - 1];
                let ahead = (point - count) as usize;
                text[from..].char_indices().map(|(i, _)| i).chain([text.len() - from]).nth(ahead).map(|i| from + i)
            }
        }
    }
}

/// From bytes of the text to bytes of the raw document: runs that were taken over as they were, in text order.
///
/// Text between two runs (a paragraph break, a decoded entity) has no bytes of its own and maps to the gap between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

/// `length` bytes of text from `text` on stand in the raw document from `raw` on, over `raw_length` bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: usize,
    raw: usize,
    length: usize,
    raw_length: usize,
}

impl OffsetMap {
    /// The map of a text that is its own raw document.
    pub fn identity(length: usize) -> Self {
        let mut map = Self::default();
        map.push(0, 0, length, length);
        map
    }

    /// Adds a run; runs must come in text order.
    pub fn push(&mut self, text: usize, raw: usize, length: usize, raw_length: usize) {
        self.runs.push(Run { text, raw, length, raw_length });
    }

    /// The raw bytes that the span stands for; `None` where the text has no known origin. Exact inside runs that were
    /// taken over byte by byte, else widened to the whole run.
    pub fn raw(&self, span: Span) -> Option<Span> {
        let first = self.runs.iter().find(|run| run.text + run.length > span.start)?;
        let last = self.runs.iter().rev().find(|run| run.text < span.end)?;
        let start = match first.length == first.raw_length {
            true => first.raw + span.start.saturating_sub(first.text),
            false => first.raw,
        };
        let end = match last.length == last.raw_length {
            true => last.raw + (span.end - last.text).min(last.length),
            false => last.raw + last.raw_length,
        };
        (start <= end).then(|| Span::new(start, end))
    }

    /// The runs as (text, raw, length, raw length), for writing down.
    pub fn runs(&self) -> impl Iterator<Item = [usize; 4]> + '_ {
        self.runs.iter().map(|run| [run.text, run.raw, run.length, run.raw_length])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_count_code_points() {
        let long = "é".repeat(400) + "Kidal fell";
        let report = Report::plain(ReportMeta::default(), &long);
        let quote = report.quote(800..805);
        assert_eq!((quote.text(), quote.start(), quote.end()), ("Kidal", 400, 405));
        assert_eq!(report.requote(400, 405, "Kidal"), Some(quote));
        assert_eq!(report.requote(400, 405, "Gao"), None);
        assert_eq!(report.requote(400, 4000, "Kidal"), None);
    }

    #[test]
    fn the_map_leads_back_to_the_raw_bytes() {
        let mut map = OffsetMap::default();
        map.push(0, 10, 5, 5); // "Smoke"
        map.push(5, 15, 1, 5); // "&" from "&amp;"
        map.push(6, 20, 4, 4); // "fire"
        assert_eq!(map.raw(Span::new(1, 3)), Some(Span::new(11, 13)));
        assert_eq!(map.raw(Span::new(4, 8)), Some(Span::new(14, 22)));
        assert_eq!(map.raw(Span::new(5, 6)), Some(Span::new(15, 20)));
        assert_eq!(OffsetMap::default().raw(Span::new(0, 1)), None);
    }
}

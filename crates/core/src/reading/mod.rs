//! Bytes → reports.
//!
//! In: raw bytes and what is known of them. Out: reports with exact offsets and a map back to the bytes, and findings. Must not
//! know: the network, files. It never fails and never panics: what cannot be read is a finding.

mod align;
mod charset;
mod feed;
mod html;
mod language;
mod metadata;
mod moments;
mod sentences;
mod sniff;
mod tables;
mod text;

pub use sentences::sentences;
pub use sniff::Format;

use crate::model::{Finding, Moment, Report, ReportMeta};
use std::sync::Arc;

/// The largest input that is read, in bytes.
pub const LARGEST: usize = 32 << 20;
/// The longest text of one report that is kept, in bytes.
pub const LONGEST_TEXT: usize = 1 << 20;

/// What is known of the bytes before reading; what the document itself says wins over guesses, what is given here wins over both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The format, where it is known.
    pub format: Option<Format>,
    /// The media type, as HTTP gives it.
    pub media_type: Option<String>,
    /// The character set, where it is known.
    pub charset: Option<String>,
    /// The file's name, for guessing the format.
    pub name: Option<String>,
    /// The number of the first line, where the bytes are a part of a longer input (0 and 1 mean the beginning).
    pub first_line: usize,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Which columns or fields hold what, for CSV and JSON lines.
    pub columns: Columns,
}

/// Names of columns or fields; `None` takes the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Columns {
    pub text: Option<String>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub id: Option<String>,
}

/// A report that was read, with what was found doubtful in it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The report.
    pub report: Report,
    /// The bytes it was taken from: the whole input, or its line of it.
    pub raw: Arc<[u8]>,
    /// What reading could not do or doubts.
    pub findings: Vec<Finding>,
}

/// All that came out of one input.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// The reports, in order.
    pub reports: Vec<Incoming>,
    /// Findings about the input as a whole.
    pub findings: Vec<Finding>,
}

/// Reads the reports in `bytes`.
pub fn read(bytes: &[u8], hints: &Hints) -> Intake {
    if bytes.is_empty() {
        return nothing(Finding::warning("input/empty", "the input is empty: there is nothing to read"));
    }
    if bytes.len() > LARGEST {
        let message =
            format!("the input has {} bytes, more than the {LARGEST} that are read at once: split it", bytes.len());
        return nothing(Finding::warning("input/too-large", message));
    }
    let format = match sniff::format(bytes, hints) {
        Ok(format) => format,
        Err(what) => {
            let message = format!("this is {what}, not text: convert it to HTML or plain text first");
            return nothing(Finding::warning("input/not-text", message));
        }
    };
    let decoded = charset::decode(bytes, hints);
    let raw: Arc<[u8]> = bytes.into();
    let mut intake = match format {
        Format::Html => html::read(&raw, &decoded, hints),
        Format::Text => text::read(&raw, &decoded, hints),
        Format::Feed => feed::read(&raw, hints),
        Format::JsonLines => tables::json(&raw, &decoded, hints),
        Format::Csv => tables::csv(&decoded, hints),
    };
    if intake.reports.is_empty() && intake.findings.is_empty() {
        intake.findings.push(Finding::warning("input/no-text", "no report text was found in the input"));
    }
    for incoming in &mut intake.reports {
        incoming.findings.extend(decoded.findings.iter().cloned());
        check(incoming);
    }
    intake
}

fn nothing(finding: Finding) -> Intake {
    Intake { reports: Vec::new(), findings: vec![finding] }
}

/// Notes what every report should have.
fn check(incoming: &mut Incoming) {
    let meta = incoming.report.meta();
    if let Some(language) = meta.language.as_deref().filter(|l| *l != "en") {
        let message =
            format!("the text seems to be in {language}; the reader knows English, so expect little or nothing");
        incoming.findings.push(Finding::warning("language/not-english", message));
    }
    if meta.outlet.is_none() {
        incoming.findings.push(Finding::note("metadata/no-outlet", "no outlet was found: give one with --outlet"));
    }
}

/// The report of this text, with what the hints give put over what the document says.
fn report(
    mut meta: ReportMeta,
    text: String,
    raw: &Arc<[u8]>,
    map: crate::model::OffsetMap,
    hints: &Hints,
) -> Incoming {
    let mut findings = Vec::new();
    meta.url = hints.url.clone().or(meta.url);
    meta.outlet = hints.outlet.clone().or(meta.outlet);
    meta.title = hints.title.clone().or(meta.title);
    meta.published = hints.published.or(meta.published);
    let text = shortened(text, &mut findings);
    meta.language = meta.language.or_else(|| language::of(&text));
    let report = Report::new(meta, text, *blake3::hash(raw).as_bytes(), map);
    Incoming { report, raw: raw.clone(), findings }
}

fn shortened(mut text: String, findings: &mut Vec<Finding>) -> String {
    if text.len() > LONGEST_TEXT {
        let mut end = LONGEST_TEXT;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        let message = format!("the text was cut after {LONGEST_TEXT} bytes: no report is that long");
        findings.push(Finding::warning("text/cut", message));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_text_is_a_finding() {
        for (bytes, code) in [
            (&b""[..], "input/empty"),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "input/not-text"),
            (b"PK\x03\x04\x14\x00\x00\x00", "input/not-text"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "input/not-text"),
            (b"\x00\x01\x02\x03\x04\x05\x00\x00\x00\x00\x00\x00", "input/not-text"),
            (b"   \n\t  ", "input/no-text"),
        ] {
            let intake = read(bytes, &Hints::default());
            assert!(intake.reports.is_empty(), "{bytes:?}");
            assert_eq!(intake.findings[0].code, code, "{bytes:?}");
        }
    }

    #[test]
    fn fifty_megabytes_of_one_line_are_refused() {
        let intake = read(&vec![b'a'; 50 << 20], &Hints::default());
        assert_eq!(intake.findings[0].code, "input/too-large");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0..6usize) {
            let format = [None, Some(Format::Html), Some(Format::Text), Some(Format::Feed), Some(Format::JsonLines), Some(Format::Csv)][kind];
            for incoming in read(&bytes, &Hints { format, ..Hints::default() }).reports {
                sentences(incoming.report.text());
            }
        }

        #[test]
        fn no_markup_makes_it_panic(parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div class=article>", "</div", "&amp;", "&#x41;", "&bogus", "<script type=\"application/ld+json\">", "{\"@type\":\"NewsArticle\"", "}</script>",
            "The army shelled Kidal on Monday. ", "<meta property='og:title' content=", "'>", "é", "\u{0}", "<time datetime=2024-99-99>", "<html lang=fr>", "\n\n"]), 0..40)) {
            let page = parts.concat();
            read(page.as_bytes(), &Hints { format: Some(Format::Html), ..Hints::default() });
        }

        #[test]
        fn mapped_words_stand_in_the_raw_bytes(words in prop::collection::vec("[a-zé]{2,9}", 5..30)) {
            let page = format!("<html><body><article><p>{}</p><p>{} &amp; more.</p></article></body></html>", words.join(" "), words.join(" <b>x</b> "));
            for incoming in read(page.as_bytes(), &Hints { format: Some(Format::Html), ..Hints::default() }).reports {
                let text = incoming.report.text().to_owned();
                for word in text.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)) {
                    let start = word.as_ptr() as usize - text.as_ptr() as usize;
                    let raw = incoming.report.map().raw(crate::model::Span::new(start, start + word.len()));
                    if let Some(raw) = raw {
                        prop_assert_eq!(&page[raw.start..raw.end], word);
                    }
                }
            }
        }
    }
}

//! Plain text, kept verbatim; a header block of known fields at the top is read and left out of the text.

use super::charset::Decoded;
use super::{Hints, Intake, moments, report};
use crate::model::{OffsetMap, ReportMeta};
use std::sync::Arc;

/// Reads one report of plain text.
pub(super) fn read(raw: &Arc<[u8]>, decoded: &Decoded, hints: &Hints) -> Intake {
    let (meta, body) = header(&decoded.text);
    let text = &decoded.text[body..];
    if text.trim().is_empty() {
        return Intake::default();
    }
    let mut map = OffsetMap::default();
    if decoded.same_bytes {
        map.push(0, decoded.skipped + body, text.len(), text.len());
    } else if decoded.single_byte {
        let before = decoded.text[..body].chars().count();
        for (i, (offset, c)) in text.char_indices().enumerate() {
            map.push(offset, before + i, c.len_utf8(), 1);
        }
    }
    Intake { reports: vec![report(meta, text.to_owned(), raw, map, hints)], findings: Vec::new() }
}

/// The fields of a header block and where the body begins. A block is two or more known fields, then a blank line.
fn header(text: &str) -> (ReportMeta, usize) {
    let mut meta = ReportMeta::default();
    let (mut at, mut fields) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            return if fields >= 2 { (meta, at) } else { (ReportMeta::default(), 0) };
        }
        let Some((name, value)) = line.split_once(':') else { break };
        let value = Some(value.trim().to_owned()).filter(|v| !v.is_empty());
        match name.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => meta.title = value,
            "outlet" | "source" => meta.outlet = value,
            "url" => meta.url = value,
            "author" | "authors" | "by" => {
                meta.authors = value
                    .into_iter()
                    .flat_map(|v| v.split(',').map(|a| a.trim().to_owned()).collect::<Vec<_>>())
                    .collect()
            }
            "published" | "date" => meta.published = value.as_deref().and_then(moments::parse),
            "updated" => meta.updated = value.as_deref().and_then(moments::parse),
            _ => break,
        }
        fields += 1;
    }
    (ReportMeta::default(), 0)
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::reading::{Hints, read};

    #[test]
    fn plain_text_is_kept_verbatim() {
        let text = "  A  line\r\nwith  spaces.\n";
        let intake = read(text.as_bytes(), &Hints::default());
        assert_eq!(intake.reports[0].report.text(), text);
    }

    #[test]
    fn a_header_block_is_metadata() {
        let text = "Title: Calm returns\nOutlet: The Ferry Post\nPublished: 2024-05-01T08:00:00Z\n\nThe town was calm.";
        let report = &read(text.as_bytes(), &Hints::default()).reports[0].report;
        assert_eq!(report.text(), "The town was calm.");
        assert_eq!(report.meta().outlet.as_deref(), Some("The Ferry Post"));
        let raw = report.map().raw(Span::new(4, 8)).expect("mapped");
        assert_eq!(&text[raw.start..raw.end], "town");
        let one = read(b"Note: the town was calm.\n\nMore.", &Hints::default());
        assert!(one.reports[0].report.text().starts_with("Note:"));
    }
}

//! JSON and CSV: a report a line, with the usual names of fields or those that are given.

use super::charset::Decoded;
use super::{Columns, Hints, Incoming, Intake, moments, report};
use crate::model::{Finding, OffsetMap, ReportMeta};
use serde_json::Value;
use std::sync::Arc;

const TEXT: &[&str] = &["text", "body", "content", "article", "full_text", "fulltext", "story"];
const TITLE: &[&str] = &["title", "headline", "heading"];
const OUTLET: &[&str] = &["outlet", "source", "publisher", "publication", "site", "newspaper", "medium"];
const PUBLISHED: &[&str] =
    &["published", "date", "published_at", "publication_date", "pubdate", "datepublished", "time", "timestamp"];
const URL: &[&str] = &["url", "link", "href", "permalink"];
const ID: &[&str] = &["id", "guid", "uid", "article_id"];

/// Finds the value of a field: the given name, else the usual ones.
fn pick<'v>(given: &Option<String>, usual: &[&str], value: impl Fn(&str) -> Option<&'v str>) -> Option<&'v str> {
    let found = match given {
        Some(name) => value(name),
        None => usual.iter().find_map(|name| value(name)),
    };
    found.map(str::trim).filter(|v| !v.is_empty())
}

fn one<'v>(
    columns: &Columns,
    raw: &Arc<[u8]>,
    hints: &Hints,
    text: &str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Incoming {
    let owned = |v: Option<&str>| v.map(str::to_owned);
    let published = pick(&columns.published, PUBLISHED, &value);
    let meta = ReportMeta {
        url: owned(pick(&columns.url, URL, &value)),
        outlet: owned(pick(&columns.outlet, OUTLET, &value)),
        title: owned(pick(&columns.title, TITLE, &value)),
        published: published.and_then(moments::parse),
        external_id: owned(pick(&columns.id, ID, &value)),
        ..ReportMeta::default()
    };
    let unread = published.filter(|_| meta.published.is_none()).map(str::to_owned);
    let mut map = OffsetMap::default();
    if let Some(at) = std::str::from_utf8(raw).ok().and_then(|line| line.find(text)) {
        map.push(0, at, text.len(), text.len());
    }
    let mut incoming = report(meta, text.to_owned(), raw, map, hints);
    if let Some(unread) = unread {
        let message = format!("the publication time {unread:?} could not be read; write it as YYYY-MM-DD or RFC 3339");
        incoming.findings.push(Finding::warning("metadata/unread-date", message));
    }
    incoming
}

/// Reads JSON lines, one JSON array, or one JSON object. The raw bytes of a report are its line.
pub(super) fn json(raw: &Arc<[u8]>, decoded: &Decoded, hints: &Hints) -> Intake {
    let mut intake = Intake::default();
    let text = decoded.text.trim();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        match &value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, item)| object(item, raw, i + 1, hints, &mut intake))
            }
            item => object(item, raw, hints.first_line.max(1), hints, &mut intake),
        }
        return intake;
    }
    let first = hints.first_line.max(1);
    for (number, line) in (first..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => object(&value, &line.as_bytes().into(), number, hints, &mut intake),
            Err(error) => {
                let message = format!("line {number}: not JSON: {error}");
                intake.findings.push(Finding::warning("json/bad-line", message));
            }
        }
    }
    intake
}

fn object(value: &Value, raw: &Arc<[u8]>, number: usize, hints: &Hints, intake: &mut Intake) {
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    match pick(&hints.columns.text, TEXT, field) {
        Some(_) => {
            // The text is kept verbatim: pick() trims only to see whether there is any.
            let name = hints
                .columns
                .text
                .as_deref()
                .map_or_else(|| TEXT.iter().copied().find(|n| field(n).is_some_and(|t| !t.trim().is_empty())), Some);
            let text = name.and_then(field).unwrap_or_default();
            intake.reports.push(one(&hints.columns, raw, hints, text, field));
        }
        None => {
            let message = format!("line {number}: no text: name the field that holds it with --column text=NAME");
            intake.findings.push(Finding::warning("json/no-text", message));
        }
    }
}

/// Reads CSV or TSV with a header line.
pub(super) fn csv(decoded: &Decoded, hints: &Hints) -> Intake {
    let mut intake = Intake::default();
    let first = decoded.text.lines().next().unwrap_or("");
    let delimiter = if first.matches('\t').count() > first.matches(',').count() {
        b'\t'
    } else if first.matches(';').count() > first.matches(',').count() {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(decoded.text.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        intake.findings.push(Finding::warning("csv/no-header", "the table has no header line"));
        return intake;
    };
    let column = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let text_column = hints.columns.text.as_deref().map_or_else(|| TEXT.iter().find_map(|n| column(n)), &column);
    let Some(text_column) = text_column else {
        let names = header.iter().collect::<Vec<_>>().join(", ");
        let message = format!("no column holds the text; the columns are {names}: name one with --column text=NAME");
        intake.findings.push(Finding::warning("csv/no-text-column", message));
        return intake;
    };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let Some(text) = record.get(text_column).filter(|t| !t.trim().is_empty()) else { continue };
                let line = record.iter().collect::<Vec<_>>().join("\t");
                let value = |name: &str| column(name).and_then(|i| record.get(i));
                intake.reports.push(one(&hints.columns, &line.as_bytes().into(), hints, text, value));
            }
            Err(error) => intake.findings.push(Finding::warning("csv/bad-row", error.to_string())),
        }
    }
    intake
}

#[cfg(test)]
mod tests {
    use crate::reading::{Columns, Format, Hints, read};

    #[test]
    fn json_lines_with_a_bad_one() {
        let lines = "{\"id\":\"a\",\"text\":\"The town fell.\",\"published\":\"2024-05-01\",\"outlet\":\"X\"}\n{oops\n{\"title\":\"no text\"}\n";
        let intake = read(lines.as_bytes(), &Hints { format: Some(Format::JsonLines), ..Hints::default() });
        assert_eq!(intake.reports.len(), 1);
        assert_eq!(intake.reports[0].report.meta().external_id.as_deref(), Some("a"));
        assert_eq!(
            intake.findings.iter().map(|f| f.code.as_ref()).collect::<Vec<_>>(),
            ["json/bad-line", "json/no-text"]
        );
    }

    #[test]
    fn csv_with_named_columns() {
        let table = "headline,words,when\nCalm,\"The town, again, was calm.\",2024-05-01\n";
        let columns = Columns { text: Some("words".into()), published: Some("when".into()), ..Columns::default() };
        let intake = read(table.as_bytes(), &Hints { format: Some(Format::Csv), columns, ..Hints::default() });
        let report = &intake.reports[0].report;
        assert_eq!(report.text(), "The town, again, was calm.");
        assert_eq!(report.meta().title.as_deref(), Some("Calm"));
        assert_eq!(report.meta().published.map(|m| m.to_string()).as_deref(), Some("2024-05-01"));
        let unnamed = read(table.as_bytes(), &Hints { format: Some(Format::Csv), ..Hints::default() });
        assert_eq!(unnamed.findings[0].code, "csv/no-text-column");
    }
}

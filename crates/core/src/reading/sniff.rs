//! What format the bytes have: as given, by media type, by name, by their beginning.

use super::Hints;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// RSS or Atom.
    Feed,
    /// JSON: one object a line, or one array or object.
    JsonLines,
    /// Comma- or tab-separated values with a header line.
    Csv,
}

/// The format; the error says what the bytes are instead of text.
pub(super) fn format(bytes: &[u8], hints: &Hints) -> Result<Format, &'static str> {
    if let Some(what) = not_text(bytes) {
        return Err(what);
    }
    if let Some(format) = hints.format {
        return Ok(format);
    }
    let by_type = hints.media_type.as_deref().and_then(of_media_type);
    let by_name = || hints.name.as_deref().and_then(of_name);
    Ok(by_type.or_else(by_name).unwrap_or_else(|| of_beginning(bytes)))
}

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "an SQLite file (a ledger is named with --ledger)"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
];

fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| *what);
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(|b| **b < 9 || (14..27).contains(*b)).count();
    known.or((!wide && (zeros > head.len() / 50 || controls > head.len() / 32)).then_some("binary data"))
}

fn of_media_type(media_type: &str) -> Option<Format> {
    let bare = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    Some(match bare.as_str() {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml" => Format::Feed,
        "application/json" | "application/x-ndjson" | "application/jsonl" => Format::JsonLines,
        "text/csv" | "text/tab-separated-values" => Format::Csv,
        _ => return None,
    })
}

fn of_name(name: &str) -> Option<Format> {
    let ending = name.rsplit('.').next()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "html" | "htm" | "xhtml" => Format::Html,
        "txt" | "text" | "md" => Format::Text,
        "rss" | "atom" | "xml" => Format::Feed,
        "json" | "jsonl" | "ndjson" => Format::JsonLines,
        "csv" | "tsv" => Format::Csv,
        _ => return None,
    })
}

fn of_beginning(bytes: &[u8]) -> Format {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<?xml") && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf"))
        || head.starts_with("<rss")
        || head.starts_with("<feed")
    {
        Format::Feed
    } else if head.starts_with("<!doctype")
        || head.starts_with("<html")
        || head.contains("<body")
        || head.contains("<head")
        || head.contains("<p>")
        || head.contains("<div")
    {
        Format::Html
    } else if (head.starts_with('{') || head.starts_with('[')) && head.contains('"') && head.contains(':') {
        Format::JsonLines
    } else {
        Format::Text
    }
}

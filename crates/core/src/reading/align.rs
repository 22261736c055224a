//! The way back: finds a text's words in the document they were taken from.
//!
//! The document is walked once outside tags, scripts and styles, entities decoded, so that every visible character knows its
//! bytes. Paragraph after paragraph of the article is then searched in that stream, white space left out of account, from where
//! the last one ended. Characters that follow one another in both make one run of the map.

use super::charset::Decoded;
use crate::model::OffsetMap;

struct Visible {
    /// The visible characters without white space.
    chars: String,
    /// For each of them: where `chars` has it, its first raw byte, and how many raw bytes it takes.
    places: Vec<(usize, usize, usize)>,
}

/// The map from `text` (paragraphs) to the raw bytes of the marked-up document.
pub(super) fn map(text: &str, document: &Decoded) -> OffsetMap {
    let mut map = OffsetMap::default();
    if !document.same_bytes && !document.single_byte {
        return map;
    }
    let visible = visible(document);
    let mut from = 0;
    let mut at = 0;
    for paragraph in text.split_inclusive('\n') {
        let words: String = paragraph.chars().filter(|c| !c.is_whitespace()).collect();
        if !words.is_empty()
            && let Some(found) = visible.chars[from..].find(&words)
        {
            let start = from + found;
            lay(paragraph, at, &visible, start, &mut map);
            from = start + words.len();
        }
        at += paragraph.len();
    }
    map
}

/// Adds the runs of one paragraph whose visible characters begin at `start`.
fn lay(paragraph: &str, at: usize, visible: &Visible, start: usize, map: &mut OffsetMap) {
    let mut index = visible.places.partition_point(|p| p.0 < start);
    let mut run: Option<[usize; 4]> = None;
    for (offset, c) in paragraph.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let Some(&(_, raw, raw_length)) = visible.places.get(index) else { break };
        index += 1;
        let here = [at + offset, raw, c.len_utf8(), raw_length];
        run = match run {
            Some([text, from, length, raw_from_length])
                if text + length == here[0]
                    && from + raw_from_length == raw
                    && (length == raw_from_length) == (here[2] == raw_length)
                    && length == raw_from_length =>
            {
                Some([text, from, length + here[2], raw_from_length + raw_length])
            }
            Some([text, from, length, raw_from_length]) => {
                map.push(text, from, length, raw_from_length);
                Some(here)
            }
            None => Some(here),
        };
    }
    if let Some([text, from, length, raw_length]) = run {
        map.push(text, from, length, raw_length);
    }
}

fn visible(document: &Decoded) -> Visible {
    let text = document.text.as_str();
    let mut out = Visible { chars: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
    let mut raw = document.skipped;
    let mut at = 0;
    let width = |s: &str| if document.single_byte { s.chars().count() } else { s.len() };
    while let Some(c) = text[at..].chars().next() {
        let skip = match c {
            '<' => tag_length(&text[at..]),
            '&' => match entity(&text[at..]) {
                Some((decoded, length)) => {
                    let bytes = width(&text[at..at + length]);
                    decoded.chars().filter(|d| !d.is_whitespace()).for_each(|d| {
                        out.places.push((out.chars.len(), raw, bytes));
                        out.chars.push(d);
                    });
                    length
                }
                None => 0,
            },
            _ => 0,
        };
        if skip > 0 {
            raw += width(&text[at..at + skip]);
            at += skip;
            continue;
        }
        let bytes = if document.single_byte { 1 } else { c.len_utf8() };
        if !c.is_whitespace() {
            out.places.push((out.chars.len(), raw, bytes));
            out.chars.push(c);
        }
        raw += bytes;
        at += c.len_utf8();
    }
    out
}

/// How long the tag at the beginning is, with all of a script, style or comment; 0 where it is no tag.
fn tag_length(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix("<!--") {
        return rest.find("-->").map_or(text.len(), |end| end + 7);
    }
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return 0;
    }
    let Some(end) = text.find('>').map(|end| end + 1) else { return text.len() };
    let name: String =
        text[1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if !matches!(name.as_str(), "script" | "style" | "template") {
        return end;
    }
    let close = format!("</{name}");
    let bytes = text.as_bytes();
    let found = (end..bytes.len().saturating_sub(close.len()))
        .find(|&i| bytes[i] == b'<' && bytes[i..i + close.len()].eq_ignore_ascii_case(close.as_bytes()));
    match found {
        Some(i) => text[i..].find('>').map_or(text.len(), |e| i + e + 1),
        None => text.len(),
    }
}

/// The character an entity stands for, and how long the entity is.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')? + 1;
    let decoded = html_escape::decode_html_entities(&text[..end]).into_owned();
    (decoded != text[..end]).then_some((decoded, end))
}

//! Bytes → characters: byte-order mark, media type, the document's own word, else a guess.

use super::Hints;
use crate::model::Finding;
use encoding_rs::{Encoding, UTF_8};

/// Decoded bytes, and how a character leads back to them.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    /// How many bytes a byte-order mark took.
    pub skipped: usize,
    /// Every character is one raw byte (as in windows-1252).
    pub single_byte: bool,
    /// The text's bytes are the raw bytes.
    pub same_bytes: bool,
    pub findings: Vec<Finding>,
}

/// Decodes the bytes.
pub(super) fn decode(bytes: &[u8], hints: &Hints) -> Decoded {
    let (encoding, skipped) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (declared(bytes, hints).unwrap_or_else(|| guess(bytes)), 0),
    };
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    let mut findings = Vec::new();
    if lossy {
        let message = format!("some bytes are not valid {}; they stand as \u{fffd} in the text", encoding.name());
        findings.push(Finding::warning("charset/invalid-bytes", message));
    }
    let text = text.into_owned();
    let same_bytes = encoding == UTF_8 && !lossy;
    let single_byte = !same_bytes && encoding.is_single_byte();
    Decoded { text, skipped, single_byte, same_bytes, findings }
}

/// The charset that hints, media type or the document name; UTF-8 wins over a declaration that it contradicts.
fn declared(bytes: &[u8], hints: &Hints) -> Option<&'static Encoding> {
    if let Some(charset) = &hints.charset {
        return Encoding::for_label(charset.as_bytes());
    }
    let of = |text: &str| {
        let at = text.find("charset=")? + "charset=".len();
        let label: String = text[at..]
            .chars()
            .skip_while(|c| matches!(c, '"' | '\''))
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        Encoding::for_label(label.as_bytes())
    };
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let prolog = || {
        let at = head.find("encoding=")? + "encoding=".len();
        let label: String =
            head[at..].chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        head.starts_with("<?xml").then(|| Encoding::for_label(label.as_bytes()))?
    };
    let named = hints
        .media_type
        .as_deref()
        .and_then(of)
        .or_else(|| head.contains("<meta").then(|| of(&head)).flatten())
        .or_else(prolog)?;
    let is_utf8 = || std::str::from_utf8(bytes).is_ok() && !bytes.is_ascii();
    Some(if named != UTF_8 && is_utf8() { UTF_8 } else { named })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(64 << 10)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_charsets_are_decoded() {
        let page = b"<meta charset=\"windows-1252\"><p>Caf\xe9 \x93quoted\x94</p>";
        let decoded = decode(page, &Hints::default());
        assert!(decoded.text.contains("Café “quoted”") && decoded.single_byte);
        assert!(decode("naïve".as_bytes(), &Hints::default()).same_bytes);
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Hi".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide, &Hints::default()).text, "Hi");
    }

    #[test]
    fn a_false_declaration_of_latin_1_gives_way_to_utf_8() {
        assert!(decode("<meta charset=iso-8859-1>é".as_bytes(), &Hints::default()).text.ends_with('é'));
    }
}

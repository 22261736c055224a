//! Web pages: the article's text without what stands around it, and the page's metadata.

use super::charset::Decoded;
use super::{Hints, Intake, align, metadata, report};
use crate::model::Finding;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use std::sync::Arc;

/// Pages larger than this are cut before they are parsed.
const LARGEST_PAGE: usize = 4 << 20;

/// Reads the report of a page.
pub(super) fn read(raw: &Arc<[u8]>, decoded: &Decoded, hints: &Hints) -> Intake {
    let mut intake = Intake::default();
    let mut page = decoded.text.as_str();
    if page.len() > LARGEST_PAGE {
        let end = (0..=LARGEST_PAGE).rev().find(|&i| page.is_char_boundary(i)).unwrap_or(0);
        page = &page[..end];
        intake.findings.push(Finding::warning("html/cut", "the page is larger than 4 MB; only its beginning was read"));
    }
    let document = Document::from(page);
    let meta = metadata::of(&document);
    let (text, guessed) = article(page, &document);
    if text.trim().is_empty() {
        return intake;
    }
    let map = align::map(&text, decoded);
    let mut incoming = report(meta, text, raw, map, hints);
    if guessed {
        incoming.findings.push(Finding::note(
            "html/no-article",
            "no article was recognised on the page; all of its visible text was taken",
        ));
    }
    intake.reports.push(incoming);
    intake
}

/// The text of a fragment of HTML, as feeds carry it.
pub(super) fn fragment(html: &str) -> String {
    let document = Document::from(format!("<html><body>{html}</body></html>"));
    tidy(&document.formatted_text())
}

/// What stands around articles and is sometimes taken for a part of them.
const AROUND: &str = "nav, footer, aside, form, [class*=cookie], [id*=cookie], [class*=consent], [class*=newsletter], [class*=related], [class*=promo], [role=navigation], [aria-hidden=true]";

/// The article's paragraphs; the second value says that no article was recognised and all visible text was taken.
fn article(page: &str, document: &Document) -> (String, bool) {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let bare = Document::from(page);
    bare.select(AROUND).remove();
    let parsed = Readability::with_document(bare, None, Some(config)).and_then(|mut readability| readability.parse());
    match parsed {
        Ok(article) if article.text_content.trim().len() > 80 => {
            (without_headline(&tidy(&article.text_content), &article.title), false)
        }
        _ => {
            document.select("script, style, nav, footer, header, aside, noscript, template, form").remove();
            (tidy(&document.select("body").formatted_text()), true)
        }
    }
}

/// The headline repeated as the first paragraph is no part of the text.
fn without_headline(text: &str, title: &str) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if first.trim() == title.trim() => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// Paragraphs separated by one blank line, single spaces inside.
fn tidy(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for block in text.split("\n\n") {
        let joined = block.split_whitespace().collect::<Vec<_>>().join(" ");
        if !joined.is_empty() {
            paragraphs.push(joined);
        }
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::reading::{Hints, read};

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Shells hit ferry port | The Ferry Post</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Shells hit ferry port","datePublished":"2024-05-01T08:00:00+03:00","dateModified":"2024-05-01T10:00:00+03:00","author":[{"name":"Ada Quill"}],"publisher":{"name":"The Ferry Post"}}]}</script>
<link rel="canonical" href="https://ferry.example/shells"></head><body><nav><a href="/">Home</a> <a href="/x">Sport and weather and more</a></nav>
<div class="cookie-banner">We use cookies. Accept all?</div><article><h1>Shells hit ferry port</h1>
<p>Three shells struck the ferry port of Harwick on Tuesday morning, wounding two dockers, officials said &amp; witnesses confirmed.</p>
<p>“It came from the <b>northern</b> hills,” said a harbour pilot who asked not to be named, and the port was closed for the day.</p>
<p>Nobody has claimed responsibility for the shelling, which was the first on the port since the truce was agreed in March.</p></article>
<footer>Copyright The Ferry Post. Related: Ten best beaches.</footer></body></html>"#;

    #[test]
    fn the_article_and_its_metadata() {
        let intake = read(PAGE.as_bytes(), &Hints::default());
        let report = &intake.reports[0].report;
        let meta = report.meta();
        assert_eq!(meta.title.as_deref(), Some("Shells hit ferry port"));
        assert_eq!(meta.outlet.as_deref(), Some("The Ferry Post"));
        assert_eq!(meta.authors, ["Ada Quill"]);
        assert_eq!(meta.url.as_deref(), Some("https://ferry.example/shells"));
        assert_eq!(meta.published.map(|m| m.to_string()).as_deref(), Some("2024-05-01T08:00:00+03:00"));
        assert_eq!(meta.updated.map(|m| m.to_string()).as_deref(), Some("2024-05-01T10:00:00+03:00"));
        let text = report.text();
        assert!(text.starts_with("Three shells struck"), "{text}");
        assert!(
            text.contains("officials said & witnesses") && !text.contains("cookies") && !text.contains("beaches"),
            "{text}"
        );
        assert_eq!(text.matches("\n\n").count(), 2);
    }

    #[test]
    fn every_word_leads_back_to_the_page() {
        let report = &read(PAGE.as_bytes(), &Hints::default()).reports[0].report;
        let text = report.text();
        for word in ["Three", "northern", "closed", "Nobody", "March"] {
            let at = text.find(word).expect("the word is there");
            let raw = report.map().raw(Span::new(at, at + word.len())).expect("mapped");
            assert_eq!(&PAGE[raw.start..raw.end], word);
        }
    }
}

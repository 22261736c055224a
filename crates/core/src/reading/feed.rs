//! RSS and Atom: every entry is a report.

use super::{Hints, Intake, html, report};
use crate::model::{Finding, Moment, OffsetMap, ReportMeta};
use std::sync::Arc;

/// Reads the entries of a feed.
pub(super) fn read(raw: &Arc<[u8]>, hints: &Hints) -> Intake {
    let mut intake = Intake::default();
    let feed = match feed_rs::parser::parse(raw.as_ref()) {
        Ok(feed) => feed,
        Err(error) => {
            let message = format!("this is no readable RSS or Atom feed: {error}");
            intake.findings.push(Finding::warning("feed/unreadable", message));
            return intake;
        }
    };
    let outlet = feed.title.as_ref().map(|t| t.content.trim().to_owned());
    for entry in &feed.entries {
        let body = entry.content.as_ref().and_then(|c| c.body.clone());
        let summary = entry.summary.as_ref().map(|s| s.content.clone());
        let Some(marked_up) = body.or(summary) else {
            intake.findings.push(Finding::note("feed/empty-entry", format!("the entry {} has no text", entry.id)));
            continue;
        };
        let text = html::fragment(&marked_up);
        if text.trim().is_empty() {
            continue;
        }
        let moment =
            |time: Option<chrono::DateTime<chrono::Utc>>| time.and_then(|t| t.to_rfc3339().parse::<Moment>().ok());
        let published = moment(entry.published).or_else(|| moment(entry.updated));
        let meta = ReportMeta {
            url: entry.links.first().map(|l| l.href.clone()),
            outlet: entry.source.clone().filter(|s| !s.starts_with("http")).or_else(|| outlet.clone()),
            title: entry.title.as_ref().map(|t| html::fragment(&t.content)),
            authors: entry.authors.iter().filter_map(|a| a.name.clone()).collect(),
            published,
            updated: moment(entry.updated).filter(|u| published.is_none_or(|p| *u > p)),
            language: None,
            external_id: Some(entry.id.clone()),
        };
        let map = align_in_feed(&text, raw);
        let one = Hints {
            url: None,
            title: None,
            published: hints.published,
            outlet: hints.outlet.clone(),
            ..Hints::default()
        };
        intake.reports.push(report(meta, text, raw, map, &one));
    }
    intake
}

/// Where the entry's paragraphs stand in the feed letter by letter; markup inside CDATA or escaped twice has no exact place.
fn align_in_feed(text: &str, raw: &Arc<[u8]>) -> OffsetMap {
    let mut map = OffsetMap::default();
    let Ok(feed) = std::str::from_utf8(raw) else { return map };
    let (mut at, mut from) = (0, 0);
    for paragraph in text.split_inclusive("\n\n") {
        let words = paragraph.trim_end();
        if let Some(found) = feed.get(from..).and_then(|rest| rest.find(words)) {
            map.push(at, from + found, words.len(), words.len());
            from += found + words.len();
        }
        at += paragraph.len();
    }
    map
}

#[cfg(test)]
mod tests {
    use crate::reading::{Hints, read};

    #[test]
    fn entries_are_reports() {
        let feed = br#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ridge Radio</title><link>https://ridge.example</link>
<item><title>Road reopened</title><link>https://ridge.example/1</link><guid>r1</guid><pubDate>Wed, 01 May 2024 09:00:00 +0200</pubDate><description>&lt;p&gt;The road was reopened on Tuesday.&lt;/p&gt;</description></item>
<item><title>Empty</title><guid>r2</guid></item></channel></rss>"#;
        let intake = read(feed, &Hints::default());
        assert_eq!(intake.reports.len(), 1);
        let report = &intake.reports[0].report;
        assert_eq!(report.text(), "The road was reopened on Tuesday.");
        assert_eq!(report.meta().outlet.as_deref(), Some("Ridge Radio"));
        assert_eq!(report.meta().published.map(|m| m.date().to_string()).as_deref(), Some("2024-05-01"));
        assert_eq!(intake.findings[0].code, "feed/empty-entry");
    }

    #[test]
    fn a_broken_feed_is_a_finding() {
        assert_eq!(read(b"<?xml version='1.0'?><rss><channel>", &Hints::default()).findings.len(), 1);
    }
}

//! A reading for people: the report's head, then each event with its claims, each quote underlined in its sentence.

use super::style::*;
use crate::engine::ReadReport;
use dateline_core::model::{Claim, Level, Report, Telling};
use dateline_core::reading::sentences;

/// A reading in words.
pub fn reading(read: &ReadReport) -> String {
    let mut out = head(&read.report);
    let reading = &read.reading;
    if reading.tellings.is_empty() {
        out.push_str(&dim("  No event was found in this report.\n"));
    }
    for (number, telling) in reading.tellings.iter().enumerate() {
        out.push_str(&telling_head(number, telling));
        for &claim in &telling.claims {
            out.push_str(&in_context(&read.report, &reading.claims[claim]));
        }
    }
    for finding in &reading.findings {
        let mark = if finding.level == Level::Warning { paint("33", "warning") } else { dim("note") };
        out.push_str(&format!("  {mark}: {} {}\n", finding.message, dim(&format!("({})", finding.code))));
    }
    out
}

fn head(report: &Report) -> String {
    let meta = report.meta();
    let title = meta.title.clone().unwrap_or_else(|| "Untitled report".into());
    let known = [meta.outlet.clone(), meta.published.map(|p| p.to_string()), meta.url.clone()];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!("{}\n{}\n", bold(&title), dim(&known.join(" · ")))
}

fn telling_head(number: usize, telling: &Telling) -> String {
    let a = &telling.account;
    let mode = a.mode.map(|m| format!("/{m}")).unwrap_or_default();
    let certainty = paint(certainty_colour(a.certainty), a.certainty.as_str());
    let mut out = format!(
        "\n{} {}{mode}  {} · {certainty}\n",
        bold(&format!("E{}", number + 1)),
        bold(a.kind.as_str()),
        a.status
    );
    let mut row = |label: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("   {:<8} {value}\n", dim(label)));
        }
    };
    row("who", names(&a.actors));
    row("to whom", names(&a.targets));
    row(
        "where",
        a.place
            .as_ref()
            .map(|p| format!("{}{}", p.name, p.country.as_ref().map(|c| format!(", {c}")).unwrap_or_default()))
            .unwrap_or_default(),
    );
    row("from", a.origin.as_ref().map(|p| p.name.clone()).unwrap_or_default());
    row("when", a.date.as_ref().map(days).unwrap_or_default());
    row("with", a.means.iter().map(|m| m.text().to_owned()).collect::<Vec<_>>().join(", "));
    row(
        "count",
        a.count
            .as_ref()
            .map(|c| format!("{} {}", bounds(c.low, c.high), c.unit.clone().unwrap_or_default()))
            .unwrap_or_default(),
    );
    row("harm", a.harm.iter().map(harm).collect::<Vec<_>>().join("; "));
    let blame = a.responsibility.iter().map(|r| {
        format!("{} {}{}", r.actor.name, r.stance, r.by.as_ref().map(|b| format!(" by {}", b.name)).unwrap_or_default())
    });
    row("blame", blame.collect::<Vec<_>>().join("; "));
    row("source", telling.sources.iter().map(|chain| names(chain)).collect::<Vec<_>>().join("; "));
    out
}

/// The claim's words underlined in their sentence.
fn in_context(report: &Report, claim: &Claim) -> String {
    let text = report.text();
    let at = byte_of(text, claim.anchor.start());
    let end = at + claim.anchor.text().len();
    let sentence = sentences(text).into_iter().find(|s| s.span.start <= at && end <= s.span.end);
    let (from, to) = sentence.map_or((at, end), |s| (s.span.start, s.span.end));
    let (from, cut_front) = shorten_front(text, from, at);
    let (to, cut_back) = shorten_back(text, end, to);
    let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let space = |s: &str, front: bool| {
        if front && s.starts_with(char::is_whitespace) || !front && s.ends_with(char::is_whitespace) { " " } else { "" }
    };
    let (before, after) = (&text[from..at], &text[end..to]);
    let words = paint(&format!("4;{}", certainty_colour(claim.account.certainty)), &flat(claim.anchor.text()));
    format!(
        "   {} {}{}{}{words}{}{}{}\n",
        dim("│"),
        if cut_front { "… " } else { "" },
        flat(before),
        space(before, false),
        space(after, true),
        flat(after),
        if cut_back { " …" } else { "" },
    )
}

fn byte_of(text: &str, point: u32) -> usize {
    text.char_indices().nth(point as usize).map_or(text.len(), |(i, _)| i)
}

const CONTEXT: usize = 90;

fn shorten_front(text: &str, from: usize, at: usize) -> (usize, bool) {
    if at - from <= CONTEXT {
        return (from, false);
    }
    let start = (at - CONTEXT..at).find(|&i| text.is_char_boundary(i) && text[i..].starts_with(' '));
    start.map_or((at, true), |i| (i + 1, true))
}

fn shorten_back(text: &str, end: usize, to: usize) -> (usize, bool) {
    if to - end <= CONTEXT {
        return (to, false);
    }
    let stop = (end..end + CONTEXT).rev().find(|&i| text.is_char_boundary(i) && text[i..].starts_with(' '));
    stop.map_or((end, true), |i| (i, true))
}

/// A claim on one line.
pub fn claim_line(report: &Report, claim: &Claim) -> String {
    let a = &claim.account;
    let certainty = paint(certainty_colour(a.certainty), a.certainty.as_str());
    let outlet = report.meta().outlet.clone().unwrap_or_else(|| "unnamed outlet".into());
    let chain = if claim.chain.is_empty() { String::new() } else { format!(" ← {}", names(&claim.chain)) };
    let words = claim.anchor.text().split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{}  {:<9} {:<12} “{words}”  {}",
        dim(&claim.id.to_string()),
        a.kind.as_str(),
        certainty,
        dim(&format!("{outlet}{chain}"))
    )
}

//! `dateline explain date WORDS --in REPORT`: what a time expression of a report could mean, what was chosen, and why.

use super::Done;
use super::terminal::{Format, Terminal};
use crate::engine::EngineError;
use dateline_core::extraction::{DateExplained, explain_date};
use dateline_core::model::{Moment, Report};
use dateline_core::reading::sentences;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::fmt::Write;

/// `on` is the day of a report that came without one.
pub(super) fn explain(
    words: &str,
    report: &Report,
    on: Option<Date>,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let published = report.meta().published.or(on.map(Moment::day));
    let found = explain_date(report.text(), &sentences(report.text()), published, words);
    if terminal.format == Format::Json {
        found.iter().for_each(|one| terminal.json(&form(one, report)));
    } else if found.is_empty() {
        terminal.say(&format!("{words}: the report holds no such time expression"));
    } else {
        found.iter().for_each(|one| terminal.say(&lines(one, report)));
    }
    Ok(Done::Well)
}

fn form(one: &DateExplained, report: &Report) -> Value {
    let quote = report.quote(one.mention.span);
    let days = one.mention.days.map(|(from, to, _)| json!({"start": from.to_string(), "end": to.to_string()}));
    let candidates: Vec<Value> = one
        .candidates
        .iter()
        .map(|(from, to, reason)| json!({"start": from.to_string(), "end": to.to_string(), "reason": reason}))
        .collect();
    json!({"text": quote.text(), "start": quote.start(), "end": quote.end(), "type": one.mention.kind.as_str(),
        "value": one.mention.value, "days": days, "verdict": one.verdict, "candidates": candidates})
}

fn lines(one: &DateExplained, report: &Report) -> String {
    let quote = report.quote(one.mention.span);
    let mut said = format!("{} (at {}): {}", quote.text(), quote.start(), one.verdict);
    let kind = one.mention.kind.as_str();
    let value = if one.mention.value.is_empty() { "no value" } else { one.mention.value.as_str() };
    let _ = write!(said, "\n  → {kind} {value}");
    if one.candidates.is_empty() && one.verdict.contains("no day of publication") {
        said.push_str("\n    give the report's day with --on YYYY-MM-DD");
    }
    for (from, to, reason) in &one.candidates {
        let days = if from == to { from.to_string() } else { format!("{from} to {to}") };
        let _ = write!(said, "\n    {days}  {reason}");
    }
    said
}

//! Benchmark adapters: `dateline-eval TASK < input.jsonl > predictions.jsonl`.

use anyhow::{Context, Result, bail};
use dateline_core::extraction::Reader;
use dateline_core::knowledge::Knowledge;
use dateline_core::model::wire::ReadingForm;
use dateline_core::model::{Report, ReportMeta};
use dateline_core::reading::sentences;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<()> {
    let task = std::env::args().nth(1).unwrap_or_default();
    if task != "keys" {
        bail!("usage: dateline-eval keys < input.jsonl > predictions.jsonl");
    }
    let reader = Reader::new(Knowledge::builtin());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        let row: Value = serde_json::from_str(&line).with_context(|| format!("line {}: not JSON", number + 1))?;
        let field = |name: &str| row[name].as_str().map(str::to_owned);
        let meta = ReportMeta {
            outlet: field("outlet"),
            title: field("title"),
            published: field("published").and_then(|p| p.parse().ok()),
            ..ReportMeta::default()
        };
        let text = field("text").with_context(|| format!("line {}: no text", number + 1))?;
        let report = Report::plain(meta, &text);
        let reading = reader.read(&report, &sentences(report.text()));
        let form = ReadingForm::of(&report, &reading);
        writeln!(out, "{}", json!({"id": row["id"], "events": form.events}))?;
    }
    Ok(())
}

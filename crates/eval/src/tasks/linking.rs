//! Which mentions of several reports speak of one event; those that the reader doubts stand beside the event they tell again.

use anyhow::{Context, Result};
use dateline_cli::engine::{ReadReport, link};
use dateline_core::extraction::Reader;
use dateline_core::linking::{self, Beside, Told};
use dateline_core::model::{Claim, EventId, ReportId, Rule};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let rows = row["reports"].as_array().context("no reports")?;
    let reports: Vec<ReadReport> = rows.iter().map(|row| super::read(reader, row)).collect::<Result<_>>()?;
    let by_id: BTreeMap<ReportId, &ReadReport> = reports.iter().map(|r| (r.report.id(), r)).collect();
    let events = link(&reports, Rule::Representative);
    let told: Vec<Told<'_>> = reports.iter().map(|r| Told { report: &r.report, reading: &r.reading }).collect();
    let mut mentions: BTreeMap<EventId, Vec<Value>> = BTreeMap::new();
    for event in &events {
        for telling in &event.tellings {
            let Some(read) = by_id.get(&telling.report) else { continue };
            let claims = read.reading.claims.iter().filter(|c| telling.claims.contains(&c.id));
            mentions.entry(event.id).or_default().extend(claims.map(|c| mention(read, c)));
        }
    }
    let mut alone: Vec<Vec<Value>> = Vec::new();
    for Beside { event, doubtful } in linking::beside(&told, &events) {
        let more = doubtful.iter().filter_map(|(report, number)| {
            let read = by_id.get(report)?;
            Some(read.reading.doubtful.get(*number)?.claims.iter().map(|c| mention(read, c)))
        });
        let more: Vec<Value> = more.flatten().collect();
        match event {
            Some(event) => mentions.entry(event).or_default().extend(more),
            None => alone.push(more),
        }
    }
    let told = mentions.into_iter().map(|(id, mentions)| json!({"id": id.to_string(), "mentions": mentions}));
    let doubted =
        alone.iter().enumerate().map(|(n, mentions)| json!({"id": format!("doubtful {n}"), "mentions": mentions}));
    Ok(json!({"id": row["id"], "events": told.chain(doubted).collect::<Vec<_>>()}))
}

fn mention(read: &ReadReport, claim: &Claim) -> Value {
    let (id, anchor) = (read.report.meta().external_id.clone().unwrap_or_default(), &claim.anchor);
    json!({"report": id, "text": anchor.text(), "start": anchor.start(), "end": anchor.end()})
}

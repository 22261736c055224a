//! Which mentions of several reports speak of one event.

use anyhow::{Context, Result};
use dateline_cli::engine::{ReadReport, link};
use dateline_core::extraction::Reader;
use dateline_core::model::{Event, Rule};
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let rows = row["reports"].as_array().context("no reports")?;
    let reports: Vec<ReadReport> = rows.iter().map(|row| super::read(reader, row)).collect::<Result<_>>()?;
    let events: Vec<Value> =
        link(&reports, Rule::Representative).iter().map(|event| mentions(event, &reports)).collect();
    Ok(json!({"id": row["id"], "events": events}))
}

fn mentions(event: &Event, reports: &[ReadReport]) -> Value {
    let of_report = |read: &ReadReport| -> Vec<Value> {
        let id = read.report.meta().external_id.clone().unwrap_or_default();
        let ours = event.tellings.iter().filter(|t| t.report == read.report.id()).flat_map(|t| &t.claims);
        let claims = ours.filter_map(|id| read.reading.claims.iter().find(|c| c.id == *id));
        let anchors = claims.map(|c| &c.anchor);
        anchors.map(|a| json!({"report": id, "text": a.text(), "start": a.start(), "end": a.end()})).collect()
    };
    json!({"id": event.id.to_string(), "mentions": reports.iter().flat_map(of_report).collect::<Vec<_>>()})
}

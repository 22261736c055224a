//! Whole readings: the events of a report as `dateline read --format json` prints them.

use anyhow::Result;
use dateline_core::extraction::Reader;
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let form = super::read(reader, row)?.form();
    Ok(json!({"id": row["id"], "events": form.events}))
}

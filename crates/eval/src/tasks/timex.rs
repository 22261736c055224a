//! Time expressions as TIMEX3: where they stand, their type and value.

use anyhow::{Context, Result};
use dateline_core::extraction::{Reader, times};
use dateline_core::model::Moment;
use dateline_core::reading::sentences;
use serde_json::{Value, json};

pub(super) fn predict(_: &Reader<'_>, row: &Value) -> Result<Value> {
    let text = row["text"].as_str().context("no text")?;
    let published: Option<Moment> = row["published"].as_str().and_then(|p| p.parse().ok());
    let found = times(text, &sentences(text), published);
    let offset = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
    let timexes: Vec<Value> = found
        .mentions
        .iter()
        .map(|t| json!({"start": offset(t.span.start), "end": offset(t.span.end), "type": t.kind.as_str(), "value": t.value}))
        .collect();
    Ok(json!({"id": row["id"], "timexes": timexes}))
}

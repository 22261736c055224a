//! Named entities: those that the network marks; the rules alone mark none of these kinds.

use anyhow::{Context, Result};
use dateline_core::extraction::Reader;
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let text = row["text"].as_str().context("no text")?;
    let entities = reader.network().map_or(Vec::new(), |network| {
        let reading = network.text(text);
        let labels = network.labels("entities");
        let found = network.entities(&reading);
        let written = found.iter().filter_map(|tag| {
            let (first, last) =
                (reading.words.get(tag.words.start)?, reading.words.get(tag.words.end.checked_sub(1)?)?);
            let (start, end) = (super::code_points(text, first.start), super::code_points(text, last.end));
            Some(json!({"start": start, "end": end, "type": labels.get(tag.label)?}))
        });
        written.collect()
    });
    Ok(json!({"id": row["id"], "entities": entities}))
}

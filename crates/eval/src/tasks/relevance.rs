//! Whether a sentence tells of what police did in unrest: the labels that the network holds for likelier than not.

use anyhow::{Context, Result};
use dateline_core::extraction::Reader;
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let text = row["text"].as_str().context("no text")?;
    let labels = reader.network().map_or(Vec::new(), |network| {
        let chances = network.relevance(&network.text(text));
        network
            .labels("relevance")
            .into_iter()
            .zip(chances)
            .filter(|(_, chance)| *chance >= 0.5)
            .map(|(l, _)| l)
            .collect()
    });
    Ok(json!({"id": row["id"], "labels": labels}))
}

//! How factual an event is told to be, from -3 to 3: the network's value; the rules alone by the certainty of the event they read there.

use anyhow::{Context, Result};
use dateline_core::extraction::Reader;
use dateline_core::model::{Certainty, Status};
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let text = row["text"].as_str().context("no text")?;
    let at = |n: usize| super::bytes(text, row["event"][n].as_u64().unwrap_or(0) as usize);
    let span = at(0)..at(1);
    let value = match reader.network() {
        Some(network) => {
            let reading = network.text(text);
            f64::from(network.factuality(&reading, &reading.words_in(&span)))
        }
        None => {
            let read = super::read(reader, row)?;
            let claims = read.reading.claims.iter();
            let told =
                claims.filter(|c| (c.anchor.start() as usize) < span.end && span.start < c.anchor.end() as usize);
            told.map(|c| of(c.account.certainty, c.account.status)).next().unwrap_or(3.0)
        }
    };
    Ok(json!({"id": row["id"], "value": value}))
}

/// FactBank's scale: certain, probable, possible, and the same for what is not so.
fn of(certainty: Certainty, status: Status) -> f64 {
    match (certainty, status) {
        (_, Status::Future | Status::Hypothetical) => 0.5,
        (Certainty::Denied, _) => -2.5,
        (Certainty::Possible | Certainty::Intended, _) => 0.5,
        (Certainty::Suspected | Certainty::Unverified | Certainty::Disputed, _) => 1.5,
        _ => 3.0,
    }
}

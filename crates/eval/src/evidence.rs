//! Evidence: every choice that the joined reader weighed in keyed reports, as JSON lines, for `training/weigh.py` to fit the weights from.

use crate::tasks;
use anyhow::{Context, Result};
use dateline_core::extraction::{Choice, Offer, Reader};
use dateline_core::reading::sentences;
use serde_json::{Value, json};

/// One row of the input to the choices made in reading it.
pub fn of(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let report = tasks::report(row)?;
    let text = row["text"].as_str().context("no text")?;
    let choices = reader.choices(&report, &sentences(report.text()));
    let choices: Vec<Value> = choices.iter().map(|choice| form(choice, text)).collect();
    Ok(json!({"id": row["id"], "choices": choices}))
}

fn form(choice: &Choice, text: &str) -> Value {
    let who = choice.who.as_ref().map(|p| json!({"text": p.quote.text(), "name": p.name, "country": p.country}));
    let offer = |offer: &Offer| json!([offer.value, offer.features]);
    json!({
        "slot": choice.slot.as_str(),
        "start": tasks::code_points(text, choice.at.start),
        "end": tasks::code_points(text, choice.at.end),
        "others": choice.others.iter().map(|s| [tasks::code_points(text, s.start), tasks::code_points(text, s.end)]).collect::<Vec<_>>(),
        "who": who,
        "offers": choice.offers.iter().map(offer).collect::<Vec<_>>(),
    })
}

//! Whole readings: the events of a report as `dateline read --format json` prints them.
//!
//! A key gives a country-level place the country's point on a map; a reading gives it none, since none is meant. The adapter
//! fills it in from the list of such points, so that the two can be compared at all.

use anyhow::Result;
use dateline_core::extraction::Reader;
use dateline_core::knowledge::Knowledge;
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let form = super::read(reader, row)?.form();
    let mut events = serde_json::to_value(form.events)?;
    for event in events.as_array_mut().into_iter().flatten() {
        place_country(&mut event["place"]);
    }
    Ok(json!({"id": row["id"], "events": events}))
}

fn place_country(place: &mut Value) {
    if place["precision"] == "country"
        && place["lat"].is_null()
        && let Some((lat, lon)) = place["country"].as_str().and_then(|c| Knowledge::builtin().places.centre(c))
    {
        place["lat"] = json!(lat);
        place["lon"] = json!(lon);
    }
}

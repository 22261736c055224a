//! `dateline explain place NAME --in REPORT`: what a place name of a report could mean, what was chosen, and why.

use super::Done;
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, knowledge};
use dateline_core::extraction::{PlaceExplained, explain_place};
use dateline_core::model::Report;
use dateline_core::model::wire::AreaForm;
use dateline_core::reading::sentences;
use serde_json::{Value, json};
use std::fmt::Write;

pub(super) fn explain(name: &str, report: &Report, terminal: &Terminal) -> Result<Done, EngineError> {
    show(name, report, terminal);
    Ok(Done::Well)
}

fn show(name: &str, report: &Report, terminal: &Terminal) {
    let found = explain_place(report, &sentences(report.text()), name, knowledge());
    if terminal.format == Format::Json {
        found.iter().for_each(|one| terminal.json(&form(one, report)));
    } else if found.is_empty() {
        terminal.say(&format!("{name}: the report holds no such place name"));
    } else {
        found.iter().for_each(|one| terminal.say(&lines(one, report)));
    }
}

fn form(one: &PlaceExplained, report: &Report) -> Value {
    let quote = report.quote(one.span);
    let candidates: Vec<Value> = one
        .candidates
        .iter()
        .map(|c| json!({"id": c.id, "name": c.name, "country": c.country, "lat": c.point.0, "lon": c.point.1, "reason": c.reason}))
        .collect();
    let place = one.place.as_ref().map(|p| {
        json!({"name": p.name, "id": p.id, "country": p.country, "lat": p.point.map(|x| x.0), "lon": p.point.map(|x| x.1),
            "radius_km": p.radius_km, "precision": p.precision.as_str(), "where_prec": p.ucdp_where_prec(),
            "acled_geo_precision": p.acled_geo_precision(), "admin": p.areas.iter().map(AreaForm::from).collect::<Vec<_>>()})
    });
    json!({"text": quote.text(), "start": quote.start(), "end": quote.end(), "place": place, "verdict": one.verdict, "candidates": candidates})
}

fn lines(one: &PlaceExplained, report: &Report) -> String {
    let quote = report.quote(one.span);
    let mut said = format!("{} (at {}): {}", quote.text(), quote.start(), one.verdict);
    if let Some(place) = &one.place {
        let point = place.point.map_or("no point".to_owned(), |(lat, lon)| format!("{lat}, {lon}"));
        let radius = place.radius_km.map_or(String::new(), |km| format!(" ± {km} km"));
        let _ = write!(
            said,
            "\n  → {} [{}]: {point}{radius}, precision {} (UCDP), {} (ACLED)",
            place.name,
            place.precision.as_str(),
            place.ucdp_where_prec(),
            place.acled_geo_precision()
        );
        let areas: Vec<&str> = place.areas.iter().map(|area| area.name.as_str()).collect();
        if !areas.is_empty() {
            let _ = write!(said, "\n    in {}", areas.join(" › "));
        }
    }
    for candidate in one.candidates.iter().take(8) {
        let country = candidate.country.as_deref().unwrap_or("–");
        let _ = write!(
            said,
            "\n    {} {country} {}, {}  {}",
            candidate.name, candidate.point.0, candidate.point.1, candidate.reason
        );
    }
    said
}

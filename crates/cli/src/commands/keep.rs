//! Keeping the ledger: export, reread, rebuild, verify, lawful removal.

use super::Done;
use super::ask::chosen;
use super::options::{Filters, LedgerOptions, Views};
use super::terminal::{Format, Terminal};
use crate::engine::EngineError;
use clap::ValueEnum;
use dateline_core::model::wire::EventForm;
use dateline_core::model::{Event, HarmKind};
use serde_json::json;
use std::path::Path;

/// Export forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One event a line, with everything
    Jsonl,
    /// One row an event, for spreadsheets
    Csv,
    /// Events with a point, for maps
    Geojson,
}

pub(super) fn export(
    form: Form,
    output: Option<&Path>,
    filters: &Filters,
    views: &Views,
    ledger: &LedgerOptions,
) -> Result<Done, EngineError> {
    let picture = ledger.existing()?.picture(&views.lens()?)?;
    let events = chosen(&picture, &filters.selection()?);
    let text = match form {
        Form::Jsonl => jsonl(&events),
        Form::Csv => csv(&events),
        Form::Geojson => geojson(&events),
    };
    match output {
        Some(path) => std::fs::write(path, text)
            .map_err(|e| EngineError::File { path: path.display().to_string(), why: e.to_string() })?,
        None => {
            use std::io::Write;
            // A closed pipe is no error of ours.
            let _ = std::io::stdout().write_all(text.as_bytes());
        }
    }
    let without = events.iter().filter(|e| e.place.as_ref().and_then(|p| p.value.point).is_none()).count();
    if form == Form::Geojson && without > 0 {
        eprintln!(
            "{without} of {} events have no point (a country, or no place): they are left out of the map.",
            events.len()
        );
    }
    Ok(Done::Well)
}

fn jsonl(events: &[&Event]) -> String {
    events.iter().filter_map(|e| serde_json::to_string(&EventForm::from(*e)).ok()).map(|line| line + "\n").collect()
}

fn csv(events: &[&Event]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = [
        "id",
        "type",
        "mode",
        "status",
        "standing",
        "certainty",
        "date_from",
        "date_to",
        "place",
        "country",
        "lat",
        "lon",
        "precision",
        "actors",
        "targets",
        "killed_low",
        "killed_high",
        "injured_low",
        "injured_high",
        "independent_sources",
        "reports",
    ];
    // Writing to memory cannot fail.
    let _ = table.write_record(header);
    for event in events {
        let form = EventForm::from(*event);
        let place = event.place.as_ref().map(|p| &p.value);
        let harm = |kind: HarmKind| event.harm.iter().find(|h| h.kind == kind);
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let reports: Vec<&str> = form.tellings.iter().map(|t| t.report.as_str()).collect();
        let _ = table.write_record([
            form.id.clone(),
            form.kind.value.clone(),
            form.mode.map(|m| m.value).unwrap_or_default(),
            form.status.value.clone(),
            form.standing.clone(),
            form.certainty.clone(),
            event.date.as_ref().map(|d| d.value.0.to_string()).unwrap_or_default(),
            event.date.as_ref().map(|d| d.value.1.to_string()).unwrap_or_default(),
            place.map(|p| p.name.clone()).unwrap_or_default(),
            place.and_then(|p| p.country.clone()).unwrap_or_default(),
            place.and_then(|p| p.point).map(|p| p.0.to_string()).unwrap_or_default(),
            place.and_then(|p| p.point).map(|p| p.1.to_string()).unwrap_or_default(),
            place.map(|p| p.precision.to_string()).unwrap_or_default(),
            event.actors.iter().map(|a| a.value.name.clone()).collect::<Vec<_>>().join("; "),
            event.targets.iter().map(|a| a.value.name.clone()).collect::<Vec<_>>().join("; "),
            number(harm(HarmKind::Killed).map(|h| h.low)),
            number(harm(HarmKind::Killed).and_then(|h| h.high)),
            number(harm(HarmKind::Injured).map(|h| h.low)),
            number(harm(HarmKind::Injured).and_then(|h| h.high)),
            event.families.len().to_string(),
            reports.join("; "),
        ]);
    }
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn geojson(events: &[&Event]) -> String {
    let features: Vec<_> = events
        .iter()
        .filter_map(|event| {
            let place = &event.place.as_ref()?.value;
            let (lat, lon) = place.point?;
            let properties = json!({
                "id": event.id.to_string(), "type": event.kind.value.to_string(), "standing": event.standing.to_string(), "place": place.name, "radius_km": place.radius_km,
                "precision": place.precision.to_string(), "date": event.date.as_ref().map(|d| d.value.0.to_string()), "independent_sources": event.families.len(),
            });
            Some(json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}))
        })
        .collect();
    json!({"type": "FeatureCollection", "features": features}).to_string() + "\n"
}

pub(super) fn reread(ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let (new, all) = ledger.existing()?.reread()?;
    match terminal.format {
        Format::Json => terminal.json(&json!({"reread": new, "reports": all})),
        _ if new == 0 => {
            terminal.say(&format!("All {all} reports have been read by this version of the reader already."))
        }
        _ => terminal.say(&format!("{new} of {all} reports have a new reading; the old ones stay.")),
    }
    Ok(Done::Well)
}

pub(super) fn rebuild(ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let events = ledger.existing()?.rebuild()?;
    match terminal.format {
        Format::Json => terminal.json(&json!({"events": events})),
        _ => terminal.say(&format!("{events} events were computed from the claims.")),
    }
    Ok(Done::Well)
}

pub(super) fn verify(ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let mut found = engine.ledger().verify()?;
    if found.problems.is_empty() && !engine.view_is_true()? {
        found.problems.push("the cached events are not what the claims compute to: run `dateline rebuild`".to_owned());
    }
    let head = found.head.map(|h| h.to_string()).unwrap_or_default();
    match terminal.format {
        Format::Json => terminal.json(&json!({"entries": found.entries, "reports": found.reports, "readings": found.readings, "tombstones": found.tombstones, "head": head, "problems": found.problems})),
        _ => {
            let removed = if found.tombstones > 0 { format!(", {} removed reports", found.tombstones) } else { String::new() };
            terminal.say(&format!("{} entries, {} reports, {} readings{removed}; head {}", found.entries, found.reports, found.readings, head.get(..16).unwrap_or("none")));
            found.problems.iter().for_each(|p| terminal.say(&format!("\u{1b}[31mproblem:\u{1b}[0m {p}")));
            if found.problems.is_empty() {
                terminal.say("Nothing was changed since it was written.");
            }
        }
    }
    Ok(if found.problems.is_empty() { Done::Well } else { Done::Changed })
}

pub(super) fn remove(id: &str, reason: &str, ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let found = engine.ledger().reports_like(id)?;
    let [report] = found.as_slice() else {
        return Err(EngineError::NoSuch(format!(
            "{} reports have an id that begins with {id:?}: `dateline reports` lists them",
            found.len()
        )));
    };
    engine.remove(*report, reason)?;
    match terminal.format {
        Format::Json => terminal.json(&json!({"removed": report.to_string()})),
        _ => terminal.say(&format!("The text of {report} is gone; its hash and the record of its removal stay.")),
    }
    Ok(Done::Well)
}

//! Questions: reports, claims, events, one event, search, explanations, series.

use super::Done;
use super::options::{Filters, LedgerOptions, Paging, Views, day};
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, Picture};
use crate::show;
use dateline_core::analysis::{Reconciled, selects};
use dateline_core::model::wire::{ClaimForm, EventForm, ReportForm, SeriesForm};
use dateline_core::model::{ClaimId, Event, Selection};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn reports(views: &Views, ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let picture = ledger.existing()?.picture(&views.lens()?)?;
    match terminal.format {
        Format::Json => picture.state.reports.iter().for_each(|(report, reading)| {
            let mut form = ReportForm::from(report);
            form.text.clear();
            let mut value = serde_json::to_value(form).unwrap_or_default();
            if let Some(object) = value.as_object_mut() {
                object.remove("text");
                object.insert("claims".into(), json!(reading.claims.len()));
                object.insert("findings".into(), json!(reading.findings.len()));
                object.insert("reader".into(), json!(reading.reader));
            }
            terminal.json(&value);
        }),
        _ => terminal.say(&show::reports(&picture)),
    }
    Ok(Done::Well)
}

/// The events of the picture that the filters take.
pub(super) fn chosen<'p>(picture: &'p Picture, selection: &Selection) -> Vec<&'p Event> {
    picture.events.iter().filter(|e| selects(selection, e)).collect()
}

/// So many events a page holds for people; programs get all unless they ask for less.
const PAGE: usize = 100;

pub(super) fn events(
    filters: &Filters,
    paging: &Paging,
    views: &Views,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let limit = paging.limit.unwrap_or(if terminal.format == Format::Json { usize::MAX } else { PAGE });
    let page = engine.events(&views.lens()?, &filters.selection()?, limit, paging.skip)?;
    match terminal.format {
        Format::Json => page.forms.iter().for_each(|e| terminal.json(e)),
        _ => terminal.say(&show::events(&page, paging.skip)),
    }
    Ok(Done::Well)
}

pub(super) fn claims(
    filters: &Filters,
    views: &Views,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let picture = ledger.existing()?.picture(&views.lens()?)?;
    let wanted: BTreeSet<ClaimId> = chosen(&picture, &filters.selection()?)
        .iter()
        .flat_map(|e| &e.tellings)
        .flat_map(|t| t.claims.clone())
        .collect();
    for (report, reading) in &picture.state.reports {
        for claim in reading.claims.iter().filter(|c| wanted.contains(&c.id)) {
            match terminal.format {
                Format::Json => {
                    let mut value = serde_json::to_value(ClaimForm::from(claim)).unwrap_or_default();
                    value["report"] = json!(report.id().to_string());
                    value["outlet"] = json!(report.meta().outlet);
                    terminal.json(&value);
                }
                _ => terminal.say(&show::claim_line(report, claim)),
            }
        }
    }
    Ok(Done::Well)
}

pub(super) fn event(id: &str, views: &Views, ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let lens = views.lens()?;
    let picture = engine.event(id, &lens)?;
    let Some(event) = picture.events.first() else { return Ok(Done::Well) };
    let formers = engine.formers(event)?;
    let reconciled = engine.reconciled(event, &lens)?;
    match terminal.format {
        Format::Json => {
            let mut value = serde_json::to_value(EventForm::from(event)).unwrap_or_default();
            value["reconciled"] = reconciled.iter().map(reconciled_form).collect();
            value["formerly"] = formers
                .iter()
                .map(|f| json!({"event": f.event, "until": f.at.to_string(), "because": f.because}))
                .collect();
            terminal.json(&value);
        }
        _ => {
            if let Some(former) = formers.iter().find(|f| f.event.starts_with(&id.to_lowercase())) {
                terminal.say(&show::redirect(former, event));
            }
            terminal.say(&show::event(event, &picture, &formers));
            reconciled.iter().for_each(|r| terminal.say(&show::reconciled(r)));
        }
    }
    Ok(Done::Well)
}

/// A sum beside the ledger's own count, for programs.
fn reconciled_form(r: &Reconciled) -> serde_json::Value {
    let events: Vec<String> = r.events.iter().map(ToString::to_string).collect();
    json!({
        "sum": r.sum.to_string(), "counted": r.counted.as_str(), "told": {"low": r.told.0, "high": r.told.1},
        "own": {"low": r.own.low, "high": r.own.high}, "gap": r.gap,
        "period": r.period.map(|(from, to)| [from.to_string(), to.to_string()]), "events": events,
    })
}

pub(super) fn retractions(ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let found = ledger.existing()?.retractions()?;
    if found.is_empty() && terminal.format != Format::Json {
        terminal.say("Nothing was retracted.");
    }
    for former in &found {
        match terminal.format {
            Format::Json => terminal
                .json(&json!({"event": former.event, "until": former.at.to_string(), "because": former.because})),
            _ => terminal.say(&show::retraction(former)),
        }
    }
    Ok(Done::Well)
}

pub(super) fn search(
    words: &str,
    limit: usize,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let engine = ledger.existing()?;
    let hits = engine.ledger().search(words, limit)?;
    if hits.is_empty() && terminal.format != Format::Json {
        terminal.say("No report holds these words.");
    }
    for hit in hits {
        match terminal.format {
            Format::Json => {
                terminal.json(&json!({"report": hit.report.to_string(), "title": hit.title, "excerpt": hit.excerpt}))
            }
            _ => terminal.say(&show::hit(&hit)),
        }
    }
    Ok(Done::Well)
}

pub(super) fn explain(
    id: &str,
    views: &Views,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let picture = ledger.existing()?.event(id, &views.lens()?)?;
    let Some(event) = picture.events.first() else { return Ok(Done::Well) };
    let claims: Vec<ClaimId> = event.tellings.iter().flat_map(|t| t.claims.clone()).collect();
    let one = claims
        .iter()
        .filter(|c| c.to_string().starts_with(&id.to_lowercase()))
        .copied()
        .next()
        .filter(|c| *c != event.id);
    match terminal.format {
        Format::Json => {
            let made_by: Vec<_> = claims
                .iter()
                .filter(|c| one.is_none_or(|o| o == **c))
                .filter_map(|c| picture.claim(*c))
                .map(|(report, _, claim)| json!({"claim": claim.id.to_string(), "report": report.id().to_string(), "made_by": ClaimForm::from(claim).made_by}))
                .collect();
            terminal.json(
                &json!({"event": event.id.to_string(), "reasons": EventForm::from(event).reasons, "claims": made_by}),
            );
        }
        _ => terminal.say(&show::explanation(event, one, &picture)),
    }
    Ok(Done::Well)
}

pub(super) fn series(
    filters: &Filters,
    views: &Views,
    until: Option<&str>,
    lulls_only: bool,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let survey = ledger.existing()?.survey(&views.lens()?, &filters.selection()?, until.map(day).transpose()?)?;
    let (series, picture, sums) = (survey.series, survey.picture, survey.sums);
    match terminal.format {
        Format::Json if lulls_only => SeriesForm::from(&series).lulls.iter().for_each(|l| terminal.json(l)),
        Format::Json => {
            let mut value = serde_json::to_value(SeriesForm::from(&series)).unwrap_or_default();
            value["reconciled"] = sums.iter().map(reconciled_form).collect();
            terminal.json(&value);
        }
        _ if lulls_only => terminal.say(&show::lulls(&series, &picture)),
        _ => {
            terminal.say(&show::series(&series, &picture));
            sums.iter().for_each(|r| terminal.say(&show::reconciled(r)));
        }
    }
    Ok(Done::Well)
}

//! Place names and their points. A country has no point in a reading; the task wants one, so it gets the gazetteer's for maps.

use anyhow::{Context, Result};
use dateline_core::extraction::{Reader, toponyms};
use dateline_core::knowledge::Knowledge;
use dateline_core::model::{Report, ReportMeta};
use dateline_core::reading::sentences;
use serde_json::{Value, json};

pub(super) fn predict(_: &Reader<'_>, row: &Value) -> Result<Value> {
    let text = row["text"].as_str().context("no text")?;
    let report = Report::plain(ReportMeta::default(), text);
    let knowledge = Knowledge::builtin();
    let found: Vec<Value> = toponyms(&report, &sentences(report.text()), knowledge)
        .iter()
        .map(|toponym| {
            let country = toponym.place.country.as_deref();
            let point = toponym.place.point.or_else(|| knowledge.places.centre(country?));
            let quote = report.quote(toponym.span);
            json!({"start": quote.start(), "end": quote.end(), "lat": point.map(|p| p.0), "lon": point.map(|p| p.1)})
        })
        .collect();
    Ok(json!({"id": row["id"], "toponyms": found}))
}

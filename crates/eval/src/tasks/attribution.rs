//! Who says what: the attributions of all sentences, those without events too.

use anyhow::Result;
use dateline_core::extraction::{Reader, said};
use dateline_core::knowledge::Knowledge;
use dateline_core::model::Quote;
use dateline_core::reading::sentences;
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let report = super::read(reader, row)?.report;
    let span = |q: &Quote| json!([q.start(), q.end()]);
    let attributions: Vec<Value> = said(&report, &sentences(report.text()), Knowledge::builtin(), reader.network())
        .iter()
        .map(|s| {
            json!({
                "source": s.source.as_ref().map(span),
                "cue": span(&s.cue),
                "content": s.contents.iter().map(span).collect::<Vec<_>>(),
            })
        })
        .collect();
    Ok(json!({"id": row["id"], "attributions": attributions}))
}

//! `dateline diff`: what changed between two moments, and because of what.

use super::Done;
use super::options::{LedgerOptions, end_of};
use super::terminal::{Format, Terminal};
use crate::engine::{ChangeKind, EngineError, Lens};
use crate::show;
use dateline_ledger::View;
use serde_json::json;

pub(super) fn diff(
    from: &str,
    to: Option<&str>,
    published: bool,
    ledger: &LedgerOptions,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let lens = |moment: Option<jiff::Timestamp>| {
        let view = if published {
            View { as_of: None, as_published: moment }
        } else {
            View { as_of: moment, as_published: None }
        };
        Lens { view, ..Lens::default() }
    };
    let changes = engine.diff(&lens(Some(end_of(from)?)), &lens(to.map(end_of).transpose()?))?;
    if changes.is_empty() && terminal.format != Format::Json {
        terminal.say("Nothing changed.");
    }
    for change in &changes {
        match terminal.format {
            Format::Json => {
                let kind = match change.kind {
                    ChangeKind::Appeared => "appeared",
                    ChangeKind::Vanished => "vanished",
                    ChangeKind::Changed => "changed",
                    ChangeKind::Merged => "merged",
                };
                let fields: Vec<_> = change
                    .fields
                    .iter()
                    .map(|(field, before, after)| json!({"field": field, "before": before, "after": after}))
                    .collect();
                let reports: Vec<String> = change.reports.iter().map(ToString::to_string).collect();
                terminal.json(&json!({"change": kind, "event": change.event.to_string(), "now": change.now.map(|id| id.to_string()), "fields": fields, "reports": reports, "judgements": change.judgements}));
            }
            _ => terminal.say(&show::change(change)),
        }
    }
    Ok(Done::Well)
}

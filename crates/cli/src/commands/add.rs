//! `dateline add`: reads reports and adds them to the ledger.

use super::Done;
use super::options::{Inputs, LedgerOptions};
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, Source};
use crate::show;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

pub(super) fn add(inputs: &Inputs, ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let options = inputs.options()?;
    let mut engine = ledger.open()?;
    let sources = Source::named(&inputs.inputs);
    let bar = progress(terminal);
    let tally = engine.add(sources, &options, |done| bar.set_position(done as u64))?;
    bar.finish_and_clear();
    for (_, why) in &tally.failed {
        terminal.note(&format!("\u{1b}[31merror:\u{1b}[0m {why}"));
    }
    for (name, finding) in &tally.findings {
        terminal.warn(&format!("{name}: {} ({})", finding.message, finding.code));
    }
    match terminal.format {
        Format::Json => terminal.json(&json!({"new": tally.new, "reread": tally.reread, "known": tally.known, "claims": tally.claims, "failed": tally.failed.len()})),
        _ => {
            let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            terminal.say(&format!(
                "{} added with {}, {} already known{}.",
                plural(tally.new, "report"),
                plural(tally.claims, "claim"),
                tally.known,
                if tally.reread > 0 { format!(", {} read anew", tally.reread) } else { String::new() },
            ));
            if !tally.added.is_empty() {
                terminal.say(&format!("\n{}", show::added(engine.events_of(&tally.added)?)));
            }
        }
    }
    let empty = tally.findings.iter().any(|(_, f)| f.code.starts_with("input/"));
    Ok(if tally.failed.is_empty() && !empty { Done::Well } else { Done::SomeUnread })
}

fn progress(terminal: &Terminal) -> ProgressBar {
    if !terminal.watched {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} reports read, {per_sec}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::no_length().with_style(style)
}

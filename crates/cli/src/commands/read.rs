//! `dateline read`: what reports say, without a ledger.

use super::Done;
use super::options::Inputs;
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, ReadReport, Source, read_all};
use crate::show;

pub(super) fn read(inputs: &Inputs, terminal: &Terminal) -> Result<Done, EngineError> {
    let options = inputs.options()?;
    let sources = Source::named(&inputs.inputs);
    let mut unread = false;
    let mut pages: Vec<ReadReport> = Vec::new();
    read_all(sources, &options, |name, outcome| {
        match outcome {
            Err(error) => {
                unread = true;
                terminal.complain(&error);
            }
            Ok((reports, findings)) => {
                unread |= reports.is_empty();
                findings.iter().for_each(|f| terminal.warn(&format!("{name}: {} ({})", f.message, f.code)));
                for report in reports {
                    match terminal.format {
                        Format::Json => terminal.json(&report.form()),
                        Format::Text => terminal.say(&show::reading(&report)),
                        Format::Html => pages.push(report),
                    }
                }
            }
        }
        Ok(())
    })?;
    if terminal.format == Format::Html {
        terminal.say(&show::page(&pages));
    }
    Ok(if unread { Done::SomeUnread } else { Done::Well })
}

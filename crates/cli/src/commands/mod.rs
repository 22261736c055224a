//! The command line: what can be said to `dateline`, and the exit codes.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | all went well |
//! | 1 | the command could not be carried out |
//! | 2 | the command line is wrong |
//! | 3 | some inputs could not be read; the others were |
//! | 4 | `verify` found that something was changed |

mod add;
mod ask;
mod change;
mod explain;
mod explain_date;
mod explain_place;
mod import_geonames;
mod judge;
mod keep;
mod options;
mod read;
mod terminal;

use crate::engine::EngineError;
use clap::{CommandFactory, Parser, Subcommand};
use options::{Filters, Inputs, LedgerOptions, Paging, Views};
use std::process::ExitCode;
use terminal::{Format, Terminal};

/// Reads news reports of armed conflict and keeps a ledger of events you can cite.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// text for people, json lines for programs; by default text in a terminal and json in a pipe
    #[arg(long, global = true, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    ledger: LedgerOptions,
    /// A folder with tables (.tsv) of actors of your own and imported places, added to what is built in
    #[arg(long, global = true, env = "DATELINE_KNOWLEDGE", value_name = "DIR")]
    knowledge: Option<std::path::PathBuf>,
    /// Who reads
    #[arg(long, global = true, env = "DATELINE_READER", value_enum, default_value = "joined")]
    reader: crate::engine::ReaderKind,
}

const EXAMPLES: &str = "\
Examples:
  dateline read report.html                     what does this report say?
  dateline read --format html report.txt > r.html
  dateline add reports/ feed.xml                keep them in dateline.db
  dateline events --country SY --type ASSAULT   what is known
  dateline event 3f2a                           one event, with its sources side by side
  dateline events --as-published 2024-04-22     what had been published by then
  dateline lulls --target \"US base\"             how long was the silence?

Exit codes: 0 well, 1 failed, 2 wrong command line, 3 some inputs unread, 4 verify found a change.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what reports say, without a ledger
    Read(Inputs),
    /// Read reports and add them to the ledger
    Add(Inputs),
    /// List the reports of the ledger
    Reports(Views),
    /// List the claims: one statement of one report each
    Claims {
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        views: Views,
    },
    /// List the events
    Events {
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        paging: Paging,
        #[command(flatten)]
        views: Views,
    },
    /// Show one event: every field with what stands for and against it, and its sources side by side
    Event {
        /// The event's id, or its beginning
        id: String,
        #[command(flatten)]
        views: Views,
    },
    /// List events that no report tells any longer, and since when
    Retractions,
    /// Find reports by their words ("quoted words" are a phrase)
    Search {
        /// The words
        words: Vec<String>,
        /// Most reports shown
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Say why: which rule made each value of a claim, why the tellings of an event were joined, what a name or date may mean
    #[command(after_help = "Examples:
  dateline explain 3fa2
  dateline explain actor \"SNA\" --in report.txt
  dateline explain actor \"Joe Biden\" --on 2010-06-01
  dateline explain place \"Zummar\" --in report.txt
  dateline explain date \"last Tuesday\" --in report.txt")]
    Explain {
        /// The id of an event or claim, or its beginning; or: actor NAME, place NAME, date WORDS
        #[arg(required = true, num_args = 1..=2)]
        what: Vec<String>,
        /// The report in which the name stands
        #[arg(long = "in", value_name = "REPORT")]
        report: Option<String>,
        /// The day on which the name is meant, or of a report that has none (YYYY-MM-DD)
        #[arg(long)]
        on: Option<String>,
        #[command(flatten)]
        views: Views,
    },
    /// Count the selected events over time
    Series {
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        views: Views,
        /// The day from which one looks back (default: the last publication day in the ledger)
        #[arg(long)]
        until: Option<String>,
    },
    /// Find unusual silences of the selected events, with the reports that were read in them
    Lulls {
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        views: Views,
        /// The day from which one looks back (default: the last publication day in the ledger)
        #[arg(long)]
        until: Option<String>,
    },
    /// Decide something about events, with a reason; nothing is overwritten
    #[command(subcommand)]
    Judge(judge::Judge),
    /// Say what changed between two moments, and because of what
    Diff {
        /// What the ledger knew at this moment (YYYY-MM-DD or RFC 3339)
        #[arg(long)]
        from: String,
        /// … compared with this moment (default: now)
        #[arg(long)]
        to: Option<String>,
        /// Compare what had been published by then, instead of what the ledger knew
        #[arg(long)]
        published: bool,
    },
    /// Write the events out
    Export {
        /// jsonl, csv or geojson
        #[arg(value_enum)]
        form: keep::Form,
        /// The file to write (default: standard output)
        #[arg(long, short)]
        output: Option<std::path::PathBuf>,
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        views: Views,
    },
    /// Add the places of a GeoNames dump to your own knowledge (--knowledge DIR), for later readings
    #[command(after_help = "Example:
  dateline --knowledge mine import-geonames SY.txt      # then: dateline --knowledge mine read report.txt
The dump is the unpacked .txt file of download.geonames.org/export/dump: tab-separated, 19 columns, no header.")]
    ImportGeonames {
        /// allCountries.txt, cities500.txt or one country's file
        file: std::path::PathBuf,
    },
    /// Read every report of the ledger again with this version of the reader
    Reread,
    /// Compute the events afresh from the claims
    Rebuild,
    /// Check that nothing in the ledger was changed since it was written
    Verify,
    /// Remove a report's text, as a law or a licence bids; its hash stays
    Remove {
        /// The report's id, or its beginning
        id: String,
        /// Why it is removed
        #[arg(long)]
        reason: String,
    },
    /// Write completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// What a command came to.
enum Done {
    Well,
    SomeUnread,
    Changed,
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.format);
    match dispatch(arguments, &terminal) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::SomeUnread) => ExitCode::from(3),
        Ok(Done::Changed) => ExitCode::from(4),
        Err(error) => {
            terminal.complain(&error);
            ExitCode::from(1)
        }
    }
}

fn dispatch(arguments: Arguments, terminal: &Terminal) -> Result<Done, EngineError> {
    let ledger = &arguments.ledger;
    if let Command::ImportGeonames { file } = &arguments.command {
        return import_geonames::import(file, arguments.knowledge.as_deref(), terminal);
    }
    if let Some(folder) = &arguments.knowledge {
        crate::engine::add_knowledge(folder)?;
    }
    crate::engine::choose_reader(arguments.reader);
    match arguments.command {
        Command::Read(inputs) => read::read(&inputs, terminal),
        Command::Add(inputs) => add::add(&inputs, ledger, terminal),
        Command::Reports(views) => ask::reports(&views, ledger, terminal),
        Command::Claims { filters, views } => ask::claims(&filters, &views, ledger, terminal),
        Command::Events { filters, paging, views } => ask::events(&filters, &paging, &views, ledger, terminal),
        Command::Retractions => ask::retractions(ledger, terminal),
        Command::Event { id, views } => ask::event(&id, &views, ledger, terminal),
        Command::Search { words, limit } => ask::search(&words.join(" "), limit, ledger, terminal),
        Command::Explain { what, report, on, views } => match what.as_slice() {
            [id] => ask::explain(id, &views, ledger, terminal),
            _ => explain::explain(&what, report.as_deref(), on.as_deref(), terminal),
        },
        Command::Series { filters, views, until } => {
            ask::series(&filters, &views, until.as_deref(), false, ledger, terminal)
        }
        Command::Lulls { filters, views, until } => {
            ask::series(&filters, &views, until.as_deref(), true, ledger, terminal)
        }
        Command::Judge(judgement) => judge::judge(judgement, ledger, terminal),
        Command::Diff { from, to, published } => change::diff(&from, to.as_deref(), published, ledger, terminal),
        Command::Export { form, output, filters, views } => {
            keep::export(form, output.as_deref(), &filters, &views, ledger)
        }
        Command::ImportGeonames { .. } => Ok(Done::Well),
        Command::Reread => keep::reread(ledger, terminal),
        Command::Rebuild => keep::rebuild(ledger, terminal),
        Command::Verify => keep::verify(ledger, terminal),
        Command::Remove { id, reason } => keep::remove(&id, &reason, ledger, terminal),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut std::io::stdout());
            Ok(Done::Well)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}

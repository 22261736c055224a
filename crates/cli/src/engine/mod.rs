//! The engine: the front door that joins the stages, and the only place with a clock, files and network.
//!
//! In: paths, URLs, bytes; questions. Out: readings, events, series. It holds no rule of extraction and no statistics.
#![deny(missing_docs)]

mod error;
mod events;
mod fetch;
mod geonames;
mod linked;
mod looks;
mod overlay;
mod pipeline;
mod sources;
mod survey;

pub use error::EngineError;
pub use events::{Change, ChangeKind, Lens, Picture, event_bytes};
pub use fetch::FetchLimits;
pub use geonames::{Imported, import_geonames};
pub use looks::{EventPage, Former};
pub use overlay::{add_knowledge, knowledge};
pub use pipeline::{Outcome, ReadReport, Tally, link, read_all, read_input, read_text, try_read_input};
pub use sources::{Input, Inputs, Source, SourceOptions};
pub use survey::Survey;

use dateline_core::extraction::Reader;
use dateline_encoder::Network;
use dateline_ledger::Ledger;
pub use dateline_ledger::View;
use jiff::Timestamp;
use std::path::Path;
use std::sync::OnceLock;

/// What tells the time: the system's clock, or a set moment for tests and replays.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// Always this moment.
    Fixed(Timestamp),
}

impl Clock {
    /// The moment it is.
    #[allow(clippy::disallowed_methods)] // The one place that asks the system.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Fixed(moment) => *moment,
        }
    }
}

/// Who reads: the rules alone, or the rules with the learned reader's network beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ReaderKind {
    /// The rules alone: the fastest.
    #[default]
    Rules,
    /// The rules and the network.
    Joined,
}

static READER: OnceLock<ReaderKind> = OnceLock::new();

/// Chooses who reads. To be called once, before anything is read.
pub fn choose_reader(kind: ReaderKind) {
    let _ = READER.set(kind);
}

/// The reader that was chosen, with the knowledge in use.
pub fn reader() -> Reader<'static> {
    let rules = Reader::new(knowledge());
    match READER.get().copied().unwrap_or_default() {
        ReaderKind::Rules => rules,
        ReaderKind::Joined => Network::builtin().map_or(rules, |network| rules.with_network(network)),
    }
}

/// An open ledger with what is needed to add to it and question it.
#[derive(Debug)]
pub struct Engine {
    ledger: Ledger,
    clock: Clock,
    /// Who acts: it stands in every entry.
    by: String,
}

impl Engine {
    /// Opens the ledger at `path`, making it where there is none.
    pub fn open(path: &Path, clock: Clock, by: &str) -> Result<Self, EngineError> {
        Ok(Self { ledger: Ledger::open(path)?, clock, by: by.to_owned() })
    }

    /// Opens a ledger that must be there.
    pub fn open_existing(path: &Path, clock: Clock, by: &str) -> Result<Self, EngineError> {
        Ok(Self { ledger: Ledger::open_existing(path)?, clock, by: by.to_owned() })
    }

    /// The ledger, for looking things up.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Sets the clock, for replays.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }
}

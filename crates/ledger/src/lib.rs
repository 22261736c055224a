//! The ledger: the append-only record of reports, readings and judgements, and the views computed from it.
//!
//! In: reports with their readings, judgements, and the moment each is learned (there is no clock here). Out: the state of
//! knowledge at any moment. It is the only package that speaks SQL; it does not know how claims are made or joined.
//!
//! Entries are hash-chained. What an entry speaks of (a report, its raw bytes, a reading) stands beside the chain, by its hash.
//! Nothing is updated or deleted; lawful removal blanks a content and leaves its hash.
#![deny(missing_docs)]

mod chain;
mod contents;
mod error;
mod judgements;
mod linked;
mod pages;
mod schema;
mod search;
mod state;
mod verify;
mod write;

pub use error::LedgerError;
pub use linked::{CoverageRow, Deed, EventRow, Linked, Mark, Step};
pub use pages::Page;
pub use search::Hit;
pub use state::{State, View};
pub use verify::Verification;
pub use write::{Added, Addition};

use dateline_core::model::{ClaimId, Entry, EntryHash, Report, ReportId};
use rusqlite::Connection;
use std::path::Path;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
}

impl Ledger {
    /// Opens the ledger at `path`, and makes it where there is none.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let connection = Connection::open(path)?;
        schema::prepare(&connection, path)?;
        Ok(Self { connection })
    }

    /// Opens a ledger that must be there.
    pub fn open_existing(path: &Path) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing(path.to_owned()));
        }
        Self::open(path)
    }

    /// The number and hash of the last entry; 0 and the genesis hash where there is none.
    pub fn head(&self) -> Result<(u64, EntryHash), LedgerError> {
        chain::head(&self.connection)
    }

    /// Up to `limit` entries behind the one with number `after`, in order.
    pub fn entries(&self, after: u64, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        chain::entries(&self.connection, after, limit)
    }

    /// The report of that id; `None` where it is unknown or was removed.
    pub fn report(&self, id: ReportId) -> Result<Option<Report>, LedgerError> {
        contents::report(&self.connection, id)
    }

    /// The raw bytes of a report; `None` where it is unknown or was removed.
    pub fn raw(&self, id: ReportId) -> Result<Option<Vec<u8>>, LedgerError> {
        contents::raw_of(&self.connection, id)
    }

    /// The reports whose id begins with `prefix`.
    pub fn reports_like(&self, prefix: &str) -> Result<Vec<ReportId>, LedgerError> {
        search::ids(&self.connection, "SELECT id FROM reports WHERE id LIKE ?1 ORDER BY id LIMIT 8", prefix)
    }

    /// The claims whose id begins with `prefix`.
    pub fn claims_like(&self, prefix: &str) -> Result<Vec<ClaimId>, LedgerError> {
        search::ids(&self.connection, "SELECT DISTINCT id FROM claims WHERE id LIKE ?1 ORDER BY id LIMIT 8", prefix)
    }
}

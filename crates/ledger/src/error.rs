//! What can go wrong, by what the caller can do about it.

use std::path::PathBuf;

/// Why the ledger could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no file.
    #[error("there is no ledger at {0}: make one with `dateline add FILE…`, or name another with --ledger")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0} is no Dateline ledger: name another file with --ledger")]
    NotALedger(PathBuf),
    /// The file was written by a newer program.
    #[error("{path} has format {found}, and this program knows formats up to {known}: use a newer Dateline")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest known.
        known: u32,
    },
    /// Another program is writing.
    #[error("another program is writing to the ledger: try again when it has ended")]
    Busy,
    /// What is stored does not read back.
    #[error("entry {number} of the ledger is damaged: {what}; run `dateline verify`")]
    Corrupt {
        /// The entry.
        number: u64,
        /// What is wrong.
        what: String,
    },
    /// The thing asked for is not there.
    #[error("{0}")]
    Unknown(String),
    /// The file cannot be read or written.
    #[error("the ledger cannot be read or written: {0}")]
    Storage(rusqlite::Error),
    /// Compressed content cannot be packed or unpacked.
    #[error("stored content cannot be unpacked: {0}")]
    Packing(#[from] std::io::Error),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => LedgerError::Busy,
            _ => LedgerError::Storage(error),
        }
    }
}

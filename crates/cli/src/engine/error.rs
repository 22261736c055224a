//! What can go wrong in the engine, by what the caller can do.

use dateline_ledger::LedgerError;

/// Why the engine could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The ledger could not.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A file could not be read.
    #[error("{path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Why, and what to do.
        why: String,
    },
    /// A URL could not be fetched.
    #[error("{url}: {why}")]
    Fetch {
        /// The URL.
        url: String,
        /// Why, and what to do.
        why: String,
    },
    /// An id names nothing, or more than one thing.
    #[error("{0}")]
    NoSuch(String),
}

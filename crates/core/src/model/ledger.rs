//! Operations, entries and judgements: the words of the append-only record.

use super::{ClaimId, EntryHash, Reliability, ReportId};
use jiff::Timestamp;

/// What an entry of the ledger does. Large things are named by their hash; the ledger keeps them beside the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// A report was added. `content` is the hash of its written-down form, `raw` that of its raw bytes.
    AddReport {
        /// The report.
        report: ReportId,
        /// BLAKE3 of the report's wire form.
        content: [u8; 32],
        /// BLAKE3 of the raw bytes.
        raw: [u8; 32],
    },
    /// A reading was added.
    AddReading {
        /// The report it reads.
        report: ReportId,
        /// The reader's version.
        reader: String,
        /// BLAKE3 of the reading's wire form.
        content: [u8; 32],
    },
    /// An analyst decided something.
    Judge(Judgement),
    /// A report's text and bytes were removed, as a law or a licence bids; hashes and chain stay.
    Remove {
        /// The report.
        report: ReportId,
        /// Why.
        reason: String,
    },
}

/// An analyst's decision. It names claims, not events, so that it holds however events are computed later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What was decided.
    pub action: Action,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What an analyst can decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// These claims speak of one event.
    Merge(Vec<ClaimId>),
    /// The first claims speak of another event than the second ones.
    Split(Vec<ClaimId>, Vec<ClaimId>),
    /// The event of these claims happened; or, with a field, that field's value is right.
    Confirm(Vec<ClaimId>, Option<String>),
    /// The field of the event of these claims has this value.
    Correct(Vec<ClaimId>, String, String),
    /// This claim is not to be believed.
    Discount(ClaimId),
    /// The source of this name can be relied on so far.
    Rely(String, Reliability),
    /// A remark on the event of these claims.
    Note(Vec<ClaimId>),
    /// The judgement with this number in the ledger no longer holds.
    Undo(u64),
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub number: u64,
    /// When the ledger learned it.
    pub at: Timestamp,
    /// Who added it.
    pub by: String,
    /// What it does.
    pub operation: Operation,
    /// The hash of the entry before.
    pub previous: EntryHash,
    /// Its own hash.
    pub hash: EntryHash,
}

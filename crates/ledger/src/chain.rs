//! The chain of entries: their hashes and how they are appended and read.
//!
//! The hash of an entry is BLAKE3 over: its number (8 bytes, little endian); then, each with its length in bytes before it
//! (8 bytes, little endian), the moment as RFC 3339 in UTC, who added it, and the operation as JSON; then the hash before it.

use crate::LedgerError;
use dateline_core::model::wire::OperationForm;
use dateline_core::model::{Entry, EntryHash, Operation};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// An entry as its row has it.
pub(crate) struct StoredEntry {
    pub number: u64,
    pub at: String,
    pub by: String,
    pub operation: String,
    pub previous: Vec<u8>,
    pub hash: Vec<u8>,
}

impl StoredEntry {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            operation: row.get(3)?,
            previous: row.get(4)?,
            hash: row.get(5)?,
        })
    }

    /// The hash its content should have.
    pub fn computed_hash(&self) -> EntryHash {
        let previous: [u8; 32] = self.previous.as_slice().try_into().unwrap_or([0; 32]);
        hash(self.number, &self.at, &self.by, &self.operation, EntryHash(previous))
    }

    /// The entry, read.
    pub fn entry(&self) -> Result<Entry, LedgerError> {
        let corrupt = |what: String| LedgerError::Corrupt { number: self.number, what };
        let form: OperationForm = serde_json::from_str(&self.operation).map_err(|e| corrupt(e.to_string()))?;
        let fixed =
            |bytes: &[u8]| bytes.try_into().map(EntryHash).map_err(|_| corrupt("a hash has the wrong length".into()));
        Ok(Entry {
            number: self.number,
            at: self.at.parse().map_err(|e: jiff::Error| corrupt(e.to_string()))?,
            by: self.by.clone(),
            operation: Operation::try_from(&form).map_err(|e| corrupt(e.to_string()))?,
            previous: fixed(&self.previous)?,
            hash: fixed(&self.hash)?,
        })
    }
}

fn hash(number: u64, at: &str, by: &str, operation: &str, previous: EntryHash) -> EntryHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&number.to_le_bytes());
    for field in [at, by, operation] {
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    hasher.update(&previous.0);
    EntryHash(*hasher.finalize().as_bytes())
}

pub(crate) fn head(connection: &Connection) -> Result<(u64, EntryHash), LedgerError> {
    let row = connection.query_row("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1", [], |row| {
        Ok((row.get::<_, u64>(0)?, row.get::<_, [u8; 32]>(1)?))
    });
    Ok(row.optional()?.map_or((0, EntryHash::GENESIS), |(number, hash)| (number, EntryHash(hash))))
}

/// Appends an operation; its number.
pub(crate) fn append(
    connection: &Connection,
    operation: &Operation,
    by: &str,
    at: Timestamp,
) -> Result<u64, LedgerError> {
    let (last, previous) = head(connection)?;
    let number = last + 1;
    let written =
        serde_json::to_string(&OperationForm::from(operation)).map_err(|e| LedgerError::Unknown(e.to_string()))?;
    let moment = at.to_string();
    let hash = hash(number, &moment, by, &written, previous);
    connection
        .prepare_cached("INSERT INTO entries (number, at, at_us, by, operation, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![number, moment, at.as_microsecond(), by, written, previous.0, hash.0])?;
    Ok(number)
}

pub(crate) fn stored(connection: &Connection, after: u64, limit: usize) -> Result<Vec<StoredEntry>, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at, by, operation, previous, hash FROM entries WHERE number > ?1 ORDER BY number LIMIT ?2",
    )?;
    let rows = statement.query_map(params![after, limit as i64], StoredEntry::of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn entries(connection: &Connection, after: u64, limit: usize) -> Result<Vec<Entry>, LedgerError> {
    stored(connection, after, limit)?.iter().map(StoredEntry::entry).collect()
}

/// The number of the last entry made at or before `at`.
pub(crate) fn number_at(connection: &Connection, at: Option<Timestamp>) -> Result<u64, LedgerError> {
    let Some(at) = at else { return Ok(head(connection)?.0) };
    let number: Option<u64> =
        connection
            .query_row("SELECT max(number) FROM entries WHERE at_us <= ?1", [at.as_microsecond()], |row| row.get(0))?;
    Ok(number.unwrap_or(0))
}

//! Contents: what entries speak of, by hash, compressed; each only once.

use crate::LedgerError;
use dateline_core::model::wire::{ReadingForm, ReportForm};
use dateline_core::model::{Reading, Report, ReportId};
use rusqlite::{Connection, OptionalExtension, params};

/// Stores bytes under their hash, unless they are there.
pub(crate) fn store(connection: &Connection, bytes: &[u8]) -> Result<[u8; 32], LedgerError> {
    let hash = *blake3::hash(bytes).as_bytes();
    let known = connection.prepare_cached("SELECT 1 FROM contents WHERE hash = ?1")?.exists([hash])?;
    if !known {
        let packed = zstd::bulk::compress(bytes, 3)?;
        connection
            .prepare_cached("INSERT INTO contents (hash, packed) VALUES (?1, ?2)")?
            .execute(params![hash, packed])?;
    }
    Ok(hash)
}

/// The bytes of that hash; `None` where they are unknown or were removed.
pub(crate) fn load(connection: &Connection, hash: &[u8]) -> Result<Option<Vec<u8>>, LedgerError> {
    let packed: Option<Option<Vec<u8>>> = connection
        .prepare_cached("SELECT packed FROM contents WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    Ok(packed.flatten().map(|packed| zstd::decode_all(packed.as_slice())).transpose()?)
}

/// Blanks the bytes of that hash; the row stays.
pub(crate) fn blank(connection: &Connection, hash: &[u8]) -> Result<(), LedgerError> {
    connection.execute("UPDATE contents SET packed = NULL WHERE hash = ?1", [hash])?;
    Ok(())
}

/// The written-down form of a report, as it is stored.
pub(crate) fn report_bytes(report: &Report) -> Vec<u8> {
    serde_json::to_vec(&ReportForm::with_map(report)).unwrap_or_default()
}

/// The written-down form of a reading, without the report itself, which is stored once on its own.
pub(crate) fn reading_bytes(report: &Report, reading: &Reading) -> Vec<u8> {
    let mut form = ReadingForm::of(report, reading);
    form.report.text.clear();
    serde_json::to_vec(&form).unwrap_or_default()
}

/// A report from its stored form.
pub(crate) fn to_report(bytes: &[u8], entry: u64) -> Result<Report, LedgerError> {
    let corrupt = |what: String| LedgerError::Corrupt { number: entry, what };
    let form: ReportForm = serde_json::from_slice(bytes).map_err(|e| corrupt(e.to_string()))?;
    form.to_report().map_err(|e| corrupt(e.to_string()))
}

/// A reading of `report` from its stored form.
pub(crate) fn to_reading(bytes: &[u8], report: &Report, entry: u64) -> Result<Reading, LedgerError> {
    let corrupt = |what: String| LedgerError::Corrupt { number: entry, what };
    let form: ReadingForm = serde_json::from_slice(bytes).map_err(|e| corrupt(e.to_string()))?;
    form.to_reading(report).map_err(|e| corrupt(e.to_string()))
}

pub(crate) fn report(connection: &Connection, id: ReportId) -> Result<Option<Report>, LedgerError> {
    let row: Option<(u64, Vec<u8>)> = connection
        .prepare_cached("SELECT entry, content FROM reports WHERE id = ?1")?
        .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((entry, hash)) = row else { return Ok(None) };
    load(connection, &hash)?.map(|bytes| to_report(&bytes, entry)).transpose()
}

pub(crate) fn raw_of(connection: &Connection, id: ReportId) -> Result<Option<Vec<u8>>, LedgerError> {
    let hash: Option<Vec<u8>> =
        connection.query_row("SELECT raw FROM reports WHERE id = ?1", [id.to_string()], |row| row.get(0)).optional()?;
    match hash {
        Some(hash) => load(connection, &hash),
        None => Ok(None),
    }
}

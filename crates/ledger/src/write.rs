//! Adding reports and readings. Each call is one transaction: all of it is there, or none.

use crate::{Ledger, LedgerError, chain, contents};
use dateline_core::model::{Operation, Reading, Report, ReportId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

/// Freed pages and merged-away words still hold what was removed: the index is merged and the file written anew.
const SCRUB: &str = "INSERT INTO words (words) VALUES ('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";

/// A report to add, with the bytes it came from and what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Addition<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its raw bytes.
    pub raw: &'a [u8],
    /// Its reading.
    pub reading: &'a Reading,
}

/// What became of a report that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New(ReportId),
    /// It was there; a newer reader's reading was added.
    Reread(ReportId),
    /// It was there, with a reading by this reader.
    Known(ReportId),
}

impl Ledger {
    /// Adds reports with their readings. What is known is not added again.
    pub fn add(&mut self, additions: &[Addition<'_>], by: &str, at: Timestamp) -> Result<Vec<Added>, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut added = Vec::with_capacity(additions.len());
        for addition in additions {
            added.push(add_one(&transaction, addition, by, at)?);
        }
        transaction.commit()?;
        Ok(added)
    }

    /// Adds readings of known reports; how many were new.
    pub fn add_readings(
        &mut self,
        readings: &[(&Report, &Reading)],
        by: &str,
        at: Timestamp,
    ) -> Result<usize, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut new = 0;
        for (report, reading) in readings {
            new += usize::from(add_reading(&transaction, report, reading, by, at)?);
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Removes a report's text, bytes and readings, as a law or a licence bids. Hashes, ids and the chain stay.
    pub fn remove(&mut self, id: ReportId, reason: &str, by: &str, at: Timestamp) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let hashes: Option<(Vec<u8>, Vec<u8>)> = transaction
            .query_row("SELECT content, raw FROM reports WHERE id = ?1", [id.to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (content, raw) = hashes.ok_or_else(|| LedgerError::Unknown(format!("there is no report {id}")))?;
        let operation = Operation::Remove { report: id, reason: reason.to_owned() };
        chain::append(&transaction, &operation, by, at)?;
        let shared: u64 =
            transaction.query_row("SELECT count(*) FROM reports WHERE raw = ?1", [&raw], |row| row.get(0))?;
        contents::blank(&transaction, &content)?;
        if shared == 1 {
            contents::blank(&transaction, &raw)?;
        }
        let readings: Vec<Vec<u8>> = transaction
            .prepare("SELECT content FROM readings WHERE report = ?1")?
            .query_map([id.to_string()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        readings.iter().try_for_each(|hash| contents::blank(&transaction, hash))?;
        transaction.execute("DELETE FROM words WHERE report = ?1", [id.to_string()])?;
        crate::linked::clear(&transaction)?;
        transaction.commit()?;
        self.connection.execute_batch(SCRUB)?;
        Ok(())
    }
}

fn add_one(connection: &Connection, addition: &Addition<'_>, by: &str, at: Timestamp) -> Result<Added, LedgerError> {
    let report = addition.report;
    let id = report.id();
    let known = connection.prepare_cached("SELECT 1 FROM reports WHERE id = ?1")?.exists([id.to_string()])?;
    if known {
        if contents::report(connection, id)?.is_none() {
            return Ok(Added::Known(id));
        }
        let new = add_reading(connection, report, addition.reading, by, at)?;
        return Ok(if new { Added::Reread(id) } else { Added::Known(id) });
    }
    let content = contents::store(connection, &contents::report_bytes(report))?;
    let raw = contents::store(connection, addition.raw)?;
    let entry = chain::append(connection, &Operation::AddReport { report: id, content, raw }, by, at)?;
    let published = report.meta().updated.or(report.meta().published).map(|m| m.earliest().as_microsecond());
    connection
        .prepare_cached("INSERT INTO reports (id, entry, content, raw, published_us) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.to_string(), entry, content, raw, published])?;
    connection.prepare_cached("INSERT INTO words (report, title, text) VALUES (?1, ?2, ?3)")?.execute(params![
        id.to_string(),
        report.meta().title,
        report.text()
    ])?;
    add_reading(connection, report, addition.reading, by, at)?;
    Ok(Added::New(id))
}

/// Adds a reading unless this report's latest one is by the same reader; whether it was new.
fn add_reading(
    connection: &Connection,
    report: &Report,
    reading: &Reading,
    by: &str,
    at: Timestamp,
) -> Result<bool, LedgerError> {
    let id = report.id();
    let latest: Option<String> = connection
        .prepare_cached("SELECT reader FROM readings WHERE report = ?1 ORDER BY entry DESC LIMIT 1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    if latest.as_deref() == Some(reading.reader.as_str()) {
        return Ok(false);
    }
    let content = contents::store(connection, &contents::reading_bytes(report, reading))?;
    let operation = Operation::AddReading { report: id, reader: reading.reader.clone(), content };
    let entry = chain::append(connection, &operation, by, at)?;
    connection
        .prepare_cached("INSERT INTO readings (entry, report, reader, content) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![entry, id.to_string(), reading.reader, content])?;
    for claim in &reading.claims {
        connection
            .prepare_cached("INSERT OR IGNORE INTO claims (id, report) VALUES (?1, ?2)")?
            .execute(params![claim.id.to_string(), id.to_string()])?;
    }
    Ok(true)
}

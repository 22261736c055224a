//! The tables. The format's number stands in `PRAGMA user_version`; a step of `STEPS` leads from each format to the next.
//!
//! Migrations are SQL texts run in order; a library for them would bring more than the ten lines below.

use crate::LedgerError;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// `user_version` of a ledger whose steps have all been taken.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_ledger.sql"),
    include_str!("../migrations/0002_linked.sql"),
    include_str!("../migrations/0003_names.sql"),
];
/// So many kilobytes of the file are kept at hand, since reports and claims go by hashes and lie scattered.
const AT_HAND: i64 = 128 * 1024;
/// "DLGR": marks the file as a ledger.
const APPLICATION: u32 = 0x444c_4752;

/// Checks that the file is a ledger, and makes or renews its tables.
pub(crate) fn prepare(connection: &Connection, path: &Path) -> Result<(), LedgerError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    let not_a_ledger = |_| LedgerError::NotALedger(path.to_owned());
    let application: u32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(not_a_ledger)?;
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(not_a_ledger)?;
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).map_err(not_a_ledger)?;
    if application != APPLICATION && (tables > 0 || version > 0) {
        return Err(LedgerError::NotALedger(path.to_owned()));
    }
    let known = STEPS.len() as u32;
    if version > known {
        return Err(LedgerError::Newer { path: path.to_owned(), found: version, known });
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -AT_HAND)?;
    for (number, step) in STEPS.iter().enumerate().skip(version as usize) {
        let version = number + 1;
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {step}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {version}; COMMIT;"
        ))?;
    }
    Ok(())
}

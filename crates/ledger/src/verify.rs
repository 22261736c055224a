//! Verification: the chain, every content's hash, the indexes. Every problem is named, not the first.

use crate::chain::StoredEntry;
use crate::{Ledger, LedgerError, chain, contents};
use dateline_core::model::{EntryHash, Operation, ReportId};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// What verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Entries of the chain.
    pub entries: u64,
    /// Reports, the removed ones included.
    pub reports: u64,
    /// Readings.
    pub readings: u64,
    /// Reports that were removed and left their hash.
    pub tombstones: u64,
    /// The hash of the last entry.
    pub head: Option<EntryHash>,
    /// What is wrong, a sentence each; empty when all is well.
    pub problems: Vec<String>,
}

impl Ledger {
    /// Checks that nothing was changed since it was written.
    pub fn verify(&self) -> Result<Verification, LedgerError> {
        let mut found = Verification::default();
        let mut removed = BTreeSet::new();
        let mut claimed: Vec<(u64, ReportId, [u8; 32], &'static str)> = Vec::new();
        let mut last = (0, EntryHash::GENESIS);
        loop {
            let batch = chain::stored(&self.connection, last.0, 1000)?;
            if batch.is_empty() {
                break;
            }
            for stored in &batch {
                last = check_link(stored, last, &mut found);
                match stored.entry().map(|entry| entry.operation) {
                    Ok(Operation::AddReport { report, content, raw }) => {
                        found.reports += 1;
                        claimed.push((stored.number, report, content, "report"));
                        claimed.push((stored.number, report, raw, "raw bytes"));
                    }
                    Ok(Operation::AddReading { report, content, .. }) => {
                        found.readings += 1;
                        claimed.push((stored.number, report, content, "reading"));
                    }
                    Ok(Operation::Remove { report, .. }) => {
                        found.tombstones += u64::from(removed.insert(report));
                    }
                    Ok(Operation::Judge(_)) => {}
                    Err(error) => found.problems.push(error.to_string()),
                }
            }
        }
        found.entries = last.0;
        found.head = (last.0 > 0).then_some(last.1);
        for (number, report, hash, what) in claimed {
            self.check_content(number, report, &hash, what, removed.contains(&report), &mut found)?;
        }
        self.check_indexes(&mut found)?;
        Ok(found)
    }

    fn check_content(
        &self,
        number: u64,
        report: ReportId,
        hash: &[u8; 32],
        what: &str,
        removed: bool,
        found: &mut Verification,
    ) -> Result<(), LedgerError> {
        let row: Option<Option<Vec<u8>>> = self
            .connection
            .prepare_cached("SELECT packed FROM contents WHERE hash = ?1")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        match row {
            None => found.problems.push(format!("entry {number}: the {what} of report {report} is gone")),
            Some(None) if !removed => found
                .problems
                .push(format!("entry {number}: the {what} of report {report} was blanked without a removal")),
            Some(None) => {}
            Some(Some(_)) => match contents::load(&self.connection, hash) {
                Ok(Some(bytes)) if blake3::hash(&bytes).as_bytes() == hash => {}
                Ok(_) | Err(LedgerError::Packing(_)) => {
                    found.problems.push(format!("entry {number}: the {what} of report {report} was changed"))
                }
                Err(other) => return Err(other),
            },
        }
        Ok(())
    }

    /// The index rows must say what the entries say.
    fn check_indexes(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, u64>(0));
        for (table, expected) in [("reports", found.reports), ("readings", found.readings)] {
            let rows = count(&format!("SELECT count(*) FROM {table}"))?;
            if rows != expected {
                found
                    .problems
                    .push(format!("the index of {table} has {rows} rows, and the entries speak of {expected}"));
            }
        }
        let strayed = count(
            "SELECT count(*) FROM reports r JOIN entries e ON e.number = r.entry
             WHERE json_extract(e.operation, '$.report') IS NOT r.id OR json_extract(e.operation, '$.content') IS NOT lower(hex(r.content))",
        )?;
        if strayed > 0 {
            found.problems.push(format!("{strayed} rows of the index of reports do not say what their entries say"));
        }
        Ok(())
    }
}

fn check_link(stored: &StoredEntry, last: (u64, EntryHash), found: &mut Verification) -> (u64, EntryHash) {
    if stored.number != last.0 + 1 {
        found.problems.push(format!("entries {} to {} are missing", last.0 + 1, stored.number - 1));
    }
    if stored.previous != last.1.0 {
        found.problems.push(format!("entry {} does not follow the entry before it", stored.number));
    }
    let computed = stored.computed_hash();
    if stored.hash != computed.0 {
        found.problems.push(format!("entry {} was changed: its hash does not fit", stored.number));
    }
    (stored.number, stored.hash.as_slice().try_into().map_or(computed, EntryHash))
}

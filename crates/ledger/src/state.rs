//! What was known: the reports, their latest readings and the standing judgements, as of a moment on either clock.

use crate::{Ledger, LedgerError, chain, contents, judgements};
use dateline_core::model::{Judgement, Operation, Reading, Report, ReportId};
use jiff::Timestamp;
use rusqlite::params;

/// From where one looks: the two clocks. `None` is now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// What the ledger had learned by then.
    pub as_of: Option<Timestamp>,
    /// What had been published by then; a report without a publication time counts by when the ledger learned it.
    pub as_published: Option<Timestamp>,
}

/// The ledger's content as seen from a view.
#[derive(Debug, Clone)]
pub struct State {
    /// Reports with their latest reading, by report id.
    pub reports: Vec<(Report, Reading)>,
    /// Judgements that hold, with their numbers.
    pub judgements: Vec<(u64, Judgement)>,
    /// The last entry that is part of it.
    pub head: u64,
}

const REPORTS: &str = "
    SELECT r.id, r.entry, r.content, d.entry, d.content
    FROM reports r JOIN entries e ON e.number = r.entry
    JOIN readings d ON d.report = r.id
    WHERE d.entry = (SELECT max(entry) FROM readings WHERE report = r.id AND entry <= ?1)
      AND r.entry <= ?1 AND (?2 IS NULL OR coalesce(r.published_us, e.at_us) <= ?2)
    ORDER BY r.id";

impl Ledger {
    /// What was known from that view. Removed reports are not part of any view.
    pub fn state(&self, view: &View) -> Result<State, LedgerError> {
        let head = chain::number_at(&self.connection, view.as_of)?;
        let published = view.as_published.map(|t| t.as_microsecond());
        let mut statement = self.connection.prepare_cached(REPORTS)?;
        let mut rows = statement.query(params![head, published])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            let (report_entry, reading_entry): (u64, u64) = (row.get(1)?, row.get(3)?);
            let (report, reading): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(4)?);
            let Some(bytes) = contents::load(&self.connection, &report)? else { continue };
            let report = contents::to_report(&bytes, report_entry)?;
            let Some(bytes) = contents::load(&self.connection, &reading)? else { continue };
            let reading = contents::to_reading(&bytes, &report, reading_entry)?;
            reports.push((report, reading));
        }
        Ok(State { reports, judgements: judgements::until(&self.connection, head)?, head })
    }

    /// The last entry that belongs to the view.
    pub fn head_of(&self, view: &View) -> Result<u64, LedgerError> {
        chain::number_at(&self.connection, view.as_of)
    }

    /// When the ledger learned of each report that is part of it, by report id.
    pub fn learned(&self) -> Result<Vec<(ReportId, Timestamp)>, LedgerError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT r.id, e.at FROM reports r JOIN entries e ON e.number = r.entry ORDER BY r.id")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut learned = Vec::new();
        for row in rows {
            let (id, at) = row?;
            let bad = |what: String| LedgerError::Corrupt { number: 0, what };
            learned.push((
                id.parse().map_err(|e: dateline_core::model::IdError| bad(e.to_string()))?,
                at.parse().map_err(|e: jiff::Error| bad(e.to_string()))?,
            ));
        }
        Ok(learned)
    }

    /// Reports that were removed, with the entry that removed them.
    pub fn removed(&self) -> Result<Vec<(u64, ReportId, String)>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number FROM entries WHERE json_extract(operation, '$.do') = 'remove' ORDER BY number",
        )?;
        let numbers: Vec<u64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut removed = Vec::new();
        for number in numbers {
            for entry in chain::entries(&self.connection, number - 1, 1)? {
                if let Operation::Remove { report, reason } = entry.operation {
                    removed.push((number, report, reason));
                }
            }
        }
        Ok(removed)
    }
}

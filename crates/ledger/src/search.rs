//! Full-text search over the reports, and ids by their beginning.

use crate::{Ledger, LedgerError};
use dateline_core::model::ReportId;
use rusqlite::{Connection, params};
use std::str::FromStr;

/// A report that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub report: ReportId,
    /// Its headline.
    pub title: Option<String>,
    /// The words in their context, with `[` and `]` around each.
    pub excerpt: String,
}

impl Ledger {
    /// The reports that hold all the words of `query`, best first. Quoted words are taken as a phrase.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, LedgerError> {
        let Some(query) = as_fts(query) else { return Ok(Vec::new()) };
        let mut statement = self
            .connection
            .prepare_cached("SELECT report, title, snippet(words, 2, '[', ']', ' … ', 24) FROM words WHERE words MATCH ?1 ORDER BY rank, report LIMIT ?2")?;
        let rows = statement.query_map(params![query, limit as i64], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, String>(2)?))
        })?;
        let mut hits = Vec::new();
        for row in rows {
            let (report, title, excerpt) = row?;
            let report = report
                .parse()
                .map_err(|_| LedgerError::Corrupt { number: 0, what: "a report id in the index".into() })?;
            hits.push(Hit { report, title, excerpt });
        }
        Ok(hits)
    }
}

/// The words as an FTS5 query in which nothing is an operator; `None` where there are no words.
fn as_fts(query: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    for (number, part) in query.split('"').enumerate() {
        match number % 2 {
            1 => terms.push(part.to_owned()),
            _ => terms.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    terms.retain(|t| t.chars().any(char::is_alphanumeric));
    (!terms.is_empty()).then(|| terms.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(" "))
}

pub(crate) fn ids<T: FromStr>(connection: &Connection, sql: &str, prefix: &str) -> Result<Vec<T>, LedgerError> {
    if !prefix.chars().all(|c| c.is_ascii_hexdigit()) || prefix.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([format!("{}%", prefix.to_ascii_lowercase())], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for row in rows {
        found.extend(row?.parse::<T>().ok());
    }
    Ok(found)
}

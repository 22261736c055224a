//! Computed views: a cache of what linking made of a state, outside the chain, rebuilt at will.

use crate::{Ledger, LedgerError};
use rusqlite::{OptionalExtension, params};

impl Ledger {
    /// Keeps the view computed for `key` (rule, program version, view) at entry `head`.
    pub fn store_view(&mut self, key: &str, head: u64, view: &[u8]) -> Result<(), LedgerError> {
        let packed = zstd::bulk::compress(view, 3)?;
        self.connection.execute(
            "INSERT OR REPLACE INTO views (key, head, packed) VALUES (?1, ?2, ?3)",
            params![key, head, packed],
        )?;
        Ok(())
    }

    /// The view kept for `key`, if it was computed at exactly that entry.
    pub fn view(&self, key: &str, head: u64) -> Result<Option<Vec<u8>>, LedgerError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT packed FROM views WHERE key = ?1 AND head = ?2", params![key, head], |row| row.get(0))
            .optional()?;
        Ok(packed.map(|p| zstd::decode_all(p.as_slice())).transpose()?)
    }

    /// Forgets all computed views.
    pub fn clear_views(&mut self) -> Result<(), LedgerError> {
        self.connection.execute("DELETE FROM views", [])?;
        Ok(())
    }
}

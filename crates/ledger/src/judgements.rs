//! Judgements: appended like everything else; an undo is a judgement too.

use crate::{Ledger, LedgerError, chain};
use dateline_core::model::{Action, Entry, Judgement, Operation};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

impl Ledger {
    /// Adds a judgement; its number in the ledger.
    pub fn judge(&mut self, judgement: &Judgement, at: Timestamp) -> Result<u64, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Action::Undo(number) = judgement.action {
            let entry = chain::entries(&transaction, number.saturating_sub(1), 1)?;
            if !entry.first().is_some_and(|e| e.number == number && matches!(e.operation, Operation::Judge(_))) {
                return Err(LedgerError::Unknown(format!(
                    "entry {number} is no judgement: `dateline judge list` shows them"
                )));
            }
        }
        let number = chain::append(&transaction, &Operation::Judge(judgement.clone()), &judgement.by, at)?;
        transaction.execute("INSERT INTO judged VALUES (?1)", [number])?;
        transaction.commit()?;
        Ok(number)
    }
}

/// The judgements among the entries that no later undo has lifted, in order.
pub(crate) fn standing(entries: &[Entry]) -> Vec<(u64, Judgement)> {
    let mut standing: Vec<(u64, Judgement)> = Vec::new();
    let mut lifted: Vec<u64> = Vec::new();
    for entry in entries.iter().rev() {
        let Operation::Judge(judgement) = &entry.operation else { continue };
        if lifted.contains(&entry.number) {
            continue;
        }
        match judgement.action {
            Action::Undo(number) => lifted.push(number),
            _ => standing.push((entry.number, judgement.clone())),
        }
    }
    standing.reverse();
    standing
}

/// The judgements that hold as of an entry.
pub(crate) fn until(connection: &Connection, head: u64) -> Result<Vec<(u64, Judgement)>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT number FROM judged WHERE number <= ?1 ORDER BY number")?;
    let numbers: Vec<u64> = statement.query_map([head], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut entries = Vec::with_capacity(numbers.len());
    for number in numbers {
        entries.extend(chain::entries(connection, number - 1, 1)?);
    }
    Ok(standing(&entries))
}

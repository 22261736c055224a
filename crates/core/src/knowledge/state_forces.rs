//! Words for a country's own forces, and how a full name says them.

use super::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FORCES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../../../data/lexicon/state-forces.tsv"));
    table.flat_map(|row| row.values(0).map(|words| (words, row.cell(1))).collect::<Vec<_>>()).collect()
});

/// What stands behind the people's name in the full name of such forces: "regime forces" → "government forces".
pub fn state_force(words: &str) -> Option<&'static str> {
    FORCES.get(words).copied()
}

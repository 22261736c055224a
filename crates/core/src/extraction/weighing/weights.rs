//! Weights: how much each feature counts for a slot, from `models/weighing.tsv`.

use super::Feature;
use crate::model::Slot;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../../models/weighing.tsv");

/// Weights by slot and feature.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Sorted by slot and the three words of a feature.
    rows: Vec<([&'static str; 4], f32)>,
}

impl Weights {
    /// The trained weights that the program brings along.
    pub fn builtin() -> &'static Weights {
        static BUILTIN: LazyLock<Weights> = LazyLock::new(|| Weights::read(TABLE));
        &BUILTIN
    }

    /// Lines of slot, the three words of a feature, weight; others, such as remarks, are left out.
    fn read(table: &'static str) -> Self {
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            let key = [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
            Some((key, cells.next()?.parse().ok()?))
        };
        let mut rows: Vec<_> = table.lines().filter_map(row).collect();
        rows.sort_by_key(|row: &([&str; 4], f32)| row.0);
        Self { rows }
    }

    /// The sum of the weights of what speaks for an offer.
    pub fn score(&self, slot: Slot, features: &[Feature]) -> f32 {
        features.iter().map(|&(name, of, code, value)| self.weight([slot.as_str(), name, of, code]) * value).sum()
    }

    /// Whether there are any for a slot.
    pub fn know(&self, slot: Slot) -> bool {
        self.rows.iter().any(|(key, _)| key[0] == slot.as_str())
    }

    fn weight(&self, key: [&str; 4]) -> f32 {
        let found = self.rows.binary_search_by(|row| row.0.cmp(&key));
        found.map_or(0.0, |at| self.rows[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_summed_and_unknown_features_count_nothing() {
        let weights =
            Weights::read("# slot name of code weight\nstatus\trule\t\tnew\t1.5\nstatus\tnet\t\t\t-2\nno\tweight\n");
        assert_eq!(
            weights
                .score(Slot::Status, &[("rule", "", "new", 1.0), ("net", "", "", 0.25), ("rule", "", "future", 1.0)]),
            1.0
        );
        assert!(weights.know(Slot::Status) && !weights.know(Slot::Certainty));
        assert_eq!(weights.score(Slot::Certainty, &[("rule", "", "new", 1.0)]), 0.0);
    }

    #[test]
    fn the_table_of_the_models_is_read() {
        assert!(Weights::builtin().score(Slot::Type, &[("net", "", "", 1.0)]) > 0.0);
    }
}

//! Countries as wholes, and short forms of their first-level areas: `data/places/countries.tsv` and `short-names.tsv`.

use super::super::index::Index;
use crate::knowledge::table::rows;

const COUNTRIES: &str = include_str!("../../../../../data/places/countries.tsv");
const SHORT_NAMES: &str = include_str!("../../../../../data/places/short-names.tsv");

#[derive(Debug)]
pub(super) struct Countries {
    centres: Index<&'static str, (f64, f64)>,
    /// As written, without full stops.
    short_names: Index<String, (&'static str, &'static str)>,
}

impl Countries {
    pub(super) fn builtin() -> Self {
        let mut all = Self { centres: Index::default(), short_names: Index::default() };
        for row in rows(COUNTRIES).skip(1) {
            if let (Ok(lat), Ok(lon)) = (row.cell(1).parse(), row.cell(2).parse()) {
                all.centres.insert(row.cell(0), (lat, lon));
            }
        }
        for row in rows(SHORT_NAMES).skip(1) {
            for short in row.values(2) {
                all.short_names.insert(short.replace('.', ""), (row.cell(1), row.cell(0)));
            }
        }
        all
    }

    pub(super) fn centre(&self, country: &str) -> Option<(f64, f64)> {
        self.centres.get(country).copied()
    }

    pub(super) fn abbreviated(&self, written: &str) -> Option<(&'static str, &'static str)> {
        self.short_names.get(&written.replace('.', "")).copied()
    }
}

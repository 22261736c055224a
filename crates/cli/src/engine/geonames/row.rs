//! One row of a GeoNames dump. In: a line of tab-separated cells. Out: what is kept of it, and the keys it is found by.

use dateline_core::knowledge::place_key;

/// Columns of a dump.
const COLUMNS: usize = 19;

/// Most alternate names kept of one place.
const MOST: usize = 24;

/// Words that names of areas carry and texts leave out.
const KINDS: &[&str] =
    &[" governorate", " province", " region", " state", " department", " oblast", " prefecture", " district"];

/// What is kept of a row.
pub(super) struct Row<'l> {
    pub id: &'l str,
    pub name: &'l str,
    ascii: &'l str,
    alternates: &'l str,
    pub point: (f64, f64),
    class: &'l str,
    pub code: &'l str,
    pub country: &'l str,
    pub admin1: &'l str,
    pub population: u64,
}

impl<'l> Row<'l> {
    /// The row, or what is wrong with it.
    pub(super) fn parse(line: &'l str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name, ascii, alternates, lat, lon, class, code, country, _, admin1, _, _, _, population, ..] =
            cells.as_slice()
        else {
            return Err(columns(cells.len()));
        };
        if cells.len() != COLUMNS {
            return Err(columns(cells.len()));
        }
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("the id {id:?} is no number: is this a GeoNames dump, without a header?"));
        }
        let degrees = |what: &str, written: &str, most: f64| match written.parse::<f64>() {
            Ok(value) if value.abs() <= most => Ok(value),
            _ => Err(format!("the {what} {written:?} is no number from -{most} to {most}")),
        };
        let point = (degrees("latitude", lat, 90.0)?, degrees("longitude", lon, 180.0)?);
        // A dump has no population where none is known; some say so with an empty cell, some with 0.
        let population = population.parse().unwrap_or(0);
        Ok(Self { id, name, ascii, alternates, point, class, code, country, admin1, population })
    }

    /// How exactly the place tells where something was, as a letter of the packed form; `None` for what is not kept.
    pub(super) fn precision(&self) -> Option<char> {
        match (self.class, self.code) {
            _ if self.name.trim().is_empty() => None,
            ("A", "ADM1") => Some('p'),
            ("A", code) if code.starts_with("ADM") && !code.ends_with('H') => Some('d'),
            ("P", code) if code.ends_with('H') || code == "PPLW" => None,
            ("P", "PPLX") => Some('s'),
            ("P", _) => Some('t'),
            ("S", "AIRB" | "AIRF" | "AIRP" | "CMPRF" | "INSM" | "MILB" | "PSTB" | "REFN" | "OILR" | "DAM") => Some('s'),
            ("L", "MILB" | "NVB" | "PRT" | "OILF" | "CMPRF" | "AIRB") => Some('s'),
            ("T", "ISL" | "VAL" | "MT" | "PASS" | "CAPE" | "PEN") => Some('d'),
            _ => None,
        }
    }

    /// How far it reaches in kilometres; towns by their population, as the packed form does it.
    pub(super) fn radius_km(&self) -> Option<u32> {
        match (self.class, self.code) {
            ("A", "ADM1") => Some(100),
            ("A", "ADM2") => Some(30),
            ("A" | "T", _) => Some(15),
            _ => None,
        }
    }

    /// The keys of its names, each once.
    pub(super) fn keys(&self, precision: char) -> Vec<String> {
        let alternates = self.alternates.split(',').map(str::trim);
        let alternates = alternates.filter(|n| latin(n) && (3..40).contains(&n.len())).take(MOST);
        let mut keys: Vec<String> = [self.name, self.ascii].into_iter().chain(alternates).map(place_key).collect();
        if matches!(precision, 'p' | 'd') {
            let bare: Vec<String> = keys
                .iter()
                .filter_map(|key| KINDS.iter().find_map(|kind| key.strip_suffix(kind)))
                .map(str::to_owned)
                .collect();
            keys.extend(bare);
        }
        keys.retain(|key| key.len() > 1 && key.len() < 200);
        keys.sort();
        keys.dedup();
        keys
    }
}

fn columns(count: usize) -> String {
    format!("has {count} columns separated by tabs, a GeoNames dump has {COLUMNS}")
}

fn latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1E00..0x1F00).contains(&(c as u32)))
}

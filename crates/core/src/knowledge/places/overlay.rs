//! The curated places of `data/places/overlay.tsv`: bases, crossings, fronts, camps, regions, and names that the gazetteer gets wrong.

use super::super::index::Index;
use super::{Place, place_key};
use crate::knowledge::table::{header, rows};

const OVERLAY: &str = include_str!("../../../../../data/places/overlay.tsv");

#[derive(Debug)]
pub(super) struct Overlay {
    all: Vec<Place>,
    names: Index<String, Vec<usize>>,
}

impl Overlay {
    pub(super) fn builtin() -> Self {
        let columns = header(OVERLAY);
        let column = |name: &str| columns.iter().position(|c| *c == name).unwrap_or(usize::MAX);
        let mut overlay = Self { all: Vec::new(), names: Index::default() };
        for row in rows(OVERLAY).skip(1) {
            let cell = |name: &str| row.cell(column(name)).to_owned();
            let number = |name: &str| cell(name).parse::<f64>().ok();
            let (Some(lat), Some(lon)) = (number("lat"), number("lon")) else { continue };
            let index = overlay.all.len();
            overlay.all.push(Place {
                id: format!("overlay:{}", cell("id")),
                name: cell("name"),
                country: Some(cell("country")).filter(|c| !c.is_empty()),
                point: (lat, lon),
                radius_km: number("radius_km").unwrap_or(10.0),
                precision: cell("precision").parse().unwrap_or(crate::model::PlacePrecision::Town),
                population: 0,
                admin1: cell("admin1"),
                admin2: String::new(),
                curated: true,
            });
            let aliases = row.values(column("aliases")).chain(std::iter::once(row.cell(column("name"))));
            for name in aliases {
                let numbers = overlay.names.entry(place_key(name)).or_default();
                if !numbers.contains(&index) {
                    numbers.push(index);
                }
            }
        }
        overlay
    }

    pub(super) fn all(&self) -> &[Place] {
        &self.all
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.names.contains_key(key)
    }

    pub(super) fn find(&self, key: &str) -> Vec<Place> {
        self.names.get(key).into_iter().flatten().map(|&i| self.all[i].clone()).collect()
    }
}

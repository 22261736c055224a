//! Places: the gazetteer built by `cargo xtask data gazetteer` and the curated overlay of `data/places/overlay.tsv`.
//!
//! The gazetteer is two sorted texts in one compressed file: places by number, and folded names with the numbers they can mean.
//! Looking a name up is a binary search over lines, so nothing is built at start but the list of where lines begin.

use super::fold;
use super::table::{header, rows};
use crate::model::PlacePrecision;
use std::collections::BTreeMap;

/// A place of the gazetteer or the overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// `geonames:…`, `wof:…` or `overlay:…`.
    pub id: String,
    /// Name.
    pub name: String,
    /// ISO 3166 alpha-2; `None` for seas and regions of several countries.
    pub country: Option<String>,
    /// Latitude and longitude in degrees.
    pub point: (f64, f64),
    /// How far from the point the place reaches, in kilometres.
    pub radius_km: f64,
    /// How exactly naming it tells where something was.
    pub precision: PlacePrecision,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// The first-level area it lies in, folded, where known.
    pub admin1: String,
    /// Whether it comes from the curated overlay, which outranks the rest.
    pub curated: bool,
}

/// Where names lead.
#[derive(Debug)]
pub struct Places {
    text: String,
    /// Where the line of each place begins.
    places: Vec<u32>,
    /// Where the line of each name begins.
    names: Vec<u32>,
    overlay: Vec<Place>,
    overlay_names: BTreeMap<String, Vec<usize>>,
    /// Per country: southern, northern, western, eastern bounds of its towns.
    bounds: BTreeMap<String, [f64; 4]>,
}

const GAZETTEER: &[u8] = include_bytes!("../../../../data/places/gazetteer.zst");
const OVERLAY: &str = include_str!("../../../../data/places/overlay.tsv");

/// A name's key: folded, without a leading Arabic or Spanish article.
pub fn place_key(name: &str) -> String {
    let key = fold(name);
    for article in ["al ", "el ", "ad ", "as ", "at ", "an ", "ar ", "az ", "ash "] {
        if let Some(bare) = key.strip_prefix(article)
            && bare.len() > 2
        {
            return bare.to_owned();
        }
    }
    key
}

impl Places {
    /// The built-in gazetteer.
    pub fn builtin() -> Self {
        let bytes = zstd::decode_all(GAZETTEER).expect("the embedded gazetteer was compressed by the build");
        let text = String::from_utf8(bytes).expect("the embedded gazetteer is UTF-8");
        let (mut places, mut names, mut bounds) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut at = 0;
        let mut section = 0;
        for line in text.split_inclusive('\n') {
            match (line, section) {
                ("\n", _) => section += 1,
                (_, 0) => {
                    let cells: Vec<&str> = line.trim_end().split('\t').collect();
                    let number = |i: usize| cells.get(i).and_then(|c| c.parse().ok()).unwrap_or(0.0);
                    bounds.insert(cells[0].to_owned(), [number(1), number(2), number(3), number(4)]);
                }
                (_, 1) => places.push(at),
                _ => names.push(at),
            }
            at += line.len() as u32;
        }
        let mut all = Self { text, places, names, overlay: Vec::new(), overlay_names: BTreeMap::new(), bounds };
        all.load_overlay();
        all
    }

    fn load_overlay(&mut self) {
        let columns = header(OVERLAY);
        let column = |name: &str| columns.iter().position(|c| *c == name).unwrap_or(usize::MAX);
        for row in rows(OVERLAY).skip(1) {
            let number = |name: &str| row.cell(column(name)).parse::<f64>().ok();
            let (Some(lat), Some(lon)) = (number("lat"), number("lon")) else { continue };
            let index = self.overlay.len();
            self.overlay.push(Place {
                id: format!("overlay:{}", row.cell(column("id"))),
                name: row.cell(column("name")).to_owned(),
                country: Some(row.cell(column("country")).to_owned()).filter(|c| !c.is_empty()),
                point: (lat, lon),
                radius_km: number("radius_km").unwrap_or(10.0),
                precision: row.cell(column("precision")).parse().unwrap_or(PlacePrecision::Region),
                population: 0,
                admin1: fold(row.cell(column("admin1"))),
                curated: true,
            });
            let names = std::iter::once(row.cell(column("name"))).chain(row.values(column("aliases")));
            for name in names {
                self.overlay_names.entry(place_key(name)).or_default().push(index);
            }
        }
    }

    fn line(&self, start: u32) -> &str {
        let rest = &self.text[start as usize..];
        rest.split('\n').next().unwrap_or(rest)
    }

    fn place(&self, number: usize) -> Option<Place> {
        let mut cells = self.line(*self.places.get(number)?).split('\t');
        let mut cell = || cells.next().unwrap_or("");
        let (id, name, country) = (cell().to_owned(), cell().to_owned(), cell().to_owned());
        let point = (cell().parse().ok()?, cell().parse().ok()?);
        let population = cell().parse().unwrap_or(0);
        let precision: PlacePrecision = cell().parse().unwrap_or(PlacePrecision::Town);
        let admin1 = cell().to_owned();
        let radius_km = match precision {
            PlacePrecision::Site => 3.0,
            PlacePrecision::Town => 5.0,
            PlacePrecision::District => 25.0,
            _ => 100.0,
        };
        Some(Place {
            id,
            name,
            country: Some(country),
            point,
            radius_km,
            precision,
            population,
            admin1,
            curated: false,
        })
    }

    /// Every place of that name, curated ones first, then by population.
    pub fn find(&self, name: &str) -> Vec<Place> {
        let key = place_key(name);
        let mut found: Vec<Place> =
            self.overlay_names.get(&key).into_iter().flatten().map(|&i| self.overlay[i].clone()).collect();
        let at = self.names.partition_point(|&start| self.line(start).split('\t').next().unwrap_or("") < key.as_str());
        if let Some(&start) = self.names.get(at)
            && let Some((found_key, numbers)) = self.line(start).split_once('\t')
            && found_key == key
        {
            found.extend(numbers.split(',').filter_map(|n| self.place(n.parse().ok()?)));
        }
        found
    }

    /// Whether any place has a name with this key, without reading the places.
    pub fn knows(&self, name: &str) -> bool {
        let key = place_key(name);
        if self.overlay_names.contains_key(&key) {
            return true;
        }
        let at = self.names.partition_point(|&start| self.line(start).split('\t').next().unwrap_or("") < key.as_str());
        self.names.get(at).is_some_and(|&start| self.line(start).split('\t').next() == Some(key.as_str()))
    }

    /// Southern, northern, western and eastern bounds of a country's towns.
    pub fn bounds(&self, country: &str) -> Option<[f64; 4]> {
        self.bounds.get(country).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_its_places() {
        let places = Places::builtin();
        let kidal = places.find("Kidal");
        assert!(
            kidal.iter().any(|p| p.country.as_deref() == Some("ML") && (p.point.0 - 18.44).abs() < 0.1),
            "{kidal:?}"
        );
        assert!(places.find("Al-Hasakah").iter().any(|p| p.country.as_deref() == Some("SY")));
        assert!(places.find("no such place at all").is_empty());
        assert!(places.knows("Aleppo") && !places.knows("qwertz"));
    }

    #[test]
    fn the_overlay_outranks_the_gazetteer() {
        let places = Places::builtin();
        assert!(places.find("Ain al-Asad")[0].curated);
    }
}

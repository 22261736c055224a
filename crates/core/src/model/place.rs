//! Where something happened: a name, perhaps a point with a radius, and what else it could have been.

use super::{PlacePrecision, PlaceRole, Quote};

/// A place as the text names it and as the gazetteer knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Where {
    /// The words of the text.
    pub quote: Quote,
    /// Canonical name.
    pub name: String,
    /// Gazetteer id, such as `geonames:99072` or `overlay:ain-al-asad`.
    pub id: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Latitude and longitude in degrees; never given for a country-level place.
    pub point: Option<(f64, f64)>,
    /// The event lies within this many kilometres of the point.
    pub radius_km: Option<f64>,
    /// How exactly the place is known.
    pub precision: PlacePrecision,
    /// Scene or origin.
    pub role: PlaceRole,
    /// Other places of that name, best first.
    pub candidates: Vec<Candidate>,
}

/// A place that the words could also mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Gazetteer id.
    pub id: String,
    /// Name.
    pub name: String,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Latitude and longitude in degrees.
    pub point: (f64, f64),
    /// Why it was ranked where it is.
    pub reason: String,
}

impl Where {
    /// The UCDP `where_prec` code: 1 exact, 2 within about 25 km, 3 district, 4 province, 5 fuzzy area, 6 country.
    pub fn ucdp_where_prec(&self) -> u8 {
        match self.precision {
            PlacePrecision::Site => 1,
            PlacePrecision::Town => match self.radius_km {
                Some(radius) if radius > 10.0 => 2,
                _ => 1,
            },
            PlacePrecision::District => 3,
            PlacePrecision::Province => 4,
            PlacePrecision::Region => 5,
            PlacePrecision::Country => 6,
        }
    }
}

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
    /// The areas it lies in, widest first: its country, then the first-level area where that is known.
    pub areas: Vec<Area>,
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

/// An area of the administration that a place lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// 0 the country, 1 its first-level area, 2 its second-level area.
    pub level: u8,
    /// Name.
    pub name: String,
    /// ISO 3166 alpha-2, for countries.
    pub code: Option<String>,
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

/// The distance between two points (latitude and longitude in degrees) on the globe, in kilometres.
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((p - q) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((a.1 - b.1).to_radians() / 2.0).sin().powi(2);
    12_742.0 * h.sqrt().min(1.0).asin()
}

impl Where {
    /// The ACLED `geo_precision` code: 1 the town or site itself, 2 a part of a district around it, 3 a larger area.
    pub fn acled_geo_precision(&self) -> u8 {
        match self.precision {
            PlacePrecision::Site => 1,
            PlacePrecision::Town if self.radius_km.is_none_or(|radius| radius <= 10.0) => 1,
            PlacePrecision::Town | PlacePrecision::District => 2,
            PlacePrecision::Province | PlacePrecision::Region | PlacePrecision::Country => 3,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Report, ReportMeta, Span};

    fn place(precision: PlacePrecision, radius_km: Option<f64>) -> Where {
        let report = Report::plain(ReportMeta::default(), "Lagos");
        let quote = report.quote(Span::new(0, 5));
        let (name, role) = ("Lagos".to_owned(), PlaceRole::Scene);
        Where {
            quote,
            name,
            id: None,
            country: None,
            areas: Vec::new(),
            point: None,
            radius_km,
            precision,
            role,
            candidates: Vec::new(),
        }
    }

    #[test]
    fn precision_is_told_in_the_codes_of_ucdp_and_acled() {
        for (precision, radius, ucdp, acled) in [
            (PlacePrecision::Site, None, 1, 1),
            (PlacePrecision::Town, Some(5.0), 1, 1),
            (PlacePrecision::Town, Some(15.0), 2, 2),
            (PlacePrecision::District, None, 3, 2),
            (PlacePrecision::Province, None, 4, 3),
            (PlacePrecision::Country, None, 6, 3),
        ] {
            let place = place(precision, radius);
            assert_eq!((place.ucdp_where_prec(), place.acled_geo_precision()), (ucdp, acled), "{precision:?}");
        }
    }

    #[test]
    fn a_degree_of_latitude_is_111_kilometres() {
        assert!((kilometres((0.0, 0.0), (1.0, 0.0)) - 111.2).abs() < 0.2);
        assert!(kilometres((10.0, 20.0), (10.0, 20.0)) < 1e-9);
    }
}

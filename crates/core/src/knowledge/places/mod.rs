//! Places: the gazetteer built by `cargo xtask data gazetteer` and the curated overlay of `data/places/overlay.tsv`.
//!
//! In: a name. Out: every place of that name, curated ones first, then by population. Must not know: texts, contexts.

mod countries;
mod overlay;
mod packed;
mod record;
mod spelling;
mod words;

pub use packed::{BLOCK, MAGIC, meaning};
pub use record::{Before, Record, RecordId, write_record};
pub use spelling::{place_key, title};
pub use words::PlaceWords;

use crate::model::PlacePrecision;
use countries::Countries;
use overlay::Overlay;
use packed::Packed;
use spelling::Sound;

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
    /// The first-level area it lies in, where known.
    pub admin1: String,
    /// The second-level area it lies in, where known.
    pub admin2: String,
    /// Whether it comes from the curated overlay, which outranks the rest.
    pub curated: bool,
}

/// Where names lead.
#[derive(Debug)]
pub struct Places {
    gazetteer: Packed,
    /// What the user imported.
    own: Option<Packed>,
    overlay: Overlay,
    countries: Countries,
    words: PlaceWords,
}

const GAZETTEER: &[u8] = include_bytes!("../../../../../data/places/gazetteer.bin");

impl Places {
    /// The built-in gazetteer and overlay.
    pub fn builtin() -> Self {
        Self::with_own(None)
    }

    /// The same with a packed gazetteer of the user's own beside it.
    pub fn with_own(own: Option<&'static [u8]>) -> Self {
        Self {
            gazetteer: Packed::open(GAZETTEER),
            own: own.map(Packed::open),
            overlay: Overlay::builtin(),
            countries: Countries::builtin(),
            words: PlaceWords::builtin(),
        }
    }

    /// Every place of that name, curated ones first, then by population.
    pub fn find(&self, name: &str) -> Vec<Place> {
        let key = place_key(name);
        let mut found = self.overlay.find(&key);
        found.extend(self.gazetteer.find(&key));
        if let Some(own) = &self.own {
            let more = own.find(&key).into_iter().filter(|place| found.iter().all(|known| known.id != place.id));
            let more: Vec<Place> = more.collect();
            found.extend(more);
            found.sort_by_key(|place| (!place.curated, std::cmp::Reverse(place.population)));
        }
        found
    }

    /// Whether any place has a name with this key, without reading the places.
    pub fn knows(&self, name: &str) -> bool {
        let key = place_key(name);
        self.overlay.knows(&key) || self.gazetteer.knows(&key) || self.own.as_ref().is_some_and(|own| own.knows(&key))
    }

    /// Places of a country whose names sound the same ("Hasaqe" for "Hasakah"), each with the letters it sounds different in, the nearest
    /// spellings first: a last resort for transliterations.
    pub fn alike(&self, name: &str, country: &str) -> Vec<(usize, Place)> {
        let sound = Sound::of(&place_key(name));
        if sound.clear() { self.gazetteer.alike(&sound, country) } else { Vec::new() }
    }

    /// Southern, northern, western and eastern bounds of a country's towns.
    pub fn bounds(&self, country: &str) -> Option<[f64; 4]> {
        self.gazetteer.bounds(country)
    }

    /// A point that stands for the whole country on a map. No place of a report ever takes it: it is for those who must draw one.
    pub fn centre(&self, country: &str) -> Option<(f64, f64)> {
        self.countries.centre(country)
    }

    /// The first-level area of which this is a short form, and its country: "Ky." is Kentucky in the US.
    pub fn abbreviated(&self, written: &str) -> Option<(&'static str, &'static str)> {
        self.countries.abbreviated(written)
    }

    /// The words around names.
    pub fn words(&self) -> &PlaceWords {
        &self.words
    }

    /// The curated places.
    pub fn curated(&self) -> &[Place] {
        self.overlay.all()
    }
}

#[cfg(test)]
mod tests;

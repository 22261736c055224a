use super::*;
use crate::knowledge::Knowledge;

fn places() -> &'static Places {
    &Knowledge::builtin().places
}

#[test]
fn a_name_leads_to_its_places() {
    let kidal = places().find("Kidal");
    assert!(kidal.iter().any(|p| p.country.as_deref() == Some("ML") && (p.point.0 - 18.44).abs() < 0.1), "{kidal:?}");
    assert!(places().find("Al-Hasakah").iter().any(|p| p.country.as_deref() == Some("SY")));
    assert!(places().find("no such place at all").is_empty());
    assert!(places().knows("Aleppo") && !places().knows("qwertz"));
}

#[test]
fn the_overlay_outranks_the_gazetteer() {
    assert!(places().find("Ain al-Asad")[0].curated);
}

#[test]
fn the_largest_place_of_a_name_comes_first() {
    let paris = places().find("Paris");
    assert_eq!(paris.iter().find(|p| !p.curated).and_then(|p| p.country.as_deref()), Some("FR"));
    assert!(paris.iter().any(|p| p.admin1 == "Kentucky"), "{paris:?}");
}

#[test]
fn short_names_are_known_as_they_are_written() {
    assert_eq!(places().abbreviated("Ky."), Some(("Kentucky", "US")));
    assert_eq!(places().abbreviated("W.Va."), Some(("West Virginia", "US")));
    assert_eq!(places().abbreviated("ky"), None);
}

#[test]
fn transliterations_meet_within_a_country() {
    let hasakah = places().alike("Hasaqeh", "SY");
    assert!(hasakah.iter().any(|(_, p)| p.name.contains("asakah")), "{hasakah:?}");
    assert!(places().alike("Qamechly", "NG").is_empty());
    assert!(places().alike("qwertz", "SY").is_empty() && places().alike("o", "SY").is_empty());
}

#[test]
fn every_curated_place_is_complete_and_on_the_globe() {
    for place in places().curated() {
        assert!(!place.name.is_empty() && place.id.len() > "overlay:".len(), "{place:?}");
        assert!(place.point.0.abs() <= 90.0 && place.point.1.abs() <= 180.0, "{place:?}");
        assert!(place.radius_km > 0.0 && place.radius_km <= 2500.0, "{place:?}");
        assert!(place.precision != PlacePrecision::Country, "{place:?}");
    }
}

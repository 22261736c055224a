use super::*;
use crate::model::ReportMeta;
use crate::reading::sentences;

fn found(text: &str) -> Vec<Toponym> {
    let report = Report::plain(ReportMeta::default(), text);
    toponyms(&report, &sentences(report.text()), Knowledge::builtin())
}

/// The place of the name `name` in the text.
fn place_of(text: &str, name: &str) -> Option<Where> {
    found(text).into_iter().find(|t| &text[t.span.start..t.span.end] == name).map(|t| t.place)
}

fn near(place: &Where, point: (f64, f64), kilometres: f64) -> bool {
    place.point.is_some_and(|p| crate::model::kilometres(p, point) <= kilometres)
}

#[test]
fn whose_bases_is_not_where_they_are() {
    let places = |text: &str| {
        crate::extraction::sample::accounts(text)
            .into_iter()
            .filter_map(|a| a.place)
            .map(|p| p.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(places("There were attacks on US bases in Iraq on Monday."), ["Iraq"]);
    assert_eq!(places("Gunmen attacked a camp in Iraq on Monday."), ["Iraq"]);
    assert_eq!(places("A crowd burned the embassy of Chad in Khartoum on Monday."), ["Khartoum"]);
}

#[test]
fn a_country_has_no_point() {
    for text in ["Protests spread across Egypt.", "Syrian troops fired.", "The United States warned Iran and Iraq."] {
        for toponym in found(text) {
            assert!(toponym.place.point.is_none() && toponym.place.precision == PlacePrecision::Country, "{toponym:?}");
        }
    }
}

#[test]
fn the_parent_named_beside_decides() {
    let text = "Deputies in Paris, Ky., arrested a man. The Paris man was jailed.";
    for toponym in found(text).iter().filter(|t| &text[t.span.start..t.span.end] == "Paris") {
        assert!(near(&toponym.place, (38.21, -84.25), 20.0), "{:?}", toponym.place);
    }
    let place = place_of("A bomb went off in Tripoli, Lebanon, on Friday.", "Tripoli").expect("found");
    assert!(near(&place, (34.44, 35.84), 20.0), "{place:?}");
    let place = place_of("A bomb went off in Paris on Friday, French police said.", "Paris").expect("found");
    assert_eq!(place.country.as_deref(), Some("FR"));
}

#[test]
fn a_great_city_keeps_its_name_unless_the_report_names_another_parent() {
    for text in [
        "Crowds gathered in Atlanta, Los Angeles, Paris, New York, London and Tokyo.",
        "The United States warned Iran. An envoy of the United States spoke in Paris on Monday.",
        "Russia warned Libya. Russia's representative at the Paris talks left early.",
    ] {
        assert_eq!(place_of(text, "Paris").and_then(|p| p.country).as_deref(), Some("FR"), "{text}");
    }
    let place = place_of("Police in Paris, Texas, arrested a man.", "Paris").expect("found");
    assert_eq!(place.country.as_deref(), Some("US"));
}

#[test]
fn persons_and_streets_are_no_places() {
    let text = "Floods in Port Sudan Khartoum. A bridge fell in Khartoum.";
    assert!(place_of(text, "Khartoum").is_some() && place_of(text, "Port Sudan").is_some());
    assert!(place_of("Police spoke to Paris Hilton on Monday.", "Paris").is_none());
    assert!(place_of("A shop on Dublin Road burnt down.", "Dublin").is_none());
    assert!(place_of("Volker Turk, the envoy, arrived. Turk spoke of fear.", "Turk").is_none());
    assert!(place_of("Rockets hit Dublin on Monday.", "Dublin").is_some());
}

#[test]
fn a_compass_word_makes_a_part_and_not_a_point_of_the_whole() {
    let place = place_of("Shells fell in northeastern Syria.", "Syria").expect("found");
    assert_eq!(place.precision, PlacePrecision::Region);
    assert!(
        place.point.is_some_and(|p| p.0 > 35.5 && p.1 > 38.5) && place.radius_km.is_some_and(|r| r > 50.0),
        "{place:?}"
    );
}

#[test]
fn beside_a_town_is_wider_than_the_town() {
    let place = place_of("A convoy was hit 30 km south of Aleppo in Syria.", "Aleppo").expect("found");
    assert!(near(&place, (35.93, 37.16), 6.0) && place.radius_km.is_some_and(|r| r >= 10.0), "{place:?}");
    assert_eq!(place.quote.text(), "30 km south of Aleppo");
    let near_it = place_of("A convoy was hit near Aleppo in Syria.", "Aleppo").expect("found");
    let inside = place_of("A convoy was hit in Aleppo in Syria.", "Aleppo").expect("found");
    assert!(near_it.radius_km > inside.radius_km.map(|r| r + 1.0) || near_it.ucdp_where_prec() == 2);
    assert_eq!(inside.quote.text(), "Aleppo");
}

#[test]
fn between_two_towns_is_neither() {
    let place = place_of("Fighting broke out between Homs and Hama in Syria.", "Homs").expect("found");
    assert!(near(&place, (34.93, 36.74), 8.0), "{place:?}");
}

#[test]
fn the_border_of_two_countries_is_an_area() {
    let place = place_of("Smugglers crossed the border between Iraq and Syria.", "Iraq").expect("found");
    assert_eq!(place.precision, PlacePrecision::Region);
    let place = place_of("Talks between Iraq and Syria failed.", "Iraq").expect("found");
    assert_eq!(place.precision, PlacePrecision::Country);
}

#[test]
fn names_that_a_conflict_reader_must_find() {
    const NAMES: &str = include_str!("must_find.tsv");
    let mut missed = Vec::new();
    for line in NAMES.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let point: (f64, f64) = (cells[2].parse().expect("latitude"), cells[3].parse().expect("longitude"));
        for name in cells[0].split('|') {
            let text =
                format!("Officials in {} said on Monday that fighters attacked a post in {name} overnight.", cells[1]);
            match place_of(&text, name) {
                Some(place) if near(&place, point, 30.0) => {}
                other => missed.push(format!("{name}: {:?}", other.map(|p| (p.name, p.point)))),
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The names of the areas that the place of `name` lies in.
fn areas(text: &str, name: &str) -> Vec<String> {
    place_of(text, name).expect("found").areas.into_iter().map(|area| area.name).collect()
}

#[test]
fn a_place_tells_what_it_lies_in() {
    assert_eq!(
        areas("A bomb went off in Lubbock, Texas, on Friday.", "Lubbock"),
        ["United States", "Texas", "Lubbock County"]
    );
    assert_eq!(areas("Protests spread across Egypt.", "Egypt"), ["Egypt"]);
}

#[test]
fn far_beside_a_town_only_the_country_is_known() {
    let text = "Troops died 60 km north of Lubbock in the United States.";
    assert_eq!(areas(text, "Lubbock"), ["United States"]);
    let region = place_of("Rockets flew over the Red Sea.", "Red Sea").expect("found");
    assert!(region.country.is_some() || region.areas.is_empty());
}

#[test]
fn the_capital_without_its_name() {
    for (text, words) in [
        ("Protests spread in Mozambique. Police fired on crowds in Mozambique's capital on Monday.", "capital"),
        ("Mozambique is tense. Police in Mozambique fired on crowds in the capital on Monday.", "the capital"),
    ] {
        let report = Report::plain(ReportMeta::default(), text);
        let explained = explain_place(&report, &sentences(report.text()), words, Knowledge::builtin());
        let names: Vec<String> = explained.into_iter().filter_map(|e| e.place).map(|p| p.name).collect();
        assert_eq!(names, ["Maputo"], "{text}");
        assert!(found(text).iter().all(|t| !text[t.span.start..t.span.end].contains("capital")));
    }
}

#[test]
fn the_capital_of_something_else_is_not_taken() {
    for text in [
        "Mozambique is tense. Mozambique sent police to the capital of the province.",
        "Mozambique and Malawi are tense. Crowds gathered in the capital.",
        "Mozambique is tense. Mozambique sent police to the provincial capital.",
        "Mozambique has abolished capital punishment. Mozambique did so in 1990.",
    ] {
        let report = Report::plain(ReportMeta::default(), text);
        for words in ["capital", "the capital"] {
            assert!(
                explain_place(&report, &sentences(report.text()), words, Knowledge::builtin()).is_empty(),
                "{text}"
            );
        }
    }
}

#[test]
fn a_spelling_that_no_list_knows_is_explained_by_its_sound() {
    let text = "Syria is tense. Fighters in Syria spoke to reporters in Qamechly.";
    let report = Report::plain(ReportMeta::default(), text);
    let explain = |name: &str| explain_place(&report, &sentences(text), name, Knowledge::builtin());
    let found = explain("Qamechly");
    assert!(found.len() == 1 && found[0].place.is_none(), "{found:?}");
    assert!(found[0].candidates.iter().all(|c| c.country.as_deref() == Some("SY")) && !found[0].candidates.is_empty());
    assert!(explain("reporters").is_empty() && explain("Aleppo").is_empty());
}

#[test]
fn a_foreign_town_by_another_name_is_not_taken() {
    let medina = |text: &str| place_of(text, "Medina");
    assert!(medina("Colombian police in Colombia accused Medina of theft.").is_none());
    assert_eq!(medina("A bomb went off in Medina, Saudi Arabia.").expect("found").country.as_deref(), Some("SA"));
}

#[test]
fn capitals_before_a_bracket_are_a_dateline_in_any_sentence() {
    let place = |text: &str| crate::extraction::sample::accounts(text).pop().and_then(|a| a.place).map(|p| p.name);
    let stamped = "The rebels left Homs in Syria on Sunday. The road is open. The market is closed. Nobody came. MOSCOW (Agency) Shells killed three men.";
    assert_ne!(place(stamped).as_deref(), Some("Moscow"));
    assert_eq!(place("Shells killed three men in MOSCOW (and two elsewhere) on Sunday.").as_deref(), Some("Moscow"));
}

#[test]
fn the_border_with_a_neighbour_is_that_of_the_country_told_of() {
    let border = "Syrian soldiers fought rebels in Syria on Monday. Shells fell near the Turkish border in Syria.";
    let read = found(border).into_iter().any(|t| t.place.name == "Syria-Turkey border");
    assert!(read, "{:?}", found(border));
    for text in [
        "Syrian soldiers fought rebels in Syria on Monday. Turkish border guards fired at men in Syria.",
        "Turkish soldiers fought rebels in Turkey on Monday. Shells fell near the Turkish border in Turkey.",
    ] {
        assert!(found(text).iter().all(|t| !t.place.name.ends_with("border")), "{text}");
    }
}

#[test]
fn a_genitive_that_lost_its_apostrophe_is_no_part_of_a_name() {
    let place = place_of("Jets struck Syrias Aleppo on Monday, Syrian officials said.", "Aleppo").expect("found");
    assert!(near(&place, (36.2, 37.16), 20.0), "{place:?}");
    assert!(place_of("The singer Bettys Aleppo sang on Monday, Syrian officials said.", "Aleppo").is_none());
}

#[test]
fn a_regiment_is_no_place() {
    assert!(place_of("A Coldstream Guardsman was killed in Amara, Iraq.", "Coldstream").is_none());
    assert!(place_of("A clerk of Coldstream, Scotland, was killed.", "Coldstream").is_some());
}

#[test]
fn a_faith_is_no_place() {
    let text = "A van blew up in a mixed Shia and Sunni district of Baghdad.";
    assert!(
        place_of(text, "Shia").is_none() && place_of(text, "Sunni").is_none() && place_of(text, "Baghdad").is_some()
    );
}

//! Places that no list knows: a name behind "in", "at" or "near" with an event. In: the phrases around a mention. Out: the name as a
//! place without a point, or the one town of the report's country that sounds the same. Must not know: the gazetteer's ranking.

use super::super::clauses::Clauses;
use super::super::document::{Document, Tag};
use super::super::mentions::Mention;
use super::super::naming::name_at;
use crate::knowledge::{Knowledge, Place};
use crate::model::{ActorKind, EventType, PlacePrecision, PlaceRole, Report, Where, kilometres};
use std::ops::Range;

/// The unlisted name that the mention's own words give as where it happened.
pub(in super::super) fn place(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    report: &Report,
    knowledge: &Knowledge,
) -> Option<Where> {
    let document = clauses.document;
    let objects = if mention.verb { clauses.object(mention.phrase) } else { Vec::new() };
    let mut around = clauses.prepositional(mention.phrase);
    // "A ceasefire took hold at X": with the verb that the noun is the subject of.
    let carried = (!mention.verb && clauses.verb(mention.phrase + 1).is_some()).then_some(mention.phrase + 1);
    around.extend(carried.into_iter().flat_map(|v| clauses.prepositional(v)));
    // "Shells on the X market caused ten deaths": with the weapon that did it.
    let weapon = |&p: &usize| clauses.noun(p).is_some_and(|n| clauses.lexicon.weapon(document.word(n.head)).is_some());
    let by = mention.carrier.map(|c| clauses.subject(c.verb)).unwrap_or_default();
    around.extend(by.into_iter().filter(weapon).flat_map(|p| clauses.prepositional(p)));
    around.extend(objects.iter().flat_map(|&o| clauses.prepositional(o)));
    let leaves = mention.kind == EventType::Retreat;
    let locative = |t: usize| match document.word(t) {
        "in" | "at" | "near" | "outside" | "off" => true,
        "from" => leaves,
        _ => false,
    };
    let behind = around.iter().filter(|p| locative(p.preposition)).map(|p| p.noun);
    // "attacked the village of X", "in the town of X"
    let kinds = objects.iter().copied().chain(behind.clone());
    let of = kinds
        .filter(|&p| is_place_word(clauses, p) || is_field(clauses, p))
        .filter_map(|p| clauses.with_preposition(p, &["of"]));
    let shelled = shelled(clauses, mention, &objects);
    let behind = behind.chain(cleft(clauses, mention));
    let tokens = behind.clone().chain(of).chain(shelled).find_map(|phrase| named(clauses, phrase, knowledge));
    let tokens = tokens.or_else(|| {
        let on =
            around.iter().filter(|p| document.word(p.preposition) == "on" || locative(p.preposition)).map(|p| p.noun);
        objects.iter().copied().chain(on).find_map(|phrase| named_site(clauses, phrase, knowledge))
    })?;
    let quarter = is_quarter(clauses, &tokens);
    let quote = report.quote(document.span(tokens));
    if let Some(place) = by_sound(quote.text(), document, knowledge).filter(|_| !quarter) {
        return Some(super::known(quote, &place, knowledge));
    }
    Some(Where {
        name: quote.text().to_owned(),
        quote,
        id: None,
        country: None,
        areas: Vec::new(),
        point: None,
        radius_km: None,
        precision: if quarter { PlacePrecision::Site } else { PlacePrecision::Town },
        role: PlaceRole::Scene,
        candidates: Vec::new(),
    })
}

/// Letters from which a name in another spelling can be told from others.
const TELLING: usize = 6;

/// How far apart places may be that a spelling cannot tell from one another.
const SAME: f64 = 20.0;

/// The one town that a name unknown in this spelling sounds like, in the country that the report is about.
fn by_sound(name: &str, document: &Document<'_>, knowledge: &Knowledge) -> Option<Place> {
    let country = document.setting.main_country().filter(|_| name.len() >= TELLING)?;
    let found = knowledge.places.alike(name, country);
    let mut towns = found.iter().filter(|(apart, p)| *apart == 0 && p.precision == PlacePrecision::Town);
    let (_, first) = towns.next()?;
    let lesser = |place: &Place| place.population.saturating_mul(10) < first.population;
    towns.all(|(_, p)| kilometres(p.point, first.point) <= SAME || lesser(p)).then(|| first.clone())
}

/// "the Qvarn neighbourhood", "in Qvarn and Zolt neighbourhoods": a part of some town, not a town of its own.
fn is_quarter(clauses: &Clauses<'_, '_>, name: &Range<usize>) -> bool {
    let holds = |&p: &usize| clauses.noun(p).is_some_and(|n| n.tokens.contains(&name.start));
    let Some(phrase) = (0..clauses.phrases.len()).find(holds) else { return false };
    let list = clauses.coordinated(phrase);
    let word = list.last().and_then(|&p| clauses.noun(p)).map_or("", |n| clauses.document.word(n.head));
    matches!(
        word.trim_end_matches('s'),
        "neighborhood" | "neighbourhood" | "quarter" | "suburb" | "street" | "market" | "bridge" | "airport"
    )
}

fn is_place_word(clauses: &Clauses<'_, '_>, phrase: usize) -> bool {
    let word = clauses.noun(phrase).map_or("", |n| clauses.document.word(n.head));
    clauses.lexicon.agent(word).is_some_and(|(kind, plural)| kind == ActorKind::Place && !plural)
}

/// "It was in X, not in Z, that rebels burned the court": where it was stands before.
fn cleft(clauses: &Clauses<'_, '_>, mention: &Mention) -> Option<usize> {
    let document = clauses.document;
    let it = clauses.noun(0).is_some_and(|n| n.pronoun && document.word(n.head) == "it");
    let was = clauses.verb(1).is_some_and(|v| document.tokens[v.head].tag == Tag::Be && !v.negated);
    let place = 3;
    let within = clauses
        .noun(place)
        .and_then(|n| n.preposition)
        .is_some_and(|p| matches!(document.word(p), "in" | "at" | "near"));
    let that = (place + 1..mention.phrase).any(|p| clauses.other(p).is_some_and(|(t, _)| document.word(t) == "that"));
    (it && was && within && that).then_some(place)
}

/// "the airfield of X": a site that goes by the name of its town.
fn is_field(clauses: &Clauses<'_, '_>, phrase: usize) -> bool {
    let word = clauses.noun(phrase).map_or("", |n| clauses.document.word(n.head));
    matches!(word, "airfield" | "airport" | "harbour" | "harbor" | "station" | "garrison" | "market" | "outskirts")
}

/// "shelled X", "the bombardment of X": only places are shelled.
fn shelled(clauses: &Clauses<'_, '_>, mention: &Mention, objects: &[usize]) -> Vec<usize> {
    let word = clauses.document.word(mention.tokens.end - 1);
    if mention.verb {
        let shells = matches!(
            clauses.lemma(mention.phrase),
            "shell" | "bombard" | "bomb" | "strafe" | "raid" | "rocket" | "mortar"
        );
        return if shells { objects.to_vec() } else { Vec::new() };
    }
    let of = clauses.with_preposition(mention.phrase, &["of"]);
    of.filter(|_| matches!(word, "shelling" | "bombardment" | "bombing")).into_iter().collect()
}

/// "the Qvarn market", "Qvarn harbour": the name before a word for a site.
fn named_site(clauses: &Clauses<'_, '_>, phrase: usize, knowledge: &Knowledge) -> Option<Range<usize>> {
    let document = clauses.document;
    let noun = clauses.noun(phrase).filter(|n| !n.time && !n.pronoun)?;
    let site = matches!(
        document.word(noun.head),
        "market"
            | "harbour"
            | "harbor"
            | "port"
            | "camp"
            | "airport"
            | "village"
            | "town"
            | "district"
            | "valley"
            | "bridge"
            | "crossing"
            | "airfield"
            | "suburb"
            | "neighborhood"
            | "neighbourhood"
            | "forest"
            | "island"
    );
    let from = noun.tokens.clone().find(|&t| document.tokens[t].tag != Tag::Determiner)?;
    let proper = from < noun.head && (from..noun.head).all(|t| document.tokens[t].tag == Tag::Proper);
    let capitals = document.sentences[document.sentence_of(noun.head)].capitals;
    let known = (from..noun.head).any(|t| name_at(document, t, noun.tokens.end, knowledge).is_some());
    (site && proper && !capitals && !known).then_some(from..noun.head)
}

/// A phrase of nothing but capitals that is no body, day or person known.
fn named(clauses: &Clauses<'_, '_>, phrase: usize, knowledge: &Knowledge) -> Option<Range<usize>> {
    let document = clauses.document;
    let noun = clauses.noun(phrase).filter(|n| !n.time && !n.pronoun)?;
    let all_proper = noun.tokens.clone().all(|t| document.tokens[t].tag == Tag::Proper);
    let capitals = document.sentences[document.sentence_of(noun.head)].capitals;
    let known = noun.tokens.clone().any(|t| name_at(document, t, noun.tokens.end, knowledge).is_some());
    // Where all is capitals, one word that no list knows behind "at" or "in" is a place.
    let behind = noun.preposition.is_some_and(|p| matches!(document.word(p), "at" | "in" | "near"));
    let told = !capitals || behind && noun.tokens.len() == 1;
    (all_proper && told && !known && noun.tokens.len() <= 3).then(|| noun.tokens.clone())
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;
    use crate::model::PlacePrecision;

    fn places(text: &str) -> Vec<String> {
        accounts(text).into_iter().filter_map(|a| a.place).map(|p| p.name).collect()
    }

    #[test]
    fn a_name_that_no_list_knows_is_a_place_without_a_point() {
        assert_eq!(places("Gunmen attacked a bank at Qvarnholt on Monday."), ["Qvarnholt"]);
        assert_eq!(places("Gunmen attacked the village of Qvarnholt on Monday."), ["Qvarnholt"]);
        assert_eq!(places("The army shelled Qvarnholt on Monday."), ["Qvarnholt"]);
        assert_eq!(places("Shells hit the Qvarn market on Monday."), ["Qvarn"]);
        assert_eq!(places("Shells on the Qvarn market caused ten deaths on Monday."), ["Qvarn"]);
        assert_eq!(places("A GRENADE KILLED TEN SOLDIERS AT QVARNHOLT ON MONDAY."), ["QVARNHOLT"]);
        let read = accounts("Gunmen attacked a bank at Qvarnholt on Monday.");
        assert!(read.iter().filter_map(|a| a.place.as_ref()).all(|p| p.point.is_none() && p.country.is_none()));
    }

    #[test]
    fn another_spelling_of_a_town_is_that_town() {
        let place = |text: &str| accounts(text).remove(0).place;
        let syria = "Syrian gunmen attacked a bank at Qamechly on Monday, Syrian officials said.";
        let found = place(syria).expect("a place");
        assert_eq!((found.country.as_deref(), found.point.map(|p| p.0.round())), (Some("SY"), Some(37.0)), "{found:?}");
        let mali = "Malian gunmen attacked a bank at Qamechly on Monday, Malian officials said.";
        assert_eq!(place(mali).expect("a place").point, None);
    }

    #[test]
    fn a_neighbourhood_is_a_site_and_a_village_is_none() {
        let precision = |text: &str| accounts(text).remove(0).place.map(|p| p.precision);
        let town = Some(PlacePrecision::Town);
        assert_eq!(precision("Shells hit the Qvarn market on Monday."), Some(PlacePrecision::Site));
        assert_eq!(precision("Shells hit houses in Qvarn and Zolt neighbourhoods."), Some(PlacePrecision::Site));
        assert_eq!(precision("Gunmen attacked the village of Qvarnholt on Monday."), town);
    }

    #[test]
    fn bodies_and_days_are_no_places() {
        assert!(places("Gunmen attacked a bank in March.").is_empty());
        assert!(places("Gunmen attacked a bank with Qvarnholt on Monday.").is_empty());
    }

    #[test]
    fn the_name_with_the_event_before_the_listed_one_in_another_clause() {
        assert_eq!(places("Shells killed ten men in Qvarnholt and killed six in Aleppo."), ["Qvarnholt", "Aleppo"]);
        assert_eq!(places("A bomb went off in Qvarnholt, five miles north of Aleppo, on Monday."), ["Qvarnholt"]);
        assert_eq!(places("It was in Qvarnholt, not in Zoltan, that gunmen burned a bank."), ["Qvarnholt"]);
        assert_eq!(places("Shells hit the airfield of Qvarnholt on Monday."), ["Qvarnholt"]);
        assert_eq!(places("Shells hit the airfield of the Qvarnholt family on Monday."), Vec::<String>::new());
    }
}

//! Places of the text: names that the gazetteer, the overlay or the list of states knows, resolved in the report's context.

use super::document::{Document, Tag};
use super::participants::name_at;
use crate::knowledge::{ActorHit, Knowledge, Place, fold};
use crate::model::{Candidate, PlacePrecision, PlaceRole, Report, Span, Where};
use std::collections::BTreeMap;
use std::ops::Range;

/// A place name in the text.
#[derive(Debug, Clone)]
pub(super) struct PlaceMention {
    pub tokens: Range<usize>,
    pub sentence: usize,
    /// The tokens with "the town of", "province" around the name.
    pub place: Where,
    /// Used as a place (behind "in", "near" …), not as an actor or adjective.
    pub locative: bool,
    /// Behind "from": where something came from.
    pub origin: bool,
    pub rule: &'static str,
}

enum Found {
    Country { name: &'static str, code: &'static str, adjective: bool },
    Places(Vec<Place>),
}

struct Raw {
    tokens: Range<usize>,
    sentence: usize,
    found: Found,
    compass: Option<Range<usize>>,
}

/// Every place name of the report, in text order.
pub(super) fn mentions(document: &Document<'_>, report: &Report, knowledge: &Knowledge) -> Vec<PlaceMention> {
    let raw = raw_mentions(document, knowledge);
    let countries = countries_by_weight(document, &raw);
    raw.iter().filter_map(|r| resolve(document, report, knowledge, r, &raw, &countries)).collect()
}

fn raw_mentions(document: &Document<'_>, knowledge: &Knowledge) -> Vec<Raw> {
    let mut found = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let token = document.tokens[at];
            if !token.capital
                || token.tag == Tag::Time
                || sentence.capitals && token.tag != Tag::Noun && token.tag != Tag::Proper
            {
                at += 1;
                continue;
            }
            match at_token(document, at, sentence.tokens.end, knowledge) {
                Some((tokens, what)) => {
                    let compass = compass_before(document, tokens.start, sentence.tokens.start);
                    at = tokens.end;
                    found.push(Raw { tokens, sentence: number, found: what, compass });
                }
                None => at = skip_name(document, at, sentence.tokens.end, knowledge),
            }
        }
    }
    found
}

/// Past an actor's name, so that "Kivu" in "Kivu Security Tracker" is no place.
fn skip_name(document: &Document<'_>, at: usize, end: usize, knowledge: &Knowledge) -> usize {
    name_at(document, at, end, knowledge).map_or(at + 1, |n| n.tokens.end)
}

fn at_token(document: &Document<'_>, start: usize, end: usize, knowledge: &Knowledge) -> Option<(Range<usize>, Found)> {
    let name = name_at(document, start, end, knowledge);
    if let Some(found) = &name {
        let (number, adjective) = match found.hit {
            ActorHit::Actor(n) if knowledge.actors.get(n).id.starts_with("state-") => (Some(n), false),
            ActorHit::Demonym(n) => (Some(n), true),
            ActorHit::Seat(_) => (None, false),
            ActorHit::Actor(_) => return None,
        };
        let longer = place_length(document, start, end, knowledge);
        if let Some(n) = number
            && longer <= found.tokens.len()
        {
            let actor = knowledge.actors.get(n);
            let code = actor.country?;
            return Some((found.tokens.clone(), Found::Country { name: actor.name, code, adjective }));
        }
    }
    let length = place_length(document, start, end, knowledge);
    if length == 0 {
        return None;
    }
    let tokens = start..start + length;
    let span = document.span(tokens.clone());
    let places = knowledge.places.find(&document.text[span.start..span.end]);
    let weak = length == 1 && is_common(document, start, knowledge) && !places.iter().any(|p| p.curated);
    (!places.is_empty() && !weak).then_some((tokens, Found::Places(places)))
}

/// A word that the dictionary knows as something else.
fn is_common(document: &Document<'_>, token: usize, knowledge: &Knowledge) -> bool {
    let word = document.word(token);
    if !matches!(document.tokens[token].tag, Tag::Proper | Tag::Noun) || word.len() < 4 {
        return true;
    }
    knowledge.lexicon.part(word).is_some()
        || knowledge.lexicon.verb(word).is_some()
        || knowledge.lexicon.agent(word).is_some()
}

/// How many tokens the longest place name at `start` has; 0 where there is none.
fn place_length(document: &Document<'_>, start: usize, end: usize, knowledge: &Knowledge) -> usize {
    let follows = |at: usize| {
        at < end
            && (document.tokens[at].capital && !matches!(document.tokens[at].tag, Tag::Mark | Tag::Comma)
                || ["al-", "el-", "ad-", "an-", "as-", "at-", "az-", "es-", "ez-", "ash-"]
                    .iter()
                    .any(|a| document.word(at).starts_with(a))
                || matches!(
                    document.word(at),
                    "of" | "de"
                        | "da"
                        | "el"
                        | "al"
                        | "province"
                        | "region"
                        | "state"
                        | "governorate"
                        | "camp"
                        | "border"
                ))
    };
    let mut longest = 1;
    while longest < 5 && follows(start + longest) {
        longest += 1;
    }
    for length in (1..=longest).rev() {
        let span = document.span(start..start + length);
        let raw = &document.text[span.start..span.end];
        if raw.len() > 2 && knowledge.places.knows(raw) && !part_of_person(document, start, length, end, knowledge) {
            return length;
        }
    }
    0
}

/// "Paris Hilton", "General Santos", "Mr Aleppo": a name inside a person's name.
fn part_of_person(document: &Document<'_>, start: usize, length: usize, end: usize, knowledge: &Knowledge) -> bool {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "mr.",
        "mrs.",
        "ms.",
        "dr",
        "dr.",
        "gen.",
        "general",
        "col.",
        "colonel",
        "president",
        "minister",
        "captain",
        "capt.",
        "lt.",
        "sheikh",
        "sen.",
        "senator",
        "judge",
        "king",
        "prince",
        "sgt.",
        "major",
        "maj.",
        "abu",
        "spokesman",
        "spokeswoman",
    ];
    let before = start.checked_sub(1).filter(|&b| document.sentence_of(b) == document.sentence_of(start));
    if before.is_some_and(|b| TITLES.contains(&document.word(b))) {
        return true;
    }
    let proper = |at: usize| at < end && document.tokens[at].tag == Tag::Proper && document.tokens[at].capital;
    let touches_before = before.is_some_and(|b| {
        proper(b)
            && !knowledge.places.knows(document.word(b))
            && knowledge.actors.find(&fold(document.word(b))).is_empty()
    });
    let touches_after = proper(start + length)
        && !knowledge.places.knows(document.word(start + length))
        && knowledge.actors.find(&fold(document.word(start + length))).is_empty()
        && knowledge.lexicon.agent(document.word(start + length)).is_none();
    touches_before || touches_after
}

const COMPASS: &[(&str, f64, f64)] = &[
    ("northeastern", 0.8, 0.8),
    ("north-eastern", 0.8, 0.8),
    ("northeast", 0.8, 0.8),
    ("north-east", 0.8, 0.8),
    ("northwestern", 0.8, 0.2),
    ("north-western", 0.8, 0.2),
    ("northwest", 0.8, 0.2),
    ("north-west", 0.8, 0.2),
    ("southeastern", 0.2, 0.8),
    ("south-eastern", 0.2, 0.8),
    ("southeast", 0.2, 0.8),
    ("south-east", 0.2, 0.8),
    ("southwestern", 0.2, 0.2),
    ("south-western", 0.2, 0.2),
    ("southwest", 0.2, 0.2),
    ("south-west", 0.2, 0.2),
    ("northern", 0.82, 0.5),
    ("north", 0.82, 0.5),
    ("southern", 0.18, 0.5),
    ("south", 0.18, 0.5),
    ("eastern", 0.5, 0.82),
    ("east", 0.5, 0.82),
    ("western", 0.5, 0.18),
    ("west", 0.5, 0.18),
    ("central", 0.5, 0.5),
];

fn compass_before(document: &Document<'_>, start: usize, sentence: usize) -> Option<Range<usize>> {
    let before = start.checked_sub(1).filter(|&b| b >= sentence)?;
    COMPASS.iter().any(|(word, ..)| *word == document.word(before)).then_some(before..start)
}

/// Countries of the report, by how much speaks for each: names, peoples, and unambiguous places.
fn countries_by_weight(document: &Document<'_>, raw: &[Raw]) -> BTreeMap<String, f64> {
    let mut weights: BTreeMap<String, f64> = BTreeMap::new();
    for mention in raw {
        let early = if mention.sentence < 3 { 2.0 } else { 1.0 };
        match &mention.found {
            Found::Country { code, adjective, .. } => {
                let weight = if *adjective { 0.6 } else { 1.0 };
                *weights.entry((*code).to_owned()).or_default() += weight * early;
            }
            Found::Places(places) => {
                let best = &places[0];
                let sure = places.len() == 1 || best.curated || best.population > 300_000;
                if let (Some(country), true) = (&best.country, sure && document.tokens[mention.tokens.start].capital) {
                    *weights.entry(country.clone()).or_default() += 0.8 * early;
                }
            }
        }
    }
    weights
}

fn resolve(
    document: &Document<'_>,
    report: &Report,
    knowledge: &Knowledge,
    raw: &Raw,
    all: &[Raw],
    countries: &BTreeMap<String, f64>,
) -> Option<PlaceMention> {
    let locative = is_locative(document, raw);
    let origin = preposition_before(document, raw) == "from";
    let place = match &raw.found {
        Found::Country { name, code, adjective } => country(document, report, knowledge, raw, name, code, *adjective),
        Found::Places(places) => among(document, report, raw, places, all, countries)?,
    };
    let rule = match &raw.found {
        Found::Country { .. } if raw.compass.is_some() => "place/compass_region",
        Found::Country { .. } => "place/country",
        Found::Places(places) if places[0].curated => "place/overlay",
        Found::Places(_) => "place/gazetteer",
    };
    Some(PlaceMention { tokens: raw.tokens.clone(), sentence: raw.sentence, place, locative, origin, rule })
}

/// The preposition before the name, over determiners, adjectives and "town of".
fn preposition_before<'d>(document: &'d Document<'_>, raw: &Raw) -> &'d str {
    let sentence = &document.sentences[raw.sentence].tokens;
    let mut at = raw.tokens.start;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1).filter(|b| sentence.contains(b)) else { return "" };
        match document.tokens[before].tag {
            Tag::Preposition if document.word(before) != "of" => return document.word(before),
            Tag::To => return "to",
            Tag::Preposition | Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Possessive | Tag::Number => {
                at = before
            }
            Tag::Proper if document.tokens[before].capital => at = before,
            _ => return "",
        }
    }
    ""
}

fn is_locative(document: &Document<'_>, raw: &Raw) -> bool {
    matches!(
        preposition_before(document, raw),
        "in" | "at"
            | "near"
            | "on"
            | "outside"
            | "inside"
            | "around"
            | "across"
            | "throughout"
            | "over"
            | "into"
            | "to"
            | "towards"
            | "toward"
            | "between"
            | "through"
            | "within"
            | "along"
            | "above"
            | "off"
    )
}

fn blank(report: &Report, span: Span, name: &str) -> Where {
    Where {
        quote: report.quote(span),
        name: name.to_owned(),
        id: None,
        country: None,
        point: None,
        radius_km: None,
        precision: PlacePrecision::Country,
        role: PlaceRole::Scene,
        candidates: Vec::new(),
    }
}

/// A country, or the part of it that a compass word names.
fn country(
    document: &Document<'_>,
    report: &Report,
    knowledge: &Knowledge,
    raw: &Raw,
    name: &str,
    code: &str,
    adjective: bool,
) -> Where {
    let tokens = raw.compass.as_ref().map_or(raw.tokens.clone(), |c| c.start..raw.tokens.end);
    let mut place = blank(report, document.span(tokens), name);
    place.id = Some(format!("country:{code}"));
    place.country = Some(code.to_owned());
    let share = raw
        .compass
        .as_ref()
        .filter(|_| !adjective)
        .and_then(|c| COMPASS.iter().find(|(word, ..)| *word == document.word(c.start)));
    if let (Some((word, north, east)), Some([south, top, west, right])) = (share, knowledge.places.bounds(code)) {
        let point = (south + (top - south) * north, west + (right - west) * east);
        place.name = format!("{word} {name}");
        place.precision = PlacePrecision::Region;
        place.point = Some(((point.0 * 10.0).round() / 10.0, (point.1 * 10.0).round() / 10.0));
        place.radius_km = Some(((top - south).max(right - west) * 111.0 / 3.0).round());
    }
    place
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((p - q) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((a.1 - b.1).to_radians() / 2.0).sin().powi(2);
    12_742.0 * h.sqrt().min(1.0).asin()
}

/// The best of several places of one name: curated, in the report's countries, large, near other names, of the kind the words say.
fn among(
    document: &Document<'_>,
    report: &Report,
    raw: &Raw,
    places: &[Place],
    all: &[Raw],
    countries: &BTreeMap<String, f64>,
) -> Option<Where> {
    let total: f64 = countries.values().sum::<f64>().max(1.0);
    let anchors: Vec<(f64, f64)> = all
        .iter()
        .filter(|r| r.tokens != raw.tokens && r.sentence.abs_diff(raw.sentence) <= 3)
        .filter_map(|r| match &r.found {
            Found::Places(p) if p.len() == 1 || p[0].curated => Some(p[0].point),
            _ => None,
        })
        .collect();
    let says = kind_said(document, raw);
    let score = |place: &Place| {
        let context = place.country.as_ref().and_then(|c| countries.get(c)).map_or(0.0, |w| w / total);
        let size = (place.population.max(100) as f64).log10() / 7.0;
        let near = anchors.iter().any(|a| kilometres(*a, place.point) < 120.0);
        let kind = match says {
            Some(kind) if kind == place.precision => 0.5,
            Some(_) => -0.2,
            None if place.precision == PlacePrecision::Town => 0.15,
            None => 0.0,
        };
        2.0 * context + size + 0.3 * f64::from(u8::from(near)) + kind + 0.8 * f64::from(u8::from(place.curated))
    };
    let mut ranked: Vec<(f64, &Place)> = places.iter().map(|p| (score(p), p)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let (_, best) = ranked[0];
    let in_context = best.country.as_ref().is_some_and(|c| countries.contains_key(c));
    if !in_context && !best.curated && best.population < 15_000 {
        return None;
    }
    let mut place = blank(report, document.span(raw.tokens.clone()), &best.name);
    place.id = Some(best.id.clone());
    place.country = best.country.clone();
    place.precision = best.precision;
    place.point = Some(best.point);
    place.radius_km = Some(best.radius_km);
    let candidate = |(score, p): &(f64, &Place)| Candidate {
        id: p.id.clone(),
        name: p.name.clone(),
        country: p.country.clone(),
        point: p.point,
        reason: format!(
            "score {score:.2}: population {}, {} of the report's countries",
            p.population,
            if p.country.as_ref().is_some_and(|c| countries.contains_key(c)) { "one" } else { "none" }
        ),
    };
    place.candidates = ranked.iter().skip(1).take(4).map(candidate).collect();
    Some(place)
}

/// What kind of place the words around say it is: "the town of X", "X province".
fn kind_said(document: &Document<'_>, raw: &Raw) -> Option<PlacePrecision> {
    let sentence = &document.sentences[raw.sentence].tokens;
    let after = document.word_in(sentence, raw.tokens.end as isize);
    let before = match document.word_in(sentence, raw.tokens.start as isize - 1) {
        "of" => document.word_in(sentence, raw.tokens.start as isize - 2),
        word => word,
    };
    [after, before].iter().find_map(|word| {
        Some(match *word {
            "town" | "city" | "village" | "towns" | "capital" | "port" | "hamlet" => PlacePrecision::Town,
            "district" | "territory" | "county" => PlacePrecision::District,
            "province" | "governorate" | "state" | "department" | "oblast" | "region" => PlacePrecision::Province,
            "neighborhood" | "neighbourhood" | "suburb" | "square" | "camp" | "airport" | "base" => {
                PlacePrecision::Site
            }
            _ => return None,
        })
    })
}

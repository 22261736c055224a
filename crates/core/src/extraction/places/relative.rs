//! Places told by another: parts of countries and areas, "south of X", "20 km from X", the border of two countries.

use super::super::document::{Document, Tag};
use super::areas;
use super::names::{Found, Raw};
use super::parts::adjective;
use crate::knowledge::{Knowledge, Place};
use crate::model::{PlacePrecision, Where};
use std::ops::Range;

/// Degrees of latitude in a kilometre.
const DEGREE: f64 = 1.0 / 111.2;

fn tenth(point: (f64, f64)) -> (f64, f64) {
    ((point.0 * 100.0).round() / 100.0, (point.1 * 100.0).round() / 100.0)
}

/// The point so many kilometres away in the direction of a compass word's shares.
fn moved(point: (f64, f64), share: (f64, f64), kilometres: f64) -> (f64, f64) {
    let (north, east) = (share.0 - 0.5, share.1 - 0.5);
    let length = north.hypot(east).max(0.01);
    let degrees = kilometres * DEGREE;
    let narrow = point.0.to_radians().cos().max(0.05);
    tenth((point.0 + north / length * degrees, point.1 + east / length * degrees / narrow))
}

/// "northeastern Syria": the part of the country, as an area. The country's own place stays without a point.
pub(super) fn part_of_country(place: &mut Where, code: &str, word: &str, knowledge: &Knowledge) -> Option<()> {
    let (north, east) = knowledge.places.words().compass(&adjective(word))?;
    let [south, top, west, right] = knowledge.places.bounds(code)?;
    let word = adjective(word);
    let point = (south + (top - south) * north, west + (right - west) * east);
    place.name = format!("{word} {}", place.name);
    place.precision = PlacePrecision::Region;
    place.point = Some(tenth(point));
    place.radius_km = Some(((top - south).max((right - west) * point.0.to_radians().cos()) * 111.0 / 3.0).round());
    Some(())
}

/// "northern Mali" as curated: the overlay knows some parts of countries better than their bounds do.
pub(super) fn curated_part(document: &Document<'_>, raw: &Raw, knowledge: &Knowledge) -> Option<Place> {
    let compass = raw.compass?;
    let curated = |name: &str| knowledge.places.find(name).into_iter().find(|p| p.curated);
    let span = document.span(compass.min(raw.tokens.start)..raw.tokens.end);
    let written = curated(&document.text[span.start..span.end]);
    written.or_else(|| match raw.found {
        Found::Country { name, .. } => curated(&format!("{} {name}", adjective(document.word(compass)))),
        Found::Places(_) => None,
    })
}

/// "western Darfur": the part of a wide area.
pub(super) fn part_of_area(place: &mut Where, word: &str, knowledge: &Knowledge) {
    let wide = matches!(place.precision, PlacePrecision::Province | PlacePrecision::Region);
    if let (true, Some(share), Some(point), Some(radius)) =
        (wide, knowledge.places.words().compass(word), place.point, place.radius_km)
        && share != (0.5, 0.5)
    {
        place.point = Some(moved(point, share, radius * 0.5));
        place.radius_km = Some((radius * 0.6).round());
        place.name = format!("{word} {}", place.name);
    }
}

/// "near X", "south of X", "30 km north of X": the place beside it, with a radius that says so. The tokens of the words before.
pub(super) fn beside(place: &mut Where, document: &Document<'_>, raw: &Raw, knowledge: &Knowledge) -> Option<usize> {
    let (point, radius) = (place.point?, place.radius_km?);
    if !matches!(place.precision, PlacePrecision::Town | PlacePrecision::Site) {
        return None;
    }
    let sentence = &document.sentences[raw.sentence].tokens;
    let word = |back: usize| document.word_in(sentence, raw.tokens.start as isize - back as isize);
    if matches!(word(1), "near" | "outside" | "around") {
        place.radius_km = Some(radius.max(15.0));
        return Some(raw.tokens.start - 1);
    }
    let share = match word(1) {
        "of" => knowledge.places.words().compass(word(2)),
        "from" => None,
        _ => return None,
    };
    let back = if share.is_some() { 2 } else { 1 };
    let distance = kilometres_before(document, sentence, raw.tokens.start.checked_sub(back)?);
    match (share, distance) {
        (Some(share), distance) => {
            let away = distance.map_or(10.0, |(km, _)| km).min(300.0);
            place.point = Some(moved(point, share, away));
            place.radius_km = Some((away * 0.4).max(10.0).max(radius).round());
            areas::away(place, away);
            Some(distance.map_or(raw.tokens.start - back, |(_, from)| from))
        }
        (None, Some((away, from))) => {
            place.radius_km = Some(away.min(300.0).max(radius).round());
            areas::away(place, away);
            Some(from)
        }
        (None, None) => None,
    }
}

/// "30 km" or "20 miles" that ends before `end`, perhaps with "to the" between; in kilometres, and where it begins.
fn kilometres_before(document: &Document<'_>, sentence: &Range<usize>, end: usize) -> Option<(f64, usize)> {
    let mut at = end;
    while at > sentence.start && matches!(document.word(at - 1), "to" | "the" | "away" | "about" | "further") {
        at -= 1;
    }
    let unit = match at.checked_sub(1).filter(|u| sentence.contains(u)).map(|u| document.word(u)) {
        Some("km" | "kilometers" | "kilometres" | "kms" | "kilometer" | "kilometre") => 1.0,
        Some("miles" | "mile") => 1.609,
        _ => return None,
    };
    let number = at.checked_sub(2).filter(|n| sentence.contains(n) && document.tokens[*n].tag == Tag::Number)?;
    let value: f64 = document.word(number).replace(',', "").parse().ok()?;
    (value > 0.0 && value < 2000.0).then_some((value * unit, number))
}

/// "between A and B": the point between two towns.
pub(super) fn between(first: &Where, second: &Where) -> Option<((f64, f64), f64)> {
    let (a, b) = (first.point?, second.point?);
    let small = |w: &Where| w.precision <= PlacePrecision::Town;
    let apart = crate::model::kilometres(a, b);
    let fits = small(first) && small(second) && first.country == second.country && apart > 5.0 && apart < 400.0;
    fits.then(|| (tenth(((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)), (apart / 2.0).round()))
}

/// "the border of A and B", "its border with B": the curated border area of two countries named around the word "border".
pub(super) fn border(document: &Document<'_>, first: &Raw, second: &Raw, knowledge: &Knowledge) -> Option<Place> {
    let (Found::Country { name: a, .. }, Found::Country { name: b, .. }) = (&first.found, &second.found) else {
        return None;
    };
    if first.sentence != second.sentence || second.tokens.start > first.tokens.end + 5 || a == b {
        return None;
    }
    let sentence = &document.sentences[first.sentence].tokens;
    let near = first.tokens.start.saturating_sub(5).max(sentence.start)..(second.tokens.end + 3).min(sentence.end);
    let told = near.clone().any(|t| matches!(document.word(t), "border" | "frontier" | "borders"));
    let found = |x: &str, y: &str| knowledge.places.find(&format!("{x}-{y} border")).into_iter().find(|p| p.curated);
    told.then(|| found(a, b).or_else(|| found(b, a))).flatten()
}

/// "near the Turkish border", "the border with Turkey" where the report tells of another country: the border of both, and where its words end.
pub(super) fn own_border(document: &Document<'_>, raw: &Raw, knowledge: &Knowledge) -> Option<(Place, usize)> {
    let Found::Country { name, code } = raw.found else { return None };
    let main = document.setting.main_country().filter(|main| *main != code)?;
    let sentence = &document.sentences[raw.sentence].tokens;
    let word = |offset: isize| document.word_in(sentence, offset);
    let (start, end) = (raw.tokens.start as isize, raw.tokens.end as isize);
    let behind = matches!(word(end), "border" | "frontier");
    let before = matches!(word(start - 2), "border" | "frontier") && word(start - 1) == "with";
    let goes_on = behind && sentence.contains(&(raw.tokens.end + 1)) && {
        let next = document.tokens[raw.tokens.end + 1];
        next.capital || matches!(next.tag, Tag::Noun | Tag::Proper)
    };
    if !(behind || before) || goes_on || matches!(word(start - 1), "and" | "-") {
        return None;
    }
    let own = knowledge.actors.state(main)?.name;
    let find = |x: &str, y: &str| knowledge.places.find(&format!("{x}-{y} border")).into_iter().find(|p| p.curated);
    let place = find(own, name).or_else(|| find(name, own))?;
    Some((place, raw.tokens.end + usize::from(behind)))
}

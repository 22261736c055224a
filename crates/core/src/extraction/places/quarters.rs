//! Quarters: parts of a town that bear the names of towns elsewhere: "the Zahra neighbourhood of Homs".
//!
//! In: a report's names, resolved. Out: those that are quarters set at their town, which is as exactly as they can be placed. Must not
//! know: events, the gazetteer's ranking.

use super::super::document::{Document, Tag};
use super::{PlaceMention, Usage};
use crate::model::{PlacePrecision, Report, Span, Where, kilometres};

/// The rule that sets a quarter at its town.
pub(in super::super) const RULE: &str = "place/quarter";

/// A town from this radius on has quarters.
const CITY: f64 = 5.0;
/// From this radius on a town is too well known to be taken for a quarter of another.
const GREAT: f64 = 9.0;
/// So many sentences before a quarter its town is looked for.
const BACK: usize = 4;
/// A place that lists know so near the town, in kilometres, is the quarter itself.
const NEAR: f64 = 30.0;
/// The town stands so many words behind the word for a quarter: "in the centre of Qamishli".
const BEHIND: usize = 5;
/// Right behind the name only so many: "Jobar, eastern Damascus".
const CLOSE: usize = 2;

/// Sets every quarter at its town. `abroad` says whether the report speaks of countries, but never of that one.
pub(super) fn settle(
    document: &Document<'_>,
    report: &Report,
    places: &mut [PlaceMention],
    abroad: impl Fn(&str) -> bool,
) {
    let mut set: Vec<(Where, Where)> = Vec::new();
    for at in 0..places.len() {
        let name = &places[at];
        let fine = name.place.precision <= PlacePrecision::Province && name.usage != Usage::InName;
        let told = quarter_word(document, name.tokens.start, name.tokens.end).filter(|_| fine);
        let Some((word, sure)) = told else { continue };
        let beside = beside(document, places, word, name.tokens.end);
        let town = beside.or_else(|| spoken_of(places, name.sentence, name.tokens.start));
        let Some(town) = town.filter(|town| !town.quote.overlaps(&name.place.quote)) else { continue };
        let foreign = name.place.country.as_deref().is_some_and(&abroad);
        let known = name.place.point.zip(town.point).is_some_and(|(a, b)| kilometres(a, b) <= NEAR);
        // "The Dallas area", "Manitoba's hospitals": great names at home are hardly quarters.
        let great = name.place.precision > PlacePrecision::Town || name.place.radius_km.is_some_and(|r| r >= GREAT);
        if known || !(foreign || !great && (sure || beside.is_some())) {
            continue;
        }
        let place = within(&town.clone(), report, name.span);
        set.push((std::mem::replace(&mut places[at].place, place.clone()), place));
        places[at].rule = RULE;
    }
    name_again(report, places, &set);
}

/// "The district of X was shelled. Rebels left X": the same name means the same quarter, unless it is said of the wider area of that name.
fn name_again(report: &Report, places: &mut [PlaceMention], set: &[(Where, Where)]) {
    for mention in places.iter_mut().filter(|mention| mention.rule != RULE && mention.usage != Usage::InName) {
        let again = |(was, _): &&(Where, Where)| {
            was.id.is_some() && was.id == mention.place.id && was.quote.text() == mention.place.quote.text()
        };
        if let Some((_, quarter)) = set.iter().find(again) {
            mention.place = Where { quote: report.quote(mention.span), ..quarter.clone() };
            mention.rule = RULE;
        }
    }
}

/// The town of a quarter of that name, which no list knows; its words stand at `from..end`.
pub(in super::super) fn town_of(
    document: &Document<'_>,
    places: &[PlaceMention],
    from: usize,
    end: usize,
) -> Option<Where> {
    let (word, _) = quarter_word(document, from, end)?;
    beside(document, places, word, end).or_else(|| spoken_of(places, document.sentence_of(from), from)).cloned()
}

/// A quarter as its town places it: with the town's point and reach, under its own name.
pub(in super::super) fn within(town: &Where, report: &Report, span: Span) -> Where {
    let quote = report.quote(span);
    let name = format!("{}, {}", quote.text(), town.name);
    Where { name, quote, id: None, candidates: Vec::new(), ..town.clone() }
}

/// The word that makes a name a quarter, and whether it leaves no doubt.
fn quarter_word(document: &Document<'_>, from: usize, end: usize) -> Option<(usize, bool)> {
    let inside = &document.sentences.get(document.sentence_of(from))?.tokens;
    let word = |t: Option<usize>| t.filter(|t| inside.contains(t)).map_or("", |t| document.word(t));
    let kind = |t: Option<usize>| match word(t).trim_end_matches('s') {
        "neighborhood" | "neighbourhood" | "quarter" => Some((t?, true)),
        "district" | "square" | "street" | "area" => Some((t?, false)),
        _ => None,
    };
    let listed = (end..inside.end)
        .take(6)
        .find(|&t| !(document.tokens[t].capital || document.tokens[t].tag == Tag::Comma || document.word(t) == "and"));
    let of = from.checked_sub(1).filter(|_| word(from.checked_sub(1)) == "of");
    let before = if of.is_some() { from.checked_sub(2) } else { None };
    // "A Houston suburb" is one of Houston, "the suburb of X" is X.
    let suburb = before.filter(|t| word(Some(*t)) == "suburb").map(|t| (t, false));
    let residential = |t: usize| if word(Some(t)) == "residential" { t + 1 } else { t };
    kind(Some(residential(end))).or_else(|| kind(listed).filter(|(_, sure)| *sure)).or_else(|| kind(before)).or(suburb)
}

/// "neighbourhood in Aleppo city", "district of western Mosul", "the neighbourhood of Jobar, eastern Damascus": the town right behind.
fn beside<'p>(document: &Document<'_>, places: &'p [PlaceMention], word: usize, end: usize) -> Option<&'p Where> {
    let next = word + 1;
    let tied = next < document.tokens.len() && matches!(document.word(next), "in" | "of");
    let (from, far) = if tied && word >= end { (next, BEHIND) } else { (end, CLOSE) };
    let town = places.iter().filter(|p| is_city(p)).find(|p| p.tokens.start > from)?;
    let near = town.tokens.start <= from + far && town.sentence == document.sentence_of(word);
    let small =
        |t: usize| !document.tokens[t].capital && !matches!(document.tokens[t].tag, Tag::Verb | Tag::Conjunction);
    (near && (from..town.tokens.start).all(small)).then_some(&town.place)
}

/// The last town named before, else the next one in the sentence.
fn spoken_of(places: &[PlaceMention], sentence: usize, at: usize) -> Option<&Where> {
    let before = |p: &&PlaceMention| p.tokens.end <= at && p.sentence + BACK >= sentence;
    let last = places.iter().rev().filter(|p| is_city(p)).find(before);
    let next = || places.iter().filter(|p| is_city(p)).find(|p| p.sentence == sentence && p.tokens.start > at);
    last.or_else(next).map(|p| &p.place)
}

fn is_city(mention: &PlaceMention) -> bool {
    let place = &mention.place;
    let large = place.precision == PlacePrecision::Town && place.radius_km.is_some_and(|radius| radius >= CITY);
    large && place.id.is_some() && !matches!(mention.usage, Usage::Dateline | Usage::InName)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;
    use crate::model::{PlacePrecision, Where};

    fn place(text: &str) -> Where {
        accounts(text).into_iter().filter_map(|a| a.place).next_back().expect("a place")
    }

    #[test]
    fn a_quarter_lies_in_the_town_that_is_told_of() {
        for text in [
            "Gunmen killed two men in the Zahra neighbourhood of Homs in Syria on Monday.",
            "Gunmen killed two men in Homs in Syria on Monday. Shells hit the Zahra neighbourhood.",
            "Syrian soldiers in Homs, Syria, shelled the neighbourhood of Zahra on Monday.",
            "A bomb killed two men in the Qvarn neighbourhood in Homs in Syria on Monday.",
            "Gunmen met in Aleppo in Syria. Gunmen killed two men in the neighbourhood of Zahra, eastern Homs, on Monday.",
        ] {
            let found = place(text);
            let near = found.point.is_some_and(|p| crate::model::kilometres(p, (34.73, 36.71)) < 10.0);
            assert!(near && found.precision == PlacePrecision::Town, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_quarter_stands_beside_its_town() {
        let name = |text: &str| place(text).name;
        assert_eq!(name("A bomb killed two men in Homs's Qvarn district in Syria on Monday."), "Qvarn, Homs");
        assert_eq!(name("A bomb killed two men in the Qvarn district of Homs on Monday."), "Qvarn, Homs");
        assert_eq!(name("A bomb killed two men in Homs, the district governor said on Monday."), "Homs");
    }

    #[test]
    fn a_great_city_at_home_is_no_quarter() {
        for text in [
            "Gunmen from Paris, Texas, killed two men in a Dallas hospital in the Dallas area on Monday.",
            "Gunmen fled Arlington, Texas. Gunmen killed two men in a Houston suburb on Monday.",
        ] {
            let read = accounts(text).into_iter().filter_map(|a| a.place);
            let names: Vec<_> = read.map(|p| p.name).filter(|name| name.contains(", ")).collect();
            assert!(names.is_empty(), "{text}: {names:?}");
        }
    }

    #[test]
    fn a_quarter_named_again_is_the_same() {
        let text = "Rebels in Homs in Syria shelled the Zahra neighbourhood on Monday. Gunmen killed two men in Zahra on Tuesday.";
        let read = accounts(text).into_iter().filter_map(|a| a.place);
        let far = |place: &Where| place.point.is_none_or(|p| crate::model::kilometres(p, (34.73, 36.71)) > 10.0);
        assert_eq!(read.filter(far).map(|p| p.name).collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn a_district_of_its_own_is_no_quarter() {
        let found =
            place("Gunmen killed two men in Homs in Syria. Gunmen killed ten men in Azaz district in Syria on Monday.");
        assert!(!found.name.contains(", Homs"), "{found:?}");
        let read = accounts("Gunmen left Nairobi, Kenya. Gunmen killed ten men in Garissa district on Monday.");
        let names: Vec<_> = read.into_iter().filter_map(|a| a.place).map(|p| p.name).collect();
        assert!(names.iter().all(|name| !name.contains(", Nairobi")), "{names:?}");
    }
}

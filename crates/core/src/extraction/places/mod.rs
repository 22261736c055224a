//! Places of the text: names that the gazetteer, the overlay or the list of states knows, resolved in the report's context.
//!
//! In: the document, the knowledge. Out: each mention with its place, its use, and the candidates with reasons. Must not know:
//! events. `scene` chooses among the mentions the place of an event.

mod areas;
mod capitals;
mod names;
mod parts;
pub(super) mod quarters;
mod relative;
mod resolve;
pub(super) mod scene;
pub(super) mod unlisted;

pub(super) use names::Usage;

use super::document::Document;
use super::{naming, time};
use crate::knowledge::Knowledge;
use crate::model::{PlacePrecision, PlaceRole, Quote, Report, Sentence, Span, Where};
use names::{Finder, Found, Raw};
use resolve::{Context, Scored, candidate};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most candidates kept beside the chosen place.
const KEPT: usize = 4;

/// A place name in the text.
#[derive(Debug, Clone)]
pub(super) struct PlaceMention {
    pub tokens: Range<usize>,
    /// Where the name stands.
    pub span: Span,
    pub sentence: usize,
    /// The place; its quote holds the words around the name that say where beside it: "south of", "northern".
    pub place: Where,
    pub usage: Usage,
    pub rule: &'static str,
}

impl PlaceMention {
    /// Behind a preposition of place.
    pub fn locative(&self) -> bool {
        self.usage == Usage::Locative
    }
}

/// A place name of a report, for those who ask for names and not for events.
#[derive(Debug, Clone)]
pub struct Toponym {
    /// The name alone.
    pub span: Span,
    /// What it means.
    pub place: Where,
}

/// A place name with everything it could mean, best first, each with its reason.
#[derive(Debug, Clone)]
pub struct PlaceExplained {
    /// Where the name stands in the text.
    pub span: Span,
    /// Its sentence's number.
    pub sentence: usize,
    /// What was chosen, if anything was.
    pub place: Option<Where>,
    /// Why the first candidate was or was not taken, then the candidates.
    pub verdict: String,
    /// Everything of that name.
    pub candidates: Vec<crate::model::Candidate>,
}

/// Every place name of the report with its place, in text order; names of peoples stand for their countries. "The capital" is no name.
pub fn toponyms(report: &Report, sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Toponym> {
    let document = document(report, sentences, knowledge);
    let toponym = |m: PlaceMention| Toponym { span: m.span, place: m.place };
    let named = |m: &PlaceMention| document.tokens[m.tokens.clone()].iter().any(|t| t.capital);
    let mut raw = Finder::new(&document, knowledge).all();
    // In "the east of Congo" the name alone is that of the whole.
    raw.iter_mut().for_each(|r| r.compass = r.compass.filter(|compass| compass + 1 == r.tokens.start));
    resolved(raw, &document, report, knowledge).into_iter().filter(named).map(toponym).collect()
}

/// How the names of a report that are written like `name` were resolved.
pub fn explain_place(
    report: &Report,
    sentences: &[Sentence],
    name: &str,
    knowledge: &Knowledge,
) -> Vec<PlaceExplained> {
    let document = document(report, sentences, knowledge);
    let raw = Finder::new(&document, knowledge).all();
    let context = Context::new(&document, &raw, knowledge);
    let wanted = crate::knowledge::place_key(name);
    let resolver = Resolver { document: &document, report, knowledge, context: &context };
    let asked = raw.iter().filter(|r| {
        let span = resolver.span(r);
        crate::knowledge::place_key(&document.text[span.start..span.end]) == wanted
    });
    let explained: Vec<PlaceExplained> = asked.map(|r| resolver.explained(r)).collect();
    if explained.is_empty() { resolver.sounding(name).into_iter().collect() } else { explained }
}

fn document<'r>(report: &'r Report, sentences: &[Sentence], knowledge: &Knowledge) -> Document<'r> {
    let published = report.meta().published;
    let spans: Vec<Span> = time::tag(report.text(), sentences, published).marked().collect();
    let mut document = Document::new(report.text(), sentences, &spans, &knowledge.lexicon);
    document.setting = naming::setting(&document, published.map(|p| p.date()), knowledge);
    document
}

/// Every place name of the report, in text order.
pub(super) fn mentions(document: &Document<'_>, report: &Report, knowledge: &Knowledge) -> Vec<PlaceMention> {
    resolved(Finder::new(document, knowledge).all(), document, report, knowledge)
}

fn resolved(raw: Vec<Raw>, document: &Document<'_>, report: &Report, knowledge: &Knowledge) -> Vec<PlaceMention> {
    let context = Context::new(document, &raw, knowledge);
    let resolver = Resolver { document, report, knowledge, context: &context };
    let mut ranked: BTreeMap<(&str, Option<PlacePrecision>), Vec<Scored>> = BTreeMap::new();
    let mut found: Vec<(usize, PlaceMention)> = Vec::new();
    for (number, name) in raw.iter().enumerate() {
        if let Some(mention) = resolver.mention(name, &mut ranked) {
            found.push((number, mention));
        }
    }
    resolver.join(&raw, &mut found);
    let mut mentions: Vec<PlaceMention> = found.into_iter().map(|(_, mention)| mention).collect();
    let told = &document.setting.countries;
    quarters::settle(document, report, &mut mentions, |country| !told.is_empty() && !told.contains_key(country));
    mentions
}

/// A place of the gazetteer as these words name it.
fn known(quote: Quote, place: &crate::knowledge::Place, knowledge: &Knowledge) -> Where {
    Where {
        quote,
        name: place.name.clone(),
        id: Some(place.id.clone()),
        country: place.country.clone(),
        areas: areas::chain(place.country.as_deref(), [&place.admin1, &place.admin2], knowledge),
        point: Some(place.point),
        radius_km: Some(place.radius_km),
        precision: place.precision,
        role: PlaceRole::Scene,
        candidates: Vec::new(),
    }
}

struct Resolver<'a> {
    document: &'a Document<'a>,
    report: &'a Report,
    knowledge: &'a Knowledge,
    context: &'a Context<'a>,
}

type Ranked<'r> = BTreeMap<(&'r str, Option<PlacePrecision>), Vec<Scored>>;

impl Resolver<'_> {
    fn mention<'r>(&self, raw: &'r Raw, ranked: &mut Ranked<'r>) -> Option<PlaceMention> {
        let (place, rule) = match &raw.found {
            Found::Country { name, code } => self.country(raw, name, code),
            Found::Places(places) => {
                let key = (raw.key.as_str(), self.context.kind_said(raw));
                let ranked = ranked.entry(key).or_insert_with(|| self.context.rank(raw, places));
                self.named(raw, ranked)?
            }
        };
        let span = self.span(raw);
        Some(PlaceMention { tokens: raw.tokens.clone(), span, sentence: raw.sentence, place, usage: raw.usage, rule })
    }

    fn span(&self, raw: &Raw) -> Span {
        raw.part.unwrap_or_else(|| self.document.span(raw.tokens.clone()))
    }

    fn blank(&self, raw: &Raw, name: &str) -> Where {
        Where {
            quote: self.report.quote(self.span(raw)),
            name: name.to_owned(),
            id: None,
            country: None,
            areas: Vec::new(),
            point: None,
            radius_km: None,
            precision: PlacePrecision::Country,
            role: if raw.usage == Usage::Origin { PlaceRole::Origin } else { PlaceRole::Scene },
            candidates: Vec::new(),
        }
    }

    /// A country, or the part of it that a compass word names; a country as a whole has no point.
    fn country(&self, raw: &Raw, name: &str, code: &str) -> (Where, &'static str) {
        if let Some(part) = relative::curated_part(self.document, raw, self.knowledge) {
            return (self.widened(raw, self.known(raw, &part)), "place/overlay");
        }
        if let Some(area) = self.context.namesake(raw, name, code, self.knowledge) {
            return (self.known(raw, &area), "place/namesake_area");
        }
        let mut place = self.blank(raw, name);
        place.id = Some(format!("country:{code}"));
        place.country = Some(code.to_owned());
        place.areas = areas::chain(Some(code), ["", ""], self.knowledge);
        let compass = raw.compass.filter(|_| raw.usage != Usage::Adjective);
        if let Some(word) = compass.map(|c| self.document.word(c))
            && relative::part_of_country(&mut place, code, word, self.knowledge).is_some()
        {
            return (self.widened(raw, place), "place/compass_region");
        }
        (place, "place/country")
    }

    fn known(&self, raw: &Raw, known: &crate::knowledge::Place) -> Where {
        let role = if raw.usage == Usage::Origin { PlaceRole::Origin } else { PlaceRole::Scene };
        Where { role, ..self::known(self.report.quote(self.span(raw)), known, self.knowledge) }
    }

    /// The place with the compass word before its name in the quote.
    fn widened(&self, raw: &Raw, mut place: Where) -> Where {
        if let Some(compass) = raw.compass {
            let tokens = compass.min(raw.tokens.start)..raw.tokens.end.max(compass + 1);
            place.quote = self.report.quote(self.document.span(tokens));
        }
        place
    }

    fn named(&self, raw: &Raw, ranked: &[Scored]) -> Option<(Where, &'static str)> {
        let best = ranked.first().filter(|best| self.context.accepts(raw, best))?;
        if let Some(part) = relative::curated_part(self.document, raw, self.knowledge) {
            return Some((self.widened(raw, self.known(raw, &part)), "place/overlay"));
        }
        let mut place = self.known(raw, &best.place);
        place.candidates = ranked.iter().skip(1).take(KEPT).map(candidate).collect();
        let mut rule = if best.place.curated { "place/overlay" } else { "place/gazetteer" };
        if let Some(word) = raw.compass.map(|c| self.document.word(c)) {
            relative::part_of_area(&mut place, word, self.knowledge);
            place = self.widened(raw, place);
        } else if let Some(from) = relative::beside(&mut place, self.document, raw, self.knowledge) {
            place.quote = self.report.quote(self.document.span(from..raw.tokens.end));
            rule = "place/beside";
        }
        Some((place, rule))
    }

    /// Neighbouring mentions that make one place: borders, "between A and B".
    fn join(&self, raw: &[Raw], found: &mut [(usize, PlaceMention)]) {
        for (number, mention) in found.iter_mut() {
            let name = &raw[*number];
            if let Some((border, end)) = relative::own_border(self.document, name, self.knowledge) {
                let place = self.known(name, &border);
                let span = self.document.span(name.tokens.start..end);
                mention.place = Where { quote: self.report.quote(span), ..place };
                mention.usage = Usage::Locative;
                mention.rule = "place/border";
            }
        }
        for at in 1..found.len() {
            let (first, second) = (&raw[found[at - 1].0], &raw[found[at].0]);
            if let Some(border) = relative::border(self.document, first, second, self.knowledge) {
                let place = self.known(second, &border);
                let span = self.document.span(first.tokens.start..second.tokens.end);
                for mention in &mut found[at - 1..=at] {
                    mention.1.place = Where { quote: self.report.quote(span), ..place.clone() };
                    mention.1.usage = Usage::Locative;
                    mention.1.rule = "place/border";
                }
                continue;
            }
            let sentence = &self.document.sentences[first.sentence].tokens;
            let before = self.document.word_in(sentence, first.tokens.start as isize - 1);
            let and = first.sentence == second.sentence
                && self.document.words(first.tokens.end..second.tokens.start.max(first.tokens.end)) == "and";
            if before == "between"
                && and
                && let Some((point, radius)) = relative::between(&found[at - 1].1.place, &found[at].1.place)
            {
                let span = self.document.span(first.tokens.start..second.tokens.end);
                let shared = areas::shared(&found[at - 1].1.place.areas, &found[at].1.place.areas);
                for mention in &mut found[at - 1..=at] {
                    mention.1.place.point = Some(point);
                    mention.1.place.radius_km = Some(radius);
                    mention.1.place.areas = shared.clone();
                    mention.1.place.quote = self.report.quote(span);
                    mention.1.rule = "place/between";
                }
            }
        }
    }

    /// A name of the text that no list knows in this spelling, with what sounds like it in the report's country.
    fn sounding(&self, name: &str) -> Option<PlaceExplained> {
        let start = self.report.text().find(name).filter(|_| !name.is_empty())?;
        let span = Span::new(start, start + name.len());
        let token = self.document.tokens.iter().position(|t| t.span.start == start && t.capital)?;
        let sentence = self.document.sentence_of(token);
        let mut told: Vec<_> = self.document.setting.countries.iter().collect();
        told.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        let alike = told.iter().take(KEPT).flat_map(|(country, _)| self.knowledge.places.alike(name, country));
        let reason = |apart: usize| match apart {
            0 => "sounds the same".to_owned(),
            apart => format!("sounds different in {apart} letters"),
        };
        let heard = |(apart, place): (usize, _)| Scored { place, score: 0.0, reason: reason(apart) };
        let candidates: Vec<crate::model::Candidate> = alike.map(heard).map(|scored| candidate(&scored)).collect();
        let verdict = match (told.is_empty(), candidates.is_empty()) {
            (true, _) => "no list knows it, and the report names no country in which to look for other spellings",
            (_, true) => "no list knows it or, in the countries of the report, anything that sounds like it",
            (_, false) => "no list knows this spelling; in the countries of the report it sounds like these",
        };
        let verdict = verdict.to_owned();
        Some(PlaceExplained { span, sentence, place: None, verdict, candidates })
    }

    fn explained(&self, raw: &Raw) -> PlaceExplained {
        let mention = self.mention(raw, &mut Ranked::new());
        let span = self.span(raw);
        let (verdict, candidates) = match &raw.found {
            Found::Country { name, .. } => {
                let part = mention.as_ref().is_some_and(|m| m.place.point.is_some());
                let what = if part { "of which the words name a part" } else { "which as a whole has no point" };
                (format!("{name}: a country, {what}"), Vec::new())
            }
            Found::Places(places) => {
                let ranked = self.context.rank(raw, places);
                let taken = mention.is_some();
                let verdict = if taken {
                    "the first is taken"
                } else {
                    "none is taken: too small a place without its country or its parent beside it"
                };
                (verdict.to_owned(), ranked.iter().map(candidate).collect())
            }
        };
        PlaceExplained { span, sentence: raw.sentence, place: mention.map(|m| m.place), verdict, candidates }
    }
}

#[cfg(test)]
mod tests;

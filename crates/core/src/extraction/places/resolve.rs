//! Which of several places a name means: by what the report says around it, by size, by the other places of the report.

use super::super::document::{Document, Tag};
use super::names::{Found, Raw, Usage};
use crate::knowledge::{Knowledge, Place, PlaceWords, fold, place_key};
use crate::model::{Candidate, PlacePrecision, kilometres};
use std::collections::BTreeMap;

/// Most places of one name that are weighed against those of other names.
const WEIGHED: usize = 10;
/// What a name's own mentions may add to a country: that it is known for a place there, but not again and again.
const KNOWN_FOR: f64 = 0.8;
/// What a city of three millions has over a town of three hundred thousand, beside its size.
const CITY: f64 = 0.4;
/// What a town loses beside a city of millions of the same name, where the report names neither its area nor what it lies in.
const SHADE: f64 = 0.4;
/// Most names of a report that are weighed against one another.
const NAMES: usize = 40;

/// What the report says about where its places are.
pub(super) struct Context<'a> {
    document: &'a Document<'a>,
    raw: &'a [Raw],
    words: &'a PlaceWords,
    /// Countries, by how much speaks for each.
    pub countries: BTreeMap<String, f64>,
    total: f64,
    /// What each name itself adds to a country, by its key: said often, it is no better evidence of its own meaning.
    own: BTreeMap<&'a str, (String, f64)>,
    /// First-level areas that the report names, folded, by how often.
    areas: BTreeMap<String, f64>,
    /// What the report says a name lies in, by the name's key.
    parents: BTreeMap<&'a str, Vec<Parent>>,
    /// The places of each name, for weighing names against one another.
    names: BTreeMap<&'a str, Vec<&'a Place>>,
}

/// "X, Kentucky", "X in Syria": what a place lies in.
enum Parent {
    Country(&'static str),
    Within(Vec<Place>),
}

/// A place with its score and what the score is made of.
pub(super) struct Scored {
    pub place: Place,
    pub score: f64,
    pub reason: String,
}

struct Parts {
    parent: f64,
    country: f64,
    area: f64,
    size: f64,
    near: f64,
    kind: f64,
    curated: f64,
}

impl Parts {
    fn sum(&self) -> f64 {
        self.parent + self.country + self.area + self.size + self.near + self.kind + self.curated
    }
}

fn bare_area(name: &str) -> String {
    const KINDS: &[&str] =
        &[" governorate", " province", " region", " state", " department", " oblast", " district", " prefecture"];
    let key = place_key(name);
    KINDS.iter().find_map(|kind| key.strip_suffix(kind)).unwrap_or(&key).to_owned()
}

/// How well known a place is, by its size: a city of millions is meant wherever a report comes from.
fn standing(place: &Place) -> f64 {
    let size = (place.population.max(100) as f64).log10();
    let city = if place.precision == PlacePrecision::Town { (size - 5.5).clamp(0.0, 1.0) } else { 0.0 };
    size / 6.0 + CITY * city
}

/// How near two points are: 1 at one place, 0 far away. Cheap, since it is asked for many pairs.
fn nearness(a: (f64, f64), b: (f64, f64)) -> f64 {
    let north = a.0 - b.0;
    let east = (a.1 - b.1) * (0.7 - 0.004 * (a.0.abs() - 40.0)).clamp(0.2, 1.0);
    1.0 / (1.0 + (north * north + east * east) * 1.5)
}

impl<'a> Context<'a> {
    pub fn new(document: &'a Document<'a>, raw: &'a [Raw], knowledge: &'a Knowledge) -> Self {
        let mut context = Self {
            document,
            raw,
            words: knowledge.places.words(),
            countries: BTreeMap::new(),
            total: 1.0,
            own: BTreeMap::new(),
            areas: BTreeMap::new(),
            parents: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        context.weigh_countries();
        context.weigh_areas();
        context.find_parents(knowledge);
        for mention in raw.iter().filter(|r| r.usage != Usage::InName) {
            if let Found::Places(places) = &mention.found
                && context.names.len() < NAMES
            {
                context.names.entry(&mention.key).or_insert_with(|| places.iter().take(WEIGHED).collect());
            }
        }
        context
    }

    /// Names, peoples, and places that can hardly be another.
    fn weigh_countries(&mut self) {
        for mention in self.raw {
            let early = if mention.sentence < 3 { 2.0 } else { 1.0 };
            let (country, weight) = match (&mention.found, mention.usage) {
                (Found::Country { code, .. }, Usage::Adjective | Usage::InName) => ((*code).to_owned(), 0.6),
                (Found::Country { code, .. }, _) => ((*code).to_owned(), 1.0),
                (Found::Places(_), Usage::Dateline | Usage::InName) => continue,
                (Found::Places(places), _) => {
                    let Some(best) = places.first() else { continue };
                    let sure = places.len() == 1 || best.curated || best.population > 300_000;
                    match &best.country {
                        Some(country) if sure => (country.clone(), 0.8),
                        _ => continue,
                    }
                }
            };
            if let Found::Places(_) = mention.found {
                self.own.entry(&mention.key).or_insert_with(|| (country.clone(), 0.0)).1 += weight * early;
            }
            *self.countries.entry(country).or_default() += weight * early;
        }
        self.total = self.countries.values().sum::<f64>().max(1.0);
    }

    fn weigh_areas(&mut self) {
        for mention in self.raw {
            if let Found::Places(places) = &mention.found
                && let Some(best) = places.first()
                && best.precision == PlacePrecision::Province
            {
                *self.areas.entry(bare_area(&best.name)).or_default() += 1.0;
            }
        }
    }

    fn find_parents(&mut self, knowledge: &Knowledge) {
        for pair in 1..self.raw.len() {
            let (first, second) = (&self.raw[pair - 1], &self.raw[pair]);
            if first.sentence != second.sentence || second.tokens.start < first.tokens.end {
                continue;
            }
            let between = self.document.words(first.tokens.end..second.tokens.start);
            let (inner, outer) = if self.holds_second(first, second, &between, knowledge) {
                (second, first)
            } else if self.holds_first(pair, &between, knowledge) {
                (first, second)
            } else {
                continue;
            };
            let parent = match &outer.found {
                Found::Country { code, .. } => Parent::Country(code),
                Found::Places(places) => Parent::Within(places.iter().take(6).cloned().collect()),
            };
            self.parents.entry(&inner.key).or_default().push(parent);
        }
    }

    /// "Syria's Aleppo", "the Syrian town of Qusair"; not "Russia's envoy at the Paris talks".
    fn holds_second(&self, first: &Raw, second: &Raw, between: &str, knowledge: &Knowledge) -> bool {
        let words: Vec<&str> = between.split(' ').collect();
        let kind = |w: &str| knowledge.places.words().kind(w).is_some();
        let small = second.tokens.start - first.tokens.end <= 5;
        let part = |t: usize| {
            let word = self.document.word(t);
            let led = matches!(self.document.tokens[t].tag, Tag::Adjective | Tag::Possessive | Tag::Comma);
            led || matches!(word, "of" | "the" | "capital") || kind(word) || self.words.compass(word).is_some()
        };
        let possessed = matches!(words.first(), Some(&"'s" | &"’s")) && small;
        possessed && (first.tokens.end..second.tokens.start).all(part)
            || first.usage == Usage::Adjective && small && words.iter().any(|w| kind(w))
    }

    /// "Paris, Kentucky", "Sake in eastern Congo", but not "in Sake, Goma and Beni".
    fn holds_first(&self, pair: usize, between: &str, knowledge: &Knowledge) -> bool {
        let words = knowledge.places.words();
        let second = &self.raw[pair];
        let comma = between == "," || between.strip_prefix(", ").is_some_and(|w| words.compass(w).is_some());
        let listed = matches!(second.found, Found::Places(_)) && self.listed(pair);
        let within = between.split(' ').collect::<Vec<_>>();
        let inside = within.len() <= 5
            && matches!(within.first(), Some(&"in" | &"of"))
            && within[1..]
                .iter()
                .all(|w| matches!(*w, "the" | "of" | "'s") || words.compass(w).is_some() || words.kind(w).is_some());
        comma && !listed || inside || between == "("
    }

    /// "Atlanta, Paris, New York, London and Tokyo": names side by side, none of which holds another.
    fn listed(&self, at: usize) -> bool {
        let beside = |n: &usize| {
            let (first, second) = (&self.raw[*n - 1], &self.raw[*n]);
            first.tokens.end <= second.tokens.start && self.document.words(first.tokens.end..second.tokens.start) == ","
        };
        let before = (1..=at).rev().take_while(beside).count();
        let behind = (at + 1..self.raw.len()).take_while(beside).count();
        let last = &self.raw[at + behind];
        let after = self.document.word_in(&self.document.sentences[last.sentence].tokens, last.tokens.end as isize);
        matches!(after, "and" | "or") || before + behind >= 3
    }

    /// The places of a name, best first.
    pub fn rank(&self, raw: &Raw, places: &[Place]) -> Vec<Scored> {
        let said = self.kind_said(raw);
        let mut ranked: Vec<Scored> = places
            .iter()
            .map(|place| {
                let parts = self.parts(raw, place, said);
                Scored { place: place.clone(), score: parts.sum(), reason: self.reason(&parts, place) }
            })
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.place.id.cmp(&b.place.id)));
        ranked
    }

    /// What kind of place the words around say it is: "the town of X", "X province"; not "the Y district of X".
    pub fn kind_said(&self, raw: &Raw) -> Option<PlacePrecision> {
        let sentence = &self.document.sentences[raw.sentence].tokens;
        let at = |offset: usize| self.document.word_in(sentence, offset as isize);
        let of = raw.tokens.start > 1 && at(raw.tokens.start - 1) == "of";
        let before = raw.tokens.start.saturating_sub(if of { 2 } else { 1 });
        let named = of
            && before
                .checked_sub(1)
                .filter(|b| sentence.contains(b))
                .is_some_and(|b| self.document.tokens[b].capital && self.document.tokens[b].tag == Tag::Proper);
        let words = [at(raw.tokens.end), if named { "" } else { at(before) }, at(raw.tokens.end - 1)];
        words.iter().find_map(|word| self.words.kind(word))
    }

    /// The share of a country in what speaks for countries, with the name itself counted once.
    fn others_share(&self, raw: &Raw, place: &Place) -> f64 {
        let Some(country) = &place.country else { return 0.0 };
        let (own, added) = self.own.get(raw.key.as_str()).map_or(("", 0.0), |(c, w)| (c.as_str(), w - KNOWN_FOR));
        let added = added.max(0.0);
        let all = self.countries.get(country).copied().unwrap_or(0.0);
        let others = if own == country { all - added } else { all };
        others / (self.total - added).max(1.0)
    }

    fn parts(&self, raw: &Raw, place: &Place, said: Option<PlacePrecision>) -> Parts {
        let share = self.others_share(raw, place);
        let area = self.areas.get(&bare_area(&place.admin1)).copied().unwrap_or(0.0);
        let kind = match said {
            Some(kind) if kind == place.precision => 0.5,
            Some(_) => -0.2,
            None if place.precision == PlacePrecision::Town => 0.15,
            None if place.precision == PlacePrecision::District => -0.15,
            None => 0.0,
        };
        let parent = self.parent(raw, place);
        let small = if parent == 0.0 && area == 0.0 && in_the_shade(raw, place) { SHADE } else { 0.0 };
        Parts {
            parent,
            country: 2.0 * share,
            area: if area > 0.0 { 0.4 + 0.2 * area.min(3.0) } else { 0.0 },
            size: standing(place) - small,
            near: 0.8 * self.near(raw, place),
            kind,
            // Whole regions have names that mean them wherever a report comes from: the Middle East, Gaza.
            curated: match (place.curated, place.precision) {
                (true, PlacePrecision::Region) => 2.0,
                (curated, _) => 0.8 * f64::from(u8::from(curated)),
            },
        }
    }

    /// How well the place fits what the report says it lies in.
    fn parent(&self, raw: &Raw, place: &Place) -> f64 {
        let Some(parents) = self.parents.get(raw.key.as_str()) else { return 0.0 };
        let fits = |parent: &Parent| match parent {
            Parent::Country(code) => place.country.as_deref() == Some(*code),
            Parent::Within(areas) => areas.iter().any(|area| {
                let same = area.country == place.country || area.country.is_none();
                let near = kilometres(area.point, place.point) <= area.radius_km * 1.5 + 20.0;
                let wider = area.precision > place.precision || area.precision == PlacePrecision::Town;
                same && wider && area.id != place.id && (near || bare_area(&area.name) == bare_area(&place.admin1))
            }),
        };
        if parents.iter().any(fits) { 3.0 } else { 0.0 }
    }

    /// How near the report's other names can be to this place, on average over the nearest few.
    fn near(&self, raw: &Raw, place: &Place) -> f64 {
        let mut best: Vec<f64> = self
            .names
            .iter()
            .filter(|(key, _)| **key != raw.key)
            .map(|(_, others)| {
                let doubt = (others.len() as f64).sqrt();
                others.iter().map(|other| nearness(place.point, other.point)).fold(0.0, f64::max) / doubt
            })
            .collect();
        best.sort_by(|a, b| b.total_cmp(a));
        best.iter().take(3).sum::<f64>().min(1.0)
    }

    fn reason(&self, parts: &Parts, place: &Place) -> String {
        let mut said = Vec::new();
        if parts.parent > 0.0 {
            said.push("lies in what the report names with it".to_owned());
        }
        if parts.country > 0.0 {
            let country = place.country.as_deref().unwrap_or("its country");
            said.push(format!(
                "{:.0} % of what the report says of countries points to {country}",
                parts.country * 50.0
            ));
        }
        if parts.area > 0.0 {
            said.push(format!("the report names {}", place.admin1));
        }
        if parts.near > 0.3 {
            said.push("near the report's other places".to_owned());
        }
        match parts.kind {
            kind if kind > 0.3 => said.push("of the kind the words say".to_owned()),
            kind if kind < -0.19 => said.push("not of the kind the words say".to_owned()),
            _ => {}
        }
        if place.curated {
            said.push("curated".to_owned());
        } else if place.population > 0 {
            said.push(format!("about {} inhabitants", place.population));
        }
        format!("score {:.2}: {}", parts.sum(), said.join(", "))
    }

    /// Whether the winner may be asserted: a small place needs its country in the report or its parent beside it.
    pub fn accepts(&self, raw: &Raw, best: &Scored) -> bool {
        let place = &best.place;
        if place.curated || self.parent(raw, place) > 0.0 {
            return true;
        }
        if self.by_another_name_abroad(raw, place) {
            return false;
        }
        let share = place.country.as_ref().and_then(|c| self.countries.get(c)).map_or(0.0, |w| w / self.total);
        let placed = matches!(raw.usage, Usage::Locative | Usage::Goal | Usage::Origin | Usage::Dateline)
            || self.raw.iter().any(|r| r.key == raw.key && r.usage == Usage::Locative);
        if self.document.sentences[raw.sentence].capitals {
            let known = share > 0.0 || raw.usage == Usage::Dateline;
            return raw.tokens.len() > 1 && share > 0.0 || placed && share > 0.2 || known && place.population > 500_000;
        }
        match place.population {
            100_000.. => true,
            15_000.. => placed || share > 0.1,
            1_000.. => placed && share > 0.0 || share > 0.3 && !outshone(raw, place),
            _ => placed && share > 0.1,
        }
    }

    /// A name that is not the place's own, where the report tells of other countries and never of the place's: "Medina" in Colombia is a person.
    fn by_another_name_abroad(&self, raw: &Raw, place: &Place) -> bool {
        let told = &self.document.setting.countries;
        let own = place_key(&place.name);
        let named = own == raw.key || own.starts_with(&raw.key) || raw.key.starts_with(&own);
        let abroad = place.country.as_deref().is_some_and(|country| !told.contains_key(country));
        !named && abroad && !told.is_empty()
    }

    /// A reading of a state's name as a first-level area of another country that the report is about: Georgia.
    pub fn namesake(&self, raw: &Raw, name: &str, code: &str, knowledge: &Knowledge) -> Option<Place> {
        let area = knowledge.places.find(name).into_iter().find(|p| p.precision == PlacePrecision::Province)?;
        let country = area.country.as_deref().filter(|c| *c != code)?;
        let others = |c: &str| self.countries.get(c).copied().unwrap_or(0.0);
        let own = self.raw.iter().filter(|r| r.key == raw.key).count() as f64;
        // "Georgian troops", not "Georgia voters".
        let people = |r: &Raw| {
            let span = self.document.span(r.tokens.clone());
            r.usage == Usage::Adjective && fold(&self.document.text[span.start..span.end]) != fold(name)
        };
        let adjectives = self.raw.iter().any(|r| r.key == raw.key && people(r));
        let within = self.parents.contains_key(raw.key.as_str());
        let near = self.near(raw, &area);
        let same = fold(name) == place_key(&area.name);
        let speaks = near > 0.3 || near > 0.05 && others(country) > 0.0;
        (!adjectives && !within && same && speaks && others(code) <= 2.0 * own + 0.5).then_some(area)
    }
}

/// Whether a great city bears the very name, and the place, by that name or another, is a town.
fn in_the_shade(raw: &Raw, place: &Place) -> bool {
    let Found::Places(places) = &raw.found else { return false };
    let city =
        |other: &Place| other.population > 500_000.max(30 * place.population) && place_key(&other.name) == raw.key;
    places.iter().any(city)
}

/// Whether a far larger place bears the name: without a preposition the small one is hardly meant.
fn outshone(raw: &Raw, place: &Place) -> bool {
    let Found::Places(places) = &raw.found else { return false };
    places.iter().any(|other| other.population > 20 * place.population.max(1_000))
}

/// A candidate as the reading keeps it.
pub(super) fn candidate(scored: &Scored) -> Candidate {
    Candidate {
        id: scored.place.id.clone(),
        name: scored.place.name.clone(),
        country: scored.place.country.clone(),
        point: scored.place.point,
        reason: scored.reason.clone(),
    }
}

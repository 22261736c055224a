//! Place names in the text: the longest known name at each capital, unless it belongs to a person, a body or a street.

use super::super::document::{Document, Tag};
use super::super::participants::name_at;
use crate::knowledge::{ActorHit, Knowledge, Place, fold, place_key};
use crate::model::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// How the text uses a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Usage {
    /// Behind "in", "near", "into" …: where something is.
    Locative,
    /// Behind "to" or "into": where something goes.
    Goal,
    /// Behind "from": where something came from.
    Origin,
    /// A people or an adjective ("Syrian troops").
    Adjective,
    /// None of these: a subject, an object, an apposition.
    Bare,
    /// Part of the name of a body ("the Kivu Security Tracker").
    InName,
    /// Before the report's first words: where it was written.
    Dateline,
}

/// What a name can be.
pub(super) enum Found {
    Country { name: &'static str, code: &'static str },
    Places(Vec<Place>),
}

/// A name in the text, not yet resolved.
pub(super) struct Raw {
    pub tokens: Range<usize>,
    /// Where it stands inside its token: "Iran" in "Iran-backed".
    pub part: Option<Span>,
    pub sentence: usize,
    pub found: Found,
    pub usage: Usage,
    /// The compass word before it: "northern Syria".
    pub compass: Option<usize>,
    /// Names with one key mean one place throughout a report.
    pub key: String,
}

/// Looks for names in one report.
pub(super) struct Finder<'a> {
    pub document: &'a Document<'a>,
    pub knowledge: &'a Knowledge,
    /// Words of persons' names in this report.
    people: BTreeSet<String>,
}

impl<'a> Finder<'a> {
    pub fn new(document: &'a Document<'a>, knowledge: &'a Knowledge) -> Self {
        let mut finder = Self { document, knowledge, people: BTreeSet::new() };
        finder.people = finder.people();
        finder
    }

    /// Every place name, in text order.
    pub fn all(&self) -> Vec<Raw> {
        let mut found = Vec::new();
        for sentence in 0..self.document.sentences.len() {
            let tokens = self.document.sentences[sentence].tokens.clone();
            let mut at = tokens.start;
            while at < tokens.end {
                at = self.step(sentence, at, tokens.end, &mut found);
            }
        }
        found
    }

    fn step(&self, sentence: usize, at: usize, end: usize, found: &mut Vec<Raw>) -> usize {
        let token = self.document.tokens[at];
        if let Some(part) = self.unnamed_part(sentence, at, found) {
            let end = part.tokens.end;
            found.push(part);
            return end;
        }
        if let Some((tokens, city)) = self.capital(at, &self.document.sentences[sentence].tokens, found) {
            let key = place_key(&city.name);
            found.push(Raw { key, ..self.raw(sentence, tokens.clone(), Found::Places(vec![city]), false) });
            return tokens.end;
        }
        let shouting = self.document.sentences[sentence].capitals && !matches!(token.tag, Tag::Noun | Tag::Proper);
        if !token.capital || token.tag == Tag::Time || shouting {
            return at + 1;
        }
        if let Some((tokens, place)) = self.short_name(at, end, found) {
            found.push(self.raw(sentence, tokens.clone(), Found::Places(vec![place]), false));
            return tokens.end;
        }
        if let Some(next) = self.registered(sentence, at, end, found) {
            return next;
        }
        let article = self.document.word(at) == "the";
        let length = if article { 0 } else { self.length(at, end) };
        if length == 0 {
            self.compound(sentence, at, found);
            return at + 1;
        }
        let tokens = at..at + length;
        let places = self.knowledge.places.find(self.text(&tokens));
        if !places.is_empty() && !self.too_common(&tokens, &places) {
            found.push(self.raw(sentence, tokens.clone(), Found::Places(places), false));
        }
        tokens.end
    }

    fn text(&self, tokens: &Range<usize>) -> &'a str {
        let span = self.document.span(tokens.clone());
        &self.document.text[span.start..span.end]
    }

    /// States, peoples, and names of the registry that hold a place's name. The token after, where it was one of these.
    fn registered(&self, sentence: usize, at: usize, end: usize, found: &mut Vec<Raw>) -> Option<usize> {
        let name = name_at(self.document, at, end, self.knowledge)?;
        if self.length(at, end) > name.tokens.len() {
            return None;
        }
        let (number, adjective) = match name.hit {
            ActorHit::Actor(n) if self.knowledge.actors.get(n).id.starts_with("state-") => (n, false),
            ActorHit::Demonym(n) => (n, true),
            ActorHit::Seat(_) => return None,
            ActorHit::Actor(n) if !self.knowledge.actors.get(n).roles.is_empty() => return Some(name.tokens.end),
            ActorHit::Actor(_) => return self.inside_name(sentence, &name.tokens, found),
        };
        let shouted = self.document.sentences[sentence].capitals && self.text(&name.tokens).len() < 4;
        if self.surname(&name.tokens) || shouted {
            return Some(name.tokens.end);
        }
        let actor = self.knowledge.actors.get(number);
        let country = Found::Country { name: actor.name, code: actor.country? };
        found.push(self.raw(sentence, name.tokens.clone(), country, adjective));
        Some(name.tokens.end)
    }

    /// A registered name is no place, but it may hold one: "Kivu Security Tracker".
    fn inside_name(&self, sentence: usize, name: &Range<usize>, found: &mut Vec<Raw>) -> Option<usize> {
        if name.len() > 1 {
            for at in name.clone().filter(|&at| self.document.tokens[at].capital) {
                let tokens = at..at + 1;
                let hit = name_at(self.document, at, at + 1, self.knowledge).map(|n| n.hit);
                let state = match hit {
                    Some(ActorHit::Actor(n) | ActorHit::Demonym(n)) => Some(self.knowledge.actors.get(n)),
                    _ => None,
                };
                let what = match state.and_then(|s| Some((s, s.country?))) {
                    Some((state, code)) => Some(Found::Country { name: state.name, code }),
                    None => self.strong(at).then(|| Found::Places(self.knowledge.places.find(self.text(&tokens)))),
                };
                if let Some(what) = what {
                    let mut raw = self.raw(sentence, tokens, what, false);
                    raw.usage = Usage::InName;
                    found.push(raw);
                }
            }
        }
        Some(name.end)
    }

    /// "Iran-backed", "the Russia-Turkey talks", "London-based": names joined to other words, which place nothing themselves.
    fn compound(&self, sentence: usize, at: usize, found: &mut Vec<Raw>) {
        let (written, span) = (self.text(&(at..at + 1)), self.document.span(at..at + 1));
        if !written.contains('-') {
            return;
        }
        let mut start = span.start;
        for part in written.split('-') {
            let inside = Span::new(start, start + part.len());
            start = inside.end + 1;
            if let Some((key, what)) = self.joined(part, written) {
                let raw = self.raw(sentence, at..at + 1, what, false);
                found.push(Raw { key, usage: Usage::InName, part: Some(inside), ..raw });
            }
        }
    }

    /// A state or its people, or before small words a city, with its key.
    fn joined(&self, part: &str, whole: &str) -> Option<(String, Found)> {
        if part.len() < 2 || !part.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let state = |hit: &ActorHit| match hit {
            ActorHit::Actor(n) => Some(self.knowledge.actors.get(*n)).filter(|a| a.id.starts_with("state-")),
            ActorHit::Demonym(n) => Some(self.knowledge.actors.get(*n)),
            ActorHit::Seat(_) => None,
        };
        if let Some(state) = self.knowledge.actors.find(&fold(part)).iter().find_map(state) {
            let code = state.country?;
            return Some((format!("country {code}"), Found::Country { name: state.name, code }));
        }
        let small = |other: &str| other == part || other.starts_with(|c: char| c.is_lowercase());
        let places = whole.split('-').all(small).then(|| self.knowledge.places.find(part))?;
        let strong = places.first().is_some_and(|p| p.curated || p.population > 100_000);
        strong.then(|| (place_key(part), Found::Places(places)))
    }

    pub(super) fn raw(&self, sentence: usize, tokens: Range<usize>, found: Found, adjective: bool) -> Raw {
        let start = self.document.sentences[sentence].tokens.start;
        let compass = tokens.start.checked_sub(1).filter(|&before| {
            before >= start && self.knowledge.places.words().compass(self.document.word(before)).is_some()
        });
        let country = matches!(found, Found::Country { .. }) && !adjective;
        let inside = &self.document.sentences[sentence].tokens;
        let compass = compass.or_else(|| self.compass_of(inside, &tokens).filter(|_| country));
        let usage = match self.usage(sentence, &tokens, adjective) {
            Usage::Bare if country && self.is_attribute(&tokens, inside) => Usage::Adjective,
            Usage::Locative | Usage::Goal | Usage::Origin if country && self.is_owner(&tokens, inside) => Usage::InName,
            usage => usage,
        };
        let key = match &found {
            Found::Country { code, .. } => format!("country {code}"),
            Found::Places(_) => place_key(self.text(&tokens)),
        };
        Raw { tokens, part: None, sentence, found, usage, compass, key }
    }

    fn usage(&self, sentence: usize, tokens: &Range<usize>, adjective: bool) -> Usage {
        let inside = &self.document.sentences[sentence].tokens;
        let after = self.document.word_in(inside, tokens.end as isize);
        if self.dateline(sentence, tokens) {
            return Usage::Dateline;
        }
        if adjective {
            return Usage::Adjective;
        }
        let body = tokens.end < inside.end
            && self.document.tokens[tokens.end].capital
            && self.knowledge.places.words().body(after);
        match self.preposition(inside, tokens) {
            _ if self.is_home(inside, tokens) => Usage::Origin,
            _ if body || self.has_a_body(inside, tokens) => Usage::InName,
            "from" => Usage::Origin,
            "to" | "towards" | "toward" | "into" => Usage::Goal,
            "in" | "at" | "near" | "on" | "outside" | "inside" | "around" | "across" | "throughout" | "over"
            | "between" | "through" | "within" | "along" | "above" | "off" => Usage::Locative,
            _ => Usage::Bare,
        }
    }

    /// "those killed were mostly residents of the villages of Foua and Kefraya": where they came from, wherever they died.
    fn is_home(&self, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
        let word = |t: &usize| self.document.word(*t);
        let named =
            |t: &usize| self.document.tokens[*t].capital || matches!(word(t), "the" | "and" | "," | "-" | "al" | "el");
        let mut back = (sentence.start..tokens.start).rev().filter(|t| !named(t));
        let mut next = || back.next().map_or("", |t| self.document.word(t));
        let mut head = next();
        while matches!(head, "of" | "village" | "villages" | "town" | "towns" | "city" | "cities") {
            head = next();
        }
        let people = matches!(head, "residents" | "resident" | "natives" | "native" | "inhabitants" | "citizens");
        people && [next(), next()].iter().any(|word| matches!(*word, "was" | "were" | "is" | "are"))
    }

    /// "the embassy of Libya", "the president of Libya": whose they are; they may be anywhere.
    fn has_a_body(&self, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
        let word = |back: usize| self.document.word_in(sentence, tokens.start as isize - back as isize);
        let of = if matches!(word(1), "the") { 2 } else { 1 };
        word(of) == "of"
            && matches!(word(of + 1), "embassy" | "consulate" | "ambassador" | "consul" | "envoy" | "embassies")
    }

    /// "US warplanes", "Libya rebels": a state's name before a noun says whose, not where.
    fn is_attribute(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        let tag = |t: usize| Some(t).filter(|t| sentence.contains(t)).map(|t| self.document.tokens[t].tag);
        let noun = |t: usize| tag(t) == Some(Tag::Noun) && !self.document.tokens[t].capital;
        noun(tokens.end) || tag(tokens.end) == Some(Tag::Adjective) && noun(tokens.end + 1)
    }

    /// "on US bases", "from France troops": behind a preposition, too, a state's name before a word for forces or people says whose they are.
    fn is_owner(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        use crate::model::ActorKind as K;
        if !self.is_attribute(tokens, sentence) {
            return false;
        }
        let letters = self.text(tokens).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let head = (tokens.end..sentence.end)
            .take_while(|&t| matches!(self.document.tokens[t].tag, Tag::Noun | Tag::Adjective))
            .last()
            .unwrap_or(tokens.end);
        let kind = self.knowledge.lexicon.agent(self.document.word(head)).map(|(kind, _)| kind);
        letters || kind.is_some_and(|k| matches!(k, K::Military | K::Police | K::Government | K::Rebel | K::Militia))
    }

    /// The preposition before the name, over determiners, adjectives, "town of" and names listed before it.
    fn preposition(&self, sentence: &Range<usize>, tokens: &Range<usize>) -> &str {
        let mut at = tokens.start;
        for _ in 0..9 {
            let Some(before) = at.checked_sub(1).filter(|b| sentence.contains(b)) else { return "" };
            let token = self.document.tokens[before];
            let word = self.document.word(before);
            let listed = matches!(token.tag, Tag::Conjunction | Tag::Comma)
                && before > sentence.start
                && self.document.tokens[before - 1].capital
                && self.document.tokens[at].capital
                && matches!(word, "and" | "or" | ",");
            match token.tag {
                Tag::Preposition if word != "of" => return word,
                Tag::To => return "to",
                _ if listed => at = before,
                Tag::Preposition
                | Tag::Determiner
                | Tag::Adjective
                | Tag::Noun
                | Tag::Possessive
                | Tag::Number
                | Tag::Proper => at = before,
                _ => return "",
            }
        }
        ""
    }

    /// "BEIRUT, April 22 (Reuters) —": names before the report's first dash or bracket; names in capitals before one in any sentence.
    fn dateline(&self, sentence: usize, tokens: &Range<usize>) -> bool {
        let inside = &self.document.sentences[sentence].tokens;
        let name = |t: usize| {
            self.document.tokens[t].capital
                || matches!(self.document.tokens[t].tag, Tag::Comma | Tag::Time | Tag::Number)
        };
        let opens = sentence <= 2 && tokens.start <= inside.start + 6 && (inside.start..tokens.start).all(name);
        if !opens && !self.is_shouted(sentence, tokens) {
            return false;
        }
        let mark = (tokens.end..inside.end.min(tokens.end + 10))
            .take_while(|&t| name(t) || matches!(self.document.tokens[t].tag, Tag::Mark | Tag::Quote));
        mark.into_iter().any(|t| match self.document.word(t) {
            "(" | "--" | "—" | "–" => true,
            "-" => opens,
            _ => false,
        })
    }

    /// "… a monitor said. MOSCOW (Agency) Shells fell": capitals in a sentence of small letters, behind no preposition.
    fn is_shouted(&self, sentence: usize, tokens: &Range<usize>) -> bool {
        let written = self.text(tokens);
        let inside = &self.document.sentences[sentence];
        let before = tokens.start.checked_sub(1).filter(|t| inside.tokens.contains(t));
        let led =
            before.is_some_and(|t| matches!(self.document.tokens[t].tag, Tag::Preposition | Tag::To | Tag::Determiner));
        !inside.capitals && !led && written.len() > 3 && written.chars().all(|c| c.is_uppercase() || c == ' ')
    }

    /// "Ky." behind "Paris,": a short form of a state or province.
    fn short_name(&self, at: usize, end: usize, found: &[Raw]) -> Option<(Range<usize>, Place)> {
        let (name, country) = self.knowledge.places.abbreviated(self.text(&(at..at + 1)))?;
        let behind_place =
            at >= 2 && self.document.word(at - 1) == "," && found.last().is_some_and(|raw| raw.tokens.end == at - 1);
        let written = self.text(&(at..at + 1));
        let stop = at + 1 < end && self.document.word(at + 1) == ".";
        let dotted = written.contains('.') && written != "La." || stop && written.len() >= 3 && written != "Mass";
        if !behind_place && !dotted {
            return None;
        }
        let place = self.knowledge.places.find(name).into_iter();
        let place =
            place.filter(|p| p.country.as_deref() == Some(country)).find(|p| p.admin1 == name || p.name == name)?;
        Some((at..at + 1, place))
    }

    /// How many tokens the longest place name at `start` has; 0 where there is none.
    fn length(&self, start: usize, end: usize) -> usize {
        let mut longest = 1;
        while longest < 6 && start + longest < end && self.goes_on(start + longest) {
            longest += 1;
        }
        for length in (1..=longest).rev() {
            let tokens = start..start + length;
            let last = self.text(&(tokens.end - 1..tokens.end));
            let kind = self.knowledge.places.words().kind(self.document.word(tokens.end - 1)).is_some();
            if length > 1 && !kind && !last.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                continue;
            }
            let raw = self.text(&tokens);
            if raw.len() > 2 && self.knowledge.places.knows(raw) && !self.part_of_other_name(&tokens, end) {
                return length;
            }
        }
        0
    }

    fn goes_on(&self, at: usize) -> bool {
        const ARTICLES: &[&str] = &["al-", "el-", "ad-", "an-", "as-", "at-", "az-", "es-", "ez-", "ash-", "ar-"];
        const SMALL: &[&str] = &["of", "de", "da", "do", "del", "la", "el", "al", "ez", "an", "az", "es", "border"];
        let token = self.document.tokens[at];
        let word = self.document.word(at);
        token.capital && !matches!(token.tag, Tag::Mark | Tag::Comma | Tag::Time)
            || token.tag == Tag::Number
            || ARTICLES.iter().any(|a| word.starts_with(a))
            || SMALL.contains(&word)
            || self.knowledge.places.words().kind(word).is_some()
    }

    /// "Paris Hilton", "General Santos", "Dublin Road": a name inside the name of a person or a street.
    fn part_of_other_name(&self, tokens: &Range<usize>, end: usize) -> bool {
        let words = self.knowledge.places.words();
        let sentence = self.document.sentence_of(tokens.start);
        let before = tokens.start.checked_sub(1).filter(|&b| self.document.sentence_of(b) == sentence);
        if before.is_some_and(|b| words.title(self.document.word(b)) && !self.known_country(tokens)) {
            return true;
        }
        let after = Some(tokens.end).filter(|&t| t < end && self.document.tokens[t].capital);
        if after.is_some_and(|a| words.street(self.document.word(a))) {
            return true;
        }
        let stranger = |at: usize| {
            let token = self.document.tokens[at];
            let word = self.document.word(at);
            token.tag == Tag::Proper
                && token.capital
                && !words.prefix(word)
                && !words.body(word)
                && words.kind(word).is_none()
                && words.compass(word).is_none()
                && self.knowledge.lexicon.agent(word).is_none()
                && self.knowledge.lexicon.part(word).is_none()
                && self.knowledge.actors.find(&fold(word)).is_empty()
                && !self.strong(at)
                && !self.ends_place(at)
                && !self.bare_genitive(at)
        };
        before.is_some_and(stranger) && !self.document.sentences[sentence].capitals || after.is_some_and(stranger)
    }

    fn known_country(&self, tokens: &Range<usize>) -> bool {
        !self.knowledge.actors.find(&fold(self.text(tokens))).is_empty()
    }

    /// Whether a single word names a curated place or a city.
    fn strong(&self, at: usize) -> bool {
        let places = self.knowledge.places.find(self.text(&(at..at + 1)));
        places.first().is_some_and(|p| p.curated || p.population > 100_000)
    }

    /// "Syrias Aleppo": a state's genitive whose apostrophe is lost.
    fn bare_genitive(&self, at: usize) -> bool {
        let stem = self.document.word(at).strip_suffix('s').filter(|stem| stem.len() > 3);
        let hits = stem.map(|stem| self.knowledge.actors.find(stem)).unwrap_or_default();
        let state = |hit: &ActorHit| matches!(hit, ActorHit::Actor(n) if self.knowledge.actors.get(*n).id.starts_with("state-"));
        hits.iter().any(state)
    }

    /// Whether the word ends a place's name of two words: behind "Port Sudan" another name may follow.
    fn ends_place(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&b| self.document.sentence_of(b) == self.document.sentence_of(at));
        before.is_some_and(|b| self.document.tokens[b].capital && self.knowledge.places.knows(self.text(&(b..at + 1))))
    }

    /// A word that the dictionary knows as something else, or a person's name.
    fn too_common(&self, tokens: &Range<usize>, places: &[Place]) -> bool {
        if tokens.len() > 1 || places.iter().any(|p| p.curated) {
            return self.surname(tokens);
        }
        let word = self.document.word(tokens.start);
        // "M23", "F16": names of groups and things.
        if self.knowledge.places.words().never(word) || word.contains(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let direct = tokens.start.checked_sub(1).is_some_and(|b| {
            matches!(self.document.word(b), "in" | "at" | "near" | "outside" | "around" | "from")
                && self.document.tokens[b].tag == Tag::Preposition
        });
        if self.surname(tokens) && !(direct && places[0].population > 100_000) {
            return true;
        }
        if direct && places[0].population > 15_000 && word.len() > 3 {
            return false;
        }
        !matches!(self.document.tokens[tokens.start].tag, Tag::Proper | Tag::Noun)
            || word.len() < 4 && !direct
            || self.knowledge.lexicon.part(word).is_some()
            || self.knowledge.lexicon.verb(word).is_some()
            || self.knowledge.lexicon.agent(word).is_some()
            || self.knowledge.places.words().title(word)
    }

    fn surname(&self, tokens: &Range<usize>) -> bool {
        tokens.len() == 1 && self.people.contains(self.document.word(tokens.start))
    }

    /// Words of names of two words or more that no registry and no gazetteer knows as a whole: "Volker Turk".
    fn people(&self) -> BTreeSet<String> {
        let mut people = BTreeSet::new();
        for sentence in self.document.sentences.iter().filter(|s| !s.capitals) {
            for at in sentence.tokens.start..sentence.tokens.end.saturating_sub(1) {
                if self.is_person(at, sentence.tokens.end) {
                    people.insert(self.document.word(at + 1).to_owned());
                } else if let Some(last) = self.known_person(at, sentence.tokens.end) {
                    people.insert(self.document.word(last).to_owned());
                }
            }
        }
        people
    }

    /// The last word of a registered person's name of several words.
    fn known_person(&self, at: usize, end: usize) -> Option<usize> {
        let name = name_at(self.document, at, end, self.knowledge).filter(|n| n.tokens.len() > 1)?;
        match name.hit {
            ActorHit::Actor(n) if !self.knowledge.actors.get(n).roles.is_empty() => Some(name.tokens.end - 1),
            _ => None,
        }
    }

    fn is_person(&self, at: usize, end: usize) -> bool {
        let words = self.knowledge.places.words();
        let given = self.document.word(at);
        let name = |t: usize| self.document.tokens[t].capital && self.document.tokens[t].tag == Tag::Proper;
        let surname = self.document.word(at + 1);
        if !name(at) || !(name(at + 1) || self.document.tokens[at + 1].capital && self.is_people(at + 1)) {
            return false;
        }
        let plain = |word: &str| {
            !words.body(word)
                && !words.street(word)
                && !words.prefix(word)
                && words.kind(word).is_none()
                && words.compass(word).is_none()
                && self.knowledge.lexicon.part(word).is_none()
                && self.knowledge.lexicon.agent(word).is_none()
        };
        plain(given)
            && plain(surname)
            && !self.bare_genitive(at)
            && !given.contains('.')
            && self.knowledge.actors.find(&fold(given)).is_empty()
            && !self.strong(at)
            && !self.ends_place(at)
            && !self.knowledge.places.knows(self.text(&(at..at + 2)))
            && name_at(self.document, at, end, self.knowledge).is_none()
    }

    fn is_people(&self, at: usize) -> bool {
        matches!(self.knowledge.actors.find(&fold(self.document.word(at))).first(), Some(ActorHit::Demonym(_)))
            && self
                .document
                .tokens
                .get(at + 1)
                .is_none_or(|t| !matches!(t.tag, Tag::Noun | Tag::Proper | Tag::Adjective))
    }
}

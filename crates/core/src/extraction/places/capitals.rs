//! "The capital", "the Congolese capital", "Mozambique's capital": the seat of a country's government, without its name.
//!
//! In: the words around "capital", the countries of the report. Out: the city. Must not know: events. Where two countries are told of as
//! often, or the capital of a province is meant, nothing is taken.

use super::super::document::Tag;
use super::names::{Finder, Found, Raw};
use crate::knowledge::Place;
use std::ops::Range;

impl Finder<'_> {
    /// The capital that the word at `at` speaks of, with its tokens; `found` are the names before it.
    pub(super) fn capital(&self, at: usize, sentence: &Range<usize>, found: &[Raw]) -> Option<(Range<usize>, Place)> {
        let token = self.document.tokens[at];
        if token.capital || self.document.word(at) != "capital" || self.goes_on_naming(at, sentence) {
            return None;
        }
        let before = at.checked_sub(1).filter(|b| sentence.contains(b))?;
        let last = found.last().map(|raw| (raw.tokens.end, &raw.found));
        let possessive = self.document.tokens[before].tag == Tag::Possessive;
        let (country, from) = match last {
            Some((end, Found::Country { code, .. })) if end == at || end == before && possessive => (*code, at),
            _ if self.document.word(before) == "the" => (self.document.setting.main_country()?, before),
            _ => return None,
        };
        let name = self.knowledge.actors.capital(country)?;
        let mut cities = self.knowledge.places.find(name).into_iter();
        cities.find(|city| city.country.as_deref() == Some(country)).map(|city| (from..at + 1, city))
    }

    /// "The capital Goma", "the capital, Goma,", "the capital of North Kivu", "capital punishment".
    fn goes_on_naming(&self, at: usize, sentence: &Range<usize>) -> bool {
        let next = |by: usize| Some(at + by).filter(|t| sentence.contains(t)).map(|t| self.document.tokens[t]);
        let named = |by: usize| next(by).is_some_and(|t| t.capital);
        let comma = next(1).is_some_and(|t| t.tag == Tag::Comma);
        let noun = next(1).is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Proper));
        let of = next(1).is_some() && self.document.word(at + 1) == "of";
        noun || of || named(1) || comma && named(2)
    }
}

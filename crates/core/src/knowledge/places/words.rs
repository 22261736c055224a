//! Words around place names, from `data/places/words.tsv`: titles of persons, compass words, kinds of places, bodies, streets.

use super::super::index::{Index, WordSet};
use crate::knowledge::table::rows;
use crate::model::PlacePrecision;

const WORDS: &str = include_str!("../../../../../data/places/words.tsv");

/// What the words around a name make of it. All words are asked for in lower case.
#[derive(Debug, Default)]
pub struct PlaceWords {
    classes: WordSet<(&'static str, &'static str)>,
    compass: Index<&'static str, (f64, f64)>,
    kinds: Index<&'static str, PlacePrecision>,
}

impl PlaceWords {
    pub(super) fn builtin() -> Self {
        let mut words = Self::default();
        for row in rows(WORDS).skip(1) {
            let (class, word) = (row.cell(0), row.cell(1));
            words.classes.insert((class, word));
            match class {
                "compass" => {
                    let share = |i: usize| row.cell(i).parse().unwrap_or(0.5);
                    words.compass.insert(word, (share(2), share(3)));
                }
                "kind" => {
                    words.kinds.insert(word, row.cell(2).parse().unwrap_or(PlacePrecision::Town));
                }
                _ => {}
            }
        }
        words
    }

    /// "General", "Mr": a person's name follows.
    pub fn title(&self, word: &str) -> bool {
        self.classes.contains(&("title", word))
    }

    /// "Street", "Highway": the name before is no place of its own.
    pub fn street(&self, word: &str) -> bool {
        self.classes.contains(&("street", word))
    }

    /// "Police", "University": the name before is part of a body's name.
    pub fn body(&self, word: &str) -> bool {
        self.classes.contains(&("body", word))
    }

    /// "Christmas", "He's": no place in running text, whatever the gazetteer holds.
    pub fn never(&self, word: &str) -> bool {
        self.classes.contains(&("never", word))
    }

    /// "greater", "downtown": goes before a place's name.
    pub fn prefix(&self, word: &str) -> bool {
        self.classes.contains(&("prefix", word))
    }

    /// How far north and east of a whole the part lies that a compass word names; shares from 0 to 1.
    pub fn compass(&self, word: &str) -> Option<(f64, f64)> {
        self.compass.get(word).copied()
    }

    /// The precision of what a word like "town" or "province" says.
    pub fn kind(&self, word: &str) -> Option<PlacePrecision> {
        self.kinds.get(word).copied()
    }
}

//! Parts of a country without a name of their own: "the east of the country", "Libya's west", "in the mineral-rich east".
//!
//! In: the words around a compass word, the countries named before. Out: the compass word that a country's name goes with, or a mention
//! of the country that the text only calls "the country". Must not know: events, where the part lies.

use super::super::document::Tag;
use super::names::{Finder, Found, Raw};
use std::ops::Range;

impl Finder<'_> {
    /// The compass word for the country named at `tokens`: "northern X", "the north of X", "the northern parts of X", "X's north".
    pub(super) fn compass_of(&self, sentence: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        let of = self.before(sentence, tokens.start, |word| word == "the").and_then(|of| {
            let part = of.checked_sub(1).filter(|_| self.document.word(of) == "of")?;
            Some(if is_part(self.document.word(part)) { part.checked_sub(1)? } else { part })
        });
        let inside = of.filter(|&at| self.is_compass(sentence, at) && self.has_article(sentence, at));
        let possessive = sentence.contains(&tokens.end) && self.document.tokens[tokens.end].tag == Tag::Possessive;
        let behind = tokens.end + 1;
        inside.or_else(|| Some(behind).filter(|&at| possessive && self.ends_with_compass(sentence, at)))
    }

    /// A part of a country that is not named beside it: the raw mention, whose tokens begin with the compass word.
    pub(super) fn unnamed_part(&self, sentence: usize, at: usize, found: &[Raw]) -> Option<Raw> {
        let inside = &self.document.sentences[sentence].tokens;
        if !self.is_compass(inside, at) {
            return None;
        }
        let end = self.of_the_country(inside, at).or_else(|| {
            let alone = self.ends_with_compass(inside, at);
            (alone && (self.behind_the_country(inside, at) || self.behind_in_the(inside, at))).then_some(at + 1)
        })?;
        let (name, code) = self.country_spoken_of(sentence, found)?;
        let raw = self.raw(sentence, at..end, Found::Country { name, code }, false);
        Some(Raw { compass: Some(at), ..raw })
    }

    fn is_compass(&self, sentence: &Range<usize>, at: usize) -> bool {
        let word = self.word_at(sentence, at);
        let may_be = word.starts_with(['n', 's', 'e', 'w', 'c']);
        may_be && (self.knowledge.places.words().compass(word).is_some() || is_middle(word))
    }

    /// The first token before `at` that `skip` does not pass over.
    fn before(&self, sentence: &Range<usize>, at: usize, skip: impl Fn(&str) -> bool) -> Option<usize> {
        (sentence.start..at).rev().find(|&t| !skip(self.document.word(t)))
    }

    /// "the mineral-rich east": without its article a compass word tells a direction.
    fn has_article(&self, sentence: &Range<usize>, at: usize) -> bool {
        let adjective = |t: &usize| matches!(self.document.tokens[*t].tag, Tag::Adjective | Tag::Noun);
        let before = (sentence.start..at).rev().take(3).find(|t| !adjective(t));
        before.is_some_and(|t| self.document.word(t) == "the")
    }

    /// "east", "eastern part", and no further noun that the word belongs to.
    fn ends_with_compass(&self, sentence: &Range<usize>, at: usize) -> bool {
        if !self.is_compass(sentence, at) {
            return false;
        }
        let word = |t: usize| if sentence.contains(&t) { self.document.word(t) } else { "" };
        let adjective = word(at).ends_with("ern") || word(at) == "central";
        let next = if is_part(word(at + 1)) { at + 2 } else { at + 1 };
        let tag = Some(next).filter(|t| sentence.contains(t)).map(|t| self.document.tokens[t].tag);
        let goes_on = matches!(tag, Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Ing)) || word(next) == "of";
        (!adjective || next == at + 2) && !goes_on
    }

    /// "east of the country", "eastern part of the country": where it ends.
    fn of_the_country(&self, sentence: &Range<usize>, at: usize) -> Option<usize> {
        let of = if is_part(self.word_at(sentence, at + 1)) { at + 2 } else { at + 1 };
        let words = [self.word_at(sentence, of), self.word_at(sentence, of + 1), self.word_at(sentence, of + 2)];
        let country = matches!(words, ["of", "the", "country" | "nation"]);
        let ends = country && !self.document.tokens.get(of + 3).is_some_and(|t| t.tag == Tag::Possessive);
        (ends && self.has_article(sentence, at)).then_some(of + 3)
    }

    fn word_at(&self, sentence: &Range<usize>, at: usize) -> &str {
        if sentence.contains(&at) { self.document.word(at) } else { "" }
    }

    /// "the country's east".
    fn behind_the_country(&self, sentence: &Range<usize>, at: usize) -> bool {
        let mut before = (sentence.start..at).rev();
        before.next().is_some_and(|t| self.document.tokens[t].tag == Tag::Possessive)
            && before.next().is_some_and(|t| matches!(self.document.word(t), "country" | "nation"))
    }

    /// "in the mineral-rich east".
    fn behind_in_the(&self, sentence: &Range<usize>, at: usize) -> bool {
        let adjective = |t: &usize| matches!(self.document.tokens[*t].tag, Tag::Adjective | Tag::Noun);
        let mut before = (sentence.start..at).rev().skip_while(adjective);
        // The centre without more is that of a town.
        !is_middle(self.document.word(at))
            && before.next().is_some_and(|t| self.document.word(t) == "the")
            && before.next().is_some_and(|t| matches!(self.document.word(t), "in" | "across" | "throughout"))
    }

    /// The country that "the country" is: the last one named in the sentence, else the one that the report names most.
    fn country_spoken_of(&self, sentence: usize, found: &[Raw]) -> Option<(&'static str, &'static str)> {
        let last = found.iter().rev().take_while(|raw| raw.sentence == sentence).find_map(|raw| match raw.found {
            Found::Country { name, code } => Some((name, code)),
            Found::Places(_) => None,
        });
        last.or_else(|| {
            let code = self.document.setting.main_country()?;
            self.knowledge.actors.state(code).map(|state| (state.name, code))
        })
    }
}

fn is_part(word: &str) -> bool {
    matches!(word, "part" | "parts" | "region" | "regions" | "half" | "areas" | "provinces" | "reaches" | "corner")
}

fn is_middle(word: &str) -> bool {
    matches!(word, "centre" | "center")
}

/// The adjective of a compass word: "northern" for "north".
pub(super) fn adjective(word: &str) -> String {
    match word {
        "centre" | "center" | "central" => "central".to_owned(),
        _ if word.ends_with("ern") => word.to_owned(),
        _ => format!("{word}ern"),
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;

    fn place(text: &str) -> String {
        accounts(text).remove(0).place.map_or("none".to_owned(), |p| p.name)
    }

    #[test]
    fn the_part_of_a_country_is_where_it_happened() {
        for text in [
            "The army is battling rebels in the eastern part of the DRC.",
            "Rebels seized a mine in the mineral-rich east of Congo.",
            "Rwanda has backed rebels in Congo, who have attacked villages in the country's east.",
            "Congolese soldiers attacked rebels in the east of the country.",
            "Congolese soldiers attacked rebels in the east.",
        ] {
            assert_eq!(place(text), "eastern DR Congo", "{text}");
        }
        assert_eq!(place("Soldiers put down riots in Libya's west."), "western Libya");
        assert_eq!(place("Rebels attacked villages in the north of Ghana."), "northern Ghana");
    }

    #[test]
    fn a_direction_or_another_noun_is_no_part() {
        assert_eq!(place("Rebels attacked a convoy in Ghana's northern city of Tamale."), "Tamale");
        assert_eq!(place("Soldiers attacked rebels in Ghana in the east wing of a barracks."), "Ghana");
        assert_eq!(place("Gunmen attacked a base in the West."), "none");
    }
}

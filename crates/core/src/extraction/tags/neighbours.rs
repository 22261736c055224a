//! Neighbours: decide where a word can be several parts of speech. In: a tagged word and those beside it. Out: another tag for it, or none.
//! Must not know: phrases, events told. Which room decides depends on the tag that the word has by itself.

use crate::extraction::document::{Document, Tag, Token};
use crate::knowledge::Lexicon;
use crate::model::EventType;
use std::ops::Range;

/// A word with those beside it.
pub(super) struct Neighbours<'a, 't> {
    pub document: &'a Document<'t>,
    pub token: usize,
    pub sentence: &'a Range<usize>,
    pub lexicon: &'a Lexicon,
}

impl Neighbours<'_, '_> {
    /// The tag that the neighbours give the word, where they decide.
    pub(super) fn decide(&self) -> Option<Tag> {
        match self.own().tag {
            Tag::Ing => self.ing(),
            Tag::Adjective => self.adjective(),
            Tag::Verb | Tag::Noun | Tag::Proper => self.verb_or_noun(),
            tag => self.small(tag),
        }
    }

    /// The word itself, as tagged so far.
    pub(super) fn own(&self) -> Token {
        self.document.tokens[self.token]
    }

    /// The tag of a word so many tokens on; none outside the sentence.
    pub(super) fn tag(&self, offset: isize) -> Option<Tag> {
        let at = self.token.checked_add_signed(offset).filter(|at| self.sentence.contains(at));
        at.map(|at| self.document.tokens[at].tag)
    }

    /// The word so many tokens on in lower case; empty outside the sentence.
    pub(super) fn word(&self, offset: isize) -> &str {
        self.document.word_in(self.sentence, self.token as isize + offset)
    }

    /// The dictionary form of the verb that the word is or could be; empty where it is none.
    pub(super) fn lemma(&self, offset: isize) -> &str {
        self.lexicon.verb(self.word(offset)).map_or("", |v| v.lemma)
    }

    /// Whether the word opens the sentence.
    pub(super) fn is_first(&self) -> bool {
        self.token == self.sentence.start
    }

    /// Whether the word can be a noun.
    pub(super) fn can_be_noun(&self) -> bool {
        self.lexicon.can_be_noun(self.word(0))
    }

    /// Whether the word is a verb that names violence by itself.
    pub(super) fn is_deed(&self) -> bool {
        let violent = |id| self.lexicon.trigger(id).kind == EventType::Assault;
        self.lexicon.verb_triggers(self.lemma(0)).iter().any(|(rest, id)| rest.is_empty() && violent(*id))
    }

    /// Whether no event is ever told with the word as its verb.
    pub(super) fn tells_nothing(&self) -> bool {
        self.lexicon.verb_triggers(self.lemma(0)).is_empty()
    }

    /// Whether the word is a verb that an infinitive follows: "hopes to hold talks".
    pub(super) fn takes_infinitive(&self, offset: isize) -> bool {
        self.lexicon.listed("takes-infinitive", self.lemma(offset))
    }

    /// What an -ing form is: a noun, an adjective, or as it was.
    fn ing(&self) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let noun = self.can_be_noun();
        let determined = matches!(before, Some(Tag::Determiner | Tag::Possessive));
        // "the 1983 slaying of a judge", "Sunday's storming of the station"
        let named =
            before == Some(Tag::Number) && matches!(self.tag(-2), Some(Tag::Determiner | Tag::Possessive)) && noun
                || determined && matches!(self.word(1), "of" | "by");
        if (determined || before == Some(Tag::Adjective)) && noun || named {
            return Some(Tag::Noun);
        }
        // "Shelling of a clinic by rebels killed two": what opens a sentence before "of" is a noun.
        if self.is_first() && self.word(1) == "of" && noun {
            return Some(Tag::Noun);
        }
        // "in camps and surrounding villages"; "people who fled fighting".
        if matches!(self.word(0), "surrounding" | "neighbouring" | "neighboring") && after == Some(Tag::Noun) {
            return Some(Tag::Adjective);
        }
        // "Rising wages hit the depot": what opens a sentence before a noun and its verb describes the noun.
        let describes =
            self.is_first() && after == Some(Tag::Noun) && self.tag(2) == Some(Tag::Verb) && self.tells_nothing();
        if describes {
            return Some(Tag::Adjective);
        }
        let fled = matches!(self.word(-1), "fled" | "flee" | "fleeing" | "escaped" | "escape" | "amid");
        (noun && fled).then_some(Tag::Noun)
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn no_bare_verb_follows_a_preposition_or_opens_before_of() {
        assert_eq!(
            who("Rebels lay in wait for a convoy near Goma and killed two clerks."),
            ["ASSAULT rebels > clerks"]
        );
        assert_eq!(
            who("Shelling of a clinic by rebels killed two nurses.").first().map(String::as_str),
            Some("ASSAULT rebels > clinic, nurses")
        );
        assert_eq!(who("Police fired tear gas at protesters in Goma."), ["ASSAULT police > protesters"]);
    }
}

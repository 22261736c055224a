//! Adjectives: participles between what describes ("wounded soldiers") and what was done ("Rebels burnt down a clinic"), and words for
//! people that stand without a noun ("the military and the rebels"). In: the word and its neighbours. Out: another tag for it, or none. Must
//! not know: phrases, who did what.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;
use crate::extraction::phrases::is_unchanging;
use crate::knowledge::{Form, PartOfSpeech};

impl Neighbours<'_, '_> {
    /// What a word is that has the tag of an adjective by itself.
    pub(super) fn adjective(&self) -> Option<Tag> {
        let participle = matches!(self.own().form, Some(Form::Past | Form::Participle));
        match () {
            () if self.is_outcome() => Some(Tag::Adverb),
            () if participle && (self.is_done_to() || self.is_done_by()) => Some(Tag::Verb),
            () if self.is_compass() => Some(Tag::Adverb),
            // "sustained injuries"
            () if self.word(0) == "sustained"
                && matches!(self.word(1), "injuries" | "wounds" | "burns" | "losses" | "casualties") =>
            {
                Some(Tag::Verb)
            }
            // "a second hit a refinery": one more of those just told of.
            () if matches!(self.word(0), "second" | "third" | "fourth")
                && is_unchanging(self.word(1))
                && matches!(self.tag(2), Some(Tag::Determiner | Tag::Number | Tag::Possessive)) =>
            {
                Some(Tag::Pronoun)
            }
            () if self.lexicon.agent(self.word(0)).is_some() && self.stands_alone() => Some(Tag::Noun),
            () if self.is_particle() => Some(Tag::Proper),
            () => None,
        }
    }

    /// "the army massacred 300 peasants": between a noun and what it was done to, a participle is the verb.
    fn is_done_to(&self) -> bool {
        let (before, after, second) = (self.tag(-1), self.tag(1), self.tag(2));
        // "and its rivals each claimed Thursday's raid"
        let each = self.word(-1) == "each";
        let named = matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun));
        let object = matches!(after, Some(Tag::Number | Tag::Determiner | Tag::Possessive | Tag::Pronoun));
        let owned = after == Some(Tag::Proper) && second == Some(Tag::Possessive);
        // "Rebels burnt down a clinic"
        let parted = matches!(self.word(1), "down" | "up" | "out" | "off")
            && matches!(second, Some(Tag::Number | Tag::Determiner | Tag::Possessive));
        named && (object || owned || parted)
            || each && (object || after == Some(Tag::Time))
            || before == Some(Tag::Determiner) && owned
    }

    /// "Five farmers were burnt alive by a rocket", "Farmers were massacred in Goma": whoever did it is named, or the word says that it was
    /// done to people, whatever else it may be.
    fn is_done_by(&self) -> bool {
        let by = self.word(1) == "by" || matches!(self.word(1), "alive" | "down" | "badly") && self.word(2) == "by";
        self.tag(-1) == Some(Tag::Be) && (by || self.is_deed())
    }

    /// "the rebel chief held talks": a word for people without a noun behind it is the noun.
    fn stands_alone(&self) -> bool {
        let after = self.tag(1);
        let bare = self.word(1) == "dead"
            || !matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Ing | Tag::Conjunction));
        // "the military and the rebels", but "the military and civilian targets".
        let first_of_two = self.tag(-1) == Some(Tag::Determiner)
            && after == Some(Tag::Conjunction)
            && matches!(self.tag(2), Some(Tag::Determiner | Tag::Possessive));
        bare || first_of_two || self.tag(2) == Some(Tag::To) && self.takes_infinitive(1)
    }

    /// What a participle is: "Hired guards", "the wounded soldiers", "armed men" are described, "the wounded" are people.
    pub(super) fn participle(&self) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let noun_after = matches!(after, Some(Tag::Noun | Tag::Proper))
            || after == Some(Tag::Adjective) && self.tag(2) == Some(Tag::Noun);
        let opens =
            matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Preposition));
        let bare = || self.lexicon.listed("describes-bare", self.word(0));
        // "were shooting wounded civilians": behind a verb, the state they were in.
        let state = || {
            matches!(before, Some(Tag::Verb | Tag::Ing))
                && matches!(self.word(0), "wounded" | "injured" | "captured" | "besieged")
        };
        if self.opens_subject() || noun_after && (opens || bare() || state() || self.describes_object()) {
            return Some(Tag::Adjective);
        }
        let people = before == Some(Tag::Determiner) && !noun_after;
        (people && self.lexicon.part(self.word(0)) != Some(PartOfSpeech::Verb)).then_some(Tag::Noun)
    }

    /// "Hired guards shot a farmer": no sentence opens with a verb that tells.
    fn opens_subject(&self) -> bool {
        let told = |t: usize| matches!(self.document.tokens[t].tag, Tag::Verb | Tag::Be | Tag::Have);
        self.is_first()
            && self.word(0).ends_with("ed")
            && self.tag(1) == Some(Tag::Noun)
            && (self.token + 2..self.sentence.end).any(told)
    }

    /// "attacked mounted troops": behind a verb that takes an object, a participle before a noun describes it.
    fn describes_object(&self) -> bool {
        self.tag(-1) == Some(Tag::Verb)
            && self.word(0).ends_with("ed")
            && self.tag(1) == Some(Tag::Noun)
            && !matches!(self.tag(2), Some(Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Verb))
            && self.tells_nothing()
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn a_participle_opens_a_phrase() {
        assert_eq!(who("Hired guards in a truck shot two farmers."), ["ASSAULT guards > farmers"]);
        assert_eq!(who("Attacked by rebels at dawn, the convoy turned back."), ["ASSAULT rebels > convoy"]);
    }

    #[test]
    fn a_participle_behind_be_is_what_was_done() {
        assert_eq!(who("Nine farmers were massacred in Goma."), ["ASSAULT > farmers"]);
        assert_eq!(who("Nine farmers were devoted in Goma."), Vec::<String>::new());
    }
}

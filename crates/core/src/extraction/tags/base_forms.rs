//! Base forms: "attack" and "attacks", which are a verb here and a noun there. In: a word that can be either, and its neighbours. Out: which
//! it is. Must not know: phrases, who did what.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;
use crate::extraction::figures::bounded_number;
use crate::extraction::phrases::is_unchanging;
use crate::knowledge::{Form, PartOfSpeech};

impl Neighbours<'_, '_> {
    /// Whether the word is a verb or a noun, where its form is that of a verb's base or third person.
    pub(super) fn base_form(&self) -> Tag {
        let verb = self.own().tag == Tag::Verb;
        if self.is_third() && !verb && self.heads_line() || self.is_one_more() {
            Tag::Verb
        } else if self.is_arms() || verb && self.stands_as_noun() {
            Tag::Noun
        } else if !self.is_third() && self.opens_heading() {
            Tag::Verb
        } else if self.is_noun_by_place() {
            Tag::Noun
        } else if !self.can_be_noun() && self.lexicon.part(self.word(0)) == Some(PartOfSpeech::Verb) {
            Tag::Verb
        } else {
            self.by_what_surrounds()
        }
    }

    /// "attacks" and not "attack".
    fn is_third(&self) -> bool {
        self.own().form == Some(Form::Third)
    }

    /// "launched 122 rockets", "mortar shells": what is launched and laid is a noun unless it stands in the past.
    fn is_arms(&self) -> bool {
        let word = self.word(0);
        let arms = matches!(word.strip_suffix('s').unwrap_or(word), "rocket" | "mine" | "mortar" | "grenade");
        let shells = word == "shells" && matches!(self.word(-1), "mortar" | "artillery" | "rocket" | "tank" | "gas");
        arms && self.tag(-1) != Some(Tag::To) || shells
    }

    /// "an hour later a second hit a refinery": an ordinal that stands for one more.
    fn is_one_more(&self) -> bool {
        is_unchanging(self.word(0))
            && matches!(self.word(-1), "second" | "third" | "fourth" | "another")
            && matches!(self.tag(1), Some(Tag::Determiner | Tag::Number | Tag::Possessive))
    }

    /// Where no verb can stand, though the word has no other tag by itself.
    fn stands_as_noun(&self) -> bool {
        let (third, noun_behind) = (self.is_third(), self.tag(1) == Some(Tag::Noun));
        let took_hold = || self.word(0) == "hold" && self.lemma(-1) == "take";
        // "a relay mast", "a tent of signals troops"
        let described = matches!(self.word(-1), "a" | "an" | "the") || third && self.tag(-1) == Some(Tag::Preposition);
        // "Blame for the raid fell on them": no report opens with an order.
        let opens = || self.is_first() && matches!(self.word(1), "for" | "of") && self.can_be_noun();
        described && noun_behind || !third && (took_hold() || opens())
    }

    /// A verb or a noun by the words before and behind, where the place alone does not tell.
    fn by_what_surrounds(&self) -> Tag {
        let (before, after) = (self.tag(-1), self.tag(1));
        if self.reports_number() || is_unchanging(self.word(0)) && matches!(before, Some(Tag::Be | Tag::Have)) {
            return Tag::Verb;
        }
        if matches!(after, Some(Tag::Have | Tag::Be | Tag::Modal)) && self.can_be_noun() {
            return Tag::Noun;
        }
        let verb = match before {
            Some(Tag::To | Tag::Modal | Tag::Do | Tag::Not | Tag::Pronoun | Tag::Relative) => true,
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition | Tag::Number) => false,
            Some(Tag::Noun | Tag::Proper) if self.object_follows() => self.agrees_with_subject(),
            Some(Tag::Noun | Tag::Proper) if after == Some(Tag::To) && self.takes_infinitive(0) => {
                let head = self.governed_head().map_or(self.word(-1), |head| self.document.word(head));
                self.is_third() != head.ends_with('s')
            }
            // "mowed down ten people and hurt another five"
            Some(Tag::Conjunction) if self.object_follows() && is_unchanging(self.word(0)) => true,
            Some(Tag::Adverb) if matches!(self.tag(-2), Some(Tag::To | Tag::Modal)) => true,
            Some(Tag::Adverb) if self.object_follows() => true,
            _ => self.own().tag == Tag::Verb && !self.can_be_noun(),
        };
        if verb { Tag::Verb } else { Tag::Noun }
    }

    /// "The agency reports at least 90 arrests": a bounded number is an object.
    fn reports_number(&self) -> bool {
        let behind = self.token + 1;
        self.is_third()
            && matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper))
            && !self.word(-1).ends_with('s')
            && self.lexicon.cue(self.lemma(0)).is_some()
            && behind < self.sentence.end
            && bounded_number(self.document, behind, self.sentence.end).is_some()
    }

    /// Whether what a verb is done to may begin behind the word.
    fn object_follows(&self) -> bool {
        let opens = matches!(
            self.tag(1),
            Some(Tag::Determiner | Tag::Pronoun | Tag::Possessive | Tag::Number | Tag::Proper | Tag::Subordinator)
        );
        opens && !matches!(self.word(1), "'s" | "there")
    }

    /// Whether the word as a verb agrees in number with the noun before it.
    fn agrees_with_subject(&self) -> bool {
        let unchanging = is_unchanging(self.word(0));
        let agrees = self.is_third() != self.word(-1).ends_with('s') || self.tag(-1) == Some(Tag::Proper) || unchanging;
        // "a gas attack the army denies": one thing would have had "attacks".
        let one = !self.is_third() && !unchanging && self.is_behind_article();
        agrees && !one
    }

    /// "a hail of bullets", "a heavy defeat", "a bus stop": behind an article, or as the end of a known word for a thing, a bare form is a noun.
    fn is_noun_by_place(&self) -> bool {
        let article = |offset| matches!(self.word(offset), "a" | "an" | "the" | "another" | "his" | "its" | "their");
        let goes_on = matches!(self.tag(1), Some(Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Ing));
        let opened = article(-1) || self.tag(-1) == Some(Tag::Adjective) && article(-2);
        let compound = self.tag(-1) == Some(Tag::Noun)
            && self.lexicon.agent(&self.document.words(self.token - 1..self.token + 1)).is_some();
        // "lay in wait", "strike over pay": no bare verb follows a preposition.
        let governed = !self.is_third()
            && self.tag(-1) == Some(Tag::Preposition)
            && !matches!(self.word(-1), "like" | "including" | "following")
            && !goes_on
            && !matches!(self.tag(1), Some(Tag::Determiner | Tag::Pronoun | Tag::Possessive));
        opened && !goes_on || compound || governed
    }

    /// "Dockers in Marseille | plan to strike": the noun before the place that stands right before a word.
    fn governed_head(&self) -> Option<usize> {
        let document = self.document;
        let first = (self.sentence.start..self.token).rev().find(|&t| document.tokens[t].tag != Tag::Proper)?;
        let placed =
            matches!(document.word(first), "in" | "of" | "at" | "from" | "near" | "around") && first + 1 < self.token;
        let head = first.checked_sub(1).filter(|t| placed && self.sentence.contains(t))?;
        matches!(document.tokens[head].tag, Tag::Noun | Tag::Proper).then_some(head)
    }

    /// Whether the words before belong to a noun phrase that "a" or "an" opens.
    fn is_behind_article(&self) -> bool {
        let from = self.token.saturating_sub(6).max(self.sentence.start);
        let inside = |t: &usize| {
            matches!(self.document.tokens[*t].tag, Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Time)
        };
        let opener = (from..self.token).rev().find(|t| !inside(t));
        opener.is_some_and(|t| matches!(self.document.word(t), "a" | "an"))
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn noun_or_verb_by_the_neighbours() {
        assert_eq!(who("The rebel chief held talks with the minister."), ["CONSULT chief, minister >"]);
        assert_eq!(who("The airfield, which shells had hit, was closed."), ["ASSAULT > airfield"]);
        assert_eq!(
            who("GOMA, May 6 -- Attacking soldiers at dawn, the rebels took two rifles.").first().map(String::as_str),
            Some("ASSAULT rebels > soldiers")
        );
    }

    #[test]
    fn an_agency_reports_a_bounded_number() {
        let read = crate::extraction::sample::accounts("ZORA reports at least 90 arrests of students in Goma.");
        assert!(read.iter().any(|a| a.harm.iter().any(|h| h.figure.low == 90)), "{read:?}");
        assert_eq!(who("The attack reports were at least 90 pages long."), Vec::<String>::new());
    }

    #[test]
    fn one_thing_takes_no_bare_verb() {
        assert_eq!(who("They met after an August 6 gas attack the army denies."), ["ASSAULT >"]);
        assert_eq!(who("The rebels attack the village."), ["ASSAULT rebels > village"]);
    }
}

//! Participles: bare participles behind a noun that undergoes what they tell, told from verbs of the past by what follows.
//!
//! In: phrases of a sentence. Out: whether a verb is such a participle. Must not know: what the words mean for events.

use super::clauses::{Clauses, is_saying};
use super::document::Tag;
use super::phrases::Phrase;

impl Clauses<'_, '_> {
    /// "nine fishermen, shot on Sunday by a patrol": whoever did it is named behind the day.
    pub(super) fn done_by_behind(&self, phrase: usize) -> bool {
        let comma = phrase >= 2 && matches!(self.other(phrase - 1), Some((_, Tag::Comma)));
        let before = if comma { phrase - 2 } else { phrase.wrapping_sub(1) };
        let undergone = self.noun(before).is_some_and(|n| !n.time && !n.pronoun);
        undergone && self.by_behind_day(phrase + 1)
    }

    /// Whether "by" and someone stand behind a day, with nothing but prepositions between.
    fn by_behind_day(&self, from: usize) -> bool {
        let (mut at, mut dated) = (from, false);
        while let Some(next) = self.phrases.get(at) {
            match next {
                Phrase::Noun(n) if n.time => dated = true,
                Phrase::Noun(n) => {
                    let by = dated && n.preposition.is_some_and(|t| self.document.word(t) == "by");
                    let someone = || {
                        self.document.tokens[n.head].tag == Tag::Proper
                            || self.lexicon.agent(self.document.word(n.head)).is_some()
                    };
                    return by && !n.pronoun && someone();
                }
                Phrase::Other(t) if matches!(self.document.tokens[*t].tag, Tag::Preposition) => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// "A clerk shot in Goma on Monday was buried", "A bomb meant for a judge killed a cook": a participle without an object, when the
    /// verb that tells follows behind its prepositions.
    pub(super) fn before_main_verb(&self, phrase: usize) -> bool {
        // "Six soldiers, killed in an ambush on Monday, were buried"
        let between_commas = phrase >= 2 && matches!(self.other(phrase - 1), Some((_, Tag::Comma)));
        let Some(before) = phrase.checked_sub(if between_commas { 2 } else { 1 }) else { return false };
        let governs = match self.phrases.get(phrase + 1) {
            Some(Phrase::Noun(n)) => n.time,
            Some(Phrase::Other(t)) => matches!(self.document.tokens[*t].tag, Tag::Preposition | Tag::To | Tag::Adverb),
            _ => false,
        };
        let undergone = governs && self.noun(before).is_some_and(|n| !n.time && !n.pronoun);
        if !undergone || self.follows_doer(before) {
            return false;
        }
        let mut at = phrase + 1;
        let mut prepositions = 0;
        loop {
            match self.phrases.get(at) {
                Some(Phrase::Noun(n)) if n.preposition.is_some() || n.time => prepositions += 1,
                Some(Phrase::Other(t))
                    if matches!(self.document.tokens[*t].tag, Tag::Preposition | Tag::To | Tag::Adverb) => {}
                _ => break,
            }
            at += 1;
        }
        if between_commas {
            let closes = matches!(self.other(at), Some((_, Tag::Comma)));
            at += usize::from(closes);
            prepositions = if closes { prepositions } else { 0 };
        }
        prepositions > 0 && self.tells(at) && !self.stays(phrase)
    }

    /// "Seven killed 37 others injured in Goma": a headline's sums, one behind the other; the first did not kill the others.
    pub(super) fn sums_up(&self, phrase: usize) -> bool {
        let told = |p: usize| {
            self.verb(p).is_some_and(|v| {
                let word = self.document.word(v.head);
                v.tokens.len() == 1 && matches!(word, "killed" | "dead" | "injured" | "wounded" | "hurt" | "arrested")
            })
        };
        let counted = |p: usize| {
            self.noun(p).is_some_and(|n| {
                n.preposition.is_none() && n.tokens.clone().any(|t| self.document.tokens[t].tag == Tag::Number)
            })
        };
        // "37 | others | injured"
        let last = phrase + 2 + usize::from(self.noun(phrase + 2).is_some_and(|n| n.pronoun || !counted(phrase + 2)));
        phrase > 0 && told(phrase) && told(last) && counted(phrase - 1) && counted(phrase + 1) && !counted(last + 1)
    }

    /// Verbs that no one can be done to.
    fn stays(&self, phrase: usize) -> bool {
        let lemma = self.lemma(phrase);
        matches!(
            lemma,
            "" | "be" | "come" | "go" | "arrive" | "happen" | "occur" | "erupt" | "fall" | "remain" | "begin" | "die"
        ) || is_saying(lemma)
    }

    /// "the claim the army denied on Monday", "the camp that rebels shelled": the noun before the verb is who does it.
    fn follows_doer(&self, noun: usize) -> bool {
        let Some(before) = noun.checked_sub(1) else { return false };
        let opens = |(token, tag): (usize, Tag)| {
            tag == Tag::Relative || tag == Tag::Subordinator && self.document.word(token) == "that"
        };
        self.noun(before).is_some_and(|n| !n.time) || self.other(before).is_some_and(opens)
    }

    /// Whether a verb group can only be the main verb of its clause: with an auxiliary or an object, or in a form that is no participle.
    fn tells(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase).filter(|v| !v.gerund && !v.infinitive && !v.reduced) else { return false };
        let auxiliary =
            verb.tokens.clone().any(|t| matches!(self.document.tokens[t].tag, Tag::Be | Tag::Have | Tag::Modal));
        let falls =
            matches!(self.document.word(verb.head), "fell" | "went" | "took" | "broke" | "blew" | "perished" | "died");
        auxiliary || falls || self.direct_object(phrase).is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::{tolls, who};
    use crate::model::HarmKind::{Injured, Killed};

    #[test]
    fn a_participle_before_the_main_verb_is_undergone() {
        assert_eq!(who("A clerk shot in Goma on Monday was buried."), ["ASSAULT > clerk"]);
        assert_eq!(who("A grenade meant for a judge killed a cook in Goma."), ["ASSAULT > cook"]);
        let read = who("Soldiers shot at farmers gathered in Goma.");
        assert!(read.contains(&"ASSAULT soldiers > farmers".to_owned()), "{read:?}");
    }

    #[test]
    fn who_did_it_may_stand_behind_the_day_or_an_aside() {
        let read = who("Boatmen saw nine farmers, shot on Monday by a patrol.");
        assert!(read.contains(&"ASSAULT patrol > farmers".to_owned()), "{read:?}");
        let read = who("Farmers were driven into a river in Goma, villagers said, by soldiers.");
        assert_eq!(read, ["ASSAULT soldiers > farmers"]);
        let read = who("Students marched on Monday against the killing of two teachers by police.");
        assert!(read.iter().any(|r| r.starts_with("PROTEST students")), "{read:?}");
    }

    #[test]
    fn sums_of_a_headline_did_nothing_to_one_another() {
        for text in ["Seven killed 37 others injured in Goma blast.", "Seven killed, 37 injured in Goma blast."] {
            assert_eq!(tolls(text, Killed), [(7, Some(7))], "{text}");
            assert_eq!(tolls(text, Injured), [(37, Some(37))], "{text}");
        }
        assert_eq!(tolls("Two gunmen killed 12 injured students in Goma.", Killed), [(12, Some(12))]);
    }

    #[test]
    fn those_taken_did_not_take() {
        let read = who("The group holds recruits forcibly abducted from Goma.");
        assert!(read.contains(&"ASSAULT > recruits".to_owned()), "{read:?}");
        assert_eq!(who("Rebels quickly abducted two farmers."), ["ASSAULT rebels > farmers"]);
    }
}

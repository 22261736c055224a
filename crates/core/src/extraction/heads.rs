//! Heads: the one word that stands for a phrase, and whether a list knows it. In: phrases of a sentence. Out: words in lower case, empty
//! where there are none. Must not know: what the words mean for events.

use super::clauses::Clauses;

impl<'d> Clauses<'d, '_> {
    /// The head of a noun phrase.
    pub fn head_word(&self, phrase: usize) -> &'d str {
        self.noun(phrase).map_or("", |n| self.document.word(n.head))
    }

    /// The head of the verb's first subject.
    pub fn subject_word(&self, verb: usize) -> &'d str {
        self.subject(verb).first().map_or("", |&p| self.head_word(p))
    }

    /// The head of the verb's first object.
    pub fn object_word(&self, verb: usize) -> &'d str {
        self.object(verb).first().map_or("", |&p| self.head_word(p))
    }

    /// The head of what the verb is done to, active or passive.
    pub fn undergoer_word(&self, verb: usize) -> &'d str {
        if self.passive(verb) { self.subject_word(verb) } else { self.object_word(verb) }
    }

    /// The head of the first phrase behind this one with one of these prepositions.
    pub fn word_behind(&self, phrase: usize, prepositions: &[&str]) -> &'d str {
        self.with_preposition(phrase, prepositions).map_or("", |p| self.head_word(p))
    }

    /// Whether the head of a noun phrase, alone or with the word before it, stands in that list of `senses.tsv`.
    pub fn names(&self, phrase: usize, list: &str) -> bool {
        self.noun(phrase).is_some_and(|n| {
            let two = n.head.saturating_sub(1).max(n.tokens.start)..n.head + 1;
            self.lexicon.listed(list, self.document.word(n.head))
                || self.lexicon.listed(list, &self.document.words(two))
        })
    }
}

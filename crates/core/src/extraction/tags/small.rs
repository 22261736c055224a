//! Small words: those of closed classes that are something else beside some neighbours ("killed one soldier", "over 50 people"), and those
//! that stand small inside names. In: the word and its neighbours. Out: another tag for it, or none. Must not know: nouns and verbs.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;

/// Articles and prepositions that stand small inside the names of other tongues.
const NAME_PARTICLES: [&str; 29] = [
    "el", "al", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "las", "los", "le", "les",
    "ul", "bin", "ben", "ibn", "bint", "abu", "von", "van", "der", "den", "ter", "sur",
];

impl Neighbours<'_, '_> {
    /// What a word of a closed class is beside these neighbours.
    pub(super) fn small(&self, tag: Tag) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let noun = matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number));
        match (tag, self.word(0)) {
            // "killed one soldier", but "no one fired", "every one of them".
            (Tag::Pronoun, "one") if noun && before != Some(Tag::Determiner) => Some(Tag::Number),
            (Tag::Possessive, "her") if !noun && !matches!(after, Some(Tag::Ing | Tag::Verb)) => Some(Tag::Pronoun),
            (Tag::Preposition, "over" | "about" | "around")
                if after == Some(Tag::Number) && before != Some(Tag::Preposition) =>
            {
                Some(Tag::Adverb)
            }
            _ => None,
        }
    }

    /// "Souk el Gharb", "Rio de Janeiro": small words inside a name.
    pub(super) fn is_particle(&self) -> bool {
        NAME_PARTICLES.contains(&self.word(0)) && self.tag(-1) == Some(Tag::Proper) && self.tag(1) == Some(Tag::Proper)
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn one_counts_and_slayings_of_a_year_are_nouns() {
        assert_eq!(who("Rebels killed one soldier near Goma."), ["ASSAULT rebels > soldier"]);
        assert_eq!(who("No one killed soldiers near Goma."), Vec::<String>::new());
        assert_eq!(who("The 1983 slaying of a judge near Goma was in the news."), ["ASSAULT > judge"]);
    }
}

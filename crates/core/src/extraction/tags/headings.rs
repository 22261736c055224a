//! Headings: the one verb of a line without a full stop, which by itself could be a noun: "Zorvan attacks base in the south". In: the word
//! and its sentence. Out: whether it is the heading's verb. Must not know: whether the report has a title.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;
use crate::knowledge::Form;

impl Neighbours<'_, '_> {
    /// Whether a word that may be a verb stands between a name and a noun, in a line without a full stop and without another verb behind.
    pub(super) fn heads_line(&self) -> bool {
        let stopped = matches!(self.document.word(self.sentence.end - 1), "." | "!" | "?" | "\"" | "”");
        let later_verb = (self.token + 1..self.sentence.end)
            .any(|t| matches!(self.document.tokens[t].tag, Tag::Verb | Tag::Be | Tag::Modal | Tag::Have));
        !stopped
            && !later_verb
            && self.tag(-1) == Some(Tag::Proper)
            && matches!(self.tag(1), Some(Tag::Noun | Tag::Adjective | Tag::Proper))
    }

    /// "Villagers stone census team in Goma": the one verb of a heading, behind the plural that opens it.
    pub(super) fn opens_heading(&self) -> bool {
        let (document, sentence) = (self.document, self.sentence);
        let behind_first = self.token == sentence.start + 1 && matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper));
        // "Maoists", "Israelis": many people by their creed or country.
        let named = || ["ists", "ians", "is"].iter().any(|end| self.word(-1).ends_with(end));
        let people = || {
            self.lexicon.agent(self.word(-1)).is_some_and(|(_, plural)| plural)
                || self.word(-1) == "police"
                || self.tag(-1) == Some(Tag::Proper) && named()
        };
        let stopped = || matches!(document.word(sentence.end - 1), "!" | "?" | "\"" | "”");
        let other_verb = || {
            (self.token + 1..sentence.end).any(|t| {
                let told = matches!(document.tokens[t].tag, Tag::Verb) && document.tokens[t].form != Some(Form::Ing);
                told && document.word(t) != "hurt" || matches!(document.tokens[t].tag, Tag::Be | Tag::Modal | Tag::Have)
            })
        };
        let object = matches!(self.tag(1), Some(Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Number));
        behind_first && object && people() && self.is_deed() && !stopped() && !other_verb()
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn the_verb_of_a_heading() {
        assert_eq!(who("Maoists raid police post in Goma."), ["ASSAULT naxalites > police post"]);
        assert_eq!(who("The raid on the police post in Goma went on."), ["ASSAULT > police post"]);
        assert_eq!(who("Police raid camp in Goma."), ["COERCE police > camp"]);
    }
}

//! Words that are a verb, a noun or a participle: which of the rooms decides, and nouns beside others. In: a word tagged as verb, noun or name,
//! and its neighbours. Out: another tag for it, or none. Must not know: phrases, who did what.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;
use crate::knowledge::Form;

impl Neighbours<'_, '_> {
    /// What a word is that is a verb, a noun or a name by itself.
    pub(super) fn verb_or_noun(&self) -> Option<Tag> {
        let own = self.own();
        if own.tag == Tag::Proper {
            return self.is_compass().then_some(Tag::Adverb);
        }
        // "according to unconfirmed reports": no verb in the third person follows "to".
        let led = self.word(-1) == "to" || self.word(-2) == "to" && self.word(-3) == "according";
        if own.form == Some(Form::Third) && led && self.can_be_noun() {
            return Some(Tag::Noun);
        }
        self.opens_compound().or_else(|| match (own.tag, own.form) {
            (_, Some(Form::Base | Form::Third)) => Some(self.base_form()),
            (Tag::Verb, Some(Form::Past | Form::Participle)) => self.participle(),
            (Tag::Noun, form) => self.noun(form == Some(Form::Ing)),
            _ => None,
        })
    }

    /// "tear gas", "live rounds": the first word of a fixed pair.
    fn opens_compound(&self) -> Option<Tag> {
        match self.word(0) {
            "tear" if matches!(self.word(1), "gas" | "gases") => Some(Tag::Noun),
            "live" if self.lexicon.listed("ammunition", self.word(1)) => Some(Tag::Adjective),
            _ => None,
        }
    }

    /// What a noun is; `ing` where it is an -ing form of a verb too.
    fn noun(&self, ing: bool) -> Option<Tag> {
        let done =
            self.tag(-1) == Some(Tag::Be) || matches!(self.tag(1), Some(Tag::Determiner | Tag::Number | Tag::Pronoun));
        if self.is_outcome() || self.is_compass() {
            Some(Tag::Adverb)
        } else if self.is_particle() {
            Some(Tag::Proper)
        } else {
            (ing && done).then_some(Tag::Ing)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn nouns_by_where_they_stand() {
        assert_eq!(who("Monday's storming of the prison by rebels was in the news."), ["ASSAULT rebels > prison"]);
        assert_eq!(who("Rebels shelled a bus stop in Goma."), ["ASSAULT rebels > bus stop"]);
        assert_eq!(who("Zorvan attacks base in the south"), ["ASSAULT zorvan > base"]);
        assert_eq!(who("The army may stop a bus in Goma."), Vec::<String>::new());
        assert_eq!(who("Dockers in Goma plan to march on Monday."), ["PROTEST dockers >"]);
        assert_eq!(who("The Goma plan to march on Monday bored the town."), Vec::<String>::new());
        assert_eq!(who("Rebels attacked mounted soldiers near Goma."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("Rebels took two nurses captive near Goma."), ["ASSAULT rebels > nurses"]);
    }

    #[test]
    fn a_participle_between_commas_and_a_bare_be() {
        let read = who("Six soldiers, killed in an ambush near Goma on Monday, were buried by a priest.");
        assert!(read.iter().all(|r| !r.contains("soldiers >")), "{read:?}");
        let read = who("Rebels told the clerks to leave or be shot.");
        assert!(read.iter().all(|r| !r.starts_with("ASSAULT")), "{read:?}");
    }
}

//! What looks like a noun or an adjective and only says how someone was left or where something is: "shot dead", "took two farmers
//! hostage", "west of the town". In: the word and its neighbours. Out: whether it is such a word. Must not know: phrases.

use super::neighbours::Neighbours;
use crate::extraction::document::Tag;

impl Neighbours<'_, '_> {
    /// "shot dead", "took two farmers hostage": what someone was made.
    pub(super) fn is_outcome(&self) -> bool {
        self.is_killed() || self.is_taken_as()
    }

    /// "shot dead two herders"
    fn is_killed(&self) -> bool {
        let before = self.tag(-1);
        self.word(0) == "dead"
            && (before == Some(Tag::Verb)
                || before == Some(Tag::Ing) && matches!(self.word(-1), "shooting" | "gunning")
                || matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun)) && self.shot_before())
    }

    fn shot_before(&self) -> bool {
        let from = self.token.saturating_sub(5).max(self.sentence.start);
        (from..self.token).any(|t| {
            matches!(
                self.document.word(t),
                "shot" | "shoot" | "shoots" | "gunned" | "left" | "leave" | "leaves" | "leaving"
            )
        })
    }

    /// "took two farmers hostage": what they were made, told behind them.
    fn is_taken_as(&self) -> bool {
        let from = self.token.saturating_sub(7).max(self.sentence.start);
        let takes = |t: usize| {
            self.lexicon.verb(self.document.word(t)).is_some_and(|v| matches!(v.lemma, "take" | "hold" | "keep"))
        };
        matches!(self.word(0), "hostage" | "captive" | "prisoner")
            && matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper))
            && !matches!(self.tag(1), Some(Tag::Noun | Tag::Proper))
            && (from..self.token - 1).any(takes)
    }

    /// "gunners west of the town": the compass word belongs to the place.
    pub(super) fn is_compass(&self) -> bool {
        let taken = matches!(self.word(-1), "captive" | "hostage" | "prisoner");
        let compass = matches!(
            self.word(0),
            "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
        );
        compass && (taken || matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper))) && self.word(1) == "of"
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn what_people_are_made_stands_behind_them() {
        assert_eq!(who("Gunmen took two farmers hostage near Goma."), ["ASSAULT gunmen > farmers"]);
        assert_eq!(who("Gunmen took a hostage negotiator near Goma."), ["ASSAULT gunmen > negotiator"]);
        assert_eq!(who("Rebels burnt down a clinic near Goma."), ["ASSAULT rebels > clinic"]);
        assert_eq!(who("Gunmen shot a general dead near Goma."), ["ASSAULT gunmen > general"]);
    }
}

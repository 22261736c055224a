//! Things: what is hit that no list knows, and what or whom someone blew himself up among. In: a mention with its doers and phrases. Out:
//! targets. Must not know: how the phrases were found.

use super::objects::is_bodily;
use super::{RoleReader, Roles};
use crate::extraction::antecedents::is_armed;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{ActorKind, EventType, Mode, Participant};

impl RoleReader<'_, '_, '_> {
    /// "burned a grain dryer", "a shell hit the bandstand": a thing that no list knows, where someone or a weapon did it.
    pub(super) fn thing_hit(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let done = !roles.means.is_empty() || roles.actors.iter().any(|a| a.kind != ActorKind::Government);
        let acts = mention.verb
            && matches!(mention.frame, Frame::Acts | Frame::Explodes)
            && (mention.tokens.len() < 4
                || self.knowledge.lexicon.trigger(mention.trigger).mode == Some(Mode::Destroy));
        if mention.kind != EventType::Assault || !acts || !done || !roles.targets.is_empty() {
            return;
        }
        let lexicon = &self.knowledge.lexicon;
        if lexicon.trigger(mention.trigger).harm.is_some() || roles.event_agent.is_some() {
            return;
        }
        let [phrase] = roles.victims[..] else { return };
        let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time && !n.pronoun) else { return };
        let word = document.word(noun.head);
        // "landed in the grounds of a hospital": the hospital was hit.
        let whole = self.prepositions(phrase, &["of"]);
        if lexicon.listed("premises", word) && !whole.is_empty() {
            self.undergo(&whole, mention, roles);
            return;
        }
        let common = document.tokens[noun.head].tag == Tag::Noun && word.len() > 3;
        let opens = document.tokens[noun.tokens.start].tag;
        let told_of = matches!(opens, Tag::Determiner | Tag::Number | Tag::Possessive);
        let arms = self.is_arms_hit(mention, word);
        // "fired on kite flyers": a bare plural, where someone armed did it.
        let plural = document.word(noun.tokens.start) != "dead"
            && word.ends_with('s')
            && !word.ends_with("ss")
            && roles.actors.iter().any(|a| is_armed(a.kind));
        if !common || !(told_of || plural || arms) || lexicon.weapon(word).is_some() && !arms || self.is_no_thing(word)
        {
            return;
        }
        let from = noun.tokens.start + usize::from(opens == Tag::Determiner);
        let quote = self.report.quote(document.span(from..noun.head + 1));
        let name = document.words(from..noun.head + 1);
        roles.targets.push(Participant {
            quote,
            name,
            id: None,
            country: None,
            kind: ActorKind::Infrastructure,
            count: None,
        });
    }

    /// What can be no thing that is hit: ideas, events, parts of the body.
    fn is_no_thing(&self, word: &str) -> bool {
        let event = || self.knowledge.lexicon.noun_triggers(word).iter().any(|(rest, _)| rest.is_empty());
        let part = matches!(
            word,
            "head" | "face" | "leg" | "legs" | "arm" | "back" | "chest" | "time" | "times" | "way" | "number"
        );
        part || is_bodily(word) || self.listed("abstract", word) || event()
    }

    /// "bombed the guns", "shot down a drone": arms that suffer it themselves.
    fn is_arms_hit(&self, mention: &Mention, word: &str) -> bool {
        let arms = matches!(
            word.strip_suffix('s').unwrap_or(word),
            "gun" | "drone" | "launcher" | "howitzer" | "cannon" | "battery" | "batterie" | "missile"
        );
        let hits = matches!(
            self.clauses.lemma(mention.phrase),
            "bomb" | "bombard" | "shell" | "strike" | "hit" | "shoot" | "down" | "destroy" | "attack" | "target"
        );
        arms && hits
    }

    /// "blew himself up outside the embassy", "in a crowd of labourers": against what, or among whom.
    pub(super) fn among_whom(&self, mention: &Mention, roles: &mut Roles) {
        self.undergo(&self.prepositions(mention.phrase, self.target_prepositions(mention)), mention, roles);
        if !roles.targets.is_empty() {
            return;
        }
        self.blown_at(mention.phrase, mention, roles);
        let amid = self.clauses.with_preposition(mention.phrase, &["in", "among", "amid", "amidst"]);
        let crowd = amid.filter(|&p| {
            let people =
                self.who(p).is_some_and(|(who, _)| matches!(who.kind, ActorKind::Civilian | ActorKind::Protester));
            roles.targets.is_empty() && people
                || matches!(self.head(p), "crowd" | "queue" | "line" | "group" | "throng" | "gathering")
        });
        if let Some(crowd) = crowd {
            self.undergo(&[crowd], mention, roles);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn things_that_no_list_knows_are_hit() {
        assert_eq!(who("Rebels burned a bandstand near Goma."), ["ASSAULT rebels > bandstand"]);
        assert_eq!(who("Rebels attacked the idea near Goma."), Vec::<String>::new());
        assert_eq!(who("A mortar round landed in the grounds of a hospital near Goma."), ["ASSAULT > hospital"]);
    }

    #[test]
    fn bare_plurals_are_hit_by_those_who_are_armed() {
        assert_eq!(who("Police fired on kite flyers near Goma."), ["ASSAULT police > kite flyers"]);
        assert_eq!(who("Police fired on Sundays near Goma."), ["ASSAULT police >"]);
    }

    #[test]
    fn against_what_and_among_whom_someone_blew_himself_up() {
        let read = who("A bomber blew himself up outside the consulate in Goma.");
        assert_eq!(read, ["ASSAULT bomber > consulate"]);
        let read = who("A bomber blew himself up in a crowd of labourers in Goma.");
        assert_eq!(read, ["ASSAULT bomber > labourers"]);
        assert_eq!(who("A bomber blew himself up in the morning in Goma."), ["ASSAULT bomber >"]);
    }
}

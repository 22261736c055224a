//! Things: what is hit that no list knows, and the people inside what is hit. In: a mention with its doers and phrases. Out: targets.
//! Must not know: how the phrases were found.

use super::{RoleReader, Roles, is_bodily};
use crate::extraction::antecedents::is_armed;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::extraction::participants::{can_act, generic_at};
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
        let common = document.tokens[noun.head].tag == Tag::Noun && word.len() > 3;
        let opens = document.tokens[noun.tokens.start].tag;
        let told_of = matches!(opens, Tag::Determiner | Tag::Number | Tag::Possessive);
        let arms = self.is_arms_hit(mention, word);
        let other = lexicon.weapon(word).is_some() && !arms
            || lexicon.listed("abstract", word)
            || lexicon.noun_triggers(word).iter().any(|(rest, _)| rest.is_empty());
        let body = is_bodily(word)
            || matches!(
                word,
                "head" | "face" | "leg" | "legs" | "arm" | "back" | "chest" | "time" | "times" | "way" | "number"
            );
        // "fired on kite flyers": a bare plural, where someone armed did it.
        let plural = document.word(noun.tokens.start) != "dead"
            && word.ends_with('s')
            && !word.ends_with("ss")
            && roles.actors.iter().any(|a| is_armed(a.kind));
        if !common || !(told_of || plural || arms) || other || body {
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

    /// "rammed a jeep into a bus": the jeep is the weapon.
    pub(super) fn driven_into(&self, mention: &Mention, object: &[usize]) -> Option<Vec<usize>> {
        let [vehicle] = object else { return None };
        let lemma = self.clauses.lemma(mention.phrase);
        let vehicle_driven = || self.who(*vehicle).is_some_and(|(who, _)| who.kind == ActorKind::Infrastructure);
        let drives = lemma == "ram" || matches!(lemma, "drive" | "plough" | "plow" | "steer") && vehicle_driven();
        let into = self.clauses.phrases.iter().skip(*vehicle + 1).take(8).find_map(|p| {
            let noun = p.noun().filter(|n| !n.time)?;
            matches!(self.clauses.document.word(noun.preposition?), "into" | "against" | "at")
                .then_some(noun.tokens.start)
        });
        into.filter(|_| drives).map(|start| self.clauses.coordinated(self.clauses.phrase_of(start)))
    }

    /// "A car packed with explosives was driven into a barracks": the subject is a vehicle.
    pub(super) fn is_driven(&self, mention: &Mention, subject: &[usize]) -> bool {
        let [vehicle] = subject else { return false };
        let drives = matches!(self.clauses.lemma(mention.phrase), "drive" | "plough" | "plow" | "steer");
        drives && self.who(*vehicle).is_some_and(|(who, _)| who.kind == ActorKind::Infrastructure)
    }

    /// "blew himself up outside the embassy", "in a crowd of labourers": against what, or among whom.
    pub(super) fn among_whom(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let word = |p: usize| self.clauses.noun(p).map_or("", |n| document.word(n.head));
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
                || matches!(word(p), "crowd" | "queue" | "line" | "group" | "throng" | "gathering")
        });
        if let Some(crowd) = crowd {
            self.undergo(&[crowd], mention, roles);
        }
    }

    /// "the 30 people killed in the raid were insurgents": who they are said to be.
    pub(super) fn told_to_be(&self, phrase: usize) -> Option<usize> {
        let reduced = self.clauses.verb(phrase + 1).is_some() && self.clauses.reduced(phrase + 1);
        let be = (phrase + 2..self.clauses.phrases.len().min(phrase + 14)).find(|&p| self.clauses.verb(p).is_some())?;
        let bare = self
            .clauses
            .verb(be)
            .is_some_and(|v| !v.negated && v.modal.is_none() && self.clauses.document.tokens[v.head].tag == Tag::Be);
        let named = *self.clauses.object(be).first().filter(|_| reduced && bare)?;
        let people = self.who(named).is_some_and(|(who, identity)| can_act(who.kind) && identity.known);
        (people && self.clauses.subject(be).contains(&phrase)).then_some(named)
    }

    /// "rocketed a tent of wedding guests", "ambushed a bus of pilgrims": those inside suffer it too.
    pub(super) fn people_inside(&self, phrases: &[usize], roles: &mut Roles) {
        let document = self.clauses.document;
        for &phrase in phrases {
            let holds = self.clauses.noun(phrase).is_some_and(|n| {
                let word = document.word(n.head);
                matches!(
                    if word.ends_with("bus") { word } else { word.trim_end_matches('s') },
                    "tent"
                        | "bus"
                        | "minibus"
                        | "truck"
                        | "lorry"
                        | "boat"
                        | "van"
                        | "train"
                        | "ferry"
                        | "convoy"
                        | "barrack"
                )
            });
            let inside = self.clauses.noun(phrase + 2).filter(|n| holds && !n.time && !n.pronoun);
            let of = inside.and_then(|n| n.preposition).is_some_and(|t| document.word(t) == "of");
            let people = inside.is_some_and(|n| {
                generic_at(document, &n.tokens, n.head, self.knowledge)
                    .is_some_and(|(kind, plural, _)| plural && can_act(kind))
            });
            if of && people {
                self.targets_from(vec![phrase + 2], roles);
            }
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
    }

    #[test]
    fn bare_plurals_are_hit_by_those_who_are_armed() {
        assert_eq!(who("Police fired on kite flyers near Goma."), ["ASSAULT police > kite flyers"]);
        assert_eq!(who("Police fired on Sundays near Goma."), ["ASSAULT police >"]);
    }

    #[test]
    fn those_inside_suffer_it_too() {
        assert_eq!(who("Rebels ambushed a bus of pilgrims near Goma."), ["ASSAULT rebels > bus, pilgrims"]);
        assert_eq!(who("Rebels ambushed a bus of the town near Goma."), ["ASSAULT rebels > bus"]);
    }
}

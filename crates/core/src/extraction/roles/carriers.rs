//! Carriers: who did what to whom, from the verb that carries a noun ("launched an attack", "the blast killed five") or ties someone to it
//! ("responsible for the attack"). In: a noun mention. Out: its roles. Must not know: the words inside the noun's phrase.

use super::{RoleReader, Roles};
use crate::extraction::document::Tag;
use crate::extraction::mentions::{Carrier, Mention, of_quantity};
use crate::knowledge::Frame;
use crate::model::{ActorKind, EventType};

impl RoleReader<'_, '_, '_> {
    /// "the rebels launched an attack", "the attack killed five", "an attack was carried out by".
    pub(super) fn through_carrier(&self, mention: &Mention, roles: &mut Roles) {
        self.as_object_of(mention, roles);
        let Some(carrier) = mention.carrier else { return };
        let subject = self.clauses.subject(carrier.verb);
        let passive = self.clauses.passive(carrier.verb);
        let own = subject.contains(&mention.phrase);
        if carrier.suffered && !passive {
            if roles.targets.is_empty() {
                self.undergo(&subject, mention, roles);
            }
        } else if carrier.done && !own {
            let joint = matches!(mention.frame, Frame::Moves | Frame::Meets | Frame::Clash);
            self.carried_out(mention, carrier.verb, subject, joint, roles);
        } else if carrier.done && passive {
            let by = self.prepositions(carrier.verb, &["by"]);
            self.carried_out(mention, carrier.verb, by, false, roles);
        } else if !passive
            && subject.contains(&of_quantity(self.clauses, mention.phrase))
            && mention.kind == EventType::Assault
        {
            self.agents(self.prepositions(carrier.verb, &["between"]), roles);
            self.struck(mention, carrier, roles);
        }
    }

    /// "launched an attack on the port": who did it, further doers where several do it jointly, and at whom it was aimed.
    fn carried_out(&self, mention: &Mention, verb: usize, doers: Vec<usize>, joint: bool, roles: &mut Roles) {
        if roles.actors.is_empty() || joint {
            self.agents(doers, roles);
        }
        if roles.targets.is_empty() {
            self.undergo(&self.prepositions(verb, &["on", "against", "at"]), mention, roles);
        }
    }

    /// "the attack killed five", "an air strike slammed into a wedding party": whom the deed as subject strikes.
    fn struck(&self, mention: &Mention, carrier: Carrier, roles: &mut Roles) {
        let lemma = self.clauses.lemma(carrier.verb);
        let harms = self.knowledge.lexicon.verb_triggers(lemma).iter().any(|(rest, _)| rest.is_empty());
        // "rocked a hotel", not "rocked the country"
        let shakes = matches!(lemma, "rock" | "shake" | "jolt" | "shatter" | "rip");
        if roles.targets.is_empty() && (harms || shakes) {
            let mut object = self.clauses.object(carrier.verb);
            let site = |p: &usize| self.who(*p).is_some_and(|(who, _)| who.kind == ActorKind::Infrastructure);
            object.retain(|p| !shakes || site(p));
            self.undergo(&object, mention, roles);
        }
        let word = self.clauses.document.word(carrier.verb_head(self.clauses));
        if roles.targets.is_empty() && (self.listed("impact", lemma) || word == "thudded") {
            let into = self.prepositions(carrier.verb, &["into", "through", "on", "onto", "upon"]);
            self.undergo(&into, mention, roles);
        }
    }

    /// "the camp was the target of an attack", "they were victims of a bombing", "was the author of the attack": what the subject was of it.
    fn as_object_of(&self, mention: &Mention, roles: &mut Roles) {
        // "the victim of Monday's bombing": the day stands between.
        let dated = mention.phrase.checked_sub(1).is_some_and(|p| self.is_time(p));
        let of = self.is_behind("of", mention.phrase);
        let before = mention.phrase.checked_sub(if dated { 3 } else { 2 }).filter(|_| of);
        let Some((before, word)) = before.map(|p| (p, self.head(p))) else { return };
        let author = matches!(word.strip_suffix('s').unwrap_or(word), "author" | "perpetrator" | "mastermind");
        if (author || word == "architect")
            && roles.actors.is_empty()
            && let Some(verb) = before.checked_sub(1).filter(|&v| self.clauses.verb(v).is_some())
        {
            self.agents(self.clauses.subject(verb), roles);
        }
        let victims = matches!(word, "victim" | "victims" | "casualty" | "casualties");
        let object = victims || matches!(word, "target" | "targets" | "object" | "objects" | "brunt");
        if !object || !roles.targets.is_empty() && !victims {
            return;
        }
        // "were the only victims of"
        let small =
            |p: &usize| matches!(self.clauses.other(*p), Some((_, Tag::Determiner | Tag::Adverb | Tag::Adjective)));
        let verb = (0..before).rev().find(|p| !small(p)).filter(|&v| self.clauses.verb(v).is_some());
        if let Some(verb) = verb {
            self.undergo(&self.clauses.subject(verb), mention, roles);
        }
    }

    /// "responsible for the attack", "behind the attack", "accused of killings", "locked in a war": the subject acts; "under siege":
    /// it suffers.
    pub(super) fn answerable(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(preposition) = self.clauses.noun(mention.phrase).and_then(|n| n.preposition) else { return };
        if preposition == 0 {
            return;
        }
        let before = document.word(preposition - 1);
        let ties = match document.word(preposition) {
            "for" => matches!(before, "responsible" | "blamed"),
            "of" => matches!(before, "accused" | "suspected"),
            // "occupied a hall in protest at the war"
            "in" if mention.kind == EventType::Protest && document.word(mention.tokens.start) == "protest" => {
                document.tokens[mention.tokens.start - 1].tag == Tag::Preposition
            }
            "behind" => document.tokens[preposition - 1].tag == Tag::Be,
            "in" => matches!(before, "locked" | "engaged" | "involved" | "embroiled" | "participated" | "part"),
            _ => false,
        };
        let verb = (0..mention.phrase).rev().find(|&p| self.clauses.verb(p).is_some());
        if document.word(preposition) == "under"
            && roles.targets.is_empty()
            && let Some(verb) = verb
        {
            self.undergo(&self.clauses.subject(verb), mention, roles);
        }
        let joint = matches!(mention.frame, Frame::Clash | Frame::Meets);
        // "its planes were not involved in the raid"
        let not = verb.and_then(|v| self.clauses.verb(v)).is_some_and(|v| v.negated);
        if let Some(verb) = verb.filter(|_| ties && !not && (roles.actors.is_empty() || joint)) {
            self.agents(self.clauses.subject(verb), roles);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn nominal_events() {
        assert_eq!(who("A raid by rebels on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels' attack on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("Rebels carried out an attack on the village."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels were involved in Monday's raid on the village."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels were not involved in Monday's raid on the village."), ["ASSAULT > village"]);
        assert_eq!(who("The army faced an assault by rebels."), ["ASSAULT rebels > army"]);
        assert_eq!(who("Soldiers were the target of an attack by rebels."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("The patrol came under fire from rebels."), ["ASSAULT rebels > patrol"]);
    }

    #[test]
    fn victims_and_authors_of_an_attack() {
        assert_eq!(who("The mayor was the victim of Monday's bombing in Goma."), ["ASSAULT > mayor"]);
        assert_eq!(who("The mayor was the author of Monday's bombing in Goma."), ["ASSAULT mayor >"]);
        assert_eq!(who("The mayor was the friend of Monday's speaker in Goma."), Vec::<String>::new());
    }

    #[test]
    fn victims_besides_the_place_that_was_hit() {
        let read = who("A cook was the only victim of Monday's mortar fire on the village.");
        assert_eq!(read, ["ASSAULT > village, cook"]);
        let read = who("A cook was the only witness of Monday's mortar fire on the village.");
        assert_eq!(read, ["ASSAULT > village"]);
    }

    #[test]
    fn one_of_several_and_capitals() {
        assert_eq!(who("One of eight explosions wrecked a hotel in Goma."), ["ASSAULT > hotel"]);
        assert_eq!(who("The London bombings went on for hours."), ["ASSAULT >"]);
        assert_eq!(who("The British bombings went on for hours."), ["ASSAULT united kingdom >"]);
    }
}

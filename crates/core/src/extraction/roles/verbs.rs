//! Around verbs: who did what to whom, where a verb tells it. In: a verb mention. Out: its roles. Must not know: how nouns take theirs, what
//! the people are.

use super::{RoleReader, Roles};
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{ActorKind, EventType, Mode, Participant};

impl RoleReader<'_, '_, '_> {
    /// Who did what to whom, from the phrases around the verb that tells it.
    pub(super) fn around_verb(&self, mention: &Mention, roles: &mut Roles) {
        let verb = mention.phrase;
        let passive = self.clauses.passive(verb);
        let subject = self.clauses.subject(verb);
        let object = self.done_to(mention);
        match mention.frame {
            Frame::Dies => self.undergo(&subject, mention, roles),
            Frame::Suffers => self.around_suffering(mention, &subject, roles),
            Frame::Explodes => self.around_explosion(mention, &subject, &object, roles),
            Frame::Clash => self.around_clash(mention, subject, &object, roles),
            Frame::Meets => {
                self.agents(subject, roles);
                self.agents(self.prepositions(verb, &["with"]), roles);
                self.targets_from(object, roles);
            }
            Frame::Acts if mention.kind == EventType::Mobilize => {
                let by = self.prepositions(verb, &["by"]);
                self.agents(if passive && !by.is_empty() { by } else { subject }, roles);
                self.targets_from(self.prepositions(verb, &["against"]), roles);
            }
            Frame::Acts if passive && self.is_fired(mention, &subject) => {
                self.around_sent(mention, &subject, &self.aimed_at(mention), roles);
            }
            Frame::Acts if passive && self.is_driven(mention, &subject) => {
                let into = self.prepositions(verb, &["into", "against", "at"]);
                self.around_sent(mention, &subject, &into, roles);
            }
            Frame::Acts | Frame::Moves | Frame::Says if passive => {
                self.undergo(&subject, mention, roles);
                self.agents(self.agents_of_passive(verb), roles);
                self.by_event(verb, roles);
            }
            Frame::Acts if self.is_headline_passive(mention, &subject, &object) => {
                self.undergo(&subject, mention, roles)
            }
            Frame::Acts | Frame::Moves | Frame::Says => self.around_deed(mention, subject, object, roles),
        }
    }

    /// "the army lost ten men to the rebels", "suffered losses from": the subject undergoes it.
    fn around_suffering(&self, mention: &Mention, subject: &[usize], roles: &mut Roles) {
        self.undergo(subject, mention, roles);
        let by = self.prepositions(mention.phrase, &["from", "by"]);
        let by = if by.is_empty() { self.prepositions(mention.phrase, &["to", "of"]) } else { by };
        self.agents(by, roles);
    }

    /// "rebels attacked the village": the subject does it to the object, or to what stands behind a preposition.
    fn around_deed(&self, mention: &Mention, subject: Vec<usize>, object: Vec<usize>, roles: &mut Roles) {
        let verb = mention.phrase;
        let device = subject.first().copied().filter(|_| mention.kind == EventType::Assault);
        self.agents(subject, roles);
        if let Some(device) = device.filter(|_| roles.mode == Some(Mode::Explosives) && !roles.means.is_empty()) {
            self.blown_at(device, mention, roles);
        }
        if device.is_some() && self.knowledge.lexicon.trigger(mention.trigger).harm.is_some() {
            self.sent_to(verb, mention, roles);
        }
        let driven = self.driven_into(mention, &object);
        if driven.is_some() && self.clauses.lemma(verb) != "ram" {
            self.devices(&object, roles);
        }
        let object = driven.unwrap_or(object);
        self.undergo(&object, mention, roles);
        if let Some(behind) = self.behind_trigger(mention).filter(|_| object.is_empty()) {
            self.undergo(&self.clauses.coordinated(behind), mention, roles);
        } else if mention.mode == Some(Mode::SuicideAttack) && roles.targets.is_empty() {
            self.among_whom(mention, roles);
        } else if object.is_empty() || mention.frame == Frame::Says {
            let aimed = self.prepositions(verb, self.target_prepositions(mention));
            self.undergo(&aimed, mention, roles);
        }
    }

    /// "soldiers and students clashed", "police fought with the crowd", "to fight the rebels".
    fn around_clash(&self, mention: &Mention, subject: Vec<usize>, object: &[usize], roles: &mut Roles) {
        let verb = mention.phrase;
        self.agents(subject, roles);
        let infinitive = self.clauses.verb(verb).is_some_and(|v| v.infinitive);
        if self.clauses.passive(verb) || infinitive {
            self.undergo(object, mention, roles)
        } else {
            self.agents(object.to_vec(), roles)
        }
        self.agents(self.prepositions(verb, &["with", "against", "between"]), roles);
    }

    /// "Candidate attacked at polling station": an official or other unarmed person before a bare "attacked" without an object suffered it.
    fn is_headline_passive(&self, mention: &Mention, subject: &[usize], object: &[usize]) -> bool {
        use ActorKind as K;
        let verb = mention.phrase;
        let bare = self.clauses.verb(verb).is_some_and(|v| v.tokens.len() == 1 && !v.gerund && !v.present);
        let attacks = matches!(self.clauses.lemma(verb), "attack" | "assault" | "ambush") && mention.tokens.len() == 1;
        let unarmed = |who: &Participant| {
            matches!(who.kind, K::Government | K::Civilian | K::Media | K::Business)
                || who.kind == K::Unknown && who.name.contains(' ') && who.name.starts_with(char::is_uppercase)
        };
        let placed = self.prepositions(verb, &["at", "in", "near", "outside"]);
        let where_it_was = placed.first().and_then(|&p| self.clauses.noun(p)).is_some_and(|n| !n.time);
        let person = subject
            .first()
            .and_then(|&s| self.who(s))
            .is_some_and(|(who, _)| unarmed(&who) && who.id.as_deref().is_none_or(|id| !id.starts_with("state-")));
        bare && attacks && object.is_empty() && where_it_was && person
    }

    /// "killed by rebels", "shot and left in the desert by rebels": the participles of one list share who did it.
    fn agents_of_passive(&self, verb: usize) -> Vec<usize> {
        let own = self.prepositions(verb, &["by"]);
        let next = verb + 2;
        let joined = matches!(self.clauses.other(verb + 1), Some((_, Tag::Conjunction)));
        let participle = self.clauses.verb(next).is_some_and(|v| v.tokens.len() == 1 && !v.gerund && !v.present);
        let shares = joined && participle && self.clauses.direct_object(next).is_none();
        if own.is_empty() && shares { self.prepositions(next, &["by"]) } else { own }
    }

    /// "hit by shelling", "killed in an attack": the event that did it.
    fn by_event(&self, verb: usize, roles: &mut Roles) {
        for noun in self.prepositions(verb, &["in", "during", "when", "by", "after", "following"]) {
            if self.names_event(noun) {
                roles.event_agent = roles.event_agent.or(Some(noun));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn a_person_attacked_somewhere_suffered_it() {
        assert_eq!(who("Candidate Mohamed Sabri attacked at polling station."), ["ASSAULT > mohamed sabri"]);
        assert_eq!(who("Rebels attacked at dawn."), ["ASSAULT rebels >"]);
    }

    #[test]
    fn participles_of_one_list_share_who_did_it() {
        let read = who("The man was shot and abandoned in the desert by rebels.");
        assert!(read.contains(&"ASSAULT rebels > man".to_owned()), "{read:?}");
        let read = who("The man was shot and the village was burned by rebels.");
        assert!(!read.contains(&"ASSAULT rebels > man".to_owned()), "{read:?}");
    }
}

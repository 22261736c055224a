//! Further off: whom a mention concerns that no phrase of its own names: at whose hands, whom fire drives apart, whom a threat would strike.
//! In: a mention with the roles read so far. Out: further actors and targets. Must not know: the words for weapons.

use super::{RoleReader, Roles};
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{EventType, Mode};

impl RoleReader<'_, '_, '_> {
    /// "the killing of farmers at the hands of the militia", "died at the hands of": whose hands they were.
    pub(super) fn at_the_hands(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let undergone = matches!(mention.kind, EventType::Assault | EventType::Coerce) && roles.actors.is_empty();
        if !undergone || mention.verb && mention.frame == Frame::Acts && !self.clauses.passive(mention.phrase) {
            return;
        }
        let hands = self
            .clauses
            .prepositional(mention.phrase)
            .into_iter()
            .find(|p| matches!(document.word(p.preposition), "at" | "in") && self.head(p.noun) == "hands");
        let Some(owner) = hands.map(|p| p.noun + 2).filter(|&p| self.is_behind("of", p)) else { return };
        // "exploded in the hands of a clerk"
        if mention.frame == Frame::Explodes {
            self.undergo(&[owner], mention, roles);
        } else {
            self.agents(self.clauses.coordinated(owner), roles);
        }
    }

    /// "opened fire to disperse the crowd": at whom those fire who want them to go.
    pub(super) fn driven_apart(&self, mention: &Mention, roles: &mut Roles) {
        let fires = matches!(mention.mode, Some(Mode::Firearms | Mode::CrowdControl)) && mention.verb;
        if !fires || !roles.targets.is_empty() {
            return;
        }
        let next = self.infinitive_behind(mention, 4);
        if let Some(act) = next.filter(|&p| matches!(self.clauses.lemma(p), "disperse" | "scatter" | "repel")) {
            self.undergo(&self.clauses.object(act), mention, roles);
        }
    }

    /// "vowed to crush the rebels": whom the threatened act would strike.
    pub(super) fn threatened(&self, mention: &Mention, roles: &mut Roles) {
        if let Some(act) = self.infinitive_behind(mention, 3) {
            self.undergo(&self.clauses.object(act), mention, roles);
        }
    }

    fn infinitive_behind(&self, mention: &Mention, reach: usize) -> Option<usize> {
        self.behind(mention.phrase, reach).find(|&p| self.clauses.verb(p).is_some_and(|v| v.infinitive))
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn at_the_hands_of_those_who_did_it() {
        assert_eq!(who("The killing of two farmers at the hands of rebels went on."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Two farmers died at the hands of rebels."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Two farmers were killed at the edge of the village."), ["ASSAULT > farmers"]);
    }

    #[test]
    fn whom_a_threat_would_strike() {
        assert_eq!(who("The colonel vowed to crush the rebels."), ["THREATEN colonel > rebels"]);
    }

    #[test]
    fn at_whom_those_fire_who_disperse() {
        assert_eq!(who("Police opened fire to disperse teachers in Goma."), ["ASSAULT police > teachers"]);
        assert_eq!(who("Police opened fire to protect teachers in Goma."), ["ASSAULT police >"]);
        assert_eq!(who("A bomb exploded in the hands of a clerk in Goma."), ["ASSAULT > clerk"]);
    }
}

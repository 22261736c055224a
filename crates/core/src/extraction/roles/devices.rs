//! Devices: what explodes, is fired, or is driven into something, who left it there, and what it strikes. In: a verb mention with its
//! subject and object. Out: roles, with the device as means. Must not know: which words name weapons.

use super::{RoleReader, Roles};
use crate::extraction::mentions::Mention;
use crate::model::ActorKind;

impl RoleReader<'_, '_, '_> {
    /// "a bomb exploded near the mosque", "rebels blew up the bridge": the subject is the device, or sets it off.
    pub(super) fn around_explosion(&self, mention: &Mention, subject: &[usize], object: &[usize], roles: &mut Roles) {
        let verb = mention.phrase;
        let passive = self.clauses.passive(verb);
        if !object.is_empty() && !passive {
            self.agents(subject.to_vec(), roles);
            self.devices(&self.set_off(object, verb), roles);
            self.undergo(object, mention, roles);
            return;
        }
        self.devices(subject, roles);
        self.left_by(subject, verb, roles);
        self.sent_to(verb, mention, roles);
        if mention.tokens.len() > 1 && !roles.means.is_empty() && !passive {
            self.undergo(&self.prepositions(verb, &["on", "into", "in", "onto", "at"]), mention, roles);
        }
        self.blown_at(verb, mention, roles);
        if passive {
            self.undergo(subject, mention, roles);
            self.agents(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "A soldier packed with explosives detonated them": a pronoun means the weapon told of last.
    fn set_off(&self, object: &[usize], verb: usize) -> Vec<usize> {
        let [one] = object else { return object.to_vec() };
        let pronoun = self.clauses.noun(*one).is_some_and(|n| n.pronoun) && matches!(self.head(*one), "it" | "them");
        let last = (0..verb).rev().find(|&p| self.is_weapon(p)).filter(|_| pronoun);
        last.map_or(object.to_vec(), |weapon| vec![weapon])
    }

    /// "its men parked the car that exploded": who left there what went off.
    fn left_by(&self, subject: &[usize], verb: usize, roles: &mut Roles) {
        let [device] = subject else { return };
        let Some(left) = device.checked_sub(1).filter(|&v| *device < verb && self.clauses.verb(v).is_some()) else {
            return;
        };
        let leaves =
            matches!(self.clauses.lemma(left), "park" | "leave" | "plant" | "place" | "hide" | "lay" | "drive" | "set")
                || self.clauses.verb(left).is_some_and(|v| self.clauses.document.word(v.head) == "parked");
        if leaves && !self.clauses.passive(left) && roles.actors.is_empty() {
            self.agents(self.clauses.subject(left), roles);
        }
    }

    /// "Rockets were fired at the airport", "A car packed with explosives was driven into a barracks": the subject is the weapon.
    pub(super) fn around_sent(&self, mention: &Mention, subject: &[usize], aimed: &[usize], roles: &mut Roles) {
        self.devices(subject, roles);
        self.undergo(aimed, mention, roles);
        self.agents(self.prepositions(mention.phrase, &["by"]), roles);
    }

    /// "Rockets were fired at the airport": the subject is what was sent off.
    pub(super) fn is_fired(&self, mention: &Mention, subject: &[usize]) -> bool {
        let sent = matches!(
            self.clauses.lemma(mention.phrase),
            "fire" | "launch" | "lob" | "throw" | "hurl" | "drop" | "shoot"
        );
        sent && subject.iter().any(|&s| self.is_weapon(s))
    }

    /// Whether the head of a phrase is a weapon.
    fn is_weapon(&self, phrase: usize) -> bool {
        self.knowledge.lexicon.weapon(self.head(phrase)).is_some()
    }

    /// At what was aimed, days aside.
    pub(super) fn aimed_at(&self, mention: &Mention) -> Vec<usize> {
        let aimed = self.prepositions(mention.phrase, self.target_prepositions(mention));
        aimed.into_iter().filter(|&p| self.clauses.noun(p).is_some_and(|n| !n.time)).collect()
    }

    /// "A car packed with explosives was driven into a barracks": the subject is a vehicle.
    pub(super) fn is_driven(&self, mention: &Mention, subject: &[usize]) -> bool {
        let [vehicle] = subject else { return false };
        self.steers(mention) && self.is_vehicle(*vehicle)
    }

    fn steers(&self, mention: &Mention) -> bool {
        matches!(self.clauses.lemma(mention.phrase), "drive" | "plough" | "plow" | "steer")
    }

    fn is_vehicle(&self, phrase: usize) -> bool {
        self.who(phrase).is_some_and(|(who, _)| who.kind == ActorKind::Infrastructure)
    }

    /// "rammed a jeep into a bus": the jeep is the weapon.
    pub(super) fn driven_into(&self, mention: &Mention, object: &[usize]) -> Option<Vec<usize>> {
        let [vehicle] = object else { return None };
        let rams = self.clauses.lemma(mention.phrase) == "ram";
        let drives = rams || self.steers(mention) && self.is_vehicle(*vehicle);
        let into = self.clauses.phrases.iter().skip(*vehicle + 1).take(8).find_map(|p| {
            let noun = p.noun().filter(|n| !n.time)?;
            matches!(self.clauses.document.word(noun.preposition?), "into" | "against" | "at")
                .then_some(noun.tokens.start)
        });
        into.filter(|_| drives).map(|start| self.clauses.coordinated(self.clauses.phrase_of(start)))
    }

    /// "hurled a firebomb into a camp": the weapon between is what was sent off.
    pub(super) fn is_sent(&self, phrase: usize) -> bool {
        let document = self.clauses.document;
        let lexicon = &self.knowledge.lexicon;
        self.clauses.noun(phrase).is_some_and(|n| {
            let two = n.head.saturating_sub(1).max(n.tokens.start)..n.head + 1;
            lexicon.weapon(document.word(n.head)).or_else(|| lexicon.weapon(&document.words(two))).is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn what_was_fired_and_at_whom() {
        assert_eq!(who("Rockets were fired at the barracks by rebels."), ["ASSAULT rebels > barracks"]);
        assert_eq!(who("Soldiers shot the bishop dead."), ["ASSAULT soldiers > bishop"]);
        assert_eq!(who("Shells landed on a bakery."), ["ASSAULT > bakery"]);
        assert_eq!(who("A plane landed on a runway."), Vec::<String>::new());
    }

    #[test]
    fn what_a_boat_carries_is_the_weapon() {
        assert_eq!(who("A dinghy full of explosives blew a hole in a ferry near Goma."), ["ASSAULT > ferry"]);
        assert_eq!(who("A dinghy full of flour blew a hole in a ferry near Goma."), Vec::<String>::new());
    }

    #[test]
    fn what_is_set_off_may_be_a_pronoun() {
        let read = who("A soldier with explosives detonated them near a shop in Goma.");
        assert!(read.iter().any(|r| r.starts_with("ASSAULT soldier")), "{read:?}");
        assert_eq!(who("A clerk with two letters set them down near Goma."), Vec::<String>::new());
    }

    #[test]
    fn arms_may_be_what_is_hit() {
        assert_eq!(who("Rebels shot down a drone near Goma."), ["ASSAULT rebels > drone"]);
        assert_eq!(who("Rebels fired a drone near Goma."), ["ASSAULT rebels >"]);
    }

    #[test]
    fn what_is_driven_full_of_explosives() {
        let read = who("A car packed with explosives was driven into a barracks in Goma.");
        assert_eq!(read, ["ASSAULT > barracks"]);
        assert_eq!(who("A car packed with flour was driven into a barracks in Goma."), Vec::<String>::new());
    }

    #[test]
    fn whoever_left_it_there() {
        assert_eq!(who("Rebels left the bomb that exploded near a shop in Goma."), ["ASSAULT rebels > shop"]);
        assert_eq!(who("Rebels saw the bomb that exploded near a shop in Goma."), ["ASSAULT > shop"]);
    }

    #[test]
    fn what_is_driven_is_the_weapon() {
        assert_eq!(who("An attacker rammed a jeep into a bus near Goma."), ["ASSAULT attacker > bus"]);
        assert_eq!(who("An attacker rammed a jeep near Goma."), ["ASSAULT attacker > jeep"]);
    }
}

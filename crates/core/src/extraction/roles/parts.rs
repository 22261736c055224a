//! Parts: who made up those harmed, where the words name them behind a whole that says little: "seven people, including five policemen". In:
//! phrases it was done to. Out: further targets. Must not know: what was done.

use super::{RoleReader, Roles};
use crate::extraction::document::Tag;
use crate::extraction::participants::{can_act, generic_at};
use crate::extraction::phrases::NounPhrase;

impl RoleReader<'_, '_, '_> {
    /// "seven people, including five policemen", "seven people: five policemen and two cooks", "seven men, all of them cooks": the part
    /// says who they were.
    pub(super) fn targets_named_within(&self, phrases: &[usize], roles: &mut Roles) {
        let document = self.clauses.document;
        for &phrase in phrases {
            let Some(noun) = self.clauses.noun(phrase).filter(|n| self.says_little(n)) else { continue };
            let last = document.sentences[document.sentence_of(noun.head)].tokens.end;
            if let Some(told) = self.told_to_be(phrase) {
                self.targets_from(self.clauses.coordinated(told), roles);
            }
            let Some(mark) = self.opens_parts(noun.tokens.end, last) else { continue };
            let part = self
                .behind(phrase, 14)
                .find(|&p| self.clauses.noun(p).is_some_and(|n| n.tokens.start >= mark && !n.time));
            if let Some(part) = part {
                self.targets_from(self.clauses.coordinated(part), roles);
            }
        }
    }

    /// "people", "47 men", "three": words that leave open who they were.
    fn says_little(&self, noun: &NounPhrase) -> bool {
        let document = self.clauses.document;
        matches!(
            document.word(noun.head),
            "people" | "persons" | "men" | "women" | "victims" | "man" | "woman" | "victim" | "person"
        ) || document.tokens[noun.head].tag == Tag::Number
    }

    /// Behind which token those are named who make up the whole that ends at `from`.
    fn opens_parts(&self, from: usize, last: usize) -> Option<usize> {
        let word = |t: usize| if t < last { self.clauses.document.word(t) } else { "" };
        let dated = |t: usize| t < last && self.clauses.document.tokens[t].tag == Tag::Time;
        let mut past = from + usize::from(word(from) == "on" && dated(from + 1));
        while dated(past) {
            past += 1;
        }
        let at = past + usize::from(word(past) == ",");
        match word(at) {
            // "the dead man, a private in the guard, was": one who is described behind the comma.
            "a" | "an" if at == from + 1 && (at..last.min(at + 10)).any(|t| word(t) == ",") => return Some(at),
            "including" => return Some(at + 1),
            "all" | "each" | "most" | "both" if at > from && word(at + 1) == "of" && word(at + 2) == "them" => {
                return Some(at + 3);
            }
            "every" if word(at + 1) == "one" && word(at + 3) == "them" => return Some(at + 4),
            _ => {}
        }
        let colon = (from..last.min(from + 14))
            .take_while(|&t| !matches!(word(t), "," | ";" | "and"))
            .find(|&t| word(t) == ":");
        colon.map(|t| t + 1)
    }

    /// "the 30 people killed in the raid were insurgents": who they are said to be.
    fn told_to_be(&self, phrase: usize) -> Option<usize> {
        let reduced = self.clauses.verb(phrase + 1).is_some() && self.clauses.reduced(phrase + 1);
        let be = self.verb_behind(phrase + 1, 13)?;
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
            let word = self.head(phrase);
            let one = if word.ends_with("bus") { word } else { word.trim_end_matches('s') };
            let holds = matches!(
                one,
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
            );
            let inside = self.clauses.noun(phrase + 2).filter(|n| holds && !n.time && !n.pronoun);
            let of = self.is_behind("of", phrase + 2);
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
    fn those_named_behind_a_whole() {
        assert_eq!(
            who("Seven people, including two nurses, were killed by gunmen."),
            ["ASSAULT gunmen > people, nurses"]
        );
        assert_eq!(who("Gunmen killed 47 men, every one of them a cook."), ["ASSAULT gunmen > men, cook"]);
        assert_eq!(
            who("Gunmen killed three people: a cook and two nurses."),
            ["ASSAULT gunmen > people, cook, nurses"]
        );
        assert_eq!(who("Gunmen killed three people, and a cook fled."), ["ASSAULT gunmen > people"]);
    }

    #[test]
    fn who_the_dead_are_said_to_be() {
        let read = who("The 30 people killed in the raid on Goma were nurses.");
        assert!(read[0].ends_with("people, nurses") || read[0].contains("nurses"), "{read:?}");
        let read = who("The 30 people killed in the raid on Goma were unarmed.");
        assert!(!read[0].contains("unarmed"), "{read:?}");
    }

    #[test]
    fn those_inside_suffer_it_too() {
        assert_eq!(who("Rebels ambushed a bus of pilgrims near Goma."), ["ASSAULT rebels > bus, pilgrims"]);
        assert_eq!(who("Rebels ambushed a bus of the town near Goma."), ["ASSAULT rebels > bus"]);
    }
}

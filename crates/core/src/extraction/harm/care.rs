//! Harm told by where people end up or what they lose: "sent nine boys to hospital", "seven are in the morgue", "cost two men their legs".

use super::people::is_limb;
use super::{HarmMention, HarmReader};
use crate::extraction::mentions::verb_trigger;
use crate::model::{EventType, HarmKind};

/// What a place where people are brought says of them.
fn ends_up(word: &str) -> Option<HarmKind> {
    Some(match word {
        "hospital" | "hospitals" | "clinic" | "hospitalised" | "hospitalized" => HarmKind::Injured,
        "morgue" | "mortuary" | "grave" | "graves" | "deaths" => HarmKind::Killed,
        _ => return None,
    })
}

impl HarmReader<'_, '_, '_> {
    pub(super) fn in_care(&self, found: &mut Vec<HarmMention>) {
        for verb in 0..self.clauses.phrases.len() {
            let Some(group) = self.clauses.verb(verb) else { continue };
            if group.negated || group.modal.is_some() || group.infinitive {
                continue;
            }
            let harmed = self
                .brought(verb)
                .or_else(|| self.cost_them(verb))
                .or_else(|| self.called_dead(verb))
                .or_else(|| self.suffered_wounds(verb));
            let Some((kind, people)) = harmed else { continue };
            for phrase in people {
                self.of_people(phrase, kind, Some(verb), false, found);
            }
        }
    }

    /// "sent nine boys to hospital", "nine boys were rushed to hospital", "are in the morgue", "are in critical condition".
    fn brought(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        let lemma = self.clauses.lemma(verb);
        let passive = self.clauses.passive(verb);
        let sends = matches!(lemma, "send" | "put" | "land" | "leave");
        let borne = matches!(
            lemma,
            "take"
                | "rush"
                | "admit"
                | "bring"
                | "fly"
                | "airlift"
                | "transport"
                | "evacuate"
                | "hospitalise"
                | "hospitalize"
        );
        let end = self.clauses.phrases[verb].tokens().end;
        let is = matches!(
            self.word(end.wrapping_sub(1)),
            "is" | "are" | "was" | "were" | "lie" | "lay" | "remain" | "remained"
        );
        let people = match () {
            () if passive && (borne || sends) => self.clauses.subject(verb),
            () if is => self.clauses.subject(verb),
            () if sends => self.clauses.object(verb),
            () => return None,
        };
        // "sent nine nurses to the hospital": to work there.
        let article = sends && !passive && !is;
        let from = if sends && !passive { self.clauses.noun(*people.last()?)?.tokens.end } else { end };
        if article && self.word(from + 1) == "the" && !matches!(self.word(from + 2), "morgue" | "mortuary" | "grave") {
            return None;
        }
        Some((self.condition(from, is || lemma == "leave")?, people))
    }

    /// What the words right behind say: "to hospital", "in the morgue", "in critical condition", "with burns".
    fn condition(&self, from: usize, state: bool) -> Option<HarmKind> {
        let preposition = self.word(from);
        if !matches!(preposition, "to" | "in" | "into" | "with") {
            return None;
        }
        let near = from + 1..self.tokens.end.min(from + 5);
        let mut words =
            near.take_while(|&t| !matches!(self.word(t), "," | ";" | "." | "and" | "after")).map(|t| self.word(t));
        words.find_map(|word| match word {
            "burns" | "injuries" | "wounds" if state && matches!(preposition, "with") => Some(HarmKind::Injured),
            "critical" | "serious" | "intensive" | "stable" if state && preposition == "in" => Some(HarmKind::Injured),
            "burns" | "injuries" => None,
            word if preposition != "with" => ends_up(word),
            _ => None,
        })
    }

    /// "The dead man was shot at a roadblock": those whom a deed was done to, called dead.
    fn called_dead(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        let deed =
            verb_trigger(self.clauses, verb, self.knowledge).map(|(id, _)| self.knowledge.lexicon.trigger(id))?;
        let undergone = deed.kind == EventType::Assault && deed.harm.is_none() && self.clauses.passive(verb);
        let people: Vec<usize> = if undergone { self.clauses.subject(verb) } else { return None };
        let dead = |&p: &usize| {
            self.clauses
                .noun(p)
                .is_some_and(|n| (n.tokens.start..n.head).any(|t| matches!(self.word(t), "dead" | "slain")))
        };
        people.first().is_some_and(dead).then_some((HarmKind::Killed, people))
    }

    /// "Eight sailors suffered shrapnel wounds", "two clerks sustained burns".
    fn suffered_wounds(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        let suffers = matches!(self.clauses.lemma(verb), "suffer" | "sustain" | "receive" | "incur");
        let object = self.clauses.object(verb).first().and_then(|&o| self.clauses.noun(o)).filter(|_| suffers)?;
        let none = matches!(self.word(object.tokens.start), "no" | "none");
        let harm = |t: usize| {
            matches!(
                self.word(t),
                "wounds"
                    | "wound"
                    | "injuries"
                    | "injury"
                    | "burns"
                    | "fractures"
                    | "cuts"
                    | "bruises"
                    | "concussion"
                    | "lacerations"
            )
        };
        // "shrapnel wounds", whose last word may look like a verb.
        let hurt = harm(object.head) || harm(object.tokens.end);
        let deadly = object.tokens.clone().any(|t| matches!(self.word(t), "fatal" | "mortal"));
        let kind = if deadly { HarmKind::Killed } else { HarmKind::Injured };
        (hurt && !none).then(|| (kind, self.clauses.subject(verb)))
    }

    /// "cost two shepherds their lives", "cost a nurse her legs".
    fn cost_them(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        if !matches!(self.clauses.lemma(verb), "cost" | "rob") || self.clauses.passive(verb) {
            return None;
        }
        let people = self.clauses.object(verb);
        let end = self.clauses.noun(*people.last()?)?.tokens.end;
        let own = (end..self.tokens.end.min(end + 2)).find(|&t| matches!(self.word(t), "their" | "his" | "her"))?;
        let lost = self.word(own + 1);
        let kind = match lost {
            "lives" | "life" => HarmKind::Killed,
            lost if is_limb(lost) => HarmKind::Injured,
            _ => return None,
        };
        Some((kind, people))
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::tolls;
    use crate::model::HarmKind::{Injured, Killed};

    #[test]
    fn where_people_end_up() {
        assert_eq!(tolls("A bomb in Lagos sent nine students to hospital on Sunday.", Injured), [(9, Some(9))]);
        assert_eq!(tolls("A bomb in Lagos sent nine students to their graves on Sunday.", Killed), [(9, Some(9))]);
        assert_eq!(tolls("A blast in Lagos sent nine students to the morgue on Sunday.", Killed), [(9, Some(9))]);
        assert_eq!(tolls("Nine nuns suffered burns when a bomb hit Lagos on Sunday.", Injured), [(9, Some(9))]);
        assert_eq!(tolls("Nine nuns suffered losses when a bomb hit Lagos on Sunday.", Injured), []);
        assert_eq!(tolls("A bomb went off in Lagos; seven students are in the morgue.", Killed), [(7, Some(7))]);
        assert_eq!(
            tolls("A bomb went off in Lagos; seven students are in critical condition.", Injured),
            [(7, Some(7))]
        );
    }

    #[test]
    fn the_dead_of_whom_it_is_told() {
        assert_eq!(tolls("The dead man was shot by soldiers in Lagos on Sunday.", Killed), [(1, Some(1))]);
        assert_eq!(tolls("The old man was shot by soldiers in Lagos on Sunday.", Killed), []);
    }

    #[test]
    fn what_they_lose() {
        assert_eq!(tolls("A mine cost two farmers their lives in Lagos on Sunday.", Killed), [(2, Some(2))]);
        assert_eq!(tolls("A mine cost two farmers their legs in Lagos on Sunday.", Injured), [(2, Some(2))]);
        assert_eq!(tolls("A mine in Lagos cost two farmers their harvest on Sunday.", Injured), []);
    }

    #[test]
    fn those_who_are_there_for_another_reason() {
        assert_eq!(tolls("A bomb in Lagos hit a ward; nine nurses are in the town.", Injured), []);
        assert_eq!(tolls("A bomb in Lagos hit a ward; the army sent nine nurses to the hospital.", Killed), []);
    }
}

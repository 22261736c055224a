//! Harm told by where people end up or what they lose: "sent nine boys to hospital", "seven are in the morgue", "cost two men their legs".

use super::people::is_limb;
use super::{HarmMention, HarmReader};
use crate::extraction::document::Tag;
use crate::extraction::mentions::verb_trigger;
use crate::extraction::participants::generic_at;
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
            if group.negated && self.clauses.lemma(verb) == "survive" && group.modal.is_none() {
                for phrase in self.clauses.subject(verb) {
                    self.of_people(phrase, HarmKind::Killed, None, false, found);
                }
            }
            if group.negated || group.modal.is_some() || group.infinitive {
                continue;
            }
            let harmed = self.brought(verb).or_else(|| self.cost_them(verb)).or_else(|| self.cost_men(verb));
            let harmed = harmed.or_else(|| self.bears_wounds(verb)).or_else(|| self.called_dead(verb));
            let harmed = harmed.or_else(|| self.suffered_wounds(verb)).or_else(|| self.slightly_hurt(verb));
            let Some((kind, people)) = harmed else { continue };
            // "escaped with wounds from an ambush": the ambush did it.
            let did = Some(verb).filter(|&v| !matches!(self.clauses.lemma(v), "escape" | "survive" | "recover"));
            for phrase in people {
                self.of_people(phrase, kind, did, false, found);
            }
        }
    }

    /// "was slightly hurt": the adverb stands between.
    fn slightly_hurt(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        let end = self.clauses.phrases[verb].tokens().end;
        let hurt = (end..end + 2).find(|&t| self.word(t) == "hurt")?;
        let adverb = self.word(hurt - 1).ends_with("ly");
        let is = matches!(self.word(hurt.wrapping_sub(2)), "was" | "were" | "is" | "are" | "been");
        (adverb && is).then(|| (HarmKind::Injured, self.clauses.subject(verb)))
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

    /// "sustained injuries", "were treated for bullet wounds", "were recovering from their wounds", "escaped with wounds".
    fn bears_wounds(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        let lemma = self.clauses.lemma(verb);
        let passive = self.clauses.passive(verb);
        let end = self.clauses.phrases[verb].tokens().end;
        let (from, people) = match lemma {
            "sustain" | "suffer" | "receive" if !passive => (end, self.clauses.subject(verb)),
            _ if self.word(end.wrapping_sub(1)) == "nursing" => (end, self.clauses.subject(verb)),
            "escape" | "survive" if self.word(end) == "with" => (end + 1, self.clauses.subject(verb)),
            "recover" if self.word(end) == "from" => (end + 1, self.clauses.subject(verb)),
            "treat" if passive && self.word(end) == "for" => (end + 1, self.clauses.subject(verb)),
            "treat" if !passive => {
                let treated = self.clauses.object(verb);
                let behind = self.clauses.noun(*treated.last()?)?.tokens.end;
                if self.word(behind) != "for" {
                    return None;
                }
                (behind + 1, treated)
            }
            _ => return None,
        };
        let near = from..self.tokens.end.min(from + 4);
        let mut words = near.take_while(|&t| !matches!(self.word(t), "," | ";" | "." | "and" | "no" | "in" | "after"));
        let hurt =
            |w: &str| matches!(w, "wounds" | "wound" | "injuries" | "injury" | "burns" | "fractures" | "bruises");
        words.any(|t| hurt(self.word(t))).then_some((HarmKind::Injured, people))
    }

    /// "The ambush cost the army six men": whom those lost who bore it.
    fn cost_men(&self, verb: usize) -> Option<(HarmKind, Vec<usize>)> {
        if self.clauses.lemma(verb) != "cost" || self.clauses.passive(verb) {
            return None;
        }
        let bearer = *self.clauses.object(verb).last()?;
        let lost = self.clauses.noun(bearer + 1).filter(|n| n.preposition.is_none() && !n.time)?;
        let kind = generic_at(self.clauses.document, &lost.tokens, lost.head, self.knowledge).map(|(kind, ..)| kind);
        let people = kind.is_some_and(crate::extraction::antecedents::is_armed) || self.word(lost.head) == "men";
        let counted = lost.tokens.clone().any(|t| self.clauses.document.tokens[t].tag == Tag::Number);
        (people && counted).then(|| (HarmKind::Killed, vec![bearer + 1]))
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
    fn those_who_bear_wounds() {
        let hurt = |words: &str| tolls(&format!("Nine clerks {words} in Lagos on Sunday after a bombing."), Injured);
        assert_eq!(hurt("were treated for bullet wounds"), [(9, Some(9))]);
        assert_eq!(hurt("sustained injuries"), [(9, Some(9))]);
        assert_eq!(hurt("were recovering from their wounds"), [(9, Some(9))]);
        assert_eq!(hurt("were recovering from their journey"), []);
        assert_eq!(hurt("suffered no injuries"), [(0, Some(0))]);
    }

    #[test]
    fn men_whom_an_army_lost() {
        assert_eq!(tolls("An ambush near Lagos on Sunday cost the army nine men.", Killed), [(9, Some(9))]);
        assert_eq!(tolls("An ambush near Lagos on Sunday cost the army nine trucks.", Killed), []);
        assert_eq!(tolls("Nine soldiers fell in an ambush near Lagos on Sunday.", Killed), [(9, Some(9))]);
        assert_eq!(tolls("Nine soldiers fell in a race near Lagos on Sunday after an ambush.", Killed), []);
    }

    #[test]
    fn those_who_are_there_for_another_reason() {
        assert_eq!(tolls("A bomb in Lagos hit a ward; nine nurses are in the town.", Injured), []);
        assert_eq!(tolls("A bomb in Lagos hit a ward; the army sent nine nurses to the hospital.", Killed), []);
    }
}

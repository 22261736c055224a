//! Doers: whom a phrase in the place of a doer names: someone, those who command the weapon or the men, both sides, or whoever speaks.
//! In: phrases. Out: actors in the roles. Must not know: which words name the event.

use super::{RoleReader, Roles};
use crate::extraction::antecedents::{is_armed, possessor};
use crate::extraction::document::Tag;
use crate::extraction::participants::{Identity, can_act, generic_at, identify, is_body, name_at};
use crate::knowledge::{ActorHit, Frame};
use crate::model::{ActorKind, EventType, Participant};
use std::ops::Range;

impl RoleReader<'_, '_, '_> {
    /// "arrested four men after they stabbed a guard", "shot the strikers as they fled": those whom the main verb was done to.
    pub(super) fn done_to_before(&self, pronoun: usize) -> Option<usize> {
        let document = self.clauses.document;
        let noun = self.clauses.noun(pronoun).filter(|n| n.pronoun && document.word(n.head) == "they")?;
        let opens = noun.head.checked_sub(1).map_or("", |t| document.word(t));
        if !matches!(opens, "after" | "as" | "when" | "while") || self.clauses.verb(pronoun + 1).is_none() {
            return None;
        }
        let main = (0..pronoun).rev().find(|&p| self.clauses.verb(p).is_some_and(|v| !v.gerund))?;
        let done = self.knowledge.lexicon.verb_triggers(self.clauses.lemma(main)).iter().any(|(rest, id)| {
            let trigger = self.knowledge.lexicon.trigger(*id);
            rest.is_empty()
                && trigger.frame == Frame::Acts
                && matches!(trigger.kind, EventType::Assault | EventType::Coerce)
        });
        let object = *self.clauses.object(main).last().filter(|_| done)?;
        let of = self.clauses.noun(object)?;
        let people = generic_at(document, &of.tokens, of.head, self.knowledge)
            .is_some_and(|(kind, plural, _)| plural && can_act(kind));
        (people || is_body(document.word(of.head))).then_some(object)
    }

    /// "We" and "I" are whoever speaks there.
    pub(super) fn speaker(&self, token: usize) -> Option<(Participant, Identity)> {
        let said = self.attributions.iter().find(|a| a.holds(token))?;
        let speaker = said.chain.last()?.clone();
        let identity = Identity {
            name: speaker.name.clone(),
            id: speaker.id.clone(),
            country: speaker.country.clone(),
            kind: speaker.kind,
            known: true,
        };
        Some((speaker, identity))
    }

    /// Adds phrases as actors: those that name someone; an event or a weapon there is remembered as such.
    pub(in super::super) fn agents(&self, phrases: Vec<usize>, roles: &mut Roles) {
        for phrase in self.without_nil(&phrases) {
            if self.names_event(phrase) {
                roles.event_agent = roles.event_agent.or(Some(phrase));
                continue;
            }
            // "a clearing operation by soldiers killed ten"
            let operation = matches!(
                self.head(phrase),
                "operation"
                    | "operations"
                    | "sweep"
                    | "action"
                    | "manhunt"
                    | "campaign"
                    | "manoeuvre"
                    | "rampage"
                    | "charge"
            );
            let by = self.clauses.with_preposition(phrase, &["by"]).filter(|&p| operation && p != phrase);
            if let Some(by) = by {
                self.agents(self.clauses.coordinated(by), roles);
                continue;
            }
            if self.both_sides(phrase, roles) || self.side_at(phrase, roles) {
                continue;
            }
            self.joined_country(phrase, roles);
            if let Some(owner) = self.commander(phrase) {
                roles.act(owner);
                continue;
            }
            let weapon = self.weapon_in(phrase, roles);
            if weapon || self.is_craft(phrase) {
                self.wielder(phrase, weapon, roles);
                continue;
            }
            if let Some((participant, identity)) = self.who(phrase)
                && can_act(identity.kind)
                && !self.is_bare_place(&identity)
            {
                roles.act(participant);
            }
        }
    }

    /// "Turkish and Greek gunboats": the country whose adjective is joined to the phrase.
    fn joined_country(&self, phrase: usize, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(before) = phrase.checked_sub(2) else { return };
        let and =
            matches!(self.clauses.other(before + 1), Some((token, Tag::Conjunction)) if document.word(token) == "and");
        let Some((token, Tag::Adjective | Tag::Proper)) = self.clauses.other(before).filter(|_| and) else { return };
        let Some(country) = self.adjective_country(&(token..token + 1)) else { return };
        roles.actors.push(self.named(token..token + 1, country));
    }

    /// "its fighters", "their planes", "his men": whoever commands them acts through them.
    fn commander(&self, phrase: usize) -> Option<Participant> {
        let document = self.clauses.document;
        let phrase = self.counted(phrase);
        let noun = self.clauses.noun(phrase)?;
        let own = matches!(document.word(noun.tokens.start), "its" | "their");
        let arms = matches!(
            document.word(noun.head),
            "fighters"
                | "forces"
                | "troops"
                | "soldiers"
                | "men"
                | "militants"
                | "units"
                | "commandos"
                | "militiamen"
                | "guerrillas"
                | "gunmen"
                | "army"
                | "military"
                | "volunteers"
        ) || self.is_craft(phrase);
        let (owner, _) = possessor(document, noun.tokens.start, self.cast).filter(|_| own && arms)?;
        let quote = self.report.quote(document.span(noun.tokens.clone()));
        let body = owner.id.is_some() || matches!(owner.kind, ActorKind::International | ActorKind::Government);
        body.then_some(Participant { quote, count: None, ..owner })
    }

    /// "Both sides", "the warring parties": the two that the report has told of so far, where it has told of two.
    fn both_sides(&self, phrase: usize, roles: &mut Roles) -> bool {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(phrase) else { return false };
        let sides = matches!(document.word(noun.head), "sides" | "parties" | "belligerents")
            && noun.tokens.clone().any(|t| matches!(document.word(t), "both" | "two" | "warring" | "rival"));
        let pair = if sides { self.cast.two_sides() } else { None };
        for side in pair.iter().flatten() {
            roles.act((*side).clone());
        }
        pair.is_some()
    }

    /// "shelling by Ukrainian positions": those who hold the positions fire from them.
    fn side_at(&self, phrase: usize, roles: &mut Roles) -> bool {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(phrase) else { return false };
        let ground = matches!(document.word(noun.head), "positions" | "lines" | "trenches" | "batteries" | "guns");
        let range = noun.tokens.start..noun.head;
        let Some(side) = self.adjective_country(&range).filter(|_| ground) else { return false };
        roles.actors.push(self.named(noun.tokens.clone(), side));
        true
    }

    /// A single name in capitals that the gazetteer knows and nothing makes a person or body.
    fn is_bare_place(&self, identity: &Identity) -> bool {
        !identity.known && !identity.name.contains(' ') && self.knowledge.places.knows(&identity.name)
    }

    /// "two of the navy's planes", "a trio of rockets": the phrase that is counted.
    pub(in super::super) fn counted(&self, phrase: usize) -> usize {
        let document = self.clauses.document;
        let number = self.clauses.noun(phrase).is_some_and(|n| document.tokens[n.head].tag == Tag::Number)
            || matches!(
                self.head(phrase),
                "one" | "trio" | "pair" | "barrage" | "volley" | "hail" | "salvo" | "series" | "dozens"
            );
        if number && self.is_behind("of", phrase + 2) { phrase + 2 } else { phrase }
    }

    /// Ships and aircraft, behind which someone acts.
    pub(super) fn is_craft(&self, phrase: usize) -> bool {
        let head = self.head(self.counted(phrase));
        let one = head.strip_suffix('s').unwrap_or(head);
        matches!(
            one,
            "plane"
                | "aircraft"
                | "airplane"
                | "warplane"
                | "jet"
                | "helicopter"
                | "ship"
                | "warship"
                | "vessel"
                | "boat"
                | "gunboat"
        )
    }

    /// "Israeli planes", "army helicopters", "rebel rockets": those whose weapon it is act; so do warplanes themselves.
    fn wielder(&self, phrase: usize, weapon: bool, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(self.counted(phrase)) else { return };
        let bare = |t: usize| matches!(document.tokens[t].tag, Tag::Determiner | Tag::Number | Tag::Possessive);
        let from = (noun.tokens.start..noun.head).find(|&t| !bare(t)).unwrap_or(noun.head);
        // "the army's own drone": the words up to the mark name whose it is.
        let owned_by = (from..noun.head).find(|&t| t > from && document.tokens[t].tag == Tag::Possessive);
        let range = from..owned_by.unwrap_or(noun.head);
        // "fighter jets" are no jets of a fighter.
        let kind =
            matches!(document.word(range.start), "fighter" | "bomber" | "attack" | "transport") && range.len() == 1;
        let owner = (!range.is_empty() && !kind)
            .then(|| {
                let own = (from + 1..range.end + 1).rev();
                own.filter_map(|end| identify(document, &(from..end), end - 1, self.knowledge)).next()
            })
            .flatten()
            .filter(|i| i.known && can_act(i.kind))
            .or_else(|| self.adjective_country(&range))
            .or_else(|| self.flown_by(phrase));
        let craft = generic_at(document, &noun.tokens, noun.head, self.knowledge)
            .map(|(_, _, words)| words)
            .filter(|_| self.is_craft(phrase));
        let owned = owner.is_some();
        let identity = match (owner, craft) {
            (Some(owner), _) if owner.kind == ActorKind::Government => Identity { kind: ActorKind::Military, ..owner },
            (Some(owner), _) => owner,
            (None, Some(words)) => Identity {
                name: document.words(words),
                id: None,
                country: None,
                kind: ActorKind::Military,
                known: true,
            },
            (None, None) => return,
        };
        // A weapon is means; only the words for its owner are the actor's. A crew acts in what it drives or flies.
        let manned = self.is_craft(phrase) || matches!(document.word(noun.head), "tank" | "tanks");
        let mut until = if weapon && owned && !manned { range.end } else { noun.head + 1 };
        while until > from + 1 && document.tokens[until - 1].tag == Tag::Possessive {
            until -= 1;
        }
        roles.act(self.named(from..until, identity));
    }

    /// "fighter jets of the Syrian armed forces": whose they are.
    fn flown_by(&self, craft: usize) -> Option<Identity> {
        let phrase = self.counted(craft);
        self.clauses.noun(phrase + 2).filter(|n| !n.time && !n.pronoun)?;
        let of = self.is_behind("of", phrase + 2);
        self.who(phrase + 2).filter(|_| of).map(|(_, identity)| identity).filter(|i| i.known && is_armed(i.kind))
    }

    /// "Israeli" alone before the mention: the country's forces.
    pub(super) fn adjective_country(&self, range: &Range<usize>) -> Option<Identity> {
        (range.start..range.end).find_map(|at| {
            let found = name_at(self.clauses.document, at, range.end, self.knowledge)?;
            match found.hit {
                ActorHit::Demonym(n) => {
                    let actor = self.knowledge.actors.get(n);
                    Some(Identity {
                        name: actor.name.to_owned(),
                        id: Some(actor.id.to_owned()),
                        country: actor.country.map(str::to_owned),
                        kind: ActorKind::Military,
                        known: true,
                    })
                }
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn they_may_be_those_it_was_done_to() {
        let read = who("Police arrested four men after they stabbed a guard.");
        assert!(read.contains(&"ASSAULT men > guard".to_owned()), "{read:?}");
        let read = who("Rebels left the town after they shelled a bridge.");
        assert!(read.contains(&"ASSAULT rebels > bridge".to_owned()), "{read:?}");
    }

    #[test]
    fn whoever_commands_acts() {
        assert_eq!(who("Hamas said its fighters had shelled a camp."), ["ASSAULT hamas > camp"]);
        assert_eq!(who("Hamas said one of its fighters had shelled a camp."), ["ASSAULT hamas > camp"]);
        assert_eq!(who("Farmers said fighters had shelled a camp."), ["ASSAULT fighters > camp"]);
    }

    #[test]
    fn crews_keep_the_name_of_what_they_drive() {
        let quotes = |text: &str| {
            let first = crate::extraction::sample::accounts(text).swap_remove(0);
            first.actors.iter().map(|a| a.quote.text().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(quotes("Government tanks flattened a clinic near Goma."), ["Government tanks"]);
        assert_eq!(quotes("Rebel rockets flattened a clinic near Goma."), ["Rebel"]);
        assert_eq!(
            who("Fighter jets of the Syrian army struck a clinic near Goma."),
            ["ASSAULT syrian arab army > clinic"]
        );
    }

    #[test]
    fn those_who_hold_the_positions_fire() {
        assert_eq!(who("The shelling of a village by Ukrainian positions went on."), ["ASSAULT ukraine > village"]);
        assert_eq!(who("The shelling of a village by hilltop positions went on."), ["ASSAULT > village"]);
    }

    #[test]
    fn a_joined_country_acts_too() {
        assert_eq!(who("Turkish and Greek gunboats shelled a port."), ["ASSAULT turkey, greece > port"]);
        assert_eq!(who("Greek gunboats shelled a port."), ["ASSAULT greece > port"]);
    }

    #[test]
    fn nobody_is_no_doer() {
        let read = who("No group said it had planted the bomb that killed three nurses.");
        assert!(read.iter().all(|r| !r.contains("group")), "{read:?}");
        let read = who("The group said it had planted the bomb that killed three nurses.");
        assert!(read.iter().any(|r| r.contains("group")), "{read:?}");
    }
}

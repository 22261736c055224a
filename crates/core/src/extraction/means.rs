//! Means: the weapons of a mention, and what they tell of who used them and what they were set against. In: phrases around a mention.
//! Out: quotes of weapons in the roles. Must not know: certainty, status.

use super::clauses::Clauses;
use super::mentions::Mention;
use super::roles::{RoleReader, Roles};
use crate::knowledge::Knowledge;
use crate::model::{ActorKind, EventType, Mode};
use std::ops::Range;

impl RoleReader<'_, '_, '_> {
    pub(super) fn devices(&self, phrases: &[usize], roles: &mut Roles) {
        for &phrase in phrases {
            self.weapon_in(phrase, roles);
        }
    }

    /// Notes the weapon a phrase names; whether it names one.
    pub(super) fn weapon_in(&self, phrase: usize, roles: &mut Roles) -> bool {
        let phrase = self.counted(phrase);
        let Some(noun) = self.clauses.noun(phrase) else { return false };
        let Some((tokens, mode)) = weapon(self.clauses, &(noun.tokens.start..noun.head + 1), true, self.knowledge)
        else {
            return self.laden(phrase, roles);
        };
        if self.names_building(noun.head) {
            return false;
        }
        roles.means.push(self.report.quote(self.clauses.document.span(tokens)));
        roles.mode = roles.mode.or(Some(mode));
        self.who_laid(phrase, roles);
        true
    }

    /// "a dinghy full of explosives", "a lorry packed with dynamite": the load is the weapon.
    fn laden(&self, phrase: usize, roles: &mut Roles) -> bool {
        let document = self.clauses.document;
        let Some(end) = self.clauses.noun(phrase).map(|n| n.tokens.end) else { return false };
        let word = |t: usize| document.tokens.get(t).map_or("", |_| document.word(t));
        let holds = word(end) == "full" && word(end + 1) == "of"
            || matches!(word(end), "packed" | "laden" | "loaded" | "filled" | "rigged" | "stuffed" | "crammed")
                && word(end + 1) == "with";
        let load = (phrase + 1..self.clauses.phrases.len().min(phrase + 4))
            .find(|&p| self.clauses.noun(p).is_some_and(|n| n.tokens.start > end + 1));
        let Some(noun) = load.filter(|_| holds).and_then(|p| self.clauses.noun(p)) else { return false };
        let Some((tokens, mode)) = weapon(self.clauses, &noun.tokens, true, self.knowledge) else { return false };
        roles.means.push(self.report.quote(document.span(tokens)));
        roles.mode = roles.mode.or(Some(mode));
        true
    }

    /// "fuel tanks" are no tanks.
    fn names_building(&self, head: usize) -> bool {
        let document = self.clauses.document;
        head > 0
            && self
                .knowledge
                .lexicon
                .agent(&document.words(head - 1..head + 1))
                .is_some_and(|(kind, _)| kind == ActorKind::Infrastructure)
    }

    /// "a booby trap left by loyalists", "a bomb planted by rebels", "rockets fired by": who laid the weapon did it.
    fn who_laid(&self, weapon: usize, roles: &mut Roles) {
        let verb = weapon + 1;
        let laid = matches!(
            self.clauses.lemma(verb),
            "leave"
                | "plant"
                | "lay"
                | "place"
                | "set"
                | "fire"
                | "throw"
                | "drop"
                | "launch"
                | "hide"
                | "hurl"
                | "send"
                | "bury"
                | "carry"
                | "detonate"
                | "explode"
                | "use"
        );
        if laid && self.clauses.passive(verb) && roles.actors.is_empty() {
            let by = self.prepositions(verb, &["by"]);
            if !by.iter().any(|&p| self.clauses.noun(p).is_none_or(|n| n.time)) {
                self.agents(by, roles);
            }
        }
    }

    /// Weapons named with the mention: inside its phrase ("rocket attack"), or behind "with" and "using".
    pub(super) fn weapons_of(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        if !matches!(mention.kind, EventType::Assault) {
            return;
        }
        if let Some(noun) = self.clauses.noun(mention.phrase) {
            let before = noun.tokens.start..mention.tokens.end;
            if let Some((tokens, mode)) = weapon(self.clauses, &before, false, self.knowledge) {
                if !roles.means.iter().any(|m| {
                    m.text() == &document.text[document.span(tokens.clone()).start..document.span(tokens.clone()).end]
                }) {
                    roles.means.push(self.report.quote(document.span(tokens)));
                }
                roles.mode = roles.mode.or(Some(mode));
            }
        }
        if mention.verb && self.handles_weapons(mention) {
            for object in self.clauses.object(mention.phrase) {
                if self
                    .clauses
                    .noun(object)
                    .is_some_and(|n| weapon(self.clauses, &(n.head..n.head + 1), true, self.knowledge).is_some())
                {
                    self.weapon_in(object, roles);
                }
            }
        }
        for noun in self.prepositions(mention.phrase, &["with"]) {
            self.weapon_in(noun, roles);
        }
        roles.targets.retain(|t| !roles.means.iter().any(|m| m.overlaps(&t.quote)));
        // "Government tanks", "US warplanes": whose weapon it is acts, in the words for its crew.
        let manned = |t: &crate::model::Participant| {
            let words = t.quote.text().to_lowercase();
            let last = words.rsplit(' ').next().unwrap_or("");
            matches!(
                last.trim_end_matches('s'),
                "tank" | "jet" | "plane" | "warplane" | "aircraft" | "helicopter" | "gunship"
            )
        };
        roles.actors.retain(|t| manned(t) || !roles.means.iter().any(|m| m.overlaps(&t.quote)));
    }

    /// "fired rockets", "planted a bomb": the object is the weapon; of "destroyed three tanks" it is the target.
    fn handles_weapons(&self, mention: &Mention) -> bool {
        mention.tokens.len() > 1
            || matches!(
                self.clauses.lemma(mention.phrase),
                "fire"
                    | "launch"
                    | "lob"
                    | "throw"
                    | "hurl"
                    | "drop"
                    | "detonate"
                    | "explode"
                    | "plant"
                    | "place"
                    | "use"
                    | "seize"
                    | "confiscate"
                    | "capture"
            )
    }

    /// "a letter bomb addressed to the consul", "a parcel bomb meant for the judge": for whom it was.
    pub(super) fn sent_to(&self, deed: usize, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let meant = |p: usize| {
            self.clauses.phrases[p].tokens().any(|t| {
                matches!(
                    document.word(t),
                    "addressed"
                        | "sent"
                        | "mailed"
                        | "posted"
                        | "destined"
                        | "meant"
                        | "intended"
                        | "aimed"
                        | "planted"
                )
            })
        };
        let bomb = |p: usize| {
            self.clauses.noun(p).is_some_and(|n| self.knowledge.lexicon.weapon(document.word(n.head)).is_some())
        };
        let Some(device) = (0..deed).find(|&p| bomb(p) && p + 1 < deed && meant(p + 1)) else { return };
        let whom = (device + 2..deed).find(|&p| {
            self.clauses.noun(p).is_some_and(|n| {
                !n.time
                    && n.preposition
                        .is_some_and(|t| matches!(document.word(t), "to" | "for" | "at" | "under" | "outside"))
            })
        });
        if let Some(whom) = whom {
            self.undergo(&[whom], mention, roles);
        }
    }

    /// "exploded outside the embassy", "a blast in front of the ministry": the building is what the bomb was set against.
    pub(super) fn blown_at(&self, phrase: usize, mention: &Mention, roles: &mut Roles) {
        let near = ["at", "outside", "inside", "under", "near", "beside", "behind", "opposite", "against"];
        let mut found = self.clauses.with_preposition(phrase, &near);
        let document = self.clauses.document;
        let front = self.clauses.with_preposition(phrase, &["in"]).filter(|&n| {
            self.clauses.noun(n).is_some_and(|n| matches!(document.word(n.head), "front" | "back" | "rear"))
        });
        if let Some(of) = front.and_then(|n| self.clauses.with_preposition(n, &["of"])) {
            found = Some(of);
        }
        // "a bomb in a tax office"
        let inside = || {
            let phrase = self.clauses.with_preposition(phrase, &["in", "on", "aboard"])?;
            let noun = self.clauses.noun(phrase)?;
            matches!(document.word(noun.tokens.start), "a" | "an" | "the").then_some(phrase)
        };
        let Some(place) = found.or_else(inside) else { return };
        let building = self.who(place).is_some_and(|(_, identity)| {
            matches!(identity.kind, ActorKind::Infrastructure | ActorKind::Business)
                || self.clauses.noun(place).is_some_and(|n| matches!(document.word(n.head), "embassy" | "consulate"))
                || identity.id.is_none()
                    && matches!(identity.kind, ActorKind::Military | ActorKind::Police | ActorKind::Government)
        });
        if building {
            self.undergo(&[place], mention, roles);
        }
    }
}

/// The weapon that a token range names: at its end where `at_end`, else anywhere.
fn weapon(
    clauses: &Clauses<'_, '_>,
    tokens: &Range<usize>,
    at_end: bool,
    knowledge: &Knowledge,
) -> Option<(Range<usize>, Mode)> {
    let document = clauses.document;
    for length in (1..=3).rev() {
        for start in tokens.start..(tokens.end + 1).saturating_sub(length) {
            let range = start..start + length;
            if at_end && range.end != tokens.end {
                continue;
            }
            if let Some(mode) = knowledge.lexicon.weapon(&document.words(range.clone())) {
                return Some((range, mode));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::{accounts, who};

    fn means(text: &str) -> Vec<String> {
        accounts(text).iter().flat_map(|a| &a.means).map(|m| m.text().to_owned()).collect()
    }

    #[test]
    fn weapons_and_who_laid_them() {
        assert_eq!(means("Rebels fired rockets at the base."), ["rockets"]);
        assert_eq!(who("A mine laid by rebels killed two farmers."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("A bomb exploded in front of the embassy."), ["ASSAULT > embassy"]);
        assert_eq!(who("A letter bomb addressed to a judge exploded in Goma."), ["ASSAULT > judge"]);
        assert_eq!(who("A bomb in a tax office killed two farmers."), ["ASSAULT > tax office, farmers"]);
        assert_eq!(who("Jets bombed a bridge near Goma."), ["ASSAULT jets > bridge"]);
    }

    #[test]
    fn what_is_hit_is_no_weapon() {
        assert_eq!(means("Rebels destroyed three tanks near Goma."), Vec::<String>::new());
        assert_eq!(means("Planes bombed the fuel tanks at Goma."), Vec::<String>::new());
    }
}

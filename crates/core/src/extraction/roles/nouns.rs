//! Around nouns: who did what to whom, where a noun tells it, from the phrases that hang on the noun or are said of it. In: a noun mention.
//! Out: its roles. Must not know: how verbs take theirs. `inside` reads the words of its own phrase, `carriers` the verb that carries it.

use super::{RoleReader, Roles};
use crate::extraction::antecedents::is_armed;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{EventType, Mode};

/// Phrases that hang on a noun, by what governs them.
struct Hanging {
    on: Vec<usize>,
    of: Vec<usize>,
    against: Vec<usize>,
}

impl RoleReader<'_, '_, '_> {
    /// Who did what to whom, from the phrases around the noun that tells it.
    pub(super) fn around_noun(&self, mention: &Mention, roles: &mut Roles) {
        let phrase = mention.phrase;
        let around = self.hanging(mention);
        self.agents(self.prepositions(phrase, &["by"]), roles);
        self.agents(self.prepositions(phrase, &["between"]), roles);
        match mention.frame {
            Frame::Clash | Frame::Meets => {
                self.agents(self.prepositions(phrase, &["with", "against"]), roles);
            }
            Frame::Says if mention.kind == EventType::Threaten && self.is_received(mention) => {
                // "The judge received death threats from the rebels."
                self.agents(self.prepositions(phrase, &["from", "by"]), roles);
                if let Some(carrier) = mention.carrier {
                    self.targets_from(self.clauses.subject(carrier.verb), roles);
                }
            }
            Frame::Says => self.undergo(&[around.on, around.against].concat(), mention, roles),
            Frame::Moves => self.agents(around.of, roles),
            _ if mention.kind == EventType::Protest => {
                self.targets_from(around.against, roles);
                self.agents(around.of, roles);
            }
            _ => self.undergone(mention, around, roles),
        }
        if mention.mode == Some(Mode::Siege) && roles.actors.is_empty() {
            self.agents(self.prepositions(phrase, &["from"]), roles);
        }
        self.led_by(mention, roles);
        self.broke_out_between(mention, roles);
        self.fire_from(mention, roles);
        self.inside_noun(mention, roles);
        self.opposed_inside(mention, roles);
        self.through_carrier(mention, roles);
        self.answerable(mention, roles);
    }

    /// The phrases that hang on the noun and may name those it was done to.
    fn hanging(&self, mention: &Mention) -> Hanging {
        let phrase = mention.phrase;
        let mut on = self.prepositions(phrase, &["on", "targeting", "upon"]);
        if on.is_empty() && mention.kind == EventType::Assault {
            on = self.prepositions(phrase, &["at"]);
        }
        on.retain(|&p| !self.is_time(p) && !self.blamed_for_it(mention));
        let laid =
            mention.carrier.is_some_and(|c| matches!(self.clauses.lemma(c.verb), "lay" | "set" | "spring" | "prepare"));
        let ambush = matches!(self.clauses.document.word(mention.tokens.end - 1), "ambush" | "ambushes");
        if on.is_empty() && laid && ambush {
            on = self.prepositions(phrase, &["for"]);
        }
        Hanging { on, of: self.prepositions(phrase, &["of"]), against: self.prepositions(phrase, &["against"]) }
    }

    /// "the attack on the port", "the bombing of Dresden": it was done to what hangs on the noun, behind "of" only where that is its object.
    fn undergone(&self, mention: &Mention, around: Hanging, roles: &mut Roles) {
        let Hanging { on, of, against } = around;
        let of_suffers = self.knowledge.lexicon.trigger(mention.trigger).harm.is_some()
            || matches!(
                mention.mode,
                Some(Mode::Abduct | Mode::Destroy | Mode::Siege | Mode::Torture | Mode::Clash | Mode::Release)
            )
            || self.of_is_object(mention)
            // "an ambush of rebels by a patrol"
            || !roles.actors.is_empty() && on.is_empty() && against.is_empty();
        self.undergo(&on, mention, roles);
        self.undergo(&against, mention, roles);
        if mention.mode == Some(Mode::Explosives) && roles.targets.is_empty() {
            self.blown_at(mention.phrase, mention, roles);
        }
        if of_suffers {
            self.undergo(&of, mention, roles);
        }
    }

    /// "put the blame for the bombing on the rebels": they were not bombed.
    fn blamed_for_it(&self, mention: &Mention) -> bool {
        let document = self.clauses.document;
        let day = mention.phrase.checked_sub(1).filter(|&p| self.is_time(p)).unwrap_or(mention.phrase);
        let lead = self.clauses.noun(day).and_then(|n| n.preposition).filter(|&t| document.word(t) == "for" && t > 0);
        let put = (0..mention.phrase)
            .rev()
            .find(|&p| self.clauses.verb(p).is_some())
            .is_some_and(|p| matches!(self.clauses.lemma(p), "put" | "lay" | "place" | "pin" | "heap"));
        put && lead.is_some_and(|t| matches!(document.word(t - 1), "blame" | "responsibility" | "guilt"))
    }

    /// "received death threats": whoever stands before the verb is threatened.
    fn is_received(&self, mention: &Mention) -> bool {
        mention.carrier.is_some_and(|c| {
            matches!(self.clauses.lemma(c.verb), "receive" | "get" | "face") && !self.clauses.passive(c.verb)
        })
    }

    /// "the bombing of Dresden", "shelling of the camp": the nouns of verbs that take objects.
    fn of_is_object(&self, mention: &Mention) -> bool {
        let word = self.clauses.document.word(mention.tokens.end - 1);
        let acts = word.strip_suffix('s').unwrap_or(word).ends_with("ing")
            && matches!(mention.frame, Frame::Acts)
            && mention.kind != EventType::Protest;
        acts || matches!(word, "bombardment" | "invasion" | "destruction" | "rescue" | "evacuation" | "release")
    }

    /// "airstrikes on the port led by the navy", "an attack launched by rebels": who is said to have made it.
    fn led_by(&self, mention: &Mention, roles: &mut Roles) {
        let verb = self.verb_behind(mention.phrase, 8);
        let made = verb.filter(|&v| self.listed("made-by", self.clauses.lemma(v)) && self.clauses.reduced(v));
        if let Some(verb) = made.filter(|_| roles.actors.is_empty()) {
            self.agents(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "the war, which broke out in May between the army and the rebels": its sides are named behind its beginning.
    fn broke_out_between(&self, mention: &Mention, roles: &mut Roles) {
        if !matches!(mention.frame, Frame::Clash | Frame::Meets) || !roles.actors.is_empty() {
            return;
        }
        let Some(verb) = self.verb_behind(mention.phrase, 5) else { return };
        let mut between = mention.phrase + 1..verb;
        let relative = |p: usize| matches!(self.clauses.other(p), Some((_, Tag::Relative)));
        let told = between.clone().all(|p| self.clauses.noun(p).is_none()) && between.any(relative);
        let word = self.clauses.verb(verb).map_or("", |v| self.clauses.document.word(v.head));
        let begins = matches!(word, "erupted" | "raged" | "flared")
            || matches!(self.clauses.lemma(verb), "break" | "begin" | "start" | "resume" | "continue" | "pit");
        if told && begins {
            self.agents(self.prepositions(verb, &["between"]), roles);
        }
    }

    /// "gunfire from the security forces": those who fight fire, a place does not.
    fn fire_from(&self, mention: &Mention, roles: &mut Roles) {
        let fires = matches!(mention.mode, Some(Mode::Firearms | Mode::HeavyWeapons));
        if !fires || mention.frame != Frame::Acts || !roles.actors.is_empty() {
            return;
        }
        let from = self.prepositions(mention.phrase, &["from"]);
        let armed = |p: &usize| self.who(*p).is_some_and(|(who, _)| is_armed(who.kind));
        if !from.is_empty() && from.iter().all(armed) {
            self.agents(from, roles);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn a_war_has_the_sides_between_which_it_broke_out() {
        let read = who("The war, which broke out in May between the army and rebels, goes on.");
        assert!(read.contains(&"ASSAULT army, rebels >".to_owned()), "{read:?}");
        let read = who("The war, which erupted in May between the military and the rebels, goes on.");
        assert!(read.contains(&"ASSAULT military, rebels >".to_owned()), "{read:?}");
        let read = who("The war, which broke out in May between two harvests, goes on.");
        assert!(read.iter().all(|r| !r.contains("harvests")), "{read:?}");
    }

    #[test]
    fn fire_comes_from_those_who_fight() {
        assert_eq!(who("The shelling from the rebels went on."), ["ASSAULT rebels >"]);
        assert_eq!(who("The shelling from the hills went on."), ["ASSAULT >"]);
    }

    #[test]
    fn an_ambush_is_laid_for_someone() {
        assert_eq!(who("Soldiers laid an ambush for rebels on Tuesday."), ["ASSAULT soldiers > rebels"]);
    }

    #[test]
    fn led_by_those_behind_it() {
        assert_eq!(who("Massacres committed by rebels went on."), ["ASSAULT rebels >"]);
        assert_eq!(who("An attack on the port led by rebels went on."), ["ASSAULT rebels > port"]);
        assert_eq!(who("An attack on the port frightened the town."), ["ASSAULT > port"]);
    }

    #[test]
    fn whom_an_ambush_of_some_by_others_strikes() {
        assert_eq!(who("An ambush of rebels by a patrol lasted an hour."), ["ASSAULT patrol > rebels"]);
        assert_eq!(who("An ambush by rebels lasted an hour."), ["ASSAULT rebels >"]);
    }
}

//! Objects: the phrases a mention is done to, without those that spell the mention itself or were spared. In: a mention and phrases near it.
//! Out: targets and victims. Must not know: who did it, how the phrases were found.

use super::{RoleReader, Roles};
use crate::extraction::clauses::Prepositional;
use crate::extraction::mentions::{Mention, same_word};
use crate::knowledge::Frame;
use crate::model::EventType;
use std::ops::Range;

impl RoleReader<'_, '_, '_> {
    /// Adds phrases as what it was done to: those that name someone as targets, all as victims; an event among them is remembered.
    pub(in crate::extraction) fn undergo(&self, phrases: &[usize], mention: &Mention, roles: &mut Roles) {
        let phrases = &self.without_nil(phrases)[..];
        roles.victims.extend(phrases);
        let events = |p: &usize| self.names_event(*p);
        let people = phrases.iter().copied().filter(|p| !events(p) && !self.is_time(*p)).collect();
        self.targets_from(people, roles);
        self.people_inside(phrases, roles);
        self.targets_named_within(phrases, roles);
        if mention.frame == Frame::Acts
            && phrases.iter().any(events)
            && roles.event_agent.is_none()
            && mention.verb
            && self.clauses.passive(mention.phrase)
        {
            roles.event_agent = phrases.iter().copied().find(events);
        }
    }

    /// Adds whom phrases name as targets.
    pub(super) fn targets_from(&self, phrases: Vec<usize>, roles: &mut Roles) {
        for phrase in phrases {
            if let Some((participant, _)) = self.who(phrase)
                && !roles.targets.iter().any(|t| t.quote == participant.quote)
            {
                roles.targets.push(participant);
            }
        }
    }

    /// What a verb's object names, without what spells the trigger itself.
    pub(super) fn done_to(&self, mention: &Mention) -> Vec<usize> {
        let mut object = self.clauses.object(mention.phrase);
        if mention.tokens.len() < 2 {
            return object;
        }
        let spelled = object.clone();
        object.retain(|&o| {
            !self.overlaps(o, &mention.tokens) || !self.spelled_by_trigger(o, mention) && !self.is_sent(o)
        });
        // "cut the throats of two farmers", "claimed the lives of ten pilgrims"
        let part = |&&o: &&usize| is_bodily(self.head(o));
        if let Some(&o) = spelled.iter().find(part).filter(|_| object.is_empty()) {
            object.extend(self.prepositions(o, &["of"]));
        }
        object
    }

    /// "set fire to three trucks": the phrase that the trigger's own last word governs.
    pub(super) fn behind_trigger(&self, mention: &Mention) -> Option<usize> {
        let last = mention.tokens.end.checked_sub(1).filter(|_| mention.tokens.len() > 1)?;
        let done = mention.frame == Frame::Acts && mention.kind != EventType::Mobilize;
        (mention.tokens.len() > 2 || done).then(|| self.clauses.governed_by(mention.phrase, last)).flatten()
    }

    /// Of "shot the imam dead" the trigger is "shoot dead": the object between is no part of it.
    fn spelled_by_trigger(&self, phrase: usize, mention: &Mention) -> bool {
        let head = self.head(phrase);
        let lemma = self.knowledge.lexicon.trigger(mention.trigger).lemma;
        lemma.split(' ').any(|word| same_word(head, word))
    }

    fn overlaps(&self, phrase: usize, tokens: &Range<usize>) -> bool {
        let own = self.clauses.phrases[phrase].tokens();
        own.start < tokens.end && tokens.start < own.end
    }

    /// "20 rebels and no soldiers": the soldiers were spared.
    pub(super) fn without_nil(&self, phrases: &[usize]) -> Vec<usize> {
        let nil = |p: &usize| {
            self.clauses.noun(*p).is_some_and(|n| {
                let word = |t: usize| self.clauses.document.word(t);
                let bound = n.tokens.len() > 2 && matches!(word(n.tokens.start + 1), "fewer" | "less" | "more");
                matches!(word(n.tokens.start), "no" | "none") && !bound
            })
        };
        phrases.iter().copied().filter(|p| !nil(p)).collect()
    }

    /// What stands before that at which such a mention is aimed.
    pub(super) fn target_prepositions(&self, mention: &Mention) -> &'static [&'static str] {
        match (mention.kind, mention.frame) {
            (EventType::Protest, _) => &["against"],
            (EventType::Aid, Frame::Acts) => &["to", "for"],
            // "supporting the government against rebels": those are not supported.
            (EventType::Aid | EventType::Support, Frame::Says) => &["to", "for", "of"],
            (EventType::Sanction, Frame::Acts) => &["on", "against", "to", "upon"],
            (_, Frame::Says) => &["on", "against", "to", "for", "of"],
            (_, Frame::Moves) => &[],
            _ => &["on", "at", "against", "into", "upon", "toward", "towards"],
        }
    }

    /// What the first of the prepositions behind a phrase governs, with all that is joined to it; days last.
    pub(in crate::extraction) fn prepositions(&self, phrase: usize, words: &[&str]) -> Vec<usize> {
        // "the strike on Tuesday on a convoy"
        let timed = |p: &Prepositional| self.is_time(p.noun);
        let all = self.clauses.prepositional(phrase);
        let mut fitting = all.iter().filter(|p| words.contains(&self.clauses.document.word(p.preposition)));
        let first = fitting.clone().next();
        fitting.find(|p| !timed(p)).or(first).map_or(Vec::new(), |p| self.clauses.coordinated(p.noun))
    }
}

/// What people lose with their lives.
pub(super) fn is_bodily(word: &str) -> bool {
    matches!(word, "throat" | "throats" | "life" | "lives")
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn whose_lives_are_lost() {
        assert_eq!(who("Rebels cut the throats of two farmers."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Gunmen claimed the lives of two farmers."), ["ASSAULT gunmen > farmers"]);
        assert_eq!(who("The clerk claimed the costs of two trips."), Vec::<String>::new());
    }

    #[test]
    fn those_spared_and_ranks_are_no_roles() {
        assert_eq!(who("Rebels killed 20 soldiers and no farmers."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("A major attack on the village lasted an hour."), ["ASSAULT > village"]);
    }
}

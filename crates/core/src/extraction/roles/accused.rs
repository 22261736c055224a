//! Whom a statement is about where it names only what they did: "criticised the NATO airstrikes", "condemned the crimes committed by
//! the army". In: a statement without a target. Out: its targets. Must not know: how the statement was found.

use super::{RoleReader, Roles};
use crate::extraction::antecedents::possessor;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::extraction::participants::{can_act, identify};
use crate::knowledge::Frame;
use crate::model::{EventType, Participant};

/// So many phrases on a deed may stand from the words that speak of it.
const REACH: usize = 6;

impl RoleReader<'_, '_, '_> {
    /// Gives a statement without a target those whose deed it speaks of.
    pub(super) fn accused(&self, mention: &Mention, roles: &mut Roles) {
        let speaks = matches!(mention.kind, EventType::Accuse | EventType::Reject | EventType::Request);
        if mention.frame != Frame::Says || !speaks || !roles.targets.is_empty() || self.clauses.passive(mention.phrase)
        {
            return;
        }
        let objects = if mention.verb { self.clauses.object(mention.phrase) } else { Vec::new() };
        let deeds = if objects.is_empty() {
            self.prepositions(mention.phrase, &["for", "of", "about", "at", "over", "against"])
        } else {
            objects
        };
        for deed in deeds {
            self.done_by(deed, roles);
        }
        roles.targets.retain(|t| !roles.actors.iter().any(|a| a.name == t.name));
        if roles.targets.is_empty() && mention.verb && mention.kind == EventType::Accuse {
            self.subject_of_content(mention, roles);
        }
    }

    /// Those who did what a phrase names.
    fn done_by(&self, deed: usize, roles: &mut Roles) {
        if let Some(event) = self.mentions.iter().find(|m| !m.verb && m.phrase == deed) {
            let mut own = Roles::default();
            self.around_noun(event, &mut own);
            roles.targets.extend(own.actors);
        } else if let Some(owner) = self.owner(deed) {
            roles.targets.push(owner);
        }
        if roles.targets.is_empty()
            && let Some(verb) = self.verb_behind(deed, 3)
            && self.clauses.reduced(verb)
        {
            self.targets_from(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "the regime's campaign", "their conduct": whose it is.
    fn owner(&self, deed: usize) -> Option<Participant> {
        let document = self.clauses.document;
        let noun = self.clauses.noun(deed)?;
        let mark = (noun.tokens.start..noun.head).rev().find(|&t| document.tokens[t].tag == Tag::Possessive)?;
        if mark == noun.tokens.start {
            return possessor(document, mark, self.cast).map(|(who, _)| who).filter(|who| can_act(who.kind));
        }
        let first = (noun.tokens.start..mark).find(|&t| document.tokens[t].tag != Tag::Determiner)?;
        let range = first..mark;
        let identity = identify(document, &range, mark - 1, self.knowledge).filter(|i| i.known && can_act(i.kind))?;
        Some(self.named(range, identity))
    }

    /// "denounced the fact that the regime supplies the rebels": who does what is denounced.
    fn subject_of_content(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let told = |&p: &usize| self.clauses.verb(p).is_some_and(|v| !v.infinitive && !v.gerund);
        let verb = self.behind(mention.phrase, REACH).find(told);
        let Some(verb) = verb.filter(|&v| !self.clauses.reduced(v)) else { return };
        let between = self.clauses.phrases[mention.phrase].tokens().end..self.clauses.phrases[verb].tokens().start;
        let opened = between.clone().any(|t| document.word(t) == "that" && document.tokens[t].tag != Tag::Relative);
        let subject = self.clauses.subject(verb);
        if opened && subject.iter().all(|&s| s > mention.phrase) {
            self.targets_from(subject, roles);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn whoever_did_it_is_accused() {
        assert_eq!(who("The union criticised the NATO airstrikes.")[0], "ACCUSE union > nato");
        assert_eq!(who("The union condemned the crimes committed by the army.")[0], "ACCUSE union > army");
        assert_eq!(who("The union condemned the army's conduct.")[0], "ACCUSE union > army");
    }

    #[test]
    fn what_no_one_did_accuses_no_one() {
        assert_eq!(who("The union condemned the violence.")[0], "ACCUSE union >");
        assert_eq!(who("The union condemned the high prices.")[0], "ACCUSE union >");
    }
}

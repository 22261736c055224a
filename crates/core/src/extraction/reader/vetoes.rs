//! Vetoes: why the words of a mention name no event, in the sense that they have here.

use super::sentence::SentencePass;
use crate::extraction::mentions::Mention;
use crate::extraction::responsibility;
use crate::extraction::roles::Roles;
use crate::extraction::scope::Stand;
use crate::extraction::senses::sense;
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// The mention in the sense that its words have here, and why the rules see no event in it, if they see none.
    pub(super) fn vetoed(&self, mention: &Mention, stand: Stand, roles: &Roles) -> (Mention, Option<&'static str>) {
        if stand.swallowed || responsibility::no_event(self.clauses, mention) {
            return (mention.clone(), Some("scope"));
        }
        let Some((kind, mode)) = sense(self.clauses, mention, roles, self.pass.knowledge) else {
            return (mention.clone(), Some("sense"));
        };
        let mention = Mention { kind, mode, ..mention.clone() };
        // "No ship was hit" denies an attack; "no soldiers were killed" is a figure.
        let harmless = self.pass.knowledge.lexicon.trigger(mention.trigger).harm.is_none();
        let denied = stand.certainty == Some(Certainty::Denied) && mention.kind == EventType::Assault && harmless;
        let veto = if !denied && self.means_nothing(&mention, roles) {
            Some("empty")
        } else {
            self.only_a_figure(&mention, stand).then_some("figure")
        };
        (mention, veto)
    }

    /// "There were no deaths", "whether there were deaths": word of the harm of an event, no event.
    fn only_a_figure(&self, mention: &Mention, stand: Stand) -> bool {
        let trigger = self.pass.knowledge.lexicon.trigger(mention.trigger);
        let noun = !mention.verb && trigger.frame == Frame::Dies;
        // "no one was killed or wounded": the zero goes to the attack told beside.
        let zero = mention.verb
            && trigger.harm.is_some()
            && mention.kind == EventType::Assault
            && stand.certainty == Some(Certainty::Denied)
            && self.harms.iter().any(|h| h.harm.figure.is_zero());
        zero || noun && matches!(stand.certainty, Some(Certainty::Denied | Certainty::Possible))
    }

    /// A statement without a speaker, a movement without anyone moving: no event.
    fn means_nothing(&self, mention: &Mention, roles: &Roles) -> bool {
        let speechless = roles.actors.is_empty() && roles.targets.is_empty();
        match mention.frame {
            Frame::Says => {
                // "Police chief accused of abuses": the only verb of a headline tells of a charge, whoever makes it.
                let charge = mention.kind == EventType::Accuse && mention.verb && self.clauses.passive(mention.phrase);
                let alone = charge
                    && !roles.targets.is_empty()
                    && (0..self.clauses.phrases.len()).filter(|&p| self.clauses.verb(p).is_some()).count() == 1;
                roles.actors.is_empty() && !alone
                    || mention.verb
                        && roles.targets.is_empty()
                        && self.clauses.object(mention.phrase).is_empty()
                        && roles.victims.is_empty()
                        && matches!(mention.kind, EventType::Accuse | EventType::Support)
            }
            Frame::Meets if mention.kind == EventType::Consult && self.goes_ahead(mention) => false,
            Frame::Moves | Frame::Meets => roles.actors.is_empty() && mention.mode != Some(Mode::Ceasefire),
            Frame::Acts if mention.verb && !self.harms.iter().any(|h| h.verb == Some(mention.phrase)) => {
                speechless && roles.event_agent.is_none() && roles.victims.is_empty() && roles.means.is_empty()
            }
            _ if mention.kind == EventType::Aid => speechless,
            _ => false,
        }
    }

    /// "Peace talks opened in the capital": told without those who talk.
    fn goes_ahead(&self, mention: &Mention) -> bool {
        let mut behind = mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 5);
        let verb = behind.find(|&p| self.clauses.verb(p).is_some());
        !mention.verb
            && verb.is_some_and(|v| {
                matches!(
                    self.clauses.lemma(v),
                    "open" | "begin" | "start" | "resume" | "take" | "hold" | "collapse" | "end"
                ) && self.clauses.subject(v).contains(&mention.phrase)
            })
    }
}

//! "They did the same to a barn in another village": a deed told by reference to the one before. In: the drafts so far and the phrases of a
//! sentence. Out: a draft like the last, with whom it was done to and where. Must not know: what else the sentence tells.

use super::sentence::SentencePass;
use crate::extraction::draft::Draft;
use crate::extraction::mentions::Mention;
use crate::extraction::roles::{RoleReader, Roles};
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// The deeds of this sentence that are told as the same as the last one before them.
    pub(super) fn same_again(&self, reader: &RoleReader<'_, '_, '_>, drafts: &mut Vec<Draft>) {
        for verb in 0..self.clauses.phrases.len() {
            let Some(to) = self.did_the_same_to(verb) else { continue };
            let deed =
                |d: &&Draft| d.account.kind == EventType::Assault && d.account.told() && d.sentence + 1 >= self.number;
            let Some(model) = drafts.iter().rev().find(deed).cloned() else { continue };
            let Some(trigger) = self.pass.knowledge.lexicon.unlisted(EventType::Assault, true) else { continue };
            let tokens = self.clauses.phrases[verb].tokens();
            let mention = Mention {
                trigger,
                kind: EventType::Assault,
                mode: model.account.mode,
                frame: Frame::Acts,
                phrase: verb,
                tokens: tokens.start..self.clauses.phrases[to].tokens().end,
                verb: true,
                carrier: None,
            };
            let mut roles = Roles::default();
            reader.agents(self.clauses.subject(verb), &mut roles);
            reader.undergo(&self.clauses.coordinated(to), &mention, &mut roles);
            if roles.targets.is_empty() {
                continue;
            }
            let span = self.document().span(mention.tokens.clone());
            let mut draft =
                Draft { anchor: span, trigger: span, same_as: None, sentence: self.number, ..model.clone() };
            draft.account.harm.clear();
            draft.account.targets = roles.targets;
            if !roles.actors.is_empty() {
                draft.account.actors = roles.actors;
            }
            draft.account.place = None;
            (draft.place_sure, draft.place_named) = (false, false);
            let behind =
                Mention { phrase: to, tokens: self.clauses.phrases[to].tokens(), verb: false, ..mention.clone() };
            self.place(&behind, &mut draft);
            self.pass.dating.own(&mention, self.clauses, &self.tokens, &mut draft);
            draft.by(Slot::Type, "mention/same_again");
            drafts.push(draft);
        }
    }

    /// To whom or what "the same" was done by a verb.
    fn did_the_same_to(&self, verb: usize) -> Option<usize> {
        let group = self.clauses.verb(verb).filter(|v| v.modal.is_none() && !v.negated && !v.infinitive)?;
        let words = self.document().words(group.tokens.end..self.tokens.end.min(group.tokens.end + 3));
        let did = matches!(self.document().word(group.head), "did" | "done" | "doing");
        let to = self.clauses.phrase_of(group.tokens.end + 3);
        (did && words == "the same to" && self.clauses.noun(to).is_some_and(|n| !n.time)).then_some(to)
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn the_same_was_done_to_others() {
        let text = "Rebels burned a farmhouse in Goma on Monday. They did the same to a barn in Bukavu.";
        assert_eq!(who(text), ["ASSAULT rebels > farmhouse", "ASSAULT rebels > barn"]);
    }

    #[test]
    fn what_was_not_done_or_done_by_no_deed() {
        let text = "Rebels burned a farmhouse in Goma on Monday. They would have done the same to a barn in Bukavu.";
        assert_eq!(who(text), ["ASSAULT rebels > farmhouse"]);
        assert_eq!(who("Clerks painted a farmhouse in Goma. They did the same to a barn."), Vec::<String>::new());
    }
}

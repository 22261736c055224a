//! Threats: "they would kill a passenger unless a bus came", said by those who would do it. In: a mention and who says so.
//! Out: whether the saying is the event. Must not know: other sentences.

use super::clauses::Clauses;
use super::mentions::Mention;
use crate::model::{ActorKind, EventType, Participant};

/// Whether a violent act still to come is voiced as a threat by the last of the chain.
pub(super) fn voiced(clauses: &Clauses<'_, '_>, mention: &Mention, chain: &[Participant]) -> bool {
    use ActorKind as K;
    let violent = matches!(mention.kind, EventType::Assault | EventType::Coerce | EventType::Mobilize);
    let partial = chain.last().is_some_and(|who| {
        !matches!(who.kind, K::International | K::Media | K::Civilian | K::Business | K::Place | K::Infrastructure)
    });
    let Some(group) = clauses.verb(mention.phrase).filter(|v| mention.verb && violent && partial && !v.negated) else {
        return false;
    };
    let document = clauses.document;
    let modal = group.modal.map_or("", |m| document.word(m));
    let passive = clauses.passive(mention.phrase);
    let state = chain.last().is_some_and(|who| matches!(who.kind, K::Government | K::Military | K::Police));
    // "warned that the army may be sent in": a state's "may" is a threat where its own forces would act.
    let own_forces = state
        && matches!(modal, "may" | "could" | "might" | "will" | "would")
        && passive
        && mention.kind == EventType::Mobilize;
    if !own_forces && (!matches!(modal, "will" | "would" | "'ll") || passive) {
        return false;
    }
    let sentence = document.sentences[document.sentence_of(group.head)].tokens.clone();
    let warned = (0..clauses.phrases.len())
        .any(|p| clauses.verb(p).is_some() && matches!(clauses.lemma(p), "warn" | "threaten" | "vow" | "swear"));
    let own = clauses.subject(mention.phrase).first().is_none_or(|&s| clauses.noun(s).is_some_and(|n| n.pronoun));
    let terms = sentence.clone().any(|t| matches!(document.word(t), "unless" | "until" | "otherwise" | "if"));
    warned || own && terms
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::stands;

    #[test]
    fn a_voiced_threat_is_the_event() {
        assert_eq!(stands("Gunmen said that they would kill a passenger unless a bus came."), ["THREATEN new stated"]);
        assert_eq!(stands("Marines will shoot at looters, the admiral warned."), ["THREATEN new stated"]);
    }

    #[test]
    fn a_forecast_is_no_threat() {
        assert_eq!(stands("The army will attack the town, a farmer said."), ["ASSAULT future intended"]);
    }
}

//! Threats: "they would kill a passenger unless a bus came", said by those who would do it. In: a mention and who says so.
//! Out: whether the saying is the event. Must not know: other sentences.

use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use crate::model::{ActorKind, EventType, Participant};

/// The rule that makes a threat of what is only threatened.
pub(super) const VOICED: &str = "threat/voiced_by_those_who_would_act";

/// Whether a violent act still to come is voiced as a threat by the last of the chain.
pub(super) fn voiced(clauses: &Clauses<'_, '_>, mention: &Mention, chain: &[Participant]) -> bool {
    use ActorKind as K;
    let violent = matches!(mention.kind, EventType::Assault | EventType::Coerce | EventType::Mobilize);
    let partial = chain.last().is_some_and(|who| {
        !matches!(who.kind, K::International | K::Media | K::Civilian | K::Business | K::Place | K::Infrastructure)
    });
    // "NATO warned that it would strike": whoever speaks of what he would do himself.
    let itself = chain.last().is_some_and(|who| who.kind == K::International)
        && clauses.subject(mention.phrase).first().is_some_and(|&s| clauses.noun(s).is_some_and(|n| n.pronoun));
    let partial = partial || itself;
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
    let subject = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s));
    let first = subject.map_or("", |n| document.word(n.tokens.start));
    let we = matches!(first, "we" | "i");
    // "Next time we shoot you"
    let now = we && group.present && clauses.object(mention.phrase).iter().any(|&o| names_you(clauses, o));
    let told = matches!(modal, "will" | "would" | "'ll" | "shall") || now;
    // "you will die", "teachers would be killed"
    let doomed = passive || mention.frame == crate::knowledge::Frame::Dies;
    let armed = chain.last().is_some_and(|who| {
        matches!(who.kind, K::Rebel | K::Militia | K::Jihadist | K::Criminal)
            || who.kind == K::Unknown && who.id.is_none() && !who.name.contains(char::is_uppercase)
    });
    if !own_forces && (!told || doomed && !(armed && matches!(first, "you" | "they"))) {
        return false;
    }
    let sentence = document.sentences[document.sentence_of(group.head)].tokens.clone();
    let warned = (0..clauses.phrases.len())
        .any(|p| clauses.verb(p).is_some() && matches!(clauses.lemma(p), "warn" | "threaten" | "vow" | "swear"));
    // "his men would kill the hostages"
    let his = subject.is_some_and(|n| matches!(document.word(n.tokens.start), "his" | "its" | "their" | "our" | "my"));
    let own = subject.is_none_or(|n| n.pronoun) || his;
    let terms = sentence.clone().any(|t| matches!(document.word(t), "unless" | "until" | "otherwise" | "if"));
    warned || own && (terms || we || armed) && !itself
}

fn names_you(clauses: &Clauses<'_, '_>, phrase: usize) -> bool {
    clauses.noun(phrase).is_some_and(|n| matches!(clauses.document.word(n.tokens.start), "you" | "your"))
}

/// "announced that it is resuming attacks", "had decided to resume attacks": what those who fight say they will take up again.
pub(super) fn takes_up_again(clauses: &Clauses<'_, '_>, mention: &Mention, chain: &[Participant]) -> bool {
    use ActorKind as K;
    let violent = mention.kind == EventType::Assault && !mention.verb;
    let fights = chain.last().is_some_and(|who| match who.kind {
        K::Rebel | K::Militia | K::Jihadist | K::Military => true,
        // "The group announced": whoever has no name may be one of these.
        K::Unknown | K::Criminal => who.id.is_none(),
        _ => false,
    });
    let Some(carrier) = mention.carrier.filter(|_| violent && fights) else { return false };
    let Some(group) = clauses.verb(carrier.verb).filter(|v| !v.negated) else { return false };
    if !matches!(clauses.lemma(carrier.verb), "resume" | "restart" | "renew" | "relaunch") {
        return false;
    }
    // "is resuming", "was resuming", said by themselves
    let under_way = group.tokens.len() > 1 && clauses.document.tokens[group.head].tag == Tag::Ing;
    let governor = (0..carrier.verb).rev().find(|&p| clauses.verb(p).is_some());
    let decided = group.infinitive
        && governor.is_some_and(|g| {
            matches!(
                clauses.lemma(g),
                "decide" | "vow" | "threaten" | "pledge" | "swear" | "plan" | "intend" | "promise"
            )
        });
    let will = group.modal.is_some_and(|m| matches!(clauses.document.word(m), "will" | "would" | "'ll"));
    under_way || decided || will
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::stands;

    #[test]
    fn a_voiced_threat_is_the_event() {
        assert_eq!(stands("Gunmen said that they would kill a passenger unless a bus came."), ["THREATEN new stated"]);
        assert_eq!(stands("Marines will shoot at looters, the admiral warned."), ["THREATEN new stated"]);
        assert_eq!(stands("NATO warned that it would strike the port."), ["THREATEN new stated"]);
        assert_eq!(stands("\"We will burn the town,\" a rebel chief told the elders."), ["THREATEN new stated"]);
        assert_eq!(stands("The rebels said they would burn the mill."), ["THREATEN new stated"]);
        let read = stands("Gunmen stopped Jean Zumbakwe in Goma. \"Next time we shoot you,\" they told him.");
        assert!(read.contains(&"THREATEN new stated".to_owned()), "{read:?}");
        assert_eq!(
            stands("A rebel chief said his men would kill the monks if the army came.")[0],
            "THREATEN new stated"
        );
    }

    #[test]
    fn attacks_that_will_be_taken_up_again() {
        let read = stands("Hamas announced that it is resuming attacks on the port.");
        assert!(read.contains(&"THREATEN new stated".to_owned()), "{read:?}");
        for text in [
            "The group announced that it is resuming attacks on bases.",
            "The militia said it was resuming its attacks on the army.",
        ] {
            let read = stands(text);
            assert!(
                read.contains(&"THREATEN new stated".to_owned()) && !read.iter().any(|r| r.starts_with("ASSAULT")),
                "{read:?}"
            );
        }
        let read = stands("A farmer said that rebels resumed attacks on the port.");
        assert!(!read.iter().any(|r| r.starts_with("THREATEN")), "{read:?}");
    }

    #[test]
    fn a_forecast_is_no_threat() {
        assert_eq!(stands("The army will attack the town, a farmer said."), ["ASSAULT future intended"]);
    }
}

//! Nouns that are led: what the verb or preposition before a noun says of whether it came about.

use super::Stand;
use super::verbs::unhindered;
use crate::extraction::clauses::Clauses;
use crate::extraction::mentions::Mention;
use crate::extraction::phrases::Phrase;
use crate::model::{Certainty, EventType, Status};

/// "called for a protest", "threat of attack", "fear of violence", "to prevent attacks".
pub(super) fn governed_noun(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    if let Some(carrier) = mention.carrier {
        carried(clauses, carrier.verb, mention, stand);
    }
    if noun.preposition.is_none() && listed_as_charge(clauses, mention.phrase) {
        stand.certainty = Some(Certainty::Suspected);
    }
    let Some(preposition) = noun.preposition else { return };
    let word = document.word(preposition);
    // "threatened the rebels with air strikes"
    let verb = (0..mention.phrase).rev().find(|&p| clauses.verb(p).is_some());
    stand.swallowed |= word == "with" && verb.is_some_and(|v| clauses.lemma(v) == "threaten");
    if word == "of" && possible_object(clauses, preposition) {
        (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
    }
    let before = clauses.phrases.iter().position(|p| p.tokens().contains(&preposition)).and_then(|p| p.checked_sub(1));
    let before_word = match before.map(|p| &clauses.phrases[p]) {
        Some(Phrase::Noun(n)) => document.word(n.head),
        Some(Phrase::Verb(v)) => document.word(v.head),
        _ => "",
    };
    led_by(before_word, word, mention, stand);
}

/// "prevent the attack", "fear an attack", "ordered airstrikes": what the verb says of the noun that it carries.
fn carried(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand) {
    if unhindered_object(clauses, verb, mention) {
        return;
    }
    match clauses.lemma(verb) {
        // "thwarted a bomb attack on the church": it did not come about; one that is repelled did.
        "foil" | "thwart" | "frustrate" | "avert" | "abort" | "preempt" | "pre-empt"
            if mention.kind == EventType::Assault && !clauses.verb(verb).is_some_and(|v| v.infinitive) =>
        {
            stand.certainty = Some(Certainty::Denied);
        }
        "stop" | "end" | "halt" | "address" if clauses.verb(verb).is_some_and(|v| v.infinitive) => {
            stand.swallowed = mention.kind == EventType::Assault;
        }
        "agree" | "propose" | "declare" | "discuss" | "demand"
            if mention.kind == EventType::Retreat && clauses.lemma(verb) != "declare" =>
        {
            stand.swallowed = true;
        }
        "prevent" | "avoid" | "avert" | "deter" | "threaten" | "urge" | "demand" | "seek" | "want" | "reject"
        | "oppose" | "ban" | "prohibit" | "support" | "call"
            if (mention.kind != EventType::Protest || clauses.lemma(verb) != "call") =>
        {
            stand.swallowed = true;
        }
        "fear" | "expect" | "predict" | "risk" => {
            (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
        }
        // "ordered airstrikes on the camp" by those who command: told as done.
        "order" if mention.kind == EventType::Assault && told_as_done(clauses, verb) => {}
        "plan" | "prepare" | "order" | "schedule" => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended))
        }
        "deny" => stand.certainty = Some(Certainty::Denied),
        _ => {}
    }
}

/// "could not stop the attack": the noun is what a verb failed to hinder.
pub(super) fn unhindered_object(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention) -> bool {
    hinders(clauses.lemma(verb)) && clauses.object(verb).contains(&mention.phrase) && unhindered(clauses, verb)
}

/// Verbs whose object does not come about if they succeed.
fn hinders(lemma: &str) -> bool {
    matches!(
        lemma,
        "prevent"
            | "stop"
            | "avert"
            | "foil"
            | "thwart"
            | "halt"
            | "block"
            | "avoid"
            | "forestall"
            | "frustrate"
            | "deter"
    )
}

/// "threat of attack", "accused of the attack", "fears of violence": what the word before the preposition says of the noun behind it.
fn led_by(before_word: &str, word: &str, mention: &Mention, stand: &mut Stand) {
    match (before_word, word) {
        (
            "threat" | "threats" | "call" | "calls" | "called" | "appeal" | "demand" | "demands" | "calling" | "end"
            | "request" | "requests" | "permission" | "slogans" | "appeals" | "agreed" | "agree" | "agreeing"
            | "proposal" | "proposals" | "halt" | "warned" | "responsibility" | "responsible",
            "of" | "for" | "to" | "against" | "on",
        ) if !before_word.starts_with("respons")
            && (!before_word.starts_with("agree") && !before_word.starts_with("propos")
                || mention.kind == EventType::Retreat) =>
        {
            stand.swallowed = true;
        }
        (
            "accused" | "suspected" | "convicted" | "acquitted" | "charged" | "charges" | "charge" | "accusations"
            | "accusation" | "allegations" | "allegation" | "suspicion",
            "of" | "with",
        ) => stand.certainty = Some(Certainty::Suspected),
        // "set for evacuation", "due for release"
        ("set" | "due" | "scheduled" | "slated", "for") => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        ("warn" | "warns" | "warning" | "warnings", "against") if mention.kind == EventType::Assault => {
            (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
        }
        ("fear" | "fears" | "risk" | "possibility" | "prospect" | "danger", "of") => {
            (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
        }
        ("plans" | "plan" | "preparations" | "preparing", "for") => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        _ => {}
    }
}

/// "a likely target of an attack", "the risk of an attack", "the chances of a clash".
fn possible_object(clauses: &Clauses<'_, '_>, preposition: usize) -> bool {
    let document = clauses.document;
    let Some(before) = clauses.phrase_of(preposition).checked_sub(1).and_then(|p| clauses.noun(p)) else {
        return false;
    };
    let mut words = before.tokens.clone().map(|t| document.word(t));
    words.any(|w| matches!(w, "likely" | "potential" | "possible" | "probable"))
        || clauses.lexicon.listed("risk", document.word(before.head))
}

/// "accused of killings, rapes and looting": the later members of the list.
fn listed_as_charge(clauses: &Clauses<'_, '_>, phrase: usize) -> bool {
    let document = clauses.document;
    let mut at = phrase;
    while let Some(before) = at.checked_sub(2).filter(|&p| clauses.noun(p).is_some()) {
        let joined = clauses.other(at - 1).is_some_and(|(token, _)| matches!(document.word(token), "," | "and" | "or"));
        if !joined {
            return false;
        }
        at = before;
        if let Some(of) = clauses.noun(at).and_then(|n| n.preposition) {
            return matches!(document.word(of), "of" | "with")
                && of > 0
                && matches!(document.word(of - 1), "accused" | "suspected" | "charged" | "convicted");
        }
    }
    false
}

/// A plain past: "ordered", "had ordered".
fn told_as_done(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    clauses.verb(verb).is_some_and(|v| !v.infinitive && !v.gerund && !v.present && v.modal.is_none() && !v.negated)
}

//! Scope: whether a mention is told as having happened, or is denied, possible, planned, asked for, or made up.

use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{Certainty, EventType, Status};
use std::ops::Range;

/// How the sentence stands to a mention; both empty where it is simply told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stand {
    pub status: Option<Status>,
    pub certainty: Option<Certainty>,
    /// No event at all: what is demanded or threatened belongs to the demand or threat.
    pub swallowed: bool,
    /// Told in a tense that sets it before the report's news.
    pub past_before: bool,
    /// Habitual or going on without a date.
    pub ongoing: bool,
}

/// Reads the scope of a mention in its sentence.
pub(super) fn stand(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    sentence: &Range<usize>,
    knowledge: &Knowledge,
) -> Stand {
    let mut stand = Stand::default();
    let carrying = match (mention.verb, mention.carrier) {
        (true, _) => Some(mention.phrase),
        (false, Some(carrier)) => Some(carrier.verb),
        (false, None) => None,
    };
    if let Some(verb) = carrying {
        by_verb(clauses, verb, mention, &mut stand);
        governed(clauses, verb, mention, &mut stand, knowledge);
    }
    if !mention.verb {
        by_determiner(clauses, mention, &mut stand);
        governed_noun(clauses, mention, &mut stand);
    }
    by_surroundings(clauses, mention, sentence, &mut stand);
    if mention.kind == EventType::Aid && mention.frame == Frame::Meets {
        // Promised aid is aid to come.
        (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
    }
    stand
}

fn is_statement(mention: &Mention) -> bool {
    matches!(mention.frame, Frame::Says)
        || matches!(mention.kind, EventType::Agree | EventType::Claim | EventType::Deny)
}

fn by_verb(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(group) = clauses.verb(verb) else { return };
    if group.negated {
        stand.certainty = Some(Certainty::Denied);
        if is_statement(mention) || mention.kind == EventType::Consult {
            stand.swallowed = true;
        }
    }
    if done_by_no_one(clauses, verb, mention) {
        stand.certainty = Some(Certainty::Denied);
        stand.swallowed |= is_statement(mention) || mention.kind == EventType::Consult;
    }
    if voiced_as_threat(clauses, verb, mention) {
        stand.swallowed = true;
    }
    if let Some(modal) = group.modal {
        let perfect = group.tokens.clone().any(|t| document.tokens[t].tag == Tag::Have);
        match document.word(modal) {
            "will" | "'ll" | "shall" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended))
            }
            "would" if perfect => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible))
            }
            "would" => (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended)),
            "should" | "must" => stand.swallowed = true,
            _ if perfect => (stand.status, stand.certainty) = (Some(Status::New), Some(Certainty::Possible)),
            "can" | "cannot" if is_statement(mention) => stand.swallowed = true,
            _ => (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible)),
        }
    }
    stand.past_before |= group.pluperfect;
    stand.ongoing |= group.present && !group.infinitive;
}

/// "nothing exploded", "neither settlers nor police fired", "detained none of the workers", "not one shell hit".
fn done_by_no_one(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention) -> bool {
    let document = clauses.document;
    let nil = |phrase: usize| {
        clauses.noun(phrase).is_some_and(|n| {
            let before = n.tokens.start.checked_sub(1).map_or("", |t| document.word(t));
            matches!(document.word(n.tokens.start), "no" | "nothing" | "nobody" | "none" | "neither")
                || matches!(before, "neither" | "no" | "none")
                || before == "not" && matches!(document.word(n.tokens.start), "one" | "a")
        })
    };
    let subject = clauses.subject(verb);
    let object = clauses.object(verb);
    // A bomb that killed nobody still went off: the object's "nobody" denies the harm only.
    let harmless =
        matches!(mention.kind, EventType::Assault) && clauses.subject(verb).first().is_some_and(|&s| !nil(s));
    subject.first().is_some_and(|&s| nil(s)) || !harmless && object.first().is_some_and(|&o| nil(o))
}

/// "warned that it would attack", "the army will strike back, he vowed": what a threat says will be done is the threat's content.
fn voiced_as_threat(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention) -> bool {
    let document = clauses.document;
    let Some(group) = clauses.verb(verb) else { return false };
    let will = group.modal.is_some_and(|m| matches!(document.word(m), "will" | "would" | "'ll"));
    if !will || mention.kind == EventType::Threaten {
        return false;
    }
    let voice = (verb.saturating_sub(6)..verb).rev().find(|&p| clauses.verb(p).is_some());
    voice.is_some_and(|p| matches!(clauses.lemma(p), "threaten" | "vow" | "swear" | "pledge" | "promise"))
}

/// What the verb before makes of an infinitive or a clause.
fn governed(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand, knowledge: &Knowledge) {
    let Some(group) = clauses.verb(verb) else { return };
    let document = clauses.document;
    if group.gerund && without(clauses, verb) {
        stand.certainty = Some(Certainty::Denied);
        // "wrecked the office without killing anybody": the figures say so; no event of its own is denied.
        stand.swallowed |=
            knowledge.lexicon.trigger(mention.trigger).harm.is_some() && mention.kind == EventType::Assault;
    }
    // "to avoid killing farmers", "considered attacking": nothing is told to have been done.
    let shunned = verb.checked_sub(1).is_some_and(|p| {
        clauses.verb(p).is_some()
            && matches!(
                clauses.lemma(p),
                "avoid" | "consider" | "contemplate" | "oppose" | "prohibit" | "discourage" | "risk"
            )
    });
    if group.gerund && shunned {
        stand.swallowed = true;
    }
    if group.gerund && accused_of(clauses, verb) {
        stand.certainty = Some(Certainty::Suspected);
    }
    stand.swallowed |= group.gerund && only_wanted(clauses, verb);
    if !group.infinitive {
        return;
    }
    if purpose_of_noun(clauses, verb) {
        stand.swallowed = true;
        return;
    }
    if let Some(plan) = planned_by_noun(clauses, verb) {
        let foiled = came_to_nothing(clauses, plan);
        stand.certainty = Some(if foiled { Certainty::Denied } else { Certainty::Intended });
        stand.status = if foiled { stand.status } else { Some(Status::Future) };
        return;
    }
    if let Some(attempt) = clauses.attempt(verb) {
        if came_to_nothing(clauses, attempt) {
            stand.certainty = Some(Certainty::Denied);
        }
        return;
    }
    let Some(governor) = (0..verb).rev().find(|&p| clauses.verb(p).is_some()) else {
        return;
    };
    let lemma = clauses.lemma(governor);
    let close = verb - governor <= 6;
    if !close {
        return;
    }
    if clauses.passive(governor) && reported(lemma, stand) {
        return;
    }
    if is_bare_be(clauses, governor) {
        let due = (clauses.phrases[governor].tokens().end..group.tokens.start).map(|t| document.word(t)).find(|w| {
            matches!(
                *w,
                "due"
                    | "set"
                    | "likely"
                    | "expected"
                    | "ready"
                    | "poised"
                    | "about"
                    | "scheduled"
                    | "able"
                    | "unable"
                    | "reluctant"
                    | "willing"
                    | "unlikely"
                    | "unwilling"
            )
        });
        match due {
            Some("able") => {}
            Some("unable" | "reluctant" | "unwilling" | "unlikely") => stand.certainty = Some(Certainty::Denied),
            Some("likely" | "willing") => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            _ => (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended)),
        }
        return;
    }
    match lemma {
        "threaten" | "vow" | "urge" | "demand" | "order" | "ask" | "call" | "appeal" | "request" | "refuse"
        | "want" | "pledge" | "promise" | "agree" | "warn" | "tell" | "press" | "seek" | "invite" | "offer"
        | "propose" | "swear" | "allow" | "advise" => stand.swallowed = true,
        "fail" | "decline" | "neglect" | "forget" if !is_negated(clauses, governor) => {
            stand.certainty = Some(Certainty::Denied);
        }
        "plan" | "intend" | "expect" | "prepare" | "schedule" | "decide" | "hope" | "aim" | "set" | "go" | "mean" => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        "try" | "attempt" if mention.kind == EventType::Assault => {}
        "help" | "begin" | "start" | "continue" | "manage" | "force" | "use" | "come" | "appear" | "seem" | "claim"
        | "be" | "have" | "go on" | "return" | "proceed" | "unite" | "join" | "combine" | "dare" | "resume"
        | "cease" | "cross" => {}
        // "moved in to crush the revolt", "set up to fight the army": a purpose is no event.
        _ => stand.swallowed = true,
    }
}

/// "the campaign to oust him", "efforts to free them": what is striven for is no event.
fn purpose_of_noun(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let noun = verb.checked_sub(1).and_then(|p| clauses.noun(p));
    noun.is_some_and(|n| clauses.lexicon.listed("striving", clauses.document.word(n.head)))
}

/// "drew up plans to bomb the hall", "their intention to march": the plan.
fn planned_by_noun(clauses: &Clauses<'_, '_>, verb: usize) -> Option<usize> {
    let near = (verb.saturating_sub(4)..verb).rev().take_while(|&p| clauses.verb(p).is_none());
    near.into_iter().find(|&p| {
        clauses.noun(p).is_some_and(|n| {
            matches!(
                clauses.document.word(n.head),
                "plan" | "plans" | "intention" | "intentions" | "scheme" | "preparations"
            )
        })
    })
}

/// "vowed to avenge the murder by burning the shops": how it would be done.
fn only_wanted(clauses: &Clauses<'_, '_>, gerund: usize) -> bool {
    let by = clauses.phrases[gerund].tokens().start.checked_sub(1).is_some_and(|t| clauses.document.word(t) == "by");
    let before = (0..gerund).rev().find(|&p| clauses.verb(p).is_some());
    let end = before.filter(|&p| by && clauses.verb(p).is_some_and(|v| v.infinitive));
    end.and_then(|e| (0..e).rev().find(|&p| clauses.verb(p).is_some())).is_some_and(|p| {
        matches!(
            clauses.lemma(p),
            "vow" | "threaten" | "swear" | "pledge" | "promise" | "plan" | "want" | "hope" | "seek"
        )
    })
}

/// "a failed attempt", "their bid failed", "the plot was foiled".
fn came_to_nothing(clauses: &Clauses<'_, '_>, attempt: usize) -> bool {
    let document = clauses.document;
    let Some(noun) = clauses.noun(attempt) else { return false };
    let told_before = noun.tokens.clone().any(|t| {
        matches!(document.word(t), "failed" | "foiled" | "thwarted" | "abortive" | "unsuccessful" | "botched")
    });
    let verb = (0..clauses.phrases.len()).find(|&p| {
        let subject = clauses.verb(p).is_some_and(|v| !v.infinitive) && clauses.subject(p).contains(&attempt);
        let object = clauses.object(p).contains(&attempt);
        subject && matches!(clauses.lemma(p), "fail" | "collapse")
            || (object || subject && clauses.passive(p))
                && matches!(
                    clauses.lemma(p),
                    "foil" | "thwart" | "stop" | "prevent" | "block" | "repel" | "repulse" | "defeat"
                )
    });
    told_before || verb.is_some()
}

/// "are believed to have shot", "is said to have fled": how surely, by the verb.
fn reported(lemma: &str, stand: &mut Stand) -> bool {
    let certainty = match lemma {
        "believe" | "suspect" | "think" | "allege" | "presume" | "assume" => Certainty::Suspected,
        "say" | "report" => Certainty::Attributed,
        "know" => return true,
        _ => return false,
    };
    stand.certainty = stand.certainty.or(Some(certainty));
    true
}

/// A form of "be" alone: "are to meet", "is due to leave".
fn is_bare_be(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    clauses.verb(verb).is_some_and(|v| clauses.document.tokens[v.head].tag == Tag::Be)
}

/// "without arresting anyone", "instead of attacking", "stopped short of declaring", "refrained from firing".
fn without(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let document = clauses.document;
    let start = clauses.phrases[verb].tokens().start;
    let word = |back: usize| start.checked_sub(back).map_or("", |t| document.word(t));
    match word(1) {
        "without" => true,
        "of" if word(2) == "out" => (0..verb).rev().find(|&p| clauses.verb(p).is_some()).is_some_and(|p| {
            matches!(clauses.lemma(p), "talk" | "argue" | "reason" | "frighten" | "scare" | "shame" | "bribe" | "bluff")
        }),
        "of" => matches!(word(2), "instead" | "short"),
        "from" => (0..verb).rev().find(|&p| clauses.verb(p).is_some()).is_some_and(|p| {
            matches!(
                clauses.lemma(p),
                "refrain"
                    | "prevent"
                    | "stop"
                    | "keep"
                    | "deter"
                    | "bar"
                    | "abstain"
                    | "desist"
                    | "dissuade"
                    | "discourage"
                    | "restrain"
                    | "save"
                    | "spare"
            )
        }),
        _ => false,
    }
}

/// "accused of killing", "suspected of planting", "blamed for attacking".
fn accused_of(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let document = clauses.document;
    let start = clauses.phrases[verb].tokens().start;
    let preposition = start.checked_sub(1).is_some_and(|t| matches!(document.word(t), "of" | "for" | "with"));
    let accuser = (0..verb).rev().find(|&p| clauses.verb(p).is_some_and(|v| !v.gerund));
    preposition
        && accuser
            .is_some_and(|p| matches!(clauses.lemma(p), "accuse" | "suspect" | "blame" | "charge" | "indict" | "try"))
}

/// "did not fail to attack" denies nothing.
fn is_negated(clauses: &Clauses<'_, '_>, governor: usize) -> bool {
    clauses.verb(governor).is_some_and(|v| v.negated)
}

fn by_determiner(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    for t in noun.tokens.start..mention.tokens.start {
        match document.word(t) {
            "no" => stand.certainty = Some(Certainty::Denied),
            "any" if stand.certainty == Some(Certainty::Denied) => {}
            "any" | "further" | "future" | "possible" | "potential" | "imminent" => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            "planned" | "upcoming" | "proposed" | "expected" | "threatened" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
            }
            "alleged" | "suspected" | "apparent" => stand.certainty = stand.certainty.or(Some(Certainty::Suspected)),
            "attempted" | "foiled" => {}
            "frequent" | "regular" | "repeated" | "incessant" | "daily" | "nightly" => {
                stand.status = stand.status.or(Some(Status::Aggregate));
            }
            "recent" | "previous" | "earlier" | "past" | "similar" | "last" | "former" => stand.past_before = true,
            _ => {}
        }
    }
}

/// A plain past: "ordered", "had ordered".
fn told_as_done(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    clauses.verb(verb).is_some_and(|v| !v.infinitive && !v.gerund && !v.present && v.modal.is_none() && !v.negated)
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

/// "called for a protest", "threat of attack", "fear of violence", "to prevent attacks".
fn governed_noun(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    if let Some(carrier) = mention.carrier {
        match clauses.lemma(carrier.verb) {
            "stop" | "end" | "halt" | "address" if clauses.verb(carrier.verb).is_some_and(|v| v.infinitive) => {
                stand.swallowed = mention.kind == EventType::Assault;
            }
            "agree" | "propose" | "declare" | "discuss" | "demand"
                if mention.kind == EventType::Retreat && clauses.lemma(carrier.verb) != "declare" =>
            {
                stand.swallowed = true;
            }
            "prevent" | "avoid" | "avert" | "deter" | "threaten" | "urge" | "demand" | "seek" | "want" | "reject"
            | "oppose" | "ban" | "prohibit" | "support" | "call"
                if (mention.kind != EventType::Protest || clauses.lemma(carrier.verb) != "call") =>
            {
                stand.swallowed = true;
            }
            "fear" | "expect" | "predict" | "risk" => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            // "ordered airstrikes on the camp" by those who command: told as done.
            "order" if mention.kind == EventType::Assault && told_as_done(clauses, carrier.verb) => {}
            "plan" | "prepare" | "order" | "schedule" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended))
            }
            "deny" => stand.certainty = Some(Certainty::Denied),
            _ => {}
        }
    }
    if noun.preposition.is_none() && listed_as_charge(clauses, mention.phrase) {
        stand.certainty = Some(Certainty::Suspected);
    }
    let Some(preposition) = noun.preposition else { return };
    let word = document.word(preposition);
    if word == "of" && possible_object(clauses, preposition) {
        (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
    }
    let before = clauses.phrases.iter().position(|p| p.tokens().contains(&preposition)).and_then(|p| p.checked_sub(1));
    let before_word = match before.map(|p| &clauses.phrases[p]) {
        Some(super::phrases::Phrase::Noun(n)) => document.word(n.head),
        Some(super::phrases::Phrase::Verb(v)) => document.word(v.head),
        _ => "",
    };
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

/// "in case the port is attacked", "in the event of an attack", "in case of".
fn in_case(document: &super::document::Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let before = |back: isize| document.word_in(sentence, at as isize - back);
    match document.word(at) {
        "case" => before(1) == "in",
        _ => before(1) == "the" && before(2) == "in",
    }
}

/// "marking ten years since militiamen burned", "to remember the miners whom", "on the anniversary of", "a museum to those killed":
/// told as remembered.
fn commemorated(clauses: &Clauses<'_, '_>, mention: &Mention, sentence: &Range<usize>) -> bool {
    let document = clauses.document;
    let act = matches!(mention.kind, EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Retreat);
    let at = mention.tokens.start;
    let back = at.saturating_sub(18).max(sentence.start)..at;
    let span = |t: usize| matches!(document.word(t), "years" | "months" | "decades" | "year" | "decade");
    let mut cues = back.clone().filter(|&t| match document.word(t) {
        "anniversary" | "centenary" | "commemorate" | "commemorated" | "commemorating" | "commemorates"
        | "commemoration" | "memorial" | "remembered" | "remember" | "remembering" | "remembrance" | "monument" => true,
        "since" | "after" => t > back.start && span(t - 1) && document.tokens[t - 1].tag != Tag::Adjective,
        "museum" | "plaque" | "statue" => matches!(document.word(t + 1), "to" | "for"),
        _ => false,
    });
    act && mention.carrier.is_none_or(|c| !c.done) && cues.any(|t| t + 1 < at)
}

/// "if", questions, "unverified reports".
fn by_surroundings(clauses: &Clauses<'_, '_>, mention: &Mention, sentence: &Range<usize>, stand: &mut Stand) {
    let document = clauses.document;
    let at = mention.tokens.start;
    let back = at.saturating_sub(12).max(sentence.start);
    let mut crossed = false;
    for t in (back..at).rev() {
        match document.word(t) {
            "," | ";" => crossed = true,
            "if" | "unless" | "lest" | "provided" | "suppose" if !crossed => {
                stand.swallowed |= matches!(mention.kind, EventType::Accuse | EventType::Request | EventType::Support);
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            "case" | "event"
                if !crossed
                    && matches!(document.word_in(sentence, t as isize - 1), "in" | "the")
                    && in_case(document, sentence, t) =>
            {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            // "gave them until Friday before they start killing hostages"
            "before" | "until" if !crossed && still_to_come(clauses, t, at) => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible))
            }
            "whether" if !crossed => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible))
            }
            "unverified" | "unconfirmed" => stand.certainty = stand.certainty.or(Some(Certainty::Unverified)),
            "allegedly" | "suspected" | "alleged" if at - t <= 3 => {
                stand.certainty = stand.certainty.or(Some(Certainty::Suspected))
            }
            _ => {}
        }
    }
    if super::refuted::refuted(document, clauses.lexicon, at, sentence) {
        stand.certainty = Some(Certainty::Denied);
    }
    if document.word(sentence.start) == "not" && document.word_in(sentence, sentence.start as isize + 1) == "since" {
        // "Not since 2007 have police fired": what is told lies as far back.
        stand.status = stand.status.or(Some(Status::Background));
    }
    if commemorated(clauses, mention, sentence) {
        stand.status = stand.status.or(Some(Status::Background));
    }
    let last = document.word(sentence.end - 1);
    let quoted_last = document.word_in(sentence, sentence.end as isize - 2);
    if last == "?" || quoted_last == "?" {
        (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
    }
}

/// Whether a verb in the present stands between a "before" and the mention, or heads it.
fn still_to_come(clauses: &Clauses<'_, '_>, from: usize, at: usize) -> bool {
    let told = |p: usize| clauses.verb(p).filter(|v| v.tokens.start > from && v.tokens.start <= at);
    let first = (0..clauses.phrases.len()).find_map(told);
    let governed = clauses.noun(clauses.phrase_of(from + 1)).is_some_and(|n| n.preposition == Some(from));
    !governed && first.is_some_and(|v| v.present && !v.infinitive && !v.perfect)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::stands;

    #[test]
    fn what_did_not_or_may_not_have_happened() {
        assert_eq!(stands("There was no attack on the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("Neither soldiers nor police attacked the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels failed to attack the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("Not one soldier attacked the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels might attack the village."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("If rebels attack the village, the farmers will leave."), ["ASSAULT hypothetical possible"]);
        assert_eq!(
            stands("In case the village is attacked, the farmers keep a boat."),
            ["ASSAULT hypothetical possible"]
        );
        assert_eq!(stands("Did rebels attack the village?"), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("The village is a likely target of an attack."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("Rebels are believed to have attacked the village on Tuesday."), ["ASSAULT new suspected"]);
        assert_eq!(stands("The ministers are due to meet in Goma."), ["CONSULT future intended"]);
        assert_eq!(stands("The rebels drew up plans to attack the village."), ["ASSAULT future intended"]);
        assert_eq!(stands("The rebels were talked out of attacking the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("They wait until rebels attack the village."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("They fled before rebels attacked the village on Tuesday."), ["ASSAULT new stated"]);
        assert_eq!(stands("Not since 2007 have rebels attacked the village."), ["ASSAULT background stated"]);
    }

    #[test]
    fn what_happens_again_and_again_is_a_sum() {
        assert_eq!(stands("Rebels launch frequent attacks on the capital."), ["ASSAULT aggregate stated"]);
        assert_eq!(stands("Rebels launched fresh attacks on the capital on Tuesday."), ["ASSAULT new stated"]);
    }

    #[test]
    fn what_is_only_wanted_is_no_event() {
        assert_eq!(stands("The colonel ordered his men to burn the village."), Vec::<String>::new());
        assert!(
            !stands("Cadres vowed to avenge the priest by burning nine shops.")
                .iter()
                .any(|s| s.starts_with("ASSAULT"))
        );
        assert_eq!(stands("The police cleared the square without arresting the students."), ["COERCE new denied"]);
    }

    #[test]
    fn what_is_simply_told() {
        assert_eq!(stands("In March rebels attacked the village."), ["ASSAULT background stated"]);
        assert_eq!(stands("Rebels attacked the village on Tuesday."), ["ASSAULT new stated"]);
        assert_eq!(stands("Rebels continued to attack the village on Tuesday."), ["ASSAULT new stated"]);
    }

    #[test]
    fn attempts_that_came_to_nothing() {
        assert_eq!(stands("An attempt by rebels to storm the prison failed on Tuesday."), ["ASSAULT new denied"]);
        assert_eq!(stands("Accused of killings and looting, the rebels fled.").len(), 3);
    }

    #[test]
    fn what_is_only_remembered() {
        assert_eq!(stands("Widows mourned ten years after rebels burned the village."), ["ASSAULT background stated"]);
        assert_eq!(stands("Widows mourned hours after rebels burned the village."), ["ASSAULT new stated"]);
    }
}

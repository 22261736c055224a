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

/// What the verb before makes of an infinitive or a clause.
fn governed(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand, _knowledge: &Knowledge) {
    let Some(group) = clauses.verb(verb) else { return };
    if group.gerund && accused_of(clauses, verb) {
        stand.certainty = Some(Certainty::Suspected);
    }
    if !group.infinitive {
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
    match lemma {
        "threaten" | "vow" | "urge" | "demand" | "order" | "ask" | "call" | "appeal" | "request" | "refuse"
        | "want" | "pledge" | "promise" | "agree" | "warn" | "tell" | "press" | "seek" | "invite" | "offer"
        | "propose" | "swear" | "allow" | "advise" => stand.swallowed = true,
        "fail" | "decline" => stand.certainty = Some(Certainty::Denied),
        "plan" | "intend" | "expect" | "prepare" | "schedule" | "decide" | "hope" | "aim" | "set" | "go" | "mean" => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        "try" | "attempt" if mention.kind == EventType::Assault => {}
        "help" | "begin" | "start" | "continue" | "manage" | "force" | "use" | "come" | "appear" | "seem" | "claim"
        | "be" | "have" => {}
        _ if mention.kind == EventType::Assault => stand.status = stand.status.or(None),
        _ => stand.swallowed = true,
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

fn by_determiner(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    for t in noun.tokens.start..mention.tokens.start {
        match document.word(t) {
            "no" => stand.certainty = Some(Certainty::Denied),
            "any" | "further" | "future" | "possible" | "potential" | "imminent" => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            "planned" | "upcoming" | "proposed" | "expected" | "threatened" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
            }
            "alleged" | "suspected" | "apparent" => stand.certainty = stand.certainty.or(Some(Certainty::Suspected)),
            "attempted" | "foiled" => {}
            "recent" | "previous" | "earlier" | "past" | "similar" | "last" | "former" => stand.past_before = true,
            _ => {}
        }
    }
}

/// "called for a protest", "threat of attack", "fear of violence", "to prevent attacks".
fn governed_noun(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    if let Some(carrier) = mention.carrier {
        match clauses.lemma(carrier.verb) {
            "prevent" | "avoid" | "avert" | "deter" | "threaten" | "urge" | "demand" | "seek" | "want" | "reject"
            | "oppose" | "ban" | "prohibit" | "support" | "call"
                if (mention.kind != EventType::Protest || clauses.lemma(carrier.verb) != "call") =>
            {
                stand.swallowed = true;
            }
            "fear" | "expect" | "predict" | "risk" => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
            }
            "plan" | "prepare" | "order" | "schedule" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended))
            }
            "deny" => stand.certainty = Some(Certainty::Denied),
            _ => {}
        }
    }
    let Some(preposition) = noun.preposition else { return };
    let word = document.word(preposition);
    let before = clauses.phrases.iter().position(|p| p.tokens().contains(&preposition)).and_then(|p| p.checked_sub(1));
    let before_word = match before.map(|p| &clauses.phrases[p]) {
        Some(super::phrases::Phrase::Noun(n)) => document.word(n.head),
        Some(super::phrases::Phrase::Verb(v)) => document.word(v.head),
        _ => "",
    };
    match (before_word, word) {
        (
            "threat" | "threats" | "call" | "calls" | "called" | "appeal" | "demand" | "demands" | "calling" | "end"
            | "halt" | "warned" | "responsibility" | "responsible",
            "of" | "for" | "to" | "against",
        ) if !before_word.starts_with("respons") => {
            stand.swallowed = true;
        }
        ("accused" | "suspected" | "convicted" | "acquitted" | "charged", "of" | "with") => {
            stand.certainty = Some(Certainty::Suspected)
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

/// "if", questions, "unverified reports".
fn by_surroundings(clauses: &Clauses<'_, '_>, mention: &Mention, sentence: &Range<usize>, stand: &mut Stand) {
    let document = clauses.document;
    let at = mention.tokens.start;
    let back = at.saturating_sub(12).max(sentence.start);
    let mut crossed = false;
    for t in (back..at).rev() {
        match document.word(t) {
            "," | ";" => crossed = true,
            "if" | "unless" if !crossed => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
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
    let last = document.word(sentence.end - 1);
    let quoted_last = document.word_in(sentence, sentence.end as isize - 2);
    if last == "?" || quoted_last == "?" {
        (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
    }
}

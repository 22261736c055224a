//! Verbs that lead: what the words before a verb say of whether it was done.

use super::Stand;
use crate::extraction::clauses::Clauses;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::knowledge::Knowledge;
use crate::model::{Certainty, EventType, Status};

/// What the verb before makes of a gerund, an infinitive or a clause.
pub(super) fn governed(
    clauses: &Clauses<'_, '_>,
    verb: usize,
    mention: &Mention,
    stand: &mut Stand,
    knowledge: &Knowledge,
) {
    let Some(group) = clauses.verb(verb) else { return };
    if group.gerund {
        gerund(clauses, verb, mention, stand, knowledge);
    }
    if group.infinitive {
        infinitive(clauses, verb, mention, stand);
    }
}

/// "without killing", "avoid killing", "accused of killing", "called for ending".
fn gerund(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand, knowledge: &Knowledge) {
    if without(clauses, verb) {
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
    if accused_of(clauses, verb) {
        stand.certainty = Some(Certainty::Suspected);
    }
    stand.swallowed |= shunned || only_wanted(clauses, verb);
}

/// "planned to attack", "failed to attack", "an attempt to attack", "is due to attack".
fn infinitive(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand) {
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
        let only_hatched = clauses
            .noun(attempt)
            .is_some_and(|n| matches!(clauses.document.word(n.head), "plot" | "plots" | "conspiracy" | "conspiracies"));
        if came_to_nothing(clauses, attempt) {
            stand.certainty = Some(Certainty::Denied);
        } else if only_hatched {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        return;
    }
    let governor = (0..verb).rev().find(|&p| clauses.verb(p).is_some()).filter(|governor| verb - governor <= 6);
    let Some(governor) = governor else { return };
    if clauses.passive(governor) && reported(clauses.lemma(governor), stand) {
        return;
    }
    if is_bare_be(clauses, governor) {
        due(clauses, governor, verb, stand);
    } else {
        led_by(clauses, governor, mention, stand);
    }
}

/// "is due to", "was unable to", "are likely to".
fn due(clauses: &Clauses<'_, '_>, governor: usize, verb: usize, stand: &mut Stand) {
    const DUE: [&str; 14] = [
        "due",
        "set",
        "likely",
        "expected",
        "ready",
        "poised",
        "about",
        "scheduled",
        "able",
        "unable",
        "reluctant",
        "willing",
        "unlikely",
        "unwilling",
    ];
    let between = clauses.phrases[governor].tokens().end..clauses.phrases[verb].tokens().start;
    match between.map(|t| clauses.document.word(t)).find(|word| DUE.contains(word)) {
        Some("able") => {}
        Some("unable" | "reluctant" | "unwilling" | "unlikely") => stand.certainty = Some(Certainty::Denied),
        Some("likely" | "willing") => {
            (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
        }
        _ => (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended)),
    }
}

/// "threatened to", "failed to", "plans to", "began to": what the verb says of the infinitive that it leads.
fn led_by(clauses: &Clauses<'_, '_>, governor: usize, mention: &Mention, stand: &mut Stand) {
    match clauses.lemma(governor) {
        "try" | "attempt" | "seek" | "struggle" if in_vain(clauses, governor) => {
            stand.certainty = Some(Certainty::Denied);
        }
        "threaten" | "vow" | "urge" | "demand" | "order" | "ask" | "call" | "appeal" | "request" | "refuse"
        | "want" | "pledge" | "promise" | "agree" | "warn" | "tell" | "press" | "seek" | "invite" | "offer"
        | "propose" | "swear" | "allow" | "advise" => stand.swallowed = true,
        "fail" | "decline" | "neglect" | "forget" if !is_negated(clauses, governor) => {
            stand.certainty = Some(Certainty::Denied);
        }
        "plan" | "intend" | "expect" | "prepare" | "schedule" | "decide" | "hope" | "aim" | "set" | "go" | "mean"
        | "plot" | "conspire" | "scheme" | "collude" | "connive" => {
            (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended));
        }
        "try" | "attempt" if mention.kind == EventType::Assault => {}
        // "turned out to protest": they did.
        "turn" | "gather" | "assemble" | "flock" | "pour" | "rally" if mention.kind == EventType::Protest => {}
        "help" | "begin" | "start" | "continue" | "manage" | "force" | "use" | "come" | "appear" | "seem" | "claim"
        | "be" | "have" | "go on" | "return" | "proceed" | "unite" | "join" | "combine" | "dare" | "resume"
        | "cease" | "cross" => {}
        // "moved in to crush the revolt", "set up to fight the army": a purpose is no event.
        _ => stand.swallowed = true,
    }
}

/// "tried in vain to", "tried unsuccessfully to", "had vainly sought to".
fn in_vain(clauses: &Clauses<'_, '_>, governor: usize) -> bool {
    let document = clauses.document;
    let tokens = clauses.phrases[governor].tokens();
    let near = tokens.start.saturating_sub(1)..(tokens.end + 2).min(document.tokens.len());
    near.clone().any(|t| matches!(document.word(t), "vain" | "vainly" | "unsuccessfully" | "fruitlessly"))
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
    // "said it would respond by shelling the town"
    if by && before.and_then(|p| clauses.verb(p)).is_some_and(|v| v.modal.is_some() && !v.passive) {
        return true;
    }
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
        matches!(
            document.word(t),
            "failed" | "foiled" | "thwarted" | "abortive" | "unsuccessful" | "botched" | "bungled" | "aborted" | "vain"
        )
    });
    let verb = (0..clauses.phrases.len()).find(|&p| {
        let subject = clauses.verb(p).is_some_and(|v| !v.infinitive) && clauses.subject(p).contains(&attempt);
        let object = clauses.object(p).contains(&attempt);
        subject && matches!(clauses.lemma(p), "fail" | "collapse" | "founder" | "fizzle" | "misfire")
            || (object || subject && clauses.passive(p)) && clauses.lexicon.listed("undoes", clauses.lemma(p))
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
        // "talked out of marching on the palace and breaking down its gates": both are left undone.
        "and" | "or" => (verb.saturating_sub(12)..verb)
            .rev()
            .find(|&p| clauses.verb(p).is_some())
            .is_some_and(|p| clauses.verb(p).is_some_and(|v| v.gerund) && without(clauses, p)),
        "without" => true,
        "of" if word(2) == "out" => (0..verb).rev().find(|&p| clauses.verb(p).is_some()).is_some_and(|p| {
            matches!(clauses.lemma(p), "talk" | "argue" | "reason" | "frighten" | "scare" | "shame" | "bribe" | "bluff")
        }),
        "of" => matches!(word(2), "instead" | "short"),
        "from" => (0..verb).rev().find(|&p| clauses.verb(p).is_some()).is_some_and(|p| {
            !unhindered(clauses, p)
                && matches!(
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

/// "failed to prevent", "could not stop", "were powerless to halt": what should have been hindered came about.
pub(super) fn unhindered(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let Some(group) = clauses.verb(verb) else { return false };
    if group.negated {
        return true;
    }
    let Some(governor) = (0..verb).rev().find(|&p| clauses.verb(p).is_some()).filter(|_| group.infinitive) else {
        return false;
    };
    let between = clauses.phrases[governor].tokens().start..group.tokens.start;
    let powerless = between.clone().any(|t| {
        matches!(clauses.document.word(t), "unable" | "powerless" | "helpless" | "late" | "little" | "nothing")
    });
    let tried_in_vain = matches!(clauses.lemma(governor), "try" | "seek" | "struggle") && in_vain(clauses, governor);
    let fails = matches!(clauses.lemma(governor), "fail" | "neglect") && !is_negated(clauses, governor);
    fails || tried_in_vain || powerless && group.tokens.start < between.start + 6
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

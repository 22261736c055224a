//! Scope: whether a mention is told as having happened, or is denied, possible, planned, asked for, or made up.

mod nouns;
mod verbs;

use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{Certainty, EventType, Status};
use nouns::governed_noun;
use std::ops::Range;
use verbs::governed;

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
        if let Some(first) = clauses.shares_auxiliaries(verb) {
            by_verb(clauses, first, mention, &mut stand);
            governed(clauses, first, mention, &mut stand, knowledge);
        }
        // "failed to prevent the bombing": what was not hindered came about, whatever leads the verb.
        if mention.verb || !nouns::unhindered_object(clauses, verb, mention) {
            by_verb(clauses, verb, mention, &mut stand);
            governed(clauses, verb, mention, &mut stand, knowledge);
        }
    }
    if !mention.verb {
        if looming(clauses, mention) {
            (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible));
        }
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

/// "An attack on the port is imminent", "a clash was likely": not yet come about.
fn looming(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let until = clauses.phrases.len().min(mention.phrase + 8);
    let verb = (mention.phrase + 1..until).find(|&p| clauses.verb(p).is_some());
    let Some(group) = verb.filter(|&v| clauses.subject(v).contains(&mention.phrase)).and_then(|v| clauses.verb(v))
    else {
        return false;
    };
    let end = document.sentences[document.sentence_of(group.head)].tokens.end;
    let small = |t: &usize| matches!(document.word(*t), "now" | "more" | "still" | "very" | "not");
    let next = (group.tokens.end..end).find(|t| !small(t));
    // "attacks are likely to slow"
    let goes_on = next.is_some_and(|t| t + 1 < end && document.word(t + 1) == "to");
    document.tokens[group.head].tag == Tag::Be
        && !goes_on
        && next.map(|t| document.word(t)).is_some_and(|w| {
            matches!(w, "imminent" | "likely" | "inevitable" | "unlikely" | "possible" | "near" | "unavoidable")
        })
}

fn is_statement(mention: &Mention) -> bool {
    matches!(mention.frame, Frame::Says)
        || matches!(mention.kind, EventType::Agree | EventType::Claim | EventType::Deny)
}

fn by_verb(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(group) = clauses.verb(verb) else { return };
    // "No group claimed the bombing", "did not condemn the raid", "did not survive an ambush": what is not said of it, or done to it, leaves the deed.
    let spoken_of = !mention.verb && spoken_of(clauses, verb);
    let outlived = !mention.verb && matches!(clauses.lemma(verb), "survive" | "escape" | "withstand");
    if group.negated && !spoken_of && !outlived {
        stand.certainty = Some(Certainty::Denied);
        if is_statement(mention) || mention.kind == EventType::Consult {
            stand.swallowed = true;
        }
    }
    if !spoken_of && done_by_no_one(clauses, verb, mention) {
        stand.certainty = Some(Certainty::Denied);
        stand.swallowed |= is_statement(mention) || mention.kind == EventType::Consult;
    }
    if mention.verb && all_but(clauses, verb) {
        // "nearly killed the mayor"; a bomb that nearly killed him still went off.
        stand.certainty = Some(Certainty::Denied);
        let subject = clauses.subject(verb).first().and_then(|&s| clauses.noun(s));
        stand.swallowed |= subject.is_none_or(|n| clauses.lexicon.agent(document.word(n.head)).is_none());
    }
    if voiced_as_threat(clauses, verb, mention) {
        stand.swallowed = true;
    }
    if let Some(modal) = group.modal {
        let perfect = group.tokens.clone().any(|t| document.tokens[t].tag == Tag::Have);
        match document.word(modal) {
            "will" | "'ll" | "shall" | "would" if feared(clauses, verb) => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible))
            }
            "will" | "'ll" | "shall" => {
                (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended))
            }
            "would" if perfect => {
                (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible))
            }
            "would" => (stand.status, stand.certainty) = (Some(Status::Future), Some(Certainty::Intended)),
            "should" | "must" => stand.swallowed = true,
            "could" if group.negated => {}
            _ if perfect => (stand.status, stand.certainty) = (Some(Status::New), Some(Certainty::Possible)),
            "can" | "cannot" if is_statement(mention) => stand.swallowed = true,
            _ => (stand.status, stand.certainty) = (Some(Status::Hypothetical), Some(Certainty::Possible)),
        }
    }
    stand.past_before |= group.pluperfect;
    stand.ongoing |= group.present && !group.infinitive;
}

/// "claimed the bombing", "confirmed the raid": the verb says something of the noun, and does not do it.
fn spoken_of(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let lemma = clauses.lemma(verb);
    matches!(
        lemma,
        "claim" | "condemn" | "denounce" | "criticize" | "criticise" | "mention" | "explain" | "investigate"
    )
}

/// "nearly killed", "had almost burned".
fn all_but(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let Some(group) = clauses.verb(verb) else { return false };
    let start = group.tokens.start.saturating_sub(1);
    (start..group.head).any(|t| matches!(clauses.document.word(t), "nearly" | "almost"))
}

/// "residents fear that rebels will shell the town"
fn feared(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let before = (verb.saturating_sub(6)..verb).rev().find(|&p| clauses.verb(p).is_some());
    before.is_some_and(|p| matches!(clauses.lemma(p), "fear" | "worry" | "dread"))
}

/// "nothing exploded", "neither settlers nor police fired", "detained none of the workers", "not one shell hit".
fn done_by_no_one(clauses: &Clauses<'_, '_>, verb: usize, mention: &Mention) -> bool {
    let document = clauses.document;
    let nil = |phrase: usize| {
        clauses.noun(phrase).is_some_and(|n| {
            let before = n.tokens.start.checked_sub(1).map_or("", |t| document.word(t));
            // "no fewer than a dozen" are some.
            let bound = n.tokens.len() > 2 && matches!(document.word(n.tokens.start + 1), "fewer" | "less" | "more");
            matches!(document.word(n.tokens.start), "no" | "nothing" | "nobody" | "none" | "neither") && !bound
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

fn by_determiner(clauses: &Clauses<'_, '_>, mention: &Mention, stand: &mut Stand) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    for t in noun.tokens.start..mention.tokens.start {
        match document.word(t) {
            "no" => stand.certainty = Some(Certainty::Denied),
            "any" if stand.certainty == Some(Certainty::Denied) => {}
            "further" if took_place(clauses, mention) => {}
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

/// "a further blast wounded 26": one that did something has happened.
fn took_place(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let one = clauses
        .noun(mention.phrase)
        .is_some_and(|n| matches!(clauses.document.word(n.tokens.start), "a" | "one" | "two" | "three"));
    let Some(carrier) = mention.carrier.filter(|_| one) else { return false };
    let told =
        clauses.verb(carrier.verb).is_some_and(|v| v.modal.is_none() && !v.infinitive && !v.negated && !v.present);
    let did = clauses.lexicon.verb_triggers(clauses.lemma(carrier.verb)).iter().any(|(rest, _)| rest.is_empty());
    told && did && clauses.subject(carrier.verb).contains(&mention.phrase) && !clauses.passive(carrier.verb)
}

/// "in case the port is attacked", "in the event of an attack", "in case of".
fn in_case(document: &super::document::Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let before = |back: isize| document.word_in(sentence, at as isize - back);
    match document.word(at) {
        "case" => before(1) == "in",
        _ => before(1) == "the" && before(2) == "in",
    }
}

/// Where the words stand by which an act is told as remembered: "marking ten years since militiamen burned", "to remember the miners whom",
/// "on the anniversary of", "a museum to those killed", "of the day in 1997 when rebels seized".
pub(in crate::extraction) fn remembered(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    sentence: &Range<usize>,
) -> Option<usize> {
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
        "day" | "night" | "morning" | "afternoon" | "evening" | "moment" | "hour" | "summer" | "winter" | "year" => {
            recalled(clauses, t, &back)
        }
        _ => false,
    });
    let cue = cues.find(|t| t + 1 < at)?;
    (act && mention.carrier.is_none_or(|c| !c.done)).then_some(cue)
}

/// "spoke of the day in 1991 when", "a film about the night that": a time that is told of, and what happened then.
fn recalled(clauses: &Clauses<'_, '_>, day: usize, back: &Range<usize>) -> bool {
    let document = clauses.document;
    let the = day.checked_sub(1).filter(|t| back.contains(t)).is_some_and(|t| document.word(t) == "the");
    let of = day.checked_sub(2).map_or("", |t| document.word(t));
    let verb = |t: usize| document.verb(t, clauses.lexicon).unwrap_or("");
    let told_of = matches!(of, "of" | "about" | "on" | "from")
        || day > 1
            && matches!(
                verb(day - 2),
                "recall" | "remember" | "describe" | "mark" | "recount" | "relive" | "depict" | "show"
            );
    let when = (day + 1..back.end.min(day + 5)).find(|&t| document.word(t) == "when");
    let dated = when.is_some_and(|w| (day + 1..w).any(|t| document.tokens[t].tag == Tag::Time));
    the && when.is_some() && (told_of && of != "on" || dated)
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
    if remembered(clauses, mention, sentence).is_some() {
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
        assert!(
            stands("A further blast wounded six clerks in the village.").contains(&"ASSAULT new stated".to_owned())
        );
        assert_eq!(stands("Residents feared a further blast in the village."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("Neither soldiers nor police attacked the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels failed to attack the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("Not one soldier attacked the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels tried in vain to attack the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels could not attack the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels nearly burned the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("Nearly ten rebels burned the village on Tuesday."), ["ASSAULT new stated"]);
        assert_eq!(stands("No group claimed the bombing of the village on Tuesday."), ["ASSAULT new stated"]);
        assert_eq!(stands("Police foiled a plot to attack the village."), ["ASSAULT new denied"]);
        assert_eq!(stands("The rebels plotted to attack the village."), ["ASSAULT future intended"]);
        assert_eq!(
            stands("The rebels may have fled and burned the village.").last().map(String::as_str),
            Some("ASSAULT new possible")
        );
        assert_eq!(
            stands("Police failed to prevent the bombing of the village.").last().map(String::as_str),
            Some("ASSAULT new stated")
        );
        assert!(
            !stands("Police managed to prevent the bombing of the village.").contains(&"ASSAULT new stated".to_owned())
        );
        assert_eq!(stands("The rebels might attack the village."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("If rebels attack the village, the farmers will leave."), ["ASSAULT hypothetical possible"]);
        assert_eq!(
            stands("In case the village is attacked, the farmers keep a boat."),
            ["ASSAULT hypothetical possible"]
        );
        assert_eq!(stands("Did rebels attack the village?"), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("The village is a likely target of an attack."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("Rebels are believed to have attacked the village on Tuesday."), ["ASSAULT new suspected"]);
        assert_eq!(stands("An attack on the village is imminent."), ["ASSAULT hypothetical possible"]);
        assert_eq!(stands("Attacks on the village on Tuesday are likely to slow trade."), ["ASSAULT new stated"]);
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
        assert_eq!(
            stands("Rebels crossed the river and attacked the village on Tuesday.").last().map(String::as_str),
            Some("ASSAULT new stated")
        );
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
        let read = stands("Exiles spoke on Tuesday of the day in 1991 when rebels burned the village.");
        assert_eq!(read, ["ASSAULT background stated"]);
        assert_eq!(
            stands("Exiles fled on the day when rebels burned the village.").last().map(String::as_str),
            Some("ASSAULT new stated")
        );
    }

    #[test]
    fn how_someone_would_answer_is_no_deed() {
        let read = stands("The army said it would respond by shelling the village.");
        assert!(read.iter().all(|r| !r.starts_with("ASSAULT new")), "{read:?}");
        let read = stands("The army responded by shelling the village.");
        assert!(read.iter().any(|r| r.starts_with("ASSAULT new")), "{read:?}");
    }

    #[test]
    fn what_is_feared_may_happen() {
        let read = stands("Farmers fear that rebels will shell the village.");
        assert!(read.contains(&"ASSAULT hypothetical possible".to_owned()), "{read:?}");
        let read = stands("Farmers say that rebels will shell the village.");
        assert!(read.contains(&"ASSAULT future intended".to_owned()), "{read:?}");
    }

    #[test]
    fn what_is_ruled_out_did_not_happen() {
        let read = stands("The mayor ruled out that a mine damaged the tanker.");
        assert!(read.contains(&"ASSAULT new denied".to_owned()), "{read:?}");
        let read = stands("The mayor found out that a mine damaged the tanker.");
        assert!(!read.contains(&"ASSAULT new denied".to_owned()), "{read:?}");
    }
}

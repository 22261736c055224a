//! Certainty: how the report stands to a mention, from its source, its scope and words of hearsay.
//! In: attributions and stands. Out: certainty and chain of drafts. Must not know: how cues or scopes are found.

use super::clauses::Clauses;
use super::document::Tag;
use super::draft::Draft;
use super::mentions::Mention;
use super::phrases::Phrase;
use super::responsibility::DUTY;
use super::scope::Stand;
use super::sources::{Attribution, is_party};
use crate::knowledge::{Cue, Frame};
use crate::model::*;
use std::ops::Range;

/// Settles how the report stands to the mention: by its source, by words that hedge it, then by its scope.
pub(super) fn settle(
    clauses: &Clauses<'_, '_>,
    attributions: &[&Attribution],
    mention: &Mention,
    stand: Stand,
    draft: &mut Draft,
) {
    let holding = || attributions.iter().filter(|a| a.holds(mention.tokens.start));
    let source = holding().filter(|a| vouches(clauses, a)).min_by_key(|a| a.extent());
    let nearest = holding().min_by_key(|a| a.extent());
    let voiced = source.is_some_and(|a| is_voiced(clauses, a, mention, draft));
    if voiced || presupposed(clauses, mention, draft) {
        draft.by(Slot::Certainty, PRESUPPOSED);
    } else if let Some(attribution) = source {
        by_source(clauses, attribution, draft);
        if draft.chain.is_empty() && attribution.unsaid {
            // "the official said: We cannot confirm": whoever speaks there is the one around.
            let around = holding().filter(|a| vouches(clauses, a) && !a.chain.is_empty()).min_by_key(|a| a.extent());
            draft.chain = around.map(|a| a.chain.clone()).unwrap_or_default();
        }
        if contradicted(clauses, attributions, attribution) && draft.account.told() {
            draft.account.certainty = Certainty::Disputed;
            draft.by(Slot::Certainty, "certainty/contradicted");
        }
    } else {
        by_hearsay(clauses, mention, draft);
    }
    if nearest.is_some_and(|a| a.kind == Cue::Hopes && !a.unsaid) {
        to_come(mention, draft);
    }
    if draft.account.certainty == Certainty::Stated && convinced(clauses, mention) {
        draft.account.certainty = Certainty::Suspected;
        draft.by(Slot::Certainty, "certainty/convinced");
    }
    if retracted(clauses, mention) {
        draft.account.certainty = Certainty::Denied;
        draft.by(Slot::Certainty, "certainty/retracted");
    }
    if let Some(certainty) = stand.certainty {
        draft.account.certainty = certainty;
        draft.by(Slot::Certainty, "certainty/by_scope");
    }
}

/// The verb whose clause a mention's verb stands in, where only the words for who did it, and a "that", lie between them.
fn over_clause(clauses: &Clauses<'_, '_>, mention: &Mention) -> Option<usize> {
    let first = clauses.subject(mention.phrase).first().copied().filter(|&s| mention.verb && s < mention.phrase)?;
    (0..first).rev().find(|&p| clauses.verb(p).is_some())
}

/// Whether one of the words stands in the sentence before a mention.
fn names_before(clauses: &Clauses<'_, '_>, mention: &Mention, words: &[&str]) -> bool {
    let start = clauses.phrases.first().map_or(mention.tokens.start, |p| p.tokens().start);
    (start..mention.tokens.start).any(|t| words.contains(&clauses.document.word(t)))
}

/// "Investigators are convinced the rebels planted it": what someone is sure of is not what is known.
fn convinced(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    if !names_before(clauses, mention, &["convinced", "certain", "sure", "confident"]) {
        return false;
    }
    let Some(verb) = over_clause(clauses, mention) else { return false };
    let first = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s)).map_or(0, |n| n.tokens.start);
    let group = clauses.phrases[verb].tokens();
    let sure = |t: usize| matches!(document.word(t), "convinced" | "certain" | "sure" | "confident");
    let is = group.clone().any(|t| document.tokens[t].tag == Tag::Be);
    let Some(at) = (group.start..first).find(|&t| sure(t)).filter(|_| is) else { return false };
    at + 1 == first || at + 2 == first && document.word(at + 1) == "that"
}

/// "withdrew his statement that a guard shot a smuggler": whoever told it no longer does.
fn retracted(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    if !names_before(clauses, mention, &["withdrew", "withdrawn", "retracted", "recanted"]) {
        return false;
    }
    let Some(verb) = over_clause(clauses, mention) else { return false };
    let takes_back = clauses
        .verb(verb)
        .is_some_and(|v| matches!(document.word(v.head), "withdrew" | "withdrawn" | "retracted" | "recanted"));
    let told = clauses.object(verb).first().and_then(|&o| clauses.noun(o)).filter(|n| {
        clauses.lexicon.listed("told", document.word(n.head))
            || matches!(document.word(n.head), "confession" | "testimony")
    });
    takes_back && told.is_some_and(|n| document.word(n.tokens.end) == "that")
}

/// Whether the attribution puts someone's word behind what it holds: not a heading, the outlet's own eyes, a wish.
fn vouches(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let heading = attribution.chain.is_empty() && clauses.document.word(attribution.cue.start) == ":";
    // Those who gather "to remember the miners whom police shot" do not say whether that was so.
    let remembers =
        matches!(clauses.document.word(attribution.cue.end.saturating_sub(1)), "remember" | "forget" | "recall");
    let factive = attribution.unsaid && remembers;
    !factive
        && attribution.kind.tells()
        && !heading
        && !is_reporter(clauses, attribution)
        && !of_part(clauses, attribution)
}

/// Someone's word: a party's is a claim, anyone else's an attribution, a belief a suspicion.
fn by_source(clauses: &Clauses<'_, '_>, attribution: &Attribution, draft: &mut Draft) {
    draft.chain = attribution.chain.clone();
    draft.by(Slot::Chain, "source/verb_of_saying");
    let party = attribution.chain.last().is_some_and(|p| is_party(p.kind) || own_account(p, draft));
    draft.account.certainty = match attribution.kind {
        Cue::Confirms if attribution.unsaid => Certainty::Unverified,
        Cue::Knows if attribution.unsaid && is_footage(clauses, attribution) => Certainty::Unverified,
        _ if attribution.unsaid => Certainty::Possible,
        Cue::Denies => Certainty::Denied,
        Cue::Knows if is_footage(clauses, attribution) => Certainty::Unverified,
        Cue::Believes => Certainty::Suspected,
        Cue::Fears => Certainty::Possible,
        _ if attribution.source.clone().is_some_and(|source| unconfirmed(clauses, source)) => Certainty::Unverified,
        _ if party => Certainty::Claimed,
        _ => Certainty::Attributed,
    };
    draft.by(Slot::Certainty, "certainty/by_source");
}

/// "according to unconfirmed reports": those who pass it on do not stand behind it.
fn unconfirmed(clauses: &Clauses<'_, '_>, mut source: Range<usize>) -> bool {
    source.any(|t| matches!(clauses.document.word(t), "unconfirmed" | "unverified" | "uncorroborated"))
}

/// A government that tells what its own forces did or suffered speaks as a party.
fn own_account(source: &Participant, draft: &Draft) -> bool {
    let own = |one: &Participant| {
        let forces = matches!(one.kind, ActorKind::Government | ActorKind::Military);
        forces
            && (one.country == source.country && one.country.is_some()
                || one.country.is_none() && one.kind == ActorKind::Military)
    };
    let health = ["diplomat", "health", "medical", "hospital", "spokesman for the un"]
        .iter()
        .any(|w| source.quote.text().to_lowercase().contains(w));
    let account = &draft.account;
    let act = matches!(account.kind, EventType::Assault | EventType::Retreat | EventType::Mobilize);
    let police = |p: &Participant| p.kind == ActorKind::Police && (p.country.is_none() || p.country == source.country);
    if source.kind == ActorKind::Police {
        return account.kind == EventType::Assault && account.actors.iter().any(police);
    }
    source.kind == ActorKind::Government && act && !health && account.actors.iter().chain(&account.targets).any(own)
}

/// "Residents said jets bombed the market, but medics said no jets had come": another source, in the same sentence, says it
/// did not happen.
fn contradicted(clauses: &Clauses<'_, '_>, attributions: &[&Attribution], source: &Attribution) -> bool {
    let document = clauses.document;
    let word = |t: usize| if t < document.tokens.len() { document.word(t) } else { "" };
    attributions.iter().filter(|a| a.kind.tells() && a.cue.start > source.cue.start && a.chain != source.chain).any(
        |a| {
            let start = a.contents.first().map_or(0, |c| c.start);
            let start = if word(start) == "that" { start + 1 } else { start };
            let opposed = source.contents.last().is_some_and(|c| {
                (c.end.min(source.cue.end)..a.cue.start)
                    .any(|t| matches!(word(t), "but" | "while" | "though" | "although" | "yet" | "whereas"))
            });
            let none = matches!(word(start), "no" | "nothing" | "none" | "nobody");
            let content = a.contents.first().cloned().unwrap_or(0..0);
            opposed && (none || a.kind == Cue::Denies || left_undone(clauses, &content))
        },
    )
}

/// "they did not", "it never happened", "this was not so", "it was untrue": all that is said is that what was told is not so.
fn left_undone(clauses: &Clauses<'_, '_>, content: &Range<usize>) -> bool {
    let document = clauses.document;
    let word = |t: usize| if content.contains(&t) { document.word(t) } else { "" };
    let opens = content.start + usize::from(word(content.start) == "that");
    let back = matches!(word(opens), "it" | "they" | "he" | "she" | "this" | "that" | "these" | "those");
    let mut words = (opens + 1..content.end).map(word).filter(|w| !matches!(*w, "." | "," | "\"" | "”"));
    let not = content.clone().any(|t| matches!(word(t), "not" | "n't" | "n’t" | "never"));
    let only = |w: &str| {
        matches!(
            w,
            "did"
                | "had"
                | "was"
                | "were"
                | "have"
                | "has"
                | "do"
                | "not"
                | "n't"
                | "n’t"
                | "never"
                | "so"
                | "true"
                | "happened"
                | "happen"
                | "occurred"
                | "occur"
                | "took"
                | "take"
                | "place"
                | "done"
                | "the"
                | "case"
                | "been"
        )
    };
    let untrue = content.len() < 6 && content.clone().any(|t| clauses.lexicon.listed("untrue", word(t)));
    back && (untrue || not && words.all(only))
}

/// "denied any role in the bombing": what is denied is the part in it, not the bombing.
fn of_part(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let first = attribution.contents.first().map_or(0, |c| c.start);
    let noun = clauses.phrases.iter().find(|p| p.tokens().contains(&first)).and_then(Phrase::noun);
    attribution.kind == Cue::Denies && noun.is_some_and(|n| DUTY.contains(&clauses.document.word(n.head)))
}

/// "The union said it rejects the offer": a statement is made by being said, so that the report states it.
fn is_voiced(clauses: &Clauses<'_, '_>, attribution: &Attribution, mention: &Mention, draft: &Draft) -> bool {
    if mention.frame != Frame::Says && mention.kind != EventType::Agree {
        return false;
    }
    let speaker = attribution.chain.last().map(|p| p.name.as_str());
    let subject = if mention.verb { clauses.subject(mention.phrase) } else { vec![mention.phrase] };
    let first = subject.first().and_then(|&s| clauses.noun(s)).map_or("", |n| clauses.document.word(n.tokens.start));
    matches!(first, "it" | "they" | "he" | "she" | "we" | "its" | "their" | "his")
        || draft.account.actors.iter().any(|a| Some(a.name.as_str()) == speaker)
}

/// "This correspondent saw": the outlet's own eyes. "The week saw two attacks": no eyes at all.
fn is_reporter(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let words = attribution.source.clone().unwrap_or(0..0);
    let sees = matches!(clauses.document.word(attribution.cue.end.saturating_sub(1)), "saw" | "see" | "sees" | "seen");
    let lifeless = attribution.chain.last().is_none_or(|p| p.kind == ActorKind::Unknown);
    sees && lifeless
        || attribution.kind == Cue::Knows
            && clauses.document.word(words.start) == "this"
            && words.into_iter().any(|t| matches!(clauses.document.word(t), "correspondent" | "reporter"))
}

/// "Amateur video appears to show": what pictures show no one has vouched for.
fn is_footage(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let source = attribution.source.clone().unwrap_or(0..0);
    source.into_iter().any(|t| matches!(clauses.document.word(t), "video" | "videos" | "footage"))
}

/// The rule of a definite noun for an attack: what is said of it is someone's word, that it took place is not.
pub(super) const PRESUPPOSED: &str = "certainty/presupposed";

/// "the attack", "Monday's blast".
fn presupposed(clauses: &Clauses<'_, '_>, mention: &Mention, draft: &Draft) -> bool {
    let dated =
        clauses.noun(mention.phrase).is_some_and(|n| matches!(clauses.document.word(n.tokens.start), "'s" | "’s"));
    let act = matches!(
        mention.kind,
        EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Mobilize | EventType::Retreat
    );
    !mention.verb && (draft.refers.definite || dated) && act
}

/// "Clashes between the two sides were reported".
fn reported(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let next = (mention.phrase + 1..clauses.phrases.len()).find(|&p| clauses.verb(p).is_some());
    next.is_some_and(|v| clauses.lemma(v) == "report" && clauses.passive(v))
}

/// "plans another march", "hopes to retake the town": not yet done.
fn to_come(mention: &Mention, draft: &mut Draft) {
    let act =
        matches!(mention.kind, EventType::Assault | EventType::Protest | EventType::Mobilize | EventType::Retreat);
    if act && !draft.refers.definite && matches!(draft.account.status, Status::New | Status::Background) {
        draft.account.status = Status::Future;
        draft.account.certainty = Certainty::Intended;
        draft.by(Slot::Certainty, "certainty/hoped_or_planned");
        draft.by(Slot::Status, "certainty/hoped_or_planned");
    }
}

/// "reportedly", "were reported", "there were reports of", "purportedly": told by no one in particular.
fn by_hearsay(clauses: &Clauses<'_, '_>, mention: &Mention, draft: &mut Draft) {
    let document = clauses.document;
    let sentence = document.sentences[draft.sentence].tokens.clone();
    let from = mention.tokens.start.saturating_sub(8).max(sentence.start);
    let until = (mention.tokens.end + 8).min(sentence.end);
    let near = |range: Range<usize>, words: &[&str]| {
        range
            .clone()
            .rev()
            .take_while(|&t| !matches!(document.tokens[t].tag, Tag::Comma | Tag::Mark))
            .any(|t| words.contains(&document.word(t)))
    };
    let reported_after = !mention.verb && reported(clauses, mention);
    let certainty = if near(from..mention.tokens.start, &["purportedly", "purporting", "purported"]) {
        Certainty::Unverified
    } else if reported_after
        || near(from..until.min(mention.tokens.start + 1), &["reportedly", "reports"])
        || document.word(until.min(mention.tokens.end + 1).saturating_sub(1)) == "reportedly"
    {
        Certainty::Attributed
    } else {
        return;
    };
    draft.account.certainty = certainty;
    draft.by(Slot::Certainty, "certainty/hearsay");
}

#[cfg(test)]
mod tests {
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::model::{EventType, Report, ReportMeta};
    use crate::reading::sentences;

    /// The certainty of each assault and march, with the innermost source of each chain.
    fn told(text: &str) -> Vec<String> {
        let report = Report::plain(ReportMeta::default(), text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        let acts =
            reading.tellings.iter().filter(|t| matches!(t.account.kind, EventType::Assault | EventType::Protest));
        acts.map(|t| {
            let sources: Vec<&str> = t.sources.iter().filter_map(|c| c.last()).map(|p| p.quote.text()).collect();
            format!("{} {}", t.account.certainty, sources.join("; ")).trim().to_owned()
        })
        .collect()
    }

    #[test]
    fn what_no_one_has_confirmed_is_unverified() {
        assert_eq!(
            told("Rebels shelled a market in Goma, according to unconfirmed reports."),
            ["unverified unconfirmed reports"]
        );
        assert_eq!(told("Rebels shelled a market in Goma, according to reports."), ["attributed reports"]);
    }

    #[test]
    fn whose_word_it_is() {
        assert_eq!(told("Rebels shelled Goma."), ["stated"]);
        assert_eq!(told("Rebels shelled Goma, residents said."), ["attributed residents"]);
        assert_eq!(told("The army said its soldiers killed two rebels in Goma."), ["claimed The army"]);
        assert_eq!(told("Two nurses and a doctor said rebels shelled Goma."), ["attributed Two nurses and a doctor"]);
    }

    #[test]
    fn hearsay_and_plans() {
        assert_eq!(told("Rebels have reportedly shelled Goma."), ["attributed"]);
        assert_eq!(told("The union said it plans another march in Goma."), ["intended The union"]);
        assert_eq!(told("Residents said the union marched in Goma."), ["attributed Residents"]);
    }

    #[test]
    fn an_attack_spoken_of_as_known_is_stated() {
        assert_eq!(told("Rebels shelled Goma. The mayor said the attack was cowardly."), ["stated"]);
    }

    #[test]
    fn what_could_not_be_confirmed_stays_unverified() {
        assert_eq!(told("The mayor said he could not confirm that rebels shelled Goma."), ["unverified The mayor"]);
    }

    #[test]
    fn a_part_denied_leaves_the_deed() {
        assert_eq!(told("Rebels denied any role in the bombing of a bus in Goma."), ["stated"]);
        assert_eq!(told("Rebels denied that they bombed a bus in Goma."), ["denied Rebels"]);
    }

    #[test]
    fn another_source_says_it_did_not_happen() {
        let text = "Residents said jets bombed a bus in Goma, but medics said no jets had come.";
        assert_eq!(told(text), ["disputed Residents"]);
        let text = "Residents said jets bombed a bus in Goma, and medics said six people died.";
        assert!(!told(text).iter().any(|t| t.starts_with("disputed")));
    }

    #[test]
    fn what_someone_is_sure_of_and_what_is_taken_back() {
        assert_eq!(told("Detectives are convinced the rebels shelled Goma."), ["suspected"]);
        assert_eq!(told("The convinced rebels shelled Goma."), ["stated"]);
        assert!(
            told("A clerk withdrew his statement that rebels shelled Goma.").iter().all(|t| t.starts_with("denied"))
        );
        assert!(told("A clerk withdrew to Goma, and rebels shelled Goma.").iter().all(|t| t.starts_with("stated")));
    }

    #[test]
    fn whoever_cannot_confirm_it_is_its_source() {
        let text = "The officer said: \"We cannot confirm that the bus was bombed in Goma.\"";
        assert_eq!(told(text), ["unverified The officer"]);
    }
}

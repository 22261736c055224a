//! Certainty: how the report stands to a mention, from its source, its scope and the caveats of sentences near.
//! In: attributions and stands. Out: certainty and chain of drafts. Must not know: how cues or scopes are found.

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::draft::Draft;
use super::mentions::Mention;
use super::scope::Stand;
use super::sources::{Attribution, is_party};
use crate::knowledge::Cue;
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
    let holding = attributions.iter().filter(|a| a.holds(mention.tokens.start) && a.kind.tells());
    let source = holding.min_by_key(|a| a.extent());
    match source.filter(|_| !presupposed(clauses, mention, draft)) {
        Some(attribution) => by_source(attribution, draft),
        None => by_hearsay(clauses, mention, draft),
    }
    if let Some(certainty) = stand.certainty {
        draft.account.certainty = certainty;
        draft.by(Slot::Certainty, "certainty/by_scope");
    }
}

/// Someone's word: a party's is a claim, anyone else's an attribution, a belief a suspicion.
fn by_source(attribution: &Attribution, draft: &mut Draft) {
    draft.chain = attribution.chain.clone();
    draft.by(Slot::Chain, "source/verb_of_saying");
    let party = attribution.chain.last().is_some_and(|p| is_party(p.kind) || own_account(p, draft));
    draft.account.certainty = match attribution.kind {
        Cue::Confirms if attribution.unsaid => Certainty::Unverified,
        _ if attribution.unsaid => Certainty::Possible,
        Cue::Denies => Certainty::Denied,
        Cue::Believes => Certainty::Suspected,
        Cue::Fears => Certainty::Possible,
        _ if party => Certainty::Claimed,
        _ => Certainty::Attributed,
    };
    draft.by(Slot::Certainty, "certainty/by_source");
}

/// A government that tells what its own forces did speaks as a party.
fn own_account(source: &Participant, draft: &Draft) -> bool {
    let own = |actor: &Participant| {
        matches!(actor.kind, ActorKind::Government | ActorKind::Military)
            && actor.country.is_some()
            && actor.country == source.country
    };
    source.kind == ActorKind::Government
        && draft.account.kind == EventType::Assault
        && draft.account.actors.iter().any(own)
}

/// "the attack", "Monday's blast": what is said of it is someone's word, that it took place is not.
fn presupposed(clauses: &Clauses<'_, '_>, mention: &Mention, draft: &Draft) -> bool {
    let _ = clauses;
    !mention.verb && draft.definite && mention.kind == EventType::Assault
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
    let reported_after =
        !mention.verb && mention.carrier.is_some_and(|c| clauses.lemma(c.verb) == "report" && clauses.passive(c.verb));
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

/// "The claim could not be verified": it governs the claims of the sentence before.
pub(super) fn caveats(document: &Document<'_>, drafts: &mut [Draft]) {
    for (number, sentence) in document.sentences.iter().enumerate() {
        let words = document.words(sentence.tokens.clone());
        let unsure = [
            "not be independently",
            "not independently",
            "not be verified",
            "not verify",
            "not be confirmed",
            "unable to verify",
            "not been independently",
            "cannot verify",
            "not immediately verify",
        ];
        if !unsure.iter().any(|u| words.contains(u)) {
            continue;
        }
        for draft in drafts
            .iter_mut()
            .filter(|d| d.account.kind == EventType::Assault && (d.sentence == number || d.sentence + 1 == number))
        {
            if matches!(draft.account.certainty, Certainty::Attributed | Certainty::Claimed | Certainty::Stated) {
                draft.account.certainty = Certainty::Unverified;
                draft.account.responsibility.clear();
                draft.by(Slot::Certainty, "certainty/caveat");
            }
        }
    }
}

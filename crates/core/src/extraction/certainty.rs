//! Certainty: how the report stands to a mention, from its source, its scope and the caveats of sentences near.
//! In: attributions and stands. Out: certainty and chain of drafts. Must not know: how cues or scopes are found.

use super::document::Document;
use super::draft::Draft;
use super::mentions::Mention;
use super::scope::Stand;
use super::sources::{Attribution, is_party};
use crate::knowledge::Cue;
use crate::model::*;

/// Settles how the report stands to the mention: by its source, then by its scope.
pub(super) fn settle(attributions: &[&Attribution], mention: &Mention, stand: Stand, draft: &mut Draft) {
    let source = attributions.iter().filter(|a| a.holds(mention.tokens.start)).min_by_key(|a| a.extent());
    if let Some(attribution) = source {
        draft.chain = attribution.chain.clone();
        draft.by(Slot::Chain, "source/verb_of_saying");
        let kind = attribution.chain.last().map_or(ActorKind::Unknown, |p| p.kind);
        draft.account.certainty = match attribution.kind {
            Cue::Believes => Certainty::Suspected,
            Cue::Fears => Certainty::Possible,
            _ if is_party(kind) => Certainty::Claimed,
            _ => Certainty::Attributed,
        };
        draft.by(Slot::Certainty, "certainty/by_source");
    }
    if let Some(certainty) = stand.certainty {
        draft.account.certainty = certainty;
        draft.by(Slot::Certainty, "certainty/by_scope");
    }
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

//! Responsibility: who claims a violent event, denies it, is blamed for it or suspected of it.
//! In: a draft with actors, chain and certainty. Out: its responsibility. Must not know: how those were found.

use super::draft::Draft;
use super::mentions::Mention;
use crate::model::*;

/// Who claims, is blamed, is suspected; for violent events the outlet's own word is "stated".
pub(super) fn settle(mention: &Mention, draft: &mut Draft) {
    if mention.kind != EventType::Assault {
        return;
    }
    let by = draft.chain.last().cloned();
    let stance = match draft.account.certainty {
        Certainty::Stated => Stance::Stated,
        Certainty::Attributed => Stance::Blamed,
        Certainty::Claimed if by.as_ref().is_some_and(|s| draft.account.actors.iter().any(|a| a.name == s.name)) => {
            Stance::Claimed
        }
        Certainty::Claimed => Stance::Blamed,
        Certainty::Suspected => Stance::Suspected,
        _ => return,
    };
    if !matches!(draft.account.status, Status::New | Status::Background | Status::Aggregate) {
        return;
    }
    let clash = draft.account.mode == Some(Mode::Clash);
    if clash {
        return;
    }
    draft.account.responsibility = draft
        .account
        .actors
        .iter()
        .map(|actor| Responsibility { actor: actor.clone(), stance, by: by.clone() })
        .collect();
    if !draft.account.responsibility.is_empty() {
        draft.by(Slot::Responsibility, "responsibility/by_certainty");
    }
}

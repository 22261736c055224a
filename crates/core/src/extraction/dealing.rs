//! Dealing: which mention of a sentence each figure of harm belongs to.

use super::draft::Draft;
use super::harm::HarmMention;
use super::mentions::Mention;
use super::tellings;
use crate::model::{Certainty, EventType, HarmKind, Slot};

/// Each figure goes to the mention whose verb says it, else to the nearest assault of the sentence.
pub(super) fn deal(
    harms: &[HarmMention],
    mentions: &[Mention],
    draft_of: &[Option<usize>],
    drafts: &mut [Draft],
    first: usize,
) {
    for harm in harms.iter().filter(|h| !h.combined) {
        let by_verb = mentions.iter().position(|m| m.verb && Some(m.phrase) == harm.verb);
        let near = mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| {
                draft_of[*i].is_some() && matches!(m.kind, EventType::Assault | EventType::Coerce | EventType::Protest)
            })
            .filter(|(_, m)| {
                m.kind == EventType::Assault || matches!(harm.harm.kind, HarmKind::Detained | HarmKind::Displaced)
            })
            .min_by_key(|(_, m)| m.tokens.start.abs_diff(harm.tokens.start));
        let owner = by_verb.filter(|&i| draft_of[i].is_some()).or(near.map(|(i, _)| i));
        let Some(draft) = owner.and_then(|i| draft_of[i]).map(|d| &mut drafts[d - first]) else { continue };
        if draft.account.certainty == Certainty::Denied && !harm.harm.figure.is_zero() {
            continue;
        }
        tellings::add_harm(&mut draft.account.harm, &harm.harm);
        draft.by(Slot::Harm, if harm.harm.figure.is_zero() { "harm/explicit_zero" } else { "harm/figure_of_people" });
    }
}

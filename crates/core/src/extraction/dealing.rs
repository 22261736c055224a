//! Dealing: which mention of a sentence each figure of harm belongs to.

use super::document::Document;
use super::draft::Draft;
use super::harm::HarmMention;
use super::mentions::Mention;
use super::tellings;
use super::weighing::Weigher;
use crate::model::{Certainty, EventType, HarmKind, Slot, Status};

/// The mentions of a sentence and the drafts made of them: `draft_of` names their places in the report's drafts.
pub(super) struct Dealing<'a> {
    pub document: &'a Document<'a>,
    pub mentions: &'a [Mention],
    pub draft_of: &'a [Option<usize>],
    pub sentence: usize,
    /// Weighs what the network thinks, where one reads along.
    pub weigher: Option<&'a Weigher<'a>>,
}

/// From this chance of the network on a figure may be of an event told before.
const HEARD: f32 = 0.3;

impl Dealing<'_> {
    /// Each figure goes to the mention whose verb says it, else to the nearest assault of the sentence, else to the one told
    /// last before it.
    pub fn deal(&self, harms: &[HarmMention], drafts: &mut [Draft]) {
        for harm in harms {
            let own = self.mentions.iter().position(|m| m.verb && Some(m.phrase) == harm.verb);
            // What a verb says that tells of no event of its own is said of another only where the network hears that.
            let other = || self.nearest(harm).or_else(|| self.told_before(harm, drafts));
            let heard = |d: &usize| own.is_none() || self.heard(harm, &drafts[*d]);
            let owner = own.and_then(|m| self.draft_of[m]).or_else(|| other().filter(heard));
            let Some(draft) = owner.and_then(|d| drafts.get_mut(d)) else { continue };
            let zero = harm.harm.figure.is_zero();
            let open = harm.harm.figure.low == 2 && harm.harm.figure.high.is_none();
            // No one has been harmed yet by what is planned, threatened or feared.
            let to_come = matches!(draft.account.status, Status::Hypothetical | Status::Future)
                && matches!(draft.account.certainty, Certainty::Possible | Certainty::Intended);
            if draft.account.certainty == Certainty::Denied && !zero
                || to_come
                || draft.account.certainty == Certainty::Possible && open
            {
                continue;
            }
            tellings::add_harm(&mut draft.account.harm, &harm.harm);
            draft.by(Slot::Harm, if zero { "harm/explicit_zero" } else { "harm/figure_of_people" });
        }
    }

    fn nearest(&self, harm: &HarmMention) -> Option<usize> {
        self.mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| self.draft_of[*i].is_some() && may_cause(m.kind, harm.harm.kind))
            .min_by_key(|(_, m)| (self.parted(m, harm), m.tokens.start.abs_diff(harm.tokens.start)))
            .and_then(|(i, _)| self.draft_of[i])
    }

    /// Whether another clause begins between a mention and a figure: "; in a separate raid", "while".
    fn parted(&self, mention: &Mention, harm: &HarmMention) -> bool {
        let (from, to) = if mention.tokens.end <= harm.tokens.start {
            (mention.tokens.end, harm.tokens.start)
        } else {
            (harm.tokens.end, mention.tokens.start)
        };
        (from..to).any(|t| matches!(self.document.word(t), ";" | "while" | "whereas" | "meanwhile"))
    }

    /// Whether the network may take the figure for one of the event.
    fn heard(&self, harm: &HarmMention, draft: &Draft) -> bool {
        let role = match harm.harm.kind {
            HarmKind::Killed => "killed",
            HarmKind::Injured => "injured",
            _ => return true,
        };
        let chance =
            |w: &Weigher<'_>| w.opinion.parts(draft.trigger).chance(role, self.document.span(harm.tokens.clone()));
        self.weigher.is_none_or(|weigher| chance(weigher) >= HEARD)
    }

    /// "Shells hit the pier. There were no deaths."
    fn told_before(&self, harm: &HarmMention, drafts: &[Draft]) -> Option<usize> {
        let told = |d: &Draft| {
            may_cause(d.account.kind, harm.harm.kind)
                && d.sentence < self.sentence
                && d.sentence + 2 >= self.sentence
                && matches!(d.account.certainty, Certainty::Stated | Certainty::Attributed | Certainty::Claimed)
        };
        let last = drafts.iter().rposition(told)?;
        (harm.harm.kind != HarmKind::Detained).then_some(last)
    }
}

/// Whether an event of that type may do that harm.
fn may_cause(kind: EventType, harm: HarmKind) -> bool {
    let gentle = matches!(kind, EventType::Coerce | EventType::Protest);
    kind == EventType::Assault || gentle && matches!(harm, HarmKind::Detained | HarmKind::Displaced)
}

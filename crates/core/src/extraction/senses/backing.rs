//! Backing: aid to those who fight, or support in words. In: a word of support and its roles. Out: its sense, where not as listed. Must not
//! know: what is given.

use super::case::Case;
use super::{Sense, event, only_if};
use crate::model::{ActorKind as K, EventType};

pub(super) fn backing(case: &Case<'_>) -> Option<Sense> {
    if !matches!(case.lemma, "support" | "back" | "bolster" | "arm") {
        return None;
    }
    let aid = case.mention.kind == EventType::Aid;
    backed(case).or_else(|| only_if(aid || !case.clauses.reduced(case.verb)))
}

/// Backing fighters is aid; backing anyone else is support in words.
pub(super) fn backed(case: &Case<'_>) -> Option<Sense> {
    let fighters = case.roles.targets.iter().any(|t| matches!(t.kind, K::Rebel | K::Militia | K::Jihadist));
    if fighters { event(EventType::Aid, None) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn fighters_are_aided_and_bishops_supported() {
        assert_eq!(who("The senator supports the rebels."), ["AID senator > rebels"]);
        assert_eq!(who("The senator supports the bishop."), ["SUPPORT senator > bishop"]);
    }
}

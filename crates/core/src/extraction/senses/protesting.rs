//! Protesting: who stops work, strikes or demands. In: a verb and its roles. Out: whether it tells of a protest, where not as listed. Must
//! not know: nouns, marches (they are in `moving`).

use super::case::Case;
use super::{Sense, event, only_if};
use crate::extraction::figurative::counted_people;
use crate::model::{ActorKind as K, EventType, Mode};

pub(super) fn protesting(case: &Case<'_>) -> Option<Sense> {
    match case.lemma {
        "strike" if case.bare && !case.armed && case.without_object() && by_workers(case) => {
            event(EventType::Protest, Some(Mode::Strike))
        }
        "stop" | "halt" | "cease" | "walk" | "stay" if case.mention.kind == EventType::Protest => {
            let by_state = case.by(&[K::Police, K::Military, K::Government, K::Business]);
            only_if(!case.roles.actors.is_empty() && !by_state)
        }
        "demand" | "call" | "urge" if case.by(&[K::Protester]) && !for_a_protest(case) => {
            event(EventType::Protest, Some(Mode::Demo))
        }
        _ => None,
    }
}

/// "Thousands of teachers struck on Monday."
fn by_workers(case: &Case<'_>) -> bool {
    case.lexicon.listed("workers", counted_people(case.clauses, case.verb))
}

/// "called for mass protests", "urged people to march": what is asked for has not come about.
fn for_a_protest(case: &Case<'_>) -> bool {
    case.words_behind(6).any(|word| case.lexicon.listed("protests", word))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn a_protest_that_is_called_for_has_not_come_about() {
        assert_eq!(who("Protesters called for his resignation in Goma."), ["PROTEST protesters >"]);
        assert_eq!(who("Opposition activists called for mass protests in Goma."), ["REQUEST opposition activists >"]);
    }
}

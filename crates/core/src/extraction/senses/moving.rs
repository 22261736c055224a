//! Moving: who marches, enters, leaves, flees, is massed, or travels to confer. In: a verb of movement and its roles. Out: its sense, where
//! not as listed. Must not know: nouns.

use super::case::Case;
use super::{NO_EVENT, Sense, event, only_if};
use crate::model::{ActorKind as K, EventType, Mode, Participant};

pub(super) fn moving(case: &Case<'_>) -> Option<Sense> {
    let actors = &case.roles.actors;
    let kind = case.mention.kind;
    match case.lemma {
        "march" if kind == EventType::Mobilize && !actors.iter().any(marches_to_war) => {
            if actors.is_empty() {
                NO_EVENT
            } else {
                event(EventType::Protest, Some(Mode::Demo))
            }
        }
        "enter" | "cross" | "move" | "pour" | "roll" | "march" | "push" | "head" | "close"
            if kind == EventType::Mobilize =>
        {
            only_if(case.armed)
        }
        "leave" | "quit" if case.bare && kind == EventType::Retreat => only_if(case.armed),
        "flee" | "escape" | "leave" | "break" if kind == EventType::Retreat => {
            if case.armed || actors.iter().any(may_flee) { event(kind, None) } else { NO_EVENT }
        }
        "amass" | "deploy" | "mobilize" | "mobilise" => only_if(case.armed || actors.iter().any(has_troops)),
        "arrive" if case.clauses.word_behind(case.verb, &["in"]) == "time" => NO_EVENT,
        "arrive" | "travel" | "fly" | "visit" | "pay" | "make" | "speak" | "discuss" if kind == EventType::Consult => {
            only_if(confers(case))
        }
        _ => None,
    }
}

/// Troops march on a town; an opposition party or a union marches through it.
fn marches_to_war(who: &Participant) -> bool {
    let party = who.name.to_lowercase().ends_with("opposition");
    !party && matches!(who.kind, K::Military | K::Rebel | K::Militia | K::Jihadist | K::Police)
}

/// Governments flee, and those who are held.
fn may_flee(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    who.kind == K::Government
        || ["prisoner", "inmate", "detainee", "hostage", "convict"].iter().any(|w| words.contains(w))
}

/// States and their bodies have troops to send.
fn has_troops(who: &Participant) -> bool {
    who.country.is_some() || matches!(who.kind, K::Government | K::International)
}

/// Envoys and governments confer; a tourist who arrives does not.
fn confers(case: &Case<'_>) -> bool {
    let listener = case.roles.targets.iter().chain(&case.roles.actors).any(|t| t.kind == K::Media);
    case.by_official() && !listener
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn troops_enter_and_tourists_do_not() {
        assert_eq!(who("Troops entered the town of Goma."), ["MOBILIZE troops > goma"]);
        assert_eq!(who("Tourists entered the museum in Goma."), Vec::<String>::new());
    }
}

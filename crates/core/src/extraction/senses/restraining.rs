//! Restraining and punishing: jailing, expelling, closing, quelling. In: a verb of force by those in power and its roles. Out: its sense,
//! where not as listed. Must not know: nouns.

use super::case::Case;
use super::{Sense, event, only_if};
use crate::model::{ActorKind as K, EventType, Mode, Participant};

pub(super) fn restraining(case: &Case<'_>) -> Option<Sense> {
    let roles = case.roles;
    match case.lemma {
        "expel" | "deport" if roles.targets.iter().any(is_diplomat) => event(EventType::Sanction, None),
        "jail" | "imprison" | "detain" if roles.actors.iter().any(is_court) => event(EventType::Sanction, None),
        "close" | "shut" | "cordon" | "barricade" if case.mention.mode == Some(Mode::Restrict) => {
            let in_power = |a: &Participant| a.kind == K::Government || a.id.is_some();
            only_if(case.armed || roles.actors.is_empty() || roles.actors.iter().any(in_power))
        }
        "crush" | "quell" | "suppress" | "disperse" => {
            only_if(case.armed || roles.targets.iter().any(|t| t.kind == K::Protester))
        }
        _ => None,
    }
}

/// A court jails by a verdict; police jail by arresting.
fn is_court(who: &Participant) -> bool {
    let head = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(head.as_str(), "court" | "tribunal" | "judge" | "judges" | "jury" | "courts")
}

/// Whoever is sent home with them is punished with them.
fn is_diplomat(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    ["ambassador", "diplomat", "envoy", "consul", "attach"].iter().any(|w| words.contains(w))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn courts_and_capitals_punish() {
        assert_eq!(
            who("A court jailed two activists in Goma.").first().map(String::as_str),
            Some("SANCTION court > activists")
        );
        assert_eq!(who("Police jailed two activists in Goma."), ["COERCE police > activists"]);
        assert!(who("France expelled the ambassador of Chad.")[0].starts_with("SANCTION"));
    }
}

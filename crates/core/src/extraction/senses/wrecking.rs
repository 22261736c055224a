//! Wrecking, sinking and blowing up: things that break without an attack. In: a verb of damage and its roles. Out: that it is no event,
//! where it is none. Must not know: nouns.

use super::case::Case;
use super::{Sense, only_if};
use crate::knowledge::Frame;

pub(super) fn wrecking(case: &Case<'_>) -> Option<Sense> {
    let (roles, frame) = (case.roles, case.mention.frame);
    match case.lemma {
        "damage" | "wreck" | "ravage" | "flatten" | "level" | "cripple" | "gut" | "devastate" | "burn" => {
            only_if(case.done_by_something() || someone_did(case) && !roles.targets.is_empty())
        }
        "explode" | "detonate" | "go" | "blow" if frame == Frame::Explodes => {
            only_if(!roles.means.is_empty() || may_explode(case))
        }
        "sink" | "down" if case.bare => only_if(case.armed && !roles.targets.is_empty() || !roles.means.is_empty()),
        "fall" | "land" | "slam" | "rain" | "crash" | "plunge" if frame == Frame::Explodes => {
            let touches_down = case.lemma == "land" && roles.means.iter().all(|m| is_aircraft(m.text()));
            only_if(!roles.means.is_empty() && !touches_down)
        }
        _ => None,
    }
}

/// "unknown men burned", "others wrecked": someone, though no one that can be told.
fn someone_did(case: &Case<'_>) -> bool {
    matches!(case.clauses.subject_word(case.verb), "others" | "they" | "some" | "men" | "he" | "she" | "unknown")
}

/// Bombs, vehicles, buildings and bombers explode; prices and boilers do so otherwise.
fn may_explode(case: &Case<'_>) -> bool {
    let subject = case.clauses.subject(case.verb).first().copied();
    !subject.is_some_and(|s| case.clauses.names(s, "accident") || case.clauses.names(s, "moody"))
}

fn is_aircraft(words: &str) -> bool {
    let words = words.to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or("");
    matches!(
        last.trim_end_matches('s'),
        "jet" | "plane" | "helicopter" | "aircraft" | "warplane" | "gunship" | "airliner"
    )
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn buses_explode_and_prices_do_not() {
        assert_eq!(who("A bus exploded in Goma."), ["ASSAULT >"]);
        assert_eq!(who("Prices exploded in Goma."), Vec::<String>::new());
    }
}

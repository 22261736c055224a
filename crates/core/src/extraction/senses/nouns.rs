//! Nouns with several senses: presence, intervention, warnings, support, deaths. In: a noun mention and its roles. Out: its sense, where not
//! as listed. Must not know: verbs.

use super::case::Case;
use super::unwilled::harmed_by_nature;
use super::{NO_EVENT, Sense, backing, only_if};
use crate::extraction::participants::is_armed;
use crate::model::{ActorKind as K, EventType, Participant};

pub(super) fn noun_sense(case: &Case<'_>) -> Option<Sense> {
    let phrase = case.mention.phrase;
    match case.clauses.head_word(phrase) {
        "" => NO_EVENT,
        "presence" => only_if(modified_by(case, &["military", "armed", "army", "troop"]) || someone_armed(case)),
        "intervention" => only_if(modified_by(case, &["military", "armed"])),
        "warning" | "warnings" | "threat" | "threats" => only_if(comes_from_a_party(case)),
        "death" | "deaths" | "fatality" | "fatalities" if harmed_by_nature(case) => NO_EVENT,
        "support" | "backing" => backing::backed(case),
        _ => {
            let of = case.clauses.word_behind(phrase, &["of", "on", "against"]);
            only_if(!(case.mention.kind == EventType::Assault && case.lexicon.listed("abstract", of)))
        }
    }
}

/// Whether one of these words stands before the noun.
fn modified_by(case: &Case<'_>, words: &[&str]) -> bool {
    let noun = case.clauses.noun(case.mention.phrase);
    noun.is_some_and(|n| (n.tokens.start..n.head).any(|t| words.contains(&case.document().word(t))))
}

fn someone_armed(case: &Case<'_>) -> bool {
    case.roles.actors.iter().chain(&case.roles.targets).any(|p| is_armed(p, case.lexicon))
}

/// "received threats", "a warning by the army": not what observers warn of.
fn comes_from_a_party(case: &Case<'_>) -> bool {
    let outside = |a: &Participant| matches!(a.kind, K::International | K::Media | K::Civilian);
    let received =
        !case.roles.targets.is_empty() && case.mention.carrier.is_some_and(|c| case.clauses.lemma(c.verb) == "receive");
    received || !case.roles.actors.iter().all(outside)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn contracts_are_not_put_to_death() {
        assert_eq!(who("The execution of two contracts by clerks bored the town."), Vec::<String>::new());
    }
}

//! Unwilled: storms, illness and accidents kill without an attack. In: a mention of violence or harm and its roles. Out: whether no one did
//! it. Must not know: what kind of violence is named.

use super::case::Case;
use crate::knowledge::Frame;
use crate::model::{EventType, HarmKind};

/// Storms, illness and accidents kill without an attack.
pub(super) fn no_one_did_it(case: &Case<'_>) -> bool {
    case.mention.kind == EventType::Assault
        && if case.mention.verb {
            by_nature(case) || of_natural_causes(case) || harmed_by_nature(case)
        } else {
            noun_by_accident(case)
        }
}

/// Figures of the displaced belong to what drove people out, which is told elsewhere.
pub(super) fn only_displaced(case: &Case<'_>) -> bool {
    case.lexicon.trigger(case.mention.trigger).harm == Some(HarmKind::Displaced) && case.roles.actors.is_empty()
}

/// "27 deaths in the cholera outbreak", "ten people died when the dam burst": harm without any violence in a sentence on a disaster.
pub(super) fn harmed_by_nature(case: &Case<'_>) -> bool {
    let (document, lexicon) = (case.document(), case.lexicon);
    let of_disaster = |word: &str| lexicon.listed("disaster", word) || lexicon.listed("medical", word);
    lexicon.trigger(case.mention.trigger).harm.is_some()
        && !case.done_by_something()
        && case.sentence().any(|t| of_disaster(document.word(t)))
}

/// "A storm killed ten", "ten were killed in a fire set off by a spark".
fn by_nature(case: &Case<'_>) -> bool {
    let clauses = case.clauses;
    let doer = match clauses.passive(case.verb) {
        false => clauses.subject(case.verb).first().copied(),
        true => clauses.with_preposition(case.verb, &["by", "in"]),
    };
    let Some(doer) = doer else { return false };
    clauses.names(doer, "nature") || brought_about(case, doer).is_some_and(|p| is_chance(case, p))
}

/// "a blast caused by a gas leak", "a fire in Goma by a spark".
fn noun_by_accident(case: &Case<'_>) -> bool {
    let phrase = case.mention.phrase;
    let cause = brought_about(case, phrase).or_else(|| case.clauses.with_preposition(phrase, &["by"]));
    case.roles.means.is_empty() && cause.is_some_and(|p| is_chance(case, p))
}

/// What brought a thing about, told by a passive verb right behind it: "a fire caused by a spark".
fn brought_about(case: &Case<'_>, phrase: usize) -> Option<usize> {
    let caused = case.clauses.passive(phrase + 1);
    caused.then(|| case.clauses.with_preposition(phrase + 1, &["by"])).flatten()
}

fn is_chance(case: &Case<'_>, phrase: usize) -> bool {
    case.clauses.names(phrase, "accident") || case.clauses.names(phrase, "nature")
}

/// "died aged 81", "died of malaria".
fn of_natural_causes(case: &Case<'_>) -> bool {
    if case.mention.frame != Frame::Dies {
        return false;
    }
    let document = case.document();
    let end = case.mention.tokens.end;
    let behind = document.words(end..document.tokens.len().min(end + 4));
    let of_age = ["aged ", "at the age of", "peacefully", "in his sleep", "in her sleep", "of natural causes"];
    let dies_of = case.clauses.with_preposition(case.verb, &["of", "from"]);
    case.roles.actors.is_empty() && of_age.iter().any(|words| behind.starts_with(words))
        || dies_of.is_some_and(|p| case.clauses.names(p, "illness") || case.clauses.names(p, "nature"))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn no_one_did_it() {
        for text in [
            "Lightning killed three farmers near Goma.",
            "The bishop died aged 81 in Goma.",
            "A storm battered the town hall of Goma.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }
}

//! Striking, fighting and killing: what strikes no one in truth. In: a verb of violence and its roles. Out: that it is no event, where it
//! is none. Must not know: nouns.

use super::case::Case;
use super::{NO_EVENT, Sense};
use crate::extraction::document::Tag;
use crate::knowledge::Frame;
use crate::model::{ActorKind as K, Participant};

pub(super) fn striking(case: &Case<'_>) -> Option<Sense> {
    let empty = match case.lemma {
        "hit" if case.bare && nothing_armed(case) => true,
        "strike" | "pound" | "batter" | "rattle" => case.bare && nothing_armed(case),
        "shoot" | "bring" | "attack" | "hit" | "bury" | "torpedo" | "target" | "assault" | "storm" | "demolish"
        | "hijack" | "sabotage" | "ambush" | "destroy" => undoes_words(case),
        "kill" | "slaughter" | "massacre" | "murder" | "assassinate" | "execute" | "butcher" | "slay" | "strangle" => {
            undoes_words(case) || kills_no_one(case)
        }
        "bomb" => flops(case),
        "fight" | "battle" => case.mention.frame == Frame::Clash && strives(case),
        _ => false,
    };
    if empty { NO_EVENT } else { None }
}

/// "Rising wages hit the depot": what does it is no one, no weapon and no event.
fn nothing_armed(case: &Case<'_>) -> bool {
    let clauses = case.clauses;
    let subject = clauses.subject(case.verb).first().and_then(|&s| clauses.noun(s));
    let thing = subject.is_some_and(|n| clauses.document.tokens[n.head].tag == Tag::Noun && !n.pronoun);
    thing && !case.done_by_something() && !clauses.passive(case.verb)
}

/// "shot down a plan", "attacked the budget": what is undone is words.
fn undoes_words(case: &Case<'_>) -> bool {
    let undone = case.clauses.undergoer_word(case.verb);
    case.lexicon.listed("abstract", undone) && !matches!(undone, "target" | "targets" | "stock" | "stocks" | "record")
}

/// "killed time", "killed it on stage".
fn kills_no_one(case: &Case<'_>) -> bool {
    let killed = case.clauses.undergoer_word(case.verb);
    case.lexicon.listed("lifeless", killed) || killed == "it"
}

/// "The comic bombed in Goma", "a play about rebels bombed at a theatre".
fn flops(case: &Case<'_>) -> bool {
    if case.bare && case.without_object() && case.lexicon.listed("film-work", case.clauses.subject_word(case.verb)) {
        return true;
    }
    case.bare && !case.armed && case.without_object() && case.roles.targets.is_empty() && case.roles.means.is_empty()
}

/// "Doctors fought to save the twins": no one armed, and no one against whom.
fn strives(case: &Case<'_>) -> bool {
    let peaceful = |p: &Participant| matches!(p.kind, K::Civilian | K::Business | K::Media | K::International);
    let actors = &case.roles.actors;
    actors.len() == 1 && actors.iter().all(peaceful) && case.roles.targets.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn words_and_time_are_no_targets() {
        for text in [
            "The bank shot down a plan on Monday.",
            "Doctors fought for hours in Goma.",
            "Recruits killed time in Goma on Monday.",
            "The senate killed the bill in Goma on Monday.",
            "The comic bombed in Goma on Monday.",
            "A play about rebels bombed at a theatre in Goma on Monday.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(who("Rebels shot down a helicopter near Goma."), ["ASSAULT rebels > helicopter"]);
    }
}

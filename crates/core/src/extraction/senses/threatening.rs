//! Threatening: warnings, vows and promises of force. In: a verb of speech and its roles. Out: whether it threatens. Must not know: nouns.

use super::case::Case;
use super::{Sense, event, only_if};
use crate::knowledge::Frame;
use crate::model::{ActorKind as K, EventType, Mode, Participant};

pub(super) fn threatening(case: &Case<'_>) -> Option<Sense> {
    match case.lemma {
        "promise" | "pledge" if case.bare && will_strike(case) => event(EventType::Threaten, Some(Mode::Violence)),
        "warn" | "vow" | "swear" => only_if(threatens(case)),
        _ => None,
    }
}

/// "promised to crush the revolt": those who have force promise it.
fn will_strike(case: &Case<'_>) -> bool {
    let forceful = case.by(&[K::Military, K::Rebel, K::Militia, K::Jihadist, K::Police, K::Government, K::Unknown]);
    let act = case.next_intent().filter(|_| forceful).map(|p| case.clauses.lemma(p));
    act.is_some_and(|lemma| {
        matches!(lemma, "avenge" | "punish" | "retaliate")
            || lemma != "target" && case.names_alone(lemma, |t| t.kind == EventType::Assault && t.frame == Frame::Acts)
    })
}

/// A warning threatens when a party speaks of what it, or force, will do.
fn threatens(case: &Case<'_>) -> bool {
    let own = case.next_intent();
    if own.is_some_and(|p| fights_wrongs(case, p)) {
        return false;
    }
    if own.is_some() && swears_revenge(case) {
        return true;
    }
    let document = case.document();
    let next = case.mention.tokens.end.min(case.sentence().end - 1);
    case.roles.actors.iter().any(speaks_for_force) && (of_force(case) || document.word(next) == "against")
}

/// "vowed to fight corruption": what is fought is a wrong.
fn fights_wrongs(case: &Case<'_>, verb: usize) -> bool {
    let heads = case.clauses.object(verb).into_iter().map(|o| case.clauses.head_word(o));
    heads.into_iter().any(|word| case.lexicon.listed("abstract", word) || case.lexicon.listed("ills", word))
}

/// "The elders vowed to take revenge": whoever swears to do it himself.
fn swears_revenge(case: &Case<'_>) -> bool {
    let revenge = |word: &str| {
        matches!(word, "revenge" | "avenge" | "retaliate" | "kill" | "burn" | "attack" | "punish" | "bomb")
    };
    matches!(case.lemma, "vow" | "swear") && !case.roles.actors.is_empty() && case.words_behind(10).any(revenge)
}

/// Those whose warning can be meant as their own deed.
fn speaks_for_force(who: &Participant) -> bool {
    !matches!(who.kind, K::International | K::Media | K::Civilian | K::Business | K::Infrastructure | K::Place)
}

/// Whether words near behind speak of force or of its return.
fn of_force(case: &Case<'_>) -> bool {
    let returned = |word: &str| {
        matches!(
            word,
            "retaliate" | "respond" | "avenge" | "revenge" | "consequences" | "retaliation" | "punish" | "fight"
        )
    };
    let forces = |lemma: &str| {
        case.names_alone(lemma, |t| matches!(t.kind, EventType::Assault | EventType::Coerce | EventType::Sanction))
    };
    case.words_behind(18).any(|word| returned(word) || case.lexicon.verb(word).is_some_and(|v| forces(v.lemma)))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn revenge_is_sworn_and_corruption_fought_in_words() {
        assert!(who("The elders vowed to take revenge on the rebels.")[0].starts_with("THREATEN elders"));
        assert!(!who("The minister vowed to fight corruption in Goma.").iter().any(|e| e.starts_with("THREATEN")));
    }
}

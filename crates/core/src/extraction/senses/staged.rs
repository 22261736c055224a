//! Staged: sport, stage and drills borrow the words of war. In: a mention of violence and its roles. Out: whether it is played. Must not
//! know: what kind of violence is named.

use super::case::Case;
use crate::extraction::document::{Document, Tag};
use crate::extraction::participants::is_armed;
use crate::extraction::phrases::{NounPhrase, Phrase};
use crate::model::{ActorKind as K, EventType, Participant};

/// Sport, stage and drills borrow the words of war.
pub(super) fn staged(case: &Case<'_>) -> bool {
    case.mention.kind == EventType::Assault && (in_drill(case) || in_story(case) || in_sport(case))
}

/// "In a drill, marines stormed a ferry."
fn in_drill(case: &Case<'_>) -> bool {
    let document = case.document();
    let drill = |n: &NounPhrase| {
        // "during a parade rehearsal" no one plays at war.
        let of_a_show = document.word(n.head) == "rehearsal"
            && n.head > n.tokens.start
            && document.tokens[n.head - 1].tag == Tag::Noun;
        case.lexicon.listed("drill", document.word(n.head))
            && !of_a_show
            && n.preposition.is_some_and(|p| matches!(document.word(p), "in" | "during"))
    };
    case.clauses.phrases.iter().filter_map(Phrase::noun).any(drill)
}

/// "In his latest thriller two gunmen hold up a train": a story is told in the present.
fn in_story(case: &Case<'_>) -> bool {
    let document = case.document();
    let told_now = case.mention.carrier.map_or(case.mention.phrase, |c| c.verb);
    let before = &case.clauses.phrases[..case.mention.phrase.min(6)];
    case.clauses.verb(told_now).is_some_and(|v| v.present || v.gerund)
        && before.iter().filter_map(Phrase::noun).any(|n| {
            case.lexicon.listed("fiction", document.word(n.head))
                && n.preposition.is_some_and(|p| document.word(p) == "in")
        })
}

/// Whether a sentence with a score or a word of sport tells of no one but players.
fn in_sport(case: &Case<'_>) -> bool {
    let (document, roles) = (case.document(), case.roles);
    let plays = |p: &Participant| {
        let last = p.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        case.lexicon.listed("sport", &last)
    };
    let armed = |p: &Participant| is_armed(p, case.lexicon) && !plays(p);
    let no_one_armed = !roles.actors.iter().any(armed) && roles.means.is_empty();
    let sentence = case.sentence();
    if no_one_armed && sentence.clone().any(|t| is_score(case, t)) {
        return true;
    }
    let of_sport = sentence.clone().any(|t| {
        case.lexicon.listed("sport", document.word(t))
            || t + 1 < sentence.end && case.lexicon.listed("sport", &document.words(t..t + 2))
    });
    // Attackers play too.
    let fights = |p: &Participant| armed(p) && !p.name.to_lowercase().ends_with("attackers");
    let stands_by =
        |p: &Participant| plays(p) || matches!(p.kind, K::Infrastructure | K::Unknown | K::Civilian | K::Business);
    let only_players = case.mention.verb
        && !roles.actors.iter().any(fights)
        && roles.actors.iter().chain(&roles.targets).all(stands_by);
    of_sport && (no_one_armed && roles.victims.is_empty() || only_players)
}

/// "beat them 3-1", "massacred 8-0": a score.
fn is_score(case: &Case<'_>, at: usize) -> bool {
    let document: &Document<'_> = case.document();
    let digits = |part: &str| !part.is_empty() && part.len() < 3 && part.chars().all(|c| c.is_ascii_digit());
    let pair = document.word(at).split_once(['-', '–']).is_some_and(|(a, b)| digits(a) && digits(b));
    let counts = at + 1 < case.sentence().end
        && document.tokens[at + 1].tag == Tag::Noun
        && !case.lexicon.listed("outcome", document.word(at + 1));
    pair && !counts
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn no_one_is_attacked_in_drills_and_matches() {
        for text in [
            "In a drill, marines stormed a ferry off Goma.",
            "Ten men from a club in Goma were massacred 8-0 on Monday by postmen.",
            "Strikers bombarded the goalkeeper in Goma on Monday.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }
}

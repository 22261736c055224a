//! Asking, refusing, voting, and taking words back. In: a verb of speech and its roles. Out: its sense, where not as listed. Must not know:
//! threats and promises (they are in `threatening`).

use super::case::Case;
use super::{NO_EVENT, Sense, event, only_if};
use crate::model::EventType;

pub(super) fn asking(case: &Case<'_>) -> Option<Sense> {
    let roles = case.roles;
    match case.lemma {
        "withdraw" if takes_back_words(case) => NO_EVENT,
        "reject" | "dismiss" | "rubbish" if case.mention.kind == EventType::Reject && calls_untrue(case) => {
            event(EventType::Deny, None)
        }
        "refuse" if roles.targets.is_empty() && to_comment(case) => NO_EVENT,
        "vote" if !case.by_official() => NO_EVENT,
        "request" | "ask" | "demand" if for_anonymity(case) => NO_EVENT,
        // "asked the people to leave", "have been asked to leave": a demand needs what is demanded.
        "ask" | "invite" | "pressure" | "lobby" | "beg" if case.bare => {
            only_if(case.next_verb(5).and_then(|p| case.clauses.verb(p)).is_some_and(|v| v.infinitive))
        }
        _ => None,
    }
}

/// "withdrew his statement": words are taken back, no one retreats.
fn takes_back_words(case: &Case<'_>) -> bool {
    let taken = case.clauses.undergoer_word(case.verb);
    case.lexicon.listed("told", taken)
        || case.lexicon.listed("abstract", taken)
        || matches!(taken, "confession" | "testimony")
}

/// "dismissed as untrue reports that", "rejected reports of a raid": what is turned down is what was told.
fn calls_untrue(case: &Case<'_>) -> bool {
    let document = case.document();
    let end = case.sentence().end;
    let mut near = case.mention.tokens.end..end.min(case.mention.tokens.end + 6);
    let called =
        near.any(|t| document.word(t) == "as" && t + 1 < end && case.lexicon.listed("untrue", document.word(t + 1)));
    let turned_down = case.clauses.undergoer_word(case.verb);
    called || matches!(turned_down, "report" | "reports" | "rumour" | "rumours" | "rumor" | "rumors")
}

/// "refused to comment", "refused to be named".
fn to_comment(case: &Case<'_>) -> bool {
    let document = case.document();
    let end = case.clauses.phrases[case.verb].tokens().end;
    (end..case.sentence().end.min(end + 4))
        .any(|t| matches!(document.word(t), "comment" | "named" | "identified" | "elaborate" | "silenced" | "say"))
}

/// "a source who requested anonymity", "asked not to be named": how a report speaks of its sources.
fn for_anonymity(case: &Case<'_>) -> bool {
    let document = case.document();
    let next = case.clauses.phrases.get(case.verb + 1);
    let holds = |words: &[&str]| next.is_some_and(|p| p.tokens().any(|t| words.contains(&document.word(t))));
    matches!(case.clauses.object_word(case.verb), "anonymity" | "confidentiality")
        || holds(&["named", "identified", "quoted"]) && holds(&["not"])
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn words_are_taken_back() {
        assert_eq!(who("The clerk withdrew his statement in Goma."), Vec::<String>::new());
        assert_eq!(who("The army withdrew its troops from Goma.").len(), 1);
    }
}

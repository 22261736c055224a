//! Senses: what a word with several senses names here, by who takes part. In: a mention and its roles. Out: its type, or that it is
//! no event. Must not know: certainty, time, other sentences.
//!
//! First what holds of all words (unwilled, staged, told in passing), then nouns, or for verbs the rooms in their order.

mod asking;
mod backing;
mod case;
mod moving;
mod nouns;
mod protesting;
mod restraining;
mod staged;
mod striking;
mod taking;
mod threatening;
mod unwilled;
mod wrecking;

use super::clauses::Clauses;
use super::document::Tag;
use super::idioms;
use super::mentions::Mention;
use super::roles::Roles;
use crate::knowledge::Knowledge;
use crate::model::{EventType, Mode};
use case::Case;

/// The type and mode a mention has here; `None` where the words name no event.
type Sense = Option<(EventType, Option<Mode>)>;

/// What a room rules where the words name no event.
const NO_EVENT: Option<Sense> = Some(None);

/// What a room rules where the words name an event of another type than the one they are listed with.
const fn event(kind: EventType, mode: Option<Mode>) -> Option<Sense> {
    Some(Some((kind, mode)))
}

/// What a room rules where the words name the event they are listed with, if any.
fn only_if(so: bool) -> Option<Sense> {
    if so { None } else { NO_EVENT }
}

/// The rooms for verbs. The first that rules decides; where none does, the verb has the sense it is listed with.
const ROOMS: [fn(&Case<'_>) -> Option<Sense>; 9] = [
    taking::taking,
    striking::striking,
    wrecking::wrecking,
    restraining::restraining,
    protesting::protesting,
    moving::moving,
    backing::backing,
    asking::asking,
    threatening::threatening,
];

/// The type and mode a mention has here; `None` where the words name no event.
pub(super) fn sense(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    roles: &Roles,
    knowledge: &Knowledge,
) -> Option<(EventType, Option<Mode>)> {
    let case = Case::new(clauses, mention, roles, &knowledge.lexicon);
    if unwilled::no_one_did_it(&case) || unwilled::only_displaced(&case) || staged::staged(&case) {
        return None;
    }
    let as_listed = Some((mention.kind, mention.mode));
    if !mention.verb {
        return nouns::noun_sense(&case).unwrap_or(as_listed);
    }
    if in_passing(&case) || generic_gerund(&case) {
        return None;
    }
    let idiom = idioms::told(case.lexicon.trigger(mention.trigger), roles, case.lexicon);
    idiom.or_else(|| ROOMS.iter().find_map(|room| room(&case))).unwrap_or(as_listed)
}

/// "a claim the army denies", "Rwanda, which Congo has accused": told in passing, of what the main clause names.
fn in_passing(case: &Case<'_>) -> bool {
    matches!(case.mention.kind, EventType::Accuse | EventType::Deny)
        && case.bare
        && case.clauses.in_object_relative(case.verb)
}

/// "Capturing the town is significant", "killing people is no solution": the act as such.
fn generic_gerund(case: &Case<'_>) -> bool {
    let (clauses, verb) = (case.clauses, case.verb);
    let opens = verb == 0 || clauses.verb(verb - 1).is_none() && clauses.noun(verb - 1).is_none();
    if !opens || !clauses.verb(verb).is_some_and(|v| v.gerund) {
        return false;
    }
    let after = clauses.object(verb).last().map_or(verb + 1, |last| last + 1);
    clauses.verb(after).is_some_and(|v| clauses.document.tokens[v.head].tag == Tag::Be)
}

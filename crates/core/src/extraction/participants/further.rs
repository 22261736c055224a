//! Further: what the words around a noun phrase add to whom it names: longer names, appositions, loyalties.

use super::identity::{Identity, clean, generic_at, identify, is_body, is_fighting, names_in};
use super::{can_act, extended};
use crate::extraction::clauses::Clauses;
use crate::extraction::document::{Document, Tag};
use crate::extraction::naming::name_at;
use crate::extraction::phrases::{NounPhrase, Phrase};
use crate::knowledge::{ActorHit, Knowledge};
use crate::model::ActorKind;
use std::ops::Range;

/// A movement that has become a party is one on the day of the report, unless its fighters are spoken of.
pub(super) fn party(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
    let document = clauses.document;
    let Some((id, day)) = identity.id.as_deref().zip(document.setting.day) else { return };
    let Some(kind) = knowledge.actors.kind_on(id, day) else { return };
    let armed = clauses.noun(phrase).is_some_and(|noun| {
        generic_at(document, &noun.tokens, noun.head, knowledge).is_some_and(|(kind, ..)| is_fighting(kind))
    });
    if !armed {
        identity.kind = kind;
    }
}

/// Whom a noun with its of-chain names: a title in capitals or a word for people does, "control of rebel territory" does not.
pub(super) fn named_behind(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let things = ["control", "seizure", "capture", "fall", "loss", "territory", "use", "support", "death", "deaths"];
    identify(document, tokens, head, knowledge).filter(|_| !things.contains(&document.word(head)))
}

/// A name of the registry that holds the head and goes on behind the phrase, and where it ends: "the Armed Forces of Ukraine".
pub(super) fn long_name(
    document: &Document<'_>,
    phrase: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<(usize, usize)> {
    let end = document.sentences.get(document.sentence_of(head))?.tokens.end;
    (phrase.start..head + 1).find_map(|at| {
        let found = name_at(document, at, end, knowledge)?;
        // A mark behind a name is no part of it: "the ` Free Syrian Army '" is not the "Syrian Army".
        let last = document.tokens[found.tokens.end - 1].tag;
        let goes_on = found.tokens.end > phrase.end && !matches!(last, Tag::Mark | Tag::Quote | Tag::Possessive);
        match found.hit {
            ActorHit::Actor(number) if goes_on => Some((number, found.tokens.end)),
            _ => None,
        }
    })
}

/// "the Movement for Dawn", "Association of Writers": a name in capitals goes on behind "for" and "of".
pub(super) fn whole_name(clauses: &Clauses<'_, '_>, phrase: usize, tokens: &Range<usize>, identity: &mut Identity) {
    let document = clauses.document;
    let proper = |p: usize| clauses.noun(p).is_some_and(|n| document.tokens[n.head].tag == Tag::Proper);
    let office = matches!(identity.kind, ActorKind::Government | ActorKind::Military) && identity.known;
    if identity.id.is_some() || office || !proper(phrase) || !proper(phrase + 2) || tokens.end <= tokens.start {
        return;
    }
    let Some(next) = clauses.noun(phrase + 2).filter(|n| n.tokens.end <= tokens.end) else { return };
    let article = usize::from(document.tokens[tokens.start].tag == Tag::Determiner);
    identity.name = clean(document, tokens.start + article..next.tokens.end);
}

/// "forces loyal to the president", "fighters allied with them": where the words for the allegiance end.
pub(super) fn allegiance(clauses: &Clauses<'_, '_>, phrase: usize) -> Option<usize> {
    let document = clauses.document;
    let at = clauses.noun(phrase)?.tokens.end;
    let last = document.sentences[document.sentence_of(at.checked_sub(1)?)].tokens.end;
    let tie = at + 2 < last
        && matches!(document.word(at), "loyal" | "allied" | "opposed" | "affiliated" | "linked" | "close")
        && matches!(document.word(at + 1), "to" | "with");
    let to = clauses.noun(clauses.phrase_of(at + 2)).filter(|n| tie && !n.pronoun)?;
    Some(to.tokens.end)
}

/// "the president of Mozambique", "commanders of the M23": what follows "of" gives a description its country and kind.
/// Whether it names someone.
pub(super) fn belongs(
    document: &Document<'_>,
    after: Range<usize>,
    identity: &mut Identity,
    knowledge: &Knowledge,
) -> bool {
    if after.is_empty() || identity.id.is_some() || !identity.known || !can_act(identity.kind) {
        return false;
    }
    let names = names_in(document, &after, knowledge);
    if names.start().is_none() {
        return false;
    }
    if identity.country.is_none() {
        identity.country = names.country(knowledge);
    }
    if let Some((number, _)) = &names.other
        && !matches!(identity.kind, ActorKind::Civilian | ActorKind::Media)
    {
        identity.kind = knowledge.actors.get(*number).kind;
    }
    true
}

/// "a patrol of the rural guard", "a column of gendarmes", "men of the Forest Brigade": those who make it up belong to the words for it.
pub(super) fn made_up_of(clauses: &Clauses<'_, '_>, phrase: usize, identity: &Identity, knowledge: &Knowledge) -> bool {
    let document = clauses.document;
    let Some(next) = clauses.noun(phrase + 2).filter(|n| !n.time && !n.pronoun) else { return false };
    let of = next.preposition.is_some_and(|p| document.word(p) == "of");
    let people = generic_at(document, &next.tokens, next.head, knowledge).is_some_and(|(kind, ..)| can_act(kind));
    of && identity.id.is_none() && can_act(identity.kind) && people
}

/// "the governor of the province, Jean Mba, said": the name behind a description of one person or body.
pub(super) fn apposed(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
    let document = clauses.document;
    let comma =
        |p: usize| clauses.phrases.get(p).is_some_and(|p| matches!(p, Phrase::Other(t) if document.word(*t) == ","));
    let mut last = phrase;
    while clauses.noun(last + 2).is_some_and(|n| n.preposition.is_some_and(|p| document.word(p) == "of")) {
        last += 2;
    }
    let Some(name) = clauses.noun(last + 2).filter(|n| comma(last + 1) && !n.time && n.preposition.is_none()) else {
        return;
    };
    // "Two hundred people, Emergency Lawyers, a group, said": many are no one body.
    let many = |n: &NounPhrase| {
        let counted = n.tokens.clone().any(|t| document.tokens[t].tag == Tag::Number);
        counted || matches!(document.word(n.head), "people" | "men" | "women" | "children" | "police")
    };
    let plural = clauses.noun(phrase).is_some_and(|n| document.word(n.head).ends_with('s') || many(n));
    if identity.id.is_some() || !identity.known || plural || !comma(last + 3) || !can_act(identity.kind) {
        return;
    }
    if document.tokens[name.head].tag != Tag::Proper {
        return;
    }
    let Some(found) = identify(document, &name.tokens, name.head, knowledge) else { return };
    let body = clauses.noun(phrase).is_some_and(|n| knowledge.lexicon.is_collective(document.word(n.head)));
    let unlike = |id: &str| id.starts_with("state-") || body && knowledge.actors.is_person(id);
    if found.id.as_deref().is_some_and(unlike) || !can_act(found.kind) {
        return;
    }
    identity.name = found.name;
    identity.id = found.id;
    identity.country = found.country.or_else(|| identity.country.take());
    if found.kind != ActorKind::Unknown {
        identity.kind = found.kind;
    }
}

/// "a group calling itself the Sword", "an organization known as the Sword of Dawn": the name that it goes by.
pub(super) fn self_styled(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(phrase).filter(|n| identity.id.is_none() && is_body(document.word(n.head))) else {
        return;
    };
    let last = document.sentences[document.sentence_of(noun.head)].tokens.end;
    let words = document.words(noun.tokens.end..last.min(noun.tokens.end + 2));
    let skipped = match words.as_str() {
        "calling itself" | "known as" | "styling itself" | "that calls" | "naming itself" => 2,
        _ if matches!(document.word(noun.tokens.end.min(last - 1)), "called" | "named" | "dubbed") => 1,
        _ => return,
    };
    let at = clauses.phrase_of((noun.tokens.end + skipped).min(last - 1));
    let Some(name) = clauses.noun(at).filter(|n| document.tokens[n.head].tag == Tag::Proper) else { return };
    let Some(mut found) = identify(document, &name.tokens, name.head, knowledge) else { return };
    if let Some((tokens, _)) = extended(clauses, at) {
        whole_name(clauses, at, &tokens, &mut found);
    }
    identity.name = found.name;
    identity.id = found.id;
    identity.country = found.country.or_else(|| identity.country.take());
}

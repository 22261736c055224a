//! Identity: whom a noun phrase names, by the registry, by generic words, or by its own capitals.

use crate::extraction::document::{Document, Tag};
use crate::extraction::naming::{NameHit, name_at};
use crate::knowledge::{ActorHit, Knowledge};
use crate::model::ActorKind;
use std::ops::Range;

/// The generic word for people or things that ends at `head`: "armed men", "security forces".
pub(in crate::extraction) fn generic_at(
    document: &Document<'_>,
    phrase: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<(ActorKind, bool, Range<usize>)> {
    for start in phrase.start.max(head.saturating_sub(2))..=head {
        let tokens = start..head + 1;
        if let Some((kind, plural)) = knowledge.lexicon.agent(&document.words(tokens.clone())) {
            return Some((kind, plural, tokens));
        }
    }
    let common = matches!(document.tokens[head].tag, Tag::Noun);
    (common && sounds_like_people(document.word(head), knowledge)).then_some((
        ActorKind::Civilian,
        true,
        head..head + 1,
    ))
}

/// Whether a plural that no list has is formed like a word for people by what they do: "pickers", "lobbyists", "auctioneers".
fn sounds_like_people(word: &str, knowledge: &Knowledge) -> bool {
    let formed = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| stem.len() > 3);
    let doers = ["ers", "ors", "ists", "eers", "icians", "women"].into_iter().any(formed);
    let lexicon = &knowledge.lexicon;
    doers
        && !lexicon.is_thing(word)
        && lexicon.weapon(word).is_none()
        && lexicon.noun_triggers(word).is_empty()
        && !lexicon.listed("no-person", word)
}

/// What a noun phrase is found to name.
#[derive(Debug, Clone)]
pub(in crate::extraction) struct Identity {
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub kind: ActorKind,
    /// Found in the registry or among the generic words; else only its capitals speak for it.
    pub known: bool,
}

/// The registry names of a phrase: the last state (or people, or seat) and the last other name.
#[derive(Debug, Default)]
pub(super) struct Names {
    state: Option<(usize, Range<usize>)>,
    pub(super) other: Option<(usize, Range<usize>)>,
}

pub(super) fn names_in(document: &Document<'_>, tokens: &Range<usize>, knowledge: &Knowledge) -> Names {
    let mut names = Names::default();
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(found) = name_at(document, at, tokens.end, knowledge) else {
            at += 1;
            continue;
        };
        at = found.tokens.end;
        match found.hit {
            ActorHit::Actor(n) if knowledge.actors.get(n).id.starts_with("state-") => {
                names.state = Some((n, found.tokens));
            }
            ActorHit::Demonym(n) | ActorHit::Seat(n) => names.state = Some((n, found.tokens)),
            ActorHit::Actor(n) => names.other = Some((n, found.tokens)),
        }
    }
    names
}

impl Names {
    /// The country that the names speak of: a state's own, else that of the other name.
    pub(super) fn country(&self, knowledge: &Knowledge) -> Option<String> {
        let of = |at: &Option<(usize, Range<usize>)>| at.as_ref().and_then(|(n, _)| knowledge.actors.get(*n).country);
        of(&self.state).or_else(|| of(&self.other)).map(str::to_owned)
    }

    /// The first token of any of the names.
    pub(super) fn start(&self) -> Option<usize> {
        [&self.state, &self.other].into_iter().flatten().map(|(_, at)| at.start).min()
    }
}

/// Who or what the phrase over `tokens` with that head names; `None` where it names no participant.
pub(in crate::extraction) fn identify(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let mut names = names_in(document, tokens, knowledge);
    let people =
        |(n, at): &(usize, Range<usize>)| at.end <= head && knowledge.actors.get(*n).kind == ActorKind::Civilian;
    names.other = names.other.filter(|other| !people(other));
    // "The United States" are no kind of states: a name that holds the head leaves nothing to describe.
    let state_holds_head = names.state.as_ref().is_some_and(|(_, at)| at.len() > 1 && at.contains(&head));
    let generic = generic_at(document, tokens, head, knowledge).filter(|_| !state_holds_head);
    if let Some(person) = titled(document, tokens, head, &names, knowledge) {
        return Some(person);
    }
    if let Some((number, at)) = &names.other
        && (at.end > head || generic.is_none())
    {
        return Some(registered(*number, knowledge));
    }
    if let Some((kind, plural, at)) = generic {
        if let Some((number, _)) = names.other.as_ref().filter(|_| plural || is_body(document.word(head)))
            && is_fighting(kind)
            && is_fighting(knowledge.actors.get(*number).kind)
        {
            return Some(registered(*number, knowledge));
        }
        return Some(described(document, kind, at, head, &names, knowledge));
    }
    match &names.state {
        Some((number, at)) if at.end > head => state(document, tokens, head, *number, at, knowledge),
        _ => proper(document, tokens, head).map(|identity| Identity { country: names.country(knowledge), ..identity }),
    }
}

/// "M23 rebels", "the M23 rebel group": the group itself.
pub(super) fn is_fighting(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist | ActorKind::Military)
}

/// Nouns for an armed body.
pub(in crate::extraction) fn is_body(head: &str) -> bool {
    matches!(
        head,
        "group"
            | "movement"
            | "organization"
            | "organisation"
            | "militia"
            | "paramilitary"
            | "paramilitaries"
            | "forces"
            | "force"
            | "army"
    )
}

pub(super) fn registered(number: usize, knowledge: &Knowledge) -> Identity {
    let actor = knowledge.actors.get(number);
    Identity {
        name: actor.name.to_owned(),
        id: Some(actor.id.to_owned()),
        country: actor.country.map(str::to_owned),
        kind: actor.kind,
        known: true,
    }
}

/// "army spokesman Ali Hassan", "Congolese President Jean Mba": a name that the registry lacks behind a title.
fn titled(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    names: &Names,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let known = [&names.state, &names.other].into_iter().flatten().any(|(_, at)| at.end > head);
    if known || document.tokens[head].tag != Tag::Proper {
        return None;
    }
    let (kind, until) = (tokens.start..head)
        .rev()
        .find_map(|at| generic_at(document, tokens, at, knowledge).map(|(kind, _, words)| (kind, words.end)))?;
    let bare = (until..head).all(|t| document.tokens[t].tag == Tag::Proper);
    if !bare || matches!(kind, ActorKind::Infrastructure | ActorKind::Place) {
        return None;
    }
    let owner = names.other.as_ref().map(|(n, _)| knowledge.actors.get(*n).kind);
    Some(Identity {
        name: clean(document, until..head + 1),
        id: None,
        country: names.country(knowledge),
        kind: owner.unwrap_or(kind),
        known: true,
    })
}

/// "Syrian soldiers", "Hamas fighters", "gunmen": a description, never an identity.
fn described(
    document: &Document<'_>,
    kind: ActorKind,
    words: Range<usize>,
    head: usize,
    names: &Names,
    knowledge: &Knowledge,
) -> Identity {
    let owner = names.other.as_ref().map(|(n, _)| knowledge.actors.get(*n).kind);
    let kind = match (kind, owner) {
        (ActorKind::Military | ActorKind::Rebel, Some(owner)) if document.word(head) != "army" => owner,
        // "UN experts", "NATO officials".
        (ActorKind::Civilian | ActorKind::Government, Some(ActorKind::International)) => ActorKind::International,
        _ => kind,
    };
    let start = names.start().map_or(words.start, |s| s.min(words.start));
    let body =
        knowledge.lexicon.is_collective(document.word(head)) && is_fighting(kind) || is_named_body(document.word(head));
    let start = if body { named_before(document, start) } else { name_from(document, start, head) };
    Identity { name: clean(document, start..head + 1), id: None, country: names.country(knowledge), kind, known: true }
}

/// Bodies that go by a name before the word for them: "the Red Dawn cell".
fn is_named_body(head: &str) -> bool {
    matches!(
        head,
        "cell"
            | "sect"
            | "gang"
            | "faction"
            | "clan"
            | "cartel"
            | "brigade"
            | "movement"
            | "front"
            | "militia"
            | "group"
            | "tribe"
    )
}

/// The first token of the name in capitals that stands right before.
fn named_before(document: &Document<'_>, start: usize) -> usize {
    let mut from = start;
    while from > 0
        && document.tokens[from - 1].tag == Tag::Proper
        && document.tokens[from - 1].capital
        && document.sentence_of(from - 1) == document.sentence_of(start)
        && !document.sentences[document.sentence_of(start)].capitals
    {
        from -= 1;
    }
    from
}

/// Where a name begins whose last word is also a common one: "the Dawn Companies", "the Sand Brigade".
fn name_from(document: &Document<'_>, start: usize, head: usize) -> usize {
    let proper = |token: usize| {
        let own = document.tokens[token];
        own.tag == Tag::Proper && own.capital && !document.sentences[document.sentence_of(token)].capitals
    };
    let mut from = start;
    while proper(head) && from > 0 && proper(from - 1) && document.sentence_of(from - 1) == document.sentence_of(head) {
        from -= 1;
    }
    from
}

/// A state by its name or seat, or a people by its name.
fn state(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    number: usize,
    at: &Range<usize>,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let found = name_at(document, at.start, at.end, knowledge);
    let people = matches!(found, Some(NameHit { hit: ActorHit::Demonym(_), .. }));
    if people && document.word(tokens.start) == "both" {
        return None;
    }
    let plural = document.word(head).ends_with('s');
    let kind = if people && plural { ActorKind::Civilian } else { ActorKind::Government };
    Some(Identity { kind, ..registered(number, knowledge) })
}

pub(super) fn clean(document: &Document<'_>, tokens: Range<usize>) -> String {
    let words: Vec<&str> =
        tokens.map(|t| &document.text[document.tokens[t].span.start..document.tokens[t].span.end]).collect();
    words.join(" ").replace(" 's", "'s").replace(" ’s", "’s")
}

/// A name that only its capitals tell: a person or body not in the registry.
pub(super) fn proper(document: &Document<'_>, tokens: &Range<usize>, head: usize) -> Option<Identity> {
    if document.tokens[head].tag != Tag::Proper {
        return None;
    }
    let mut start = head;
    // "the Dawn Companies": a word of time in capitals inside a name is part of it.
    let part = |t: usize| {
        let token = document.tokens[t];
        token.tag == Tag::Proper || token.tag == Tag::Time && token.capital
    };
    while start > tokens.start && part(start - 1) {
        start -= 1;
    }
    let name = clean(document, start..head + 1);
    (name.chars().count() > 2).then_some(Identity {
        name,
        id: None,
        country: None,
        kind: ActorKind::Unknown,
        known: false,
    })
}

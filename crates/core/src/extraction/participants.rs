//! Participants: what a noun phrase names, by the registry, by generic words, or by its own capitals.

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::figures::number_at;
use crate::knowledge::{ActorHit, Knowledge, fold};
use crate::model::{ActorKind, Figure, Participant, Report, Scope, Span};
use std::ops::Range;

/// A name of the registry at a place in the text.
#[derive(Debug, Clone)]
pub(super) struct NameHit {
    pub tokens: Range<usize>,
    pub hit: ActorHit,
}

/// The longest registry name at `start`.
pub(super) fn name_at(document: &Document<'_>, start: usize, end: usize, knowledge: &Knowledge) -> Option<NameHit> {
    let first = fold(document.word(start));
    let first = first.split(' ').next().unwrap_or("").to_owned();
    let longest = knowledge.actors.longest(&first).min(end - start);
    for length in (1..=longest).rev() {
        let tokens = start..start + length;
        let span = document.span(tokens.clone());
        let raw = &document.text[span.start..span.end];
        let key = fold(raw);
        let Some(hit) = knowledge.actors.find(&key).first() else { continue };
        let capital = document.tokens[tokens.clone()].iter().any(|t| t.capital);
        let acronym = key.len() <= 4 && length == 1 && knowledge.actors.is_acronym(&key);
        let fits = if acronym { raw.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) } else { capital };
        if fits && !(length == 1 && document.word(start) == "us" && !raw.contains('U')) {
            return Some(NameHit { tokens, hit: *hit });
        }
    }
    None
}

/// The generic word for people or things that ends at `head`: "armed men", "security forces".
pub(super) fn generic_at(
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
    None
}

/// What a noun phrase is found to name.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub kind: ActorKind,
    /// Found in the registry or among the generic words; else only its capitals speak for it.
    pub known: bool,
}

/// Who or what the phrase over `tokens` with that head names; `None` where it names no participant.
pub(super) fn identify(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let mut state = None;
    let mut at = tokens.start;
    let mut named = None;
    while at < tokens.end {
        match name_at(document, at, tokens.end, knowledge) {
            Some(found) => {
                at = found.tokens.end;
                match found.hit {
                    ActorHit::Actor(n) if knowledge.actors.get(n).id.starts_with("state-") => {
                        state = Some((n, found.tokens))
                    }
                    ActorHit::Demonym(n) | ActorHit::Seat(n) => state = Some((n, found.tokens)),
                    ActorHit::Actor(n) => named = Some((n, found.tokens)),
                }
            }
            None => at += 1,
        }
    }
    let generic = generic_at(document, tokens, head, knowledge);
    if let Some((number, at)) = &named
        && (at.end > head || generic.is_none())
    {
        let actor = knowledge.actors.get(*number);
        return Some(Identity {
            name: actor.name.to_owned(),
            id: Some(actor.id.to_owned()),
            country: actor.country.map(str::to_owned),
            kind: actor.kind,
            known: true,
        });
    }
    let country = state.as_ref().and_then(|(n, _)| knowledge.actors.get(*n).country).map(str::to_owned);
    if let Some((kind, _, at)) = generic {
        let start = state.as_ref().map_or(at.start, |(_, s)| s.start.min(at.start));
        let owner = named.as_ref().map(|(n, _)| knowledge.actors.get(*n));
        let kind = match (kind, owner) {
            (ActorKind::Military | ActorKind::Rebel, Some(owner)) if document.word(head) != "army" => owner.kind,
            _ => kind,
        };
        let start = named.as_ref().map_or(start, |(_, s)| s.start.min(start));
        return Some(Identity {
            name: clean(document, start..head + 1),
            id: None,
            country: country.or_else(|| owner.and_then(|o| o.country).map(str::to_owned)),
            kind,
            known: true,
        });
    }
    if let Some((number, at)) = state {
        let actor = knowledge.actors.get(number);
        if at.end > head {
            let people = matches!(
                name_at(document, at.start, at.end, knowledge),
                Some(NameHit { hit: ActorHit::Demonym(_), .. })
            );
            let plural = document.word(head).ends_with('s');
            if people && document.word(tokens.start) == "both" {
                return None;
            }
            return Some(Identity {
                name: actor.name.to_owned(),
                id: Some(actor.id.to_owned()),
                country,
                kind: if people && plural { ActorKind::Civilian } else { ActorKind::Government },
                known: true,
            });
        }
        return None;
    }
    proper(document, tokens, head)
}

fn clean(document: &Document<'_>, tokens: Range<usize>) -> String {
    let words: Vec<&str> =
        tokens.map(|t| &document.text[document.tokens[t].span.start..document.tokens[t].span.end]).collect();
    words.join(" ").replace(" 's", "'s").replace(" ’s", "’s")
}

/// A name that only its capitals tell: a person or body not in the registry.
fn proper(document: &Document<'_>, tokens: &Range<usize>, head: usize) -> Option<Identity> {
    if document.tokens[head].tag != Tag::Proper {
        return None;
    }
    let mut start = head;
    while start > tokens.start && matches!(document.tokens[start - 1].tag, Tag::Proper) {
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

/// The noun phrase with its of-chain, and the phrase whose head decides what it names ("dozens of people": people).
pub(super) fn extended(clauses: &Clauses<'_, '_>, phrase: usize) -> Option<(Range<usize>, usize)> {
    let document = clauses.document;
    let noun = clauses.noun(phrase)?;
    let mut tokens = noun.tokens.clone();
    let mut decides = phrase;
    let mut at = phrase;
    while let Some(next) = clauses.noun(at + 2) {
        let of = next.preposition.is_some_and(|p| matches!(document.word(p), "of" | "for"));
        let is_for = next.preposition.is_some_and(|p| document.word(p) == "for");
        if !of || is_for && document.tokens[noun.head].tag != Tag::Proper || next.time {
            break;
        }
        if quantity(document, clauses.noun(at)?.head) {
            decides = at + 2;
        }
        tokens.end = next.tokens.end;
        at += 2;
    }
    Some((tokens, decides))
}

fn quantity(document: &Document<'_>, head: usize) -> bool {
    document.tokens[head].tag == Tag::Number
        || matches!(
            document.word(head),
            "group"
                | "number"
                | "member"
                | "members"
                | "hundreds"
                | "thousands"
                | "dozens"
                | "scores"
                | "series"
                | "majority"
                | "couple"
                | "some"
                | "many"
                | "all"
                | "most"
                | "both"
                | "several"
                | "few"
                | "handful"
                | "leaders"
                | "wave"
                | "column"
                | "part"
                | "parts"
                | "tens"
                | "millions"
                | "bodies"
                | "crowds"
                | "crowd"
                | "elements"
                | "contingent"
                | "half"
                | "total"
        )
}

/// The participant a noun phrase names, with its quote.
pub(super) fn participant(
    clauses: &Clauses<'_, '_>,
    phrase: usize,
    report: &Report,
    knowledge: &Knowledge,
) -> Option<(Participant, Identity)> {
    let document = clauses.document;
    let noun = clauses.noun(phrase)?;
    if noun.pronoun || noun.time {
        return None;
    }
    let (tokens, decides) = extended(clauses, phrase)?;
    let deciding = clauses.noun(decides)?;
    let identity = identify(document, &deciding.tokens, deciding.head, knowledge)
        .or_else(|| identify(document, &tokens, deciding.head, knowledge))?;
    let from = if matches!(document.word(tokens.start), "the" | "a" | "an") && tokens.len() > 1 {
        tokens.start + 1
    } else {
        tokens.start
    };
    let until = if decides == phrase && identity.known { noun.tokens.end } else { tokens.end };
    let span = trimmed(document, document.span(from..until.max(from + 1)));
    let count =
        number_at(document, tokens.start, tokens.end).filter(|n| !n.ordinal && n.tokens.end < tokens.end).map(|n| {
            Figure {
                quote: report.quote(document.span(n.tokens.clone())),
                low: n.low,
                high: n.high,
                unit: None,
                who: None,
                group: None,
                scope: Scope::Total,
                source: None,
            }
        });
    let participant = Participant {
        quote: report.quote(span),
        name: identity.name.clone(),
        id: identity.id.clone(),
        country: identity.country.clone(),
        kind: identity.kind,
        count,
    };
    Some((participant, identity))
}

fn trimmed(document: &Document<'_>, span: Span) -> Span {
    let words = &document.text[span.start..span.end];
    let end = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words).len();
    Span::new(span.start, span.start + end.max(1))
}

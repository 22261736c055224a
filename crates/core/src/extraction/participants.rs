//! Participants: what a noun phrase names, by the registry, by generic words, or by its own capitals.

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::figures::number_at;
use super::phrases::Phrase;
use crate::knowledge::{ActorHit, Knowledge};
use crate::model::{ActorKind, Figure, Participant, Report, Scope, Span};
use std::ops::Range;

pub(super) use super::naming::{NameHit, name_at};

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
pub(super) struct Identity {
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub kind: ActorKind,
    /// Found in the registry or among the generic words; else only its capitals speak for it.
    pub known: bool,
}

/// The registry names of a phrase: the last state (or people, or seat) and the last other name.
#[derive(Debug, Default)]
struct Names {
    state: Option<(usize, Range<usize>)>,
    other: Option<(usize, Range<usize>)>,
}

fn names_in(document: &Document<'_>, tokens: &Range<usize>, knowledge: &Knowledge) -> Names {
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
    fn country(&self, knowledge: &Knowledge) -> Option<String> {
        let of = |at: &Option<(usize, Range<usize>)>| at.as_ref().and_then(|(n, _)| knowledge.actors.get(*n).country);
        of(&self.state).or_else(|| of(&self.other)).map(str::to_owned)
    }

    /// The first token of any of the names.
    fn start(&self) -> Option<usize> {
        [&self.state, &self.other].into_iter().flatten().map(|(_, at)| at.start).min()
    }
}

/// Who or what the phrase over `tokens` with that head names; `None` where it names no participant.
pub(super) fn identify(
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
fn is_fighting(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist | ActorKind::Military)
}

/// Nouns for an armed body.
pub(super) fn is_body(head: &str) -> bool {
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

fn registered(number: usize, knowledge: &Knowledge) -> Identity {
    let actor = knowledge.actors.get(number);
    Identity {
        name: actor.name.to_owned(),
        id: Some(actor.id.to_owned()),
        country: actor.country.map(str::to_owned),
        kind: actor.kind,
        known: true,
    }
}

/// A movement that has become a party is one on the day of the report, unless its fighters are spoken of.
fn party(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
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
    let long = (decides == phrase).then(|| long_name(document, &noun.tokens, noun.head, knowledge)).flatten();
    let mut identity = long
        .as_ref()
        .map(|(number, _)| registered(*number, knowledge))
        .or_else(|| identify(document, &deciding.tokens, deciding.head, knowledge))
        .or_else(|| named_behind(document, &tokens, deciding.head, knowledge))?;
    if decides == phrase && long.is_none() {
        whole_name(clauses, phrase, &tokens, &mut identity);
    }
    let tied = (decides == phrase).then(|| allegiance(clauses, phrase)).flatten();
    let tokens = tokens.start..tied.unwrap_or(tokens.end).max(tokens.end);
    let of_name = long.is_some()
        || decides == phrase && belongs(document, noun.tokens.end..tokens.end, &mut identity, knowledge)
        || decides == phrase && made_up_of(clauses, phrase, &identity, knowledge)
        || tied.is_some();
    party(clauses, phrase, &mut identity, knowledge);
    apposed(clauses, phrase, &mut identity, knowledge);
    self_styled(clauses, phrase, &mut identity, knowledge);
    let from = if matches!(document.word(tokens.start), "the" | "a" | "an") && tokens.len() > 1 {
        tokens.start + 1
    } else {
        tokens.start
    };
    let until = if decides == phrase && identity.known && !of_name { noun.tokens.end } else { tokens.end };
    let until = long.map_or(until, |(_, end)| end);
    let span = trimmed(document, document.span(from..until.max(from + 1)));
    let participant = Participant {
        quote: report.quote(span),
        name: identity.name.clone(),
        id: identity.id.clone(),
        country: identity.country.clone(),
        kind: identity.kind,
        count: count(document, &tokens, report),
    };
    Some((participant, identity))
}

/// Whom a noun with its of-chain names: a title in capitals or a word for people does, "control of rebel territory" does not.
fn named_behind(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    knowledge: &Knowledge,
) -> Option<Identity> {
    let things = ["control", "seizure", "capture", "fall", "loss", "territory", "use", "support", "death", "deaths"];
    identify(document, tokens, head, knowledge).filter(|_| !things.contains(&document.word(head)))
}

/// A name of the registry that holds the head and goes on behind the phrase, and where it ends: "the Armed Forces of Ukraine".
fn long_name(
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
fn whole_name(clauses: &Clauses<'_, '_>, phrase: usize, tokens: &Range<usize>, identity: &mut Identity) {
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
fn allegiance(clauses: &Clauses<'_, '_>, phrase: usize) -> Option<usize> {
    let document = clauses.document;
    let at = clauses.noun(phrase)?.tokens.end;
    let last = document.sentences[document.sentence_of(at.checked_sub(1)?)].tokens.end;
    let tie = at + 2 < last
        && matches!(document.word(at), "loyal" | "allied" | "opposed" | "affiliated" | "linked" | "close")
        && matches!(document.word(at + 1), "to" | "with");
    let to = clauses.noun(clauses.phrase_of(at + 2)).filter(|n| tie && !n.pronoun)?;
    Some(to.tokens.end)
}

/// How many a phrase says they are: "two soldiers".
fn count(document: &Document<'_>, tokens: &Range<usize>, report: &Report) -> Option<Figure> {
    let number = number_at(document, tokens.start, tokens.end).filter(|n| !n.ordinal && n.tokens.end < tokens.end)?;
    Some(Figure {
        quote: report.quote(document.span(number.tokens)),
        low: number.low,
        high: number.high,
        unit: None,
        who: None,
        group: None,
        scope: Scope::Total,
        source: None,
    })
}

/// "the president of Mozambique", "commanders of the M23": what follows "of" gives a description its country and kind.
/// Whether it names someone.
fn belongs(document: &Document<'_>, after: Range<usize>, identity: &mut Identity, knowledge: &Knowledge) -> bool {
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
fn made_up_of(clauses: &Clauses<'_, '_>, phrase: usize, identity: &Identity, knowledge: &Knowledge) -> bool {
    let document = clauses.document;
    let Some(next) = clauses.noun(phrase + 2).filter(|n| !n.time && !n.pronoun) else { return false };
    let of = next.preposition.is_some_and(|p| document.word(p) == "of");
    let people = generic_at(document, &next.tokens, next.head, knowledge).is_some_and(|(kind, ..)| can_act(kind));
    of && identity.id.is_none() && can_act(identity.kind) && people
}

/// "the governor of the province, Jean Mba, said": the name behind a description of one person or body.
fn apposed(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
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
    let many = |n: &super::phrases::NounPhrase| {
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
fn self_styled(clauses: &Clauses<'_, '_>, phrase: usize, identity: &mut Identity, knowledge: &Knowledge) {
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

/// Whether a participant of that kind can do things.
pub(super) fn can_act(kind: ActorKind) -> bool {
    !matches!(kind, ActorKind::Infrastructure | ActorKind::Place)
}

fn trimmed(document: &Document<'_>, span: Span) -> Span {
    let words = &document.text[span.start..span.end];
    let end = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words).len();
    Span::new(span.start, span.start + end.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::antecedents::tests::actors;
    use crate::extraction::sample;
    use crate::model::Sentence;

    #[test]
    fn a_title_makes_a_person_and_gives_the_kind() {
        assert_eq!(actors("Army spokesman Jean Zumbakwe accused Rwanda of lying."), ["ACCUSE: Jean Zumbakwe"]);
        assert_eq!(actors("The army accused Rwanda of lying."), ["ACCUSE: army"]);
    }

    #[test]
    fn a_mark_behind_a_name_makes_no_other_name() {
        assert_eq!(sample::who("The ` Free Syrian Army ' attacked a base."), ["ASSAULT free syrian army > base"]);
        assert_eq!(
            sample::who("The Armed Forces of Ukraine attacked a base."),
            ["ASSAULT ukrainian armed forces > base"]
        );
    }

    #[test]
    fn an_apposition_names_whom_it_follows() {
        let read = actors("The governor of the province, Jean Zumbakwe, accused Rwanda of lying.");
        assert_eq!(read, ["ACCUSE: Jean Zumbakwe"]);
        let read = actors("The governor of the province, who is ill, accused Rwanda of lying.");
        assert!(read.iter().all(|r| !r.contains("Zumbakwe")), "{read:?}");
    }

    #[test]
    fn a_movement_that_became_a_party_is_one_unless_it_fights() {
        // The sample's reports are published in 2024.
        let kind = |text: &str| sample::accounts(text).first().and_then(|a| a.actors.first()).map(|p| p.kind);
        assert_eq!(kind("The PUK accused Turkey of shelling a village in Iraq."), Some(ActorKind::Government));
        assert_eq!(kind("PUK fighters attacked a village in Iraq."), Some(ActorKind::Rebel));
    }

    #[test]
    fn experts_of_a_body_are_its_own_and_many_people_are_no_body() {
        let text = "UN experts accused Rwanda of lying.";
        let kinds =
            |text: &str| sample::accounts(text).first().map(|a| a.actors.iter().map(|p| p.kind).collect::<Vec<_>>());
        assert_eq!(kinds(text), Some(vec![ActorKind::International]));
        assert_eq!(kinds("Experts accused Rwanda of lying."), Some(vec![ActorKind::Civilian]));
        let text = "Gunmen killed 200 people, Emergency Lawyers, a group in Sudan, said on Tuesday.";
        let named = sample::accounts(text)
            .into_iter()
            .flat_map(|a| a.targets)
            .any(|p| p.quote.text().contains("people") && p.id.is_some());
        assert!(!named);
    }

    #[test]
    fn fighters_of_a_group_are_the_group_and_its_leader_is_not() {
        assert_eq!(actors("Fighters attacked the village."), ["ASSAULT: Fighters"]);
        assert_eq!(actors("M23 rebels attacked the village."), ["ASSAULT: M23"]);
        let read = actors("An M23 spokesman accused Rwanda of lying.");
        assert_eq!(read, ["ACCUSE: M23 spokesman"]);
    }

    #[test]
    fn bodies_go_by_the_name_before() {
        assert_eq!(actors("The Red Dawn cell attacked the village."), ["ASSAULT: Red Dawn cell"]);
        assert_eq!(actors("A small cell attacked the village."), ["ASSAULT: cell"]);
    }

    #[test]
    fn words_formed_like_people_are_people_and_others_are_not() {
        assert_eq!(sample::who("Rebels killed nine mushroom pickers."), ["ASSAULT rebels > pickers"]);
        let kinds: Vec<ActorKind> = sample::accounts("Rebels hit nine containers.")
            .iter()
            .flat_map(|a| a.targets.iter().map(|t| t.kind))
            .collect();
        assert_eq!(kinds, [ActorKind::Infrastructure]);
    }

    #[test]
    fn those_who_make_up_a_unit_belong_to_its_words() {
        let read =
            |text: &str| sample::accounts(text)[0].actors.iter().map(|a| a.quote.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(read("A patrol of border guards attacked the village."), ["patrol of border guards"]);
        assert_eq!(read("A patrol of the night attacked the village."), ["patrol"]);
    }

    #[test]
    fn forces_are_known_by_their_loyalty() {
        assert_eq!(actors("Forces loyal to Haftar attacked the village."), ["ASSAULT: Forces"]);
        assert_eq!(actors("Syrian forces attacked the village."), ["ASSAULT: Syrian forces"]);
    }

    fn long(text: &str, phrase: Range<usize>) -> Option<&'static str> {
        let knowledge = Knowledge::builtin();
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let document = Document::new(text, &[sentence], &[], &knowledge.lexicon);
        let head = phrase.end - 1;
        long_name(&document, &phrase, head, knowledge).map(|(number, _)| knowledge.actors.get(number).id)
    }

    #[test]
    fn a_name_may_go_on_behind_of_and_for() {
        assert_eq!(long("The Armed Forces of Ukraine struck a depot.", 0..3), Some("zsu"));
        assert_eq!(long("The Democratic Republic of the Congo protested.", 0..3), Some("state-cd"));
    }

    #[test]
    fn a_name_that_ends_with_its_phrase_is_no_long_one() {
        assert_eq!(long("The United Nations of today struck no one.", 0..3), None);
        assert_eq!(long("Armed forces of the north struck a depot.", 0..2), None);
        assert_eq!(long("It was blamed on Hezbollah.", 4..5), None);
    }
}

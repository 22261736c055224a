//! Participants: who or what a noun phrase stands for, with its words and how many.

mod further;
mod identity;

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::figures::number_at;
use crate::knowledge::{Knowledge, Lexicon};
use crate::model::{ActorKind, Figure, Participant, Report, Scope, Span};
use std::ops::Range;

pub(super) use super::naming::name_at;
use further::{allegiance, apposed, belongs, long_name, made_up_of, named_behind, party, self_styled, whole_name};
use identity::registered;
pub(super) use identity::{Identity, generic_at, identify, is_body};

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
    // "two thirds of the boatmen"
    let part = matches!(document.word(head), "third" | "thirds" | "quarter" | "quarters")
        && head.checked_sub(1).is_some_and(|t| document.tokens[t].tag == Tag::Number || document.word(t) == "a");
    part || document.tokens[head].tag == Tag::Number
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
                | "bones"
                | "remains"
                | "corpses"
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
    let settled = (decides == phrase).then(|| settlement(clauses, phrase)).flatten();
    if let Some(name) = &settled {
        let span = document.span(name.clone());
        identity.name = document.text[span.start..span.end].to_owned();
    }
    let of_name = of_name || settled.is_some();
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

/// "the besieged city of Kuito": the name behind "of".
fn settlement(clauses: &Clauses<'_, '_>, phrase: usize) -> Option<Range<usize>> {
    let document = clauses.document;
    let head = document.word(clauses.noun(phrase)?.head);
    let name = clauses.noun(phrase + 2)?;
    let of = name.preposition.is_some_and(|p| document.word(p) == "of");
    let town = matches!(head, "city" | "town" | "village" | "hamlet" | "port" | "settlement" | "township" | "suburb");
    let named = name.tokens.clone().all(|t| document.tokens[t].tag == Tag::Proper);
    (town && of && named).then(|| name.tokens.clone())
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

/// Whether a participant of that kind can do things.
pub(super) fn can_act(kind: ActorKind) -> bool {
    !matches!(kind, ActorKind::Infrastructure | ActorKind::Place)
}

/// Those who fight or police, and gunmen whom no one knows.
pub(super) fn is_armed(who: &Participant, lexicon: &Lexicon) -> bool {
    use ActorKind as K;
    let last = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(who.kind, K::Military | K::Police | K::Rebel | K::Militia | K::Jihadist | K::Criminal)
        || who.kind == K::Unknown && lexicon.agent(&last).is_some()
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

    #[test]
    fn a_city_goes_by_the_name_behind_of() {
        assert_eq!(sample::who("Rebels shelled the besieged city of Qvarn."), ["ASSAULT rebels > qvarn"]);
        assert_eq!(sample::who("Rebels shelled the city of the dead."), ["ASSAULT rebels > city"]);
    }
}

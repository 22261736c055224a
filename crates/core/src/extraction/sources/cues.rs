//! Cues: verbs of saying, "according to", and a name with a colon, each with its source and what it says.

use super::super::document::Tag;
use super::super::responsibility::no_one;
use super::contents::Follows;
use super::{Attribution, Scene};
use crate::knowledge::Cue;
use std::ops::Range;

/// The attributions of one sentence, in order of their cues; chains are still empty.
pub(super) fn attributions(scene: &Scene<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for index in 0..scene.clauses.phrases.len() {
        if scene.clauses.verb(index).is_some() {
            found.extend(by_verb(scene, index));
        } else {
            found.extend(according_to(scene, index).or_else(|| name_and_colon(scene, index)));
        }
    }
    found
}

fn by_verb(scene: &Scene<'_>, verb: usize) -> Option<Attribution> {
    let frames = scene.clauses.lexicon.cue(scene.clauses.lemma(verb))?;
    let group = scene.clauses.verb(verb)?;
    let cue = scene.cue_span(verb);
    let by_phone = scene.word(cue.end) == "by"
        && matches!(scene.word(cue.end + 1), "phone" | "telephone" | "email" | "radio" | "text" | "video" | "letter");
    let passive = scene.clauses.passive(verb) && !by_phone;
    if no_one(&scene.clauses, verb) {
        return None;
    }
    let subject = if passive { Vec::new() } else { scene.speaker(verb, &cue) };
    let would = group.modal.is_some_and(|m| scene.word(m) != "will");
    let unsaid = group.negated || group.infinitive || would;
    let subject_start = subject.first().and_then(|&s| scene.clauses.noun(s)).map(|n| n.tokens.start);
    let made = |source: Option<Range<usize>>, contents: Vec<Range<usize>>, subject: Vec<usize>| Attribution {
        source,
        cue: cue.clone(),
        contents,
        chain: Vec::new(),
        kind: frames.cue,
        unsaid,
        quoted: scene.quotation(cue.start).is_some(),
        subject,
    };
    let source = || scene.relative_pronoun(&cue).or_else(|| scene.source_before(&subject, &cue));
    match scene.follows(verb, frames) {
        Follows::Clause(start) if frames.clause => {
            let contents = vec![start..scene.clause_end(start, verb)];
            Some(made(source(), contents, subject.clone()))
        }
        Follows::Clause(start) | Follows::Object(start) if !passive => {
            let inverted = subject.is_empty() && frames.clause;
            if inverted && let Some(found) = inverted_source(scene, verb, &made) {
                return Some(found);
            }
            let contents = vec![start..scene.object_end(start, verb)];
            Some(made(source(), contents, subject.clone()))
        }
        _ if frames.clause && !passive && scene.word(scene.sentence.end - 1) == ":" => {
            Some(made(source(), vec![scene.next_paragraph()?], subject.clone()))
        }
        _ if !frames.clause || frames.cue == Cue::Denies || group.infinitive || group.gerund || passive => None,
        _ => {
            let straight = subject_start.filter(|&s| s < cue.start);
            if let Some(start) = straight
                && let Some(contents) = scene.contents_before(start, cue.end, false)
            {
                return Some(made(source(), contents, subject.clone()));
            }
            inverted_source(scene, verb, &made)
        }
    }
}

/// Makes an attribution of its source, its contents and the phrases of its subject.
type Maker<'a> = dyn Fn(Option<Range<usize>>, Vec<Range<usize>>, Vec<usize>) -> Attribution + 'a;

/// "…, said the spokesman": the source behind the verb, what is said before it.
fn inverted_source(scene: &Scene<'_>, verb: usize, made: &Maker<'_>) -> Option<Attribution> {
    let noun = verb + 1;
    scene.clauses.noun(noun).filter(|n| !n.time)?;
    let span = scene.source_after(noun)?;
    let start = scene.cue_span(verb).start;
    // "Seven men died said Ana Ruiz.": archives that have lost their commas.
    let bare = scene.clauses.lemma(verb) == "say" && span.end + 1 >= scene.sentence.end;
    let contents = scene.contents_before(start, span.end, !bare)?;
    Some(made(Some(span), contents, scene.clauses.coordinated(noun)))
}

/// "according to police": what is said stands before, or, at the beginning of a sentence, behind.
fn according_to(scene: &Scene<'_>, phrase: usize) -> Option<Attribution> {
    let (token, _) = scene.other(phrase)?;
    let cue_start = token.checked_sub(1).filter(|&t| scene.word(t) == "according" && scene.word(token) == "to")?;
    let noun = scene.clauses.noun(phrase + 1)?;
    let initial = cue_start <= scene.sentence.start + 1;
    let source_end = if initial {
        let comma = (noun.tokens.end..scene.sentence.end).find(|&t| scene.word(t) == ",");
        let clause = scene.clauses.verb(phrase + 2).is_some() || scene.clauses.noun(phrase + 2).is_some();
        comma.filter(|_| !clause).unwrap_or(noun.tokens.end)
    } else {
        scene.source_after(phrase + 1)?.end
    };
    let contents = if initial {
        let start = if scene.word(source_end) == "," { source_end + 1 } else { source_end };
        vec![start..scene.trimmed(start, scene.sentence.end)]
    } else {
        let last = cue_start - 1;
        let close = if scene.word(last) == "," { last.checked_sub(1)? } else { last };
        let start = scene.quotation(close).map_or(scene.sentence.start, |q| q.tokens.start.min(scene.sentence.start));
        vec![start..scene.trimmed(start, cue_start)]
    };
    contents.iter().all(|c| c.len() > 1).then(|| Attribution {
        source: Some(noun.tokens.start..source_end),
        cue: cue_start..token + 1,
        contents,
        chain: Vec::new(),
        kind: Cue::Says,
        unsaid: false,
        quoted: scene.quotation(cue_start).is_some(),
        subject: scene.clauses.coordinated(phrase + 1),
    })
}

/// "Mayor: Nobody will be left behind", "From the report: “…”": a source before a colon.
fn name_and_colon(scene: &Scene<'_>, phrase: usize) -> Option<Attribution> {
    let noun = scene.clauses.noun(phrase).filter(|n| !n.time && !n.pronoun)?;
    let colon = noun.tokens.end;
    let start = colon + 1;
    if scene.word(colon) != ":" || colon + 3 > scene.sentence.end || scene.quotation(colon).is_some() {
        return None;
    }
    let quotation = scene.quotation(start).filter(|q| q.tokens.start == start);
    let proper = scene.clauses.document.tokens[noun.head].tag == Tag::Proper;
    let heads_line = phrase == 0 && noun.tokens.len() <= 5 && (proper || scene.number == 0);
    let spoken_of = (0..phrase).any(|p| scene.is_cue(p));
    if !(heads_line || quotation.is_some() && !spoken_of) {
        return None;
    }
    let end = quotation.map_or_else(|| scene.trimmed(start, scene.sentence.end), |q| q.tokens.end);
    Some(Attribution {
        source: Some(noun.tokens.clone()),
        cue: colon..start,
        contents: vec![start..end],
        chain: Vec::new(),
        kind: Cue::Says,
        unsaid: false,
        quoted: false,
        subject: vec![phrase],
    })
}

//! Sources: who says what. Cue, source and content of the attributions of a sentence.

use super::clauses::{Clauses, is_saying};
use super::document::Tag;
use super::participants::participant;
use super::phrases::Phrase;
use crate::knowledge::Knowledge;
use crate::model::{ActorKind, Participant, Report};
use std::ops::Range;

/// Someone's word within a sentence.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// Who says it; outermost first where one tells what another said.
    pub chain: Vec<Participant>,
    /// The tokens of what is said.
    pub content: Range<usize>,
    /// The verb or "according to".
    pub cue: Cue,
}

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    Says,
    Claims,
    Denies,
    Believes,
    Fears,
    Confirms,
}

fn cue_of(lemma: &str) -> Cue {
    match lemma {
        "claim" | "allege" | "insist" | "maintain" | "assert" | "boast" => Cue::Claims,
        "deny" => Cue::Denies,
        "believe" | "think" | "suspect" => Cue::Believes,
        "fear" | "warn" => Cue::Fears,
        "confirm" | "acknowledge" | "admit" => Cue::Confirms,
        _ => Cue::Says,
    }
}

/// The attributions of a sentence.
pub(super) fn attributions(
    clauses: &Clauses<'_, '_>,
    tokens: &Range<usize>,
    report: &Report,
    knowledge: &Knowledge,
) -> Vec<Attribution> {
    let mut found = Vec::new();
    for index in 0..clauses.phrases.len() {
        match &clauses.phrases[index] {
            Phrase::Verb(_) => found.extend(by_verb(clauses, index, tokens, report, knowledge)),
            Phrase::Other(token) => found.extend(according_to(clauses, index, *token, tokens, report, knowledge)),
            Phrase::Noun(_) => {}
        }
    }
    nest(&mut found);
    found
}

/// "Y said X had told Z that …": the inner attribution's chain begins with the outer one's.
fn nest(found: &mut [Attribution]) {
    for inner in 0..found.len() {
        let Some(at) = found[inner].chain.first().map(|p| p.quote.start()) else { continue };
        let outer = (0..found.len()).find(|&o| {
            o != inner
                && found[o].chain.len() == 1
                && found[o].content.start <= found[inner].content.start
                && found[o].content.end >= found[inner].content.end
                && found[o].content != found[inner].content
                && found[o].chain[0].quote.start() != at
        });
        if let Some(outer) = outer {
            let head = found[outer].chain[0].clone();
            found[inner].chain.insert(0, head);
        }
    }
}

fn by_verb(
    clauses: &Clauses<'_, '_>,
    verb: usize,
    sentence: &Range<usize>,
    report: &Report,
    knowledge: &Knowledge,
) -> Option<Attribution> {
    let document = clauses.document;
    let group = clauses.verb(verb)?;
    let lemma = clauses.lemma(verb);
    if !is_saying(lemma)
        || group.infinitive
        || group.negated
        || matches!(
            lemma,
            "show" | "mean" | "know" | "indicate" | "describe" | "point" | "deny" | "vow" | "post" | "suggest"
        )
    {
        return None;
    }
    if matches!(lemma, "report" | "claim" | "fear" | "confirm" | "announce" | "declare")
        && group.head > 0
        && clauses.passive(verb)
    {
        return None;
    }
    let after = group.tokens.end..sentence.end;
    let begins_content = clause_follows(clauses, verb);
    let subjects = clauses.subject(verb);
    let subject = subjects.first().copied().or_else(|| inverted_subject(clauses, verb))?;
    let (source, identity) = participant(clauses, subject, report, knowledge)?;
    if identity.kind == ActorKind::Place || identity.kind == ActorKind::Infrastructure {
        return None;
    }
    let subject_start = clauses.noun(subject)?.tokens.start;
    let content = if begins_content {
        after
    } else if subject_start.min(group.tokens.start) > sentence.start + 2 {
        sentence.start..subject_start.min(group.tokens.start)
    } else {
        return None;
    };
    if content.len() < 2 {
        return None;
    }
    let mut chain = vec![source];
    let others = subjects.iter().skip(1).filter_map(|&s| participant(clauses, s, report, knowledge));
    chain.extend(others.map(|(p, _)| p).take(0));
    debug_assert!(content.end <= document.tokens.len());
    Some(Attribution { chain, content, cue: cue_of(lemma) })
}

/// Whether what follows the verb is a clause: "that", a quote, or a noun phrase with a verb of its own.
fn clause_follows(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let document = clauses.document;
    let mut nouns = 0;
    for index in verb + 1..clauses.phrases.len() {
        match &clauses.phrases[index] {
            Phrase::Other(token) => match document.tokens[*token].tag {
                Tag::Subordinator if document.word(*token) == "that" => return true,
                Tag::Quote => return true,
                Tag::Comma if nouns == 0 && document.word(*token) == "," && index > verb + 1 => return false,
                Tag::Mark if document.word(*token) == "." => return false,
                _ => {}
            },
            Phrase::Noun(noun) if noun.time => {}
            Phrase::Noun(_) => nouns += 1,
            Phrase::Verb(group) => {
                return nouns > 0 && !group.infinitive && !group.gerund
                    || group.infinitive && nouns == 0 && clauses.lemma(verb) == "claim";
            }
        }
    }
    false
}

/// "…, said the spokesman": the subject behind the verb.
fn inverted_subject(clauses: &Clauses<'_, '_>, verb: usize) -> Option<usize> {
    clauses.noun(verb + 1).filter(|n| !n.time && !n.pronoun).map(|_| verb + 1)
}

fn according_to(
    clauses: &Clauses<'_, '_>,
    index: usize,
    token: usize,
    sentence: &Range<usize>,
    report: &Report,
    knowledge: &Knowledge,
) -> Option<Attribution> {
    let document = clauses.document;
    let word = document.word(token);
    let after_cue = match word {
        "to" if token > sentence.start && document.word(token - 1) == "according" => index + 1,
        _ => return None,
    };
    let (source, _) = participant(clauses, after_cue, report, knowledge)?;
    let source_end = clauses.noun(after_cue)?.tokens.end;
    let cue_start = token - 1;
    let content = if cue_start > sentence.start + 1 { sentence.start..cue_start } else { source_end..sentence.end };
    Some(Attribution { chain: vec![source], content, cue: Cue::Says })
}

/// Whether a source of that kind is a party to the conflict, whose word is a claim.
pub(super) fn is_party(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Military | ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist)
}

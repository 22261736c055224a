//! Phrases: noun phrases with their heads and verb groups with voice, tense and modality, sentence by sentence.

use super::document::{Document, Tag};
use super::figures::bounded_number;
use crate::knowledge::{Form, Lexicon};
use std::ops::Range;

/// A noun phrase without what follows its head: "the two Syrian army soldiers".
#[derive(Debug, Clone)]
pub(super) struct NounPhrase {
    pub tokens: Range<usize>,
    /// Its last noun.
    pub head: usize,
    /// The preposition (or "to", "after", "since" …) right before it.
    pub preposition: Option<usize>,
    /// Nothing but a pronoun.
    pub pronoun: bool,
    /// Nothing but words of a time expression.
    pub time: bool,
}

/// A verb group: "had not been killed", "to attack", "killing".
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    pub tokens: Range<usize>,
    /// The main verb.
    pub head: usize,
    pub passive: bool,
    pub negated: bool,
    /// The modal, "will" included.
    pub modal: Option<usize>,
    /// "to attack".
    pub infinitive: bool,
    /// "killing", without a form of "be" before.
    pub gerund: bool,
    /// "has attacked", "had attacked".
    pub perfect: bool,
    /// "had attacked".
    pub pluperfect: bool,
    /// Present tense in form ("attacks", "is attacking").
    pub present: bool,
    /// A participle without a form of "be": "the men killed in the blast".
    pub reduced: bool,
}

/// A phrase of a sentence, in order.
#[derive(Debug, Clone)]
pub(super) enum Phrase {
    Noun(NounPhrase),
    Verb(VerbGroup),
    /// A token that belongs to neither: prepositions, conjunctions, marks.
    Other(usize),
}

impl Phrase {
    pub fn tokens(&self) -> Range<usize> {
        match self {
            Phrase::Noun(noun) => noun.tokens.clone(),
            Phrase::Verb(verb) => verb.tokens.clone(),
            Phrase::Other(token) => *token..*token + 1,
        }
    }

    pub fn noun(&self) -> Option<&NounPhrase> {
        match self {
            Phrase::Noun(noun) => Some(noun),
            _ => None,
        }
    }

    pub fn verb(&self) -> Option<&VerbGroup> {
        match self {
            Phrase::Verb(verb) => Some(verb),
            _ => None,
        }
    }
}

/// The phrases of the sentence over `tokens`.
pub(super) fn phrases(document: &Document<'_>, tokens: Range<usize>, lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(noun) = noun_phrase(document, at, &tokens) {
            at = noun.tokens.end;
            phrases.push(Phrase::Noun(noun));
        } else if let Some(verb) = verb_group(document, at, &tokens, lexicon) {
            at = verb.tokens.end;
            phrases.push(Phrase::Verb(verb));
        } else {
            phrases.push(Phrase::Other(at));
            at += 1;
        }
    }
    govern(document, &mut phrases);
    phrases
}

/// Gives each noun phrase the preposition right before it.
fn govern(document: &Document<'_>, phrases: &mut [Phrase]) {
    for i in 1..phrases.len() {
        // "of Monday's bombing": what governs the day governs what the day dates.
        if let (Phrase::Noun(day), Phrase::Noun(noun)) = (&phrases[i - 1], &phrases[i])
            && day.time
            && document.tokens[noun.tokens.start].tag == Tag::Possessive
        {
            let preposition = day.preposition;
            if let Phrase::Noun(noun) = &mut phrases[i] {
                noun.preposition = preposition;
            }
            continue;
        }
        let Phrase::Other(token) = phrases[i - 1] else { continue };
        let governs = match document.tokens[token].tag {
            Tag::Preposition | Tag::To => true,
            Tag::Subordinator => {
                matches!(document.word(token), "after" | "before" | "since" | "until" | "as" | "than")
                    && !begins_clause(document, phrases, i)
            }
            _ => false,
        };
        if let Phrase::Noun(noun) = &mut phrases[i]
            && governs
        {
            noun.preposition = Some(token);
        }
    }
}

/// "after rebels entered the town": the noun phrase is the subject of the verb right behind it.
fn begins_clause(document: &Document<'_>, phrases: &[Phrase], noun: usize) -> bool {
    let adverb = |p: &Phrase| matches!(p, Phrase::Other(t) if document.tokens[*t].tag == Tag::Adverb);
    let next = phrases[noun + 1..].iter().find(|p| !adverb(p));
    let proper = !matches!(&phrases[noun], Phrase::Noun(n) if n.time);
    proper && matches!(next, Some(Phrase::Verb(v)) if !v.gerund && !v.infinitive && !v.reduced)
}

fn noun_phrase(document: &Document<'_>, start: usize, sentence: &Range<usize>) -> Option<NounPhrase> {
    let tag = |at: usize| if sentence.contains(&at) { Some(document.tokens[at].tag) } else { None };
    if tag(start) == Some(Tag::Time) {
        let end = (start..sentence.end).find(|&at| tag(at) != Some(Tag::Time)).unwrap_or(sentence.end);
        return Some(NounPhrase { tokens: start..end, head: end - 1, preposition: None, pronoun: false, time: true });
    }
    if tag(start) == Some(Tag::Pronoun) {
        return Some(NounPhrase {
            tokens: start..start + 1,
            head: start,
            preposition: None,
            pronoun: true,
            time: false,
        });
    }
    let mut head = None;
    // "between 10 and 20 people", "no fewer than 17 villagers": the words that bound a number belong to its phrase.
    let number = bounded_number(document, start, sentence.end);
    let mut at = number.clone().map_or(start, |n| n.end);
    while let Some(current) = tag(at) {
        if !belongs(document, start..at, head, current, sentence) {
            break;
        }
        if matches!(current, Tag::Noun | Tag::Proper) {
            head = Some(at);
        }
        at += 1;
    }
    let counted = number.is_some() || (start..at).any(|i| document.tokens[i].tag == Tag::Number);
    if head.is_none() && at > start && counted {
        head = Some(at - 1);
    }
    let bare_determiner = head.is_none()
        && at == start + 1
        && matches!(document.word(start), "both" | "all" | "some" | "many" | "several" | "few" | "most" | "another");
    if bare_determiner {
        head = Some(start);
    }
    let head = head?;
    Some(NounPhrase { tokens: start..head.max(at - 1) + 1, head, preposition: None, pronoun: false, time: false })
}

/// Whether the next word still belongs to a noun phrase that has these tokens and that head.
fn belongs(
    document: &Document<'_>,
    so_far: Range<usize>,
    head: Option<usize>,
    current: Tag,
    sentence: &Range<usize>,
) -> bool {
    let (start, at) = (so_far.start, so_far.end);
    let tag = |at: usize| if sentence.contains(&at) { Some(document.tokens[at].tag) } else { None };
    match current {
        _ if head.is_some_and(|h| h + 1 == at) && ends_that_time(document, start, at, sentence) => false,
        // "took two geologists | captive": what they are made is no part of who they are.
        Tag::Noun if head.is_some() && made_captive(document, start, at, sentence) => false,
        Tag::Noun | Tag::Proper => true,
        Tag::Determiner | Tag::Adjective => {
            // "bringing to 45 the number": a determiner behind a number opens another phrase.
            let article = matches!(document.word(at), "the" | "a" | "an" | "this" | "these" | "those");
            let behind_number = article && at > start && tag(at - 1) == Some(Tag::Number);
            head.is_none() && !behind_number || current == Tag::Adjective && next_is_noun(document, at, sentence)
        }
        Tag::Number => head.is_none() || !opens_count(document, at, sentence),
        Tag::Possessive => match head {
            None => at == start || matches!(document.tokens[at - 1].tag, Tag::Determiner),
            Some(_) => {
                document.tokens[at].span.start == document.tokens[at - 1].span.end
                    && continues(document, at + 1, sentence)
            }
        },
        Tag::Ing => head.is_none() && at > start && next_is_noun(document, at, sentence),
        Tag::Adverb => {
            head.is_none()
                && at > start
                && matches!(tag(at + 1), Some(Tag::Adjective | Tag::Number))
                && matches!(document.word(at), "more" | "very" | "nearly" | "almost" | "most" | "about" | "only")
        }
        _ => false,
    }
}

/// "at that time | militia leaders", "by which time | rebels": what follows opens another phrase.
fn ends_that_time(document: &Document<'_>, start: usize, at: usize, sentence: &Range<usize>) -> bool {
    document.word(at - 1) == "time"
        && at == start + 2
        && matches!(document.word(start), "that" | "this" | "which")
        && start > sentence.start
        && matches!(document.word(start - 1), "at" | "by" | "since" | "until" | "during")
}

/// "took 12 men hostage", "were holding the nun captive".
fn made_captive(document: &Document<'_>, start: usize, at: usize, sentence: &Range<usize>) -> bool {
    let becomes = matches!(document.word(at), "hostage" | "captive" | "prisoner" | "hostages" | "prisoners");
    let compass = |t: usize| ["north", "south", "east", "west"].iter().any(|side| document.word(t).starts_with(side));
    let ends =
        at + 1 >= sentence.end || compass(at + 1) || !matches!(document.tokens[at + 1].tag, Tag::Noun | Tag::Proper);
    let before = |t: usize| {
        matches!(document.word(t), "took" | "take" | "taking" | "takes" | "taken" | "held" | "hold" | "holding")
    };
    becomes && ends && start > sentence.start && before(start - 1)
}

/// "an attack 44 miles from", "the blast 12 days ago": behind a common noun, a number with a noun of its own counts that noun.
fn opens_count(document: &Document<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let word = document.word(at);
    let counts = word.ends_with('+') || super::tags::is_number_word(word);
    let common = document.tokens[at - 1].tag == Tag::Noun || document.tokens[at - 1].tag == Tag::Proper && counts;
    common && at + 1 < sentence.end && document.tokens[at + 1].tag == Tag::Noun
}

fn next_is_noun(document: &Document<'_>, at: usize, sentence: &Range<usize>) -> bool {
    (at + 1..sentence.end)
        .map(|i| document.tokens[i].tag)
        .find(|t| !matches!(t, Tag::Adjective | Tag::Number))
        .is_some_and(|t| matches!(t, Tag::Noun | Tag::Proper))
}

fn continues(document: &Document<'_>, at: usize, sentence: &Range<usize>) -> bool {
    sentence.contains(&at)
        && matches!(
            document.tokens[at].tag,
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Ing | Tag::Verb
        )
}

fn verb_group(document: &Document<'_>, start: usize, sentence: &Range<usize>, lexicon: &Lexicon) -> Option<VerbGroup> {
    let mut group = VerbGroup {
        tokens: start..start,
        head: start,
        passive: false,
        negated: false,
        modal: None,
        infinitive: false,
        gerund: false,
        perfect: false,
        pluperfect: false,
        present: false,
        reduced: false,
    };
    let (mut be, mut have, mut main, mut any_auxiliary) = (None, None, None, false);
    let mut at = start;
    while at < sentence.end {
        let token = document.tokens[at];
        match token.tag {
            Tag::Modal => group.modal = group.modal.or(Some(at)),
            Tag::Not => group.negated = true,
            Tag::Be => be = Some(at),
            Tag::Have => have = Some(at),
            Tag::Do => {}
            Tag::To if at == start && verb_after(document, at + 1, sentence) => group.infinitive = true,
            Tag::Adverb if at > start && verb_after(document, at + 1, sentence) => {}
            // "have since died"
            Tag::Subordinator if have == Some(at.wrapping_sub(1)) && document.word(at) == "since" => {}
            Tag::Verb | Tag::Ing => {
                main = Some(at);
                at += 1;
                break;
            }
            Tag::Noun
                if at > start && any_auxiliary && token.form.is_some() && document.tokens[at - 1].tag == Tag::Modal =>
            {
                main = Some(at);
                at += 1;
                break;
            }
            _ => break,
        }
        any_auxiliary |= !matches!(token.tag, Tag::Adverb);
        at += 1;
    }
    // "to leave or be attacked": bare "be" is an infinitive that shares its "to", or a wish.
    group.infinitive |= be == Some(start) && document.word(start) == "be";
    let head = main.or(be).or(have).or_else(|| (start..at).rev().find(|&i| document.tokens[i].tag == Tag::Do))?;
    group.head = head;
    group.tokens = start..at.max(head + 1);
    let form = document.tokens[head].form.or_else(|| lexicon.verb(document.word(head)).map(|v| v.form));
    let unchanging = is_unchanging(document.word(head));
    let participle = matches!(form, Some(Form::Past | Form::Participle)) || unchanging;
    group.passive = main.is_some() && be.is_some() && participle;
    group.perfect = have.is_some() && main.is_some() | be.is_some();
    group.pluperfect = have.is_some_and(|h| document.word(h) == "had") && group.perfect;
    group.gerund = main.is_some() && form == Some(Form::Ing) && be.is_none() && have.is_none() && !group.infinitive;
    let auxiliary_present = be.is_some_and(|b| matches!(document.word(b), "is" | "are" | "am"));
    group.present = group.modal.is_none()
        && (auxiliary_present
            || be.is_none() && have.is_none() && !unchanging && matches!(form, Some(Form::Base | Form::Third)));
    group.reduced =
        main.is_some() && form == Some(Form::Participle) && be.is_none() && have.is_none() && group.modal.is_none();
    Some(group)
}

/// Verbs whose past and participle look like the base: "a shell hit the camp", "the town was hit".
pub(super) fn is_unchanging(word: &str) -> bool {
    matches!(
        word,
        "hit"
            | "set"
            | "cut"
            | "put"
            | "hurt"
            | "shut"
            | "split"
            | "spread"
            | "burst"
            | "cast"
            | "overrun"
            | "beat"
            | "shed"
            | "thrust"
            | "upset"
            | "quit"
            | "let"
            | "cost"
    )
}

fn verb_after(document: &Document<'_>, at: usize, sentence: &Range<usize>) -> bool {
    (at..sentence.end.min(at + 3))
        .map(|i| document.tokens[i].tag)
        .find(|t| !matches!(t, Tag::Adverb | Tag::Not))
        .is_some_and(|t| matches!(t, Tag::Verb | Tag::Ing | Tag::Be | Tag::Have | Tag::Do))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn voice_of_verbs_that_never_change() {
        assert_eq!(who("The village was hit by rebels."), ["ASSAULT rebels > village"]);
        assert_eq!(who("Rebels hit the village."), ["ASSAULT rebels > village"]);
    }
}

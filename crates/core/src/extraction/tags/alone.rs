//! A word by itself: closed classes, then the lexicon's part of speech and verb forms, then its ending. In: one word, and whether a capital
//! says something there. Out: its tag and verb form. Must not know: the words beside it.

use super::closed::{closed, is_number_word};
use crate::extraction::document::{Document, Tag, only_verb};
use crate::knowledge::{Form, Lexicon, PartOfSpeech};
use std::ops::Range;

/// The tag of a word, and which form of a verb it is or could be.
pub(super) fn alone(
    document: &Document<'_>,
    token: usize,
    sentence: &Range<usize>,
    capitals: bool,
    lexicon: &Lexicon,
) -> (Tag, Option<Form>) {
    let word = document.word(token);
    if !capitals && matches!(word, "us" | "is" | "who") && is_upper(document, token) {
        return (Tag::Proper, None);
    }
    let first = word.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() || is_number_word(word) {
        return (Tag::Number, None);
    }
    let form = lexicon.verb(word).map(|v| v.form);
    if let Some(tag) = closed(word) {
        return (tag, form);
    }
    if !first.is_alphabetic() {
        return (Tag::Mark, None);
    }
    let capital = document.tokens[token].capital && !capitals;
    let known = lexicon.part(word);
    if capital
        && !(opens(document, token, sentence) && (known.is_some() || form.is_some() || lexicon.can_be_noun(word)))
    {
        return (Tag::Proper, form);
    }
    let tag = match (known, form) {
        (_, Some(Form::Ing)) if known != Some(PartOfSpeech::Noun) => Tag::Ing,
        (_, Some(Form::Past | Form::Participle)) if known != Some(PartOfSpeech::Adjective) => Tag::Verb,
        (_, Some(_)) if only_verb(lexicon, word) => Tag::Verb,
        (Some(PartOfSpeech::Verb), _) if word.ends_with("ing") => Tag::Ing,
        (Some(PartOfSpeech::Verb), _) => Tag::Verb,
        (Some(PartOfSpeech::Adjective), _) => Tag::Adjective,
        (Some(PartOfSpeech::Adverb), _) => Tag::Adverb,
        (Some(PartOfSpeech::Noun), _) => Tag::Noun,
        // Where all is capitals, a word that no list knows is taken for a name.
        (None, _) if capitals && by_ending(word) == Tag::Noun && !lexicon.can_be_noun(word) => Tag::Proper,
        (None, _) => by_ending(word),
    };
    let form = form.or(match tag {
        Tag::Ing => Some(Form::Ing),
        Tag::Verb if word.ends_with("ed") => Some(Form::Past),
        _ => None,
    });
    (tag, form)
}

/// "US", "IS", "WHO" in a sentence with lower-case letters are names.
fn is_upper(document: &Document<'_>, token: usize) -> bool {
    let span = document.tokens[token].span;
    document.text[span.start..span.end].chars().all(char::is_uppercase)
}

/// Whether the word begins a sentence: the first one, or behind a dateline's dash, a colon, a bracket or a quotation mark.
fn opens(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> bool {
    token == sentence.start || matches!(document.word(token - 1), "-" | "–" | "—" | ":" | "]" | "\"" | "“" | "•" | "*")
}

/// What the end of a word that no list knows makes of it.
fn by_ending(word: &str) -> Tag {
    let ends = |endings: &[&str]| endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
    if ends(&["ly"]) {
        Tag::Adverb
    } else if word.contains('-') && ends(&["ed", "based", "led", "held", "run", "backed", "made"]) {
        Tag::Adjective
    } else if ends(&["ed"]) {
        Tag::Verb
    } else if word.len() > 6 && ends(&["ing"]) {
        Tag::Ing
    } else if ends(&["ous", "ful", "ive", "able", "ible", "less", "ern", "ical", "ish"]) {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn names_where_all_is_capitals() {
        assert_eq!(who("GUNMEN MURDERED JUAN PEREZ IN THE CITY."), ["ASSAULT gunmen > juan perez"]);
        assert_eq!(who("GUNMEN MURDERED A TEACHER IN THE CITY."), ["ASSAULT gunmen > teacher"]);
    }
}

//! The report as tokens: words, numbers and marks with their part of speech, sentence by sentence.

use super::figures::may_open;
use crate::knowledge::{Form, Lexicon, PartOfSpeech};
use crate::model::{Sentence, Span};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// What part a word plays, as far as its form and its neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Noun,
    Proper,
    /// A verb form that is not -ing: see [`Token::form`].
    Verb,
    Ing,
    Adjective,
    Adverb,
    Determiner,
    Pronoun,
    /// "his", "their", and the "'s" of a possessor.
    Possessive,
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// "that", "because", "after" before a clause, "if".
    Subordinator,
    /// "who", "which", "where".
    Relative,
    Number,
    To,
    Be,
    Have,
    Do,
    Modal,
    Not,
    Comma,
    Quote,
    Mark,
    /// Part of a time expression.
    Time,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub span: Span,
    pub tag: Tag,
    /// Which form of a verb it is or could be.
    pub form: Option<Form>,
    /// Begins with a capital letter, an article that is written small aside.
    pub capital: bool,
    /// A number, or words that bound one, can begin here.
    pub opens_number: bool,
}

/// A sentence as a range of tokens.
#[derive(Debug, Clone)]
pub(super) struct TokenSentence {
    pub tokens: Range<usize>,
    /// Written all in capitals, so that a capital says nothing.
    pub capitals: bool,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// A report's text with its tokens.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub text: &'t str,
    /// The text with ASCII letters in lower case: same offsets.
    lower: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<TokenSentence>,
    /// What the whole report is about, for names that several bear.
    pub setting: Setting,
    /// For each token the registry names that begin there, looked up when first asked for.
    names: Vec<OnceCell<Vec<RegistryName>>>,
}

/// A name of the actor registry at a place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct RegistryName {
    /// How many tokens it has.
    pub length: usize,
    /// Its number in the registry.
    pub name: usize,
    /// A short acronym, which many may bear.
    pub short: bool,
}

/// The countries a report speaks of, and its day: what decides between bearers of one name.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// ISO 3166 alpha-2 → how often the country or its people are named.
    pub countries: BTreeMap<&'static str, usize>,
    /// The day of publication.
    pub day: Option<Date>,
}

impl Setting {
    /// The country that the report names most, if there is one.
    pub fn main_country(&self) -> Option<&'static str> {
        let (first, most) = self.countries.iter().max_by_key(|(_, count)| **count)?;
        let rivals = self.countries.iter().filter(|(country, count)| country != &first && *count * 2 > *most).count();
        (rivals == 0 && *most > 1).then_some(*first)
    }
}

impl<'t> Document<'t> {
    /// The tokens of the sentences, tagged. `times` are spans that time expressions cover, in order.
    pub fn new(text: &'t str, sentences: &[Sentence], times: &[Span], lexicon: &Lexicon) -> Self {
        let mut document = Self {
            text,
            lower: text.to_ascii_lowercase(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            setting: Setting::default(),
            names: Vec::new(),
        };
        for sentence in sentences {
            let first = document.tokens.len();
            document.tokenise(sentence.span);
            let tokens = first..document.tokens.len();
            if tokens.is_empty() {
                continue;
            }
            let capitals = is_all_capitals(&text[sentence.span.start..sentence.span.end]);
            document.sentences.push(TokenSentence { tokens: tokens.clone(), capitals, paragraph: sentence.paragraph });
            super::tags::tag(&mut document, tokens, capitals, lexicon);
        }
        document.mark_times(times);
        document.names.resize_with(document.tokens.len(), OnceCell::new);
        document
    }

    /// The registry names that begin at a token; `find` looks them up the first time.
    pub fn names_at(&self, token: usize, find: impl FnOnce() -> Vec<RegistryName>) -> &[RegistryName] {
        self.names.get(token).map_or(&[], |names| names.get_or_init(find))
    }

    fn mark_times(&mut self, times: &[Span]) {
        let mut from = 0;
        for time in times {
            from += self.tokens[from..].partition_point(|t| t.span.end <= time.start);
            for token in self.tokens[from..].iter_mut().take_while(|t| t.span.start < time.end) {
                token.tag = Tag::Time;
            }
        }
    }

    /// The word in lower case.
    pub fn word(&self, token: usize) -> &str {
        let span = self.tokens[token].span;
        &self.lower[span.start..span.end]
    }

    /// The word in lower case, or nothing past the sentence's ends.
    pub fn word_in(&self, range: &Range<usize>, token: isize) -> &str {
        match usize::try_from(token).ok().filter(|t| range.contains(t)) {
            Some(token) => self.word(token),
            None => "",
        }
    }

    /// The words of a token range in lower case, joined by single spaces (line breaks and double spaces gone).
    pub fn words(&self, tokens: Range<usize>) -> String {
        let mut words = String::new();
        for token in tokens {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(self.word(token));
        }
        words
    }

    /// The span of a token range; empty ranges have an empty span at their start.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.text.len(), |t| t.span.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The dictionary form and form of a verb token.
    pub fn verb<'l>(&self, token: usize, lexicon: &'l Lexicon) -> Option<&'l str> {
        lexicon.verb(self.word(token)).map(|v| v.lemma)
    }

    fn tokenise(&mut self, span: Span) {
        let bytes = self.text.as_bytes();
        let mut at = span.start;
        while at < span.end {
            let rest = &self.text[at..span.end];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let length = match c {
                c if c.is_alphabetic() => word_length(rest),
                c if c.is_ascii_digit() => number_length(rest),
                '\'' | '’' => apostrophe_length(rest),
                _ => c.len_utf8(),
            };
            let end = at + length.max(c.len_utf8());
            let split = possessive_at(&self.text[at..end]).map_or(end, |cut| at + cut);
            self.push(at, split);
            if split < end {
                self.push(split, end);
            }
            at = end;
            debug_assert!(at <= bytes.len());
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        let capital = without_article(&self.text[start..end]).chars().next().is_some_and(char::is_uppercase);
        let opens_number = may_open(&self.lower[start..end]);
        self.tokens.push(Token { span: Span::new(start, end), tag: Tag::Mark, form: None, capital, opens_number });
    }
}

/// A name behind an article that is written small: "al-Shabaab", "el-Geneina", "d'Ivoire".
fn without_article(word: &str) -> &str {
    const ARTICLES: &[&str] = &[
        "al-", "el-", "as-", "ash-", "ad-", "an-", "ar-", "at-", "az-", "es-", "ul-", "al‐", "al‑", "d'", "d’", "l'",
        "l’",
    ];
    ARTICLES.iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word)
}

fn is_all_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > 8 && lower * 8 < upper
}

/// Letters, with hyphens, apostrophes and digits inside, and the full stops of abbreviations ("U.S.", "Gen.").
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '-' | '\'' | '’' | '`' | '‐' | '‑' | '/' | '&' => next.is_some_and(char::is_alphanumeric) && i > 0,
            '.' => is_abbreviation(&text[..i], next),
            _ => false,
        };
        if !inside {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// Whether a full stop after `before` belongs to the word: "U.S", "Gen", single capitals.
fn is_abbreviation(before: &str, next: Option<char>) -> bool {
    const TITLES: &[&str] = &[
        "gen", "col", "lt", "capt", "maj", "sgt", "mr", "mrs", "ms", "dr", "st", "sen", "rep", "gov", "brig", "adm",
        "no", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "rev", "hon",
        "prof", "cpl", "cmdr",
    ];
    let last = before.rsplit('.').next().unwrap_or(before);
    if last.chars().count() == 1 && last.chars().all(char::is_uppercase) {
        return before.contains('.') || next.is_some_and(|n| n.is_alphabetic()) || before.len() == last.len();
    }
    TITLES.iter().any(|title| last.eq_ignore_ascii_case(title)) && next.is_some_and(char::is_whitespace)
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let digit_after = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b'0'..=b'9' => end += 1,
            b',' | b'.' | b':' if digit_after => end += 1,
            b'-' if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => end += 1,
            b'+' | b'%' => {
                end += 1;
                break;
            }
            c if c.is_ascii_alphabetic() => end += 1,
            _ => break,
        }
    }
    end
}

/// "'s" and "n't" as they stand alone after a quote or a space.
fn apostrophe_length(text: &str) -> usize {
    let mark = text.chars().next().map_or(1, char::len_utf8);
    let rest = &text[mark..];
    if mark == 1 && rest.starts_with('\'') {
        // Two single quotes stand for a double one.
        return 2;
    }
    let is_s = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(char::is_alphanumeric);
    if is_s { mark + 1 } else { mark }
}

/// Where the possessive ending of a word begins: "Israel's", "rebels'" has none (the mark is a token of its own).
fn possessive_at(word: &str) -> Option<usize> {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
            && !["it", "he", "she", "that", "there", "what", "let", "who"].contains(&stem.to_ascii_lowercase().as_str())
        {
            return Some(stem.len());
        }
    }
    for ending in ["n't", "n’t", "N'T"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            // "can't" is "can" and "'t": its stem is a word.
            return Some(if stem.eq_ignore_ascii_case("ca") { stem.len() + 1 } else { stem.len() });
        }
    }
    None
}

/// Whether the lexicon lets the word be a verb only.
pub(super) fn only_verb(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.verb(word).is_some() && !lexicon.can_be_noun(word) && lexicon.part(word) != Some(PartOfSpeech::Adjective)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin();
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let document = Document::new(text, &[sentence], &[], &lexicon);
        document.tokens.iter().map(|t| text[t.span.start..t.span.end].to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            tokens("Israel's U.S.-made jets didn't hit 1,200 homes (5+ rockets)."),
            [
                "Israel",
                "'s",
                "U.S.-made",
                "jets",
                "did",
                "n't",
                "hit",
                "1,200",
                "homes",
                "(",
                "5+",
                "rockets",
                ")",
                "."
            ]
        );
        assert_eq!(tokens("Gen. al-Hassan left at 5.30."), ["Gen.", "al-Hassan", "left", "at", "5.30", "."]);
    }
}

//! The words of a sentence as the grammar of time sees them.
//!
//! In: a sentence and the table `data/lexicon/time.tsv`. Out: words with the class that the table gives them. Must not know: dates.

use super::stretch::{Part, Season, Unit};
use crate::model::Span;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../../data/lexicon/time.tsv");

/// What a word may stand for in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Month(i8),
    /// 1 is Monday.
    Weekday(i8),
    Number(i32),
    Ordinal(i32),
    Unit(Unit),
    Part(Part),
    Season(Season),
    /// Noon and midnight as they are written in TIMEX3.
    Hour(&'static str),
    /// A fixed day of the civil year.
    DayOfYear(i8, i8),
    /// A day of a religious calendar or a movable one.
    Feast(&'static str),
    /// "recently", "now", "soon".
    Vague(&'static str),
    /// "daily": how often.
    Every(&'static str),
    /// Digits only, up to four.
    Digits,
    Other,
}

/// A word, number or mark of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub span: Span,
    /// In lower case.
    pub text: &'t str,
    pub class: Class,
    /// Begins with a capital letter.
    pub capital: bool,
    /// No space stands before it.
    pub glued: bool,
    /// A plural form, for those units and weekdays that have one.
    pub plural: bool,
}

struct Table {
    words: BTreeMap<&'static str, Class>,
    /// Entries of several words, by their first word.
    phrases: BTreeMap<&'static str, Vec<&'static str>>,
}

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { words: BTreeMap::new(), phrases: BTreeMap::new() };
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t').map(str::trim);
        let (Some(words), Some(class), Some(value)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let Some(class) = class_of(class, value) else { continue };
        for word in words.split('|') {
            table.words.insert(word, class);
            let first = word.split([' ', '-', '\'']).next().unwrap_or(word);
            if first.len() < word.len() {
                table.phrases.entry(first).or_default().push(word);
            }
        }
    }
    table.phrases.values_mut().for_each(|entries| entries.sort_by_key(|e| std::cmp::Reverse(e.len())));
    table
});

fn class_of(class: &str, value: &'static str) -> Option<Class> {
    let number = || value.parse::<i32>().ok();
    let small = || value.parse::<i8>().ok();
    Some(match class {
        "month" => Class::Month(small()?),
        "weekday" => Class::Weekday(small()?),
        "number" => Class::Number(number()?),
        "ordinal" => Class::Ordinal(number()?),
        "unit" => Class::Unit(Unit::named(value)?),
        "part" => Class::Part(Part::named(value)?),
        "season" => Class::Season(Season::named(value)?),
        "hour" => Class::Hour(value),
        "day" => {
            let (month, day) = value.split_once('-')?;
            Class::DayOfYear(month.parse().ok()?, day.parse().ok()?)
        }
        "feast" => Class::Feast(value),
        "past" | "present" | "future" => Class::Vague(value),
        "every" => Class::Every(value),
        _ => return None,
    })
}

/// The words of `span`; `lower` is the text with ASCII letters in lower case.
pub(super) fn words<'t>(text: &str, lower: &'t str, span: Span) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut at = span.start;
    while let Some(c) = text[at..span.end].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let length = phrase_length(&lower[at..span.end]).unwrap_or_else(|| length(&lower[at..span.end], c));
        let glued = words.last().is_some_and(|w| w.span.end == at);
        words.push(word(lower, Span::new(at, at + length), c.is_uppercase(), glued));
        at += length;
    }
    words
}

fn word(lower: &str, span: Span, capital: bool, glued: bool) -> Word<'_> {
    let text = &lower[span.start..span.end];
    let digits = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    let class = WORDS.words.get(text).copied().or_else(|| ordinal(text)).unwrap_or(if digits {
        Class::Digits
    } else {
        Class::Other
    });
    let plural =
        matches!(class, Class::Unit(_) | Class::Weekday(_) | Class::Part(_) | Class::Season(_)) && text.ends_with('s');
    Word { span, text, class, capital, glued, plural }
}

/// "3rd", "21st".
fn ordinal(text: &str) -> Option<Class> {
    let digits = text.strip_suffix("st").or_else(|| text.strip_suffix("nd")).or_else(|| text.strip_suffix("rd"));
    let number: i32 = digits.or_else(|| text.strip_suffix("th"))?.parse().ok()?;
    (0..=99).contains(&number).then_some(Class::Ordinal(number))
}

/// The length of an entry of several words that stands here.
fn phrase_length(rest: &str) -> Option<usize> {
    let first = rest.split(|c: char| !c.is_ascii_lowercase()).next()?;
    let entries = WORDS.phrases.get(first)?;
    let ends = |entry: &&&str| !rest[entry.len()..].starts_with(char::is_alphanumeric);
    entries.iter().filter(|entry| rest.starts_with(**entry)).find(ends).map(|entry| entry.len())
}

/// Letters with full stops inside ("p.m."), digits with their suffix ("3rd", "2,400", "1.5"), or one mark.
fn length(rest: &str, first: char) -> usize {
    let bytes = rest.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    if first.is_ascii_digit() {
        let digits =
            (0..).find(|&i| !(at(i).is_ascii_digit() || matches!(at(i), b',' | b'.') && at(i + 1).is_ascii_digit()));
        let digits = digits.unwrap_or(1);
        let suffix = bytes[digits..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let plain = matches!(&rest[digits..digits + suffix], "st" | "nd" | "rd" | "th" | "s");
        return if plain { digits + suffix } else { digits };
    }
    if !first.is_alphabetic() {
        return first.len_utf8();
    }
    for dotted in ["a.m.", "p.m.", "a.m", "p.m"] {
        if rest.starts_with(dotted) {
            return dotted.len();
        }
    }
    rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_their_class() {
        let text = "On Eid al-Fitr, 3rd of March at 4 p.m. two-year";
        let lower = text.to_ascii_lowercase();
        let words = words(text, &lower, Span::new(0, text.len()));
        let shown: Vec<&str> = words.iter().map(|w| w.text).collect();
        assert_eq!(shown, ["on", "eid al-fitr", ",", "3rd", "of", "march", "at", "4", "p.m.", "two", "-", "year"]);
        assert_eq!(words[1].class, Class::Feast("eid-al-fitr"));
        assert_eq!(words[3].class, Class::Ordinal(3));
        assert_eq!(words[11].class, Class::Unit(Unit::Year));
    }
}

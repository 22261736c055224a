//! Figures: numbers with the bounds that English words set on them. Which slot a figure fills is decided elsewhere.

use super::document::Document;
use super::tags::is_number_word;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A number as the text bounds it; both bounds included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The tokens, with the words that bound it: "at least five".
    pub tokens: Range<usize>,
    pub low: u64,
    pub high: Option<u64>,
    /// "a further five", "another five": in addition to others.
    pub additional: bool,
    /// "the 12th", "third": a place in a row, no amount.
    pub ordinal: bool,
}

/// The number that begins at `start`, its bounding words included.
pub(super) fn number_at(document: &Document<'_>, start: usize, end: usize) -> Option<Number> {
    if start >= end || !document.tokens[start].opens_number {
        return None;
    }
    let (bound, after_bound) = bound_before(document, start, end);
    let mut core = core_at(document, after_bound, end)?;
    // "under a trolley": a preposition before an article bounds nothing.
    let preposition =
        bound.is_none() || matches!(document.word(start), "under" | "over" | "above" | "about" | "around" | "from");
    if preposition && core.bare_article && core.tokens_end == after_bound + 1 {
        return None;
    }
    let mut tokens_end = core.tokens_end;
    let mut high = core.high;
    if let Some((second, until)) = range_end(document, tokens_end, end, bound)
        && second >= core.low
    {
        high = Some(second);
        tokens_end = until;
        return Some(Number { tokens: start..tokens_end, low: core.low, high, additional: false, ordinal: false });
    }
    match document.words(tokens_end..(tokens_end + 2).min(end)).as_str() {
        "or more" | "and more" | "and counting" => {
            tokens_end += 2;
            core.open = true;
        }
        "or so" | "or thereabouts" if bound.is_none() => {
            let (low, high) = Bound::About.apply(core.low, high);
            return Some(Number { tokens: start..tokens_end + 2, low, high, additional: false, ordinal: core.ordinal });
        }
        _ => {}
    }
    let (low, high) = match bound {
        _ if core.open => (core.low, None),
        None => (core.low, high),
        Some(bound) => bound.apply(core.low, high),
    };
    Some(Number {
        tokens: start..tokens_end,
        low,
        high,
        additional: bound == Some(Bound::Further),
        ordinal: core.ordinal,
    })
}

/// The tokens of a number with words that bound it or join it, where a phrase would otherwise break at them.
pub(super) fn bounded_number(document: &Document<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    use super::document::Tag;
    if matches!(document.word(start), "from" | "above") {
        return None;
    }
    let breaks = |t: usize| {
        matches!(
            document.tokens[t].tag,
            Tag::Preposition
                | Tag::Conjunction
                | Tag::Adverb
                | Tag::Subordinator
                | Tag::To
                | Tag::Adjective
                | Tag::Verb
        )
    };
    let number = number_at(document, start, end)?.tokens;
    let unitless = number.end < end && !matches!(document.tokens[number.end].tag, Tag::Time);
    (number.len() > 1 && unitless && number.clone().any(breaks)).then_some(number)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    MoreThan,
    UpTo,
    LessThan,
    Nearly,
    About,
    Between,
    Further,
    Exactly,
}

impl Bound {
    fn apply(self, low: u64, high: Option<u64>) -> (u64, Option<u64>) {
        let exact = high == Some(low);
        match self {
            Bound::AtLeast => (low, None),
            Bound::MoreThan => (low + u64::from(exact), None),
            Bound::UpTo => (0, high.or(Some(low))),
            Bound::LessThan => (0, Some(low.saturating_sub(1))),
            Bound::Nearly => (low * 9 / 10, Some(low.saturating_sub(1))),
            Bound::About if exact && low >= 10 => (low - low / 10, Some(low + low / 10)),
            Bound::About | Bound::Between | Bound::Further | Bound::Exactly => (low, high),
        }
    }
}

const BOUNDS: &[(&str, Bound)] = &[
    ("at least some", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("at the least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("as few as", Bound::AtLeast),
    ("well over", Bound::MoreThan),
    ("an estimated over", Bound::MoreThan),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("upward of", Bound::MoreThan),
    ("north of", Bound::MoreThan),
    ("well above", Bound::MoreThan),
    ("as many as at least", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("not more than", Bound::UpTo),
    ("in excess of", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("up to", Bound::UpTo),
    ("as many as", Bound::UpTo),
    ("as much as", Bound::UpTo),
    ("no more than", Bound::UpTo),
    ("at most", Bound::UpTo),
    ("a maximum of", Bound::UpTo),
    ("fewer than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("nearly", Bound::Nearly),
    ("almost", Bound::Nearly),
    ("close to", Bound::Nearly),
    ("just under", Bound::Nearly),
    ("just short of", Bound::Nearly),
    ("just over", Bound::MoreThan),
    ("possibly", Bound::UpTo),
    ("perhaps", Bound::About),
    ("maybe", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("roughly", Bound::About),
    ("some", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("somewhere between", Bound::Between),
    ("anywhere between", Bound::Between),
    ("between", Bound::Between),
    ("from", Bound::Between),
    ("a further", Bound::Further),
    ("an additional", Bound::Further),
    ("a total of", Bound::Exactly),
    ("exactly", Bound::Exactly),
    ("precisely", Bound::Exactly),
    ("only", Bound::Exactly),
    ("just", Bound::Exactly),
    ("another", Bound::Further),
    ("a second", Bound::Further),
];

fn bound_before(document: &Document<'_>, start: usize, end: usize) -> (Option<Bound>, usize) {
    let Some(bounds) = BOUNDS_BY_WORD.get(document.word(start)) else { return (None, start) };
    for (words, length, bound) in bounds {
        if start + length < end && document.words(start..start + length) == *words {
            return (Some(*bound), start + length);
        }
    }
    (None, start)
}

/// The words of a bound, how many they are, and what they mean.
type BoundWords = (&'static str, usize, Bound);

/// The bounds by their first word, in the order of the list, with their length in words.
static BOUNDS_BY_WORD: LazyLock<BTreeMap<&str, Vec<BoundWords>>> = LazyLock::new(|| {
    let mut by_word: BTreeMap<&str, Vec<BoundWords>> = BTreeMap::new();
    for (words, bound) in BOUNDS {
        let first = words.split(' ').next().unwrap_or(words);
        by_word.entry(first).or_default().push((*words, words.split(' ').count(), *bound));
    }
    by_word
});

/// Words with which a number or its bound can begin; digits and hyphenated words apart.
static OPENERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let vague = [
        "tens",
        "hundreds",
        "thousands",
        "millions",
        "dozens",
        "scores",
        "several",
        "many",
        "both",
        "half",
        "half-a",
        "a",
        "an",
        "one",
    ];
    let bounds = BOUNDS_BY_WORD.keys().copied();
    bounds.chain(vague).chain(UNITS.iter().copied()).chain(TENS.iter().copied()).collect()
});

/// Whether a number can begin with the word: most words are told apart here, before anything is joined or compared.
pub(super) fn may_open(word: &str) -> bool {
    word.bytes().next().is_some_and(|b| b.is_ascii_digit()) || word.contains('-') || OPENERS.contains(word)
}

struct Core {
    low: u64,
    high: Option<u64>,
    tokens_end: usize,
    open: bool,
    ordinal: bool,
    bare_article: bool,
}

/// The number itself: digits, spelled words, "a dozen", "several", "tens of thousands".
fn core_at(document: &Document<'_>, start: usize, end: usize) -> Option<Core> {
    if start >= end {
        return None;
    }
    let vague = |low, high, length| {
        Some(Core {
            low,
            high: Some(high),
            tokens_end: start + length,
            open: false,
            ordinal: false,
            bare_article: false,
        })
    };
    let two = document.words(start..(start + 2).min(end));
    let three = document.words(start..(start + 3).min(end));
    match three.as_str() {
        "tens of thousands" => return vague(20_000, 99_999, 3),
        "hundreds of thousands" => return vague(200_000, 999_999, 3),
        "a couple of" | "a pair of" => return vague(2, 2, 3),
        "a handful of" => return vague(3, 9, 3),
        "half a dozen" => return vague(6, 6, 3),
        "half a million" => return vague(500_000, 500_000, 3),
        "a few dozen" => return vague(36, 99, 3),
        "a few hundred" => return vague(300, 999, 3),
        "a few thousand" => return vague(3_000, 9_999, 3),
        "a quarter million" => return vague(250_000, 250_000, 3),
        "scores of thousands" => return vague(40_000, 99_999, 3),
        _ => {}
    }
    match two.as_str() {
        "a dozen" | "one dozen" => return vague(12, 12, 2),
        "a couple" => return vague(2, 2, 2),
        "a few" if !matches!(three.rsplit(' ').next(), Some("dozen" | "hundred" | "thousand")) => {
            return vague(3, 9, 2);
        }
        "several dozen" => return vague(36, 99, 2),
        "several hundred" => return vague(300, 999, 2),
        "several thousand" => return vague(3_000, 9_999, 2),
        "half dozen" | "half-a dozen" => return vague(6, 6, 2),
        "several dozens" => return vague(36, 99, 2),
        "several hundreds" => return vague(300, 999, 2),
        "several thousands" => return vague(3_000, 9_999, 2),
        "many dozens" => return vague(36, 99, 2),
        "many hundreds" => return vague(300, 999, 2),
        "tens of" => return vague(20, 99, 2),
        "a hundred" => return vague(100, 100, 2),
        "a thousand" => return vague(1_000, 1_000, 2),
        "a million" => return vague(1_000_000, 1_000_000, 2),
        _ => {}
    }
    match document.word(start) {
        "dozens" => return vague(24, 99, 1),
        "scores" => return vague(40, 99, 1),
        "hundreds" => return vague(200, 999, 1),
        "thousands" => return vague(2_000, 9_999, 1),
        "millions" => return vague(2_000_000, 9_999_999, 1),
        "several" => return vague(3, 9, 1),
        "both" => return vague(2, 2, 1),
        "one" if matches!(two.rsplit(' ').next(), Some("hundred" | "thousand" | "million" | "dozen")) => {}
        "a" | "an" | "one" => {
            return Some(Core {
                low: 1,
                high: Some(1),
                tokens_end: start + 1,
                open: false,
                ordinal: false,
                bare_article: document.word(start) != "one",
            });
        }
        _ => {}
    }
    digits_or_words(document, start, end)
}

fn digits_or_words(document: &Document<'_>, start: usize, end: usize) -> Option<Core> {
    let word = document.word(start);
    let first = word.as_bytes().first()?;
    if let Some((low, high)) = hyphenated_range(word) {
        return Some(Core {
            low,
            high: Some(high),
            tokens_end: start + 1,
            open: false,
            ordinal: false,
            bare_article: false,
        });
    }
    let (mut value, open, ordinal, mut at) = if first.is_ascii_digit() {
        let (value, open, ordinal) = digits(word)?;
        (value, open, ordinal, start + 1)
    } else {
        let (value, used) = spelled(document, start, end)?;
        (value as f64, false, false, start + used)
    };
    while at < end {
        let factor = match document.word(at) {
            "dozen" => 12.0,
            "hundred" => 100.0,
            "thousand" => 1_000.0,
            "million" | "m" => 1_000_000.0,
            "billion" | "bn" => 1_000_000_000.0,
            _ => break,
        };
        if value >= factor && factor > 12.0 {
            break;
        }
        value *= factor;
        at += 1;
    }
    let value = value.round() as u64;
    Some(Core { low: value, high: Some(value), tokens_end: at, open, ordinal, bare_article: false })
}

/// "10-20", "five-to-six" has no such form.
fn hyphenated_range(word: &str) -> Option<(u64, u64)> {
    let (low, high) = word.split_once(['-', '–'])?;
    let plain = |w: &str| !w.is_empty() && w.len() < 10 && w.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if !plain(low) || !plain(high) {
        return None;
    }
    let value = |w: &str| w.replace(',', "").parse::<u64>().ok();
    let (low, high) = (value(low)?, value(high)?);
    (low < high && high <= low.saturating_mul(10)).then_some((low, high))
}

/// "1,200", "1.5", "5+", "12th": the value, whether it is open, whether it is an ordinal.
fn digits(word: &str) -> Option<(f64, bool, bool)> {
    let open = word.ends_with('+');
    let body = word.trim_end_matches('+');
    let ordinal = ["th", "st", "nd", "rd"].iter().any(|e| body.ends_with(e));
    let body = if ordinal { &body[..body.len() - 2] } else { body };
    if body.contains(':') || body.contains('%') {
        return None;
    }
    let plain: String = body.chars().filter(|c| *c != ',').collect();
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    // European grouping: "1.200" has three digits behind the point.
    let grouped = plain.split('.').count() == 2 && plain.rsplit('.').next().is_some_and(|d| d.len() == 3);
    let plain = if grouped { plain.replace('.', "") } else { plain };
    Some((plain.parse().ok()?, open, ordinal))
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn unit_value(word: &str) -> Option<u64> {
    if let Some(value) = UNITS.iter().position(|u| *u == word) {
        return Some(value as u64);
    }
    if let Some(tens) = TENS.iter().position(|t| *t == word) {
        return Some((tens as u64 + 2) * 10);
    }
    let (tens, unit) = word.split_once('-')?;
    let (tens, unit) = (unit_value(tens)?, unit_value(unit)?);
    (tens >= 20 && unit < 10).then_some(tens + unit)
}

/// Spelled numbers: "three", "twenty-five", "two hundred and ten".
fn spelled(document: &Document<'_>, start: usize, end: usize) -> Option<(u64, usize)> {
    let mut value = unit_value(document.word(start))?;
    let mut used = 1;
    if value >= 20
        && value % 10 == 0
        && let Some(unit) = (start + 1 < end).then(|| unit_value(document.word(start + 1))).flatten()
        && unit < 10
    {
        value += unit;
        used = 2;
    }
    if start + used < end && document.word(start + used) == "hundred" {
        value *= 100;
        used += 1;
        let rest = start + used + usize::from(start + used < end && document.word(start + used) == "and");
        if let Some(more) = (rest < end).then(|| unit_value(document.word(rest))).flatten() {
            value += more;
            used = rest + 1 - start;
        }
    }
    Some((value, used))
}

/// "between 10 and 20", "10 to 20", "10-20" has been one token.
fn range_end(document: &Document<'_>, at: usize, end: usize, bound: Option<Bound>) -> Option<(u64, usize)> {
    if at + 1 >= end {
        return None;
    }
    let joins = match document.word(at) {
        "to" | "-" | "–" => bound.is_none() || bound == Some(Bound::Between) || bound == Some(Bound::About),
        "and" => bound == Some(Bound::Between) && document.word(at) == "and",
        "or" => bound.is_none(),
        _ => false,
    };
    if !joins
        || !(document.word(at + 1).starts_with(|c: char| c.is_ascii_digit()) || is_number_word(document.word(at + 1)))
    {
        return None;
    }
    let core = core_at(document, at + 1, end)?;
    Some((core.high.unwrap_or(core.low), core.tokens_end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Lexicon;
    use crate::model::{Sentence, Span};

    fn bounds(text: &str) -> Option<(u64, Option<u64>)> {
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let document = Document::new(text, &[sentence], &[], &Lexicon::builtin());
        number_at(&document, 0, document.tokens.len()).map(|n| (n.low, n.high))
    }

    #[test]
    fn english_bounds() {
        for (text, low, high) in [
            ("at least five rockets", 5, None),
            ("more than 150 attacks", 151, None),
            ("over 150 attacks", 151, None),
            ("about 50 people", 45, Some(55)),
            ("nearly a dozen people", 10, Some(11)),
            ("up to 40 fighters", 0, Some(40)),
            ("dozens of people", 24, Some(99)),
            ("hundreds of people", 200, Some(999)),
            ("tens of thousands of people", 20_000, Some(99_999)),
            ("several soldiers", 3, Some(9)),
            ("between 10 and 20 people", 10, Some(20)),
            ("10 to 20 people", 10, Some(20)),
            ("5+ rockets", 5, None),
            ("1.5 million people", 1_500_000, Some(1_500_000)),
            ("twenty-five people", 25, Some(25)),
            ("two hundred and ten people", 210, Some(210)),
            ("a further five people", 5, Some(5)),
            ("two dozen men", 24, Some(24)),
            ("1,700 people", 1_700, Some(1_700)),
            ("fewer than 10 people", 0, Some(9)),
            ("50 or more people", 50, None),
            ("20 or so people", 18, Some(22)),
            ("half a dozen people", 6, Some(6)),
            ("more than a dozen people", 13, None),
            ("three or four people", 3, Some(4)),
            ("10-20 people", 10, Some(20)),
            ("a total of 40 people", 40, Some(40)),
            ("at least dozens of people", 24, None),
            ("just over 100 people", 101, None),
            ("a few hundred people", 300, Some(999)),
        ] {
            assert_eq!(bounds(text), Some((low, high)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        assert_eq!(bounds("the people"), None);
        assert_eq!(bounds("a man"), None);
        assert_eq!(bounds("some people"), None);
    }
}

//! Words, pieces and windows: what the encoder sees of a text. `training/words.py` does exactly the same.

use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) const UNKNOWN: u32 = 1;
pub(crate) const CLS: u32 = 2;
pub(crate) const SEP: u32 = 3;
/// Pieces of a window beside the two marks at its ends, and how many of them the next window sees again.
pub(crate) const WINDOW: usize = 254;
const OVERLAP: usize = 48;
/// A word of more letters than this is unknown.
const LONGEST: usize = 60;
/// The shape of the marks at a window's ends.
pub(crate) const MARK: u32 = 5;

/// A word, number or mark: where it stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// The words, numbers and marks of a text: runs of letters and digits, and every other sign alone.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let letter = c.is_alphanumeric();
        match found.last_mut() {
            Some(word) if open && letter => word.end = end,
            _ if c.is_whitespace() => {}
            _ => found.push(Word { start: at, end }),
        }
        open = letter;
    }
    found
}

/// How a word is written: the encoder itself sees only small letters.
pub(crate) fn shape(word: &str) -> u32 {
    let Some(first) = word.chars().next() else { return MARK };
    if !first.is_alphabetic() {
        return if first.is_numeric() { 4 } else { MARK };
    }
    let cased = || word.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    let any = cased().next().is_some();
    if any && cased().all(char::is_lowercase) {
        0
    } else if any && word.chars().nth(1).is_some() && cased().all(char::is_uppercase) {
        2
    } else if first.is_uppercase() && !word.chars().skip(1).any(char::is_uppercase) {
        1
    } else {
        3
    }
}

/// Small letters without accents.
fn plain(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect(),
    }
}

/// The pieces that the encoder knows.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    ids: BTreeMap<&'static str, u32>,
}

impl Vocabulary {
    /// One piece a line; a piece inside a word begins with "##".
    pub fn read(list: &'static str) -> Self {
        Self { ids: list.lines().zip(0..).collect() }
    }

    /// The pieces of a word, longest first; unknown where a rest is in no piece.
    pub fn word(&self, word: &str) -> Vec<u32> {
        let letters = plain(word);
        if letters.is_empty() || letters.chars().count() > LONGEST {
            return vec![UNKNOWN];
        }
        let mut found = Vec::new();
        let mut rest = letters.as_str();
        let mut key = String::new();
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
            let piece = ends.into_iter().rev().find_map(|end| {
                key.clear();
                if !found.is_empty() {
                    key.push_str("##");
                }
                key.push_str(&rest[..end]);
                self.ids.get(key.as_str()).map(|id| (*id, end))
            });
            let Some((id, end)) = piece else { return vec![UNKNOWN] };
            found.push(id);
            rest = &rest[end..];
        }
        found
    }
}

/// Ranges of words, each of at most [`WINDOW`] pieces, the next one beginning [`OVERLAP`] pieces back.
pub(crate) fn windows(sizes: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < sizes.len() {
        let (mut end, mut total) = (start, 0);
        while end < sizes.len() && total + sizes[end].min(WINDOW) <= WINDOW {
            total += sizes[end].min(WINDOW);
            end += 1;
        }
        found.push(start..end);
        if end == sizes.len() {
            break;
        }
        let (mut back, mut again) = (end, 0);
        while back > start + 1 && again + sizes[back - 1] <= OVERLAP {
            back -= 1;
            again += sizes[back];
        }
        start = back;
    }
    found
}

/// For each window the words that stand more central in it than in another: those whose nearer end is farther there; the text's own ends do
/// not count. A window overlaps only with the next one.
pub(crate) fn owned(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let room = |number: usize, word: usize| {
        let range = &ranges[number];
        let left = if number > 0 { word - range.start } else { usize::MAX };
        let right = if number + 1 < ranges.len() { range.end - 1 - word } else { usize::MAX };
        left.min(right)
    };
    let mut start = 0;
    let own = ranges.iter().enumerate().map(|(number, range)| {
        let shared = ranges.get(number + 1).map_or(range.end..range.end, |next| next.start..range.end);
        let end = shared.clone().find(|&word| room(number + 1, word) > room(number, word)).unwrap_or(range.end);
        std::mem::replace(&mut start, end)..end
    });
    own.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|w| &text[w.start..w.end]).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(cut("al-Shabaab's 1,500 men"), ["al", "-", "Shabaab", "'", "s", "1", ",", "500", "men"]);
        assert_eq!(cut("a_b  «ñ»\n"), ["a", "_", "b", "«", "ñ", "»"]);
    }

    #[test]
    fn shapes_of_words() {
        assert_eq!(["rebels", "Mali", "UN", "McCain", "47", "-", "A"].map(shape), [0, 1, 2, 3, 4, 5, 1]);
    }

    #[test]
    fn the_longest_piece_comes_first() {
        let vocabulary = Vocabulary::read("[PAD]\n[UNK]\n[CLS]\n[SEP]\nrocket\nrock\n##et\n##s\n");
        assert_eq!(vocabulary.word("Rockets"), [4, 7]);
        assert_eq!(vocabulary.word("rocket"), [4]);
        assert_eq!(vocabulary.word("zebra"), [UNKNOWN]);
    }

    #[test]
    fn windows_overlap_and_words_belong_to_the_more_central_one() {
        let ranges = windows(&[1; 300]);
        assert_eq!(ranges, [0..254, 206..300]);
        assert_eq!(owned(&ranges), [0..230, 230..300]);
        let ranges = windows(&[1; 480]);
        assert_eq!(
            (ranges.as_slice(), owned(&ranges)),
            ([0..254, 206..460, 412..480].as_slice(), vec![0..230, 230..436, 436..480])
        );
        assert_eq!(windows(&[]), Vec::<Range<usize>>::new());
    }
}

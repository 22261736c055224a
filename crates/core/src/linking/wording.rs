//! Wording: how much two passages, or two whole reports, share in words.
//!
//! In: texts. Out: keys of words and a share between 0 and 1. It must not know what the words mean.

use super::profile::key;
use crate::model::Quote;

/// So many code points before and behind an anchor belong to its passage.
const BEFORE: usize = 80;
const BEHIND: usize = 160;
/// No passage has more words.
const MOST: usize = 32;

/// Keys of the longer words of the passage around an anchor, sorted. A line break ends the passage.
pub(super) fn around(text: &str, anchor: &Quote) -> Vec<u32> {
    let (start, end) = (anchor.start() as usize, anchor.end() as usize);
    let passage =
        |from: usize, to: usize| -> String { text.chars().skip(from).take(to.saturating_sub(from)).collect() };
    let before = passage(start.saturating_sub(BEFORE), start);
    let behind = passage(end, end.saturating_add(BEHIND));
    let before = before.rsplit('\n').next().unwrap_or("");
    let behind = behind.split('\n').next().unwrap_or("");
    let mut keys: Vec<u32> = [before, " ", anchor.text(), " ", behind]
        .concat()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .map(word_key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(MOST);
    keys
}

fn word_key(word: &str) -> u32 {
    let key = key(word.to_lowercase().as_bytes());
    (key ^ (key >> 32)) as u32
}

/// The share of the shorter passage's words that both hold; both sorted.
pub(super) fn shared(a: &[u32], b: &[u32]) -> f64 {
    let least = a.len().min(b.len());
    if least < 4 {
        return 0.0;
    }
    common(a, b) as f64 / least as f64
}

fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
        }
    }
    common
}

/// A sketch of a text: the smallest hashes of its runs of five words. Two sketches tell how much one text holds of the other
/// (Broder 1997, "On the resemblance and containment of documents").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch {
    hashes: Vec<u64>,
    /// Whether these are all the runs the text has.
    whole: bool,
}

/// A sketch holds so many hashes at most.
const SKETCH: usize = 128;

impl Sketch {
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| key(w.to_lowercase().as_bytes()))
            .collect();
        let mix = |run: &[u64]| {
            run.iter().fold(0x9e37_79b9_7f4a_7c15, |hash: u64, word| {
                (hash.rotate_left(13) ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd)
            })
        };
        let mut hashes: Vec<u64> = words.windows(5).map(mix).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let whole = hashes.len() <= SKETCH;
        hashes.truncate(SKETCH);
        Self { hashes, whole }
    }

    /// The share of this text that stands in the other one, as the sketches tell it.
    pub fn share_in(&self, other: &Sketch) -> f64 {
        // Above the other's largest kept hash nothing can be said, unless it kept all.
        let limit = if other.whole { u64::MAX } else { other.hashes.last().copied().unwrap_or(0) };
        let known = self.hashes.partition_point(|h| *h <= limit);
        if known < 4 {
            return 0.0;
        }
        common(&self.hashes[..known], &other.hashes) as f64 / known as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Report, ReportMeta};

    fn words(text: &str) -> String {
        (0..400).map(|i| format!("{text}{} ", i * i % 997)).collect()
    }

    #[test]
    fn a_copy_is_seen_and_an_own_text_is_not() {
        let wire = words("w");
        let copy = format!("{wire} and a line of its own about the weather in the hills today");
        assert!(Sketch::of(&copy).share_in(&Sketch::of(&wire)) > 0.8);
        assert!(Sketch::of(&words("x")).share_in(&Sketch::of(&wire)) < 0.1);
        assert_eq!(Sketch::of("").share_in(&Sketch::of(&wire)), 0.0);
    }

    #[test]
    fn a_passage_ends_at_a_line_break() {
        let report = Report::plain(
            ReportMeta::default(),
            "Elsewhere nothing\nRockets struck Kidal market yesterday\nWeather tomorrow",
        );
        let quote = report.quote(26..32);
        assert_eq!(quote.text(), "struck");
        let found = around(report.text(), &quote);
        assert_eq!(found.len(), 5);
        assert!(!found.contains(&word_key("weather")) && found.contains(&word_key("rockets")));
    }
}

//! Where the words around a time expression look: back or ahead.

use super::nearest::Pull;
use super::words::Word;
use std::ops::Range;

/// How many words on either side are asked.
const REACH: usize = 14;

/// The pull of the nearest word that tells, before the expression or right after it.
pub(super) fn pull(words: &[Word<'_>], at: &Range<usize>) -> Pull {
    let before = words[..at.start].iter().rev().take(REACH).enumerate();
    if words[..at.start].last().is_some_and(|w| w.text == "by") && at.start > 1 && !ends_owner(words, at.end) {
        return Pull::Ahead;
    }
    if ends_owner(words, at.end) {
        return Pull::Back;
    }
    if words[..at.start].last().is_some_and(|w| w.text == "for") {
        // "called a strike for Friday"
        return Pull::Ahead;
    }
    if arranged(&words[at.start.saturating_sub(REACH)..at.start]) {
        return Pull::Ahead;
    }
    let after = words[at.end.min(words.len())..].iter().take(3).enumerate().map(|(i, w)| (i + 1, w));
    let near = before.chain(after).filter_map(|(distance, word)| told(word.text).map(|pull| (distance, pull)));
    near.min_by_key(|(distance, _)| *distance).map_or(Pull::None, |(_, pull)| pull)
}

/// "are marching on Friday", "is to be held on Friday", "plan to march on Friday": arranged, where nothing told in the past stands between.
fn arranged(before: &[Word<'_>]) -> bool {
    const HELD: &[&str] = &[
        "marching",
        "meeting",
        "holding",
        "leaving",
        "striking",
        "staging",
        "travelling",
        "traveling",
        "rallying",
        "demonstrating",
        "hosting",
        "walking",
        "returning",
        "withdrawing",
    ];
    const MEANS: &[&str] = &["plan", "intend", "hope", "expect", "prepare", "are", "is"];
    let be_held = |i: usize| i > 0 && before[i - 1].text == "be";
    let from = (0..before.len())
        .rev()
        .find(|&i| {
            told(before[i].text).is_some() && !be_held(i) || matches!(before[i].text, "," | ";" | "who" | "which")
        })
        .map_or(0, |i| i + 1);
    before[from..].windows(2).any(|pair| {
        let (first, second) = (pair[0].text, pair[1].text);
        matches!(first, "are" | "is") && HELD.contains(&second) || MEANS.contains(&first) && second == "to"
    })
}

/// "Wednesday's ruling": a possessor, so the thing has happened.
fn ends_owner(words: &[Word<'_>], end: usize) -> bool {
    words.get(end).is_some_and(|w| w.glued && matches!(w.text, "'" | "’"))
        && words.get(end + 1).is_some_and(|w| w.text == "s")
}

fn told(word: &str) -> Option<Pull> {
    const AHEAD: &[&str] = &[
        "will",
        "shall",
        "ll",
        "plans",
        "planned",
        "scheduled",
        "due",
        "expected",
        "expects",
        "predicted",
        "anticipated",
        "slated",
        "upcoming",
        "would",
        "intends",
        "hopes",
        "deadline",
        "effective",
        "payable",
        "planning",
        "soon",
    ];
    const BACK: &[&str] = &[
        "was", "were", "had", "did", "said", "told", "has", "have", "been", "began", "came", "took", "left", "fell",
        "rose", "went", "shot", "fought", "broke", "held", "made", "met", "saw", "since", "ago", "last", "gave", "got",
        "ran",
    ];
    if AHEAD.contains(&word) {
        return Some(Pull::Ahead);
    }
    const NO_VERB: &[&str] = &["united", "hundred", "indeed", "armed", "speed", "naked", "allied"];
    let past = word.len() > 4 && word.ends_with("ed") && !NO_VERB.contains(&word);
    (BACK.contains(&word) || past).then_some(Pull::Back)
}

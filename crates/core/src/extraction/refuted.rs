//! Refuted: what a sentence itself calls untrue: "it is false that", "reports that … are baseless", "there is no truth in rumours of".
//! In: a mention in its sentence. Out: whether it is told as not having happened. Must not know: who says so.

use super::document::Document;
use crate::knowledge::Lexicon;
use std::ops::Range;

/// How far from the mention the words may stand.
const REACH: usize = 24;

fn untrue(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.listed("untrue", word)
}

/// Words for what someone has said.
fn telling(lexicon: &Lexicon, word: &str) -> bool {
    ["told", "telling", "rumour"].iter().any(|list| lexicon.listed(list, word))
}

/// Whether the words around a mention at `at` call it untrue.
pub(super) fn refuted(document: &Document<'_>, lexicon: &Lexicon, at: usize, sentence: &Range<usize>) -> bool {
    let back = at.saturating_sub(REACH).max(sentence.start)..at;
    declared_before(document, lexicon, &back)
        || declared_behind(document, lexicon, at, &back, sentence)
        || turned_out(document, lexicon, at, sentence)
}

/// "The kidnapping of a teacher turned out to be untrue": the sentence's own subject.
fn turned_out(document: &Document<'_>, lexicon: &Lexicon, at: usize, sentence: &Range<usize>) -> bool {
    let opens = at <= sentence.start + 2;
    opens
        && (at + 1..sentence.end.min(at + REACH)).any(|t| {
            let links = document.words(t.saturating_sub(4).max(at)..t);
            untrue(lexicon, document.word(t))
                && ["turned out to be", "proved", "proved to be"].iter().any(|l| links.ends_with(l))
        })
}

/// "It is untrue that …", "there is no truth in reports of …".
fn declared_before(document: &Document<'_>, lexicon: &Lexicon, back: &Range<usize>) -> bool {
    let word = |t: usize| if back.contains(&t) { document.word(t) } else { "" };
    back.clone().any(|t| match word(t) {
        "that" => {
            let false_one =
                untrue(lexicon, word(t.wrapping_sub(1))) && !document.words(t.saturating_sub(4)..t).contains("not ");
            let not_true = word(t.wrapping_sub(1)) == "true" && matches!(word(t.wrapping_sub(2)), "not" | "n't");
            let no_case =
                word(t.wrapping_sub(1)) == "case" && document.words(t.saturating_sub(4)..t).contains("not the");
            let ruled_out = word(t.wrapping_sub(1)) == "out"
                && matches!(word(t.wrapping_sub(2)), "ruled" | "rule" | "rules" | "ruling");
            false_one || not_true || no_case || ruled_out
        }
        "truth" => word(t.wrapping_sub(1)) == "no" && matches!(word(t + 1), "in" | "to"),
        // "dismissed as lies reports that"
        "as" => untrue(lexicon, word(t + 1)) && (t + 2..t + 5).any(|told| telling(lexicon, word(told))),
        _ => false,
    })
}

/// "Reports that … are false", "called claims of … baseless", "That … is a lie".
fn declared_behind(
    document: &Document<'_>,
    lexicon: &Lexicon,
    at: usize,
    back: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let opens = document.word(sentence.start) == "that" && document.word(sentence.start + 1) != "'s";
    let told = back
        .clone()
        .rev()
        .find(|&t| telling(lexicon, document.word(t)) && t + 1 < at && matches!(document.word(t + 1), "that" | "of"));
    if told.is_none() && !opens {
        return false;
    }
    let ahead = at + 1..sentence.end.min(at + REACH);
    let stop = ahead.clone().find(|&t| matches!(document.word(t), ";" | "but" | "while")).unwrap_or(ahead.end);
    (ahead.start..stop).any(|t| {
        let before = document.word(t - 1);
        let article = matches!(before, "a" | "an" | "the");
        let ties = document.word(if article { t - 2 } else { t - 1 });
        // "were called baseless", "called reports that … baseless": a tie, or the end of the clause.
        let ended = t + 1 >= sentence.end || matches!(document.word(t + 1), "." | "," | ";" | "and");
        untrue(lexicon, document.word(t))
            && !matches!(ties, "not" | "n't" | "never")
            && (ended || matches!(ties, "is" | "are" | "was" | "were" | "as"))
    })
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::stands;

    #[test]
    fn what_is_called_untrue_did_not_happen() {
        for text in [
            "It is untrue that rebels attacked the village on Tuesday.",
            "It is not true that rebels attacked the village on Tuesday.",
            "That rebels attacked the village on Tuesday is a lie.",
            "Reports that rebels attacked the village on Tuesday are false.",
            "The ministry called reports that rebels attacked the village on Tuesday baseless.",
            "There is no truth in rumours that rebels attacked the village on Tuesday.",
            "The mayor called as lies reports that rebels attacked the village on Tuesday.",
        ] {
            assert_eq!(stands(text), ["ASSAULT new denied"], "{text}");
        }
    }

    #[test]
    fn what_is_not_called_untrue_is_told() {
        assert_eq!(stands("Rebels attacked the village on Tuesday with fake guns.")[0], "ASSAULT new stated");
        assert!(stands("Reports that rebels attacked the village on Tuesday spread fast.")[0] != "ASSAULT new denied");
    }
}

//! Sentences and paragraphs of a text.
//!
//! A blank line ends a paragraph; a single line break does too, unless the text is hard-wrapped (most lines end at about the
//! same column in the middle of a sentence), as wires of the telex age are.

use crate::model::{Sentence, Span};

/// The sentences of `text`, in order, without surrounding white space; together they hold all that is not blank.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let wrapped = is_hard_wrapped(text);
    let mut found = Vec::new();
    let mut paragraph = 0;
    for block in paragraphs(text, wrapped) {
        let before = found.len();
        split(text, block, paragraph, &mut found);
        paragraph += usize::from(found.len() > before);
    }
    found
}

/// Most lines are 55 to 85 columns long and do not end a sentence.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut lines, mut wrapped) = (0, 0);
    for line in text.lines().take(200) {
        let line = line.trim_end();
        if line.trim().is_empty() {
            continue;
        }
        lines += 1;
        let ends_open = line.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
        wrapped += usize::from((50..=90).contains(&line.len()) && ends_open);
    }
    lines >= 4 && wrapped * 2 > lines
}

fn paragraphs(text: &str, wrapped: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        let indented = wrapped && line.starts_with("   ");
        if (blank || indented) && at > start {
            found.push(Span::new(start, at));
            start = at;
        }
        at += line.len();
        if !wrapped || blank {
            found.push(Span::new(start, at));
            start = at;
        }
    }
    if start < at {
        found.push(Span::new(start, at));
    }
    found.retain(|p| !text[p.start..p.end].trim().is_empty());
    found
}

fn split(text: &str, block: Span, paragraph: usize, found: &mut Vec<Sentence>) {
    let words = &text[block.start..block.end];
    let bytes = words.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let mark = matches!(bytes[at], b'.' | b'!' | b'?') || bytes[at..].starts_with("…".as_bytes());
        if !mark {
            at += 1;
            continue;
        }
        let mut end = at + if bytes[at] < 0x80 { 1 } else { 3 };
        while let Some(c) = words[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '.' | '!' | '?' | '"' | '\'' | '”' | '’' | ')' | ']' | '»'))
        {
            end += c.len_utf8();
        }
        if ends_here(words, at, end) {
            push(text, block.start + start, block.start + end, paragraph, found);
            start = end;
        }
        at = end;
    }
    push(text, block.start + start, block.end, paragraph, found);
}

fn push(text: &str, start: usize, end: usize, paragraph: usize, found: &mut Vec<Sentence>) {
    let words = &text[start..end];
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return;
    }
    let from = start + (words.len() - words.trim_start().len());
    found.push(Sentence { span: Span::new(from, from + trimmed.len()), paragraph });
}

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "capt", "maj", "sgt", "sen", "rep", "gov", "brig", "adm",
    "prof", "rev", "hon", "cpl", "cmdr", "jr", "sr", "vs", "etc", "no", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "approx", "dept", "est", "fig", "inc", "ltd", "co", "corp", "mt", "ft",
    "pres", "msgr", "supt", "insp", "pfc", "al", "e.g", "i.e", "cf",
];

/// Whether the mark at `at` (with what closes it, up to `end`) ends a sentence.
fn ends_here(words: &str, at: usize, end: usize) -> bool {
    let after = &words[end..];
    let Some(next) = after.trim_start().chars().next() else { return true };
    if !after.starts_with(char::is_whitespace) {
        // "…said.The" without a space, as some archives have it.
        let glued = words[..at].ends_with(|c: char| c.is_lowercase()) && next.is_uppercase() && end == at + 1;
        return glued && !after.starts_with("com");
    }
    if words.as_bytes()[at] != b'.' {
        return !next.is_lowercase();
    }
    if next.is_lowercase() {
        return false;
    }
    let before = &words[..at];
    let last = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '\'')).next().unwrap_or("");
    let bare = last.to_lowercase();
    if ABBREVIATIONS.contains(&bare.as_str()) {
        return false;
    }
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let dotted =
        last.contains('.') && last.split('.').all(|p| p.chars().count() <= 2) && last.chars().any(char::is_alphabetic);
    if initial && end == at + 1 {
        return false;
    }
    if dotted && end == at + 1 {
        // "in the U.S. The army" ends; "the U.S. Army" does not: only a common opener ends it.
        let opener = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        return matches!(
            opener,
            "The"
                | "A"
                | "An"
                | "In"
                | "On"
                | "At"
                | "It"
                | "He"
                | "She"
                | "They"
                | "We"
                | "But"
                | "And"
                | "This"
                | "That"
                | "However"
                | "Meanwhile"
                | "After"
                | "As"
        );
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_up(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| &text[s.span.start..s.span.end]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            split_up(
                "Lt. Col. J. Smith of the U.S. Army left at 5 a.m. on Monday. The base was hit in the U.S. The army said so."
            ),
            [
                "Lt. Col. J. Smith of the U.S. Army left at 5 a.m. on Monday.",
                "The base was hit in the U.S.",
                "The army said so."
            ]
        );
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        assert_eq!(
            split_up("“It is over.” He left. \"Go!\" she said."),
            ["“It is over.”", "He left.", "\"Go!\" she said."]
        );
    }

    #[test]
    fn a_line_break_ends_a_headline_but_not_a_wrapped_line() {
        assert_eq!(split_up("Blast hits market\nFive people died."), ["Blast hits market", "Five people died."]);
        let wire = "   SAN SALVADOR, 9 JAN 90 (ACAN-EFE) -- [TEXT] THE ARMY REPORTED TODAY\nTHAT GUERRILLAS ATTACKED A FARM LOCATED ON THE PACIFIC SIDE OF THE\nCOUNTRY AND THAT TWO SOLDIERS WERE WOUNDED IN THE ACTION WHICH LASTED\nFOR TWO HOURS.  THE REBELS THEN FLED INTO THE MOUNTAINS NEAR THE TOWN\nOF SUCHITOTO.\n";
        assert_eq!(split_up(wire).len(), 2);
        assert_eq!(sentences("One.\n\nTwo.").iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", "   ", "...", "a.b.c", "Ünïcödé… Ja! Nein?", "No. 5 fell. \u{2028}x"] {
            let kept: String = split_up(text).concat().split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            assert_eq!(kept.split_whitespace().collect::<String>(), whole, "{text:?}");
        }
    }
}

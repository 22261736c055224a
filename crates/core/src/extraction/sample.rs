//! Readings of short invented texts, for the tests of the rules.

use super::Reader;
use crate::knowledge::Knowledge;
use crate::model::{Account, HarmKind, Reading, Report, ReportMeta, Sentence, Span};

/// Sentences of a text whose only full stops end sentences.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    text.split_inclusive(". ")
        .map(|part| {
            let span = Span::new(start, start + part.trim_end().len());
            start += part.len();
            Sentence { span, paragraph: 0 }
        })
        .collect()
}

/// The reading of a text published on Wednesday, 8 May 2024.
pub(super) fn read(text: &str) -> Reading {
    let meta = ReportMeta { published: "2024-05-08".parse().ok(), ..ReportMeta::default() };
    Reader::new(Knowledge::builtin()).read(&Report::plain(meta, text), &sentences(text))
}

/// The accounts of its events, in order of first mention.
pub(super) fn accounts(text: &str) -> Vec<Account> {
    read(text).tellings.into_iter().map(|t| t.account).collect()
}

/// Bounds of every figure of that harm in a text, event by event.
pub(super) fn tolls(text: &str, kind: HarmKind) -> Vec<(u64, Option<u64>)> {
    accounts(text)
        .iter()
        .flat_map(|a| {
            a.harm.iter().filter(|h| h.kind == kind).map(|h| (h.figure.low, h.figure.high)).collect::<Vec<_>>()
        })
        .collect()
}

/// Type, actors and targets of each event, in words: "ASSAULT rebels > village".
pub(super) fn who(text: &str) -> Vec<String> {
    let names =
        |list: &[crate::model::Participant]| list.iter().map(|p| p.name.to_lowercase()).collect::<Vec<_>>().join(", ");
    accounts(text)
        .iter()
        .map(|a| format!("{} {} > {}", a.kind, names(&a.actors), names(&a.targets)).trim().replace("  ", " "))
        .collect()
}

/// Type, status and certainty of each event: "ASSAULT new stated".
pub(super) fn stands(text: &str) -> Vec<String> {
    accounts(text).iter().map(|a| format!("{} {} {}", a.kind, a.status, a.certainty)).collect()
}

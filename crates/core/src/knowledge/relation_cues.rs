//! Words that say how one event bears on another.

use super::table::rows;
use crate::model::RelationKind;
use std::sync::LazyLock;

/// Words between two events.
#[derive(Debug)]
pub struct RelationCue {
    /// The words, lower case.
    pub words: Vec<&'static str>,
    /// What they say.
    pub kind: RelationKind,
    /// The event behind the words bears the relation to the one before them.
    pub back: bool,
}

static CUES: LazyLock<Vec<RelationCue>> = LazyLock::new(|| {
    let mut cues: Vec<RelationCue> = rows(include_str!("../../../../data/lexicon/relations.tsv"))
        .flat_map(|row| {
            let kind = row.cell(1).parse().expect("relations.tsv names relations of the code list");
            let back = row.cell(2) == "back";
            row.values(0).map(|v| RelationCue { words: v.split(' ').collect(), kind, back }).collect::<Vec<_>>()
        })
        .collect();
    cues.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
    cues
});

/// The words of `data/lexicon/relations.tsv`, longest first.
pub fn relation_cues() -> &'static [RelationCue] {
    &CUES
}

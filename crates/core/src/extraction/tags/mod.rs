//! Parts of speech: closed classes by list, open classes by the lexicon and endings, then neighbours decide between noun and verb.
//!
//! In: the words of a sentence, the lexicon. Out: a tag and a verb form for each. Must not know: phrases, events. The rooms: `closed` (lists),
//! `alone` (a word by itself), `neighbours` (which room decides, -ing forms), `verb_or_noun` and `base_forms` ("attacks"), `headings`,
//! `adjectives` (and participles), `adverbs` ("shot dead"), `small` (closed classes beside others).

mod adjectives;
mod adverbs;
mod alone;
mod base_forms;
mod closed;
mod headings;
mod neighbours;
mod small;
mod verb_or_noun;

pub(super) use closed::is_number_word;

use super::document::Document;
use crate::knowledge::Lexicon;
use neighbours::Neighbours;
use std::ops::Range;

/// Tags the tokens of one sentence.
pub(super) fn tag(document: &mut Document<'_>, tokens: Range<usize>, capitals: bool, lexicon: &Lexicon) {
    for token in tokens.clone() {
        let (tag, form) = alone::alone(document, token, &tokens, capitals, lexicon);
        document.tokens[token].tag = tag;
        document.tokens[token].form = form;
    }
    for token in tokens.clone() {
        let decided = Neighbours { document, token, sentence: &tokens, lexicon }.decide();
        if let Some(tag) = decided {
            document.tokens[token].tag = tag;
        }
    }
}

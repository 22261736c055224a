//! A text as the network sees it: words in windows, of which each is encoded when first asked for.

use crate::encoder::{Encoder, Window};
use crate::layers::HIDDEN;
use crate::linear::Rows;
use crate::words::{self, CLS, MARK, SEP, Vocabulary, WINDOW, Word};
use std::cell::OnceCell;
use std::ops::Range;

/// A text as the network sees it.
#[derive(Debug)]
pub struct Reading {
    /// The words in order.
    pub words: Vec<Word>,
    parts: Vec<Part>,
}

/// A window with the words that stand more central in it than in its neighbours.
#[derive(Debug)]
struct Part {
    window: Window,
    words: Range<usize>,
    /// The window's first mark and the first piece of each of the words.
    asked: Vec<usize>,
    /// Their vectors.
    vectors: OnceCell<Rows>,
}

impl Reading {
    pub(crate) fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let words = words::words(text);
        let pieces: Vec<Vec<u32>> = words.iter().map(|w| vocabulary.word(&text[w.start..w.end])).collect();
        let shapes: Vec<u32> = words.iter().map(|w| words::shape(&text[w.start..w.end])).collect();
        let sizes: Vec<usize> = pieces.iter().map(Vec::len).collect();
        let ranges = words::windows(&sizes);
        let parts = words::owned(&ranges).into_iter().zip(&ranges).map(|(own, range)| {
            let (window, firsts) = window(&pieces[range.clone()], &shapes[range.clone()]);
            let asked = std::iter::once(0).chain(own.clone().map(|word| firsts[word - range.start])).collect();
            Part { window, words: own, asked, vectors: OnceCell::new() }
        });
        Self { parts: parts.collect(), words }
    }

    /// The words that stand, even in part, in a range of bytes; empty where none does.
    pub fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|w| w.end <= bytes.start);
        let end = self.words.partition_point(|w| w.start < bytes.end);
        start..end.max(start)
    }

    /// The vectors of those words; of none that the text has not.
    pub(crate) fn vectors(&self, encoder: &Encoder, words: &Range<usize>) -> Rows {
        let mut found = Rows::with_capacity(words.len().min(self.words.len()) * HIDDEN);
        for part in &self.parts {
            let own = words.start.max(part.words.start)..words.end.min(part.words.end);
            if !own.is_empty() {
                let first = own.start - part.words.start + 1;
                found.extend_from_slice(&part.seen(encoder)[first * HIDDEN..(first + own.len()) * HIDDEN]);
            }
        }
        found
    }

    /// The vector of the first window as a whole.
    pub(crate) fn whole(&self, encoder: &Encoder) -> Rows {
        self.parts.first().map_or_else(|| vec![0.0; HIDDEN], |part| part.seen(encoder)[..HIDDEN].to_vec())
    }
}

impl Part {
    fn seen(&self, encoder: &Encoder) -> &[f32] {
        self.vectors.get_or_init(|| encoder.encode(&self.window, &self.asked))
    }
}

/// The words of a window as pieces between the two marks, and the place of each word's first piece.
fn window(pieces: &[Vec<u32>], shapes: &[u32]) -> (Window, Vec<usize>) {
    let mut made = Window { pieces: vec![CLS], shapes: vec![MARK] };
    let mut firsts = Vec::with_capacity(pieces.len());
    for (word, &shape) in pieces.iter().zip(shapes) {
        firsts.push(made.pieces.len());
        let kept = &word[..word.len().min(WINDOW)];
        made.pieces.extend_from_slice(kept);
        made.shapes.extend(kept.iter().map(|_| shape));
    }
    made.pieces.push(SEP);
    made.shapes.push(MARK);
    (made, firsts)
}

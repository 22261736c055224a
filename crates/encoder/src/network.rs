//! The network: encoder and heads, and what they read in a text.

use crate::encoder::{Encoder, Window};
use crate::heads::{Look, Tag, beside, middle, rounded, softmax, stretches};
use crate::layers::{HIDDEN, Linear, Rows, gelu};
use crate::weights::{Weights, WeightsError};
use crate::words::{self, CLS, MARK, SEP, Vocabulary, WINDOW, Word};
use serde_json::Value;
use std::ops::Range;

/// Two linear maps with a bend between them.
#[derive(Debug)]
struct Pair {
    first: Linear,
    second: Linear,
}

impl Pair {
    fn read(weights: &Weights<'_>, name: &str) -> Result<Self, WeightsError> {
        Ok(Self { first: weights.linear(&format!("{name}.0"))?, second: weights.linear(&format!("{name}.2"))? })
    }

    fn of(&self, row: &[f32]) -> Rows {
        let mut inner = self.first.of(row);
        gelu(&mut inner);
        self.second.of(&inner)
    }
}

/// The trained network.
#[derive(Debug)]
pub struct Network {
    vocabulary: Vocabulary,
    encoder: Encoder,
    trigger: Linear,
    cue: Linear,
    entity: Linear,
    status: Linear,
    certainty: Linear,
    factuality: Linear,
    relevance: Linear,
    roles: Look,
    said: Look,
    same: Pair,
    pair: Pair,
    description: Value,
}

/// A text as the network sees it: its words, and a vector for each.
#[derive(Debug)]
pub struct Reading {
    /// The words in order.
    pub words: Vec<Word>,
    vectors: Rows,
    /// The vector of the first window as a whole.
    whole: Rows,
}

impl Network {
    /// From the weights, the list of pieces and the description that `training/export.py` writes.
    pub fn read(weights: &[u8], pieces: &'static str, description: &str) -> Result<Self, WeightsError> {
        let weights = Weights::open(weights)?;
        let description: Value = serde_json::from_str(description)?;
        let kinds = |head: &str| description["labels"][head].as_array().map_or(0, Vec::len);
        Ok(Self {
            vocabulary: Vocabulary::read(pieces),
            encoder: Encoder::read(&weights)?,
            trigger: weights.linear("trigger")?,
            cue: weights.linear("cue")?,
            entity: weights.linear("entity")?,
            status: weights.linear("status")?,
            certainty: weights.linear("certainty")?,
            factuality: weights.linear("factuality")?,
            relevance: weights.linear("relevance")?,
            roles: Look::read(&weights, "roles", kinds("roles"))?,
            said: Look::read(&weights, "said", kinds("said"))?,
            same: Pair::read(&weights, "same")?,
            pair: Pair::read(&weights, "pair")?,
            description,
        })
    }

    /// The labels of a head, as the description lists them: "types", "statuses", "certainties", "roles", "said", "entities", "plover".
    pub fn labels(&self, head: &str) -> Vec<&str> {
        let listed = self.description["labels"][head].as_array();
        listed.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Reads a text.
    pub fn text(&self, text: &str) -> Reading {
        let words = words::words(text);
        let pieces: Vec<Vec<u32>> = words.iter().map(|w| self.vocabulary.word(&text[w.start..w.end])).collect();
        let shapes: Vec<u32> = words.iter().map(|w| words::shape(&text[w.start..w.end])).collect();
        let sizes: Vec<usize> = pieces.iter().map(Vec::len).collect();
        let ranges = words::windows(&sizes);
        let mut windows = Vec::with_capacity(ranges.len());
        // For each window the row at which each of its words begins.
        let mut firsts: Vec<Vec<usize>> = Vec::with_capacity(ranges.len());
        let mut row = 0;
        for range in &ranges {
            let (window, first) = window(&pieces[range.clone()], &shapes[range.clone()]);
            firsts.push(first.into_iter().map(|at| row + at).collect());
            row += window.pieces.len();
            windows.push(window);
        }
        let encoded = self.encoder.encode(&windows);
        let mut vectors = Vec::with_capacity(words.len() * HIDDEN);
        for word in 0..words.len() {
            let owner = words::owner(word, &ranges);
            let at = firsts[owner][word - ranges[owner].start];
            vectors.extend_from_slice(&encoded[at * HIDDEN..(at + 1) * HIDDEN]);
        }
        let whole = encoded.get(..HIDDEN).map_or_else(|| vec![0.0; HIDDEN], <[f32]>::to_vec);
        Reading { words, vectors, whole }
    }

    /// For each word the chance that it is part of a trigger, whatever its type.
    pub fn trigger_chances(&self, reading: &Reading) -> Vec<f32> {
        let chances = self.chances(&self.trigger, &reading.vectors);
        chances.chunks_exact(self.trigger.outputs()).map(|row| rounded(1.0 - row[0])).collect()
    }

    /// The triggers of events, with their types.
    pub fn triggers(&self, reading: &Reading) -> Vec<Tag> {
        stretches(&self.chances(&self.trigger, &reading.vectors), self.trigger.outputs())
    }

    /// For each type the chance that the words at `at` name an event of it: the greatest that a word of them has.
    pub fn types(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        let own = &reading.vectors[at.start * HIDDEN..at.end.min(reading.words.len()) * HIDDEN];
        let chances = self.chances(&self.trigger, own);
        let width = self.trigger.outputs();
        let of = |label: usize| {
            let both = chances.chunks_exact(width).map(|row| row[2 * label + 1] + row[2 * label + 2]);
            rounded(both.fold(0.0, f32::max))
        };
        (0..width / 2).map(of).collect()
    }

    /// The cues of attributions.
    pub fn cues(&self, reading: &Reading) -> Vec<Tag> {
        stretches(&self.chances(&self.cue, &reading.vectors), self.cue.outputs())
    }

    /// The named entities.
    pub fn entities(&self, reading: &Reading) -> Vec<Tag> {
        stretches(&self.chances(&self.entity, &reading.vectors), self.entity.outputs())
    }

    /// The chance of each status for the event named at `at`.
    pub fn statuses(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        self.chances(&self.status, &middle(&reading.vectors, at))
    }

    /// The chance of each certainty for the event named at `at`.
    pub fn certainties(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        self.chances(&self.certainty, &middle(&reading.vectors, at))
    }

    /// How factual the event named at `at` is told to be, from -3 (certainly not) to 3 (certainly).
    pub fn factuality(&self, reading: &Reading, at: &Range<usize>) -> f32 {
        rounded(self.factuality.of(&middle(&reading.vectors, at)).first().copied().unwrap_or(0.0).clamp(-3.0, 3.0))
    }

    /// Who and what takes part in the event named at `at`.
    pub fn roles(&self, reading: &Reading, at: &Range<usize>) -> Vec<Tag> {
        self.roles.around(&reading.vectors, &middle(&reading.vectors, at), at.start)
    }

    /// Source and content of what the cue at `at` says.
    pub fn said(&self, reading: &Reading, at: &Range<usize>) -> Vec<Tag> {
        self.said.around(&reading.vectors, &middle(&reading.vectors, at), at.start)
    }

    /// The chance that two triggers name one event.
    pub fn same(&self, reading: &Reading, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let row = beside(&middle(&reading.vectors, a), &middle(&reading.vectors, b));
        let score = self.same.of(&row).first().copied().unwrap_or(0.0);
        rounded(1.0 / (1.0 + (-score).exp()))
    }

    /// The chance of each PLOVER type for what the first participant does to the second.
    pub fn between(&self, reading: &Reading, source: &Range<usize>, target: &Range<usize>) -> Vec<f32> {
        let mut scores = self.pair.of(&beside(&middle(&reading.vectors, source), &middle(&reading.vectors, target)));
        let width = scores.len();
        softmax(&mut scores, width);
        scores
    }

    /// For each label of relevance the chance that it fits the text as a whole.
    pub fn relevance(&self, reading: &Reading) -> Vec<f32> {
        self.relevance.of(&reading.whole).into_iter().map(|score| rounded(1.0 / (1.0 + (-score).exp()))).collect()
    }

    fn chances(&self, head: &Linear, vectors: &[f32]) -> Rows {
        let mut scores = head.of(vectors);
        softmax(&mut scores, head.outputs());
        scores
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

impl Reading {
    /// The words that stand, even in part, in a range of bytes; empty where none does.
    pub fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|w| w.end <= bytes.start);
        let end = self.words.partition_point(|w| w.start < bytes.end);
        start..end.max(start)
    }
}

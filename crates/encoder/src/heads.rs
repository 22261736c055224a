//! Heads: small maps over the vectors of words. Scores are rounded, so that machines with other instructions decide alike.

use crate::layers::{HIDDEN, add, gelu, rounded, softmax};
use crate::linear::{Linear, Rows};
use crate::weights::{Weights, WeightsError};
use std::ops::Range;

/// How far from a trigger its roles are looked for, in words.
const FAR: usize = 100;

/// A stretch of words that a head marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The words, by number.
    pub words: Range<usize>,
    /// Which label.
    pub label: usize,
    /// How sure the head is, from 0 to 1: the mean over its words of the chance that they are marked so.
    pub score: f32,
}

/// Reads rows of begin and inside chances (0 outside, 2k+1 begins, 2k+2 goes on with label k) as stretches. A word that only goes on
/// with a label begins one where none is open.
pub(crate) fn stretches(chances: &[f32], width: usize) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut open = false;
    for (word, row) in chances.chunks_exact(width).enumerate() {
        let best = (0..width).max_by(|&a, &b| row[a].total_cmp(&row[b]).then(b.cmp(&a))).unwrap_or(0);
        if best == 0 {
            open = false;
            continue;
        }
        let label = (best - 1) / 2;
        let chance = row[2 * label + 1] + row[2 * label + 2];
        match found.last_mut() {
            Some(tag) if open && best % 2 == 0 && tag.label == label => {
                let size = tag.words.len() as f32;
                tag.score = (tag.score * size + chance) / (size + 1.0);
                tag.words.end = word + 1;
            }
            _ => found.push(Tag { words: word..word + 1, label, score: chance }),
        }
        open = true;
    }
    found.iter_mut().for_each(|tag| tag.score = rounded(tag.score));
    found
}

/// From a trigger's vector to the words around it.
#[derive(Debug)]
pub(crate) struct Look {
    word: Linear,
    trigger: Linear,
    word_gate: Linear,
    trigger_gate: Linear,
    distance: Rows,
    /// Looks at a word's neighbours.
    beside: Linear,
    out: Linear,
    /// Tags of the output; what stands behind them are scores of first and last words.
    tags: usize,
}

impl Look {
    /// The head of that name, which tells so many kinds of stretches apart.
    pub fn read(weights: &Weights<'_>, name: &str, kinds: usize) -> Result<Self, WeightsError> {
        let part = |part: &str| weights.linear(&format!("{name}.{part}"));
        Ok(Self {
            word: part("word")?,
            trigger: part("trigger")?,
            word_gate: part("word_gate")?,
            trigger_gate: part("trigger_gate")?,
            distance: weights.floats(&format!("{name}.distance"))?,
            beside: part("beside")?,
            out: part("out")?,
            tags: 2 * kinds + 1,
        })
    }

    /// The stretches around the trigger at `at`, whose vector is `trigger`, in the words `near` it, which have those vectors.
    pub fn around(&self, vectors: &[f32], trigger: &[f32], at: usize, near: &Range<usize>) -> Vec<Tag> {
        let mut found = stretches(&self.look(vectors, trigger, at, near).chances, self.tags);
        found.iter_mut().for_each(|tag| tag.words = tag.words.start + near.start..tag.words.end + near.start);
        found
    }

    /// The chances of the words near the trigger.
    pub fn look(&self, vectors: &[f32], trigger: &[f32], at: usize, near: &Range<usize>) -> Looked {
        let (words, gates) = (self.word.of(vectors), self.word_gate.of(vectors));
        let (base, gate) = (self.trigger.of(trigger), self.trigger_gate.of(trigger));
        let width = base.len();
        let mut z = words;
        for (number, row) in z.chunks_exact_mut(width).enumerate() {
            let step = bucket(near.start + number, at);
            let (gates, distance) = (&gates[number * width..], &self.distance[step * width..]);
            for (n, value) in row.iter_mut().enumerate() {
                *value += base[n] + distance[n] + gates[n] * gate[n];
            }
        }
        gelu(&mut z);
        let mut agreed = self.beside.of(&with_neighbours(&z, width));
        gelu(&mut agreed);
        add(&mut z, &agreed);
        let all = self.out.of(&z);
        let mut chances = Rows::with_capacity(near.len() * self.tags);
        all.chunks_exact(self.out.outputs()).for_each(|row| chances.extend_from_slice(&row[..self.tags]));
        softmax(&mut chances, self.tags);
        Looked::of(near.start, chances, self.tags)
    }
}

/// What a head that looks around a trigger makes of the words near it.
#[derive(Debug)]
pub struct Looked {
    /// The first of the words.
    first: usize,
    /// Per word the chances: outside, begins and goes on with each label.
    chances: Rows,
    tags: usize,
}

impl Looked {
    /// Chances of tags, row by row, for words from the first one on.
    pub(crate) fn of(first: usize, chances: Rows, tags: usize) -> Self {
        Self { first, chances, tags }
    }

    /// The greatest chance that one of these words belongs to a stretch of that label.
    pub fn chance(&self, words: &Range<usize>, label: usize) -> f32 {
        let rows = self.chances.chunks_exact(self.tags).enumerate();
        let own = rows.filter(|(n, _)| words.contains(&(n + self.first)));
        rounded(own.map(|(_, row)| row[2 * label + 1] + row[2 * label + 2]).fold(0.0, f32::max))
    }
}

/// What one participant does to another: from both vectors to the words that tell it, and from all to the type.
#[derive(Debug)]
pub(crate) struct Between {
    ask: Linear,
    key: Linear,
    hidden: Linear,
    out: Linear,
}

impl Between {
    /// The head of that name.
    pub fn read(weights: &Weights<'_>, name: &str) -> Result<Self, WeightsError> {
        let part = |part: &str| weights.linear(&format!("{name}.{part}"));
        Ok(Self { ask: part("ask")?, key: part("key")?, hidden: part("hidden")?, out: part("out")? })
    }

    /// The scores of the types for two participants side by side ([`beside`]), in words that have those vectors.
    pub fn of(&self, ends: &[f32], words: &[f32]) -> Rows {
        let (asked, keys) = (self.ask.of(ends), self.key.of(words));
        let scale = (asked.len() as f32).sqrt();
        let fits = |key: &[f32]| key.iter().zip(asked.iter()).map(|(k, a)| k * a).sum::<f32>() / scale;
        let mut weights: Rows = keys.chunks_exact(asked.len()).map(fits).collect();
        let count = weights.len();
        softmax(&mut weights, count);
        let mut all = ends.to_vec();
        all.resize(ends.len() + HIDDEN, 0.0);
        for (row, weight) in words.chunks_exact(HIDDEN).zip(weights.iter()) {
            all[ends.len()..].iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
        }
        let mut inner = self.hidden.of(&all);
        gelu(&mut inner);
        self.out.of(&inner)
    }
}

/// The words near a trigger at `at`, of so many.
pub(crate) fn near(at: usize, words: usize) -> Range<usize> {
    at.saturating_sub(FAR)..words.min(at + FAR + 1)
}

/// Each row between the one before it and the one behind it.
fn with_neighbours(rows: &[f32], width: usize) -> Rows {
    // With nothing at both ends, the three rows stand side by side.
    let nothing = vec![0.0; width];
    let all = [nothing.as_slice(), rows, &nothing].concat();
    let mut found = Rows::with_capacity(3 * rows.len());
    (0..rows.len() / width).for_each(|n| found.extend_from_slice(&all[n * width..(n + 3) * width]));
    found
}

/// Signed distance in words as one of 25 buckets: 0, ±1 … ±6, then doubling.
fn bucket(word: usize, at: usize) -> usize {
    let far = word.abs_diff(at);
    let size = if far <= 6 { far } else { (6 + ((far as f64 / 6.0).log2() * 1.5 + 1.0) as usize).min(12) };
    if word > at { 12 + size } else { 12 - size }
}

/// The mean of the vectors of so many words.
pub(crate) fn middle(vectors: &[f32], words: usize) -> Rows {
    let mut sum = vec![0.0; HIDDEN];
    vectors.chunks_exact(HIDDEN).for_each(|row| add(&mut sum, row));
    let count = words.max(1) as f32;
    sum.iter_mut().for_each(|v| *v /= count);
    sum
}

/// Two vectors side by side with their product and difference.
pub(crate) fn beside(a: &[f32], b: &[f32]) -> Rows {
    let mut all = [a, b].concat();
    all.extend(a.iter().zip(b).map(|(a, b)| a * b));
    all.extend(a.iter().zip(b).map(|(a, b)| (a - b).abs()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_buckets() {
        assert_eq!(
            [(5, 5), (6, 5), (11, 5), (12, 5), (4, 5), (105, 5)].map(|(w, a)| bucket(w, a)),
            [12, 13, 18, 19, 11, 24]
        );
    }

    #[test]
    fn rows_stand_between_their_neighbours() {
        let found = with_neighbours(&[1.0, 2.0, 3.0, 4.0], 2);
        assert_eq!(found, [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0, 0.0, 0.0]);
    }

    #[test]
    fn marks_become_stretches() {
        // Outside, begins, goes on.
        let chances = [0.1, 0.8, 0.1, 0.2, 0.1, 0.7, 0.9, 0.05, 0.05, 0.3, 0.1, 0.6];
        let found = stretches(&chances, 3);
        assert_eq!(found.iter().map(|t| t.words.clone()).collect::<Vec<_>>(), [0..2, 3..4]);
        assert_eq!(found[0].score, 0.85);
    }
}

//! The network: encoder and heads, and what they read in a text.

use crate::encoder::Encoder;
use crate::heads::{Between, Look, Looked, Tag, beside, middle, near, stretches};
use crate::layers::{chance, gelu, rounded, softmax};
use crate::linear::{Linear, Rows};
use crate::reading::Reading;
use crate::weights::{Weights, WeightsError};
use crate::words::Vocabulary;
use serde_json::Value;
use std::ops::Range;

/// Cues are fewer than the head takes for one: that a word is none counts three times.
const NO_CUE: f32 = 3.0;
/// Fillers of incidents are few: that a word is none counts by half.
const NO_FILLER: f32 = 0.5;

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
    muc: Linear,
    status: Linear,
    certainty: Linear,
    mode: Linear,
    factuality: Linear,
    relevance: Linear,
    roles: Look,
    said: Look,
    same: Pair,
    between: Between,
    description: Value,
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
            muc: weights.linear("muc")?,
            status: weights.linear("status")?,
            certainty: weights.linear("certainty")?,
            mode: weights.linear("mode")?,
            factuality: weights.linear("factuality")?,
            relevance: weights.linear("relevance")?,
            roles: Look::read(&weights, "roles", kinds("roles"))?,
            said: Look::read(&weights, "said", kinds("said"))?,
            same: Pair::read(&weights, "same")?,
            between: Between::read(&weights, "pair")?,
            description,
        })
    }

    /// The labels of a head, as the description lists them: "types", "statuses", "certainties", "modes", "roles", "said", "entities", "muc", "plover".
    pub fn labels(&self, head: &str) -> Vec<&str> {
        let listed = self.description["labels"][head].as_array();
        listed.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Reads a text; the network looks at a window of it when it is first asked of one of its words.
    pub fn text(&self, text: &str) -> Reading {
        Reading::new(text, &self.vocabulary)
    }

    fn vectors(&self, reading: &Reading, words: &Range<usize>) -> Rows {
        reading.vectors(&self.encoder, words)
    }

    /// The vectors of all words.
    pub(crate) fn all(&self, reading: &Reading) -> Rows {
        self.vectors(reading, &(0..reading.words.len()))
    }

    /// The vector of a span: the mean of its words'.
    fn middle(&self, reading: &Reading, words: &Range<usize>) -> Rows {
        middle(&self.vectors(reading, words), words.len())
    }

    /// For each word the chance that it is part of a trigger, whatever its type.
    pub fn trigger_chances(&self, reading: &Reading) -> Vec<f32> {
        let chances = self.chances(&self.trigger, &self.all(reading));
        chances.chunks_exact(self.trigger.outputs()).map(|row| rounded(1.0 - row[0])).collect()
    }

    /// The triggers of events, with their types.
    pub fn triggers(&self, reading: &Reading) -> Vec<Tag> {
        stretches(&self.chances(&self.trigger, &self.all(reading)), self.trigger.outputs())
    }

    /// For each type the chance that the words at `at` name an event of it: the greatest that a word of them has.
    pub fn types(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        let chances = self.chances(&self.trigger, &self.vectors(reading, at));
        let width = self.trigger.outputs();
        let of = |label: usize| {
            let both = chances.chunks_exact(width).map(|row| row[2 * label + 1] + row[2 * label + 2]);
            rounded(both.fold(0.0, f32::max))
        };
        (0..width / 2).map(of).collect()
    }

    /// The cues of attributions.
    pub fn cues(&self, reading: &Reading) -> Vec<Tag> {
        let mut chances = self.chances(&self.cue, &self.all(reading));
        chances.chunks_exact_mut(self.cue.outputs()).for_each(|row| row[0] *= NO_CUE);
        stretches(&chances, self.cue.outputs())
    }

    /// The named entities.
    pub fn entities(&self, reading: &Reading) -> Vec<Tag> {
        stretches(&self.chances(&self.entity, &self.all(reading)), self.entity.outputs())
    }

    /// Who and what takes part in the terrorist incidents of the text, whichever it is of them: labels "muc".
    pub fn fillers(&self, reading: &Reading) -> Vec<Tag> {
        let mut chances = self.chances(&self.muc, &self.all(reading));
        chances.chunks_exact_mut(self.muc.outputs()).for_each(|row| row[0] *= NO_FILLER);
        stretches(&chances, self.muc.outputs())
    }

    /// The chances that words of the text take part in a terrorist incident: labels "muc".
    pub fn fillers_near(&self, reading: &Reading, words: &Range<usize>) -> Looked {
        Looked::of(words.start, self.chances(&self.muc, &self.vectors(reading, words)), self.muc.outputs())
    }

    /// The chance of each status for the event named at `at`.
    pub fn statuses(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        self.chances(&self.status, &self.middle(reading, at))
    }

    /// The chance of each certainty for the event named at `at`.
    pub fn certainties(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        self.chances(&self.certainty, &self.middle(reading, at))
    }

    /// The chance of each mode for the event named at `at`.
    pub fn modes(&self, reading: &Reading, at: &Range<usize>) -> Vec<f32> {
        self.chances(&self.mode, &self.middle(reading, at))
    }

    /// How factual the event named at `at` is told to be, from -3 (certainly not) to 3 (certainly).
    pub fn factuality(&self, reading: &Reading, at: &Range<usize>) -> f32 {
        rounded(self.factuality.of(&self.middle(reading, at)).first().copied().unwrap_or(0.0).clamp(-3.0, 3.0))
    }

    /// Who and what takes part in the event named at `at`.
    pub fn roles(&self, reading: &Reading, at: &Range<usize>) -> Vec<Tag> {
        self.around(&self.roles, reading, at)
    }

    /// The chances that words near the event named at `at` take part in it.
    pub fn roles_near(&self, reading: &Reading, at: &Range<usize>) -> Looked {
        let near = near(at.start, reading.words.len());
        self.roles.look(&self.vectors(reading, &near), &self.middle(reading, at), at.start, &near)
    }

    /// Source and content of what the cue at `at` says.
    pub fn said(&self, reading: &Reading, at: &Range<usize>) -> Vec<Tag> {
        self.around(&self.said, reading, at)
    }

    /// The chance that two triggers name one event.
    pub fn same(&self, reading: &Reading, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let row = beside(&self.middle(reading, a), &self.middle(reading, b));
        chance(self.same.of(&row).first().copied().unwrap_or(0.0))
    }

    /// The chance of each PLOVER type for what the first participant does to the second.
    pub fn between(&self, reading: &Reading, source: &Range<usize>, target: &Range<usize>) -> Vec<f32> {
        let near = near(source.start, reading.words.len());
        let ends = beside(&self.middle(reading, source), &self.middle(reading, target));
        let mut scores = self.between.of(&ends, &self.vectors(reading, &near));
        let width = scores.len();
        softmax(&mut scores, width);
        scores
    }

    /// For each label of relevance the chance that it fits the text as a whole.
    pub fn relevance(&self, reading: &Reading) -> Vec<f32> {
        self.relevance.of(&reading.whole(&self.encoder)).into_iter().map(chance).collect()
    }

    fn around(&self, look: &Look, reading: &Reading, at: &Range<usize>) -> Vec<Tag> {
        let near = near(at.start, reading.words.len());
        look.around(&self.vectors(reading, &near), &self.middle(reading, at), at.start, &near)
    }

    fn chances(&self, head: &Linear, vectors: &[f32]) -> Rows {
        let mut scores = head.of(vectors);
        softmax(&mut scores, head.outputs());
        scores
    }
}

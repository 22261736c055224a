//! The encoder: the pieces of a window → a vector for each that is asked for.

use crate::attention::{Room, attend};
use crate::layers::{HIDDEN, Norm, add, gelu};
use crate::linear::{Bytes, Linear, Rows};
use crate::weights::{Table, Weights, WeightsError};

const LAYERS: usize = 6;
/// So many rows go through the wide part of a layer at once: their numbers stay in the nearer caches.
const CHUNK: usize = 64;

/// Pieces of one window with their shapes, the marks at its ends included.
#[derive(Debug, Default)]
pub(crate) struct Window {
    pub pieces: Vec<u32>,
    pub shapes: Vec<u32>,
}

#[derive(Debug)]
struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Room to work in: what comes out of the steps of a layer.
#[derive(Debug, Default)]
struct Steps {
    bytes: Bytes,
    room: Room,
    qkv: Rows,
    seen: Rows,
    wide: Rows,
    change: Rows,
}

impl Layer {
    fn read(weights: &Weights<'_>, number: usize) -> Result<Self, WeightsError> {
        let name = |part: &str| format!("encoder.layers.{number}.{part}");
        Ok(Self {
            qkv: weights.linear(&name("qkv"))?,
            out: weights.linear(&name("out"))?,
            norm1: weights.norm(&name("norm1"))?,
            up: weights.linear(&name("up"))?,
            down: weights.linear(&name("down"))?,
            norm2: weights.norm(&name("norm2"))?,
        })
    }

    /// The rows of a window with those numbers, one layer on; `asked` is sorted.
    fn apply(&self, x: &mut Rows, asked: &[usize], steps: &mut Steps) {
        self.qkv.put(x, &mut steps.bytes, &mut steps.qkv);
        attend(&steps.qkv, asked, &mut steps.room, &mut steps.seen);
        keep(x, asked);
        self.out.put(&steps.seen, &mut steps.bytes, &mut steps.change);
        self.norm1.apply(x, &steps.change);
        for rows in x.chunks_mut(CHUNK * HIDDEN) {
            self.up.put(rows, &mut steps.bytes, &mut steps.wide);
            gelu(&mut steps.wide);
            self.down.put(&steps.wide, &mut steps.bytes, &mut steps.change);
            self.norm2.apply(rows, &steps.change);
        }
    }
}

/// Leaves the rows with those numbers.
fn keep(x: &mut Rows, asked: &[usize]) {
    for (to, &from) in asked.iter().enumerate() {
        x.copy_within(from * HIDDEN..(from + 1) * HIDDEN, to * HIDDEN);
    }
    x.truncate(asked.len() * HIDDEN);
}

#[derive(Debug)]
pub(crate) struct Encoder {
    pieces: Table,
    positions: Rows,
    shapes: Rows,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    pub fn read(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        Ok(Self {
            pieces: weights.bytes("encoder.pieces")?,
            positions: weights.floats("encoder.positions")?,
            shapes: weights.floats("encoder.shapes")?,
            norm: weights.norm("encoder.norm")?,
            layers: (0..LAYERS).map(|number| Layer::read(weights, number)).collect::<Result<_, _>>()?,
        })
    }

    /// The vectors of a window's pieces with those numbers, which are sorted. All pieces are seen by the others, but what becomes of the rest
    /// in the last layer nobody asks.
    pub fn encode(&self, window: &Window, asked: &[usize]) -> Rows {
        let mut x = self.embed(window);
        self.norm.apply(&mut x, &[]);
        let all: Vec<usize> = (0..window.pieces.len()).collect();
        let mut steps = Steps::default();
        for (number, layer) in self.layers.iter().enumerate() {
            layer.apply(&mut x, if number + 1 < LAYERS { &all } else { asked }, &mut steps);
        }
        x
    }

    fn embed(&self, window: &Window) -> Rows {
        let mut x = vec![0.0; window.pieces.len() * HIDDEN];
        let pieces = window.pieces.iter().zip(&window.shapes);
        for (at, (row, (&piece, &shape))) in x.chunks_exact_mut(HIDDEN).zip(pieces).enumerate() {
            row.iter_mut().zip(self.pieces.row(piece as usize)).for_each(|(sum, number)| *sum = number);
            add(row, self.positions.get(at * HIDDEN..).unwrap_or_default());
            add(row, self.shapes.get(shape as usize * HIDDEN..).unwrap_or_default());
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_asked_for_stay_in_order() {
        let mut x: Rows = (0..4 * HIDDEN).map(|n| (n / HIDDEN) as f32).collect();
        keep(&mut x, &[1, 3]);
        assert_eq!((x.len(), x[0], x[HIDDEN]), (2 * HIDDEN, 1.0, 3.0));
    }
}

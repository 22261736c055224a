//! The encoder: pieces in windows → a vector for each piece.

use crate::layers::{HIDDEN, Linear, Norm, Rows, add, attend, gelu};
use crate::weights::{Weights, WeightsError};

const LAYERS: usize = 6;

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

    /// All windows' rows at once; each window attends to itself alone.
    fn apply(&self, x: &mut Rows, sizes: &[usize]) {
        let qkv = self.qkv.of(x);
        let mut seen = vec![0.0; x.len()];
        let (mut from, mut to) = (qkv.as_slice(), seen.as_mut_slice());
        for &size in sizes {
            let (own, rest) = from.split_at(size * 3 * HIDDEN);
            let (out, later) = to.split_at_mut(size * HIDDEN);
            attend(own, out);
            (from, to) = (rest, later);
        }
        add(x, &self.out.of(&seen));
        self.norm1.apply(x);
        let mut wide = self.up.of(x);
        gelu(&mut wide);
        add(x, &self.down.of(&wide));
        self.norm2.apply(x);
    }
}

#[derive(Debug)]
pub(crate) struct Encoder {
    /// Int8 rows would be smaller, but a row is looked up for every piece.
    pieces: Rows,
    positions: Rows,
    shapes: Rows,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    pub fn read(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        Ok(Self {
            pieces: weights.rows("encoder.pieces")?.0,
            positions: weights.floats("encoder.positions")?,
            shapes: weights.floats("encoder.shapes")?,
            norm: weights.norm("encoder.norm")?,
            layers: (0..LAYERS).map(|number| Layer::read(weights, number)).collect::<Result<_, _>>()?,
        })
    }

    /// The vectors of all pieces of the windows, one window behind the other.
    pub fn encode(&self, windows: &[Window]) -> Rows {
        let sizes: Vec<usize> = windows.iter().map(|w| w.pieces.len()).collect();
        let mut x: Rows = windows.iter().flat_map(|window| self.embed(window)).collect();
        self.norm.apply(&mut x);
        self.layers.iter().for_each(|layer| layer.apply(&mut x, &sizes));
        x
    }

    fn embed(&self, window: &Window) -> Rows {
        let mut x = Vec::with_capacity(window.pieces.len() * HIDDEN);
        for (at, (&piece, &shape)) in window.pieces.iter().zip(&window.shapes).enumerate() {
            let row = |table: &[f32], number: usize| {
                let start = number * HIDDEN;
                table.get(start..start + HIDDEN).map(<[f32]>::to_vec).unwrap_or_else(|| vec![0.0; HIDDEN])
            };
            let mut sum = row(&self.pieces, piece as usize);
            add(&mut sum, &row(&self.positions, at));
            add(&mut sum, &row(&self.shapes, shape as usize));
            x.extend(sum);
        }
        x
    }
}

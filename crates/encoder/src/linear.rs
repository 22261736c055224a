//! Linear maps in whole numbers. In: rows of floats. Out: their images. Must not know: which layer it is.
//!
//! Weights are bytes with a scale for each output, as they are stored; a row becomes bytes with a scale and a zero of its own. Their products
//! are exact, so what the last bits of a sum would say does not differ from machine to machine.

use crate::machine::{Left, Line, Machine, PANEL, Split, TILE, Work, run};

/// Rows of vectors, one behind the other.
pub(crate) type Rows = Vec<f32>;

/// Steps between a row's least and greatest number: two fewer than bytes have, so that rounding never leaves them.
const STEPS: f32 = 253.0;
/// Added to a small float, its last bits are the whole number nearest to it.
const WHOLE: f32 = 12_582_912.0;

/// `x · Wᵀ + b`.
pub(crate) struct Linear {
    /// For each panel of outputs and each four inputs two lines of sixteen outputs.
    lines: Vec<Line>,
    /// For each output the sum of its weights, its scale and what is added.
    sums: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl std::fmt::Debug for Linear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Linear({} → {})", self.inputs, self.outputs)
    }
}

impl Linear {
    /// From a matrix with a row and a scale for each output; `None` where the sizes do not fit.
    pub fn new(matrix: &[i8], inputs: usize, mut scales: Vec<f32>, mut bias: Vec<f32>) -> Option<Self> {
        let outputs = bias.len();
        if inputs == 0 || !inputs.is_multiple_of(4) || scales.len() != outputs || matrix.len() != inputs * outputs {
            return None;
        }
        let padded = outputs.next_multiple_of(PANEL);
        let mut lines = vec![Line([0; 64]); padded / PANEL * inputs / 2];
        let mut sums = vec![0; padded];
        for (output, row) in matrix.chunks_exact(inputs).enumerate() {
            let first = output / PANEL * inputs / 2 + output % PANEL / 16;
            for (four, weights) in row.as_chunks::<4>().0.iter().enumerate() {
                lines[first + 2 * four].0[output % 16 * 4..][..4].copy_from_slice(weights);
            }
            sums[output] = row.iter().map(|&w| i32::from(w)).sum();
        }
        scales.resize(padded, 0.0);
        bias.resize(padded, 0.0);
        Some(Self { lines, sums, scales, bias, inputs, outputs })
    }

    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The images of all rows.
    pub fn of(&self, rows: &[f32]) -> Rows {
        let mut out = Rows::new();
        self.put(rows, &mut Bytes::default(), &mut out);
        out
    }

    /// The images of all rows, into `out`; `bytes` is room to work in.
    pub fn put(&self, rows: &[f32], bytes: &mut Bytes, out: &mut Rows) {
        out.resize(rows.len() / self.inputs * self.outputs, 0.0);
        run(Product { linear: self, rows, bytes, out });
    }
}

/// Rows as bytes, each with its scale and the byte that means nothing.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<i32>,
    /// Room for machines that multiply bytes in another shape.
    split: Vec<Split>,
}

/// The same as a machine multiplies them.
#[derive(Clone, Copy)]
struct Quantised<'a, T> {
    fours: &'a [T],
    scales: &'a [f32],
    zeros: &'a [i32],
}

struct Product<'a> {
    linear: &'a Linear,
    rows: &'a [f32],
    bytes: &'a mut Bytes,
    out: &'a mut [f32],
}

impl Work for Product<'_> {
    type Out = ();

    #[inline(always)]
    fn on<M: Machine>(self, machine: M) {
        let Self { linear, rows, bytes, out } = self;
        bytes.read(rows, linear.inputs);
        let Bytes { bytes, scales, zeros, split } = bytes;
        let rows = Quantised { fours: machine.fours(bytes, split), scales, zeros };
        let count = zeros.len();
        for panel in 0..linear.scales.len() / PANEL {
            let mut row = 0;
            while row + TILE <= count {
                linear.tile::<M, TILE>(machine, rows, panel, row, out);
                row += TILE;
            }
            while row < count {
                linear.tile::<M, 1>(machine, rows, panel, row, out);
                row += 1;
            }
        }
    }
}

impl Linear {
    /// The images of a few rows in one panel of outputs.
    #[inline(always)]
    fn tile<M: Machine, const ROWS: usize>(
        &self,
        machine: M,
        rows: Quantised<'_, M::Four>,
        panel: usize,
        row: usize,
        out: &mut [f32],
    ) {
        let lines = &self.lines[panel * self.inputs / 2..][..self.inputs / 2];
        let depth = self.inputs / 4;
        let left = Left { numbers: &rows.fours[row * depth..], step: depth, depth };
        let mut products = [[0; PANEL]; ROWS];
        machine.bytes(left, lines, &mut products);
        let outputs = panel * PANEL..self.outputs.min((panel + 1) * PANEL);
        let (sums, scales) = (&self.sums[panel * PANEL..][..PANEL], &self.scales[panel * PANEL..][..PANEL]);
        let bias = &self.bias[panel * PANEL..][..PANEL];
        for (number, products) in products.iter().enumerate() {
            let (zero, scale) = (rows.zeros[row + number], rows.scales[row + number]);
            let image = |n: usize| ((products[n] - zero * sums[n]) as f32).mul_add(scale * scales[n], bias[n]);
            let out = &mut out[(row + number) * self.outputs..][outputs.clone()];
            // A whole panel apart, for which no length is looked at.
            match out.as_chunks_mut::<PANEL>().0.first_mut() {
                Some(panel) => panel.iter_mut().enumerate().for_each(|(n, out)| *out = image(n)),
                None => out.iter_mut().enumerate().for_each(|(n, out)| *out = image(n)),
            }
        }
    }
}

impl Bytes {
    /// Makes bytes of rows.
    #[inline(always)]
    fn read(&mut self, rows: &[f32], width: usize) {
        self.bytes.resize(rows.len() / width * width, 0);
        self.scales.clear();
        self.zeros.clear();
        for (row, bytes) in rows.chunks_exact(width).zip(self.bytes.chunks_exact_mut(width)) {
            let (least, most) = ends(row);
            let range = most - least;
            let per_step = if range > 1e-30 { STEPS / range } else { 0.0 };
            // The byte that means nothing; one more than it must be, for rounding's sake.
            let zero = -least * per_step + (WHOLE + 1.0) - WHOLE;
            for (byte, &number) in bytes.iter_mut().zip(row) {
                *byte = number.mul_add(per_step, zero + WHOLE).to_bits() as u8;
            }
            self.scales.push(range / STEPS);
            self.zeros.push(zero as i32);
        }
    }
}

/// The least and the greatest number of a row, or nothing where all lie on one side of it.
#[inline(always)]
fn ends(row: &[f32]) -> (f32, f32) {
    let (mut least, mut most) = ([0.0; 16], [0.0; 16]);
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for n in 0..16 {
            least[n] = if part[n] < least[n] { part[n] } else { least[n] };
            most[n] = if part[n] > most[n] { part[n] } else { most[n] };
        }
    }
    let all = |side: [f32; 16]| side.into_iter().chain(rest.iter().copied());
    (all(least).fold(0.0, f32::min), all(most).fold(0.0, f32::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map of forty outputs and eight inputs, and what it makes of two rows.
    #[test]
    fn images_are_those_of_floats() {
        let matrix: Vec<i8> = (0..320).map(|n| ((n * 37 + 11) % 255 - 127) as i8).collect();
        let scales: Vec<f32> = (0..40).map(|n| 0.01 + n as f32 / 1000.0).collect();
        let bias: Vec<f32> = (0..40).map(|n| n as f32 / 10.0 - 1.0).collect();
        let linear = Linear::new(&matrix, 8, scales.clone(), bias.clone()).expect("fits");
        let rows: Vec<f32> = (0..72).map(|n| ((n * 29) % 31) as f32 / 7.0 - 1.5).collect();
        let found = linear.of(&rows);
        assert_eq!(found.len(), 9 * 40);
        for (row, images) in rows.chunks(8).zip(found.chunks(40)) {
            for (output, &image) in images.iter().enumerate() {
                let weights = &matrix[output * 8..][..8];
                let sum: f32 = row.iter().zip(weights).map(|(&x, &w)| x * f32::from(w)).sum();
                let wanted = sum * scales[output] + bias[output];
                assert!((image - wanted).abs() < 0.1, "{image} for {wanted}");
            }
        }
    }

    #[test]
    fn sizes_must_fit() {
        assert!(Linear::new(&[0; 8], 4, vec![1.0; 2], vec![0.0; 2]).is_some());
        assert!(Linear::new(&[0; 9], 4, vec![1.0; 2], vec![0.0; 2]).is_none());
        assert!(Linear::new(&[0; 6], 3, vec![1.0; 2], vec![0.0; 2]).is_none());
    }

    #[test]
    fn rows_of_nothing_and_of_one_side_have_bytes() {
        let mut bytes = Bytes::default();
        bytes.read(&[0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, -4.0, 0.0, 0.5, -1.0], 4);
        let value = |n: usize| (i32::from(bytes.bytes[n]) - bytes.zeros[n / 4]) as f32 * bytes.scales[n / 4];
        let found: Vec<f32> = (0..12).map(value).collect();
        let wanted = [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, -4.0, 0.0, 0.5, -1.0];
        assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.02), "{found:?}");
    }
}

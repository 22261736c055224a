//! Layers: linear maps, norms and attention over rows of vectors. The arithmetic is that of the `rten` crates.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

/// The encoder's width, its attention heads, and the width of one.
pub(crate) const HIDDEN: usize = 384;
const HEADS: usize = 12;
const HEAD: usize = HIDDEN / HEADS;

/// Rows of vectors, one behind the other.
pub(crate) type Rows = Vec<f32>;

/// `x · Wᵀ + b`.
pub(crate) struct Linear {
    packed: PackedBMatrix<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl std::fmt::Debug for Linear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Linear({} → {})", self.inputs, self.bias.len())
    }
}

impl Linear {
    /// From a matrix with a row for each output; `None` where the sizes do not fit.
    pub fn new(matrix: Vec<f32>, inputs: usize, bias: Vec<f32>) -> Option<Self> {
        let view = NdTensorView::from_slice_with_strides([inputs, bias.len()], &matrix, [1, inputs]).ok()?;
        (matrix.len() == inputs * bias.len()).then(|| Self {
            packed: GemmExecutor::new().prepack_b(view),
            bias,
            inputs,
        })
    }

    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The images of all rows.
    pub fn of(&self, rows: &[f32]) -> Rows {
        let count = rows.len() / self.inputs;
        let mut out = vec![0.0; count * self.bias.len()];
        if count > 0 {
            let left = NdTensorView::from_data([count, self.inputs], rows);
            let options = GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
            let done = GemmExecutor::new().gemm(
                &mut out,
                GemmInputA::Unpacked(left),
                GemmInputB::Packed(&self.packed),
                options,
            );
            debug_assert!(done.is_ok(), "{done:?}");
        }
        out
    }
}

/// Layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    pub fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.weight.len()) {
            let mean = Sum::new(row).dispatch() / row.len() as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / row.len() as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + 1e-12).sqrt(),
                element_scale: Some(&self.weight),
                element_bias: Some(&self.bias),
                ..NormalizeOptions::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

pub(crate) fn gelu(rows: &mut [f32]) {
    Gelu {}.map_mut(rows);
}

/// `a += b`.
pub(crate) fn add(a: &mut [f32], b: &[f32]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
}

/// What each row of one window sees of the others. `qkv` holds query, key and value of each row side by side.
pub(crate) fn attend(qkv: &[f32], out: &mut [f32]) {
    let count = qkv.len() / (3 * HIDDEN);
    let executor = GemmExecutor::new();
    let mut scores = vec![0.0; count * count];
    let mut seen = vec![0.0; count * HEAD];
    for head in 0..HEADS {
        let part = |which: usize| &qkv[which * HIDDEN + head * HEAD..];
        let rows = |which: usize| NdTensorView::from_slice_with_strides([count, HEAD], part(which), [3 * HIDDEN, 1]);
        let keys = NdTensorView::from_slice_with_strides([HEAD, count], part(1), [1, 3 * HIDDEN]);
        let (Ok(queries), Ok(keys), Ok(values)) = (rows(0), keys, rows(2)) else { return };
        let scaled = GemmOptions { alpha: 1.0 / (HEAD as f32).sqrt(), ..GemmOptions::default() };
        let done = executor.gemm(&mut scores, GemmInputA::Unpacked(queries), GemmInputB::Unpacked(keys), scaled);
        debug_assert!(done.is_ok(), "{done:?}");
        for row in scores.chunks_exact_mut(count) {
            Softmax::new_mut(row).dispatch();
        }
        let weights = NdTensorView::from_data([count, count], scores.as_slice());
        let done = executor.gemm(
            &mut seen,
            GemmInputA::Unpacked(weights),
            GemmInputB::Unpacked(values),
            GemmOptions::default(),
        );
        debug_assert!(done.is_ok(), "{done:?}");
        for (row, own) in out.chunks_exact_mut(HIDDEN).zip(seen.chunks_exact(HEAD)) {
            row[head * HEAD..(head + 1) * HEAD].copy_from_slice(own);
        }
    }
}

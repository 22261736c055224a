//! Plain code, for machines of any kind: the measure of the others.

use super::{Left, Line, Machine, PANEL, Split};

/// Any machine.
#[derive(Clone, Copy)]
pub(crate) struct Plain;

impl Machine for Plain {
    type Four = [u8; 4];

    fn fours<'a>(self, bytes: &'a [u8], _: &'a mut Vec<Split>) -> &'a [[u8; 4]] {
        bytes.as_chunks().0
    }

    fn bytes<const ROWS: usize>(self, left: Left<'_, [u8; 4]>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]) {
        for (row, sums) in out.iter_mut().enumerate() {
            *sums = [0; PANEL];
            let numbers = &left.numbers[row * left.step..][..left.depth];
            for (four, lines) in numbers.iter().zip(right.as_chunks::<2>().0) {
                for (sums, line) in sums.as_chunks_mut::<16>().0.iter_mut().zip(lines) {
                    for (sum, weights) in sums.iter_mut().zip(line.0.as_chunks::<4>().0) {
                        *sum += four.iter().zip(weights).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
                    }
                }
            }
        }
    }

    fn floats<const ROWS: usize>(
        self,
        left: Left<'_, f32>,
        right: &[f32],
        step: usize,
        out: &mut [f32],
        out_step: usize,
    ) {
        for row in 0..ROWS {
            let mut sums = [0.0f32; PANEL];
            for (&number, columns) in left.numbers[row * left.step..][..left.depth].iter().zip(right.chunks(step)) {
                for (sum, &column) in sums.iter_mut().zip(columns) {
                    *sum = number.mul_add(column, *sum);
                }
            }
            out[row * out_step..][..PANEL].copy_from_slice(&sums);
        }
    }
}

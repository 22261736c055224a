//! What stands between linear maps: norms, bends and chances. Sums run in sixteen lanes, in one order on every machine.

use crate::machine::{Machine, Work, run};

/// The encoder's width.
pub(crate) const HIDDEN: usize = 384;

/// Layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    /// Adds the change to the rows, if there is one, and makes them normal.
    pub fn apply(&self, rows: &mut [f32], change: &[f32]) {
        run(Normed { norm: self, rows, change });
    }
}

struct Normed<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
    change: &'a [f32],
}

impl Work for Normed<'_> {
    type Out = ();

    #[inline(always)]
    fn on<M: Machine>(self, _: M) {
        let Norm { weight, bias } = self.norm;
        add(self.rows, self.change);
        for row in self.rows.chunks_exact_mut(weight.len()) {
            let size = row.len() as f32;
            let mean = sum(row, |v| v) / size;
            let variance = sum(row, |v| (v - mean) * (v - mean)) / size;
            let scale = 1.0 / (variance + 1e-12).sqrt();
            for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
                *value = ((*value - mean) * scale).mul_add(*weight, *bias);
            }
        }
    }
}

/// The sum of what is made of each number, in sixteen lanes.
#[inline(always)]
pub(crate) fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for n in 0..16 {
            lanes[n] += of(part[n]);
        }
    }
    let rest: f32 = rest.iter().map(|&v| of(v)).sum();
    lanes.iter().sum::<f32>() + rest
}

/// The greatest number.
#[inline(always)]
pub(crate) fn most(row: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for n in 0..16 {
            lanes[n] = if part[n] > lanes[n] { part[n] } else { lanes[n] };
        }
    }
    lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max)
}

/// `a += b`.
#[inline(always)]
pub(crate) fn add(a: &mut [f32], b: &[f32]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
}

/// `x · Φ(x)`, the bend between linear maps.
pub(crate) fn gelu(rows: &mut [f32]) {
    run(Bent(rows));
}

struct Bent<'a>(&'a mut [f32]);

impl Work for Bent<'_> {
    type Out = ();

    #[inline(always)]
    fn on<M: Machine>(self, _: M) {
        for value in self.0 {
            *value *= normal(*value);
        }
    }
}

/// The chance that a normal variable is less than `x`: a polynomial through its middle, off by less than 0.00004 / |x|.
#[inline(always)]
fn normal(x: f32) -> f32 {
    const FAR: f32 = 4.4;
    const POWERS: [f32; 9] = [
        3.571962e-11,
        -3.756059e-9,
        1.7415051e-7,
        -4.726015e-6,
        8.4304476e-5,
        -1.0550582e-3,
        9.643232e-3,
        -6.6076726e-2,
        0.39876175,
    ];
    let x = if x < -FAR { -FAR } else { x };
    let x = if x > FAR { FAR } else { x };
    let square = x * x;
    let sum = POWERS[1..].iter().fold(POWERS[0], |sum, &power| sum.mul_add(square, power));
    sum.mul_add(x, 0.5)
}

/// `eˣ`, exact to some millionths, from e⁻⁸⁷ to e⁸⁷. The system's differs from machine to machine.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    /// Added to a small float, its last bits are the whole number nearest to it.
    const WHOLE: f32 = 12_582_912.0;
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 87.0 { 87.0 } else { x };
    let doubled = x.mul_add(std::f32::consts::LOG2_E, WHOLE);
    let rest = (doubled - WHOLE).mul_add(-std::f32::consts::LN_2, x);
    let powers: [f32; 6] = [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let small = powers[1..].iter().fold(powers[0], |sum, &power| sum.mul_add(rest, power));
    small * f32::from_bits((doubled.to_bits() << 23).wrapping_add(127 << 23))
}

/// Chances from scores, row by row, to thousandths.
pub(crate) fn softmax(rows: &mut [f32], width: usize) {
    run(Chances { rows, width });
}

struct Chances<'a> {
    rows: &'a mut [f32],
    width: usize,
}

impl Work for Chances<'_> {
    type Out = ();

    #[inline(always)]
    fn on<M: Machine>(self, _: M) {
        for row in self.rows.chunks_exact_mut(self.width) {
            let top = most(row);
            row.iter_mut().for_each(|v| *v = exp(*v - top));
            let all = sum(row, |v| v);
            row.iter_mut().for_each(|v| *v = rounded(*v / all));
        }
    }
}

/// The chance that a score stands for.
pub(crate) fn chance(score: f32) -> f32 {
    rounded(1.0 / (1.0 + exp(-score)))
}

/// To thousandths: finer differences mean nothing.
pub(crate) fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::{Set, only};

    #[test]
    fn e_to_the_power_is_that_of_the_system() {
        for n in -860..=860 {
            let x = n as f32 / 10.0;
            let wanted = f64::from(x).exp();
            assert!(((f64::from(exp(x)) - wanted) / wanted).abs() < 1e-5, "{x}: {} for {wanted}", exp(x));
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn the_bend_is_nothing_left_and_straight_right() {
        let mut row = [-20.0, -1.0, 0.0, 1.0, 20.0];
        gelu(&mut row);
        for (found, wanted) in row.into_iter().zip([0.0, -0.158_655, 0.0, 0.841_345, 20.0]) {
            assert!((found - wanted).abs() < 2e-4, "{found} for {wanted}");
        }
    }

    #[test]
    fn chances_sum_to_one_and_the_system_does_not_matter() {
        let scores: Vec<f32> = (0..74).map(|n| ((n * 29) % 31) as f32 / 7.0 - 1.5).collect();
        let made = |set| {
            only(set, || {
                let mut rows = scores.clone();
                Norm { weight: vec![1.5; 37], bias: vec![0.25; 37] }.apply(&mut rows, &scores);
                softmax(&mut rows, 37);
                rows
            })
        };
        let plain = made(Set::Plain).expect("every machine has it");
        assert!((plain[..37].iter().sum::<f32>() - 1.0).abs() < 0.02);
        assert!(Set::BY_HAND.into_iter().filter_map(made).all(|rows| rows == plain));
    }
}

//! The instruction sets that the arithmetic is written for. In: work on slices of numbers. Out: the same bits on every machine.
//!
//! Products of whole numbers are exact; floats are added in one order, each product fused with its sum. So AVX-512, AVX2 and plain code agree
//! to the last bit, and decisions with them. Must not know: what the numbers mean.

mod plain;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(crate) use plain::Plain;

/// Outputs that are computed side by side: two rows of sixteen lanes.
pub(crate) const PANEL: usize = 32;
/// Rows that are computed together where there are enough.
pub(crate) const TILE: usize = 8;

/// Sixteen outputs' next four weights.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Line(pub [i8; 64]);

/// Four bytes widened to 16 bits: those at even places, and those at odd ones.
pub(crate) type Split = [i32; 2];

/// Rows of numbers, so many apart.
#[derive(Clone, Copy)]
pub(crate) struct Left<'a, T> {
    pub numbers: &'a [T],
    pub step: usize,
    pub depth: usize,
}

impl<T> Left<'_, T> {
    /// Whether so many rows lie in the numbers.
    fn has(&self, rows: usize) -> bool {
        rows > 0 && (rows - 1) * self.step + self.depth <= self.numbers.len()
    }
}

/// What an instruction set must do by hand; everything else the compiler does for it.
pub(crate) trait Machine: Copy {
    /// Four bytes of a row, as it multiplies them.
    type Four: Copy;

    /// Rows of bytes as it multiplies them; `room` is there to lay them out anew.
    fn fours<'a>(self, bytes: &'a [u8], room: &'a mut Vec<Split>) -> &'a [Self::Four];

    /// The products of rows with one panel of weights: `right` holds two lines for each four numbers of a row.
    fn bytes<const ROWS: usize>(self, left: Left<'_, Self::Four>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]);

    /// The products of rows with a panel of [`PANEL`] columns, whose rows are `step` apart, into rows of `out` that are `out_step` apart.
    fn floats<const ROWS: usize>(
        self,
        left: Left<'_, f32>,
        right: &[f32],
        step: usize,
        out: &mut [f32],
        out_step: usize,
    );
}

/// Something to be computed, whatever the machine. `on` must be inlined, so that it is compiled for each.
pub(crate) trait Work {
    /// What comes out.
    type Out;
    /// Does it.
    fn on<M: Machine>(self, machine: M) -> Self::Out;
}

/// An instruction set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// What every machine has.
    Plain,
    /// 256 bits, with fused products of floats.
    Avx2,
    /// The same with products of bytes.
    AvxVnni,
    /// 512 bits, with products of bytes.
    Avx512,
}

#[cfg(test)]
impl Set {
    pub(crate) const BY_HAND: [Set; 3] = [Set::Avx2, Set::AvxVnni, Set::Avx512];
}

/// A build with `DATELINE_INSTRUCTIONS=plain`, `avx2` or `avxvnni` uses no more than that: to see that nothing depends on it.
const MOST: Set = match option_env!("DATELINE_INSTRUCTIONS") {
    Some(name) if matches!(name.as_bytes(), b"plain") => Set::Plain,
    Some(name) if matches!(name.as_bytes(), b"avx2") => Set::Avx2,
    Some(name) if matches!(name.as_bytes(), b"avxvnni") => Set::AvxVnni,
    _ => Set::Avx512,
};

#[cfg(test)]
thread_local! {
    static ONLY: std::cell::Cell<Option<Set>> = const { std::cell::Cell::new(None) };
}

/// Does something with that instruction set alone; `None` where the machine lacks it.
#[cfg(test)]
pub(crate) fn only<T>(set: Set, something: impl FnOnce() -> T) -> Option<T> {
    let has = match set {
        Set::Plain => true,
        #[cfg(target_arch = "x86_64")]
        Set::Avx2 => x86::Avx2::here().is_some(),
        #[cfg(target_arch = "x86_64")]
        Set::AvxVnni => x86::AvxVnni::here().is_some(),
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => x86::Avx512::here().is_some(),
        #[cfg(not(target_arch = "x86_64"))]
        _ => false,
    };
    has.then(|| {
        ONLY.set(Some(set));
        let made = something();
        ONLY.set(None);
        made
    })
}

fn allowed(set: Set) -> bool {
    #[cfg(test)]
    if let Some(only) = ONLY.get() {
        return only == set;
    }
    set as u8 <= MOST as u8
}

/// Does the work with the best instructions that are here.
pub(crate) fn run<W: Work>(work: W) -> W::Out {
    #[cfg(target_arch = "x86_64")]
    {
        if allowed(Set::Avx512)
            && let Some(machine) = x86::Avx512::here()
        {
            return machine.run(work);
        }
        if allowed(Set::AvxVnni)
            && let Some(machine) = x86::AvxVnni::here()
        {
            return machine.run(work);
        }
        if allowed(Set::Avx2)
            && let Some(machine) = x86::Avx2::here()
        {
            return machine.run(work);
        }
    }
    work.on(Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that repeat late.
    fn numbers(count: usize) -> impl Iterator<Item = u32> {
        (0..count as u32).map(|n| n.wrapping_mul(2_654_435_761) >> 7)
    }

    struct Bytes<'a>(&'a [u8], &'a [Line]);
    impl Work for Bytes<'_> {
        type Out = (Vec<[i32; PANEL]>, Vec<[i32; PANEL]>);
        #[inline(always)]
        fn on<M: Machine>(self, machine: M) -> Self::Out {
            let depth = self.1.len() * 2;
            let mut room = Vec::new();
            let left = Left { numbers: machine.fours(self.0, &mut room), step: depth / 4, depth: depth / 4 };
            let (mut tile, mut row) = ([[0; PANEL]; TILE], [[0; PANEL]; 1]);
            machine.bytes(left, self.1, &mut tile);
            machine.bytes(left, self.1, &mut row);
            (tile.to_vec(), row.to_vec())
        }
    }

    struct Floats<'a>(&'a [f32], &'a [f32]);
    impl Work for Floats<'_> {
        type Out = Vec<u32>;
        #[inline(always)]
        fn on<M: Machine>(self, machine: M) -> Self::Out {
            let depth = self.0.len() / TILE;
            let left = Left { numbers: self.0, step: depth, depth };
            let mut out = vec![0.0; TILE * 40 + PANEL];
            machine.floats::<TILE>(left, self.1, PANEL, &mut out, 40);
            machine.floats::<1>(left, self.1, PANEL, &mut out[TILE * 40..], PANEL);
            out.into_iter().map(f32::to_bits).collect()
        }
    }

    /// Full range, so that no sum of two products may be cut off at 16 bits.
    #[test]
    fn whole_products_are_exact_on_every_machine() {
        let depth = 100;
        let left: Vec<u8> = numbers(TILE * depth).map(|n| if n % 3 == 0 { 255 } else { n as u8 }).collect();
        let weights: Vec<i8> = numbers(PANEL * depth).map(|n| if n % 3 == 0 { 127 } else { n as i8 }).collect();
        let lines: Vec<Line> = weights.as_chunks::<64>().0.iter().map(|&line| Line(line)).collect();
        let weight = |output: usize, at: usize| {
            let line = lines[at / 4 * 2 + output / 16].0;
            i32::from(line[output % 16 * 4 + at % 4])
        };
        let right = |row: usize, output: usize| -> i32 {
            (0..depth).map(|at| i32::from(left[row * depth + at]) * weight(output, at)).sum()
        };
        let wanted: Vec<[i32; PANEL]> = (0..TILE).map(|row| std::array::from_fn(|output| right(row, output))).collect();
        for set in [Set::Plain, Set::Avx2, Set::AvxVnni, Set::Avx512] {
            if let Some((tile, row)) = only(set, || run(Bytes(&left, &lines))) {
                assert_eq!(tile, wanted, "{set:?}");
                assert_eq!(row, wanted[..1], "{set:?}");
            }
        }
    }

    #[test]
    fn floats_agree_to_the_last_bit() {
        let float = |n: u32| (n % 20_011) as f32 / 7_919.0 - 1.3;
        let left: Vec<f32> = numbers(TILE * 61).map(float).collect();
        let right: Vec<f32> = numbers(61 * PANEL).map(float).collect();
        let wanted = only(Set::Plain, || run(Floats(&left, &right))).expect("every machine has it");
        assert!(wanted.iter().any(|&bits| bits != 0));
        for set in Set::BY_HAND {
            if let Some(found) = only(set, || run(Floats(&left, &right))) {
                assert_eq!(found, wanted, "{set:?}");
            }
        }
    }
}

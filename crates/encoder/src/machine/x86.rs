//! AVX2 and AVX-512 by hand. The one place with `unsafe`: instructions that the machine was seen to have, and reads within slices whose
//! lengths are checked first.
#![allow(unsafe_code)]

use super::{Left, Line, Machine, PANEL, Split, Work};
use std::arch::x86_64::*;

/// A machine with AVX-512 and its products of bytes.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(());

/// A machine with AVX2 and fused products.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(());

/// The same with products of bytes.
#[derive(Clone, Copy)]
pub(crate) struct AvxVnni(Avx2);

impl Avx512 {
    /// `None` where the machine is another.
    pub fn here() -> Option<Self> {
        let has = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
            && is_x86_feature_detected!("fma");
        has.then_some(Self(()))
    }

    pub fn run<W: Work>(self, work: W) -> W::Out {
        // SAFETY: there is no such machine without these instructions.
        unsafe { on_avx512(self, work) }
    }
}

impl Avx2 {
    /// `None` where the machine is another.
    pub fn here() -> Option<Self> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(Self(()))
    }

    pub fn run<W: Work>(self, work: W) -> W::Out {
        // SAFETY: there is no such machine without these instructions.
        unsafe { on_avx2(self, work) }
    }
}

impl AvxVnni {
    /// `None` where the machine is another.
    pub fn here() -> Option<Self> {
        is_x86_feature_detected!("avxvnni").then(Avx2::here).flatten().map(Self)
    }

    pub fn run<W: Work>(self, work: W) -> W::Out {
        // SAFETY: there is no such machine without these instructions.
        unsafe { on_avx_vnni(self, work) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")]
fn on_avx512<W: Work>(machine: Avx512, work: W) -> W::Out {
    work.on(machine)
}

#[target_feature(enable = "avx2,fma")]
fn on_avx2<W: Work>(machine: Avx2, work: W) -> W::Out {
    work.on(machine)
}

#[target_feature(enable = "avxvnni,avx2,fma")]
fn on_avx_vnni<W: Work>(machine: AvxVnni, work: W) -> W::Out {
    work.on(machine)
}

impl<T: Copy> Left<'_, T> {
    /// Whether there are so many rows, and two lines for each four of their numbers.
    fn fits(&self, rows: usize, right: &[Line]) -> bool {
        self.has(rows) && right.len() == 2 * self.depth
    }

    /// A number of a row.
    ///
    /// # Safety
    /// The row must have it.
    #[inline(always)]
    unsafe fn at(&self, row: usize, at: usize) -> T {
        // SAFETY: whoever asks has looked.
        unsafe { *self.numbers.get_unchecked(row * self.step + at) }
    }
}

/// Whether `out` has so many rows of a panel.
fn holds(out: &[f32], rows: usize, step: usize) -> bool {
    (rows - 1) * step + PANEL <= out.len()
}

/// Whether a matrix has so many rows of a panel.
fn reaches(right: &[f32], depth: usize, step: usize) -> bool {
    depth == 0 || (depth - 1) * step + PANEL <= right.len()
}

impl Machine for Avx512 {
    type Four = [u8; 4];

    #[inline(always)]
    fn fours<'a>(self, bytes: &'a [u8], _: &'a mut Vec<Split>) -> &'a [[u8; 4]] {
        bytes.as_chunks().0
    }

    #[inline(always)]
    fn bytes<const ROWS: usize>(self, left: Left<'_, [u8; 4]>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]) {
        // SAFETY: there is no such machine without these instructions.
        unsafe { bytes_avx512(left, right, out) }
    }

    #[inline(always)]
    fn floats<const ROWS: usize>(
        self,
        left: Left<'_, f32>,
        right: &[f32],
        step: usize,
        out: &mut [f32],
        out_step: usize,
    ) {
        // SAFETY: there is no such machine without these instructions.
        unsafe { floats_avx512::<ROWS>(left, right, step, out, out_step) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn bytes_avx512<const ROWS: usize>(left: Left<'_, [u8; 4]>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]) {
    assert!(left.fits(ROWS, right));
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for four in 0..left.depth {
        // SAFETY: two lines of `right` stand for each four numbers of a row.
        let weights = unsafe {
            let line = right.as_ptr().add(2 * four).cast::<__m512i>();
            [_mm512_load_si512(line), _mm512_load_si512(line.add(1))]
        };
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: so many rows, of so many numbers, lie in `left`.
            let numbers = _mm512_set1_epi32(i32::from_le_bytes(unsafe { left.at(row, four) }));
            sums[0] = _mm512_dpbusd_epi32(sums[0], numbers, weights[0]);
            sums[1] = _mm512_dpbusd_epi32(sums[1], numbers, weights[1]);
        }
    }
    for (out, sums) in out.iter_mut().zip(sums) {
        // SAFETY: a row of `out` takes two times sixteen sums.
        unsafe {
            _mm512_storeu_si512(out.as_mut_ptr().cast(), sums[0]);
            _mm512_storeu_si512(out.as_mut_ptr().add(16).cast(), sums[1]);
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn floats_avx512<const ROWS: usize>(left: Left<'_, f32>, right: &[f32], step: usize, out: &mut [f32], out_step: usize) {
    assert!(left.has(ROWS) && reaches(right, left.depth, step) && holds(out, ROWS, out_step));
    let mut sums = [[_mm512_setzero_ps(); 2]; ROWS];
    for at in 0..left.depth {
        // SAFETY: a panel of columns lies at each row of `right`.
        let columns = unsafe {
            let columns = right.as_ptr().add(at * step);
            [_mm512_loadu_ps(columns), _mm512_loadu_ps(columns.add(16))]
        };
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: so many rows, of so many numbers, lie in `left`.
            let number = _mm512_set1_ps(unsafe { left.at(row, at) });
            sums[0] = _mm512_fmadd_ps(number, columns[0], sums[0]);
            sums[1] = _mm512_fmadd_ps(number, columns[1], sums[1]);
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        // SAFETY: a panel lies at each row of `out`.
        unsafe {
            let out = out.as_mut_ptr().add(row * out_step);
            _mm512_storeu_ps(out, sums[0]);
            _mm512_storeu_ps(out.add(16), sums[1]);
        }
    }
}

impl Machine for Avx2 {
    type Four = Split;

    /// There is no product of bytes here that is not cut off at 16 bits: bytes are widened, once for all panels.
    #[inline(always)]
    fn fours<'a>(self, bytes: &'a [u8], room: &'a mut Vec<Split>) -> &'a [Split] {
        room.clear();
        room.extend(bytes.as_chunks::<4>().0.iter().map(|&four| {
            let four = u32::from_le_bytes(four);
            [(four & 0x00ff_00ff).cast_signed(), (four >> 8 & 0x00ff_00ff).cast_signed()]
        }));
        room
    }

    #[inline(always)]
    fn bytes<const ROWS: usize>(self, left: Left<'_, Split>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]) {
        for half in 0..2 {
            let mut rows = 0;
            // SAFETY: there is no such machine without these instructions.
            unsafe {
                while rows + 4 <= ROWS {
                    bytes_avx2::<4>(from_row(left, rows), right, half, &mut out[rows..]);
                    rows += 4;
                }
                while rows < ROWS {
                    bytes_avx2::<1>(from_row(left, rows), right, half, &mut out[rows..]);
                    rows += 1;
                }
            }
        }
    }

    #[inline(always)]
    fn floats<const ROWS: usize>(
        self,
        left: Left<'_, f32>,
        right: &[f32],
        step: usize,
        out: &mut [f32],
        out_step: usize,
    ) {
        let mut rows = 0;
        // SAFETY: there is no such machine without these instructions.
        unsafe {
            while rows + 2 <= ROWS {
                floats_avx2::<2>(from_row(left, rows), right, step, &mut out[rows * out_step..], out_step);
                rows += 2;
            }
            while rows < ROWS {
                floats_avx2::<1>(from_row(left, rows), right, step, &mut out[rows * out_step..], out_step);
                rows += 1;
            }
        }
    }
}

impl Machine for AvxVnni {
    type Four = [u8; 4];

    #[inline(always)]
    fn fours<'a>(self, bytes: &'a [u8], _: &'a mut Vec<Split>) -> &'a [[u8; 4]] {
        bytes.as_chunks().0
    }

    #[inline(always)]
    fn bytes<const ROWS: usize>(self, left: Left<'_, [u8; 4]>, right: &[Line], out: &mut [[i32; PANEL]; ROWS]) {
        for half in 0..2 {
            let mut rows = 0;
            // SAFETY: there is no such machine without these instructions.
            unsafe {
                while rows + 4 <= ROWS {
                    bytes_avx_vnni::<4>(from_row(left, rows), right, half, &mut out[rows..]);
                    rows += 4;
                }
                while rows < ROWS {
                    bytes_avx_vnni::<1>(from_row(left, rows), right, half, &mut out[rows..]);
                    rows += 1;
                }
            }
        }
    }

    #[inline(always)]
    fn floats<const ROWS: usize>(
        self,
        left: Left<'_, f32>,
        right: &[f32],
        step: usize,
        out: &mut [f32],
        out_step: usize,
    ) {
        self.0.floats::<ROWS>(left, right, step, out, out_step);
    }
}

fn from_row<T>(left: Left<'_, T>, row: usize) -> Left<'_, T> {
    Left { numbers: &left.numbers[row * left.step..], ..left }
}

/// Sixteen outputs, by products of 16 bits.
#[inline]
#[target_feature(enable = "avx2")]
fn bytes_avx2<const ROWS: usize>(left: Left<'_, Split>, right: &[Line], half: usize, out: &mut [[i32; PANEL]]) {
    assert!(left.fits(ROWS, right) && half < 2 && ROWS <= out.len());
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for four in 0..left.depth {
        // SAFETY: two lines of `right` stand for each four numbers of a row.
        let weights = unsafe { halves(right.as_ptr().add(2 * four + half)) };
        let even = weights.map(|w| _mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(w)));
        let odd = weights.map(|w| _mm256_srai_epi16::<8>(w));
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: so many rows, of so many numbers, lie in `left`.
            let numbers = unsafe { left.numbers.as_ptr().add(row * left.step + four) }.cast::<i32>();
            // SAFETY: each is two. Loaded one by one, they are spread on the way.
            let [evens, odds] = [0, 1].map(|side| _mm256_set1_epi32(unsafe { *numbers.add(side) }));
            for (sum, (even, odd)) in sums.iter_mut().zip(even.into_iter().zip(odd)) {
                let both = _mm256_add_epi32(_mm256_madd_epi16(evens, even), _mm256_madd_epi16(odds, odd));
                *sum = _mm256_add_epi32(*sum, both);
            }
        }
    }
    put(out, half, sums);
}

/// Sixteen outputs.
#[inline]
#[target_feature(enable = "avxvnni,avx2")]
fn bytes_avx_vnni<const ROWS: usize>(left: Left<'_, [u8; 4]>, right: &[Line], half: usize, out: &mut [[i32; PANEL]]) {
    assert!(left.fits(ROWS, right) && half < 2 && ROWS <= out.len());
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for four in 0..left.depth {
        // SAFETY: two lines of `right` stand for each four numbers of a row.
        let weights = unsafe { halves(right.as_ptr().add(2 * four + half)) };
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: so many rows, of so many numbers, lie in `left`.
            let numbers = _mm256_set1_epi32(i32::from_le_bytes(unsafe { left.at(row, four) }));
            sums[0] = _mm256_dpbusd_avx_epi32(sums[0], numbers, weights[0]);
            sums[1] = _mm256_dpbusd_avx_epi32(sums[1], numbers, weights[1]);
        }
    }
    put(out, half, sums);
}

/// A line as two times eight outputs.
///
/// # Safety
/// The line must be one.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn halves(line: *const Line) -> [__m256i; 2] {
    let line = line.cast::<__m256i>();
    // SAFETY: a line is as long as two of these, and lies as they must.
    unsafe { [_mm256_load_si256(line), _mm256_load_si256(line.add(1))] }
}

/// Writes half a row of sums for each row.
#[inline]
#[target_feature(enable = "avx2")]
fn put<const ROWS: usize>(out: &mut [[i32; PANEL]], half: usize, sums: [[__m256i; 2]; ROWS]) {
    for (out, sums) in out.iter_mut().zip(sums) {
        let out = &mut out.as_chunks_mut::<16>().0[half];
        // SAFETY: sixteen numbers are as long as two times eight sums.
        unsafe {
            let out = out.as_mut_ptr().cast::<__m256i>();
            _mm256_storeu_si256(out, sums[0]);
            _mm256_storeu_si256(out.add(1), sums[1]);
        }
    }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn floats_avx2<const ROWS: usize>(left: Left<'_, f32>, right: &[f32], step: usize, out: &mut [f32], out_step: usize) {
    assert!(left.has(ROWS) && reaches(right, left.depth, step) && holds(out, ROWS, out_step));
    let mut sums = [[_mm256_setzero_ps(); 4]; ROWS];
    for at in 0..left.depth {
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: so many rows, of so many numbers, lie in `left`.
            let number = _mm256_set1_ps(unsafe { left.at(row, at) });
            for (part, sum) in sums.iter_mut().enumerate() {
                // SAFETY: a panel of columns lies at each row of `right`.
                let columns = unsafe { _mm256_loadu_ps(right.as_ptr().add(at * step + 8 * part)) };
                *sum = _mm256_fmadd_ps(number, columns, *sum);
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for (part, sum) in sums.into_iter().enumerate() {
            // SAFETY: a panel lies at each row of `out`.
            unsafe { _mm256_storeu_ps(out.as_mut_ptr().add(row * out_step + 8 * part), sum) };
        }
    }
}

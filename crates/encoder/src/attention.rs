//! Attention. In: query, key and value of each row of one window. Out: what rows see of the others.

use crate::layers::{HIDDEN, exp, most, sum};
use crate::linear::Rows;
use crate::machine::{Left, Machine, PANEL, TILE, Work, run};

const HEADS: usize = 12;
/// The width of one head: that of a panel, so that a row's values are one.
const HEAD: usize = HIDDEN / HEADS;

/// What the rows with those numbers see. `qkv` holds query, key and value of each row of the window side by side.
pub(crate) fn attend(qkv: &[f32], asking: &[usize], room: &mut Room, out: &mut Rows) {
    out.resize(asking.len() * HIDDEN, 0.0);
    run(Attention { qkv, asking, room, out });
}

/// Room to work in, for one head.
#[derive(Debug, Default)]
pub(crate) struct Room {
    queries: Vec<[f32; HEAD]>,
    /// A row for each of a head's numbers, so that scores of neighbours are computed side by side.
    keys: Rows,
    values: Vec<[f32; HEAD]>,
    scores: Rows,
}

struct Attention<'a> {
    qkv: &'a [f32],
    asking: &'a [usize],
    room: &'a mut Room,
    out: &'a mut [f32],
}

impl Work for Attention<'_> {
    type Out = ();

    #[inline(always)]
    fn on<M: Machine>(self, machine: M) {
        let count = self.qkv.len() / (3 * HIDDEN);
        for head in 0..HEADS {
            self.room.fill(self.qkv, self.asking, head);
            for (number, rows) in self.out.chunks_mut(TILE * HIDDEN).enumerate() {
                let seen = self.room.look(machine, number * TILE, count);
                let parts = rows.as_chunks_mut::<HEAD>().0.iter_mut();
                parts.skip(head).step_by(HEADS).zip(seen).for_each(|(part, seen)| *part = seen);
            }
        }
    }
}

impl Room {
    /// Takes one head's numbers.
    #[inline(always)]
    fn fill(&mut self, qkv: &[f32], asking: &[usize], head: usize) {
        let count = qkv.len() / (3 * HIDDEN);
        let wide = count.next_multiple_of(PANEL);
        self.queries.resize(asking.len().next_multiple_of(TILE), [0.0; HEAD]);
        self.keys.resize(HEAD * wide, 0.0);
        self.values.resize(count, [0.0; HEAD]);
        self.scores.resize(TILE * wide, 0.0);
        let parts = qkv.as_chunks::<HEAD>().0;
        let part = |row: usize, which: usize| parts[(3 * row + which) * HEADS + head];
        for (query, &row) in self.queries.iter_mut().zip(asking) {
            *query = part(row, 0);
        }
        for (row, value) in self.values.iter_mut().enumerate() {
            for (key, number) in self.keys[row..].iter_mut().step_by(wide).zip(part(row, 1)) {
                *key = number;
            }
            *value = part(row, 2);
        }
    }

    /// What the queries from `first` on see of `count` rows.
    #[inline(always)]
    fn look<M: Machine>(&mut self, machine: M, first: usize, count: usize) -> [[f32; HEAD]; TILE] {
        let wide = count.next_multiple_of(PANEL);
        let queries = Left { numbers: self.queries[first..].as_flattened(), step: HEAD, depth: HEAD };
        for panel in (0..wide).step_by(PANEL) {
            machine.floats::<TILE>(queries, &self.keys[panel..], wide, &mut self.scores[panel..], wide);
        }
        let mut sums = [0.0; TILE];
        for (row, total) in self.scores.chunks_exact_mut(wide).zip(&mut sums) {
            let row = &mut row[..count];
            // Scores are scaled so that their spread does not grow with the head's width.
            let scale = 1.0 / (HEAD as f32).sqrt();
            let top = most(row);
            row.iter_mut().for_each(|score| *score = exp((*score - top) * scale));
            *total = sum(row, |v| v);
        }
        let mut seen = [[0.0; HEAD]; TILE];
        let weights = Left { numbers: &self.scores, step: wide, depth: count };
        machine.floats::<TILE>(weights, self.values.as_flattened(), HEAD, seen.as_flattened_mut(), HEAD);
        for (seen, sum) in seen.iter_mut().zip(sums) {
            seen.iter_mut().for_each(|number| *number /= sum);
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::{Set, only};

    fn seen(set: Set, count: usize, asking: &[usize]) -> Option<Rows> {
        let number = |n: usize| ((n * 7_919) % 1_009) as f32 / 250.0 - 2.0;
        let qkv: Rows = (0..count * 3 * HIDDEN).map(number).collect();
        let mut out = Rows::new();
        only(set, || attend(&qkv, asking, &mut Room::default(), &mut out)).map(|()| out)
    }

    #[test]
    fn machines_agree_on_windows_of_every_size() {
        for count in [1, 8, 31, 45] {
            let all: Vec<usize> = (0..count).collect();
            let plain = seen(Set::Plain, count, &all).expect("every machine has it");
            for set in Set::BY_HAND {
                assert!(seen(set, count, &all).is_none_or(|found| found == plain), "{set:?} {count}");
            }
        }
    }

    /// Each row's answer does not depend on who else asks.
    #[test]
    fn few_may_ask() {
        let all = seen(Set::Plain, 20, &(0..20).collect::<Vec<_>>()).expect("every machine has it");
        let few = seen(Set::Plain, 20, &[3, 19]).expect("every machine has it");
        assert_eq!(few, [&all[3 * HIDDEN..4 * HIDDEN], &all[19 * HIDDEN..]].concat());
    }

    #[test]
    fn alone_a_row_sees_itself() {
        let qkv: Rows = (0..3 * HIDDEN).map(|n| n as f32 / 100.0).collect();
        let mut out = Rows::new();
        attend(&qkv, &[0], &mut Room::default(), &mut out);
        assert_eq!(out, qkv[2 * HIDDEN..]);
    }
}

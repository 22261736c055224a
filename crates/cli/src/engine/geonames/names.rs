//! The names of an import in order: sorted runs in files, merged as a stream. In: keys with the numbers of their places. Out: each key
//! once, with its places, the most populous first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Result, Write};
use std::path::{Path, PathBuf};

/// Names sorted in memory at a time.
const RUN: usize = 1_000_000;

/// A key, the population behind it and the number of its place.
type Entry = (String, Reverse<u64>, u32);

/// Names on their way into order.
pub(super) struct Names {
    folder: PathBuf,
    run: Vec<Entry>,
    written: Vec<PathBuf>,
}

impl Names {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), run: Vec::new(), written: Vec::new() }
    }

    pub(super) fn add(&mut self, key: String, place: u32, population: u64) -> Result<()> {
        self.run.push((key, Reverse(population), place));
        if self.run.len() >= RUN { self.write_run() } else { Ok(()) }
    }

    fn write_run(&mut self) -> Result<()> {
        self.run.sort();
        let path = self.folder.join(format!("names-{}", self.written.len()));
        let mut out = BufWriter::new(File::create(&path)?);
        for (key, Reverse(population), place) in self.run.drain(..) {
            writeln!(out, "{key}\t{population}\t{place}")?;
        }
        out.flush()?;
        self.written.push(path);
        Ok(())
    }

    /// Hands each key with its places to `act`, in order of the keys.
    pub(super) fn each(mut self, mut act: impl FnMut(&str, &[u32]) -> Result<()>) -> Result<()> {
        self.write_run()?;
        let open = |path: &PathBuf| Ok(BufReader::new(File::open(path)?).lines());
        let mut runs = self.written.iter().map(open).collect::<Result<Vec<_>>>()?;
        let mut heap = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            heap.extend(next(run)?.map(|entry| Reverse((entry, number))));
        }
        let (mut key, mut places): (String, Vec<u32>) = Default::default();
        while let Some(Reverse(((name, _, place), number))) = heap.pop() {
            heap.extend(next(&mut runs[number])?.map(|entry| Reverse((entry, number))));
            if name != key {
                if !places.is_empty() {
                    act(&key, &places)?;
                }
                (key, places) = (name, Vec::new());
            }
            places.push(place);
        }
        if places.is_empty() { Ok(()) } else { act(&key, &places) }
    }
}

fn next(run: &mut Lines<BufReader<File>>) -> Result<Option<Entry>> {
    let Some(line) = run.next().transpose()? else { return Ok(None) };
    let mut cells = line.split('\t');
    let key = cells.next().unwrap_or("").to_owned();
    let mut number = || cells.next().and_then(|cell| cell.parse::<u64>().ok()).unwrap_or(0);
    let population = Reverse(number());
    Ok(Some((key, population, u32::try_from(number()).unwrap_or(u32::MAX))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_merged_in_order() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut names = Names::new(folder.path());
        for (key, place, population) in [("b", 1, 5), ("a", 2, 0), ("b", 3, 9)] {
            names.add(key.to_owned(), place, population).expect("kept");
            names.write_run().expect("written");
        }
        let mut seen = Vec::new();
        names
            .each(|key, places| {
                seen.push((key.to_owned(), places.to_vec()));
                Ok(())
            })
            .expect("merged");
        assert_eq!(seen, [("a".to_owned(), vec![2]), ("b".to_owned(), vec![3, 1])]);
    }
}

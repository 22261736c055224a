//! How fast reading is, and how much memory it takes: wall-clock time over whole files, the best of three runs.

use anyhow::{Result, bail};
use dateline_cli::engine::{Source, SourceOptions, read_all, reader};
use std::time::{Duration, Instant};

/// Reads the files three times and prints the figures.
#[allow(clippy::disallowed_methods)] // A bench is the one thing that may look at a stopwatch.
pub fn measure(files: &[&str]) -> Result<()> {
    let begun = Instant::now();
    reader();
    let load = begun.elapsed();
    let mut best = Duration::MAX;
    let (mut reports, mut bytes, mut claims, mut words) = (0, 0, 0, 0);
    for _ in 0..3 {
        (reports, bytes, claims, words) = (0, 0, 0, 0);
        let sources = Source::named(&files.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
        let begun = Instant::now();
        read_all(sources, &SourceOptions::default(), |_, outcome| {
            let (read, _) = outcome?;
            reports += read.len();
            bytes += read.iter().map(|r| r.report.text().len()).sum::<usize>();
            words += read.iter().map(|r| r.report.text().split_whitespace().count()).sum::<usize>();
            claims += read.iter().map(|r| r.reading.claims.len()).sum::<usize>();
            Ok(())
        })?;
        best = best.min(begun.elapsed());
    }
    if reports == 0 {
        bail!("no report was read: name a file with reports");
    }
    let seconds = best.as_secs_f64();
    println!("{reports} reports, {claims} claims, {:.1} MB of text in {seconds:.2} s", bytes as f64 / 1e6);
    println!("reports/s {:.0}, MB/s {:.2}", reports as f64 / seconds, bytes as f64 / 1e6 / seconds);
    println!("words/s {:.0}", words as f64 / seconds);
    println!("knowledge loaded in {:.0} ms", load.as_secs_f64() * 1e3);
    match peak_memory() {
        Some(peak) => println!("peak memory {peak} MB"),
        None => println!("peak memory unknown on this system"),
    }
    Ok(())
}

/// The most memory that was resident, in MB, as Linux tells it.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

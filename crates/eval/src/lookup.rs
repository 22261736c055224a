//! How fast places are looked up, and how long the knowledge takes to load: `dateline-eval lookup GED.jsonl`.
//!
//! The names are those by which a conflict dataset tells its places, and each of them with two letters before it, which no gazetteer knows. Each
//! is looked up by a reader that has not asked before and by one that has; of three readers the fastest counts, for the clock also runs
//! while the machine does other work.

use anyhow::{Context, Result, bail};
use dateline_core::knowledge::Knowledge;
use serde_json::Value;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Times the look-ups of `Places::find` over the names of the file.
#[allow(clippy::disallowed_methods)] // A bench is the one thing that may look at a stopwatch.
pub fn measure(file: &str) -> Result<()> {
    let loaded: Vec<(Knowledge, Duration)> = (0..3).map(|_| load()).collect();
    let fastest = loaded.iter().map(|(_, time)| *time).min().unwrap_or_default();
    println!("whole knowledge loaded in {:.1} ms", fastest.as_secs_f64() * 1e3);
    let known = names(file)?;
    if known.is_empty() {
        bail!("{file} names no place in where_coordinates");
    }
    let unknown: Vec<String> = known.iter().map(|name| format!("Zq{name}")).collect();
    for (what, names) in [("first time", &known), ("again", &known), ("unknown", &unknown)] {
        let fastest = |name: &String| loaded.iter().map(|(knowledge, _)| timed(knowledge, name)).min();
        let mut times: Vec<Duration> = names.iter().filter_map(fastest).collect();
        times.sort();
        let micro = |time: Duration| time.as_secs_f64() * 1e6;
        let at = |share: usize| micro(times[(times.len() - 1) * share / 100]);
        let mean = micro(times.iter().sum()) / times.len() as f64;
        println!("{what:10} {} names: mean {mean:.2} µs, median {:.2}, 99 % {:.2}", times.len(), at(50), at(99));
    }
    Ok(())
}

#[allow(clippy::disallowed_methods)]
fn load() -> (Knowledge, Duration) {
    let begun = Instant::now();
    let knowledge = black_box(Knowledge::with_own(Vec::new(), None));
    (knowledge, begun.elapsed())
}

#[allow(clippy::disallowed_methods)]
fn timed(knowledge: &Knowledge, name: &str) -> Duration {
    let begun = Instant::now();
    black_box(knowledge.places.find(black_box(name)));
    begun.elapsed()
}

/// The distinct names of places, without what stands in brackets and behind commas.
fn names(file: &str) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let written = row["where_coordinates"].as_str().unwrap_or("");
        let bare = written.split(['(', ',']).next().unwrap_or("").trim();
        let bare = bare.strip_suffix(" town").or_else(|| bare.strip_suffix(" village")).unwrap_or(bare);
        names.insert(bare.to_owned());
    }
    names.remove("");
    Ok(names.into_iter().collect())
}

//! Linking measured where the truth is known: synthetic claims of real events, with realistic noise.
//!
//! `dateline-eval synthetic --events N GED` prints how well they are linked, `dateline-eval scale GED` how fast.

mod chance;
mod ledger;
mod scale;
mod telling;
#[cfg(test)]
mod tests;
mod world;

pub use ledger::measure as measure_ledger;
pub use scale::measure as measure_scale;

use anyhow::{Context, Result, bail};
use dateline_core::linking::{self, Profile, Told};
use std::collections::BTreeMap;
use world::Seeds;

/// Claims an event has on average.
const CLAIMS: usize = 5;

/// How many reports tell of event `number`: from 1 to 9, 5 on average.
fn tellings_of(number: usize) -> usize {
    1 + (number * 7 + number / 9) % (2 * CLAIMS - 1)
}

/// The profiles of all reports of that many events, with the number of the event each truly tells of.
fn profiles(seeds: &Seeds, events: usize) -> Vec<(Profile, usize)> {
    let mut found = Vec::new();
    for number in 0..events {
        for told in telling::reports(&seeds.event(number), number, tellings_of(number)) {
            let told = Told { report: &told.report, reading: &told.reading };
            found.extend(linking::profiles(told).into_iter().map(|p| (p, number)));
        }
    }
    found.sort_by_key(|(p, _)| (p.report, p.number));
    found.dedup_by_key(|(p, _)| p.report);
    found
}

/// Links synthetic claims and prints how well.
pub fn measure(arguments: &[&str]) -> Result<()> {
    let (events, path) = match arguments {
        ["--events", events, path] => (events.parse::<usize>().context("--events takes a number")?, *path),
        [path] => (20_000, *path),
        _ => bail!("usage: dateline-eval synthetic [--events N] GED"),
    };
    let seeds = Seeds::read(path)?;
    let (profiles, truth): (Vec<Profile>, Vec<usize>) = profiles(&seeds, events).into_iter().unzip();
    let clusters = linking::cluster(&profiles, &[], 2);
    let mut predicted = vec![0; profiles.len()];
    clusters.groups.iter().enumerate().for_each(|(g, members)| members.iter().for_each(|&m| predicted[m] = g));
    println!("{} claims of {events} events, linked to {} events", profiles.len(), clusters.groups.len());
    let (precision, recall) = b_cubed(&truth, &predicted);
    println!(
        "B3 precision {precision:.4}, recall {recall:.4}, F1 {:.4}",
        2.0 * precision * recall / (precision + recall)
    );
    false_merges(&profiles, &truth, &predicted, &clusters.groups);
    twins(&truth, &predicted);
    println!("near misses kept for review: {}", clusters.near.len());
    if std::env::var_os("DATELINE_EVAL_PAIRS").is_some() {
        show_errors(&profiles, &truth, &predicted);
    }
    if let Some(path) = std::env::var_os("DATELINE_EVAL_FIT") {
        write_pairs(&profiles, &truth, std::path::Path::new(&path))?;
    }
    calibration(&profiles, &truth);
    Ok(())
}

/// B-cubed precision and recall (Bagga & Baldwin 1998).
fn b_cubed(truth: &[usize], predicted: &[usize]) -> (f64, f64) {
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let (mut of_truth, mut of_predicted): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) = Default::default();
    for (&t, &p) in truth.iter().zip(predicted) {
        *both.entry((t, p)).or_default() += 1;
        *of_truth.entry(t).or_default() += 1;
        *of_predicted.entry(p).or_default() += 1;
    }
    let sum = |size: &dyn Fn(usize, usize) -> usize| -> f64 {
        both.iter().map(|((t, p), n)| (n * n) as f64 / size(*t, *p) as f64).sum::<f64>() / truth.len().max(1) as f64
    };
    (sum(&|_, p| of_predicted[&p]), sum(&|t, _| of_truth[&t]))
}

/// Of the pairs of claims of distinct events that met in a block, those that stand in one event; of the joined pairs, those of distinct
/// events; and of the events found, those that mix true ones.
fn false_merges(profiles: &[Profile], truth: &[usize], predicted: &[usize], groups: &[Vec<usize>]) {
    let distinct = linking::candidates(profiles).into_iter().filter(|(a, b)| truth[*a] != truth[*b]);
    let (mut met, mut merged) = (0u64, 0u64);
    distinct.for_each(|(a, b)| {
        met += 1;
        merged += u64::from(predicted[a] == predicted[b]);
    });
    let (mut joined, mut wrong, mut mixed) = (0u64, 0u64, 0u64);
    for group in groups {
        let mut of: BTreeMap<usize, u64> = BTreeMap::new();
        group.iter().for_each(|&m| *of.entry(truth[m]).or_default() += 1);
        let all = group.len() as u64;
        let pairs = all * all.saturating_sub(1) / 2;
        let right: u64 = of.values().map(|n| n * (n - 1) / 2).sum();
        joined += pairs;
        wrong += pairs - right;
        mixed += u64::from(of.len() > 1);
    }
    let share = |part: u64, all: u64| 100.0 * part as f64 / all.max(1) as f64;
    println!("false merges: {:.2} % of the {met} comparable pairs of distinct events", share(merged, met));
    println!(
        "  {:.2} % of the joined pairs are of two events; {:.2} % of the events found mix true ones",
        share(wrong, joined),
        share(mixed, groups.len() as u64)
    );
}

/// Of the planted twins (next town, or some days later), those of which any two claims were joined.
fn twins(truth: &[usize], predicted: &[usize]) {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    truth.iter().zip(predicted).for_each(|(&t, &p)| groups.entry(t).or_default().push(p));
    let (mut all, mut joined) = (0u64, 0u64);
    for (event, mine) in groups.iter().filter(|(event, _)| *event % 5 == 4) {
        let Some(other) = groups.get(&(event - 1)) else { continue };
        all += 1;
        joined += u64::from(mine.iter().any(|p| other.contains(p)));
    }
    println!(
        "planted twins with any claims joined: {joined} of {all} ({:.2} %)",
        100.0 * joined as f64 / all.max(1) as f64
    );
}

/// How often pairs of a given probability are truly one event.
fn calibration(profiles: &[Profile], truth: &[usize]) {
    let mut bins = [(0u64, 0u64, 0.0f64); 10];
    for (a, b) in linking::candidates(profiles) {
        let (probability, apart) = linking::likeness(&profiles[a], &profiles[b]);
        if apart {
            continue;
        }
        let bin = &mut bins[((probability * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += u64::from(truth[a] == truth[b]);
        bin.2 += probability;
    }
    println!("probability said / share truly one / pairs");
    let all: u64 = bins.iter().map(|b| b.0).sum();
    let mut error = 0.0;
    for (pairs, same, said) in bins.iter().filter(|b| b.0 > 0) {
        let (said, true_share) = (said / *pairs as f64, *same as f64 / *pairs as f64);
        error += (said - true_share).abs() * *pairs as f64 / all as f64;
        println!("  {said:.2} / {true_share:.2} / {pairs}");
    }
    println!("expected calibration error {error:.3}");
}

/// Every comparable pair with its reasons, a line each, for fitting weights.
fn write_pairs(profiles: &[Profile], truth: &[usize], path: &std::path::Path) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for (a, b) in linking::candidates(profiles) {
        if linking::likeness(&profiles[a], &profiles[b]).1 {
            continue;
        }
        let reasons: Vec<String> = linking::explain(&profiles[a], &profiles[b])
            .iter()
            .map(|r| format!("{:.2} {}", r.weight, r.what))
            .collect();
        writeln!(out, "{}\t{}", u8::from(truth[a] == truth[b]), reasons.join("\t"))?;
    }
    Ok(())
}

/// A sample of wrong and missed pairs with their reasons, for study.
fn show_errors(profiles: &[Profile], truth: &[usize], predicted: &[usize]) {
    let mut shown = (0, 0);
    for (a, b) in linking::candidates(profiles) {
        let (same, joined) = (truth[a] == truth[b], predicted[a] == predicted[b]);
        let count = if same { &mut shown.0 } else { &mut shown.1 };
        if same == joined || *count >= 40 || (a + b) % 37 != 0 {
            continue;
        }
        *count += 1;
        let reasons: Vec<String> = linking::explain(&profiles[a], &profiles[b])
            .iter()
            .map(|r| format!("{:+.1} {}", r.weight, r.what))
            .collect();
        println!(
            "{} {:.2}: {}",
            if same { "MISSED" } else { "FALSE" },
            linking::likeness(&profiles[a], &profiles[b]).0,
            reasons.join("; ")
        );
    }
}

//! How linking scales: seconds and memory for a hundred thousand and a million claims.

use super::world::Seeds;
use super::{profiles, telling, tellings_of};
use crate::speed::peak_memory;
use anyhow::{Context, Result, bail};
use dateline_core::linking::{self, Member, Profile, Told};
use dateline_core::model::Rule;
use std::time::Instant;

/// Links as many claims as asked, twice over ten.
#[allow(clippy::disallowed_methods)] // A bench is the one thing that may look at a stopwatch.
pub fn measure(arguments: &[&str]) -> Result<()> {
    let (most, path) = match arguments {
        ["--claims", claims, path] => (claims.parse::<usize>().context("--claims takes a number")?, *path),
        [path] => (1_000_000, *path),
        _ => bail!("usage: dateline-eval scale [--claims N] GED"),
    };
    let seeds = Seeds::read(path)?;
    let mut times = Vec::new();
    for claims in [most / 10, most] {
        let (profiles, truth): (Vec<Profile>, Vec<usize>) =
            profiles(&seeds, claims / super::CLAIMS).into_iter().unzip();
        let begun = Instant::now();
        let clusters = linking::cluster(&profiles, &[], 2);
        let grouped = begun.elapsed().as_secs_f64();
        times.push(grouped);
        println!("{} claims → {} events: grouped in {grouped:.2} s", profiles.len(), clusters.groups.len());
        let begun = Instant::now();
        let made = events(&seeds, &clusters.groups, &profiles, &truth);
        println!("  fields of {made} events, reports made anew included, in {:.2} s", begun.elapsed().as_secs_f64());
        println!("  peak memory {} MB", peak_memory().unwrap_or(0));
    }
    println!("ten times the claims take {:.1} times as long to group", times[1] / times[0].max(1e-9));
    Ok(())
}

/// Computes every event's fields; the reports are made again, since a million do not stay in memory.
fn events(seeds: &Seeds, groups: &[Vec<usize>], profiles: &[Profile], truth: &[usize]) -> usize {
    let half = groups.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let running: Vec<_> = groups
            .chunks(half)
            .map(|groups| scope.spawn(move || groups.iter().filter(|g| event(seeds, g, profiles, truth)).count()))
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap_or(0)).sum()
    })
}

fn event(seeds: &Seeds, group: &[usize], profiles: &[Profile], truth: &[usize]) -> bool {
    let mut numbers: Vec<usize> = group.iter().map(|&m| truth[m]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let wanted: Vec<_> = group.iter().map(|&m| profiles[m].report).collect();
    let told: Vec<telling::Told> = numbers
        .into_iter()
        .flat_map(|n| telling::reports(&seeds.event(n), n, tellings_of(n)))
        .filter(|t| wanted.contains(&t.report.id()))
        .collect();
    let members: Vec<Member<'_>> = told
        .iter()
        .map(|t| Member { told: Told { report: &t.report, reading: &t.reading }, number: 0, replaced: false })
        .collect();
    linking::event(&members, &[], Rule::Representative).is_some()
}

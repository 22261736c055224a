//! How linking scales: seconds and memory for a hundred thousand and a million claims.

use super::world::Seeds;
use super::{profiles, telling, tellings_of};
use crate::speed::peak_memory;
use anyhow::{Context, Result, bail};
use dateline_core::linking::{self, Clusters, Member, Profile, Told};
use dateline_core::model::Rule;
use std::time::Instant;

/// Links as many claims as asked, and a tenth of them before. Processor time tells the growth, since a busy machine stretches the clock's.
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
        let (begun, worked) = (Instant::now(), processor_seconds());
        let edges = linking::edges(&profiles, 2);
        let compared = begun.elapsed().as_secs_f64();
        let clusters = linking::group(&profiles, &edges, &[], 2);
        let (grouped, worked) = (begun.elapsed().as_secs_f64(), processor_seconds() - worked);
        times.push(worked);
        println!("{} claims → {} events: grouped in {grouped:.2} s", profiles.len(), clusters.groups.len());
        println!("  {worked:.2} s of processors; compared after {compared:.2} s, {} pairs left", edges.len());
        println!("  the groups and near misses as a number: {:016x}", digest(&clusters));
        drop(edges);
        let begun = Instant::now();
        let made = events(&seeds, &clusters.groups, &profiles, &truth);
        println!("  fields of {made} events, reports made anew included, in {:.2} s", begun.elapsed().as_secs_f64());
        println!("  peak memory {} MB", peak_memory().unwrap_or(0));
    }
    println!("ten times the claims take {:.1} times as much of the processors to group", times[1] / times[0].max(1e-9));
    Ok(())
}

/// The seconds that processors have worked for this program so far, in all its threads, as Linux tells it.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets come the state and then numbers; the twelfth and thirteenth are hundredths of seconds.
    let behind = stat.rsplit(')').next().unwrap_or("");
    let ticks = behind.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// A number that two groupings share only if they are the same.
fn digest(clusters: &Clusters) -> u64 {
    let near = clusters.near.iter().flat_map(|m| [m.a, m.b, m.score as usize]);
    let groups = clusters.groups.iter().flat_map(|g| g.iter().copied().chain([usize::MAX]));
    groups.chain(near).fold(0xcbf2_9ce4_8422_2325, |hash: u64, n| {
        (hash.rotate_left(5) ^ n as u64).wrapping_mul(0x9fb2_1c65_1e98_df25)
    })
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

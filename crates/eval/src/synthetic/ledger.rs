//! How a ledger of a million claims bears use: the time one more report takes, and the time a page of events as of a moment takes.

use super::world::Seeds;
use super::{CLAIMS, telling, tellings_of};
use crate::speed::peak_memory;
use anyhow::{Context, Result, bail};
use dateline_cli::engine::{Clock, Engine, Lens, ReadReport, Source};
use dateline_core::model::{EventType, Rule, Selection};
use jiff::Timestamp;
use std::path::Path;
use std::time::Instant;

/// So many single reports are added and so many pages asked for.
const TIMES: usize = 60;
/// Events on a page.
const PAGE: usize = 50;

/// Fills a ledger with as many claims as asked, then adds single reports and asks for pages. With `--file` the ledger stays there, and one
/// that is there already is used as it is.
pub fn measure(arguments: &[&str]) -> Result<()> {
    let (claims, kept, path) = match arguments {
        ["--claims", claims, "--file", file, path] => (claims.parse().context(NUMBER)?, Some(*file), *path),
        ["--claims", claims, path] => (claims.parse::<usize>().context(NUMBER)?, None, *path),
        [path] => (1_000_000, None, *path),
        _ => bail!("usage: dateline-eval ledger [--claims N [--file LEDGER]] GED"),
    };
    let seeds = Seeds::read(path)?;
    let passing = std::env::temp_dir().join(format!("dateline-bench-{}.db", std::process::id()));
    let file = kept.map_or(passing.as_path(), Path::new);
    let measured = filled(file, &seeds, claims / CLAIMS).and_then(|mut engine| {
        one_more(&mut engine, &seeds, claims / CLAIMS)?;
        pages(&mut engine)
    });
    for ending in ["", "-wal", "-shm"].iter().filter(|_| kept.is_none()) {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    measured
}

const NUMBER: &str = "--claims takes a number";

/// The ledger at that path, filled where there is none, and linked.
#[allow(clippy::disallowed_methods)]
fn filled(file: &Path, seeds: &Seeds, events: usize) -> Result<Engine> {
    let new = !file.exists();
    let mut engine = Engine::open(file, moment(0), "bench")?;
    if new {
        fill(&mut engine, seeds, events)?;
    }
    let begun = Instant::now();
    engine.advance()?;
    println!(
        "all linked and kept in {:.1} s; peak memory {} MB",
        begun.elapsed().as_secs_f64(),
        peak_memory().unwrap_or(0)
    );
    let size = std::fs::metadata(file).map_or(0, |m| m.len()) / 1_000_000;
    println!("the ledger's file has {size} MB");
    Ok(engine)
}

fn moment(second: i64) -> Clock {
    Clock::Fixed(Timestamp::from_second(1_700_000_000 + second).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn read(told: telling::Told) -> ReadReport {
    let raw = told.report.text().as_bytes().into();
    ReadReport { source: Source::Standard, report: told.report, reading: told.reading, raw }
}

#[allow(clippy::disallowed_methods)]
fn fill(engine: &mut Engine, seeds: &Seeds, events: usize) -> Result<()> {
    let begun = Instant::now();
    let mut reports: Vec<ReadReport> = Vec::new();
    let mut added = 0;
    for number in 0..events {
        reports.extend(telling::reports(&seeds.event(number), number, tellings_of(number)).into_iter().map(read));
        if reports.len() > 20_000 || number + 1 == events {
            added += engine.add_reports(&std::mem::take(&mut reports))?.new;
        }
    }
    println!("{added} reports added in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Adds reports of events the ledger knows, each at a moment of its own.
#[allow(clippy::disallowed_methods)]
fn one_more(engine: &mut Engine, seeds: &Seeds, events: usize) -> Result<()> {
    let mut times = Vec::new();
    for time in 0..TIMES {
        // A ledger that is used again has grown, so that other events and later moments come.
        let (head, _) = engine.ledger().head()?;
        let number = (time * events / TIMES + head as usize) % events;
        // One telling more than the ledger holds of that event.
        let Some(told) = telling::reports(&seeds.event(number), number, tellings_of(number) + 1).pop() else {
            continue;
        };
        engine.set_clock(moment(60 + head as i64));
        let begun = Instant::now();
        let tally = engine.add_reports(&[read(told)])?;
        engine.advance()?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        anyhow::ensure!(tally.new == 1, "the report was known");
    }
    print_times("one more report added and linked", times);
    Ok(())
}

#[allow(clippy::disallowed_methods)]
fn pages(engine: &mut Engine) -> Result<()> {
    let before = Timestamp::from_second(1_700_000_030)?;
    let lens = Lens {
        view: dateline_cli::engine::View { as_of: Some(before), as_published: None },
        rule: Rule::Representative,
    };
    let day = |written: &str| written.parse().ok();
    let asked: [(&str, Selection); 5] = [
        ("no filter", Selection::default()),
        (
            "a country and a type",
            Selection { country: Some("AB".into()), kinds: vec![EventType::Assault], ..Selection::default() },
        ),
        (
            "an actor and a span",
            Selection {
                actor: Some("government".into()),
                from: day("2015-01-01"),
                to: day("2016-12-31"),
                ..Selection::default()
            },
        ),
        (
            "a country, an actor and a place",
            Selection {
                country: Some("AC".into()),
                actor: Some("a".into()),
                place: Some("east".into()),
                ..Selection::default()
            },
        ),
        ("an actor whom nobody names", Selection { actor: Some("zzzz".into()), ..Selection::default() }),
    ];
    for (name, selection) in asked {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..TIMES / 4 {
            let begun = Instant::now();
            found = engine.events(&lens, &selection, PAGE, 0)?.forms.len();
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        print_times(&format!("first page, {name} ({found} events)"), times);
    }
    surveys(engine)
}

/// Asks for series of some hundred events and their lulls.
#[allow(clippy::disallowed_methods)]
fn surveys(engine: &mut Engine) -> Result<()> {
    let wanted = Selection {
        actor: Some("taleban".into()),
        from: "2015-01-01".parse().ok(),
        to: "2015-02-28".parse().ok(),
        ..Selection::default()
    };
    let (mut times, mut found) = (Vec::new(), 0);
    for _ in 0..5 {
        let begun = Instant::now();
        found = engine.survey(&Lens::default(), &wanted, None)?.series.total.high;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    print_times(&format!("a series of two months ({found} events)"), times);
    Ok(())
}

fn print_times(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (times.first(), times.last()) else { return };
    println!("{what}: median {:.1} ms, {least:.1} to {most:.1} ms", times[times.len() / 2]);
}

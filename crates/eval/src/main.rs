//! Benchmark adapters and the speed bench.
//!
//! `dateline-eval TASK < input.jsonl > predictions.jsonl` reads with the product's own engine and maps what it read to the form of
//! the task. An adapter maps; it never reads anything of its own. `dateline-eval tasks` lists the tasks, `dateline-eval speed FILE…`
//! `dateline-eval pairs FOLDER…` and `dateline-eval roles FILE…` measure.

mod coverage;
mod coverage_places;
mod evidence;
mod lookup;
mod pairs;
mod roles;
mod speed;
mod synthetic;
mod tasks;

use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use dateline_cli::engine::ReaderKind;
use std::io::Write;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names = || tasks::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" | ");
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let words = match words.as_slice() {
        ["--reader", kind, rest @ ..] => {
            let kind = ReaderKind::from_str(kind, true).map_err(|why| anyhow!("--reader {kind}: {why}"))?;
            dateline_cli::engine::choose_reader(kind);
            rest
        }
        whole => whole,
    };
    // Where nothing was chosen, what a user gets is measured.
    dateline_cli::engine::choose_reader(ReaderKind::Joined);
    match words {
        ["tasks"] => tasks::ALL.iter().for_each(|(name, _)| println!("{name}")),
        ["pairs", "--all", folders @ ..] if !folders.is_empty() => pairs::measure(folders, true)?,
        ["pairs", folders @ ..] if !folders.is_empty() => pairs::measure(folders, false)?,
        ["roles", files @ ..] if !files.is_empty() => roles::measure(files)?,
        ["coverage-places", file] => coverage_places::measure(file)?,
        ["lookup", file] => lookup::measure(file)?,
        ["coverage", folder] => coverage::measure(folder)?,
        ["phrases"] => phrases()?,
        ["synthetic", rest @ ..] => synthetic::measure(rest)?,
        ["scale", rest @ ..] => synthetic::measure_scale(rest)?,
        ["ledger", rest @ ..] => synthetic::measure_ledger(rest)?,
        ["speed", files @ ..] if !files.is_empty() => speed::measure(files)?,
        ["evidence"] => run(evidence::of)?,
        [name] => match tasks::ALL.iter().find(|(task, _)| task == name) {
            Some((_, adapter)) => run(*adapter)?,
            None => bail!("no task {name:?}: {}", names()),
        },
        _ => bail!(
            "usage: dateline-eval [--reader rules|joined] {{{}}} < input.jsonl > predictions.jsonl\n       dateline-eval speed FILE…\n       dateline-eval pairs [--all] FOLDER…\n       dateline-eval roles FILE…\n       dateline-eval coverage CORPORA\n       dateline-eval coverage-places GED.jsonl\n       dateline-eval lookup GED.jsonl\n       dateline-eval synthetic [--events N] GED\n       dateline-eval scale [--claims N] GED\n       dateline-eval ledger [--claims N] GED\n       dateline-eval phrases < text\n       dateline-eval evidence < keys.jsonl",
            names()
        ),
    }
    Ok(())
}

fn run(adapter: tasks::Adapter) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let reader = dateline_cli::engine::reader();
    for (number, line) in std::io::stdin().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str(&line).with_context(|| format!("line {}: not JSON", number + 1))?;
        let answer = adapter(&reader, &row).with_context(|| format!("line {}", number + 1))?;
        writeln!(out, "{answer}")?;
    }
    Ok(out.flush()?)
}

/// Prints what the syntactic layer sees in the text of standard input; a bare weekday has no date here.
fn phrases() -> Result<()> {
    let text = std::io::read_to_string(std::io::stdin())?;
    let sentences = dateline_core::reading::sentences(&text);
    let knowledge = dateline_core::knowledge::Knowledge::builtin();
    print!("{}", dateline_core::extraction::inspect(&text, &sentences, None, knowledge));
    Ok(())
}

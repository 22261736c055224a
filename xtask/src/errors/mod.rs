//! `cargo xtask errors TASK --shared DIR`: where the reader and a key disagree, as a page to browse: gold beside what was read,
//! grouped by kind of error, the most costly kind first.

mod events;
mod items;
mod page;

use crate::measure::{predict, sets, shell};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What an error of a kind weighs: a wrong assertion is worse than a gap.
mod cost {
    pub const CONTRADICTED: u32 = 3;
    pub const INVENTED: u32 = 2;
    pub const WRONG: u32 = 2;
    pub const MISSED: u32 = 1;
}

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mistake {
    /// "place wrong", "event missed".
    kind: String,
    cost: u32,
    /// The report's id.
    report: String,
    gold: String,
    read: String,
    /// Where in the report's text, in code points.
    span: Option<(usize, usize)>,
}

/// A row of the gold file with its text and what was read of it.
struct Row {
    id: String,
    text: String,
    gold: Value,
    read: Value,
}

/// Compares what is read with the gold of a task's sets, and writes a page for each.
pub fn errors(task: &str, shared: &Path) -> Result<()> {
    shell(Command::new("cargo").args(["build", "--release", "--quiet", "-p", "dateline-eval"]))?;
    let folder = PathBuf::from("target/errors");
    std::fs::create_dir_all(&folder)?;
    let sets = sets(task, shared);
    if sets.is_empty() {
        bail!("there is no development set for a task {task:?}: look into {}", shared.join("dev").display());
    }
    for (title, input, gold) in sets {
        if !gold.is_file() {
            bail!("there is no gold for the task {task:?}: {} is missing", gold.display());
        }
        let name = title.replace([' ', ','], "-");
        let told = folder.join(format!("{name}.jsonl"));
        predict(task, "joined", &input, &told)?;
        let rows = rows(&input, &gold, &told)?;
        let mistakes = match task {
            "keys" => events::mistakes(&rows, &shared.join("score/keys.py"), &gold, &told)?,
            _ => items::mistakes(&rows),
        };
        let to = folder.join(format!("{name}.html"));
        std::fs::write(&to, page::page(&title, &rows, &mistakes))?;
        for (kind, (count, cost)) in page::kinds(&mistakes) {
            println!("{count:6} {cost:6}  {kind}");
        }
        println!("{}: {} errors in {} rows; the page is {}", title, mistakes.len(), rows.len(), to.display());
    }
    Ok(())
}

fn rows(input: &Path, gold: &Path, told: &Path) -> Result<Vec<Row>> {
    let texts = by_id(input)?;
    let mut read = by_id(told)?;
    let gold = by_id(gold)?.into_iter().map(|(id, gold)| {
        let text = texts.get(&id).and_then(|row| row["text"].as_str()).unwrap_or_default().to_owned();
        let read = read.remove(&id).unwrap_or(Value::Null);
        Row { id, text, gold, read }
    });
    Ok(gold.collect())
}

fn by_id(path: &Path) -> Result<BTreeMap<String, Value>> {
    let lines = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut rows = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let id = row["id"].as_str().context("a row has no id")?.to_owned();
        rows.insert(id, row);
    }
    Ok(rows)
}

//! `cargo xtask measure --shared DIR`: runs every scorer there is on what `dateline-eval` predicts, and writes the table of
//! `docs/results.md`, the figure before beside the new one.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RESULTS: &str = "docs/results.md";
const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";
const EVAL: &str = "target/release/dateline-eval";

/// A figure that a run gives: where it stands in the scorer's output, and what is asked of it.
struct Wanted {
    name: &'static str,
    /// The beginning of its line.
    line: &'static str,
    /// Which word of the rest of the line.
    word: usize,
    bar: &'static str,
}

const fn wanted(name: &'static str, line: &'static str, word: usize, bar: &'static str) -> Wanted {
    Wanted { name, line, word, bar }
}

const KEYS: &[Wanted] = &[
    wanted("found F1", "found ", 0, ""),
    wanted("found, recall", "found ", 2, "≥ 0.60"),
    wanted("event F1", "event ", 0, "≥ 0.55"),
    wanted("status F1", "status ", 0, ""),
    wanted("certainty F1", "certainty ", 0, ""),
    wanted("actors F1", "actors ", 0, ""),
    wanted("targets F1", "targets ", 0, ""),
    wanted("place F1", "place ", 0, ""),
    wanted("date F1", "date ", 0, ""),
    wanted("killed F1", "killed ", 0, ""),
    wanted("injured F1", "injured ", 0, ""),
    wanted("sources F1", "sources ", 0, ""),
    wanted("responsibility F1", "responsibility ", 0, ""),
    wanted("relations F1", "relations ", 0, ""),
    wanted("frame F1", "frame ", 0, "≥ 0.42"),
    wanted("wholly right", "wholly right ", 0, "≥ 0.10"),
    wanted("contradicted a report", "contradicted per report ", 0, "≤ 0.6"),
    wanted("unkeyed a report", "unkeyed per report ", 0, ""),
];
const MAIN: &[Wanted] = &[wanted("main figure", "main: ", 0, "")];
const LINKING: &[Wanted] = &[
    wanted("mentions found", "found ", 0, ""),
    wanted("B-cubed F1, found mentions only", "linking ", 0, ""),
    wanted("false merges", "false_merges ", 0, ""),
    wanted("missed merges", "missed_merges ", 0, ""),
    wanted("B-cubed F1", "main: ", 0, ""),
];
const MUC4: &[Wanted] = &[
    wanted("type F1", "type ", 5, "≥ 60"),
    wanted("PerpInd F1", "PerpInd ", 5, ""),
    wanted("PerpOrg F1", "PerpOrg ", 5, ""),
    wanted("Target F1", "Target ", 5, ""),
    wanted("Victim F1", "Victim ", 5, ""),
    wanted("Weapon F1", "Weapon ", 5, ""),
    wanted("GTT F1", "GTT micro ", 5, "≥ 30"),
];
const ATTRIBUTION: &[Wanted] = &[
    wanted("source, exact F1", "source exact ", 5, ""),
    wanted("cue, exact F1", "cue exact ", 5, ""),
    wanted("content, exact F1", "content exact ", 5, ""),
    wanted("mean exact F1", "main: ", 0, "≥ 0.45"),
];
const TIMEX: &[Wanted] = &[
    wanted("relaxed F1", "relaxed ", 5, "≥ 0.86"),
    wanted("strict F1", "strict ", 5, "≥ 0.78"),
    wanted("value F1", "value ", 3, "≥ 0.70"),
];
const TOPONYMS: &[Wanted] = &[
    wanted("Acc@161 km of gold spans found", "all resolution ", 1, "≥ 0.78"),
    wanted("TR-News, Acc@161 km", "trnews resolution ", 1, "≥ 0.86"),
    wanted("TR-News, end-to-end F1", "trnews end-to-end ", 5, "≥ 0.70"),
    wanted("end-to-end F1@161 km", "main: ", 0, "≥ 0.58"),
];
const PAIRS: &[Wanted] = &[
    wanted("known to the writers of the rules", "eval/pairs/known: ", 5, "≥ 0.95"),
    wanted("kept apart", "eval/pairs/apart: ", 5, "≥ 0.85"),
];
const SPEED: &[Wanted] = &[
    wanted("reports/s on two cores", "reports/s ", 0, "≥ 300"),
    wanted("knowledge loaded in, ms", "knowledge loaded in ", 0, ""),
    wanted("peak memory, MB", "peak memory ", 0, "< 300"),
];

const JOINED_SPEED: &[Wanted] = &[
    wanted("words/s on two cores", "words/s ", 0, "≥ 5000"),
    wanted("knowledge and network loaded in, ms", "knowledge loaded in ", 0, "< 300"),
    wanted("peak memory, MB", "peak memory ", 0, "< 500"),
];

/// What one run is about.
struct Run {
    title: String,
    /// The commands, as a reader would type them.
    how: String,
    wanted: &'static [Wanted],
    output: String,
}

/// Runs everything and writes the table.
pub fn measure(shared: &Path) -> Result<()> {
    if !shared.join("score").is_dir() {
        bail!("{} holds no score/: name the folder with the scorers", shared.display());
    }
    shell(Command::new("cargo").args(["build", "--release", "--quiet", "-p", "dateline-eval"]))?;
    let predictions = PathBuf::from("target/measure");
    std::fs::create_dir_all(&predictions)?;
    let mut runs = Vec::new();
    let tasks = shell(Command::new(EVAL).arg("tasks"))?;
    for task in tasks.lines() {
        for (title, input, gold) in sets(task, shared) {
            for reader in readers(&title) {
                let title = if *reader == "rules" { format!("{title}, rules alone") } else { title.clone() };
                let told = predictions.join(format!("{}.jsonl", title.replace([' ', ','], "-")));
                predict(task, reader, &input, &told)?;
                let scorer = shared.join(format!("score/{task}.py"));
                let output =
                    shell(Command::new("python3").arg(&scorer).arg("--gold").arg(&gold).arg("--pred").arg(&told))?;
                let how = format!(
                    "dateline-eval --reader {reader} {task} < {} > p.jsonl; score/{task}.py --gold {} --pred p.jsonl",
                    below(&input, shared),
                    below(&gold, shared)
                );
                let wanted = wanted_of(task);
                if title == "keys, reference" {
                    runs.push(forbidden(shared, &told)?);
                }
                runs.push(Run { title, how, wanted, output });
            }
        }
    }
    runs.push(bench(
        "minimal pairs",
        &["--reader", "rules", "pairs", "eval/pairs/known", "eval/pairs/apart"],
        shared,
        PAIRS,
    )?);
    runs.push(bench("speed, rules alone", &["--reader", "rules", "speed", "DIR/corpora/t17.jsonl"], shared, SPEED)?);
    let few = predictions.join("t17-first-100.jsonl");
    first_lines(&shared.join("corpora/t17.jsonl"), 100, &few)?;
    let few = few.display().to_string();
    runs.push(bench("speed, rules and network", &["speed", &few], shared, JOINED_SPEED)?);
    write(&runs)
}

/// The first lines of a file, as a file of its own.
fn first_lines(from: &Path, count: usize, to: &Path) -> Result<()> {
    let text = std::fs::read_to_string(from).with_context(|| from.display().to_string())?;
    let lines: Vec<&str> = text.lines().take(count).collect();
    Ok(std::fs::write(to, lines.join("\n"))?)
}

/// Who reads for a run: the product, and for some the rules alone beside it.
fn readers(title: &str) -> &'static [&'static str] {
    match title {
        "keys, dev" | "keys, reference" | "muc4" | "attribution" => &["joined", "rules"],
        _ => &["joined"],
    }
}

/// The figures that a task's scorer gives.
fn wanted_of(task: &str) -> &'static [Wanted] {
    match task {
        "keys" => KEYS,
        "linking" => LINKING,
        "muc4" => MUC4,
        "attribution" => ATTRIBUTION,
        "timex" => TIMEX,
        "toponyms" => TOPONYMS,
        _ => MAIN,
    }
}

/// A measure of `dateline-eval` itself.
fn bench(title: &str, arguments: &[&str], shared: &Path, wanted: &'static [Wanted]) -> Result<Run> {
    let in_shared = |argument: &&str| match argument.strip_prefix("DIR/") {
        Some(path) => shared.join(path).into_os_string(),
        None => argument.into(),
    };
    let output = shell(Command::new(EVAL).args(arguments.iter().map(in_shared)))?;
    Ok(Run {
        title: title.into(),
        how: format!("dateline-eval {}", arguments.join(" ").replace("DIR/", "")),
        wanted,
        output,
    })
}

/// Title, input and gold of a task's sets.
pub(crate) fn sets(task: &str, shared: &Path) -> Vec<(String, PathBuf, PathBuf)> {
    if task == "keys" {
        let one = |title: &str, path: &str| (title.to_owned(), shared.join(path), shared.join(path));
        return vec![
            one("keys, dev", "keys/dev.jsonl"),
            one("keys, train", "train/keys/gold.jsonl"),
            one("keys, reference", "cases/reference/key.jsonl"),
        ];
    }
    let folder = shared.join("dev").join(task);
    if !folder.is_dir() {
        // Some tasks have sealed sets only.
        return Vec::new();
    }
    vec![(task.to_owned(), folder.join("input.jsonl"), folder.join("gold.jsonl"))]
}

fn below(path: &Path, shared: &Path) -> String {
    path.strip_prefix(shared).unwrap_or(path).display().to_string()
}

pub(crate) fn predict(task: &str, reader: &str, input: &Path, told: &Path) -> Result<()> {
    let input = File::open(input).with_context(|| input.display().to_string())?;
    let status = Command::new(EVAL)
        .args(["--reader", reader, task])
        .stdin(input)
        .stdout(Stdio::from(File::create(told)?))
        .status()?;
    if !status.success() {
        bail!("dateline-eval {task} failed");
    }
    Ok(())
}

fn forbidden(shared: &Path, told: &Path) -> Result<Run> {
    let case = shared.join("cases/reference");
    let mut command = Command::new("python3");
    command
        .arg(shared.join("score/forbidden.py"))
        .arg("--rules")
        .arg(case.join("forbidden.json"))
        .arg("--gold")
        .arg(case.join("key.jsonl"))
        .arg("--pred")
        .arg(told);
    let how =
        "score/forbidden.py --rules cases/reference/forbidden.json --gold cases/reference/key.jsonl --pred p.jsonl"
            .to_owned();
    const FORBIDDEN: &[Wanted] = &[wanted("forbidden assertions", "main: ", 0, "0")];
    Ok(Run { title: "reference report".into(), how, wanted: FORBIDDEN, output: shell(&mut command)? })
}

pub(crate) fn shell(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The figure, as it is written in the output.
fn figure(output: &str, wanted: &Wanted) -> Option<String> {
    let rest = output.lines().find_map(|line| line.strip_prefix(wanted.line))?;
    rest.split_whitespace().nth(wanted.word).map(|word| word.trim_end_matches(',').to_owned())
}

fn write(runs: &[Run]) -> Result<()> {
    let page = std::fs::read_to_string(RESULTS).with_context(|| RESULTS.to_owned())?;
    let (head, rest) = page.split_once(BEGIN).context("the page has no measured table")?;
    let (table, tail) = rest.split_once(END).context("the measured table has no end")?;
    let old = old_figures(table);
    let mut lines = Vec::new();
    for run in runs {
        lines.push(format!(
            "\n### {}\n\n`{}`\n\n| what | figure | before | bar |\n|---|---|---|---|",
            run.title, run.how
        ));
        for wanted in run.wanted {
            let new = figure(&run.output, wanted)
                .with_context(|| format!("{}: no {:?} in the scorer's output", run.title, wanted.name))?;
            let (was, earlier) = old.get(&(run.title.clone(), wanted.name.to_owned())).cloned().unwrap_or_default();
            let before = if was == new { earlier } else { was };
            let bar = if run.title == "keys, train" { "" } else { wanted.bar };
            lines.push(format!("| {} | {new} | {before} | {bar} |", wanted.name));
            println!("{:<18} {:<32} {new:<10} {before:<10} {bar}", run.title, wanted.name);
        }
    }
    std::fs::write(RESULTS, format!("{head}{BEGIN}\n{}\n\n{END}{tail}", lines.join("\n")))?;
    Ok(())
}

/// Figure and figure before, by run and name.
fn old_figures(table: &str) -> BTreeMap<(String, String), (String, String)> {
    let mut old = BTreeMap::new();
    let mut title = String::new();
    for line in table.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            title = name.to_owned();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let [_, name, figure, before, ..] = cells.as_slice() {
            old.insert((title.clone(), (*name).to_owned()), ((*figure).to_owned(), (*before).to_owned()));
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_the_scorers_lines() {
        let output = "found             0.577  0.615  0.543\nframe             0.346  0.423\nframe, 95 % interval 0.322\nmain: 0.3458\n";
        assert_eq!(figure(output, &wanted("", "found ", 2, "")).as_deref(), Some("0.543"));
        assert_eq!(figure(output, &wanted("", "frame ", 0, "")).as_deref(), Some("0.346"));
        assert_eq!(figure(output, &wanted("", "nothing ", 0, "")), None);
    }

    #[test]
    fn the_old_table_is_read_back() {
        let old = old_figures(
            "### keys, dev\n\n`x`\n\n| what | figure | before | bar |\n|---|---|---|---|\n| frame F1 | 0.3 | 0.2 | |\n",
        );
        assert_eq!(old[&("keys, dev".to_owned(), "frame F1".to_owned())], ("0.3".to_owned(), "0.2".to_owned()));
    }
}

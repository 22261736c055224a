//! Who may know whom: packages by what `cargo metadata` says, modules by their `use` lines.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each package and the packages of ours that it may depend on.
const PACKAGES: &[Arrows] = &[
    ("dateline-encoder", &[]),
    ("dateline-core", &["dateline-encoder"]),
    ("dateline-ledger", &["dateline-core"]),
    ("dateline-cli", &["dateline-encoder", "dateline-core", "dateline-ledger"]),
    ("dateline-eval", &["dateline-core", "dateline-cli"]),
    ("xtask", &["dateline-core"]),
];

/// A module, as a folder or file, and the modules beside it that it may use.
type Arrows = (&'static str, &'static [&'static str]);

/// The modules of each package.
const MODULES: &[(&str, &[Arrows])] = &[
    (
        "crates/core/src",
        &[
            ("model", &[]),
            ("reading", &["model"]),
            ("knowledge", &["model"]),
            ("extraction", &["model", "knowledge"]),
            ("linking", &["model", "knowledge"]),
            ("analysis", &["model", "knowledge"]),
        ],
    ),
    ("crates/cli/src", &[("engine", &[]), ("show", &["engine"]), ("commands", &["engine", "show"])]),
];

/// Fails with every arrow that points the wrong way.
pub fn check() -> Result<()> {
    let mut wrong = packages()?;
    for (root, modules) in MODULES {
        let names: Vec<&str> = modules.iter().map(|(name, _)| *name).collect();
        for (name, allowed) in *modules {
            for file in files(&Path::new(root).join(name))? {
                let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                wrong.extend(
                    misused(&text, name, allowed, &names)
                        .into_iter()
                        .map(|(line, other)| format!("{}:{line}: {name} may not use {other}", file.display())),
                );
            }
        }
    }
    if wrong.is_empty() {
        println!("all arrows point the right way");
        return Ok(());
    }
    bail!("{}", wrong.join("\n"))
}

fn packages() -> Result<Vec<String>> {
    let output =
        Command::new("cargo").args(["metadata", "--no-deps", "--format-version", "1", "--offline"]).output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().context("no packages")? {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = PACKAGES.iter().find(|(n, _)| *n == name) else {
            wrong.push(format!("package {name} has no place in xtask/src/arrows.rs: say whom it may know"));
            continue;
        };
        let ours = package["dependencies"].as_array().into_iter().flatten().filter_map(|d| d["name"].as_str());
        let strays = ours.filter(|d| PACKAGES.iter().any(|(n, _)| n == d) && !allowed.contains(d));
        wrong.extend(strays.map(|d| format!("package {name} may not depend on {d}")));
    }
    Ok(wrong)
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let file = path.with_extension("rs");
    if file.exists() {
        return Ok(vec![file]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| path.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Line numbers and modules used against the arrows. Tests, in a file of their own (`tests.rs`) or at a file's end, may use
/// anything: they see the whole.
fn misused(text: &str, module: &str, allowed: &[&str], names: &[&str]) -> Vec<(usize, String)> {
    let product = text.split("#[cfg(test)]").next().unwrap_or(text);
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(product.lines()) {
        let code = line.split("//").next().unwrap_or("");
        for part in code.split("crate::").skip(1) {
            let grouped = part.strip_prefix('{').unwrap_or(part);
            let heads: Vec<&str> = if part.starts_with('{') { grouped.split(',').collect() } else { vec![grouped] };
            for head in heads {
                let head = head.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                if names.contains(&head) && head != module && !allowed.contains(&head) {
                    wrong.push((number, head.to_owned()));
                }
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::misused;

    #[test]
    fn an_arrow_against_the_stream_is_seen() {
        let names = ["model", "reading", "extraction"];
        assert_eq!(
            misused("use crate::extraction::Reader;\n", "reading", &["model"], &names),
            [(1, "extraction".to_owned())]
        );
        assert_eq!(
            misused("use crate::{model::Span, extraction};\n", "reading", &["model"], &names),
            [(1, "extraction".to_owned())]
        );
        assert_eq!(
            misused("let x = crate::extraction::VERSION;\n", "model", &[], &names),
            [(1, "extraction".to_owned())]
        );
    }

    #[test]
    fn the_stream_itself_is_not() {
        let names = ["model", "reading", "extraction"];
        let text = "use crate::model::Span;\n// crate::extraction\n#[cfg(test)]\nmod tests { use crate::extraction::Reader; }\n";
        assert!(misused(text, "reading", &["model"], &names).is_empty());
    }
}

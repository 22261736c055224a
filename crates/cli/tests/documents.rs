//! The documents keep up with the program: every command, exit code and finding is in the guide, and the README's commands are real.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn help(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).arg("--help").output().expect("dateline starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The names listed under "Commands:".
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.trim().is_empty());
    let names = listed.filter(|l| l.starts_with("  ") && !l.starts_with("   "));
    names.filter_map(|l| l.split_whitespace().next()).filter(|n| *n != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_is_in_the_guide() {
    let guide = document("docs/guide.md");
    let all = commands(&help(&[]));
    assert!(all.len() > 15, "{all:?}");
    for name in all {
        assert!(guide.contains(&format!("dateline {name}")), "docs/guide.md does not show `dateline {name}`");
    }
    for name in commands(&help(&["judge"])) {
        assert!(
            guide.contains(&format!("dateline judge {name}")),
            "docs/guide.md does not show `dateline judge {name}`"
        );
    }
}

#[test]
fn every_finding_is_in_the_guide() {
    let guide = document("docs/guide.md");
    let mut codes = Vec::new();
    sources(&root().join("crates"), &mut |text| {
        for call in ["Finding::warning(", "Finding::note("] {
            for rest in text.split(call).skip(1) {
                if let Some(code) = rest.trim_start().strip_prefix('"').and_then(|r| r.split('"').next()) {
                    codes.push(code.to_owned());
                }
            }
        }
    });
    assert!(codes.len() > 10);
    for code in codes {
        assert!(guide.contains(&format!("`{code}`")), "docs/guide.md does not explain the finding {code}");
    }
}

fn sources(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|n| n != "tests") {
            sources(&path, each);
        } else if path.extension().is_some_and(|e| e == "rs") {
            each(&std::fs::read_to_string(&path).expect("readable"));
        }
    }
}

#[test]
fn exit_codes_in_guide_and_help_agree() {
    let guide = document("docs/guide.md");
    assert!(
        help(&[]).contains(
            "Exit codes: 0 well, 1 failed, 2 wrong command line, 3 some inputs unread, 4 verify found a change"
        )
    );
    for code in 0..=4 {
        assert!(guide.contains(&format!("| {code} |")));
    }
}

#[test]
fn the_readme_opens_with_its_two_commands() {
    let readme = document("README.md");
    let blocks: Vec<&str> = readme.split("```").skip(1).step_by(2).collect();
    let shell: Vec<&str> = blocks.iter().filter_map(|b| b.strip_prefix("sh\n")).map(str::trim).collect();
    assert_eq!(shell.len(), 2, "the README has exactly two `sh` blocks");
    assert!(blocks[0].starts_with("sh\n") && blocks[1].starts_with("sh\n"), "they are its first two code blocks");
    assert!(shell.iter().all(|s| s.starts_with("cargo ") && s.lines().count() == 1), "{shell:?}");
}

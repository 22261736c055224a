//! Killed at any moment while adding, the ledger is whole: what is there verifies, and adding again completes it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn dateline(ledger: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env("DATELINE_READER", "rules");
    command.arg("--ledger").arg(ledger).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("dateline starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A file of many short reports, so that adding takes several transactions.
fn reports(path: &Path) {
    let towns = ["Gao", "Menaka", "Kidal", "Ansongo", "Tessalit", "Bourem"];
    let lines: Vec<String> = (0..3000)
        .map(|n| {
            let (town, toll) = (towns[n % towns.len()], n / 7 + 2);
            format!(
                r#"{{"id":"r{n}","outlet":"Wire {}","published":"2024-06-{:02}","text":"Gunmen killed {toll} people in {town} on Monday, a local official said."}}"#,
                n % 5,
                n % 28 + 1
            )
        })
        .collect();
    std::fs::write(path, lines.join("\n")).expect("written");
}

#[test]
fn fifty_kills_leave_nothing_half_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (input, ledger, whole) =
        (folder.path().join("many.jsonl"), folder.path().join("ledger.db"), folder.path().join("whole.db"));
    reports(&input);
    output(dateline(&whole).arg("add").arg(&input));
    let mut cut = 0;
    for round in 0..50u64 {
        let mut child = dateline(&ledger).arg("add").arg(&input).spawn().expect("dateline starts");
        std::thread::sleep(Duration::from_millis(40 + round * 37 % 900));
        child.kill().expect("killed");
        cut += u32::from(!child.wait().expect("waited for").success());
        if ledger.exists() {
            output(dateline(&ledger).arg("verify"));
        }
        if round % 10 == 9 {
            let _ = std::fs::remove_file(&ledger);
            for ending in ["db-wal", "db-shm"] {
                let _ = std::fs::remove_file(ledger.with_extension(ending));
            }
        }
    }
    assert!(cut >= 25, "only {cut} of 50 were killed while adding");
    output(dateline(&ledger).arg("add").arg(&input));
    output(dateline(&ledger).arg("verify"));
    let events = |ledger: &Path| output(dateline(ledger).args(["events", "--format", "json"]));
    assert!(events(&ledger) == events(&whole), "the completed ledger holds the same events");
}

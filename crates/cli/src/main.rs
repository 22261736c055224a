//! The command `dateline`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline_cli::run()
}

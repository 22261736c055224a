//! Where the words go: a person's terminal with colour, or a pipe with JSON lines.

use crate::engine::EngineError;
use clap::ValueEnum;
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// How output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Json,
    /// One self-contained page (read only)
    Html,
}

/// Where output goes.
#[derive(Debug)]
pub struct Terminal {
    /// How it is written.
    pub format: Format,
    /// Whether a person watches standard error, for progress.
    pub watched: bool,
}

impl Terminal {
    /// By what was asked for, else by who is listening.
    pub fn new(format: Option<Format>) -> Self {
        let person = std::io::stdout().is_terminal();
        Self {
            format: format.unwrap_or(if person { Format::Text } else { Format::Json }),
            watched: std::io::stderr().is_terminal(),
        }
    }

    /// Writes words; a closed pipe ends the program quietly.
    pub fn say(&self, words: &str) {
        let mut out = anstream::stdout().lock();
        if writeln!(out, "{words}").is_err() {
            std::process::exit(0);
        }
    }

    /// Writes one JSON line.
    pub fn json(&self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(line) => self.say(&line),
            Err(error) => self.warn(&format!("this could not be written as JSON: {error}")),
        }
    }

    /// A remark that is no part of the output.
    pub fn warn(&self, words: &str) {
        let _ = writeln!(anstream::stderr(), "\u{1b}[33mwarning:\u{1b}[0m {words}");
    }

    /// An error.
    pub fn complain(&self, error: &EngineError) {
        let _ = writeln!(anstream::stderr(), "\u{1b}[31merror:\u{1b}[0m {error}");
    }

    /// Plain words to standard error, for a person.
    pub fn note(&self, words: &str) {
        let _ = writeln!(anstream::stderr(), "{words}");
    }
}

//! Sources: files, folders, standard input and URLs as inputs, in a stable order; what cannot be read is an error of its own.

use super::fetch::{FetchLimits, fetch};
use super::EngineError;
use dateline_core::reading::{Columns, Format, Hints, LARGEST};
use dateline_core::model::Moment;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Where an input comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
    /// A URL.
    Url(String),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Standard => write!(f, "standard input"),
            Source::Url(url) => write!(f, "{url}"),
        }
    }
}

/// What is known of the inputs of one command.
#[derive(Debug, Clone, Default)]
pub struct SourceOptions {
    /// The format, where given.
    pub format: Option<Format>,
    /// The character set, where given.
    pub charset: Option<String>,
    /// The outlet, where given.
    pub outlet: Option<String>,
    /// The headline, where given.
    pub title: Option<String>,
    /// The URL, where given.
    pub url: Option<String>,
    /// The publication time, where given.
    pub published: Option<Moment>,
    /// Columns of CSV and fields of JSON.
    pub columns: Columns,
    /// Limits on fetching.
    pub limits: FetchLimits,
}

/// The bytes of a source, and what is known of them.
#[derive(Debug, Clone)]
pub struct Input {
    /// Where they come from.
    pub source: Source,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What is known.
    pub hints: Hints,
}

/// Endings of files that a folder is searched for.
const ENDINGS: &[&str] = &["html", "htm", "xhtml", "txt", "text", "rss", "atom", "xml", "json", "jsonl", "ndjson", "csv", "tsv"];

impl Source {
    /// The sources that the arguments name: files, folders (searched with all below them), `-`, URLs.
    pub fn named(arguments: &[String]) -> Vec<Result<Source, EngineError>> {
        arguments.iter().flat_map(|argument| one(argument)).collect()
    }

    /// Reads the source.
    pub fn load(&self, options: &SourceOptions) -> Result<Input, EngineError> {
        let mut hints = Hints {
            format: options.format,
            charset: options.charset.clone(),
            outlet: options.outlet.clone(),
            title: options.title.clone(),
            url: options.url.clone(),
            published: options.published,
            columns: options.columns.clone(),
            ..Hints::default()
        };
        let bytes = match self {
            Source::File(path) => {
                hints.name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                read_file(path)?
            }
            Source::Standard => {
                let mut bytes = Vec::new();
                let standard = std::io::stdin().lock();
                let read = standard.take(LARGEST as u64 + 1).read_to_end(&mut bytes);
                read.map_err(|error| EngineError::File { path: "standard input".into(), why: error.to_string() })?;
                bytes
            }
            Source::Url(url) => {
                let fetched = fetch(url, &options.limits)?;
                hints.media_type = fetched.media_type;
                hints.url = hints.url.or_else(|| Some(url.clone()));
                fetched.bytes
            }
        };
        Ok(Input { source: self.clone(), bytes, hints })
    }
}

fn one(argument: &str) -> Vec<Result<Source, EngineError>> {
    if argument == "-" {
        return vec![Ok(Source::Standard)];
    }
    if argument.starts_with("http://") || argument.starts_with("https://") {
        return vec![Ok(Source::Url(argument.to_owned()))];
    }
    let path = Path::new(argument);
    if path.is_dir() {
        let mut found = Vec::new();
        walk(path, 0, &mut found);
        if found.is_empty() {
            let why = format!("the folder holds no reports (files ending in {})", ENDINGS.join(", "));
            return vec![Err(EngineError::File { path: argument.to_owned(), why })];
        }
        return found.into_iter().map(|path| Ok(Source::File(path))).collect();
    }
    vec![Ok(Source::File(path.to_owned()))]
}

/// Files below a folder, by name; what cannot be listed is passed over, links are not followed out of it.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden || path.is_symlink() {
            continue;
        }
        if path.is_dir() && depth < 16 {
            walk(&path, depth + 1, found);
        } else if path.extension().is_some_and(|e| ENDINGS.contains(&e.to_string_lossy().to_lowercase().as_str())) {
            found.push(path);
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, EngineError> {
    let failed = |why: String| EngineError::File { path: path.display().to_string(), why };
    let explain = |error: std::io::Error| {
        failed(match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file: check the path".to_owned(),
            std::io::ErrorKind::PermissionDenied => "it may not be read: check its permissions".to_owned(),
            _ => error.to_string(),
        })
    };
    let file = std::fs::File::open(path).map_err(explain)?;
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(explain)?;
    Ok(bytes)
}

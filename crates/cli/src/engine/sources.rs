//! Sources: files, folders, standard input and URLs as inputs, in a stable order; what cannot be read is an error of its own.

use super::EngineError;
use super::fetch::{FetchLimits, fetch};
use dateline_core::model::Moment;
use dateline_core::reading::{Columns, Format, Hints, LARGEST};
use std::io::{BufRead, BufReader, Read};
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

/// The bytes of a source, or of some lines of it, and what is known of them.
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
const ENDINGS: &[&str] =
    &["html", "htm", "xhtml", "txt", "text", "rss", "atom", "xml", "json", "jsonl", "ndjson", "csv", "tsv"];

impl Source {
    /// The sources that the arguments name: files, folders (searched with all below them), `-`, URLs.
    pub fn named(arguments: &[String]) -> Vec<Result<Source, EngineError>> {
        arguments.iter().flat_map(|argument| one(argument)).collect()
    }

    /// The source as one input or, where each line is a report of its own, as many: a file of any size is read in little memory.
    pub fn inputs(self, options: &SourceOptions) -> Result<Inputs, EngineError> {
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
        let from: Box<dyn Read + Send> = match &self {
            Source::File(path) => {
                hints.name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                Box::new(std::fs::File::open(path).map_err(|error| self.unread(&error))?)
            }
            Source::Standard => Box::new(std::io::stdin()),
            Source::Url(url) => {
                let fetched = fetch(url, &options.limits)?;
                hints.media_type = fetched.media_type;
                hints.url = hints.url.or_else(|| Some(url.clone()));
                Box::new(std::io::Cursor::new(fetched.bytes))
            }
        };
        let mut inputs = Inputs {
            source: self,
            from: BufReader::with_capacity(BLOCK, from),
            hints,
            first_line: 1,
            kind: Kind::Whole,
        };
        inputs.kind = inputs.kind()?;
        Ok(inputs)
    }

    fn unread(&self, error: &std::io::Error) -> EngineError {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file: check the path".to_owned(),
            std::io::ErrorKind::PermissionDenied => "it may not be read: check its permissions".to_owned(),
            _ => error.to_string(),
        };
        EngineError::File { path: self.to_string(), why }
    }
}

/// The inputs of one source, one after the other.
pub struct Inputs {
    source: Source,
    from: BufReader<Box<dyn Read + Send>>,
    hints: Hints,
    first_line: usize,
    kind: Kind,
}

impl std::fmt::Debug for Inputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inputs")
            .field("source", &self.source)
            .field("first_line", &self.first_line)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All bytes are one input.
    Whole,
    /// Each line is a report: a block of lines is an input.
    Lines,
    /// Everything was handed out.
    Done,
}

/// How many bytes of lines make one input.
const BLOCK: usize = 128 << 10;

impl Inputs {
    /// Lines, where the first is a JSON object that ends before the source does.
    fn kind(&mut self) -> Result<Kind, EngineError> {
        if self.hints.format.is_some_and(|f| f != Format::JsonLines) {
            return Ok(Kind::Whole);
        }
        let head = self.from.fill_buf().map_err(|error| self.source.unread(&error))?;
        let line = head.split(|b| *b == b'\n').next().filter(|line| line.len() < head.len());
        let object =
            line.is_some_and(|l| serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(l).is_ok());
        Ok(if object { Kind::Lines } else { Kind::Whole })
    }

    fn lines(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(BLOCK);
        while bytes.len() < BLOCK {
            let room = (LARGEST + 1).saturating_sub(bytes.len()) as u64;
            if (&mut self.from).take(room).read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
        }
        Ok(bytes)
    }

    fn whole(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.from).take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, EngineError>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = match self.kind {
            Kind::Done => return None,
            Kind::Whole => self.whole(),
            Kind::Lines => self.lines(),
        };
        let last = self.kind == Kind::Whole || bytes.as_ref().map_or(true, Vec::is_empty);
        if last {
            let was = std::mem::replace(&mut self.kind, Kind::Done);
            if was == Kind::Lines && bytes.is_ok() {
                return None;
            }
        }
        Some(bytes.map_err(|error| self.source.unread(&error)).map(|bytes| {
            let hints = Hints { first_line: self.first_line, ..self.hints.clone() };
            self.first_line += bytes.iter().filter(|b| **b == b'\n').count();
            Input { source: self.source.clone(), bytes, hints }
        }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_in_blocks_and_know_their_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("many.jsonl");
        let line = format!("{{\"text\":\"{}\"}}\n", "word ".repeat(2000));
        std::fs::write(&path, line.repeat(40)).expect("written");
        let inputs: Vec<Input> = Source::File(path)
            .inputs(&SourceOptions::default())
            .expect("opened")
            .collect::<Result<_, _>>()
            .expect("read");
        assert!(inputs.len() > 1 && inputs.iter().all(|i| i.bytes.ends_with(b"\n")));
        assert_eq!(inputs.iter().map(|i| i.bytes.len()).sum::<usize>(), line.len() * 40);
        assert_eq!(inputs[1].hints.first_line, 1 + inputs[0].bytes.len() / line.len());
    }

    #[test]
    fn what_is_no_list_of_lines_stays_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        for content in
            ["", "Two men were shot.\n", "{\n\"text\": \"x\"\n}\n", "[{\"text\":\"x\"}]\n", "{\"text\":\"x\"}"]
        {
            let path = folder.path().join("one.txt");
            std::fs::write(&path, content).expect("written");
            let inputs: Vec<_> = Source::File(path).inputs(&SourceOptions::default()).expect("opened").collect();
            assert_eq!(inputs.len(), 1, "{content:?}");
        }
    }
}

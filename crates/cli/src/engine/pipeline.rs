//! Bytes → readings, on all cores, in the order of the inputs; and into the ledger, in batches.

use super::{Engine, EngineError, Input, Inputs, Source, SourceOptions, reader};
use dateline_core::extraction::Reader;
use dateline_core::linking::{self, Told};
use dateline_core::model::wire::ReadingForm;
use dateline_core::model::{Event, Finding, Reading, Report, ReportId, ReportMeta, Rule};
use dateline_core::reading::{read, sentences};
use dateline_ledger::{Added, Addition, View};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A report with its reading and the bytes it came from.
#[derive(Debug, Clone)]
pub struct ReadReport {
    /// Where it came from.
    pub source: Source,
    /// The report.
    pub report: Report,
    /// What was read in it, reading's own findings included.
    pub reading: Reading,
    /// The raw bytes.
    pub raw: Arc<[u8]>,
}

impl ReadReport {
    /// Its written-down form.
    pub fn form(&self) -> ReadingForm {
        ReadingForm::of(&self.report, &self.reading)
    }
}

/// What came out of one input: reports and findings, or an error.
pub type Outcome = Result<(Vec<ReadReport>, Vec<Finding>), EngineError>;

/// Reads a text that is at hand already, verbatim.
pub fn read_text(reader: &Reader<'_>, meta: ReportMeta, text: &str) -> ReadReport {
    let report = Report::plain(meta, text);
    let reading = reader.read(&report, &sentences(report.text()));
    ReadReport { source: Source::Standard, report, reading, raw: text.as_bytes().into() }
}

/// The events of reports that are at hand, without a ledger.
pub fn link(reports: &[ReadReport], rule: Rule) -> Vec<Event> {
    let told: Vec<Told<'_>> = reports.iter().map(|r| Told { report: &r.report, reading: &r.reading }).collect();
    linking::link(&told, &[], rule)
}

/// Reads one input. A report on which the reader panics is an error of its own: the others are still read.
pub fn try_read_input(reader: &Reader<'_>, input: Input) -> Outcome {
    let path = input.source.to_string();
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_input(reader, input)));
    read.map_err(|_| EngineError::File {
        path,
        why: "the reader failed on it, which it never should: please report this with the file".to_owned(),
    })
}

/// Reads one input.
pub fn read_input(reader: &Reader<'_>, input: Input) -> (Vec<ReadReport>, Vec<Finding>) {
    let intake = read(&input.bytes, &input.hints);
    let reports = intake
        .reports
        .into_iter()
        .map(|incoming| {
            let mut reading = reader.read(&incoming.report, &sentences(incoming.report.text()));
            reading.findings.splice(0..0, incoming.findings);
            ReadReport { source: input.source.clone(), report: incoming.report, reading, raw: incoming.raw }
        })
        .collect();
    (reports, intake.findings)
}

/// Reads all sources on all cores and hands each outcome to `each` with the source's name, in the order of the sources and, within
/// one, of its lines.
pub fn read_all(
    sources: Vec<Result<Source, EngineError>>,
    options: &SourceOptions,
    mut each: impl FnMut(&str, Outcome) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let reader = reader();
    let work = Work {
        to_do: Mutex::new(ToDo { sources: sources.into_iter(), open: None, given: 0 }),
        done: Mutex::default(),
        changed: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| work.run(&reader, options));
        }
        let mut result = Ok(());
        while let Some((name, outcome)) = work.next_in_order() {
            result = each(&name, outcome);
            if result.is_err() {
                work.stop();
                break;
            }
        }
        result
    })
}

/// How many outcomes may wait for those before them: keeps memory bounded.
const AHEAD: usize = 8;

/// What the threads share: what is to be read, and what was.
struct Work {
    to_do: Mutex<ToDo>,
    done: Mutex<Done>,
    changed: Condvar,
}

struct ToDo {
    sources: std::vec::IntoIter<Result<Source, EngineError>>,
    open: Option<Inputs>,
    given: usize,
}

#[derive(Default)]
struct Done {
    outcomes: BTreeMap<usize, (String, Outcome)>,
    handed: usize,
    /// How many there are in all, once that is known.
    all: Option<usize>,
    stopped: bool,
}

impl ToDo {
    /// The next input, or why there is none.
    fn next(&mut self, options: &SourceOptions) -> Option<(String, Result<Input, EngineError>)> {
        loop {
            if let Some(input) = self.open.as_mut().and_then(Inputs::next) {
                let name = input.as_ref().map_or_else(ToString::to_string, |i| i.source.to_string());
                return Some((name, input));
            }
            match self.sources.next()?.and_then(|source| source.inputs(options)) {
                Ok(inputs) => self.open = Some(inputs),
                Err(error) => return Some((error.to_string(), Err(error))),
            }
        }
    }
}

impl Work {
    fn run(&self, reader: &Reader<'_>, options: &SourceOptions) {
        while let Some((number, name, input)) = self.take(options) {
            let outcome = input.and_then(|input| try_read_input(reader, input));
            lock(&self.done).outcomes.insert(number, (name, outcome));
            self.changed.notify_all();
        }
    }

    /// The next input with its number; waits while too many outcomes wait.
    fn take(&self, options: &SourceOptions) -> Option<(usize, String, Result<Input, EngineError>)> {
        let mut to_do = lock(&self.to_do);
        let number = to_do.given;
        let mut done = lock(&self.done);
        while number > done.handed + AHEAD && !done.stopped {
            done = self.changed.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
        if done.stopped || done.all.is_some() {
            return None;
        }
        drop(done);
        match to_do.next(options) {
            Some((name, input)) => {
                to_do.given += 1;
                Some((number, name, input))
            }
            None => {
                lock(&self.done).all = Some(number);
                self.changed.notify_all();
                None
            }
        }
    }

    fn next_in_order(&self) -> Option<(String, Outcome)> {
        let mut done = lock(&self.done);
        loop {
            let number = done.handed;
            if let Some(outcome) = done.outcomes.remove(&number) {
                done.handed += 1;
                self.changed.notify_all();
                return Some(outcome);
            }
            if done.all == Some(number) {
                return None;
            }
            done = self.changed.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stop(&self) {
        lock(&self.done).stopped = true;
        self.changed.notify_all();
    }
}

/// What a thread that panicked left behind is whole: each change to it is one insertion.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many reports one transaction holds.
const BATCH: usize = 64;

/// What adding did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reports that were new.
    pub new: usize,
    /// Reports that were there and have a newer reading now.
    pub reread: usize,
    /// Reports that were there.
    pub known: usize,
    /// The new reports.
    pub added: Vec<ReportId>,
    /// Claims of the new reports.
    pub claims: usize,
    /// Sources that could not be read, with the reason.
    pub failed: Vec<(String, String)>,
    /// Findings about whole sources.
    pub findings: Vec<(String, Finding)>,
}

impl Engine {
    /// Reads the sources and adds their reports; `progress` is told the number of reports read. What cannot be read is noted, the rest is added.
    pub fn add(
        &mut self,
        sources: Vec<Result<Source, EngineError>>,
        options: &SourceOptions,
        mut progress: impl FnMut(usize),
    ) -> Result<Tally, EngineError> {
        let mut tally = Tally::default();
        let mut batch: Vec<ReadReport> = Vec::new();
        let mut done = 0;
        read_all(sources, options, |name, outcome| {
            done += outcome.as_ref().map_or(0, |(reports, _)| reports.len());
            progress(done);
            match outcome {
                Err(error) => tally.failed.push((name.to_owned(), error.to_string())),
                Ok((reports, findings)) => {
                    tally.findings.extend(findings.into_iter().map(|f| (name.to_owned(), f)));
                    batch.extend(reports);
                }
            }
            if batch.len() >= BATCH {
                self.add_batch(&std::mem::take(&mut batch), &mut tally)?;
            }
            Ok(())
        })?;
        self.add_batch(&batch, &mut tally)?;
        self.advance()?;
        Ok(tally)
    }

    /// Adds reports that are read already. [`Engine::advance`] links them; questions do so too.
    pub fn add_reports(&mut self, reports: &[ReadReport]) -> Result<Tally, EngineError> {
        let mut tally = Tally::default();
        self.add_batch(reports, &mut tally)?;
        Ok(tally)
    }

    fn add_batch(&mut self, batch: &[ReadReport], tally: &mut Tally) -> Result<(), EngineError> {
        for chunk in batch.chunks(BATCH) {
            let additions: Vec<Addition<'_>> =
                chunk.iter().map(|r| Addition { report: &r.report, raw: &r.raw, reading: &r.reading }).collect();
            let added = self.ledger.add(&additions, &self.by, self.clock.now())?;
            for (added, report) in added.iter().zip(chunk) {
                match added {
                    Added::New(id) => {
                        tally.new += 1;
                        tally.added.push(*id);
                        tally.claims += report.reading.claims.len();
                    }
                    Added::Reread(_) => tally.reread += 1,
                    Added::Known(_) => tally.known += 1,
                }
            }
        }
        Ok(())
    }

    /// Reads every report of the ledger again with this version of the reader; how many got a new reading, and of how many.
    pub fn reread(&mut self) -> Result<(usize, usize), EngineError> {
        let state = self.ledger.state(&View::default())?;
        let reader = reader();
        let readings: Vec<Reading> = state
            .reports
            .iter()
            .map(|(report, old)| {
                let mut reading = reader.read(report, &sentences(report.text()));
                let kept = old
                    .findings
                    .iter()
                    .filter(|f| !reading.findings.iter().any(|n| n.code == f.code))
                    .filter(|f| !f.code.starts_with("time/"));
                let kept: Vec<Finding> = kept.cloned().collect();
                reading.findings.splice(0..0, kept);
                reading
            })
            .collect();
        let pairs: Vec<(&Report, &Reading)> = state.reports.iter().map(|(report, _)| report).zip(&readings).collect();
        let new = self.ledger.add_readings(&pairs, &self.by, self.clock.now())?;
        Ok((new, pairs.len()))
    }
}

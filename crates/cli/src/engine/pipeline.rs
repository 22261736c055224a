//! Bytes → readings, on all cores, in the order of the inputs; and into the ledger, in batches.

use super::{Engine, EngineError, Input, Source, SourceOptions, reader};
use dateline_core::extraction::Reader;
use dateline_core::model::wire::ReadingForm;
use dateline_core::model::{Finding, Reading, Report};
use dateline_core::reading::{read, sentences};
use dateline_ledger::{Added, Addition, View};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};

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

/// What came out of one source: reports and findings, or an error.
pub type Outcome = Result<(Vec<ReadReport>, Vec<Finding>), EngineError>;

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

/// Reads all sources on all cores and hands each outcome to `each`, in the order of the sources.
pub fn read_all(sources: Vec<Result<Source, EngineError>>, options: &SourceOptions, mut each: impl FnMut(&str, Outcome) -> Result<(), EngineError>) -> Result<(), EngineError> {
    let reader = reader();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(sources.len().max(1));
    let names: Vec<String> = sources.iter().map(|s| s.as_ref().map_or_else(|e| e.to_string(), Source::to_string)).collect();
    let jobs: Vec<Mutex<Option<Result<Source, EngineError>>>> = sources.into_iter().map(|s| Mutex::new(Some(s))).collect();
    let queue = Queue { next: AtomicUsize::new(0), done: Mutex::new(Done { outcomes: BTreeMap::new(), handed: 0 }), changed: Condvar::new() };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| queue.work(&jobs, &reader, options));
        }
        for (number, name) in names.iter().enumerate() {
            let outcome = queue.take(number);
            if let Err(error) = each(name, outcome) {
                queue.next.store(jobs.len(), Ordering::SeqCst);
                queue.take_all();
                return Err(error);
            }
        }
        Ok(())
    })
}

/// How many outcomes may wait for those before them: keeps memory bounded.
const AHEAD: usize = 64;

struct Done {
    outcomes: BTreeMap<usize, Outcome>,
    handed: usize,
}

struct Queue {
    next: AtomicUsize,
    done: Mutex<Done>,
    changed: Condvar,
}

impl Queue {
    fn work(&self, jobs: &[Mutex<Option<Result<Source, EngineError>>>], reader: &Reader<'_>, options: &SourceOptions) {
        loop {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            let Some(job) = jobs.get(number) else { return };
            {
                let mut done = self.lock();
                while number > done.handed + AHEAD {
                    done = self.changed.wait(done).unwrap_or_else(std::sync::PoisonError::into_inner);
                }
            }
            let source = job.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
            let Some(source) = source else { return };
            let outcome = source.and_then(|s| s.load(options)).map(|input| read_input(reader, input));
            self.lock().outcomes.insert(number, outcome);
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Done> {
        self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn take(&self, number: usize) -> Outcome {
        let mut done = self.lock();
        loop {
            if let Some(outcome) = done.outcomes.remove(&number) {
                done.handed = number + 1;
                self.changed.notify_all();
                return outcome;
            }
            done = self.changed.wait(done).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    fn take_all(&self) {
        self.lock().handed = usize::MAX - AHEAD;
        self.changed.notify_all();
    }
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
    /// Claims of the new reports.
    pub claims: usize,
    /// Sources that could not be read, with the reason.
    pub failed: Vec<(String, String)>,
    /// Findings about whole sources.
    pub findings: Vec<(String, Finding)>,
}

impl Engine {
    /// Reads the sources and adds their reports; `progress` is told the number of sources done. What cannot be read is noted, the rest is added.
    pub fn add(&mut self, sources: Vec<Result<Source, EngineError>>, options: &SourceOptions, mut progress: impl FnMut(usize)) -> Result<Tally, EngineError> {
        let mut tally = Tally::default();
        let mut batch: Vec<ReadReport> = Vec::new();
        let mut done = 0;
        read_all(sources, options, |name, outcome| {
            done += 1;
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
        Ok(tally)
    }

    fn add_batch(&mut self, batch: &[ReadReport], tally: &mut Tally) -> Result<(), EngineError> {
        for chunk in batch.chunks(BATCH) {
            let additions: Vec<Addition<'_>> = chunk.iter().map(|r| Addition { report: &r.report, raw: &r.raw, reading: &r.reading }).collect();
            let added = self.ledger.add(&additions, &self.by, self.clock.now())?;
            for (added, report) in added.iter().zip(chunk) {
                match added {
                    Added::New(_) => {
                        tally.new += 1;
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
                let kept = old.findings.iter().filter(|f| !reading.findings.iter().any(|n| n.code == f.code)).filter(|f| !f.code.starts_with("time/"));
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

//! `dateline explain actor NAME`: whom a name may mean in a report on a day, with reasons. Places: `explain_place`; dates: `explain_date`.

use super::Done;
use super::options::day;
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, ReadReport, Source, SourceOptions, knowledge, read_all};
use crate::show;
use dateline_core::extraction::{Bearer, bearers};
use dateline_core::model::{Report, ReportMeta};
use dateline_core::reading::sentences;
use serde_json::json;

pub(super) fn explain(
    what: &[String],
    report: Option<&str>,
    on: Option<&str>,
    terminal: &Terminal,
) -> Result<Done, EngineError> {
    let [kind, name] = what else { return Err(unknown(&what.join(" "))) };
    match (kind.as_str(), report) {
        ("actor", _) => {}
        ("place", _) => {
            return super::explain_place::explain(name, &report_or(report, &format!("in {name}"))?, terminal);
        }
        ("date", _) => {
            let on = on.map(day).transpose()?;
            return super::explain_date::explain(name, &report_or(report, name)?, on, terminal);
        }
        _ => return Err(unknown(kind)),
    }
    let on = on.map(day).transpose()?;
    let read = report.map(first_report).transpose()?;
    let sentences = read.as_ref().map(|r| sentences(r.report.text()));
    let scene = read.as_ref().zip(sentences.as_deref()).map(|(read, sentences)| (&read.report, sentences));
    let found = bearers(name, scene, on, knowledge());
    match terminal.format {
        Format::Json => found.iter().for_each(|bearer| terminal.json(&line(bearer))),
        _ if found.is_empty() => terminal.say(&format!("No one in the registry is called {name:?}.")),
        _ => terminal.say(&show::bearers(&found)),
    }
    Ok(Done::Well)
}

/// The report, or the words alone where none was given.
fn report_or(path: Option<&str>, words: &str) -> Result<Report, EngineError> {
    match path {
        Some(path) => Ok(first_report(path)?.report),
        None => Ok(Report::plain(ReportMeta::default(), words)),
    }
}

fn unknown(kind: &str) -> EngineError {
    EngineError::NoSuch(format!("{kind:?} cannot be explained: give an id, actor NAME, place NAME or date WORDS"))
}

fn first_report(path: &str) -> Result<ReadReport, EngineError> {
    let mut first = None;
    let mut failed = None;
    read_all(Source::named(&[path.to_owned()]), &SourceOptions::default(), |_, outcome| {
        match outcome {
            Ok((reports, _)) => first = first.take().or(reports.into_iter().next()),
            Err(error) => failed = Some(error),
        }
        Ok(())
    })?;
    match (first, failed) {
        (Some(report), _) => Ok(report),
        (None, Some(error)) => Err(error),
        (None, None) => Err(EngineError::NoSuch(format!("{path} holds no report"))),
    }
}

fn line(bearer: &Bearer) -> serde_json::Value {
    json!({
        "id": bearer.id, "name": bearer.name, "country": bearer.country, "kind": bearer.kind.as_str(),
        "chosen": bearer.chosen, "for": bearer.reasons, "against": bearer.doubts,
    })
}

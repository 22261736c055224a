//! The tasks, one adapter a file: a row of the input to a row of the predictions.

mod attribution;
mod case;
mod entities;
mod factuality;
mod keys;
mod linking;
mod muc4;
mod plover;
mod relevance;
mod timex;
mod toponyms;

use anyhow::{Context, Result};
use dateline_cli::engine::{ReadReport, read_text};
use dateline_core::extraction::Reader;
use dateline_core::model::{Report, ReportMeta};
use serde_json::Value;

/// From one row of the input to one row of the predictions.
pub type Adapter = fn(&Reader<'_>, &Value) -> Result<Value>;

/// The tasks by name.
pub const ALL: &[(&str, Adapter)] = &[
    ("attribution", attribution::predict),
    ("case", case::predict),
    ("entities", entities::predict),
    ("factuality", factuality::predict),
    ("keys", keys::predict),
    ("linking", linking::predict),
    ("muc4", muc4::predict),
    ("plover", plover::predict),
    ("relevance", relevance::predict),
    ("timex", timex::predict),
    ("toponyms", toponyms::predict),
];

/// The byte at which a code point of a text begins.
fn bytes(text: &str, code_point: usize) -> usize {
    text.char_indices().nth(code_point).map_or(text.len(), |(at, _)| at)
}

/// How many code points stand before a byte of a text.
pub(crate) fn code_points(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}

/// Reads the report that a row holds.
fn read(reader: &Reader<'_>, row: &Value) -> Result<ReadReport> {
    Ok(read_text(reader, meta(row), row["text"].as_str().context("no text")?))
}

/// The report that a row holds.
pub(crate) fn report(row: &Value) -> Result<Report> {
    Ok(Report::plain(meta(row), row["text"].as_str().context("no text")?))
}

fn meta(row: &Value) -> ReportMeta {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    ReportMeta {
        outlet: field("outlet"),
        title: field("title"),
        published: field("published").and_then(|p| p.parse().ok()),
        external_id: field("id"),
        ..ReportMeta::default()
    }
}

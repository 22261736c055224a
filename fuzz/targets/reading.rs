//! Any bytes, in any format, are reports or findings.
#![no_main]

use dateline_core::reading::{Format, Hints, read};
use libfuzzer_sys::fuzz_target;

const FORMATS: [Option<Format>; 6] =
    [None, Some(Format::Html), Some(Format::Text), Some(Format::Feed), Some(Format::JsonLines), Some(Format::Csv)];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let intake = read(rest, &Hints { format, ..Hints::default() });
    assert!(!intake.reports.is_empty() || !intake.findings.is_empty());
    for incoming in &intake.reports {
        assert!(incoming.report.text().len() <= dateline_core::reading::LONGEST_TEXT);
    }
});

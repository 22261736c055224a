//! Any text is read, and every quote stands where it says.
#![no_main]

use dateline_core::extraction::Reader;
use dateline_core::knowledge::Knowledge;
use dateline_core::model::{Report, ReportMeta};
use dateline_core::reading::sentences;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let published = "2024-06-14".parse().ok();
    let report = Report::plain(ReportMeta { published, ..ReportMeta::default() }, text);
    let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(text));
    for claim in &reading.claims {
        let anchor = &claim.anchor;
        assert!(report.requote(anchor.start(), anchor.end(), anchor.text()).is_some());
    }
});

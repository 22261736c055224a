//! Written-down moments, ids, codes and readings are read back or refused, never a crash.
#![no_main]

use dateline_core::model::wire::{EventForm, ReadingForm};
use dateline_core::model::{ClaimId, Moment, ReportId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(moment) = text.parse::<Moment>() {
        assert_eq!(moment.to_string().parse::<Moment>().ok(), Some(moment));
    }
    let _ = text.parse::<ClaimId>();
    let _ = text.parse::<ReportId>();
    let _ = serde_json::from_str::<ReadingForm>(text);
    let _ = serde_json::from_str::<EventForm>(text);
});

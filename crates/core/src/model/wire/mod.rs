//! The wire forms: how reports, readings, events, series and ledger entries are written as JSON.
//!
//! This module is the only place of the model that knows serde. Its types mirror the model's and convert from and to them;
//! what they look like is a contract (`docs/data-model.md`, `docs/schema/`), changed only with a decision record.
#![allow(missing_docs)]

mod event;
mod ledger;
mod place;
mod reading;
mod series;

pub use event::{
    BlameForm, BoundsForm, DeathsForm, EventForm, FamilyForm, FieldForm, GroupHarmForm, HarmsForm, NearForm, PartyForm,
    ReasonForm, SceneForm, TellingRefForm, TollForm, VoiceForm,
};
pub use ledger::{ActionForm, EntryForm, JudgementForm, OperationForm};
pub use place::{AreaForm, CandidateForm, PlaceForm};
pub use reading::{
    AccountForm, ClaimForm, DaysForm, FigureForm, FindingForm, ParticipantForm, QuoteForm, ReadingForm, RelationForm,
    ReportForm, ResponsibilityForm, TellingForm, TimeForm,
};
pub use series::{CountForm, DayForm, LullForm, ResumptionForm, SelectionForm, SeriesForm};

/// Something written down that does not fit the report it is said to come from, or holds an unknown code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A quote whose words do not stand where it says.
    #[error("the quote {text:?} does not stand at {start}..{end} of report {report}")]
    Quote { text: String, start: u32, end: u32, report: String },
    /// A code, date or id that cannot be read.
    #[error("{0}")]
    Value(String),
}

impl WireError {
    fn value(error: impl std::fmt::Display) -> Self {
        Self::Value(error.to_string())
    }
}

/// The JSON Schemas of the published forms, by file name.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![
        ("reading.schema.json", schemars::schema_for!(ReadingForm)),
        ("event.schema.json", schemars::schema_for!(EventForm)),
        ("series.schema.json", schemars::schema_for!(SeriesForm)),
        ("entry.schema.json", schemars::schema_for!(EntryForm)),
    ]
}

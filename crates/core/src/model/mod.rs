//! The nouns: what a report, a quote, a claim, a telling, an event, a series, a judgement are.
//!
//! In: nothing. Out: types. Must not know: I/O, clocks, stores, and every other module of this crate.
//! The forms in which these things are written down stand in [`wire`] and nowhere else.

mod claim;
mod codes;
mod event;
mod figure;
mod finding;
mod id;
mod ledger;
mod moment;
mod participant;
mod place;
mod quote;
mod report;
mod series;
mod time;
pub mod wire;

pub use claim::{Account, Claim, Doubtful, Reading, Relation, Responsibility, Slot, Telling};
pub use codes::{
    ActorKind, Certainty, EventType, Grade, HarmKind, Level, Maker, Mode, PlacePrecision, PlaceRole, RelationKind,
    Reliability, Rule, Scope, Stance, Standing, Status, TimePrecision, UnknownCode,
};
pub use event::{
    Admiralty, Blame, Deaths, Event, Family, Field, GroupHarm, Harms, Near, Party, Reason, Scene, Support, Tally,
    TellingRef, Toll, Voice,
};
pub use figure::{Figure, Harm};
pub use finding::Finding;
pub use id::{ClaimId, EntryHash, EventId, IdError, ReportId};
pub use ledger::{Action, Entry, Judgement, Operation};
pub use moment::{Moment, MomentError};
pub use participant::Participant;
pub use place::{Area, Candidate, Where, kilometres};
pub use quote::{Quote, Sentence, Span};
pub use report::{OffsetMap, Report, ReportMeta};
pub use series::{Count, Lull, Resumption, Selection, Series};
pub use time::When;

//! Series: a standing selection of events that is counted over time, and its lulls.

use super::{Certainty, EventId, EventType, ReportId, Status};
use jiff::civil::Date;

/// Which events are wanted. Every given condition must hold; an empty selection takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Words that must occur in an actor's name.
    pub actor: Option<String>,
    /// Words that must occur in a target's name.
    pub target: Option<String>,
    /// ISO 3166 alpha-2 of the place.
    pub country: Option<String>,
    /// Words that must occur in the place's name.
    pub place: Option<String>,
    /// PLOVER types, any of them.
    pub kinds: Vec<EventType>,
    /// Statuses, any of them.
    pub statuses: Vec<Status>,
    /// Certainties, any of them.
    pub certainties: Vec<Certainty>,
    /// First day, included.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}

/// A number of events with bounds that come from the claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Events that are confirmed, or stated by an outlet in its own voice.
    pub low: u64,
    /// Everything reported as having happened.
    pub high: u64,
}

/// A selection counted over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The selection.
    pub selection: Selection,
    /// First and last day looked at, both included; `None` where no event has a day.
    pub span: Option<(Date, Date)>,
    /// Days with at least one event, in order, with their counts and events.
    pub days: Vec<(Date, Count, Vec<EventId>)>,
    /// All of them.
    pub total: Count,
    /// Selected events without a usable day: they are in `total`, not in `days`.
    pub undated: Vec<EventId>,
    /// The last event that has a day.
    pub last: Option<(Date, EventId)>,
    /// The lulls found.
    pub lulls: Vec<Lull>,
}

/// A silence of a series that is unusual for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lull {
    /// First day without an event.
    pub from: Date,
    /// Last day without an event.
    pub to: Date,
    /// How many days.
    pub days: u32,
    /// Probability of a silence at least this long, given the rate of the series before it (Gamma–Poisson prediction).
    pub chance: f64,
    /// Events of the series before the silence, from which the rate was taken.
    pub before: u64,
    /// Reports about this area or these actors that were read in the silence: evidence that it is no gap in coverage.
    pub reports: Vec<ReportId>,
    /// Outlets that told of this series before the silence, and how many of them were read during it.
    pub outlets: (u64, u64),
    /// What ended it; `None` while it lasts.
    pub resumption: Option<Resumption>,
}

/// The event that ended a lull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumption {
    /// Its day.
    pub day: Date,
    /// The event.
    pub event: EventId,
}

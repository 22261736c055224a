//! The wire form of series and lulls.

use crate::model::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which events are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SelectionForm {
    pub actor: Option<String>,
    pub target: Option<String>,
    pub country: Option<String>,
    pub place: Option<String>,
    pub types: Vec<String>,
    pub statuses: Vec<String>,
    pub certainties: Vec<String>,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A count with bounds: confirmed or stated … everything reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountForm {
    pub low: u64,
    pub high: u64,
}

/// A day with events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DayForm {
    pub day: String,
    pub count: CountForm,
    pub events: Vec<String>,
}

/// A selection counted over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesForm {
    pub selection: SelectionForm,
    pub from: Option<String>,
    pub to: Option<String>,
    pub total: CountForm,
    pub days: Vec<DayForm>,
    pub undated: Vec<String>,
    pub last_day: Option<String>,
    pub last_event: Option<String>,
    pub lulls: Vec<LullForm>,
}

/// An unusual silence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LullForm {
    pub from: String,
    pub to: String,
    pub days: u32,
    /// Probability of a silence at least this long, given the series before it.
    pub chance: f64,
    /// Events before it.
    pub before: u64,
    /// Reports read in the silence that speak of this area or these actors.
    pub reports: Vec<String>,
    /// Outlets that told of the series before it.
    pub outlets_before: u64,
    /// How many of them were read during it.
    pub outlets_during: u64,
    pub resumption: Option<ResumptionForm>,
}

/// What ended a lull.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResumptionForm {
    pub day: String,
    pub event: String,
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(T::to_string).collect()
}

impl From<&Selection> for SelectionForm {
    fn from(s: &Selection) -> Self {
        Self {
            actor: s.actor.clone(),
            target: s.target.clone(),
            country: s.country.clone(),
            place: s.place.clone(),
            types: strings(&s.kinds),
            statuses: strings(&s.statuses),
            certainties: strings(&s.certainties),
            from: s.from.map(|d| d.to_string()),
            to: s.to.map(|d| d.to_string()),
        }
    }
}

impl From<Count> for CountForm {
    fn from(c: Count) -> Self {
        Self { low: c.low, high: c.high }
    }
}

impl From<&Series> for SeriesForm {
    fn from(s: &Series) -> Self {
        let day = |(day, count, events): &(jiff::civil::Date, Count, Vec<EventId>)| DayForm {
            day: day.to_string(),
            count: (*count).into(),
            events: strings(events),
        };
        Self {
            selection: (&s.selection).into(),
            from: s.span.map(|(from, _)| from.to_string()),
            to: s.span.map(|(_, to)| to.to_string()),
            total: s.total.into(),
            days: s.days.iter().map(day).collect(),
            undated: strings(&s.undated),
            last_day: s.last.map(|(day, _)| day.to_string()),
            last_event: s.last.map(|(_, event)| event.to_string()),
            lulls: s.lulls.iter().map(LullForm::from).collect(),
        }
    }
}

impl From<&Lull> for LullForm {
    fn from(l: &Lull) -> Self {
        Self {
            from: l.from.to_string(),
            to: l.to.to_string(),
            days: l.days,
            chance: l.chance,
            before: l.before,
            reports: strings(&l.reports),
            outlets_before: l.outlets.0,
            outlets_during: l.outlets.1,
            resumption: l
                .resumption
                .as_ref()
                .map(|r| ResumptionForm { day: r.day.to_string(), event: r.event.to_string() }),
        }
    }
}

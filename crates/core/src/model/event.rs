//! Events: what claims of one or more reports speak of, each field computed from claims by a named rule.

use super::{
    ActorKind, Certainty, ClaimId, EventId, EventType, HarmKind, Mode, PlacePrecision, ReportId, Rule, Stance,
    Standing, Status,
};
use jiff::civil::Date;

/// One telling of one report, and the claims it is made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TellingRef {
    /// The report.
    pub report: ReportId,
    /// The telling's number within the reading, from 0.
    pub telling: usize,
    /// Its claims.
    pub claims: Vec<ClaimId>,
}

/// A value of an event's field, with what stands for and against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    /// The value that the rule chose.
    pub value: T,
    /// What the claims together allow to be said of it.
    pub standing: Standing,
    /// The rule that chose it.
    pub rule: Rule,
    /// The claims for it.
    pub support: Support,
}

/// Claims for and against a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Claims that say so.
    pub pro: Vec<ClaimId>,
    /// Claims that say otherwise.
    pub contra: Vec<ClaimId>,
}

/// A participant of an event, across reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Canonical name.
    pub name: String,
    /// Registry id.
    pub id: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// What kind of participant.
    pub kind: ActorKind,
}

/// Who is tied to the responsibility for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    /// Whose responsibility.
    pub actor: Party,
    /// Claimed, denied, blamed, suspected, stated.
    pub stance: Stance,
    /// Who says so; `None` for an outlet in its own voice.
    pub by: Option<String>,
}

/// One figure for a harm, as one report gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toll {
    /// Least value.
    pub low: u64,
    /// Greatest value; `None` where no upper bound is set.
    pub high: Option<u64>,
    /// Who is counted.
    pub who: Option<String>,
    /// Whether it is of a group within all.
    pub subset: bool,
    /// Who gives it.
    pub source: Option<String>,
    /// The report it stands in.
    pub report: ReportId,
    /// The claim it stands in.
    pub claim: ClaimId,
    /// When that report was published, as written.
    pub published: Option<String>,
    /// Whether a later version or a correction of the same outlet has replaced it.
    pub replaced: bool,
}

/// One kind of harm, with bounds over all sources and the tolls in order of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harms {
    /// Killed, injured, missing, displaced, detained.
    pub kind: HarmKind,
    /// Least value that the chosen rule allows.
    pub low: u64,
    /// Greatest value that the chosen rule allows; `None` where no source sets one.
    pub high: Option<u64>,
    /// The one figure that the rule chose, as bounds.
    pub best: (u64, Option<u64>),
    /// Whether sources contradict one another.
    pub standing: Standing,
    /// The rule.
    pub rule: Rule,
    /// Every figure, in order of publication.
    pub history: Vec<Toll>,
}

/// How many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Least value.
    pub low: u64,
    /// Greatest value; `None` where no upper bound is set.
    pub high: Option<u64>,
    /// What is counted ("rockets").
    pub unit: Option<String>,
}

/// Where an event took place, across reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Canonical name.
    pub name: String,
    /// Gazetteer id.
    pub id: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Latitude and longitude in degrees; none for a country-level place.
    pub point: Option<(f64, f64)>,
    /// Within this many kilometres of the point.
    pub radius_km: Option<f64>,
    /// How exactly the place is known.
    pub precision: PlacePrecision,
}

/// A family of reports that count as one source, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Whose word it is: an agency, a speaker, an outlet.
    pub name: String,
    /// The reports that carry it.
    pub reports: Vec<ReportId>,
    /// Why they are one.
    pub reason: String,
}

/// Why claims were joined, or kept apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The one telling.
    pub a: ClaimId,
    /// The other.
    pub b: ClaimId,
    /// What was compared ("place"), and how it came out ("same town").
    pub what: String,
    /// How much it weighs: for (positive) or against (negative).
    pub weight: f64,
}

/// What one or more claims speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The smallest id of its claims.
    pub id: EventId,
    /// The tellings it is computed from, by report and number.
    pub tellings: Vec<TellingRef>,
    /// PLOVER type.
    pub kind: Field<EventType>,
    /// How it was done.
    pub mode: Option<Field<Mode>>,
    /// New, background, aggregate, future, hypothetical.
    pub status: Field<Status>,
    /// The strongest certainty with which a report that is not replaced tells it.
    pub certainty: Certainty,
    /// Whether it happened: what all the claims together allow to be said.
    pub standing: Standing,
    /// Who did it.
    pub actors: Vec<Field<Party>>,
    /// To whom.
    pub targets: Vec<Field<Party>>,
    /// Where.
    pub place: Option<Field<Scene>>,
    /// First and last possible day, both included.
    pub date: Option<Field<(Date, Date)>>,
    /// Weapons and devices.
    pub means: Vec<Field<String>>,
    /// How many strikes, rockets, participants.
    pub count: Option<Field<Tally>>,
    /// Harm to people, by kind.
    pub harm: Vec<Harms>,
    /// Claims and denials of responsibility, blame, suspicion.
    pub responsibility: Vec<Field<Blame>>,
    /// The independent sources.
    pub families: Vec<Family>,
    /// Why its tellings were joined, and what spoke against.
    pub reasons: Vec<Reason>,
    /// Judgements that shaped it, by their number in the ledger.
    pub judgements: Vec<u64>,
}

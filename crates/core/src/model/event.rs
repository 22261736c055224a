//! Events: what claims of one or more reports speak of, each field computed from claims by a named rule.

use super::{
    ActorKind, Certainty, ClaimId, EventId, EventType, Grade, HarmKind, Mode, PlacePrecision, Reliability, ReportId,
    Rule, Stance, Standing, Status,
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
    /// The source family it belongs to: figures of one family are one source's, the later ones derived from the earlier.
    pub family: String,
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
    /// Of whom: figures of groups within all, which are never added to the total.
    pub groups: Vec<GroupHarm>,
    /// Every figure, in order of publication.
    pub history: Vec<Toll>,
}

/// The harm to one group within all, over all sources that still stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupHarm {
    /// The group, in the reports' words.
    pub who: String,
    /// Least value.
    pub low: u64,
    /// Greatest value; `None` where no source sets one.
    pub high: Option<u64>,
}

/// Deaths as UCDP codes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deaths {
    /// The lowest figure that stands.
    pub low: u64,
    /// The most credible one.
    pub best: u64,
    /// The highest figure that stands.
    pub high: u64,
}

/// An assessment on the Admiralty scale: how reliable the best source is, how credible the information (1 confirmed … 5 improbable, 6 not to be
/// judged).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admiralty {
    /// Of the best source for the event.
    pub reliability: Reliability,
    /// From 1 to 6.
    pub credibility: u8,
}

/// How one source stands to the event's having happened, as one report has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Voice {
    /// The innermost named source, or the outlet itself.
    pub source: String,
    /// The report that carries it.
    pub report: ReportId,
    /// How that report stands to the event on this source's word.
    pub certainty: Certainty,
}

/// Another event that may be the same, for review.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The other event.
    pub event: EventId,
    /// The probability that the likest two tellings are one event.
    pub probability: f64,
    /// Those two tellings: this event's, the other's.
    pub claims: (ClaimId, ClaimId),
    /// Whether a fact, a judgement or the rest of the events kept them apart, though the two alone would be joined.
    pub kept_apart: bool,
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
    /// Whether all they say is that it did not happen; such a family is no source for the event.
    pub denies: bool,
    /// How far it can be relied on, as an analyst judged.
    pub reliability: Reliability,
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
    /// How many independent sources tell that it happened.
    pub independent: u64,
    /// How each source stands to its having happened.
    pub voices: Vec<Voice>,
    /// How well it is supported who did it; none where nobody is named.
    pub grade: Option<Grade>,
    /// The best source's reliability and the information's credibility.
    pub admiralty: Admiralty,
    /// Why its tellings were joined, and what spoke against: for each telling, its likest other one.
    pub reasons: Vec<Reason>,
    /// The lowest probability with which one of its tellings belongs to it; 1 for a telling alone.
    pub probability: f64,
    /// Events that may be the same.
    pub near: Vec<Near>,
    /// Judgements that shaped it, by their number in the ledger.
    pub judgements: Vec<u64>,
}

impl Event {
    /// Deaths as UCDP codes them, where any report gives a figure. Without an upper bound the highest lower one stands for it.
    pub fn deaths(&self) -> Option<Deaths> {
        let killed = self.harm.iter().find(|h| h.kind == HarmKind::Killed)?;
        let standing = killed.history.iter().filter(|t| !t.replaced && !t.subset);
        let top = standing.map(|t| t.high.unwrap_or(t.low)).max();
        let high = killed.high.or(top).unwrap_or(killed.low).max(killed.best.0);
        Some(Deaths { low: killed.low, best: killed.best.0, high })
    }
}

impl std::fmt::Display for Admiralty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

//! The wire form of a ledger's event.

use crate::model::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An event, each field with what stands for and against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventForm {
    /// The smallest id of its claims.
    pub id: String,
    #[serde(rename = "type")]
    pub kind: FieldForm<String>,
    pub mode: Option<FieldForm<String>>,
    pub status: FieldForm<String>,
    pub certainty: String,
    pub standing: String,
    pub actors: Vec<FieldForm<PartyForm>>,
    pub targets: Vec<FieldForm<PartyForm>>,
    pub place: Option<FieldForm<SceneForm>>,
    /// First and last possible day, both included.
    pub date: Option<FieldForm<[String; 2]>>,
    pub means: Vec<FieldForm<String>>,
    pub count: Option<FieldForm<BoundsForm>>,
    pub harm: Vec<HarmsForm>,
    pub responsibility: Vec<FieldForm<BlameForm>>,
    /// Deaths as UCDP codes them.
    pub deaths: Option<DeathsForm>,
    /// Source families: reports that count as one source.
    pub families: Vec<FamilyForm>,
    /// How many independent sources tell that it happened.
    pub independent: u64,
    /// How each source stands to its having happened.
    pub voices: Vec<VoiceForm>,
    /// Who did it, on the Airwars scale: confirmed, fair, weak, contested, discounted.
    pub grade: Option<String>,
    /// Reliability and credibility on the Admiralty scale, as `B2`.
    pub admiralty: String,
    pub tellings: Vec<TellingRefForm>,
    /// The lowest probability with which one of its tellings belongs to it.
    pub probability: f64,
    /// Events that may be the same.
    pub near: Vec<NearForm>,
    pub reasons: Vec<ReasonForm>,
    pub judgements: Vec<u64>,
}

/// A value, with what stands for and against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldForm<T> {
    pub value: T,
    pub standing: String,
    pub rule: String,
    /// Claims that say so.
    pub pro: Vec<String>,
    /// Claims that say otherwise.
    pub contra: Vec<String>,
}

/// Bounds, both included; a null `high` is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoundsForm {
    pub low: u64,
    pub high: Option<u64>,
    pub unit: Option<String>,
}

/// A participant across reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartyForm {
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub kind: String,
}

/// Who is tied to the responsibility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BlameForm {
    pub actor: PartyForm,
    pub stance: String,
    pub by: Option<String>,
}

/// Where it took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SceneForm {
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub radius_km: Option<f64>,
    pub precision: String,
}

/// One kind of harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HarmsForm {
    pub kind: String,
    pub low: u64,
    pub high: Option<u64>,
    pub best: BoundsForm,
    pub standing: String,
    pub rule: String,
    /// Of groups within all; never added to the total.
    pub groups: Vec<GroupHarmForm>,
    /// Every figure, in order of publication.
    pub history: Vec<TollForm>,
}

/// The harm to one group within all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupHarmForm {
    pub who: String,
    pub low: u64,
    pub high: Option<u64>,
}

/// Deaths: lowest, most credible, highest figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeathsForm {
    pub low: u64,
    pub best: u64,
    pub high: u64,
}

/// How one source stands to an event, as one report has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VoiceForm {
    pub source: String,
    pub report: String,
    pub certainty: String,
}

/// Another event that may be the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearForm {
    pub event: String,
    pub probability: f64,
    /// The likest two claims: this event's, the other's.
    pub claims: [String; 2],
    /// Whether a fact, a judgement or the rest of the events kept them apart.
    pub kept_apart: bool,
}

/// One figure, as one report gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TollForm {
    pub low: u64,
    pub high: Option<u64>,
    pub who: Option<String>,
    pub subset: bool,
    pub source: Option<String>,
    pub report: String,
    pub claim: String,
    pub published: Option<String>,
    pub replaced: bool,
    /// The source family: its later figures are derived from its earlier ones.
    pub family: String,
}

/// Reports that count as one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyForm {
    pub name: String,
    pub reports: Vec<String>,
    pub reason: String,
    /// Whether all they say is that it did not happen.
    pub denies: bool,
    /// A to F, as an analyst judged; F cannot be judged.
    pub reliability: String,
}

/// One telling of one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TellingRefForm {
    pub report: String,
    /// "E1" within that report's reading.
    pub event: String,
    pub claims: Vec<String>,
}

/// Why tellings were joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReasonForm {
    pub a: String,
    pub b: String,
    pub what: String,
    pub weight: f64,
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(T::to_string).collect()
}

fn field<'f, T, U>(field: &'f Field<T>, form: impl FnOnce(&'f T) -> U) -> FieldForm<U> {
    FieldForm {
        value: form(&field.value),
        standing: field.standing.to_string(),
        rule: field.rule.to_string(),
        pro: strings(&field.support.pro),
        contra: strings(&field.support.contra),
    }
}

impl From<&Event> for EventForm {
    fn from(e: &Event) -> Self {
        Self {
            id: e.id.to_string(),
            kind: field(&e.kind, EventType::to_string),
            mode: e.mode.as_ref().map(|f| field(f, Mode::to_string)),
            status: field(&e.status, Status::to_string),
            certainty: e.certainty.to_string(),
            standing: e.standing.to_string(),
            actors: e.actors.iter().map(|f| field(f, PartyForm::from)).collect(),
            targets: e.targets.iter().map(|f| field(f, PartyForm::from)).collect(),
            place: e.place.as_ref().map(|f| field(f, SceneForm::from)),
            date: e.date.as_ref().map(|f| field(f, |(from, to)| [from.to_string(), to.to_string()])),
            means: e.means.iter().map(|f| field(f, String::clone)).collect(),
            count: e
                .count
                .as_ref()
                .map(|f| field(f, |t| BoundsForm { low: t.low, high: t.high, unit: t.unit.clone() })),
            harm: e.harm.iter().map(HarmsForm::from).collect(),
            responsibility: e.responsibility.iter().map(|f| field(f, BlameForm::from)).collect(),
            deaths: e.deaths().map(|d| DeathsForm { low: d.low, best: d.best, high: d.high }),
            families: e.families.iter().map(FamilyForm::from).collect(),
            independent: e.independent,
            voices: e.voices.iter().map(VoiceForm::from).collect(),
            grade: e.grade.map(|g| g.to_string()),
            admiralty: e.admiralty.to_string(),
            probability: e.probability,
            near: e.near.iter().map(NearForm::from).collect(),
            tellings: e.tellings.iter().map(TellingRefForm::from).collect(),
            reasons: e.reasons.iter().map(ReasonForm::from).collect(),
            judgements: e.judgements.clone(),
        }
    }
}

impl From<&Party> for PartyForm {
    fn from(p: &Party) -> Self {
        Self { name: p.name.clone(), id: p.id.clone(), country: p.country.clone(), kind: p.kind.to_string() }
    }
}

impl From<&Blame> for BlameForm {
    fn from(b: &Blame) -> Self {
        Self { actor: (&b.actor).into(), stance: b.stance.to_string(), by: b.by.clone() }
    }
}

impl From<&Scene> for SceneForm {
    fn from(s: &Scene) -> Self {
        Self {
            name: s.name.clone(),
            id: s.id.clone(),
            country: s.country.clone(),
            lat: s.point.map(|p| p.0),
            lon: s.point.map(|p| p.1),
            radius_km: s.radius_km,
            precision: s.precision.to_string(),
        }
    }
}

impl From<&Harms> for HarmsForm {
    fn from(h: &Harms) -> Self {
        Self {
            kind: h.kind.to_string(),
            low: h.low,
            high: h.high,
            best: BoundsForm { low: h.best.0, high: h.best.1, unit: None },
            standing: h.standing.to_string(),
            rule: h.rule.to_string(),
            groups: h.groups.iter().map(|g| GroupHarmForm { who: g.who.clone(), low: g.low, high: g.high }).collect(),
            history: h.history.iter().map(TollForm::from).collect(),
        }
    }
}

impl From<&Toll> for TollForm {
    fn from(t: &Toll) -> Self {
        Self {
            low: t.low,
            high: t.high,
            who: t.who.clone(),
            subset: t.subset,
            source: t.source.clone(),
            report: t.report.to_string(),
            claim: t.claim.to_string(),
            published: t.published.clone(),
            replaced: t.replaced,
            family: t.family.clone(),
        }
    }
}

impl From<&Family> for FamilyForm {
    fn from(f: &Family) -> Self {
        Self {
            name: f.name.clone(),
            reports: strings(&f.reports),
            reason: f.reason.clone(),
            denies: f.denies,
            reliability: f.reliability.to_string(),
        }
    }
}

impl From<&Voice> for VoiceForm {
    fn from(v: &Voice) -> Self {
        Self { source: v.source.clone(), report: v.report.to_string(), certainty: v.certainty.to_string() }
    }
}

impl From<&Near> for NearForm {
    fn from(n: &Near) -> Self {
        Self {
            event: n.event.to_string(),
            probability: n.probability,
            claims: [n.claims.0.to_string(), n.claims.1.to_string()],
            kept_apart: n.kept_apart,
        }
    }
}

impl From<&TellingRef> for TellingRefForm {
    fn from(t: &TellingRef) -> Self {
        Self { report: t.report.to_string(), event: format!("E{}", t.telling + 1), claims: strings(&t.claims) }
    }
}

impl From<&Reason> for ReasonForm {
    fn from(r: &Reason) -> Self {
        Self { a: r.a.to_string(), b: r.b.to_string(), what: r.what.clone(), weight: r.weight }
    }
}

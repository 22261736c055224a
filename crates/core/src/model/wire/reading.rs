//! The wire form of a report and its reading: what `dateline read --format json` prints.

use super::WireError;
use super::place::PlaceForm;
use crate::model::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One report and what was read in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingForm {
    pub report: ReportForm,
    /// Version of the reader.
    #[serde(default)]
    pub reader: String,
    pub claims: Vec<ClaimForm>,
    pub events: Vec<TellingForm>,
    /// What the rules took for events and the network doubts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<DoubtfulForm>,
    pub findings: Vec<FindingForm>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportForm {
    pub id: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub authors: Vec<String>,
    /// YYYY-MM-DD, or with time and offset.
    pub published: Option<String>,
    pub updated: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The id under which its collection knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// BLAKE3 of the raw bytes, in hex.
    pub blake3: String,
    pub text: String,
    /// Runs of text taken over from the raw bytes: [text, raw, length, raw length], in bytes. Only the ledger writes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<[usize; 4]>,
}

/// Words of the report; offsets are Unicode code points, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteForm {
    pub text: String,
    pub start: u32,
    pub end: u32,
}

/// A participant: an actor, a target, a link of a source chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantForm {
    #[serde(flatten)]
    pub quote: QuoteForm,
    pub name: String,
    pub id: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Box<FigureForm>>,
}

/// A figure; both bounds are included, a null `high` is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureForm {
    #[serde(flatten)]
    pub quote: QuoteForm,
    pub low: u64,
    pub high: Option<u64>,
    pub unit: Option<String>,
    pub who: Option<String>,
    pub group: Option<String>,
    /// total or subset.
    pub scope: String,
    pub source: Option<Box<ParticipantForm>>,
}

/// A time: the days within which it happened, both included. `text` is null where it was inferred without an expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeForm {
    pub text: Option<String>,
    #[serde(rename = "text_start", default, skip_serializing_if = "Option::is_none")]
    pub text_start: Option<u32>,
    #[serde(rename = "text_end", default, skip_serializing_if = "Option::is_none")]
    pub text_end: Option<u32>,
    /// First possible day.
    pub start: String,
    /// Last possible day.
    pub end: String,
    pub precision: String,
    pub inferred: bool,
    pub zone: Option<String>,
    /// Other days that the report gives or may mean for the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<DaysForm>,
}

/// Days, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DaysForm {
    pub start: String,
    pub end: String,
}

/// One statement of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimForm {
    pub id: String,
    /// The event of this reading that it speaks of: "E1".
    pub event: String,
    pub quote: QuoteForm,
    #[serde(flatten)]
    pub account: AccountForm,
    /// Who says so, outermost first, without the outlet.
    pub chain: Vec<ParticipantForm>,
    /// Slot to rule name, or "network".
    pub made_by: BTreeMap<String, String>,
    /// Slot to a number from 0 to 1.
    pub confidence: BTreeMap<String, f64>,
}

/// All that the report says of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TellingForm {
    /// "E1", "E2" in order of first mention.
    pub id: String,
    /// Ids of its claims.
    pub claims: Vec<String>,
    /// The words that name the event, one per mention.
    pub anchors: Vec<QuoteForm>,
    #[serde(flatten)]
    pub account: AccountForm,
    /// The chains through which the report has it.
    pub sources: Vec<Vec<ParticipantForm>>,
    /// Slots whose certainty differs from the event's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub field_certainty: BTreeMap<String, String>,
}

/// The slots that a claim and an event of a reading share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccountForm {
    /// PLOVER type, or CLAIM, DENY.
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub status: String,
    pub certainty: String,
    pub actors: Vec<ParticipantForm>,
    pub targets: Vec<ParticipantForm>,
    pub place: Option<PlaceForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<PlaceForm>,
    pub date: Option<TimeForm>,
    pub means: Vec<QuoteForm>,
    pub count: Option<FigureForm>,
    pub killed: Vec<FigureForm>,
    pub injured: Vec<FigureForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<FigureForm>,
    pub displaced: Vec<FigureForm>,
    pub detained: Vec<FigureForm>,
    pub damage: Vec<QuoteForm>,
    pub responsibility: Vec<ResponsibilityForm>,
    pub relations: Vec<RelationForm>,
}

/// Who claims, denies, is blamed or suspected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResponsibilityForm {
    pub actor: ParticipantForm,
    pub stance: String,
    pub by: Option<ParticipantForm>,
}

/// How an event bears on another of the reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationForm {
    #[serde(rename = "type")]
    pub kind: String,
    /// "E1"; null where the text names no event of this report.
    pub to: Option<String>,
    #[serde(flatten)]
    pub quote: QuoteForm,
}

/// Words that perhaps name no event: no part of what the report asserts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DoubtfulForm {
    /// The event of this reading that they seem to tell again: "E1".
    pub retells: Option<String>,
    pub claims: Vec<ClaimForm>,
    #[serde(flatten)]
    pub account: AccountForm,
}

/// Something the reader could not do or doubts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FindingForm {
    pub code: String,
    pub level: String,
    pub message: String,
    pub quote: Option<QuoteForm>,
}

// ---- model → wire ----

impl ReadingForm {
    /// The written-down form of a reading of `report`.
    pub fn of(report: &Report, reading: &Reading) -> Self {
        Self {
            report: ReportForm::from(report),
            reader: reading.reader.clone(),
            claims: reading.claims.iter().map(ClaimForm::from).collect(),
            events: (0..reading.tellings.len()).map(|number| TellingForm::of(reading, number)).collect(),
            doubtful: reading.doubtful.iter().map(DoubtfulForm::from).collect(),
            findings: reading.findings.iter().map(FindingForm::from).collect(),
        }
    }

    /// The reading, with every quote checked against `report`.
    pub fn to_reading(&self, report: &Report) -> Result<Reading, WireError> {
        let back = Back(report);
        let claims = self.claims.iter().map(|c| back.claim(c)).collect::<Result<Vec<_>, _>>()?;
        let tellings = self.events.iter().map(|t| back.telling(t, &claims)).collect::<Result<_, _>>()?;
        let doubtful = self.doubtful.iter().map(|d| back.doubtful(d)).collect::<Result<_, _>>()?;
        let findings = self.findings.iter().map(|f| back.finding(f)).collect::<Result<_, _>>()?;
        Ok(Reading { report: report.id(), reader: self.reader.clone(), claims, tellings, doubtful, findings })
    }
}

fn event_name(number: usize) -> String {
    format!("E{}", number + 1)
}

fn event_number(name: &str) -> Result<usize, WireError> {
    let number: Option<usize> = name.strip_prefix('E').and_then(|n| n.parse().ok());
    number.and_then(|n| n.checked_sub(1)).ok_or_else(|| WireError::Value(format!("{name:?} is no event of a reading")))
}

impl From<&Report> for ReportForm {
    fn from(report: &Report) -> Self {
        let meta = report.meta();
        Self {
            id: report.id().to_string(),
            url: meta.url.clone(),
            outlet: meta.outlet.clone(),
            title: meta.title.clone(),
            authors: meta.authors.clone(),
            published: meta.published.map(|m| m.to_string()),
            updated: meta.updated.map(|m| m.to_string()),
            language: meta.language.clone(),
            external_id: meta.external_id.clone(),
            blake3: report.raw().iter().map(|byte| format!("{byte:02x}")).collect(),
            text: report.text().to_owned(),
            map: Vec::new(),
        }
    }
}

impl ReportForm {
    /// The same, with the map to the raw bytes: the form that a store keeps.
    pub fn with_map(report: &Report) -> Self {
        Self { map: report.map().runs().collect(), ..Self::from(report) }
    }

    /// The report.
    pub fn to_report(&self) -> Result<Report, WireError> {
        let moment = |written: &Option<String>| {
            written.as_deref().map(str::parse::<Moment>).transpose().map_err(WireError::value)
        };
        let meta = ReportMeta {
            url: self.url.clone(),
            outlet: self.outlet.clone(),
            title: self.title.clone(),
            authors: self.authors.clone(),
            published: moment(&self.published)?,
            updated: moment(&self.updated)?,
            language: self.language.clone(),
            external_id: self.external_id.clone(),
        };
        let raw = *blake3::Hash::from_hex(&self.blake3).map_err(WireError::value)?.as_bytes();
        let mut map = OffsetMap::default();
        self.map.iter().for_each(|&[text, raw, length, raw_length]| map.push(text, raw, length, raw_length));
        let report = Report::new(meta, self.text.clone(), raw, map);
        match report.id().to_string() == self.id {
            true => Ok(report),
            false => Err(WireError::Value(format!("report {} does not have the content its id says", self.id))),
        }
    }
}

impl From<&Quote> for QuoteForm {
    fn from(quote: &Quote) -> Self {
        Self { text: quote.text().to_owned(), start: quote.start(), end: quote.end() }
    }
}

fn quotes(quotes: &[Quote]) -> Vec<QuoteForm> {
    quotes.iter().map(QuoteForm::from).collect()
}

fn participants(participants: &[Participant]) -> Vec<ParticipantForm> {
    participants.iter().map(ParticipantForm::from).collect()
}

impl From<&Participant> for ParticipantForm {
    fn from(p: &Participant) -> Self {
        Self {
            quote: (&p.quote).into(),
            name: p.name.clone(),
            id: p.id.clone(),
            country: p.country.clone(),
            kind: p.kind.to_string(),
            count: p.count.as_ref().map(|f| Box::new(f.into())),
        }
    }
}

impl From<&Figure> for FigureForm {
    fn from(f: &Figure) -> Self {
        Self {
            quote: (&f.quote).into(),
            low: f.low,
            high: f.high,
            unit: f.unit.clone(),
            who: f.who.clone(),
            group: f.group.clone(),
            scope: f.scope.to_string(),
            source: f.source.as_ref().map(|p| Box::new(p.as_ref().into())),
        }
    }
}

impl From<&(jiff::civil::Date, jiff::civil::Date)> for DaysForm {
    fn from((from, to): &(jiff::civil::Date, jiff::civil::Date)) -> Self {
        Self { start: from.to_string(), end: to.to_string() }
    }
}

impl From<&When> for TimeForm {
    fn from(w: &When) -> Self {
        Self {
            text: w.quote.as_ref().map(|q| q.text().to_owned()),
            text_start: w.quote.as_ref().map(Quote::start),
            text_end: w.quote.as_ref().map(Quote::end),
            start: w.earliest.to_string(),
            end: w.latest.to_string(),
            precision: w.precision.to_string(),
            inferred: w.inferred,
            zone: w.zone.clone(),
            others: w.others.iter().map(DaysForm::from).collect(),
        }
    }
}

impl From<&Account> for AccountForm {
    fn from(a: &Account) -> Self {
        let harm = |kind| a.harm.iter().filter(|h| h.kind == kind).map(|h| FigureForm::from(&h.figure)).collect();
        Self {
            kind: a.kind.to_string(),
            mode: a.mode.map(|m| m.to_string()),
            status: a.status.to_string(),
            certainty: a.certainty.to_string(),
            actors: participants(&a.actors),
            targets: participants(&a.targets),
            place: a.place.as_ref().map(PlaceForm::from),
            origin: a.origin.as_ref().map(PlaceForm::from),
            date: a.date.as_ref().map(TimeForm::from),
            means: quotes(&a.means),
            count: a.count.as_ref().map(FigureForm::from),
            killed: harm(HarmKind::Killed),
            injured: harm(HarmKind::Injured),
            missing: harm(HarmKind::Missing),
            displaced: harm(HarmKind::Displaced),
            detained: harm(HarmKind::Detained),
            damage: quotes(&a.damage),
            responsibility: a.responsibility.iter().map(ResponsibilityForm::from).collect(),
            relations: a.relations.iter().map(RelationForm::from).collect(),
        }
    }
}

impl From<&Responsibility> for ResponsibilityForm {
    fn from(r: &Responsibility) -> Self {
        Self { actor: (&r.actor).into(), stance: r.stance.to_string(), by: r.by.as_ref().map(ParticipantForm::from) }
    }
}

impl From<&Relation> for RelationForm {
    fn from(r: &Relation) -> Self {
        Self { kind: r.kind.to_string(), to: r.to.map(event_name), quote: (&r.quote).into() }
    }
}

impl From<&Claim> for ClaimForm {
    fn from(c: &Claim) -> Self {
        Self {
            id: c.id.to_string(),
            event: event_name(c.telling),
            quote: (&c.anchor).into(),
            account: (&c.account).into(),
            chain: participants(&c.chain),
            made_by: c.made_by.iter().map(|(slot, by)| (slot.as_str().to_owned(), by.as_str().to_owned())).collect(),
            confidence: c.confidence.iter().map(|(slot, p)| (slot.as_str().to_owned(), *p)).collect(),
        }
    }
}

impl TellingForm {
    fn of(reading: &Reading, number: usize) -> Self {
        let telling = &reading.tellings[number];
        let claims = || telling.claims.iter().map(|&c| &reading.claims[c]);
        Self {
            id: event_name(number),
            claims: claims().map(|c| c.id.to_string()).collect(),
            anchors: claims().map(|c| QuoteForm::from(&c.anchor)).collect(),
            account: (&telling.account).into(),
            sources: telling.sources.iter().map(|chain| participants(chain)).collect(),
            field_certainty: telling
                .field_certainty
                .iter()
                .map(|(slot, certainty)| (slot.as_str().to_owned(), certainty.to_string()))
                .collect(),
        }
    }
}

impl From<&Doubtful> for DoubtfulForm {
    fn from(d: &Doubtful) -> Self {
        Self {
            retells: d.retells.map(event_name),
            claims: d.claims.iter().map(ClaimForm::from).collect(),
            account: (&d.account).into(),
        }
    }
}

impl From<&Finding> for FindingForm {
    fn from(f: &Finding) -> Self {
        Self {
            code: f.code.to_string(),
            level: f.level.to_string(),
            message: f.message.clone(),
            quote: f.quote.as_ref().map(QuoteForm::from),
        }
    }
}

// ---- wire → model ----

/// Reads forms back as parts of one report, so that every quote is checked against its text.
pub(super) struct Back<'r>(&'r Report);

pub(super) fn code<T: std::str::FromStr>(written: &str) -> Result<T, WireError>
where
    T::Err: std::fmt::Display,
{
    written.parse().map_err(WireError::value)
}

fn slot(written: &str) -> Result<Slot, WireError> {
    let known = Slot::ALL.iter().copied().find(|slot| slot.as_str() == written);
    known.ok_or_else(|| WireError::Value(format!("{written:?} is no slot")))
}

impl Back<'_> {
    pub(super) fn quote(&self, form: &QuoteForm) -> Result<Quote, WireError> {
        self.0.requote(form.start, form.end, &form.text).ok_or_else(|| WireError::Quote {
            text: form.text.clone(),
            start: form.start,
            end: form.end,
            report: self.0.id().to_string(),
        })
    }

    fn quotes(&self, forms: &[QuoteForm]) -> Result<Vec<Quote>, WireError> {
        forms.iter().map(|form| self.quote(form)).collect()
    }

    fn participant(&self, form: &ParticipantForm) -> Result<Participant, WireError> {
        Ok(Participant {
            quote: self.quote(&form.quote)?,
            name: form.name.clone(),
            id: form.id.clone(),
            country: form.country.clone(),
            kind: code(&form.kind)?,
            count: form.count.as_deref().map(|figure| self.figure(figure)).transpose()?,
        })
    }

    fn participants(&self, forms: &[ParticipantForm]) -> Result<Vec<Participant>, WireError> {
        forms.iter().map(|form| self.participant(form)).collect()
    }

    fn figure(&self, form: &FigureForm) -> Result<Figure, WireError> {
        Ok(Figure {
            quote: self.quote(&form.quote)?,
            low: form.low,
            high: form.high,
            unit: form.unit.clone(),
            who: form.who.clone(),
            group: form.group.clone(),
            scope: code(&form.scope)?,
            source: form.source.as_deref().map(|p| self.participant(p).map(Box::new)).transpose()?,
        })
    }

    fn time(&self, form: &TimeForm) -> Result<When, WireError> {
        let quote = match (&form.text, form.text_start, form.text_end) {
            (Some(text), Some(start), Some(end)) => Some(self.quote(&QuoteForm { text: text.clone(), start, end })?),
            _ => None,
        };
        Ok(When {
            earliest: code(&form.start)?,
            latest: code(&form.end)?,
            precision: code(&form.precision)?,
            inferred: form.inferred,
            zone: form.zone.clone(),
            others: form
                .others
                .iter()
                .map(|d| Ok((code(&d.start)?, code(&d.end)?)))
                .collect::<Result<_, WireError>>()?,
            quote,
        })
    }

    fn account(&self, form: &AccountForm) -> Result<Account, WireError> {
        let harms = [
            (HarmKind::Killed, &form.killed),
            (HarmKind::Injured, &form.injured),
            (HarmKind::Missing, &form.missing),
            (HarmKind::Displaced, &form.displaced),
            (HarmKind::Detained, &form.detained),
        ];
        let harm = harms
            .iter()
            .flat_map(|(kind, figures)| figures.iter().map(move |f| (*kind, f)))
            .map(|(kind, figure)| self.figure(figure).map(|figure| Harm { kind, figure }))
            .collect::<Result<_, _>>()?;
        let responsibility = |r: &ResponsibilityForm| -> Result<Responsibility, WireError> {
            Ok(Responsibility {
                actor: self.participant(&r.actor)?,
                stance: code(&r.stance)?,
                by: r.by.as_ref().map(|by| self.participant(by)).transpose()?,
            })
        };
        let relation = |r: &RelationForm| -> Result<Relation, WireError> {
            let to = r.to.as_deref().map(event_number).transpose()?;
            Ok(Relation { kind: code(&r.kind)?, to, quote: self.quote(&r.quote)? })
        };
        Ok(Account {
            kind: code(&form.kind)?,
            mode: form.mode.as_deref().map(code).transpose()?,
            status: code(&form.status)?,
            certainty: code(&form.certainty)?,
            actors: self.participants(&form.actors)?,
            targets: self.participants(&form.targets)?,
            place: form.place.as_ref().map(|p| p.back(self)).transpose()?,
            origin: form.origin.as_ref().map(|p| p.back(self)).transpose()?,
            date: form.date.as_ref().map(|d| self.time(d)).transpose()?,
            means: self.quotes(&form.means)?,
            count: form.count.as_ref().map(|f| self.figure(f)).transpose()?,
            harm,
            damage: self.quotes(&form.damage)?,
            responsibility: form.responsibility.iter().map(responsibility).collect::<Result<_, _>>()?,
            relations: form.relations.iter().map(relation).collect::<Result<_, _>>()?,
        })
    }

    fn claim(&self, form: &ClaimForm) -> Result<Claim, WireError> {
        let maker = |by: &String| match by.as_str() {
            "network" => Maker::Network,
            both if both.ends_with("+network") => Maker::Both(by.clone().into()),
            _ => Maker::Rule(by.clone().into()),
        };
        Ok(Claim {
            id: code(&form.id)?,
            telling: event_number(&form.event)?,
            anchor: self.quote(&form.quote)?,
            account: self.account(&form.account)?,
            chain: self.participants(&form.chain)?,
            made_by: form.made_by.iter().map(|(s, by)| Ok((slot(s)?, maker(by)))).collect::<Result<_, WireError>>()?,
            confidence: form.confidence.iter().map(|(s, p)| Ok((slot(s)?, *p))).collect::<Result<_, WireError>>()?,
        })
    }

    fn telling(&self, form: &TellingForm, claims: &[Claim]) -> Result<Telling, WireError> {
        let number = |id: &String| {
            let found = claims.iter().position(|c| c.id.to_string() == *id);
            found.ok_or_else(|| WireError::Value(format!("{} names the claim {id}, which is not there", form.id)))
        };
        Ok(Telling {
            claims: form.claims.iter().map(number).collect::<Result<_, _>>()?,
            account: self.account(&form.account)?,
            sources: form.sources.iter().map(|chain| self.participants(chain)).collect::<Result<_, _>>()?,
            field_certainty: form
                .field_certainty
                .iter()
                .map(|(s, c)| Ok((slot(s)?, code(c)?)))
                .collect::<Result<_, WireError>>()?,
        })
    }

    fn doubtful(&self, form: &DoubtfulForm) -> Result<Doubtful, WireError> {
        Ok(Doubtful {
            claims: form.claims.iter().map(|c| self.claim(c)).collect::<Result<_, _>>()?,
            account: self.account(&form.account)?,
            retells: form.retells.as_deref().map(event_number).transpose()?,
        })
    }

    fn finding(&self, form: &FindingForm) -> Result<Finding, WireError> {
        Ok(Finding {
            code: form.code.clone().into(),
            level: code(&form.level)?,
            message: form.message.clone(),
            quote: form.quote.as_ref().map(|q| self.quote(q)).transpose()?,
        })
    }
}

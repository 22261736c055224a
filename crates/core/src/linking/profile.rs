//! Profiles: what linking compares of a telling, small enough that a million fit into memory.
//!
//! In: a report and one telling of its reading. Out: the telling's kind, days, spot, parties, tolls and wording, names as keys. It must
//! not know other tellings: a profile depends on its own report alone.

use super::Told;
use super::wording;
use crate::model::{
    Account, Certainty, Claim, ClaimId, EventType, Figure, HarmKind, Mode, Participant, PlacePrecision, ReportId,
    Scope, Status, Where,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is compared of one telling. It is kept beside a ledger, so it can be written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The smallest id of the telling's claims.
    #[serde(with = "code")]
    pub claim: ClaimId,
    /// Its report.
    #[serde(with = "code")]
    pub report: ReportId,
    /// The telling's number within the reading, from 0.
    pub number: u32,
    #[serde(with = "code")]
    pub(super) kind: EventType,
    #[serde(with = "code::option")]
    pub(super) mode: Option<Mode>,
    #[serde(with = "code")]
    pub(super) status: Status,
    #[serde(with = "code")]
    pub(super) certainty: Certainty,
    /// First and last possible day, counted from 1970-01-01.
    pub(super) days: Option<(i32, i32)>,
    /// Whether the days are the reader's inference.
    pub(super) inferred: bool,
    /// The day the report was published.
    pub(super) published: Option<i32>,
    pub(super) spot: Option<Spot>,
    pub(super) actors: Vec<Who>,
    pub(super) targets: Vec<Who>,
    pub(super) killed: Option<Bounds>,
    pub(super) injured: Option<Bounds>,
    pub(super) count: Option<Bounds>,
    /// Keys of the weapon words.
    pub(super) means: Vec<u32>,
    /// Keys of the longer words around the first anchor.
    pub(super) words: Vec<u32>,
    /// Key of the page's URL.
    pub(super) page: Option<u64>,
}

impl Profile {
    /// Whether it is a sum that is told of one day: "raids killed 21 on Monday".
    pub(super) fn is_sum_of_a_day(&self) -> bool {
        self.status == Status::Aggregate && !self.inferred && self.days.is_some_and(|(from, to)| to - from <= 1)
    }

    /// Whether it is a sum that is told of no time, or of a day that was only inferred: "raids killed 21", said again of one day elsewhere.
    pub(super) fn is_undated_sum(&self) -> bool {
        let guessed = |(from, to): (i32, i32)| self.inferred && to - from <= 1;
        self.status == Status::Aggregate && self.days.is_none_or(guessed)
    }

    /// The key of the report's page, where it has a URL.
    pub fn page(&self) -> Option<u64> {
        self.page
    }
}

/// The key of a report's page, where it has a URL.
pub fn page(report: &crate::model::Report) -> Option<u64> {
    report.meta().url.as_ref().map(|url| key(url.as_bytes()))
}

/// A figure's bounds, both included; a missing upper one is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Bounds {
    pub low: u64,
    pub high: Option<u64>,
}

impl Bounds {
    fn of(figure: &Figure) -> Self {
        Self { low: figure.low, high: figure.high }
    }

    pub fn overlaps(self, other: Bounds) -> bool {
        self.low <= other.high.unwrap_or(u64::MAX) && other.low <= self.high.unwrap_or(u64::MAX)
    }
}

/// A place as it is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Spot {
    pub name: Box<str>,
    /// Key of the gazetteer id, or of name and country.
    pub key: u64,
    pub country: Option<[u8; 2]>,
    pub point: Option<(f64, f64)>,
    pub radius_km: f64,
    #[serde(with = "code")]
    pub precision: PlacePrecision,
}

impl Spot {
    fn of(place: &Where) -> Self {
        let name = place.name.to_lowercase();
        let country = place.country.as_deref().and_then(two_letters);
        let key = match &place.id {
            Some(id) => key(id.as_bytes()),
            None => key(format!("{name}/{}", place.country.as_deref().unwrap_or("")).as_bytes()),
        };
        let radius = place.radius_km.unwrap_or(match place.precision {
            PlacePrecision::Site => 1.0,
            PlacePrecision::Town => 5.0,
            PlacePrecision::District => 25.0,
            PlacePrecision::Province => 80.0,
            PlacePrecision::Region => 200.0,
            PlacePrecision::Country => 500.0,
        });
        Self {
            name: place.name.as_str().into(),
            key,
            country,
            point: place.point,
            radius_km: radius,
            precision: place.precision,
        }
    }

    /// Whether it is a town, a site or a small district with a point: exact enough to tell two places apart.
    pub fn is_fine(&self) -> bool {
        self.point.is_some() && self.radius_km <= 30.0 && self.precision <= PlacePrecision::District
    }
}

/// A participant as it is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Who {
    pub name: Box<str>,
    /// Key of the registry id; none for a description such as "gunmen".
    pub id: Option<u64>,
    /// Key of the last word of the name, without a plural's "s".
    pub head: u64,
    pub country: Option<[u8; 2]>,
    /// Whether it is an organ of a state: government, army, police.
    pub state: bool,
}

impl Who {
    fn of(p: &Participant) -> Self {
        use crate::model::ActorKind::{Government, Military, Police};
        let lower = p.name.to_lowercase();
        let last = lower.split_whitespace().next_back().unwrap_or("").trim_end_matches('s');
        Self {
            name: p.name.as_str().into(),
            id: p.id.as_ref().map(|id| key(id.as_bytes())),
            head: key(last.as_bytes()),
            country: p.country.as_deref().and_then(two_letters),
            state: matches!(p.kind, Government | Military | Police),
        }
    }
}

fn two_letters(code: &str) -> Option<[u8; 2]> {
    code.as_bytes().try_into().ok()
}

/// FNV-1a, 64 bits: a stable key of a name. Keys are compared and stored, never shown.
pub(super) fn key(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The profiles of a report's tellings, in order. A telling without a claim has none.
pub fn profiles(told: Told<'_>) -> Vec<Profile> {
    (0..told.reading.tellings.len()).filter_map(|number| profile(told, number)).collect()
}

pub(super) fn profile(told: Told<'_>, number: usize) -> Option<Profile> {
    let telling = told.reading.tellings.get(number)?;
    let claims: Vec<&Claim> = telling.claims.iter().filter_map(|&c| told.reading.claims.get(c)).collect();
    of(told, number, &claims, &telling.account)
}

/// The profile of what the reading doubts, numbered behind its tellings.
pub(super) fn doubtful(told: Told<'_>, number: usize) -> Option<Profile> {
    let doubtful = told.reading.doubtful.get(number)?;
    let claims: Vec<&Claim> = doubtful.claims.iter().collect();
    of(told, told.reading.tellings.len() + number, &claims, &doubtful.account)
}

fn of(told: Told<'_>, number: usize, claims: &[&Claim], account: &Account) -> Option<Profile> {
    let meta = told.report.meta();
    let first = claims.first()?;
    Some(Profile {
        claim: claims.iter().map(|c| c.id).min()?,
        report: told.report.id(),
        number: u32::try_from(number).ok()?,
        kind: account.kind,
        mode: account.mode,
        status: account.status,
        certainty: account.certainty,
        days: account.date.as_ref().map(|d| (day_number(d.earliest), day_number(d.latest))),
        inferred: account.date.as_ref().is_some_and(|d| d.inferred),
        published: meta.published.map(|p| day_number(p.date())),
        spot: account.place.as_ref().map(Spot::of),
        actors: account.actors.iter().map(Who::of).collect(),
        targets: account.targets.iter().map(Who::of).collect(),
        killed: toll(account, HarmKind::Killed),
        injured: toll(account, HarmKind::Injured),
        count: account.count.as_ref().map(Bounds::of),
        means: means(account),
        words: wording::around(told.report.text(), &first.anchor),
        page: meta.url.as_ref().map(|url| key(url.as_bytes())),
    })
}

/// The largest total, or the largest of what is told of groups.
fn toll(account: &Account, kind: HarmKind) -> Option<Bounds> {
    let of = |scope: Scope| {
        let figures = account.harm.iter().filter(|h| h.kind == kind && h.figure.scope == scope);
        figures.map(|h| Bounds::of(&h.figure)).max()
    };
    of(Scope::Total).or_else(|| of(Scope::Subset))
}

fn means(account: &Account) -> Vec<u32> {
    let word = |text: &str| {
        let lower = text.to_lowercase();
        key(lower.split_whitespace().next_back().unwrap_or("").trim_end_matches('s').as_bytes()) as u32
    };
    let mut keys: Vec<u32> = account.means.iter().map(|q| word(q.text())).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Codes and ids as the strings in which they are written everywhere.
mod code {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::fmt::Display;
    use std::str::FromStr;

    pub fn serialize<T: Display, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }

    pub mod option {
        use super::*;

        pub fn serialize<T: Display, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
            match value {
                Some(value) => to.collect_str(value),
                None => to.serialize_none(),
            }
        }

        pub fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<T>, D::Error> {
            Option::<String>::deserialize(from)?.map(|s| s.parse().map_err(D::Error::custom)).transpose()
        }
    }
}

//! Tellings: how reports of different care tell of a true event. Days are off by one, places coarser, tolls rival, fields missing; some
//! reports rewrite another's.

use super::chance::Chance;
use super::world::{Truth, shifted};
use dateline_core::model::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Latitude and longitude in degrees.
type Point = (f64, f64);

/// A report that tells of one event, and its reading.
pub struct Told {
    pub report: Report,
    pub reading: Reading,
}

const OPENINGS: &[&str] = &[
    "Residents reached by telephone described",
    "Security officials on Tuesday confirmed",
    "A monitoring group documented",
    "Local media carried accounts of",
    "The provincial spokesman acknowledged",
    "Hospital workers spoke about",
    "State television broadcast footage showing",
    "Humanitarian agencies expressed concern after",
    "Two witnesses recalled",
    "An army communique mentioned",
    "Activists posted images following",
    "The governor's office listed",
];
const VERBS: &[&str] = &["attacked", "struck", "shelled", "raided", "bombed", "stormed", "hit", "assaulted"];
const ENDINGS: &[&str] = &[
    "as tensions remained high across surrounding districts",
    "while roads leading north stayed closed until evening",
    "according to figures that could still change",
    "before reinforcements arrived from neighbouring garrisons",
    "prompting families to leave towards safer villages",
    "in what appeared to be a pattern of recent weeks",
    "though details remained scarce because telephone lines were down",
    "and rescue teams continued searching through rubble",
    "hours after leaders had called for restraint",
    "despite a ceasefire negotiated earlier this season",
];

/// What reports of one event dwell on: three of these belong to each.
const DETAILS: &[&str] = &[
    "market",
    "mosque",
    "church",
    "checkpoint",
    "convoy",
    "school",
    "bakery",
    "clinic",
    "bridge",
    "barracks",
    "wedding",
    "funeral",
    "minibus",
    "refinery",
    "airport",
    "stadium",
    "orchard",
    "warehouse",
    "courthouse",
    "hotel",
    "mine",
    "dam",
    "camp",
    "port",
    "station",
    "farm",
    "embassy",
    "garage",
    "well",
    "pharmacy",
    "cinema",
    "prison",
    "library",
    "pipeline",
    "ferry",
    "tannery",
    "quarry",
    "bazaar",
];

/// A text that is written piece by piece, keeping where each piece stands.
#[derive(Default)]
struct Writing {
    text: String,
}

impl Writing {
    fn put(&mut self, piece: &str) -> Range<usize> {
        if !self.text.is_empty() && !piece.starts_with(['.', ',']) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(piece);
        start..self.text.len()
    }
}

/// What one report makes of the truth: each field as it tells it.
struct Version {
    date: Option<(jiff::civil::Date, jiff::civil::Date)>,
    place: Option<(String, PlacePrecision)>,
    point: Option<(f64, f64)>,
    actor: Option<(String, bool)>,
    target: Option<(String, bool)>,
    mode: Option<Mode>,
    killed: Option<(u64, Option<u64>)>,
    injured: Option<u64>,
    published: jiff::civil::Date,
}

fn version(truth: &Truth, chance: &mut Chance) -> Version {
    let (place, point) = place(truth, chance);
    let blurred = chance.percent(8);
    let point = point.map(|(lat, lon)| if blurred { (lat + chance.share() * 0.01, lon) } else { (lat, lon) });
    Version {
        date: date(truth.day, chance),
        place,
        point,
        actor: named(&truth.actor, chance),
        target: named(&truth.target, chance),
        mode: match chance.below(100) {
            0..70 => Some(truth.mode),
            70..75 => Some(Mode::Firearms),
            _ => None,
        },
        killed: killed(truth.killed, chance),
        injured: (truth.injured > 0 && chance.percent(45)).then_some(truth.injured),
        published: shifted(truth.day, chance.between(0, 3)),
    }
}

fn date(day: jiff::civil::Date, chance: &mut Chance) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    match chance.below(100) {
        0..70 => Some((day, day)),
        70..80 => {
            let off = shifted(day, if chance.percent(50) { 1 } else { -1 });
            Some((off, off))
        }
        80..88 => Some((shifted(day, -(chance.below(6) as i64)), shifted(day, 1))),
        88..92 => Some((day.first_of_month(), day.last_of_month())),
        _ => None,
    }
}

fn place(truth: &Truth, chance: &mut Chance) -> (Option<(String, PlacePrecision)>, Option<Point>) {
    let named = |name: &str, precision| Some((name.to_owned(), precision));
    // A coarser place's own point lies off the town's.
    let centre = |by: f64| Some(((truth.point.0 / by).round() * by, (truth.point.1 / by).round() * by));
    match chance.below(100) {
        0..65 => (named(&truth.town, PlacePrecision::Town), Some(truth.point)),
        65..70 => (
            named(&format!("{} market", truth.town), PlacePrecision::Site),
            Some((truth.point.0 + 0.01, truth.point.1)),
        ),
        70..80 => (named(&truth.district, PlacePrecision::District), centre(0.2)),
        80..89 => (named(&truth.province, PlacePrecision::Province), centre(1.0)),
        89..94 => (named(&truth.country, PlacePrecision::Country), None),
        _ => (None, None),
    }
}

fn named(name: &str, chance: &mut Chance) -> Option<(String, bool)> {
    match chance.below(100) {
        0..75 => Some((name.to_owned(), true)),
        75..85 => Some((if name.contains("Government") { "soldiers" } else { "gunmen" }.to_owned(), false)),
        _ => None,
    }
}

fn killed(truth: u64, chance: &mut Chance) -> Option<(u64, Option<u64>)> {
    match chance.below(100) {
        0..55 => Some((truth, Some(truth))),
        55..70 => {
            let rival = (truth as f64 * (0.6 + chance.share() * 0.9)).round() as u64;
            Some((rival, Some(rival)))
        }
        70..80 if truth > 1 => Some((truth - truth / 4, None)),
        _ => None,
    }
}

/// The reports of event `number`: `count` of them. The same numbers give the same reports.
pub fn reports(truth: &Truth, number: usize, count: usize) -> Vec<Told> {
    let mut chance = Chance::new(7, number as u64);
    let mut found: Vec<Told> = Vec::new();
    let mut last: Option<(String, Version)> = None;
    for index in 0..count {
        let mut version = version(truth, &mut chance);
        let opening = match &last {
            // A rewrite keeps the words and most facts of the report before, and sharpens a toll.
            Some((opening, before)) if chance.percent(25) => {
                version.date = before.date;
                version.place = before.place.clone();
                version.point = before.point;
                version.actor = before.actor.clone();
                version.killed =
                    before.killed.map(|(low, high)| if high.is_none() { (low + 1, None) } else { (low, high) });
                opening.clone()
            }
            _ => format!("{} how fighters", chance.one::<&str>(OPENINGS)),
        };
        found.push(write(
            &version,
            &opening,
            &format!("Outlet {}", (number * 7 + index * 3) % 200),
            truth,
            index,
            &mut chance,
        ));
        last = Some((opening, version));
    }
    found
}

fn write(version: &Version, opening: &str, outlet: &str, truth: &Truth, index: usize, chance: &mut Chance) -> Told {
    let mut text = Writing::default();
    text.put(opening);
    let actor = version.actor.as_ref().map(|(name, _)| text.put(name));
    let anchor = text.put(chance.one::<&str>(VERBS));
    let target = version.target.as_ref().map(|(name, _)| text.put(name));
    let place = version.place.as_ref().map(|(name, _)| {
        text.put("in");
        text.put(name)
    });
    let mut details = Chance::new(9, truth.killed ^ (truth.point.0.to_bits() >> 8) ^ truth.town.len() as u64);
    let details: Vec<&str> = (0..3).map(|_| *details.one::<&str>(DETAILS)).collect();
    for _ in 0..2 {
        text.put("near the");
        text.put(chance.one::<&str>(&details));
    }
    let date = version.date.map(|(from, to)| {
        text.put("on");
        text.put(&if from == to { from.to_string() } else { format!("{from} to {to}") })
    });
    let killed = version.killed.map(|(low, _)| {
        text.put(", killing");
        text.put(&format!("{low} people"))
    });
    let injured = version.injured.map(|low| {
        text.put(", wounding");
        text.put(&format!("{low} people"))
    });
    text.put(&format!("{}.", chance.one::<&str>(ENDINGS)));
    let meta = ReportMeta {
        outlet: Some(outlet.to_owned()),
        title: Some(format!("Report {index}")),
        published: Some(Moment::day(version.published)),
        language: Some("en".to_owned()),
        ..ReportMeta::default()
    };
    let report = Report::plain(meta, &text.text);
    let mut account = Account::bare(EventType::Assault, Status::New, Certainty::Stated);
    account.mode = version.mode;
    account.actors = party(&report, actor, &version.actor, truth);
    account.targets = party(&report, target, &version.target, truth);
    account.place = place
        .zip(version.place.as_ref())
        .map(|(span, (name, precision))| scene(&report, span, name, *precision, version, truth));
    account.date = date.zip(version.date).map(|(span, days)| when(&report, span, days));
    let harm = |kind, span: Range<usize>, low, high| Harm { kind, figure: figure(&report, span, low, high) };
    account.harm.extend(killed.zip(version.killed).map(|(span, (low, high))| harm(HarmKind::Killed, span, low, high)));
    account.harm.extend(injured.zip(version.injured).map(|(span, low)| harm(HarmKind::Injured, span, low, Some(low))));
    let reading = reading(&report, anchor, account);
    Told { report, reading }
}

fn party(
    report: &Report,
    span: Option<Range<usize>>,
    told: &Option<(String, bool)>,
    truth: &Truth,
) -> Vec<Participant> {
    let one = span.zip(told.as_ref()).map(|(span, (name, identified))| Participant {
        quote: report.quote(span),
        name: name.clone(),
        id: identified.then(|| name.to_lowercase()),
        country: identified.then(|| truth.country.clone()),
        kind: if name.contains("Government") { ActorKind::Military } else { ActorKind::Rebel },
        count: None,
    });
    one.into_iter().collect()
}

fn scene(
    report: &Report,
    span: Range<usize>,
    name: &str,
    precision: PlacePrecision,
    version: &Version,
    truth: &Truth,
) -> Where {
    let radius = match precision {
        PlacePrecision::Site => 1.0,
        PlacePrecision::Town => 4.0,
        PlacePrecision::District => 20.0,
        _ => 110.0,
    };
    Where {
        quote: report.quote(span),
        name: name.to_owned(),
        id: None,
        country: Some(truth.country.clone()),
        areas: Vec::new(),
        point: version.point,
        radius_km: version.point.map(|_| radius),
        precision,
        role: PlaceRole::Scene,
        candidates: Vec::new(),
    }
}

fn when(report: &Report, span: Range<usize>, (earliest, latest): (jiff::civil::Date, jiff::civil::Date)) -> When {
    let precision = if earliest == latest { TimePrecision::Day } else { TimePrecision::Days };
    When {
        earliest,
        latest,
        precision,
        inferred: false,
        zone: None,
        others: Vec::new(),
        quote: Some(report.quote(span)),
    }
}

fn figure(report: &Report, span: Range<usize>, low: u64, high: Option<u64>) -> Figure {
    Figure {
        quote: report.quote(span),
        low,
        high,
        unit: None,
        who: None,
        group: None,
        scope: Scope::Total,
        source: None,
    }
}

fn reading(report: &Report, anchor: Range<usize>, account: Account) -> Reading {
    let anchor = report.quote(anchor);
    let id = ClaimId::of(report.id(), anchor.start(), anchor.end(), account.kind.as_str());
    let claim = Claim {
        id,
        telling: 0,
        anchor,
        account: account.clone(),
        chain: Vec::new(),
        made_by: BTreeMap::new(),
        confidence: BTreeMap::new(),
    };
    let telling = Telling { claims: vec![0], account, sources: Vec::new(), field_certainty: BTreeMap::new() };
    Reading {
        report: report.id(),
        reader: "synthetic".to_owned(),
        claims: vec![claim],
        tellings: vec![telling],
        doubtful: Vec::new(),
        findings: Vec::new(),
    }
}

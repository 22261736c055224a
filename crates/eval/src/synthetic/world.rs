//! A world of events whose truth is known: real events of a UCDP list, moved in time and space until there are enough, with planted
//! twins that are easily mistaken for them.

use super::chance::Chance;
use anyhow::{Context, Result};
use dateline_core::model::Mode;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::Value;
use std::collections::BTreeMap;

/// What truly happened.
#[derive(Debug, Clone)]
pub struct Truth {
    pub day: Date,
    pub town: String,
    pub district: String,
    pub province: String,
    /// A code of two letters that stands for the country.
    pub country: String,
    /// The country's number in the list.
    land: usize,
    pub point: (f64, f64),
    pub actor: String,
    pub target: String,
    pub mode: Mode,
    pub killed: u64,
    pub injured: u64,
}

/// Real events to begin with.
pub struct Seeds {
    events: Vec<Truth>,
    lands: usize,
}

const MODES: &[Mode] = &[Mode::Aerial, Mode::Explosives, Mode::Firearms, Mode::Clash, Mode::HeavyWeapons, Mode::Drone];

impl Seeds {
    /// Reads a list of UCDP events (`ged.jsonl`).
    pub fn read(path: &str) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
        let rows: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &rows {
            countries.entry(row["country"].as_str().unwrap_or("")).or_default();
        }
        let lands = countries.len();
        countries.values_mut().enumerate().for_each(|(number, land)| *land = number);
        let seeds: Vec<Truth> = rows
            .iter()
            .enumerate()
            .filter_map(|(number, row)| seed(number, row, *countries.get(row["country"].as_str()?)?))
            .collect();
        let seeds = apart(seeds);
        anyhow::ensure!(!seeds.is_empty(), "{path} holds no event with day and place");
        Ok(Self { events: seeds, lands })
    }

    /// A few invented events, for tests that have no list at hand.
    #[cfg(test)]
    pub fn invented() -> Self {
        let event = |number: usize| Truth {
            day: shifted(Date::constant(2019, 3, 1), (number * 5) as i64),
            town: format!("Town {number}"),
            district: format!("District {}", number / 2),
            province: format!("Province {}", number / 4),
            country: code(number / 6),
            land: number / 6,
            point: (10.0 + number as f64 * 0.07, 20.0 + (number % 3) as f64 * 0.1),
            actor: format!("Government of {}", code(number / 6)),
            target: format!("Front {}", number % 3),
            mode: Mode::Firearms,
            killed: number as u64 % 9,
            injured: 0,
        };
        Self { events: (0..24).map(event).collect(), lands: 4 }
    }

    /// Event number `number` of the world: a seed, moved; or a twin of the one before it.
    pub fn event(&self, number: usize) -> Truth {
        // Every fifth event is a twin of its neighbour: the next town, or the same town some days later.
        match number % 10 {
            4 => self.neighbour(number),
            9 => self.later(number),
            _ => self.moved(number),
        }
    }

    fn moved(&self, number: usize) -> Truth {
        let mut chance = Chance::new(1, number as u64);
        let mut truth = self.events[number % self.events.len()].clone();
        let round = number / self.events.len();
        if round > 0 {
            // Each round through the seeds is a part of the world of its own, so that more claims do not mean a denser world.
            truth.country = code(truth.land + round * self.lands);
            truth.day = shifted(truth.day, chance.between(-3000, 3000));
            let (dy, dx) = (chance.share() * 4.0 - 2.0, chance.share() * 4.0 - 2.0);
            truth.point = (
                (truth.point.0 + dy + 7.0 * (round % 9) as f64 - 28.0).clamp(-80.0, 80.0),
                wrapped(truth.point.1 + dx + 43.0 * round as f64),
            );
            truth.town = format!("{} {number}", truth.town);
            truth.district = format!("{} {}", truth.district, cell(truth.point, 0.2));
            truth.province = format!("{} {}", truth.country, cell(truth.point, 1.0));
            truth.killed = (truth.killed as i64 + chance.between(-1, 4)).max(0) as u64;
        }
        truth.mode = *chance.one(MODES);
        truth.injured = truth.killed * chance.below(4) as u64;
        truth
    }

    /// On the same day, by the same hands, in a town some kilometres on.
    fn neighbour(&self, number: usize) -> Truth {
        let mut chance = Chance::new(2, number as u64);
        let mut truth = self.moved(number - 1);
        let (angle, far) = (chance.share() * std::f64::consts::TAU, 0.08 + chance.share() * 0.15);
        truth.point = (truth.point.0 + far * angle.sin(), truth.point.1 + far * angle.cos());
        truth.town = format!("{} East", truth.town);
        truth.day = shifted(truth.day, chance.between(0, 1));
        truth.killed = (truth.killed as i64 + chance.between(-2, 5)).max(0) as u64;
        truth
    }

    /// In the same town, by the same hands, some days later.
    fn later(&self, number: usize) -> Truth {
        let mut chance = Chance::new(3, number as u64);
        let mut truth = self.moved(number - 1);
        truth.day = shifted(truth.day, chance.between(3, 9));
        truth.killed = (truth.killed as i64 + chance.between(-2, 5)).max(0) as u64;
        truth.mode = *chance.one(MODES);
        truth
    }
}

fn wrapped(longitude: f64) -> f64 {
    (longitude + 180.0).rem_euclid(360.0) - 180.0
}

fn cell(point: (f64, f64), size: f64) -> String {
    format!("{:.0}/{:.0}", point.0 / size, point.1 / size)
}

/// UCDP codes one day's fighting in one town as several events, one a pair of sides; of these only the first is kept, since no report
/// tells them apart.
fn apart(seeds: Vec<Truth>) -> Vec<Truth> {
    let mut kept: Vec<Truth> = Vec::new();
    for seed in seeds {
        let near = |k: &&Truth| {
            (k.point.0 - seed.point.0).abs() + (k.point.1 - seed.point.1).abs() < 0.06
                && (k.day - seed.day).get_days().abs() <= 2
        };
        if kept.iter().find(near).is_none() {
            kept.push(seed);
        }
    }
    kept
}

/// A code of two characters.
fn code(number: usize) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let sign = |n: usize| char::from(SIGNS[n % SIGNS.len()]);
    [sign(number / SIGNS.len()), sign(number)].iter().collect()
}

/// The day so many days on; the day itself where the calendar ends.
pub fn shifted(day: Date, days: i64) -> Date {
    let span: Span = days.days();
    day.checked_add(span).unwrap_or(day)
}

fn seed(number: usize, row: &Value, land: usize) -> Option<Truth> {
    let text = |name: &str| row[name].as_str().filter(|t| !t.is_empty()).map(str::to_owned);
    let town = text("where_coordinates")?;
    let country = code(land);
    let plain = town.trim_end_matches(" town").trim_end_matches(" village").trim_end_matches(" city").to_owned();
    Some(Truth {
        day: text("date_start")?.get(..10)?.parse().ok()?,
        district: text("adm_2").unwrap_or_else(|| format!("{plain} district")),
        province: text("adm_1").unwrap_or_else(|| format!("{country} province")),
        town: if row["where_prec"].as_u64()? <= 2 { plain } else { format!("{plain} {number}") },
        country,
        land,
        point: (row["latitude"].as_f64()?, row["longitude"].as_f64()?),
        actor: text("side_a")?,
        target: text("side_b")?,
        mode: Mode::Firearms,
        killed: row["best"].as_u64()?,
        injured: 0,
    })
}

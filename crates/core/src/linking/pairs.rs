//! Pairs: whether two tellings of different reports speak of the same event, with reasons for and against.

use super::Node;
use crate::model::{Account, EventType, HarmKind, Participant, PlacePrecision, Reason, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Two tellings and how much speaks for their being one event.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f64,
    /// A fact that forbids it: two towns, two days.
    pub forbidden: bool,
    pub reasons: Vec<Reason>,
}

/// From this score on two tellings are joined.
pub(super) const JOIN: f64 = 3.0;

/// All pairs worth comparing, by the numbers of their nodes.
pub(super) fn compare(nodes: &[Node<'_>]) -> Vec<Pair> {
    let mut blocks: BTreeMap<(EventType, i32, String), Vec<usize>> = BTreeMap::new();
    for (index, node) in nodes.iter().enumerate() {
        for key in keys(node) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values() {
        for (i, &a) in members.iter().enumerate() {
            for &b in &members[i + 1..] {
                if nodes[a].told.report.id() != nodes[b].told.report.id() {
                    seen.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    seen.into_iter().map(|(a, b)| score(nodes, a, b)).collect()
}

/// The blocks of a telling: kind × ten-day window (and its neighbour) × country. Without a day, the publication day serves for
/// finding candidates only.
fn keys(node: &Node<'_>) -> Vec<(EventType, i32, String)> {
    let account = node.account();
    let day = account.date.as_ref().map(|d| d.earliest).or_else(|| node.told.report.meta().published.map(|p| p.date()));
    let window = day.map_or(-1, |d| (i32::from(d.year()) * 366 + i32::from(d.day_of_year())) / 10);
    let country = account.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default();
    let family = account.kind;
    let mut keys = vec![(family, window, country.clone()), (family, window + 1, country.clone())];
    if country.is_empty() {
        return keys;
    }
    keys.push((family, window, String::new()));
    keys
}

fn score(nodes: &[Node<'_>], a: usize, b: usize) -> Pair {
    let (x, y) = (&nodes[a], &nodes[b]);
    let mut pair = Pair { a, b, score: 0.0, forbidden: false, reasons: Vec::new() };
    let ids = (x.id(), y.id());
    let mut note = |what: String, weight: f64| {
        pair.score += weight;
        pair.reasons.push(Reason { a: ids.0, b: ids.1, what, weight });
    };
    let (p, q) = (x.account(), y.account());
    let mut forbidden = statuses(p, q, &mut note);
    forbidden |= days(x, y, &mut note);
    forbidden |= places(p, q, &mut note);
    parties("actor", &p.actors, &q.actors, &mut note);
    parties("target", &p.targets, &q.targets, &mut note);
    modes(p, q, &mut note);
    tolls(p, q, &mut note);
    let same_page = x.told.report.meta().url.is_some() && x.told.report.meta().url == y.told.report.meta().url;
    if same_page {
        note("two versions of one page".into(), 0.5);
    }
    let wording = wording(x, y);
    if wording > 0.6 {
        note(format!("alike in wording ({:.0} %)", wording * 100.0), 1.0);
    }
    pair.forbidden = forbidden;
    pair
}

fn statuses(p: &Account, q: &Account, note: &mut impl FnMut(String, f64)) -> bool {
    let apart = |s: Status| matches!(s, Status::Aggregate | Status::Future | Status::Hypothetical);
    if p.status != q.status && (apart(p.status) || apart(q.status)) {
        note(format!("one is {}, the other {}", p.status, q.status), -4.0);
        return true;
    }
    false
}

fn days(x: &Node<'_>, y: &Node<'_>, note: &mut impl FnMut(String, f64)) -> bool {
    let (Some(p), Some(q)) = (&x.account().date, &y.account().date) else {
        let published = |n: &Node<'_>| n.told.report.meta().published.map(|m| m.date());
        if let (Some(a), Some(b)) = (published(x), published(y)) {
            let apart = (a - b).get_days().abs();
            match apart {
                0..=2 => note("published within two days; no day told in one".into(), 0.5),
                3..=6 => {}
                _ => note(format!("published {apart} days apart; no day told in one"), -1.5),
            }
        }
        return false;
    };
    if p.inferred || q.inferred {
        let apart = (p.earliest - q.earliest).get_days().abs();
        let weight = if apart == 0 {
            0.8
        } else if apart <= 2 {
            0.0
        } else {
            -1.5
        };
        note(format!("{apart} days apart; a day was inferred"), weight);
        return false;
    }
    let exact = |d: &crate::model::When| d.earliest == d.latest;
    if exact(p) && exact(q) {
        let apart = (p.earliest - q.earliest).get_days().abs();
        return match apart {
            0 => {
                note(format!("same day, {}", p.earliest), 1.5);
                false
            }
            1 => {
                note("days next to each other".into(), -0.5);
                false
            }
            _ => {
                note(format!("two days: {} and {}", p.earliest, q.earliest), -4.0);
                true
            }
        };
    }
    if p.overlaps(q) {
        note("the times overlap".into(), 0.5);
        false
    } else {
        note("the times do not overlap".into(), -3.0);
        true
    }
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((p - q) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((a.1 - b.1).to_radians() / 2.0).sin().powi(2);
    12_742.0 * h.sqrt().min(1.0).asin()
}

fn places(p: &Account, q: &Account, note: &mut impl FnMut(String, f64)) -> bool {
    let (Some(x), Some(y)) = (&p.place, &q.place) else { return false };
    if x.country.is_some() && y.country.is_some() && x.country != y.country {
        note(format!("two countries: {} and {}", x.name, y.name), -4.0);
        return true;
    }
    let coarse = |w: &crate::model::Where| {
        matches!(w.precision, PlacePrecision::Country | PlacePrecision::Region | PlacePrecision::Province)
    };
    if x.name == y.name {
        note(format!("same place, {}", x.name), if coarse(x) { 0.5 } else { 2.0 });
        return false;
    }
    let (Some(a), Some(b)) = (x.point, y.point) else { return false };
    let apart = kilometres(a, b);
    let reach = x.radius_km.unwrap_or(5.0) + y.radius_km.unwrap_or(5.0);
    if apart <= reach {
        note(format!("{} lies within {}", x.name, y.name), 1.0);
    } else if !coarse(x) && !coarse(y) {
        note(format!("two places {apart:.0} km apart: {} and {}", x.name, y.name), -4.0);
        return apart > reach + 10.0;
    } else {
        note(format!("{} and {} are {apart:.0} km apart", x.name, y.name), -1.0);
    }
    false
}

fn same_party(a: &Participant, b: &Participant) -> bool {
    if a.id.is_some() && a.id == b.id {
        return true;
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    let last = |s: &str| s.to_lowercase().rsplit(' ').next().unwrap_or("").trim_end_matches('s').to_owned();
    last(&a.name) == last(&b.name)
}

fn parties(role: &str, a: &[Participant], b: &[Participant], note: &mut impl FnMut(String, f64)) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    match a.iter().find(|x| b.iter().any(|y| same_party(x, y))) {
        Some(shared) => note(format!("same {role}, {}", shared.name), 1.0),
        None => note(
            format!("different {role}s: {} and {}", a[0].name, b[0].name),
            if role == "actor" { -1.0 } else { -0.5 },
        ),
    }
}

fn modes(p: &Account, q: &Account, note: &mut impl FnMut(String, f64)) {
    match (p.mode, q.mode) {
        (Some(a), Some(b)) if a == b => note(format!("same means, {a}"), 0.7),
        (Some(a), Some(b)) => note(format!("different means: {a} and {b}"), -0.7),
        _ => {}
    }
}

/// Tolls rise and are corrected, so different ones speak little against; equal ones speak for.
fn tolls(p: &Account, q: &Account, note: &mut impl FnMut(String, f64)) {
    let of = |a: &Account| {
        a.harm
            .iter()
            .filter(|h| h.kind == HarmKind::Killed && h.figure.low > 0)
            .map(|h| (h.figure.low, h.figure.high))
            .max()
    };
    if let (Some(a), Some(b)) = (of(p), of(q)) {
        if a == b {
            note(format!("same toll, {}", a.0), if a.0 > 2 { 1.0 } else { 0.4 });
        } else if a.0.abs_diff(b.0) * 2 > a.0.max(b.0) {
            note(format!("tolls far apart: {} and {}", a.0, b.0), -0.5);
        }
    }
}

/// The share of the rarer sentence's longer words that both anchoring sentences have.
fn wording(x: &Node<'_>, y: &Node<'_>) -> f64 {
    let words = |n: &Node<'_>| -> BTreeSet<String> {
        n.claims()
            .flat_map(|c| c.anchor.text().split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
            .filter(|w| w.len() > 4)
            .collect()
    };
    let (a, b) = (words(x), words(y));
    let least = a.len().min(b.len());
    if least < 2 {
        return 0.0;
    }
    a.intersection(&b).count() as f64 / least as f64
}

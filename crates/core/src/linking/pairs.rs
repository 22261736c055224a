//! Pairs: whether two tellings speak of the same event, with reasons for and against.
//!
//! In: two profiles. Out: a sum of weights in hundredths of a natural log odds, and whether a fact keeps the two apart. Weights are whole
//! numbers, so that their sum does not depend on order. The probability is the logistic function of the sum (Fellegi & Sunter 1969).

use super::profile::{Bounds, Profile, Spot, Who};
use super::wording;
use crate::model::{EventType, Mode, PlacePrecision, Reason, Status, kilometres};

/// Takes the weights as they are found; words are made only where someone reads them.
pub(super) trait Scale {
    fn put(&mut self, weight: i32, why: impl FnOnce() -> String);
}

/// Only the sum.
impl Scale for i32 {
    fn put(&mut self, weight: i32, _: impl FnOnce() -> String) {
        *self += weight;
    }
}

/// Each weight with its reason.
impl Scale for Vec<(i32, String)> {
    fn put(&mut self, weight: i32, why: impl FnOnce() -> String) {
        if weight != 0 {
            self.push((weight, why()));
        }
    }
}

/// How two tellings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The sum of the weights; above 0 the two are rather one event than two.
    pub score: i32,
    /// Whether a fact keeps them apart: two towns, two days.
    pub apart: bool,
}

/// That two tellings out of one block speak of one event is rather unlikely.
const PRIOR: i32 = -310;

/// The probability that a score stands for. Fitted on synthetic pairs (`dateline-eval synthetic`), as the weights were, tempered by what real
/// reports do. Pairs are joined later than the odds alone would have it, since a wrong join spoils two events.
pub(super) fn probability(score: i32) -> f64 {
    let above = f64::from(score) + 100.0;
    let logit = if above < 0.0 { 1.5 * above } else { above };
    1.0 / (1.0 + (-logit / 100.0).exp())
}

/// Compares two tellings.
pub(super) fn compare(a: &Profile, b: &Profile) -> Verdict {
    let mut score = PRIOR;
    let apart = weigh(a, b, &mut score);
    Verdict { score, apart }
}

/// The score of two tellings; `None` where a fact keeps them apart. Most pairs of a crowded block are: for them nothing else is weighed.
pub(super) fn unless_apart(a: &Profile, b: &Profile) -> Option<i32> {
    let (a, b) = ordered(a, b);
    let mut score = PRIOR;
    if facts(a, b, &mut score) {
        return None;
    }
    signs(a, b, &mut score);
    Some(score)
}

/// Whether a fact keeps two tellings apart.
pub(super) fn apart(a: &Profile, b: &Profile) -> bool {
    let (a, b) = ordered(a, b);
    facts(a, b, &mut 0)
}

/// The reasons for and against.
pub(super) fn explain(a: &Profile, b: &Profile) -> Vec<Reason> {
    let mut found: Vec<(i32, String)> = Vec::new();
    weigh(a, b, &mut found);
    let (a, b) = (a.claim.min(b.claim), a.claim.max(b.claim));
    found.into_iter().map(|(weight, what)| Reason { a, b, what, weight: f64::from(weight) / 100.0 }).collect()
}

fn weigh(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    let (a, b) = ordered(a, b);
    let apart = facts(a, b, scale);
    signs(a, b, scale);
    apart
}

/// The same two tellings give the same reasons, whichever comes first.
fn ordered<'p>(a: &'p Profile, b: &'p Profile) -> (&'p Profile, &'p Profile) {
    if a.claim <= b.claim { (a, b) } else { (b, a) }
}

/// What may keep two tellings apart: whether it happened, when, where.
fn facts(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    let mut apart = statuses(a, b, scale);
    apart |= days(a, b, scale);
    apart |= places(a, b, scale);
    apart
}

/// Whether two tolls, where both are told, differ at most threefold.
fn of_like_size(a: Option<Bounds>, b: Option<Bounds>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.low.max(b.low) <= a.low.min(b.low).max(1).saturating_mul(3)
}

/// What speaks for or against two tellings' being one, and never decides alone.
fn signs(a: &Profile, b: &Profile, scale: &mut impl Scale) {
    kinds(a, b, scale);
    parties("actor", &a.actors, &b.actors, scale);
    parties("target", &a.targets, &b.targets, scale);
    swapped(a, b, scale);
    tolls("killed", a.killed, b.killed, scale);
    tolls("injured", a.injured, b.injured, scale);
    counts(a, b, scale);
    passages(a, b, scale);
}

fn passed(status: Status) -> bool {
    matches!(status, Status::New | Status::Background)
}

/// Whether it is told as having happened at one time: the sum of one day's raids is those raids.
fn happened(profile: &Profile) -> bool {
    passed(profile.status) || profile.is_sum_of_a_day()
}

fn statuses(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    if a.status == b.status {
        if a.status == Status::Aggregate {
            scale.put(-60, || "both are sums, and sums are many".into());
        }
        return false;
    }
    if happened(a) && happened(b) {
        let sum = !passed(a.status) || !passed(b.status);
        scale.put(if sum { -60 } else { 0 }, || "one is the sum of a day".into());
        return false;
    }
    let undated = a.is_undated_sum() && passed(b.status) || b.is_undated_sum() && passed(a.status);
    if undated && of_like_size(a.killed, b.killed) {
        scale.put(-120, || "one is a sum of no told time".into());
        return false;
    }
    let both_ahead =
        !passed(a.status) && !passed(b.status) && a.status != Status::Aggregate && b.status != Status::Aggregate;
    scale.put(if both_ahead { -50 } else { -600 }, || format!("one is {}, the other {}", a.status, b.status));
    !both_ahead
}

fn kinds(a: &Profile, b: &Profile, scale: &mut impl Scale) {
    if a.kind != b.kind {
        scale.put(-150, || format!("one is {}, the other {}", a.kind, b.kind));
    }
    let (Some(p), Some(q)) = (a.mode, b.mode) else { return };
    if p == q {
        scale.put(rarity(p), || format!("same manner, {p}"));
    } else if !akin(p, q) {
        scale.put(-110, || format!("different manners: {p} and {q}"));
    }
}

/// What it is worth that two tellings share a manner: the rarer it is, the less likely by chance.
fn rarity(mode: Mode) -> i32 {
    match mode {
        Mode::Wmd => 300,
        Mode::Sexual | Mode::SuicideAttack | Mode::Vehicle => 150,
        _ => 70,
    }
}

/// Manners that reports use for one and the same thing.
fn akin(a: Mode, b: Mode) -> bool {
    use Mode::{Aerial, Clash, CrowdControl, Drone, Explosives, Firearms, HeavyWeapons, SuicideAttack, Vehicle};
    const GROUPS: &[&[Mode]] = &[
        &[Explosives, SuicideAttack, Vehicle],
        &[Aerial, Drone, HeavyWeapons],
        &[Clash, Firearms, HeavyWeapons],
        &[Firearms, CrowdControl],
    ];
    GROUPS.iter().any(|group| group.contains(&a) && group.contains(&b))
}

fn days(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    let (Some(p), Some(q)) = (a.days, b.days) else { return undated(a, b, scale) };
    let gap = (p.0 - q.1).max(q.0 - p.1).max(0);
    let wide = (p.1 - p.0).max(q.1 - q.0);
    if a.inferred || b.inferred {
        let weight = match gap {
            0 => 100,
            1..=2 => 0,
            _ => -150,
        };
        scale.put(weight, || format!("{gap} days apart, a day being inferred"));
        return false;
    }
    match gap {
        0 if wide == 0 => scale.put(230, || "the same day".into()),
        0 if wide <= 7 => scale.put(140, || "the days overlap".into()),
        0 if p == q => scale.put(60, || "the same span of time".into()),
        0 => scale.put(0, || "the times overlap".into()),
        1 => scale.put(40, || "days next to each other".into()),
        _ => scale.put(-600, || format!("{gap} days apart")),
    }
    gap >= 2
}

/// Without a day in one, when the reports were published must do. What is told cannot have happened later.
fn undated(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    let background = a.status == Status::Background || b.status == Status::Background;
    if let (Some(day), None, _, Some(published)) | (None, Some(day), Some(published), _) =
        (a.days, b.days, a.published, b.published)
    {
        if day.0 > published + 1 {
            scale.put(-600, || "one was published before the other's day".into());
            return true;
        }
        match published - day.1 {
            ..=3 => scale.put(110, || "published within three days of the other's day".into()),
            4..=10 => scale.put(-130, || "published within ten days of the other's day".into()),
            _ => scale.put(-250, || "published long after the other's day".into()),
        }
        return false;
    }
    if let (Some(p), Some(q)) = (a.published, b.published) {
        match (p - q).abs() {
            0..=2 => scale.put(90, || "published within two days; no day told".into()),
            3..=6 => {}
            _ if background => scale.put(-40, || "published days apart; no day told".into()),
            apart => scale.put(-200, || format!("published {apart} days apart; no day told")),
        }
    }
    false
}

fn places(a: &Profile, b: &Profile, scale: &mut impl Scale) -> bool {
    let (Some(x), Some(y)) = (&a.spot, &b.spot) else { return false };
    if x.key == y.key {
        let weight = match x.precision {
            PlacePrecision::Site | PlacePrecision::Town => 250,
            PlacePrecision::District => 150,
            PlacePrecision::Province | PlacePrecision::Region => 80,
            PlacePrecision::Country => 10,
        };
        scale.put(weight, || format!("same place, {}", x.name));
        return false;
    }
    let (Some(p), Some(q)) = (x.point, y.point) else { return countries(x, y, scale) };
    let apart = kilometres(p, q);
    let reach = x.radius_km + y.radius_km;
    match x.is_fine() && y.is_fine() {
        true => towns(x, y, apart, scale),
        false if apart <= reach => {
            let coarse = x.radius_km.max(y.radius_km);
            scale.put(if coarse <= 60.0 { 110 } else { 60 }, || {
                format!("{} and {}: one lies within the other", x.name, y.name)
            });
            false
        }
        // "Eastern Syria" has no border: a town a little outside of what it was taken for may still be meant.
        false if vague(x, y) && apart <= 3.0 * reach => {
            scale.put(-60, || format!("{} and {} are {apart:.0} km apart, as far as one can say", x.name, y.name));
            false
        }
        false => {
            scale.put(-300, || format!("{} and {} are {apart:.0} km apart", x.name, y.name));
            apart > 2.0 * reach + 50.0
        }
    }
}

/// Whether one is a region of the country that the other lies in.
fn vague(x: &Spot, y: &Spot) -> bool {
    let region = x.precision == PlacePrecision::Region || y.precision == PlacePrecision::Region;
    region && x.country.is_some() && x.country == y.country
}

/// Two places known to a few kilometres that are not the same entry of the gazetteer.
fn towns(x: &Spot, y: &Spot, apart: f64, scale: &mut impl Scale) -> bool {
    let two_towns = x.precision == PlacePrecision::Town && y.precision == PlacePrecision::Town;
    let inside = apart + x.radius_km.min(y.radius_km) <= x.radius_km.max(y.radius_km) + 1.0;
    if apart <= 2.0 || x.name.eq_ignore_ascii_case(&y.name) && apart <= 25.0 {
        scale.put(200, || format!("{} and {} are one spot", x.name, y.name));
        return false;
    }
    if inside && !two_towns {
        scale.put(130, || format!("{} and {}: one lies within the other", x.name, y.name));
        return false;
    }
    scale.put(-400, || format!("two places {apart:.0} km apart: {} and {}", x.name, y.name));
    apart > if two_towns { 6.0 } else { x.radius_km + y.radius_km + 10.0 }
}

/// At least one is a country or a place without a point.
fn countries(x: &Spot, y: &Spot, scale: &mut impl Scale) -> bool {
    match (x.country, y.country) {
        (Some(p), Some(q)) if p != q => {
            scale.put(-600, || format!("two countries: {} and {}", x.name, y.name));
            true
        }
        (Some(_), Some(_)) => {
            scale.put(10, || format!("{} and {} are of one country", x.name, y.name));
            false
        }
        _ => false,
    }
}

fn same_party(a: &Who, b: &Who) -> bool {
    match (a.id, b.id) {
        (Some(x), Some(y)) => x == y,
        _ => a.head == b.head && (a.country.is_none() || b.country.is_none() || a.country == b.country),
    }
}

/// Organs of one state; or a description without an identity, which may be anyone.
fn compatible(a: &Who, b: &Who) -> bool {
    a.state && b.state && a.country.is_some() && a.country == b.country || a.id.is_none() || b.id.is_none()
}

fn parties(role: &'static str, a: &[Who], b: &[Who], scale: &mut impl Scale) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let actor = role == "actor";
    if let Some((shared, _)) = pairs().find(|(x, y)| same_party(x, y)) {
        let weight = match (actor, shared.id.is_some()) {
            (true, true) => 70,
            (true, false) => 40,
            (false, _) => 30,
        };
        scale.put(weight, || format!("same {role}, {}", shared.name));
    } else if let Some((x, y)) = pairs().find(|(x, y)| compatible(x, y)) {
        let weight = if x.state && y.state && x.country == y.country { 50 } else { 0 };
        scale.put(weight, || format!("{role}s of one state: {} and {}", x.name, y.name));
    } else {
        scale.put(if actor { -220 } else { -140 }, || format!("different {role}s: {} and {}", a[0].name, b[0].name));
    }
}

/// In a clash one report's actor is another's target.
fn swapped(a: &Profile, b: &Profile, scale: &mut impl Scale) {
    let clash = |p: &Profile| p.kind == EventType::Assault && p.mode == Some(Mode::Clash);
    let crossed = |x: &[Who], y: &[Who]| x.iter().any(|x| y.iter().any(|y| x.id.is_some() && same_party(x, y)));
    if (clash(a) || clash(b)) && (crossed(&a.actors, &b.targets) || crossed(&a.targets, &b.actors)) {
        scale.put(60, || "one's actor is the other's target, in a clash".into());
    }
}

/// Tolls rise and are corrected, so different ones speak little against; equal ones speak for.
fn tolls(harm: &'static str, a: Option<Bounds>, b: Option<Bounds>, scale: &mut impl Scale) {
    let (Some(a), Some(b)) = (a, b) else { return };
    let (least, most) = (a.low.min(b.low), a.low.max(b.low));
    let weight = match () {
        () if a.low == b.low && a.overlaps(b) && least >= 10 => 170,
        () if a == b && least >= 3 => 140,
        () if a == b && least > 0 => 70,
        () if a == b => 30,
        () if a.overlaps(b) && most >= 3 => 50,
        () if a.overlaps(b) => 20,
        () if least == 0 => -80,
        () if most * 10 <= least * 13 => 20,
        () if most <= least * 2 => -80,
        () if most <= least * 3 => -160,
        () => -220,
    };
    scale.put(weight, || match a == b {
        true => format!("same number {harm}, {}", a.low),
        false => format!("{harm}: {} and {}", a.low, b.low),
    });
}

fn counts(a: &Profile, b: &Profile, scale: &mut impl Scale) {
    if let (Some(x), Some(y)) = (a.count, b.count) {
        let weight = match () {
            () if x == y && x.low >= 3 => 80,
            () if x.overlaps(y) => 20,
            () => -20,
        };
        scale.put(weight, || format!("how many: {} and {}", x.low, y.low));
    }
    if a.means.iter().any(|m| b.means.contains(m)) {
        scale.put(40, || "same weapon".into());
    }
}

/// Passages of one report share words because they stand side by side, which says nothing.
fn passages(a: &Profile, b: &Profile, scale: &mut impl Scale) {
    if a.report == b.report {
        return;
    }
    let shared = wording::shared(&a.words, &b.words);
    let weight = match shared {
        0.75.. => 230,
        0.6.. => 150,
        0.45.. => 100,
        0.3.. => 60,
        0.12.. => 0,
        _ if a.words.len() >= 8 && b.words.len() >= 8 => -20,
        _ => 0,
    };
    scale.put(weight, || format!("passages share {:.0} % of their words", shared * 100.0));
    if a.page.is_some() && a.page == b.page {
        scale.put(50, || "two versions of one page".into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::linking::{Told, profiles};
    use crate::model::{Report, ReportMeta};
    use crate::reading::sentences;

    fn profile(text: &str) -> Profile {
        let meta = ReportMeta { published: "2024-03-05".parse().ok(), ..ReportMeta::default() };
        let report = Report::plain(meta, text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        profiles(Told { report: &report, reading: &reading }).swap_remove(0)
    }

    #[test]
    fn the_sum_of_one_day_may_be_the_days_event_and_the_sum_of_a_month_may_not() {
        let one = profile("Air raids killed 21 people in Kano on Monday.");
        let mut sum = profile("Air raids killed 21 people in Kano on Monday, medics said.");
        sum.status = Status::Aggregate;
        assert!(!apart(&one, &sum) && compare(&one, &sum).score > 0);
        sum.days = sum.days.map(|(from, to)| (from - 29, to));
        assert!(apart(&one, &sum));
        sum.days = None;
        assert!(!apart(&one, &sum));
        (sum.days, sum.inferred) = (one.days, true);
        assert!(!apart(&one, &sum));
        sum.killed = sum.killed.map(|toll| Bounds { low: toll.low * 50, high: None });
        assert!(apart(&one, &sum));
    }

    #[test]
    fn like_words_speak_for_one_event_only_where_two_reports_use_them() {
        let one = profile("Air raids killed 21 people in Kano on Monday.");
        let other = profile("Air raids killed 21 people in Kano on Monday, medics said.");
        let neighbour = Profile { report: one.report, ..other.clone() };
        assert!(compare(&one, &neighbour).score + 100 <= compare(&one, &other).score);
    }

    #[test]
    fn a_pair_weighs_the_same_whichever_way_it_is_asked_for() {
        let one = profile("Air raids killed 21 people in Kano on Monday.");
        let other = profile("Gunmen shot dead 4 villagers near Kano on Sunday.");
        let full = compare(&one, &other);
        assert_eq!(full, compare(&other, &one));
        assert_eq!(unless_apart(&one, &other), (!full.apart).then_some(full.score));
        assert_eq!(apart(&one, &other), full.apart);
    }
}

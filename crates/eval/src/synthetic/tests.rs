//! The same set of reports gives the same events, in whatever order, in however many shards, and however often a report comes.

use super::telling::{self, Told as Written};
use super::tellings_of;
use super::world::Seeds;
use dateline_cli::engine::{Clock, Engine, EventPage, Lens, ReadReport, Source, View};
use dateline_core::linking::{self, Profile, Told};
use dateline_core::model::wire::EventForm;
use dateline_core::model::{Action, ClaimId, Judgement, Reliability, Rule, Selection};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn written(events: std::ops::Range<usize>) -> Vec<Written> {
    let seeds = Seeds::invented();
    events.flat_map(|n| telling::reports(&seeds.event(n), n, tellings_of(n))).collect()
}

fn view(told: &[Told<'_>], judgements: &[(u64, Judgement)]) -> String {
    let events = linking::link(told, judgements, Rule::Representative);
    let forms: Vec<EventForm> = events.iter().map(EventForm::from).collect();
    serde_json::to_string(&forms).expect("an event can be written")
}

/// The groups as sets of claims, whatever the profiles' order.
fn grouped(profiles: &[Profile], shards: usize) -> BTreeSet<BTreeSet<ClaimId>> {
    let clusters = linking::cluster(profiles, &[], shards);
    clusters.groups.iter().map(|g| g.iter().map(|&m| profiles[m].claim).collect()).collect()
}

/// The numbers below `count` in an order that the seed gives.
fn order(count: usize, seed: u64) -> Vec<usize> {
    let mut chance = super::chance::Chance::new(11, seed);
    let mut numbers: Vec<usize> = (0..count).collect();
    (1..count).rev().for_each(|i| numbers.swap(i, chance.below(i + 1)));
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_batches_and_shards_do_not_matter(first in 0usize..400, events in 1usize..7, seed: u64, shards in 1usize..9, twice in 0usize..4) {
        let written = written(first..first + events);
        let told: Vec<Told<'_>> = written.iter().map(|w| Told { report: &w.report, reading: &w.reading }).collect();
        let mut shuffled: Vec<Told<'_>> = order(told.len(), seed).into_iter().map(|i| told[i]).collect();
        // Some reports come again in a later batch.
        shuffled.extend(told.iter().take(twice).copied());
        let claims: Vec<ClaimId> = written.iter().map(|w| w.reading.claims[0].id).collect();
        let judge = |action| Judgement { action, by: "an analyst".into(), reason: "a test".into() };
        let merge = judge(Action::Merge(vec![claims[0], claims[claims.len() / 2]]));
        let split = judge(Action::Split(vec![claims[claims.len() - 1]], vec![claims[0]]));
        let judgements = [(1, merge), (2, split)];
        prop_assert_eq!(view(&told, &[]), view(&shuffled, &[]));
        prop_assert_eq!(view(&told, &judgements), view(&shuffled, &judgements));
        let profiles = |told: &[Told<'_>]| -> Vec<Profile> { told.iter().flat_map(|t| linking::profiles(*t)).collect() };
        let (mut one, mut other) = (profiles(&told), profiles(&shuffled[..told.len()]));
        prop_assert_eq!(grouped(&one, 1), grouped(&other, shards));
        one.sort_by_key(|p| p.claim);
        other.reverse();
        prop_assert_eq!(grouped(&one, shards), grouped(&other, 1));
    }
}

/// How many cases are tried: `PROPTEST_CASES`, where it is set, or the ordinary number, which a day's many test runs can bear.
#[allow(clippy::disallowed_methods)] // A test may be told by its environment how long to try.
fn cases(ordinary: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(ordinary)
}

/// A ledger in memory.
fn ledger() -> Engine {
    Engine::open(std::path::Path::new(":memory:"), Clock::Fixed(jiff::Timestamp::UNIX_EPOCH), "tester").expect("opened")
}

fn at(minute: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(60 * minute).expect("a moment")
}

/// The page of everything, as of that minute.
fn page(engine: &mut Engine, minute: i64) -> EventPage {
    let view = View { as_of: Some(at(minute)), as_published: None };
    let lens = Lens { view, rule: Rule::Representative };
    engine.events(&lens, &Selection::default(), usize::MAX, 0).expect("looked up")
}

/// What an analyst might decide after these claims were added.
fn decision(chance: &mut super::chance::Chance, claims: &[ClaimId]) -> Action {
    let (one, other) = (*chance.one(claims), *chance.one(claims));
    match chance.below(5) {
        0 => Action::Merge(vec![one, other]),
        1 => Action::Split(vec![one], vec![other]),
        2 => Action::Discount(one),
        3 => Action::Rely("Outlet 3".into(), Reliability::B),
        _ => Action::Correct(vec![one], "killed".into(), "4".into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(100), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn kept_events_are_what_linking_gives(first in 0usize..400, events in 1usize..4, seed: u64, batch in 1usize..6, judges: bool) {
        let mut chance = super::chance::Chance::new(5, seed);
        let written = written(first..first + events);
        let read = |i: usize| ReadReport {
            source: Source::Standard,
            report: written[i].report.clone(),
            reading: written[i].reading.clone(),
            raw: written[i].report.text().as_bytes().into(),
        };
        let mut engine = ledger();
        let (mut claims, mut minute, mut seen) = (Vec::new(), 0, Vec::new());
        for batch in order(written.len(), seed).chunks(batch) {
            // Some batches come at the moment of the one before.
            minute += i64::from(chance.percent(80));
            engine.set_clock(Clock::Fixed(at(minute)));
            let reports: Vec<ReadReport> = batch.iter().map(|&i| read(i)).collect();
            engine.add_reports(&reports).expect("added");
            claims.extend(batch.iter().map(|&i| written[i].reading.claims[0].id));
            if judges && chance.percent(30) {
                let number = engine.judge(decision(&mut chance, &claims), "a test").expect("judged");
                if chance.percent(30) {
                    engine.judge(Action::Undo(number), "a test").expect("judged");
                }
            }
            // What was seen of this moment may not be all of it.
            seen.retain(|(m, _)| *m != minute);
            if chance.percent(70) {
                engine.advance().expect("linked");
                seen.push((minute, page(&mut engine, minute)));
            }
        }
        prop_assert!(engine.view_is_true().expect("compared"));
        for (minute, before) in &seen[..seen.len().saturating_sub(1)] {
            prop_assert_eq!(&page(&mut engine, *minute), before);
        }
        let kept = engine.ledger().linked().digest().expect("read");
        engine.rebuild().expect("rebuilt");
        prop_assert!(kept == engine.ledger().linked().digest().expect("read"), "rebuilding gives the same bytes");
    }
}

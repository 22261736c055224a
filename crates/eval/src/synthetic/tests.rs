//! The same set of reports gives the same events, in whatever order, in however many shards, and however often a report comes.

use super::telling::{self, Told as Written};
use super::tellings_of;
use super::world::Seeds;
use dateline_core::linking::{self, Profile, Told};
use dateline_core::model::wire::EventForm;
use dateline_core::model::{Action, ClaimId, Judgement, Rule};
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

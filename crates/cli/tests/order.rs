//! Order does not matter: the examples, added in any order, in any batches, with repeats, give the same events, byte for byte.

use dateline_cli::engine::{Clock, Engine, Lens, ReadReport, Source, SourceOptions, event_bytes, read_all};
use dateline_ledger::{Addition, Ledger};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static EXAMPLES: LazyLock<Vec<ReadReport>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut all = Vec::new();
    read_all(Source::named(&[folder.to_owned()]), &SourceOptions::default(), |_, outcome| {
        all.extend(outcome?.0);
        Ok(())
    })
    .expect("the examples are readable");
    all
});

static EXPECTED: LazyLock<Vec<u8>> = LazyLock::new(|| events(&[(0..EXAMPLES.len()).collect()]));

/// The events of a ledger to which the examples were added in these batches.
fn events(batches: &[Vec<usize>]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("ledger.db");
    add(&path, batches);
    let engine = Engine::open_existing(&path, Clock::Fixed(jiff::Timestamp::UNIX_EPOCH), "tester").expect("opened");
    event_bytes(&engine.picture(&Lens::default()).expect("computed").events)
}

fn add(path: &Path, batches: &[Vec<usize>]) {
    let mut ledger = Ledger::open(path).expect("opened");
    for (minute, batch) in batches.iter().enumerate() {
        let reports = batch.iter().map(|&i| &EXAMPLES[i]);
        let additions: Vec<Addition<'_>> =
            reports.map(|r| Addition { report: &r.report, raw: &r.raw, reading: &r.reading }).collect();
        let at = jiff::Timestamp::from_second(60 * minute as i64).expect("a moment");
        ledger.add(&additions, "tester", at).expect("added");
    }
}

fn orders() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let all: Vec<usize> = (0..EXAMPLES.len()).collect();
    let repeats = proptest::collection::vec(0..EXAMPLES.len(), 0..8);
    (Just(all).prop_shuffle(), repeats, 1..9usize).prop_map(|(mut order, repeats, size)| {
        order.extend(repeats);
        order.chunks(size).map(<[usize]>::to_vec).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_gives_the_same_events(batches in orders()) {
        prop_assert!(events(&batches) == *EXPECTED);
    }
}

#[test]
fn the_examples_hold_events_and_reports_without_any() {
    assert!(EXAMPLES.len() >= 20);
    assert!(EXAMPLES.iter().filter(|r| r.reading.tellings.is_empty()).count() >= 4, "four reports hold no event");
    assert!(EXPECTED.len() > 10_000);
}

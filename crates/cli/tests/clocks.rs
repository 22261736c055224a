//! Two clocks: what the ledger knew, and what had been published, before and after a denial and a changed page.

use dateline_cli::engine::{Clock, Engine, Lens, Picture, Source, SourceOptions};
use dateline_core::model::{EventType, HarmKind, Rule};
use dateline_ledger::View;
use jiff::Timestamp;
use tempfile::TempDir;

const CLAIMED: &str = "examples/02-base-rockets-claim.html";
const DENIED: &str = "examples/03-base-denial.txt";
const MARKET: &str = "examples/05-gao-market.html";
const MARKET_UPDATED: &str = "examples/06-gao-market-updated.html";

struct Desk {
    engine: Engine,
    _folder: TempDir,
}

fn moment(written: &str) -> Timestamp {
    written.parse().expect("a moment")
}

impl Desk {
    /// A ledger that learned of each example at its moment.
    fn new(learned: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("ledger.db");
        let mut engine = Engine::open(&path, Clock::System, "tester").expect("opened");
        for (at, example) in learned {
            engine.set_clock(Clock::Fixed(moment(at)));
            let file = format!("{}/../../{example}", env!("CARGO_MANIFEST_DIR"));
            let tally = engine.add(Source::named(&[file]), &SourceOptions::default(), |_| {}).expect("added");
            assert_eq!(tally.new, 1, "{example}");
        }
        Self { engine, _folder: folder }
    }

    fn known(&self, at: &str) -> Picture {
        self.look(View { as_of: Some(moment(at)), as_published: None })
    }

    fn published(&self, at: &str) -> Picture {
        self.look(View { as_of: None, as_published: Some(moment(at)) })
    }

    fn look(&self, view: View) -> Picture {
        self.engine.picture(&Lens { view, rule: Rule::Latest }).expect("computed")
    }
}

fn of_kind(picture: &Picture, kind: EventType) -> usize {
    picture.events.iter().filter(|e| e.kind.value == kind).count()
}

/// The bounds of those killed in the bombing of Gao that this view holds.
fn killed(picture: &Picture) -> Vec<(u64, Option<u64>)> {
    let recent = |e: &&dateline_core::model::Event| {
        e.kind.value == EventType::Assault && e.date.as_ref().is_some_and(|d| d.value.0.year() == 2024)
    };
    let harms = picture.events.iter().filter(recent).flat_map(|e| &e.harm);
    harms.filter(|h| h.kind == HarmKind::Killed).map(|h| (h.low, h.high)).collect()
}

#[test]
fn before_the_denial_the_ledger_knew_only_the_claim() {
    let desk = Desk::new(&[("2024-05-01T08:00:00Z", CLAIMED), ("2024-05-02T08:00:00Z", DENIED)]);
    let before = desk.known("2024-05-01T12:00:00Z");
    let after = desk.known("2024-05-02T12:00:00Z");
    assert_eq!((of_kind(&before, EventType::Claim) > 0, of_kind(&before, EventType::Deny)), (true, 0));
    assert!(of_kind(&after, EventType::Deny) > 0);
}

#[test]
fn what_had_been_published_is_another_question() {
    // Both reports were learned of in May; the denial was published a day after the claim, in April.
    let desk = Desk::new(&[("2024-05-02T08:00:00Z", DENIED), ("2024-05-03T08:00:00Z", CLAIMED)]);
    let by_then = desk.published("2024-04-22T23:00:00Z");
    assert_eq!((of_kind(&by_then, EventType::Claim) > 0, of_kind(&by_then, EventType::Deny)), (true, 0));
    assert!(of_kind(&desk.published("2024-04-23T23:00:00Z"), EventType::Deny) > 0);
    assert!(desk.known("2024-05-01T00:00:00Z").events.is_empty(), "the ledger was empty on 1 May");
}

#[test]
fn a_changed_page_replaces_the_old_one_in_the_view_and_both_stay() {
    let desk = Desk::new(&[("2024-06-13T17:00:00Z", MARKET), ("2024-06-14T09:00:00Z", MARKET_UPDATED)]);
    let before = desk.known("2024-06-13T18:00:00Z");
    let after = desk.known("2024-06-14T10:00:00Z");
    assert!(killed(&before).contains(&(12, None)), "{:?}", killed(&before));
    assert!(killed(&after).contains(&(19, Some(19))), "{:?}", killed(&after));
    assert!(!killed(&after).contains(&(12, None)), "the old page no longer speaks: {:?}", killed(&after));
    assert_eq!(after.state.reports.len(), 2, "both versions stay in the ledger");
    assert_eq!(killed(&desk.published("2024-06-13T23:00:00Z")), killed(&before));
}

#[test]
fn a_change_says_which_report_brought_it() {
    let mut desk = Desk::new(&[("2024-06-13T17:00:00Z", MARKET), ("2024-06-14T09:00:00Z", MARKET_UPDATED)]);
    let lens = |at: &str| Lens { view: View { as_of: Some(moment(at)), as_published: None }, rule: Rule::Latest };
    let changes = desk.engine.diff(&lens("2024-06-13T18:00:00Z"), &lens("2024-06-14T10:00:00Z")).expect("compared");
    let toll = changes.iter().find(|c| c.fields.iter().any(|(field, ..)| field == "killed")).expect("the toll changed");
    assert_eq!(toll.reports.len(), 1);
}

//! The record: nothing is added twice, a change is found, removal leaves a tombstone, past moments stay what they were.

use dateline_core::model::{Account, Telling};
use dateline_core::model::{
    Action, Certainty, Claim, ClaimId, EventType, Judgement, Reading, Report, ReportMeta, Status,
};
use dateline_ledger::{Added, Addition, Ledger, LedgerError, View};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::TempDir;

struct Desk {
    _folder: TempDir,
    path: PathBuf,
    ledger: Ledger,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("ledger.db");
        let ledger = Ledger::open(&path).expect("opened");
        Self { _folder: folder, path, ledger }
    }

    fn add(&mut self, read: &(Report, Reading), hour: i64) -> Added {
        let addition = Addition { report: &read.0, raw: read.0.text().as_bytes(), reading: &read.1 };
        self.ledger.add(&[addition], "tester", at(hour)).expect("added")[0]
    }

    /// Runs SQL behind the ledger's back, its guards switched off.
    fn tamper(&self, sql: &str) {
        let connection = rusqlite::Connection::open(&self.path).expect("opened");
        connection.execute_batch("PRAGMA foreign_keys = OFF").expect("off");
        for trigger in [
            "entries_are_never_changed",
            "entries_are_never_deleted",
            "contents_are_only_blanked",
            "contents_are_never_deleted",
        ] {
            connection.execute(&format!("DROP TRIGGER {trigger}"), []).expect("dropped");
        }
        connection.execute(sql, []).expect("changed");
    }

    fn problems(&self) -> Vec<String> {
        self.ledger.verify().expect("verified").problems
    }
}

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + 3600 * hour).expect("a moment")
}

/// A report of one claim, read by that version of the reader.
fn read(text: &str, reader: &str) -> (Report, Reading) {
    let report = Report::plain(ReportMeta { outlet: Some("Ridge Radio".into()), ..ReportMeta::default() }, text);
    let anchor = report.quote(0..6);
    let account = Account::bare(EventType::Assault, Status::New, Certainty::Stated);
    let claim = Claim {
        id: ClaimId::of(report.id(), 0, 6, "ASSAULT"),
        telling: 0,
        anchor,
        account: account.clone(),
        chain: Vec::new(),
        made_by: BTreeMap::new(),
        confidence: BTreeMap::new(),
    };
    let telling = Telling { claims: vec![0], account, sources: Vec::new(), field_certainty: BTreeMap::new() };
    let reading = Reading {
        report: report.id(),
        reader: reader.into(),
        claims: vec![claim],
        tellings: vec![telling],
        doubtful: Vec::new(),
        findings: Vec::new(),
    };
    (report, reading)
}

#[test]
fn what_is_known_is_not_added_again_and_a_newer_reader_adds_a_reading() {
    let mut desk = Desk::new();
    let first = read("Shells fell on the town.", "rules-1");
    assert!(matches!(desk.add(&first, 0), Added::New(_)));
    assert!(matches!(desk.add(&first, 1), Added::Known(_)));
    assert!(matches!(desk.add(&read("Shells fell on the town.", "rules-2"), 2), Added::Reread(_)));
    let found = desk.ledger.verify().expect("verified");
    assert_eq!((found.entries, found.reports, found.readings, found.problems), (3, 1, 2, vec![]));
    let then = desk.ledger.state(&View { as_of: Some(at(1)), as_published: None }).expect("read");
    assert_eq!(then.reports[0].1.reader, "rules-1", "the old reading is what was known then");
}

#[test]
fn what_is_stored_comes_back_as_it_was() {
    let mut desk = Desk::new();
    let (report, reading) = read("Shells fell on Ménaka — twice.", "rules-1");
    desk.add(&(report.clone(), reading.clone()), 0);
    let state = desk.ledger.state(&View::default()).expect("read");
    assert_eq!(state.reports[0].0.text(), report.text());
    assert_eq!(state.reports[0].1, reading);
}

#[test]
fn a_changed_entry_or_content_is_found_and_named() {
    for (sql, words) in [
        ("UPDATE entries SET by = 'someone else' WHERE number = 3", "entry 3 was changed"),
        ("DELETE FROM entries WHERE number = 3", "missing"),
        ("UPDATE contents SET packed = NULL", "without a removal"),
        ("UPDATE reports SET content = zeroblob(32)", "do not say what their entries say"),
    ] {
        let mut desk = Desk::new();
        desk.add(&read("Shells fell on the town.", "rules-1"), 0);
        desk.add(&read("Mortar bombs fell on the village.", "rules-1"), 1);
        assert_eq!(desk.problems(), Vec::<String>::new());
        desk.tamper(sql);
        let problems = desk.problems();
        assert!(problems.iter().any(|p| p.contains(words)), "{sql}: {problems:?}");
    }
}

#[test]
fn the_file_itself_refuses_changes() {
    let mut desk = Desk::new();
    desk.add(&read("Shells fell on the town.", "rules-1"), 0);
    let connection = rusqlite::Connection::open(&desk.path).expect("opened");
    for sql in ["UPDATE entries SET by = 'x'", "DELETE FROM entries", "DELETE FROM contents"] {
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_removed_report_leaves_its_hash_and_is_in_no_view() {
    let mut desk = Desk::new();
    let (gone, stays) = (read("Shells fell on the town.", "rules-1"), read("Mortar bombs fell.", "rules-1"));
    desk.add(&gone, 0);
    desk.add(&stays, 1);
    desk.ledger.remove(gone.0.id(), "a court's order", "tester", at(2)).expect("removed");
    let found = desk.ledger.verify().expect("verified");
    assert_eq!((found.tombstones, found.problems), (1, vec![]));
    assert!(desk.ledger.raw(gone.0.id()).expect("read").is_none());
    for as_of in [None, Some(at(1))] {
        let state = desk.ledger.state(&View { as_of, as_published: None }).expect("read");
        assert_eq!(state.reports.iter().map(|(r, _)| r.id()).collect::<Vec<_>>(), [stays.0.id()]);
    }
    let bytes = std::fs::read(&desk.path).expect("readable");
    assert!(!bytes.windows(20).any(|w| w == b"Shells fell on the t"), "the text is no longer in the file");
    assert!(matches!(desk.add(&gone, 3), Added::Known(_)), "it does not come back unasked");
}

#[test]
fn a_judgement_holds_until_it_is_undone() {
    let mut desk = Desk::new();
    let read = read("Shells fell on the town.", "rules-1");
    desk.add(&read, 0);
    let judgement = |action| Judgement { action, by: "tester".into(), reason: "seen".into() };
    let number =
        desk.ledger.judge(&judgement(Action::Confirm(vec![read.1.claims[0].id], None)), at(1)).expect("judged");
    let standing = |ledger: &Ledger, hour| {
        ledger.state(&View { as_of: Some(at(hour)), as_published: None }).expect("read").judgements.len()
    };
    desk.ledger.judge(&judgement(Action::Undo(number)), at(2)).expect("judged");
    assert_eq!([0, 1, 2].map(|hour| standing(&desk.ledger, hour)), [0, 1, 0]);
}

#[test]
fn another_file_is_no_ledger() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("notes.db");
    assert!(matches!(Ledger::open_existing(&path), Err(LedgerError::Missing(_))));
    rusqlite::Connection::open(&path).expect("made").execute("CREATE TABLE notes (words TEXT)", []).expect("made");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger(_))));
}

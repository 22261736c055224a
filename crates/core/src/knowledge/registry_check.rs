//! Checks of the tables of `data/actors/`: every row parses, ids are unique, dates are dates, offices follow one another, and no two
//! entries bear one name without a reason given in `shared-names.tsv`.

use super::fold;
use super::table::{header, rows};
use crate::model::ActorKind;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

const TABLES: [(&str, &str); 6] = [
    ("states", include_str!("../../../../data/actors/states.tsv")),
    ("institutions", include_str!("../../../../data/actors/institutions.tsv")),
    ("people", include_str!("../../../../data/actors/people.tsv")),
    ("groups", include_str!("../../../../data/actors/groups.tsv")),
    ("organisations", include_str!("../../../../data/actors/organisations.tsv")),
    ("media", include_str!("../../../../data/actors/media.tsv")),
];
const SHARED: &str = include_str!("../../../../data/actors/shared-names.tsv");

/// One row with its table and its cells by column name.
struct Entry {
    table: &'static str,
    cells: BTreeMap<&'static str, &'static str>,
}

impl Entry {
    fn get(&self, column: &str) -> &'static str {
        self.cells.get(column).copied().unwrap_or("")
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.get("name")).chain(self.get("aliases").split('|')).map(str::trim).filter(|n| !n.is_empty())
    }
}

fn entries() -> Vec<Entry> {
    let mut all = Vec::new();
    for (table, source) in TABLES {
        let columns = header(source);
        for row in rows(source).skip(1) {
            let cells = columns.iter().enumerate().map(|(at, column)| (*column, row.cell(at))).collect();
            all.push(Entry { table, cells });
        }
    }
    all
}

/// Year, year-month or day; nothing else.
fn date(written: &str, end: bool) -> Result<Option<Date>, String> {
    if written.is_empty() {
        return Ok(None);
    }
    let whole = match (written.len(), end) {
        (4, false) => format!("{written}-01-01"),
        (4, true) => format!("{written}-12-31"),
        (7, false) => format!("{written}-01"),
        (7, true) => {
            let first: Date = format!("{written}-01").parse().map_err(|_| format!("no date: {written}"))?;
            first.last_of_month().to_string()
        }
        _ => written.to_owned(),
    };
    whole.parse().map(Some).map_err(|_| format!("no date: {written}"))
}

#[test]
fn every_entry_has_id_name_and_a_known_kind() {
    for entry in entries() {
        let shown = format!("{}: {:?}", entry.table, entry.cells);
        assert!(!entry.get("id").is_empty() && !entry.get("name").is_empty(), "{shown}");
        let kind = entry.get("kind");
        assert!(entry.table == "states" || kind.parse::<ActorKind>().is_ok(), "{shown}");
        let country = if entry.table == "states" { entry.get("alpha2") } else { entry.get("country") };
        assert!(country.is_empty() || country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()), "{shown}");
    }
}

#[test]
fn ids_are_unique() {
    let mut seen: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for entry in entries() {
        let here = (entry.table, entry.get("name"));
        if let Some(before) = seen.insert(entry.get("id"), here) {
            assert!(
                before == here && entry.table == "people",
                "{} is the id of {before:?} and {here:?}",
                entry.get("id")
            );
        }
    }
    assert!(seen.len() >= 2_500, "{} entries", seen.len());
}

#[test]
fn dates_are_dates_and_roles_follow_one_another() {
    let mut before: Option<(&str, Option<Date>)> = None;
    for entry in entries() {
        let shown = format!("{}: {} {} {}", entry.get("id"), entry.get("role"), entry.get("from"), entry.get("to"));
        let (from, to) = (date(entry.get("from"), false), date(entry.get("to"), true));
        let (Ok(from), Ok(to)) = (from, to) else { panic!("no date: {shown}") };
        assert!(from.is_none() || to.is_none() || from <= to, "ends before it begins: {shown}");
        if entry.table == "people" {
            let earlier = before.filter(|(id, _)| *id == entry.get("id")).and_then(|(_, from)| from);
            assert!(earlier.is_none() || from.is_none() || earlier <= from, "out of order: {shown}");
            before = Some((entry.get("id"), from));
        }
    }
}

#[test]
fn offices_and_owners_belong_to_someone_of_the_registry() {
    let all = entries();
    let ids: BTreeSet<&str> = all.iter().map(|e| e.get("id")).collect();
    for entry in &all {
        for column in ["of", "owner", "parent"] {
            let id = entry.get(column);
            assert!(id.is_empty() || ids.contains(id), "{}: {column} {id:?} is nobody", entry.get("id"));
        }
    }
}

/// Armed groups share names and acronyms freely, and the report's country and day tell them apart; any other sharing has a reason.
#[test]
fn no_name_is_borne_twice_without_a_reason() {
    let shared: BTreeSet<String> = rows(SHARED).skip(1).map(|row| fold(row.cell(0))).collect();
    let mut bearers: BTreeMap<String, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for entry in entries() {
        entry.names().for_each(|name| {
            bearers.entry(fold(name)).or_default().insert((entry.get("id"), entry.table));
        });
    }
    let clash = |name: &String, ids: &BTreeSet<(&str, &str)>| {
        ids.len() > 1 && ids.iter().any(|(_, table)| *table != "groups") && !shared.contains(name)
    };
    let clashes: Vec<_> = bearers.iter().filter(|(name, ids)| clash(name, ids)).collect();
    assert!(clashes.is_empty(), "give each a reason in data/actors/shared-names.tsv, or one bearer: {clashes:?}");
}

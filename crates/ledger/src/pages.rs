//! Pages of events: which of them a question asks for, found without a look at every event.
//!
//! In: a page with its conditions. Out: the forms of the events on it. Two things keep the work small whatever the ledger's size: a rare
//! name is looked up among all names first, and of the events before a span of days only the long ones are looked at.

use crate::{EventRow, LedgerError};
use rusqlite::{Connection, ToSql, params};

/// A page of events that is wanted. What is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// As of this entry.
    pub head: u64,
    /// The conditions, in the terms of [`EventRow`](crate::EventRow).
    pub country: Option<String>,
    /// Words of the place's name, lower case.
    pub place: Option<String>,
    /// Words of an actor, lower case.
    pub actor: Option<String>,
    /// Words of a target, lower case.
    pub target: Option<String>,
    /// Types, any of them.
    pub kinds: Vec<String>,
    /// Statuses, any of them.
    pub statuses: Vec<String>,
    /// Certainties, any of them.
    pub certainties: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// A month before the first day: events that began before it and reach to it are long ones.
    pub month_before: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Most events of the page.
    pub limit: usize,
    /// So many before them are left out.
    pub skip: usize,
}

/// A name borne by no more versions than this is gone after by its bearers; others are met often enough when events are read by day.
const RARE: i64 = 8_000;

/// Which events of a question: of those that began before its days, and those near them; or, where it names no first day, those with a
/// day and those without.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Near,
    Dated,
    Undated,
}

/// The forms of a page of events, by day and id; what has no day comes last.
pub(crate) fn page(connection: &Connection, page: &Page) -> Result<Vec<Vec<u8>>, LedgerError> {
    let bearers = rare(connection, page)?;
    let sides = if page.month_before.is_some() { [Side::Before, Side::Near] } else { [Side::Dated, Side::Undated] };
    let (mut found, mut skip) = (Vec::new(), page.skip);
    // What began before stands before the others, as pages go by day.
    for (number, side) in sides.into_iter().enumerate() {
        let wanted = page.limit - found.len();
        if wanted == 0 {
            break;
        }
        let before = found.len();
        found.extend(ask(connection, page, side, bearers.as_deref(), (wanted, skip))?);
        if number == 0 && found.len() == before && skip > 0 {
            skip -= count(connection, page, side, bearers.as_deref())?.min(skip);
        } else {
            skip = 0;
        }
    }
    found.into_iter().map(|packed: Vec<u8>| Ok(zstd::decode_all(packed.as_slice())?)).collect()
}

fn ask(
    connection: &Connection,
    page: &Page,
    side: Side,
    bearers: Option<&str>,
    (limit, skip): (usize, usize),
) -> Result<Vec<Vec<u8>>, LedgerError> {
    let (conditions, values) = conditions(page, side, bearers);
    // Left to itself, the database would rather read all that began before.
    let index = if matches!(side, Side::Before) && bearers.is_none() { "INDEXED BY event_versions_long" } else { "" };
    let sql = format!(
        "SELECT f.form FROM (SELECT v.number, v.day, v.event FROM event_versions v {index}
             WHERE {conditions} ORDER BY v.day, v.event LIMIT ? OFFSET ?) p
         JOIN event_forms f ON f.version = p.number ORDER BY p.day, p.event"
    );
    let whole = |n: usize| n.min(i64::MAX as usize) as i64;
    let (limit, skip) = (whole(limit), whole(skip));
    let mut given: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
    given.extend([&limit as &dyn ToSql, &skip]);
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(given.as_slice(), |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count(connection: &Connection, page: &Page, side: Side, bearers: Option<&str>) -> Result<usize, LedgerError> {
    let (conditions, values) = conditions(page, side, bearers);
    let given: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
    let mut statement =
        connection.prepare_cached(&format!("SELECT count(*) FROM event_versions v WHERE {conditions}"))?;
    Ok(statement.query_row(given.as_slice(), |r| r.get::<_, u64>(0))? as usize)
}

/// The names that fit the rarest of the conditions on names, as a list in SQL; none where all are common.
fn rare(connection: &Connection, page: &Page) -> Result<Option<String>, LedgerError> {
    let asked = [("actor", &page.actor), ("target", &page.target), ("place", &page.place)];
    let mut rarest: Option<(i64, Vec<i64>)> = None;
    for (role, words) in asked {
        let Some(words) = words else { continue };
        let mut statement = connection.prepare_cached(
            "SELECT number, times FROM names WHERE role = ?1 AND instr(name, ?2) > 0 OR role = ?3 AND name = ?4",
        )?;
        let land = format!("{role}-land");
        let rows =
            statement.query_map(params![role, words, land, words.to_uppercase()], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let names: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
        let times: i64 = names.iter().map(|n| n.1).sum();
        if times <= RARE && rarest.as_ref().is_none_or(|known| times < known.0) {
            rarest = Some((times, names.into_iter().map(|n| n.0).collect()));
        }
    }
    let list = |names: Vec<i64>| names.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    Ok(rarest.map(|(_, names)| list(names)))
}

/// Notes by which names a version of an event may be asked for.
pub(crate) fn name(connection: &Connection, row: &EventRow, version: i64) -> Result<(), LedgerError> {
    let (of_actors, of_targets) = row.lands.split_once('|').unwrap_or((&row.lands, ""));
    let lines = |role: &'static str, text: &str, by: char| -> Vec<(&'static str, String)> {
        text.split(by).filter(|n| !n.is_empty()).map(|n| (role, n.to_owned())).collect()
    };
    let mut names = lines("actor", &row.actors, '\n');
    names.extend(lines("target", &row.targets, '\n'));
    names.extend(lines("place", &row.place, '\n'));
    names.extend(lines("actor-land", of_actors, ','));
    names.extend(lines("target-land", of_targets, ','));
    names.sort_unstable();
    names.dedup();
    for (role, name) in names {
        let number: i64 = connection
            .prepare_cached(
                "INSERT INTO names (role, name, times) VALUES (?1, ?2, 1)
                 ON CONFLICT (role, name) DO UPDATE SET times = times + 1 RETURNING number",
            )?
            .query_row(params![role, name], |r| r.get(0))?;
        connection
            .prepare_cached("INSERT OR IGNORE INTO bearers VALUES (?1, ?2)")?
            .execute(params![number, version])?;
    }
    Ok(())
}

/// The conditions in SQL with their values: the cheap ones first, since the rest is then not looked at.
fn conditions(page: &Page, side: Side, bearers: Option<&str>) -> (String, Vec<Box<dyn ToSql>>) {
    let mut sql = String::from("v.since <= ? AND (v.until IS NULL OR v.until > ?)");
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(page.head), Box::new(page.head)];
    if let Some(names) = bearers {
        sql.push_str(&format!(" AND v.number IN (SELECT version FROM bearers WHERE name IN ({names}))"));
    }
    let mut ask = |condition: &str, given: Vec<String>| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(given.into_iter().map(|v| Box::new(v) as Box<dyn ToSql>));
    };
    match (side, &page.month_before) {
        (Side::Before, Some(month)) => ask("v.long AND v.day < ?", vec![month.clone()]),
        (Side::Near, Some(month)) => ask("v.day >= ?", vec![month.clone()]),
        (Side::Undated, _) => ask("v.day IS NULL", Vec::new()),
        _ => ask("v.day IS NOT NULL", Vec::new()),
    }
    if let Some(from) = &page.from {
        ask("v.last_day >= ?", vec![from.clone()]);
    }
    if let Some(to) = &page.to {
        ask("v.day <= ?", vec![to.clone()]);
    }
    if let Some(country) = &page.country {
        ask("v.country = ?", vec![country.to_uppercase()]);
    }
    for (column, any) in [("kind", &page.kinds), ("status", &page.statuses), ("certainty", &page.certainties)] {
        if !any.is_empty() {
            let marks = vec!["?"; any.len()].join(", ");
            ask(&format!("v.{column} IN ({marks})"), any.clone());
        }
    }
    if let Some(place) = &page.place {
        ask("instr(v.place, ?) > 0", vec![place.clone()]);
    }
    let land = |words: &str| format!(",{},", words.to_uppercase());
    if let Some(actor) = &page.actor {
        let lands = "instr(substr(v.lands, 1, instr(v.lands, '|')), ?) > 0";
        ask(&format!("(instr(v.actors, ?) > 0 OR {lands})"), vec![actor.clone(), land(actor)]);
    }
    if let Some(target) = &page.target {
        let lands = "instr(substr(v.lands, instr(v.lands, '|')), ?) > 0";
        ask(&format!("(instr(v.targets, ?) > 0 OR {lands})"), vec![target.clone(), land(target)]);
    }
    (sql, values)
}

//! What linking made of the entries, kept so that one more report costs its own blocks only, and a page of events one look at an index.
//!
//! In: profiles, pairs and events as bytes, with the entry since which they hold. Out: the same, as of any entry. It does not know how
//! tellings are compared or joined; all of it can be made again from the entries.

use crate::pages::{self, Page};
use crate::{Ledger, LedgerError, chain, contents, judgements};
use dateline_core::model::{Judgement, Operation, Reading, Report, ReportId};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, TransactionBehavior, params};

/// How far the entries are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The last entry that is linked.
    pub head: u64,
    /// The first entry of that one's moment: since then hold the newest versions.
    pub first: u64,
    /// That moment, in microseconds since 1970.
    pub at: i64,
}

/// What an entry did, as far as linking must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A report was added.
    Report(ReportId),
    /// A report was read.
    Reading(ReportId),
    /// Something was judged.
    Judgement,
    /// A report was removed.
    Removal,
}

/// An entry, as far as linking must know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub number: u64,
    /// Its moment, in microseconds since 1970.
    pub at: i64,
    /// What it did.
    pub deed: Deed,
}

/// An event as it stood for some time, with what one may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventRow {
    /// Its id.
    pub event: String,
    /// First possible day.
    pub day: Option<String>,
    /// Last possible day.
    pub last_day: Option<String>,
    /// Country of the place.
    pub country: Option<String>,
    /// PLOVER type.
    pub kind: String,
    /// New, background, aggregate …
    pub status: String,
    /// The strongest certainty.
    pub certainty: String,
    /// Name of the place, lower case.
    pub place: String,
    /// Names and ids of the actors, lower case, a line each.
    pub actors: String,
    /// The same of the targets.
    pub targets: String,
    /// Countries of the actors, a bar, those of the targets: ",US,|,IQ,".
    pub lands: String,
    /// Whether it may have taken longer than a month.
    pub long: bool,
}

/// When a report was published, by whom, and of which countries it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRow {
    /// Its id.
    pub report: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// The day it was published.
    pub day: String,
    /// ISO 3166 alpha-2 codes, a comma between them.
    pub countries: String,
}

/// The tables of what is linked, for looking and, within [`Ledger::linking`], for writing.
#[derive(Debug, Clone, Copy)]
pub struct Linked<'c>(&'c Connection);

const TABLES: &[&str] = &[
    "linked",
    "profiles",
    "blocks",
    "edges",
    "pages",
    "memberships",
    "event_versions",
    "event_forms",
    "names",
    "bearers",
    "coverage",
];

pub(crate) fn clear(connection: &Connection) -> Result<(), LedgerError> {
    Ok(TABLES.iter().try_for_each(|t| connection.execute(&format!("DELETE FROM {t}"), []).map(drop))?)
}

impl Ledger {
    /// The tables, for looking.
    pub fn linked(&self) -> Linked<'_> {
        Linked(&self.connection)
    }

    /// Does some linking: all of it is kept, or nothing.
    pub fn linking<T, E: From<LedgerError>>(&mut self, work: impl FnOnce(Linked<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| E::from(LedgerError::from(e)))?;
        let done = work(Linked(&transaction))?;
        transaction.commit().map_err(|e| E::from(LedgerError::from(e)))?;
        Ok(done)
    }
}

fn corrupt(what: &str) -> LedgerError {
    LedgerError::Corrupt { number: 0, what: what.to_owned() }
}

impl Linked<'_> {
    /// How far this version of the program has linked; none where it has not begun.
    pub fn mark(&self, version: &str) -> Result<Option<Mark>, LedgerError> {
        let mark = self
            .0
            .prepare_cached("SELECT head, first, at_us FROM linked WHERE version = ?1")?
            .query_row([version], |r| Ok(Mark { head: r.get(0)?, first: r.get(1)?, at: r.get(2)? }))
            .optional()?;
        Ok(mark)
    }

    /// Notes how far it has linked.
    pub fn set_mark(&self, version: &str, mark: Mark) -> Result<(), LedgerError> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO linked VALUES (1, ?1, ?2, ?3, ?4)")?
            .execute(params![version, mark.head, mark.first, mark.at])?;
        Ok(())
    }

    /// Forgets all that was linked.
    pub fn clear(&self) -> Result<(), LedgerError> {
        clear(self.0)
    }

    /// Forgets profiles, blocks and pairs, and keeps the events.
    pub fn clear_profiles(&self) -> Result<(), LedgerError> {
        let tables = ["profiles", "blocks", "edges", "pages", "coverage"];
        Ok(tables.iter().try_for_each(|t| self.0.execute(&format!("DELETE FROM {t}"), []).map(drop))?)
    }

    /// The entries behind `after`.
    pub fn steps(&self, after: u64) -> Result<Vec<Step>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT number, at_us, json_extract(operation, '$.do'), json_extract(operation, '$.report') FROM entries
             WHERE number > ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([after])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let report = || -> Result<ReportId, LedgerError> {
                row.get::<_, String>(3)?.parse().map_err(|_| corrupt("an entry names no report"))
            };
            let deed = match row.get::<_, String>(2)?.as_str() {
                "add-report" => Deed::Report(report()?),
                "add-reading" => Deed::Reading(report()?),
                "remove" => Deed::Removal,
                _ => Deed::Judgement,
            };
            steps.push(Step { number: row.get(0)?, at: row.get(1)?, deed });
        }
        Ok(steps)
    }

    /// A report with its latest reading as of that entry; none where it was removed.
    pub fn told(&self, report: ReportId, head: u64) -> Result<Option<(Report, Reading)>, LedgerError> {
        let row: Option<(u64, Vec<u8>, u64, Vec<u8>)> = self
            .0
            .prepare_cached(
                "SELECT r.entry, r.content, d.entry, d.content FROM reports r JOIN readings d ON d.report = r.id
                 WHERE r.id = ?1 AND d.entry <= ?2 ORDER BY d.entry DESC LIMIT 1",
            )?
            .query_row(params![report.to_string(), head], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
            .optional()?;
        let Some((entry, content, reading_entry, reading)) = row else { return Ok(None) };
        let Some(bytes) = contents::load(self.0, &content)? else { return Ok(None) };
        let report = contents::to_report(&bytes, entry)?;
        let Some(bytes) = contents::load(self.0, &reading)? else { return Ok(None) };
        let reading = contents::to_reading(&bytes, &report, reading_entry)?;
        Ok(Some((report, reading)))
    }

    /// The ids of all reports as of that entry, in order.
    pub fn reports(&self, head: u64) -> Result<Vec<ReportId>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT id FROM reports WHERE entry <= ?1 ORDER BY id")?;
        let rows = statement.query_map([head], |r| r.get::<_, String>(0))?;
        rows.map(|id| id?.parse().map_err(|_| corrupt("a report id in the index"))).collect()
    }

    /// The report in which a claim stands, where there is one.
    pub fn report_of(&self, claim: &str) -> Result<Option<ReportId>, LedgerError> {
        let id: Option<String> = self
            .0
            .prepare_cached("SELECT report FROM claims WHERE id = ?1 LIMIT 1")?
            .query_row([claim], |r| r.get(0))
            .optional()?;
        Ok(id.and_then(|id| id.parse().ok()))
    }

    /// The judgements that hold as of that entry.
    pub fn judgements(&self, head: u64) -> Result<Vec<(u64, Judgement)>, LedgerError> {
        judgements::until(self.0, head)
    }

    /// The judgement of that entry.
    pub fn judgement(&self, number: u64) -> Result<Option<Judgement>, LedgerError> {
        let entry = chain::entries(self.0, number.saturating_sub(1), 1)?.into_iter().next();
        Ok(entry.and_then(|e| match e.operation {
            Operation::Judge(judgement) if e.number == number => Some(judgement),
            _ => None,
        }))
    }

    /// Keeps a profile under its number.
    pub fn add_profile(&self, number: u32, claim: &str, report: &str, data: &[u8]) -> Result<(), LedgerError> {
        self.0
            .prepare_cached("INSERT INTO profiles (number, claim, report, data) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![number, claim, report, data])?;
        Ok(())
    }

    /// How many profiles there are; the next one's number.
    pub fn profile_count(&self) -> Result<u32, LedgerError> {
        let most: Option<u32> = self.0.query_row("SELECT max(number) FROM profiles", [], |r| r.get(0))?;
        Ok(most.map_or(0, |n| n + 1))
    }

    /// A profile.
    pub fn profile(&self, number: u32) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT data FROM profiles WHERE number = ?1")?;
        Ok(statement.query_row([number], |r| r.get(0)).optional()?)
    }

    /// The claim by which a telling goes.
    pub fn claim_of(&self, number: u32) -> Result<Option<String>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT claim FROM profiles WHERE number = ?1")?;
        Ok(statement.query_row([number], |r| r.get(0)).optional()?)
    }

    /// The numbers of a report's profiles.
    pub fn profiles_of(&self, report: &str) -> Result<Vec<u32>, LedgerError> {
        self.numbers("SELECT number FROM profiles WHERE report = ?1 ORDER BY number", report)
    }

    /// The profile that goes by this claim.
    pub fn profile_by(&self, claim: &str) -> Result<Option<u32>, LedgerError> {
        Ok(self.numbers("SELECT number FROM profiles WHERE claim = ?1", claim)?.first().copied())
    }

    fn numbers(&self, sql: &str, key: &str) -> Result<Vec<u32>, LedgerError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([key], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who stands in a block, with their flags.
    pub fn block(&self, block: u64) -> Result<Vec<(u32, u8)>, LedgerError> {
        let members: Option<Vec<u8>> = self
            .0
            .prepare_cached("SELECT members FROM blocks WHERE block = ?1")?
            .query_row([block as i64], |r| r.get(0))
            .optional()?;
        let members = members.unwrap_or_default();
        let one = |b: &[u8]| (u32::from_le_bytes([b[0], b[1], b[2], b[3]]), b[4]);
        Ok(members.chunks_exact(5).map(one).collect())
    }

    /// Puts tellings into a block.
    pub fn add_to_block(&self, block: u64, members: &[(u32, u8)]) -> Result<(), LedgerError> {
        let bytes: Vec<u8> =
            members.iter().flat_map(|(n, flags)| n.to_le_bytes().into_iter().chain([*flags])).collect();
        self.0
            .prepare_cached(
                "INSERT INTO blocks VALUES (?1, ?2)
                 ON CONFLICT (block) DO UPDATE SET members = CAST(members || excluded.members AS BLOB)",
            )?
            .execute(params![block as i64, bytes])?;
        Ok(())
    }

    /// Keeps a pair, one way.
    pub fn add_edge(&self, a: u32, b: u32, score: i32) -> Result<(), LedgerError> {
        self.0.prepare_cached("INSERT OR REPLACE INTO edges VALUES (?1, ?2, ?3)")?.execute(params![a, b, score])?;
        Ok(())
    }

    /// The pairs of a telling: the other one, and the score.
    pub fn edges(&self, a: u32) -> Result<Vec<(u32, i32)>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT b, score FROM edges WHERE a = ?1 ORDER BY b")?;
        let rows = statement.query_map([a], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes that a report is of this page.
    pub fn add_page(&self, page: u64, report: &str) -> Result<(), LedgerError> {
        self.0.prepare_cached("INSERT OR IGNORE INTO pages VALUES (?1, ?2)")?.execute(params![page as i64, report])?;
        Ok(())
    }

    /// Notes when a report was published and of where it tells.
    pub fn add_coverage(&self, row: &CoverageRow) -> Result<(), LedgerError> {
        self.0.prepare_cached("INSERT OR REPLACE INTO coverage VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            row.report,
            row.outlet,
            row.day,
            row.countries
        ])?;
        Ok(())
    }

    /// The reports published from one day to another, both included.
    pub fn coverage(&self, from: &str, to: &str) -> Result<Vec<CoverageRow>, LedgerError> {
        self.covered("SELECT * FROM coverage WHERE day BETWEEN ?1 AND ?2", params![from, to])
    }

    /// The coverage of one report; none where its day is not known.
    pub fn coverage_of(&self, report: &str) -> Result<Option<CoverageRow>, LedgerError> {
        Ok(self.covered("SELECT * FROM coverage WHERE report = ?1", params![report])?.pop())
    }

    /// Whether an outlet of that name, in upper or lower case, has published any report.
    pub fn is_outlet(&self, name: &str) -> Result<bool, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT 1 FROM coverage WHERE outlet = ?1 COLLATE NOCASE LIMIT 1")?;
        Ok(statement.exists([name])?)
    }

    /// The last day on which a report was published.
    pub fn last_published(&self) -> Result<Option<String>, LedgerError> {
        Ok(self.0.query_row("SELECT max(day) FROM coverage", [], |r| r.get(0))?)
    }

    fn covered(&self, sql: &str, given: &[&dyn ToSql]) -> Result<Vec<CoverageRow>, LedgerError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let row = |r: &Row<'_>| {
            Ok(CoverageRow { report: r.get(0)?, outlet: r.get(1)?, day: r.get(2)?, countries: r.get(3)? })
        };
        Ok(statement.query_map(given, row)?.collect::<Result<_, _>>()?)
    }

    /// The reports of a page.
    pub fn reports_of_page(&self, page: u64) -> Result<Vec<ReportId>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT report FROM pages WHERE page = ?1 ORDER BY report")?;
        let rows = statement.query_map([page as i64], |r| r.get::<_, String>(0))?;
        rows.map(|id| id?.parse().map_err(|_| corrupt("a report id among the pages"))).collect()
    }

    /// The event a telling belongs to as of that entry.
    pub fn event_of(&self, claim: &str, head: u64) -> Result<Option<String>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT event FROM memberships WHERE claim = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)",
        )?;
        Ok(statement.query_row(params![claim, head], |r| r.get(0)).optional()?)
    }

    /// The tellings of an event as of that entry, by their claims.
    pub fn members(&self, event: &str, head: u64) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT claim FROM memberships WHERE event = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2) ORDER BY claim",
        )?;
        let rows = statement.query_map(params![event, head], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The events the telling has belonged to: since when, until when, which.
    pub fn history(&self, claim: &str) -> Result<Vec<(u64, Option<u64>, String)>, LedgerError> {
        let mut statement =
            self.0.prepare_cached("SELECT since, until, event FROM memberships WHERE claim = ?1 ORDER BY since")?;
        let rows = statement.query_map([claim], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All tellings with their events now.
    pub fn memberships(&self) -> Result<Vec<(String, String)>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT claim, event FROM memberships WHERE until IS NULL")?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// From `first` on the telling belongs to this event, or to none.
    pub fn set_membership(&self, claim: &str, event: Option<&str>, first: u64) -> Result<(), LedgerError> {
        self.0
            .prepare_cached("DELETE FROM memberships WHERE claim = ?1 AND since = ?2")?
            .execute(params![claim, first])?;
        self.0
            .prepare_cached("UPDATE memberships SET until = ?2 WHERE claim = ?1 AND until IS NULL")?
            .execute(params![claim, first])?;
        if let Some(event) = event {
            self.0
                .prepare_cached("INSERT INTO memberships VALUES (?1, ?2, NULL, ?3)")?
                .execute(params![claim, first, event])?;
        }
        Ok(())
    }

    /// The events that stand now.
    pub fn standing(&self) -> Result<Vec<String>, LedgerError> {
        let mut statement =
            self.0.prepare_cached("SELECT event FROM event_versions WHERE until IS NULL ORDER BY event")?;
        let rows = statement.query_map([], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The ids that were events' and are so no longer.
    pub fn ended(&self) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT DISTINCT event FROM event_versions v WHERE until IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM event_versions w WHERE w.event = v.event AND w.until IS NULL) ORDER BY event",
        )?;
        let rows = statement.query_map([], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The events of which a version began or ended behind entry `after`, up to `until`.
    pub fn changed(&self, after: u64, until: u64) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT DISTINCT event FROM event_versions
             WHERE since > ?1 AND since <= ?2 OR until > ?1 AND until <= ?2 ORDER BY event",
        )?;
        let rows = statement.query_map(params![after, until], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The form of the event as of that entry.
    pub fn form(&self, event: &str, head: u64) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT f.form FROM event_versions v JOIN event_forms f ON f.version = v.number
             WHERE v.event = ?1 AND v.since <= ?2 AND (v.until IS NULL OR v.until > ?2)",
        )?;
        let packed: Option<Vec<u8>> = statement.query_row(params![event, head], |r| r.get(0)).optional()?;
        Ok(packed.map(|p| zstd::decode_all(p.as_slice())).transpose()?)
    }

    /// From `first` on the event is no more, or is another version.
    pub fn close_version(&self, event: &str, first: u64) -> Result<(), LedgerError> {
        self.0
            .prepare_cached(
                "DELETE FROM event_forms WHERE version IN (SELECT number FROM event_versions WHERE event = ?1 AND since = ?2)",
            )?
            .execute(params![event, first])?;
        self.0
            .prepare_cached("DELETE FROM event_versions WHERE event = ?1 AND since = ?2")?
            .execute(params![event, first])?;
        self.0
            .prepare_cached("UPDATE event_versions SET until = ?2 WHERE event = ?1 AND until IS NULL")?
            .execute(params![event, first])?;
        Ok(())
    }

    /// From `first` on the event stands so.
    pub fn open_version(&self, row: &EventRow, form: &[u8], first: u64) -> Result<(), LedgerError> {
        self.close_version(&row.event, first)?;
        if self.reopen(&row.event, form, first)? {
            return Ok(());
        }
        self.0
            .prepare_cached(
                "INSERT INTO event_versions (event, since, day, last_day, country, kind, status, certainty, place, actors, targets, lands, long)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                row.event, first, row.day, row.last_day, row.country, row.kind, row.status, row.certainty, row.place,
                row.actors, row.targets, row.lands, row.long
            ])?;
        let version = self.0.last_insert_rowid();
        self.0
            .prepare_cached("INSERT INTO event_forms VALUES (?1, ?2)")?
            .execute(params![version, zstd::bulk::compress(form, 1)?])?;
        pages::name(self.0, row, version)
    }

    /// Lets the version that ended at `first` go on, where it has this very form: within one moment something changed and changed back.
    fn reopen(&self, event: &str, form: &[u8], first: u64) -> Result<bool, LedgerError> {
        let ended: Option<(u64, Vec<u8>)> = self
            .0
            .prepare_cached(
                "SELECT v.number, f.form FROM event_versions v JOIN event_forms f ON f.version = v.number
                 WHERE v.event = ?1 AND v.until = ?2",
            )?
            .query_row(params![event, first], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let Some((number, packed)) = ended else { return Ok(false) };
        let same = zstd::decode_all(packed.as_slice())? == form;
        if same {
            self.0.prepare_cached("UPDATE event_versions SET until = NULL WHERE number = ?1")?.execute([number])?;
        }
        Ok(same)
    }

    /// The forms of a page of events, by day and id.
    pub fn page(&self, page: &Page) -> Result<Vec<Vec<u8>>, LedgerError> {
        pages::page(self.0, page)
    }

    /// Each version of the events whose id begins with `prefix`: id, since, until.
    pub fn versions(&self, prefix: &str) -> Result<Vec<(String, u64, Option<u64>)>, LedgerError> {
        let top = format!("{prefix}g");
        let mut statement = self.0.prepare_cached(
            "SELECT event, since, until FROM event_versions WHERE event >= ?1 AND event < ?2 ORDER BY event, since LIMIT 1000",
        )?;
        let rows = statement.query_map(params![prefix, top], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything that is kept of the events, as bytes: for comparing what was kept with what is made anew.
    pub fn digest(&self) -> Result<Vec<u8>, LedgerError> {
        let mut statement = self.0.prepare(
            "SELECT v.event, v.since, ifnull(v.until, 0), f.form FROM event_versions v JOIN event_forms f ON f.version = v.number
             ORDER BY v.event, v.since",
        )?;
        let mut rows = statement.query([])?;
        let mut bytes = Vec::new();
        while let Some(row) = rows.next()? {
            let (event, since, until, form): (String, u64, u64, Vec<u8>) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            bytes.extend(format!("\n{event} {since} {until} ").into_bytes());
            bytes.extend(zstd::decode_all(form.as_slice())?);
        }
        Ok(bytes)
    }
}

//! Questions to the ledger: events from a view, series, what changed between two moments, judgements.

use super::{Engine, EngineError, linked};
use dateline_core::linking::{self, Told};
use dateline_core::model::wire::EventForm;
use dateline_core::model::*;
use dateline_ledger::{State, View};
use std::collections::{BTreeMap, BTreeSet};

/// From where one looks, and by which rule values are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Lens {
    /// The two clocks.
    pub view: View,
    /// The rule.
    pub rule: Rule,
}

impl Default for Lens {
    fn default() -> Self {
        Self { view: View::default(), rule: Rule::Representative }
    }
}

/// The ledger as seen through a lens.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Reports, readings, judgements.
    pub state: State,
    /// The events.
    pub events: Vec<Event>,
}

impl Picture {
    /// The reading and report that hold a claim.
    pub fn claim(&self, id: ClaimId) -> Option<(&Report, &Reading, &Claim)> {
        self.state.reports.iter().find_map(|(report, reading)| {
            let claim = reading.claims.iter().find(|c| c.id == id)?;
            Some((report, reading, claim))
        })
    }

    /// The report of that id.
    pub fn report(&self, id: ReportId) -> Option<&Report> {
        self.state.reports.iter().map(|(report, _)| report).find(|r| r.id() == id)
    }

    /// The event whose id, or one of whose claims' ids, begins with `prefix`.
    pub fn event(&self, prefix: &str) -> Result<&Event, EngineError> {
        let prefix = prefix.to_lowercase();
        let by_id: Vec<&Event> = self.events.iter().filter(|e| e.id.to_string().starts_with(&prefix)).collect();
        let found = if by_id.is_empty() {
            let claims =
                |e: &&Event| e.tellings.iter().flat_map(|t| &t.claims).any(|c| c.to_string().starts_with(&prefix));
            self.events.iter().filter(claims).collect()
        } else {
            by_id
        };
        match found.as_slice() {
            [event] => Ok(event),
            [] => Err(EngineError::NoSuch(format!(
                "no event or claim has an id that begins with {prefix:?}: `dateline events` lists them"
            ))),
            several => {
                let ids: Vec<String> = several.iter().take(5).map(|e| e.id.to_string()).collect();
                Err(EngineError::NoSuch(format!(
                    "{} events begin with {prefix:?}: {}; give more of the id",
                    several.len(),
                    ids.join(", ")
                )))
            }
        }
    }
}

/// What happened to an event between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there before.
    Appeared,
    /// It is no longer there under any id.
    Vanished,
    /// Its fields are others.
    Changed,
    /// It is now part of another event.
    Merged,
}

/// A change of an event between two moments.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The event's id before, or now where it is new.
    pub event: EventId,
    /// The event it is now, where there is one.
    pub now: Option<EventId>,
    /// Each changed field, before and after, in words.
    pub fields: Vec<(String, String, String)>,
    /// The reports that brought the change.
    pub reports: Vec<ReportId>,
    /// The judgements that brought it, by number.
    pub judgements: Vec<u64>,
}

impl Engine {
    /// The ledger seen through the lens.
    pub fn picture(&self, lens: &Lens) -> Result<Picture, EngineError> {
        let state = self.ledger.state(&lens.view)?;
        let told: Vec<Told<'_>> = state.reports.iter().map(|(report, reading)| Told { report, reading }).collect();
        let events = linking::link(&told, &state.judgements, lens.rule);
        Ok(Picture { state, events })
    }

    /// Computes all events afresh, as they were at every moment; how many stand now.
    pub fn rebuild(&mut self) -> Result<usize, EngineError> {
        linked::rebuild(&mut self.ledger)
    }

    /// Links what is not linked yet.
    pub fn advance(&mut self) -> Result<u64, EngineError> {
        linked::advance(&mut self.ledger)
    }

    /// Whether the events that are kept for now are what the claims compute to.
    pub fn view_is_true(&mut self) -> Result<bool, EngineError> {
        let kept = self.events(&Lens::default(), &Selection::default(), usize::MAX, 0)?.forms;
        let mut computed: Vec<EventForm> = self.picture(&Lens::default())?.events.iter().map(EventForm::from).collect();
        computed.sort_by(|a, b| super::looks::order(a).cmp(&super::looks::order(b)));
        Ok(kept == computed)
    }

    /// Adds a judgement; its number.
    pub fn judge(&mut self, action: Action, reason: &str) -> Result<u64, EngineError> {
        let judgement = Judgement { action, by: self.by.clone(), reason: reason.to_owned() };
        let number = self.ledger.judge(&judgement, self.clock.now())?;
        self.advance()?;
        Ok(number)
    }

    /// Whether any report is of that outlet or has the words of that source's name in its text.
    pub fn knows_source(&self, source: &str) -> Result<bool, EngineError> {
        let phrase = format!("\"{}\"", source.replace('"', " "));
        Ok(self.ledger.linked().is_outlet(source)? || !self.ledger.search(&phrase, 1)?.is_empty())
    }

    /// Removes a report's text, as a law or a licence bids.
    pub fn remove(&mut self, report: ReportId, reason: &str) -> Result<(), EngineError> {
        Ok(self.ledger.remove(report, reason, &self.by, self.clock.now())?)
    }

    /// What changed between two lenses. Between two moments of the ledger only the events are looked at of which a version began or ended.
    pub fn diff(&mut self, before: &Lens, after: &Lens) -> Result<Vec<Change>, EngineError> {
        if let Some((old, new)) = self.changed(before, after)? {
            let head = self.ledger.head_of(&before.view)?;
            let mut known = BTreeSet::new();
            for report in new.iter().flat_map(|e| &e.tellings).map(|t| t.report).collect::<BTreeSet<_>>() {
                if self.ledger.linked().told(report, head)?.is_some() {
                    known.insert(report);
                }
            }
            return Ok(changes(&old, &new, &known));
        }
        let (old, new) = (self.picture(before)?, self.picture(after)?);
        let known = old.state.reports.iter().map(|(r, _)| r.id()).collect();
        Ok(changes(&old.events, &new.events, &known))
    }
}

/// The events as bytes: the same events give the same bytes on every machine.
pub fn event_bytes(events: &[Event]) -> Vec<u8> {
    let forms: Vec<EventForm> = events.iter().map(EventForm::from).collect();
    serde_json::to_vec(&forms).unwrap_or_default()
}

/// What changed; `known` are the reports that were known before.
fn changes(old: &[Event], new: &[Event], known: &BTreeSet<ReportId>) -> Vec<Change> {
    let mut holder: BTreeMap<ClaimId, EventId> = BTreeMap::new();
    for event in new {
        event.tellings.iter().flat_map(|t| &t.claims).for_each(|c| {
            holder.insert(*c, event.id);
        });
    }
    let by_id =
        |events: &[Event]| -> BTreeMap<EventId, usize> { events.iter().enumerate().map(|(i, e)| (e.id, i)).collect() };
    let (was, is) = (by_id(old), by_id(new));
    let mut found = Vec::new();
    let mut continued: BTreeSet<EventId> = BTreeSet::new();
    for event in old {
        let now =
            holder.get(&event.id).or_else(|| event.tellings.iter().flat_map(|t| &t.claims).find_map(|c| holder.get(c)));
        match now {
            None => found.push(change(ChangeKind::Vanished, event.id, None, Some(event), None, known)),
            Some(&id) => {
                let after = &new[is[&id]];
                let absorbed = id != event.id && was.contains_key(&id);
                continued.insert(id);
                let mut one = change(
                    if absorbed { ChangeKind::Merged } else { ChangeKind::Changed },
                    event.id,
                    Some(id),
                    Some(event),
                    Some(after),
                    known,
                );
                if absorbed || !one.fields.is_empty() || id != event.id {
                    one.now = Some(id);
                    found.push(one);
                }
            }
        }
    }
    for event in new.iter().filter(|e| !continued.contains(&e.id)) {
        found.push(change(ChangeKind::Appeared, event.id, Some(event.id), None, Some(event), known));
    }
    found
}

fn change(
    kind: ChangeKind,
    event: EventId,
    now: Option<EventId>,
    before: Option<&Event>,
    after: Option<&Event>,
    known: &BTreeSet<ReportId>,
) -> Change {
    let words = |event: Option<&Event>| event.map(in_words).unwrap_or_default();
    let (was, is) = (words(before), words(after));
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let value = |map: &BTreeMap<String, String>, key: &String| map.get(key).cloned().unwrap_or_default();
    let fields = keys
        .into_iter()
        .filter(|k| value(&was, k) != value(&is, k))
        .map(|k| (k.clone(), value(&was, k), value(&is, k)))
        .collect();
    // A report may tell of one event twice.
    let brought: BTreeSet<ReportId> =
        after.map(|e| e.tellings.iter().map(|t| t.report).filter(|r| !known.contains(r)).collect()).unwrap_or_default();
    let reports = brought.into_iter().collect();
    let earlier: Vec<u64> = before.map(|e| e.judgements.clone()).unwrap_or_default();
    let judgements =
        after.map(|e| e.judgements.iter().copied().filter(|j| !earlier.contains(j)).collect()).unwrap_or_default();
    Change { kind, event, now, fields, reports, judgements }
}

/// An event's fields in words, for comparing.
fn in_words(event: &Event) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            words.insert(key.to_owned(), value);
        }
    };
    put("type", event.kind.value.to_string());
    put("status", event.status.value.to_string());
    put("standing", event.standing.to_string());
    put(
        "actors",
        event.actors.iter().map(|f| format!("{} ({})", f.value.name, f.standing)).collect::<Vec<_>>().join(", "),
    );
    put("targets", event.targets.iter().map(|f| f.value.name.clone()).collect::<Vec<_>>().join(", "));
    put("place", event.place.as_ref().map(|f| f.value.name.clone()).unwrap_or_default());
    put(
        "date",
        event
            .date
            .as_ref()
            .map(
                |f| {
                    if f.value.0 == f.value.1 {
                        f.value.0.to_string()
                    } else {
                        format!("{} to {}", f.value.0, f.value.1)
                    }
                },
            )
            .unwrap_or_default(),
    );
    for harm in &event.harm {
        let toll = match harm.high {
            Some(high) if high == harm.low => high.to_string(),
            Some(high) => format!("{} to {high}", harm.low),
            None => format!("{} or more", harm.low),
        };
        put(harm.kind.as_str(), format!("{toll} ({})", harm.standing));
    }
    // One who claims an attack in two reports claims it once.
    let mut bears: Vec<String> = event
        .responsibility
        .iter()
        .map(|f| format!("{} {} ({})", f.value.actor.name, f.value.stance, f.standing))
        .collect();
    bears.dedup();
    put("responsibility", bears.join(", "));
    put("independent sources", event.independent.to_string());
    words
}

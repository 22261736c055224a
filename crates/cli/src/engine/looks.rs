//! Looks at what is linked: a page of events, one event with its reports, and what became of old ids.
//!
//! In: a lens, a selection, an id. Out: events. Views by publication and by other rules are computed from all claims; all others are
//! looked up, whatever the size of the ledger.

use super::linked::{pulls, replaced, stored, telling_of};
use super::{Engine, EngineError, Lens, Picture};
use dateline_core::analysis::selects;
use dateline_core::linking::{self, Member, Told};
use dateline_core::model::wire::{EventForm, NearForm};
use dateline_core::model::*;
use dateline_ledger::{Linked, Page, State};
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};

/// A page of events, by day and id.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    /// The events.
    pub forms: Vec<EventForm>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// An id that was an event's and is one no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The id.
    pub event: String,
    /// The event that its claim belongs to now; none where the claim is no longer told.
    pub now: Option<String>,
    /// When it ended.
    pub at: jiff::Timestamp,
    /// What ended it: reports that were added, judgements, by number.
    pub because: Vec<String>,
}

/// By what events stand in order: undated ones last.
pub(super) fn order(form: &EventForm) -> (bool, Option<&str>, &str) {
    let day = form.date.as_ref().map(|d| d.value[0].as_str());
    (day.is_none(), day, form.id.as_str())
}

impl Engine {
    /// A page of the selected events.
    pub fn events(
        &mut self,
        lens: &Lens,
        selection: &Selection,
        limit: usize,
        skip: usize,
    ) -> Result<EventPage, EngineError> {
        if !kept(lens) || self.advance().is_err() {
            return self.computed(lens, selection, limit, skip);
        }
        let head = self.ledger.head_of(&lens.view)?;
        let store = self.ledger.linked();
        let found = store.page(&page(selection, head, limit.saturating_add(1), skip))?;
        let more = found.len() > limit;
        let mut forms = Vec::with_capacity(found.len());
        for form in found.iter().take(limit) {
            let mut form: EventForm = serde_json::from_slice(form).map_err(|_| damaged())?;
            form.near = near(&store, &form.id, head)?.iter().map(NearForm::from).collect();
            forms.push(form);
        }
        Ok(EventPage { forms, more })
    }

    fn computed(
        &self,
        lens: &Lens,
        selection: &Selection,
        limit: usize,
        skip: usize,
    ) -> Result<EventPage, EngineError> {
        let picture = self.picture(lens)?;
        let mut forms: Vec<EventForm> =
            picture.events.iter().filter(|e| selects(selection, e)).map(EventForm::from).collect();
        forms.sort_by(|a, b| order(a).cmp(&order(b)));
        let rest = forms.split_off(skip.min(forms.len()));
        let more = rest.len() > limit;
        Ok(EventPage { forms: rest.into_iter().take(limit).collect(), more })
    }

    /// The event whose id, or one of whose claims' ids, begins with `prefix`: a picture of it and its reports.
    pub fn event(&mut self, prefix: &str, lens: &Lens) -> Result<Picture, EngineError> {
        if lens.view.as_published.is_some() || self.advance().is_err() {
            let mut picture = self.picture(lens)?;
            let event = picture.event(prefix)?.clone();
            picture.events = vec![event];
            return Ok(picture);
        }
        let head = self.ledger.head_of(&lens.view)?;
        let id = self.event_id(&prefix.to_lowercase(), head)?;
        self.one(&id, head, lens.rule)?.ok_or_else(|| no_such(prefix))
    }

    /// The events that these reports tell of.
    pub fn events_of(&mut self, reports: &[ReportId]) -> Result<Vec<EventForm>, EngineError> {
        let head = self.advance()?;
        let store = self.ledger.linked();
        let mut ids = BTreeSet::new();
        for report in reports {
            for number in store.profiles_of(&report.to_string())? {
                let claim = stored(&store, number)?.claim.to_string();
                ids.extend(store.event_of(&claim, head)?);
            }
        }
        let mut forms = Vec::new();
        for id in ids {
            let form = store.form(&id, head)?.ok_or_else(damaged)?;
            forms.push(serde_json::from_slice(&form).map_err(|_| damaged())?);
        }
        Ok(forms)
    }

    /// The full id of the event that `prefix` names: an event's id, one of its claims', or an id that an event had once.
    fn event_id(&self, prefix: &str, head: u64) -> Result<String, EngineError> {
        let store = self.ledger.linked();
        let versions = store.versions(prefix)?;
        let stands = |v: &&(String, u64, Option<u64>)| v.1 <= head && v.2.is_none_or(|until| until > head);
        let mut found: BTreeSet<String> = versions.iter().filter(stands).map(|v| v.0.clone()).collect();
        if found.is_empty() {
            for claim in self.ledger.claims_like(prefix)? {
                if let Some(telling) = telling_of(&store, claim, head)? {
                    found.extend(store.event_of(&telling.to_string(), head)?);
                }
            }
        }
        let several = found.len();
        match found.pop_first() {
            Some(id) if several == 1 => Ok(id),
            None if !versions.is_empty() => Err(EngineError::NoSuch(self.retracted(&versions[0].0)?)),
            None => Err(no_such(prefix)),
            Some(first) => Err(EngineError::NoSuch(format!(
                "{several} events begin with {prefix:?}: {first}, …; give more of the id"
            ))),
        }
    }

    /// Why an event that once stood stands no longer.
    fn retracted(&self, event: &str) -> Result<String, EngineError> {
        let former = self.former(event)?;
        let (at, because) = former.map_or((String::new(), String::new()), |f| {
            (f.at.strftime(" since %F %T UTC").to_string(), f.because.join(", "))
        });
        let because = if because.is_empty() { because } else { format!(" (because of {because})") };
        Ok(format!("the event {event} is told by no report{at}{because}; `--as-of` an earlier day still shows it"))
    }

    /// An event with its reports, as of that entry.
    pub(super) fn one(&self, id: &str, head: u64, rule: Rule) -> Result<Option<Picture>, EngineError> {
        let store = self.ledger.linked();
        let judgements = store.judgements(head)?;
        let mut told: BTreeMap<ReportId, (Report, Reading)> = BTreeMap::new();
        let mut profiles = Vec::new();
        let mut newer: BTreeMap<ReportId, bool> = BTreeMap::new();
        for claim in store.members(id, head)? {
            let Some(number) = store.profile_by(&claim)? else { continue };
            let profile = stored(&store, number)?;
            if let Some(page) = profile.page() {
                newer.extend(replaced(&store, page, head)?);
            }
            if let Some(pair) = store.told(profile.report, head)? {
                told.insert(profile.report, pair);
            }
            profiles.push(profile);
        }
        let member = |p: &linking::Profile| {
            let (report, reading) = told.get(&p.report)?;
            let replaced = newer.get(&p.report).copied().unwrap_or(false);
            Some(Member { told: Told { report, reading }, number: p.number as usize, replaced })
        };
        let members: Vec<Member<'_>> = profiles.iter().filter_map(member).collect();
        let Some(mut event) = linking::event(&members, &judgements, rule) else { return Ok(None) };
        event.near = near(&store, id, head)?;
        let state = State { reports: told.into_values().collect(), judgements, head };
        Ok(Some(Picture { state, events: vec![event] }))
    }

    /// The events of which a version began or ended between two moments of the ledger, before and after; none where they are not kept.
    #[allow(clippy::type_complexity)] // Events before, events after.
    pub(super) fn changed(
        &mut self,
        before: &Lens,
        after: &Lens,
    ) -> Result<Option<(Vec<Event>, Vec<Event>)>, EngineError> {
        if !kept(before) || !kept(after) || self.advance().is_err() {
            return Ok(None);
        }
        let (from, to) = (self.ledger.head_of(&before.view)?, self.ledger.head_of(&after.view)?);
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for id in self.ledger.linked().changed(from.min(to), from.max(to))? {
            for (head, found) in [(from, &mut old), (to, &mut new)] {
                if self.ledger.linked().form(&id, head)?.is_some() {
                    found.extend(
                        self.one(&id, head, Rule::Representative)?.map(|picture| picture.events).unwrap_or_default(),
                    );
                }
            }
        }
        Ok(Some((old, new)))
    }

    /// What became of an event's id, where it stands no longer.
    pub fn former(&self, event: &str) -> Result<Option<Former>, EngineError> {
        let store = self.ledger.linked();
        let (head, _) = self.ledger.head()?;
        let versions: Vec<_> = store.versions(event)?.into_iter().filter(|v| v.0 == event).collect();
        let Some(until) = versions.last().and_then(|v| v.2) else { return Ok(None) };
        let now = store.event_of(event, head)?;
        let Some(at) = self.ledger.entries(until.saturating_sub(1), 1)?.first().map(|e| e.at) else { return Ok(None) };
        Ok(Some(Former { event: event.to_owned(), now, at, because: self.moment(until)? }))
    }

    /// The reports and judgements that came with the moment that begins at this entry.
    fn moment(&self, first: u64) -> Result<Vec<String>, EngineError> {
        let entries = self.ledger.entries(first.saturating_sub(1), 16)?;
        let begun = entries.first().map(|e| e.at);
        let words = entries.iter().take_while(|e| Some(e.at) == begun).filter_map(|e| match &e.operation {
            Operation::AddReport { report, .. } => Some(format!("report {report}")),
            Operation::AddReading { .. } => None,
            Operation::Judge(_) => Some(format!("judgement {}", e.number)),
            Operation::Remove { report, .. } => Some(format!("removal of {report}")),
        });
        Ok(words.collect())
    }

    /// The ids under which parts of this event stood as events of their own.
    pub fn formers(&self, event: &Event) -> Result<Vec<Former>, EngineError> {
        let claims: BTreeSet<ClaimId> = event.tellings.iter().flat_map(|t| t.claims.clone()).collect();
        let mut found = Vec::new();
        for claim in claims.into_iter().filter(|c| *c != event.id) {
            found.extend(self.former(&claim.to_string())?);
        }
        Ok(found)
    }

    /// Events that no report tells any longer: their claims are gone with a newer reading or a removal.
    pub fn retractions(&mut self) -> Result<Vec<Former>, EngineError> {
        self.advance()?;
        let mut found = Vec::new();
        for id in self.ledger.linked().ended()? {
            found.extend(self.former(&id)?.filter(|f| f.now.is_none()));
        }
        Ok(found)
    }
}

/// Whether events are kept for this lens.
pub(super) fn kept(lens: &Lens) -> bool {
    lens.rule == Rule::Representative && lens.view.as_published.is_none()
}

fn near(store: &Linked<'_>, event: &str, head: u64) -> Result<Vec<Near>, EngineError> {
    Ok(linking::near(&pulls(store, event, head)?))
}

pub(super) fn damaged() -> EngineError {
    EngineError::NoSuch("the kept events are damaged: run `dateline rebuild`".to_owned())
}

fn no_such(prefix: &str) -> EngineError {
    EngineError::NoSuch(format!(
        "no event or claim has an id that begins with {prefix:?}: `dateline events` lists them"
    ))
}

/// Events that take longer than so many days are long ones.
pub(super) const MONTH: i32 = 31;

pub(super) fn page(selection: &Selection, head: u64, limit: usize, skip: usize) -> Page {
    let lower = |words: &Option<String>| words.as_ref().map(|w| w.to_lowercase());
    Page {
        head,
        country: selection.country.clone(),
        place: lower(&selection.place),
        actor: lower(&selection.actor),
        target: lower(&selection.target),
        kinds: selection.kinds.iter().map(ToString::to_string).collect(),
        statuses: selection.statuses.iter().map(ToString::to_string).collect(),
        certainties: selection.certainties.iter().map(ToString::to_string).collect(),
        from: selection.from.map(|d| d.to_string()),
        month_before: selection.from.and_then(|d| d.checked_sub(MONTH.days()).ok()).map(|d| d.to_string()),
        to: selection.to.map(|d| d.to_string()),
        limit,
        skip,
    }
}

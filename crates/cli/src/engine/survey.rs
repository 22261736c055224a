//! Surveys: the selected events counted over time, with their lulls, and sums beside the ledger's own counts.
//!
//! In: a lens and a selection. Out: the series, the events with their reports, the sums. Of a ledger that is linked only the selected
//! events are loaded, those in the scope of their sums, and what was published in their silences; through other lenses everything is.

use super::looks::{damaged, kept, page};
use super::{Engine, EngineError, Lens, Picture};
use dateline_core::analysis::{self, Coverage, Reconciled, reconcile, selects};
use dateline_core::model::wire::EventForm;
use dateline_core::model::*;
use dateline_ledger::{CoverageRow, State};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Selected events over time.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The series.
    pub series: Series,
    /// Its events, and the reports that a face names.
    pub picture: Picture,
    /// Sums among the events, each beside the ledger's own count.
    pub sums: Vec<Reconciled>,
}

/// No face names more reports of a silence.
const NAMED: usize = 5;

impl Engine {
    /// The selected events over time. A silence up to `until` is an open lull; without it up to the day last published on.
    pub fn survey(&mut self, lens: &Lens, wanted: &Selection, until: Option<Date>) -> Result<Survey, EngineError> {
        if !kept(lens) || lens.view.as_of.is_some() || self.advance().is_err() {
            return self.survey_all(lens, wanted, until);
        }
        let head = self.ledger.head_of(&lens.view)?;
        let mut picture = self.chosen(lens, wanted, head)?;
        let last = self.ledger.linked().last_published()?.and_then(|day| day.parse().ok());
        let until = until.or(last);
        let silent = analysis::series(&picture.events, wanted, &[], until);
        let series = match silent.lulls.is_empty() {
            true => silent,
            false => analysis::series(&picture.events, wanted, &self.covering(&picture.events, &silent)?, until),
        };
        for report in series.lulls.iter().flat_map(|lull| lull.reports.iter().take(NAMED)) {
            picture.state.reports.extend(self.ledger.linked().told(*report, head)?);
        }
        let mut sums = Vec::new();
        for sum in &picture.events {
            sums.extend(self.reconciled(sum, lens)?);
        }
        Ok(Survey { series, picture, sums })
    }

    fn survey_all(&self, lens: &Lens, wanted: &Selection, until: Option<Date>) -> Result<Survey, EngineError> {
        let picture = self.picture(lens)?;
        let published = picture.state.reports.iter().filter_map(|(r, _)| r.meta().published.map(|p| p.date()));
        let until = until.or(published.max());
        let series = analysis::series(&picture.events, wanted, &coverage(&picture), until);
        let chosen = picture.events.iter().filter(|e| selects(wanted, e));
        let sums = chosen.flat_map(|sum| reconcile(sum, &picture.events)).collect();
        Ok(Survey { series, picture, sums })
    }

    /// The sums that an event tells, beside the ledger's own counts; none where it is no sum.
    pub fn reconciled(&mut self, sum: &Event, lens: &Lens) -> Result<Vec<Reconciled>, EngineError> {
        if sum.status.value != Status::Aggregate || sum.count.is_none() && sum.harm.is_empty() {
            return Ok(Vec::new());
        }
        if !kept(lens) || self.advance().is_err() {
            return Ok(reconcile(sum, &self.picture(lens)?.events));
        }
        let period = sum.date.as_ref().map(|d| d.value);
        let scope = Selection {
            kinds: vec![sum.kind.value],
            statuses: vec![Status::New, Status::Background],
            from: period.map(|p| p.0),
            to: period.map(|p| p.1),
            ..Selection::default()
        };
        let head = self.ledger.head_of(&lens.view)?;
        Ok(reconcile(sum, &self.chosen(lens, &scope, head)?.events))
    }

    /// The selected events as of that entry, by id, with their reports.
    fn chosen(&self, lens: &Lens, wanted: &Selection, head: u64) -> Result<Picture, EngineError> {
        let mut events: BTreeMap<EventId, Event> = BTreeMap::new();
        let mut reports: BTreeMap<ReportId, (Report, Reading)> = BTreeMap::new();
        let mut judgements = Vec::new();
        for form in self.ledger.linked().page(&page(wanted, head, usize::MAX, 0))? {
            let form: EventForm = serde_json::from_slice(&form).map_err(|_| damaged())?;
            let Some(one) = self.one(&form.id, head, lens.rule)? else { continue };
            judgements = one.state.judgements;
            reports.extend(one.state.reports.into_iter().map(|told| (told.0.id(), told)));
            events.extend(one.events.into_iter().filter(|e| selects(wanted, e)).map(|e| (e.id, e)));
        }
        let state = State { reports: reports.into_values().collect(), judgements, head };
        Ok(Picture { state, events: events.into_values().collect() })
    }

    /// What was published in the silences, and the reports that tell of the events.
    fn covering(&self, events: &[Event], silent: &Series) -> Result<Vec<Coverage>, EngineError> {
        let store = self.ledger.linked();
        let mut rows: BTreeMap<String, CoverageRow> = BTreeMap::new();
        for lull in &silent.lulls {
            let within = store.coverage(&lull.from.to_string(), &lull.to.to_string())?;
            rows.extend(within.into_iter().map(|row| (row.report.clone(), row)));
        }
        let telling: BTreeSet<ReportId> = events.iter().flat_map(|e| &e.tellings).map(|t| t.report).collect();
        for report in &telling {
            let row = store.coverage_of(&report.to_string())?;
            rows.extend(row.map(|row| (row.report.clone(), row)));
        }
        let told = told(events);
        let mut all: Vec<Coverage> = rows.into_values().filter_map(|row| covered(&row, &told)).collect();
        all.sort_by_key(|c| (c.day, c.report));
        Ok(all)
    }
}

fn covered(row: &CoverageRow, told: &BTreeMap<ReportId, Vec<EventId>>) -> Option<Coverage> {
    let report: ReportId = row.report.parse().ok()?;
    Some(Coverage {
        report,
        outlet: row.outlet.clone(),
        day: row.day.parse().ok()?,
        countries: row.countries.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect(),
        events: told.get(&report).cloned().unwrap_or_default(),
    })
}

/// The events that each report tells of.
fn told(events: &[Event]) -> BTreeMap<ReportId, Vec<EventId>> {
    let mut told: BTreeMap<ReportId, Vec<EventId>> = BTreeMap::new();
    for event in events {
        event.tellings.iter().for_each(|t| told.entry(t.report).or_default().push(event.id));
    }
    told
}

/// The coverage of a report, as it is kept; none where nobody knows when it was published.
pub(super) fn row(report: &Report, reading: &Reading) -> Option<CoverageRow> {
    let countries: BTreeSet<&str> =
        reading.claims.iter().filter_map(|c| c.account.place.as_ref()?.country.as_deref()).collect();
    Some(CoverageRow {
        report: report.id().to_string(),
        outlet: report.meta().outlet.clone(),
        day: report.meta().published?.date().to_string(),
        countries: countries.into_iter().collect::<Vec<_>>().join(","),
    })
}

fn coverage(picture: &Picture) -> Vec<Coverage> {
    let told = told(&picture.events);
    let rows = picture.state.reports.iter().filter_map(|(report, reading)| row(report, reading));
    let mut all: Vec<Coverage> = rows.filter_map(|row| covered(&row, &told)).collect();
    all.sort_by_key(|c| (c.day, c.report));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Clock, ReadReport, Source, read_text, reader};

    fn report(day: u32, outlet: &str, text: &str) -> ReadReport {
        let meta = ReportMeta {
            published: format!("2024-03-{day:02}").parse().ok(),
            outlet: Some(outlet.to_owned()),
            url: Some(format!("https://example.org/{outlet}/{day}")),
            ..ReportMeta::default()
        };
        ReadReport { source: Source::Standard, ..read_text(&reader(), meta, text) }
    }

    #[test]
    fn what_is_looked_up_is_what_is_computed() {
        let mut engine =
            Engine::open(std::path::Path::new(":memory:"), Clock::Fixed(jiff::Timestamp::UNIX_EPOCH), "tester")
                .expect("opened");
        let day = |d| report(d, "Gao Post", "Rebels shelled the town of Gao in Mali today, killing 4 people.");
        let mut reports: Vec<ReadReport> = (1..8).map(day).collect();
        reports.push(report(22, "Gao Post", "Police dispersed a protest in Bamako, Mali, on Friday."));
        reports.push(report(28, "Gao Post", "Rebels have shelled Gao in Mali 12 times in March."));
        engine.add_reports(&reports).expect("added");
        let wanted = Selection { place: Some("Gao".into()), ..Selection::default() };
        let (looked, computed) =
            (engine.survey(&Lens::default(), &wanted, None), engine.survey_all(&Lens::default(), &wanted, None));
        let (looked, computed) = (looked.expect("looked up"), computed.expect("computed"));
        assert_eq!(looked.series, computed.series);
        assert_eq!(looked.sums, computed.sums);
        assert!(!looked.series.lulls.is_empty() && !looked.series.lulls[0].reports.is_empty(), "{:#?}", looked.series);
    }
}

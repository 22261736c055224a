//! Series and lulls over events that were read and linked: counts with bounds, silences with the coverage behind them.

use dateline_core::analysis::{Coverage, series};
use dateline_core::extraction::Reader;
use dateline_core::knowledge::Knowledge;
use dateline_core::linking::{Told, link};
use dateline_core::model::{Event, EventType, Reading, Report, ReportMeta, Rule, Selection, Series};
use dateline_core::reading::sentences;
use jiff::civil::{Date, date};

fn read(day: Date, text: &str) -> (Report, Reading) {
    let meta = ReportMeta {
        outlet: Some("Harbour Wire".into()),
        published: day.to_string().parse().ok(),
        ..ReportMeta::default()
    };
    let report = Report::plain(meta, text);
    let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(text));
    (report, reading)
}

/// A report of a shelling on each of these days of 2024.
fn shellings(days: &[Date]) -> Vec<(Report, Reading)> {
    let text = |day: &Date| {
        format!("Government forces shelled the town of Douma on {} {}, 2024.", day.strftime("%B"), day.day())
    };
    days.iter().map(|day| read(*day, &text(day))).collect()
}

fn events(read: &[(Report, Reading)]) -> Vec<Event> {
    let told: Vec<Told<'_>> = read.iter().map(|(report, reading)| Told { report, reading }).collect();
    link(&told, &[], Rule::Representative)
}

fn coverage(read: &[(Report, Reading)], events: &[Event]) -> Vec<Coverage> {
    read.iter()
        .map(|(report, _)| Coverage {
            report: report.id(),
            outlet: report.meta().outlet.clone(),
            day: report.meta().published.expect("dated").date(),
            countries: vec!["SY".into()],
            events: events
                .iter()
                .filter(|e| e.tellings.iter().any(|t| t.report == report.id()))
                .map(|e| e.id)
                .collect(),
        })
        .collect()
}

fn of_syria(read: &[(Report, Reading)], until: Option<Date>) -> Series {
    let events = events(read);
    let selection = Selection { country: Some("SY".into()), kinds: vec![EventType::Assault], ..Selection::default() };
    series(&events, &selection, &coverage(read, &events), until)
}

fn daily(from: Date, count: i64) -> Vec<Date> {
    (0..count).map(|n| from.saturating_add(jiff::Span::new().days(2 * n))).collect()
}

#[test]
fn events_are_counted_by_day_within_bounds() {
    let series = of_syria(&shellings(&daily(date(2024, 3, 1), 6)), None);
    assert_eq!((series.total.high, series.days.len(), series.undated.len()), (6, 6, 0));
    assert!(series.total.low <= series.total.high);
    assert_eq!(series.span, Some((date(2024, 3, 1), date(2024, 3, 11))));
    assert!(series.lulls.is_empty());
}

#[test]
fn a_long_silence_is_a_lull_and_what_ends_it_a_resumption() {
    let mut days = daily(date(2024, 3, 1), 8);
    days.push(date(2024, 5, 20));
    let mut read_reports = shellings(&days);
    read_reports.push(read(date(2024, 4, 10), "Syria's parliament met in Damascus on Wednesday to debate the budget."));
    let series = of_syria(&read_reports, None);
    assert_eq!(series.lulls.len(), 1);
    let lull = &series.lulls[0];
    assert_eq!((lull.from, lull.to, lull.days), (date(2024, 3, 16), date(2024, 5, 19), 65));
    assert!(lull.chance < 0.01, "{}", lull.chance);
    assert_eq!(lull.resumption.as_ref().map(|r| r.day), Some(date(2024, 5, 20)));
    assert_eq!(lull.reports.len(), 1, "one report on the country was read in the silence");
    assert_eq!(lull.outlets, (1, 1));
}

#[test]
fn a_silence_that_lasts_is_open_and_without_a_last_day_there_is_none() {
    let read = shellings(&daily(date(2024, 3, 1), 8));
    let open = of_syria(&read, Some(date(2024, 5, 1)));
    assert_eq!(open.lulls.iter().map(|l| l.resumption.is_none()).collect::<Vec<_>>(), [true]);
    assert!(of_syria(&read, None).lulls.is_empty());
}

#[test]
fn a_pause_as_long_as_many_before_is_no_lull() {
    let weekly: Vec<Date> = (0..8).map(|n| date(2024, 3, 1).saturating_add(jiff::Span::new().days(7 * n))).collect();
    assert!(of_syria(&shellings(&weekly), None).lulls.is_empty());
}

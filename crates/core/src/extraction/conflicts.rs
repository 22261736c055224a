//! Two dates of one event: "it happened on Tuesday" behind a day that was told of it, a weekday beside a date on another day.
//!
//! In: drafts with their dates, the times of the report. Out: the other days beside the date, and findings. Nothing is chosen anew: what
//! was told with the event stays its date. Must not know: places, actors.

use super::document::{Document, Tag};
use super::draft::Draft;
use super::time::{TimeMention, Times};
use crate::model::{EventType, Finding, Report, Status};
use jiff::ToSpan;
use jiff::civil::Date;

/// How many words before a time may hold the words that give it to the event told before.
const REACH: usize = 9;

/// Keeps the days that the report gives beside the dates of the drafts.
pub(super) fn keep(report: &Report, document: &Document<'_>, times: &Times, drafts: &mut [Draft]) -> Vec<Finding> {
    for draft in drafts.iter_mut() {
        let other = draft.time.as_ref().filter(|time| time.conflict).and_then(weekday_beside);
        if let (Some(day), Some(date)) = (other, draft.account.date.as_mut()) {
            date.others.push((day, day));
        }
    }
    let mut findings = Vec::new();
    for time in times.mentions.iter().filter(|time| !time.head) {
        let Some((from, to, _)) = time.days.filter(|(from, to, _)| from == to) else { continue };
        let Some(sentence) = told_of_it(document, time) else { continue };
        let spoken_of = drafts.iter_mut().rev().find(|d| {
            d.anchor.start < time.span.start && (d.sentence == sentence || d.sentence + 1 == sentence) && dated(d)
        });
        let Some(date) = spoken_of.and_then(|draft| draft.account.date.as_mut()) else { continue };
        let apart = to < date.earliest || date.latest < from;
        if apart && !date.others.contains(&(from, to)) {
            date.others.push((from, to));
            let message = format!("the report gives {from} beside {} for one event: both are kept", date.earliest);
            findings.push(Finding::note("time/dates-differ", message).at(report.quote(time.span)));
        }
    }
    findings
}

/// An act with a day of its own that was told with it.
fn dated(draft: &Draft) -> bool {
    let kind = matches!(draft.account.kind, EventType::Assault | EventType::Protest | EventType::Coerce);
    let past = matches!(draft.account.status, Status::New | Status::Background);
    kind && past && draft.account.date.as_ref().is_some_and(|d| !d.inferred && d.earliest == d.latest)
}

/// "it happened on Tuesday", "which took place on Tuesday", "the attack occurred late on Tuesday": the sentence, where words like these
/// stand before the time.
fn told_of_it(document: &Document<'_>, time: &TimeMention) -> Option<usize> {
    const BETWEEN: &[&str] = &["on", "at", "in", "late", "early", "actually", "instead", "there", "the", "of", "night"];
    let at = document.tokens.partition_point(|t| t.span.end <= time.span.start);
    let sentence = document.sentences.iter().position(|s| s.tokens.contains(&at))?;
    let start = document.sentences[sentence].tokens.start.max(at.saturating_sub(REACH));
    let before: Vec<&str> =
        (start..at).rev().filter(|&t| document.tokens[t].tag != Tag::Comma).map(|t| document.word(t)).collect();
    let mut words = before.into_iter().skip_while(|w| BETWEEN.contains(w)).peekable();
    match words.next()? {
        "happened" | "occurred" => {}
        "place" if matches!(words.next(), Some("took" | "taken")) => {}
        _ => return None,
    }
    let subject = words.find(|w| !matches!(*w, "had" | "have" | "has" | "actually" | "only"))?;
    matches!(
        subject,
        "it" | "which" | "this" | "attack" | "incident" | "assault" | "bombing" | "raid" | "ambush" | "protest"
    )
    .then_some(sentence)
}

/// The day of the weekday that is written beside a date, nearest to the date.
fn weekday_beside(time: &TimeMention) -> Option<Date> {
    let ((day, ..), wanted) = (time.named?, time.weekday?);
    (-3..=3)
        .filter_map(|by: i32| day.checked_add(by.days()).ok())
        .find(|d| d.weekday().to_monday_one_offset() == wanted)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::read;

    /// The date of the first claim with the other days kept beside it, and whether a finding says so.
    fn dates(text: &str) -> (String, Vec<String>, bool) {
        let reading = read(text);
        let date = reading.claims.first().and_then(|c| c.account.date.clone()).expect("a date");
        let others = date.others.iter().map(|(from, _)| from.to_string()).collect();
        let codes = ["time/dates-differ", "time/weekday-differs"];
        (date.earliest.to_string(), others, reading.findings.iter().any(|f| codes.contains(&&*f.code)))
    }

    #[test]
    fn two_days_of_one_event_are_kept() {
        let text =
            "Gunmen killed three farmers near Lagos on Saturday, police said. Residents said it happened on Sunday.";
        assert_eq!(dates(text), ("2024-05-04".to_owned(), vec!["2024-05-05".to_owned()], true));
        // 4 May 2024 was a Saturday.
        let text = "Gunmen killed three farmers near Lagos on Friday, 4 May 2024.";
        assert_eq!(dates(text), ("2024-05-04".to_owned(), vec!["2024-05-03".to_owned()], true));
    }

    #[test]
    fn the_same_day_and_the_day_of_another_event_are_no_conflict() {
        for text in [
            "Gunmen killed three farmers near Lagos on Saturday. Residents said it happened on Saturday.",
            "Gunmen killed three farmers near Lagos on Saturday. Soldiers arrested ten men on Sunday.",
        ] {
            assert_eq!(dates(text), ("2024-05-04".to_owned(), Vec::new(), false), "{text}");
        }
    }
}

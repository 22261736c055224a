//! Lent days: what undated acts take from the sentences around them and from the day of the report, flagged as inferred.

use super::{CARRY, Dating};
use crate::extraction::draft::Draft;
use crate::model::{Slot, Status, TimePrecision, When};
use jiff::ToSpan;
use jiff::civil::Date;

/// The rule that takes a sentence's time from the one before where its words say so.
pub(in crate::extraction) const THAT_TIME: &str = "time/at_that_time";

impl Dating<'_> {
    /// Undated acts take a day from what stands around them, flagged as inferred.
    pub(in crate::extraction) fn lend(&self, drafts: &mut [Draft]) {
        let news = self.news_day();
        let total = self.document.sentences.len().max(1);
        let mut last: Option<(usize, When)> = None;
        for draft in drafts.iter_mut() {
            if let Some(lag) = draft.lag.filter(|_| draft.account.date.is_none()) {
                self.set_before(draft, lag, last.as_ref().map(|(_, when)| when).or(news.as_ref()));
                continue;
            }
            if draft.account.date.is_none()
                && let Some(when) = self.that_time(draft.sentence)
            {
                draft.account.date = Some(when);
                draft.by(Slot::Date, THAT_TIME);
                continue;
            }
            match &draft.account.date {
                Some(date) if self.recent(date) => last = Some((draft.sentence, date.clone())),
                Some(_) => {}
                None if draft.account.status == Status::New && !draft.undatable => {
                    let near = last.as_ref().filter(|(sentence, _)| draft.sentence - sentence <= CARRY);
                    let late = draft.sentence > 4 && draft.sentence * 5 > total * 3;
                    let lent = self
                        .spoken_day(draft)
                        .map(|when| (when, "time/day_of_the_saying"))
                        .or_else(|| near.map(|(_, when)| (when.clone(), "time/lent_by_sentence_before")))
                        .or_else(|| news.clone().filter(|_| !late).map(|when| (when, "time/day_of_the_news")));
                    if let Some((when, rule)) = lent {
                        draft.account.date = Some(When { inferred: true, quote: None, ..when });
                        draft.by(Slot::Date, rule);
                    }
                }
                None => {}
            }
        }
    }

    /// "At that time leaders ordered it": the time told last in the sentence before.
    fn that_time(&self, sentence: usize) -> Option<When> {
        let tokens = &self.document.sentences.get(sentence)?.tokens;
        let opening = self.document.words(tokens.start..tokens.end.min(tokens.start + 3));
        if !matches!(opening.as_str(), "at that time" | "at the time") {
            return None;
        }
        let before = self.document.sentences.get(sentence.checked_sub(1)?)?;
        let span = self.document.span(before.tokens.clone());
        let told = self.times.mentions.iter().rfind(|t| span.contains(t.span) && t.days.is_some())?;
        let (earliest, latest, precision) = told.named.or(told.days)?;
        Some(When { earliest, latest, precision, inferred: true, zone: None, others: Vec::new(), quote: None })
    }

    /// "one day after the ministers met": that long before the day that the sentence is about.
    fn set_before(&self, draft: &mut Draft, lag: i32, from: Option<&When>) {
        let back = |day: Date| day.checked_sub(lag.days()).ok();
        let Some((earliest, latest)) = from.and_then(|w| back(w.earliest).zip(back(w.latest))) else { return };
        let precision = if earliest == latest { TimePrecision::Day } else { TimePrecision::Longer };
        draft.account.date =
            Some(When { earliest, latest, precision, inferred: true, quote: None, zone: None, others: Vec::new() });
        draft.by(Slot::Date, "time/days_before");
    }

    /// A day or two within the week before the report.
    fn recent(&self, when: &When) -> bool {
        let short = (when.latest - when.earliest).get_days() <= 1;
        let Some(day) = self.times.day else { return false };
        short
            && !when.inferred
            && day.checked_sub(8.days()).is_ok_and(|limit| when.latest >= limit && when.earliest <= day)
    }

    /// The day on which a source told it: the event is no later.
    fn spoken_day(&self, draft: &Draft) -> Option<When> {
        let (earliest, latest, precision) = draft.spoken.as_ref()?.days?;
        let when = When { earliest, latest, precision, inferred: true, zone: None, others: Vec::new(), quote: None };
        (earliest == latest).then_some(when)
    }

    /// The one day of the last few of which the report speaks, if it speaks of one above all.
    pub(in crate::extraction) fn news_day(&self) -> Option<When> {
        let day = self.times.day?;
        let first = day.checked_sub(4.days()).ok()?;
        let recent: Vec<Date> = self
            .times
            .mentions
            .iter()
            .filter(|t| !t.head)
            .filter_map(|t| t.days)
            .filter(|(from, to, _)| from == to && *from >= first && *to <= day)
            .map(|(from, ..)| from)
            .collect();
        let often = |date: &Date| recent.iter().filter(|d| *d == date).count();
        let best = *recent.iter().max_by_key(|date| often(date))?;
        let clear = often(&best) * 3 >= recent.len() * 2;
        let precision = TimePrecision::Day;
        let others = Vec::new();
        clear.then_some(When {
            earliest: best,
            latest: best,
            precision,
            inferred: true,
            zone: None,
            others,
            quote: None,
        })
    }
}

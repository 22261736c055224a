//! Counts: how many strikes, rockets, attacks or participants a mention speaks of.

use super::clauses::Clauses;
use super::draft::Draft;
use super::figures::number_at;
use super::mentions::Mention;
use super::phrases::Phrase;
use crate::model::{EventType, Figure, Quote, Report, Scope, Slot};
use std::ops::Range;

/// Reads the count of a mention in its sentence.
pub(super) struct CountReader<'a> {
    pub clauses: &'a Clauses<'a, 'a>,
    pub report: &'a Report,
    pub tokens: &'a Range<usize>,
}

impl CountReader<'_> {
    /// "five rockets", "150 attacks", "thousands of protesters".
    pub fn read(&self, mention: &Mention, draft: &mut Draft) {
        let document = self.clauses.document;
        let candidates: Vec<Range<usize>> = match mention.verb {
            false => self.clauses.noun(mention.phrase).map(|n| n.tokens.start..n.head + 1).into_iter().collect(),
            true => {
                let weapons = draft.account.means.iter().filter_map(|m| self.phrase_of_quote(m));
                weapons.chain(self.fired(mention.phrase)).collect()
            }
        };
        for range in candidates {
            let before = range.start.saturating_sub(3).max(self.tokens.start);
            let number = (before..range.end)
                .filter_map(|at| number_at(document, at, range.end))
                .find(|n| !n.ordinal && n.tokens.end < range.end && n.tokens.end >= range.start && n.low != 1);
            if let Some(number) = number {
                let unit = document.words(range.end - 1..range.end);
                draft.account.count = Some(Figure {
                    quote: self.report.quote(document.span(number.tokens.clone())),
                    low: number.low,
                    high: number.high,
                    unit: Some(unit),
                    who: None,
                    group: None,
                    scope: Scope::Total,
                    source: None,
                });
                draft.by(Slot::Count, "count/number_of_events");
            }
        }
        if draft.account.count.is_none() && mention.kind == EventType::Protest {
            draft.account.count =
                draft.account.actors.iter().find_map(|a| a.count.clone()).filter(|c| c.low > 1 || c.high != Some(1));
        }
    }

    /// "At least five rockets were fired", "launched seven rockets": the weapons that the verb sends off.
    fn fired(&self, verb: usize) -> Vec<Range<usize>> {
        let sent = if self.clauses.passive(verb) { self.clauses.subject(verb) } else { self.clauses.object(verb) };
        let nouns = sent.into_iter().filter_map(|phrase| self.clauses.noun(phrase));
        let weapons = nouns.filter(|n| self.clauses.lexicon.weapon(self.clauses.document.word(n.head)).is_some());
        weapons.map(|n| n.tokens.start..n.head + 1).collect()
    }

    fn phrase_of_quote(&self, quote: &Quote) -> Option<Range<usize>> {
        let report = self.report;
        self.clauses
            .phrases
            .iter()
            .filter_map(Phrase::noun)
            .find(|n| report.quote(self.clauses.document.span(n.tokens.clone())).overlaps(quote))
            .map(|n| n.tokens.start..n.head + 1)
    }
}

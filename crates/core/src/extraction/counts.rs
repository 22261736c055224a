//! Counts: how many strikes, rockets, attacks or participants a mention speaks of.

use super::clauses::Clauses;
use super::document::Tag;
use super::draft::Draft;
use super::figures::{Number, number_at};
use super::mentions::Mention;
use super::phrases::Phrase;
use crate::knowledge::Frame;
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
            // "50 deaths" count people.
            false if mention.frame == Frame::Dies => Vec::new(),
            false => self.noun_with_its_like(mention.phrase).into_iter().collect(),
            true => {
                let weapons = draft.account.means.iter().filter_map(|m| self.phrase_of_quote(m));
                weapons.chain(self.fired(mention.phrase)).collect()
            }
        };
        for range in candidates {
            let before = range.start.saturating_sub(3).max(self.tokens.start);
            let number = (before..range.end)
                .filter_map(|at| number_at(document, at, range.end))
                .find(|n| !n.ordinal && n.tokens.end < range.end && n.tokens.end >= range.start && n.low != 1)
                .filter(|n| !self.is_year(n) && !self.stands_apart(n));
            if let Some(number) = number.or_else(|| self.of_a_kind(&range)) {
                draft.account.count = Some(self.figure(&number, document.words(range.end - 1..range.end)));
                draft.by(Slot::Count, "count/number_of_events");
            }
        }
        if draft.account.count.is_none() {
            self.participants(mention, draft);
        }
    }

    /// "twin blasts", "a pair of rockets", "a trio of bombs": how many without a number.
    fn of_a_kind(&self, range: &Range<usize>) -> Option<Number> {
        let document = self.clauses.document;
        let many = |word: &str| match word {
            "twin" | "double" | "pair" | "duo" | "dual" => Some(2),
            "triple" | "trio" => Some(3),
            _ => None,
        };
        let from = range.start.saturating_sub(2).max(self.tokens.start);
        let inside = (range.start..range.end - 1).find_map(|t| Some((t, many(document.word(t))?)));
        let before = (document.word_in(self.tokens, range.start as isize - 1) == "of")
            .then(|| Some((from, many(document.word(from))?)))
            .flatten();
        let (at, many) = inside.or(before)?;
        Some(Number { tokens: at..at + 1, low: many, high: Some(many), additional: false, ordinal: false })
    }

    /// "Thousands marched", "1,500 inmates escaped", "sent 300 soldiers": how many took part.
    fn participants(&self, mention: &Mention, draft: &mut Draft) {
        let many = |f: &Figure| f.low > 1 || f.high != Some(1);
        let moved = if mention.verb && mention.kind != EventType::Protest {
            let verb = mention.phrase;
            let moves = mention.frame == Frame::Moves || self.clauses.passive(verb);
            if moves { self.clauses.subject(verb) } else { self.clauses.object(verb) }
        } else {
            Vec::new()
        };
        let counted = match mention.kind {
            EventType::Protest => draft.account.actors.iter().find_map(|a| a.count.clone()).filter(many),
            EventType::Mobilize | EventType::Retreat => moved.into_iter().find_map(|p| self.number_of(p)).filter(many),
            _ => None,
        };
        if counted.is_some() {
            draft.account.count = counted;
            draft.by(Slot::Count, "count/participants");
        }
    }

    /// "three hundred soldiers", "thousands".
    fn number_of(&self, phrase: usize) -> Option<Figure> {
        let document = self.clauses.document;
        let noun = self.clauses.noun(phrase).filter(|n| !n.time)?;
        let number = (noun.tokens.start..noun.tokens.end)
            .take(2)
            .find_map(|at| number_at(document, at, noun.tokens.end))
            .filter(|n| !n.ordinal && !self.is_year(n))?;
        Some(self.figure(&number, document.words(noun.head..noun.head + 1)))
    }

    fn figure(&self, number: &Number, unit: String) -> Figure {
        Figure {
            quote: self.report.quote(self.clauses.document.span(number.tokens.clone())),
            low: number.low,
            high: number.high,
            unit: Some(unit),
            who: None,
            group: None,
            scope: Scope::Total,
            source: None,
        }
    }

    /// "3214 An airstrike": what stands before a determiner counts nothing behind it.
    fn stands_apart(&self, number: &Number) -> bool {
        let behind = self.clauses.document.tokens.get(number.tokens.end);
        behind.is_some_and(|token| token.tag == Tag::Determiner)
    }

    /// "the 2021 coup" is one coup.
    fn is_year(&self, number: &Number) -> bool {
        let document = self.clauses.document;
        let time = number.tokens.clone().any(|t| document.tokens[t].tag == Tag::Time);
        time || number.high == Some(number.low)
            && (1900..2100).contains(&number.low)
            && document.span(number.tokens.clone()).len() == 4
    }

    /// "over 150 drone and rocket attacks": from the first of two joined words before the event.
    fn noun_with_its_like(&self, phrase: usize) -> Option<Range<usize>> {
        let noun = self.clauses.noun(phrase)?;
        let joined = phrase >= 2 && matches!(self.clauses.other(phrase - 1), Some((_, Tag::Conjunction)));
        let before =
            phrase.checked_sub(2).and_then(|p| self.clauses.noun(p)).filter(|_| joined && noun.tokens.len() > 1);
        let counted = before.filter(|n| {
            self.clauses.lexicon.weapon(self.clauses.document.word(n.head)).is_some()
                || self.clauses.document.tokens[n.head].tag == Tag::Adjective
        });
        Some(counted.map_or(noun.tokens.start, |n| n.tokens.start)..noun.head + 1)
    }

    /// "At least five rockets were fired", "launched seven rockets": the weapons that the verb sends off.
    fn fired(&self, verb: usize) -> Vec<Range<usize>> {
        let sent = if self.clauses.passive(verb) { self.clauses.subject(verb) } else { self.clauses.object(verb) };
        let bursts = matches!(self.clauses.lemma(verb), "explode" | "detonate") && !self.clauses.passive(verb);
        let burst = if bursts { self.clauses.subject(verb) } else { Vec::new() };
        let burst = burst.into_iter().filter_map(|p| self.clauses.noun(p)).filter(|n| self.is_container(n.head));
        let burst: Vec<_> = burst.map(|n| n.tokens.start..n.head + 1).collect();
        let nouns = sent.into_iter().filter_map(|phrase| {
            let of = self
                .clauses
                .noun(phrase + 2)
                .filter(|n| n.preposition.is_some_and(|p| self.clauses.document.word(p) == "of"));
            of.or_else(|| self.clauses.noun(phrase))
        });
        let weapons = nouns.filter(|n| self.clauses.lexicon.weapon(self.clauses.document.word(n.head)).is_some());
        weapons.map(|n| n.tokens.start..n.head + 1).chain(burst).collect()
    }

    /// "three gas bottles exploded": what a charge is put in.
    fn is_container(&self, head: usize) -> bool {
        matches!(
            self.clauses.document.word(head),
            "bottles"
                | "canisters"
                | "cylinders"
                | "packages"
                | "parcels"
                | "suitcases"
                | "bags"
                | "rucksacks"
                | "backpacks"
                | "cans"
                | "boxes"
                | "cars"
                | "vans"
                | "lorries"
                | "trucks"
                | "motorcycles"
                | "devices"
        )
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

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;

    fn counts(text: &str) -> Vec<(u64, Option<u64>)> {
        accounts(text).into_iter().filter_map(|a| a.count).map(|c| (c.low, c.high)).collect()
    }

    #[test]
    fn weapons_events_and_those_who_take_part() {
        assert_eq!(counts("Rebels fired seven rockets at the base on Monday."), [(7, Some(7))]);
        assert_eq!(counts("There were over 150 drone and rocket attacks on the base."), [(151, None)]);
        assert_eq!(counts("The army sent 300 soldiers to Goma on Monday."), [(300, Some(300))]);
        assert_eq!(counts("Three gas bottles exploded in Lagos on Monday."), [(3, Some(3))]);
        assert_eq!(counts("Twin blasts shook the base on Monday."), [(2, Some(2))]);
        assert_eq!(counts("Rebels fired a trio of rockets at the base on Monday."), [(3, Some(3))]);
    }

    #[test]
    fn years_and_victims_are_no_counts() {
        assert_eq!(counts("Three clerks exploded with anger in Lagos on Monday."), []);
        assert_eq!(counts("The 2021 coup shook the town."), []);
        assert_eq!(counts("Rebels killed 300 soldiers in Goma on Monday."), []);
    }
}

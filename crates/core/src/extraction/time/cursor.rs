//! A place in the words of a sentence, from which the grammar takes words one after the other.

use super::stretch::{Part, Unit};
use super::words::{Class, Word};

/// Where the grammar stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'w, 't> {
    pub words: &'w [Word<'t>],
    pub at: usize,
}

impl<'t> Cursor<'_, 't> {
    /// The word here, in lower case, or nothing at the end.
    pub fn text(&self) -> &'t str {
        self.ahead(0)
    }

    /// The word `by` words further.
    pub fn ahead(&self, by: usize) -> &'t str {
        self.words.get(self.at + by).map_or("", |w| w.text)
    }

    /// The word before.
    pub fn before(&self, by: usize) -> &'t str {
        self.at.checked_sub(by).and_then(|at| self.words.get(at)).map_or("", |w| w.text)
    }

    pub fn word(&self) -> Option<&Word<'t>> {
        self.words.get(self.at)
    }

    fn class(&self) -> Class {
        self.word().map_or(Class::Other, |w| w.class)
    }

    /// Takes one of these words.
    pub fn take(&mut self, words: &[&str]) -> Option<&'t str> {
        let text = self.text();
        words.contains(&text).then(|| {
            self.at += 1;
            text
        })
    }

    /// Takes these words in their order, or none.
    pub fn all(&mut self, words: &[&str]) -> bool {
        let here = words.iter().enumerate().all(|(i, w)| self.ahead(i) == *w);
        if here {
            self.at += words.len();
        }
        here
    }

    /// Takes what `rule` takes, or nothing at all.
    pub fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = rule(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn take_class<T>(&mut self, read: impl FnOnce(Class) -> Option<T>) -> Option<T> {
        let found = read(self.class())?;
        self.at += 1;
        Some(found)
    }

    /// A month's name with the full stop of its abbreviation; in lower case only where `sure`.
    pub fn month(&mut self, sure: bool) -> Option<i8> {
        let capital = self.word().is_some_and(|w| w.capital);
        if !capital && !sure {
            return None;
        }
        let short = self.text().len() <= 4 && !matches!(self.text(), "may" | "june" | "july");
        let month = self.take_class(|c| if let Class::Month(m) = c { Some(m) } else { None })?;
        if short && self.text() == "." && self.word().is_some_and(|w| w.glued) {
            self.at += 1;
        }
        Some(month)
    }

    pub fn weekday(&mut self) -> Option<i8> {
        self.take_class(|c| if let Class::Weekday(d) = c { Some(d) } else { None })
    }

    pub fn unit(&mut self) -> Option<Unit> {
        self.take_class(|c| if let Class::Unit(u) = c { Some(u) } else { None })
    }

    pub fn part(&mut self) -> Option<Part> {
        self.take_class(|c| if let Class::Part(p) = c { Some(p) } else { None })
    }

    pub fn ordinal(&mut self) -> Option<i32> {
        self.take_class(|c| if let Class::Ordinal(n) = c { Some(n) } else { None })
    }

    /// Takes a word of a class that `read` knows.
    pub fn class_of<T>(&mut self, read: impl FnOnce(Class) -> Option<T>) -> Option<T> {
        self.take_class(read)
    }

    /// The day of a month: "7", "7th", "seventh".
    pub fn day_of_month(&mut self) -> Option<i8> {
        let day = self.attempt(|c| c.ordinal().or_else(|| c.digits(2)))?;
        i8::try_from(day).ok().filter(|d| (1..=31).contains(d))
    }

    /// A number in digits of at most that many.
    pub fn digits(&mut self, most: usize) -> Option<i32> {
        let text = self.text();
        let number =
            self.take_class(|c| (c == Class::Digits && text.len() <= most).then(|| text.parse().ok()).flatten())?;
        Some(number)
    }

    /// A year of four digits.
    pub fn year(&mut self) -> Option<i16> {
        let text = self.text();
        self.take_class(|c| {
            let year: i16 = (c == Class::Digits && text.len() == 4).then(|| text.parse().ok())??;
            (1800..2100).contains(&year).then_some(year)
        })
    }

    /// "'89", or the "89" of "14 SEP 89".
    pub fn short_year(&mut self) -> Option<i16> {
        self.attempt(|c| {
            let mark = c.take(&["'", "’"]).is_some();
            let two = c.text().len() == 2;
            let year = i16::try_from(c.digits(2).filter(|_| two)?).ok()?;
            let quantity = !mark && (c.unit().is_some() || c.text() == "%" || c.text() == ":");
            (!quantity).then_some(if year > 40 { 1900 + year } else { 2000 + year })
        })
    }

    /// Takes a hyphen or dash, if one stands here.
    pub fn hyphen(&mut self) -> bool {
        self.take(&["-", "–", "‑"]).is_some()
    }
}

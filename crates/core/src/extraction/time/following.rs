//! A length counted from a day that is told behind it: "the three to four months following Oct. 7", "two days after 7 October".
//!
//! In: the words of a sentence with its expressions and what they mean. Out: the days of the length. Must not know: events.

use super::TimeMention;
use super::expression::{Amount, Expression, Said};
use super::stretch::{Days, Unit};
use super::words::Word;
use crate::model::TimePrecision;
use std::ops::Range;

/// Where the length's days lie against the day behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// "the months following": from the day on.
    From,
    /// "three months after": that far from it.
    After,
    /// "two days before".
    Before,
    /// "in the two months before": from then until the day.
    Until,
}

/// Gives a length the days that the time behind it opens; that time then dates nothing by itself.
pub(super) fn anchor(words: &[Word<'_>], said: &[(Range<usize>, Expression)], mentions: &mut [TimeMention]) {
    for at in 1..said.len().min(mentions.len()) {
        let ((length, expression), (day, _)) = (&said[at - 1], &said[at]);
        let Said::Length(amount, unit) = expression.said else { continue };
        let Some(side) = side(words, length, day) else { continue };
        let Some(days) = mentions[at].named.and_then(|named| counted(amount, unit, side, named)) else { continue };
        mentions[at - 1].days = Some(days);
        mentions[at - 1].named = Some(days);
        mentions[at - 1].rule = "time/length_from_a_day";
        mentions[at].opens_length = true;
    }
}

fn side(words: &[Word<'_>], length: &Range<usize>, day: &Range<usize>) -> Option<Side> {
    let between: Vec<&str> = words.get(length.end..day.start)?.iter().map(|w| w.text).collect();
    let before = length.start.checked_sub(1).and_then(|at| words.get(at)).map_or("", |w| w.text);
    let lasts = matches!(before, "in" | "for" | "over" | "during" | "within" | "throughout");
    let whole = words.get(length.start).is_some_and(|w| w.text == "the") || before == "the";
    match between.as_slice() {
        ["following" | "from"] | ["following", "the"] | ["that", "followed"] => Some(Side::From),
        ["after" | "since"] if whole => Some(Side::From),
        ["after"] => Some(Side::After),
        ["before" | "preceding"] if whole || lasts => Some(Side::Until),
        ["before"] => Some(Side::Before),
        _ => None,
    }
}

fn counted(amount: Amount, unit: Unit, side: Side, (from, to, _): Days) -> Option<Days> {
    // "Months after" says no number, so that no day follows from it.
    if amount == Amount::MANY || amount.half {
        return None;
    }
    let (low, high) = match side {
        Side::From => (from, unit.shift(to, amount.high)?),
        Side::After => (unit.shift(from, amount.low)?, unit.shift(to, amount.high)?),
        Side::Until => (unit.shift(from, amount.high.checked_neg()?)?, from.yesterday().ok()?),
        Side::Before => (unit.shift(from, amount.high.checked_neg()?)?, unit.shift(to, amount.low.checked_neg()?)?),
    };
    let precision = match (low == high, side, unit) {
        (true, ..) => TimePrecision::Day,
        (_, Side::From | Side::Until, _) => TimePrecision::Longer,
        (_, _, Unit::Hour | Unit::Day) => TimePrecision::Days,
        _ => TimePrecision::Longer,
    };
    Some((low, high, precision))
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn a_length_is_counted_from_the_day_behind_it() {
        for (text, expected) in [
            ("in the three to four months following Oct. 7", "2023-10-07..2024-02-07"),
            ("It fell in the two weeks after 7 October 2023", "2023-10-07..2023-10-21"),
            ("It fell two days after 7 October 2023", "2023-10-09"),
            ("It fell two days before 7 October 2023", "2023-10-05"),
            ("in the three months following the Oct. 7 attack", "2023-10-07..2024-01-07"),
            ("None fell in two months before 7 October 2023", "2023-08-07..2023-10-06"),
        ] {
            assert_eq!(days(text).first().map(String::as_str), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_length_with_another_day_near_stays_open() {
        for text in ["It took two weeks on 7 October 2023", "It lasted months after 7 October 2023"] {
            assert_eq!(days(text).first().map(String::as_str), Some("open"), "{text}");
        }
    }
}

//! Lag: "it comes one day after the ministers met": how long before the rest of its sentence an event happened. In: the tokens of a
//! sentence and a mention. Out: days. Must not know: dates.

use super::document::{Document, Tag};
use super::figures::number_at;
use super::mentions::Mention;
use std::ops::Range;

/// Days by which "N days after" sets the mention before what its sentence opens with.
pub(super) fn before_the_rest(document: &Document<'_>, mention: &Mention, sentence: &Range<usize>) -> Option<i32> {
    let start = mention.tokens.start;
    let after = (sentence.start..start).rev().find(|&t| document.word(t) == "after")?;
    let unit = after.checked_sub(1).filter(|&t| t > sentence.start)?;
    let days = match document.word(unit) {
        "day" | "days" => 1,
        "week" | "weeks" => 7,
        _ => return None,
    };
    // A clause of its own that is set against the first ends what "after" governs.
    let ended = (after..start).any(|t| matches!(document.word(t), ";" | "but" | "while"));
    let opens = !(sentence.start..unit).any(|t| matches!(document.tokens[t].tag, Tag::Verb | Tag::Be | Tag::Have));
    if ended || opens {
        return None;
    }
    let number = match document.word(unit - 1) {
        "a" | "one" | "the" => 1,
        _ => {
            let found =
                (unit.saturating_sub(3).max(sentence.start)..unit).find_map(|t| number_at(document, t, unit))?;
            i32::try_from(found.low).ok().filter(|_| found.high == Some(found.low))?
        }
    };
    Some(days * number).filter(|lag| (1..400).contains(lag))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;

    /// Days of each event's date, in order.
    fn days(text: &str) -> Vec<String> {
        accounts(text).iter().map(|a| a.date.as_ref().map_or("none".to_owned(), |d| d.earliest.to_string())).collect()
    }

    #[test]
    fn an_event_before_another_by_so_many_days() {
        let read = days("Rebels shelled Goma on Monday. The attack came two days after the ministers met in Nairobi.");
        assert_eq!(read, ["2024-05-06", "2024-05-04"]);
    }

    #[test]
    fn without_a_day_to_count_from_there_is_no_date() {
        assert_eq!(days("The attack on Goma came two days after the ministers met in Nairobi."), ["none", "none"]);
    }
}

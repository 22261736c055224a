//! Amounts of time: "two weeks ago", "the past three months", "nearly four years", "every day".

use super::cursor::Cursor;
use super::expression::Amount;
use super::words::Class;

/// "about", "more than", "at least": taken, and left to the words around.
pub(super) fn approximately(cursor: &mut Cursor<'_, '_>) {
    let single: &[&str] =
        &["about", "around", "nearly", "almost", "some", "over", "under", "roughly", "approximately", "only", "within"];
    let _ = cursor.all(&["no", "more", "than"])
        || cursor.all(&["more", "than"])
        || cursor.all(&["less", "than"])
        || cursor.all(&["at", "least"])
        || cursor.all(&["up", "to"])
        || cursor.all(&["no", "less", "than"])
        || cursor.take(single).is_some();
}

/// "two", "2,400", "twenty-one", "a", "several", "two to three", "a couple of".
pub(super) fn count(cursor: &mut Cursor<'_, '_>) -> Option<Amount> {
    let vague = cursor.attempt(|c| {
        let article = c.take(&["a"]).is_some();
        if article && c.take(&["couple"]).is_some() {
            c.take(&["of"]);
            return Some(Amount::exact(2));
        }
        c.take(&["several", "few", "many"]).map(|_| Amount::SEVERAL)
    });
    if vague.is_some() {
        return vague;
    }
    let low = number(cursor)?;
    let high = cursor.attempt(|c| {
        let joint = c.hyphen() || c.take(&["to", "or"]).is_some();
        joint.then(|| number(c)).flatten()
    });
    match high {
        Some(high) if high >= low => Some(Amount { low, high, half: false, vague: true }),
        _ => Some(Amount::exact(low)),
    }
}

fn number(cursor: &mut Cursor<'_, '_>) -> Option<i32> {
    if let Some(digits) = cursor.digits(4) {
        return Some(digits);
    }
    let small = |c: &mut Cursor<'_, '_>| c.class_of(|class| if let Class::Number(n) = class { Some(n) } else { None });
    if let Some(first) = small(cursor) {
        if (20..100).contains(&first) {
            let rest = cursor.attempt(|c| {
                c.hyphen();
                small(c).filter(|n| *n < 10)
            });
            return Some(first + rest.unwrap_or(0));
        }
        return Some(first);
    }
    cursor.attempt(|c| {
        c.take(&["a", "an"])?;
        match small(c) {
            Some(100) => Some(100),
            Some(_) => None,
            None => Some(1),
        }
    })
}

pub(super) mod amount {
    //! The rules that read an amount with its unit.

    use super::super::cursor::Cursor;
    use super::super::expression::{Amount, Said, Shift};
    use super::super::stretch::Unit;
    use super::super::words::Class;
    use super::{approximately, count};

    /// "two weeks", "a year and a half", "two-and-a-half years".
    fn measured(cursor: &mut Cursor<'_, '_>) -> Option<(Amount, Unit)> {
        let mut amount = count(cursor)?;
        cursor.hyphen();
        cursor.take(&["more", "full", "straight", "consecutive", "additional", "trading", "business", "working"]);
        let unit = cursor.unit()?;
        amount.half = cursor.all(&["and", "a", "half"]);
        if cursor.all(&["or", "so"]) || cursor.all(&["or", "more"]) || cursor.all(&["or", "two"]) {
            amount.vague = amount.vague || amount.low > 1;
        }
        Some((amount, unit))
    }

    /// "two weeks ago", "a day earlier", "several hours later", "days ago".
    pub fn shifted(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
        approximately(cursor);
        let (amount, unit) = cursor
            .attempt(measured)
            .or_else(|| cursor.attempt(|c| Some((Amount::MANY, c.unit().filter(|_| plural_before(c))?))))?;
        cursor.hyphen();
        let shift = match cursor.take(&["ago", "earlier", "before", "later", "after", "prior"])? {
            "ago" => Shift::Ago,
            "later" if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) => return None,
            "later" => Shift::Later,
            "after" | "before" if !ends_clause(cursor) => return None,
            "after" => Shift::Later,
            _ => Shift::Earlier,
        };
        Some(Said::Shifted(amount, unit, shift))
    }

    fn plural_before(cursor: &Cursor<'_, '_>) -> bool {
        cursor.words.get(cursor.at.wrapping_sub(1)).is_some_and(|w| w.plural)
    }

    /// "a week before", at the end of what is said: "two days before the vote" counts from the vote.
    fn ends_clause(cursor: &Cursor<'_, '_>) -> bool {
        matches!(cursor.text(), "" | "." | "," | ";" | ")")
    }

    /// "the past two months", "the last few hours", "recent weeks", "the next three years", "the coming days".
    pub fn window(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
        cursor.all(&["at", "least"]);
        let article = cursor.take(&["the", "these", "this"]).is_some();
        let word =
            cursor.take(&["past", "last", "recent", "previous", "next", "coming", "latest", "preceding", "first"])?;
        if word == "first" && !article {
            return None;
        }
        let backward = !matches!(word, "next" | "coming");
        let counted = cursor.attempt(measured);
        let (amount, unit) = match counted {
            Some((amount, _)) if amount == Amount::ONE && cursor.before(2) == "a" => return None,
            Some(found) => found,
            None => {
                let unit = cursor.unit().filter(|u| word != "first" && !matches!(u, Unit::Weekend | Unit::Quarter))?;
                let many = plural_before(cursor);
                if !(many || article && word == "past") {
                    return None;
                }
                (if many { Amount::MANY } else { Amount::ONE }, unit)
            }
        };
        if word == "first" {
            return Some(Said::Length(amount, unit));
        }
        Some(Said::Window(amount, unit, backward))
    }

    /// "nearly four years", "two-week", "weeks", "the nine months", "three-year period", "8-month-old".
    pub fn length(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
        approximately(cursor);
        let article = cursor.take(&["the", "another", "those", "these"]).is_some();
        if let Some((amount, unit)) = cursor.attempt(measured) {
            return sized(cursor, amount, unit, article).map(|(amount, unit)| Said::Length(amount, unit));
        }
        let whole = cursor.attempt(|c| {
            c.take(&["many", "some", "several"]);
            c.unit().filter(|_| plural_before(c))
        })?;
        (!matches!(whole, Unit::Second | Unit::Weekend)).then_some(Said::Length(Amount::MANY, whole))
    }

    /// A length that is no age ("six-year-old") and no share ("three-quarters of"); "the two-week truce" begins behind its article.
    fn sized(cursor: &mut Cursor<'_, '_>, amount: Amount, unit: Unit, article: bool) -> Option<(Amount, Unit)> {
        let joined = cursor.before(2) == "-" || cursor.before(2) == "–";
        let age = cursor.text() == "old" || matches!(cursor.text(), "-" | "‑") && cursor.ahead(1) == "old";
        let share = unit == Unit::Quarter && (joined || amount == Amount::ONE);
        cursor.attempt(|c| c.hyphen().then(|| c.take(&["long"])).flatten());
        let age = age && cursor.attempt(gone_on).is_none();
        (!(age || share || article && joined)).then_some((amount, unit))
    }

    /// "six-week-old uprising": what has gone on for so long is no one's age.
    fn gone_on(cursor: &mut Cursor<'_, '_>) -> Option<()> {
        const COURSES: [&str; 16] = [
            "war",
            "conflict",
            "uprising",
            "revolt",
            "rebellion",
            "insurgency",
            "crackdown",
            "siege",
            "unrest",
            "protests",
            "crisis",
            "offensive",
            "campaign",
            "blockade",
            "occupation",
            "standoff",
        ];
        cursor.hyphen();
        cursor.take(&["old"])?;
        let course = |ahead: usize| COURSES.contains(&cursor.ahead(ahead));
        (COURSES.contains(&cursor.text()) || course(1)).then_some(())
    }

    /// "daily", "every day", "each July", "every Monday".
    pub fn often(cursor: &mut Cursor<'_, '_>) -> Option<Said> {
        if let Some(value) = cursor.class_of(|c| if let Class::Every(value) = c { Some(value) } else { None }) {
            return Some(Said::Often(value));
        }
        cursor.take(&["every", "each"])?;
        cursor.unit().map(Said::EveryUnit)
    }
}

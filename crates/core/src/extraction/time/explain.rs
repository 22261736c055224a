//! Why a time expression was resolved as it was, and what else it could have meant.
//!
//! In: the text of a report, the words asked for. Out: each expression with those words, what it was counted from, and the days
//! it would mean if it were counted otherwise. Must not know: events.

use super::nearest::Pull;
use super::resolve::{Context, resolve};
use super::stretch::Days;
use super::{Expression, TimeMention, visited};
use crate::model::{Moment, Sentence};
use jiff::civil::Date;

/// A time expression with what it could mean, the chosen meaning first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExplained {
    /// The expression as the reader takes it.
    pub mention: TimeMention,
    /// Why it was or was not resolved.
    pub verdict: String,
    /// The days of each reading and what they are counted from; what was taken comes first.
    pub candidates: Vec<(Date, Date, String)>,
}

/// How the time expressions of a report that are written like `words` were resolved.
pub fn explain_date(text: &str, sentences: &[Sentence], published: Option<Moment>, words: &str) -> Vec<DateExplained> {
    let wanted = plain(words);
    let mut contexts: Vec<(Expression, Context)> = Vec::new();
    let times = visited(text, sentences, published, |expression, context| contexts.push((*expression, *context)));
    let source = times.day.map(|day| match times.day_from_text {
        true => format!("; counted from {day}, the day in the report's own dateline"),
        false => format!("; counted from {day}, the day of publication"),
    });
    let source = source.unwrap_or_default();
    let asked = times.mentions.into_iter().zip(contexts).filter(|(mention, _)| {
        let said = text.get(mention.span.start..mention.span.end).map(plain).unwrap_or_default();
        !wanted.is_empty() && (said == wanted || within(&said, &wanted) || within(&wanted, &said))
    });
    asked.map(|(mention, (expression, context))| explained(mention, &expression, &context, &source)).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether whole words of `inner` stand in `outer`.
fn within(inner: &str, outer: &str) -> bool {
    !inner.is_empty() && format!(" {outer} ").contains(&format!(" {inner} "))
}

fn explained(mention: TimeMention, expression: &Expression, context: &Context, source: &str) -> DateExplained {
    let mut candidates: Vec<(Date, Date, String)> = Vec::new();
    let mut put = |days: Option<Days>, reason: String| {
        let Some((from, to, _)) = days else { return };
        if !candidates.iter().any(|(a, b, _)| (*a, *b) == (from, to)) {
            candidates.push((from, to, reason));
        }
    };
    let looks = |pull: Pull| match pull {
        Pull::Back => "the words around look back",
        Pull::None => "the words around look neither back nor ahead",
        Pull::Ahead => "the words around look ahead",
    };
    put(mention.days, format!("taken; {}", looks(context.pull)));
    if mention.since {
        put(mention.named, "the words alone, without the \"since\" that opens a period here".to_owned());
    }
    for pull in [Pull::Back, Pull::None, Pull::Ahead] {
        put(resolve(expression, &Context { pull, ..*context }).days, format!("if {}", looks(pull)));
    }
    if let Some(spoken) = context.spoken {
        let other = Context { day: Some(spoken), ..*context };
        put(resolve(expression, &other).days, format!("if counted from {spoken}, the day spoken of before"));
    }
    DateExplained { verdict: verdict(&mention, context, source), mention, candidates }
}

fn verdict(mention: &TimeMention, context: &Context, source: &str) -> String {
    let said = if mention.head {
        "stands in the line of publication: it dates the report, no event"
    } else if mention.conflict {
        "the weekday and the date do not agree; the date is taken"
    } else if mention.days.is_some() {
        "resolved"
    } else if mention.lasting.is_some() {
        "a length: it names no days, unless it lasts until the report"
    } else if mention.is_open() && context.day.is_none() {
        "open: the report has no day of publication to count from"
    } else {
        "open: nothing says which days are meant"
    };
    format!("{said}{source}; rule {}", mention.rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn asked(text: &str, words: &str, published: Option<&str>) -> Vec<DateExplained> {
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        explain_date(text, &[sentence], published.and_then(|p| p.parse().ok()), words)
    }

    #[test]
    fn what_is_taken_comes_first_and_what_else_it_could_be_after() {
        // 22 April 2024 was a Monday.
        let found = asked("Rebels attacked a base near Lagos last Tuesday.", "LAST  tuesday", Some("2024-04-22"));
        assert_eq!(found.len(), 1, "{found:?}");
        let (from, to, reason) = &found[0].candidates[0];
        assert_eq!((from.to_string(), from == to), ("2024-04-16".to_owned(), true));
        assert!(reason.starts_with("taken"), "{reason}");
        assert!(found[0].verdict.contains("2024-04-22, the day of publication"), "{}", found[0].verdict);
        let found = asked("The vote planned on October 9 will be held.", "October 9", Some("2024-04-22"));
        assert!(found[0].candidates.iter().any(|(day, ..)| day.to_string() == "2023-10-09"), "{found:?}");
        assert_eq!(found[0].candidates[0].0.to_string(), "2024-10-09");
    }

    #[test]
    fn without_a_day_to_count_from_it_stays_open() {
        let found = asked("Rebels attacked a base on Tuesday.", "Tuesday", None);
        assert!(found[0].candidates.is_empty() && found[0].verdict.starts_with("open"), "{found:?}");
    }

    #[test]
    fn other_words_are_not_explained() {
        assert!(asked("Rebels attacked a base on Tuesday.", "Wednesday", Some("2024-04-22")).is_empty());
        assert!(asked("Rebels attacked a base on Tuesday.", "", Some("2024-04-22")).is_empty());
    }
}

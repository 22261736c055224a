//! The day from which a report's times are counted: its publication, or the day its own head gives.
//!
//! In: text, sentences, publication moment. Out: the day and which words of the text gave it. Must not know: events.

use super::expression::Said;
use super::grammar::expressions;
use super::words::words;
use crate::model::{Moment, Sentence, Span};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reference {
    pub day: Option<Date>,
    /// The dateline or line of publication in the text: it dates the report and no event.
    pub head: Option<Span>,
    /// The text says another day than the publication moment that came with it.
    pub differs: bool,
}

/// How many bytes of the text can hold its head.
const HEAD: usize = 400;

/// The day of the report.
pub(super) fn reference(text: &str, lower: &str, sentences: &[Sentence], published: Option<Moment>) -> Reference {
    let published = published.map(|p| p.date());
    let head = sentences.iter().take(3).filter(|s| s.span.start < HEAD);
    let found = head.into_iter().flat_map(|s| dated(text, lower, s)).find_map(|(span, said, next)| {
        let day = full_day(said, published)?;
        let heading = match heading(text, span, next) {
            Heading::None if is_stamp(text, span, said, day) => Heading::Publication,
            Heading::None if is_line(text, span, said, day, published) => Heading::Dateline,
            Heading::Dateline if text[..span.start].trim().is_empty() && has_year(said) => Heading::Publication,
            found => found,
        };
        (heading != Heading::None).then_some((span, day, heading))
    });
    match (found, published) {
        (Some((span, day, _)), None) => Reference { day: Some(day), head: Some(span), differs: false },
        (Some((span, day, Heading::Publication)), Some(given)) => {
            let differs = (day - given).get_days().abs() > 1;
            Reference { day: Some(if differs { day } else { given }), head: Some(span), differs }
        }
        (Some((span, ..)), Some(given)) => Reference { day: Some(given), head: Some(span), differs: false },
        (None, given) => Reference { day: given, head: None, differs: false },
    }
}

/// The days named in a sentence, each with the span and what follows it.
fn dated<'t>(text: &str, lower: &'t str, sentence: &Sentence) -> Vec<(Span, Said, &'t str)> {
    let words = words(
        text,
        lower,
        Span::new(sentence.span.start, sentence.span.end.min(next_boundary(text, sentence.span.start + HEAD))),
    );
    let day = |said: &Said| matches!(said, Said::Day { .. });
    expressions(&words)
        .into_iter()
        .filter(|(range, expression)| day(&expression.said) && !range.is_empty())
        .map(|(range, expression)| {
            let span = Span::new(words[range.start].span.start, words[range.end - 1].span.end);
            (span, expression.said, words.get(range.end).map_or("", |w| w.text))
        })
        .collect()
}

fn next_boundary(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// A day with its year; without one, the one within a week of publication.
fn full_day(said: Said, published: Option<Date>) -> Option<Date> {
    let Said::Day { year, month, day, .. } = said else { return None };
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let published = published?;
    let date = Date::new(published.year(), month, day).ok()?;
    let near = published.checked_sub(4.days()).ok()? <= date && date <= published.checked_add(2.days()).ok()?;
    near.then_some(date)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// "Published 4 May 2017".
    Publication,
    /// "LIMA, 9 JAN 90 (EFE)", "ACCRA, June 3 (Reuters) -".
    Dateline,
    None,
}

fn has_year(said: Said) -> bool {
    matches!(said, Said::Day { year: Some(_), .. })
}

/// "Monday 6 May 2019" between a title and a text: the day of publication in full, which no preposition ties to a clause.
fn is_line(text: &str, span: Span, said: Said, day: Date, published: Option<Date>) -> bool {
    let near = published.is_some_and(|given| (day - given).get_days().abs() <= 1);
    let last = text[..span.start].trim_end().rsplit(char::is_whitespace).next().unwrap_or("").to_ascii_lowercase();
    let tied = matches!(
        last.as_str(),
        "on" | "of" | "since" | "until" | "by" | "from" | "the" | "before" | "after" | "in" | "dated"
    );
    near && has_year(said) && !tied
}

/// "Monitor AFP Saturday 21 Jun 2014 Rebels have …": weekday and day in full that agree, between the title's last word and the text's first.
fn is_stamp(text: &str, span: Span, said: Said, day: Date) -> bool {
    let Said::Day { weekday: Some(weekday), year: Some(_), .. } = said else { return false };
    let agrees = day.weekday().to_monday_one_offset() == weekday;
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let before = text[..span.start].trim_end().rsplit(char::is_whitespace).next();
    agrees && capital(before) && capital(text[span.end..].trim_start().split(char::is_whitespace).next())
}

/// Whether a day stands in a dateline or a line of publication.
fn heading(text: &str, span: Span, next: &str) -> Heading {
    let before = text[..span.start].trim_end();
    let line = before.rsplit('\n').next().unwrap_or(before).to_ascii_lowercase();
    let line = line.trim_end_matches([':', '|', '-', ' ']);
    if ["published", "publication", "posted", "updated", "published on", "posted on"]
        .iter()
        .any(|cue| line.ends_with(cue))
    {
        return Heading::Publication;
    }
    let opens = matches!(next, "(" | "-" | "–" | "—" | "[" | "/");
    let place = line.is_empty() || before.ends_with([',', ')', '|']) || before.len() < 4;
    if opens && place || before.is_empty() && span.start < 4 { Heading::Dateline } else { Heading::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, published: Option<&str>) -> (String, bool) {
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let published = published.and_then(|p| p.parse().ok());
        let found = reference(text, &text.to_ascii_lowercase(), &[sentence], published);
        (found.day.map_or("none".to_owned(), |d| d.to_string()), found.head.is_some())
    }

    #[test]
    fn a_dateline_gives_the_day_where_nothing_else_does() {
        assert_eq!(
            day("LIMA, 9 JAN 90 (EFE) -- [TEXT] REBELS ATTACKED A POST.", None),
            ("1990-01-09".to_owned(), true)
        );
        assert_eq!(
            day("ACCRA, June 3 (Reuters) - Troops moved in.", Some("2009-06-04")),
            ("2009-06-04".to_owned(), true)
        );
        assert_eq!(
            day("Published May 14 2018 Shells fell on a port", Some("2018-05-02")),
            ("2018-05-14".to_owned(), true)
        );
        assert_eq!(
            day("Monitor AFP Saturday 14 June 2014 Rebels took a port", Some("2014-06-02")),
            ("2014-06-14".to_owned(), true)
        );
        assert_eq!(
            day("14-06-2014 Rebels take a port. A town fell.", Some("2014-06-02")),
            ("2014-06-14".to_owned(), true)
        );
    }

    #[test]
    fn a_day_of_the_story_is_no_dateline() {
        assert_eq!(day("Rebels attacked a post on 9 January 1990, killing two.", None), ("none".to_owned(), false));
        let saturday = "Shells fell on Accra on Saturday 14 June 2014 Rebels said.";
        assert_eq!(day(saturday, Some("2014-06-20")), ("2014-06-20".to_owned(), false));
        assert_eq!(day("The raid of March 21 left two dead.", Some("2011-03-22")), ("2011-03-22".to_owned(), false));
    }
}

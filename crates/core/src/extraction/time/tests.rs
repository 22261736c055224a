//! What the expressions of a sentence mean, in short sentences.

use super::*;

fn times(text: &str) -> Vec<TimeMention> {
    let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
    tag(text, &[sentence], "2024-04-22".parse().ok()).mentions
}

pub(super) fn days(text: &str) -> Vec<String> {
    times(text).into_iter().map(|m| shown(m.days)).collect()
}

#[test]
fn expressions_resolve_against_the_publication_day() {
    // 22 April 2024 was a Monday.
    for (text, expected) in [
        ("on Sunday", "2024-04-21"),
        ("on Monday", "2024-04-22"),
        ("late Thursday night", "2024-04-18"),
        ("last Friday", "2024-04-19"),
        ("yesterday", "2024-04-21"),
        ("on Oct. 7", "2023-10-07"),
        ("on 3 March 2021", "2021-03-03"),
        ("on March 3, 2021", "2021-03-03"),
        ("in early February", "2024-02-01..2024-02-09"),
        ("in May last year", "2023-05-01..2023-05-31"),
        ("two days ago", "2024-04-20"),
        ("last week", "2024-04-15..2024-04-21"),
        ("last month", "2024-03-01..2024-03-31"),
        ("since January", "2024-01-01..2024-04-22"),
        ("in 2003", "2003-01-01..2003-12-31"),
        ("on 9 JAN 90", "1990-01-09"),
        ("between 29 and 30 November", "2023-11-29..2023-11-30"),
        ("over the past week", "2024-04-15..2024-04-22"),
        ("this weekend", "2024-04-20..2024-04-21"),
        ("the weekend", "2024-04-20..2024-04-21"),
        ("It will meet on Friday", "2024-04-26"),
        ("overnight", "2024-04-21..2024-04-22"),
        ("in the last hours", "2024-04-21..2024-04-22"),
        ("the first half of 2023", "2023-01-01..2023-06-30"),
        ("earlier this month", "2024-04-01..2024-04-22"),
        ("days ago", "2024-04-15..2024-04-21"),
        ("during Ramadan", "2024-03-10..2024-04-10"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("in the summer of 2013", "2013-06-01..2013-08-31"),
        ("on the night of November 3, 2022", "2022-11-03"),
    ] {
        assert_eq!(days(text), [expected], "{text}");
    }
}

#[test]
fn what_is_counted_from_the_time_spoken_of() {
    assert_eq!(days("It began on 4 May 2023 and ended two days later."), ["2023-05-04", "2023-05-06"]);
    assert_eq!(days("It began on 4 May 2023; the next day it ended."), ["2023-05-04", "2023-05-05"]);
    assert_eq!(days("The following day it ended."), ["open"]);
    assert_eq!(days("It began on Monday, following Sunday's raid."), ["2024-04-22", "2024-04-21"]);
}

#[test]
fn types_and_values_are_those_of_timex3() {
    for (text, kind, value) in [
        ("the past two months", "DURATION", "P2M"),
        ("nearly four years", "DURATION", "P4Y"),
        ("a two-week truce", "DURATION", "P2W"),
        ("the third quarter of 2017", "DATE", "2017-Q3"),
        ("Friday night", "TIME", "2024-04-19TNI"),
        ("at 10:35 a.m.", "TIME", "2024-04-22T10:35"),
        ("every day", "SET", "P1D"),
        ("recently", "DATE", "PAST_REF"),
        ("last week", "DATE", "2024-W16"),
        ("twenty-one days", "DURATION", "P21D"),
    ] {
        let shown: Vec<(&str, String)> = times(text).into_iter().map(|m| (m.kind.as_str(), m.value)).collect();
        assert_eq!(shown, [(kind, value.to_owned())], "{text}");
    }
}

#[test]
fn what_has_gone_on_for_so_long_is_no_age() {
    let lasting =
        |text: &str| times(text).into_iter().filter_map(|m| m.lasting).map(|(a, ..)| a.to_string()).collect::<Vec<_>>();
    assert_eq!(lasting("Hundreds died in the six-week-old uprising."), ["2024-03-11"]);
    assert_eq!(lasting("Hundreds died in a six-month-old popular revolt."), ["2023-10-22"]);
    assert_eq!(lasting("A six-week-old baby died in the uprising."), Vec::<String>::new());
}

#[test]
fn words_that_only_look_like_times_are_none() {
    for text in ["The group may march in protest.", "The walls fall.", "It sold 1990 rifles.", "A second man came."] {
        assert_eq!(days(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn nothing_is_resolved_without_a_day() {
    let text = "Rebels attacked on Friday.";
    let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
    let times = tag(text, &[sentence], None);
    assert_eq!(times.mentions.iter().map(|m| m.days).collect::<Vec<_>>(), [None]);
}

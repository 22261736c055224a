//! What must always hold, whatever the text: no panic, every quote stands where it says, the same input gives the same reading.

use dateline_core::extraction::Reader;
use dateline_core::knowledge::Knowledge;
use dateline_core::model::wire::ReadingForm;
use dateline_core::model::{Reading, Report, ReportMeta};
use dateline_core::reading::{Hints, read, sentences};
use proptest::prelude::*;
use serde_json::Value;

fn reading(text: &str, published: Option<&str>) -> (Report, Reading) {
    let published = published.map(|p| p.parse().expect("a moment"));
    let report = Report::plain(ReportMeta { published, ..ReportMeta::default() }, text);
    let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(text));
    (report, reading)
}

/// Every object with words, a start and an end anywhere in a value.
fn quotes(value: &Value, found: &mut Vec<(String, usize, usize)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(text), Some(start), Some(end)) =
                (value["text"].as_str(), value["start"].as_u64(), value["end"].as_u64())
            {
                found.push((text.to_owned(), start as usize, end as usize));
            }
            fields.values().for_each(|v| quotes(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| quotes(v, found)),
        _ => {}
    }
}

/// The quotes of a reading's wire form that do not stand in the text where they say.
fn forged(report: &Report, reading: &Reading) -> Vec<(String, usize, usize)> {
    let form = serde_json::to_value(ReadingForm::of(report, reading)).expect("JSON");
    let mut found = Vec::new();
    quotes(&form["claims"], &mut found);
    quotes(&form["events"], &mut found);
    let points: Vec<char> = report.text().chars().collect();
    found.retain(|(text, start, end)| points.get(*start..*end).is_none_or(|at| at.iter().collect::<String>() != *text));
    found
}

const PIECES: &[&str] = &[
    "At least five rockets were fired at",
    "the Ain al-Asad air base",
    "two security sources said",
    "Malian soldiers",
    "killed 12 civilians",
    "“We did it,”",
    "said the group’s spokesman",
    "the Sand Brigade",
    "denied",
    "on Thursday",
    "in Gao",
    "Ménaka",
    "no one was hurt",
    "raising the toll to 42",
    "Côte d’Ivoire",
    "الجيش",
    "🚀",
    "n't",
    "'s",
    "U.S.",
    "between 3 and 5",
    "1,200",
    "Dec. 31, 2019",
    "9 JAN 90",
    "--",
    "\n\n",
    ". ",
    ", ",
    "; ",
    "(",
    ")",
    "\"",
    " ",
    "'",
    "%",
    "since 7 October",
    "LIMA, 9 JAN 90 (EFE) -- [TEXT]",
    "TERRORISTS ATTACKED",
    "according to",
    "that",
    "was",
    "were killed by",
    "by",
    "and",
    "or",
];

fn patchwork() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..40).prop_map(|picks| {
        picks.iter().map(|&(piece, space)| format!("{}{}", PIECES[piece], if space { " " } else { "" })).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_quote_stands_where_it_says(text in patchwork()) {
        let (report, reading) = reading(&text, Some("2024-06-14"));
        prop_assert_eq!(forged(&report, &reading), Vec::new());
    }

    #[test]
    fn any_characters_are_read_without_panic(text in "\\PC{0,300}") {
        let (report, reading) = reading(&text, None);
        prop_assert_eq!(forged(&report, &reading), Vec::new());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}\\.(html|txt|xml|jsonl|csv)") {
        let intake = read(&bytes, &Hints { name: Some(name), ..Hints::default() });
        prop_assert!(!intake.reports.is_empty() || !intake.findings.is_empty());
    }

    #[test]
    fn the_same_text_gives_the_same_reading(text in patchwork()) {
        let twice = [reading(&text, Some("2024-06-14")), reading(&text, Some("2024-06-14"))];
        let [a, b] = twice.map(|(report, reading)| serde_json::to_string(&ReadingForm::of(&report, &reading)).expect("JSON"));
        prop_assert_eq!(a, b);
    }
}

#[test]
fn two_tellings_of_at_least_five_rockets_are_one_event_of_five_or_more() {
    let text = "At least five rockets were fired at the Ain al-Asad air base on Sunday, two security sources said.\n\n\
                The attack was the first since February. An army officer said at least five rockets were fired at the base.";
    let (_, reading) = reading(text, Some("2024-04-22"));
    let fired: Vec<_> = reading.tellings.iter().filter(|t| t.account.count.is_some()).collect();
    assert_eq!(fired.len(), 1, "{:#?}", reading.tellings.iter().map(|t| &t.account.count).collect::<Vec<_>>());
    let count = fired[0].account.count.as_ref().expect("a count");
    assert_eq!((count.low, count.high), (5, None));
}

#[test]
fn a_passive_without_an_agent_has_no_actor() {
    let (_, reading) = reading("Four soldiers were killed in an ambush near Menaka on Saturday.", Some("2024-06-16"));
    assert!(!reading.tellings.is_empty());
    assert!(reading.tellings.iter().all(|t| t.account.actors.is_empty()));
}

#[test]
fn without_a_time_expression_no_day_is_given_as_known() {
    let (_, reading) = reading("Gunmen killed four soldiers in Gao.", Some("2024-06-16"));
    assert!(!reading.tellings.is_empty());
    assert!(reading.tellings.iter().all(|t| t.account.date.as_ref().is_none_or(|d| d.inferred)));
}

#[test]
fn the_schemas_in_the_documents_are_those_of_the_types() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema");
    for (name, schema) in dateline_core::model::wire::schemas() {
        let kept = std::fs::read_to_string(format!("{folder}/{name}")).unwrap_or_default();
        let kept: Value = serde_json::from_str(&kept).unwrap_or_default();
        let made = serde_json::to_value(&schema).expect("JSON");
        assert!(kept == made, "docs/schema/{name} is not what the types say: run `cargo xtask schema`");
    }
}

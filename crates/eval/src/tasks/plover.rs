//! The type of what a source does to a target in one sentence: the product's event that best links the two spans.

use anyhow::Result;
use dateline_core::extraction::Reader;
use dateline_core::model::{Certainty, EventType, Participant, Quote, Telling};
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let read = super::read(reader, row)?;
    let text = row["text"].as_str().unwrap_or_default();
    let (source, target) = (span(row, "source", text), span(row, "target", text));
    if let Some(kind) = by_network(reader, text, source, target) {
        return Ok(json!({"id": row["id"], "type": kind}));
    }
    let best = read.reading.tellings.iter().enumerate().max_by_key(|(number, telling)| {
        let anchor = telling.claims.first().map(|&c| &read.reading.claims[c].anchor);
        (links(telling, anchor, source, target), usize::MAX - number)
    });
    let kind = best.map_or("CONSULT", |(_, telling)| name(telling.account.kind, telling.account.certainty));
    Ok(json!({"id": row["id"], "type": kind}))
}

/// What the network makes of the two spans together.
fn by_network(reader: &Reader<'_>, text: &str, source: (usize, usize), target: (usize, usize)) -> Option<String> {
    let network = reader.network()?;
    let reading = network.text(text);
    // Without words of its own a participant is taken for the first one.
    let words = |span: (usize, usize)| match reading.words_in(&(span.0..span.1)) {
        none if none.is_empty() => 0..1,
        some => some,
    };
    let chances = network.between(&reading, &words(source), &words(target));
    let best = (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b]))?;
    network.labels("plover").get(best).map(|label| (*label).to_owned())
}

/// Where the row says the words stand, in bytes; else their first occurrence.
fn span(row: &Value, field: &str, text: &str) -> (usize, usize) {
    let byte = |n: usize| super::bytes(text, n);
    let given = &row[format!("{field}_span")];
    if let (Some(start), Some(end)) = (given[0].as_u64(), given[1].as_u64()) {
        return (byte(start as usize), byte(end as usize));
    }
    let words = row[field].as_str().unwrap_or_default();
    text.find(words).map_or((0, 0), |start| (start, start + words.len()))
}

fn overlaps(quote: &Quote, span: (usize, usize)) -> bool {
    (quote.start() as usize) < span.1 && span.0 < quote.end() as usize
}

/// How well an event joins source and target: by its roles first, then by where its words stand.
fn links(telling: &Telling, anchor: Option<&Quote>, source: (usize, usize), target: (usize, usize)) -> u32 {
    let holds = |people: &[Participant], span| people.iter().any(|p| overlaps(&p.quote, span));
    let account = &telling.account;
    let mut score = 4 * u32::from(holds(&account.actors, source));
    score += 4 * u32::from(holds(&account.targets, target));
    score += 2 * u32::from(holds(&account.actors, target));
    let between = anchor.is_some_and(|a| {
        let at = a.start() as usize;
        at >= source.0.min(target.0) && at <= source.1.max(target.1)
    });
    score + 3 * u32::from(between)
}

/// The task writes YIELD for what the product tells apart, and has no claims or denials of responsibility.
fn name(kind: EventType, certainty: Certainty) -> &'static str {
    match kind {
        // What is refused or fails to come about between two is a rejection in the task's code book.
        EventType::Agree | EventType::Retreat | EventType::Concede | EventType::Consult | EventType::Cooperate
            if certainty == Certainty::Denied =>
        {
            "REJECT"
        }
        EventType::Concede | EventType::Retreat => "YIELD",
        EventType::Deny => "REJECT",
        EventType::Claim => "ASSAULT",
        other => other.as_str(),
    }
}

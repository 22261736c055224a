//! Errors of whole readings: the scorer of reading keys aligns the events, and each slot of each pair is compared.

use super::{Mistake, Row, cost};
use crate::measure::shell;
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const SLOTS: &[&str] = &[
    "type",
    "mode",
    "status",
    "certainty",
    "actors",
    "targets",
    "place",
    "date",
    "means",
    "count",
    "killed",
    "injured",
    "displaced",
    "detained",
    "sources",
    "responsibility",
    "relations",
];

pub(super) fn mistakes(rows: &[Row], scorer: &Path, gold: &Path, told: &Path) -> Result<Vec<Mistake>> {
    let mut found = Vec::new();
    for row in rows {
        let mut command = Command::new("python3");
        command.arg(scorer).arg("--gold").arg(gold).arg("--pred").arg(told).args(["--show", &row.id]);
        of_report(row, &shell(&mut command)?, &mut found);
    }
    Ok(found)
}

/// Reads the scorer's alignment: pairs of lines "gold …" and "pred …", then lines "contradicted: REASON {event}".
fn of_report(row: &Row, alignment: &str, found: &mut Vec<Mistake>) {
    let mut gold = Value::Null;
    let mut paired = BTreeSet::new();
    for line in alignment.lines() {
        if let Some(event) = line.strip_prefix("gold ") {
            gold = serde_json::from_str(event).unwrap_or_default();
        } else if let Some(event) = line.strip_prefix("pred ") {
            let read: Value = serde_json::from_str(event).unwrap_or_default();
            paired.insert(read["id"].to_string());
            of_pair(row, &gold, &read, found);
        } else if let Some((reason, event)) = line.strip_prefix("contradicted: ").and_then(|l| l.split_once(" {")) {
            let read: Value = serde_json::from_str(&format!("{{{event}")).unwrap_or_default();
            found.push(mistake(format!("contradicted: {reason}"), cost::CONTRADICTED, row, &Value::Null, &read, &read));
        }
    }
    let read = row.read["events"].as_array().into_iter().flatten();
    for event in read.filter(|event| !paired.contains(&event["id"].to_string())) {
        found.push(mistake("event invented".into(), cost::INVENTED, row, &Value::Null, event, event));
    }
}

fn of_pair(row: &Row, gold: &Value, read: &Value, found: &mut Vec<Mistake>) {
    if read.is_null() {
        let kind = format!("event missed: {}", gold["type"].as_str().unwrap_or("?"));
        found.push(mistake(kind, cost::MISSED, row, gold, read, gold));
        return;
    }
    for slot in SLOTS {
        let (wanted, given) = (shown(slot, &gold[slot]), shown(slot, &read[slot]));
        let (error, cost) = match (wanted.is_empty(), given.is_empty()) {
            _ if wanted == given || agree(slot, &gold[slot], &read[slot]) => continue,
            (true, _) => ("invented", cost::INVENTED),
            (_, true) => ("missed", cost::MISSED),
            _ => ("differs", cost::WRONG),
        };
        let mut one = mistake(format!("{slot} {error}"), cost, row, gold, read, read);
        (one.gold, one.read) = (wanted, given);
        found.push(one);
    }
}

/// Whether two values of a slot that are written differently may mean the same: near points, names that share most words.
fn agree(slot: &str, gold: &Value, read: &Value) -> bool {
    let values = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let point = |value: &Value| Some((value["lat"].as_f64()?, value["lon"].as_f64()?));
    match slot {
        "place" => match (point(gold), point(read)) {
            (Some(a), Some(b)) => (a.0 - b.0).hypot(a.1 - b.1) < 0.4,
            _ => alike(&name(gold), &name(read)),
        },
        "actors" | "targets" | "means" => {
            let (gold, read) = (values(gold), values(read));
            gold.len() == read.len() && gold.iter().all(|g| read.iter().any(|r| alike(&name(g), &name(r))))
        }
        _ => false,
    }
}

fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    2 * shared > a.len().max(b.len()) || (shared > 0 && shared == a.len().min(b.len()))
}

/// What counts of a slot's value: names, days, bounds; not the words quoted.
fn shown(slot: &str, value: &Value) -> String {
    let one = |v: &Value| match slot {
        "place" => name(v),
        "date" => format!("{} – {}", text(&v["start"]), text(&v["end"])),
        "count" | "killed" | "injured" | "displaced" | "detained" => format!("[{}, {}]", v["low"], v["high"]),
        "sources" => name(v.as_array().and_then(|chain| chain.last()).unwrap_or(v)),
        "responsibility" => format!("{} {}", name(&v["actor"]), text(&v["stance"])),
        "relations" => text(&v["type"]),
        _ => name(v),
    };
    let values: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(one).collect(),
        value => vec![one(value)],
    };
    let mut values: Vec<String> = values.into_iter().filter(|v| !v.is_empty()).collect();
    values.sort();
    values.join("; ")
}

fn name(value: &Value) -> String {
    let named = [&value["name"], &value["text"], value].into_iter().find_map(Value::as_str);
    named.unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("?").to_owned()
}

/// A mistake about events, placed at an anchor of `at`.
fn mistake(kind: String, cost: u32, row: &Row, gold: &Value, read: &Value, at: &Value) -> Mistake {
    let told = |event: &Value| match event {
        Value::Null => String::new(),
        event => format!("{} {}", name(&event["anchors"][0]), text(&event["type"])),
    };
    let anchor = &at["anchors"][0];
    let offset = |key: &str| anchor[key].as_u64().map(|n| n as usize);
    let quoted = || {
        let words = name(anchor);
        let start = row.text.find(&words).filter(|_| !words.is_empty())?;
        let start = row.text[..start].chars().count();
        Some((start, start + words.chars().count()))
    };
    let span = offset("start").zip(offset("end")).or_else(quoted);
    Mistake { kind, cost, report: row.id.clone(), gold: told(gold), read: told(read), span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let read = r#"{"id":"r","events":[{"id":"E1"},{"id":"E2","type":"ASSAULT","anchors":["shelled"]}]}"#;
        Row {
            id: "r".into(),
            text: "Rebels shelled Ako.".into(),
            gold: Value::Null,
            read: serde_json::from_str(read).expect("a row"),
        }
    }

    #[test]
    fn the_scorers_alignment_gives_the_mistakes() {
        let alignment = "gold {\"id\":\"1\",\"type\":\"ASSAULT\",\"place\":{\"name\":\"Ako\"},\"killed\":[{\"low\":2,\"high\":2}]}\n\
             pred {\"id\":\"E1\",\"type\":\"ASSAULT\",\"place\":{\"name\":\"Abo\"},\"date\":{\"start\":\"2020-01-01\"}}\n\
             contradicted: perpetrator not in the key {\"id\":\"E1\"}\n";
        let mut found = Vec::new();
        of_report(&row(), alignment, &mut found);
        let kinds: Vec<&str> = found.iter().map(|m| m.kind.as_str()).collect();
        let contradicted = "contradicted: perpetrator not in the key";
        assert_eq!(kinds, ["place differs", "date invented", "killed missed", contradicted, "event invented"]);
        assert_eq!(found[4].span, Some((7, 14)));
    }
}

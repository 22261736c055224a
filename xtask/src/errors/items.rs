//! Errors of tasks whose keys are lists of spans with values (attributions, times, places, entities), templates, or one label a row.

use super::{Mistake, Row, cost};
use serde_json::Value;

/// One thing a key or a reading holds.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    /// "source", "DATE", "bombing: Victim".
    kind: String,
    span: Option<(usize, usize)>,
    value: String,
}

pub(super) fn mistakes(rows: &[Row]) -> Vec<Mistake> {
    rows.iter().flat_map(|row| compare(row, items(&row.gold), items(&row.read))).collect()
}

fn compare(row: &Row, gold: Vec<Item>, mut read: Vec<Item>) -> Vec<Mistake> {
    let mut found = Vec::new();
    // What is right goes out first, so that a near miss cannot take its partner.
    let left: Vec<Item> = gold
        .into_iter()
        .filter(|item| match read.iter().position(|other| same(item, other)) {
            Some(at) => {
                read.remove(at);
                false
            }
            None => true,
        })
        .collect();
    for item in left {
        let partner = read.iter().position(|other| meets(&item, other)).map(|at| read.remove(at));
        let (error, cost) = match &partner {
            None => ("missed", cost::MISSED),
            Some(other) if other.kind != item.kind => ("of another kind", cost::WRONG),
            Some(other) if other.span != item.span => ("of another extent", cost::WRONG),
            Some(_) => ("of another value", cost::WRONG),
        };
        let kind = format!("{} {error}", item.kind);
        found.push(mistake(row, kind, cost, Some(&item), partner.as_ref()));
    }
    found.extend(read.iter().map(|o| mistake(row, format!("{} invented", o.kind), cost::INVENTED, None, Some(o))));
    found
}

fn mistake(row: &Row, kind: String, cost: u32, gold: Option<&Item>, read: Option<&Item>) -> Mistake {
    let told = |item: Option<&Item>| item.map_or(String::new(), |item| described(row, item));
    let span = gold.or(read).and_then(|item| item.span);
    Mistake { kind, cost, report: row.id.clone(), gold: told(gold), read: told(read), span }
}

fn described(row: &Row, item: &Item) -> String {
    let words: String = match item.span {
        Some((start, end)) => row.text.chars().skip(start).take(end.saturating_sub(start)).collect(),
        None => String::new(),
    };
    format!("{words} {}", item.value).trim().to_owned()
}

/// Points within 161 km are one place, numbers within 0.5 one value.
fn same(a: &Item, b: &Item) -> bool {
    let numbers = |text: &str| text.split(' ').map(str::parse::<f64>).collect::<Result<Vec<f64>, _>>();
    let near = || match (numbers(&a.value), numbers(&b.value)) {
        (Ok(x), Ok(y)) if x.len() == 2 && y.len() == 2 => (x[0] - y[0]).hypot(x[1] - y[1]) < 1.45,
        (Ok(x), Ok(y)) if x.len() == 1 && y.len() == 1 => (x[0] - y[0]).abs() <= 0.5,
        _ => false,
    };
    a.kind == b.kind && a.span == b.span && (a.value == b.value || near())
}

fn meets(a: &Item, b: &Item) -> bool {
    match (a.span, b.span) {
        (Some(x), Some(y)) => x.0 < y.1 && y.0 < x.1 && (a.kind == b.kind || !a.value.is_empty() || x == y),
        (None, None) => a.kind == b.kind,
        _ => false,
    }
}

/// What a row holds, whatever the task.
fn items(row: &Value) -> Vec<Item> {
    let list = |key: &str| row[key].as_array().into_iter().flatten();
    let mut found = Vec::new();
    for attribution in list("attributions") {
        for part in ["source", "cue", "content"] {
            let pieces = pieces(&attribution[part]);
            if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
                found.push(Item { kind: part.into(), span: Some((first.0, last.1)), value: String::new() });
            }
        }
    }
    for spanned in ["timexes", "toponyms", "entities"].into_iter().flat_map(list) {
        let kind = spanned["type"].as_str().unwrap_or("name").to_owned();
        let value = match (&spanned["value"], spanned["lat"].as_f64(), spanned["lon"].as_f64()) {
            (Value::String(value), ..) => value.clone(),
            (_, Some(lat), Some(lon)) => format!("{lat} {lon}"),
            _ => String::new(),
        };
        found.push(Item { kind, span: offsets(spanned), value });
    }
    found.extend(list("templates").flat_map(template));
    found.extend(list("labels").map(|label| label_item(label.as_str().unwrap_or("?"), String::new())));
    match (row["type"].as_str(), row["value"].as_f64()) {
        (Some(label), _) => found.push(label_item(label, String::new())),
        (_, Some(value)) => found.push(label_item("value", value.to_string())),
        _ => {}
    }
    found
}

fn label_item(kind: &str, value: String) -> Item {
    Item { kind: kind.to_owned(), span: None, value }
}

/// A template's type, and each of its fillers; of several names of one entity the first is shown.
fn template(template: &Value) -> Vec<Item> {
    let kind = template["type"].as_str().unwrap_or("?");
    let mut found = vec![label_item(&format!("template: {kind}"), String::new())];
    for role in ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"] {
        for filler in template[role].as_array().into_iter().flatten() {
            let name = filler.as_str().or_else(|| filler[0].as_str()).unwrap_or("?");
            found.push(label_item(role, name.to_lowercase()));
        }
    }
    found
}

fn offsets(item: &Value) -> Option<(usize, usize)> {
    Some((item["start"].as_u64()? as usize, item["end"].as_u64()? as usize))
}

/// The pieces of a span: `[start, end]`, or several of them.
fn pieces(spans: &Value) -> Vec<(usize, usize)> {
    pair(spans).map_or_else(|| spans.as_array().into_iter().flatten().filter_map(pair).collect(), |one| vec![one])
}

fn pair(span: &Value) -> Option<(usize, usize)> {
    Some((span[0].as_u64()? as usize, span[1].as_u64()? as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(gold: &str, read: &str) -> Vec<String> {
        let parse = |json: &str| serde_json::from_str(json).expect("json");
        let row = Row { id: "r".into(), text: "He came on Monday to Ako".into(), gold: parse(gold), read: parse(read) };
        mistakes(&[row]).into_iter().map(|m| m.kind).collect()
    }

    #[test]
    fn spans_are_missed_invented_or_differ() {
        let gold = r#"{"timexes":[{"start":8,"end":17,"type":"DATE","value":"2020"}]}"#;
        assert_eq!(kinds(gold, gold), Vec::<String>::new());
        assert_eq!(kinds(gold, r#"{"timexes":[]}"#), ["DATE missed"]);
        let longer = r#"{"timexes":[{"start":11,"end":17,"type":"DATE","value":"2020"}]}"#;
        assert_eq!(kinds(gold, longer), ["DATE of another extent"]);
        let other = r#"{"timexes":[{"start":8,"end":17,"type":"DATE","value":"2021"},{"start":0,"end":2,"type":"TIME","value":"T"}]}"#;
        assert_eq!(kinds(gold, other), ["DATE of another value", "TIME invented"]);
    }

    #[test]
    fn attributions_are_compared_part_by_part() {
        let gold = r#"{"attributions":[{"source":[[0,2]],"cue":[[3,7]],"content":[[8,17]]}]}"#;
        let read = r#"{"attributions":[{"source":[0,2],"content":[[8,24]]}]}"#;
        assert_eq!(kinds(gold, read), ["cue missed", "content of another extent"]);
    }

    #[test]
    fn labels_and_points() {
        assert_eq!(kinds(r#"{"type":"AID"}"#, r#"{"type":"YIELD"}"#), ["AID missed", "YIELD invented"]);
        assert_eq!(kinds(r#"{"value":3.0}"#, r#"{"value":2.8}"#), Vec::<String>::new());
        let place = |lat: f64| format!(r#"{{"toponyms":[{{"start":21,"end":24,"lat":{lat},"lon":10.0}}]}}"#);
        assert_eq!(kinds(&place(5.0), &place(5.5)), Vec::<String>::new());
        assert_eq!(kinds(&place(5.0), &place(9.0)), ["name of another value"]);
    }
}

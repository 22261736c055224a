//! How much of what conflict datasets speak of the registry knows: `dateline-eval coverage CORPORA`.
//!
//! A side of an event is found where each of the groups it names is in the registry ("A, B" names two; "Government of X" is the
//! state X; "Supporters of X" is X). "Civilians" names no actor and is left out.

use anyhow::{Context, Result};
use dateline_core::knowledge::{Knowledge, fold};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The files and the fields that name the two sides.
const CORPORA: &[(&str, [&str; 2])] =
    &[("ged.jsonl", ["side_a", "side_b"]), ("ucdp_events.jsonl", ["side_a_name", "side_b_name"])];

/// Prints the share of sides, weighted by events, that the registry knows, and the names most often missed.
pub fn measure(folder: &str) -> Result<()> {
    let knowledge = Knowledge::builtin();
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all_found, mut all) = (0, 0);
    for (file, fields) in CORPORA {
        let path = Path::new(folder).join(file);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let (mut found, mut sides) = (0, 0);
        for side in text.lines().filter(|l| !l.trim().is_empty()).flat_map(|line| names(line, fields)) {
            if side == "Civilians" {
                continue;
            }
            sides += 1;
            match groups(&side).iter().all(|group| is_known(group, knowledge)) {
                true => found += 1,
                false => *missed.entry(side).or_default() += 1,
            }
        }
        println!("{file:18} sides {sides:6}  found {found:6}  {:.3}", share(found, sides));
        all_found += found;
        all += sides;
    }
    println!("{:18} sides {all:6}  found {all_found:6}  {:.3}", "both", share(all_found, all));
    let mut most: Vec<(&String, &usize)> = missed.iter().collect();
    most.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    most.iter().take(25).for_each(|(name, count)| println!("  missed {count:4}  {name}"));
    println!("main: {:.4}", share(all_found, all));
    Ok(())
}

fn share(found: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { found as f64 / all as f64 }
}

fn names(line: &str, fields: &[&str; 2]) -> Vec<String> {
    let row: Value = serde_json::from_str(line).unwrap_or(Value::Null);
    fields.iter().filter_map(|field| row[*field].as_str().map(|s| s.trim().to_owned())).collect()
}

/// The groups a side names.
fn groups(side: &str) -> Vec<&str> {
    side.split(", ").map(str::trim).filter(|group| !group.is_empty()).collect()
}

/// Whether the registry (or, for a community, the lexicon) knows the name, its bracketed gloss or what it belongs to.
fn is_known(group: &str, knowledge: &Knowledge) -> bool {
    let (main, gloss) = match group.split_once(" (") {
        Some((main, gloss)) => (main, gloss.trim_end_matches(')')),
        None => (group, ""),
    };
    let bare = |name: &str| {
        let name = ["Government of ", "Supporters of ", "Opponents of ", "Forces of "]
            .iter()
            .find_map(|before| name.strip_prefix(before))
            .unwrap_or(name);
        !knowledge.actors.find(&fold(name)).is_empty()
            || name.ends_with('s') && knowledge.lexicon.agent(&name.to_lowercase()).is_some()
    };
    let state = group.starts_with("Government of ");
    let known = |name: &str| !knowledge.actors.find(&fold(name)).is_empty();
    known(group) || bare(main) || state && known(gloss)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_known_by_group_state_or_community() {
        let knowledge = Knowledge::builtin();
        for side in ["Government of Myanmar (Burma)", "M23", "Christians (CAR)", "Ahrar al-Sham, HTS"] {
            assert!(groups(side).iter().all(|g| is_known(g, knowledge)), "{side}");
        }
        assert!(!is_known("Army of Nowhere", knowledge));
        assert!(!groups("M23, Army of Nowhere").iter().all(|g| is_known(g, knowledge)));
    }
}

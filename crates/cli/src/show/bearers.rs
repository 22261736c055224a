//! Whom a name may mean, for people: the chosen one first.

use super::style::{bold, dim, paint};
use dateline_core::extraction::Bearer;

/// The bearers of a name with what speaks for and against each.
pub fn bearers(found: &[Bearer]) -> String {
    let (chosen, others): (Vec<&Bearer>, Vec<&Bearer>) = found.iter().partition(|b| b.chosen);
    let mut shown: Vec<String> = chosen.into_iter().chain(others).map(bearer).collect();
    if !found.iter().any(|b| b.chosen) {
        shown.push("The name stays open: no identity is given.".to_owned());
    }
    shown.join("\n")
}

fn bearer(bearer: &Bearer) -> String {
    let mark = if bearer.chosen { "→" } else { " " };
    let country = bearer.country.map_or(String::new(), |c| format!(", {c}"));
    let head = format!("{mark} {} {}", bold(bearer.name), dim(&format!("{}{country} [{}]", bearer.kind, bearer.id)));
    let reasons = bearer.reasons.iter().map(|r| format!("    {} {r}", paint("32", "+")));
    let doubts = bearer.doubts.iter().map(|d| format!("    {} {d}", paint("31", "−")));
    std::iter::once(head).chain(reasons).chain(doubts).collect::<Vec<_>>().join("\n")
}

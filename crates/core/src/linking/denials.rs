//! Denials and claims of responsibility that a report tells as news of their own, brought to the event they speak of.
//!
//! In: one report's reading. Out: for each telling, what other tellings of the report say of who did it. "The group denied firing the
//! rockets" is an event of type DENY beside the rocket fire; it changes who may be held responsible, and never whether rockets were fired.

use super::Told;
use crate::model::{EventType, RelationKind, Responsibility, Stance, Telling};
use std::collections::BTreeMap;

/// By the number of the telling they are brought to.
pub(super) fn echoes(told: Told<'_>) -> BTreeMap<usize, Vec<Responsibility>> {
    let mut found: BTreeMap<usize, Vec<Responsibility>> = BTreeMap::new();
    for telling in &told.reading.tellings {
        let stance = match telling.account.kind {
            EventType::Deny => Stance::Denied,
            EventType::Claim => Stance::Claimed,
            _ => continue,
        };
        let Some(to) = spoken_of(telling, &told.reading.tellings) else { continue };
        // The event itself says who denies it; a spokesman's name adds nobody.
        if told.reading.tellings[to].account.responsibility.iter().any(|r| r.stance == stance) {
            continue;
        }
        let said = telling.account.actors.iter().map(|actor| Responsibility { actor: actor.clone(), stance, by: None });
        found.entry(to).or_default().extend(said);
    }
    found
}

/// The telling that a denial or claim names by a relation; else the report's only one that names its speaker.
fn spoken_of(telling: &Telling, all: &[Telling]) -> Option<usize> {
    let points = |k: RelationKind| matches!(k, RelationKind::Denies | RelationKind::Claims);
    if let Some(to) = telling.account.relations.iter().find(|r| points(r.kind)).and_then(|r| r.to) {
        return (to < all.len()).then_some(to);
    }
    let speakers: Vec<&str> = telling.account.actors.iter().map(|p| p.name.as_str()).collect();
    let names = |t: &Telling| {
        let held = t.account.actors.iter().chain(t.account.responsibility.iter().map(|r| &r.actor));
        t.account.kind == EventType::Assault && held.into_iter().any(|p| speakers.contains(&p.name.as_str()))
    };
    let mut held = all.iter().enumerate().filter(|(_, t)| names(t)).map(|(i, _)| i);
    let only = held.next()?;
    held.next().is_none().then_some(only)
}

//! Which events a selection takes.

use crate::model::{Event, Field, Party, Selection};

/// Whether every condition of the selection holds for the event.
pub fn selects(selection: &Selection, event: &Event) -> bool {
    let place = event.place.as_ref().map(|f| &f.value);
    named(&selection.actor, &event.actors)
        && named(&selection.target, &event.targets)
        && selection
            .country
            .as_ref()
            .is_none_or(|c| place.and_then(|p| p.country.as_ref()).is_some_and(|p| p.eq_ignore_ascii_case(c)))
        && selection.place.as_ref().is_none_or(|words| place.is_some_and(|p| holds(&p.name, words)))
        && (selection.kinds.is_empty() || selection.kinds.contains(&event.kind.value))
        && (selection.statuses.is_empty() || selection.statuses.contains(&event.status.value))
        && (selection.certainties.is_empty() || selection.certainties.contains(&event.certainty))
        && in_range(selection, event)
}

fn holds(name: &str, words: &str) -> bool {
    name.to_lowercase().contains(&words.to_lowercase())
}

fn named(words: &Option<String>, parties: &[Field<Party>]) -> bool {
    words.as_ref().is_none_or(|words| {
        parties.iter().any(|p| {
            holds(&p.value.name, words)
                || p.value.id.as_ref().is_some_and(|id| holds(id, words))
                || p.value.country.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(words))
        })
    })
}

/// An event without a day is in no range.
fn in_range(selection: &Selection, event: &Event) -> bool {
    if selection.from.is_none() && selection.to.is_none() {
        return true;
    }
    event.date.as_ref().is_some_and(|d| {
        let (earliest, latest) = d.value;
        selection.from.is_none_or(|from| latest >= from) && selection.to.is_none_or(|to| earliest <= to)
    })
}

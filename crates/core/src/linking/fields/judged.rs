//! Judgements on fields: what analysts confirmed, corrected and discounted, over what the claims say.
//!
//! In: an event computed from its claims, and the judgements. Out: the same event as the analysts see it. Nothing of the claims changes.

use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// The claims that analysts do not believe.
pub(super) fn discounted(judgements: &[(u64, Judgement)]) -> BTreeSet<ClaimId> {
    let claims = judgements.iter().filter_map(|(_, j)| match j.action {
        Action::Discount(claim) => Some(claim),
        _ => None,
    });
    claims.collect()
}

/// What analysts judged of sources, by lower-case name; the latest judgement holds.
pub(super) fn reliability(judgements: &[(u64, Judgement)]) -> BTreeMap<String, Reliability> {
    let judged = judgements.iter().filter_map(|(_, j)| match &j.action {
        Action::Rely(source, reliability) => Some((source.to_lowercase(), *reliability)),
        _ => None,
    });
    judged.collect()
}

/// Applies what was decided of the event of these claims, in the order of the ledger. Where two analysts give one field two values the later
/// one stands, as disputed.
pub(super) fn apply(event: &mut Event, judgements: &[(u64, Judgement)], claims: &BTreeSet<ClaimId>) {
    let mut corrected: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (number, judgement) in judgements {
        let concerns = |ids: &[ClaimId]| ids.iter().any(|c| claims.contains(c));
        let mine = match &judgement.action {
            Action::Confirm(ids, _) | Action::Correct(ids, ..) | Action::Merge(ids) | Action::Note(ids) => {
                concerns(ids)
            }
            Action::Split(a, b) => concerns(a) || concerns(b),
            Action::Discount(claim) => claims.contains(claim),
            Action::Rely(source, _) => event.families.iter().any(|f| f.name.eq_ignore_ascii_case(source)),
            Action::Undo(_) => false,
        };
        if !mine {
            continue;
        }
        event.judgements.push(*number);
        match &judgement.action {
            Action::Confirm(_, field) => confirm(event, field.as_deref()),
            Action::Correct(_, field, value) => {
                let before = corrected.insert(field, (&judgement.by, value));
                let disagree = before.is_some_and(|(by, other)| by != judgement.by && other != value);
                correct(event, field, value, if disagree { Standing::Disputed } else { Standing::Confirmed });
            }
            _ => {}
        }
    }
}

fn confirm(event: &mut Event, field: Option<&str>) {
    let confirmed = Standing::Confirmed;
    match field {
        None => event.standing = confirmed,
        Some("place") => event.place.iter_mut().for_each(|f| f.standing = confirmed),
        Some("date") => event.date.iter_mut().for_each(|f| f.standing = confirmed),
        Some("type") => event.kind.standing = confirmed,
        Some("actor" | "actors") => event.actors.iter_mut().for_each(|f| f.standing = confirmed),
        Some(harm) => {
            event.harm.iter_mut().filter(|h| h.kind.as_str() == harm).for_each(|h| h.standing = confirmed);
        }
    }
}

fn correct(event: &mut Event, field: &str, value: &str, standing: Standing) {
    let rule = event.kind.rule;
    match field {
        "type" => {
            if let Ok(kind) = value.parse() {
                (event.kind.value, event.kind.standing) = (kind, standing);
            }
        }
        "mode" => {
            let judged = |mode| Field { value: mode, standing, rule, support: Support::default() };
            event.mode = value.parse().ok().map(judged).or(event.mode.take());
        }
        "status" => {
            if let Ok(status) = value.parse() {
                (event.status.value, event.status.standing) = (status, standing);
            }
        }
        "date" => {
            let (from, to) = value.split_once("..").unwrap_or((value, value));
            if let (Ok(from), Ok(to)) = (from.parse(), to.parse()) {
                event.date = Some(Field { value: (from, to), standing, rule, support: Support::default() });
            }
        }
        "place" => {
            if let Some(place) = &mut event.place {
                place.value.name = value.to_owned();
                place.value.point = None;
                place.standing = standing;
            }
        }
        "actor" | "actors" => {
            let party = Party { name: value.to_owned(), id: None, country: None, kind: ActorKind::Unknown };
            event.actors = vec![Field { value: party, standing, rule, support: Support::default() }];
        }
        harm => correct_harm(event, harm, value, standing),
    }
}

/// "12", "12-15" or "12-" for a harm.
fn correct_harm(event: &mut Event, harm: &str, value: &str, standing: Standing) {
    let Ok(kind) = harm.parse::<HarmKind>() else { return };
    let (low, high) = match value.split_once('-') {
        Some((low, "")) => (low.parse().ok(), None),
        Some((low, high)) => (low.parse().ok(), high.parse().ok()),
        None => (value.parse().ok(), value.parse().ok()),
    };
    let Some(low) = low else { return };
    let rule = event.kind.rule;
    let known = event.harm.iter().position(|h| h.kind == kind).map(|index| event.harm.remove(index));
    let (groups, history) = known.map(|h| (h.groups, h.history)).unwrap_or_default();
    event.harm.push(Harms { kind, low, high, best: (low, high), standing, rule, groups, history });
    event.harm.sort_by_key(|h| h.kind);
}

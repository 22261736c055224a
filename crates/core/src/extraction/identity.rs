//! Identity: which claims of a report speak of the same event.

use super::draft::Draft;
use crate::model::{Account, EventType, HarmKind, Mode, Participant, Status};

/// Gives each draft the number of the event it speaks of, in order of first mention.
pub(super) fn join(drafts: &[Draft]) -> Vec<usize> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of = vec![0; drafts.len()];
    for (number, draft) in drafts.iter().enumerate() {
        let linked = draft.same_as.filter(|other| *other < number).map(|other| group_of[other]);
        let chosen = linked.or_else(|| refers_back(draft, drafts, &groups)).or_else(|| retells(draft, drafts, &groups));
        let group = chosen.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(number);
        group_of[number] = group;
    }
    group_of
}

/// Types that a definite noun of another type may stand for: none but its own family.
fn same_family(a: EventType, b: EventType) -> bool {
    a == b
}

/// "the attack", "the blast", "this violence": the latest event of its kind that nothing contradicts.
fn refers_back(draft: &Draft, drafts: &[Draft], groups: &[Vec<usize>]) -> Option<usize> {
    if !draft.definite {
        return None;
    }
    let candidates = groups.iter().enumerate().rev().filter(|(_, members)| {
        let last = &drafts[members[members.len() - 1]];
        let reach = draft.sentence.saturating_sub(last.sentence);
        same_family(draft.account.kind, last.account.kind) && reach <= 8
    });
    candidates
        .filter(|(_, members)| members.iter().all(|&m| compatible(draft, &drafts[m])))
        .max_by_key(|(_, members)| {
            let last = members[members.len() - 1];
            let alike = members.iter().map(|&m| likeness(&draft.account, &drafts[m].account)).max().unwrap_or(0);
            (alike, last)
        })
        .map(|(group, _)| group)
}

/// The same thing told again: same kind, nothing contradicts, and something particular is shared.
fn retells(draft: &Draft, drafts: &[Draft], groups: &[Vec<usize>]) -> Option<usize> {
    groups
        .iter()
        .enumerate()
        .filter(|(_, members)| {
            members
                .iter()
                .all(|&m| same_family(draft.account.kind, drafts[m].account.kind) && compatible(draft, &drafts[m]))
        })
        .map(|(group, members)| {
            let best = members.iter().map(|&m| likeness(&draft.account, &drafts[m].account)).max().unwrap_or(0);
            let near = members.iter().any(|&m| drafts[m].sentence.abs_diff(draft.sentence) <= 1);
            (best + u32::from(near), group)
        })
        .filter(|(alike, _)| *alike >= needed(draft))
        .max_by_key(|(alike, group)| (*alike, *group))
        .map(|(_, group)| group)
}

fn needed(draft: &Draft) -> u32 {
    match draft.account.kind {
        EventType::Assault | EventType::Protest | EventType::Coerce => 4,
        _ => 3,
    }
}

fn names_clash(a: &[Participant], b: &[Participant]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| same_party(x, y)))
}

fn same_party(a: &Participant, b: &Participant) -> bool {
    if a.id.is_some() && a.id == b.id {
        return true;
    }
    let (x, y) = (a.name.to_lowercase(), b.name.to_lowercase());
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    let last = |s: &str| s.rsplit(' ').next().unwrap_or("").trim_end_matches('s').to_owned();
    x == y || last(&x) == last(&y) || x.contains(&y) || y.contains(&x)
}

/// Whether nothing forbids that two claims speak of one event.
fn compatible(a: &Draft, b: &Draft) -> bool {
    if a.other
        || (a.account.status != b.account.status
            && (one_is(a, b, Status::Aggregate) || one_is(a, b, Status::Future) || one_is(a, b, Status::Hypothetical)))
    {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.account.date, &b.account.date)
        && !(x.inferred || y.inferred)
        && !x.overlaps(y)
    {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.account.place, &b.account.place)
        && a.place_sure
        && b.place_sure
        && !place_agrees(x, y)
    {
        return false;
    }
    if modes_clash(a.account.mode, b.account.mode) {
        return false;
    }
    !names_clash(&a.account.actors, &b.account.actors) && !tolls_clash(&a.account, &b.account)
}

fn one_is(a: &Draft, b: &Draft, status: Status) -> bool {
    a.account.status == status || b.account.status == status
}

fn place_agrees(a: &crate::model::Where, b: &crate::model::Where) -> bool {
    use crate::model::PlacePrecision as P;
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    let coarse = |p: P| matches!(p, P::Country | P::Region | P::Province);
    a.name == b.name || coarse(a.precision) || coarse(b.precision)
}

fn modes_clash(a: Option<Mode>, b: Option<Mode>) -> bool {
    let general = |m: Mode| matches!(m, Mode::Destroy | Mode::TargetedKilling | Mode::Beating);
    // A clash is fought with arms, and a suicide attack is made with explosives.
    let same_in_other_words = |a: Mode, b: Mode| match a {
        Mode::Clash => matches!(b, Mode::HeavyWeapons | Mode::Firearms),
        Mode::SuicideAttack => b == Mode::Explosives,
        _ => false,
    };
    let (Some(a), Some(b)) = (a, b) else { return false };
    a != b && !general(a) && !general(b) && !same_in_other_words(a, b) && !same_in_other_words(b, a)
}

fn tolls_clash(a: &Account, b: &Account) -> bool {
    let exact = |x: &Account| {
        x.harm
            .iter()
            .find(|h| h.kind == HarmKind::Killed && h.figure.is_exact() && h.figure.low > 1)
            .map(|h| h.figure.low)
    };
    matches!((exact(a), exact(b)), (Some(x), Some(y)) if x != y)
}

/// How much particular two accounts share.
fn likeness(a: &Account, b: &Account) -> u32 {
    let mut score = 0;
    if let (Some(x), Some(y)) = (&a.place, &b.place) {
        use crate::model::PlacePrecision as P;
        if x.name == y.name {
            score += if matches!(x.precision, P::Country | P::Region) { 1 } else { 2 };
        }
    }
    if let (Some(x), Some(y)) = (&a.date, &b.date)
        && x.earliest == y.earliest
        && x.latest == y.latest
    {
        score += 1;
    }
    score += 2 * u32::from(a.actors.iter().any(|x| b.actors.iter().any(|y| same_party(x, y))));
    score += 2 * u32::from(a.targets.iter().any(|x| b.targets.iter().any(|y| same_party(x, y))));
    score += u32::from(a.mode.is_some() && a.mode == b.mode);
    let same_toll = a
        .harm
        .iter()
        .any(|x| b.harm.iter().any(|y| x.kind == y.kind && x.figure.low == y.figure.low && x.figure.low > 1));
    score += 2 * u32::from(same_toll);
    score
}

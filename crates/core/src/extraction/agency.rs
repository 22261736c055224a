//! Agency: who acted, where the clause that tells an event does not say so but the words around it do.
//!
//! In: the drafts of a report and its cast. Out: the drafts with the actors that their surroundings name, each marked with the rule.
//! Must not know: how clauses are read.

use super::antecedents::{Cast, is_armed};
use super::document::Document;
use super::draft::Draft;
use crate::model::{ActorKind, EventType, Mode, Participant, Slot, Status};

/// How many sentences away those who protest may be named.
const PROTESTERS_NEAR: usize = 0;
/// How many sentences back the parties to a clash may be named.
const PARTIES_BACK: usize = 3;

/// Gives drafts without actors those whom their surroundings name.
pub(super) fn lend(document: &Document<'_>, cast: &Cast, drafts: &mut [Draft]) {
    lend_near(document, cast, drafts);
    lend_belligerents(document, drafts);
}

/// Fighting has two sides; the fall of a town, a clash too, has one.
fn has_sides(document: &Document<'_>, draft: &Draft) -> bool {
    let words = document.text[draft.anchor.start..draft.anchor.end].to_lowercase();
    ["clash", "fight", "fought", "battl", "war", "conflict", "hostilit", "combat", "skirmish", "confront"]
        .iter()
        .any(|stem| words.contains(stem))
}

/// "The war goes on": its parties are those of the one clash between two sides that the report tells of.
fn lend_belligerents(document: &Document<'_>, drafts: &mut [Draft]) {
    let clash = |d: &&Draft| d.account.kind == EventType::Assault && d.account.mode == Some(Mode::Clash);
    let armed = |d: &&Draft| d.account.actors.len() == 2 && d.account.actors.iter().all(|a| is_armed(a.kind));
    let Some(sides) = drafts.iter().filter(clash).find(armed).map(|d| d.account.actors.clone()) else { return };
    let others = drafts
        .iter()
        .filter(clash)
        .filter(armed)
        .any(|d| d.account.actors.iter().any(|a| !sides.iter().any(|s| same(a, s) || a.id.is_none())));
    if others {
        return;
    }
    let bare = |d: &Draft| clash(&d) && d.account.actors.is_empty() && has_sides(document, d);
    for draft in drafts.iter_mut().filter(|d| bare(d)) {
        draft.account.actors = sides.clone();
        draft.by(Slot::Actors, "actors/belligerents");
    }
}

fn lend_near(document: &Document<'_>, cast: &Cast, drafts: &mut [Draft]) {
    for number in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(number);
        let Some(draft) = rest.first_mut() else { continue };
        match (draft.account.kind, draft.account.mode) {
            (EventType::Protest, _) => protesters(cast, draft),
            (EventType::Assault, Some(Mode::Clash)) if has_sides(document, draft) => parties(cast, draft, before),
            (EventType::Assault, _) => told_before(document, draft, before),
            _ => {}
        }
    }
}

/// "the demonstrations … the protesters": those who protest are named nearby.
fn protesters(cast: &Cast, draft: &mut Draft) {
    if !draft.account.actors.is_empty() {
        return;
    }
    let near = cast.nearest(draft.sentence, PROTESTERS_NEAR, |p| p.kind == ActorKind::Protester);
    if let Some(found) = near {
        draft.account.actors.push(found.clone());
        draft.by(Slot::Actors, "actors/protesters_near");
    }
}

/// Both sides of a clash: named in its sentence, or in the clash told before.
fn parties(cast: &Cast, draft: &mut Draft, before: &[Draft]) {
    if draft.account.actors.len() > 1 {
        return;
    }
    let named: Vec<Participant> =
        cast.parties_of(draft.sentence).into_iter().filter(|p| !is_target(draft, p)).cloned().collect();
    if named.len() == 2 && draft.account.actors.iter().all(|a| named.iter().any(|n| same(a, n))) {
        draft.account.actors = named;
        draft.by(Slot::Actors, "actors/parties_in_sentence");
    } else if draft.account.actors.is_empty() {
        let earlier = before.iter().rev().find(|d| {
            d.account.mode == Some(Mode::Clash)
                && !d.account.actors.is_empty()
                && draft.sentence - d.sentence <= PARTIES_BACK
        });
        if let Some(earlier) = earlier {
            draft.account.actors = earlier.account.actors.clone();
            draft.by(Slot::Actors, "actors/clash_before");
        }
    }
}

fn is_target(draft: &Draft, participant: &Participant) -> bool {
    draft.account.targets.iter().any(|t| same(t, participant))
}

fn same(a: &Participant, b: &Participant) -> bool {
    a.id.is_some() && a.id == b.id || a.name.eq_ignore_ascii_case(&b.name)
}

/// "Rebels attacked the village. Five people were killed": the harm is theirs who acted in the sentence before.
fn told_before(document: &Document<'_>, draft: &mut Draft, before: &[Draft]) {
    if !draft.account.actors.is_empty() || draft.refers.other {
        return;
    }
    let Some(earlier) = before.iter().rev().find(|d| d.account.kind == EventType::Assault) else { return };
    let near = draft.sentence - earlier.sentence <= 1;
    let told = |s: Status| matches!(s, Status::New | Status::Background | Status::Aggregate);
    let alike = told(earlier.account.status) && told(draft.account.status);
    let fighters = !earlier.account.actors.is_empty() && earlier.account.actors.iter().all(|a| is_armed(a.kind));
    let clash = earlier.account.mode == Some(Mode::Clash);
    let words = document.text[draft.anchor.start..draft.anchor.end].to_lowercase();
    let harm = ["kill", "wound", "injur", "die", "dead", "death", "hurt", "massacre"].iter().any(|w| words.contains(w));
    if harm && near && alike && fighters && !clash && !places_differ(draft, earlier) {
        draft.account.actors = earlier.account.actors.clone();
        draft.by(Slot::Actors, "actors/told_before");
    }
}

fn places_differ(a: &Draft, b: &Draft) -> bool {
    match (&a.account.place, &b.account.place) {
        (Some(x), Some(y)) => a.place_sure && b.place_sure && x.name != y.name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::antecedents::tests::actors;

    #[test]
    fn violence_goes_on_with_the_same_actor() {
        let read = actors("Rebels attacked the village. Five people were killed.");
        assert!(read.iter().all(|r| r == "ASSAULT: Rebels"), "{read:?}");
    }

    #[test]
    fn another_place_or_attack_has_no_lent_actor() {
        let read = actors("Rebels attacked the village. Another attack killed five people.");
        assert_eq!(read.iter().filter(|r| r.contains("Rebels")).count(), 1, "{read:?}");
    }

    #[test]
    fn the_parties_of_a_sentence_clash() {
        let read = actors("Soldiers and rebels were reported in Goma as clashes went on.");
        assert!(read.contains(&"ASSAULT: Soldiers, rebels".to_owned()), "{read:?}");
        let read = actors("Clashes went on in Goma.");
        assert_eq!(read, ["ASSAULT: "]);
    }
}

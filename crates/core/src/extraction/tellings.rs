//! Tellings: the claims of one event joined into one account.

use super::certainty::PRESUPPOSED;
use super::likeness::{head, same_party};
use crate::model::{
    Account, ActorKind, Certainty, Claim, Figure, Harm, Mode, Participant, Scope, Slot, Stance, Status, Telling,
};
use std::collections::BTreeMap;

/// The tellings of a report's claims; `claims[i].telling` says which one each belongs to.
pub(super) fn tell(text: &str, claims: &[Claim], count: usize) -> Vec<Telling> {
    (0..count).map(|number| telling(text, claims, number)).collect()
}

fn telling(text: &str, claims: &[Claim], number: usize) -> Telling {
    let members: Vec<usize> = (0..claims.len()).filter(|&c| claims[c].telling == number).collect();
    let mut account = claims[members[0]].account.clone();
    let told = members.iter().any(|&m| !carried(&claims[m]) && !claims[m].account.actors.is_empty());
    if told && carried(&claims[members[0]]) {
        account.actors.clear();
    }
    for &member in &members[1..] {
        let mut other = claims[member].account.clone();
        if told && carried(&claims[member]) {
            other.actors.clear();
        }
        absorb(&mut account, &other);
    }
    // "blamed the attack on the rebels": whoever did it did not suffer it, but in a clash both sides do both.
    let clash = account.mode == Some(Mode::Clash);
    // A state's forces may strike what is the state's own.
    let party = |id: &String| !clash && !id.starts_with("state-");
    let does =
        |t: &Participant, a: &Participant| a.quote == t.quote || a.id == t.id && a.id.as_ref().is_some_and(party);
    account.targets.retain(|t| !account.actors.iter().any(|a| does(t, a)));
    account.targets = distinct(&account.targets);
    drop_whereabouts(text, &mut account.targets);
    drop_strangers(&mut account);
    let certainty = strongest(claims, &members);
    account.certainty = certainty.unwrap_or(account.certainty);
    let mut sources: Vec<Vec<Participant>> = Vec::new();
    for &member in &members {
        let chain = &claims[member].chain;
        let known = |s: &Vec<Participant>| {
            s.last().map(|p| p.name.to_lowercase()) == chain.last().map(|p| p.name.to_lowercase())
        };
        if !chain.is_empty() && !sources.iter().any(known) {
            sources.push(chain.clone());
        }
    }
    Telling { claims: members, account, sources, field_certainty: BTreeMap::new() }
}

/// "an American base", "the U.S. base": what is called alike, or is the same thing of the same country, is hit once.
fn distinct(targets: &[Participant]) -> Vec<Participant> {
    let same = |a: &Participant, b: &Participant| {
        let described = a.id.is_none() && b.id.is_none() && a.country.is_some() && a.country == b.country;
        let (x, y) = (a.name.to_lowercase(), b.name.to_lowercase());
        x == y || described && head(&x) == head(&y)
    };
    let mut found: Vec<Participant> = Vec::new();
    for one in targets {
        if !found.iter().any(|known| same(known, one)) {
            found.push(one.clone());
        }
    }
    found
}

/// "districts of Aleppo", "the Chilanga airstrip": the place of what was hit is not hit beside it.
fn drop_whereabouts(text: &str, targets: &mut Vec<Participant>) {
    let all = targets.clone();
    targets.retain(|one| !is_whereabouts(one) || !all.iter().any(|thing| lies_in(text, thing, one)));
}

/// A name that may be a place's: of no one in the registry but a state.
fn is_whereabouts(one: &Participant) -> bool {
    let named = one.name.starts_with(char::is_uppercase);
    let place = one.id.is_none() && matches!(one.kind, ActorKind::Place | ActorKind::Unknown);
    named && (place || one.id.as_ref().is_some_and(|id| id.starts_with("state-")))
}

/// Whether the words say of a thing that it lies there.
fn lies_in(text: &str, thing: &Participant, place: &Participant) -> bool {
    let described = matches!(thing.kind, ActorKind::Place | ActorKind::Infrastructure | ActorKind::Civilian);
    let behind =
        || between(text, thing, place).is_some_and(|word| matches!(word.as_str(), "of" | "in" | "at" | "near"));
    described && thing.id.is_none() && (behind() || between(text, place, thing).is_some_and(|word| word.is_empty()))
}

/// The one word, or none, that stands between two participants; nothing where they stand farther apart or the other way round.
fn between(text: &str, a: &Participant, b: &Participant) -> Option<String> {
    const WORD: u32 = 6;
    let gap = b.quote.start().checked_sub(a.quote.end()).filter(|gap| (1..=WORD).contains(gap))?;
    let words: String = text.chars().skip(a.quote.end() as usize).take(gap as usize).collect();
    let word = words.trim();
    word.chars().all(char::is_alphabetic).then(|| word.to_lowercase())
}

/// Whoever one mention took for the doer, and the event as a whole does not, is not said to have done it.
fn drop_strangers(account: &mut Account) {
    let Account { actors, responsibility, .. } = account;
    let acts = |one: &Participant| actors.iter().any(|a| a.name == one.name || a.id.is_some() && a.id == one.id);
    responsibility.retain(|r| r.stance != Stance::Stated || acts(&r.actor));
}

/// The strongest certainty of the members. A definite noun ("the attack") presupposes the event, but it does not lift what was
/// told as suspected, unverified, possible or denied.
fn strongest(claims: &[Claim], members: &[usize]) -> Option<Certainty> {
    let presupposed = |m: &&usize| claims[**m].made_by.get(&Slot::Certainty).is_some_and(|r| r.is_rule(PRESUPPOSED));
    let all = || members.iter().map(|&m| claims[m].account.certainty).min_by_key(|c| weakness(*c));
    let told = members.iter().filter(|m| !presupposed(m)).map(|&m| claims[m].account.certainty);
    match told.min_by_key(|c| weakness(*c)) {
        Some(told) if weakness(told) > weakness(Certainty::Claimed) => Some(told),
        _ => all(),
    }
}

/// How weakly a certainty ties the report to the event; the strongest of an event's claims counts.
fn weakness(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Stated => 0,
        Certainty::Attributed => 1,
        Certainty::Claimed => 2,
        Certainty::Suspected => 3,
        Certainty::Disputed => 4,
        Certainty::Unverified => 5,
        Certainty::Possible => 6,
        Certainty::Intended => 7,
        Certainty::Denied => 8,
    }
}

/// Whether the actors of a claim were taken over from words around it, not told with it.
fn carried(claim: &Claim) -> bool {
    claim.made_by.get(&Slot::Actors).is_some_and(|rule| {
        matches!(
            rule.as_str(),
            "actors/told_before" | "actors/clash_before" | "actors/protesters_near" | "actors/belligerents"
        )
    })
}

/// How much a participant's words tell who it is.
fn standing(one: &Participant) -> u8 {
    match (&one.id, &one.country) {
        (Some(_), _) => 3,
        (None, Some(_)) => 2,
        _ if one.name.starts_with(char::is_uppercase) && one.name.contains(' ') => 1,
        _ => 0,
    }
}

/// Words that take in everyone who was harmed, whoever they were.
fn takes_in_all(one: &Participant) -> bool {
    let head = one.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    one.id.is_none()
        && matches!(head.as_str(), "people" | "person" | "persons" | "civilians" | "victims" | "others" | "them")
}

/// "soldiers" gives way to "Malian soldiers": of two mentions of one party the one that tells more stays.
fn add_participant(list: &mut Vec<Participant>, one: &Participant) {
    let same = |known: &Participant| {
        same_party(known, one) || known.kind == one.kind && (takes_in_all(known) || takes_in_all(one))
    };
    match list.iter_mut().find(|known| same(known)) {
        Some(known) if standing(one) > standing(known) || takes_in_all(known) && !takes_in_all(one) => {
            *known = one.clone()
        }
        Some(_) => {}
        None => list.push(one.clone()),
    }
}

/// Whoever is named by a name stands before whoever is only described, where both may be one.
fn better_named(into: &[Participant], other: &[Participant]) -> bool {
    let vague = into.iter().all(|a| standing(a) == 0);
    let may_be = |a: &Participant| other.iter().any(|b| a.kind == b.kind || same_party(a, b));
    vague && other.iter().any(|b| standing(b) >= 2) && into.iter().all(may_be)
}

fn absorb(into: &mut Account, other: &Account) {
    into.mode = into.mode.or(other.mode);
    if other.status == Status::New && into.status == Status::Background {
        into.status = Status::New;
    }
    if into.actors.is_empty() || better_named(&into.actors, &other.actors) {
        into.actors = other.actors.clone();
    }
    let clash = into.mode == Some(Mode::Clash) && other.mode == Some(Mode::Clash);
    if clash && into.actors.len() == 1 {
        let same = |a: &Participant, b: &Participant| a.id == b.id || a.name.eq_ignore_ascii_case(&b.name);
        let more: Vec<Participant> = other
            .actors
            .iter()
            .filter(|a| a.id.is_some() && !into.actors.iter().any(|b| same(a, b)))
            .cloned()
            .collect();
        into.actors.extend(more);
    }
    for target in &other.targets {
        add_participant(&mut into.targets, target);
    }
    let finer = |a: &Account, b: &Account| match (&a.place, &b.place) {
        (Some(x), Some(y)) => y.precision < x.precision,
        (None, Some(_)) => true,
        _ => false,
    };
    if finer(into, other) {
        into.place = other.place.clone();
    }
    into.origin = into.origin.take().or_else(|| other.origin.clone());
    let inferred = into.date.as_ref().is_none_or(|d| d.inferred);
    if inferred && other.date.is_some() {
        into.date = other.date.clone();
    }
    for means in &other.means {
        if !into.means.iter().any(|m| m.text().eq_ignore_ascii_case(means.text())) {
            into.means.push(means.clone());
        }
    }
    let exact = |f: &Figure| f.is_exact();
    if into.count.as_ref().is_none_or(|own| !exact(own) && other.count.as_ref().is_some_and(exact)) {
        into.count = other.count.clone().or_else(|| into.count.take());
    }
    for harm in &other.harm {
        add_harm(&mut into.harm, harm);
    }
    into.damage.extend(other.damage.iter().filter(|d| !into.damage.contains(d)).cloned().collect::<Vec<_>>());
    for r in &other.responsibility {
        if !into.responsibility.iter().any(|known| known.stance == r.stance && known.actor.name == r.actor.name) {
            into.responsibility.push(r.clone());
        }
    }
    into.relations.extend(other.relations.iter().cloned());
}

/// Adds a figure unless it is already there; a vague plural gives way to a number.
pub(super) fn add_harm(harms: &mut Vec<Harm>, harm: &Harm) {
    let vague = |f: &Figure| f.low == 2 && f.high.is_none();
    let same = |f: &Figure| f.low == harm.figure.low && f.high == harm.figure.high;
    if harms.iter().any(|h| h.kind == harm.kind && same(&h.figure)) {
        return;
    }
    if vague(&harm.figure) && harms.iter().any(|h| h.kind == harm.kind && h.figure.scope == Scope::Total) {
        return;
    }
    harms.retain(|h| !(h.kind == harm.kind && vague(&h.figure) && harm.figure.scope == Scope::Total));
    harms.push(harm.clone());
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::{accounts, who};

    #[test]
    fn a_name_stands_before_a_description() {
        let read =
            who("Troops attacked a village near Goma on Monday. The attack by Rwandan troops burned the village.");
        assert_eq!(read.len(), 1, "{read:?}");
        assert!(read[0].contains("rwandan"), "{read:?}");
    }

    #[test]
    fn whoever_did_it_did_not_suffer_it() {
        let text = "Burundi blamed the grenade attack on the M23. The M23 denied the attack on Monday.";
        assert!(accounts(text).iter().all(|a| a.targets.iter().all(|t| !a.actors.iter().any(|b| b.id == t.id))));
        let clash = who("M23 fighters and the FDLR fought in Goma on Monday. The M23 attacked the FDLR.");
        assert!(clash[0].contains("fdlr"), "{clash:?}");
    }

    #[test]
    fn a_thing_in_other_words_is_hit_once() {
        let read = accounts(
            "Rockets were fired at an American base in Syria on Monday. The rocket attack on the US base killed no one.",
        );
        assert_eq!(read.iter().map(|a| a.targets.len()).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn where_it_lies_is_not_hit_beside_it() {
        let targets = |text: &str| -> Vec<String> {
            let read = accounts(text);
            read.iter().flat_map(|a| a.targets.iter().map(|t| t.name.clone())).collect()
        };
        assert_eq!(targets("Jets bombed districts of Aleppo on Monday.").len(), 1);
        assert_eq!(targets("Jets bombed Aleppo and Idlib on Monday.").len(), 2);
    }

    #[test]
    fn only_the_doers_of_the_whole_are_said_to_have_done_it() {
        let read =
            accounts("Troops attacked a village near Goma on Monday. The attack by Rwandan troops burned the village.");
        let stated: Vec<&str> = read[0].responsibility.iter().map(|r| r.actor.name.as_str()).collect();
        assert!(stated.len() == 1 && stated[0].to_lowercase().contains("rwandan"), "{stated:?}");
    }

    #[test]
    fn two_named_sides_do_not_replace_each_other() {
        let read =
            who("Rwandan troops attacked a village near Goma on Monday. The attack by troops burned the village.");
        assert!(read[0].contains("rwandan"), "{read:?}");
    }
}

//! Likeness: what speaks against two claims being of one event, and how much particular they share.

use super::draft::Draft;
use super::reference::Course;
use crate::model::{
    Account, ActorKind, EventType, Harm, HarmKind, Mode, Participant, PlacePrecision, Scope, Status, Where,
};

/// A reason why two claims may not be of one event.
type Clash = fn(&Draft, &Draft) -> bool;

/// Every such reason, by name.
const CLASHES: [(&str, Clash); 14] = [
    ("another", |a, _| a.refers.other),
    ("answers", |a, b| a.answers == Some(b.trigger) || b.answers == Some(a.trigger)),
    ("statuses", |a, b| statuses_clash(a.account.status, b.account.status)),
    ("years", |a, b| a.refers.own_year != b.refers.own_year),
    ("courses", courses_clash),
    ("modes", |a, b| modes_clash(a.account.mode, b.account.mode)),
    ("deeds", |a, b| deeds_clash(a.account.mode, b.account.mode)),
    ("origins", origins_clash),
    ("dates", dates_clash),
    ("places", places_clash),
    ("actors", |a, b| names_clash(&a.account.actors, &b.account.actors)),
    ("sides", sides_clash),
    ("targets", targets_clash),
    ("tolls", |a, b| tolls_clash(&a.account, &b.account)),
];

/// What forbids that two claims speak of one event, however alike they sound and whatever the network thinks.
pub(super) const APART: [&str; 8] = ["answers", "years", "deeds", "origins", "dates", "places", "sides", "tolls"];

/// What keeps two claims apart for certain.
pub(super) fn apart<'d>(a: &'d Draft, b: &'d Draft) -> impl Iterator<Item = &'static str> + use<'d> {
    clashes(a, b).filter(|clash| APART.contains(clash))
}

/// Whether nothing forbids that two claims speak of one event.
pub(super) fn compatible(a: &Draft, b: &Draft) -> bool {
    clashes(a, b).next().is_none()
}

/// What forbids that two claims speak of one event.
pub(super) fn clashes<'d>(a: &'d Draft, b: &'d Draft) -> impl Iterator<Item = &'static str> + use<'d> {
    CLASHES.iter().filter(move |(_, clash)| clash(a, b)).map(|(name, _)| *name)
}

fn origins_clash(a: &Draft, b: &Draft) -> bool {
    a.account.origin.is_some() && b.account.origin.is_some() && !same_place(&a.account.origin, &b.account.origin)
}

/// A sum, a plan and a possibility are never the single event told as news.
fn statuses_clash(a: Status, b: Status) -> bool {
    let apart = |s: Status| matches!(s, Status::Aggregate | Status::Future | Status::Hypothetical);
    a != b && (apart(a) || apart(b))
}

/// "the war" is no single raid.
fn courses_clash(a: &Draft, b: &Draft) -> bool {
    let era = |d: &Draft| d.refers.course == Course::Era;
    era(a) != era(b) && (a.refers.course == Course::Occurrence || b.refers.course == Course::Occurrence)
}

fn dates_clash(a: &Draft, b: &Draft) -> bool {
    matches!((&a.account.date, &b.account.date), (Some(x), Some(y)) if !x.inferred && !y.inferred && !x.overlaps(y))
}

fn places_clash(a: &Draft, b: &Draft) -> bool {
    let (Some(x), Some(y)) = (&a.account.place, &b.account.place) else { return false };
    // A neighbourhood that no list knows may lie in the town told of just before.
    let quarter = |p: &Where| p.precision == PlacePrecision::Site && p.point.is_none();
    let near = a.sentence.abs_diff(b.sentence) <= 2;
    a.place_sure && b.place_sure && !place_agrees(x, y) && !(near && quarter(x) != quarter(y))
}

fn same_place(a: &Option<Where>, b: &Option<Where>) -> bool {
    matches!((a, b), (Some(x), Some(y)) if place_agrees(x, y))
}

fn place_agrees(a: &Where, b: &Where) -> bool {
    use PlacePrecision as P;
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    let coarse = |p: P| matches!(p, P::Country | P::Region | P::Province);
    a.name == b.name || coarse(a.precision) || coarse(b.precision)
}

fn modes_clash(a: Option<Mode>, b: Option<Mode>) -> bool {
    let general = |m: Mode| matches!(m, Mode::Destroy | Mode::TargetedKilling | Mode::Beating);
    let (Some(a), Some(b)) = (a, b) else { return false };
    a != b && !general(a) && !general(b) && !in_other_words(a, b) && !in_other_words(b, a)
}

/// Battles are fought and towns taken; who is put to death or what is razed is another deed, though often of the same day and doers.
fn deeds_clash(a: Option<Mode>, b: Option<Mode>) -> bool {
    let other = |m: Option<Mode>| matches!(m, Some(Mode::Destroy | Mode::TargetedKilling));
    let battle = |m: Option<Mode>| m == Some(Mode::Clash);
    battle(a) && other(b) || other(a) && battle(b)
}

/// A clash is fought with arms, a suicide attack is made with explosives, drones and bombs strike from the air.
fn in_other_words(a: Mode, b: Mode) -> bool {
    match a {
        Mode::Clash => matches!(b, Mode::HeavyWeapons | Mode::Firearms),
        Mode::SuicideAttack => b == Mode::Explosives,
        Mode::Aerial => matches!(b, Mode::Drone | Mode::Explosives),
        Mode::HeavyWeapons => b == Mode::Explosives,
        _ => false,
    }
}

fn names_clash(a: &[Participant], b: &[Participant]) -> bool {
    let vague = |list: &[Participant]| list.iter().all(|p| p.kind == ActorKind::Unknown && p.id.is_none());
    !a.is_empty() && !b.is_empty() && !vague(a) && !vague(b) && !a.iter().any(|x| b.iter().any(|y| same_party(x, y)))
}

/// "Russian jets" and "the US Air Force": what the organs of one state do is not what those of another do. An attack may be blamed on either
/// side of a war, but a siege or an arrest by rebels is none by the government.
fn sides_clash(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (&a.account.actors, &b.account.actors);
    if x.is_empty() || y.is_empty() {
        return false;
    }
    let (ours, theirs) = (x.iter().all(of_state), y.iter().all(of_state));
    let known = x.iter().chain(y).all(|p| p.country.is_some());
    let two_states = known && !x.iter().any(|p| y.iter().any(|q| p.country == q.country));
    // What is said is told by who says it, too.
    let own = matches!(a.account.kind, EventType::Coerce | EventType::Deny | EventType::Claim | EventType::Accuse);
    ours && theirs && two_states || own && (ours && y.iter().all(of_rebels) || theirs && x.iter().all(of_rebels))
}

fn of_state(one: &Participant) -> bool {
    matches!(one.kind, ActorKind::Government | ActorKind::Military | ActorKind::Police)
}

fn of_rebels(one: &Participant) -> bool {
    matches!(one.kind, ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist)
}

/// Two named victims or targets of one kind that share nothing are two events.
fn targets_clash(a: &Draft, b: &Draft) -> bool {
    let named = |d: &Draft| -> Vec<Participant> {
        d.account.targets.iter().filter(|p| p.id.is_some() || p.kind == ActorKind::Unknown).cloned().collect()
    };
    let (x, y) = (named(a), named(b));
    a.refers.verb
        && b.refers.verb
        && !x.is_empty()
        && !y.is_empty()
        && !x.iter().any(|p| y.iter().any(|q| same_party(p, q)))
}

/// The last word of a name in small letters, as one thing.
pub(super) fn head(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or("").trim_end_matches('s')
}

/// Whether two mentions may be of one party: the same name, or a generic word for the same side.
pub(super) fn same_party(a: &Participant, b: &Participant) -> bool {
    if a.id.is_some() && a.id == b.id {
        return true;
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    let (x, y) = (a.name.to_lowercase(), b.name.to_lowercase());
    let alike = x == y || head(&x) == head(&y) || x.contains(&y) || y.contains(&x);
    let armed = |k: ActorKind| {
        matches!(
            k,
            ActorKind::Military | ActorKind::Police | ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist
        )
    };
    // "four soldiers" and "a base" both belong to an army, and are two things.
    let site = |s: &str| {
        matches!(
            head(s),
            "base"
                | "outpost"
                | "checkpoint"
                | "barrack"
                | "post"
                | "garrison"
                | "camp"
                | "headquarter"
                | "airbase"
                | "station"
                | "position"
                | "depot"
        )
    };
    let generic = (a.id.is_none() || b.id.is_none()) && a.kind == b.kind && armed(a.kind) && site(&x) == site(&y);
    alike || generic
}

/// Two tolls of one thing are of like size: one report gives an early count and a later one, or two sources' counts. A much larger one is of
/// more than the one thing.
fn tolls_clash(a: &Account, b: &Account) -> bool {
    let (x, y) = (tolls(a), tolls(b));
    let (Some(most), Some(other)) = (x.iter().max(), y.iter().max()) else { return false };
    let far = 100 * most.max(other) > LIKE_SIZE * most.min(other);
    far && !x.iter().any(|toll| y.contains(toll))
}

/// Tolls are of like size up to so many hundredths of the smaller one.
const LIKE_SIZE: u128 = 135;

/// How many were killed in all, at least, as often as it is told; a bare plural ("villagers were killed") tells nothing.
fn tolls(account: &Account) -> Vec<u128> {
    let told = |h: &&Harm| {
        let vague = h.figure.low == 2 && h.figure.high.is_none();
        h.kind == HarmKind::Killed && h.figure.scope == Scope::Total && h.figure.low > 1 && !vague
    };
    account.harm.iter().filter(told).map(|h| u128::from(h.figure.low)).collect()
}

/// How much particular two claims share.
pub(super) fn likeness(one: &Draft, other: &Draft) -> u32 {
    let (a, b) = (&one.account, &other.account);
    let mut score = shared_place(a, b);
    // A day that was only inferred, often from the other's, is nothing that both tell.
    if let (Some(x), Some(y)) = (&a.date, &b.date)
        && !x.inferred
        && !y.inferred
        && x.earliest == y.earliest
        && x.latest == y.latest
    {
        score += 1;
    }
    score += 2 * u32::from(a.actors.iter().any(|x| b.actors.iter().any(|y| same_party(x, y))));
    score += 2 * u32::from(a.targets.iter().any(|x| b.targets.iter().any(|y| same_party(x, y))));
    score += u32::from(a.mode.is_some() && a.mode == b.mode);
    // Where both name the town, that they name the weapon tells no more.
    score += u32::from(same_weapon(a, b) && shared_place(a, b) < 2);
    let same_toll = a
        .harm
        .iter()
        .any(|x| b.harm.iter().any(|y| x.kind == y.kind && x.figure.low == y.figure.low && x.figure.low > 1));
    score += 2 * u32::from(same_toll);
    score += u32::from(one.refers.word == other.refers.word);
    // The headline and the sentences that open the report tell one story.
    score += 2 * u32::from(one.sentence.min(other.sentence) == 0 && one.sentence.max(other.sentence) <= 3);
    score
}

/// "rockets" and "a rocket": one weapon.
fn same_weapon(a: &Account, b: &Account) -> bool {
    let last = |m: &crate::model::Quote| head(&m.text().to_lowercase()).to_owned();
    a.means.iter().any(|x| b.means.iter().any(|y| last(x) == last(y)))
}

fn shared_place(a: &Account, b: &Account) -> u32 {
    match (&a.place, &b.place) {
        (Some(x), Some(y)) if x.name == y.name => {
            if matches!(x.precision, PlacePrecision::Country | PlacePrecision::Region) { 1 } else { 2 }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;
    use crate::model::Span;

    fn assaults(text: &str) -> usize {
        accounts(text).iter().filter(|a| a.kind == EventType::Assault).count()
    }

    #[test]
    fn a_much_larger_toll_is_of_another_event_and_a_like_one_of_the_same() {
        let read = |first: &str, then: &str| {
            assaults(&format!(
                "Shelling killed at least {first} people in Kano on Monday. The shelling killed {then} people in Kano on Monday."
            ))
        };
        assert_eq!(read("40", "at least 18"), 2);
        assert_eq!(read("40", "at least 36"), 1);
    }

    #[test]
    fn executions_are_not_the_taking_of_the_town() {
        let deeds = |a, b| deeds_clash(Some(a), Some(b));
        assert!(deeds(Mode::TargetedKilling, Mode::Clash) && deeds(Mode::Clash, Mode::Destroy));
        assert!(!deeds(Mode::TargetedKilling, Mode::Firearms) && !deeds(Mode::Clash, Mode::Firearms));
        assert!(modes_clash(Some(Mode::Aerial), Some(Mode::HeavyWeapons)));
        assert!(!modes_clash(Some(Mode::Aerial), Some(Mode::Drone)));
    }

    #[test]
    fn two_states_do_two_things_and_two_sides_two_sieges() {
        let draft = |text: &str, kind| {
            let mut account = accounts(text).swap_remove(0);
            account.kind = kind;
            Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0)
        };
        let of = |who: &str, kind| draft(&format!("{who} attacked a base on Monday."), kind);
        let apart = |a, b, kind| sides_clash(&of(a, kind), &of(b, kind));
        assert!(apart("Russian troops", "US troops", EventType::Assault));
        assert!(!apart("US troops", "US soldiers", EventType::Assault));
        assert!(apart("Rebels", "Government forces", EventType::Coerce));
        assert!(!apart("Rebels", "Government forces", EventType::Assault));
    }

    #[test]
    fn rockets_and_a_rocket_are_one_weapon() {
        let told = |text: &str| accounts(text).swap_remove(0);
        let fired = told("Rockets were fired at a base in Nigeria.");
        assert!(same_weapon(&fired, &told("A rocket attack hit a base in Nigeria.")));
        assert!(!same_weapon(&fired, &told("A mortar attack hit a base in Nigeria.")));
    }

    #[test]
    fn soldiers_and_their_base_are_two_things() {
        let targets = |text: &str| accounts(text).iter().map(|a| a.targets.len()).sum::<usize>();
        assert_eq!(targets("Four soldiers were hurt as gunmen attacked a base in Kano."), 2);
        assert_eq!(targets("Four soldiers were hurt as gunmen attacked the soldiers in Kano."), 1);
    }
}

//! Taking and holding: towns, sites, people, arms, pictures. In: a verb of taking and its roles. Out: its sense, where not as listed. Must
//! not know: nouns.

use super::case::Case;
use super::{NO_EVENT, Sense, event};
use crate::extraction::participants::can_act;
use crate::model::{ActorKind as K, EventType, Mode, Participant};

pub(super) fn taking(case: &Case<'_>) -> Option<Sense> {
    match case.lemma {
        "take" if case.bare => Some(taken(case)),
        // "This photo captured from the town": what pictures show.
        "capture" if case.lexicon.listed("shows", case.clauses.subject_word(case.verb)) => NO_EVENT,
        "seize" | "capture" => seized(case),
        "raid" if searched(case) || case.by(&[K::Police, K::Government]) => event(EventType::Coerce, Some(Mode::Seize)),
        "besiege" | "surround" | "encircle" | "arrest" if case.by(&[K::Media]) => NO_EVENT,
        "besiege" | "blockade" | "surround" if case.mention.kind == EventType::Coerce && case.peaceful() => {
            event(EventType::Protest, Some(Mode::Obstruct))
        }
        "occupy" => Some(occupied(case)),
        _ => None,
    }
}

/// "Rebels took the town" is fighting, "kidnappers took a nun" an abduction, all other taking no event.
fn taken(case: &Case<'_>) -> Sense {
    let target = case.roles.targets.first().filter(|_| case.armed)?;
    let named = target.id.is_none() && target.name.starts_with(char::is_uppercase);
    let nobody = |a: &Participant| matches!(a.kind, K::Unknown | K::Criminal);
    match target.kind {
        K::Place => Some((EventType::Assault, Some(Mode::Clash))),
        K::Infrastructure | K::Military if is_war_site(case, target) => Some((EventType::Assault, Some(Mode::Clash))),
        K::Unknown if named => Some((EventType::Assault, Some(Mode::Clash))),
        K::Civilian | K::Media if case.roles.actors.iter().all(nobody) => {
            Some((EventType::Assault, Some(Mode::Abduct)))
        }
        _ => None,
    }
}

/// Sites that are held and lost in war.
fn is_war_site(case: &Case<'_>, site: &Participant) -> bool {
    let head = site.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    case.lexicon.listed("war-site", head.strip_suffix('s').unwrap_or(&head))
}

/// Arms and people are seized without a fight; towns with one.
fn seized(case: &Case<'_>) -> Option<Sense> {
    let weapons = case.roles.means.iter().any(|m| case.lexicon.weapon(&m.text().to_lowercase()).is_some());
    if weapons {
        return event(EventType::Coerce, Some(Mode::Seize));
    }
    let person = |t: &&Participant| {
        matches!(t.kind, K::Civilian | K::Media | K::Criminal | K::Jihadist | K::Rebel | K::Protester | K::Government)
    };
    let target = case.roles.targets.first().filter(person)?;
    if case.by(&[K::Military, K::Police, K::Government]) {
        return event(EventType::Coerce, Some(Mode::Arrest));
    }
    if target.kind == K::Rebel { None } else { event(EventType::Assault, Some(Mode::Abduct)) }
}

/// Soldiers raid an enemy's post in battle; a newspaper, a home or a shop they raid as police do.
fn searched(case: &Case<'_>) -> bool {
    let civil = |t: &Participant| {
        let words = t.quote.text().to_lowercase();
        words.split(' ').any(|word| case.lexicon.listed("civil-site", word.trim_end_matches('s')))
    };
    let targets = &case.roles.targets;
    case.by(&[K::Military]) && !targets.is_empty() && targets.iter().all(civil)
}

/// Troops take what they occupy, students and workers protest there; "the occupied town" tells of a state.
fn occupied(case: &Case<'_>) -> Sense {
    let site = case.roles.targets.iter().any(|t| !can_act(t.kind));
    if case.clauses.passive(case.verb) || !site {
        return None;
    }
    match () {
        () if case.armed => Some((EventType::Assault, Some(Mode::Clash))),
        () if case.peaceful() => Some((EventType::Protest, Some(Mode::Obstruct))),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn by_who_takes_what() {
        assert_eq!(who("Rebels took the town of Goma."), ["ASSAULT rebels > goma"]);
        assert_eq!(who("Kidnappers took a nun in Goma."), ["ASSAULT kidnappers > nun"]);
        assert_eq!(who("Police seized ten rifles in Goma."), ["COERCE police >"]);
        assert_eq!(who("The farmers took the bus to Goma."), Vec::<String>::new());
    }

    #[test]
    fn pictures_capture_no_one() {
        assert_eq!(who("A photo captured near Goma shows smoke."), Vec::<String>::new());
        assert_eq!(who("Rebels captured the town near Goma."), ["ASSAULT rebels > town"]);
    }
}

//! Idioms: verb phrases that tell violence only of certain things: "picked off a sentry" does, "picked off a crumb" does not.
//! In: a phrase trigger and who takes part. Out: the event it tells, or none. Must not know: the words around.

use super::participants::{can_act, is_armed};
use super::roles::Roles;
use crate::knowledge::{Lexicon, Trigger};
use crate::model::{ActorKind, EventType, Mode, Participant};

/// What a phrase asks of those who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Somebody must suffer it.
    Someone,
    /// Somebody must be taken; those who act for a state arrest.
    Captive,
    /// Somebody must be taken by those who act for a state.
    Suspect,
    /// A site or a vehicle must suffer it, or a weapon or an event do it.
    Site,
    /// A site must suffer it from someone armed or from a crowd.
    StormedSite,
    /// Someone armed must do it to someone or something.
    Armed,
    /// People must be driven by others.
    Driven,
    /// Someone must do it to someone or something.
    Both,
    /// Captives must be given up.
    Freed,
    /// A weapon, an event or someone armed must do it.
    Deed,
    /// Those who block a road are protesters, unless they act for a state.
    Blocked,
    /// Someone armed must do it to someone.
    ArmedSomeone,
    /// Someone must be taken: by those who act for a state or by nobody named it is an arrest, by others an abduction.
    Custody,
    /// Those who act for a state must do it to someone.
    Arrested,
    /// A site must suffer it from someone armed, a crowd, a weapon or an event.
    Wrecked,
    /// A crowd of protesters must do it.
    Crowd,
    /// A crowd, or people of more than one, who neither fight nor act for a state, must do it.
    Many,
    /// A site must suffer it, or someone from someone armed.
    Struck,
    /// Someone must be kept by those who act for a state, or by nobody named.
    Held,
    /// Police take someone or search a site; others armed attack.
    Swooped,
    /// Someone must suffer it from someone.
    Poisoned,
    /// Someone must suffer it from someone armed, a weapon or an event.
    Harmed,
    /// Someone armed must do it.
    ArmedAny,
    /// A crowd must suffer it from someone armed.
    Charged,
    /// People who are neither armed nor act for a state must do it.
    Unarmed,
}

const ASKS: &[(&str, Asks)] = &[
    ("pick off", Asks::Someone),
    ("finish off", Asks::Someone),
    ("wipe out", Asks::Someone),
    ("do away with", Asks::Someone),
    ("put to death", Asks::Someone),
    ("cut down", Asks::Someone),
    ("set upon", Asks::Someone),
    ("turn on", Asks::Someone),
    ("fall upon", Asks::Someone),
    ("swoop on", Asks::Swooped),
    ("pounce on", Asks::Someone),
    ("set free", Asks::Someone),
    ("let go", Asks::Someone),
    ("hand over", Asks::Freed),
    ("turn loose", Asks::Someone),
    ("slash", Asks::Someone),
    ("trample", Asks::Both),
    ("stomp", Asks::Both),
    ("clobber", Asks::Both),
    ("smother", Asks::Someone),
    ("throttle", Asks::Someone),
    ("crucify", Asks::Both),
    ("strike down", Asks::Someone),
    ("hack down", Asks::Someone),
    ("thrash", Asks::Both),
    ("hold up", Asks::Armed),
    ("drive into", Asks::Driven),
    ("drive at", Asks::Driven),
    ("steer into", Asks::Driven),
    ("steer at", Asks::Driven),
    ("plow into", Asks::Driven),
    ("drive off", Asks::Armed),
    ("break down", Asks::StormedSite),
    ("blow hole in", Asks::Site),
    ("rocket", Asks::Struck),
    ("take away", Asks::Custody),
    ("crowd square", Asks::Many),
    ("charge", Asks::Charged),
    ("wade into", Asks::Charged),
    ("beat back", Asks::ArmedSomeone),
    ("lie in wait for", Asks::Armed),
    ("mine", Asks::Site),
    ("chase into", Asks::Driven),
    ("herd into", Asks::Driven),
    ("overwhelm", Asks::Both),
    ("ram", Asks::Both),
    ("burst into", Asks::StormedSite),
    ("break into", Asks::StormedSite),
    ("force way into", Asks::StormedSite),
    ("rampage through", Asks::StormedSite),
    ("pick up", Asks::Suspect),
    ("haul in", Asks::Suspect),
    ("lock up", Asks::Suspect),
    ("snatch", Asks::Captive),
    ("carry off", Asks::Captive),
    ("drag away", Asks::Captive),
    ("drag off", Asks::Captive),
    ("haul away", Asks::Captive),
    ("haul off", Asks::Captive),
    ("spirit away", Asks::Captive),
    ("march away", Asks::Captive),
    ("bundle into", Asks::Captive),
    ("take captive", Asks::Captive),
    ("haul out of", Asks::Captive),
    ("drag out of", Asks::Captive),
    ("drag from", Asks::Captive),
    ("haul from", Asks::Captive),
    ("obliterate", Asks::Site),
    ("bulldoze", Asks::Site),
    ("incinerate", Asks::Site),
    ("send to hospital", Asks::Deed),
    ("put in hospital", Asks::Deed),
    ("leave in hospital", Asks::Deed),
    ("send to grave", Asks::Deed),
    ("send to morgue", Asks::Deed),
    ("send to mortuary", Asks::Deed),
    ("send to death", Asks::Deed),
    ("roll over", Asks::Deed),
    ("drive over", Asks::Deed),
    ("run over", Asks::Deed),
    ("claim life", Asks::Deed),
    ("take life", Asks::Deed),
    ("cost life", Asks::Deed),
    ("cost leg", Asks::Deed),
    ("cost limb", Asks::Deed),
    ("cost arm", Asks::Deed),
    ("cost sight", Asks::Deed),
    ("cost eye", Asks::Deed),
    ("cost foot", Asks::Deed),
    ("blow in", Asks::Site),
    ("blow apart", Asks::Site),
    ("tear apart", Asks::Site),
    ("tear through", Asks::Site),
    ("tear into", Asks::Site),
    ("rip through", Asks::Site),
    ("rip into", Asks::Site),
    ("rip apart", Asks::Site),
    ("smash up", Asks::Site),
    ("block", Asks::Blocked),
    ("hang", Asks::Someone),
    ("bayonet", Asks::Someone),
    ("spear", Asks::Someone),
    ("knife", Asks::Someone),
    ("kick", Asks::Both),
    ("punch", Asks::Both),
    ("whip", Asks::Both),
    ("lash", Asks::Both),
    ("cane", Asks::Both),
    ("hammer", Asks::Site),
    ("batter", Asks::Struck),
    ("pepper", Asks::Struck),
    ("mortar", Asks::Struck),
    ("grenade", Asks::Struck),
    ("petrol-bomb", Asks::Both),
    ("booby-trap", Asks::Both),
    ("nab", Asks::Custody),
    ("lead away", Asks::Custody),
    ("lead off", Asks::Custody),
    ("cart off", Asks::Custody),
    ("march off", Asks::Custody),
    ("whisk away", Asks::Custody),
    ("take prisoner", Asks::Custody),
    ("hold prisoner", Asks::Custody),
    ("intern", Asks::Suspect),
    ("hold", Asks::Held),
    ("catch", Asks::Arrested),
    ("handcuff", Asks::Arrested),
    ("sweep up", Asks::Arrested),
    ("hold captive", Asks::Captive),
    ("keep captive", Asks::Captive),
    ("make off with", Asks::Captive),
    ("bundle away", Asks::Captive),
    ("bundle off", Asks::Captive),
    ("grab", Asks::ArmedSomeone),
    ("press-gang", Asks::ArmedSomeone),
    ("shanghai", Asks::ArmedSomeone),
    ("enslave", Asks::ArmedSomeone),
    ("eliminate", Asks::ArmedSomeone),
    ("take out", Asks::ArmedSomeone),
    ("account for", Asks::ArmedSomeone),
    ("put to sword", Asks::Someone),
    ("lay into", Asks::ArmedSomeone),
    ("poison", Asks::Poisoned),
    ("maul", Asks::ArmedSomeone),
    ("molest", Asks::ArmedSomeone),
    ("terrorise", Asks::ArmedSomeone),
    ("terrorize", Asks::ArmedSomeone),
    ("dismember", Asks::Someone),
    ("immolate", Asks::Someone),
    ("blind", Asks::Harmed),
    ("scald", Asks::Harmed),
    ("smash", Asks::Wrecked),
    ("sack", Asks::Wrecked),
    ("trash", Asks::Wrecked),
    ("desecrate", Asks::Wrecked),
    ("leave in ruin", Asks::Wrecked),
    ("leave in rubble", Asks::Wrecked),
    ("leave in flame", Asks::Wrecked),
    ("barge into", Asks::StormedSite),
    ("storm into", Asks::StormedSite),
    ("leave dead", Asks::Deed),
    ("leave wounded", Asks::Deed),
    ("leave injured", Asks::Deed),
    ("leave maimed", Asks::Deed),
    ("leave hurt", Asks::Deed),
    ("leave with injury", Asks::Deed),
    ("leave with wound", Asks::Deed),
    ("leave with burn", Asks::Deed),
    ("menace", Asks::ArmedAny),
    ("picket", Asks::Unarmed),
    ("barricade", Asks::Unarmed),
    ("burn tyre", Asks::Unarmed),
    ("burn tire", Asks::Unarmed),
    ("stop work", Asks::Unarmed),
    ("strike work", Asks::Unarmed),
    ("refuse to work", Asks::Unarmed),
    ("walk off job", Asks::Unarmed),
    ("stay away from work", Asks::Many),
    ("stay off work", Asks::Many),
    ("throng street", Asks::Many),
    ("fill street", Asks::Many),
    ("pack street", Asks::Many),
    ("jam street", Asks::Many),
    ("flood street", Asks::Many),
    ("crowd street", Asks::Many),
    ("flood into street", Asks::Many),
    ("swarm into street", Asks::Many),
    ("stream into street", Asks::Many),
    ("come onto street", Asks::Many),
    ("come out onto street", Asks::Many),
    ("come out into street", Asks::Many),
    ("march through street", Asks::Unarmed),
    ("parade through street", Asks::Many),
    ("stream through street", Asks::Many),
    ("throng square", Asks::Many),
    ("fill square", Asks::Many),
    ("pack square", Asks::Many),
    ("converge on", Asks::Crowd),
    ("gather outside", Asks::Crowd),
    ("mass outside", Asks::Crowd),
    ("assemble outside", Asks::Crowd),
    ("gather in front of", Asks::Crowd),
    ("chant slogan", Asks::Unarmed),
    ("liquidate", Asks::Armed),
    ("neutralise", Asks::Armed),
    ("neutralize", Asks::Armed),
    ("exterminate", Asks::Armed),
    ("annihilate", Asks::Armed),
    ("drown", Asks::Armed),
    ("electrocute", Asks::Armed),
    ("suffocate", Asks::Armed),
    ("gas", Asks::Armed),
    ("plunder", Asks::Armed),
    ("deface", Asks::Both),
];

/// The event a trigger tells of those who take part; `None` where it is no idiom of the list.
pub(super) fn told(trigger: &Trigger, roles: &Roles, lexicon: &Lexicon) -> Option<Option<(EventType, Option<Mode>)>> {
    let blocks = trigger.lemma.starts_with("block ") && trigger.kind == EventType::Protest;
    let asks = if blocks { Asks::Blocked } else { ASKS.iter().find(|(words, _)| *words == trigger.lemma)?.1 };
    Some(event(trigger, asks, roles, lexicon))
}

fn event(trigger: &Trigger, asks: Asks, roles: &Roles, lexicon: &Lexicon) -> Option<(EventType, Option<Mode>)> {
    let as_listed = Some((trigger.kind, trigger.mode));
    let someone = roles.targets.iter().any(is_someone);
    let site = roles.targets.iter().any(|t| !can_act(t.kind) || t.kind == ActorKind::Military);
    let armed = roles.actors.iter().any(|a| is_armed(a, lexicon));
    let state =
        roles.actors.iter().any(|a| matches!(a.kind, ActorKind::Military | ActorKind::Police | ActorKind::Government));
    let crowd = roles.actors.iter().any(|a| a.kind == ActorKind::Protester);
    let did_it = !roles.means.is_empty() || roles.event_agent.is_some();
    match asks {
        Asks::Someone => as_listed.filter(|_| someone),
        // "drove a car full of explosives into a barracks"
        Asks::Driven => as_listed.filter(|_| someone && !roles.actors.is_empty() || site && !roles.means.is_empty()),
        Asks::Both => as_listed.filter(|_| !roles.targets.is_empty() && !roles.actors.is_empty()),
        Asks::Armed => as_listed.filter(|_| armed && !roles.targets.is_empty()),
        Asks::Freed => as_listed.filter(|_| roles.targets.iter().any(is_captive)),
        Asks::Deed => as_listed.filter(|_| did_it || armed),
        Asks::Site => as_listed.filter(|_| site && (did_it || armed) || did_it && !roles.targets.is_empty()),
        Asks::StormedSite => as_listed.filter(|_| (armed || crowd) && !roles.targets.is_empty()),
        Asks::Captive if state => someone.then_some((EventType::Coerce, Some(Mode::Arrest))),
        Asks::Captive => as_listed.filter(|_| someone),
        Asks::Suspect => as_listed.filter(|_| someone && (state || roles.actors.is_empty())),
        Asks::ArmedSomeone => as_listed.filter(|_| armed && someone),
        Asks::ArmedAny => as_listed.filter(|_| armed),
        Asks::Harmed => as_listed.filter(|_| someone && (did_it || armed)),
        Asks::Poisoned => as_listed.filter(|_| someone && !roles.actors.is_empty()),
        Asks::Arrested => as_listed.filter(|_| someone && state),
        Asks::Charged => as_listed.filter(|_| armed && roles.targets.iter().any(is_crowd)),
        Asks::Held => {
            as_listed.filter(|_| someone && (state || roles.actors.is_empty()) && !roles.targets.iter().any(is_captive))
        }
        Asks::Custody if someone && !state && !roles.actors.is_empty() => {
            Some((EventType::Assault, Some(Mode::Abduct))).filter(|_| armed)
        }
        Asks::Custody => as_listed.filter(|_| someone),
        Asks::Struck => as_listed.filter(|_| site && (did_it || armed) || someone && armed),
        Asks::Swooped if state && someone => Some((EventType::Coerce, Some(Mode::Arrest))),
        Asks::Swooped if state => Some((EventType::Coerce, Some(Mode::Seize))).filter(|_| site),
        Asks::Swooped => as_listed.filter(|_| armed && site || someone),
        Asks::Wrecked => as_listed.filter(|_| site && (did_it || armed || crowd)),
        Asks::Crowd => as_listed.filter(|_| crowd),
        Asks::Many => as_listed.filter(|_| crowd || !state && !armed && roles.actors.iter().any(are_many)),
        Asks::Unarmed => as_listed.filter(|_| !state && !armed && roles.actors.iter().any(is_someone)),
        Asks::Blocked if state => Some((EventType::Coerce, Some(Mode::Restrict))),
        Asks::Blocked => as_listed.filter(|_| !roles.actors.is_empty()),
    }
}

fn is_captive(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    ["captive", "hostage", "prisoner", "detainee", "captured", "abducted", "kidnapped"]
        .iter()
        .any(|w| words.contains(w))
}

/// Many people in one place.
fn is_crowd(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    who.kind == ActorKind::Protester
        || ["crowd", "mob", "march", "protest", "demonstrat", "striker"].iter().any(|w| words.contains(w))
}

/// People told of in the plural or by a number.
fn are_many(who: &Participant) -> bool {
    let head = who.name.rsplit(' ').next().unwrap_or("");
    who.kind == ActorKind::Civilian && (who.count.is_some() || head.ends_with('s') || head == "people")
}

/// A person or a body of people.
fn is_someone(who: &Participant) -> bool {
    can_act(who.kind)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn violence_towards_those_who_can_suffer_it() {
        assert_eq!(who("A sniper picked off two soldiers near Goma."), ["ASSAULT sniper > soldiers"]);
        assert_eq!(who("Rebels dragged two farmers out of a bus near Goma."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Police dragged two farmers away in Goma."), ["COERCE police > farmers"]);
        assert_eq!(who("Gunmen burst into a hotel in Goma."), ["ASSAULT gunmen > hotel"]);
        assert_eq!(who("Police picked up two students in Goma."), ["COERCE police > students"]);
        assert_eq!(who("Farmers blocked a bridge in Goma."), ["PROTEST farmers >"]);
        assert_eq!(who("Rebels handed five captive nurses over in Goma."), ["RETREAT rebels > nurses"]);
    }

    #[test]
    fn no_violence_towards_anything_else() {
        for text in [
            "The buyer picked up two tickets in Goma.",
            "The choir burst into song in Goma.",
            "The clerk turned on the lamps in Goma.",
            "The firm wiped out its debts in Goma.",
            "A teacher let go of the rope in Goma.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn whoever_takes_people_arrests_or_abducts_them() {
        assert_eq!(who("Police led two students away in Goma."), ["COERCE police > students"]);
        assert_eq!(who("Gunmen led two students away in Goma."), ["ASSAULT gunmen > students"]);
        assert_eq!(who("Police held two students in Goma."), ["COERCE police > students"]);
        assert_eq!(who("Students held two tickets in Goma."), Vec::<String>::new());
        assert_eq!(who("The clerk caught a bus in Goma."), Vec::<String>::new());
        assert_eq!(who("Two students are being held in Goma."), ["COERCE > students"]);
        assert_eq!(who("Elections were held in Goma."), Vec::<String>::new());
        assert_eq!(who("Police charged a crowd of teachers in Goma."), ["ASSAULT police > teachers"]);
        assert_eq!(who("Police charged two students with theft in Goma."), Vec::<String>::new());
        assert_eq!(who("Police swooped on two students in Goma."), ["COERCE police > students"]);
    }

    #[test]
    fn crowds_and_workers_protest() {
        assert_eq!(who("Thousands of teachers filled the streets of Goma."), ["PROTEST teachers >"]);
        assert_eq!(who("The miners downed tools in Goma."), ["PROTEST miners >"]);
        assert_eq!(who("Teachers blocked roads in Goma."), ["PROTEST teachers >"]);
        assert_eq!(who("Soldiers filled the streets of Goma."), Vec::<String>::new());
        assert_eq!(who("Snow filled the streets of Goma."), Vec::<String>::new());
    }

    #[test]
    fn what_is_left_behind() {
        assert_eq!(who("A bomb left two farmers dead near Goma."), ["ASSAULT > farmers"]);
        assert_eq!(who("A fever left two farmers dead near Goma."), Vec::<String>::new());
        assert_eq!(who("The clerk left two letters near Goma."), Vec::<String>::new());
    }

    #[test]
    fn blows_need_someone_who_suffers_them() {
        assert_eq!(who("Soldiers bayoneted two students in Goma."), ["ASSAULT soldiers > students"]);
        assert_eq!(who("The keeper punched a ticket in Goma."), Vec::<String>::new());
        assert_eq!(who("Two activists were hanged in Goma."), ["ASSAULT > activists"]);
        assert_eq!(who("Two pictures were hanged in Goma."), Vec::<String>::new());
    }
}

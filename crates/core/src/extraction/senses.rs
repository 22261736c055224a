//! Senses: what a word with several senses names here, by who takes part. In: a mention and its roles. Out: its type, or that it is
//! no event. Must not know: certainty, time, other sentences.

use super::clauses::Clauses;
use super::document::Tag;
use super::idioms;
use super::mentions::Mention;
use super::participants::can_act;
use super::roles::Roles;
use crate::knowledge::{Frame, Knowledge, Lexicon};
use crate::model::{ActorKind, EventType, HarmKind, Mode, Participant};

/// The type and mode a mention has here; `None` where the words name no event.
pub(super) fn sense(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    roles: &Roles,
    knowledge: &Knowledge,
) -> Option<(EventType, Option<Mode>)> {
    let as_listed = Some((mention.kind, mention.mode));
    if no_one_did_it(clauses, mention, roles, knowledge) || staged(clauses, mention, roles, &knowledge.lexicon) {
        return None;
    }
    if !mention.verb {
        return noun_sense(clauses, mention, roles, knowledge);
    }
    if only_displaced(mention, roles, knowledge) || aside(clauses, mention) || generic_gerund(clauses, mention) {
        return None;
    }
    let armed = roles.actors.iter().any(|a| is_armed(a, &knowledge.lexicon));
    let bare = mention.tokens.len() == 1;
    if let Some(told) = idioms::told(knowledge.lexicon.trigger(mention.trigger), roles, &knowledge.lexicon) {
        return told;
    }
    match clauses.lemma(mention.phrase) {
        "take" if bare => taken(roles, armed),
        "hit" | "strike" | "pound" | "batter" | "rattle" if bare && nothing_armed(clauses, mention, roles) => None,
        "strike" if bare && !armed && !clauses.passive(mention.phrase) && clauses.object(mention.phrase).is_empty() => {
            let workers = super::figurative::counted_people(clauses, mention.phrase);
            if knowledge.lexicon.listed("workers", workers) {
                Some((EventType::Protest, Some(Mode::Strike)))
            } else {
                as_listed
            }
        }
        "expel" | "deport" if roles.targets.iter().any(is_diplomat) => Some((EventType::Sanction, None)),
        "jail" | "imprison" | "detain" if roles.actors.iter().any(is_court) => Some((EventType::Sanction, None)),
        "withdraw" if takes_back_words(clauses, mention, &knowledge.lexicon) => None,
        "capture" if pictured(clauses, mention) => None,
        "seize" | "capture" => seized(mention, roles, &knowledge.lexicon),
        "reject" | "dismiss" | "rubbish" if mention.kind == EventType::Reject && calls_untrue(clauses, mention) => {
            Some((EventType::Deny, None))
        }
        "raid" if searched(roles) => Some((EventType::Coerce, Some(Mode::Seize))),
        "stop" | "halt" | "cease" | "walk" | "stay" if mention.kind == EventType::Protest => {
            let state = |a: &Participant| {
                matches!(a.kind, ActorKind::Police | ActorKind::Military | ActorKind::Government | ActorKind::Business)
            };
            as_listed.filter(|_| !roles.actors.is_empty() && !roles.actors.iter().any(state))
        }
        "close" | "shut" | "cordon" | "barricade" if mention.mode == Some(Mode::Restrict) => as_listed.filter(|_| {
            armed
                || roles.actors.is_empty()
                || roles.actors.iter().any(|a| a.kind == ActorKind::Government || a.id.is_some())
        }),
        "promise" | "pledge" if bare && will_strike(clauses, mention, roles, knowledge) => {
            Some((EventType::Threaten, Some(Mode::Violence)))
        }
        "raid" if roles.actors.iter().any(|a| matches!(a.kind, ActorKind::Police | ActorKind::Government)) => {
            Some((EventType::Coerce, Some(Mode::Seize)))
        }
        "march" if mention.kind == EventType::Mobilize && !roles.actors.iter().any(marches_to_war) => {
            Some((EventType::Protest, Some(Mode::Demo))).filter(|_| !roles.actors.is_empty())
        }
        "enter" | "cross" | "move" | "pour" | "roll" | "march" | "push" | "head" | "close"
            if mention.kind == EventType::Mobilize =>
        {
            as_listed.filter(|_| armed)
        }
        "besiege" | "surround" | "encircle" | "arrest" if roles.actors.iter().any(|a| a.kind == ActorKind::Media) => {
            None
        }
        "leave" | "quit" if bare && mention.kind == EventType::Retreat => as_listed.filter(|_| armed),
        "flee" | "escape" | "leave" | "break" if mention.kind == EventType::Retreat => {
            as_listed.map(|(kind, _)| (kind, None)).filter(|_| armed || roles.actors.iter().any(may_flee))
        }
        "support" | "back" | "bolster" | "arm" => {
            let reduced = clauses.reduced(mention.phrase);
            backed(mention, roles).filter(|(kind, _)| *kind == EventType::Aid || !reduced)
        }
        "demand" | "call" | "urge"
            if roles.actors.iter().any(|a| a.kind == ActorKind::Protester) && !for_a_protest(clauses, mention) =>
        {
            Some((EventType::Protest, Some(Mode::Demo)))
        }
        "arrive"
            if clauses
                .with_preposition(mention.phrase, &["in"])
                .and_then(|n| clauses.noun(n))
                .is_some_and(|n| clauses.document.word(n.head) == "time") =>
        {
            None
        }
        "arrive" | "travel" | "fly" | "visit" | "pay" | "make" | "speak" | "discuss"
            if mention.kind == EventType::Consult =>
        {
            as_listed.filter(|_| confers(roles))
        }
        "refuse" if roles.targets.is_empty() && comments(clauses, mention) => None,
        "amass" | "deploy" | "mobilize" | "mobilise" => as_listed.filter(|_| {
            armed
                || roles.actors.iter().any(|a| {
                    a.country.is_some() || a.kind == ActorKind::Government || a.kind == ActorKind::International
                })
        }),
        "warn" | "vow" | "swear" => as_listed.filter(|_| threatens(clauses, mention, roles, knowledge)),
        "vote" if roles.actors.iter().all(|a| !is_official(a)) => None,
        "request" | "ask" | "demand" if for_anonymity(clauses, mention) => None,
        "ask" | "invite" | "pressure" | "lobby" | "beg" if bare => {
            as_listed.filter(|_| infinitive_follows(clauses, mention.phrase))
        }
        "damage" | "wreck" | "ravage" | "flatten" | "level" | "cripple" | "gut" | "devastate" | "burn" => as_listed
            .filter(|_| {
                let someone = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s)).is_some_and(|n| {
                    matches!(
                        clauses.document.word(n.head),
                        "others" | "they" | "some" | "men" | "he" | "she" | "unknown"
                    )
                });
                let done = !roles.means.is_empty() || roles.event_agent.is_some() || !roles.actors.is_empty();
                armed || done || someone && !roles.targets.is_empty()
            }),
        "explode" | "detonate" | "go" | "blow"
            if mention.frame == Frame::Explodes && roles.means.is_empty() && !device(clauses, mention, knowledge) =>
        {
            None
        }
        "shoot" | "bring" | "attack" | "hit" | "bury" | "torpedo" | "target" | "assault" | "storm" | "demolish"
        | "hijack" | "sabotage" | "ambush" | "destroy"
            if undoes_words(clauses, mention, &knowledge.lexicon) =>
        {
            None
        }
        "kill" | "slaughter" | "massacre" | "murder" | "assassinate" | "execute" | "butcher" | "slay" | "strangle"
            if undoes_words(clauses, mention, &knowledge.lexicon)
                || done_to(clauses, mention)
                    .is_some_and(|word| knowledge.lexicon.listed("lifeless", word) || word == "it") =>
        {
            None
        }
        // "The comic bombed in Goma."
        "bomb"
            if bare
                && !armed
                && !clauses.passive(mention.phrase)
                && clauses.object(mention.phrase).is_empty()
                && roles.targets.is_empty()
                && roles.means.is_empty() =>
        {
            None
        }
        "fight" | "battle" if mention.frame == Frame::Clash && strives(roles) => None,
        "occupy" => occupied(clauses, mention, roles, armed),
        "besiege" | "blockade" | "surround" if mention.kind == EventType::Coerce && peaceful(roles) => {
            Some((EventType::Protest, Some(Mode::Obstruct)))
        }
        "sink" | "down" if bare => as_listed.filter(|_| armed && !roles.targets.is_empty() || !roles.means.is_empty()),
        "fall" | "land" | "slam" | "rain" | "crash" | "plunge" if mention.frame == Frame::Explodes => {
            let touches_down =
                clauses.lemma(mention.phrase) == "land" && roles.means.iter().all(|m| is_aircraft(m.text()));
            as_listed.filter(|_| !roles.means.is_empty() && !touches_down)
        }
        "crush" | "quell" | "suppress" | "disperse" => {
            as_listed.filter(|_| armed || roles.targets.iter().any(|t| t.kind == ActorKind::Protester))
        }
        _ => as_listed,
    }
}

/// "Rising wages hit the depot": what does it is no one, no weapon and no event.
fn nothing_armed(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles) -> bool {
    let subject = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s));
    let thing = subject.is_some_and(|n| clauses.document.tokens[n.head].tag == Tag::Noun && !n.pronoun);
    let done = !roles.actors.is_empty() || !roles.means.is_empty() || roles.event_agent.is_some();
    thing && !done && !clauses.passive(mention.phrase)
}

/// "called for mass protests", "urged people to march": what is asked for has not come about.
fn for_a_protest(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let until = document.sentences[document.sentence_of(mention.tokens.start)].tokens.end;
    (mention.tokens.end..until.min(mention.tokens.end + 6)).any(|t| {
        let lemma = document.word(t).trim_end_matches('s');
        matches!(
            lemma,
            "protest"
                | "demonstration"
                | "rally"
                | "rallie"
                | "march"
                | "marche"
                | "sit-in"
                | "strike"
                | "walkout"
                | "vigil"
                | "demonstrate"
        )
    })
}

/// Figures of the displaced belong to what drove people out, which is told elsewhere.
fn only_displaced(mention: &Mention, roles: &Roles, knowledge: &Knowledge) -> bool {
    let harm = knowledge.lexicon.trigger(mention.trigger).harm;
    harm == Some(HarmKind::Displaced) && roles.actors.is_empty()
}

/// "a claim the army denies", "Rwanda, which Congo has accused": told in passing, of what the main clause names.
fn aside(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    matches!(mention.kind, EventType::Accuse | EventType::Deny)
        && mention.verb
        && mention.tokens.len() == 1
        && clauses.in_object_relative(mention.phrase)
}

/// "Capturing the town is significant", "killing people is no solution": the act as such.
fn generic_gerund(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let opens =
        mention.phrase == 0 || clauses.verb(mention.phrase - 1).is_none() && clauses.noun(mention.phrase - 1).is_none();
    let gerund = clauses.verb(mention.phrase).is_some_and(|v| v.gerund);
    if !gerund || !opens {
        return false;
    }
    let object = clauses.object(mention.phrase);
    let after = object.last().map_or(mention.phrase + 1, |last| last + 1);
    clauses.verb(after).is_some_and(|v| clauses.document.tokens[v.head].tag == Tag::Be)
}

/// Envoys and governments confer; a tourist who arrives does not.
fn confers(roles: &Roles) -> bool {
    let listener = roles.targets.iter().chain(&roles.actors).any(|t| t.kind == ActorKind::Media);
    roles.actors.iter().any(is_official) && !listener
}

/// Someone who acts for a state, a body or a party.
fn is_official(who: &Participant) -> bool {
    use ActorKind as K;
    matches!(who.kind, K::Government | K::International | K::Rebel | K::Military)
        || who.kind == K::Unknown && who.id.is_none() && who.name.contains(' ')
        || who.id.is_some() && who.kind != K::Media
}

/// "a source who requested anonymity": how a report speaks of its sources.
fn for_anonymity(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let object = clauses.object(mention.phrase).first().and_then(|&o| clauses.noun(o));
    let not_named = clauses.phrases.get(mention.phrase + 1).is_some_and(|p| {
        p.tokens().any(|t| matches!(clauses.document.word(t), "named" | "identified" | "quoted"))
            && p.tokens().any(|t| clauses.document.word(t) == "not")
    });
    object.is_some_and(|o| matches!(clauses.document.word(o.head), "anonymity" | "confidentiality")) || not_named
}

/// "refused to comment", "refused to be named".
fn comments(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let end = clauses.phrases[mention.phrase].tokens().end;
    let last = document.sentences[document.sentence_of(mention.tokens.start)].tokens.end;
    (end..last.min(end + 4))
        .any(|t| matches!(document.word(t), "comment" | "named" | "identified" | "elaborate" | "silenced" | "say"))
}

/// "withdrew his statement": words are taken back, no one retreats.
fn takes_back_words(clauses: &Clauses<'_, '_>, mention: &Mention, lexicon: &Lexicon) -> bool {
    let passive = clauses.passive(mention.phrase);
    let taken = if passive { clauses.subject(mention.phrase) } else { clauses.object(mention.phrase) };
    let head = taken.first().and_then(|&o| clauses.noun(o)).map_or("", |n| clauses.document.word(n.head));
    lexicon.listed("told", head) || lexicon.listed("abstract", head) || matches!(head, "confession" | "testimony")
}

/// "This photo captured from the town": what pictures show.
fn pictured(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let subject = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s));
    let seen = subject.map_or("", |n| clauses.document.word(n.head));
    matches!(
        seen,
        "photo"
            | "photos"
            | "photograph"
            | "photographs"
            | "picture"
            | "pictures"
            | "image"
            | "images"
            | "video"
            | "videos"
            | "footage"
            | "camera"
            | "cameras"
            | "clip"
    )
}

/// Those who fight or police.
fn is_armed(who: &Participant, lexicon: &Lexicon) -> bool {
    use ActorKind as K;
    let last = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(who.kind, K::Military | K::Police | K::Rebel | K::Militia | K::Jihadist | K::Criminal)
        || who.kind == K::Unknown && lexicon.agent(&last).is_some()
}

/// Bombs, vehicles, buildings and bombers explode; prices and boilers do so otherwise.
fn device(clauses: &Clauses<'_, '_>, mention: &Mention, knowledge: &Knowledge) -> bool {
    let document = clauses.document;
    let Some(noun) = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s)) else { return true };
    let from = noun.head.saturating_sub(1).max(noun.tokens.start);
    let listed = |list: &str| {
        knowledge.lexicon.listed(list, document.word(noun.head))
            || knowledge.lexicon.listed(list, &document.words(from..noun.head + 1))
    };
    !listed("accident") && !listed("moody")
}

fn is_aircraft(words: &str) -> bool {
    let words = words.to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or("");
    matches!(
        last.trim_end_matches('s'),
        "jet" | "plane" | "helicopter" | "aircraft" | "warplane" | "gunship" | "airliner"
    )
}

/// "dismissed as untrue reports that", "rejected reports of a raid": what is turned down is what was told.
fn calls_untrue(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let end = document.sentences[document.sentence_of(mention.tokens.start)].tokens.end;
    let near = mention.tokens.end..end.min(mention.tokens.end + 6);
    let called = near
        .clone()
        .any(|t| document.word(t) == "as" && t + 1 < end && clauses.lexicon.listed("untrue", document.word(t + 1)));
    let told = done_to(clauses, mention)
        .is_some_and(|word| matches!(word, "report" | "reports" | "rumour" | "rumours" | "rumor" | "rumors"));
    called || told
}

/// Soldiers raid an enemy's post in battle; a newspaper, a home or a shop they raid as police do.
fn searched(roles: &Roles) -> bool {
    let soldiers = roles.actors.iter().any(|a| a.kind == ActorKind::Military);
    let civil = |t: &Participant| {
        let words = t.quote.text().to_lowercase();
        [
            "newspaper",
            "office",
            "home",
            "house",
            "shop",
            "school",
            "university",
            "hospital",
            "radio",
            "church",
            "mosque",
            "studio",
            "clinic",
            "hotel",
            "bank",
            "magazine",
            "apartment",
            "flat",
        ]
        .iter()
        .any(|w| words.split(' ').any(|word| word.trim_end_matches('s') == *w))
    };
    soldiers && !roles.targets.is_empty() && roles.targets.iter().all(civil)
}

/// "promised to crush the revolt": those who have force promise it.
fn will_strike(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles, knowledge: &Knowledge) -> bool {
    use ActorKind as K;
    let forceful = roles.actors.iter().any(|a| {
        matches!(a.kind, K::Military | K::Rebel | K::Militia | K::Jihadist | K::Police | K::Government | K::Unknown)
    });
    let next = (mention.phrase + 1..clauses.phrases.len().min(mention.phrase + 5)).find(|&p| clauses.verb(p).is_some());
    let act = next.filter(|&p| clauses.verb(p).is_some_and(|v| v.infinitive && !v.negated)).map(|p| clauses.lemma(p));
    forceful
        && act.is_some_and(|lemma| {
            matches!(lemma, "avenge" | "punish" | "retaliate")
                || knowledge.lexicon.verb_triggers(lemma).iter().any(|(rest, id)| {
                    let trigger = knowledge.lexicon.trigger(*id);
                    rest.is_empty()
                        && trigger.kind == EventType::Assault
                        && trigger.frame == Frame::Acts
                        && lemma != "target"
                })
        })
}

/// The word for what the verb is done to.
fn done_to<'a>(clauses: &'a Clauses<'_, '_>, mention: &Mention) -> Option<&'a str> {
    let passive = clauses.passive(mention.phrase);
    let undone = if passive { clauses.subject(mention.phrase) } else { clauses.object(mention.phrase) };
    undone.first().and_then(|&o| clauses.noun(o)).map(|n| clauses.document.word(n.head))
}

/// "beat them 3-1", "massacred 8-0": a score.
fn is_score(document: &super::document::Document<'_>, at: usize, end: usize) -> bool {
    let digits = |part: &str| !part.is_empty() && part.len() < 3 && part.chars().all(|c| c.is_ascii_digit());
    let pair = document.word(at).split_once(['-', '–']).is_some_and(|(a, b)| digits(a) && digits(b));
    let won = |word: &str| {
        matches!(
            word,
            "win"
                | "victory"
                | "defeat"
                | "loss"
                | "draw"
                | "lead"
                | "thrashing"
                | "drubbing"
                | "rout"
                | "home"
                | "away"
        )
    };
    let counts = at + 1 < end && document.tokens[at + 1].tag == Tag::Noun && !won(document.word(at + 1));
    pair && !counts
}

/// "shot down a plan", "attacked the budget": what is undone is words.
fn undoes_words(clauses: &Clauses<'_, '_>, mention: &Mention, lexicon: &Lexicon) -> bool {
    let document = clauses.document;
    let passive = clauses.passive(mention.phrase);
    let undone = if passive { clauses.subject(mention.phrase) } else { clauses.object(mention.phrase) };
    undone.first().and_then(|&o| clauses.noun(o)).is_some_and(|n| {
        let word = document.word(n.head);
        lexicon.listed("abstract", word) && !matches!(word, "target" | "targets" | "stock" | "stocks" | "record")
    })
}

/// "Doctors fought to save the twins": no one armed, and no one against whom.
fn strives(roles: &Roles) -> bool {
    use ActorKind as K;
    let peaceful = |p: &Participant| matches!(p.kind, K::Civilian | K::Business | K::Media | K::International);
    roles.actors.len() == 1 && roles.actors.iter().all(peaceful) && roles.targets.is_empty()
}

/// Troops take what they occupy, students and workers protest there; "the occupied town" tells of a state.
fn occupied(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    roles: &Roles,
    armed: bool,
) -> Option<(EventType, Option<Mode>)> {
    let site = roles.targets.iter().any(|t| !can_act(t.kind));
    if clauses.passive(mention.phrase) || !site {
        return None;
    }
    match () {
        () if armed => Some((EventType::Assault, Some(Mode::Clash))),
        () if peaceful(roles) => Some((EventType::Protest, Some(Mode::Obstruct))),
        () => None,
    }
}

/// Whether all who act are a crowd, or people who neither fight nor act for anyone.
fn peaceful(roles: &Roles) -> bool {
    let one = |a: &Participant| matches!(a.kind, ActorKind::Protester | ActorKind::Civilian);
    !roles.actors.is_empty() && roles.actors.iter().all(one)
}

/// A court jails by a verdict; police jail by arresting.
fn is_court(who: &Participant) -> bool {
    let head = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(head.as_str(), "court" | "tribunal" | "judge" | "judges" | "jury" | "courts")
}

/// Whoever is sent home with them is punished with them.
fn is_diplomat(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    ["ambassador", "diplomat", "envoy", "consul", "attach"].iter().any(|w| words.contains(w))
}

/// Troops march on a town; an opposition party or a union marches through it.
fn marches_to_war(who: &Participant) -> bool {
    use ActorKind as K;
    let party = who.name.to_lowercase().ends_with("opposition");
    !party && matches!(who.kind, K::Military | K::Rebel | K::Militia | K::Jihadist | K::Police)
}

fn may_flee(who: &Participant) -> bool {
    let words = who.quote.text().to_lowercase();
    who.kind == ActorKind::Government
        || ["prisoner", "inmate", "detainee", "hostage", "convict"].iter().any(|w| words.contains(w))
}

/// "Rebels took the town" is fighting, "kidnappers took a nun" an abduction, all other taking no event.
fn taken(roles: &Roles, armed: bool) -> Option<(EventType, Option<Mode>)> {
    use ActorKind as K;
    let target = roles.targets.first().filter(|_| armed)?;
    match target.kind {
        K::Place => Some((EventType::Assault, Some(Mode::Clash))),
        K::Infrastructure | K::Military if is_ground(&target.name) => Some((EventType::Assault, Some(Mode::Clash))),
        K::Unknown if target.id.is_none() && target.name.starts_with(char::is_uppercase) => {
            Some((EventType::Assault, Some(Mode::Clash)))
        }
        K::Civilian | K::Media if roles.actors.iter().all(|a| matches!(a.kind, K::Unknown | K::Criminal)) => {
            Some((EventType::Assault, Some(Mode::Abduct)))
        }
        _ => None,
    }
}

/// Sites that are held and lost in war.
fn is_ground(name: &str) -> bool {
    let head = name.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(
        head.strip_suffix('s').unwrap_or(&head),
        "airport"
            | "airstrip"
            | "airfield"
            | "airbase"
            | "base"
            | "bridge"
            | "port"
            | "barrack"
            | "garrison"
            | "dam"
            | "refinery"
            | "prison"
            | "palace"
            | "headquarter"
            | "checkpoint"
            | "crossing"
            | "runway"
            | "fort"
            | "oilfield"
            | "outpost"
            | "depot"
            | "camp"
            | "station"
            | "well"
            | "field"
            | "mine"
            | "plant"
            | "hill"
            | "crossroad"
            | "pier"
            | "tower"
            | "fortress"
            | "trench"
            | "position"
            | "post"
    )
}

/// Arms and people are seized without a fight; towns with one.
fn seized(mention: &Mention, roles: &Roles, lexicon: &Lexicon) -> Option<(EventType, Option<Mode>)> {
    use ActorKind as K;
    let state = roles.actors.iter().any(|a| matches!(a.kind, K::Military | K::Police | K::Government));
    let weapons = roles.means.iter().any(|m| lexicon.weapon(&m.text().to_lowercase()).is_some());
    let person = |t: &Participant| {
        matches!(t.kind, K::Civilian | K::Media | K::Criminal | K::Jihadist | K::Rebel | K::Protester | K::Government)
    };
    if weapons {
        return Some((EventType::Coerce, Some(Mode::Seize)));
    }
    match roles.targets.first() {
        Some(target) if person(target) && state => Some((EventType::Coerce, Some(Mode::Arrest))),
        Some(target) if person(target) && target.kind != K::Rebel => Some((EventType::Assault, Some(Mode::Abduct))),
        _ => Some((mention.kind, mention.mode)),
    }
}

/// Backing fighters is aid; backing anyone else is support in words.
fn backed(mention: &Mention, roles: &Roles) -> Option<(EventType, Option<Mode>)> {
    use ActorKind as K;
    let fighters = |t: &Participant| matches!(t.kind, K::Rebel | K::Militia | K::Jihadist);
    if roles.targets.iter().any(fighters) {
        return Some((EventType::Aid, None));
    }
    Some((mention.kind, mention.mode))
}

/// A warning threatens when a party speaks of what it, or force, will do.
fn threatens(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles, knowledge: &Knowledge) -> bool {
    use ActorKind as K;
    let speaks_for_force = |a: &Participant| {
        !matches!(a.kind, K::International | K::Media | K::Civilian | K::Business | K::Infrastructure | K::Place)
    };
    let document = clauses.document;
    let next = (mention.phrase + 1..clauses.phrases.len().min(mention.phrase + 5)).find(|&p| clauses.verb(p).is_some());
    let own = next.and_then(|p| clauses.verb(p)).is_some_and(|v| v.infinitive && !v.negated);
    // "The elders vowed to take revenge": whoever swears to do it himself.
    let swears = own && !roles.actors.is_empty() && matches!(clauses.lemma(mention.phrase), "vow" | "swear");
    let avenges = || {
        let last = document.sentences[document.sentence_of(mention.tokens.start)].tokens.end;
        (mention.tokens.end..last.min(mention.tokens.end + 10)).any(|t| {
            matches!(
                document.word(t),
                "revenge" | "avenge" | "retaliate" | "kill" | "burn" | "attack" | "punish" | "bomb"
            )
        })
    };
    let wrongs = next
        .map(|p| clauses.object(p))
        .into_iter()
        .flatten()
        .filter_map(|o| clauses.noun(o))
        .any(|n| ["abstract", "ills"].iter().any(|list| clauses.lexicon.listed(list, document.word(n.head))));
    if own && wrongs {
        return false;
    }
    if swears && avenges() {
        return true;
    }
    if !roles.actors.iter().any(speaks_for_force) {
        return false;
    }
    let last = document.sentences[document.sentence_of(mention.tokens.start)].tokens.end;
    let reach = mention.tokens.end..last.min(mention.tokens.end + 18);
    let mut forceful = reach.clone().any(|t| {
        matches!(
            document.word(t),
            "retaliate" | "respond" | "avenge" | "revenge" | "consequences" | "retaliation" | "punish" | "fight"
        )
    });
    forceful |= reach.clone().filter_map(|t| document.verb(t, clauses.lexicon)).any(|lemma| {
        knowledge.lexicon.verb_triggers(lemma).iter().any(|(rest, id)| {
            let kind = knowledge.lexicon.trigger(*id).kind;
            rest.is_empty() && matches!(kind, EventType::Assault | EventType::Coerce | EventType::Sanction)
        })
    });
    let against = document.word(mention.tokens.end.min(last - 1)) == "against";
    forceful || against
}

/// "asked the people to leave", "have been asked to leave": a demand needs what is demanded.
fn infinitive_follows(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    (verb + 1..clauses.phrases.len().min(verb + 6)).find_map(|p| clauses.verb(p)).is_some_and(|group| group.infinitive)
}

/// Storms, illness and accidents kill without an attack.
fn no_one_did_it(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles, knowledge: &Knowledge) -> bool {
    if mention.kind != EventType::Assault {
        return false;
    }
    let lexicon = &knowledge.lexicon;
    let document = clauses.document;
    let names = |phrase: usize, list: &str| {
        clauses.noun(phrase).is_some_and(|n| {
            let from = n.head.saturating_sub(1).max(n.tokens.start);
            lexicon.listed(list, document.word(n.head)) || lexicon.listed(list, &document.words(from..n.head + 1))
        })
    };
    if mention.verb {
        let doer = match clauses.passive(mention.phrase) {
            false => clauses.subject(mention.phrase).first().copied(),
            true => clauses.with_preposition(mention.phrase, &["by", "in"]),
        };
        let set_off = doer.filter(|&p| clauses.verb(p + 1).is_some() && clauses.passive(p + 1));
        let cause = set_off.and_then(|p| clauses.with_preposition(p + 1, &["by"]));
        if cause.is_some_and(|p| names(p, "accident") || names(p, "nature")) {
            return true;
        }
        if harmed_by_nature(clauses, mention, roles, lexicon) {
            return true;
        }
        let behind = document.words(mention.tokens.end..document.tokens.len().min(mention.tokens.end + 4));
        let of_age = ["aged ", "at the age of", "peacefully", "in his sleep", "in her sleep", "of natural causes"];
        if mention.frame == Frame::Dies && roles.actors.is_empty() && of_age.iter().any(|w| behind.starts_with(w)) {
            return true;
        }
        let dies_of = clauses.with_preposition(mention.phrase, &["of", "from"]);
        return doer.is_some_and(|p| names(p, "nature"))
            || mention.frame == Frame::Dies && dies_of.is_some_and(|p| names(p, "illness") || names(p, "nature"));
    }
    let caused = clauses.verb(mention.phrase + 1).is_some() && clauses.passive(mention.phrase + 1);
    let by = caused.then(|| clauses.with_preposition(mention.phrase + 1, &["by"])).flatten();
    by.or_else(|| clauses.with_preposition(mention.phrase, &["by"]))
        .is_some_and(|p| roles.means.is_empty() && (names(p, "accident") || names(p, "nature")))
}

/// "27 deaths in the cholera outbreak", "ten people died when the dam burst": harm without any violence in a sentence on a disaster.
fn harmed_by_nature(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles, lexicon: &Lexicon) -> bool {
    let document = clauses.document;
    let harm = lexicon.trigger(mention.trigger).harm.is_some();
    if !harm || !roles.actors.is_empty() || !roles.means.is_empty() || roles.event_agent.is_some() {
        return false;
    }
    let sentence = document.sentences[document.sentence_of(mention.tokens.start)].tokens.clone();
    sentence
        .clone()
        .any(|t| lexicon.listed("disaster", document.word(t)) || lexicon.listed("medical", document.word(t)))
}

/// Sport, stage and drills borrow the words of war.
fn staged(clauses: &Clauses<'_, '_>, mention: &Mention, roles: &Roles, lexicon: &Lexicon) -> bool {
    if mention.kind != EventType::Assault {
        return false;
    }
    let document = clauses.document;
    let sentence = document.sentences[document.sentence_of(mention.tokens.start)].tokens.clone();
    let holds = |list: &str| {
        sentence.clone().any(|t| {
            lexicon.listed(list, document.word(t))
                || t + 1 < sentence.end && lexicon.listed(list, &document.words(t..t + 2))
        })
    };
    let in_drill = clauses.phrases.iter().filter_map(super::phrases::Phrase::noun).any(|n| {
        // "during a parade rehearsal" no one plays at war.
        let of_a_show = document.word(n.head) == "rehearsal"
            && n.head > n.tokens.start
            && document.tokens[n.head - 1].tag == Tag::Noun;
        lexicon.listed("drill", document.word(n.head))
            && !of_a_show
            && n.preposition.is_some_and(|p| matches!(document.word(p), "in" | "during"))
    });
    let plays =
        |p: &Participant| lexicon.listed("sport", p.name.rsplit(' ').next().unwrap_or("").to_lowercase().as_str());
    let armed = |p: &Participant| is_armed(p, lexicon) && !plays(p);
    let scored = sentence.clone().any(|t| is_score(document, t, sentence.end));
    // "In his latest thriller two gunmen hold up a train": a story is told in the present.
    let told_now = mention.carrier.map_or(mention.phrase, |c| c.verb);
    let in_story = clauses.verb(told_now).is_some_and(|v| v.present || v.gerund)
        && clauses.phrases[..mention.phrase.min(6)].iter().filter_map(super::phrases::Phrase::noun).any(|n| {
            lexicon.listed("fiction", document.word(n.head)) && n.preposition.is_some_and(|p| document.word(p) == "in")
        });
    in_drill
        || in_story
        || scored && !roles.actors.iter().any(armed) && roles.means.is_empty()
        || holds("sport") && !roles.actors.iter().any(armed) && roles.means.is_empty() && roles.victims.is_empty()
        || holds("sport")
            && mention.verb
            && !roles.actors.iter().any(|a| armed(a) && !a.name.to_lowercase().ends_with("attackers"))
            && !roles.actors.iter().chain(&roles.targets).any(|p| {
                !plays(p)
                    && p.kind != ActorKind::Infrastructure
                    && p.kind != ActorKind::Unknown
                    && p.kind != ActorKind::Civilian
                    && p.kind != ActorKind::Business
            })
}

fn noun_sense(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    roles: &Roles,
    knowledge: &Knowledge,
) -> Option<(EventType, Option<Mode>)> {
    if only_displaced(mention, roles, knowledge) {
        return None;
    }
    let as_listed = Some((mention.kind, mention.mode));
    let document = clauses.document;
    let noun = clauses.noun(mention.phrase)?;
    let modifier = |words: &[&str]| (noun.tokens.start..noun.head).any(|t| words.contains(&document.word(t)));
    match document.word(noun.head) {
        "presence" => {
            let military = modifier(&["military", "armed", "army", "troop"]);
            let armed = |p: &Participant| is_armed(p, &knowledge.lexicon);
            as_listed.filter(|_| military || roles.actors.iter().chain(&roles.targets).any(armed))
        }
        "intervention" => as_listed.filter(|_| modifier(&["military", "armed"])),
        "warning" | "warnings" | "threat" | "threats" => {
            let outside =
                |a: &Participant| matches!(a.kind, ActorKind::International | ActorKind::Media | ActorKind::Civilian);
            let received =
                !roles.targets.is_empty() && mention.carrier.is_some_and(|c| clauses.lemma(c.verb) == "receive");
            as_listed.filter(|_| received || !roles.actors.iter().all(outside))
        }
        "death" | "deaths" | "fatality" | "fatalities"
            if harmed_by_nature(clauses, mention, roles, &knowledge.lexicon) =>
        {
            None
        }
        "support" | "backing" => backed(mention, roles),
        _ => {
            let of = clauses.with_preposition(mention.phrase, &["of", "on", "against"]).and_then(|n| clauses.noun(n));
            let abstract_thing = of.is_some_and(|n| knowledge.lexicon.listed("abstract", document.word(n.head)));
            as_listed.filter(|_| !(mention.kind == EventType::Assault && abstract_thing))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn by_who_takes_part() {
        assert_eq!(who("Rebels took the town of Goma."), ["ASSAULT rebels > goma"]);
        assert_eq!(who("Kidnappers took a nun in Goma."), ["ASSAULT kidnappers > nun"]);
        assert_eq!(who("Police seized ten rifles in Goma."), ["COERCE police >"]);
        assert_eq!(who("Troops entered the town of Goma."), ["MOBILIZE troops > goma"]);
        assert_eq!(who("The senator supports the rebels."), ["AID senator > rebels"]);
        assert_eq!(who("The senator supports the bishop."), ["SUPPORT senator > bishop"]);
    }

    #[test]
    fn a_protest_that_is_called_for_has_not_come_about() {
        assert_eq!(who("Protesters called for his resignation in Goma."), ["PROTEST protesters >"]);
        assert_eq!(who("Opposition activists called for mass protests in Goma."), ["REQUEST opposition activists >"]);
    }

    #[test]
    fn no_one_did_it() {
        for text in [
            "Lightning killed three farmers near Goma.",
            "The bishop died aged 81 in Goma.",
            "A storm battered the town hall of Goma.",
            "The farmers took the bus to Goma.",
            "Tourists entered the museum in Goma.",
            "The execution of two contracts by clerks bored the town.",
            "In a drill, marines stormed a ferry off Goma.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_are_no_targets_and_prices_no_bombs() {
        for text in [
            "The bank shot down a plan on Monday.",
            "Prices exploded in Goma.",
            "Doctors fought for hours in Goma.",
            "Recruits killed time in Goma on Monday.",
            "The senate killed the bill in Goma on Monday.",
            "The comic bombed in Goma on Monday.",
            "Ten men from a club in Goma were massacred 8-0 on Monday by postmen.",
            "Strikers bombarded the goalkeeper in Goma on Monday.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(who("Rebels shot down a helicopter near Goma."), ["ASSAULT rebels > helicopter"]);
        assert_eq!(who("A bus exploded in Goma."), ["ASSAULT >"]);
    }

    #[test]
    fn courts_and_capitals_punish() {
        assert_eq!(
            who("A court jailed two activists in Goma.").first().map(String::as_str),
            Some("SANCTION court > activists")
        );
        assert_eq!(who("Police jailed two activists in Goma."), ["COERCE police > activists"]);
        assert!(who("France expelled the ambassador of Chad.")[0].starts_with("SANCTION"));
    }

    #[test]
    fn words_are_taken_back_and_pictures_capture_no_one() {
        assert_eq!(who("The clerk withdrew his statement in Goma."), Vec::<String>::new());
        assert_eq!(who("The army withdrew its troops from Goma.").len(), 1);
        assert_eq!(who("A photo captured near Goma shows smoke."), Vec::<String>::new());
        assert_eq!(who("Rebels captured the town near Goma."), ["ASSAULT rebels > town"]);
    }
}

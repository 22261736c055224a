//! Mentions: words of a sentence that name an event, found by structure, with what is figurative left out.

use super::clauses::Clauses;
use super::document::Tag;
use super::figurative::{completes_verb, figurative_noun, figurative_verb};
use super::phrases::Phrase;
use crate::knowledge::{Form, Frame, Knowledge, Trigger, TriggerId};
use crate::model::{EventType, Mode};
use std::ops::Range;

/// A place in a sentence that names an event.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub trigger: TriggerId,
    pub kind: EventType,
    pub mode: Option<Mode>,
    pub frame: Frame,
    /// The phrase that holds the trigger.
    pub phrase: usize,
    /// The trigger's own tokens.
    pub tokens: Range<usize>,
    /// Headed by a verb.
    pub verb: bool,
    /// For a noun: the verb it is subject or object of ("carried out", "killed").
    pub carrier: Option<Carrier>,
}

/// The verb that carries a noun mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Carrier {
    pub verb: usize,
    /// The noun is what is done ("launched an attack", "an attack was launched").
    pub done: bool,
    /// The subject is whom it is done to ("faced an assault").
    pub suffered: bool,
}

impl Mention {
    /// What the words of a trigger name, as the lexicon has it; no verb carries it yet.
    fn of((id, trigger): (TriggerId, &Trigger), phrase: usize, tokens: Range<usize>, verb: bool) -> Self {
        let &Trigger { kind, mode, frame, .. } = trigger;
        Self { trigger: id, kind, mode, frame, phrase, tokens, verb, carrier: None }
    }
}

impl Carrier {
    /// The token of the verb itself.
    pub fn verb_head(&self, clauses: &Clauses<'_, '_>) -> usize {
        clauses.verb(self.verb).map_or(0, |v| v.head)
    }
}

/// The mentions of a sentence, in order.
pub(super) fn mentions(clauses: &Clauses<'_, '_>, knowledge: &Knowledge) -> Vec<Mention> {
    let mut found = Vec::new();
    for index in 0..clauses.phrases.len() {
        match &clauses.phrases[index] {
            Phrase::Verb(_) => found.extend(verb_mention(clauses, index, knowledge)),
            Phrase::Noun(noun) if !noun.time && !noun.pronoun => found.extend(noun_mention(clauses, index, knowledge)),
            _ => {}
        }
    }
    // "came under mortar attack" holds the noun "mortar attack": one mention.
    let spoken_for: Vec<Range<usize>> =
        found.iter().filter(|m| m.verb && m.tokens.len() > 1).map(|m| m.tokens.clone()).collect();
    found.retain(|m| m.verb || !spoken_for.iter().any(|t| t.start < m.tokens.end && m.tokens.start < t.end));
    found
}

fn verb_mention(clauses: &Clauses<'_, '_>, index: usize, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let group = clauses.verb(index)?;
    let lemma = clauses.lemma(index);
    let head_tag = document.tokens[group.head].tag;
    // "did away with" is no auxiliary.
    if !matches!(head_tag, Tag::Verb | Tag::Ing | Tag::Noun | Tag::Do) {
        return None;
    }
    if let Some(claim) = claims_event(clauses, index, lemma, knowledge) {
        return Some(claim);
    }
    for (rest, id) in knowledge.lexicon.verb_triggers(lemma) {
        let Some(end) = rest_matches(clauses, index, rest) else { continue };
        // "closed the market in the town" is no closing in.
        if lemma == "close" && *rest == ["in"] && clauses.direct_object(index).is_some() {
            continue;
        }
        let trigger = knowledge.lexicon.trigger(*id);
        let mut mention = Mention::of((*id, trigger), index, group.head..end.max(group.head + 1), true);
        if matches!(lemma, "promise" | "pledge") && promises_aid(clauses, index) {
            mention.kind = EventType::Aid;
        }
        return (!figurative_verb(clauses, index, lemma, rest.is_empty())).then_some(mention);
    }
    weapon_sent(clauses, index, lemma, knowledge).or_else(|| relief_sent(clauses, index, lemma, knowledge))
}

/// "A convoy delivered flour", "sacks of rice were distributed by the agency": any relief goods, from those who bring relief.
fn relief_sent(clauses: &Clauses<'_, '_>, index: usize, lemma: &str, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let lexicon = &knowledge.lexicon;
    let group = clauses.verb(index).filter(|_| lexicon.listed("relieves", lemma))?;
    let passive = clauses.passive(index);
    let subject = clauses.subject(index);
    let goods = if passive { subject.clone() } else { clauses.object(index) };
    let first = *goods.first()?;
    let of = |p: usize| clauses.noun(p).and_then(|n| n.preposition).is_some_and(|t| document.word(t) == "of");
    let named = |p: usize| clauses.names(p, "relief");
    let noun = if named(first) { first } else { Some(first + 2).filter(|&p| of(p) && named(p))? };
    let by = clauses.with_preposition(index, &["by"]).filter(|_| passive);
    let giver = by.or_else(|| subject.first().copied().filter(|_| !passive)).and_then(|p| clauses.noun(p))?;
    let relieves = giver.tokens.clone().any(|t| lexicon.listed("relievers", document.word(t)));
    let (_, id) = lexicon.verb_triggers("deliver").iter().find(|(rest, _)| *rest == ["food"])?;
    let trigger = lexicon.trigger(*id);
    let end = clauses.noun(noun).map_or(group.head + 1, |n| if passive { group.head + 1 } else { n.head + 1 });
    relieves.then_some(Mention::of((*id, trigger), index, group.head..end.max(group.head + 1), true))
}

/// "threw a firebomb into", "hurled a spear at": any weapon that is sent off.
fn weapon_sent(clauses: &Clauses<'_, '_>, index: usize, lemma: &str, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let sends = matches!(
        lemma,
        "throw" | "hurl" | "lob" | "toss" | "fling" | "drop" | "fire" | "launch" | "plant" | "detonate"
    );
    // "used live rounds against strikers"
    if !(sends || lemma == "use" && clauses.with_preposition(index, &["against"]).is_some()) {
        return None;
    }
    let group = clauses.verb(index)?;
    let sent = if clauses.passive(index) { clauses.subject(index) } else { clauses.object(index) };
    let noun = clauses.noun(*sent.first()?)?;
    let from = noun.head.saturating_sub(1).max(noun.tokens.start);
    let lexicon = &knowledge.lexicon;
    let mode =
        lexicon.weapon(&document.words(from..noun.head + 1)).or_else(|| lexicon.weapon(document.word(noun.head)))?;
    let (_, id) = lexicon.verb_triggers("throw").iter().find(|(rest, _)| *rest == ["grenade"])?;
    let trigger = lexicon.trigger(*id);
    let end = if clauses.passive(index) { group.head + 1 } else { noun.head + 1 };
    Some(Mention { mode: Some(mode), ..Mention::of((*id, trigger), index, group.head..end.max(group.head + 1), true) })
}

/// The trigger that a verb makes with the words behind it, longest first, and where its words end.
pub(super) fn verb_trigger(
    clauses: &Clauses<'_, '_>,
    index: usize,
    knowledge: &Knowledge,
) -> Option<(TriggerId, usize)> {
    let triggers = knowledge.lexicon.verb_triggers(clauses.lemma(index));
    triggers.iter().find_map(|(rest, id)| Some((*id, rest_matches(clauses, index, rest)?)))
}

/// "claimed Sunday's bombing": a claim of responsibility without the word.
fn claims_event(clauses: &Clauses<'_, '_>, index: usize, lemma: &str, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let group = clauses.verb(index).filter(|v| lemma == "claim" && !v.negated && !v.infinitive && !v.passive)?;
    let object = *clauses.object(index).first()?;
    let noun = clauses.noun(object)?;
    let violent = knowledge.lexicon.noun_triggers(document.word(noun.head)).iter().any(|(rest, id)| {
        let trigger = knowledge.lexicon.trigger(*id);
        rest.is_empty() && trigger.kind == EventType::Assault && trigger.frame == Frame::Acts
    });
    let (_, id) = knowledge
        .lexicon
        .verb_triggers("claim")
        .iter()
        .find(|(rest, id)| !rest.is_empty() && knowledge.lexicon.trigger(*id).kind == EventType::Claim)?;
    let trigger = knowledge.lexicon.trigger(*id);
    violent.then_some(Mention::of((*id, trigger), index, group.head..group.head + 1, true))
}

/// "pledged to provide two boats", "promised half a million rupees to each family", "tanks, which Warsaw pledged".
fn promises_aid(clauses: &Clauses<'_, '_>, index: usize) -> bool {
    let document = clauses.document;
    let end = clauses.phrases[index].tokens().end;
    let last = document.sentences[document.sentence_of(end - 1)].tokens.end;
    let given = |t: usize| {
        clauses.lexicon.listed("aid", document.word(t)) || clauses.lexicon.weapon(document.word(t)).is_some()
    };
    let before = clauses.object(index).into_iter().filter(|&o| o < index).filter_map(|o| clauses.noun(o));
    (end..last.min(end + 8)).any(given) || before.flat_map(|n| n.tokens.clone()).any(given)
}

/// Whether the words of a phrase trigger follow its verb (or, in the passive, stand in its subject); where they end.
fn rest_matches(clauses: &Clauses<'_, '_>, index: usize, rest: &[&str]) -> Option<usize> {
    let document = clauses.document;
    let group = clauses.verb(index)?;
    let at = group.head + 1;
    if rest.is_empty() {
        return Some(at);
    }
    let last = document.sentences[document.sentence_of(group.head)].tokens.end;
    if let Some(end) = rest_behind(clauses, at, rest, last) {
        return Some(end);
    }
    if let Some(end) = object_end(clauses, index).and_then(|end| {
        let with = || past_with(clauses, end).and_then(|behind| rest_adjoining(clauses, behind, rest, last));
        rest_adjoining(clauses, end, rest, last).or_else(with)
    }) {
        return Some(end);
    }
    if clauses.passive(index) && rest.len() == 1 {
        let subject = clauses.subject(index);
        let head = subject.first().and_then(|&s| clauses.noun(s)).map(|n| n.head)?;
        return same_word(document.word(head), rest[0]).then_some(at);
    }
    None
}

/// Where the words end that follow a verb in order; between them only what may stand in a noun phrase.
fn rest_behind(clauses: &Clauses<'_, '_>, from: usize, rest: &[&str], last: usize) -> Option<usize> {
    let document = clauses.document;
    let mut at = from;
    for word in rest {
        // "shot at", but not "shot 60 worshippers at a church": a particle stands next to its verb.
        let particle = matches!(*word, "at" | "on" | "upon" | "for" | "with" | "of" | "into" | "under" | "down" | "in");
        let limit = (at + if particle { 2 } else { 4 }).min(last);
        at = (at..limit)
            .take_while(|&t| {
                t == at
                    || document.tokens[t - 1].tag == Tag::Adverb
                    || !particle
                        && matches!(
                            document.tokens[t - 1].tag,
                            Tag::Determiner
                                | Tag::Possessive
                                | Tag::Adjective
                                | Tag::Number
                                | Tag::Noun
                                | Tag::Proper
                                | Tag::Time
                        )
            })
            .find(|&t| same_word(document.word(t), word))?
            + 1;
    }
    Some(at)
}

/// Where what a verb is done to ends, its of-chain included: "hauled two men of the guard | out of a bus".
fn object_end(clauses: &Clauses<'_, '_>, verb: usize) -> Option<usize> {
    let mut last = *clauses.object(verb).last().filter(|&&o| o > verb)?;
    let of = |p: usize| clauses.noun(p).and_then(|n| n.preposition).is_some_and(|t| clauses.document.word(t) == "of");
    while of(last + 2) {
        last += 2;
    }
    clauses.noun(last).map(|n| n.tokens.end)
}

/// "drove soldiers with flamethrowers | into the river": behind what those have with them.
fn past_with(clauses: &Clauses<'_, '_>, from: usize) -> Option<usize> {
    // "a car packed with explosives | into a barracks"
    let laden = matches!(
        clauses.document.words(from..(from + 1).min(clauses.document.tokens.len())).as_str(),
        "packed" | "laden" | "loaded" | "filled"
    );
    let from = from + usize::from(laden);
    let with = |n: &&super::phrases::NounPhrase| n.preposition == Some(from) && clauses.document.word(from) == "with";
    let document_end = clauses.document.tokens.len();
    let noun = clauses.phrases.iter().filter_map(Phrase::noun).find(|n| from < document_end && with(n))?;
    Some(noun.tokens.end)
}

/// Where the words of a phrase end that begins right here; articles and possessives inside are skipped.
fn rest_adjoining(clauses: &Clauses<'_, '_>, from: usize, rest: &[&str], last: usize) -> Option<usize> {
    let document = clauses.document;
    let mut at = from;
    for (number, word) in rest.iter().enumerate() {
        while at < last
            && (number > 0 || document.tokens[at].tag == Tag::Possessive)
            && matches!(document.tokens[at].tag, Tag::Determiner | Tag::Possessive)
            && !same_word(document.word(at), word)
        {
            at += 1;
        }
        if at >= last || !same_word(document.word(at), word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

pub(super) fn same_word(word: &str, lemma: &str) -> bool {
    let lives = || word.strip_suffix("ves").is_some_and(|stem| lemma.strip_suffix("fe") == Some(stem));
    let many = || word.strip_suffix("ies").is_some_and(|stem| lemma.strip_suffix('y') == Some(stem));
    word == lemma
        || many()
        || word.strip_suffix('s') == Some(lemma)
        || word.strip_suffix("es") == Some(lemma)
        || lives()
}

fn noun_mention(clauses: &Clauses<'_, '_>, index: usize, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let noun = clauses.noun(index)?;
    let head = noun.head;
    for start in noun.tokens.start..=head {
        for (rest, id) in knowledge.lexicon.noun_triggers(document.word(start)) {
            let end = start + 1 + rest.len();
            if end != head + 1 || !rest.iter().enumerate().all(|(i, word)| document.word(start + 1 + i) == word) {
                continue;
            }
            let trigger = knowledge.lexicon.trigger(*id);
            let mut mention =
                Mention { carrier: carrier(clauses, index), ..Mention::of((*id, trigger), index, start..end, false) };
            if document.word(head).starts_with("strike") && rest.is_empty() {
                settle_strike(clauses, &mut mention);
            }
            let empty = figurative_noun(clauses, &mention) || completes_verb(clauses, &mention);
            return (!empty).then_some(mention);
        }
    }
    acting(clauses, index, knowledge).or_else(|| dated_weapon(clauses, index, knowledge))
}

/// "Sunday's bomb at a foundry": a weapon with a day is what it did.
fn dated_weapon(clauses: &Clauses<'_, '_>, index: usize, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let noun = clauses.noun(index)?;
    let before = noun.tokens.start.checked_sub(1)?;
    let dated = document.tokens[noun.tokens.start].tag == Tag::Possessive && document.tokens[before].tag == Tag::Time;
    let word = document.word(noun.head);
    let event = match word.strip_suffix('s').unwrap_or(word) {
        "bomb" | "grenade" | "landmine" => "bombing",
        "shell" | "rocket" | "missile" | "mortar" => "shelling",
        _ => return None,
    };
    let (_, id) = knowledge.lexicon.noun_triggers(event).iter().find(|(rest, _)| rest.is_empty())?;
    let trigger = knowledge.lexicon.trigger(*id);
    dated.then(|| by_head(clauses, index, noun.head, (*id, trigger)))
}

/// The mention that the head of a noun phrase makes.
fn by_head(clauses: &Clauses<'_, '_>, index: usize, head: usize, (id, trigger): (TriggerId, &Trigger)) -> Mention {
    Mention { carrier: carrier(clauses, index), ..Mention::of((id, trigger), index, head..head + 1, false) }
}

/// "Sunday's storming of the station": the noun that any verb of violence makes.
fn acting(clauses: &Clauses<'_, '_>, index: usize, knowledge: &Knowledge) -> Option<Mention> {
    let document = clauses.document;
    let noun = clauses.noun(index)?;
    let verb = knowledge.lexicon.verb(document.word(noun.head)).filter(|v| v.form == Form::Ing)?;
    let (_, id) = knowledge.lexicon.verb_triggers(verb.lemma).iter().find(|(rest, _)| rest.is_empty())?;
    let trigger = knowledge.lexicon.trigger(*id);
    let act = trigger.kind == EventType::Assault && trigger.frame == Frame::Acts;
    (act && clauses.with_preposition(index, &["of"]).is_some())
        .then(|| by_head(clauses, index, noun.head, (*id, trigger)))
}

/// "strike" is an attack or a stoppage: the words around tell.
fn settle_strike(clauses: &Clauses<'_, '_>, mention: &mut Mention) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    let stoppage = (noun.tokens.start..noun.head).any(|t| {
        matches!(
            document.word(t),
            "general"
                | "hunger"
                | "workers"
                | "teachers"
                | "doctors"
                | "transport"
                | "labor"
                | "labour"
                | "sit-down"
                | "civic"
        )
    });
    // "a strike over wages", not over a town
    let over = clauses.with_preposition(mention.phrase, &["over"]).and_then(|p| clauses.noun(p));
    let stoppage = stoppage || over.is_some_and(|n| document.tokens[n.head].tag == Tag::Noun);
    let on_strike = noun.preposition.is_some_and(|p| document.word(p) == "on") && noun.tokens.len() == 1;
    if !stoppage && !on_strike {
        mention.kind = EventType::Assault;
        let drone = (noun.tokens.start..noun.head).any(|t| document.word(t).starts_with("drone"));
        let missile =
            (noun.tokens.start..noun.head).any(|t| matches!(document.word(t), "missile" | "rocket" | "artillery"));
        mention.mode = Some(if drone {
            Mode::Drone
        } else if missile {
            Mode::HeavyWeapons
        } else {
            Mode::Aerial
        });
        mention.frame = Frame::Acts;
    }
}

/// "another round of strikes", "a wave of arrests": the noun that counts them, which is what the verb governs.
pub(super) fn of_quantity(clauses: &Clauses<'_, '_>, index: usize) -> usize {
    let document = clauses.document;
    let of = clauses.noun(index).and_then(|n| n.preposition).filter(|&p| document.word(p) == "of");
    let Some(before) = of.and_then(|_| index.checked_sub(2)) else { return index };
    let counts = clauses.noun(before).is_some_and(|n| {
        matches!(
            document.word(n.head),
            "round"
                | "rounds"
                | "series"
                | "wave"
                | "waves"
                | "string"
                | "spate"
                | "number"
                | "pair"
                | "couple"
                | "flurry"
        ) || document.word(n.head) == "one"
    });
    if counts { before } else { index }
}

/// The verb whose subject or object the noun is.
fn carrier(clauses: &Clauses<'_, '_>, index: usize) -> Option<Carrier> {
    let index = of_quantity(clauses, index);
    for verb in 0..clauses.phrases.len() {
        if clauses.verb(verb).is_none() {
            continue;
        }
        let done = clauses.lexicon.listed("done-by", clauses.lemma(verb));
        if clauses.object(verb).contains(&index) {
            let suffered = clauses.lexicon.listed("suffered-by", clauses.lemma(verb));
            return Some(Carrier { verb, done, suffered });
        }
        if verb > index && verb <= index + 8 && clauses.subject(verb).contains(&index) {
            return Some(Carrier { verb, done: done && clauses.passive(verb), suffered: false });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn a_particle_stands_next_to_its_verb() {
        assert_eq!(who("Soldiers shot at the farmers."), ["ASSAULT soldiers > farmers"]);
        assert_eq!(who("Soldiers shot two farmers at a church."), ["ASSAULT soldiers > farmers"]);
    }

    #[test]
    fn any_weapon_that_is_sent_off() {
        assert_eq!(who("Masked men hurled a firebomb into a camp near Goma."), ["ASSAULT masked men > camp"]);
        assert_eq!(who("Police used live rounds against students in Goma."), ["ASSAULT police > students"]);
        assert_eq!(who("The clerk did away with two rules in Goma."), Vec::<String>::new());
        assert_eq!(who("Masked men hurled a ball into a camp near Goma."), Vec::<String>::new());
    }

    #[test]
    fn nouns_that_verbs_and_days_make() {
        assert_eq!(who("Monday's bomb at a foundry frightened the town."), ["ASSAULT > foundry"]);
        assert_eq!(who("The bomb at the museum is 80 years old."), Vec::<String>::new());
        assert_eq!(who("The torching of a mill by rebels frightened the town."), ["ASSAULT rebels > mill"]);
        assert_eq!(who("The painting of a mill by rebels frightened the town."), Vec::<String>::new());
    }

    #[test]
    fn a_strike_by_its_surroundings() {
        assert_eq!(who("An air strike on the village lasted an hour."), ["ASSAULT > village"]);
        assert_eq!(who("A general strike by the miners began in Goma."), ["PROTEST miners >"]);
    }

    #[test]
    fn what_those_have_with_them_stands_between() {
        assert_eq!(who("Farmers drove soldiers with rifles into a river near Goma."), ["ASSAULT farmers > soldiers"]);
        assert_eq!(who("Farmers drove tractors with trailers into a river near Goma."), Vec::<String>::new());
    }
}

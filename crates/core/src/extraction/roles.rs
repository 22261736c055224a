//! Roles: who did what to whom, read from where the phrases stand around a mention.

mod accused;
mod doers;
mod nominal;
mod things;

use super::antecedents::{Cast, who};
use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use super::participants::{Identity, can_act, participant};
use super::sources::Attribution;
use super::weighing::Bystander;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{ActorKind, EventType, Mode, Participant, Quote, Report};
use std::ops::Range;

/// Who takes part in a mention, in phrases and as participants.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub actors: Vec<Participant>,
    pub targets: Vec<Participant>,
    pub means: Vec<Quote>,
    pub mode: Option<Mode>,
    /// The phrases of those harmed, for the figures.
    pub victims: Vec<usize>,
    /// The noun phrase that stands as agent and names an event itself ("the attack killed five"): both are one event.
    pub event_agent: Option<usize>,
}

/// What reads the roles of one sentence.
pub(super) struct RoleReader<'a, 'd, 't> {
    pub clauses: &'a Clauses<'d, 't>,
    pub report: &'a Report,
    pub knowledge: &'a Knowledge,
    pub mentions: &'a [Mention],
    /// Whom the report has spoken of so far.
    pub cast: &'a Cast,
    /// Who speaks in the sentence.
    pub attributions: &'a [&'a Attribution],
}

impl RoleReader<'_, '_, '_> {
    /// The roles of a mention.
    pub fn read(&self, mention: &Mention) -> Roles {
        let mut roles = Roles::default();
        if mention.verb {
            self.around_verb(mention, &mut roles);
        } else {
            self.around_noun(mention, &mut roles);
        }
        self.accused(mention, &mut roles);
        self.at_the_hands(mention, &mut roles);
        self.weapons_of(mention, &mut roles);
        self.thing_hit(mention, &mut roles);
        if matches!(mention.frame, Frame::Says | Frame::Meets) {
            roles.targets.retain(|t| {
                t.kind != ActorKind::Infrastructure && t.kind != ActorKind::Place || mention.kind == EventType::Accuse
            });
        }
        if mention.kind == EventType::Threaten && mention.verb && roles.targets.is_empty() {
            self.threatened(mention, &mut roles);
        }
        self.driven_apart(mention, &mut roles);
        roles.targets.retain(|t| !roles.actors.iter().any(|a| a.quote == t.quote));
        roles
    }

    /// Everyone whom a phrase of the sentence names, and those to whom the rules gave a part without such a phrase.
    pub fn bystanders(&self, mention: &Mention, roles: &Roles) -> Vec<Bystander> {
        let document = self.clauses.document;
        let mut found: Vec<Bystander> = Vec::new();
        for phrase in 0..self.clauses.phrases.len() {
            let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time) else { continue };
            let event = self.names_event(phrase) && phrase != mention.phrase;
            let Some((participant, _)) = self.who(phrase).filter(|_| !event) else { continue };
            let speaks = self.attributions.iter().any(|a| a.chain.iter().any(|p| p.quote == participant.quote));
            let span = document.span(noun.tokens.clone());
            found.push(Bystander { phrase: Some(phrase), span, participant, speaks });
        }
        for given in roles.actors.iter().chain(&roles.targets) {
            if !found.iter().any(|b| b.participant.quote == given.quote) {
                let span = self.report.bytes_of(&given.quote);
                found.push(Bystander { phrase: None, span, participant: given.clone(), speaks: false });
            }
        }
        found
    }

    /// "the killing of farmers at the hands of the militia", "died at the hands of": whose hands they were.
    fn at_the_hands(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let undergone = matches!(mention.kind, EventType::Assault | EventType::Coerce) && roles.actors.is_empty();
        if !undergone || mention.verb && mention.frame == Frame::Acts && !self.clauses.passive(mention.phrase) {
            return;
        }
        let hands = self.clauses.prepositional(mention.phrase).into_iter().find(|p| {
            matches!(document.word(p.preposition), "at" | "in")
                && self.clauses.noun(p.noun).is_some_and(|n| document.word(n.head) == "hands")
        });
        let of = |p: usize| self.clauses.noun(p).and_then(|n| n.preposition).is_some_and(|t| document.word(t) == "of");
        let Some(owner) = hands.map(|p| p.noun + 2).filter(|&p| of(p)) else { return };
        // "exploded in the hands of a clerk"
        if mention.frame == Frame::Explodes {
            self.undergo(&[owner], mention, roles);
        } else {
            self.agents(self.clauses.coordinated(owner), roles);
        }
    }

    /// "opened fire to disperse the crowd": at whom those fire who want them to go.
    fn driven_apart(&self, mention: &Mention, roles: &mut Roles) {
        let fires = matches!(mention.mode, Some(Mode::Firearms | Mode::CrowdControl)) && mention.verb;
        if !fires || !roles.targets.is_empty() {
            return;
        }
        let next = (mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 4))
            .find(|&p| self.clauses.verb(p).is_some_and(|v| v.infinitive));
        if let Some(act) = next.filter(|&p| matches!(self.clauses.lemma(p), "disperse" | "scatter" | "repel")) {
            self.undergo(&self.clauses.object(act), mention, roles);
        }
    }

    /// "vowed to crush the rebels": whom the threatened act would strike.
    fn threatened(&self, mention: &Mention, roles: &mut Roles) {
        let next = (mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 3))
            .find(|&p| self.clauses.verb(p).is_some_and(|v| v.infinitive));
        if let Some(act) = next {
            self.undergo(&self.clauses.object(act), mention, roles);
        }
    }

    /// Whether a phrase names an event: words in which only the network sees one, and which name someone, are whom they name.
    pub(super) fn names_event(&self, phrase: usize) -> bool {
        let listed = |m: &Mention| self.knowledge.lexicon.unlisted(m.kind, false) != Some(m.trigger);
        let someone = || {
            let named = participant(self.clauses, phrase, self.report, self.knowledge);
            named.is_some_and(|(_, identity)| identity.known && can_act(identity.kind))
        };
        self.mentions.iter().any(|m| !m.verb && m.phrase == phrase && (listed(m) || !someone()))
    }

    /// The participant a phrase means.
    pub(super) fn who(&self, phrase: usize) -> Option<(Participant, Identity)> {
        let noun = self.clauses.noun(phrase)?;
        if noun.pronoun && matches!(self.clauses.document.word(noun.head), "we" | "i" | "us") {
            return self.speaker(noun.head);
        }
        if let Some(undergone) = self.done_to_before(phrase) {
            return who(self.clauses, undergone, self.report, self.knowledge, self.cast);
        }
        who(self.clauses, phrase, self.report, self.knowledge, self.cast)
    }

    /// What a verb's object names, without what spells the trigger itself.
    fn done_to(&self, mention: &Mention) -> Vec<usize> {
        let mut object = self.clauses.object(mention.phrase);
        if mention.tokens.len() < 2 {
            return object;
        }
        let spelled = object.clone();
        object.retain(|&o| {
            !self.overlaps(o, &mention.tokens) || !self.spelled_by_trigger(o, mention) && !self.is_sent(o)
        });
        // "cut the throats of two farmers", "claimed the lives of ten pilgrims"
        let part = |&&o: &&usize| self.clauses.noun(o).is_some_and(|n| is_bodily(self.clauses.document.word(n.head)));
        if let Some(&o) = spelled.iter().find(part).filter(|_| object.is_empty()) {
            object.extend(self.prepositions(o, &["of"]));
        }
        object
    }

    fn around_verb(&self, mention: &Mention, roles: &mut Roles) {
        let verb = mention.phrase;
        let passive = self.clauses.passive(verb);
        let subject = self.clauses.subject(verb);
        let object = self.done_to(mention);
        match mention.frame {
            Frame::Dies => self.undergo(&subject, mention, roles),
            Frame::Suffers => {
                self.undergo(&subject, mention, roles);
                let by = self.prepositions(verb, &["from", "by"]);
                let by = if by.is_empty() { self.prepositions(verb, &["to", "of"]) } else { by };
                self.agents(by, roles);
            }
            Frame::Explodes => self.around_explosion(mention, &subject, &object, roles),
            Frame::Clash => self.around_clash(mention, subject, &object, roles),
            Frame::Meets => {
                self.agents(subject, roles);
                self.agents(self.prepositions(verb, &["with"]), roles);
                self.targets_from(object, roles);
            }
            Frame::Acts if mention.kind == EventType::Mobilize => {
                let by = self.prepositions(verb, &["by"]);
                self.agents(if passive && !by.is_empty() { by } else { subject }, roles);
                self.targets_from(self.prepositions(verb, &["against"]), roles);
            }
            Frame::Acts if passive && self.is_fired(mention, &subject) => {
                self.devices(&subject, roles);
                self.undergo(&self.aimed_at(mention), mention, roles);
                self.agents(self.prepositions(verb, &["by"]), roles);
            }
            Frame::Acts if passive && self.is_driven(mention, &subject) => {
                self.devices(&subject, roles);
                self.undergo(&self.prepositions(verb, &["into", "against", "at"]), mention, roles);
                self.agents(self.prepositions(verb, &["by"]), roles);
            }
            Frame::Acts | Frame::Moves | Frame::Says if passive => {
                self.undergo(&subject, mention, roles);
                self.agents(self.agents_of_passive(verb), roles);
                self.by_event_or_weapon(verb, roles);
            }
            Frame::Acts if self.is_headline_passive(mention, &subject, &object) => {
                self.undergo(&subject, mention, roles)
            }
            Frame::Acts | Frame::Moves | Frame::Says => {
                let device = subject.first().copied().filter(|_| mention.kind == EventType::Assault);
                self.agents(subject, roles);
                if let Some(device) = device.filter(|_| roles.mode == Some(Mode::Explosives) && !roles.means.is_empty())
                {
                    self.blown_at(device, mention, roles);
                }
                if device.is_some() && self.knowledge.lexicon.trigger(mention.trigger).harm.is_some() {
                    self.sent_to(verb, mention, roles);
                }
                let driven = self.driven_into(mention, &object);
                if driven.is_some() && self.clauses.lemma(verb) != "ram" {
                    self.devices(&object, roles);
                }
                let object = driven.unwrap_or(object);
                self.undergo(&object, mention, roles);
                let behind = self.behind_trigger(mention).filter(|_| object.is_empty());
                if let Some(behind) = behind {
                    self.undergo(&self.clauses.coordinated(behind), mention, roles);
                } else if mention.mode == Some(Mode::SuicideAttack) && roles.targets.is_empty() {
                    self.among_whom(mention, roles);
                } else if object.is_empty() || mention.frame == Frame::Says {
                    let prepositions = self.target_prepositions(mention);
                    let aimed = self.prepositions(verb, prepositions);
                    self.undergo(&aimed, mention, roles);
                }
            }
        }
    }

    /// "a bomb exploded near the mosque", "rebels blew up the bridge": the subject is the device, or sets it off.
    fn around_explosion(&self, mention: &Mention, subject: &[usize], object: &[usize], roles: &mut Roles) {
        let verb = mention.phrase;
        let passive = self.clauses.passive(verb);
        if !object.is_empty() && !passive {
            self.agents(subject.to_vec(), roles);
            self.devices(&self.set_off(object, verb), roles);
            self.undergo(object, mention, roles);
            return;
        }
        self.devices(subject, roles);
        self.left_by(subject, verb, roles);
        self.sent_to(verb, mention, roles);
        if mention.tokens.len() > 1 && !roles.means.is_empty() && !passive {
            self.undergo(&self.prepositions(verb, &["on", "into", "in", "onto", "at"]), mention, roles);
        }
        self.blown_at(verb, mention, roles);
        if passive {
            self.undergo(subject, mention, roles);
            self.agents(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "A soldier packed with explosives detonated them": a pronoun means the weapon told of last.
    fn set_off(&self, object: &[usize], verb: usize) -> Vec<usize> {
        let [one] = object else { return object.to_vec() };
        let document = self.clauses.document;
        let pronoun =
            self.clauses.noun(*one).is_some_and(|n| n.pronoun && matches!(document.word(n.head), "it" | "them"));
        let weapon = |&p: &usize| {
            self.clauses.noun(p).is_some_and(|n| self.knowledge.lexicon.weapon(document.word(n.head)).is_some())
        };
        let last = (0..verb).rev().find(weapon).filter(|_| pronoun);
        last.map_or(object.to_vec(), |weapon| vec![weapon])
    }

    /// "its men parked the car that exploded": who left there what went off.
    fn left_by(&self, subject: &[usize], verb: usize, roles: &mut Roles) {
        let [device] = subject else { return };
        let Some(left) = device.checked_sub(1).filter(|&v| *device < verb && self.clauses.verb(v).is_some()) else {
            return;
        };
        let leaves =
            matches!(self.clauses.lemma(left), "park" | "leave" | "plant" | "place" | "hide" | "lay" | "drive" | "set")
                || self.clauses.verb(left).is_some_and(|v| self.clauses.document.word(v.head) == "parked");
        if leaves && !self.clauses.passive(left) && roles.actors.is_empty() {
            self.agents(self.clauses.subject(left), roles);
        }
    }

    /// "soldiers and students clashed", "police fought with the crowd", "to fight the rebels".
    fn around_clash(&self, mention: &Mention, subject: Vec<usize>, object: &[usize], roles: &mut Roles) {
        let verb = mention.phrase;
        self.agents(subject, roles);
        let infinitive = self.clauses.verb(verb).is_some_and(|v| v.infinitive);
        if self.clauses.passive(verb) || infinitive {
            self.undergo(object, mention, roles)
        } else {
            self.agents(object.to_vec(), roles)
        }
        self.agents(self.prepositions(verb, &["with", "against", "between"]), roles);
    }

    /// "set fire to three trucks": the phrase that the trigger's own last word governs.
    fn behind_trigger(&self, mention: &Mention) -> Option<usize> {
        let last = mention.tokens.end.checked_sub(1).filter(|_| mention.tokens.len() > 1)?;
        let done = mention.frame == Frame::Acts && mention.kind != EventType::Mobilize;
        (mention.tokens.len() > 2 || done).then(|| self.clauses.governed_by(mention.phrase, last)).flatten()
    }

    /// "Rockets were fired at the airport": the subject is what was sent off.
    fn is_fired(&self, mention: &Mention, subject: &[usize]) -> bool {
        let sent = matches!(
            self.clauses.lemma(mention.phrase),
            "fire" | "launch" | "lob" | "throw" | "hurl" | "drop" | "shoot"
        );
        sent && subject.iter().any(|&s| {
            self.clauses
                .noun(s)
                .is_some_and(|n| self.knowledge.lexicon.weapon(self.clauses.document.word(n.head)).is_some())
        })
    }

    fn aimed_at(&self, mention: &Mention) -> Vec<usize> {
        let aimed = self.prepositions(mention.phrase, self.target_prepositions(mention));
        aimed.into_iter().filter(|&p| self.clauses.noun(p).is_some_and(|n| !n.time)).collect()
    }

    /// "Candidate attacked at polling station": an official or other unarmed person before a bare "attacked" without an object suffered it.
    fn is_headline_passive(&self, mention: &Mention, subject: &[usize], object: &[usize]) -> bool {
        use ActorKind as K;
        let verb = mention.phrase;
        let bare = self.clauses.verb(verb).is_some_and(|v| v.tokens.len() == 1 && !v.gerund && !v.present);
        let attacks = matches!(self.clauses.lemma(verb), "attack" | "assault" | "ambush") && mention.tokens.len() == 1;
        let unarmed = |who: &Participant| {
            matches!(who.kind, K::Government | K::Civilian | K::Media | K::Business)
                || who.kind == K::Unknown && who.name.contains(' ') && who.name.starts_with(char::is_uppercase)
        };
        let placed = self.prepositions(verb, &["at", "in", "near", "outside"]);
        let where_it_was = placed.first().and_then(|&p| self.clauses.noun(p)).is_some_and(|n| !n.time);
        let person = subject
            .first()
            .and_then(|&s| self.who(s))
            .is_some_and(|(who, _)| unarmed(&who) && who.id.as_deref().is_none_or(|id| !id.starts_with("state-")));
        bare && attacks && object.is_empty() && where_it_was && person
    }

    fn target_prepositions(&self, mention: &Mention) -> &'static [&'static str] {
        match (mention.kind, mention.frame) {
            (EventType::Protest, _) => &["against"],
            (EventType::Aid, Frame::Acts) => &["to", "for"],
            (EventType::Sanction, Frame::Acts) => &["on", "against", "to", "upon"],
            (_, Frame::Says) => &["on", "against", "to", "for", "of"],
            (_, Frame::Moves) => &[],
            _ => &["on", "at", "against", "into", "upon", "toward", "towards"],
        }
    }

    /// Of "shot the imam dead" the trigger is "shoot dead": the object between is no part of it.
    fn spelled_by_trigger(&self, phrase: usize, mention: &Mention) -> bool {
        let head = self.clauses.noun(phrase).map_or("", |n| self.clauses.document.word(n.head));
        let lemma = self.knowledge.lexicon.trigger(mention.trigger).lemma;
        lemma.split(' ').any(|word| super::mentions::same_word(head, word))
    }

    /// "hurled a firebomb into a camp": the weapon between is what was sent off.
    fn is_sent(&self, phrase: usize) -> bool {
        let document = self.clauses.document;
        let lexicon = &self.knowledge.lexicon;
        self.clauses.noun(phrase).is_some_and(|n| {
            let two = n.head.saturating_sub(1).max(n.tokens.start)..n.head + 1;
            lexicon.weapon(document.word(n.head)).or_else(|| lexicon.weapon(&document.words(two))).is_some()
        })
    }

    fn overlaps(&self, phrase: usize, tokens: &Range<usize>) -> bool {
        let own = self.clauses.phrases[phrase].tokens();
        own.start < tokens.end && tokens.start < own.end
    }

    pub(super) fn prepositions(&self, phrase: usize, words: &[&str]) -> Vec<usize> {
        // "the strike on Tuesday on a convoy"
        let timed = |p: &super::clauses::Prepositional| self.clauses.noun(p.noun).is_some_and(|n| n.time);
        let all = self.clauses.prepositional(phrase);
        let mut fitting = all.iter().filter(|p| words.contains(&self.clauses.document.word(p.preposition)));
        let first = fitting.clone().next();
        fitting.find(|p| !timed(p)).or(first).map_or(Vec::new(), |p| self.clauses.coordinated(p.noun))
    }

    fn targets_from(&self, phrases: Vec<usize>, roles: &mut Roles) {
        for phrase in phrases {
            if let Some((participant, _)) = self.who(phrase)
                && !roles.targets.iter().any(|t| t.quote == participant.quote)
            {
                roles.targets.push(participant);
            }
        }
    }

    pub(super) fn undergo(&self, phrases: &[usize], mention: &Mention, roles: &mut Roles) {
        let phrases = &self.without_nil(phrases)[..];
        roles.victims.extend(phrases);
        let events = |p: &usize| self.names_event(*p);
        let people =
            phrases.iter().copied().filter(|p| !events(p) && !self.clauses.noun(*p).is_some_and(|n| n.time)).collect();
        self.targets_from(people, roles);
        self.people_inside(phrases, roles);
        self.targets_named_within(phrases, roles);
        if mention.frame == Frame::Acts
            && phrases.iter().any(events)
            && roles.event_agent.is_none()
            && mention.verb
            && self.clauses.passive(mention.phrase)
        {
            roles.event_agent = phrases.iter().copied().find(events);
        }
    }

    /// "seven people, including five policemen", "seven people: five policemen and two cooks", "seven men, all of them cooks": the part
    /// says who they were.
    fn targets_named_within(&self, phrases: &[usize], roles: &mut Roles) {
        let document = self.clauses.document;
        for &phrase in phrases {
            let Some(noun) = self.clauses.noun(phrase).filter(|n| self.says_little(n)) else { continue };
            let last = document.sentences[document.sentence_of(noun.head)].tokens.end;
            if let Some(told) = self.told_to_be(phrase) {
                self.targets_from(self.clauses.coordinated(told), roles);
            }
            let Some(mark) = self.opens_parts(noun.tokens.end, last) else { continue };
            let part = (phrase + 1..self.clauses.phrases.len().min(phrase + 14))
                .find(|&p| self.clauses.noun(p).is_some_and(|n| n.tokens.start >= mark && !n.time));
            if let Some(part) = part {
                self.targets_from(self.clauses.coordinated(part), roles);
            }
        }
    }

    /// "killed by rebels", "shot and left in the desert by rebels": the participles of one list share who did it.
    fn agents_of_passive(&self, verb: usize) -> Vec<usize> {
        let own = self.prepositions(verb, &["by"]);
        let next = verb + 2;
        let joined = matches!(self.clauses.other(verb + 1), Some((_, Tag::Conjunction)));
        let participle = self.clauses.verb(next).is_some_and(|v| v.tokens.len() == 1 && !v.gerund && !v.present);
        let shares = joined && participle && self.clauses.direct_object(next).is_none();
        if own.is_empty() && shares { self.prepositions(next, &["by"]) } else { own }
    }

    /// "people", "47 men", "three": words that leave open who they were.
    fn says_little(&self, noun: &super::phrases::NounPhrase) -> bool {
        let document = self.clauses.document;
        matches!(
            document.word(noun.head),
            "people" | "persons" | "men" | "women" | "victims" | "man" | "woman" | "victim" | "person"
        ) || document.tokens[noun.head].tag == super::document::Tag::Number
    }

    /// Behind which token those are named who make up the whole that ends at `from`.
    fn opens_parts(&self, from: usize, last: usize) -> Option<usize> {
        let word = |t: usize| if t < last { self.clauses.document.word(t) } else { "" };
        let dated = |t: usize| t < last && self.clauses.document.tokens[t].tag == super::document::Tag::Time;
        let mut past = from + usize::from(word(from) == "on" && dated(from + 1));
        while dated(past) {
            past += 1;
        }
        let at = past + usize::from(word(past) == ",");
        match word(at) {
            // "the dead man, a private in the guard, was": one who is described behind the comma.
            "a" | "an" if at == from + 1 && (at..last.min(at + 10)).any(|t| word(t) == ",") => return Some(at),
            "including" => return Some(at + 1),
            "all" | "each" | "most" | "both" if at > from && word(at + 1) == "of" && word(at + 2) == "them" => {
                return Some(at + 3);
            }
            "every" if word(at + 1) == "one" && word(at + 3) == "them" => return Some(at + 4),
            _ => {}
        }
        let colon = (from..last.min(from + 14))
            .take_while(|&t| !matches!(word(t), "," | ";" | "and"))
            .find(|&t| word(t) == ":");
        colon.map(|t| t + 1)
    }

    /// "20 rebels and no soldiers": the soldiers were spared.
    fn without_nil(&self, phrases: &[usize]) -> Vec<usize> {
        let nil = |p: &usize| {
            self.clauses.noun(*p).is_some_and(|n| {
                let word = |t: usize| self.clauses.document.word(t);
                let bound = n.tokens.len() > 2 && matches!(word(n.tokens.start + 1), "fewer" | "less" | "more");
                matches!(word(n.tokens.start), "no" | "none") && !bound
            })
        };
        phrases.iter().copied().filter(|p| !nil(p)).collect()
    }

    /// "killed by a car bomb", "hit by shelling", "killed in an attack": means, or the event that did it.
    fn by_event_or_weapon(&self, verb: usize, roles: &mut Roles) {
        for noun in self.prepositions(verb, &["in", "during", "when", "by", "after", "following"]) {
            if self.names_event(noun) {
                roles.event_agent = roles.event_agent.or(Some(noun));
            }
        }
    }
}

/// What people lose with their lives.
fn is_bodily(word: &str) -> bool {
    matches!(word, "throat" | "throats" | "life" | "lives")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::document::Document;
    use crate::extraction::learned::Sighted;
    use crate::extraction::mentions::mentions;
    use crate::extraction::phrases::phrases;
    use crate::extraction::sample::who;
    use crate::extraction::sightings::with_sightings;
    use crate::model::{ReportMeta, Sentence, Span};

    /// Whether a phrase of the text names an event, once the network has seen one in it.
    fn seen_as_event(text: &str, seen: &str) -> bool {
        let knowledge = Knowledge::builtin();
        let report = Report::plain(ReportMeta::default(), text);
        let sentences = [Sentence { span: Span::new(0, text.len()), paragraph: 0 }];
        let document = Document::new(text, &sentences, &[], &knowledge.lexicon);
        let tokens = document.sentences[0].tokens.clone();
        let phrases = phrases(&document, tokens.clone(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let start = text.find(seen).expect("in the text");
        let sighted = [Sighted { span: Span::new(start, start + seen.len()), kind: EventType::Assault }];
        let mentions = with_sightings(&clauses, &tokens, &sighted, &knowledge.lexicon, mentions(&clauses, knowledge));
        let cast = Cast::default();
        let (clauses, report) = (&clauses, &report);
        let reader = RoleReader { clauses, report, knowledge, mentions: &mentions, cast: &cast, attributions: &[] };
        (0..phrases.len()).any(|phrase| reader.names_event(phrase))
    }

    #[test]
    fn the_network_makes_no_event_of_someone() {
        assert!(!seen_as_event("Hezbollah left the town.", "Hezbollah"));
        assert!(seen_as_event("The havoc went on.", "havoc"));
    }

    #[test]
    fn whose_lives_are_lost() {
        assert_eq!(who("Rebels cut the throats of two farmers."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Gunmen claimed the lives of two farmers."), ["ASSAULT gunmen > farmers"]);
        assert_eq!(who("The clerk claimed the costs of two trips."), Vec::<String>::new());
    }

    #[test]
    fn at_the_hands_of_those_who_did_it() {
        assert_eq!(who("The killing of two farmers at the hands of rebels went on."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Two farmers died at the hands of rebels."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Two farmers were killed at the edge of the village."), ["ASSAULT > farmers"]);
    }

    #[test]
    fn nominal_events() {
        assert_eq!(who("A raid by rebels on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels' attack on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("Rebels carried out an attack on the village."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels were involved in Monday's raid on the village."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels were not involved in Monday's raid on the village."), ["ASSAULT > village"]);
        assert_eq!(who("The army faced an assault by rebels."), ["ASSAULT rebels > army"]);
        assert_eq!(who("Soldiers were the target of an attack by rebels."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("The patrol came under fire from rebels."), ["ASSAULT rebels > patrol"]);
    }

    #[test]
    fn a_person_attacked_somewhere_suffered_it() {
        assert_eq!(who("Candidate Mohamed Sabri attacked at polling station."), ["ASSAULT > mohamed sabri"]);
        assert_eq!(who("Rebels attacked at dawn."), ["ASSAULT rebels >"]);
    }

    #[test]
    fn participles_of_one_list_share_who_did_it() {
        let read = who("The man was shot and abandoned in the desert by rebels.");
        assert!(read.contains(&"ASSAULT rebels > man".to_owned()), "{read:?}");
        let read = who("The man was shot and the village was burned by rebels.");
        assert!(!read.contains(&"ASSAULT rebels > man".to_owned()), "{read:?}");
    }

    #[test]
    fn those_spared_and_ranks_are_no_roles() {
        assert_eq!(who("Rebels killed 20 soldiers and no farmers."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("A major attack on the village lasted an hour."), ["ASSAULT > village"]);
    }

    #[test]
    fn what_was_fired_and_at_whom() {
        assert_eq!(who("Rockets were fired at the barracks by rebels."), ["ASSAULT rebels > barracks"]);
        assert_eq!(who("Soldiers shot the bishop dead."), ["ASSAULT soldiers > bishop"]);
        assert_eq!(who("Shells landed on a bakery."), ["ASSAULT > bakery"]);
        assert_eq!(who("A plane landed on a runway."), Vec::<String>::new());
        assert_eq!(
            who("Seven people, including two nurses, were killed by gunmen."),
            ["ASSAULT gunmen > people, nurses"]
        );
        assert_eq!(who("Gunmen killed 47 men, every one of them a cook."), ["ASSAULT gunmen > men, cook"]);
        assert_eq!(
            who("Gunmen killed three people: a cook and two nurses."),
            ["ASSAULT gunmen > people, cook, nurses"]
        );
        assert_eq!(who("Gunmen killed three people, and a cook fled."), ["ASSAULT gunmen > people"]);
    }

    #[test]
    fn whom_a_threat_would_strike() {
        assert_eq!(who("The colonel vowed to crush the rebels."), ["THREATEN colonel > rebels"]);
    }

    #[test]
    fn what_a_boat_carries_is_the_weapon() {
        assert_eq!(who("A dinghy full of explosives blew a hole in a ferry near Goma."), ["ASSAULT > ferry"]);
        assert_eq!(who("A dinghy full of flour blew a hole in a ferry near Goma."), Vec::<String>::new());
    }

    #[test]
    fn what_is_set_off_may_be_a_pronoun() {
        let read = who("A soldier with explosives detonated them near a shop in Goma.");
        assert!(read.iter().any(|r| r.starts_with("ASSAULT soldier")), "{read:?}");
        assert_eq!(who("A clerk with two letters set them down near Goma."), Vec::<String>::new());
    }

    #[test]
    fn arms_may_be_what_is_hit() {
        assert_eq!(who("Rebels shot down a drone near Goma."), ["ASSAULT rebels > drone"]);
        assert_eq!(who("Rebels fired a drone near Goma."), ["ASSAULT rebels >"]);
    }

    #[test]
    fn at_whom_those_fire_who_disperse() {
        assert_eq!(who("Police opened fire to disperse teachers in Goma."), ["ASSAULT police > teachers"]);
        assert_eq!(who("Police opened fire to protect teachers in Goma."), ["ASSAULT police >"]);
        assert_eq!(who("A bomb exploded in the hands of a clerk in Goma."), ["ASSAULT > clerk"]);
    }

    #[test]
    fn what_is_driven_full_of_explosives() {
        let read = who("A car packed with explosives was driven into a barracks in Goma.");
        assert_eq!(read, ["ASSAULT > barracks"]);
        assert_eq!(who("A car packed with flour was driven into a barracks in Goma."), Vec::<String>::new());
    }

    #[test]
    fn whoever_left_it_there() {
        assert_eq!(who("Rebels left the bomb that exploded near a shop in Goma."), ["ASSAULT rebels > shop"]);
        assert_eq!(who("Rebels saw the bomb that exploded near a shop in Goma."), ["ASSAULT > shop"]);
    }

    #[test]
    fn what_is_driven_is_the_weapon() {
        assert_eq!(who("An attacker rammed a jeep into a bus near Goma."), ["ASSAULT attacker > bus"]);
        assert_eq!(who("An attacker rammed a jeep near Goma."), ["ASSAULT attacker > jeep"]);
    }

    #[test]
    fn against_what_and_among_whom_someone_blew_himself_up() {
        let read = who("A bomber blew himself up outside the consulate in Goma.");
        assert_eq!(read, ["ASSAULT bomber > consulate"]);
        let read = who("A bomber blew himself up in a crowd of labourers in Goma.");
        assert_eq!(read, ["ASSAULT bomber > labourers"]);
        assert_eq!(who("A bomber blew himself up in the morning in Goma."), ["ASSAULT bomber >"]);
    }

    #[test]
    fn who_the_dead_are_said_to_be() {
        let read = who("The 30 people killed in the raid on Goma were nurses.");
        assert!(read[0].ends_with("people, nurses") || read[0].contains("nurses"), "{read:?}");
        let read = who("The 30 people killed in the raid on Goma were unarmed.");
        assert!(!read[0].contains("unarmed"), "{read:?}");
    }

    #[test]
    fn whom_an_ambush_of_some_by_others_strikes() {
        assert_eq!(who("An ambush of rebels by a patrol lasted an hour."), ["ASSAULT patrol > rebels"]);
        assert_eq!(who("An ambush by rebels lasted an hour."), ["ASSAULT rebels >"]);
    }

    #[test]
    fn a_joined_country_acts_too() {
        assert_eq!(who("Turkish and Greek gunboats shelled a port."), ["ASSAULT turkey, greece > port"]);
        assert_eq!(who("Greek gunboats shelled a port."), ["ASSAULT greece > port"]);
    }

    #[test]
    fn nobody_is_no_doer() {
        let read = who("No group said it had planted the bomb that killed three nurses.");
        assert!(read.iter().all(|r| !r.contains("group")), "{read:?}");
        let read = who("The group said it had planted the bomb that killed three nurses.");
        assert!(read.iter().any(|r| r.contains("group")), "{read:?}");
    }
}

//! Roles: who did what to whom, read from where the phrases stand around a mention.

use super::antecedents::{Cast, possessor, who};
use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use super::participants::{Identity, can_act, identify};
use super::sources::Attribution;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{ActorKind, EventType, HarmKind, Mode, Participant, Quote, Report};
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
        self.weapons_of(mention, &mut roles);
        if matches!(mention.frame, Frame::Says | Frame::Meets) {
            roles.targets.retain(|t| {
                t.kind != ActorKind::Infrastructure && t.kind != ActorKind::Place || mention.kind == EventType::Accuse
            });
        }
        if mention.kind == EventType::Threaten && mention.verb && roles.targets.is_empty() {
            self.threatened(mention, &mut roles);
        }
        roles.targets.retain(|t| !roles.actors.iter().any(|a| a.quote == t.quote));
        roles
    }

    /// "vowed to crush the rebels": whom the threatened act would strike.
    fn threatened(&self, mention: &Mention, roles: &mut Roles) {
        let next = (mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 3))
            .find(|&p| self.clauses.verb(p).is_some_and(|v| v.infinitive));
        if let Some(act) = next {
            self.undergo(&self.clauses.object(act), mention, roles);
        }
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

    /// "arrested four men after they stabbed a guard", "shot the strikers as they fled": those whom the main verb was done to.
    fn done_to_before(&self, pronoun: usize) -> Option<usize> {
        let document = self.clauses.document;
        let noun = self.clauses.noun(pronoun).filter(|n| n.pronoun && document.word(n.head) == "they")?;
        let opens = noun.head.checked_sub(1).map_or("", |t| document.word(t));
        if !matches!(opens, "after" | "as" | "when" | "while") || self.clauses.verb(pronoun + 1).is_none() {
            return None;
        }
        let main = (0..pronoun).rev().find(|&p| self.clauses.verb(p).is_some_and(|v| !v.gerund))?;
        let done = self.knowledge.lexicon.verb_triggers(self.clauses.lemma(main)).iter().any(|(rest, id)| {
            let trigger = self.knowledge.lexicon.trigger(*id);
            rest.is_empty()
                && trigger.frame == Frame::Acts
                && matches!(trigger.kind, EventType::Assault | EventType::Coerce)
        });
        let object = *self.clauses.object(main).last().filter(|_| done)?;
        let of = self.clauses.noun(object)?;
        let people = super::participants::generic_at(document, &of.tokens, of.head, self.knowledge)
            .is_some_and(|(kind, plural, _)| plural && can_act(kind));
        (people || super::participants::is_body(document.word(of.head))).then_some(object)
    }

    /// "We" and "I" are whoever speaks there.
    fn speaker(&self, token: usize) -> Option<(Participant, Identity)> {
        let said = self.attributions.iter().find(|a| a.holds(token))?;
        let speaker = said.chain.last()?.clone();
        let identity = Identity {
            name: speaker.name.clone(),
            id: speaker.id.clone(),
            country: speaker.country.clone(),
            kind: speaker.kind,
            known: true,
        };
        Some((speaker, identity))
    }

    fn around_verb(&self, mention: &Mention, roles: &mut Roles) {
        let verb = mention.phrase;
        let passive = self.clauses.passive(verb);
        let subject = self.clauses.subject(verb);
        let mut object = self.clauses.object(verb);
        if mention.tokens.len() > 1 {
            object.retain(|&o| !self.overlaps(o, &mention.tokens) || !self.spelled_by_trigger(o, mention));
        }
        match mention.frame {
            Frame::Dies => self.undergo(&subject, mention, roles),
            Frame::Suffers => {
                self.undergo(&subject, mention, roles);
                self.agents(self.prepositions(verb, &["from", "by", "to", "of"]), roles);
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
            Frame::Acts | Frame::Moves | Frame::Says if passive => {
                self.undergo(&subject, mention, roles);
                self.agents(self.prepositions(verb, &["by"]), roles);
                self.by_event_or_weapon(verb, roles);
            }
            Frame::Acts | Frame::Moves | Frame::Says => {
                self.agents(subject, roles);
                self.undergo(&object, mention, roles);
                if object.is_empty() || mention.frame == Frame::Says {
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
            self.devices(object, roles);
            self.undergo(object, mention, roles);
            return;
        }
        self.devices(subject, roles);
        if mention.tokens.len() > 1 && !roles.means.is_empty() && !passive {
            self.undergo(&self.prepositions(verb, &["on", "into", "in", "onto", "at"]), mention, roles);
        }
        self.blown_at(verb, mention, roles);
        if passive {
            self.undergo(subject, mention, roles);
            self.agents(self.prepositions(verb, &["by"]), roles);
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
        let one = head.strip_suffix('s').unwrap_or(head);
        let lemma = self.knowledge.lexicon.trigger(mention.trigger).lemma;
        lemma.split(' ').any(|word| word == head || word == one) || !lemma.ends_with(" dead")
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

    /// Adds phrases as actors: those that name someone; an event or a weapon there is remembered as such.
    pub(super) fn agents(&self, phrases: Vec<usize>, roles: &mut Roles) {
        for phrase in self.without_nil(&phrases) {
            if self.mentions.iter().any(|m| !m.verb && m.phrase == phrase) {
                roles.event_agent = roles.event_agent.or(Some(phrase));
                continue;
            }
            if self.both_sides(phrase, roles) {
                continue;
            }
            if let Some(owner) = self.commander(phrase) {
                if !roles.actors.iter().any(|a| a.quote == owner.quote) {
                    roles.actors.push(owner);
                }
                continue;
            }
            let weapon = self.weapon_in(phrase, roles);
            if weapon || self.is_craft(phrase) {
                self.wielder(phrase, weapon, roles);
                continue;
            }
            if let Some((participant, identity)) = self.who(phrase)
                && can_act(identity.kind)
                && !self.is_bare_place(&identity)
                && !roles.actors.iter().any(|a| a.quote == participant.quote)
            {
                roles.actors.push(participant);
            }
        }
    }

    /// "its fighters", "their planes", "his men": whoever commands them acts through them.
    fn commander(&self, phrase: usize) -> Option<Participant> {
        let document = self.clauses.document;
        let noun = self.clauses.noun(phrase)?;
        let own = matches!(document.word(noun.tokens.start), "its" | "their");
        let arms = matches!(
            document.word(noun.head),
            "fighters"
                | "forces"
                | "troops"
                | "soldiers"
                | "men"
                | "militants"
                | "units"
                | "commandos"
                | "militiamen"
                | "guerrillas"
                | "gunmen"
                | "army"
                | "military"
        ) || self.is_craft(phrase);
        let (owner, _) = possessor(document, noun.tokens.start, self.cast).filter(|_| own && arms)?;
        let quote = self.report.quote(document.span(noun.tokens.clone()));
        let body = owner.id.is_some() || matches!(owner.kind, ActorKind::International | ActorKind::Government);
        body.then_some(Participant { quote, count: None, ..owner })
    }

    /// "Both sides", "the warring parties": the two that the report has told of so far, where it has told of two.
    fn both_sides(&self, phrase: usize, roles: &mut Roles) -> bool {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(phrase) else { return false };
        let sides = matches!(document.word(noun.head), "sides" | "parties" | "belligerents")
            && noun.tokens.clone().any(|t| matches!(document.word(t), "both" | "two" | "warring" | "rival"));
        let pair = if sides { self.cast.two_sides() } else { None };
        for side in pair.iter().flatten() {
            if !roles.actors.iter().any(|a| a.quote == side.quote) {
                roles.actors.push((*side).clone());
            }
        }
        pair.is_some()
    }

    /// A single name in capitals that the gazetteer knows and nothing makes a person or body.
    fn is_bare_place(&self, identity: &Identity) -> bool {
        !identity.known && !identity.name.contains(' ') && self.knowledge.places.knows(&identity.name)
    }

    /// Ships and aircraft, behind which someone acts.
    fn is_craft(&self, phrase: usize) -> bool {
        let head = self.clauses.noun(phrase).map_or("", |n| self.clauses.document.word(n.head));
        let one = head.strip_suffix('s').unwrap_or(head);
        matches!(
            one,
            "plane"
                | "aircraft"
                | "airplane"
                | "warplane"
                | "jet"
                | "helicopter"
                | "ship"
                | "warship"
                | "vessel"
                | "boat"
                | "gunboat"
        )
    }

    /// "Israeli planes", "army helicopters", "rebel rockets": those whose weapon it is act; so do warplanes themselves.
    fn wielder(&self, phrase: usize, weapon: bool, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(phrase) else { return };
        let bare = |t: usize| matches!(document.tokens[t].tag, Tag::Determiner | Tag::Number | Tag::Possessive);
        let from = (noun.tokens.start..noun.head).find(|&t| !bare(t)).unwrap_or(noun.head);
        let range = from..noun.head;
        let owner = (!range.is_empty())
            .then(|| {
                let own = (from + 1..noun.head + 1).rev().filter(|&end| end <= noun.head);
                own.filter_map(|end| identify(document, &(from..end), end - 1, self.knowledge)).next()
            })
            .flatten()
            .filter(|i| i.known && can_act(i.kind))
            .or_else(|| self.adjective_country(&range));
        let craft = super::participants::generic_at(document, &noun.tokens, noun.head, self.knowledge)
            .map(|(_, _, words)| words)
            .filter(|_| self.is_craft(phrase));
        let owned = owner.is_some();
        let identity = match (owner, craft) {
            (Some(owner), _) if owner.kind == ActorKind::Government => Identity { kind: ActorKind::Military, ..owner },
            (Some(owner), _) => owner,
            (None, Some(words)) => Identity {
                name: document.words(words),
                id: None,
                country: None,
                kind: ActorKind::Military,
                known: true,
            },
            (None, None) => return,
        };
        // A weapon is means; only the words for its owner are the actor's.
        let mut until = if weapon && owned { noun.head } else { noun.head + 1 };
        while until > from + 1 && document.tokens[until - 1].tag == Tag::Possessive {
            until -= 1;
        }
        let quote = self.report.quote(document.span(from..until));
        if !roles.actors.iter().any(|a| a.quote == quote) {
            let Identity { name, id, country, kind, .. } = identity;
            roles.actors.push(Participant { quote, name, id, country, kind, count: None });
        }
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
        let events = |p: &usize| self.mentions.iter().any(|m| !m.verb && m.phrase == *p);
        let people =
            phrases.iter().copied().filter(|p| !events(p) && !self.clauses.noun(*p).is_some_and(|n| n.time)).collect();
        self.targets_from(people, roles);
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

    /// "seven people, including five policemen": the part says who they were.
    fn targets_named_within(&self, phrases: &[usize], roles: &mut Roles) {
        let document = self.clauses.document;
        for &phrase in phrases {
            let Some(noun) =
                self.clauses.noun(phrase).filter(|n| matches!(document.word(n.head), "people" | "persons"))
            else {
                continue;
            };
            let mark = if document.word(noun.tokens.end.min(document.tokens.len() - 1)) == "," {
                noun.tokens.end + 1
            } else {
                noun.tokens.end
            };
            if mark >= document.tokens.len() || document.word(mark) != "including" {
                continue;
            }
            let part = (phrase + 1..self.clauses.phrases.len().min(phrase + 5))
                .find(|&p| self.clauses.noun(p).is_some_and(|n| n.tokens.start > mark && !n.time));
            if let Some(part) = part {
                self.targets_from(self.clauses.coordinated(part), roles);
            }
        }
    }

    /// "20 rebels and no soldiers": the soldiers were spared.
    fn without_nil(&self, phrases: &[usize]) -> Vec<usize> {
        let nil = |p: &usize| {
            self.clauses.noun(*p).is_some_and(|n| matches!(self.clauses.document.word(n.tokens.start), "no" | "none"))
        };
        phrases.iter().copied().filter(|p| !nil(p)).collect()
    }

    /// "killed by a car bomb", "hit by shelling", "killed in an attack": means, or the event that did it.
    fn by_event_or_weapon(&self, verb: usize, roles: &mut Roles) {
        for noun in self.prepositions(verb, &["in", "during", "when", "by", "after", "following"]) {
            if self.mentions.iter().any(|m| !m.verb && m.phrase == noun) {
                roles.event_agent = roles.event_agent.or(Some(noun));
            }
        }
    }

    fn around_noun(&self, mention: &Mention, roles: &mut Roles) {
        let phrase = mention.phrase;
        let by = self.prepositions(phrase, &["by"]);
        let between = self.prepositions(phrase, &["between"]);
        let of = self.prepositions(phrase, &["of"]);
        let against = self.prepositions(phrase, &["against"]);
        let mut on = self.prepositions(phrase, &["on", "targeting", "upon"]);
        if on.is_empty() && mention.kind == EventType::Assault {
            on = self.prepositions(phrase, &["at"]);
        }
        self.agents(by, roles);
        self.agents(between, roles);
        match mention.frame {
            Frame::Clash | Frame::Meets => {
                self.agents(self.prepositions(phrase, &["with", "against"]), roles);
            }
            Frame::Says => self.undergo(&[on, against].concat(), mention, roles),
            Frame::Moves => self.agents(of, roles),
            _ if mention.kind == EventType::Protest => {
                self.targets_from(against, roles);
                self.agents(of, roles);
            }
            _ => {
                let suffer_of = self.knowledge.lexicon.trigger(mention.trigger).harm.is_some()
                    || matches!(
                        mention.mode,
                        Some(Mode::Abduct | Mode::Destroy | Mode::Siege | Mode::Torture | Mode::Clash | Mode::Release)
                    )
                    || self.of_is_object(mention);
                self.undergo(&on, mention, roles);
                self.undergo(&against, mention, roles);
                if mention.mode == Some(Mode::Explosives) && roles.targets.is_empty() {
                    self.blown_at(phrase, mention, roles);
                }
                if suffer_of {
                    self.undergo(&of, mention, roles);
                }
            }
        }
        if mention.mode == Some(Mode::Siege) && roles.actors.is_empty() {
            self.agents(self.prepositions(phrase, &["from"]), roles);
        }
        self.led_by(mention, roles);
        self.inside_noun(mention, roles);
        self.opposed_inside(mention, roles);
        self.through_carrier(mention, roles);
        self.answerable(mention, roles);
    }

    /// "airstrikes on the port led by the navy", "an attack launched by rebels": who is said to have made it.
    fn led_by(&self, mention: &Mention, roles: &mut Roles) {
        let until = self.clauses.phrases.len().min(mention.phrase + 8);
        let verb = (mention.phrase + 1..until).find(|&p| self.clauses.verb(p).is_some());
        let made = verb.filter(|&v| {
            matches!(
                self.clauses.lemma(v),
                "lead" | "launch" | "carry" | "conduct" | "stage" | "mount" | "organize" | "organise"
            ) && self.clauses.reduced(v)
        });
        if let Some(verb) = made.filter(|_| roles.actors.is_empty()) {
            self.agents(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "responsible for the attack", "behind the attack", "accused of killings", "locked in a war": the subject acts; "under siege":
    /// it suffers.
    fn answerable(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(preposition) = self.clauses.noun(mention.phrase).and_then(|n| n.preposition) else { return };
        if preposition == 0 {
            return;
        }
        let before = document.word(preposition - 1);
        let ties = match document.word(preposition) {
            "for" => matches!(before, "responsible" | "blamed"),
            "of" => matches!(before, "accused" | "suspected"),
            "behind" => document.tokens[preposition - 1].tag == Tag::Be,
            "in" => matches!(before, "locked" | "engaged" | "involved" | "embroiled" | "participated" | "part"),
            _ => false,
        };
        let verb = (0..mention.phrase).rev().find(|&p| self.clauses.verb(p).is_some());
        if document.word(preposition) == "under"
            && roles.targets.is_empty()
            && let Some(verb) = verb
        {
            self.undergo(&self.clauses.subject(verb), mention, roles);
        }
        let joint = matches!(mention.frame, Frame::Clash | Frame::Meets);
        if let Some(verb) = verb.filter(|_| ties && (roles.actors.is_empty() || joint)) {
            self.agents(self.clauses.subject(verb), roles);
        }
    }

    /// "an anti-Mubarak protest", "anti-government rallies": whom it is against.
    fn opposed_inside(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        if mention.kind != EventType::Protest || !roles.targets.is_empty() {
            return;
        }
        let against = (noun.tokens.start..mention.tokens.start).find(|&t| document.word(t).starts_with("anti-"));
        let Some(token) = against else { return };
        let span = document.tokens[token].span;
        let quote = self.report.quote(crate::model::Span::new(span.start + "anti-".len(), span.end));
        let known = match self.knowledge.actors.find(&crate::knowledge::fold(quote.text())) {
            [crate::knowledge::ActorHit::Actor(number)] => Some(self.knowledge.actors.get(*number)),
            _ => None,
        };
        let generic = self.knowledge.lexicon.agent(&quote.text().to_lowercase()).map(|(kind, _)| kind);
        let Some(kind) = known.map(|a| a.kind).or(generic) else { return };
        roles.targets.push(Participant {
            name: known.map_or(quote.text(), |a| a.name).to_owned(),
            id: known.map(|a| a.id.to_owned()),
            country: known.and_then(|a| a.country).map(str::to_owned),
            kind,
            count: None,
            quote,
        });
    }

    /// "the bombing of Dresden", "shelling of the camp": the nouns of verbs that take objects.
    fn of_is_object(&self, mention: &Mention) -> bool {
        let word = self.clauses.document.word(mention.tokens.end - 1);
        let acts = word.strip_suffix('s').unwrap_or(word).ends_with("ing")
            && matches!(mention.frame, Frame::Acts)
            && mention.kind != EventType::Protest;
        acts || matches!(word, "bombardment" | "invasion" | "destruction" | "rescue" | "evacuation" | "release")
    }

    /// "Israeli airstrikes", "Hamas's attack", "rebel shelling": the actor inside the phrase; for deaths the victim.
    fn inside_noun(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        let before = noun.tokens.start..mention.tokens.start;
        if before.is_empty() {
            return;
        }
        let harm = self.knowledge.lexicon.trigger(mention.trigger).harm == Some(HarmKind::Killed)
            && document.word(mention.tokens.end - 1) != "killings";
        let possessor_end = before.clone().rev().find(|&t| document.tokens[t].tag == Tag::Possessive);
        let until = possessor_end.unwrap_or(before.end);
        let mut from = before.start;
        while from < until && matches!(document.tokens[from].tag, Tag::Determiner | Tag::Number | Tag::Possessive) {
            from += 1;
        }
        if from >= until {
            self.pronoun_inside(mention, before.start, roles);
            return;
        }
        let range = from..until;
        let Some(identity) =
            identify(document, &range, until - 1, self.knowledge).or_else(|| self.adjective_country(&range))
        else {
            return;
        };
        if !can_act(identity.kind) || !identity.known || !self.may_act_inside(mention, &range, &identity) {
            return;
        }
        let span = document.span(range);
        let participant = Participant {
            quote: self.report.quote(span),
            name: identity.name,
            id: identity.id,
            country: identity.country,
            kind: if identity.kind == ActorKind::Civilian && !harm && mention.kind == EventType::Assault {
                ActorKind::Military
            } else {
                identity.kind
            },
            count: None,
        };
        let site = is_site(document.word(until - 1)) && possessor_end.is_none();
        // "the army's massacre of farmers": where "of" names the victims, the possessor acts.
        let harm = harm && !(possessor_end.is_some() && self.names_victims_behind(mention));
        let list = if harm || site || matches!(mention.mode, Some(Mode::Release | Mode::Arrest)) {
            &mut roles.targets
        } else {
            &mut roles.actors
        };
        if !list.iter().any(|p| p.quote.overlaps(&participant.quote)) {
            list.push(participant);
        }
    }

    fn names_victims_behind(&self, mention: &Mention) -> bool {
        self.clauses
            .with_preposition(mention.phrase, &["of"])
            .is_some_and(|of| self.clauses.noun(of).is_some_and(|n| !n.time))
    }

    /// A country has wars and protests without fighting or marching itself, "major" is no rank before an attack, and
    /// those who are against someone are not that someone.
    fn may_act_inside(&self, mention: &Mention, range: &Range<usize>, identity: &Identity) -> bool {
        let document = self.clauses.document;
        let state = identity.id.as_deref().is_some_and(|id| id.starts_with("state-"));
        let process = mention.mode == Some(Mode::Clash) || mention.kind == EventType::Protest;
        let opposed =
            range.clone().any(|t| document.word(t).starts_with("anti-") || document.word(t).starts_with("pro-"));
        let plain = range.clone().all(|t| document.tokens[t].tag != Tag::Proper);
        let empty = identity.id.is_none()
            && (range.len() == 1 || plain)
            && matches!(
                document.word(range.end - 1),
                "major" | "military" | "general" | "twin" | "private" | "terrorist" | "civil" | "criminal"
            );
        !(state && process || opposed || empty)
    }

    /// "its attacks", "their advance": the possessor acts.
    fn pronoun_inside(&self, mention: &Mention, first: usize, roles: &mut Roles) {
        let harmed = self.knowledge.lexicon.trigger(mention.trigger).harm.is_some();
        let undergone = matches!(mention.mode, Some(Mode::Release | Mode::Arrest | Mode::Abduct | Mode::Torture));
        let Some((participant, _)) = possessor(self.clauses.document, first, self.cast) else { return };
        if harmed || undergone {
            if roles.targets.is_empty() {
                roles.targets.push(participant);
            }
        } else if roles.actors.is_empty() {
            roles.actors.push(participant);
        }
    }

    /// "Israeli" alone before the mention: the country's forces.
    fn adjective_country(&self, range: &Range<usize>) -> Option<super::participants::Identity> {
        (range.start..range.end).find_map(|at| {
            let found = super::participants::name_at(self.clauses.document, at, range.end, self.knowledge)?;
            match found.hit {
                crate::knowledge::ActorHit::Demonym(n) => {
                    let actor = self.knowledge.actors.get(n);
                    Some(super::participants::Identity {
                        name: actor.name.to_owned(),
                        id: Some(actor.id.to_owned()),
                        country: actor.country.map(str::to_owned),
                        kind: ActorKind::Military,
                        known: true,
                    })
                }
                _ => None,
            }
        })
    }

    /// "the camp was the target of an attack", "they were victims of a bombing": the subject is whom it was done to.
    fn as_object_of(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        let of = noun.preposition.is_some_and(|p| document.word(p) == "of");
        let Some(before) = mention.phrase.checked_sub(2).filter(|_| of && roles.targets.is_empty()) else { return };
        let is_object = self.clauses.noun(before).is_some_and(|n| {
            matches!(document.word(n.head), "target" | "targets" | "victim" | "victims" | "object" | "objects")
        });
        let Some(verb) = before.checked_sub(1).filter(|&v| is_object && self.clauses.verb(v).is_some()) else { return };
        let subject = self.clauses.subject(verb);
        self.undergo(&subject, mention, roles);
    }

    /// "the rebels launched an attack", "the attack killed five", "an attack was carried out by".
    fn through_carrier(&self, mention: &Mention, roles: &mut Roles) {
        self.as_object_of(mention, roles);
        let Some(carrier) = mention.carrier else { return };
        let subject = self.clauses.subject(carrier.verb);
        let passive = self.clauses.passive(carrier.verb);
        if carrier.suffered && !passive {
            if roles.targets.is_empty() {
                self.undergo(&subject, mention, roles);
            }
            return;
        }
        if carrier.done && !subject.contains(&mention.phrase) {
            let joint = matches!(mention.frame, Frame::Moves | Frame::Meets | Frame::Clash);
            if roles.actors.is_empty() || joint {
                self.agents(subject, roles);
            }
            if roles.targets.is_empty() {
                let aimed = self.prepositions(carrier.verb, &["on", "against", "at"]);
                self.undergo(&aimed, mention, roles);
            }
        } else if carrier.done && passive {
            if roles.actors.is_empty() {
                self.agents(self.prepositions(carrier.verb, &["by"]), roles);
            }
            if roles.targets.is_empty() {
                let aimed = self.prepositions(carrier.verb, &["on", "against", "at"]);
                self.undergo(&aimed, mention, roles);
            }
        } else if !passive && subject.contains(&mention.phrase) && mention.kind == EventType::Assault {
            self.agents(self.prepositions(carrier.verb, &["between"]), roles);
            let harms = self
                .knowledge
                .lexicon
                .verb_triggers(self.clauses.lemma(carrier.verb))
                .iter()
                .any(|(rest, _)| rest.is_empty());
            let leaves = matches!(self.clauses.lemma(carrier.verb), "target" | "hit" | "strike" | "destroy" | "damage");
            if roles.targets.is_empty() && (harms || leaves) {
                let object = self.clauses.object(carrier.verb);
                self.undergo(&object, mention, roles);
            }
        }
    }
}

/// What is attacked where it stands before the attack: "the outpost attack", "the convoy ambush".
fn is_site(word: &str) -> bool {
    matches!(
        word,
        "base"
            | "outpost"
            | "airbase"
            | "barracks"
            | "checkpoint"
            | "garrison"
            | "post"
            | "headquarters"
            | "embassy"
            | "consulate"
            | "convoy"
            | "compound"
            | "station"
            | "patrol"
            | "parliament"
            | "ministry"
    )
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn nominal_events() {
        assert_eq!(who("A raid by rebels on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The rebels' attack on the village lasted an hour."), ["ASSAULT rebels > village"]);
        assert_eq!(who("Rebels carried out an attack on the village."), ["ASSAULT rebels > village"]);
        assert_eq!(who("The army faced an assault by rebels."), ["ASSAULT rebels > army"]);
        assert_eq!(who("Soldiers were the target of an attack by rebels."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("The patrol came under fire from rebels."), ["ASSAULT rebels > patrol"]);
    }

    #[test]
    fn those_spared_and_ranks_are_no_roles() {
        assert_eq!(who("Rebels killed 20 soldiers and no farmers."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("A major attack on the village lasted an hour."), ["ASSAULT > village"]);
    }
}

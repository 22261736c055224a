//! Events told by nouns: who did what to whom, from the phrases that hang on the noun, stand inside it, or carry it. In: a noun
//! mention. Out: its roles. Must not know: how verbs take theirs.

use super::{RoleReader, Roles};
use crate::extraction::antecedents::{is_armed, possessor};
use crate::extraction::document::Tag;
use crate::extraction::mentions::{Mention, of_quantity};
use crate::extraction::participants::{Identity, can_act, identify, name_at};
use crate::knowledge::{ActorHit, Frame};
use crate::model::{ActorKind, EventType, HarmKind, Mode, Participant};
use std::ops::Range;

impl RoleReader<'_, '_, '_> {
    pub(super) fn around_noun(&self, mention: &Mention, roles: &mut Roles) {
        let phrase = mention.phrase;
        let by = self.prepositions(phrase, &["by"]);
        let between = self.prepositions(phrase, &["between"]);
        let of = self.prepositions(phrase, &["of"]);
        let against = self.prepositions(phrase, &["against"]);
        let mut on = self.prepositions(phrase, &["on", "targeting", "upon"]);
        if on.is_empty() && mention.kind == EventType::Assault {
            on = self.prepositions(phrase, &["at"]);
        }
        on.retain(|&p| !self.clauses.noun(p).is_some_and(|n| n.time) && !self.blamed_for_it(mention));
        let laid =
            mention.carrier.is_some_and(|c| matches!(self.clauses.lemma(c.verb), "lay" | "set" | "spring" | "prepare"));
        if on.is_empty() && laid && matches!(self.clauses.document.word(mention.tokens.end - 1), "ambush" | "ambushes")
        {
            on = self.prepositions(phrase, &["for"]);
        }
        self.agents(by, roles);
        self.agents(between, roles);
        match mention.frame {
            Frame::Clash | Frame::Meets => {
                self.agents(self.prepositions(phrase, &["with", "against"]), roles);
            }
            Frame::Says if mention.kind == EventType::Threaten && self.is_received(mention) => {
                // "The judge received death threats from the rebels."
                self.agents(self.prepositions(phrase, &["from", "by"]), roles);
                if let Some(carrier) = mention.carrier {
                    self.targets_from(self.clauses.subject(carrier.verb), roles);
                }
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
                    || self.of_is_object(mention)
                    // "an ambush of rebels by a patrol"
                    || !roles.actors.is_empty() && !of.is_empty() && on.is_empty() && against.is_empty();
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
        self.broke_out_between(mention, roles);
        self.fire_from(mention, roles);
        self.inside_noun(mention, roles);
        self.opposed_inside(mention, roles);
        self.through_carrier(mention, roles);
        self.answerable(mention, roles);
    }

    /// "put the blame for the bombing on the rebels": they were not bombed.
    fn blamed_for_it(&self, mention: &Mention) -> bool {
        let document = self.clauses.document;
        let day = mention
            .phrase
            .checked_sub(1)
            .filter(|&p| self.clauses.noun(p).is_some_and(|n| n.time))
            .unwrap_or(mention.phrase);
        let lead = self.clauses.noun(day).and_then(|n| n.preposition).filter(|&t| document.word(t) == "for" && t > 0);
        let put = (0..mention.phrase)
            .rev()
            .find(|&p| self.clauses.verb(p).is_some())
            .is_some_and(|p| matches!(self.clauses.lemma(p), "put" | "lay" | "place" | "pin" | "heap"));
        put && lead.is_some_and(|t| matches!(document.word(t - 1), "blame" | "responsibility" | "guilt"))
    }

    /// "received death threats": whoever stands before the verb is threatened.
    fn is_received(&self, mention: &Mention) -> bool {
        mention.carrier.is_some_and(|c| {
            matches!(self.clauses.lemma(c.verb), "receive" | "get" | "face") && !self.clauses.passive(c.verb)
        })
    }

    /// "airstrikes on the port led by the navy", "an attack launched by rebels": who is said to have made it.
    fn led_by(&self, mention: &Mention, roles: &mut Roles) {
        let until = self.clauses.phrases.len().min(mention.phrase + 8);
        let verb = (mention.phrase + 1..until).find(|&p| self.clauses.verb(p).is_some());
        let made = verb.filter(|&v| {
            matches!(
                self.clauses.lemma(v),
                "lead"
                    | "launch"
                    | "carry"
                    | "conduct"
                    | "stage"
                    | "mount"
                    | "organize"
                    | "organise"
                    | "commit"
                    | "perpetrate"
                    | "wage"
                    | "fight"
                    | "unleash"
                    | "inflict"
            ) && self.clauses.reduced(v)
        });
        if let Some(verb) = made.filter(|_| roles.actors.is_empty()) {
            self.agents(self.prepositions(verb, &["by"]), roles);
        }
    }

    /// "the war, which broke out in May between the army and the rebels": its sides are named behind its beginning.
    fn broke_out_between(&self, mention: &Mention, roles: &mut Roles) {
        let relative = |p: usize| matches!(self.clauses.other(p), Some((_, Tag::Relative)));
        let behind = mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 5);
        if !matches!(mention.frame, Frame::Clash | Frame::Meets) || !roles.actors.is_empty() {
            return;
        }
        let verb = behind.clone().find(|&p| self.clauses.verb(p).is_some()).filter(|&verb| {
            behind.clone().take_while(|p| *p < verb).all(|p| self.clauses.noun(p).is_none())
                && behind.clone().take_while(|p| *p < verb).any(relative)
                && (matches!(
                    self.clauses.lemma(verb),
                    "break" | "begin" | "start" | "rage" | "flare" | "resume" | "continue" | "pit"
                ) || self
                    .clauses
                    .verb(verb)
                    .is_some_and(|v| matches!(self.clauses.document.word(v.head), "erupted" | "raged" | "flared")))
        });
        if let Some(verb) = verb {
            self.agents(self.prepositions(verb, &["between"]), roles);
        }
    }

    /// "gunfire from the security forces": those who fight fire, a place does not.
    fn fire_from(&self, mention: &Mention, roles: &mut Roles) {
        let fires = matches!(mention.mode, Some(Mode::Firearms | Mode::HeavyWeapons));
        if !fires || mention.frame != Frame::Acts || !roles.actors.is_empty() {
            return;
        }
        let from = self.prepositions(mention.phrase, &["from"]);
        let armed = |p: &usize| self.who(*p).is_some_and(|(who, _)| is_armed(who.kind));
        if !from.is_empty() && from.iter().all(armed) {
            self.agents(from, roles);
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
            // "occupied a hall in protest at the war"
            "in" if mention.kind == EventType::Protest && document.word(mention.tokens.start) == "protest" => {
                document.tokens[mention.tokens.start - 1].tag == Tag::Preposition
            }
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
        // "its planes were not involved in the raid"
        let not = verb.and_then(|v| self.clauses.verb(v)).is_some_and(|v| v.negated);
        if let Some(verb) = verb.filter(|_| ties && !not && (roles.actors.is_empty() || joint)) {
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
        let mut until = possessor_end.unwrap_or(before.end);
        // "the Hamas terror attack": what kind of attack it was is no part of a name.
        while until > before.start + 1 && is_manner(document.word(until - 1)) {
            until -= 1;
        }
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
        if possessor_end.is_none() && roles.targets.is_empty() && self.is_scene(mention, &range) {
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

    /// "Syria air strikes", "the London bombings": a country or its capital by its own name says where, "Syrian air strikes" and "US air strikes" say whose.
    fn is_scene(&self, mention: &Mention, range: &Range<usize>) -> bool {
        let document = self.clauses.document;
        let written = document.span(range.clone());
        let acronym = !document.text[written.start..written.end].chars().any(char::is_lowercase);
        let found = name_at(document, range.start, range.end, self.knowledge).filter(|f| f.tokens.end == range.end);
        let state = found.is_some_and(|found| match found.hit {
            ActorHit::Actor(number) => self.knowledge.actors.get(number).id.starts_with("state-"),
            // "the London bombings"
            ActorHit::Seat(_) => true,
            ActorHit::Demonym(_) => false,
        });
        mention.kind == EventType::Assault && state && !acronym
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

    /// "the camp was the target of an attack", "they were victims of a bombing": the subject is whom it was done to.
    fn as_object_of(&self, mention: &Mention, roles: &mut Roles) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(mention.phrase) else { return };
        let of = noun.preposition.is_some_and(|p| document.word(p) == "of");
        // "the victim of Monday's bombing": the day stands between.
        let dated = mention.phrase.checked_sub(1).and_then(|p| self.clauses.noun(p)).is_some_and(|n| n.time);
        let back = if dated { 3 } else { 2 };
        let Some(before) = mention.phrase.checked_sub(back).filter(|_| of) else { return };
        let did = self.clauses.noun(before).is_some_and(|n| {
            matches!(
                document.word(n.head),
                "author" | "authors" | "perpetrator" | "perpetrators" | "mastermind" | "masterminds" | "architect"
            )
        });
        if let Some(verb) =
            before.checked_sub(1).filter(|&v| did && roles.actors.is_empty() && self.clauses.verb(v).is_some())
        {
            self.agents(self.clauses.subject(verb), roles);
        }
        let victims = self
            .clauses
            .noun(before)
            .is_some_and(|n| matches!(document.word(n.head), "victim" | "victims" | "casualty" | "casualties"));
        if !roles.targets.is_empty() && !victims {
            return;
        }
        let is_object = self.clauses.noun(before).is_some_and(|n| {
            matches!(
                document.word(n.head),
                "target" | "targets" | "victim" | "victims" | "object" | "objects" | "brunt"
            ) || victims
        });
        // "were the only victims of"
        let small =
            |p: usize| matches!(self.clauses.other(p), Some((_, Tag::Determiner | Tag::Adverb | Tag::Adjective)));
        let mut verb = before.checked_sub(1);
        while let Some(at) = verb.filter(|&p| small(p)) {
            verb = at.checked_sub(1);
        }
        let Some(verb) = verb.filter(|&v| is_object && self.clauses.verb(v).is_some()) else { return };
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
        } else if !passive
            && subject.contains(&of_quantity(self.clauses, mention.phrase))
            && mention.kind == EventType::Assault
        {
            self.agents(self.prepositions(carrier.verb, &["between"]), roles);
            let harms = self
                .knowledge
                .lexicon
                .verb_triggers(self.clauses.lemma(carrier.verb))
                .iter()
                .any(|(rest, _)| rest.is_empty());
            let leaves = matches!(self.clauses.lemma(carrier.verb), "target" | "hit" | "strike" | "destroy" | "damage");
            // "rocked a hotel", not "rocked the country"
            let shakes = matches!(self.clauses.lemma(carrier.verb), "rock" | "shake" | "jolt" | "shatter" | "rip");
            if roles.targets.is_empty() && (harms || leaves || shakes) {
                let mut object = self.clauses.object(carrier.verb);
                let site = |p: &usize| self.who(*p).is_some_and(|(who, _)| who.kind == ActorKind::Infrastructure);
                object.retain(|p| !shakes || site(p));
                self.undergo(&object, mention, roles);
            }
            // "an air strike slammed into a wedding party", "a blast tore through a market"
            let impact = matches!(
                self.clauses.lemma(carrier.verb),
                "slam"
                    | "tear"
                    | "rip"
                    | "crash"
                    | "smash"
                    | "plough"
                    | "plow"
                    | "land"
                    | "fall"
                    | "rain"
                    | "sweep"
                    | "thud"
                    | "pour"
            ) || matches!(
                self.clauses.document.word(carrier.verb_head(self.clauses)),
                "slammed" | "ripped" | "ploughed" | "thudded"
            );
            if roles.targets.is_empty() && impact {
                let into = self.prepositions(carrier.verb, &["into", "through", "on", "onto", "upon"]);
                self.undergo(&into, mention, roles);
            }
        }
    }
}

/// What is attacked where it stands before the attack: "the outpost attack", "the convoy ambush".
/// What is said of a deed between its doer and its name.
fn is_manner(word: &str) -> bool {
    matches!(
        word,
        "terror" | "terrorist" | "revenge" | "reprisal" | "retaliatory" | "cross-border" | "hit-and-run" | "copycat"
    )
}

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
    fn whoever_owns_the_deed_does_it_where_of_names_the_victims() {
        assert_eq!(who("The army's massacre of farmers went on."), ["ASSAULT army > farmers"]);
        assert_eq!(who("The leader's murder went on for hours."), ["ASSAULT > leader"]);
    }

    #[test]
    fn a_war_has_the_sides_between_which_it_broke_out() {
        let read = who("The war, which broke out in May between the army and rebels, goes on.");
        assert!(read.contains(&"ASSAULT army, rebels >".to_owned()), "{read:?}");
        let read = who("The war, which erupted in May between the military and the rebels, goes on.");
        assert!(read.contains(&"ASSAULT military, rebels >".to_owned()), "{read:?}");
        let read = who("The war, which broke out in May between two harvests, goes on.");
        assert!(read.iter().all(|r| !r.contains("harvests")), "{read:?}");
    }

    #[test]
    fn fire_comes_from_those_who_fight() {
        assert_eq!(who("The shelling from the rebels went on."), ["ASSAULT rebels >"]);
        assert_eq!(who("The shelling from the hills went on."), ["ASSAULT >"]);
    }

    #[test]
    fn a_country_by_its_own_name_is_where() {
        assert_eq!(who("Syria air strikes killed five farmers."), ["ASSAULT > farmers"]);
        assert_eq!(who("Syrian air strikes killed five farmers."), ["ASSAULT syria > farmers"]);
        assert_eq!(who("US air strikes killed five farmers."), ["ASSAULT united states > farmers"]);
    }

    #[test]
    fn an_ambush_is_laid_for_someone() {
        assert_eq!(who("Soldiers laid an ambush for rebels on Tuesday."), ["ASSAULT soldiers > rebels"]);
    }

    #[test]
    fn victims_and_authors_of_an_attack() {
        assert_eq!(who("The mayor was the victim of Monday's bombing in Goma."), ["ASSAULT > mayor"]);
        assert_eq!(who("The mayor was the author of Monday's bombing in Goma."), ["ASSAULT mayor >"]);
        assert_eq!(who("The mayor was the friend of Monday's speaker in Goma."), Vec::<String>::new());
    }

    #[test]
    fn led_by_those_behind_it() {
        assert_eq!(who("Massacres committed by rebels went on."), ["ASSAULT rebels >"]);
        assert_eq!(who("An attack on the port led by rebels went on."), ["ASSAULT rebels > port"]);
        assert_eq!(who("An attack on the port frightened the town."), ["ASSAULT > port"]);
    }

    #[test]
    fn victims_besides_the_place_that_was_hit() {
        let read = who("A cook was the only victim of Monday's mortar fire on the village.");
        assert_eq!(read, ["ASSAULT > village, cook"]);
        let read = who("A cook was the only witness of Monday's mortar fire on the village.");
        assert_eq!(read, ["ASSAULT > village"]);
    }

    #[test]
    fn one_of_several_and_capitals() {
        assert_eq!(who("One of eight explosions wrecked a hotel in Goma."), ["ASSAULT > hotel"]);
        assert_eq!(who("The London bombings went on for hours."), ["ASSAULT >"]);
        assert_eq!(who("The British bombings went on for hours."), ["ASSAULT united kingdom >"]);
    }
}

//! Statements of responsibility: "claimed responsibility for", "blamed it on", "was behind", "denied carrying out".
//!
//! In: the clauses of a sentence and who says what in it. Out: who is tied to which words, and how. Must not know: drafts.

mod fingers;
mod own;
mod surmises;

use super::super::antecedents::is_armed;
use super::super::clauses::Clauses;
use super::super::document::Tag;
use super::super::participants::{can_act, participant};
use super::super::phrases::Phrase;
use super::super::sources::Attribution;
use crate::knowledge::{Cue, Knowledge};
use crate::model::{Participant, Report, Stance};
use std::ops::Range;

/// Someone is tied to an event.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub sentence: usize,
    pub stance: Stance,
    /// Who did it, as the statement has it.
    pub actors: Vec<Participant>,
    /// Who says so; none where the outlet does.
    pub by: Option<Participant>,
    /// The words for the event; none where the sentence leaves it to what was told before.
    pub object: Option<Range<usize>>,
    /// The verb that ties.
    pub cue: Range<usize>,
    /// How far back the event may stand that the words do not name.
    pub reach: Reach,
    pub rule: &'static str,
}

/// How far back a statement reaches for the event it bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only to what its own words name.
    Words,
    /// To what the same sentence tells: "…, a charge the army denies".
    Sentence,
    /// To what was told last.
    Report,
}

/// A sentence in which statements are looked for.
pub(super) struct Finder<'a> {
    pub clauses: &'a Clauses<'a, 'a>,
    pub sentence: Range<usize>,
    pub number: usize,
    pub attributions: &'a [Attribution],
    pub report: &'a Report,
    pub knowledge: &'a Knowledge,
}

pub(in super::super) const DUTY: &[&str] =
    &["responsibility", "credit", "involvement", "role", "part", "complicity", "connection", "hand", "links"];
const CHARGES: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "charge",
    "charges",
    "assertion",
    "assertions",
    "report",
    "reports",
];

/// Who speaks for others.
const MOUTHS: &[&str] = &["spokesman", "spokeswoman", "spokesperson", "spokesmen", "statement"];
/// How a spokesman names those he speaks for.
const SELF: &[&str] = &["group", "movement", "militia", "organisation", "organization", "faction"];

impl Finder<'_> {
    /// The statements of the sentence, in order.
    pub(super) fn statements(&self) -> Vec<Statement> {
        let verbs = (0..self.clauses.phrases.len()).filter(|&p| self.clauses.verb(p).is_some());
        let believed = self.sentence.clone().filter_map(|t| self.believed(t));
        verbs.filter_map(|v| self.at(v)).chain(believed).filter(|s| !s.actors.is_empty()).collect()
    }

    fn at(&self, verb: usize) -> Option<Statement> {
        let group = self.clauses.verb(verb)?;
        if no_one(self.clauses, verb) {
            return None;
        }
        if self.clauses.document.tokens[group.head].tag == Tag::Be {
            return self.behind(verb);
        }
        if group.negated
            && let Some(denial) = self.own_denial(verb)
        {
            return Some(denial);
        }
        if matches!(self.word(group.head), "attributed" | "attributes" | "pinned") && !group.negated {
            return self.attributed(verb);
        }
        if self.clauses.lemma(verb) == "put" && !group.negated && self.down_to(verb).is_some() {
            return self.attributed(verb);
        }
        let told = match self.clauses.lemma(verb) {
            "put" | "place" | "lay" | "pin" | "heap" if !group.negated && self.blame_on(verb).is_some() => {
                self.blame_on(verb)
            }
            "claim" | "take" | "accept" | "admit" | "assume" | "own" | "acknowledge" | "confess" | "boast" | "brag"
            | "shoulder"
                if !group.negated =>
            {
                self.owned_up(verb).or_else(|| self.claimed(verb))
            }
            "fall" | "point" | "lay" | "clear" | "absolve" | "exonerate" if !group.negated => self.laid_at(verb),
            "deny" | "reject" | "disown" | "disavow" | "repudiate" | "refute" if !group.negated => self.denied(verb),
            "blame" | "accuse" | "implicate" | "charge" | "indict" | "suspect" if !group.negated => self.blamed(verb),
            "hold" if !group.negated && !self.clauses.passive(verb) => self.held(verb),
            "believe" | "think" | "hold" if !group.negated && self.clauses.passive(verb) => self.thought_behind(verb),
            "bear" => self.hallmark(verb),
            "have" | "play" if !group.negated => self.no_part(verb),
            "name" | "identify" if !group.negated => self.named_as(verb),
            "trace" if !group.negated => self.attributed(verb),
            "call" | "hail" | "describe" if !group.negated => self.called_work(verb),
            _ => None,
        };
        told.or_else(|| self.apart_from(verb)).or_else(|| self.own_again(verb)).or_else(|| self.carried_out(verb))
    }

    fn statement(&self, verb: usize, stance: Stance, actors: Vec<Participant>, rule: &'static str) -> Statement {
        let cue = self.clauses.phrases[verb].tokens();
        Statement { sentence: self.number, stance, actors, by: None, object: None, cue, reach: Reach::Report, rule }
    }

    fn word(&self, token: usize) -> &str {
        self.clauses.document.word_in(&self.sentence, token as isize)
    }

    fn head(&self, phrase: usize) -> &str {
        self.clauses.noun(phrase).map_or("", |n| self.word(n.head))
    }

    fn who(&self, phrase: usize) -> Option<Participant> {
        participant(self.clauses, phrase, self.report, self.knowledge).map(|(p, _)| p)
    }

    /// The subject as participants; a pronoun stands for the one whose words it is in.
    fn subject(&self, verb: usize) -> Vec<Participant> {
        let subject = self.clauses.subject(verb);
        let pronoun = subject.first().and_then(|&s| self.clauses.noun(s)).is_some_and(|n| n.pronoun);
        if pronoun {
            let at = self.clauses.phrases[verb].tokens().start;
            let direct = self.voice(verb).is_some_and(|a| a.quotes(self.clauses.document, at));
            let others = direct && subject.first().is_some_and(|&s| !matches!(self.head(s), "we" | "i"));
            return self.speaker(verb).filter(|_| !others).into_iter().collect();
        }
        subject.iter().filter_map(|&s| self.who(s)).collect()
    }

    /// Whose words hold the verb.
    fn voice(&self, verb: usize) -> Option<&Attribution> {
        let at = self.clauses.phrases[verb].tokens().start;
        self.attributions.iter().filter(|a| a.holds(at) && a.kind.tells()).min_by_key(|a| a.extent())
    }

    fn speaker(&self, verb: usize) -> Option<Participant> {
        self.voice(verb).and_then(|a| a.chain.last()).cloned()
    }

    /// From a token to the end of its clause.
    fn clause_from(&self, start: usize) -> Range<usize> {
        let end = (start..self.sentence.end.min(start + 16))
            .find(|&t| matches!(self.word(t), ";" | "." | "but" | "while") || self.word(t) == "," && t > start + 2);
        start..end.unwrap_or(self.sentence.end.min(start + 16))
    }

    /// The event behind a preposition: "for the attack".
    fn behind_preposition(&self, from: usize, words: &[&str]) -> Option<Range<usize>> {
        let at = (from..self.sentence.end.min(from + 12)).find(|&t| words.contains(&self.word(t)))?;
        Some(self.clause_from(at + 1))
    }

    /// "claimed responsibility for the blast", "claimed the blast", "the blast was claimed by".
    fn claimed(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let claim = self.clauses.lemma(verb) == "claim";
        if self.clauses.passive(verb) {
            let agent = self.clauses.with_preposition(verb, &["by"]).filter(|_| claim)?;
            let subject = *self.clauses.subject(verb).first()?;
            let object = self.clauses.noun(subject).map(|n| n.tokens.start..end);
            let duty = DUTY.contains(&self.head(subject));
            let object = if duty { None } else { object };
            return Some(Statement {
                object,
                ..self.statement(
                    verb,
                    Stance::Claimed,
                    self.who(agent).into_iter().collect(),
                    "responsibility/claimed_by",
                )
            });
        }
        if let Some(words) = self.admitted(verb) {
            return Some(words);
        }
        let object = self.object_of(verb)?;
        let head = self.head(object);
        let made = self.statement(verb, Stance::Claimed, self.claimants(verb), "responsibility/claims");
        let shoulders = head == "blame" && !claim;
        if matches!(head, "responsibility" | "credit")
            || shoulders
            || DUTY.contains(&head) && self.clauses.lemma(verb) == "admit"
        {
            let event = self.behind_preposition(self.clauses.noun(object)?.tokens.end, &["for", "of", "in"]);
            return Some(Statement { object: event, ..made });
        }
        let admits = matches!(self.clauses.lemma(verb), "admit" | "acknowledge" | "confess");
        let noun = self.clauses.noun(object).filter(|_| (claim || admits) && self.names_event(object))?;
        Some(Statement { object: Some(noun.tokens.clone()), ..made })
    }

    /// "admitted killing the men", "admitted that it had killed them".
    fn admitted(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let gerund = self.clauses.verb(verb + 1).is_some_and(|v| v.gerund);
        let words = self.clause_from(end);
        let own = self.word(end) == "that"
            && (matches!(self.word(end + 1), "it" | "they") || self.own_force(end + 1))
            && (self.names_one(&words) || self.planted_it(&words));
        (matches!(self.clauses.lemma(verb), "admit" | "acknowledge" | "confess") && (gerund || own)).then(|| {
            Statement {
                object: Some(words),
                reach: Reach::Words,
                ..self.statement(verb, Stance::Claimed, self.subject(verb), "responsibility/admits")
            }
        })
    }

    /// "quoted the Front as claiming": the one quoted claims, not the one who quotes.
    fn claimants(&self, verb: usize) -> Vec<Participant> {
        let start = self.clauses.phrases[verb].tokens().start;
        let quoted = start.checked_sub(1).is_some_and(|t| self.word(t) == "as");
        let before = (0..verb).rev().find(|&p| self.clauses.noun(p).is_some()).filter(|_| quoted);
        match before {
            Some(noun) => self.who(noun).into_iter().collect(),
            None => self.subject(verb),
        }
    }

    /// The verb's object; a day before it ("claimed Monday's blast") is none.
    fn object_of(&self, verb: usize) -> Option<usize> {
        let day = |p: &usize| self.clauses.noun(*p).is_some_and(|n| n.time);
        let object = self.clauses.object(verb).first().copied().filter(|o| !day(o));
        object.or_else(|| (verb + 1..verb + 3).find(|p| self.clauses.noun(*p).is_some() && !day(p)))
    }

    fn names_event(&self, phrase: usize) -> bool {
        let Some(noun) = self.clauses.noun(phrase) else { return false };
        let lexicon = &self.knowledge.lexicon;
        noun.tokens.clone().any(|t| {
            let violent = |id: usize| lexicon.trigger(id).kind == crate::model::EventType::Assault;
            lexicon.noun_triggers(self.word(t)).iter().any(|(_, id)| violent(*id))
                || lexicon.weapon(self.word(t)).is_some()
        })
    }

    /// "denied responsibility", "denied carrying out", "denied that it had", "a claim that the group denies".
    fn denied(&self, verb: usize) -> Option<Statement> {
        let end = self.behind_time(verb);
        let made = self.statement(verb, Stance::Denied, self.denier(verb), "responsibility/denies");
        if is_aside(self.clauses, verb) {
            return Some(Statement { reach: Reach::Sentence, ..made });
        }
        if let Some(object) =
            self.object_of(verb).filter(|&o| self.clauses.noun(o).is_some_and(|n| n.preposition.is_none()))
        {
            let head = self.head(object);
            if CHARGES.contains(&head) {
                let words = self.clause_from(self.clauses.noun(object)?.tokens.end);
                let own =
                    words.clone().any(|t| matches!(self.word(t), "it" | "they" | "its" | "their" | "responsible"));
                return (own || words.len() < 3).then_some(Statement { object: Some(words), ..made });
            }
            if DUTY.contains(&head) || head == "responsibility" {
                let event =
                    self.behind_preposition(self.clauses.noun(object)?.tokens.end, &["for", "in", "to", "with"]);
                return Some(Statement { object: event, ..made });
            }
            if self.names_event(object) {
                return Some(Statement { object: Some(self.clause_from(end)), ..made });
            }
        }
        let own = self.word(end) == "that" && matches!(self.word(end + 1), "it" | "they" | "its" | "their")
            || self.word(end) == "that" && self.word(end + 1) == "the" && SELF.contains(&self.word(end + 2))
            || matches!(self.word(end), "it" | "they")
            || self.clauses.verb(verb + 1).is_some_and(|v| v.gerund);
        own.then(|| Statement { object: Some(self.clause_from(end)), reach: Reach::Words, ..made })
    }

    /// "said it did not plant the bomb": whoever speaks denies a deed of its own.
    fn own_denial(&self, verb: usize) -> Option<Statement> {
        let deed = self
            .knowledge
            .lexicon
            .verb_triggers(self.clauses.lemma(verb))
            .iter()
            .any(|(_, id)| self.knowledge.lexicon.trigger(*id).kind == crate::model::EventType::Assault);
        let subject = self.clauses.subject(verb);
        let own = subject.first().is_some_and(|&s| matches!(self.head(s), "it" | "they" | "we"));
        let speaker = self.speaker(verb).filter(|p| deed && own && can_act(p.kind))?;
        let armed = !matches!(speaker.kind, crate::model::ActorKind::Media | crate::model::ActorKind::Civilian);
        // "said it had not fired them": what was told last.
        let vague = self.clauses.object(verb).first().is_some_and(|&o| matches!(self.head(o), "it" | "them"));
        armed.then(|| Statement {
            object: Some(self.clause_from(self.clauses.phrases[verb].tokens().start)).filter(|_| !vague),
            reach: if vague { Reach::Report } else { Reach::Words },
            ..self.statement(verb, Stance::Denied, vec![speaker], "responsibility/own_denial")
        })
    }

    /// Where what is said begins: "denied on Tuesday that", "rejected Tuesday the charge".
    fn behind_time(&self, verb: usize) -> usize {
        let end = self.clauses.phrases[verb].tokens().end;
        let near = verb + 1..self.clauses.phrases.len().min(verb + 3);
        let mut times = near.filter_map(|p| self.clauses.noun(p)).filter(|n| n.time && n.tokens.start <= end + 1);
        times.next().map_or(end, |n| n.tokens.end)
    }

    /// Whoever denies; a spokesman denies for those he speaks for.
    fn denier(&self, verb: usize) -> Vec<Participant> {
        let subject = self.clauses.subject(verb);
        let mouth = subject.first().copied().filter(|&s| MOUTHS.contains(&self.head(s)));
        let body = mouth.and_then(|s| self.clauses.with_preposition(s, &["for", "of", "from"]));
        match body.and_then(|p| self.who(p)) {
            Some(body) => vec![body],
            None => self.subject(verb),
        }
    }

    /// "had nothing to do with the attack", "played no part in it".
    fn no_part(&self, verb: usize) -> Option<Statement> {
        let end = self.clauses.phrases[verb].tokens().end;
        let nothing = self.word(end) == "nothing" && self.word(end + 1) == "to" && self.word(end + 2) == "do";
        let none = self.word(end) == "no" && DUTY.contains(&self.word(end + 1));
        if !nothing && !none {
            return None;
        }
        let event = self.behind_preposition(end, &["with", "in", "to", "for"])?;
        let actors = self.denier(verb);
        Some(Statement {
            object: Some(event),
            ..self.statement(verb, Stance::Denied, actors, "responsibility/no_part")
        })
    }

    /// The verb by which someone denied of themselves what the clause says: "rejected reports that it was behind".
    fn denied_before(&self, verb: usize) -> Option<usize> {
        let pronoun = |p: usize| self.clauses.noun(p).is_some_and(|n| n.pronoun);
        let own = self.clauses.subject(verb).first().is_some_and(|&s| pronoun(s));
        // "reports" and "claims" look like verbs behind a day: "rejected on Tuesday reports that".
        let before = (verb.saturating_sub(8)..verb)
            .rev()
            .find(|&p| self.clauses.verb(p).is_some() && !matches!(self.clauses.lemma(p), "report" | "claim"));
        before.filter(|&p| own && matches!(self.clauses.lemma(p), "deny" | "reject" | "refute" | "dismiss"))
    }

    /// "blamed the rebels for", "blamed on", "accused the army of", "suspected of".
    fn blamed(&self, verb: usize) -> Option<Statement> {
        let lemma = self.clauses.lemma(verb);
        let passive = self.clauses.passive(verb);
        let end = self.clauses.phrases[verb].tokens().end;
        let stance = if lemma == "suspect" { Stance::Suspected } else { Stance::Blamed };
        let by = if passive {
            self.clauses.with_preposition(verb, &["by"]).and_then(|p| self.who(p))
        } else {
            self.subject(verb).into_iter().next()
        };
        let object = if passive { self.clauses.subject(verb) } else { self.clauses.object(verb) };
        let by = by.or_else(|| self.speaker(verb));
        if lemma == "blame" && object.first().is_some_and(|&o| self.names_event(o)) {
            return self.attributed(verb);
        }
        let mutual = matches!(self.word(end + 1), "other" | "another");
        let actors = if mutual { self.subject(verb) } else { object.iter().filter_map(|&o| self.who(o)).collect() };
        let event = self.behind_preposition(end, &["for", "of", "in", "with", "over"]);
        // "are suspected of responsibility", "was suspected of a part in it": what for stands behind, or before.
        let duty = event.as_ref().and_then(|words| {
            words.clone().take(3).find(|&t| DUTY.contains(&self.word(t)) || self.word(t) == "complicity")
        });
        if let Some(duty) = duty {
            let event = self.behind_preposition(duty + 1, &["for", "in", "with"]);
            let actors = object.iter().filter_map(|&o| self.who(o)).collect();
            let reach = if event.is_some() { Reach::Words } else { Reach::Report };
            return Some(Statement {
                by,
                reach,
                object: event,
                ..self.statement(verb, stance, actors, "responsibility/accuses")
            });
        }
        // "…, but the rebels are suspected."
        let ends = matches!(self.word(end), "" | "." | "," | ";" | "but");
        let suspects = lemma == "suspect" && passive && ends;
        let bare = (lemma == "blame" || suspects)
            && event.is_none()
            && actors.iter().all(|a: &Participant| can_act(a.kind) && (!suspects || self.is_known(a)));
        if event.is_none() && !bare {
            return None;
        }
        // "The government blamed the rebels." bears on what was told last.
        let reach = if bare { Reach::Report } else { Reach::Words };
        let rule = if lemma == "blame" { "responsibility/blames" } else { "responsibility/accuses" };
        Some(Statement { by, reach, object: event, ..self.statement(verb, stance, actors, rule) })
    }

    /// "attributed the attack to the rebels", "the attack was attributed to", "blamed the attack on", "pinned it on".
    fn attributed(&self, verb: usize) -> Option<Statement> {
        let said = self.word(self.clauses.phrases[verb].tokens().end - 1);
        let traced = self.clauses.lemma(verb) == "trace";
        let to = traced || matches!(said, "attributed" | "attributes") || self.clauses.lemma(verb) == "put";
        let words: &[&str] = if to { &["to"] } else { &["on"] };
        let passive = self.clauses.passive(verb);
        let end = self.clauses.phrases[verb].tokens().end;
        let event = if passive { self.clauses.subject(verb).first().copied()? } else { self.object_of(verb)? };
        let from = if passive { end } else { self.clauses.noun(event)?.tokens.end };
        let marks = (from..self.sentence.end.min(from + 12)).rev().filter(|&t| words.contains(&self.word(t)));
        let named = |first: usize| -> Vec<Participant> {
            let all = self.clauses.coordinated(first).into_iter().filter_map(|p| self.who(p));
            // A bomb is traced to a workshop or a seller as well: none of them did it.
            all.filter(|a| !traced || is_armed(a.kind)).collect()
        };
        let mut named = marks.map(|t| named(self.clauses.phrase_of(t + 1)));
        let actors = named.find(|actors| !actors.is_empty())?;
        let by = if passive { self.speaker(verb) } else { self.subject(verb).into_iter().next() };
        let noun = self.clauses.noun(event).map(|n| n.tokens.clone())?;
        let device = traced && matches!(self.head(event), "device" | "devices" | "explosives");
        let object = (device || self.names_event(event)).then_some(noun)?;
        Some(Statement {
            by,
            object: Some(object),
            ..self.statement(verb, Stance::Blamed, actors, "responsibility/attributed_to")
        })
    }

    /// "put the blame on the rebels", "laid the blame for the raid on the army", "the blame was placed on".
    fn blame_on(&self, verb: usize) -> Option<Statement> {
        let passive = self.clauses.passive(verb);
        let object = if passive { self.clauses.subject(verb).first().copied() } else { self.object_of(verb) }?;
        if !matches!(self.head(object), "blame" | "responsibility" | "guilt") {
            return None;
        }
        let from = self.clauses.noun(object)?.tokens.end;
        let until = self.sentence.end.min(self.clauses.phrases[verb].tokens().end + 16);
        let on = (from..until).find(|&t| {
            let next = self.clauses.phrase_of(t + 1);
            matches!(self.word(t), "on" | "upon" | "with") && self.clauses.noun(next).is_some_and(|n| !n.time)
        })?;
        let actors =
            self.clauses.coordinated(self.clauses.phrase_of(on + 1)).iter().filter_map(|&p| self.who(p)).collect();
        let event = (from..until).find(|&t| self.word(t) == "for").map(|t| self.clause_from(t + 1));
        let event = event.map(|words| if words.start < on { words.start..words.end.min(on) } else { words });
        let by = if passive { self.speaker(verb) } else { self.subject(verb).into_iter().next() };
        Some(Statement { by, object: event, ..self.statement(verb, Stance::Blamed, actors, "responsibility/blame_on") })
    }

    /// Where "put the bombing down to" has its "down".
    fn down_to(&self, verb: usize) -> Option<usize> {
        let end = self.clauses.phrases[verb].tokens().end;
        (end..self.sentence.end.min(end + 14)).find(|&t| self.word(t) == "down" && self.word(t + 1) == "to")
    }

    /// "was behind the attack", "were responsible for", "is the work of".
    fn behind(&self, verb: usize) -> Option<Statement> {
        if let Some(own) = self.own_work(verb).or_else(|| self.claim_from(verb)) {
            return Some(own);
        }
        let end = self.clauses.phrases[verb].tokens().end;
        let at = (end..self.sentence.end.min(end + 4))
            .find(|&t| matches!(self.word(t), "behind" | "responsible" | "work"))?;
        let (stance, by) = self.told(verb);
        let denial = self.denied_before(verb);
        let denied = self.clauses.verb(verb).is_some_and(|v| v.negated) || denial.is_some();
        let stance = if denied { Stance::Denied } else { stance };
        let subject = || denial.map_or_else(|| self.subject(verb), |denial| self.denier(denial));
        let made = |actors, object| Statement {
            by: by.clone(),
            reach: Reach::Words,
            object: Some(object),
            ..self.statement(verb, stance, actors, "responsibility/was_behind")
        };
        match self.word(at) {
            "behind" => Some(made(subject(), self.clause_from(at + 1))),
            "responsible" if self.word(at + 1) == "for" => Some(made(subject(), self.clause_from(at + 2))),
            "work" if self.word(at + 1) == "of" => {
                let subject = *self.clauses.subject(verb).first()?;
                let words = self.clauses.noun(subject)?.tokens.clone();
                let actor = (at + 2..self.sentence.end).map(|t| self.clauses.phrase_of(t)).find_map(|p| self.who(p))?;
                Some(made(vec![actor], words))
            }
            _ => None,
        }
    }

    /// How surely and by whom "was behind" is told: by the one concerned, by another, by the outlet.
    fn told(&self, verb: usize) -> (Stance, Option<Participant>) {
        let modal = self.clauses.verb(verb).and_then(|v| v.modal).is_some();
        let governed = (0..verb).rev().take(3).find(|&p| self.clauses.verb(p).is_some());
        let believed = self.clauses.verb(verb).is_some_and(|v| v.infinitive)
            && governed.is_some_and(|g| {
                matches!(self.clauses.lemma(g), "believe" | "think" | "suspect" | "say" | "know" | "appear")
            });
        let claims = governed.is_some_and(|g| self.clauses.lemma(g) == "claim" && !self.clauses.passive(g));
        if claims && self.clauses.verb(verb).is_some_and(|v| v.infinitive) {
            return (Stance::Claimed, None);
        }
        let Some(voice) = self.voice(verb) else {
            return (if modal || believed { Stance::Suspected } else { Stance::Stated }, None);
        };
        let speaker = voice.chain.last().cloned();
        let subject = self.clauses.subject(verb);
        let pronoun = subject.first().is_some_and(|&s| matches!(self.head(s), "it" | "they" | "we" | "i"));
        let own = (self.sentence.clone()).any(|t| {
            matches!(self.word(t), "his" | "her" | "its" | "our" | "their")
                && matches!(
                    self.word(t + 1),
                    "group" | "organization" | "organisation" | "movement" | "men" | "fighters" | "forces"
                )
        });
        let stance = match voice.kind {
            _ if modal || believed => Stance::Suspected,
            Cue::Believes | Cue::Fears => Stance::Suspected,
            _ if pronoun || own => Stance::Claimed,
            _ => Stance::Blamed,
        };
        (stance, speaker)
    }

    /// "named the Front as the group behind".
    fn named_as(&self, verb: usize) -> Option<Statement> {
        let object = self.object_of(verb)?;
        let from = self.clauses.noun(object)?.tokens.end;
        let behind = (from..self.sentence.end.min(from + 6)).find(|&t| self.word(t) == "behind")?;
        let by = self.subject(verb).into_iter().next();
        let actors = self.who(object).into_iter().collect();
        let words = Some(self.clause_from(behind + 1));
        let reach = Reach::Words;
        Some(Statement {
            by,
            object: words,
            reach,
            ..self.statement(verb, Stance::Blamed, actors, "responsibility/named_as")
        })
    }
}

/// "No group has claimed", "nobody said": no one is the subject.
pub(in super::super) fn no_one(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let subject = clauses.subject(verb);
    let Some(noun) = subject.first().and_then(|&s| clauses.noun(s)) else { return false };
    let first = clauses.document.word(noun.tokens.start);
    let before = noun.tokens.start.checked_sub(1).map_or("", |t| clauses.document.word(t));
    matches!(first, "no" | "none" | "nobody" | "neither" | "no-one") || first == "one" && before == "no"
}

/// "a claim the group denies", "a charge that the army has rejected": the denial is told in passing.
pub(in super::super) fn is_aside(clauses: &Clauses<'_, '_>, verb: usize) -> bool {
    let document = clauses.document;
    let charge = |p: &Phrase| {
        p.noun().is_some_and(|n| CHARGES.contains(&document.word(n.head)) && document.word(n.tokens.start) != "the")
    };
    let subject = clauses.subject(verb).first().copied().unwrap_or(verb);
    let from = subject.min(verb).saturating_sub(3);
    let before = clauses.phrases[from..subject.min(verb)].iter().any(charge);
    let relative = clauses.phrases[from..verb].iter().any(|p| {
        matches!(p, Phrase::Other(t) if document.tokens[*t].tag == Tag::Relative && matches!(document.word(*t), "which"))
    });
    before || relative
}

//! Figures that verbs set on those they harm: "killed 12", "12 were killed", "two of them have died".

use super::{HarmMention, HarmReader, participle_harm};
use crate::extraction::document::Tag;
use crate::extraction::figures::{Number, number_at};
use crate::extraction::mentions::verb_trigger;
use crate::extraction::naming::name_at;
use crate::extraction::participants::{extended, generic_at};
use crate::knowledge::{ActorHit, Frame};
use crate::model::{ActorKind, EventType, HarmKind, Mode, Scope};
use std::ops::Range;

/// What people lose or keep when they are hurt.
pub(super) fn is_limb(word: &str) -> bool {
    matches!(
        word,
        "leg"
            | "legs"
            | "limb"
            | "limbs"
            | "arm"
            | "arms"
            | "eye"
            | "eyes"
            | "sight"
            | "eyesight"
            | "hearing"
            | "foot"
            | "feet"
            | "hands"
            | "fingers"
    )
}

impl HarmReader<'_, '_, '_> {
    pub(super) fn by_verbs(&self, found: &mut Vec<HarmMention>) {
        for verb in 0..self.clauses.phrases.len() {
            let Some(group) = self.clauses.verb(verb) else { continue };
            if group.negated || group.modal.is_some() || group.infinitive {
                continue;
            }
            let Some((kind, subject)) = self.harms_whom(verb) else { continue };
            let sufferers = if subject { self.clauses.subject(verb) } else { self.harmed_by(verb) };
            let mixed = self.joined_harm(verb);
            if !self.pair_of_persons(&sufferers, kind, verb, found) {
                for phrase in self.with_whole(sufferers) {
                    self.of_people(phrase, kind, Some(verb), mixed, found);
                }
            }
            self.elliptic(group.tokens.end, Some(verb), found);
        }
    }

    /// What the verb says was done to people, and whether its subject suffers it.
    fn harms_whom(&self, verb: usize) -> Option<(HarmKind, bool)> {
        let group = self.clauses.verb(verb)?;
        let lemma = self.clauses.lemma(verb);
        let passive = self.clauses.passive(verb);
        let trigger = self.knowledge.lexicon.verb_triggers(lemma).iter().find(|(rest, _)| rest.is_empty());
        let trigger = trigger.map(|(_, id)| self.knowledge.lexicon.trigger(*id));
        let phrase = verb_trigger(self.clauses, verb, self.knowledge);
        let phrase = phrase.map(|(id, _)| self.knowledge.lexicon.trigger(id)).filter(|t| t.harm.is_some());
        // What is left behind is counted from the words that follow.
        let phrase = phrase.filter(|t| !t.lemma.starts_with("leave "));
        if let Some(trigger) = phrase.or(trigger)
            && let Some(kind) = trigger.harm
        {
            return Some((kind, passive || trigger.frame == Frame::Dies));
        }
        // "hauled 60 marchers off to jail": whom the police take they arrest.
        let taking = verb_trigger(self.clauses, verb, self.knowledge).map(|(id, _)| self.knowledge.lexicon.trigger(id));
        if taking.is_some_and(|t| t.mode == Some(Mode::Abduct)) && !passive && self.police_do(verb) {
            return Some((HarmKind::Detained, false));
        }
        let fatal = self.word(group.head.wrapping_sub(1)) == "fatally"
            || self.leaves_dead(group.tokens.end)
            || self.to_death(group.tokens.end);
        if fatal && trigger.is_some_and(|t| t.kind == EventType::Assault) {
            return Some((HarmKind::Killed, passive));
        }
        let behind = group.tokens.end..self.tokens.end.min(group.tokens.end + 14);
        let follows = |words: &[&str]| behind.clone().any(|t| words.contains(&self.word(t)));
        match lemma {
            "pronounce" | "declare" if self.leaves_dead(group.tokens.end) || self.dead_behind(verb) => {
                Some((HarmKind::Killed, passive))
            }
            _ if matches!(self.word(group.head), "drowned" | "suffocated") => Some((HarmKind::Killed, true)),
            "find" | "report" | "confirm" | "count" | "leave" if passive && self.leaves_dead(group.tokens.end) => {
                Some((HarmKind::Killed, true))
            }
            "flee" => Some((HarmKind::Displaced, true)),
            "hurt" => Some((HarmKind::Injured, passive)),
            "displace" | "uproot" => Some((HarmKind::Displaced, passive)),
            "drive" | "force" | "push" | "chase"
                if follows(&["homes", "home", "houses"]) || follows(&["out"]) || follows(&["flee"]) =>
            {
                Some((HarmKind::Displaced, passive))
            }
            "abandon" | "leave" if follows(&["homes"]) && !follows(&["dead", "homeless"]) => {
                Some((HarmKind::Displaced, true))
            }
            "fall" if self.falls_fighting(verb) => Some((HarmKind::Killed, true)),
            "lose" if follows(&["lives", "life"]) => Some((HarmKind::Killed, true)),
            "lose" if !passive && self.loses_fighters(verb) => Some((HarmKind::Killed, false)),
            "lose" if behind.clone().take(4).any(|t| is_limb(self.word(t))) => Some((HarmKind::Injured, true)),
            "take" | "seek" if follows(&["refuge", "shelter"]) => Some((HarmKind::Displaced, true)),
            _ => participle_harm(self.word(group.head)).map(|kind| (kind, passive)),
        }
    }

    /// "the convoy lost 13 soldiers": a number of those who fight.
    fn loses_fighters(&self, verb: usize) -> bool {
        let object = self.clauses.object(verb).first().and_then(|&o| self.clauses.noun(o));
        object.is_some_and(|n| {
            let kind = generic_at(self.clauses.document, &n.tokens, n.head, self.knowledge).map(|(kind, ..)| kind);
            let fights = kind.is_some_and(crate::extraction::antecedents::is_armed) || self.word(n.head) == "men";
            fights && self.number_of(&n.tokens, &n.tokens, n.head).is_some()
        })
    }

    fn police_do(&self, verb: usize) -> bool {
        let subject = self.clauses.subject(verb).first().and_then(|&s| self.clauses.noun(s));
        subject.is_some_and(|n| {
            generic_at(self.clauses.document, &n.tokens, n.head, self.knowledge)
                .is_some_and(|(kind, ..)| kind == ActorKind::Police)
        })
    }

    /// "six soldiers fell in an ambush": those who fight, where there is fighting.
    fn falls_fighting(&self, verb: usize) -> bool {
        let scene = self.clauses.with_preposition(verb, &["in"]).and_then(|p| self.clauses.noun(p));
        let fight = scene.is_some_and(|n| {
            matches!(
                self.word(n.head),
                "ambush" | "ambushes" | "battle" | "battles" | "fighting" | "action" | "combat" | "clash" | "clashes"
            )
        });
        let fallen = self.clauses.subject(verb).first().and_then(|&s| self.clauses.noun(s));
        let fights = |n: &crate::extraction::phrases::NounPhrase| {
            let kind = generic_at(self.clauses.document, &n.tokens, n.head, self.knowledge).map(|(kind, ..)| kind);
            kind.is_some_and(crate::extraction::antecedents::is_armed) || self.word(n.head) == "men"
        };
        fight && fallen.is_some_and(fights)
    }

    /// Whom an active verb harms: its object, or what the last word of its phrase governs ("picked off two sentries").
    fn harmed_by(&self, verb: usize) -> Vec<usize> {
        let object = self.clauses.object(verb);
        let behind = || {
            let (id, end) = verb_trigger(self.clauses, verb, self.knowledge)?;
            self.knowledge.lexicon.trigger(id).harm?;
            self.clauses.governed_by(verb, end.checked_sub(1)?)
        };
        if object.is_empty() { behind().map_or(object, |first| self.clauses.coordinated(first)) } else { object }
    }

    /// "pronounced three marchers dead"
    fn dead_behind(&self, verb: usize) -> bool {
        let object = self.clauses.object(verb).last().and_then(|&o| self.clauses.noun(o));
        object.is_some_and(|n| self.word(n.tokens.end) == "dead" || self.word(n.head) == "dead")
    }

    /// "shot dead", "shot the imam dead".
    fn leaves_dead(&self, from: usize) -> bool {
        let near = from..self.tokens.end.min(from + 5);
        near.take_while(|&t| {
            !matches!(self.word(t), "," | ";" | "." | "and" | "or" | "in" | "at" | "for" | "were" | "was")
        })
        .any(|t| {
            self.word(t) == "dead" && self.clauses.document.tokens[t].tag == Tag::Adverb
                || t == from && self.word(t) == "dead"
        })
    }

    /// "beat four prisoners to death", "was burned to death".
    fn to_death(&self, from: usize) -> bool {
        let near = from..self.tokens.end.min(from + 7);
        near.take_while(|&t| !matches!(self.word(t), "," | ";" | "." | "and" | "or"))
            .any(|t| self.word(t) == "to" && self.word(t + 1) == "death")
    }

    /// "seven people, including four women, were killed": those named first stand for all.
    fn with_whole(&self, mut sufferers: Vec<usize>) -> Vec<usize> {
        let part = |p: &usize| self.clauses.noun(*p).and_then(|n| n.tokens.start.checked_sub(1));
        let Some(mark) = sufferers.first().and_then(part).and_then(|t| self.opens_part(t)) else {
            return sufferers;
        };
        let whole = (0..sufferers[0]).rev().find(|&p| {
            self.clauses
                .noun(p)
                .is_some_and(|n| n.tokens.end == mark || n.tokens.end + 1 == mark && self.word(mark - 1) == ",")
        });
        match whole {
            // "twelve people, four of them women": the part is counted where it is told.
            Some(whole) if self.word(mark) != "including" => vec![whole],
            Some(whole) => {
                sufferers.insert(0, whole);
                sufferers
            }
            None => sufferers,
        }
    }

    /// Where the words begin that end at a token and open a part: "including", "all of them".
    fn opens_part(&self, last: usize) -> Option<usize> {
        let counted = |t: usize| self.clauses.document.tokens[t].tag == Tag::Number;
        let whole = |t: usize| matches!(self.word(t), "all" | "each" | "most" | "both" | "some") || counted(t);
        match self.word(last) {
            "including" => Some(last),
            "them" if self.word(last.wrapping_sub(1)) == "of" => last.checked_sub(2).filter(|&t| whole(t)),
            "all" | "mostly" if self.word(last.wrapping_sub(1)) == "," => Some(last),
            _ => None,
        }
    }

    /// "A man and a woman were killed" counts two.
    fn pair_of_persons(&self, sufferers: &[usize], kind: HarmKind, verb: usize, found: &mut Vec<HarmMention>) -> bool {
        let single = |p: &usize| {
            self.clauses.noun(*p).is_some_and(|n| {
                matches!(self.word(n.tokens.start), "a" | "an" | "another" | "the" | "his" | "her" | "their")
                    && self.one_person(&n.tokens, n.head)
                    && self.number_of(&n.tokens, &n.tokens, n.head).is_none()
            })
        };
        if sufferers.len() < 2 || !sufferers.iter().all(single) {
            return false;
        }
        let tokens: Vec<_> = sufferers.iter().filter_map(|&p| self.clauses.noun(p)).map(|n| n.tokens.clone()).collect();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let whole = first.start..last.end;
        let many = sufferers.len() as u64;
        let number = Number { tokens: whole.clone(), low: many, high: Some(many), additional: false, ordinal: false };
        found.push(self.figure(&number, whole, kind, None, Some(verb)));
        true
    }

    /// "the killing of three officers", "the murder of a judge", "the arrest of 20 students".
    pub(super) fn by_nouns(&self, found: &mut Vec<HarmMention>) {
        for phrase in 0..self.clauses.phrases.len() {
            let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time && !n.pronoun) else { continue };
            let harm =
                self.knowledge.lexicon.noun_triggers(self.word(noun.head)).iter().find(|(rest, _)| rest.is_empty());
            let hurt = matches!(self.word(noun.head), "injury" | "wounding" | "maiming").then_some(HarmKind::Injured);
            let told = harm.and_then(|(_, id)| self.knowledge.lexicon.trigger(*id).harm).or(hurt);
            let Some(kind) = told else { continue };
            let negated = noun.tokens.clone().any(|t| matches!(self.word(t), "no" | "any" | "further" | "possible"));
            if let Some(of) = self.clauses.with_preposition(phrase, &["of"])
                && !negated
            {
                self.of_people(of, kind, None, false, found);
            }
        }
    }

    /// "44 civilians, including 11 women and nine children": the parts of a figure, each a subset.
    pub(super) fn parts(&self, found: &mut Vec<HarmMention>) {
        for mark in self.tokens.clone().filter(|&t| matches!(self.word(t), "including" | "among" | ":")) {
            // "35 people, not including 22 rebels": no part of them.
            if self.word(mark.wrapping_sub(1)) == "not" {
                continue;
            }
            let whole = found.iter().filter(|f| f.tokens.end <= mark).max_by_key(|f| f.tokens.end);
            let colon = self.word(mark) == ":";
            let whole = whole.filter(|f| {
                f.tokens.end + if colon || self.word(mark + 1) == "them" { 14 } else { 8 } > mark
                    && !(colon && f.harm.figure.high == Some(1))
            });
            let Some((kind, verb)) = whole.map(|f| (f.harm.kind, f.verb)) else {
                continue;
            };
            let from = if self.word(mark + 1) == "them" { mark + 2 } else { mark + 1 };
            let Some(first) = (0..self.clauses.phrases.len()).find(|&p| {
                let tokens = self.clauses.phrases[p].tokens();
                self.clauses.noun(p).is_some() && (tokens.start == from || tokens.start == from + 1)
            }) else {
                continue;
            };
            for part in self.clauses.coordinated(first) {
                let before = found.len();
                if self.clauses.noun(part).is_some_and(|n| self.number_of(&n.tokens, &n.tokens, n.head).is_some()) {
                    self.of_people(part, kind, verb, false, found);
                }
                found[before..].iter_mut().for_each(|f| f.harm.figure.scope = Scope::Subset);
            }
        }
    }

    /// "killed 21 people, 19 of them pupils", "30 men, ten of whom were cooks": a part told by who they were.
    pub(super) fn of_them(&self, found: &mut Vec<HarmMention>) {
        for at in self.tokens.clone().filter(|&t| matches!(self.word(t), "them" | "whom")) {
            if self.word(at.wrapping_sub(1)) != "of" {
                continue;
            }
            let ahead = number_at(self.clauses.document, at + 1, self.tokens.end)
                .filter(|n| self.word(at) == "whom" && matches!(self.word(n.tokens.end), "were" | "was"));
            let from = at.saturating_sub(5).max(self.tokens.start);
            let number =
                (from..at).find_map(|t| number_at(self.clauses.document, t, at).filter(|n| n.tokens.end + 1 == at));
            let behind = ahead.as_ref().map_or(at + 1, |n| n.tokens.end);
            let Some(number) = ahead.or(number).filter(|n| !n.ordinal) else { continue };
            let told = behind + usize::from(matches!(self.word(behind), "were" | "was" | "are" | "is"));
            let tag = self.clauses.document.tokens.get(told).map(|t| t.tag).filter(|_| told < self.tokens.end);
            let who = matches!(tag, Some(Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Determiner | Tag::Ing))
                && participle_harm(self.word(self.past_people(behind))).is_none();
            let whole = found.iter().filter(|f| f.tokens.end <= number.tokens.start).max_by_key(|f| f.tokens.end);
            let whole = whole.filter(|f| {
                let more = f.harm.figure.high.is_none_or(|high| high > number.low);
                more && f.tokens.end + 20 > number.tokens.start && f.harm.figure.scope == Scope::Total
            });
            if let Some((kind, verb)) = whole.map(|f| (f.harm.kind, f.verb)).filter(|_| who)
                && !self.taken(found, &number.tokens, kind)
            {
                let mut part = self.figure(&number, number.tokens.clone(), kind, None, verb);
                part.harm.figure.scope = Scope::Subset;
                found.push(part);
            }
        }
    }

    /// "Among the 69 people shot dead were 33 boys".
    pub(super) fn among(&self, found: &mut Vec<HarmMention>) {
        let opens = self.tokens.start;
        let whole = found.iter().find(|f| f.tokens.start > opens && f.tokens.start <= opens + 2);
        let Some((kind, verb, end)) =
            whole.filter(|_| self.word(opens) == "among").map(|f| (f.harm.kind, f.verb, f.tokens.end))
        else {
            return;
        };
        let first = (end..self.tokens.end).find(|&t| matches!(self.word(t), "were" | "was")).map(|t| t + 1);
        let part = first.and_then(|from| {
            (0..self.clauses.phrases.len()).find(|&p| self.clauses.noun(p).is_some_and(|n| n.tokens.start == from))
        });
        for part in part.map_or(Vec::new(), |p| self.clauses.coordinated(p)) {
            let before = found.len();
            if self.clauses.noun(part).is_some_and(|n| self.number_of(&n.tokens, &n.tokens, n.head).is_some()) {
                self.of_people(part, kind, verb, false, found);
            }
            found[before..].iter_mut().for_each(|f| f.harm.figure.scope = Scope::Subset);
        }
    }

    /// "killed or wounded", "killed and captured": a figure that several verbs share belongs to none of them.
    fn joined_harm(&self, verb: usize) -> bool {
        let tokens = self.clauses.phrases[verb].tokens();
        let harms = |word: &str| participle_harm(word).is_some() || matches!(word, "captured" | "taken");
        let after = matches!(self.word(tokens.end), "or" | "and") && harms(self.word(tokens.end + 1));
        let start = self.clauses.verb(verb).map_or(tokens.start, |v| v.head);
        let before = start >= 2 && matches!(self.word(start - 1), "or" | "and") && harms(self.word(start - 2));
        let bare = |at: usize| participle_harm(self.word(at));
        // "shot dead and killed" is one thing twice.
        let same =
            after && bare(tokens.end + 1) == bare(start) || before && start >= 2 && bare(start - 2) == bare(start);
        (after || before) && !same
    }

    /// "and 40 others wounded", "12 more injured": a number before a bare participle behind the verb.
    pub(super) fn elliptic(&self, from: usize, verb: Option<usize>, found: &mut Vec<HarmMention>) {
        let mut at = from;
        while at + 1 < self.tokens.end && at < from + 14 {
            let number = number_at(self.clauses.document, at, self.tokens.end).filter(|n| !n.ordinal);
            let Some(number) = number else {
                at += 1;
                continue;
            };
            let after = self.past_people(number.tokens.end);
            if let Some(kind) = participle_harm(self.word(after))
                && !self.taken(found, &number.tokens, kind)
                && self.word(at.saturating_sub(1)) != "of"
            {
                let mut figure = self.figure(&number, number.tokens.start..after + 1, kind, None, verb);
                figure.mixed =
                    matches!(self.word(after + 1), "or" | "and") && participle_harm(self.word(after + 2)).is_some();
                found.push(figure);
            }
            at = number.tokens.end;
        }
    }

    /// The first token behind words for the people counted and auxiliaries: "40 | others were seriously | wounded".
    fn past_people(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.tokens.end
            && (matches!(
                self.word(at),
                "others"
                    | "other"
                    | "more"
                    | "people"
                    | "were"
                    | "was"
                    | "of"
                    | "them"
                    | "have"
                    | "has"
                    | "been"
                    | "had"
                    | "seriously"
                    | "critically"
                    | "also"
                    | "since"
                    | "the"
                    | "those"
                    | "aboard"
                    | "slightly"
                    | "badly"
            ) || self.knowledge.lexicon.agent(self.word(at)).is_some())
        {
            at += 1;
        }
        at
    }

    /// The figure of a phrase of people: its number, or one for "a soldier", or an open plural.
    pub(super) fn of_people(
        &self,
        phrase: usize,
        kind: HarmKind,
        verb: Option<usize>,
        mixed: bool,
        found: &mut Vec<HarmMention>,
    ) {
        let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time) else { return };
        if noun.pronoun {
            self.of_one(noun.head, kind, verb, found);
            return;
        }
        // "brought to 60 the number of people killed this year": they are counted there, not here.
        let counted = noun.preposition.is_some_and(|t| {
            self.word(t) == "of" && matches!(self.word(t.wrapping_sub(1)), "number" | "toll" | "tally" | "count")
        });
        if counted {
            return;
        }
        // "how many policemen died is not known": asked, not told.
        let asked = noun.tokens.start;
        if self.word(asked) == "many" && self.word(asked.wrapping_sub(1)) == "how"
            || self.word(asked) == "how" && self.word(asked + 1) == "many"
        {
            return;
        }
        let Some((tokens, decides)) = extended(self.clauses, phrase) else { return };
        let Some(people) = self.clauses.noun(decides) else { return };
        let whole = tokens.clone();
        let number = self.number_of(&tokens, &people.tokens, people.head);
        // "four of the 11 people killed there were soldiers": all eleven were killed.
        let whole_of = verb.filter(|&v| v == decides + 1 && decides != phrase && self.clauses.reduced(v));
        let number = whole_of.and_then(|_| self.number_of(&people.tokens, &people.tokens, people.head)).or(number);
        let number = match number {
            Some(number) => (!number.ordinal && self.may_be_people(people.head, &people.tokens)).then_some(number),
            None => self.unnumbered(&whole, &people.tokens, people.head),
        };
        let Some(number) = number else { return };
        let mut figure = self.figure(&number, whole, kind, Some(people.tokens.clone()), verb);
        figure.mixed = mixed;
        if !self.taken(found, &figure.tokens, kind) {
            found.push(figure);
        }
    }

    /// "One was killed, a clerk."
    fn of_one(&self, at: usize, kind: HarmKind, verb: Option<usize>, found: &mut Vec<HarmMention>) {
        let person = matches!(self.word(at), "him" | "her");
        if person || self.word(at) == "one" && self.word(at.wrapping_sub(1)) != "no" {
            let number = Number { tokens: at..at + 1, low: 1, high: Some(1), additional: false, ordinal: false };
            found.push(self.figure(&number, at..at + 1, kind, None, verb));
        }
    }

    /// The number among the first words of a phrase; a year is none.
    fn number_of(&self, tokens: &Range<usize>, people: &Range<usize>, head: usize) -> Option<Number> {
        let document = self.clauses.document;
        let number = (tokens.start..tokens.end.min(tokens.start + 5))
            .filter(|&at| !(at > tokens.start && matches!(self.word(at), "a" | "an")))
            .filter(|&at| !self.is_age(tokens.start, at))
            .find_map(|at| number_at(document, at, tokens.end))?;
        let year = number.high == Some(number.low)
            && (1900..2100).contains(&number.low)
            && document.span(number.tokens.clone()).len() == 4;
        (!year || self.person(people, head)).then_some(number)
    }

    /// "a girl of thirteen", "a man of 70": how old someone is.
    fn is_age(&self, from: usize, at: usize) -> bool {
        let tag = |t: usize| self.clauses.document.tokens.get(t).map(|t| t.tag);
        if at < from + 2 || self.word(at - 1) != "of" || !matches!(self.word(from), "a" | "an") {
            return false;
        }
        let lexicon = &self.knowledge.lexicon;
        let person = lexicon.agent(self.word(at - 2)).is_some() && !lexicon.is_collective(self.word(at - 2));
        person && !matches!(tag(at + 1), Some(Tag::Noun | Tag::Adjective))
    }

    fn person(&self, people: &Range<usize>, head: usize) -> bool {
        generic_at(self.clauses.document, people, head, self.knowledge)
            .is_some_and(|(kind, ..)| !matches!(kind, ActorKind::Infrastructure | ActorKind::Place))
    }

    fn one_person(&self, people: &Range<usize>, head: usize) -> bool {
        generic_at(self.clauses.document, people, head, self.knowledge)
            .is_some_and(|(kind, plural, _)| !plural && !matches!(kind, ActorKind::Infrastructure | ActorKind::Place))
    }

    /// Whether a counted noun may be people: whatever is not known to be a thing, a place or a measure.
    fn may_be_people(&self, head: usize, people: &Range<usize>) -> bool {
        let thing = generic_at(self.clauses.document, people, head, self.knowledge)
            .is_some_and(|(kind, ..)| matches!(kind, ActorKind::Infrastructure | ActorKind::Place));
        !thing && !self.knowledge.lexicon.is_thing(self.word(head))
    }

    /// "a soldier" is one; "civilians" and "Iraqis" are two or more; "the army" and "Iraq" are no figure.
    fn unnumbered(&self, whole: &Range<usize>, people: &Range<usize>, head: usize) -> Option<Number> {
        let document = self.clauses.document;
        let agent = generic_at(document, people, head, self.knowledge)
            .filter(|(kind, ..)| !matches!(kind, ActorKind::Infrastructure | ActorKind::Place));
        let named = document.tokens[head].tag == Tag::Proper;
        let collective = matches!(
            self.word(head),
            "police"
                | "army"
                | "government"
                | "military"
                | "opposition"
                | "population"
                | "family"
                | "crowd"
                | "regime"
                | "party"
                | "dead"
                | "wounded"
                | "injured"
        );
        let hit = name_at(document, head, people.end, self.knowledge).map(|name| name.hit).filter(|_| agent.is_none());
        let state = match hit {
            Some(ActorHit::Actor(number)) => self.knowledge.actors.get(number).id.starts_with("state-"),
            Some(ActorHit::Seat(_)) => true,
            _ => false,
        };
        if collective || state || agent.is_none() && (!named || people.len() > 5) {
            return None;
        }
        let people_of = matches!(hit, Some(ActorHit::Demonym(_))) && self.word(head).ends_with('s');
        let plural = people_of
            || agent.is_some_and(|(_, plural, _)| plural)
            || matches!(self.word(head), "people" | "troops" | "personnel");
        let (low, high) = if plural { (2, None) } else { (1, Some(1)) };
        Some(Number { tokens: whole.clone(), low, high, additional: false, ordinal: false })
    }
}

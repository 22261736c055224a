//! Harm: figures of people killed, injured, displaced, detained, bound to what they count.

use super::clauses::Clauses;
use super::document::Tag;
use super::figures::{Number, number_at};
use super::participants::extended;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{Figure, Harm, HarmKind, Report, Scope, Span};
use std::ops::Range;

/// A figure of people in a sentence, with where it stands.
#[derive(Debug, Clone)]
pub(super) struct HarmMention {
    pub harm: Harm,
    pub tokens: Range<usize>,
    /// The phrase of the verb that says it, where one does.
    pub verb: Option<usize>,
    /// Counts a period or all so far: "since", "so far this year".
    pub combined: bool,
}

/// Reads the harm of one sentence.
pub(super) struct HarmReader<'a, 'd, 't> {
    pub clauses: &'a Clauses<'d, 't>,
    pub report: &'a Report,
    pub knowledge: &'a Knowledge,
    pub tokens: Range<usize>,
}

fn participle_harm(word: &str) -> Option<HarmKind> {
    Some(match word {
        "killed" | "dead" | "slain" | "murdered" | "executed" | "massacred" | "died" | "assassinated" | "beheaded"
        | "slaughtered" => HarmKind::Killed,
        "injured" | "wounded" | "hurt" | "maimed" => HarmKind::Injured,
        "missing" | "disappeared" => HarmKind::Missing,
        "displaced" | "homeless" | "uprooted" => HarmKind::Displaced,
        "arrested" | "detained" | "imprisoned" | "jailed" => HarmKind::Detained,
        _ => return None,
    })
}

impl HarmReader<'_, '_, '_> {
    /// Every figure of harm in the sentence.
    pub fn read(&self) -> Vec<HarmMention> {
        let mut found = Vec::new();
        self.by_verbs(&mut found);
        self.tolls(&mut found);
        self.zeros(&mut found);
        self.left_behind(&mut found);
        found.sort_by_key(|h| h.tokens.start);
        found
    }

    fn by_verbs(&self, found: &mut Vec<HarmMention>) {
        for verb in 0..self.clauses.phrases.len() {
            let Some(group) = self.clauses.verb(verb) else { continue };
            if group.negated || group.modal.is_some() {
                continue;
            }
            let lemma = self.clauses.lemma(verb);
            let word = self.clauses.document.word(group.head);
            let trigger = self.knowledge.lexicon.verb_triggers(lemma).iter().find(|(rest, _)| rest.is_empty());
            let trigger = trigger.map(|(_, id)| self.knowledge.lexicon.trigger(*id));
            let harm = trigger.and_then(|t| t.harm).or_else(|| match lemma {
                "flee" => Some(HarmKind::Displaced),
                "hurt" => Some(HarmKind::Injured),
                "displace" | "uproot" => Some(HarmKind::Displaced),
                _ => participle_harm(word),
            });
            let Some(harm) = harm else { continue };
            let dies = trigger.is_some_and(|t| t.frame == Frame::Dies) || lemma == "flee";
            let sufferers =
                if dies || self.clauses.passive(verb) { self.clauses.subject(verb) } else { self.clauses.object(verb) };
            let second = self.joined_harm(verb);
            for phrase in sufferers {
                self.of_people(phrase, harm, Some(verb), second.is_some(), found);
            }
            self.elliptic(group.tokens.end, verb, found);
        }
    }

    /// "killed or wounded", "dead and injured": a combined figure is neither.
    fn joined_harm(&self, verb: usize) -> Option<HarmKind> {
        let document = self.clauses.document;
        let end = self.clauses.phrases[verb].tokens().end;
        let sentence = &self.tokens;
        let joins = matches!(document.word_in(sentence, end as isize), "or" | "and");
        joins.then(|| participle_harm(document.word_in(sentence, end as isize + 1))).flatten()
    }

    /// "and 40 others wounded", "12 more injured": a number before a bare participle behind the verb.
    fn elliptic(&self, from: usize, verb: usize, found: &mut Vec<HarmMention>) {
        let document = self.clauses.document;
        let mut at = from;
        while at + 1 < self.tokens.end && at < from + 14 {
            if let Some(number) = number_at(document, at, self.tokens.end)
                && !number.ordinal
            {
                let mut after = number.tokens.end;
                while after < self.tokens.end
                    && (matches!(
                        document.word(after),
                        "others"
                            | "other"
                            | "more"
                            | "people"
                            | "were"
                            | "was"
                            | "of"
                            | "them"
                            | "civilians"
                            | "have"
                            | "been"
                            | "had"
                            | "seriously"
                            | "critically"
                            | "also"
                    ) || self.knowledge.lexicon.agent(document.word(after)).is_some())
                {
                    after += 1;
                }
                if after < self.tokens.end
                    && let Some(kind) = participle_harm(document.word(after))
                    && !self.taken(found, &number.tokens, kind)
                    && document.word(at.saturating_sub(1)) != "of"
                {
                    found.push(self.figure(&number, number.tokens.start..after + 1, kind, None, Some(verb)));
                }
                at = number.tokens.end;
            } else {
                at += 1;
            }
        }
    }

    fn taken(&self, found: &[HarmMention], tokens: &Range<usize>, kind: HarmKind) -> bool {
        let span = self.clauses.document.span(tokens.clone());
        found.iter().any(|f| f.harm.kind == kind && self.clauses.document.span(f.tokens.clone()).overlaps(span))
    }

    /// The figure of a phrase of people: its number, or one for "a soldier", or an open plural.
    fn of_people(
        &self,
        phrase: usize,
        kind: HarmKind,
        verb: Option<usize>,
        combined: bool,
        found: &mut Vec<HarmMention>,
    ) {
        let document = self.clauses.document;
        let Some(noun) = self.clauses.noun(phrase).filter(|n| !n.time && !n.pronoun) else { return };
        let Some((tokens, decides)) = extended(self.clauses, phrase) else { return };
        let people = self.clauses.noun(decides).map(|n| (n.tokens.clone(), n.head));
        let Some((people_tokens, head)) = people else { return };
        let agent = super::participants::generic_at(document, &people_tokens, head, self.knowledge);
        let is_person = agent.as_ref().is_some_and(|(k, ..)| {
            !matches!(k, crate::model::ActorKind::Infrastructure | crate::model::ActorKind::Place)
        });
        let number =
            (tokens.start..tokens.end.min(tokens.start + 4)).find_map(|at| number_at(document, at, tokens.end));
        let others = matches!(document.word(noun.head), "others" | "another");
        let named = document.tokens[head].tag == Tag::Proper;
        let whole = tokens.clone();
        let year = |n: &Number| {
            n.high == Some(n.low) && (1900..2100).contains(&n.low) && document.span(n.tokens.clone()).len() == 4
        };
        let number = number.filter(|n| !year(n) || is_person);
        let figure = match number {
            Some(number)
                if !number.ordinal
                    && (is_person
                        || others
                        || self.counts_people(document.word(head))
                        || number.tokens.end >= tokens.end) =>
            {
                Some(self.figure(&number, whole, kind, Some(people_tokens), verb))
            }
            Some(_) => None,
            None if is_person || named => {
                let plural = agent.as_ref().is_some_and(|(_, plural, _)| *plural);
                let collective = matches!(
                    document.word(head),
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
                );
                if collective || named && agent.is_none() && noun.tokens.len() > 5 {
                    None
                } else {
                    let (low, high) = if plural { (2, None) } else { (1, Some(1)) };
                    let number = Number { tokens: whole.clone(), low, high, additional: false, ordinal: false };
                    Some(self.figure(&number, whole, kind, Some(people_tokens), verb))
                }
            }
            None => None,
        };
        if let Some(mut figure) = figure
            && !self.taken(found, &figure.tokens, kind)
        {
            figure.combined = combined;
            found.push(figure);
        }
    }

    fn counts_people(&self, word: &str) -> bool {
        matches!(
            word,
            "others"
                | "lives"
                | "bodies"
                | "members"
                | "troops"
                | "casualties"
                | "dead"
                | "wounded"
                | "americans"
                | "palestinians"
                | "israelis"
                | "syrians"
                | "iraqis"
        ) || word.ends_with("ans")
            || word.ends_with("is")
    }

    fn figure(
        &self,
        number: &Number,
        tokens: Range<usize>,
        kind: HarmKind,
        people: Option<Range<usize>>,
        verb: Option<usize>,
    ) -> HarmMention {
        let document = self.clauses.document;
        let span = document.span(tokens.clone());
        let who = people.map(|p| {
            let from = p
                .clone()
                .find(|&t| {
                    !number.tokens.contains(&t) && !matches!(document.tokens[t].tag, Tag::Number | Tag::Determiner)
                })
                .unwrap_or(p.start);
            document.words(from..p.end)
        });
        let subset = document.word_in(&self.tokens, tokens.start as isize - 1) == "including"
            || document.word_in(&self.tokens, tokens.start as isize - 2) == "including"
            || matches!(document.word_in(&self.tokens, tokens.start as isize - 1), "among" | "them");
        let figure = Figure {
            quote: self.report.quote(Span::new(span.start, span.end)),
            low: number.low,
            high: number.high,
            unit: None,
            group: who.as_deref().and_then(group_of).map(str::to_owned),
            who,
            scope: if subset { Scope::Subset } else { Scope::Total },
            source: None,
        };
        HarmMention { harm: Harm { kind, figure }, tokens, verb, combined: false }
    }

    /// "the death toll rose to 42", "a toll of 42", "42 deaths", "42 dead".
    fn tolls(&self, found: &mut Vec<HarmMention>) {
        let document = self.clauses.document;
        for at in self.tokens.clone() {
            let word = document.word(at);
            let toll = word == "toll" || word == "tolls";
            let noun = match word {
                "deaths" | "fatalities" | "dead" | "corpses" | "bodies" => Some(HarmKind::Killed),
                "injuries" | "wounded" | "injured" => Some(HarmKind::Injured),
                "refugees" => None,
                "arrests" | "detentions" => Some(HarmKind::Detained),
                _ => None,
            };
            if toll {
                let number = (at + 1..self.tokens.end.min(at + 9))
                    .filter(|&t| {
                        matches!(
                            document.word(t.saturating_sub(1)),
                            "to" | "at" | "of" | "was" | "is" | "reached" | "passed" | "by"
                        )
                    })
                    .find_map(|t| number_at(document, t, self.tokens.end).filter(|n| n.high != Some(1)));
                if let Some(number) = number
                    && !self.taken(found, &number.tokens, HarmKind::Killed)
                {
                    found.push(self.figure(&number, number.tokens.clone(), HarmKind::Killed, None, None));
                }
            }
            let (Some(kind), Some(before)) = (noun, self.number_ending(at)) else { continue };
            if !self.taken(found, &before.tokens, kind) {
                found.push(self.figure(&before, before.tokens.start..at + 1, kind, None, None));
            }
        }
    }

    /// The number right before a token: "at least 12 | dead".
    fn number_ending(&self, at: usize) -> Option<Number> {
        let document = self.clauses.document;
        (at.saturating_sub(5).max(self.tokens.start)..at).find_map(|start| {
            number_at(document, start, at).filter(|n| {
                !n.ordinal
                    && (n.tokens.end == at
                        || n.tokens.end + 1 == at
                            && (document.tokens[at - 1].tag == Tag::Noun
                                || document.tokens[at - 1].tag == Tag::Adjective
                                || document.word(at - 1) == "people"))
            })
        })
    }

    /// "no casualties", "no one was killed": an explicit zero.
    fn zeros(&self, found: &mut Vec<HarmMention>) {
        let document = self.clauses.document;
        for at in self.tokens.clone() {
            let phrase_end = self.tokens.end.min(at + 7);
            let no_one = matches!(document.word(at), "nobody" | "none") || document.word(at) == "no";
            if !no_one {
                continue;
            }
            let Some(word_at) = (at + 1..phrase_end).find(|&t| {
                matches!(
                    document.word(t),
                    "casualties"
                        | "deaths"
                        | "injuries"
                        | "fatalities"
                        | "victims"
                        | "killed"
                        | "injured"
                        | "wounded"
                        | "hurt"
                        | "casualty"
                        | "harmed"
                )
            }) else {
                continue;
            };
            let both = matches!(document.word(word_at), "casualties" | "victims" | "casualty" | "hurt" | "harmed");
            let kinds: &[HarmKind] = match document.word(word_at) {
                "deaths" | "fatalities" | "killed" if !self.joins_injury(word_at) => &[HarmKind::Killed],
                "injuries" | "injured" | "wounded" => &[HarmKind::Injured],
                _ => &[HarmKind::Killed, HarmKind::Injured],
            };
            let end = if !both && self.joins_injury(word_at) { word_at + 3 } else { word_at + 1 };
            for kind in kinds {
                let number = Number { tokens: at..end, low: 0, high: Some(0), additional: false, ordinal: false };
                found.retain(|f| !(f.harm.kind == *kind && f.tokens.start <= word_at && f.tokens.end > at));
                found.push(self.figure(&number, at..end.min(self.tokens.end), *kind, None, None));
            }
        }
    }

    fn joins_injury(&self, at: usize) -> bool {
        let document = self.clauses.document;
        matches!(document.word_in(&self.tokens, at as isize + 1), "or" | "and")
            && participle_harm(document.word_in(&self.tokens, at as isize + 2)) == Some(HarmKind::Injured)
    }

    /// "left 12 dead and 30 wounded", "killing 12", "claimed 12 lives".
    fn left_behind(&self, found: &mut Vec<HarmMention>) {
        let document = self.clauses.document;
        for at in self.tokens.clone() {
            if !matches!(document.word(at), "leaving" | "left" | "claimed" | "claiming" | "lost") {
                continue;
            }
            let Some(number) =
                (at + 1..self.tokens.end.min(at + 3)).find_map(|t| number_at(document, t, self.tokens.end))
            else {
                continue;
            };
            let after = number.tokens.end;
            let near = after..self.tokens.end.min(after + 5);
            let kind = near.clone().find_map(|t| match document.word(t) {
                "lives" => Some((t, HarmKind::Killed)),
                word => participle_harm(word).map(|k| (t, k)),
            });
            if let Some((t, kind)) = kind
                && !self.taken(found, &number.tokens, kind)
            {
                found.push(self.figure(&number, number.tokens.start..t + 1, kind, None, None));
                self.elliptic(t, self.clauses.phrase_of(at), found);
            }
        }
    }
}

/// The kind of people that the words count.
fn group_of(who: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|w| who.contains(w));
    if has(&["child", "boy", "girl", "infant", "baby"]) {
        Some("children")
    } else if has(&["women", "woman"]) {
        Some("women")
    } else if has(&["civilian", "resident", "villager", "worshipper", "people"]) {
        Some("civilians")
    } else if has(&["soldier", "troop", "fighter", "rebel", "militant", "policem", "officer", "guerrilla", "insurgent"])
    {
        Some("fighters")
    } else {
        None
    }
}

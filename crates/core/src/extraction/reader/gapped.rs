//! Gapped deeds: "shot a colonel in one town on Monday and a judge in another on Wednesday" is one verb and two events. In: a verb mention
//! with its draft. Out: a draft of the second deed. Must not know: what else the sentence tells.

use super::sentence::SentencePass;
use crate::extraction::document::Tag;
use crate::extraction::draft::Draft;
use crate::extraction::harm::HarmReader;
use crate::extraction::mentions::Mention;
use crate::extraction::roles::{RoleReader, Roles};
use crate::extraction::tellings;
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// The second deed of a verb whose first has a place or a time of its own; it has to have a place or a day of its own.
    pub(super) fn gapped(&self, reader: &RoleReader<'_, '_, '_>, mention: &Mention, first: &Draft) -> Option<Draft> {
        if let Some(second) = self.second_subject(mention) {
            return self.joined_by(reader, mention, first, second);
        }
        let second = self.second_object(mention)?;
        let tokens = self.clauses.noun(second)?.tokens.clone();
        let mut roles = Roles::default();
        reader.undergo(&[second], mention, &mut roles);
        let own = Mention { phrase: second, tokens: tokens.clone(), verb: false, carrier: None, ..mention.clone() };
        let span = self.document().span(tokens.clone());
        let mut draft = Draft { anchor: span, trigger: span, same_as: None, ..first.clone() };
        (draft.account.place, draft.account.date, draft.time) = (None, None, None);
        (draft.place_sure, draft.place_named) = (false, false);
        self.place(&own, &mut draft);
        let elsewhere =
            draft.account.place.as_ref().filter(|_| draft.place_sure && draft.place_named).is_some_and(|place| {
                let behind = self.pass.report.bytes_of(&place.quote).start >= span.end;
                behind && first.account.place.as_ref().is_none_or(|p| p.name != place.name)
            });
        self.pass.dating.own(&own, self.clauses, &self.tokens, &mut draft);
        let day = |d: &Draft| d.account.date.as_ref().map(|when| (when.earliest, when.latest));
        let behind = |d: &Draft| {
            let quote = d.account.date.as_ref().and_then(|when| when.quote.as_ref());
            quote.is_some_and(|q| self.pass.report.bytes_of(q).start >= span.end)
        };
        let another_day = behind(&draft) && !behind(first) && day(&draft) != day(first) && day(first).is_some();
        if !elsewhere && !another_day {
            return None;
        }
        if !elsewhere {
            // "attacked Kufra on Monday and Sirte on Tuesday": the second was elsewhere.
            let named = self.document().tokens[tokens.end - 1].tag == Tag::Proper;
            draft.account.place = first.account.place.clone().filter(|_| !named);
            (draft.place_sure, draft.place_named) = (first.place_sure && !named, first.place_named && !named);
        }
        if draft.account.date.is_none() || !behind(&draft) {
            (draft.account.date, draft.time) = (first.account.date.clone(), first.time.clone());
        }
        self.harm_to(second, mention, &mut draft);
        if roles.targets.is_empty() && draft.account.harm.is_empty() {
            return None;
        }
        draft.account.targets = roles.targets;
        draft.by(Slot::Type, "mention/gapped");
        Some(draft)
    }

    /// "Students marched in Blida on Saturday, and workers in Annaba": the same done by others somewhere else.
    fn joined_by(
        &self,
        reader: &RoleReader<'_, '_, '_>,
        mention: &Mention,
        first: &Draft,
        second: usize,
    ) -> Option<Draft> {
        let tokens = self.clauses.noun(second)?.tokens.clone();
        let own = Mention { phrase: second, tokens: tokens.clone(), verb: false, carrier: None, ..mention.clone() };
        let span = self.document().span(tokens);
        let mut draft = Draft { anchor: span, trigger: span, same_as: None, ..first.clone() };
        (draft.account.place, draft.account.count) = (None, None);
        draft.account.harm.clear();
        (draft.place_sure, draft.place_named) = (false, false);
        self.place(&own, &mut draft);
        let place = draft.account.place.as_ref().filter(|_| draft.place_sure && draft.place_named)?;
        let behind = self.pass.report.bytes_of(&place.quote).start >= span.end;
        if !behind || first.account.place.as_ref().is_some_and(|p| p.name == place.name) {
            return None;
        }
        let before = (draft.account.date.take(), draft.time.take());
        self.pass.dating.own(&own, self.clauses, &self.tokens, &mut draft);
        let quote = draft.account.date.as_ref().and_then(|when| when.quote.as_ref());
        if quote.is_none_or(|q| self.pass.report.bytes_of(q).start < span.end) {
            (draft.account.date, draft.time) = before;
        }
        let mut roles = Roles::default();
        if mention.frame == Frame::Explodes {
            draft.account.targets.clear();
        } else {
            reader.agents(vec![second], &mut roles);
            let serve = |a: &Participant| matches!(a.kind, ActorKind::Police | ActorKind::Military);
            if roles.actors.is_empty() || roles.actors.iter().any(serve) {
                return None;
            }
            draft.account.actors = roles.actors;
        }
        draft.by(Slot::Type, "mention/gapped_subject");
        Some(draft)
    }

    /// The noun phrase behind "and" for those who do the same, with a place behind it and no verb of its own.
    fn second_subject(&self, mention: &Mention) -> Option<usize> {
        let does = mention.kind == EventType::Protest || mention.frame == Frame::Explodes;
        if !mention.verb || !does || !self.clauses.object(mention.phrase).is_empty() {
            return None;
        }
        let mut at = mention.phrase + 1;
        let mut told = false;
        let second = loop {
            match self.clauses.other(at) {
                Some((token, Tag::Conjunction)) if told && self.document().word(token) == "and" => break at + 1,
                Some((token, Tag::Comma)) if self.document().word(token) == "," => at += 1,
                Some((_, Tag::Preposition | Tag::Adverb)) => at += 1,
                None if self.clauses.noun(at).is_some_and(|n| n.time || n.preposition.is_some()) => {
                    told = true;
                    at += 1;
                }
                _ => return None,
            }
        };
        let noun = self.clauses.noun(second).filter(|n| n.preposition.is_none())?;
        let another = matches!(self.document().word(noun.tokens.start), "another" | "a" | "others")
            && matches!(
                self.document().word(noun.head),
                "another" | "second" | "third" | "others" | "bomb" | "mine" | "grenade"
            );
        let people =
            mention.kind == EventType::Protest && !noun.pronoun && self.document().tokens[noun.head].tag == Tag::Noun;
        if mention.frame == Frame::Explodes && !another || mention.frame != Frame::Explodes && !people {
            return None;
        }
        let placed = self.clauses.noun(second + 2).is_some_and(|n| {
            !n.time
                && n.preposition.is_some_and(|t| matches!(self.document().word(t), "in" | "at" | "near" | "outside"))
        });
        let acts = (second + 1..self.clauses.phrases.len()).any(|p| self.clauses.verb(p).is_some());
        (placed && !acts).then_some(second)
    }

    fn harm_to(&self, phrase: usize, mention: &Mention, draft: &mut Draft) {
        draft.account.harm.clear();
        let Some(kind) = self.pass.knowledge.lexicon.trigger(mention.trigger).harm else { return };
        let reader = HarmReader {
            clauses: self.clauses,
            report: self.pass.report,
            knowledge: self.pass.knowledge,
            tokens: self.tokens.clone(),
        };
        for one in reader.of_phrase(phrase, kind) {
            tellings::add_harm(&mut draft.account.harm, &one.harm);
        }
    }

    /// The phrase behind "and" that the verb is gapped before: only the places and times of the first deed lie between.
    fn second_object(&self, mention: &Mention) -> Option<usize> {
        if !mention.verb || mention.kind != EventType::Assault || mention.frame != Frame::Acts {
            return None;
        }
        let object = self.clauses.object(mention.phrase).into_iter().max().unwrap_or(0);
        let from = object.max(mention.phrase) + 1;
        let mut told = false;
        let mut at = from;
        let second = loop {
            match self.clauses.other(at) {
                Some((token, Tag::Conjunction)) if told && self.document().word(token) == "and" => break at + 1,
                Some((_, Tag::Preposition | Tag::Adverb)) => at += 1,
                None if self.clauses.noun(at).is_some_and(|n| n.time || n.preposition.is_some()) => {
                    told = true;
                    at += 1;
                }
                _ => return None,
            }
        };
        let noun = self.clauses.noun(second).filter(|n| !n.time && !n.pronoun && n.preposition.is_none())?;
        // "near a town and oil pipelines": a bare plural may stand with the place before.
        let name = |p: usize| self.clauses.noun(p).is_some_and(|n| self.document().tokens[n.head].tag == Tag::Proper);
        let opens = matches!(self.document().tokens[noun.tokens.start].tag, Tag::Determiner | Tag::Number)
            || name(second) && object > mention.phrase && name(object);
        // "near a school and a hospital" is one scene; a day or a name before the "and" ends the first deed.
        let ends =
            self.clauses.noun(second - 2).is_some_and(|n| n.time || self.document().tokens[n.head].tag == Tag::Proper);
        let last = self.clauses.phrases.len();
        let acts =
            (second + 1..last).any(|p| self.clauses.verb(p).is_some() && self.clauses.subject(p).contains(&second));
        (opens && ends && !acts).then_some(second)
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::{accounts, who};

    #[test]
    fn one_verb_may_tell_two_deeds() {
        let text = "Gunmen shot dead a colonel in Lagos on Monday and a judge in Abuja on Tuesday.";
        assert_eq!(who(text), ["ASSAULT gunmen > colonel", "ASSAULT gunmen > judge"]);
        let places: Vec<String> = accounts(text).into_iter().filter_map(|a| a.place).map(|p| p.name).collect();
        assert_eq!(places, ["Lagos", "Abuja"]);
        let text = "Gunmen shot a colonel in Lagos on Monday and a judge on Tuesday.";
        assert_eq!(who(text), ["ASSAULT gunmen > colonel", "ASSAULT gunmen > judge"]);
        let text = "Students marched in Lagos on Monday, and miners in Abuja.";
        assert_eq!(who(text), ["PROTEST students >", "PROTEST miners >"]);
    }

    #[test]
    fn what_acts_itself_or_stands_in_one_town_is_no_second_deed() {
        let text = "Gunmen shot dead a colonel in Lagos on Monday and a judge in Abuja condemned it.";
        assert_eq!(who(text).iter().filter(|e| e.starts_with("ASSAULT")).count(), 1);
        assert_eq!(who("Gunmen shot dead a colonel and a judge in Lagos on Monday.").len(), 1);
        assert_eq!(who("Gunmen shot dead a colonel near a school and a shop in Lagos.").len(), 1);
        assert_eq!(who("Students marched in Lagos on Monday, and miners slept in Abuja.").len(), 1);
        assert_eq!(who("Gunmen shot a colonel in Lagos and a judge on Monday.").len(), 1);
    }
}

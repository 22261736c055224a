//! Case: a mention whose sense is in question, with what every room asks of it. In: a mention, its roles, its sentence. Out: answers on who
//! takes part and on the words near by. Must not know: any sense.

use crate::extraction::clauses::Clauses;
use crate::extraction::document::Document;
use crate::extraction::mentions::Mention;
use crate::extraction::participants::is_armed;
use crate::extraction::roles::Roles;
use crate::knowledge::{Lexicon, Trigger};
use crate::model::{ActorKind, Participant};
use std::ops::Range;

/// A mention whose sense is in question.
pub(super) struct Case<'a> {
    pub clauses: &'a Clauses<'a, 'a>,
    pub mention: &'a Mention,
    pub roles: &'a Roles,
    pub lexicon: &'a Lexicon,
    /// The phrase of the mention: for a verb mention, the verb's.
    pub verb: usize,
    /// The verb's dictionary form; empty for a noun.
    pub lemma: &'a str,
    /// The mention is one word.
    pub bare: bool,
    /// Someone armed does it.
    pub armed: bool,
}

impl<'a> Case<'a> {
    pub fn new(clauses: &'a Clauses<'a, 'a>, mention: &'a Mention, roles: &'a Roles, lexicon: &'a Lexicon) -> Self {
        Self {
            clauses,
            mention,
            roles,
            lexicon,
            verb: mention.phrase,
            lemma: clauses.lemma(mention.phrase),
            bare: mention.tokens.len() == 1,
            armed: roles.actors.iter().any(|a| is_armed(a, lexicon)),
        }
    }

    pub fn document(&self) -> &'a Document<'a> {
        self.clauses.document
    }

    /// Whether someone of one of these kinds does it.
    pub fn by(&self, kinds: &[ActorKind]) -> bool {
        self.roles.actors.iter().any(|a| kinds.contains(&a.kind))
    }

    /// Whether someone who acts for a state, a body or a party does it.
    pub fn by_official(&self) -> bool {
        self.roles.actors.iter().any(|who| {
            matches!(
                who.kind,
                ActorKind::Government | ActorKind::International | ActorKind::Rebel | ActorKind::Military
            ) || who.kind == ActorKind::Unknown && who.id.is_none() && who.name.contains(' ')
                || who.id.is_some() && who.kind != ActorKind::Media
        })
    }

    /// Whether all who act are a crowd, or people who neither fight nor act for anyone.
    pub fn peaceful(&self) -> bool {
        let one = |a: &Participant| matches!(a.kind, ActorKind::Protester | ActorKind::Civilian);
        !self.roles.actors.is_empty() && self.roles.actors.iter().all(one)
    }

    /// Whether someone, a weapon or an event is told to have done it.
    pub fn done_by_something(&self) -> bool {
        !self.roles.actors.is_empty() || !self.roles.means.is_empty() || self.roles.event_agent.is_some()
    }

    /// Whether the verb is active and done to nothing: "the comic bombed".
    pub fn without_object(&self) -> bool {
        !self.clauses.passive(self.verb) && self.clauses.object(self.verb).is_empty()
    }

    /// The tokens of the sentence.
    pub fn sentence(&self) -> Range<usize> {
        let document = self.document();
        document.sentences[document.sentence_of(self.mention.tokens.start)].tokens.clone()
    }

    /// The words of the sentence behind the mention, so many at most.
    pub fn words_behind(&self, most: usize) -> impl Iterator<Item = &'a str> {
        let (document, from) = (self.document(), self.mention.tokens.end);
        (from..self.sentence().end.min(from + most)).map(|t| document.word(t))
    }

    /// The next verb, so many phrases behind at most.
    pub fn next_verb(&self, most: usize) -> Option<usize> {
        (self.verb + 1..self.clauses.phrases.len().min(self.verb + 1 + most)).find(|&p| self.clauses.verb(p).is_some())
    }

    /// The next verb where it is what someone will or shall do: "vowed to crush", not "vowed not to".
    pub fn next_intent(&self) -> Option<usize> {
        self.next_verb(4).filter(|&p| self.clauses.verb(p).is_some_and(|v| v.infinitive && !v.negated))
    }

    /// Whether a verb alone, without a particle, names such an event.
    pub fn names_alone(&self, lemma: &str, such: impl Fn(&Trigger) -> bool) -> bool {
        let triggers = self.lexicon.verb_triggers(lemma);
        triggers.iter().any(|(rest, id)| rest.is_empty() && such(self.lexicon.trigger(*id)))
    }
}

//! Clauses: who is subject and object of a verb group, and which prepositional phrases hang on a phrase.

use super::document::{Document, Tag};
use super::phrases::{NounPhrase, Phrase, VerbGroup};
use crate::knowledge::Lexicon;

/// One sentence as phrases, with the questions that structure answers. Phrases are named by their index.
pub(super) struct Clauses<'d, 't> {
    pub document: &'d Document<'t>,
    pub lexicon: &'d Lexicon,
    pub phrases: &'d [Phrase],
}

/// A prepositional phrase: the preposition's word and the noun phrase it governs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prepositional {
    pub preposition: usize,
    pub noun: usize,
}

impl<'d> Clauses<'d, '_> {
    pub fn noun(&self, phrase: usize) -> Option<&'d NounPhrase> {
        self.phrases.get(phrase).and_then(Phrase::noun)
    }

    pub fn verb(&self, phrase: usize) -> Option<&'d VerbGroup> {
        self.phrases.get(phrase).and_then(Phrase::verb)
    }

    /// The main verb's dictionary form.
    pub fn lemma(&self, phrase: usize) -> &str {
        self.verb(phrase).and_then(|v| self.document.verb(v.head, self.lexicon)).unwrap_or("")
    }

    fn other(&self, phrase: usize) -> Option<(usize, Tag)> {
        match self.phrases.get(phrase) {
            Some(Phrase::Other(token)) => Some((*token, self.document.tokens[*token].tag)),
            _ => None,
        }
    }

    /// Whether the group is passive: with a form of "be", or a bare participle after what it is done to.
    pub fn passive(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase) else { return false };
        verb.passive || self.reduced(phrase)
    }

    /// "the men killed in the blast": a participle without "be" and without an object, behind a noun.
    pub fn reduced(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase) else { return false };
        if verb.passive || verb.infinitive || verb.gerund || verb.modal.is_some() || verb.present || verb.perfect {
            return false;
        }
        if verb.reduced {
            return true;
        }
        if verb.tokens.len() > 1 || self.direct_object(phrase).is_some() {
            return false;
        }
        let word = |p: usize| self.other(p).map_or("", |(token, _)| self.document.word(token));
        let particle = matches!(word(phrase + 1), "off" | "up" | "out" | "down" | "at" | "on" | "upon" | "dead");
        let by = word(phrase + 1) == "by" || particle && word(phrase + 2) == "by";
        let harmed = self.lexicon.verb_triggers(self.lemma(phrase)).iter().any(|(rest, id)| {
            rest.is_empty() && {
                let trigger = self.lexicon.trigger(*id);
                trigger.harm.is_some() && trigger.frame == crate::knowledge::Frame::Acts
            }
        });
        by || harmed && phrase > 0 && self.noun(phrase - 1).is_some() || self.lemma(phrase) == "displace"
    }

    /// Who or what does (or, in the passive, undergoes) the verb: coordinated noun phrases, first to last.
    pub fn subject(&self, phrase: usize) -> Vec<usize> {
        self.subject_within(phrase, 6)
    }

    fn subject_within(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let Some(verb) = self.verb(phrase) else { return Vec::new() };
        if depth == 0 || phrase == 0 {
            return Vec::new();
        }
        if verb.infinitive {
            return self.controller(phrase, depth);
        }
        if verb.gerund {
            return self.gerund_subject(phrase, depth);
        }
        if self.reduced(phrase) && self.opens_clause(phrase) {
            return self.subject_after(phrase, depth);
        }
        if let Some(antecedent) = self.relative_antecedent(phrase) {
            return self.coordinated_back(antecedent);
        }
        if let Some(shared) = self.shared_subject(phrase, depth) {
            return shared;
        }
        self.nearest_subject(phrase)
    }

    /// "ordered the troops to attack": the object of the verb before, or its subject.
    fn controller(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let Some(governor) = (0..phrase).rev().find(|&p| self.verb(p).is_some()) else { return Vec::new() };
        let takes_object = matches!(
            self.lemma(governor),
            "order"
                | "urge"
                | "ask"
                | "tell"
                | "force"
                | "allow"
                | "call"
                | "want"
                | "lead"
                | "cause"
                | "press"
                | "warn"
                | "send"
                | "invite"
                | "help"
                | "request"
        );
        let between = (governor + 1..phrase).rev().find(|&p| self.noun(p).is_some());
        match between {
            Some(noun) if takes_object && !self.passive(governor) => self.coordinated_back(noun),
            _ => self.subject_within(governor, depth - 1),
        }
    }

    /// ", killing five": the subject of the verb before; "after killing five, the rebels fled": of the verb after.
    fn gerund_subject(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let finite = |p: &usize| self.verb(*p).is_some_and(|v| !v.gerund && !v.infinitive);
        if let Some(noun) = self.noun(phrase - 1)
            && noun.preposition.is_none()
            && !(0..phrase).any(|p| finite(&p))
        {
            return vec![phrase - 1];
        }
        match (0..phrase).rev().find(finite) {
            Some(main) => self.subject_within(main, depth - 1),
            None => self.subject_after(phrase, depth),
        }
    }

    /// "Attacked by tribesmen, the corps fled", "Attacking at dawn, …": the subject of the next finite verb.
    fn subject_after(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let finite = |p: &usize| self.verb(*p).is_some_and(|v| !v.gerund && !v.infinitive) && !self.reduced(*p);
        (phrase + 1..self.phrases.len()).find(finite).map_or(Vec::new(), |main| self.subject_within(main, depth - 1))
    }

    /// Whether nothing but a dateline or a mark stands before the phrase.
    fn opens_clause(&self, phrase: usize) -> bool {
        phrase == 0 || self.other(phrase - 1).is_some_and(|(_, tag)| matches!(tag, Tag::Mark | Tag::Quote))
    }

    /// "the rebels who attacked", "a bomb that exploded", "men killed in the blast".
    fn relative_antecedent(&self, phrase: usize) -> Option<usize> {
        let mut before = phrase.checked_sub(1)?;
        if self.reduced(phrase) {
            if matches!(self.other(before), Some((_, Tag::Comma))) {
                before = before.checked_sub(1)?;
            }
            return self.noun(before).map(|_| self.head_of_chain(before));
        }
        while matches!(self.other(before), Some((_, Tag::Adverb))) {
            before = before.checked_sub(1)?;
        }
        let (token, tag) = self.other(before)?;
        let word = self.document.word(token);
        if !(tag == Tag::Relative && matches!(word, "who" | "which") || word == "that") {
            return None;
        }
        let mut at = before.checked_sub(1)?;
        if matches!(self.other(at), Some((_, Tag::Comma))) {
            at = at.checked_sub(1)?;
        }
        let noun = self.noun(at)?;
        if word == "that" && self.follows_saying(at) && noun.preposition.is_none() && noun.pronoun {
            return None;
        }
        Some(at)
    }

    fn follows_saying(&self, phrase: usize) -> bool {
        phrase > 0 && self.verb(phrase - 1).is_some()
    }

    /// For "members of the security forces": the phrase the of-chain hangs on.
    fn head_of_chain(&self, phrase: usize) -> usize {
        let mut at = phrase;
        while let Some(noun) = self.noun(at)
            && noun.preposition.is_some_and(|p| self.document.word(p) == "of")
            && at >= 2
            && self.noun(at - 2).is_some()
        {
            at -= 2;
        }
        at
    }

    /// "attacked the base and killed five": the subject of the verb before.
    fn shared_subject(&self, phrase: usize, depth: usize) -> Option<Vec<usize>> {
        let mut before = phrase.checked_sub(1)?;
        while matches!(self.other(before), Some((_, Tag::Adverb | Tag::Comma))) {
            before = before.checked_sub(1)?;
        }
        if !matches!(self.other(before), Some((_, Tag::Conjunction))) {
            return None;
        }
        let earlier = (0..before).rev().find(|&p| self.verb(p).is_some())?;
        Some(self.subject_within(earlier, depth - 1))
    }

    /// "saw horsemen burn the camp": the object of a verb of perception is the subject of the bare verb behind it.
    fn perceived_subject(&self, phrase: usize) -> Option<Vec<usize>> {
        let noun = phrase.checked_sub(1).filter(|&p| self.noun(p).is_some_and(|n| n.preposition.is_none()))?;
        let verb = noun.checked_sub(1).filter(|&p| self.verb(p).is_some())?;
        matches!(self.lemma(verb), "see" | "watch" | "hear" | "let" | "make" | "help" | "observe" | "witness")
            .then(|| self.coordinated_back(noun))
    }

    /// The nearest noun phrase to the left that no preposition governs and that is no other verb's object.
    fn nearest_subject(&self, phrase: usize) -> Vec<usize> {
        if let Some(perceived) = self.perceived_subject(phrase) {
            return perceived;
        }
        let mut at = phrase;
        let mut skipped_comma = None;
        while at > 0 {
            at -= 1;
            match &self.phrases[at] {
                Phrase::Noun(noun) if noun.time => {}
                Phrase::Noun(noun) if noun.preposition.is_none() && !self.is_object(at) => {
                    let subject = self.before_apposition(at, skipped_comma);
                    return self.coordinated_back(subject);
                }
                Phrase::Verb(_) => match self.relative_start(at) {
                    Some(start) => at = start,
                    None if self.verb(at).is_some_and(|v| v.gerund) || self.reduced(at) => {}
                    None => return Vec::new(),
                },
                Phrase::Other(token) => match self.document.tokens[*token].tag {
                    Tag::Comma if self.document.word(*token) == ";" => return Vec::new(),
                    Tag::Comma => skipped_comma = Some(at),
                    Tag::Subordinator if !self.governs_noun(at) => return Vec::new(),
                    _ => {}
                },
                Phrase::Noun(_) => {}
            }
        }
        Vec::new()
    }

    fn governs_noun(&self, other: usize) -> bool {
        let Some((token, _)) = self.other(other) else { return false };
        self.noun(other + 1).is_some_and(|n| n.preposition == Some(token))
    }

    /// Where the relative clause that holds this verb begins (its pronoun), if it stands in one.
    fn relative_start(&self, verb: usize) -> Option<usize> {
        (verb.saturating_sub(4)..verb).rev().take_while(|&p| self.verb(p).is_none()).find(|&p| {
            self.other(p).is_some_and(|(token, tag)| {
                tag == Tag::Relative || self.document.word(token) == "that" && p > 0 && self.noun(p - 1).is_some()
            })
        })
    }

    /// Right behind an active verb that is no verb of saying: its object.
    fn is_object(&self, noun: usize) -> bool {
        let Some(before) = noun.checked_sub(1) else { return false };
        let behind = match self.verb(before) {
            Some(_) => Some(before),
            None => match self.other(before) {
                Some((_, Tag::Adverb)) => before.checked_sub(1).filter(|&p| self.verb(p).is_some()),
                _ => None,
            },
        };
        let Some(verb) = behind else { return false };
        !self.passive(verb) && !is_saying(self.lemma(verb))
    }

    /// In "Abu Omar, a commander of X, was killed" the phrase before the apposition.
    fn before_apposition(&self, noun: usize, comma_after: Option<usize>) -> usize {
        let opens = |p: usize| {
            matches!(self.other(p), Some((_, Tag::Comma)))
                || matches!(self.other(p), Some((_, Tag::Not)))
                    && p > 0
                    && matches!(self.other(p - 1), Some((_, Tag::Comma)))
        };
        if comma_after.is_none() || noun < 2 || !opens(noun - 1) {
            return noun;
        }
        let negated = self.other(noun - 1).is_some_and(|(_, tag)| tag == Tag::Not);
        let earlier = if negated { noun.saturating_sub(3) } else { noun - 2 };
        match self.noun(earlier) {
            Some(first) if !first.time => {
                let chain = self.head_of_chain(earlier);
                if self.noun(chain).is_some_and(|n| n.preposition.is_none()) { chain } else { noun }
            }
            _ => noun,
        }
    }

    /// The noun phrase and those coordinated before it: "X, Y and Z".
    fn coordinated_back(&self, last: usize) -> Vec<usize> {
        let mut all = vec![last];
        let mut at = self.head_of_chain(last);
        if at != last {
            all = vec![at];
        }
        while at >= 2 {
            let joined = match self.other(at - 1) {
                Some((token, Tag::Conjunction)) => matches!(self.document.word(token), "and" | "or" | "nor" | "&"),
                Some((token, Tag::Comma)) => all.len() > 1 && self.document.word(token) == ",",
                _ => false,
            };
            let previous = self.noun(at - 2).filter(|n| !n.time);
            if !joined || previous.is_none() {
                break;
            }
            at = self.head_of_chain(at - 2);
            all.insert(0, at);
        }
        if let Some(first) = all.first().and_then(|&p| self.noun(p))
            && first.preposition.is_some()
            && all.len() > 1
        {
            return vec![last];
        }
        all
    }

    /// The noun phrase and those coordinated after it.
    pub fn coordinated(&self, first: usize) -> Vec<usize> {
        let mut all = vec![first];
        let mut at = first;
        loop {
            let mut joint = at + 1;
            while self.noun(joint + 1).is_some()
                && matches!(self.other(joint), Some((token, Tag::Preposition)) if self.document.word(token) == "of")
            {
                joint += 2;
            }
            let conjunction = |p: usize| matches!(self.other(p), Some((token, Tag::Conjunction)) if matches!(self.document.word(token), "and" | "or" | "&"));
            let comma =
                |p: usize| matches!(self.other(p), Some((token, Tag::Comma)) if self.document.word(token) == ",");
            let next = if conjunction(joint) {
                joint + 1
            } else if comma(joint) && conjunction(joint + 1) {
                joint + 2
            } else if comma(joint) && self.list_goes_on(joint + 1) {
                joint + 1
            } else {
                return all;
            };
            match self.noun(next) {
                Some(noun) if !noun.time && noun.preposition.is_none() && !self.starts_clause(next) => {
                    all.push(next);
                    at = next;
                }
                _ => return all,
            }
        }
    }

    /// Whether a list "X, Y and Z" goes on at this phrase: a noun phrase, then a comma or conjunction and another.
    fn list_goes_on(&self, phrase: usize) -> bool {
        self.noun(phrase).is_some_and(|n| n.preposition.is_none() && !n.time)
            && (matches!(self.other(phrase + 1), Some((_, Tag::Conjunction)) | Some((_, Tag::Comma))))
            && (self.noun(phrase + 2).is_some() || matches!(self.other(phrase + 2), Some((_, Tag::Conjunction))))
    }

    /// Whether the noun phrase is the subject of a verb right behind it.
    fn starts_clause(&self, noun: usize) -> bool {
        self.verb(noun + 1).is_some_and(|v| !v.gerund && !v.infinitive) && !self.reduced(noun + 1)
    }

    fn direct_object(&self, verb: usize) -> Option<usize> {
        let mut at = verb + 1;
        while matches!(self.other(at), Some((_, Tag::Adverb | Tag::Adjective))) {
            at += 1;
        }
        if self.bounds_number(at) {
            return Some(at + 1);
        }
        self.noun(at).filter(|n| !n.time && n.preposition.is_none()).map(|_| at)
    }

    /// "killed between 10 and 20 people", "about 50", "over 100": the preposition belongs to the number.
    fn bounds_number(&self, other: usize) -> bool {
        let Some((token, _)) = self.other(other) else { return false };
        matches!(self.document.word(token), "between" | "about" | "around" | "over" | "under" | "to" | "than")
            && self.noun(other + 1).is_some_and(|n| !n.time && self.document.tokens[n.tokens.start].tag == Tag::Number)
    }

    /// What an active verb is done to: the noun phrases right behind it, without a preposition.
    pub fn object(&self, verb: usize) -> Vec<usize> {
        if self.passive(verb) {
            return Vec::new();
        }
        match self.direct_object(verb) {
            Some(first) => self.coordinated(first),
            None => self.object_antecedent(verb).map_or(Vec::new(), |noun| vec![noun]),
        }
    }

    /// Whether the verb stands in a relative clause whose pronoun, spoken or not, is its object: "a claim (which) the army denies".
    pub fn in_object_relative(&self, verb: usize) -> bool {
        if self.passive(verb) || self.direct_object(verb).is_some() {
            return false;
        }
        if self.object_antecedent(verb).is_some() {
            return true;
        }
        let Some(subject) = verb.checked_sub(1).filter(|&p| self.noun(p).is_some_and(|n| n.preposition.is_none()))
        else {
            return false;
        };
        let Some(&first) = self.coordinated_back(subject).first() else { return false };
        first > 0 && self.noun(first - 1).is_some_and(|n| !n.time && n.preposition.is_none())
    }

    /// "the convoy that mutineers ambushed", "the camp which shells had hit": the noun phrase before the relative clause.
    fn object_antecedent(&self, verb: usize) -> Option<usize> {
        let subject = verb.checked_sub(1).filter(|&p| self.noun(p).is_some_and(|n| n.preposition.is_none()))?;
        let subject = self.coordinated_back(subject).first().copied()?;
        let (token, tag) = self.other(subject.checked_sub(1)?)?;
        let word = self.document.word(token);
        if !(tag == Tag::Relative && matches!(word, "which" | "whom" | "who") || word == "that") {
            return None;
        }
        let mut at = subject.checked_sub(2)?;
        if matches!(self.other(at), Some((_, Tag::Comma))) {
            at = at.checked_sub(1)?;
        }
        self.noun(at).filter(|n| !n.time && !n.pronoun).map(|_| self.head_of_chain(at))
    }

    /// The prepositional phrases behind a phrase, up to the next verb, clause or mark.
    pub fn prepositional(&self, phrase: usize) -> Vec<Prepositional> {
        let mut found = Vec::new();
        let mut at = phrase + 1;
        while let Some(next) = self.phrases.get(at) {
            match next {
                Phrase::Noun(noun) => {
                    if let Some(preposition) = noun.preposition {
                        found.push(Prepositional { preposition, noun: at });
                    } else if self.starts_clause(at) && at > phrase + 1 {
                        break;
                    }
                }
                Phrase::Verb(verb) => {
                    if !(verb.gerund || self.reduced(at)) || at > phrase + 1 && verb.gerund {
                        break;
                    }
                    break;
                }
                Phrase::Other(token) => match self.document.tokens[*token].tag {
                    Tag::Preposition | Tag::To | Tag::Adverb | Tag::Conjunction => {}
                    Tag::Adjective if at == phrase + 1 => {}
                    Tag::Comma if self.document.word(*token) == "," => {
                        if !matches!(self.phrases.get(at + 1), Some(Phrase::Other(t)) if self.document.tokens[*t].tag == Tag::Preposition)
                            && !self.noun(at + 1).is_some_and(|n| n.time || !self.starts_clause(at + 1))
                        {
                            break;
                        }
                    }
                    Tag::Subordinator if self.governs_noun(at) => {}
                    _ => break,
                },
            }
            at += 1;
        }
        found
    }

    /// The first prepositional phrase behind `phrase` with one of these prepositions.
    pub fn with_preposition(&self, phrase: usize, words: &[&str]) -> Option<usize> {
        self.prepositional(phrase).iter().find(|p| words.contains(&self.document.word(p.preposition))).map(|p| p.noun)
    }

    /// The phrase that holds the token.
    pub fn phrase_of(&self, token: usize) -> usize {
        self.phrases.iter().position(|p| p.tokens().contains(&token)).unwrap_or(0)
    }
}

/// Verbs that introduce what someone says, so that a noun behind them begins a clause.
pub(super) fn is_saying(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "report"
            | "tell"
            | "claim"
            | "believe"
            | "add"
            | "state"
            | "announce"
            | "confirm"
            | "note"
            | "think"
            | "allege"
            | "insist"
            | "argue"
            | "warn"
            | "fear"
            | "hope"
            | "estimate"
            | "declare"
            | "maintain"
            | "know"
            | "acknowledge"
            | "admit"
            | "suggest"
            | "explain"
            | "stress"
            | "assert"
            | "mean"
            | "show"
            | "indicate"
            | "vow"
            | "reveal"
            | "write"
            | "quote"
            | "deny"
            | "describe"
            | "recall"
            | "tweet"
            | "post"
            | "remark"
            | "conclude"
            | "point"
    )
}

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

    pub(super) fn other(&self, phrase: usize) -> Option<(usize, Tag)> {
        match self.phrases.get(phrase) {
            Some(Phrase::Other(token)) => Some((*token, self.document.tokens[*token].tag)),
            _ => None,
        }
    }

    /// Whether the group is passive: with a form of "be", or a bare participle after what it is done to.
    pub fn passive(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase) else { return false };
        verb.passive || self.reduced(phrase) || self.shares_passive(phrase) || self.got(phrase)
    }

    /// "got shot by the guards": a participle right behind a form of "get".
    pub(super) fn got(&self, phrase: usize) -> bool {
        let bare = |v: &&VerbGroup| v.tokens.len() == 1 && !v.gerund && !v.present && !v.infinitive;
        let behind = phrase.checked_sub(1).is_some_and(|p| self.verb(p).is_some() && self.lemma(p) == "get");
        behind && self.verb(phrase).filter(bare).is_some() && self.direct_object(phrase).is_none()
    }

    /// "has been attacked and destroyed": the second participle shares the form of "be".
    pub(super) fn shares_passive(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase).filter(|v| v.tokens.len() == 1 && !v.gerund && !v.present) else {
            return false;
        };
        let joined = phrase >= 2 && matches!(self.other(phrase - 1), Some((_, Tag::Conjunction)));
        let done_to = self
            .lexicon
            .verb_triggers(self.lemma(phrase))
            .iter()
            .any(|(rest, id)| rest.is_empty() && self.lexicon.trigger(*id).frame == crate::knowledge::Frame::Acts);
        joined
            && done_to
            && verb.modal.is_none()
            && self.direct_object(phrase).is_none()
            && self.verb_over_prepositions(phrase - 2).is_some_and(|earlier| earlier.passive)
    }

    /// "may have crossed the river and shelled a ferry", "plan to storm the hall and burn it": the verb whose auxiliaries, or whose "to", a
    /// bare verb behind "and" shares.
    pub fn shares_auxiliaries(&self, phrase: usize) -> Option<usize> {
        use crate::knowledge::Form;
        let be = |v: &VerbGroup| self.document.word(v.tokens.start) == "be";
        let bare = |v: &&VerbGroup| (v.tokens.len() == 1 || be(v)) && !v.gerund && !v.infinitive;
        let verb = self.verb(phrase).filter(bare)?;
        let joined = phrase.checked_sub(1).and_then(|p| self.other(p));
        joined.filter(|(t, tag)| *tag == Tag::Conjunction && matches!(self.document.word(*t), "and" | "or"))?;
        let mut at = phrase.checked_sub(2)?;
        let between = |p: usize| {
            self.noun(p).is_some_and(|n| !n.pronoun || n.head + 1 == self.phrases[p].tokens().end)
                || matches!(self.other(p), Some((_, Tag::Preposition | Tag::Adverb | Tag::To)))
        };
        while between(at) {
            at = at.checked_sub(1)?;
        }
        let first = self.verb(at)?;
        let word = self.document.word(verb.head);
        let form = self.lexicon.verb(word).map(|v| v.form).or(self.document.tokens[verb.head].form);
        let base = be(verb) || form == Some(Form::Base) || super::phrases::is_unchanging(word);
        let leads = first.modal.is_some() && !first.perfect || first.infinitive;
        let past = matches!(form, Some(Form::Past | Form::Participle)) && first.perfect;
        (leads && base && !first.perfect || past && !first.passive).then_some(at)
    }

    /// The verb group at a phrase or before it, with only prepositional phrases between: "were caught in the crossfire".
    fn verb_over_prepositions(&self, phrase: usize) -> Option<&'d VerbGroup> {
        let mut at = phrase;
        while self.noun(at).is_some_and(|n| n.preposition.is_some())
            || matches!(self.other(at), Some((_, Tag::Preposition)))
        {
            at = at.checked_sub(1)?;
        }
        self.verb(at)
    }

    /// "the men killed in the blast": a participle without "be" and without an object, behind a noun.
    pub fn reduced(&self, phrase: usize) -> bool {
        let Some(verb) = self.verb(phrase) else { return false };
        if verb.passive || verb.infinitive || verb.gerund || verb.modal.is_some() || verb.present || verb.perfect {
            return false;
        }
        if verb.reduced || self.sums_up(phrase) {
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
                let taken = trigger.mode == Some(crate::model::Mode::Abduct) && self.lemma(phrase) != "hijack";
                (trigger.harm.is_some() || taken) && trigger.frame == crate::knowledge::Frame::Acts
            }
        });
        let charged = self.lemma(phrase) == "accuse" && word(phrase + 1) == "of";
        // "the women whom a bomb killed": the noun before is the doer.
        let whom = phrase >= 2 && matches!(word(phrase - 2), "whom" | "which" | "that");
        // "recruits forcibly abducted from the north"
        let adverb = phrase > 1 && matches!(self.other(phrase - 1), Some((_, Tag::Adverb))) && harmed;
        let before = phrase.wrapping_sub(if adverb { 2 } else { 1 });
        let done_to = phrase > 0 && !whom && self.noun(before).is_some_and(|n| !adverb || !n.pronoun);
        by || charged
            || harmed && done_to
            || self.lemma(phrase) == "displace"
            || self.done_by_behind(phrase)
            || self.before_main_verb(phrase)
    }

    /// For "members of the security forces": the phrase the of-chain hangs on.
    pub(super) fn head_of_chain(&self, phrase: usize) -> usize {
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

    /// The noun phrase and those coordinated before it: "X, Y and Z".
    pub(super) fn coordinated_back(&self, last: usize) -> Vec<usize> {
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
            let Some(previous) = self.list_member_before(at).filter(|_| joined) else { break };
            // ", killing three, witnesses and a doctor said": what a verb is done to is in no list with its speakers.
            let comma = matches!(self.other(at - 1), Some((_, Tag::Comma)));
            if comma && previous > 0 && self.verb(previous - 1).is_some_and(|v| v.gerund) {
                break;
            }
            at = self.head_of_chain(previous);
            all.insert(0, at);
        }
        // "As rebels and soldiers attacked" opens a clause, "from Qvarn and Zolt" does not.
        let opens = |p: usize| matches!(self.document.word(p), "as" | "since" | "until" | "because");
        if let Some(preposition) = all.first().and_then(|&p| self.noun(p)).and_then(|first| first.preposition)
            && all.len() > 1
            && !(opens(preposition) && self.starts_clause(last))
        {
            return vec![last];
        }
        all
    }

    /// The member of a list before this one: over "and" with its comma, and over an age ("Ray Wilson, 20, and Brent Ball").
    fn list_member_before(&self, at: usize) -> Option<usize> {
        let comma = |p: usize| matches!(self.other(p), Some((_, Tag::Comma)));
        let mut before = at.checked_sub(2)?;
        if comma(before) {
            before = before.checked_sub(1)?;
        }
        if self.is_age(before) && before >= 2 && comma(before - 1) {
            before -= 2;
        }
        self.noun(before).filter(|n| !n.time).map(|_| before)
    }

    /// A bare number between commas behind a name.
    pub(super) fn is_age(&self, phrase: usize) -> bool {
        let comma = |p: usize| matches!(self.other(p), Some((_, Tag::Comma)));
        self.noun(phrase).is_some_and(|n| n.tokens.clone().all(|t| self.document.tokens[t].tag == Tag::Number))
            && phrase > 0
            && comma(phrase - 1)
            && comma(phrase + 1)
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
            if let Some(added) = self.added_at(joint) {
                all.push(added);
                at = added;
                continue;
            }
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
                Some(noun)
                    if !noun.time
                        && noun.preposition.is_none()
                        && (!self.starts_clause(next) || self.of_two(first)) =>
                {
                    all.push(next);
                    at = next;
                }
                _ => return all,
            }
        }
    }

    /// "51 adults as well as 40 children": the phrase that is added there.
    fn added_at(&self, joint: usize) -> Option<usize> {
        let (token, _) = self.other(joint)?;
        let last = self.document.tokens.len();
        let adds = token + 3 < last && self.document.words(token..token + 3) == "as well as";
        let near = joint + 1..self.phrases.len().min(joint + 4);
        adds.then(|| near.into_iter().find(|&p| self.noun(p).is_some_and(|n| !n.time && n.tokens.start == token + 3)))
            .flatten()
    }

    /// Whether a list "X, Y and Z" goes on at this phrase: noun phrases between commas, until a conjunction and a last one.
    /// Without the conjunction it is no list: "by rebels, Ana Mba, a teacher, said".
    fn list_goes_on(&self, phrase: usize) -> bool {
        let mut at = phrase;
        while self.noun(at).is_some_and(|n| n.preposition.is_none() && !n.time) {
            let mut joint = at + 1;
            while self.noun(joint).is_some_and(|n| n.preposition.is_some_and(|p| self.document.word(p) == "of"))
                || matches!(self.other(joint), Some((token, Tag::Preposition)) if self.document.word(token) == "of")
            {
                joint += 1;
            }
            match self.other(joint) {
                Some((_, Tag::Conjunction)) => return true,
                Some((_, Tag::Comma)) if matches!(self.other(joint + 1), Some((_, Tag::Conjunction))) => return true,
                Some((_, Tag::Comma)) => at = joint + 1,
                _ => return false,
            }
        }
        false
    }

    /// "between the army and rebels killed ten": the two belong together, whatever verb follows.
    fn of_two(&self, first: usize) -> bool {
        self.noun(first).and_then(|n| n.preposition).is_some_and(|p| self.document.word(p) == "between")
    }

    /// Whether the noun phrase is the subject of a verb right behind it.
    fn starts_clause(&self, noun: usize) -> bool {
        self.verb(noun + 1).is_some_and(|v| !v.gerund && !v.infinitive) && !self.reduced(noun + 1)
    }

    pub(super) fn direct_object(&self, verb: usize) -> Option<usize> {
        let mut at = verb + 1;
        while matches!(self.other(at), Some((_, Tag::Adverb | Tag::Adjective))) {
            at += 1;
        }
        if self.bounds_number(at) {
            return Some(at + 1);
        }
        // "carried out Saturday's bombing": the day only dates the object behind it.
        let owned = |p: usize| {
            self.noun(p).is_some_and(|n| !n.time && self.document.tokens[n.tokens.start].tag == Tag::Possessive)
        };
        if self.noun(at).is_some_and(|n| n.time && n.preposition.is_none()) && owned(at + 1) {
            at += 1;
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
        // "claims that its troops had fired": the clause is what is claimed.
        let said = |n: &NounPhrase| word == "that" && self.lexicon.listed("told", self.document.word(n.head));
        let head = self.head_of_chain(at);
        // "the widow of a judge whom rebels shot": the judge was shot.
        let survives = self.noun(head).is_some_and(|n| {
            matches!(
                self.document.word(n.head),
                "widow"
                    | "widower"
                    | "wife"
                    | "husband"
                    | "son"
                    | "daughter"
                    | "mother"
                    | "father"
                    | "brother"
                    | "sister"
                    | "family"
                    | "relatives"
                    | "parents"
                    | "trial"
                    | "funeral"
                    | "grave"
                    | "graves"
                    | "murder"
                    | "killing"
                    | "anniversary"
                    | "home"
                    | "memory"
                    | "name"
                    | "photograph"
                    | "picture"
            )
        });
        self.noun(at).filter(|n| !n.time && !n.pronoun && !said(n))?;
        Some(self.head_before_place(if survives { at } else { head }))
    }

    /// "the clinic in Goma that rebels shelled": what stands in a town with a name is meant, not the town.
    fn head_before_place(&self, phrase: usize) -> usize {
        let placed = self.noun(phrase).is_some_and(|n| {
            n.preposition.is_some_and(|p| matches!(self.document.word(p), "in" | "at" | "near"))
                && n.tokens.clone().all(|t| self.document.tokens[t].tag == Tag::Proper)
        });
        let head = phrase.checked_sub(2).filter(|&p| placed && self.noun(p).is_some_and(|n| !n.time && !n.pronoun));
        head.map_or(phrase, |head| self.head_of_chain(head))
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
                Phrase::Verb(_) => break,
                Phrase::Other(token) => match self.document.tokens[*token].tag {
                    Tag::Preposition | Tag::To | Tag::Adverb | Tag::Conjunction => {}
                    Tag::Adjective if at == phrase + 1 => {}
                    Tag::Comma if self.document.word(*token) == "," => {
                        if let Some(behind) = self.past_aside(at) {
                            at = behind;
                            continue;
                        }
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

    /// ", survivors told us, by soldiers": the phrase behind a remark on who says so, where "by" goes on.
    fn past_aside(&self, comma: usize) -> Option<usize> {
        let says = self.noun(comma + 1).is_some_and(|n| n.preposition.is_none())
            && self.verb(comma + 2).is_some()
            && is_saying(self.lemma(comma + 2));
        let close = (comma + 3..self.phrases.len().min(comma + 5))
            .find(|&p| matches!(self.other(p), Some((_, Tag::Comma))))
            .filter(|_| says)?;
        self.other(close + 1).is_some_and(|(t, _)| self.document.word(t) == "by").then_some(close + 1)
    }

    /// The first prepositional phrase behind `phrase` with one of these prepositions.
    pub fn with_preposition(&self, phrase: usize, words: &[&str]) -> Option<usize> {
        self.prepositional(phrase).iter().find(|p| words.contains(&self.document.word(p.preposition))).map(|p| p.noun)
    }

    /// The noun phrase behind a phrase that this token governs: of "picked off two sentries" those behind "off".
    pub fn governed_by(&self, phrase: usize, token: usize) -> Option<usize> {
        (phrase + 1..self.phrases.len().min(phrase + 6))
            .find(|&p| self.noun(p).is_some_and(|n| n.preposition == Some(token) && !n.time))
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

//! Subjects: who or what does, or undergoes, a verb: by relative clauses, shared subjects, control, appositions. In: phrases of a sentence.
//! Out: noun phrases. Must not know: what the words mean for events.

use super::clauses::{Clauses, is_saying};
use super::document::Tag;
use super::phrases::Phrase;

impl Clauses<'_, '_> {
    /// Who or what does (or, in the passive, undergoes) the verb: coordinated noun phrases, first to last.
    pub fn subject(&self, phrase: usize) -> Vec<usize> {
        self.subject_within(phrase, 6)
    }

    fn subject_within(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let Some(verb) = self.verb(phrase) else { return Vec::new() };
        if depth == 0 {
            return Vec::new();
        }
        if phrase == 0 {
            let opens = verb.gerund || self.reduced(phrase);
            return if opens { self.subject_after(phrase, depth) } else { Vec::new() };
        }
        if verb.infinitive {
            return self.controller(phrase, depth);
        }
        if self.got(phrase) {
            return self.subject_within(phrase - 1, depth - 1);
        }
        // "was found shot dead"
        let found = verb.tokens.len() == 1 && self.verb(phrase - 1).is_some_and(|v| v.passive);
        if found && matches!(self.lemma(phrase - 1), "find" | "leave" | "discover") {
            return self.subject_within(phrase - 1, depth - 1);
        }
        if verb.gerund {
            return self.gerund_subject(phrase, depth);
        }
        if self.reduced(phrase) && self.opens_clause(phrase) {
            return self.subject_after(phrase, depth);
        }
        if self.being_after(phrase) {
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
        if let Some(plotter) = self.attempt_by(phrase) {
            return vec![plotter];
        }
        let Some(governor) = (0..phrase).rev().find(|&p| self.verb(p).is_some()) else { return Vec::new() };
        // "Police foiled a plot to bomb the church": those who foil it are not those who would have done it.
        if self.attempt(phrase).is_some() && self.lexicon.listed("undoes", self.lemma(governor)) {
            return Vec::new();
        }
        let takes_object = self.lexicon.listed("object-acts", self.lemma(governor));
        let between = (governor + 1..phrase).rev().find(|&p| self.noun(p).is_some());
        match between {
            Some(noun) if takes_object && !self.passive(governor) => self.coordinated_back(noun),
            _ => self.subject_within(governor, depth - 1),
        }
    }

    /// "an attempt to storm the prison", "a plot by cadets to kill him": the noun that the infinitive completes.
    pub(super) fn attempt(&self, infinitive: usize) -> Option<usize> {
        let near = (infinitive.saturating_sub(3)..infinitive).rev().take_while(|&p| self.verb(p).is_none());
        near.into_iter().find(|&p| {
            self.noun(p).is_some_and(|n| {
                let word = self.document.word(n.head);
                matches!(word, "attempt" | "attempts" | "bid" | "plot" | "plots" | "conspiracy")
            })
        })
    }

    fn attempt_by(&self, infinitive: usize) -> Option<usize> {
        self.attempt(infinitive).and_then(|noun| self.with_preposition(noun, &["by"])).filter(|&p| p < infinitive)
    }

    /// ", killing five": the subject of the verb before; "after killing five, the rebels fled": of the verb after.
    fn gerund_subject(&self, phrase: usize, depth: usize) -> Vec<usize> {
        let finite = |p: &usize| self.verb(*p).is_some_and(|v| !v.gerund && !v.infinitive);
        if let Some(absolute) = self.absolute_subject(phrase) {
            return absolute;
        }
        if let Some(doer) = self.quoted_as(phrase).or_else(|| self.doer_before(phrase)) {
            return vec![doer];
        }
        if let Some(noun) = self.noun(phrase - 1)
            && noun.preposition.is_none()
            && !(0..phrase).any(|p| finite(&p))
        {
            return vec![phrase - 1];
        }
        match (0..phrase).rev().find(finite) {
            Some(main) if self.blamed_for(main, phrase) => {
                if self.passive(main) {
                    self.subject_within(main, depth - 1)
                } else {
                    self.object(main)
                }
            }
            // "were killed in demonstrations targeting bases": not those who were killed.
            Some(main)
                if self.passive(main) && self.noun(phrase - 1).is_some_and(|n| !n.time && n.preposition.is_some()) =>
            {
                self.coordinated_back(phrase - 1)
            }
            Some(main) => self.subject_within(main, depth - 1),
            None => self.subject_after(phrase, depth),
        }
    }

    /// "criticised the troops conducting raids": people right before what only people do, not whoever the main verb is about.
    fn doer_before(&self, gerund: usize) -> Option<usize> {
        let noun = self.noun(gerund - 1).filter(|n| !n.time && !n.pronoun)?;
        let head = self.document.word(noun.head);
        let people = self.lexicon.agent(head).is_some() || self.lexicon.is_collective(head);
        let deed = matches!(
            self.lemma(gerund),
            "conduct" | "wage" | "fight" | "stage" | "mount" | "battle" | "besiege" | "protest" | "demonstrate"
        );
        (people && (deed || self.told_of(gerund - 1)) || self.seen_doing(gerund)).then_some(gerund - 1)
    }

    /// "Residents saw soldiers beating a man", "a video shows soldiers beating a man": whoever is seen does it, not whoever sees.
    fn seen_doing(&self, gerund: usize) -> bool {
        let seen = gerund.checked_sub(2).filter(|&p| self.verb(p).is_some_and(|v| !v.gerund && !v.passive));
        let seen = seen.is_some_and(|p| self.lexicon.listed("sees", self.lemma(p)));
        seen && self.noun(gerund - 1).is_some_and(|n| n.preposition.is_none())
    }

    /// "spoke of soldiers burning huts", "images of soldiers burning huts": what those behind "of" were seen to do.
    fn told_of(&self, noun: usize) -> bool {
        let of = self.noun(noun).and_then(|n| n.preposition).is_some_and(|t| self.document.word(t) == "of");
        let Some(before) = noun.checked_sub(2).filter(|_| of) else { return false };
        let word = self.noun(before).map_or("", |n| self.document.word(n.head));
        self.verb(before).is_some() && matches!(self.lemma(before), "speak" | "tell" | "talk" | "complain" | "warn")
            || matches!(
                word,
                "image"
                    | "images"
                    | "footage"
                    | "video"
                    | "videos"
                    | "pictures"
                    | "photographs"
                    | "account"
                    | "accounts"
                    | "report"
                    | "reports"
                    | "stories"
                    | "tales"
            )
    }

    /// "quoted the Front as claiming the attack": the one quoted claims it.
    fn quoted_as(&self, gerund: usize) -> Option<usize> {
        let (token, _) = self.other(gerund.checked_sub(1)?)?;
        let quoted = gerund.checked_sub(2).filter(|&p| self.document.word(token) == "as" && self.noun(p).is_some())?;
        let object = self.head_of_chain(quoted);
        let verb = object.checked_sub(1).filter(|&v| self.verb(v).is_some() && !self.passive(v))?;
        matches!(self.lemma(verb), "quote" | "cite" | "describe" | "show" | "name" | "portray").then_some(object)
    }

    /// ", with the authorities ordering attacks": the noun phrase between "with" and the gerund.
    fn absolute_subject(&self, gerund: usize) -> Option<Vec<usize>> {
        let noun = self.noun(gerund - 1).filter(|n| !n.time)?;
        let with = noun.preposition.filter(|&p| self.document.word(p) == "with")?;
        let comma = with.checked_sub(1).is_some_and(|t| self.document.tokens[t].tag == Tag::Comma);
        comma.then(|| self.coordinated_back(gerund - 1))
    }

    /// "slammed the army for arresting", "accused the rebels of killing": the one blamed does it.
    fn blamed_for(&self, main: usize, gerund: usize) -> bool {
        let before = self.phrases[gerund].tokens().start.checked_sub(1).map_or("", |t| self.document.word(t));
        matches!(before, "for" | "of" | "with") && self.lexicon.listed("object-blamed", self.lemma(main))
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
            if matches!(self.other(before), Some((_, Tag::Adverb))) {
                before = before.checked_sub(1)?;
            }
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
        let mut at = self.before_brackets(before.checked_sub(1)?)?;
        if matches!(self.other(at), Some((_, Tag::Comma))) {
            at = at.checked_sub(1)?;
        }
        let noun = self.noun(at)?;
        if word == "that" && self.follows_saying(at) && noun.preposition.is_none() && noun.pronoun {
            return None;
        }
        Some(if word == "who" { self.person_before(at) } else { at })
    }

    /// "ten nurses from Relief Aid, who were killed": "who" means people, not the body they come from.
    fn person_before(&self, antecedent: usize) -> usize {
        let from = |p: usize| {
            self.noun(p)
                .and_then(|n| n.preposition)
                .is_some_and(|t| matches!(self.document.word(t), "from" | "at" | "with"))
        };
        let person = |p: usize| {
            self.noun(p).is_some_and(|n| {
                self.lexicon.agent(self.document.word(n.head)).is_some()
                    || self.document.tokens[n.tokens.start].tag == Tag::Number
            })
        };
        match antecedent.checked_sub(2) {
            Some(before) if from(antecedent) && !person(antecedent) && person(before) => before,
            _ => antecedent,
        }
    }

    /// "the Front (in full, the Front of the North) that": over what stands in brackets.
    fn before_brackets(&self, at: usize) -> Option<usize> {
        let is = |p: usize, mark: &str| self.other(p).is_some_and(|(token, _)| self.document.word(token) == mark);
        if !is(at, ")") {
            return Some(at);
        }
        (at.saturating_sub(12)..at).rev().find(|&p| is(p, "(")).and_then(|open| open.checked_sub(1))
    }

    fn follows_saying(&self, phrase: usize) -> bool {
        phrase > 0 && self.verb(phrase - 1).is_some()
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
        let over = self.sayer_over(phrase, earlier).or_else(|| self.over_relative(phrase, earlier));
        let main = self.main_before(earlier).filter(|_| matches!(self.other(before - 1), Some((_, Tag::Comma))));
        let sharer = over.or(main).unwrap_or(earlier);
        Some(self.subject_within(sharer, depth - 1))
    }

    /// "said four of its men were killed and blamed the rebels": those who were killed blame no one, whoever said so does.
    fn sayer_over(&self, charge: usize, earlier: usize) -> Option<usize> {
        let charges =
            matches!(self.lemma(charge), "blame" | "accuse" | "condemn" | "denounce" | "criticise" | "criticize");
        let saying = (0..earlier).rev().find(|&p| self.verb(p).is_some())?;
        (charges && self.passive(earlier) && is_saying(self.lemma(saying))).then_some(saying)
    }

    /// "blamed the attack that hurt six on rebels and said": no attack says anything, whoever blamed does.
    fn over_relative(&self, saying: usize, earlier: usize) -> Option<usize> {
        let start = self.relative_start(earlier).filter(|_| is_saying(self.lemma(saying)))?;
        let person = self.other(start).is_some_and(|(token, _)| self.document.word(token) == "who");
        (0..start).rev().find(|&p| self.verb(p).is_some()).filter(|_| !person)
    }

    /// "robbed a coach as it headed for the coast, and shot": the verb before the clause that holds this one.
    fn main_before(&self, verb: usize) -> Option<usize> {
        let opens = |p: usize| {
            self.other(p).is_some_and(|(token, tag)| {
                tag == Tag::Subordinator
                    && matches!(self.document.word(token), "as" | "when" | "while" | "after" | "before" | "because")
            }) && !self.governs_noun(p)
        };
        let start = (verb.saturating_sub(4)..verb).rev().take_while(|&p| self.verb(p).is_none()).find(|&p| opens(p))?;
        (0..start).rev().find(|&p| self.verb(p).is_some())
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
                Phrase::Noun(noun) if noun.time || self.is_age(at) => {}
                Phrase::Noun(_) if self.is_set_apart(at) => {}
                Phrase::Noun(noun) if noun.preposition.is_none() && !self.is_object(at) => {
                    // "in the city of Axum, Amnesty International said": who speaks last is in no list with what goes before.
                    let speaks = at + 1 == phrase && is_saying(self.lemma(phrase)) && self.behind_comma(at);
                    let list = self.before_list(at).filter(|_| !speaks);
                    let subject = list.unwrap_or_else(|| self.before_apposition(at, skipped_comma));
                    return self.coordinated_back(subject);
                }
                Phrase::Verb(_) => match self.relative_start(at) {
                    Some(start) => at = start,
                    None if self.verb(at).is_some_and(|v| v.gerund || v.infinitive) || self.reduced(at) => {}
                    None if self.lone_auxiliary(at, phrase) => {}
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

    /// "After being shelled, the troops left": who left was shelled.
    fn being_after(&self, phrase: usize) -> bool {
        let being = self.verb(phrase).is_some_and(|v| self.document.word(v.tokens.start) == "being");
        phrase == 1
            && being
            && self.other(0).is_some_and(|(t, _)| {
                matches!(self.document.word(t), "after" | "before" | "despite" | "since" | "upon" | "on" | "while")
            })
    }

    fn behind_comma(&self, noun: usize) -> bool {
        noun.checked_sub(1).is_some_and(|p| matches!(self.other(p), Some((_, Tag::Comma))))
    }

    /// "The president had in the wake of the raid ordered": a "had" that only prepositional phrases part from its verb.
    fn lone_auxiliary(&self, at: usize, verb: usize) -> bool {
        let have = self.verb(at).is_some_and(|v| v.tokens.len() == 1 && self.document.tokens[v.head].tag == Tag::Have);
        let parted = |p: usize| {
            self.noun(p).is_some_and(|n| n.preposition.is_some() || n.time)
                || matches!(self.other(p), Some((_, Tag::Preposition | Tag::Adverb | Tag::Comma)))
        };
        have && at + 1 < verb && (at + 1..verb).all(parted)
    }

    /// "six people including a woman and two boys were shot", "forty people from Qvarn and Zolt fled": those before the list.
    fn before_list(&self, last: usize) -> Option<usize> {
        let bare = |p: usize| self.noun(p).is_some_and(|n| n.preposition.is_none());
        let joins = |p: usize| matches!(self.other(p), Some((_, Tag::Comma | Tag::Conjunction)));
        let mut first = last;
        while first >= 2 && bare(first) && joins(first - 1) && self.noun(first - 2).is_some() {
            first -= 2;
        }
        let preposition = self.noun(first).filter(|_| first < last)?.preposition?;
        let name = |p: usize| self.noun(p).is_none_or(|n| self.document.tokens[n.head].tag == Tag::Proper);
        let named = matches!(self.document.word(preposition), "of" | "from" | "in") && (first..=last).all(name);
        if !named && self.document.word(preposition) != "including" {
            return None;
        }
        let mut head = first.checked_sub(2)?;
        if matches!(self.other(head), Some((_, Tag::Comma))) {
            head = head.checked_sub(1)?;
        }
        while self.noun(head).is_some_and(|n| n.preposition.is_some()) && head >= 2 && self.noun(head - 2).is_some() {
            head -= 2;
        }
        self.noun(head).filter(|n| n.preposition.is_none() && !n.time).map(|_| head)
    }

    /// "some other group, and not the Column, claimed it", "nine people, among them two boys, died": those named beside.
    fn is_set_apart(&self, noun: usize) -> bool {
        let not = |p: usize| matches!(self.other(p), Some((_, Tag::Not)));
        let joins = |p: usize| matches!(self.other(p), Some((_, Tag::Comma | Tag::Conjunction)));
        let among =
            |p: usize| self.noun(p).and_then(|n| n.preposition).is_some_and(|t| self.document.word(t) == "among");
        let part =
            noun >= 1 && self.noun(noun - 1).is_some_and(|n| self.document.word(n.head) == "them") && among(noun - 1);
        noun >= 2 && not(noun - 1) && joins(noun - 2) || part
    }

    pub(super) fn governs_noun(&self, other: usize) -> bool {
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
        if self.inverted(verb, noun) {
            return false;
        }
        !self.passive(verb) && !is_saying(self.lemma(verb))
    }

    /// "Not since 2007 have police used live rounds": the auxiliary stands before the subject.
    fn inverted(&self, auxiliary: usize, noun: usize) -> bool {
        let lone = self
            .verb(auxiliary)
            .is_some_and(|v| v.tokens.len() == 1 && matches!(self.document.tokens[v.head].tag, Tag::Have | Tag::Do));
        let opens = self.phrases.first().is_some_and(|p| {
            let first = p.tokens().start;
            matches!(self.document.word(first), "not" | "never" | "nor" | "neither" | "only" | "rarely" | "seldom")
        });
        let main = self.verb(noun + 1).is_some_and(|v| v.tokens.len() == 1 && !v.gerund && !v.infinitive);
        lone && opens && main
    }

    /// In "Abu Omar, a commander of X, was killed" the phrase before the apposition.
    fn before_apposition(&self, noun: usize, comma_after: Option<usize>) -> usize {
        if comma_after.is_none() || noun < 2 || !matches!(self.other(noun - 1), Some((_, Tag::Comma))) {
            return noun;
        }
        let earlier = noun - 2;
        match self.noun(earlier) {
            Some(first) if !first.time => {
                let chain = self.head_of_chain(earlier);
                if self.noun(chain).is_some_and(|n| n.preposition.is_none()) { chain } else { noun }
            }
            _ => noun,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn who_left_after_being_shelled() {
        assert_eq!(who("After being shelled by rebels, soldiers ate."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("After shelling rebels, soldiers ate."), ["ASSAULT soldiers > rebels"]);
    }

    #[test]
    fn what_those_told_of_did() {
        assert_eq!(who("Witnesses spoke of soldiers burning huts near Goma."), ["ASSAULT soldiers > huts"]);
        let read = who("The ministry blamed the raid that hurt six men on rebels and accused them in Goma.");
        assert!(read.iter().any(|r| r.starts_with("ACCUSE ministry")), "{read:?}");
        assert_eq!(who("The senator supports the rebels against the army."), ["AID senator > rebels"]);
        assert_eq!(who("Residents saw soldiers beating a man in Goma."), ["ASSAULT soldiers > man"]);
        assert_eq!(who("Rebels saw a patrol, killing two soldiers in Goma."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("Rebels fled the wrath of soldiers, burning huts near Goma.").len(), 2);
    }

    #[test]
    fn the_doer_by_structure() {
        assert_eq!(who("The convoy that rebels ambushed near Goma was carrying flour."), ["ASSAULT rebels > convoy"]);
        assert_eq!(who("The rebels who ambushed the convoy near Goma sang."), ["ASSAULT rebels > convoy"]);
        assert_eq!(who("Attacked by rebels at dawn, the convoy turned back."), ["ASSAULT rebels > convoy"]);
        assert_eq!(
            who("The bishop accused the army of shelling the village.").last().map(String::as_str),
            Some("ASSAULT army > village")
        );
        assert_eq!(who("The convoy was attacked and destroyed."), ["ASSAULT > convoy"]);
        assert_eq!(who("Farmers saw rebels burn the bridge."), ["ASSAULT rebels > bridge"]);
        assert_eq!(who("Rebels had in the middle of March burned the bridge."), ["ASSAULT rebels > bridge"]);
        assert_eq!(who("The navy, not the army, shelled the village."), ["ASSAULT navy > village"]);
        assert!(
            who("Rebels stopped a bus as it left the town, and shot two farmers.")
                .contains(&"ASSAULT rebels > farmers".to_owned())
        );
        assert_eq!(
            who("Soldiers entered the camp and shot two farmers.").last().map(String::as_str),
            Some("ASSAULT soldiers > farmers")
        );
    }

    #[test]
    fn whoever_says_that_someone_was_killed_may_blame_others() {
        let read = who("The bishop said four farmers were killed and blamed the rebels.");
        assert!(read.iter().any(|r| r.starts_with("ACCUSE bishop")), "{read:?}");
        let read = who("The bishop met four farmers and blamed the rebels.");
        assert!(read.iter().all(|r| !r.starts_with("ACCUSE four")), "{read:?}");
    }

    #[test]
    fn people_before_a_deed_do_it() {
        let read = who("The bishop criticised soldiers conducting raids on the village.");
        assert!(read.contains(&"ASSAULT soldiers > village".to_owned()), "{read:?}");
        assert_eq!(who("Rebels attacked soldiers using mortars."), ["ASSAULT rebels > soldiers"]);
    }

    #[test]
    fn both_do_it_behind_as_and_since() {
        let read = who("As rebels and soldiers attacked the village, people sang.");
        assert_eq!(read, ["ASSAULT rebels, soldiers > village"]);
        assert_eq!(who("As for farmers and nurses, rebels attacked the village."), ["ASSAULT rebels > village"]);
    }

    #[test]
    fn nobody_is_made_the_doer() {
        assert_eq!(who("Two farmers were shot near Goma."), ["ASSAULT > farmers"]);
        assert_eq!(who("Two farmers got shot by rebels near Goma."), ["ASSAULT rebels > farmers"]);
        assert_eq!(who("Two farmers were shot by the roadside near Goma."), ["ASSAULT > farmers"]);
    }

    #[test]
    fn those_named_beside_do_not_do_it() {
        let read = who("Another group, and not the rebels, attacked the village.");
        assert!(read.iter().all(|r| !r.contains("rebels")), "{read:?}");
        assert_eq!(who("Nine people, among them two boys, were killed by gunmen."), ["ASSAULT gunmen > people"]);
        assert_eq!(who("Ten nurses from Zorvan, who were killed by gunmen, lay there."), ["ASSAULT gunmen > nurses"]);
    }

    #[test]
    fn a_list_behind_a_preposition_is_not_the_subject() {
        assert_eq!(who("Six nurses including a cook and two boys were shot near Goma."), ["ASSAULT > nurses"]);
        assert_eq!(who("Forty nurses from Qvarn and Zolt were shot near Goma."), ["ASSAULT > nurses"]);
        assert_eq!(who("Rebels in Goma and two nurses were shot."), ["ASSAULT > nurses"]);
    }

    #[test]
    fn with_someone_doing_it() {
        let read = who("The bishop spoke of a war, with soldiers shelling the village.");
        assert!(read.contains(&"ASSAULT soldiers > village".to_owned()), "{read:?}");
    }

    #[test]
    fn an_auxiliary_before_the_subject() {
        let read = who("Not since March have police used live rounds against students.");
        assert_eq!(read, ["ASSAULT police > students"]);
        assert_eq!(who("The towns have police posts shelled by rebels."), ["ASSAULT rebels > police posts"]);
    }
}

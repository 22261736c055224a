//! Relations: how the events of a report bear on one another, from the words between their mentions.
//!
//! In: the drafts of a report and which event each speaks of. Out: relations on the drafts. Must not know how events are told
//! apart.

use super::document::Document;
use super::draft::Draft;
use crate::knowledge::{Lexicon, relation_cues};
use crate::model::{
    Certainty, EventType, Mode, Participant, Relation, RelationKind, Report, Responsibility, Slot, Span, Stance, Status,
};
use std::ops::Range;

/// Ties the drafts; `groups[i]` is the event that draft `i` speaks of.
pub(super) fn tie(document: &Document<'_>, report: &Report, lexicon: &Lexicon, drafts: &mut [Draft], groups: &[usize]) {
    let ties = {
        let reader = TieReader { document, lexicon, drafts, groups };
        let mut ties = Vec::new();
        for sentence in 0..document.sentences.len() {
            reader.sentence(sentence, &mut ties);
        }
        ties
    };
    for tie in ties {
        let relation = Relation { kind: tie.kind, to: tie.to, quote: report.quote(tie.span) };
        let draft = &mut drafts[tie.from];
        if relation.kind == RelationKind::Denies {
            // A denial denies one thing.
            draft.account.relations.retain(|r| r.kind != RelationKind::Denies);
        }
        if !draft.account.relations.iter().any(|r| r.kind == relation.kind && r.to == relation.to) {
            draft.account.relations.push(relation);
            draft.by(Slot::Relations, tie.rule);
        }
    }
}

/// Notes of each draft the words that it answers: a reprisal for an attack, or what is done in its wake, is never that attack.
pub(super) fn part(document: &Document<'_>, lexicon: &Lexicon, drafts: &mut [Draft]) {
    let each: Vec<usize> = (0..drafts.len()).collect();
    let ties = {
        let reader = TieReader { document, lexicon, drafts, groups: &each };
        let mut ties = Vec::new();
        for sentence in 0..document.sentences.len() {
            let tokens = document.sentences[sentence].tokens.clone();
            reader.cues(&tokens, &reader.here(sentence, &tokens), &mut ties);
        }
        ties
    };
    for tie in ties {
        let Some(to) = tie.to else { continue };
        // "shelled the town after a gas attack" are two; "died after an attack" is one, told by its harm.
        let deed = |d: usize| drafts[d].account.kind == EventType::Assault && drafts[d].account.harm.is_empty();
        let answers = match tie.kind {
            RelationKind::RetaliationFor | RelationKind::ResponseTo => true,
            RelationKind::Follows => {
                // "an assault that came after rebels fired rockets": two, whatever their words.
                let came = document.text[..tie.span.start].trim_end().ends_with(" came");
                let told = drafts[tie.from].refers.verb && !drafts[to].refers.verb;
                (came || told) && deed(tie.from) && deed(to)
            }
            _ => false,
        };
        if answers {
            drafts[tie.from].answers = Some(drafts[to].trigger);
        }
    }
}

/// One relation found: from a draft, to an event.
struct Tie {
    from: usize,
    to: Option<usize>,
    kind: RelationKind,
    span: Span,
    rule: &'static str,
}

/// Reads relations sentence by sentence.
struct TieReader<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    drafts: &'a [Draft],
    groups: &'a [usize],
}

impl TieReader<'_> {
    fn sentence(&self, sentence: usize, ties: &mut Vec<Tie>) {
        let tokens = self.document.sentences[sentence].tokens.clone();
        let here = self.here(sentence, &tokens);
        if here.is_empty() {
            return;
        }
        self.statements(&here, ties);
        self.cues(&tokens, &here, ties);
        self.again(&tokens, &here, ties);
        for (at, draft) in &here {
            self.put_down(at, *draft, ties);
            self.summed(at, *draft, ties);
        }
    }

    /// The drafts of a sentence with where they stand, in text order.
    fn here(&self, sentence: usize, tokens: &Range<usize>) -> Vec<(Range<usize>, usize)> {
        let mut here: Vec<(Range<usize>, usize)> = (0..self.drafts.len())
            .filter(|&d| self.drafts[d].sentence == sentence)
            .map(|d| (self.tokens_of(self.drafts[d].anchor, tokens), d))
            .collect();
        here.sort_by_key(|(at, d)| (at.start, *d));
        here
    }

    fn tokens_of(&self, span: Span, sentence: &Range<usize>) -> Range<usize> {
        let inside = &self.document.tokens[sentence.clone()];
        let start = sentence.start + inside.partition_point(|t| t.span.end <= span.start);
        let end = sentence.start + inside.partition_point(|t| t.span.start < span.end);
        start..end.max(start + 1)
    }

    fn add(
        &self,
        ties: &mut Vec<Tie>,
        from: usize,
        to: Option<usize>,
        kind: RelationKind,
        span: Span,
        rule: &'static str,
    ) {
        if to.is_some_and(|to| self.groups[to] == self.groups[from]) {
            return;
        }
        ties.push(Tie { from, to: to.map(|t| self.groups[t]), kind, span, rule });
    }

    /// "condemned the attack", "denied the massacre", "claimed responsibility for the bombing": what a statement is about.
    fn statements(&self, here: &[(Range<usize>, usize)], ties: &mut Vec<Tie>) {
        for (number, (at, draft)) in here.iter().enumerate() {
            let Some(kind) = self.about(at, *draft) else { continue };
            let told_of = |d: usize| {
                answers(&self.drafts[*draft], &self.drafts[d], kind, self.lexicon)
                    && self.groups[d] != self.groups[*draft]
            };
            let reach = if kind == RelationKind::Denies && !self.names_charge(at, *draft) { DENIED } else { 16 };
            let after = here[number + 1..]
                .iter()
                .find(|(other, d)| told_of(*d) && other.start < at.end + reach && !self.breaks(at.end..other.start));
            let before = here[..number].iter().rev().find(|(other, d)| told_of(*d) && at.start < other.end + 6);
            let object = after.or(before).map(|(_, d)| *d).or_else(|| match kind {
                RelationKind::Denies => self.denied_before(*draft),
                RelationKind::Claims => self.claimed_before(*draft),
                _ => None,
            });
            if let Some(object) = object {
                let span = self.document.span(at.clone());
                self.add(ties, *draft, Some(object), kind, span, "relation/statement_about");
            }
        }
    }

    /// What a statement is to the event it is about: whoever rejects a charge denies it.
    fn about(&self, at: &Range<usize>, draft: usize) -> Option<RelationKind> {
        let kind = self.drafts[draft].account.kind;
        if kind == EventType::Reject && self.names_charge(at, draft) {
            return Some(RelationKind::Denies);
        }
        about(kind)
    }

    /// "rejected the allegations", "denies claims that it did".
    fn names_charge(&self, at: &Range<usize>, draft: usize) -> bool {
        let sentence = self.document.sentences.get(self.drafts[draft].sentence);
        let end = sentence.map_or(at.end, |s| s.tokens.end);
        (at.start..end.min(at.end + 4)).any(|t| {
            let word = self.document.word(t).trim_end_matches('s');
            matches!(word, "claim" | "charge" | "allegation" | "accusation" | "rumor" | "rumour")
        })
    }

    /// For a bare "The group denies it": the violence it is blamed for, else the accusation told just before, else what is only
    /// alleged there.
    fn denied_before(&self, draft: usize) -> Option<usize> {
        let sentence = self.drafts[draft].sentence;
        let back = |d: &usize| sentence.saturating_sub(self.drafts[*d].sentence);
        let accusation = |d: &usize| self.drafts[*d].account.kind == EventType::Accuse && back(d) <= 2;
        let alleged = |d: &usize| {
            let one = &self.drafts[*d].account;
            match one.kind {
                EventType::Assault | EventType::Coerce => one.certainty == Certainty::Suspected && back(d) <= 2,
                EventType::Aid | EventType::Support | EventType::Mobilize => back(d) <= 1,
                _ => false,
            }
        };
        let violence = |d: &usize| self.is_blamed(draft, *d) && back(d) <= 4;
        let latest = |fits: &dyn Fn(&usize) -> bool| (0..draft).rev().find(|d| fits(d));
        latest(&violence).or_else(|| latest(&accusation)).or_else(|| latest(&alleged))
    }

    /// Whether those who deny are blamed for that violence, or suspected of it.
    fn is_blamed(&self, denial: usize, event: usize) -> bool {
        let event = &self.drafts[event].account;
        let blamed = |r: &Responsibility| matches!(r.stance, Stance::Blamed | Stance::Suspected);
        let same = |a: &Participant, b: &Participant| a.name == b.name || a.id.is_some() && a.id == b.id;
        let denier = |a: &Participant| self.drafts[denial].account.actors.iter().any(|d| same(a, d));
        event.kind == EventType::Assault && event.responsibility.iter().any(|r| blamed(r) && denier(&r.actor))
    }

    /// For a bare "The group claimed responsibility": the attack told before.
    fn claimed_before(&self, draft: usize) -> Option<usize> {
        let sentence = self.drafts[draft].sentence;
        let attack = |d: &usize| self.drafts[*d].account.kind == EventType::Assault;
        (0..draft).rev().filter(|d| sentence - self.drafts[*d].sentence <= 3).find(attack)
    }

    fn breaks(&self, between: Range<usize>) -> bool {
        between.clone().any(|t| matches!(self.document.word(t), ";" | "while" | "but" | "meanwhile"))
    }

    /// "in retaliation for", "after", "as part of" between two events of the sentence.
    fn cues(&self, sentence: &Range<usize>, here: &[(Range<usize>, usize)], ties: &mut Vec<Tie>) {
        let mut at = sentence.start;
        while at < sentence.end {
            let cue = relation_cues().iter().find(|cue| {
                cue.words.len() <= sentence.end - at
                    && cue.words.iter().enumerate().all(|(i, word)| self.document.word(at + i) == *word)
            });
            let Some(cue) = cue else {
                at += 1;
                continue;
            };
            let end = at + cue.words.len();
            if let Some((first, second)) = self.joined_by(at..end, here) {
                let (from, to) = if cue.back { (second, first) } else { (first, second) };
                let kind = self.kind_of(cue.kind, &cue.words, from, to);
                if let Some(kind) = kind {
                    self.add(ties, from, Some(to), kind, self.document.span(at..end), "relation/words_between");
                }
            }
            at = end;
        }
    }

    /// The event told before the words and the one told right behind them; where the words open the sentence, the one behind
    /// is what the main clause bears on.
    fn joined_by(&self, cue: Range<usize>, here: &[(Range<usize>, usize)]) -> Option<(usize, usize)> {
        let behind = here.iter().position(|(at, _)| at.start >= cue.end || at.contains(&cue.end))?;
        let (near, ground) = &here[behind];
        let between = cue.end..near.start.max(cue.end);
        if near.start > cue.end + 10 || self.breaks(between.clone()) {
            return None;
        }
        // "fuelled by anger over the vote, led to clashes": a comma ends what such words govern.
        let loose = !matches!(self.document.word(cue.end - 1), "after" | "following");
        if loose && between.clone().any(|t| self.document.word(t) == ",") {
            return None;
        }
        let before = here[..behind]
            .iter()
            .rev()
            .find(|(at, d)| at.end <= cue.start + 1 && self.groups[*d] != self.groups[*ground]);
        if let Some((at, d)) = before {
            return (!self.breaks(at.end.min(cue.start)..cue.start)).then_some((*d, *ground));
        }
        let main = here[behind + 1..].iter().find(|(_, d)| self.groups[*d] != self.groups[*ground])?;
        let comma = (near.end..main.0.start).any(|t| self.document.word(t) == ",");
        // "had in the wake of the raid ordered strikes"
        let auxiliary = cue.start.checked_sub(1).map_or("", |t| self.document.word(t));
        let inside = matches!(auxiliary, "had" | "has" | "have" | "was" | "were");
        (comma || inside).then_some((main.1, *ground))
    }

    /// Some words say a relation only of some events: "over" and "against" of protests and punishments.
    fn kind_of(&self, kind: RelationKind, words: &[&str], from: usize, to: usize) -> Option<RelationKind> {
        let (doer, ground) = (self.drafts[from].account.kind, self.drafts[to].account.kind);
        let answers = matches!(
            doer,
            EventType::Protest
                | EventType::Sanction
                | EventType::Accuse
                | EventType::Reject
                | EventType::Threaten
                | EventType::Support
        );
        match words {
            ["over" | "against" | "protesting"] => (answers && ground != doer).then_some(kind),
            ["then"] => (doer != ground).then_some(kind),
            _ if kind == RelationKind::Follows && answers && is_ground(ground) => Some(RelationKind::ResponseTo),
            // What is done after a call answers it.
            _ if kind == RelationKind::Follows && ground == EventType::Request => Some(RelationKind::ResponseTo),
            _ => Some(kind),
        }
    }

    /// "fighting resumed", "renewed clashes", "for the first time since 1985".
    fn again(&self, sentence: &Range<usize>, here: &[(Range<usize>, usize)], ties: &mut Vec<Tie>) {
        for at in sentence.clone() {
            let word = self.document.word(at);
            let resumes = matches!(word, "renewed" | "resumed" | "resumption" | "resumes" | "resuming" | "reignited");
            let first = word == "first" && (at + 1..sentence.end.min(at + 4)).any(|t| self.document.word(t) == "since");
            if !resumes && !first {
                continue;
            }
            let away = |tokens: &Range<usize>| {
                if tokens.end <= at { at + 1 - tokens.end } else { tokens.start.saturating_sub(at) }
            };
            let nearest = here.iter().min_by_key(|(tokens, _)| away(tokens));
            let near = if resumes { 1 } else { 3 };
            let Some((tokens, draft)) = nearest.filter(|(tokens, _)| away(tokens) <= near) else { continue };
            let span = self.document.span(at.min(tokens.start)..(at + 1).max(tokens.end));
            let kind = if resumes { RelationKind::ResumptionOf } else { RelationKind::FirstSince };
            // Reports say that it goes on again, hardly ever what went before.
            self.add(ties, *draft, None, kind, span, "relation/again");
        }
    }

    /// "Police broke up the march": force against those who protest answers them.
    fn put_down(&self, at: &Range<usize>, draft: usize, ties: &mut Vec<Tie>) {
        let one = &self.drafts[draft];
        let force = one.account.mode == Some(Mode::CrowdControl)
            || matches!(one.refers.word, "crackdown" | "quell" | "disperse" | "suppress" | "repress" | "repression");
        if !force || !matches!(one.account.kind, EventType::Assault | EventType::Coerce) || !told(one) {
            return;
        }
        let march = |d: &usize| {
            let other = &self.drafts[*d];
            other.account.kind == EventType::Protest && one.sentence.saturating_sub(other.sentence) <= 1
        };
        if let Some(protest) = (0..draft).rev().find(march) {
            self.add(
                ties,
                draft,
                Some(protest),
                RelationKind::ResponseTo,
                self.document.span(at.clone()),
                "relation/put_down",
            );
        }
    }

    /// A report that opens with a sum and then tells the single attacks: "Air strikes killed 21. In Goma a bomb hit a school."
    fn summed(&self, at: &Range<usize>, draft: usize, ties: &mut Vec<Tie>) {
        let one = &self.drafts[draft];
        let group = self.groups[draft];
        let Some(sum) = (0..draft).find(|&d| self.groups[d] == self.groups[0]) else { return };
        let first = (0..draft).all(|d| self.groups[d] != group);
        let whole = &self.drafts[sum];
        let sums =
            (0..draft).any(|d| self.groups[d] == self.groups[0] && self.drafts[d].account.status == Status::Aggregate);
        let last = (0..draft).rev().find(|&d| self.groups[d] == self.groups[0]).unwrap_or(sum);
        let near = one.sentence.saturating_sub(self.drafts[last].sentence) <= 3;
        let both = |k: EventType| one.account.kind == k && whole.account.kind == k;
        let alike = both(EventType::Assault) || both(EventType::Protest);
        if !(first && sums && near && alike && told(one)) || one.account.status == Status::Aggregate {
            return;
        }
        let inside = match (&one.account.date, &whole.account.date) {
            (Some(day), Some(period)) => period.earliest <= day.earliest && day.latest <= period.latest,
            _ => false,
        };
        if inside {
            self.add(ties, draft, Some(sum), RelationKind::PartOf, self.document.span(at.clone()), "relation/summed");
        }
    }
}

/// How many words behind a denial what it denies may begin.
const DENIED: usize = 8;

fn told(draft: &Draft) -> bool {
    matches!(
        draft.account.certainty,
        Certainty::Stated | Certainty::Attributed | Certainty::Claimed | Certainty::Suspected
    )
}

/// What a statement of that type is to the event it is about.
fn about(kind: EventType) -> Option<RelationKind> {
    match kind {
        EventType::Accuse | EventType::Reject | EventType::Sanction => Some(RelationKind::ResponseTo),
        EventType::Deny => Some(RelationKind::Denies),
        EventType::Claim => Some(RelationKind::Claims),
        _ => None,
    }
}

/// Whether a statement answers what it speaks of: a condemnation does, an accusation tells it; a refusal answers a request.
fn answers(statement: &Draft, ground: &Draft, tie: RelationKind, lexicon: &Lexicon) -> bool {
    use EventType as T;
    let ground = ground.account.kind;
    match (statement.account.kind, tie) {
        (_, RelationKind::Denies) => matches!(ground, T::Assault | T::Coerce | T::Mobilize | T::Aid | T::Support),
        (T::Claim, _) => is_ground(ground),
        (T::Accuse, _) => {
            lexicon.listed("condemns", statement.refers.word)
                && matches!(ground, T::Assault | T::Coerce | T::Sanction | T::Mobilize)
        }
        (T::Reject, _) => matches!(ground, T::Request | T::Agree),
        (T::Sanction, _) => ground == T::Assault,
        _ => false,
    }
}

/// What statements are about.
fn is_ground(kind: EventType) -> bool {
    !matches!(kind, EventType::Claim | EventType::Deny | EventType::Support | EventType::Consult)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;
    use crate::model::{EventType, RelationKind};

    /// Type of the event, relation, type of the other.
    fn relations(text: &str) -> Vec<(EventType, RelationKind, Option<EventType>)> {
        let all = accounts(text);
        let one = |a: &crate::model::Account| -> Vec<_> {
            a.relations.iter().map(|r| (a.kind, r.kind, r.to.map(|to| all[to].kind))).collect()
        };
        all.iter().flat_map(one).collect()
    }

    #[test]
    fn words_between_two_events() {
        use EventType::{Assault, Coerce};
        let text = "The army shelled Gaza on Monday in retaliation for a rebel raid on Haifa.";
        assert_eq!(relations(text), [(Assault, RelationKind::RetaliationFor, Some(Assault))]);
        let text = "Police arrested four men in Lagos on Monday after gunmen attacked a bank.";
        assert_eq!(relations(text), [(Coerce, RelationKind::Follows, Some(Assault))]);
    }

    #[test]
    fn what_answers_an_attack_is_another() {
        use EventType::Assault;
        let text = "The army had in the wake of the raid on Haifa ordered airstrikes on rebel positions.";
        let found = relations(text);
        assert_eq!(found, [(Assault, RelationKind::ResponseTo, Some(Assault))]);
        let found = accounts("The army bombarded suburbs of Damascus after a gas attack.");
        assert_eq!(found.len(), 2, "{found:?}");
        let found = accounts("An army assault on suburbs of Damascus came after rebels fired rockets at the palace.");
        assert_eq!(found.iter().filter(|a| a.kind == Assault).count(), 2, "{found:?}");
        let found = accounts("Three farmers died after an attack near Lagos.");
        assert_eq!(found.len(), 1, "{found:?}");
        let found = accounts("Rebels attacked Haifa on Monday. In retaliation for the attack, the army bombed Gaza.");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn what_a_statement_is_about() {
        let text = "The president of France condemned the attack on a market in Lagos.";
        let found = relations(text);
        assert_eq!(found, [(EventType::Accuse, RelationKind::ResponseTo, Some(EventType::Assault))]);
    }

    #[test]
    fn a_denial_denies_the_charge_told_before() {
        use EventType::{Accuse, Deny};
        let found = relations("Congo accuses Rwanda of backing the M23. Rwanda denies it.");
        assert!(found.contains(&(Deny, RelationKind::Denies, Some(Accuse))), "{found:?}");
        let found = relations("Congo accuses the M23 of shelling a camp in Goma. The M23 denies it.");
        assert!(found.contains(&(Deny, RelationKind::Denies, Some(EventType::Assault))), "{found:?}");
        let found = relations("Rebels shelled Goma on Monday. Rwanda denies that it backs them.");
        assert!(!found.iter().any(|r| r.2 == Some(EventType::Assault)), "{found:?}");
    }

    #[test]
    fn force_against_those_who_protest_answers_them() {
        use EventType::{Assault, Protest};
        let found =
            relations("Teachers held a protest march in Lagos on Monday. Police fired tear gas at the protesters.");
        assert_eq!(found, [(Assault, RelationKind::ResponseTo, Some(Protest))]);
        assert_eq!(relations("Police fired tear gas at a camp in Lagos on Monday."), []);
    }

    #[test]
    fn a_sentence_answers_the_deed() {
        use EventType::{Assault, Sanction};
        let found = relations("A court in Lagos sentenced two men to death for the murder of a nurse.");
        assert_eq!(found, [(Sanction, RelationKind::ResponseTo, Some(Assault))]);
    }

    #[test]
    fn fighting_goes_on_again() {
        let found = relations("Renewed clashes killed six people in Goma on Monday.");
        assert_eq!(found, [(EventType::Assault, RelationKind::ResumptionOf, None)]);
        assert_eq!(relations("Clashes killed six people in Goma on Monday, where schools have resumed lessons."), []);
    }

    #[test]
    fn an_event_alone_bears_on_nothing() {
        assert_eq!(relations("Gunmen attacked a bank in Lagos on Monday after midnight."), []);
    }
}

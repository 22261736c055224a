//! Relations: how the events of a report bear on one another, from the words between their mentions.
//!
//! In: the drafts of a report and which event each speaks of. Out: relations on the drafts. Must not know how events are told
//! apart.

use super::document::Document;
use super::draft::Draft;
use crate::knowledge::{Lexicon, relation_cues};
use crate::model::{Certainty, EventType, Mode, Relation, RelationKind, Report, Slot, Span, Status};
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
        if !draft.account.relations.iter().any(|r| r.kind == relation.kind && r.to == relation.to) {
            draft.account.relations.push(relation);
            draft.by(Slot::Relations, tie.rule);
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
        let mut here: Vec<(Range<usize>, usize)> = (0..self.drafts.len())
            .filter(|&d| self.drafts[d].sentence == sentence)
            .map(|d| (self.tokens_of(self.drafts[d].anchor, &tokens), d))
            .collect();
        if here.is_empty() {
            return;
        }
        here.sort_by_key(|(at, d)| (at.start, *d));
        self.statements(&here, ties);
        self.cues(&tokens, &here, ties);
        self.again(&tokens, &here, ties);
        self.series(&here, ties);
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
            let Some(kind) = about(self.drafts[*draft].account.kind) else { continue };
            let told_of = |d: usize| {
                answers(&self.drafts[*draft], &self.drafts[d], self.lexicon) && self.groups[d] != self.groups[*draft]
            };
            let after = here[number + 1..]
                .iter()
                .find(|(other, d)| told_of(*d) && other.start < at.end + 16 && !self.breaks(at.end..other.start));
            let before = here[..number].iter().rev().find(|(other, d)| told_of(*d) && at.start < other.end + 6);
            let object = after
                .or(before)
                .map(|(_, d)| *d)
                .or_else(|| (kind != RelationKind::ResponseTo).then(|| self.told_before(*draft, kind)).flatten());
            if let Some(object) = object {
                let span = self.document.span(at.clone());
                self.add(ties, *draft, Some(object), kind, span, "relation/statement_about");
            }
        }
    }

    /// For a bare "The group denies it": the accusation or attack told before.
    fn told_before(&self, draft: usize, kind: RelationKind) -> Option<usize> {
        let sentence = self.drafts[draft].sentence;
        let fits = |d: &usize| {
            let other = &self.drafts[*d];
            let accusation = kind == RelationKind::Denies && other.account.kind == EventType::Accuse;
            other.sentence <= sentence && (accusation || other.account.kind == EventType::Assault)
        };
        (0..draft).rev().filter(|d| sentence - self.drafts[*d].sentence <= 3).find(fits)
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
        if near.start > cue.end + 10 || self.breaks(cue.end..near.start.max(cue.end)) {
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
        comma.then_some((main.1, *ground))
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
            _ => Some(kind),
        }
    }

    /// "fighting resumed", "renewed clashes", "for the first time since 1985".
    fn again(&self, sentence: &Range<usize>, here: &[(Range<usize>, usize)], ties: &mut Vec<Tie>) {
        for at in sentence.clone() {
            let word = self.document.word(at);
            let resumes = matches!(word, "renewed" | "resumed" | "resumption" | "resumes" | "resuming" | "reignited");
            let first = word == "first" && (at + 1..sentence.end.min(at + 5)).any(|t| self.document.word(t) == "since");
            if !resumes && !first {
                continue;
            }
            let nearest = here.iter().min_by_key(|(tokens, _)| tokens.start.abs_diff(at));
            let Some((tokens, draft)) =
                nearest.filter(|(tokens, _)| tokens.start.abs_diff(at) <= if resumes { 4 } else { 12 })
            else {
                continue;
            };
            let span = self.document.span(at.min(tokens.start)..(at + 1).max(tokens.end));
            let kind = if resumes { RelationKind::ResumptionOf } else { RelationKind::FirstSince };
            let earlier = resumes.then(|| self.same_kind_before(*draft)).flatten();
            self.add(ties, *draft, earlier, kind, span, "relation/again");
        }
    }

    fn same_kind_before(&self, draft: usize) -> Option<usize> {
        let kind = self.drafts[draft].account.kind;
        (0..draft).rev().find(|&d| self.drafts[d].account.kind == kind && self.groups[d] != self.groups[draft])
    }

    /// "another attack": one more of the events told before.
    fn series(&self, here: &[(Range<usize>, usize)], ties: &mut Vec<Tie>) {
        for (at, draft) in here {
            let one = &self.drafts[*draft];
            if one.account.kind != EventType::Assault || !told(one) {
                continue;
            }
            let Some(before) = self.same_kind_before(*draft) else { continue };
            let other = &self.drafts[before];
            let near = one.sentence - other.sentence <= 2;
            if !near || !told(other) || clash(one.account.mode, other.account.mode) {
                continue;
            }
            let span = self.document.span(at.clone());
            let sums = |d: &Draft| d.account.status == Status::Aggregate;
            if one.refers.other && !one.refers.verb && !sums(other) && !sums(one) {
                self.add(ties, *draft, Some(before), RelationKind::SameSeries, span, "relation/another");
            }
        }
    }
}

fn told(draft: &Draft) -> bool {
    matches!(
        draft.account.certainty,
        Certainty::Stated | Certainty::Attributed | Certainty::Claimed | Certainty::Suspected
    )
}

fn clash(a: Option<Mode>, b: Option<Mode>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// What a statement of that type is to the event it is about.
fn about(kind: EventType) -> Option<RelationKind> {
    match kind {
        EventType::Accuse | EventType::Reject | EventType::Support | EventType::Threaten => {
            Some(RelationKind::ResponseTo)
        }
        EventType::Deny => Some(RelationKind::Denies),
        EventType::Claim => Some(RelationKind::Claims),
        _ => None,
    }
}

/// Whether a statement answers what it speaks of: a condemnation does, an accusation tells it; a refusal answers a request.
fn answers(statement: &Draft, ground: &Draft, lexicon: &Lexicon) -> bool {
    use EventType as T;
    let ground = ground.account.kind;
    match statement.account.kind {
        T::Deny | T::Claim => is_ground(ground),
        T::Accuse => {
            lexicon.listed("condemns", statement.refers.word)
                && matches!(ground, T::Assault | T::Coerce | T::Sanction | T::Mobilize)
        }
        T::Reject => matches!(ground, T::Request | T::Agree),
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
    fn what_a_statement_is_about() {
        let text = "The president of France condemned the attack on a market in Lagos.";
        let found = relations(text);
        assert_eq!(found, [(EventType::Accuse, RelationKind::ResponseTo, Some(EventType::Assault))]);
    }

    #[test]
    fn an_event_alone_bears_on_nothing() {
        assert_eq!(relations("Gunmen attacked a bank in Lagos on Monday after midnight."), []);
    }
}

//! Status: whether a claim is news, context, or a sum over a period, from tense, time, cue words and position.

use super::clauses::Clauses;
use super::draft::Draft;
use super::harm::HarmMention;
use super::mentions::Mention;
use super::time::TimeMention;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{Certainty, EventType, HarmKind, Mode, Slot, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// New or background where tense and words have not said: by day, else by where in the report it stands.
pub(super) fn settle(drafts: &mut [Draft], sentences: usize, day: Option<Date>) {
    let sentences = sentences.max(1);
    if let Some(day) = day {
        drafts.iter_mut().filter(|d| told(d)).filter(|d| lies_ahead(d, day)).for_each(foresee);
    }
    for draft in drafts.iter_mut().filter(|d| d.account.status == Status::New) {
        let share = draft.sentence as f64 / sentences as f64;
        // A day that was only lent tells no more than the sentences around it did.
        let dated = draft.account.date.as_ref();
        let status = match (dated, day) {
            (Some(when), Some(day)) => {
                let recent = day.checked_sub(8.days()).is_ok_and(|limit| when.latest >= limit);
                if recent { Status::New } else { Status::Background }
            }
            _ if draft.made_by.contains_key(&Slot::Status) => Status::Background,
            _ if share > 0.6 && draft.sentence > 4 => Status::Background,
            _ => Status::New,
        };
        if status == Status::Background {
            draft.account.status = status;
        }
    }
}

fn told(draft: &Draft) -> bool {
    matches!(draft.account.status, Status::New | Status::Background)
}

/// Whether something that is arranged has a day that comes after the report. Of anything else a day to come is more likely misread.
fn lies_ahead(draft: &Draft, day: Date) -> bool {
    let meets = matches!(draft.account.kind, EventType::Retreat | EventType::Consult | EventType::Agree)
        && draft.account.mode != Some(Mode::Withdraw);
    // "The party is holding a rally on 16 September", "troops are leaving next week"
    let held =
        draft.present && matches!(draft.account.kind, EventType::Protest | EventType::Retreat | EventType::Mobilize);
    let arranged = (meets || held) && !draft.refers.definite;
    arranged && draft.account.date.as_ref().is_some_and(|when| !when.inferred && when.earliest > day)
}

/// What has a day still to come is planned, whatever its tense: "the plan envisages a ceasefire on 12 April".
fn foresee(draft: &mut Draft) {
    draft.account.status = Status::Future;
    if matches!(draft.account.certainty, Certainty::Stated | Certainty::Attributed | Certainty::Claimed) {
        draft.account.certainty = Certainty::Intended;
    }
    draft.by(Slot::Status, "status/day_to_come");
}

/// The rule for one of a sum told before: no news, whatever else speaks for that.
pub(super) const ONE_OF_THESE: &str = "status/one_of_these";

/// Reads whether a mention speaks of a period rather than of an occurrence.
pub(super) struct PeriodReader<'a> {
    pub clauses: &'a Clauses<'a, 'a>,
    pub knowledge: &'a Knowledge,
    pub tokens: &'a Range<usize>,
    pub harms: &'a [HarmMention],
}

impl PeriodReader<'_> {
    /// A sum over a period is no single event, and a war or a wave that no day dates is no news of today.
    pub fn judge(&self, mention: &Mention, draft: &mut Draft) {
        if draft.account.status != Status::New {
            return;
        }
        let facts = self.facts(mention, draft);
        let violent =
            matches!(mention.kind, EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Retreat);
        if !violent {
            if facts.perfect && !facts.dated && draft.sentence > 1 {
                draft.account.status = Status::Background;
                draft.by(Slot::Status, "status/standing_statement");
            }
        } else if facts.sums(mention.kind) {
            draft.account.status = Status::Aggregate;
            draft.by(Slot::Status, "status/period_total");
        } else if self.is_one_of_these() && !facts.dated {
            draft.account.status = Status::Background;
            draft.by(Slot::Status, ONE_OF_THESE);
        } else if facts.stands(draft) {
            draft.account.status = Status::Background;
            draft.by(Slot::Status, "status/undated_process");
        }
    }

    /// "Among these was the raid which …": one of a sum told before.
    fn is_one_of_these(&self) -> bool {
        let mut words = self.tokens.clone().map(|t| self.clauses.document.word(t));
        words.next() == Some("among")
            && matches!(words.next(), Some("these" | "them"))
            && matches!(words.next(), Some("was" | "were" | "is" | "are"))
    }

    fn facts(&self, mention: &Mention, draft: &Draft) -> Facts {
        let document = self.clauses.document;
        let last = document.word(mention.tokens.end - 1);
        let plural = !mention.verb && last.ends_with('s') && !matches!(last, "hostilities" | "talks");
        let clashes = mention.frame == Frame::Clash && self.clauses.verb(mention.phrase).is_some_and(|v| v.gerund);
        let verb = mention.carrier.map_or(mention.phrase, |c| c.verb);
        let group = self.clauses.verb(verb);
        let perfect = group.is_some_and(|v| v.perfect && !v.pluperfect);
        let present = mention.verb && group.is_some_and(|v| v.present && !v.infinitive);
        let killed = self.harms.iter().filter(|h| h.harm.kind == HarmKind::Killed);
        let own = killed.clone().filter(|h| mention.verb && h.verb == Some(mention.phrase));
        Facts {
            period: self.speaks_of_period(draft) || self.reaches_over(draft) || perfect && self.over_months(draft),
            plural,
            process: !mention.verb && is_process(last),
            clashes,
            // The present of a heading tells news: "Bomb kills 12".
            perfect: perfect || present && draft.sentence > 0,
            several: perfect && self.several(verb),
            spread: plural
                && mention.carrier.is_some()
                && group.is_some_and(|v| v.perfect && !v.pluperfect && !v.infinitive),
            many: plural && draft.account.count.as_ref().is_some_and(|c| c.low > 3),
            dated: draft
                .time
                .as_ref()
                .is_some_and(|t| !t.since && t.days.is_some_and(|(a, b, _)| (b - a).get_days() <= 3))
                && !self.reaches_over(draft),
            harms: self.knowledge.lexicon.trigger(mention.trigger).harm.is_some(),
            verb: mention.verb,
            toll: own.map(|h| h.harm.figure.low).max().unwrap_or(0),
            vast: killed.map(|h| h.harm.figure.low).max().unwrap_or(0) >= 2_000,
            in_many: self.in_many(mention),
            late: draft.sentence > 1,
        }
    }

    /// "Rebels have seized several cities."
    fn several(&self, verb: usize) -> bool {
        let quantity = |word: &str| {
            matches!(
                word,
                "several"
                    | "many"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "numerous"
                    | "scores"
                    | "all"
                    | "most"
                    | "countless"
                    | "some"
            )
        };
        self.clauses
            .object(verb)
            .into_iter()
            .filter_map(|o| self.clauses.noun(o))
            .any(|n| n.tokens.clone().any(|t| quantity(self.clauses.document.word(t))))
    }

    /// "were killed in demonstrations", "died in the violence": what killed them was more than one event.
    fn in_many(&self, mention: &Mention) -> bool {
        let document = self.clauses.document;
        let cause = self.clauses.with_preposition(mention.phrase, &["in", "during", "amid"]);
        mention.verb
            && cause.and_then(|c| self.clauses.noun(c)).is_some_and(|noun| {
                let head = document.word(noun.head);
                let trigger = !self.knowledge.lexicon.noun_triggers(head).is_empty();
                trigger && (head.ends_with('s') || is_process(head))
            })
    }

    /// "since January", "in recent days", "four weeks of", "so far this year", "repeatedly", "between April 1 and April 24".
    fn speaks_of_period(&self, draft: &Draft) -> bool {
        let words = format!(" {} ", self.clauses.document.words(self.tokens.clone()));
        draft.time.as_ref().is_some_and(|t| t.since || t.rule == "time/past_n" || self.spans(t))
            || self.knowledge.lexicon.period_cues().any(|cue| words.contains(cue))
    }

    /// "Twelve reporters have been killed this year".
    fn over_months(&self, draft: &Draft) -> bool {
        draft.time.as_ref().and_then(|t| t.days).is_some_and(|(a, b, _)| (b - a).get_days() >= 27)
    }

    /// "between April 1 and April 24", "from Monday to the following Sunday".
    fn reaches_over(&self, draft: &Draft) -> bool {
        let single = draft.time.as_ref().and_then(|t| t.days).is_some_and(|(a, b, _)| a == b);
        single && draft.account.date.as_ref().is_some_and(|d| (d.latest - d.earliest).get_days() > 3)
    }

    /// Whether the time is a stretch of more than some days that words present as one: "during September".
    fn spans(&self, time: &TimeMention) -> bool {
        let document = self.clauses.document;
        let long = time.days.is_some_and(|(a, b, _)| (b - a).get_days() > 3);
        let at = self.tokens.clone().find(|&t| document.tokens[t].span.end > time.span.start);
        let opens =
            |t: usize| matches!(document.word(t), "during" | "between" | "from" | "throughout" | "over" | "within");
        long && at.is_some_and(|t| opens(t) || t > self.tokens.start && opens(t - 1))
    }
}

fn is_process(word: &str) -> bool {
    matches!(
        word,
        "war"
            | "conflict"
            | "violence"
            | "unrest"
            | "fighting"
            | "insurgency"
            | "bloodshed"
            | "crackdown"
            | "hostilities"
            | "repression"
            | "torture"
            | "looting"
            | "destruction"
            | "uprising"
            | "revolt"
            | "bombardment"
            | "shelling"
            | "gunfire"
    )
}

/// What the words of a mention say of its extent in time.
struct Facts {
    /// Words of a period stand in the sentence.
    period: bool,
    plural: bool,
    process: bool,
    /// "clashing", "fighting" as a state.
    clashes: bool,
    /// Perfect or present: no point in the past.
    perfect: bool,
    /// Perfect with several objects.
    several: bool,
    /// "protests have spread": several, with a perfect.
    spread: bool,
    /// Counted as more than a few.
    many: bool,
    /// A day or few.
    dated: bool,
    /// The word says that people were harmed.
    harms: bool,
    verb: bool,
    /// The greatest figure of killed that the verb gives.
    toll: u64,
    /// Thousands were killed.
    vast: bool,
    in_many: bool,
    /// Not in the sentences that open the report.
    late: bool,
}

impl Facts {
    /// A sum over a period.
    fn sums(&self, kind: EventType) -> bool {
        let over_period = self.period && (self.plural || self.process || self.perfect || self.harms);
        let undated = self.many
            || self.verb && self.perfect && self.harms && self.late
            || self.several
            || self.spread
            || self.verb && self.harms && self.toll >= 10 && self.in_many
            || self.verb && self.harms && self.toll >= 100 && self.late;
        let one = !self.verb && !self.plural && !self.process;
        self.vast && !one && !self.dated && kind == EventType::Assault || over_period || !self.dated && undated
    }

    /// A course of events or a state that no day dates.
    fn stands(&self, draft: &Draft) -> bool {
        !self.dated
            && (self.process
                || self.perfect && (self.late || draft.chain.is_empty())
                || self.clashes
                || self.plural && (draft.sentence > 3 || !draft.refers.definite))
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;
    use crate::model::Status;

    fn status(text: &str) -> Vec<Status> {
        accounts(text).iter().map(|a| a.status).collect()
    }

    #[test]
    fn sums_over_a_period() {
        assert_eq!(status("Since January gunmen have killed 300 villagers in Lagos."), [Status::Aggregate]);
        assert_eq!(status("Rebels have seized several cities in Nigeria."), [Status::Aggregate]);
    }

    #[test]
    fn a_day_makes_it_news() {
        assert_eq!(status("On Sunday gunmen killed 300 villagers in Lagos."), [Status::New]);
    }

    #[test]
    fn a_lead_in_the_perfect_is_no_sum() {
        assert_ne!(status("Gunmen have killed four villagers in Lagos."), [Status::Aggregate]);
    }

    #[test]
    fn one_of_a_sum_is_no_news() {
        let told = status("Among these was the raid which killed three soldiers in Jordan.");
        assert_eq!(told, [Status::Background]);
        assert_eq!(status("On Sunday gunmen shot three soldiers in Jordan."), [Status::New]);
    }

    #[test]
    fn reported_speech_shifts_the_tense() {
        assert_eq!(status("Witnesses said soldiers had attacked a village near Lagos."), [Status::New]);
    }
}

//! Status: whether a claim is news, context, or a sum over a period, from tense, time, cue words and position.

use super::clauses::Clauses;
use super::draft::Draft;
use super::harm::HarmMention;
use super::mentions::Mention;
use crate::knowledge::{Frame, Knowledge};
use crate::model::{EventType, HarmKind, Slot, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// New or background where tense and words have not said: by day, else by where in the report it stands.
pub(super) fn settle(drafts: &mut [Draft], sentences: usize, day: Option<Date>) {
    let sentences = sentences.max(1);
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
        if draft.account.status != Status::New
            || !matches!(mention.kind, EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Retreat)
        {
            return;
        }
        let period = self.speaks_of_period(mention, draft);
        let last = self.clauses.document.word(mention.tokens.end - 1);
        let plural = !mention.verb && last.ends_with('s') && !matches!(last, "hostilities" | "talks");
        let process = !mention.verb
            && matches!(
                last,
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
            );
        let gerund = mention.frame == Frame::Clash && self.clauses.verb(mention.phrase).is_some_and(|v| v.gerund);
        let many = draft.account.count.as_ref().is_some_and(|c| c.low > 3) && plural;
        let group = self.clauses.verb(mention.carrier.map_or(mention.phrase, |c| c.verb));
        let perfect = group.is_some_and(|v| {
            v.perfect && !v.pluperfect || v.present && !v.infinitive && self.clauses.verb(mention.phrase).is_some()
        });
        let dated =
            draft.time.as_ref().is_some_and(|t| !t.since && t.days.is_some_and(|(a, b, _)| (b - a).get_days() <= 3));
        let harmed = self.knowledge.lexicon.trigger(mention.trigger).harm.is_some();
        let vast = self.harms.iter().any(|h| h.harm.figure.low >= 2_000 && h.harm.kind == HarmKind::Killed);
        if vast && mention.kind == EventType::Assault
            || period && (plural || process || perfect || harmed)
            || many && !dated
        {
            draft.account.status = Status::Aggregate;
            draft.by(Slot::Status, "status/period_total");
        } else if !dated && (perfect && harmed && mention.verb) {
            draft.account.status = Status::Aggregate;
            draft.by(Slot::Status, "status/perfect_toll");
        } else if !dated && (process || perfect || gerund || plural && (draft.sentence > 3 || !draft.definite)) {
            draft.account.status = Status::Background;
            draft.by(Slot::Status, "status/undated_process");
        }
    }

    /// "since January", "in recent days", "four weeks of", "so far this year", "repeatedly".
    fn speaks_of_period(&self, mention: &Mention, draft: &Draft) -> bool {
        let words = format!(" {} ", self.clauses.document.words(self.tokens.clone()));
        let cues = [
            "so far this",
            "since the start of",
            "since the beginning of",
            "over the past",
            "over the last",
            "in the past",
            "in recent",
            " to date ",
            " so far ",
            " weeks of ",
            " months of ",
            " years of ",
            " days of ",
            " for months",
            " for weeks",
            " for years",
            " for days",
            "repeatedly",
            "regularly",
            " every day",
            " daily ",
            "-month ",
            "-year ",
            "-week ",
            "ongoing",
            "continues to",
            "continued to",
            "months-long",
            "weeks-long",
        ];
        let _ = mention;
        draft.time.as_ref().is_some_and(|t| t.since || t.rule == "time/past_n")
            || cues.iter().any(|c| words.contains(c))
    }
}

//! One sentence on its way through the stages: its mentions become drafts.

use super::Pass;
use crate::extraction::antecedents::{Cast, who};
use crate::extraction::clauses::Clauses;
use crate::extraction::counts::CountReader;
use crate::extraction::dealing::Dealing;
use crate::extraction::document::Document;
use crate::extraction::draft::Draft;
use crate::extraction::harm::HarmMention;
use crate::extraction::mentions::Mention;
use crate::extraction::reference::reference;
use crate::extraction::roles::{RoleReader, Roles};
use crate::extraction::scope::{Stand, stand};
use crate::extraction::sources::Attribution;
use crate::extraction::status::PeriodReader;
use crate::extraction::weighing::Bystander;
use crate::extraction::{certainty, lag, responsibility, threats};
use crate::knowledge::Frame;
use crate::model::*;
use std::ops::Range;

/// One sentence with all that was found in it.
pub(super) struct SentencePass<'a> {
    pub(super) pass: &'a Pass<'a>,
    pub(super) number: usize,
    /// Whether what the network doubts is left out.
    pub(super) strict: bool,
    pub(super) tokens: Range<usize>,
    pub(super) clauses: &'a Clauses<'a, 'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) cast: &'a Cast,
    pub(super) attributions: Vec<&'a Attribution>,
    pub(super) harms: Vec<HarmMention>,
}

impl SentencePass<'_> {
    pub(super) fn drafts(&self, drafts: &mut Vec<Draft>) {
        let reader = RoleReader {
            clauses: self.clauses,
            report: self.pass.report,
            knowledge: self.pass.knowledge,
            mentions: self.mentions,
            cast: self.cast,
            attributions: &self.attributions,
        };
        let mut draft_of: Vec<Option<usize>> = vec![None; self.mentions.len()];
        let mut links = Vec::new();
        for (index, mention) in self.mentions.iter().enumerate() {
            let stand = stand(self.clauses, mention, &self.tokens, self.pass.knowledge);
            let roles = reader.read(mention);
            let (mention, veto) = self.vetoed(mention, stand, &roles);
            let mention = &mention;
            if veto.is_some() && !self.pass.weigher.as_ref().is_some_and(|weigher| weigher.may_be(self.words(mention)))
            {
                continue;
            }
            if let Some(phrase) = roles.event_agent
                && let Some(other) = self.mentions.iter().position(|m| !m.verb && m.phrase == phrase)
            {
                links.push((index, other));
            }
            let around = self.pass.weigher.as_ref().map(|_| reader.bystanders(mention, &roles)).unwrap_or_default();
            let mut draft = self.draft(mention, stand, roles, &around);
            if let Some(weigher) = &self.pass.weigher {
                // What the rules alone take for an event is read once more, apart from what is told.
                let doubtful = !self.strict && veto.is_none();
                if !weigher.is_event(mention, veto, &mut draft) && !doubtful {
                    continue;
                }
            }
            draft_of[index] = Some(drafts.len());
            let second = self.gapped(&reader, mention, &draft);
            drafts.push(draft);
            drafts.extend(second);
        }
        self.same_again(&reader, drafts);
        self.link(&links, &draft_of, drafts);
        let dealing = Dealing {
            document: self.document(),
            mentions: self.mentions,
            draft_of: &draft_of,
            sentence: self.number,
            weigher: self.pass.weigher.as_ref(),
        };
        dealing.deal(&self.harms, drafts);
    }

    fn words(&self, mention: &Mention) -> Span {
        self.document().span(mention.tokens.clone())
    }

    pub(super) fn document(&self) -> &Document<'_> {
        self.pass.document
    }

    fn draft(&self, mention: &Mention, stand: Stand, roles: Roles, around: &[Bystander]) -> Draft {
        let mut account = Account::bare(mention.kind, stand.status.unwrap_or(Status::New), Certainty::Stated);
        account.mode = how(mention, roles.mode);
        account.actors = roles.actors;
        self.name_groups(mention, &mut account);
        account.targets = roles.targets;
        let weigher = self.pass.weigher.as_ref();
        let (changed, parties) =
            weigher.map(|weigher| weigher.cast(self.clauses, mention, around, &mut account)).unwrap_or_default();
        account.means = roles.means;
        let mut draft = Draft {
            refers: reference(self.clauses, mention, self.pass.knowledge),
            lag: lag::before_the_rest(self.document(), mention, &self.tokens),
            parties,
            ..Draft::of(account, self.anchor(mention), self.words(mention), self.number)
        };
        draft.made_by.extend(changed.into_iter().map(|slot| (slot, Maker::Network)));
        draft.by(Slot::Type, if mention.verb { "mention/verb" } else { "mention/noun" });
        self.place(mention, &mut draft);
        self.pass.dating.own(mention, self.clauses, &self.tokens, &mut draft);
        CountReader { clauses: self.clauses, report: self.pass.report, tokens: &self.tokens }.read(mention, &mut draft);
        responsibility::own_deed(self.clauses, &self.attributions, mention, &mut draft);
        certainty::settle(self.clauses, &self.attributions, mention, stand, &mut draft);
        let called = mention.verb && self.clauses.lemma(mention.phrase) == "call";
        draft.present = stand.ongoing || !mention.verb || called;
        // In reported speech the pluperfect is the simple past of what was said.
        let reported = mention.verb && !draft.chain.is_empty();
        if stand.past_before && !reported || stand.ongoing && !mention.verb {
            draft.by(Slot::Status, "status/pluperfect");
        }
        self.who_threatens(mention, &mut draft);
        if threats::voiced(self.clauses, mention, &draft.chain)
            || threats::takes_up_again(self.clauses, mention, &draft.chain)
        {
            Self::as_threat(&mut draft);
        }
        let periods = PeriodReader {
            clauses: self.clauses,
            knowledge: self.pass.knowledge,
            tokens: &self.tokens,
            harms: &self.harms,
        };
        if draft.account.kind == mention.kind {
            periods.judge(mention, &mut draft);
        }
        self.first_since(mention, &mut draft);
        let sole = draft.account.actors.len() == 1 && !mention.verb && mention.frame == Frame::Clash;
        if matches!(mention.kind, EventType::Assault) {
            draft.account.actors.retain(|a| {
                // "Sudan entered its third week of fighting": where, not who.
                if sole && a.id.as_deref().is_some_and(|id| id.starts_with("state-")) {
                    return false;
                }
                let site = !mention.verb && responsibility::cannot_act(a);
                !matches!(a.kind, ActorKind::Media | ActorKind::Business) && !site
            });
        }
        responsibility::settle(mention, self.document().text, &mut draft);
        draft
    }

    /// "“Next time we shoot you,” they told him": whom the pronouns mean where a threat is voiced.
    fn who_threatens(&self, mention: &Mention, draft: &mut Draft) {
        let holding = self.attributions.iter().find(|a| a.holds(mention.tokens.start) && a.kind.tells());
        let Some(attribution) = holding.filter(|_| draft.chain.is_empty()) else { return };
        let verb = self.clauses.phrase_of(attribution.cue.end.saturating_sub(1));
        let whom = |phrase: Option<&usize>| {
            let phrase = *phrase.filter(|&&p| self.clauses.noun(p).is_some_and(|n| n.pronoun))?;
            who(self.clauses, phrase, self.pass.report, self.pass.knowledge, self.cast).map(|(one, _)| one)
        };
        let Some(speaker) = whom(self.clauses.subject(verb).first()) else { return };
        if !threats::voiced(self.clauses, mention, std::slice::from_ref(&speaker)) {
            return;
        }
        draft.chain.push(speaker);
        if draft.account.targets.is_empty() {
            draft.account.targets.extend(whom(self.clauses.object(verb).first()));
        }
    }

    /// "the first such attack since early February": since when there was none is not when it was.
    fn first_since(&self, mention: &Mention, draft: &mut Draft) {
        let since = draft.time.as_ref().is_some_and(|t| t.since);
        let noun = self.clauses.noun(mention.phrase).filter(|_| !mention.verb && since);
        let first = noun.is_some_and(|n| {
            n.tokens
                .clone()
                .any(|t| matches!(self.document().word(t), "first" | "deadliest" | "worst" | "biggest" | "largest"))
        });
        if first && draft.account.status != Status::Aggregate {
            draft.account.date = None;
            draft.time = None;
        }
    }

    /// What is threatened is no event yet: the threat is, and those who say so make it.
    fn as_threat(draft: &mut Draft) {
        let account = &mut draft.account;
        account.kind = EventType::Threaten;
        account.mode = Some(Mode::Violence);
        let speaker = draft.chain.pop();
        // "…, its spokesman warned": the spokesman speaks for those who would act.
        let mouth = speaker.as_ref().is_some_and(|s| {
            let head = s.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            s.id.is_none() && matches!(head.as_str(), "spokesman" | "spokeswoman" | "spokesperson" | "statement")
        });
        if !mouth || account.actors.is_empty() {
            account.actors = speaker.into_iter().collect();
        }
        (account.status, account.certainty) = (Status::New, Certainty::Stated);
        draft.chain.clear();
        draft.made_by.remove(&Slot::Status);
        draft.by(Slot::Type, threats::VOICED);
    }

    /// "the group", "the rebels" without a name: the armed group named last before.
    fn name_groups(&self, mention: &Mention, account: &mut Account) {
        let before = self.pass.groups.iter().rev().find(|(token, _)| *token < mention.tokens.start);
        let last = before.or(self.pass.groups.first());
        let Some((_, number)) = last else { return };
        let group = self.pass.knowledge.actors.get(*number);
        for actor in account.actors.iter_mut().filter(|a| a.id.is_none()) {
            let head = actor.name.to_lowercase();
            let head = head.rsplit(' ').next().unwrap_or("");
            if matches!(
                head,
                "group" | "movement" | "organization" | "organisation" | "paramilitary" | "paramilitaries"
            ) {
                actor.name = group.name.to_owned();
                actor.id = Some(group.id.to_owned());
                actor.country = group.country.map(str::to_owned);
                actor.kind = group.kind;
            }
        }
    }

    /// From the trigger through its object, kept short.
    fn anchor(&self, mention: &Mention) -> Span {
        let document = self.document();
        let mut tokens = mention.tokens.clone();
        if mention.verb {
            // "denied firing rockets": what is denied belongs to the denial.
            let gerund = mention.phrase + 1;
            let denies = mention.kind == EventType::Deny && self.clauses.verb(gerund).is_some_and(|v| v.gerund);
            let verb = if denies { gerund } else { mention.phrase };
            tokens.end = if denies { self.clauses.phrases[gerund].tokens().end } else { tokens.end };
            if let Some(&object) = self.clauses.object(verb).first()
                && let Some(noun) = self.clauses.noun(object)
                && noun.tokens.end <= tokens.start + 9
            {
                tokens.end = tokens.end.max(noun.tokens.end);
            }
        } else if let Some(noun) = self.clauses.noun(mention.phrase) {
            tokens = noun.tokens.start.max(tokens.end.saturating_sub(6))..tokens.end;
        }
        document.span(tokens)
    }
}

/// How it was done. "rockets fired on the base": the weapon tells more than the verb.
fn how(mention: &Mention, weapon: Option<Mode>) -> Option<Mode> {
    let vague = |m: &Mode| match weapon {
        Some(Mode::HeavyWeapons | Mode::Explosives) => matches!(m, Mode::Destroy | Mode::Firearms),
        Some(_) => *m == Mode::Destroy,
        None => false,
    };
    let mode = mention.mode.filter(|m| !vague(m)).or(weapon);
    let suicide = mention.kind == EventType::Assault && weapon == Some(Mode::SuicideAttack);
    if suicide && mode == Some(Mode::Explosives) { weapon } else { mode }
}

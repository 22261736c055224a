//! The weigher: what a draft is, and how the report stands to it, by rules and network together.

use super::features::{Context, certainty_offers, mode_offers, status_offers, type_offers};
use super::{Offer, Scales};
use crate::extraction::draft::Draft;
use crate::extraction::learned::{Opinion, Sighted};
use crate::extraction::mentions::Mention;
use crate::extraction::status::ONE_OF_THESE;
use crate::extraction::threats::VOICED;
use crate::model::{Certainty, EventType, Maker, Slot, Span, Status};

/// A draft is dropped from this chance on that its words name no event.
const NO_EVENT: f32 = 0.5;
/// The same for words in which the rules see none.
const NO_EVENT_UNLISTED: f32 = 0.45;
/// A mode is taken from this chance on; one of the rules goes only where another comes.
const LIKELY: f32 = 0.4;
/// In texts of fewer words the network, which has learned from whole reports, has no say.
pub(in crate::extraction) const ENOUGH: usize = 80;
/// Words that the rules take for no event are weighed from this chance of the network on.
const MAY_BE: f32 = 0.3;
/// A reserve of the rules gives way from this chance on.
const SURE: f32 = 0.8;

/// Weighs the network's opinion of a report with what rules drafted.
pub(in crate::extraction) struct Weigher<'a> {
    pub scales: &'a Scales,
    pub opinion: Opinion<'a>,
    /// What the network takes for events.
    pub sighted: Vec<Sighted>,
    pub context: Context,
}

impl Weigher<'_> {
    /// Whether words that the rules take for no event may be one all the same.
    pub fn may_be(&self, words: Span) -> bool {
        self.opinion.types(words).iter().map(|(_, chance)| chance).sum::<f32>() >= MAY_BE
    }

    /// Whether the draft tells of an event at all; its type becomes the likeliest.
    pub fn is_event(&self, mention: &Mention, veto: Option<&'static str>, draft: &mut Draft) -> bool {
        let types = self.opinion.types(draft.trigger);
        let offers = type_offers(draft, mention, veto, &types, self.context);
        let chances = self.scales.chances(Slot::Type, draft.trigger, &offers);
        let listed = veto.is_none() && !draft.refers.word.is_empty();
        let limit = if listed { NO_EVENT } else { NO_EVENT_UNLISTED };
        if chances.first().is_some_and(|none| *none >= limit) {
            return false;
        }
        let kinds = types.iter().map(|(kind, _)| *kind).zip(chances.iter().skip(1).copied());
        let Some((kind, chance)) = kinds.max_by(|a, b| a.1.total_cmp(&b.1)) else { return true };
        let share = chances.iter().skip(1).sum::<f32>().max(f32::MIN_POSITIVE);
        draft.types = types.iter().zip(&chances[1..]).map(|((kind, _), chance)| (*kind, chance / share)).collect();
        let agreed = types.iter().any(|(of, chance)| *of == kind && *chance >= 0.5);
        retype(draft, kind, agreed, chance / share);
        self.mode(draft);
        true
    }

    /// How it was done, where rules or network see that.
    fn mode(&self, draft: &mut Draft) {
        let modes = self.opinion.modes(draft.trigger);
        let (offers, codes) = mode_offers(draft, &modes);
        let chances = self.scales.chances(Slot::Mode, draft.trigger, &offers);
        let best = codes.into_iter().zip(chances).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((Some(mode), chance)) = best.filter(|(_, chance)| *chance >= LIKELY) {
            let same = Some(mode) == draft.account.mode;
            draft.account.mode = Some(mode);
            note(draft, Slot::Mode, same, same, chance);
        }
    }

    /// Status and certainty of the drafts that the rules have settled, event by event.
    pub fn settle(&self, drafts: &mut [Draft], groups: &[usize]) {
        let standings: Vec<Standing> = drafts.iter().map(|draft| self.stand(draft)).collect();
        for group in 0..groups.iter().max().map_or(0, |last| last + 1) {
            let members: Vec<usize> = (0..drafts.len()).filter(|&d| groups[d] == group).collect();
            settle(drafts, &members, &standings);
        }
    }

    /// What speaks for each status and certainty of a draft that the rules have settled.
    fn stand(&self, draft: &Draft) -> Standing {
        let statuses = self.opinion.statuses(draft.trigger);
        let offers = status_offers(draft, &statuses, self.context);
        let statuses = self.chances(Slot::Status, draft, &offers, &statuses);
        let certainties = self.opinion.certainties(draft.trigger);
        let offers = certainty_offers(draft, &certainties, self.context);
        let certainties = self.chances(Slot::Certainty, draft, &offers, &certainties);
        Standing { statuses, certainties }
    }

    fn chances<C: Copy>(&self, slot: Slot, draft: &Draft, offers: &[Offer], codes: &[(C, f32)]) -> Vec<(C, f32)> {
        let chances = self.scales.chances(slot, draft.trigger, offers);
        codes.iter().zip(chances).map(|((code, _), chance)| (*code, chance)).collect()
    }
}

/// How likely each status and certainty of a draft is.
#[derive(Debug, Clone)]
struct Standing {
    statuses: Vec<(Status, f32)>,
    certainties: Vec<(Certainty, f32)>,
}

/// The drafts of one event stand alike: as all of them together make likeliest, in doubt as what says less, unless the rules keep a reserve and the rest is not sure.
fn settle(drafts: &mut [Draft], members: &[usize], standings: &[Standing]) {
    let own = |n: usize| &standings[n];
    settle_type(drafts, members);
    let one_of_these =
        |&m: &usize| drafts[m].made_by.get(&Slot::Status).is_some_and(|maker| maker.is_rule(ONE_OF_THESE));
    let status = if members.iter().any(one_of_these) {
        for &member in members {
            drafts[member].account.status = Status::Background;
            drafts[member].by(Slot::Status, ONE_OF_THESE);
        }
        None
    } else {
        likeliest(members.iter().map(|&m| own(m).statuses.as_slice()), careful_status)
    };
    let certainty = likeliest(members.iter().map(|&m| own(m).certainties.as_slice()), careful_certainty);
    for &member in members {
        let draft = &mut drafts[member];
        if let Some((status, chance)) = status
            && (happened(status) <= happened(draft.account.status) || chance >= SURE)
        {
            let same = status == draft.account.status;
            draft.account.status = status;
            note(draft, Slot::Status, same, same, chance);
        }
        if let Some((certainty, chance)) = certainty
            && (weight(certainty) <= weight(draft.account.certainty) || chance >= SURE)
            && (!needs_source(certainty) || !draft.chain.is_empty())
        {
            let same = certainty == draft.account.certainty;
            draft.account.certainty = certainty;
            note(draft, Slot::Certainty, same, same, chance);
        }
    }
}

/// The drafts of one event are of one type.
fn settle_type(drafts: &mut [Draft], members: &[usize]) {
    let Some(first) = members.first().map(|&m| drafts[m].account.kind) else { return };
    if members.iter().all(|&m| drafts[m].account.kind == first) {
        return;
    }
    let all = members.iter().map(|&m| drafts[m].types.as_slice());
    let Some((kind, chance)) = likeliest(all, |_| 1.0) else { return };
    for &member in members {
        retype(&mut drafts[member], kind, false, chance);
    }
}

/// Gives a draft its type; how it was done is said of the type that the words named.
fn retype(draft: &mut Draft, kind: EventType, agreed: bool, chance: f32) {
    // What is only threatened is never told as done.
    let threat = is_threat(draft);
    let kind = if threat { draft.account.kind } else { kind };
    let same = kind == draft.account.kind;
    if !same {
        draft.account.mode = draft.account.mode.filter(|mode| kind == EventType::Assault && mode.suits(kind));
        if !matches!(kind, EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Aid) {
            // What is said, met about or agreed on is no deed to answer for.
            draft.account.responsibility.clear();
            draft.made_by.remove(&Slot::Responsibility);
        }
    }
    draft.account.kind = kind;
    note(draft, Slot::Type, same, agreed, chance);
}

/// How much a status says: that one thing happened, that several did, that something may.
fn happened(status: Status) -> u8 {
    match status {
        Status::New | Status::Background => 2,
        Status::Aggregate => 1,
        Status::Future | Status::Hypothetical => 0,
    }
}

/// Whether the rules have heard that it is only threatened.
pub(super) fn is_threat(draft: &Draft) -> bool {
    draft.made_by.get(&Slot::Type).is_some_and(|maker| maker.is_rule(VOICED))
}

/// How much a certainty says: that it was so, that someone says so, that it may be.
fn weight(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Stated => 2,
        Certainty::Attributed | Certainty::Claimed | Certainty::Suspected | Certainty::Disputed => 1,
        _ => 0,
    }
}

/// What a chance of each status counts: to tell a sum as one new event, or a plan as a deed, is worse than the reverse.
fn careful_status(status: Status) -> f32 {
    match status {
        Status::New => 0.7,
        Status::Background | Status::Aggregate => 1.0,
        Status::Future | Status::Hypothetical => 1.3,
    }
}

/// What a chance of each certainty counts: to tell a doubt as a fact is worse than the reverse.
fn careful_certainty(certainty: Certainty) -> f32 {
    match certainty {
        Certainty::Stated | Certainty::Attributed | Certainty::Claimed => 1.0,
        Certainty::Suspected | Certainty::Disputed => 1.5,
        Certainty::Unverified | Certainty::Denied | Certainty::Possible | Certainty::Intended => 2.0,
    }
}

/// The code whose mean chance counts most, and that chance.
fn likeliest<'a, C: Copy + PartialEq + 'a>(
    all: impl Iterator<Item = &'a [(C, f32)]>,
    counts: impl Fn(C) -> f32,
) -> Option<(C, f32)> {
    let mut sums: Vec<(C, f32)> = Vec::new();
    let mut count = 0.0;
    for chances in all {
        count += 1.0;
        for &(code, chance) in chances {
            match sums.iter_mut().find(|(known, _)| *known == code) {
                Some((_, sum)) => *sum += chance,
                None => sums.push((code, chance)),
            }
        }
    }
    let best = sums.into_iter().max_by(|a, b| (a.1 * counts(a.0)).total_cmp(&(b.1 * counts(b.0))));
    best.map(|(code, sum)| (code, sum / count))
}

/// Notes who made a value, and how likely it is, in hundredths.
fn note(draft: &mut Draft, slot: Slot, same: bool, agreed: bool, chance: f32) {
    match (same, agreed) {
        (true, true) => draft.confirm(slot),
        (true, false) => {}
        (false, _) => {
            draft.made_by.insert(slot, Maker::Network);
        }
    }
    draft.confidence.insert(slot, (f64::from(chance) * 100.0).round() / 100.0);
}

/// Someone must be named for these, which only the rules of sources find.
fn needs_source(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Attributed | Certainty::Claimed | Certainty::Disputed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;
    use crate::model::{Account, Mode};

    #[test]
    fn the_mean_of_all_mentions_decides() {
        let (new, old) = (Status::New, Status::Background);
        let all = [vec![(new, 0.6), (old, 0.4)], vec![(new, 0.1), (old, 0.9)]];
        let (status, chance) = likeliest(all.iter().map(Vec::as_slice), |_| 1.0).expect("two");
        assert_eq!((status, (chance * 100.0).round()), (old, 65.0));
        assert_eq!(likeliest(std::iter::empty::<&[(Status, f32)]>(), |_| 1.0), None);
    }

    #[test]
    fn in_doubt_what_says_less_is_told() {
        let status = |new: f32| {
            let all = [(Status::New, new), (Status::Aggregate, 1.0 - new)];
            likeliest(std::iter::once(all.as_slice()), careful_status).expect("two").0
        };
        assert_eq!((status(0.55), status(0.65)), (Status::Aggregate, Status::New));
        let certainty = |stated: f32| {
            let all = [(Certainty::Stated, stated), (Certainty::Possible, 1.0 - stated)];
            likeliest(std::iter::once(all.as_slice()), careful_certainty).expect("two").0
        };
        assert_eq!((certainty(0.6), certainty(0.7)), (Certainty::Possible, Certainty::Stated));
    }

    #[test]
    fn one_of_a_sum_told_before_is_no_news_in_other_words_either() {
        let draft = || {
            Draft::of(
                Account::bare(EventType::Assault, Status::New, Certainty::Stated),
                Span::new(0, 1),
                Span::new(0, 1),
                0,
            )
        };
        let mut drafts = vec![draft(), draft()];
        drafts[0].account.status = Status::Background;
        drafts[0].by(Slot::Status, ONE_OF_THESE);
        let standing = Standing { statuses: vec![(Status::New, 1.0)], certainties: Vec::new() };
        settle(&mut drafts, &[0, 1], &[standing.clone(), standing]);
        assert!(drafts.iter().all(|d| d.account.status == Status::Background));
    }

    #[test]
    fn how_it_was_done_goes_with_another_type() {
        let account =
            Account { mode: Some(Mode::Demo), ..Account::bare(EventType::Protest, Status::New, Certainty::Stated) };
        let mut draft = Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0);
        retype(&mut draft, EventType::Protest, true, 0.9);
        assert_eq!(draft.account.mode, Some(Mode::Demo));
        retype(&mut draft, EventType::Assault, false, 0.9);
        assert_eq!(draft.account.mode, None);
    }

    #[test]
    fn no_one_answers_for_words() {
        let account = accounts("Rebels attacked soldiers near Lagos.").remove(0);
        let mut draft = Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0);
        retype(&mut draft, EventType::Coerce, true, 0.9);
        assert_eq!(draft.account.responsibility.len(), 1);
        retype(&mut draft, EventType::Request, true, 0.9);
        assert!(draft.account.responsibility.is_empty());
    }

    #[test]
    fn a_threat_is_told_as_no_deed() {
        let account = Account::bare(EventType::Threaten, Status::New, Certainty::Stated);
        let mut draft = Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0);
        draft.by(Slot::Type, VOICED);
        retype(&mut draft, EventType::Assault, true, 0.9);
        assert_eq!(draft.account.kind, EventType::Threaten);
        draft.by(Slot::Type, "mention/verb");
        retype(&mut draft, EventType::Assault, true, 0.9);
        assert_eq!(draft.account.kind, EventType::Assault);
    }

    #[test]
    fn a_plan_says_less_than_a_deed_and_a_possibility_less_than_a_word() {
        assert!(happened(Status::New) > happened(Status::Future));
        assert!(weight(Certainty::Stated) > weight(Certainty::Attributed));
        assert!(weight(Certainty::Suspected) > weight(Certainty::Possible));
    }
}

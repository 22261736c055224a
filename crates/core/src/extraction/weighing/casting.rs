//! Casting: who acts in an event and whom it was done to, chosen once for all its mentions.
//!
//! In: the drafts of a report with those who stand around each, and which of them tell of one event. Out: the event's actors and targets.
//! Must not know: how phrases are tied to a mention.

use super::features::evidence;
use super::parties::{ROLES, is_violent};
use super::weigher::Weigher;
use super::{Feature, Offer};
use crate::extraction::draft::Draft;
use crate::extraction::participants::can_act;
use crate::extraction::responsibility;
use crate::model::{Account, ActorKind, EventType, Harm, Maker, Mode, Participant, Responsibility, Slot, Stance};
use std::collections::BTreeMap;

/// From this chance on someone acts in an event of whom none of its mentions says so.
const JOINS: f32 = 0.5;
/// The same for violence.
const JOINS_STRIKE: f32 = 0.7;
/// Below this chance someone whom a mention has acting does not.
const LEAVES: f32 = 0.42;
/// The same for violence.
const LEAVES_STRIKE: f32 = 0.58;
/// From this chance on it was done to someone of whom none of its mentions says so.
const MEETS: f32 = 0.42;
/// The same for violence.
const MEETS_STRIKE: f32 = 0.45;
/// Below this chance it was not done to someone of whom a mention says so.
const SPARED: f32 = 0.32;

/// Someone who stands around a mention, and what speaks for their part in it.
#[derive(Debug, Clone)]
pub(in crate::extraction) struct Candidate {
    pub participant: Participant,
    /// The network's chance that they act, that it was done to them, and that they stand for something else.
    pub chances: [f32; 3],
    /// The network's chance that they did, and suffered, some incident of the report.
    pub incident: [f32; 2],
    /// The role that the rules gave: its number in [`ROLES`].
    pub ruled: usize,
    /// How they stand to the mention.
    pub around: Vec<(&'static str, &'static str)>,
}

/// How likely someone acts in an event, and that it was done to them.
struct Part {
    who: Participant,
    acts: f32,
    suffers: f32,
    /// The rules have it done to them, and nowhere by them.
    struck: bool,
}

impl Weigher<'_> {
    /// Gives the events their actors and targets, where weights for that are known.
    pub fn assign(&self, drafts: &mut [Draft], groups: &[usize]) {
        let fitted = self.scales.weighs(Slot::Targets);
        if !fitted && !self.scales.records() {
            return;
        }
        let stage = Stage::of(drafts, groups);
        let events = groups.iter().max().map_or(0, |last| last + 1);
        // All is chosen before anything is changed: who acts in one event bears on the others.
        let chosen: Vec<_> = (0..events).map(|event| stage.choose(event, self)).collect();
        for (members, parts) in chosen.into_iter().filter(|_| fitted) {
            settle(drafts, &members, &parts);
        }
    }
}

/// All who stand around the mentions of a report.
struct Stage<'d> {
    drafts: &'d [Draft],
    groups: &'d [usize],
    /// By person, in order of appearance: the draft, and how they stand to it.
    people: Vec<Vec<(usize, &'d Candidate)>>,
}

/// Someone in one event.
struct Someone<'d> {
    best: &'d Candidate,
    /// The greatest and the mean chance over its mentions, of acting and of suffering.
    top: [f32; 2],
    mean: [f32; 2],
    /// At how many mentions the rules gave them each role.
    ruled: [usize; 2],
    /// At how many mentions they stand.
    present: usize,
    /// The greatest chance in other events of the type, and how often the rules gave the role there.
    elsewhere: [(Option<f32>, usize); 2],
}

impl<'d> Stage<'d> {
    fn of(drafts: &'d [Draft], groups: &'d [usize]) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut people: Vec<Vec<(usize, &Candidate)>> = Vec::new();
        for (number, draft) in drafts.iter().enumerate() {
            for candidate in &draft.parties {
                let one = &candidate.participant;
                let key = one.id.clone().unwrap_or_else(|| one.name.to_lowercase());
                let person = *numbers.entry(key).or_insert(people.len());
                if person == people.len() {
                    people.push(Vec::new());
                }
                people[person].push((number, candidate));
            }
        }
        Self { drafts, groups, people }
    }

    /// The parts of all who stand around an event, with its mentions.
    fn choose(&self, event: usize, weigher: &Weigher<'_>) -> (Vec<usize>, Vec<Part>) {
        let members: Vec<usize> = (0..self.drafts.len()).filter(|&d| self.groups[d] == event).collect();
        let all: Vec<Someone<'_>> =
            self.people.iter().filter_map(|person| self.someone(person, event, &members)).collect();
        let kind = members.first().map_or(EventType::Assault, |&m| self.drafts[m].account.kind);
        let choose = |one: &Someone<'_>| {
            let features = one.features(&all, kind, members.len());
            let offers: Vec<Offer> = ROLES.iter().map(|&role| offer(role, &features)).collect();
            let who = one.best.participant.clone();
            let tellers = members.iter().map(|&m| self.drafts[m].trigger);
            let chances = weigher.scales.shared(tellers, &who, &offers);
            Part { who, acts: chances[0], suffers: chances[1], struck: one.ruled[0] == 0 && one.ruled[1] > 0 }
        };
        let parts = all.iter().map(choose).collect();
        (members, parts)
    }

    fn someone(&self, person: &[(usize, &'d Candidate)], event: usize, members: &[usize]) -> Option<Someone<'d>> {
        let own = || person.iter().filter(|(draft, _)| self.groups[*draft] == event);
        let strongest = |c: &Candidate| c.chances[0].max(c.chances[1]);
        // Of equals the first is the best.
        let (_, best) = own().rev().max_by(|a, b| strongest(a.1).total_cmp(&strongest(b.1)))?;
        let at = |draft: usize, role: usize| {
            own().filter(|(d, _)| *d == draft).map(|(_, c)| c.chances[role]).fold(0.0, f32::max)
        };
        let kind = self.drafts[members[0]].account.kind;
        let others = || person.iter().filter(|(d, _)| self.groups[*d] != event && self.drafts[*d].account.kind == kind);
        let by_role = |role: usize| {
            let top = others().map(|(_, c)| c.chances[role]).max_by(f32::total_cmp);
            (top, others().filter(|(_, c)| c.ruled == role).count())
        };
        let per_mention = |role: usize| members.iter().map(move |&m| at(m, role));
        Some(Someone {
            best,
            top: [0, 1].map(|role| per_mention(role).fold(0.0, f32::max)),
            mean: [0, 1].map(|role| per_mention(role).sum::<f32>() / members.len() as f32),
            ruled: [0, 1].map(|role| own().filter(|(_, c)| c.ruled == role).count()),
            present: members.iter().filter(|&&m| own().any(|(d, _)| *d == m)).count(),
            elsewhere: [0, 1].map(by_role),
        })
    }
}

/// What is told of each of the two roles, by role.
const TOLD: [[&str; 9]; 2] = [
    [
        "top/actor",
        "mean/actor",
        "top ruled/actor",
        "mean ruled/actor",
        "top of kind/actor",
        "elsewhere/actor",
        "ruled elsewhere/actor",
        "rank/actor",
        "others/actor",
    ],
    [
        "top/target",
        "mean/target",
        "top ruled/target",
        "mean ruled/target",
        "top of kind/target",
        "elsewhere/target",
        "ruled elsewhere/target",
        "rank/target",
        "others/target",
    ],
];

impl Someone<'_> {
    /// What speaks for any part of theirs in an event of that type, told by so many mentions.
    fn features(&self, all: &[Someone<'_>], kind: EventType, tellers: usize) -> Vec<(&'static str, &'static str, f32)> {
        let (ruled, by_tie, by_kind) = self.ruled_as();
        let own = self.best.participant.kind.as_str();
        let deed = if is_violent(kind) { "violent" } else { "other" };
        let mut found: Vec<_> = self.best.around.iter().map(|&(name, of)| (name, of, 1.0)).collect();
        let tie = self.best.around.iter().find(|(name, _)| *name == "tie").map_or("", |(_, of)| of);
        found.extend([
            ("bias", "", 1.0),
            ("ruled", ruled, 1.0),
            (by_tie, tie, 1.0),
            (by_kind, own, 1.0),
            // Who does what: the kind of party stands as the name.
            (own, kind.as_str(), 1.0),
            ("best/actor", "", evidence(self.best.chances[0])),
            ("best/target", "", evidence(self.best.chances[1])),
            ("best/other", "", evidence(self.best.chances[2])),
            ("does an incident", deed, evidence(self.best.incident[0])),
            ("suffers an incident", deed, evidence(self.best.incident[1])),
            ("tellers", ["none", "one", "two", "three", "more"][tellers.min(4)], 1.0),
            ("present", if self.present == tellers { "at all" } else { several(self.present) }, 1.0),
        ]);
        for role in [0, 1] {
            let [top, mean, top_ruled, mean_ruled, top_kind, elsewhere, elsewhere_ruled, rank, others] = TOLD[role];
            let rivals = || all.iter().filter(|one| !std::ptr::eq(*one, self)).map(|one| one.mean[role]);
            let above = rivals().filter(|mean| *mean > self.mean[role]).count();
            found.extend([
                (top, "", evidence(self.top[role])),
                (top_ruled, ruled, evidence(self.top[role])),
                (top_kind, own, evidence(self.top[role])),
                (mean, "", evidence(self.mean[role])),
                (mean_ruled, ruled, evidence(self.mean[role])),
                (elsewhere, step(self.elsewhere[role].0), 1.0),
                (elsewhere_ruled, several(self.elsewhere[role].1), 1.0),
                (rank, ["first", "second", "later"][above.min(2)], 1.0),
                (others, "", evidence(rivals().fold(0.0, f32::max))),
            ]);
        }
        found
    }

    /// The role that the rules gave at its mentions, and the names of features that go with it.
    fn ruled_as(&self) -> (&'static str, &'static str, &'static str) {
        match self.ruled.map(|count| count > 0) {
            [true, true] => ("both", "tie/both", "kind/both"),
            [true, false] => ("actor", "tie/actor", "kind/actor"),
            [false, true] => ("target", "tie/target", "kind/target"),
            [false, false] => ("neither", "tie/neither", "kind/neither"),
        }
    }
}

fn offer(role: &'static str, features: &[(&'static str, &'static str, f32)]) -> Offer {
    let features: Vec<Feature> = features.iter().map(|&(name, of, value)| (name, of, role, value)).collect();
    Offer { value: role.to_owned(), features }
}

fn several(count: usize) -> &'static str {
    ["none", "one", "more"][count.min(2)]
}

/// A chance in words.
fn step(chance: Option<f32>) -> &'static str {
    match chance {
        None => "none",
        Some(chance) if chance > 0.82 => "sure",
        Some(chance) if chance > 0.41 => "likely",
        Some(chance) if chance > 0.1 => "may be",
        Some(_) => "hardly",
    }
}

/// Takes from the mentions of one event those who unlikely have the part that a mention gave them, and adds who likely has one to the mention
/// that tells of the others.
fn settle(drafts: &mut [Draft], members: &[usize], parts: &[Part]) {
    for part in parts {
        let done_to = part.struck || part.suffers >= part.acts;
        let struck = done_to && members.iter().any(|&m| was_struck(&drafts[m].account, &part.who));
        members.iter().for_each(|&member| drop_unlikely(&mut drafts[member], part, struck));
    }
    for &member in members {
        blame(drafts, member);
    }
    let told = |slot: Slot, drafts: &[Draft]| {
        let holds = |draft: &Draft| match slot {
            Slot::Actors => !draft.account.actors.is_empty(),
            _ => !draft.account.targets.is_empty(),
        };
        members.iter().copied().find(|&m| holds(&drafts[m])).or(members.first().copied())
    };
    let (Some(acted), Some(suffered)) = (told(Slot::Actors, drafts), told(Slot::Targets, drafts)) else { return };
    // Whoever says that they did it did it: others who seem to are they by another name.
    let claimed = members.iter().any(|&m| drafts[m].account.responsibility.iter().any(|r| r.stance == Stance::Claimed));
    for part in parts {
        let (joins, _, meets) = limits(drafts[acted].account.kind);
        let suffers = || members.iter().any(|&m| was_struck(&drafts[m].account, &part.who));
        if part.acts >= joins && !claimed && may_act(&part.who, drafts[acted].account.kind) && !suffers() {
            let accuser = accuser(drafts, &part.who);
            join(&mut drafts[acted], &part.who, part.acts, accuser);
        }
        if part.suffers >= meets {
            meet(&mut drafts[suffered], &part.who, part.suffers);
        }
    }
}

/// From which chance on someone acts, below which not, and from which on it was done to someone.
fn limits(kind: EventType) -> (f32, f32, f32) {
    if is_violent(kind) { (JOINS_STRIKE, LEAVES_STRIKE, MEETS_STRIKE) } else { (JOINS, LEAVES, MEETS) }
}

/// Who tells or trades of violence does not do it.
fn may_act(who: &Participant, kind: EventType) -> bool {
    let stranger = is_violent(kind) && matches!(who.kind, ActorKind::Media | ActorKind::Business);
    can_act(who.kind) && !stranger && !(is_violent(kind) && responsibility::cannot_act(who))
}

/// Whether it was done to them, as the rules read it, or some of them are among its dead and hurt: one side's attack, no clash.
fn was_struck(account: &Account, who: &Participant) -> bool {
    let counted = |harm: &Harm| harm.figure.quote.overlaps(&who.quote);
    account.kind == EventType::Assault
        && account.mode != Some(Mode::Clash)
        && (account.targets.iter().any(|target| same(target, who)) || account.harm.iter().any(counted))
}

/// Who accuses them, in the words that name them: then they are blamed, and no more is said.
fn accuser(drafts: &[Draft], who: &Participant) -> Option<Participant> {
    let accusing = drafts.iter().filter(|draft| draft.account.kind == EventType::Accuse);
    let mut accusing = accusing.filter(|draft| draft.account.targets.iter().any(|t| t.quote.overlaps(&who.quote)));
    accusing.find_map(|draft| draft.account.actors.first().cloned())
}

/// What is only told by those who accuse them is told of no one as it stands.
fn blame(drafts: &mut [Draft], member: usize) {
    let stated = |r: &Responsibility| (r.stance == Stance::Stated).then(|| accuser(drafts, &r.actor)).flatten();
    let accusers: Vec<_> = drafts[member].account.responsibility.iter().map(stated).collect();
    for (borne, accuser) in drafts[member].account.responsibility.iter_mut().zip(accusers) {
        if accuser.is_some() {
            (borne.stance, borne.by) = (Stance::Blamed, accuser);
        }
    }
}

/// `struck`: it was done to them rather than by them.
fn drop_unlikely(draft: &mut Draft, part: &Part, struck: bool) {
    let account = &mut draft.account;
    let (_, leaves, _) = limits(account.kind);
    // Whoever claims it or is blamed for it stays: that was said.
    let said = account.responsibility.iter().any(|r| r.stance != Stance::Stated && one_party(&r.actor, &part.who));
    if (struck || part.acts < leaves) && !said && account.actors.iter().any(|a| same(a, &part.who)) {
        account.actors.retain(|a| !same(a, &part.who));
        account.responsibility.retain(|r| !same(&r.actor, &part.who));
        note(draft, Slot::Actors, 1.0 - part.acts);
    }
    if part.suffers < SPARED && draft.account.targets.iter().any(|t| same(t, &part.who)) {
        draft.account.targets.retain(|t| !same(t, &part.who));
        note(draft, Slot::Targets, 1.0 - part.suffers);
    }
}

fn join(draft: &mut Draft, who: &Participant, chance: f32, accuser: Option<Participant>) {
    if !draft.account.actors.iter().any(|a| one_party(a, who)) {
        draft.account.actors.push(who.clone());
        note(draft, Slot::Actors, chance);
        responsibility::joined(draft, who, accuser);
    }
}

fn meet(draft: &mut Draft, who: &Participant, chance: f32) {
    if !draft.account.targets.iter().any(|t| one_party(t, who)) {
        draft.account.targets.push(who.clone());
        note(draft, Slot::Targets, chance);
    }
}

fn note(draft: &mut Draft, slot: Slot, chance: f32) {
    draft.made_by.insert(slot, Maker::Network);
    draft.confidence.insert(slot, (f64::from(chance) * 100.0).round() / 100.0);
}

/// Whether both stand for one person of the stage.
fn same(a: &Participant, b: &Participant) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.name.eq_ignore_ascii_case(&b.name),
        _ => false,
    }
}

/// Whether the words of one may mean the other: a name that holds the other's.
fn one_party(a: &Participant, b: &Participant) -> bool {
    let (x, y) = (a.name.to_lowercase(), b.name.to_lowercase());
    same(a, b) || (a.id.is_none() || b.id.is_none()) && (x.contains(&y) || y.contains(&x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;
    use crate::model::Span;

    fn who(name: &str) -> Participant {
        accounts(&format!("{name} attacked soldiers near Lagos.")).remove(0).actors.remove(0)
    }

    fn draft(at: usize) -> Draft {
        let account = accounts("Rebels attacked soldiers near Lagos.").remove(0);
        Draft::of(account, Span::new(at, at + 1), Span::new(at, at + 1), 0)
    }

    fn part(name: &str, acts: f32, suffers: f32) -> Part {
        Part { who: who(name), acts, suffers, struck: false }
    }

    fn names(list: &[Participant]) -> Vec<String> {
        list.iter().map(|p| p.name.to_lowercase()).collect()
    }

    #[test]
    fn who_likely_acts_joins_the_mention_that_tells_of_the_others() {
        let mut drafts = vec![draft(0), draft(5)];
        drafts[0].account.actors.clear();
        settle(&mut drafts, &[0, 1], &[part("Farmers", 0.9, 0.0)]);
        assert!(drafts[0].account.actors.is_empty());
        assert_eq!(names(&drafts[1].account.actors), ["rebels", "farmers"]);
        assert!(drafts[1].account.responsibility.iter().any(|r| r.actor.name.eq_ignore_ascii_case("farmers")));
        settle(&mut drafts, &[0, 1], &[part("Herders", 0.5, 0.0), part("Rebels", 0.9, 0.0)]);
        assert_eq!(drafts[1].account.actors.len(), 2);
    }

    #[test]
    fn no_one_joins_those_who_say_that_they_did_it() {
        let mut drafts = vec![draft(0)];
        drafts[0].account.responsibility[0].stance = Stance::Claimed;
        settle(&mut drafts, &[0], &[part("Farmers", 0.9, 0.0), part("Rebels", 0.9, 0.0)]);
        assert_eq!(names(&drafts[0].account.actors), ["rebels"]);
    }

    #[test]
    fn who_unlikely_acts_leaves_unless_someone_blames_them() {
        let mut drafts = vec![draft(0)];
        settle(&mut drafts, &[0], &[part("Rebels", 0.39, 0.0)]);
        assert!(drafts[0].account.actors.is_empty() && drafts[0].account.responsibility.is_empty());
        let mut drafts = vec![draft(0)];
        drafts[0].account.responsibility[0].stance = Stance::Blamed;
        settle(&mut drafts, &[0], &[part("Rebels", 0.1, 0.0)]);
        assert_eq!(names(&drafts[0].account.actors), ["rebels"]);
    }

    #[test]
    fn it_was_done_to_whom_that_is_likely() {
        let mut drafts = vec![draft(0)];
        settle(&mut drafts, &[0], &[part("Farmers", 0.1, 0.5), part("Herders", 0.1, 0.4), part("Soldiers", 0.0, 0.1)]);
        assert_eq!(names(&drafts[0].account.targets), ["farmers"]);
    }

    #[test]
    fn those_who_tell_of_violence_do_not_join_it() {
        assert!(may_act(&who("Rebels"), EventType::Assault));
        let media = Participant { kind: ActorKind::Media, ..who("Rebels") };
        assert!(!may_act(&media, EventType::Assault) && may_act(&media, EventType::Accuse));
    }

    #[test]
    fn whom_it_was_done_to_does_not_join_and_who_is_accused_is_blamed() {
        let (mut drafts, rebels) = (vec![draft(0), draft(5)], who("Rebels"));
        drafts[0].account.kind = EventType::Assault;
        drafts[0].account.mode = None;
        drafts[0].account.responsibility.clear();
        drafts[0].account.actors.clear();
        drafts[0].account.targets = vec![rebels.clone()];
        let part = [Part { who: rebels.clone(), acts: 0.9, suffers: 0.9, struck: true }];
        settle(&mut drafts, &[0], &part);
        assert!(drafts[0].account.actors.is_empty());
        drafts[0].account.targets.clear();
        drafts[1].account.kind = EventType::Accuse;
        (drafts[1].account.actors, drafts[1].account.targets) = (vec![who("Villagers")], vec![rebels]);
        let part = [Part { suffers: 0.1, ..part.into_iter().next().expect("one") }];
        settle(&mut drafts, &[0], &part);
        let borne = &drafts[0].account.responsibility;
        assert_eq!(borne.iter().map(|r| r.stance).collect::<Vec<_>>(), [Stance::Blamed]);
    }

    #[test]
    fn what_all_mentions_say_of_someone_is_told() {
        let candidate = |name: &str, chances, ruled| Candidate {
            participant: who(name),
            chances,
            incident: [0.0; 2],
            ruled,
            around: vec![("tie", "subject")],
        };
        let mut drafts = vec![draft(0), draft(5), draft(9)];
        drafts[0].parties = vec![candidate("Rebels", [0.9, 0.0, 0.0], 0), candidate("Farmers", [0.1, 0.2, 0.0], 2)];
        drafts[2].parties = vec![candidate("Rebels", [0.5, 0.0, 0.0], 0)];
        let groups = [0, 0, 1];
        let stage = Stage::of(&drafts, &groups);
        assert_eq!(stage.people.len(), 2);
        let rebels = stage.someone(&stage.people[0], 0, &[0, 1]).expect("present");
        assert_eq!((rebels.top[0], rebels.mean[0], rebels.present), (0.9, 0.45, 1));
        assert_eq!((rebels.ruled, rebels.elsewhere[0]), ([1, 0], (Some(0.5), 1)));
        assert!(stage.someone(&stage.people[1], 1, &[2]).is_none());
        let farmers = stage.someone(&stage.people[1], 0, &[0, 1]).expect("present");
        let features = farmers.features(&[rebels], EventType::Assault, 2);
        assert!(features.contains(&("rank/actor", "second", 1.0)));
        assert!(features.contains(&("tie/neither", "subject", 1.0)));
        assert!(features.contains(&("elsewhere/actor", "none", 1.0)));
    }

    #[test]
    fn a_longer_name_is_no_other_party_and_another_name_is() {
        assert!(one_party(&who("Rebels"), &who("Armed rebels")));
        assert!(!one_party(&who("Rebels"), &who("Farmers")));
    }
}

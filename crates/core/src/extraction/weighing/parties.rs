//! Parties: who of a sentence acts in an event, and whom it was done to, by rules and network together.
//!
//! In: the phrases around a mention and the roles that rules gave them. Out: an account's actors and targets. Must not know how phrases are named.

use super::casting::Candidate;
use super::features::evidence;
use super::weigher::Weigher;
use super::{Feature, Offer};
use crate::extraction::clauses::Clauses;
use crate::extraction::learned::Parts;
use crate::extraction::likeness::same_party;
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{Account, EventType, Participant, Slot, Span};

/// From this chance on someone acts whom the rules have not seen act.
const ACTS: f32 = 0.45;
/// The same for violence.
const STRIKES: f32 = 0.75;
/// Below this chance an actor of the rules is none.
const HARDLY_ACTS: f32 = 0.4;
/// The same for violence.
const HARDLY_STRIKES: f32 = 0.6;
/// From this chance on it was done to someone of whom the rules do not say so.
const SUFFERS: f32 = 0.5;
/// Below this chance it was not done to a target of the rules.
const HARDLY_SUFFERS: f32 = 0.2;

/// A phrase of the sentence that names someone.
pub(in crate::extraction) struct Bystander {
    pub phrase: Option<usize>,
    /// The words, in the bytes of the text.
    pub span: Span,
    pub participant: Participant,
    /// The words stand for a source in the sentence.
    pub speaks: bool,
}

/// All who stand around a mention, before any of them is given another part.
struct Field {
    kind: EventType,
    /// Where they stand, with the network's chance that they act, likeliest first.
    actors: Vec<(Span, f32)>,
    /// How many the rules have acting, and suffering.
    ruled: [usize; 2],
    /// The country of the place that the rules give.
    land: Option<String>,
}

impl Field {
    fn of(around: &[Bystander], parts: &Parts<'_, '_>, account: &Account) -> Self {
        let mut actors: Vec<_> = around.iter().map(|one| (one.span, parts.chance("actor", one.span))).collect();
        actors.sort_by(|a, b| b.1.total_cmp(&a.1));
        let ruled = [account.actors.len(), account.targets.len()];
        let land = account.place.as_ref().and_then(|place| place.country.clone());
        Self { kind: account.kind, actors, ruled, land }
    }

    /// How one of them stands to the others.
    fn stands(&self, one: &Bystander, ruled: usize) -> Vec<(&'static str, &'static str)> {
        let rank = self.actors.iter().position(|(span, _)| *span == one.span);
        let rank = match rank {
            Some(0) if self.actors[0].1 >= 0.3 => "likely",
            Some(0) => "first",
            Some(1) => "second",
            _ => "later",
        };
        let others = |role: usize| self.ruled[role] - usize::from(ruled == role);
        let mut found = vec![
            ("rank", rank),
            ("other actors", if others(0) > 0 { "some" } else { "none" }),
            ("other targets", if others(1) > 0 { "some" } else { "none" }),
        ];
        if let (Some(land), Some(own)) = (&self.land, &one.participant.country) {
            found.push(("land", if land == own { "of the place" } else { "of another" }));
        }
        found
    }
}

pub(super) const ROLES: [&str; 3] = ["actor", "target", "neither"];

impl Weigher<'_> {
    /// Gives those around a mention the parts that they likeliest have; returns the slots that this has changed, and how all stand to it.
    pub fn cast(
        &self,
        clauses: &Clauses<'_, '_>,
        mention: &Mention,
        around: &[Bystander],
        account: &mut Account,
    ) -> (Vec<Slot>, Vec<Candidate>) {
        let before = (account.actors.len(), account.targets.len());
        let trigger = clauses.document.span(mention.tokens.clone());
        let parts = self.opinion.parts(trigger);
        let field = Field::of(around, &parts, account);
        let mut candidates = Vec::with_capacity(around.len());
        for one in around {
            let ruled = part_of(account, &one.participant);
            let mut stands = surroundings(clauses, mention, one, field.kind);
            stands.extend(field.stands(one, ruled));
            let candidate = Candidate {
                participant: one.participant.clone(),
                chances: chances(&parts, one.span),
                incident: [&["PerpInd", "PerpOrg"], &["Victim", "Target"]]
                    .map(|roles| self.opinion.filler(roles, one.span)),
                ruled,
                around: stands,
            };
            let offers = offers(&candidate);
            candidates.push(candidate);
            let chances = self.scales.parts(trigger, &one.participant, &offers);
            let &[actor, target, _] = chances.as_slice() else { continue };
            settle(account, &one.participant, ruled, actor, target);
        }
        let changed =
            [(Slot::Actors, before.0 != account.actors.len()), (Slot::Targets, before.1 != account.targets.len())];
        let changed = changed.into_iter().filter(|(_, changed)| *changed).map(|(slot, _)| slot).collect();
        (changed, candidates)
    }
}

/// The role that the rules gave: its number in [`ROLES`].
fn part_of(account: &Account, one: &Participant) -> usize {
    let holds = |list: &[Participant]| list.iter().any(|p| p.quote == one.quote);
    if holds(&account.actors) {
        0
    } else if holds(&account.targets) {
        1
    } else {
        2
    }
}

fn settle(account: &mut Account, one: &Participant, ruled: usize, actor: f32, target: f32) {
    if ruled == 0 && actor < keeps(account.kind) {
        account.actors.retain(|p| p.quote != one.quote);
    }
    if ruled == 1 && target < HARDLY_SUFFERS {
        account.targets.retain(|p| p.quote != one.quote);
    }
    if ruled != 0 && actor >= takes(account.kind) {
        add(&mut account.actors, one);
    }
    if ruled != 1 && target >= SUFFERS {
        add(&mut account.targets, one);
    }
}

/// From which chance on someone acts of whom the rules do not say so: a wrong perpetrator is worse than none.
fn takes(kind: EventType) -> f32 {
    if is_violent(kind) { STRIKES } else { ACTS }
}

/// Below which chance an actor of the rules is none.
fn keeps(kind: EventType) -> f32 {
    if is_violent(kind) { HARDLY_STRIKES } else { HARDLY_ACTS }
}

pub(super) fn is_violent(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Coerce | EventType::Mobilize)
}

/// Adds someone who is not there by another mention.
fn add(list: &mut Vec<Participant>, one: &Participant) {
    match list.iter_mut().find(|known| same_party(known, one)) {
        Some(known) if known.id.is_none() && one.id.is_some() => *known = one.clone(),
        Some(_) => {}
        None => list.push(one.clone()),
    }
}

/// The network's chance that words act, that it was done to them, and that they stand for something else.
fn chances(parts: &Parts<'_, '_>, span: Span) -> [f32; 3] {
    let others = ["place", "source", "killed"].iter().map(|role| parts.chance(role, span)).fold(0.0, f32::max);
    [parts.chance("actor", span), parts.chance("target", span), others]
}

fn offers(one: &Candidate) -> Vec<Offer> {
    let [actor, target, others] = one.chances.map(evidence);
    let ruled = ROLES[one.ruled];
    let offer = |&role: &&'static str| {
        let mut features: Vec<Feature> = vec![("bias", "", role, 1.0), ("rule", ruled, role, 1.0)];
        features.extend([
            ("net/actor", "", role, actor),
            ("net/target", "", role, target),
            ("net/other", "", role, others),
        ]);
        features.extend([("net/actor", ruled, role, actor), ("net/target", ruled, role, target)]);
        features.extend(one.around.iter().map(|&(name, of)| (name, of, role, 1.0)));
        Offer { value: role.to_owned(), features }
    };
    ROLES.iter().map(offer).collect()
}

fn surroundings(
    clauses: &Clauses<'_, '_>,
    mention: &Mention,
    one: &Bystander,
    kind: EventType,
) -> Vec<(&'static str, &'static str)> {
    let who = &one.participant;
    let mut found = vec![("kind", who.kind.as_str()), ("type", kind.as_str()), ("known", known(who))];
    if one.speaks {
        found.push(("speaks", if mention.frame == Frame::Says { "says" } else { "" }));
    }
    if let Some(phrase) = one.phrase {
        found.push(("tie", tie(clauses, mention, phrase)));
        found.push((by_frame(mention.frame), tie(clauses, mention, phrase)));
        found.push(("far", far(clauses, mention, phrase)));
        found.push(("preposition", preposition(clauses, phrase)));
    } else {
        found.push(("tie", "elsewhere"));
    }
    found
}

fn known(who: &Participant) -> &'static str {
    match (&who.id, &who.country) {
        (Some(id), _) if id.starts_with("state-") => "state",
        (Some(_), _) => "registered",
        (None, Some(_)) => "of a country",
        _ if who.name.starts_with(char::is_uppercase) => "named",
        _ => "described",
    }
}

/// How the syntax ties a phrase to a mention.
fn tie(clauses: &Clauses<'_, '_>, mention: &Mention, phrase: usize) -> &'static str {
    if !mention.verb {
        if phrase == mention.phrase {
            return "own phrase";
        }
        if let Some(p) = clauses.prepositional(mention.phrase).iter().find(|p| p.noun == phrase) {
            return word(clauses.document.word(p.preposition));
        }
    }
    let verb = if mention.verb { Some(mention.phrase) } else { mention.carrier.map(|c| c.verb) };
    let Some(verb) = verb else { return "none" };
    match (mention.verb, clauses.passive(verb)) {
        (true, false) if clauses.subject(verb).contains(&phrase) => "subject",
        (true, true) if clauses.subject(verb).contains(&phrase) => "passive subject",
        (true, _) if clauses.object(verb).contains(&phrase) => "object",
        (false, false) if clauses.subject(verb).contains(&phrase) => "carrier's subject",
        (false, true) if clauses.subject(verb).contains(&phrase) => "carrier's passive subject",
        (false, _) if clauses.object(verb).contains(&phrase) => "carrier's object",
        _ => match clauses.prepositional(verb).iter().find(|p| p.noun == phrase) {
            Some(p) if mention.verb => word(clauses.document.word(p.preposition)),
            Some(_) => "carrier's preposition",
            None => "none",
        },
    }
}

/// The prepositions that the weights tell apart.
fn word(preposition: &str) -> &'static str {
    const TOLD: [&str; 14] =
        ["by", "of", "on", "at", "against", "from", "in", "to", "with", "for", "between", "after", "near", "into"];
    TOLD.iter().find(|told| **told == preposition).copied().unwrap_or("other")
}

fn preposition(clauses: &Clauses<'_, '_>, phrase: usize) -> &'static str {
    let noun = clauses.noun(phrase);
    noun.and_then(|n| n.preposition).map_or("none", |p| word(clauses.document.word(p)))
}

/// How far the phrase stands from the mention: before or behind, and how many verbs between.
fn far(clauses: &Clauses<'_, '_>, mention: &Mention, phrase: usize) -> &'static str {
    let before = phrase < mention.phrase;
    let between = if before { phrase + 1..mention.phrase } else { mention.phrase + 1..phrase };
    let verbs = between.filter(|&p| clauses.verb(p).is_some_and(|v| !v.infinitive && !v.gerund)).count();
    match (before, verbs) {
        (true, 0) => "before",
        (true, 1) => "before a verb",
        (true, _) => "long before",
        (false, 0) => "behind",
        (false, 1) => "behind a verb",
        (false, _) => "long behind",
    }
}

fn by_frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Acts => "tie/acts",
        Frame::Clash => "tie/clash",
        Frame::Dies => "tie/dies",
        Frame::Explodes => "tie/explodes",
        Frame::Suffers => "tie/suffers",
        Frame::Moves => "tie/moves",
        Frame::Says => "tie/says",
        Frame::Meets => "tie/meets",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;

    /// The attack of "Rebels attacked soldiers near farmers", and the farmers.
    fn attack() -> (Account, Participant) {
        let account = accounts("Rebels attacked soldiers near Lagos.").remove(0);
        let farmers = accounts("Farmers attacked soldiers near Lagos.").remove(0).actors.remove(0);
        (account, farmers)
    }

    #[test]
    fn someone_is_added_only_where_that_is_likely() {
        let (mut account, farmers) = attack();
        settle(&mut account, &farmers, 2, 0.5, 0.3);
        assert_eq!((account.actors.len(), account.targets.len()), (1, 1));
        settle(&mut account, &farmers, 2, 0.1, 0.8);
        assert_eq!((account.actors.len(), account.targets.len()), (1, 2));
    }

    #[test]
    fn an_actor_of_the_rules_goes_only_where_that_is_unlikely() {
        let (mut account, _) = attack();
        let rebels = account.actors[0].clone();
        settle(&mut account, &rebels, 0, HARDLY_STRIKES + 0.05, 0.3);
        assert_eq!(account.actors.len(), 1);
        settle(&mut account, &rebels, 0, HARDLY_STRIKES - 0.05, 0.3);
        assert!(account.actors.is_empty());
    }

    #[test]
    fn how_someone_stands_to_the_others_is_told() {
        let (account, farmers) = attack();
        let field = Field { kind: account.kind, actors: vec![(Span::new(0, 7), 0.6)], ruled: [1, 1], land: None };
        let one = Bystander { phrase: None, span: Span::new(0, 7), participant: farmers, speaks: false };
        assert_eq!(field.stands(&one, 2), [("rank", "likely"), ("other actors", "some"), ("other targets", "some")]);
        assert_eq!(field.stands(&one, 0)[1], ("other actors", "none"));
        let elsewhere = Bystander { span: Span::new(9, 12), ..one };
        assert_eq!(field.stands(&elsewhere, 2)[0], ("rank", "later"));
    }

    #[test]
    fn one_party_is_not_added_twice() {
        let (mut account, _) = attack();
        let rebels = account.actors[0].clone();
        add(&mut account.actors, &rebels);
        assert_eq!(account.actors.len(), 1);
    }
}

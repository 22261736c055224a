//! Fields: an event's values from its claims, by a named rule, each with its standing and the claims for and against.
//!
//! In: the tellings of one event, judgements, the rule. Out: the event. It must not know other events.

mod grades;
mod harm;
mod judged;
mod parties;
mod scene;

use super::Node;
use super::families::{self, Families};
use super::pairs;
use super::profile::Profile;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// The event of a group of tellings.
pub(super) fn event(group: &[&Node<'_>], judgements: &[(u64, Judgement)], rule: Rule) -> Event {
    let claims: BTreeSet<ClaimId> = group.iter().flat_map(|n| n.claims().map(|c| c.id)).collect();
    let view = Speakers::of(group, judgements, rule);
    let (reasons, probability) = ties(group);
    let mut event = Event {
        id: *claims.first().expect("an event has a claim"),
        tellings: group.iter().map(|n| telling_ref(n)).collect(),
        kind: view.field(|a| Some(a.kind)).expect("every telling has a type"),
        mode: view.field(|a| a.mode),
        status: view.field(|a| Some(a.status)).expect("every telling has a status"),
        certainty: view.certainty(),
        standing: view.standing(),
        actors: view.parties(|a| &a.actors),
        targets: view.parties(|a| &a.targets),
        place: view.place(),
        date: view.date(),
        means: view.means(),
        count: view.count(),
        harm: view.harm(group),
        responsibility: view.responsibility(),
        families: view.families.all().to_vec(),
        independent: view.independent(),
        voices: view.voices(),
        grade: None,
        admiralty: view.admiralty(),
        reasons,
        probability,
        near: Vec::new(),
        judgements: Vec::new(),
    };
    event.grade = view.grade(&event);
    judged::apply(&mut event, judgements, &claims);
    event
}

fn telling_ref(node: &Node<'_>) -> TellingRef {
    TellingRef { report: node.told.report.id(), telling: node.number, claims: node.claims().map(|c| c.id).collect() }
}

/// Of a large event's tellings so many are looked through for the likest other one.
const LOOKED_THROUGH: usize = 40;

/// For each telling its likest other one, with the reasons, and the least probability among these.
fn ties(group: &[&Node<'_>]) -> (Vec<Reason>, f64) {
    let profiles: Vec<&Profile> = group.iter().map(|n| &n.profile).collect();
    let mut reasons: BTreeMap<(ClaimId, ClaimId), Vec<Reason>> = BTreeMap::new();
    let mut least: f64 = 1.0;
    for (i, one) in profiles.iter().enumerate() {
        let others = profiles.iter().take(LOOKED_THROUGH).enumerate().filter(|(j, _)| *j != i);
        let best = others
            .map(|(_, other)| (pairs::compare(one, other).score, std::cmp::Reverse(other.claim), other))
            .max_by_key(|b| (b.0, b.1));
        let Some((score, _, other)) = best else { continue };
        least = least.min(pairs::probability(score));
        let key = (one.claim.min(other.claim), one.claim.max(other.claim));
        reasons.entry(key).or_insert_with(|| pairs::explain(one, other));
    }
    (reasons.into_values().flatten().collect(), least)
}

/// The tellings that speak for an event: those whose page was not replaced and whose claims are not discounted.
struct Speakers<'a> {
    speaking: Vec<&'a Node<'a>>,
    families: Families,
    rule: Rule,
    /// Whether all that tell it were discounted by an analyst.
    discounted: bool,
}

/// How sure a certainty is, 0 the surest.
fn certain(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Stated => 0,
        Certainty::Attributed => 1,
        Certainty::Claimed => 2,
        Certainty::Suspected => 3,
        Certainty::Disputed => 4,
        Certainty::Unverified => 5,
        Certainty::Possible => 6,
        Certainty::Intended => 7,
        Certainty::Denied => 8,
    }
}

/// Whether a telling says that it did not happen. Who denies only having done it does not say so.
fn disputes(node: &Node<'_>) -> bool {
    let account = node.account();
    account.certainty == Certainty::Denied && !account.responsibility.iter().any(|r| r.stance == Stance::Denied)
}

impl<'a> Speakers<'a> {
    fn of(group: &[&'a Node<'a>], judgements: &[(u64, Judgement)], rule: Rule) -> Self {
        let discounted = judged::discounted(judgements);
        let believed = |n: &&&Node<'_>| !n.claims().all(|c| discounted.contains(&c.id));
        let current: Vec<&Node<'_>> = group.iter().filter(believed).filter(|n| !n.replaced).copied().collect();
        let discounted = !group.iter().any(|n| believed(&n));
        let speaking = if current.is_empty() { group.to_vec() } else { current };
        let families = families::of_event(&speaking, &judged::reliability(judgements));
        Self { speaking, families, rule, discounted }
    }

    fn each(&self) -> impl Iterator<Item = &'a Node<'a>> + use<'a, '_> {
        self.speaking.iter().copied()
    }

    fn family(&self, node: &Node<'_>) -> &str {
        self.families.of(node.told.report.id())
    }

    fn published(node: &Node<'_>) -> (Option<Moment>, ReportId) {
        let meta = node.told.report.meta();
        (meta.updated.or(meta.published), node.told.report.id())
    }

    fn certainty(&self) -> Certainty {
        self.each().map(|n| n.account().certainty).min_by_key(|c| certain(*c)).unwrap_or(Certainty::Unverified)
    }

    /// The families that tell it as having happened, on their own word or another's who is no party.
    fn tellers(&self) -> impl Iterator<Item = &Family> {
        let tells = |f: &&Family| {
            self.each().any(|n| f.reports.contains(&n.told.report.id()) && certain(n.account().certainty) <= 1)
        };
        self.families.all().iter().filter(|f| f.reliability != Reliability::E).filter(tells)
    }

    /// How many independent sources tell that it happened, parties to it included.
    fn independent(&self) -> u64 {
        self.families.all().iter().filter(|f| !f.denies).count() as u64
    }

    /// Whether it happened. Confirmed: two independent families state or attribute it. A denial makes it disputed.
    fn standing(&self) -> Standing {
        let told = |c: Certainty| self.each().filter(|n| n.account().certainty == c).count();
        let status =
            self.each().map(|n| n.account().status).min_by_key(|s| matches!(s, Status::Future | Status::Hypothetical));
        if matches!(status, Some(Status::Future | Status::Hypothetical)) {
            return Standing::Predicted;
        }
        let denied = told(Certainty::Denied);
        let disputed = self.each().any(disputes);
        match self.certainty() {
            _ if self.discounted => Standing::Unverified,
            _ if denied == self.speaking.len() => Standing::Denied,
            _ if disputed => Standing::Disputed,
            Certainty::Stated | Certainty::Attributed if self.tellers().count() >= 2 => Standing::Confirmed,
            Certainty::Stated | Certainty::Attributed => Standing::Reported,
            Certainty::Claimed | Certainty::Suspected => Standing::Claimed,
            Certainty::Disputed => Standing::Disputed,
            _ => Standing::Unverified,
        }
    }

    /// One value a telling, weighed by family: most families win, then the surest, the latest, the first by order.
    fn field<T: Ord + Clone>(&self, get: impl Fn(&Account) -> Option<T>) -> Option<Field<T>> {
        let mut votes: BTreeMap<T, Vec<&Node<'_>>> = BTreeMap::new();
        for node in self.each() {
            if let Some(value) = get(node.account()) {
                votes.entry(value).or_default().push(node);
            }
        }
        let rank = |voters: &Vec<&Node<'_>>| {
            let families: BTreeSet<&str> = voters.iter().map(|n| self.family(n)).collect();
            let surest = voters.iter().map(|n| certain(n.account().certainty)).min().unwrap_or(9);
            let latest = voters.iter().map(|n| Self::published(n)).max();
            match self.rule {
                Rule::Latest => (0, 0, latest),
                Rule::Conservative => (0, 9 - usize::from(surest), latest),
                _ => (families.len(), 9 - usize::from(surest), latest),
            }
        };
        let value = votes
            .iter()
            .max_by(|a, b| rank(a.1).cmp(&rank(b.1)).then_with(|| b.0.cmp(a.0)))
            .map(|(value, _)| value.clone())?;
        Some(self.supported(value.clone(), &votes, &value))
    }

    fn supported<T: Ord, V>(&self, value: V, votes: &BTreeMap<T, Vec<&Node<'_>>>, key: &T) -> Field<V> {
        let claims = |voters: &[&Node<'_>]| -> Vec<ClaimId> {
            let ids: BTreeSet<ClaimId> = voters.iter().flat_map(|n| n.claims().map(|c| c.id)).collect();
            ids.into_iter().collect()
        };
        let pro = &votes[key];
        let contra: Vec<&Node<'_>> =
            votes.iter().filter(|(k, _)| *k != key).flat_map(|(_, v)| v.iter().copied()).collect();
        let families: BTreeSet<&str> = pro.iter().map(|n| self.family(n)).collect();
        let standing = match pro.iter().map(|n| certain(n.account().certainty)).min() {
            _ if !contra.is_empty() => Standing::Disputed,
            Some(0 | 1) if families.len() >= 2 => Standing::Confirmed,
            Some(0 | 1) => Standing::Reported,
            Some(2 | 3) => Standing::Claimed,
            Some(6 | 7) => Standing::Predicted,
            Some(8) => Standing::Denied,
            _ => Standing::Unverified,
        };
        Field { value, standing, rule: self.rule, support: Support { pro: claims(pro), contra: claims(&contra) } }
    }

    fn means(&self) -> Vec<Field<String>> {
        let mut votes: BTreeMap<String, Vec<&Node<'_>>> = BTreeMap::new();
        for node in self.each() {
            let words: BTreeSet<String> = node.account().means.iter().map(|m| m.text().to_lowercase()).collect();
            words.into_iter().for_each(|word| votes.entry(word).or_default().push(node));
        }
        votes.iter().map(|(k, v)| self.supported(k.clone(), &BTreeMap::from([(k.clone(), v.clone())]), k)).collect()
    }

    fn count(&self) -> Option<Field<Tally>> {
        let told = self.field(|a| a.count.as_ref().map(|c| (c.low, c.high, c.unit.clone())))?;
        let (low, high, unit) = told.value;
        Some(Field {
            value: Tally { low, high, unit },
            standing: told.standing,
            rule: told.rule,
            support: told.support,
        })
    }
}

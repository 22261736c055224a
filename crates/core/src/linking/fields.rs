//! Fields: an event's values from its claims, by a named rule, each with its standing and the claims for and against.

use super::Node;
use super::families::Membership;
use super::pairs::Pair;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// The event of a group of tellings.
pub(super) fn event(
    group: &[usize],
    nodes: &[Node<'_>],
    pairs: &[Pair],
    families: &BTreeMap<ReportId, Membership>,
    judgements: &[(u64, Judgement)],
    rule: Rule,
) -> Event {
    let claims: BTreeSet<ClaimId> = group.iter().flat_map(|&n| nodes[n].claims().map(|c| c.id)).collect();
    let discounted: BTreeSet<ClaimId> = judgements
        .iter()
        .filter_map(|(_, j)| match j.action {
            Action::Discount(claim) => Some(claim),
            _ => None,
        })
        .collect();
    let believed = |n: &&usize| !nodes[**n].claims().all(|c| discounted.contains(&c.id));
    let current: Vec<usize> = group.iter().filter(believed).filter(|&&n| !nodes[n].replaced).copied().collect();
    let speaking = if current.is_empty() { group.to_vec() } else { current };
    let view = Speakers { nodes, speaking, families, rule };
    let families = view.families();
    let mut event = Event {
        id: *claims.first().expect("an event has a claim"),
        tellings: group.iter().map(|&n| telling_ref(&nodes[n])).collect(),
        kind: view.field(|a| Some(a.kind)).expect("every telling has a type"),
        mode: view.field(|a| a.mode),
        status: view.field(|a| Some(a.status)).expect("every telling has a status"),
        certainty: view.certainty(),
        standing: view.standing(&families),
        actors: view.parties(|a| &a.actors),
        targets: view.parties(|a| &a.targets),
        place: view.place(),
        date: view.date(),
        means: view.means(),
        count: view.count(),
        harm: view.harm(group),
        responsibility: view.responsibility(),
        families,
        reasons: reasons(group, pairs),
        judgements: Vec::new(),
    };
    apply(&mut event, judgements, &claims);
    event
}

fn telling_ref(node: &Node<'_>) -> TellingRef {
    TellingRef { report: node.told.report.id(), telling: node.number, claims: node.claims().map(|c| c.id).collect() }
}

fn reasons(group: &[usize], pairs: &[Pair]) -> Vec<Reason> {
    let inside = |p: &&Pair| group.contains(&p.a) && group.contains(&p.b);
    pairs.iter().filter(inside).flat_map(|p| p.reasons.iter().cloned()).collect()
}

/// What analysts decided about the event's fields.
fn apply(event: &mut Event, judgements: &[(u64, Judgement)], claims: &BTreeSet<ClaimId>) {
    for (number, judgement) in judgements {
        let concerns = |ids: &[ClaimId]| ids.iter().any(|c| claims.contains(c));
        let mine = match &judgement.action {
            Action::Confirm(ids, field) if concerns(ids) => {
                match field.as_deref() {
                    None => event.standing = Standing::Confirmed,
                    Some("place") => event.place.iter_mut().for_each(|f| f.standing = Standing::Confirmed),
                    Some("date") => event.date.iter_mut().for_each(|f| f.standing = Standing::Confirmed),
                    Some("type") => event.kind.standing = Standing::Confirmed,
                    Some("killed") => event
                        .harm
                        .iter_mut()
                        .filter(|h| h.kind == HarmKind::Killed)
                        .for_each(|h| h.standing = Standing::Confirmed),
                    Some("injured") => event
                        .harm
                        .iter_mut()
                        .filter(|h| h.kind == HarmKind::Injured)
                        .for_each(|h| h.standing = Standing::Confirmed),
                    Some("actors") => event.actors.iter_mut().for_each(|f| f.standing = Standing::Confirmed),
                    Some(_) => {}
                }
                true
            }
            Action::Correct(ids, field, value) if concerns(ids) => {
                correct(event, field, value);
                true
            }
            Action::Merge(ids) | Action::Note(ids) => concerns(ids),
            Action::Split(a, b) => concerns(a) || concerns(b),
            Action::Discount(claim) => claims.contains(claim),
            _ => false,
        };
        if mine {
            event.judgements.push(*number);
        }
    }
}

fn correct(event: &mut Event, field: &str, value: &str) {
    let confirmed = Standing::Confirmed;
    match field {
        "type" => {
            if let Ok(kind) = value.parse() {
                event.kind.value = kind;
                event.kind.standing = confirmed;
            }
        }
        "mode" => {
            if let Ok(mode) = value.parse() {
                event.mode = Some(Field {
                    value: mode,
                    standing: confirmed,
                    rule: event.kind.rule,
                    support: Support::default(),
                });
            }
        }
        "status" => {
            if let Ok(status) = value.parse() {
                event.status.value = status;
                event.status.standing = confirmed;
            }
        }
        "date" => {
            let (from, to) = value.split_once("..").unwrap_or((value, value));
            if let (Ok(from), Ok(to)) = (from.parse(), to.parse()) {
                event.date = Some(Field {
                    value: (from, to),
                    standing: confirmed,
                    rule: event.kind.rule,
                    support: Support::default(),
                });
            }
        }
        "place" => {
            if let Some(place) = &mut event.place {
                place.value.name = value.to_owned();
                place.value.point = None;
                place.standing = confirmed;
            }
        }
        "actor" | "actors" => {
            let party = Party { name: value.to_owned(), id: None, country: None, kind: ActorKind::Unknown };
            event.actors =
                vec![Field { value: party, standing: confirmed, rule: event.kind.rule, support: Support::default() }];
        }
        "killed" | "injured" => {
            let kind = if field == "killed" { HarmKind::Killed } else { HarmKind::Injured };
            let (low, high) = match value.split_once('-') {
                Some((low, "")) => (low.parse().ok(), None),
                Some((low, high)) => (low.parse().ok(), high.parse().ok()),
                None => (value.parse().ok(), value.parse().ok()),
            };
            if let Some(low) = low {
                let history = event.harm.iter().find(|h| h.kind == kind).map(|h| h.history.clone()).unwrap_or_default();
                event.harm.retain(|h| h.kind != kind);
                event.harm.push(Harms {
                    kind,
                    low,
                    high,
                    best: (low, high),
                    standing: confirmed,
                    rule: event.kind.rule,
                    history,
                });
            }
        }
        _ => {}
    }
}

/// The tellings that speak for an event: those whose page was not replaced and whose claims are not discounted.
struct Speakers<'a> {
    nodes: &'a [Node<'a>],
    speaking: Vec<usize>,
    families: &'a BTreeMap<ReportId, Membership>,
    rule: Rule,
}

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

impl<'a> Speakers<'a> {
    fn each(&self) -> impl Iterator<Item = &'a Node<'a>> + '_ {
        self.speaking.iter().map(|&n| &self.nodes[n])
    }

    fn published(node: &Node<'_>) -> (Option<Moment>, ReportId) {
        let meta = node.told.report.meta();
        (meta.updated.or(meta.published), node.told.report.id())
    }

    fn family(&self, node: &Node<'_>) -> &'a str {
        self.families.get(&node.told.report.id()).map_or("", |m| m.name.as_str())
    }

    /// The families that carry the event.
    fn families(&self) -> Vec<Family> {
        let mut found: BTreeMap<&str, Family> = BTreeMap::new();
        for node in self.each() {
            let id = node.told.report.id();
            let Some(membership) = self.families.get(&id) else { continue };
            let family = found.entry(&membership.name).or_insert_with(|| Family {
                name: membership.name.clone(),
                reports: Vec::new(),
                reason: membership.reason.clone(),
            });
            if !family.reports.contains(&id) {
                if !family.reports.is_empty() {
                    family.reason = membership.reason.clone();
                }
                family.reports.push(id);
            }
        }
        found.into_values().collect()
    }

    fn certainty(&self) -> Certainty {
        self.each().map(|n| n.account().certainty).min_by_key(|c| certain(*c)).unwrap_or(Certainty::Unverified)
    }

    /// Whether it happened. Confirmed: two independent families state or attribute it. A denial makes it disputed.
    fn standing(&self, families: &[Family]) -> Standing {
        let told = |c: Certainty| self.each().filter(|n| n.account().certainty == c).count();
        let status =
            self.each().map(|n| n.account().status).min_by_key(|s| matches!(s, Status::Future | Status::Hypothetical));
        if matches!(status, Some(Status::Future | Status::Hypothetical)) {
            return Standing::Predicted;
        }
        let (denied, all) = (told(Certainty::Denied), self.speaking.len());
        let independent = families
            .iter()
            .filter(|f| {
                self.each().any(|n| f.reports.contains(&n.told.report.id()) && certain(n.account().certainty) <= 1)
            })
            .count();
        match self.certainty() {
            _ if denied == all => Standing::Denied,
            _ if denied > 0 => Standing::Disputed,
            Certainty::Stated | Certainty::Attributed if independent >= 2 => Standing::Confirmed,
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
            let ids: BTreeSet<ClaimId> =
                voters.iter().flat_map(|n| n.claims().map(|c| c.id).collect::<Vec<_>>()).collect();
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

    /// Participants: all that are named, alike ones as one; a claim that names others speaks against.
    fn parties(&self, get: impl Fn(&Account) -> &Vec<Participant>) -> Vec<Field<Party>> {
        let key = |p: &Participant| p.id.clone().unwrap_or_else(|| p.name.to_lowercase());
        let mut votes: BTreeMap<String, Vec<&Node<'_>>> = BTreeMap::new();
        let mut parties: BTreeMap<String, Party> = BTreeMap::new();
        for node in self.each() {
            for p in get(node.account()) {
                let voters = votes.entry(key(p)).or_default();
                if !voters.iter().any(|v| v.id() == node.id()) {
                    voters.push(node);
                }
                parties.entry(key(p)).or_insert_with(|| Party {
                    name: p.name.clone(),
                    id: p.id.clone(),
                    country: p.country.clone(),
                    kind: p.kind,
                });
            }
        }
        votes
            .keys()
            .map(|k| {
                // Naming someone else besides is no contradiction: only reports that name others and not this one speak against.
                let silent: Vec<&Node<'_>> = self
                    .each()
                    .filter(|n| !get(n.account()).is_empty() && !get(n.account()).iter().any(|p| key(p) == *k))
                    .collect();
                let mut own: BTreeMap<String, Vec<&Node<'_>>> = BTreeMap::from([(k.clone(), votes[k].clone())]);
                if !silent.is_empty() {
                    own.insert(String::new(), silent);
                }
                let mut field = self.supported(parties[k].clone(), &own, k);
                let reserved = self.each().any(|n| {
                    n.account()
                        .responsibility
                        .iter()
                        .any(|r| key(&r.actor) == *k && !matches!(r.stance, Stance::Stated))
                });
                if reserved && matches!(field.standing, Standing::Reported | Standing::Confirmed) {
                    field.standing = Standing::Claimed;
                }
                field
            })
            .collect()
    }

    /// The finest place; coarser ones that hold it do not contradict.
    fn place(&self) -> Option<Field<Scene>> {
        let mut votes: BTreeMap<(PlacePrecision, String), Vec<&Node<'_>>> = BTreeMap::new();
        let mut scenes: BTreeMap<(PlacePrecision, String), Scene> = BTreeMap::new();
        for node in self.each() {
            let Some(place) = &node.account().place else { continue };
            let key = (place.precision, place.name.clone());
            votes.entry(key.clone()).or_default().push(node);
            scenes.entry(key).or_insert_with(|| Scene {
                name: place.name.clone(),
                id: place.id.clone(),
                country: place.country.clone(),
                point: place.point,
                radius_km: place.radius_km,
                precision: place.precision,
            });
        }
        let best = votes
            .iter()
            .max_by(|a, b| b.0.0.cmp(&a.0.0).then(a.1.len().cmp(&b.1.len())).then_with(|| b.0.1.cmp(&a.0.1)))
            .map(|(key, _)| key.clone())?;
        let rivals: BTreeMap<_, _> =
            votes.iter().filter(|(k, _)| k.0 == best.0).map(|(k, v)| (k.clone(), v.clone())).collect();
        Some(self.supported(scenes[&best].clone(), &rivals, &best))
    }

    /// The narrowest time told; wider ones that hold it do not contradict.
    fn date(&self) -> Option<Field<(jiff::civil::Date, jiff::civil::Date)>> {
        let mut votes: BTreeMap<(i32, jiff::civil::Date, jiff::civil::Date), Vec<&Node<'_>>> = BTreeMap::new();
        for node in self.each() {
            if let Some(when) = &node.account().date {
                votes
                    .entry(((when.latest - when.earliest).get_days(), when.earliest, when.latest))
                    .or_default()
                    .push(node);
            }
        }
        let narrowest = *votes.keys().next()?;
        let best = *votes
            .iter()
            .filter(|(k, _)| k.0 == narrowest.0)
            .max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(a.0)))
            .map(|(k, _)| k)?;
        let rivals: BTreeMap<_, _> = votes
            .iter()
            .filter(|(k, _)| **k == best || k.1 > best.2 || k.2 < best.1)
            .map(|(k, v)| (*k, v.clone()))
            .collect();
        Some(self.supported((best.1, best.2), &rivals, &best))
    }

    fn means(&self) -> Vec<Field<String>> {
        let mut votes: BTreeMap<String, Vec<&Node<'_>>> = BTreeMap::new();
        for node in self.each() {
            for means in &node.account().means {
                votes.entry(means.text().to_lowercase()).or_default().push(node);
            }
        }
        votes.iter().map(|(k, v)| self.supported(k.clone(), &BTreeMap::from([(k.clone(), v.clone())]), k)).collect()
    }

    fn count(&self) -> Option<Field<Tally>> {
        self.field(|a| a.count.as_ref().map(|c| (c.low, c.high, c.unit.clone()))).map(|f| Field {
            value: Tally { low: f.value.0, high: f.value.1, unit: f.value.2 },
            standing: f.standing,
            rule: f.rule,
            support: f.support,
        })
    }

    /// Harm by kind: the history of all tolls, and the bounds and best value of those that still stand.
    fn harm(&self, group: &[usize]) -> Vec<Harms> {
        HarmKind::ALL.iter().filter_map(|&kind| self.harm_of(kind, group)).collect()
    }

    fn harm_of(&self, kind: HarmKind, group: &[usize]) -> Option<Harms> {
        let mut history: Vec<Toll> = Vec::new();
        for &n in group {
            let node = &self.nodes[n];
            for harm in node.account().harm.iter().filter(|h| h.kind == kind) {
                let claim = node.claims().find(|c| c.account.harm.contains(harm)).map_or_else(|| node.id(), |c| c.id);
                history.push(Toll {
                    low: harm.figure.low,
                    high: harm.figure.high,
                    who: harm.figure.who.clone(),
                    subset: harm.figure.scope == Scope::Subset,
                    source: harm
                        .figure
                        .source
                        .as_ref()
                        .map(|s| s.name.clone())
                        .or_else(|| node.telling().sources.first().and_then(|c| c.last()).map(|p| p.name.clone())),
                    report: node.told.report.id(),
                    claim,
                    published: Self::published(node).0.map(|m| m.to_string()),
                    replaced: node.replaced || !self.speaking.contains(&n),
                });
            }
        }
        history.sort_by(|a, b| {
            a.published.cmp(&b.published).then_with(|| (a.report, a.claim, a.low).cmp(&(b.report, b.claim, b.low)))
        });
        let latest = latest_by_outlet(&history, self);
        let standing_tolls: Vec<&Toll> = history
            .iter()
            .enumerate()
            .filter(|(i, t)| !t.replaced && !t.subset && latest.contains(i))
            .map(|(_, t)| t)
            .collect();
        let usable = if standing_tolls.is_empty() { history.iter().collect() } else { standing_tolls };
        let last = *usable.last()?;
        let low = usable.iter().map(|t| t.low).min()?;
        let high = usable.iter().map(|t| t.high).try_fold(0, |top, h| h.map(|h| top.max(h)));
        let best = match self.rule {
            Rule::Conservative => usable.iter().min_by_key(|t| t.low).map(|t| (t.low, t.high))?,
            Rule::Informative => usable.iter().max_by_key(|t| t.low).map(|t| (t.low, t.high))?,
            Rule::Representative | Rule::Latest => (last.low, last.high),
        };
        let overlap = usable
            .iter()
            .all(|a| usable.iter().all(|b| a.low <= b.high.unwrap_or(u64::MAX) && b.low <= a.high.unwrap_or(u64::MAX)));
        let reports: BTreeSet<ReportId> = usable.iter().map(|t| t.report).collect();
        let families: BTreeSet<&str> =
            reports.iter().filter_map(|r| self.families.get(r)).map(|m| m.name.as_str()).collect();
        let standing = if !overlap {
            Standing::Disputed
        } else if families.len() >= 2 {
            Standing::Confirmed
        } else {
            Standing::Reported
        };
        Some(Harms { kind, low, high, best, standing, rule: self.rule, history })
    }

    fn responsibility(&self) -> Vec<Field<Blame>> {
        let mut votes: BTreeMap<(String, Stance, Option<String>), Vec<&Node<'_>>> = BTreeMap::new();
        let mut blames: BTreeMap<(String, Stance, Option<String>), Blame> = BTreeMap::new();
        for node in self.each() {
            for r in &node.account().responsibility {
                let by = r.by.as_ref().map(|p| p.name.clone());
                let key = (r.actor.name.to_lowercase(), r.stance, by.clone());
                votes.entry(key.clone()).or_default().push(node);
                let actor = Party {
                    name: r.actor.name.clone(),
                    id: r.actor.id.clone(),
                    country: r.actor.country.clone(),
                    kind: r.actor.kind,
                };
                blames.entry(key).or_insert(Blame { actor, stance: r.stance, by });
            }
        }
        let denied: BTreeSet<String> = votes.keys().filter(|k| k.1 == Stance::Denied).map(|k| k.0.clone()).collect();
        votes
            .iter()
            .map(|(k, v)| {
                let mut field = self.supported(blames[k].clone(), &BTreeMap::from([(k.clone(), v.clone())]), k);
                if denied.contains(&k.0) {
                    field.standing = Standing::Disputed;
                } else if matches!(k.1, Stance::Claimed | Stance::Blamed | Stance::Suspected) {
                    field.standing = Standing::Claimed;
                }
                field
            })
            .collect()
    }
}

/// Of several tolls of one family only the latest report's stand: a correction takes the place of what it corrects.
fn latest_by_outlet(history: &[Toll], view: &Speakers<'_>) -> BTreeSet<usize> {
    let family = |t: &Toll| view.families.get(&t.report).map_or(String::new(), |m| m.name.clone());
    let mut last: BTreeMap<String, ReportId> = BTreeMap::new();
    for toll in history.iter().filter(|t| !t.replaced) {
        last.insert(family(toll), toll.report);
    }
    history.iter().enumerate().filter(|(_, t)| last.get(&family(t)) == Some(&t.report)).map(|(i, _)| i).collect()
}

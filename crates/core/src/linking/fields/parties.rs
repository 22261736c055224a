//! Who: actors, targets, and who claims, denies or is blamed. A denial changes the standing of the responsibility, never of the event.

use super::{Speakers, certain};
use crate::linking::Node;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

fn party(p: &Participant) -> Party {
    Party { name: p.name.clone(), id: p.id.clone(), country: p.country.clone(), kind: p.kind }
}

/// What makes two participants one: the registry id, or the name.
fn identity(p: &Participant) -> String {
    p.id.clone().unwrap_or_else(|| p.name.to_lowercase())
}

impl<'a> Speakers<'a> {
    /// Participants: all that are named, alike ones as one. Naming someone else besides is no contradiction: only tellings that know others by name
    /// and not this one speak against one known by name; "gunmen" are contradicted by no name and contradict none.
    pub(super) fn parties(&self, get: impl Fn(&Account) -> &Vec<Participant>) -> Vec<Field<Party>> {
        let mut votes: BTreeMap<String, Vec<&Node<'_>>> = BTreeMap::new();
        let mut parties: BTreeMap<String, Party> = BTreeMap::new();
        for node in self.each() {
            for p in get(node.account()) {
                let voters = votes.entry(identity(p)).or_default();
                if !voters.iter().any(|v| v.id() == node.id()) {
                    voters.push(node);
                }
                parties.entry(identity(p)).or_insert_with(|| party(p));
            }
        }
        let mut found = Vec::new();
        for (key, voters) in &votes {
            let known = parties[key].id.is_some();
            let names = |n: &Node<'_>| get(n.account()).iter().any(|p| p.id.is_some());
            let others =
                self.each().filter(|n| known && names(n) && !get(n.account()).iter().any(|p| identity(p) == *key));
            let silent: Vec<&Node<'_>> = others.filter(|n| certain(n.account().certainty) < 8).collect();
            let mut own = BTreeMap::from([(key.clone(), voters.clone())]);
            if !silent.is_empty() {
                own.insert(String::new(), silent);
            }
            let mut field = self.supported(parties[key].clone(), &own, key);
            field.standing = self.held_responsible(key, field.standing);
            found.push(field);
        }
        found
    }

    /// The standing of a participant who is blamed, claims or denies.
    fn held_responsible(&self, key: &str, standing: Standing) -> Standing {
        let stances: BTreeSet<Stance> = self
            .each()
            .flat_map(|n| n.account().responsibility.iter().chain(n.echoes.iter()))
            .filter(|r| identity(&r.actor) == key)
            .map(|r| r.stance)
            .collect();
        let taken = matches!(standing, Standing::Reported | Standing::Confirmed | Standing::Claimed);
        match () {
            () if stances.contains(&Stance::Denied) && stances.len() == 1 && !taken => Standing::Denied,
            () if stances.contains(&Stance::Denied) => Standing::Disputed,
            () if stances.iter().any(|s| *s != Stance::Stated) && taken => Standing::Claimed,
            () => standing,
        }
    }

    /// Claims and denials of responsibility, blame, suspicion; what one and the same actor denies is disputed.
    pub(super) fn responsibility(&self) -> Vec<Field<Blame>> {
        type Key = (String, Stance, Option<String>);
        let mut votes: BTreeMap<Key, Vec<&Node<'_>>> = BTreeMap::new();
        let mut blames: BTreeMap<Key, Blame> = BTreeMap::new();
        for node in self.each() {
            for r in node.account().responsibility.iter().chain(node.echoes.iter()) {
                let by = r.by.as_ref().map(|p| p.name.clone());
                let key = (identity(&r.actor), r.stance, by.clone());
                let voters = votes.entry(key.clone()).or_default();
                if !voters.iter().any(|v| v.id() == node.id()) {
                    voters.push(node);
                }
                blames.entry(key).or_insert(Blame { actor: party(&r.actor), stance: r.stance, by });
            }
        }
        let denied: BTreeSet<&str> = votes.keys().filter(|k| k.1 == Stance::Denied).map(|k| k.0.as_str()).collect();
        let upheld: BTreeSet<&str> = votes.keys().filter(|k| k.1 != Stance::Denied).map(|k| k.0.as_str()).collect();
        let standing = |key: &Key, standing: Standing| match key.1 {
            _ if denied.contains(key.0.as_str()) && upheld.contains(key.0.as_str()) => Standing::Disputed,
            Stance::Claimed | Stance::Blamed | Stance::Suspected => Standing::Claimed,
            _ => standing,
        };
        votes
            .iter()
            .map(|(key, voters)| {
                let own = BTreeMap::from([(key.clone(), voters.clone())]);
                let mut field = self.supported(blames[key].clone(), &own, key);
                field.standing = standing(key, field.standing);
                field
            })
            .collect()
    }
}

//! Where and when: the finest place and the narrowest time told; coarser ones that hold it do not contradict.

use super::Speakers;
use crate::linking::Node;
use crate::model::*;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Speakers<'a> {
    /// How many families, then how many tellings stand behind a value.
    fn backing(&self, voters: &[&Node<'_>]) -> (usize, usize) {
        let families: BTreeSet<&str> = voters.iter().map(|n| self.family(n)).collect();
        (families.len(), voters.len())
    }

    /// The finest place.
    pub(super) fn place(&self) -> Option<Field<Scene>> {
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
        // Codes stand from site to country: the smallest is the finest.
        let finest = votes.keys().next()?.0;
        let best = votes
            .iter()
            .filter(|(k, _)| k.0 == finest)
            .max_by(|a, b| self.backing(a.1).cmp(&self.backing(b.1)).then_with(|| b.0.1.cmp(&a.0.1)))
            .map(|(key, _)| key.clone())?;
        let rivals: BTreeMap<_, _> =
            votes.iter().filter(|(k, _)| k.0 == finest).map(|(k, v)| (k.clone(), v.clone())).collect();
        Some(self.supported(scenes[&best].clone(), &rivals, &best))
    }

    /// The narrowest time.
    pub(super) fn date(&self) -> Option<Field<(Date, Date)>> {
        let mut votes: BTreeMap<(i32, Date, Date), Vec<&Node<'_>>> = BTreeMap::new();
        for node in self.each() {
            if let Some(when) = &node.account().date {
                let width = (when.latest - when.earliest).get_days();
                votes.entry((width, when.earliest, when.latest)).or_default().push(node);
            }
        }
        let narrowest = votes.keys().next()?.0;
        let best = *votes
            .iter()
            .filter(|(k, _)| k.0 == narrowest)
            .max_by(|a, b| self.backing(a.1).cmp(&self.backing(b.1)).then_with(|| b.0.cmp(a.0)))
            .map(|(k, _)| k)?;
        let rivals: BTreeMap<_, _> = votes
            .iter()
            .filter(|(k, _)| **k == best || k.1 > best.2 || k.2 < best.1)
            .map(|(k, v)| (*k, v.clone()))
            .collect();
        Some(self.supported((best.1, best.2), &rivals, &best))
    }
}

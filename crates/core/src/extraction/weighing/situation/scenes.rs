//! Scenes: which of the places around an event is where it was.

use super::super::features::{evidence, place_in, ruled};
use super::super::weigher::Weigher;
use super::super::{Feature, Offer};
use super::ties::{Stretch, Tie, features, tie};
use super::{Chosen, Event, Surroundings, likeliest, note};
use crate::extraction::draft::Draft;
use crate::extraction::places::{PlaceMention, Usage, scene};
use crate::model::{Participant, PlaceRole, Slot, Where};
use std::collections::BTreeMap;

/// A place is taken from this share of the chance of none on.
const SHARE: f32 = 0.3;

/// The places of a report.
pub(super) struct Scenes<'a> {
    around: &'a Surroundings<'a>,
    /// The country that the report speaks of most.
    main: Option<Where>,
    /// How often each place is named.
    often: BTreeMap<&'a str, usize>,
}

/// A place that an event may have been at.
struct Candidate {
    place: Where,
    usage: Option<Usage>,
    apart: Option<(usize, usize)>,
    ties: Vec<Tie>,
    /// What else speaks for it.
    marks: Vec<Feature>,
    /// How many mentions the rules have placed there.
    ruled: usize,
}

impl<'a> Scenes<'a> {
    pub fn of(around: &'a Surroundings<'a>) -> Self {
        let mut often = BTreeMap::new();
        around.places.iter().for_each(|p| *often.entry(p.place.name.as_str()).or_default() += 1);
        Self { around, main: scene::main_country(around.places), often }
    }

    /// Where the event was, if a place is likely.
    pub fn choose(&self, event: &Event<'_>, weigher: &Weigher<'_>) -> Chosen<Where> {
        let found = self.candidates(event);
        let top = found.iter().flat_map(|c| &c.ties).map(|tie| tie.chance).fold(0.0, f32::max);
        let mut offers = vec![self.none(event, top, &found)];
        offers.extend(found.iter().map(|c| self.offer(event, c, &found)));
        let chances = weigher.scales.told(Slot::Place, event.members().map(|(draft, _)| draft.trigger), &offers);
        match likeliest(&found, &chances, SHARE) {
            Some((found, chance)) => Chosen { value: Some(found.place.clone()), chance },
            None => Chosen { value: None, chance: chances.first().copied().unwrap_or(1.0) },
        }
    }

    /// Every place that rules, names near the event and the report as a whole give.
    fn candidates(&self, event: &Event<'_>) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for (draft, _) in event.members() {
            let Some(place) = &draft.account.place else { continue };
            let candidate = offered(&mut found, place);
            candidate.ruled += 1;
            candidate.marks.push(("by", ruled(draft, Slot::Place), if draft.place_sure { "sure" } else { "" }, 1.0));
        }
        for place in self.around.places {
            self.add_name(event, place, &mut found);
        }
        if let Some(main) = &self.main {
            offered(&mut found, main).marks.push(("main", "", "", 1.0));
        }
        found
    }

    /// A name of the text near the event.
    fn add_name(&self, event: &Event<'_>, name: &PlaceMention, found: &mut Vec<Candidate>) {
        let stretch = Stretch { span: name.span, tokens: name.tokens.clone(), sentence: name.sentence };
        let tied = |(draft, teller)| Some((draft, tie(self.around, event.tellers, teller, &stretch, "place")?));
        let ties: Vec<(&Draft, Tie)> = event.members().filter_map(tied).collect();
        let Some((draft, nearest)) = ties.iter().min_by_key(|(_, tie)| tie.apart) else { return };
        let candidate = offered(found, &name.place);
        if candidate.apart.is_none_or(|apart| nearest.apart < apart) {
            candidate.apart = Some(nearest.apart);
            candidate.usage = Some(name.usage);
            if candidate.ruled == 0 {
                candidate.place = Where { role: PlaceRole::Scene, ..name.place.clone() };
            }
            candidate.marks.retain(|mark| !matches!(mark.0, "part" | "attached"));
            candidate.marks.extend(self.parts(draft, name));
        }
        candidate.ties.extend(ties.into_iter().map(|(_, tie)| tie));
    }

    /// What else the name belongs to: those who act, suffer or speak; and whether syntax ties it to the event.
    fn parts(&self, draft: &Draft, name: &PlaceMention) -> Vec<Feature> {
        let account = &draft.account;
        let quote = self.around.report.quote(name.span);
        let sources = self.around.attributions.iter().flat_map(|a| &a.chain);
        let parts = [
            ("actor", account.actors.iter().any(|p| p.quote.overlaps(&quote))),
            ("target", account.targets.iter().any(|p| p.quote.overlaps(&quote))),
            ("source", sources.into_iter().any(|p| p.quote.overlaps(&quote))),
        ];
        let mut found: Vec<Feature> = parts
            .iter()
            .filter(|(_, held)| *held)
            .map(|(part, _)| ("part", *part, account.kind.as_str(), 1.0))
            .collect();
        found.extend(parts.iter().filter(|(_, held)| *held).map(|(part, _)| ("part", *part, "", 1.0)));
        if draft.sentence == name.sentence {
            let form = if draft.refers.verb { "verb" } else { "noun" };
            let attached = self.attached(draft, name);
            found.push(("attached", if attached { form } else { "no" }, usage(name.usage), 1.0));
        }
        found
    }

    /// Whether the name stands in a prepositional phrase of the event's words or of their object.
    fn attached(&self, draft: &Draft, name: &PlaceMention) -> bool {
        let clauses = self.around.clauses(draft.sentence);
        let token = self.around.document.tokens.partition_point(|t| t.span.end <= draft.trigger.start);
        let phrase = clauses.phrase_of(token);
        let holds = |phrase: usize| {
            let mut prepositional = clauses.prepositional(phrase).into_iter();
            prepositional.any(|p| clauses.noun(p.noun).is_some_and(|n| n.tokens.contains(&name.tokens.start)))
        };
        holds(phrase) || draft.refers.verb && clauses.object(phrase).into_iter().any(holds)
    }

    fn offer(&self, event: &Event<'_>, own: &Candidate, all: &[Candidate]) -> Offer {
        let (first, account) = (event.first(), &event.first().account);
        let (kind, status) = (account.kind.as_str(), account.status.as_str());
        let precision = own.place.precision.as_str();
        let often = (1.0 + self.often.get(own.place.name.as_str()).copied().unwrap_or(0) as f32).ln();
        let mut found = features(&own.ties);
        let tied = found.first().map_or("", |feature| feature.1);
        found.extend(own.marks.iter().copied());
        found.extend([
            ("precision", precision, "", 1.0),
            ("precision/type", precision, kind, 1.0),
            ("precision/tie", precision, tied, 1.0),
            ("precision/status", precision, status, 1.0),
            ("usage", own.usage.map_or("none", usage), "", 1.0),
            ("usage/type", own.usage.map_or("none", usage), kind, 1.0),
            ("usage/tie", own.usage.map_or("none", usage), tied, 1.0),
            ("usage/precision", own.usage.map_or("none", usage), precision, 1.0),
            ("opening", place_in(first.sentence, event.sentences), tied, 1.0),
            ("tie/type", tied, kind, 1.0),
            ("often", "", "", often),
            ("often", "", precision, often),
        ]);
        found.push(("land", land(event, &own.place), precision, 1.0));
        let shared = event.shared(|draft| draft.account.place.as_ref().is_some_and(|place| same(place, &own.place)));
        found.extend(shared.map(|(like, apart)| ("shared", like, apart, 1.0)));
        if own.ruled > 0 {
            found.push(("rule", "", "", 1.0));
            found.push(("rule/share", "", "", own.ruled as f32 / event.members.len() as f32));
            found.push(("rule/type", "", kind, 1.0));
        }
        if finest(event).is_some_and(|place| same(place, &own.place)) {
            found.push(("rule/finest", "", "", 1.0));
        }
        for name in self.kin(own, all) {
            found.extend([("kin", name, precision, 1.0), ("kin/type", name, kind, 1.0)]);
        }
        Offer { value: value(&own.place), features: found }
    }

    /// How the place stands to the others, and to the country of the report.
    fn kin(&self, own: &Candidate, all: &[Candidate]) -> Vec<&'static str> {
        let others = || all.iter().filter(|c| !same(&c.place, &own.place));
        let land = |c: &Candidate| c.place.country.is_some() && c.place.country == own.place.country;
        let near = |c: &Candidate| c.ties.iter().any(|tie| tie.place == "own");
        let main = self.main.as_ref().and_then(|m| m.country.as_ref());
        let ruled = all.iter().find(|c| c.ruled > 0);
        let held = [
            ("of the main country", main.is_some() && main == own.place.country.as_ref()),
            ("holds a finer one near", others().any(|c| land(c) && near(c) && c.place.precision < own.place.precision)),
            (
                "inside a wider one near",
                others().any(|c| land(c) && near(c) && c.place.precision > own.place.precision),
            ),
            ("of the rules' country", own.ruled == 0 && ruled.is_some_and(land)),
            ("beside another near", others().any(|c| near(c) && c.place.precision <= own.place.precision)),
            ("alone", others().next().is_none()),
        ];
        held.iter().filter(|(_, held)| *held).map(|(name, _)| *name).collect()
    }

    /// That nothing says where the event was.
    fn none(&self, event: &Event<'_>, top: f32, all: &[Candidate]) -> Offer {
        let account = &event.first().account;
        let own = all.iter().filter(|c| c.ties.iter().any(|tie| tie.place == "own")).count();
        let rule = event.members().find(|(draft, _)| draft.account.place.is_some());
        let by = rule.map_or("none", |(draft, _)| ruled(draft, Slot::Place));
        let mut found = event.none(top, own, all.len(), by);
        found.push(("none/any", account.kind.as_str(), "", evidence(top)));
        found.extend(account.mode.map(|mode| ("none/mode", mode.as_str(), "", 1.0)));
        if rule.is_none() {
            found.push(("rule", "", "", 1.0));
            found.push(("none/unruled/type", account.kind.as_str(), "", 1.0));
        }
        Offer { value: "none".to_owned(), features: found }
    }
}

/// Whose land the place is.
fn land(event: &Event<'_>, place: &Where) -> &'static str {
    let accounts = || event.members().map(|(draft, _)| &draft.account);
    let acts = accounts().any(|account| is_home(&account.actors, place));
    let suffers = accounts().any(|account| is_home(&account.targets, place));
    match (acts, suffers) {
        (true, true) => "of both",
        (true, false) => "of those who act",
        (false, true) => "of those who suffer",
        (false, false) => "of others",
    }
}

/// Whether the place lies in the country of one of them.
fn is_home(parties: &[Participant], place: &Where) -> bool {
    parties.iter().any(|party| party.country.is_some() && party.country == place.country)
}

fn usage(usage: Usage) -> &'static str {
    match usage {
        Usage::Locative => "locative",
        Usage::Goal => "goal",
        Usage::Origin => "origin",
        Usage::Adjective => "adjective",
        Usage::Bare => "bare",
        Usage::InName => "in a name",
        Usage::Dateline => "dateline",
    }
}

fn same(a: &Where, b: &Where) -> bool {
    a.name == b.name && a.country == b.country && a.precision == b.precision
}

/// The candidate at the same place, new where there is none.
fn offered<'v>(found: &'v mut Vec<Candidate>, place: &Where) -> &'v mut Candidate {
    let at = found.iter().position(|c| same(&c.place, place)).unwrap_or_else(|| {
        let place = place.clone();
        found.push(Candidate { place, usage: None, apart: None, ties: Vec::new(), marks: Vec::new(), ruled: 0 });
        found.len() - 1
    });
    &mut found[at]
}

/// What the rules alone take for the place of all that tell of the event: the finest.
fn finest<'e>(event: &'e Event<'_>) -> Option<&'e Where> {
    event.members().filter_map(|(draft, _)| draft.account.place.as_ref()).min_by_key(|place| place.precision)
}

/// The place in one line, for those who fit the weights.
fn value(place: &Where) -> String {
    let (lat, lon) =
        place.point.map_or((String::new(), String::new()), |(lat, lon)| (lat.to_string(), lon.to_string()));
    let country = place.country.as_deref().unwrap_or("");
    format!("{}|{country}|{}|{lat}|{lon}|{}", place.name, place.precision.as_str(), place.quote.text())
}

/// All that tell of the event have its place.
pub(super) fn settle(drafts: &mut [Draft], members: &[usize], chosen: &Chosen<Where>) {
    for &member in members {
        let draft = &mut drafts[member];
        let is = match (&draft.account.place, &chosen.value) {
            (Some(own), Some(place)) => same(own, place),
            (own, place) => own.is_none() && place.is_none(),
        };
        match &chosen.value {
            Some(place) => {
                if !is {
                    draft.account.place = Some(place.clone());
                }
                note(draft, Slot::Place, is, chosen.chance);
            }
            None => {
                draft.account.place = None;
                draft.made_by.remove(&Slot::Place);
                draft.confidence.remove(&Slot::Place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::sample::accounts;
    use crate::model::{Maker, Span};

    fn drafts() -> Vec<Draft> {
        let told = accounts("Rebels attacked a base in Aleppo. Gunmen killed three farmers in Lagos.");
        told.into_iter().map(|account| Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0)).collect()
    }

    fn place(draft: &Draft) -> Where {
        draft.account.place.clone().expect("a place")
    }

    #[test]
    fn the_same_place_is_offered_once() {
        let drafts = drafts();
        let mut found = Vec::new();
        for at in [0, 1, 0] {
            offered(&mut found, &place(&drafts[at])).ruled += 1;
        }
        assert_eq!(found.iter().map(|c| c.ruled).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn all_that_tell_of_an_event_have_its_place_or_none() {
        let mut drafts = drafts();
        let aleppo = place(&drafts[0]);
        settle(&mut drafts, &[0, 1], &Chosen { value: Some(aleppo.clone()), chance: 0.7 });
        assert!(drafts.iter().all(|d| place(d) == aleppo && d.confidence[&Slot::Place] == 0.7));
        assert_eq!(drafts[1].made_by[&Slot::Place], Maker::Network);
        assert!(!drafts[0].made_by.contains_key(&Slot::Place));
        settle(&mut drafts, &[0, 1], &Chosen { value: None, chance: 0.9 });
        assert!(drafts.iter().all(|d| d.account.place.is_none() && d.confidence.is_empty()));
    }

    #[test]
    fn a_country_s_own_forces_are_at_home_there() {
        let told = accounts("Syrian soldiers attacked rebels in Aleppo. Kenyan gunmen attacked soldiers in Lagos.");
        let home = |n: usize| told[n].place.as_ref().is_some_and(|place| is_home(&told[n].actors, place));
        assert!(home(0) && !home(1));
    }

    #[test]
    fn a_place_in_one_line_has_its_country_and_its_words() {
        let line = value(&place(&drafts()[0]));
        assert!(line.starts_with("Aleppo|SY|") && line.ends_with("|Aleppo"), "{line}");
    }
}

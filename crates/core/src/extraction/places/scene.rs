//! The scene: which of a report's places is that of an event.
//!
//! In: an event's mention, the places of its sentence; then all drafts in order. Out: the event's place and, for fire "from" a
//! place, its origin. The places of speakers, of actors ("Syrian troops") and of the dateline are no scenes of their own.

use super::super::clauses::Clauses;
use super::super::document::Tag;
use super::super::draft::Draft;
use super::super::mentions::Mention;
use super::super::sources::Attribution;
use super::{PlaceMention, Usage};
use crate::knowledge::Frame;
use crate::model::{EventType, PlacePrecision, PlaceRole, Report, Slot, Where};
use std::collections::BTreeMap;

/// Reads the scene of the events of one sentence.
pub(in super::super) struct SceneReader<'a> {
    pub clauses: &'a Clauses<'a, 'a>,
    pub report: &'a Report,
    /// The places of the whole report.
    pub places: &'a [PlaceMention],
    pub attributions: &'a [&'a Attribution],
    pub sentence: usize,
}

/// Where an event happened, as its sentence tells it.
#[derive(Default)]
pub(in super::super) struct Scene<'a> {
    pub place: Option<&'a PlaceMention>,
    /// Told with the event, in its clause.
    pub sure: bool,
    pub origin: Option<Where>,
}

/// A scene is carried at most so many sentences on.
const CARRY: usize = 6;

/// The sentences that open a report, and how far ahead of them their places are looked for.
const OPENING: usize = 1;
const AHEAD: usize = 2;

/// A place stands at most so many words behind the wider one that it is in apposition to.
const APPOSED: usize = 7;

/// Statements: where they speak of is seldom where they are made.
fn is_statement(kind: EventType) -> bool {
    matches!(kind, EventType::Accuse | EventType::Claim | EventType::Deny)
}

/// What is said to or about a country is seldom said there.
fn addresses(kind: EventType) -> bool {
    matches!(kind, EventType::Request | EventType::Reject | EventType::Support)
}

/// Types that take no place from other sentences.
fn borrows(kind: EventType) -> bool {
    !is_statement(kind)
        && !matches!(
            kind,
            EventType::Request
                | EventType::Reject
                | EventType::Support
                | EventType::Threaten
                | EventType::Agree
                | EventType::Sanction
        )
}

impl<'a> SceneReader<'a> {
    /// The scene of the event.
    pub fn read(&self, mention: &Mention) -> Scene<'a> {
        let mut scene = Scene::default();
        let mut top = i64::MIN;
        for place in self.places.iter().filter(|p| p.sentence == self.sentence) {
            if place.usage == Usage::Origin && mention.frame != Frame::Moves {
                if scene.origin.is_none() && mention.kind == EventType::Assault && self.fired_from(place) {
                    scene.origin = Some(Where { role: PlaceRole::Origin, ..place.place.clone() });
                }
                continue;
            }
            let Some((score, sure)) = self.fit(mention, place) else { continue };
            if score > top {
                top = score;
                scene.place = Some(place);
                scene.sure = sure;
            }
        }
        scene.place = scene.place.map(|place| self.refined(place));
        scene
    }

    /// "Mozambique's capital, Maputo", "the Aleppo countryside town of X": the finer place that stands in apposition to one around it.
    fn refined(&self, place: &'a PlaceMention) -> &'a PlaceMention {
        let wide = place.place.precision;
        if wide < PlacePrecision::Province || place.place.country.is_none() {
            return place;
        }
        let finer = self.places.iter().filter(|p| p.sentence == self.sentence && p.tokens.start >= place.tokens.end);
        let within = |p: &&PlaceMention| {
            p.place.precision <= PlacePrecision::Town
                && p.place.country == place.place.country
                && p.usage != Usage::InName
                && self.in_apposition(place.tokens.end, p.tokens.start)
        };
        finer.take_while(|p| p.tokens.start <= place.tokens.end + APPOSED).find(within).unwrap_or(place)
    }

    /// Whether only a possessive, a comma, words like "capital" and "city of" lie between.
    fn in_apposition(&self, from: usize, to: usize) -> bool {
        let document = self.clauses.document;
        let kind = |t: usize| {
            matches!(document.word(t), "capital" | "city" | "town" | "village" | "port" | "of" | "camp")
                || matches!(document.tokens[t].tag, Tag::Possessive | Tag::Adjective)
        };
        let commas = (from..to).filter(|&t| document.tokens[t].tag == Tag::Comma).count();
        let named = (from..to).any(|t| matches!(document.word(t), "capital" | "city" | "town" | "village" | "port"));
        named && commas <= 1 && (from..to).all(|t| kind(t) || document.tokens[t].tag == Tag::Comma)
    }

    /// How well the place fits as the event's, and whether structure says that it is.
    fn fit(&self, mention: &Mention, place: &PlaceMention) -> Option<(i64, bool)> {
        if matches!(place.usage, Usage::Dateline | Usage::InName)
            || self.in_source(mention, place)
            || self.ruled_out(mention.kind, place)
            || self.opens_next_clause(mention, place)
        {
            return None;
        }
        let attached = self.attached(mention, place);
        if is_statement(mention.kind) && !(attached && place.locative()) {
            return None;
        }
        // "called on Syrian leaders": of whom it is said, not where.
        let people = place.place.precision == PlacePrecision::Country && !place.locative();
        if people && addresses(mention.kind) {
            return None;
        }
        let behind = place.tokens.start >= mention.tokens.end;
        let distance = if behind {
            place.tokens.start - mention.tokens.end
        } else {
            mention.tokens.start.saturating_sub(place.tokens.end) + 6
        };
        let verbs = self.verbs_between(mention, place);
        let fine = match place.place.precision {
            PlacePrecision::Site | PlacePrecision::Town => 10,
            PlacePrecision::District | PlacePrecision::Province => 8,
            PlacePrecision::Region => 6,
            PlacePrecision::Country => 0,
        };
        let usage = match place.usage {
            Usage::Locative | Usage::Origin => 0,
            Usage::Goal if mention.frame == Frame::Moves || attached => 0,
            Usage::Goal => 8,
            Usage::Adjective => 14,
            _ => 10,
        };
        let score = fine - usage - distance as i64 - 5 * verbs.min(3) as i64 + if attached { 8 } else { 0 };
        let told = place.locative() || place.usage == Usage::Goal && (attached || mention.frame == Frame::Moves);
        Some((score, told && (attached || verbs == 0)))
    }

    /// Whether the place stands in a prepositional phrase of the mention or of its object.
    fn attached(&self, mention: &Mention, place: &PlaceMention) -> bool {
        let holds = |phrase: usize| {
            self.clauses
                .prepositional(phrase)
                .iter()
                .any(|p| self.clauses.noun(p.noun).is_some_and(|n| n.tokens.contains(&place.tokens.start)))
        };
        holds(mention.phrase) || mention.verb && self.clauses.object(mention.phrase).into_iter().any(holds)
    }

    /// Finite verbs between the mention and the place: each begins another clause.
    fn verbs_between(&self, mention: &Mention, place: &PlaceMention) -> usize {
        let (low, high) = if place.tokens.start >= mention.tokens.end {
            (mention.tokens.end, place.tokens.start)
        } else {
            (place.tokens.end, mention.tokens.start)
        };
        // "Dockers in Marseille intend to march": they will where they are.
        let led = mention.kind == EventType::Protest
            && mention.verb
            && self.clauses.verb(mention.phrase).is_some_and(|v| v.infinitive);
        let leader = mention.phrase.checked_sub(1).filter(|_| led);
        let own = mention.carrier.map(|c| c.verb).or(leader);
        self.clauses
            .phrases
            .iter()
            .enumerate()
            .filter(|(number, phrase)| {
                let tokens = phrase.tokens();
                let verb = phrase.verb().is_some_and(|v| !v.gerund && !v.infinitive);
                verb && Some(*number) != own && tokens.start >= low && tokens.end <= high
            })
            .count()
    }

    /// "killed 23 in one town and, in another, 15", "shot a judge; in another town, a clerk": a place that opens what is told next.
    fn opens_next_clause(&self, mention: &Mention, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        let joint = if word(2) == "," { 3 } else { 2 };
        let fronted = matches!(word(1), "in" | "at" | "near")
            && matches!(word(joint), "and" | "but" | "while" | ";")
            && document.word_in(&document.sentences[place.sentence].tokens, place.tokens.end as isize) == ",";
        fronted && mention.tokens.end <= place.tokens.start.saturating_sub(joint)
    }

    /// "in Bo, not in Kenema"; "a raid that Kenya says killed ten".
    fn ruled_out(&self, kind: EventType, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let denied = place.tokens.start >= 2 && document.tokens[place.tokens.start - 2].tag == Tag::Not;
        denied
            || self.is_bound_for(place)
            || kind == EventType::Assault && (self.is_fled_to(place) || self.is_where_one_spoke(place))
            || kind != EventType::Consult && self.is_visited(place)
            || self.owns_mission(place)
            || place.place.precision == PlacePrecision::Country && !place.locative() && self.speaks(place)
    }

    /// "on its way from one town to another", "fled for another", "bound for it": where someone was going.
    fn is_bound_for(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        let leaves = |back: usize| matches!(word(back), "bound" | "heading" | "headed" | "flee" | "fled" | "fleeing");
        match word(1) {
            "for" => (2..5).any(leaves),
            // "on the road from one town to another"
            "to" if (2..6).any(|back| word(back) == "from") => {
                (2..9).any(|back| matches!(word(back), "road" | "highway" | "motorway" | "way" | "flight" | "railway"))
            }
            "to" => (2..7).any(|back| word(back) == "way" || word(back) == "route" && word(back + 1) == "en"),
            _ => false,
        }
    }

    /// "villagers fleeing from one town to another": where those went whom it was done to.
    fn is_fled_to(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        let goes = |w: &str| {
            matches!(w, "fleeing" | "fled" | "flee" | "travelling" | "traveling" | "returning" | "heading" | "headed")
        };
        word(1) == "to" && (2..8).map(word).take_while(|w| !matches!(*w, "," | ";" | "and")).any(goes)
    }

    /// "a leader speaking in one town praised those who shot": where the speaker was.
    fn is_where_one_spoke(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        matches!(word(1), "in" | "at" | "from")
            && matches!(word(2), "speaking" | "addressing" | "preaching" | "exiled" | "writing" | "testifying")
    }

    /// "during his visit to another capital": where someone called meanwhile.
    fn is_visited(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        word(1) == "to" && matches!(word(2), "visit" | "trip" | "tour")
    }

    /// "the embassy of Libya in another country": whose it is.
    fn owns_mission(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let word = |back: usize| place.tokens.start.checked_sub(back).map_or("", |t| document.word(t));
        let mission = |w: &str| matches!(w, "embassy" | "consulate" | "ambassador" | "consul" | "mission" | "envoy");
        place.place.precision == PlacePrecision::Country && word(1) == "of" && mission(word(2))
    }

    /// Whether a verb of saying stands right behind the name.
    fn speaks(&self, place: &PlaceMention) -> bool {
        let (document, lexicon) = (self.clauses.document, self.clauses.lexicon);
        let behind = Some(place.tokens.end).filter(|&t| t < document.tokens.len());
        let verb = behind.and_then(|t| lexicon.verb(document.word(t)));
        verb.and_then(|v| lexicon.cue(v.lemma)).is_some_and(|cue| cue.clause)
    }

    /// "fired from X", not "a man from X".
    fn fired_from(&self, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let from =
            (place.tokens.start.saturating_sub(5)..place.tokens.start).rev().find(|&t| document.word(t) == "from");
        let before = from.and_then(|f| f.checked_sub(1));
        before.is_some_and(|b| {
            self.clauses.lexicon.agent(document.word(b)).is_none() && document.tokens[b].tag != Tag::Proper
        })
    }

    /// Whether the place stands inside the words for a source ("the Syrian Observatory", "officials in Washington said").
    fn in_source(&self, mention: &Mention, place: &PlaceMention) -> bool {
        let document = self.clauses.document;
        let quote = self.report.quote(document.span(place.tokens.clone()));
        // "Dockers in Marseille intend to march": those who mean to do it are no source.
        let means = |a: &&Attribution| mention.kind == EventType::Protest && a.kind == crate::knowledge::Cue::Hopes;
        let mut sources = self.attributions.iter().copied().filter(|a| !means(a));
        sources.any(|a| a.chain.iter().any(|p| p.quote.overlaps(&quote)))
    }
}

/// The country the report speaks of most, as it names it; the dateline's and the sources' count little.
pub(in super::super) fn main_country(places: &[PlaceMention]) -> Option<Where> {
    let mut counts: BTreeMap<&str, (f64, Option<&Where>)> = BTreeMap::new();
    for mention in places {
        let weight = match mention.usage {
            Usage::Locative => 2.0,
            Usage::Bare | Usage::Origin | Usage::Goal => 1.0,
            Usage::Adjective => 0.4,
            Usage::Dateline | Usage::InName => 0.3,
        };
        let early = if mention.sentence < 3 { 1.5 } else { 1.0 };
        let entry = counts.entry(mention.place.country.as_deref().unwrap_or("")).or_default();
        entry.0 += weight * early;
        if entry.1.is_none() && mention.place.precision == PlacePrecision::Country {
            entry.1 = Some(&mention.place);
        }
    }
    counts.remove("");
    let (_, best) = counts.values().max_by(|a, b| a.0.total_cmp(&b.0)).copied()?;
    best.cloned()
}

/// A name that no list knows lies in the country that is told of around it.
fn unlisted_country(draft: &mut Draft, around: Option<String>) {
    if let Some(place) =
        draft.account.place.as_mut().filter(|p| p.id.is_none() && p.point.is_none() && p.country.is_none())
    {
        place.country = around;
    }
}

/// A claim without a scene of its own takes that of the sentences before, or the report's country; flagged by its rule.
pub(in super::super) fn lend(drafts: &mut [Draft], places: &[PlaceMention]) {
    let main = main_country(places);
    let main_code = main.as_ref().and_then(|m| m.country.clone());
    let mut last: Option<(usize, Where)> = None;
    let ahead: Vec<Option<Where>> = (0..drafts.len()).map(|n| told_ahead(&drafts[n..], main_code.as_deref())).collect();
    for (draft, ahead) in drafts.iter_mut().zip(ahead) {
        let near = last.as_ref().filter(|(sentence, _)| draft.sentence - sentence <= 2);
        let around = near.and_then(|(_, place)| place.country.clone()).or_else(|| main_code.clone());
        unlisted_country(draft, around);
        let own = draft.account.place.clone();
        if has_scene(draft) {
            if let Some(place) = own.filter(|_| borrows(draft.account.kind)) {
                last = Some((draft.sentence, place));
            }
            continue;
        }
        if !borrows(draft.account.kind) {
            continue;
        }
        let country = own.as_ref().and_then(|p| p.country.clone());
        let foreign = country.is_some() && country != main_code;
        let scene = last.as_ref().filter(|(sentence, place)| {
            draft.sentence - sentence <= CARRY && (country.is_none() || foreign || place.country == country)
        });
        if let Some((_, place)) = scene {
            draft.account.place = Some(place.clone());
            draft.by(Slot::Place, "place/lent_by_sentence_before");
        } else if let Some(place) = ahead {
            draft.account.place = Some(place);
            draft.by(Slot::Place, "place/lent_by_sentence_after");
        } else if let (Some(place), true) = (&main, own.is_none() || foreign && !draft.place_named) {
            draft.account.place = Some(place.clone());
            draft.by(Slot::Place, "place/lent_by_report");
        }
    }
}

/// What a report opens with it tells again in the sentences that follow, and with its place: that of the next event of its kind in its country.
fn told_ahead(drafts: &[Draft], main: Option<&str>) -> Option<Where> {
    let (first, rest) = drafts.split_first().filter(|(first, _)| first.sentence <= OPENING)?;
    let country = first.account.place.as_ref().and_then(|p| p.country.as_deref()).or(main)?;
    let near = rest.iter().take_while(|d| d.sentence <= first.sentence + AHEAD);
    let mut alike = near.filter(|d| d.account.kind == first.account.kind && has_scene(d));
    let place = alike.next()?.account.place.as_ref()?;
    let within = place.country.as_deref() == Some(country) && place.precision != PlacePrecision::Country;
    within.then(|| place.clone())
}

/// Told with a place finer than a country, or with a country that structure makes its own.
fn has_scene(draft: &Draft) -> bool {
    draft.place_sure || draft.account.place.as_ref().is_some_and(|p| p.precision != PlacePrecision::Country)
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::read;

    /// The place of the last claim of a text.
    fn last_place(text: &str) -> Option<String> {
        read(text).claims.into_iter().next_back().and_then(|c| c.account.place).map(|p| p.name)
    }

    fn after(sentences: usize) -> String {
        let between = "The weather was mild. ".repeat(sentences);
        format!("Rebels attacked a base in Aleppo in Syria. {between}Gunmen killed three soldiers.")
    }

    /// The places of the claims of a text.
    fn places(text: &str) -> Vec<String> {
        read(text).claims.into_iter().filter_map(|c| c.account.place).map(|p| p.name).collect()
    }

    #[test]
    fn where_the_dead_came_from_is_not_where_they_died() {
        let told = "A bomb hit a convoy outside Aleppo on Monday. Those killed were mostly residents of the villages of al-Foua and Kobani.";
        assert_eq!(last_place(told).as_deref(), Some("Aleppo"));
        assert_eq!(last_place("Gunmen killed ten residents of Kobani on Monday.").as_deref(), Some("Kobani"));
    }

    #[test]
    fn a_town_in_apposition_is_finer_than_its_country() {
        assert_eq!(last_place("Police fired at a crowd in Mozambique's capital, Beira.").as_deref(), Some("Beira"));
        let read = places("Police fired at a crowd in Ghana before rebels fled to the city of Tamale.");
        assert_eq!(read.first().map(String::as_str), Some("Ghana"));
    }

    #[test]
    fn a_country_that_says_so_is_not_where_it_was() {
        let told = |saying: &str| {
            last_place(&format!("Rebels attacked a base in Syria. It was the raid Kenya {saying} ten men."))
        };
        assert_ne!(told("says killed").as_deref(), Some("Kenya"));
        let read = places("Rebels attacked a base in Kenya, says the mayor.");
        assert_eq!(read, ["Kenya"]);
    }

    #[test]
    fn what_the_report_opens_with_happened_where_it_is_told_again() {
        let read =
            places("Nigerian rebels attacked a base. The rebels attacked the base in Maiduguri, Nigeria, at dawn.");
        assert_eq!(read, ["Maiduguri", "Maiduguri"]);
        let read = places("Nigerian rebels attacked a base. Soldiers arrested ten men in Maiduguri, Nigeria.");
        assert_ne!(read.first().map(String::as_str), Some("Maiduguri"));
    }

    #[test]
    fn whose_is_not_where() {
        let text = "Nigeria is at war in Nigeria. US warplanes killed three men.";
        assert_eq!(last_place(text).as_deref(), Some("Nigeria"));
        assert_eq!(places("The envoy called on Nigerian leaders to resign."), Vec::<String>::new());
    }

    #[test]
    fn a_scene_is_carried_some_sentences_on_and_no_further() {
        assert_eq!(last_place(&after(4)).as_deref(), Some("Aleppo"));
        assert_ne!(last_place(&after(9)).as_deref(), Some("Aleppo"));
    }

    #[test]
    fn where_people_were_going_is_not_where_it_was() {
        assert_ne!(
            last_place("Rebels stopped a bus in Aleppo on its way to Damascus and shot the driver.").as_deref(),
            Some("Damascus")
        );
        assert_eq!(last_place("Rebels moved to Damascus and shot a driver in Damascus.").as_deref(), Some("Damascus"));
        assert_ne!(last_place("Gunmen burned the embassy of Libya in Aleppo.").as_deref(), Some("Libya"));
        assert_eq!(last_place("Gunmen burned an office in Libya.").as_deref(), Some("Libya"));
    }
}

//! Who is who: states with their peoples and capitals, institutions, persons with dated roles, armed groups, organisations, media.
//!
//! In: the tables of `data/actors/`. Out: look-up of the longest known name at a place in a text.

use super::fold;
use super::index::{Index, WordSet};
use super::table::{header, rows};
use crate::model::ActorKind;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Bound;

/// Someone with a name of their own.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Registry id.
    pub id: &'static str,
    /// Plain canonical name.
    pub name: &'static str,
    /// ISO 3166 alpha-2; `None` for international actors.
    pub country: Option<&'static str>,
    /// What kind of participant.
    pub kind: ActorKind,
    /// The actor whose voice this outlet or institution is, by id.
    pub owner: Option<&'static str>,
    /// First day it existed, as far as known.
    pub from: Option<Date>,
    /// Last day it existed; `None` where it lasts or is not known.
    pub to: Option<Date>,
    /// Its acronym is known beyond its own country.
    pub wide: bool,
    /// Offices with their times, for persons.
    pub roles: Vec<Role>,
}

/// An office someone held.
#[derive(Debug, Clone)]
pub struct Role {
    /// "President", "leader".
    pub title: &'static str,
    /// Of which state, institution or group, by id.
    pub of: &'static str,
    /// The kind of participant they were in it.
    pub kind: ActorKind,
    /// First day, as far as known.
    pub from: Option<Date>,
    /// Last day; `None` where it lasts or is not known.
    pub to: Option<Date>,
}

impl Actor {
    /// Whether it existed on that day, as far as known; for a person, whether an office was held.
    pub fn active_on(&self, day: Date) -> bool {
        let lasts = self.from.is_none_or(|d| d <= day) && self.to.is_none_or(|d| day <= d);
        if self.roles.is_empty() { lasts } else { self.roles_on(day).next().is_some() }
    }

    /// The offices held on that day.
    pub fn roles_on(&self, day: Date) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(move |role| role.from.is_none_or(|d| d <= day) && role.to.is_none_or(|d| day <= d))
    }
}

/// What a name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorHit {
    /// An actor, by number.
    Actor(usize),
    /// A people or an adjective of a country ("Syrian"): the state, by number.
    Demonym(usize),
    /// A capital or seat that may stand for its government: the state, by number.
    Seat(usize),
}

/// The registry.
#[derive(Debug, Default)]
pub struct Actors {
    all: Vec<Actor>,
    /// Id → number.
    ids: Index<&'static str, usize>,
    /// ISO 3166 alpha-2 → the state's number.
    states: Index<&'static str, usize>,
    /// ISO 3166 alpha-2 → the capital's name.
    capitals: Index<&'static str, &'static str>,
    /// The word for what is of a country, by its code: "Syrian".
    demonyms: Index<&'static str, &'static str>,
    /// Id → the kinds that a movement came to be of, each from a day on, in order.
    kinds: Index<&'static str, Vec<(Date, ActorKind)>>,
    /// Folded name → what it can be, most telling first.
    names: Index<String, Vec<ActorHit>>,
    /// The folded names in order, to see how names begin.
    ordered: BTreeSet<String>,
    /// First word of a folded name → most words a name with that beginning has.
    longest: Index<String, usize>,
    /// Folded names that are written in capitals only: "IS", "FARC".
    acronyms: WordSet<String>,
    /// Folded names that are written as words: "Sadc" beside "SADC".
    spelled: WordSet<String>,
    /// Short names with capitals and small letters, folded and as they are written: "LeT".
    mixed: Index<String, String>,
    /// The ids of persons.
    persons: WordSet<&'static str>,
    /// Folded first words of persons' full names: "mohammed", "angela".
    given: WordSet<String>,
}

/// A name of at most so many letters may be mistaken for a word.
const SHORT: usize = 5;
const STATES: &str = include_str!("../../../../data/actors/states.tsv");
const INSTITUTIONS: &str = include_str!("../../../../data/actors/institutions.tsv");
const PEOPLE: &str = include_str!("../../../../data/actors/people.tsv");
const GROUPS: &str = include_str!("../../../../data/actors/groups.tsv");
const ORGANISATIONS: &str = include_str!("../../../../data/actors/organisations.tsv");
const PARTIES: &str = include_str!("../../../../data/actors/parties.tsv");
const MEDIA: &str = include_str!("../../../../data/actors/media.tsv");

/// A row by column names.
struct Named<'h> {
    columns: &'h [&'static str],
    row: super::table::Row,
}

impl Named<'_> {
    fn index(&self, column: &str) -> usize {
        self.columns.iter().position(|c| *c == column).unwrap_or(usize::MAX)
    }

    fn get(&self, column: &str) -> &'static str {
        self.row.cell(self.index(column))
    }

    fn some(&self, column: &str) -> Option<&'static str> {
        Some(self.get(column)).filter(|value| !value.is_empty())
    }

    fn values(&self, column: &str) -> Vec<&'static str> {
        self.row.values(self.index(column)).collect()
    }
}

fn each(source: &'static str, mut act: impl FnMut(Named<'_>)) {
    let columns = header(source);
    rows(source).skip(1).for_each(|row| act(Named { columns: &columns, row }));
}

/// A date that may lack month and day; the last possible day where `end`.
fn partial_date(written: &str, end: bool) -> Option<Date> {
    let mut parts = written.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().map_or(if end { 12 } else { 1 }, |m| m as i8);
    let first = Date::new(year, month, 1).ok()?;
    match parts.next().flatten() {
        Some(day) => Date::new(year, month, day as i8).ok(),
        None if end => Some(first.last_of_month()),
        None => Some(first),
    }
}

impl Actors {
    /// The registry of `data/actors/`.
    pub fn builtin() -> Self {
        let mut actors = Self::default();
        actors.load_states();
        for (source, default) in [
            (INSTITUTIONS, ActorKind::Government),
            (GROUPS, ActorKind::Rebel),
            (ORGANISATIONS, ActorKind::International),
            (MEDIA, ActorKind::Media),
        ] {
            actors.load(source, default);
        }
        actors.load_people();
        actors.load_kinds();
        actors
    }

    /// Adds the rows of a table with the columns of `groups.tsv`; a row of a known id adds its names to that actor.
    pub fn overlay(&mut self, table: &'static str) {
        self.load(table, ActorKind::Unknown);
    }

    fn load(&mut self, source: &'static str, default: ActorKind) {
        each(source, |row| {
            let kind = row.get("kind").parse().unwrap_or(default);
            let number = self.numbered(&row, kind);
            self.add_name(row.get("name"), ActorHit::Actor(number));
            row.values("aliases").into_iter().for_each(|alias| self.add_name(alias, ActorHit::Actor(number)));
        });
    }

    /// The actor of the row's id, which the row adds if there is none yet.
    fn numbered(&mut self, row: &Named<'_>, kind: ActorKind) -> usize {
        let known = self.ids.get(row.get("id")).copied();
        known.unwrap_or_else(|| self.push(row, row.some("country"), kind))
    }

    fn push(&mut self, row: &Named<'_>, country: Option<&'static str>, kind: ActorKind) -> usize {
        let (id, name) = (row.get("id"), row.get("name"));
        self.ids.insert(id, self.all.len());
        self.all.push(Actor {
            id,
            name,
            country,
            kind,
            owner: row.some("owner"),
            from: partial_date(row.get("from"), false),
            to: partial_date(row.get("to"), true),
            wide: row.get("reach") == "wide",
            roles: Vec::new(),
        });
        self.all.len() - 1
    }

    fn add_name(&mut self, name: &str, hit: ActorHit) {
        let key = fold(name);
        if key.is_empty() {
            return;
        }
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        if letters().all(char::is_uppercase) {
            self.acronyms.insert(key.clone());
        } else if letters().skip(1).all(char::is_lowercase) {
            self.spelled.insert(key.clone());
        } else if name.len() <= SHORT && letters().count() == name.len() {
            self.mixed.insert(key.clone(), name.to_owned());
        }
        let words = key.split(' ').count();
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        let longest = self.longest.entry(first).or_default();
        *longest = words.max(*longest);
        self.ordered.insert(key.clone());
        let hits = self.names.entry(key).or_default();
        if !hits.contains(&hit) {
            hits.push(hit);
        }
    }

    fn load_states(&mut self) {
        each(STATES, |row| {
            let number = self.push(&row, row.some("alpha2"), ActorKind::Government);
            self.states.entry(row.get("alpha2")).or_insert(number);
            if let Some(capital) = row.values("capital").first() {
                self.capitals.entry(row.get("alpha2")).or_insert(*capital);
            }
            self.add_name(row.get("name"), ActorHit::Actor(number));
            row.values("aliases").into_iter().for_each(|alias| self.add_name(alias, ActorHit::Actor(number)));
            if let Some(people) = row.values("demonyms").first() {
                self.demonyms.entry(row.get("alpha2")).or_insert(*people);
            }
            row.values("demonyms").into_iter().for_each(|people| self.add_name(people, ActorHit::Demonym(number)));
            row.values("capital").into_iter().for_each(|seat| self.add_name(seat, ActorHit::Seat(number)));
            row.values("metonyms").into_iter().for_each(|seat| self.add_name(seat, ActorHit::Seat(number)));
        });
    }

    /// Persons have one row a role; rows of one id are one person.
    fn load_people(&mut self) {
        each(PEOPLE, |row| {
            let kind = row.get("kind").parse().unwrap_or(ActorKind::Unknown);
            let number = self.numbered(&row, kind);
            if self.persons.insert(row.get("id"))
                && let Some((given, _)) = fold(row.get("name")).split_once(' ')
            {
                self.given.insert(given.to_owned());
            }
            self.add_name(row.get("name"), ActorHit::Actor(number));
            row.values("aliases").into_iter().for_each(|alias| self.add_name(alias, ActorHit::Actor(number)));
            // The rows are in order of time: what someone is now, the last row says.
            self.all[number].kind = kind;
            self.all[number].roles.push(Role {
                title: row.get("role"),
                of: row.get("of"),
                kind,
                from: partial_date(row.get("from"), false),
                to: partial_date(row.get("to"), true),
            });
        });
    }

    /// Movements that became parties.
    fn load_kinds(&mut self) {
        each(PARTIES, |row| {
            if let (Some(from), Ok(kind)) = (partial_date(row.get("from"), false), row.get("kind").parse()) {
                self.kinds.entry(row.get("id")).or_default().push((from, kind));
            }
        });
    }

    /// The kind that a movement which became a party is of on that day; `None` for all others.
    pub fn kind_on(&self, id: &str, day: Date) -> Option<ActorKind> {
        let kinds = self.kinds.get(id)?;
        kinds.iter().rev().find(|(from, _)| *from <= day).map(|(_, kind)| *kind)
    }

    /// The word for what is of a country, by its code: "Syrian".
    pub fn demonym(&self, code: &str) -> Option<&'static str> {
        self.demonyms.get(code).copied()
    }

    /// The name of the capital of the state of that ISO 3166 alpha-2 code.
    pub fn capital(&self, code: &str) -> Option<&'static str> {
        self.capitals.get(code).copied()
    }

    /// The actor of that number.
    pub fn get(&self, number: usize) -> &Actor {
        &self.all[number]
    }

    /// Whether the actor of that id is a person, known by offices.
    pub fn is_person(&self, id: &str) -> bool {
        self.persons.contains(id)
    }

    /// Whether some person's full name begins with that folded word.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What a folded name can be, most telling first.
    pub fn find(&self, key: &str) -> &[ActorHit] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// The actor of that id.
    pub fn by_id(&self, id: &str) -> Option<&Actor> {
        self.ids.get(id).map(|number| self.get(*number))
    }

    /// The state of that ISO 3166 alpha-2 code.
    pub fn state(&self, code: &str) -> Option<&Actor> {
        self.states.get(code).map(|number| self.get(*number))
    }

    /// The offices that whoever bears that name held on that day.
    pub fn offices(&self, name: &str, day: Date) -> impl Iterator<Item = &Role> {
        let bearers = self.find(&fold(name)).iter().filter_map(|hit| match hit {
            ActorHit::Actor(number) => Some(self.get(*number)),
            ActorHit::Demonym(_) | ActorHit::Seat(_) => None,
        });
        bearers.flat_map(move |actor| actor.roles_on(day))
    }

    /// How a short folded name is written that has capitals and small letters: "LeT", which in other capitals is another word.
    pub fn mixed(&self, key: &str) -> Option<&str> {
        self.mixed.get(key).map(String::as_str)
    }

    /// Whether the folded name is written in capitals only, so that the same letters in lower case are another word.
    pub fn is_acronym(&self, key: &str) -> bool {
        self.acronyms.contains(key) && !self.spelled.contains(key)
    }

    /// Whether a folded name begins with these folded words.
    pub fn begins(&self, words: &str) -> bool {
        self.ordered
            .range::<str, _>((Bound::Included(words), Bound::Unbounded))
            .next()
            .is_some_and(|name| name.starts_with(words))
    }

    /// Most words of a name that begins with this folded word; 0 where none does.
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }

    /// The number of a folded name.
    pub fn name_number(&self, key: &str) -> Option<usize> {
        self.names.get_index_of(key)
    }

    /// All who bear the name of that number, most telling first.
    pub fn bearers(&self, name: usize) -> &[ActorHit] {
        self.names.get_index(name).map_or(&[], |(_, bearers)| bearers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_active_while_any_office_is_held() {
        let actors = Actors::builtin();
        let biden = actors.by_id("joe-biden").expect("known");
        let active = |day: &str| biden.active_on(day.parse().expect("a day"));
        assert!(active("2010-06-01") && active("2024-04-22"));
        assert!(!active("2018-06-01"));
    }

    #[test]
    fn roles_have_dates() {
        let actors = Actors::builtin();
        let title = |day: &str| {
            let day = day.parse().expect("a day");
            actors.offices("Joe Biden", day).map(|r| r.title.to_lowercase()).collect::<Vec<_>>().join(", ")
        };
        assert!(title("2022-06-01").starts_with("president"));
        assert!(title("2010-06-01").starts_with("vice"));
        assert_eq!(title("2018-06-01"), "");
    }

    #[test]
    fn states_answer_to_their_peoples_and_seats() {
        let actors = Actors::builtin();
        assert!(matches!(actors.find("syrian")[0], ActorHit::Demonym(n) if actors.get(n).country == Some("SY")));
        assert!(
            actors.find("washington").iter().any(|h| matches!(h, ActorHit::Seat(n) if actors.get(*n).id == "state-us"))
        );
    }

    #[test]
    fn an_overlay_adds_actors_and_names() {
        let mut actors = Actors::builtin();
        actors.overlay("id\tname\taliases\tcountry\tkind\nx-dawn\tArmy of the Dawn\tAOTD\tXX\trebel\nm23\tM23\tNew Name of M23\tCD\trebel\n");
        let name = |key: &str| match actors.find(key).first() {
            Some(ActorHit::Actor(n)) => actors.get(*n).id,
            _ => "",
        };
        assert_eq!(name("aotd"), "x-dawn");
        assert_eq!(name("new name of m23"), "m23");
        assert_eq!(name("another name of m23"), "");
    }

    #[test]
    fn an_acronym_that_is_also_written_as_a_word_is_none() {
        let actors = Actors::builtin();
        assert!(actors.is_acronym("who") && actors.is_acronym("car"));
        assert!(!actors.is_acronym("sadc") && !actors.is_acronym("nato"));
    }

    #[test]
    fn movements_become_parties() {
        let actors = Actors::builtin();
        let kind = |id: &str, day: &str| actors.kind_on(id, day.parse().expect("a day"));
        assert_eq!(kind("african-national-congress", "1990-01-01"), None);
        assert_eq!(kind("african-national-congress", "2001-01-01"), Some(ActorKind::Government));
        assert_eq!(kind("renamo", "2014-01-01"), Some(ActorKind::Rebel));
        assert_eq!(kind("m23", "2014-01-01"), None);
        assert!(actors.kinds.keys().all(|id| actors.by_id(id).is_some()));
        assert_eq!(actors.capital("MZ"), Some("Maputo"));
    }

    #[test]
    fn a_partial_date_is_a_first_or_last_day() {
        assert_eq!(partial_date("2021-02", true).map(|d| d.to_string()), Some("2021-02-28".to_owned()));
        assert_eq!(partial_date("2021", false).map(|d| d.to_string()), Some("2021-01-01".to_owned()));
        assert_eq!(partial_date("", false), None);
    }
}

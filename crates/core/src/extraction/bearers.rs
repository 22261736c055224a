//! Bearers: all whom a name could mean in a report, with reasons for and against. For those who ask why.
//!
//! In: a name, a report or none, a day or none. Out: the bearers of the name in the registry, the chosen one marked.

use super::document::{Document, Setting};
use super::naming;
use crate::knowledge::{Actor, ActorHit, Knowledge, fold};
use crate::model::{ActorKind, Report, Sentence};
use jiff::civil::Date;

/// One whom a name could mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Bearer {
    /// Registry id.
    pub id: &'static str,
    /// Canonical name.
    pub name: &'static str,
    /// ISO 3166 alpha-2; `None` for international actors.
    pub country: Option<&'static str>,
    /// What kind of participant.
    pub kind: ActorKind,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// What speaks against it.
    pub doubts: Vec<String>,
    /// Whether the reader takes the name to mean this one.
    pub chosen: bool,
}

/// Whom the name could mean, in the order of the registry. The report gives the countries it speaks of; the day is the one
/// given, else that of its publication.
pub fn bearers(
    name: &str,
    report: Option<(&Report, &[Sentence])>,
    on: Option<Date>,
    knowledge: &Knowledge,
) -> Vec<Bearer> {
    let published = report.and_then(|(report, _)| report.meta().published).map(|p| p.date());
    let day = on.or(published);
    let setting = match report {
        Some((report, sentences)) => {
            let document = Document::new(report.text(), sentences, &[], &knowledge.lexicon);
            naming::setting(&document, day, knowledge)
        }
        None => Setting { day, ..Setting::default() },
    };
    let key = fold(name);
    let hits = knowledge.actors.find(&key);
    let short = knowledge.actors.is_acronym(&key) && key.len() <= 5;
    let chosen = match report {
        None if hits.len() > 1 => None,
        None => hits.first().copied(),
        Some(_) => naming::choose(hits, short, &setting, knowledge).ok(),
    };
    let bearer = |hit: &ActorHit| bearer(*hit, &key, report.is_some(), &setting, Some(*hit) == chosen, knowledge);
    hits.iter().map(bearer).collect()
}

fn bearer(hit: ActorHit, key: &str, in_report: bool, setting: &Setting, chosen: bool, knowledge: &Knowledge) -> Bearer {
    let (number, how) = match hit {
        ActorHit::Actor(n) if fold(knowledge.actors.get(n).name) == key => (n, "is its name"),
        ActorHit::Actor(n) => (n, "is another name of it"),
        ActorHit::Demonym(n) => (n, "is the name of its people"),
        ActorHit::Seat(n) => (n, "is its seat and may stand for it"),
    };
    let actor = knowledge.actors.get(number);
    let (mut reasons, mut doubts) = (vec![how.to_owned()], Vec::new());
    if let Some(country) = actor.country.filter(|_| in_report) {
        match setting.countries.get(country) {
            Some(times) => reasons.push(format!("the report names its country ({country}) {times} times")),
            None => doubts.push(format!("the report does not name its country ({country})")),
        }
    }
    if let Some(day) = setting.day {
        on_the_day(actor, day, knowledge, &mut reasons, &mut doubts);
    }
    let Actor { id, name, country, kind, .. } = *actor;
    Bearer { id, name, country, kind, reasons, doubts, chosen }
}

/// What the actor was on that day: offices held, or whether it existed.
fn on_the_day(actor: &Actor, day: Date, knowledge: &Knowledge, reasons: &mut Vec<String>, doubts: &mut Vec<String>) {
    for role in actor.roles_on(day) {
        let of = knowledge.actors.by_id(role.of).map_or(role.of, |actor| actor.name);
        reasons.push(format!("{} of {of} on {day}", role.title));
    }
    if !actor.roles.is_empty() {
        // The days of a person's entry are those of the first office, not of a life.
        if actor.roles_on(day).next().is_none() {
            doubts.push(format!("held no known office on {day}"));
        }
        return;
    }
    if actor.from.is_some_and(|from| day < from) {
        doubts.push(format!("did not yet exist on {day}"));
    }
    if actor.to.is_some_and(|to| to < day) {
        doubts.push(format!("no longer existed on {day}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportMeta;
    use crate::reading::sentences;

    fn ask(name: &str, text: &str, on: &str) -> Vec<Bearer> {
        let report = Report::plain(ReportMeta::default(), text);
        bearers(name, Some((&report, &sentences(text))), on.parse().ok(), Knowledge::builtin())
    }

    #[test]
    fn a_person_does_not_end_with_the_first_office() {
        let biden = ask("Biden", "Biden spoke on Monday.", "2024-04-22");
        let doubts: Vec<&String> = biden.iter().flat_map(|b| &b.doubts).filter(|d| d.contains("existed")).collect();
        assert!(doubts.is_empty(), "{doubts:?}");
        assert!(biden.iter().flat_map(|b| &b.reasons).any(|r| r.starts_with("President of")));
    }

    #[test]
    fn the_country_of_the_report_chooses() {
        let found = ask("SNA", "Somalia was quiet.", "1993-06-01");
        let chosen: Vec<&str> = found.iter().filter(|b| b.chosen).map(|b| b.id).collect();
        assert_eq!(chosen, ["united-somali-congress"]);
        assert!(found.len() > 1);
    }

    #[test]
    fn offices_are_those_of_the_day() {
        let found = ask("Joe Biden", "Washington was quiet.", "2010-06-01");
        assert!(found[0].reasons.iter().any(|r| r.starts_with("Vice")), "{:?}", found[0]);
        let found = ask("Joe Biden", "Washington was quiet.", "2018-06-01");
        assert!(found[0].doubts.iter().any(|d| d.contains("no known office")));
    }

    #[test]
    fn an_unknown_name_has_no_bearers() {
        assert!(ask("Nobody At All", "Mali was quiet.", "2020-01-01").is_empty());
    }
}

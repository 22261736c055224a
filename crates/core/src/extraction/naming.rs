//! Naming: which actor of the registry a name in the text is, where several bear it.
//!
//! In: tokens and the setting of the report (its countries, its day). Out: one actor, or none where it stays open. Must not know:
//! phrases, events.

use super::document::{Document, RegistryName, Setting, Tag};
use crate::knowledge::{Actor, ActorHit, Knowledge, fold};
use crate::model::{ActorKind, Finding, Report};
use jiff::civil::Date;
use std::ops::Range;

/// A name of the registry at a place in the text.
#[derive(Debug, Clone)]
pub(super) struct NameHit {
    pub tokens: Range<usize>,
    pub hit: ActorHit,
}

/// The longest registry name at `start`.
pub(super) fn name_at(document: &Document<'_>, start: usize, end: usize, knowledge: &Knowledge) -> Option<NameHit> {
    candidates(document, start, end, knowledge).find_map(|(tokens, bearers, short)| {
        let hit = choose(bearers, short, &document.setting, knowledge).ok()?;
        Some(NameHit { tokens, hit })
    })
}

/// A finding for each name that several bear and that the setting does not decide.
pub(super) fn findings(document: &Document<'_>, report: &Report, knowledge: &Knowledge) -> Vec<Finding> {
    let found = open(document, knowledge).into_iter().map(|(tokens, bearers)| {
        let message = format!("several bear this name, and the report does not tell which: {}", bearers.join(", "));
        Finding::note("actor/ambiguous", message).at(report.quote(document.span(tokens)))
    });
    found.collect()
}

/// The names that several bear and that the setting does not decide, with their bearers.
fn open(document: &Document<'_>, knowledge: &Knowledge) -> Vec<(Range<usize>, Vec<&'static str>)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let longest = candidates(document, at, sentence.tokens.end, knowledge).next();
            let Some((tokens, bearers, short)) = longest else {
                at += 1;
                continue;
            };
            at = tokens.end;
            if let Err(rivals) = choose(bearers, short, &document.setting, knowledge)
                && rivals.len() > 1
            {
                found.push((tokens, rivals.iter().map(|actor| actor.name).collect()));
            }
        }
    }
    found
}

/// A name whose capital stands later than in this many tokens is none.
const LONGEST_NAME: usize = 12;

/// The registry names that begin at `start`, longest first, with all who bear them, and whether the name is an acronym.
fn candidates<'k>(
    document: &Document<'_>,
    start: usize,
    end: usize,
    knowledge: &'k Knowledge,
) -> impl Iterator<Item = (Range<usize>, &'k [ActorHit], bool)> {
    let names = document.names_at(start, || names_from(document, start, knowledge));
    names
        .iter()
        .rev()
        .filter(move |name| name.length <= end.saturating_sub(start))
        .map(move |name| (start..start + name.length, knowledge.actors.bearers(name.name), name.short))
}

/// The registry names that begin at `start` within its sentence, shortest first.
fn names_from(document: &Document<'_>, start: usize, knowledge: &Knowledge) -> Vec<RegistryName> {
    let end = document.sentences.get(document.sentence_of(start)).map_or(start, |s| s.tokens.end);
    // A name holds a capital, and few words of a text stand near one: most are told apart here.
    let near = start..end.min(start + LONGEST_NAME);
    if !document.tokens[near].iter().any(|t| t.capital) {
        return Vec::new();
    }
    let first = fold(document.word(start));
    let longest = knowledge.actors.longest(first.split(' ').next().unwrap_or("")).min(end - start);
    let mut found = Vec::new();
    for length in 1..=longest {
        let span = document.span(start..start + length);
        let key = fold(&document.text[span.start..span.end]);
        if !knowledge.actors.begins(&key) {
            break;
        }
        if let Some(name) = knowledge.actors.name_number(&key) {
            let short = length == 1 && key.len() <= 5 && knowledge.actors.is_acronym(&key);
            let name = RegistryName { length, name, short };
            if is_written_as(document, start, &key, &name, knowledge) {
                found.push(name);
            }
        }
    }
    found
}

/// Whether the text writes the words as that name: with its capitals, whole, and not as part of someone else's.
fn is_written_as(document: &Document<'_>, start: usize, key: &str, name: &RegistryName, knowledge: &Knowledge) -> bool {
    let tokens = start..start + name.length;
    let span = document.span(tokens.clone());
    let fits = match name.short && key.len() <= 4 {
        true => is_written_as_acronym(document, start, &document.text[span.start..span.end]),
        false => document.tokens[tokens.clone()].iter().any(|t| t.capital),
    };
    let ends_in_mark = matches!(document.tokens[tokens.end - 1].tag, Tag::Mark | Tag::Comma | Tag::Quote);
    // "LeT" is no "let", nor the "LET" of a line in capitals.
    let spelled = || knowledge.actors.mixed(key).is_none_or(|own| own == &document.text[span.start..span.end]);
    match name.length {
        1 => fits && spelled() && !is_of_another(document, start, knowledge.actors.bearers(name.name), knowledge),
        _ => fits && !ends_in_mark,
    }
}

/// "Sinwar" in "Mohammed Sinwar": a lone surname after a given name that is not its bearer's own names someone else.
fn is_of_another(document: &Document<'_>, token: usize, bearers: &[ActorHit], knowledge: &Knowledge) -> bool {
    let before = token.checked_sub(1).filter(|&b| document.sentence_of(b) == document.sentence_of(token));
    let Some(before) = before.filter(|&b| document.tokens[b].capital) else { return false };
    let word = fold(document.word(before));
    let may_be = |hit: &ActorHit| match hit {
        ActorHit::Actor(number) => {
            let bearer = knowledge.actors.get(*number);
            bearer.roles.is_empty() || fold(bearer.name).split(' ').any(|part| part == word)
        }
        ActorHit::Demonym(_) | ActorHit::Seat(_) => true,
    };
    let given = knowledge.actors.is_given_name(&word) && knowledge.lexicon.agent(document.word(before)).is_none();
    given && !bearers.iter().any(may_be)
}

/// "IS", but not "is" nor the "IS" of a line in capitals.
fn is_written_as_acronym(document: &Document<'_>, token: usize, raw: &str) -> bool {
    let word = matches!(document.tokens[token].tag, Tag::Proper | Tag::Noun | Tag::Adjective);
    let us = document.word(token) == "us" && !raw.contains('U');
    word && !us && raw.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// The one meant among those who bear a name: the acronym of a group counts only where its country is spoken of; then the
/// country spoken of most decides, then who was active on the day. Else those it could be.
pub(super) fn choose<'k>(
    bearers: &[ActorHit],
    short: bool,
    setting: &Setting,
    knowledge: &'k Knowledge,
) -> Result<ActorHit, Vec<&'k Actor>> {
    let actor = |hit: &ActorHit| match hit {
        ActorHit::Actor(number) => Some(knowledge.actors.get(*number)),
        ActorHit::Demonym(_) | ActorHit::Seat(_) => None,
    };
    let likely: Vec<&ActorHit> =
        bearers.iter().filter(|hit| !short || actor(hit).is_none_or(|a| is_at_home(a, setting))).collect();
    let rivals: Vec<&Actor> = likely.iter().filter_map(|hit| actor(hit)).collect();
    match likely.first() {
        None => Err(Vec::new()),
        Some(first) if rivals.len() < 2 || actor(first).is_none_or(is_state) => Ok(**first),
        Some(_) => {
            let weight = |a: &Actor| (home(a, setting), setting.day.is_some_and(|day| a.active_on(day)));
            let best = rivals.iter().map(|a| weight(a)).max().unwrap_or_default();
            let chosen: Vec<&&ActorHit> =
                likely.iter().filter(|hit| actor(hit).is_some_and(|a| weight(a) == best)).collect();
            match chosen.as_slice() {
                [one] => Ok(***one),
                _ => Err(rivals),
            }
        }
    }
}

fn is_state(actor: &Actor) -> bool {
    actor.id.starts_with("state-")
}

/// How often the actor's country is spoken of.
fn home(actor: &Actor, setting: &Setting) -> usize {
    actor.country.and_then(|country| setting.countries.get(country)).copied().unwrap_or(0)
}

/// Whether an acronym may stand for the actor in this report: international bodies and outlets are at home everywhere.
fn is_at_home(actor: &Actor, setting: &Setting) -> bool {
    let everywhere = matches!(actor.kind, ActorKind::International | ActorKind::Media | ActorKind::Business);
    everywhere || is_state(actor) || actor.wide || actor.country.is_none() || home(actor, setting) > 0
}

/// The countries that a report names, by their own names, peoples and seats.
pub(super) fn setting(document: &Document<'_>, day: Option<Date>, knowledge: &Knowledge) -> Setting {
    let mut setting = Setting { day, ..Setting::default() };
    for sentence in &document.sentences {
        for at in sentence.tokens.clone().filter(|&t| document.tokens[t].capital) {
            let state = candidates(document, at, sentence.tokens.end, knowledge).find_map(|(_, bearers, _)| {
                bearers.iter().find_map(|hit| match hit {
                    ActorHit::Demonym(n) | ActorHit::Seat(n) => Some(*n),
                    ActorHit::Actor(n) => Some(*n).filter(|n| is_state(knowledge.actors.get(*n))),
                })
            });
            if let Some(country) = state.and_then(|n| knowledge.actors.get(n).country) {
                *setting.countries.entry(country).or_default() += 1;
            }
        }
    }
    setting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Sentence, Span};

    fn ids(text: &str) -> Vec<&'static str> {
        let knowledge = Knowledge::builtin();
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let mut document = Document::new(text, &[sentence], &[], &knowledge.lexicon);
        document.setting = setting(&document, "2020-05-01".parse().ok(), knowledge);
        let end = document.tokens.len();
        let (mut at, mut found) = (0, Vec::new());
        while at < end {
            let Some(name) = name_at(&document, at, end, knowledge) else {
                at += 1;
                continue;
            };
            at = name.tokens.end;
            if let ActorHit::Actor(n) = name.hit
                && !is_state(knowledge.actors.get(n))
            {
                found.push(knowledge.actors.get(n).id);
            }
        }
        found
    }

    #[test]
    fn the_country_decides_between_bearers_of_an_acronym() {
        assert_eq!(ids("In Somalia the SNA was attacked."), ["united-somali-congress"]);
        assert_eq!(ids("In Syria the SNA was attacked."), ["sna-sy"]);
    }

    #[test]
    fn an_acronym_abroad_names_no_one() {
        assert!(ids("The SNA of Mali was attacked.").is_empty());
        assert!(ids("THE TOWN IS IN THE HANDS OF THE ARMY").is_empty());
    }

    #[test]
    fn a_name_of_mixed_capitals_is_no_word_of_a_line_in_capitals() {
        assert_eq!(ids("In Pakistan the LeT attacked a camp."), ["lashkar"]);
        assert!(ids("PAKISTAN WILL NOT LET THIS GROUP ATTACK A CAMP IN PAKISTAN.").is_empty());
    }

    #[test]
    fn the_acronym_of_a_force_counts_at_home_or_where_it_is_known_everywhere() {
        assert_eq!(ids("In Sudan the RSF shelled a camp."), ["rsf-sd"]);
        assert_eq!(ids("Journalists in Goma told RSF of the attack."), ["rsf-ngo"]);
        assert!(ids("In Goma the SAF shelled a camp.").is_empty());
        assert_eq!(ids("In Yemen the CIA struck a convoy."), ["cia"]);
    }

    #[test]
    fn a_surname_after_another_given_name_is_someone_else() {
        assert_eq!(ids("Sinwar was killed in Gaza."), ["yahya-sinwar"]);
        assert_eq!(ids("President Assad left Syria."), ["bashar-al-assad"]);
        assert!(ids("Mohammed Sinwar was killed in Gaza.").is_empty());
    }

    #[test]
    fn the_longer_name_wins() {
        assert_eq!(ids("Fighters of Kataib Hezbollah in Iraq fired rockets."), ["kataib-hezbollah"]);
        assert_eq!(ids("Fighters of Hezbollah fired rockets."), ["hezbollah"]);
    }

    #[test]
    fn what_several_bear_stays_open_with_a_finding() {
        let knowledge = Knowledge::builtin();
        let text = "The National Liberation Army attacked a village.";
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
        let document = Document::new(text, &[sentence], &[], &knowledge.lexicon);
        assert_eq!(open(&document, knowledge).len(), 1);
    }
}

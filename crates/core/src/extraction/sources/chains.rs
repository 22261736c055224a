//! Chains: who stands behind an attribution, from the outermost source inward; pronouns take the speaker named before.

use super::super::document::Tag;
use super::super::participants::participant;
use super::super::phrases::NounPhrase;
use super::{Attribution, Scene};
use crate::knowledge::Knowledge;
use crate::model::{ActorKind, Participant, Report};
use std::ops::Range;

/// The speaker named last, so that "he said" has a name.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    last: Option<(usize, Participant)>,
    /// All of the report so far, each once.
    all: Vec<Participant>,
}

/// A pronoun names the speaker of at most so many sentences before.
const REACH: usize = 6;

impl Speakers {
    /// The chain of an attribution taken alone: one link, or none where no one is named.
    pub(super) fn chain(
        &mut self,
        scene: &Scene<'_>,
        attribution: &Attribution,
        report: &Report,
        knowledge: &Knowledge,
    ) -> Vec<Participant> {
        let Some(&first) = attribution.subject.first() else { return Vec::new() };
        let Some(noun) = scene.clauses.noun(first) else { return Vec::new() };
        if noun.pronoun {
            let known = self.last.as_ref().filter(|(sentence, _)| scene.number - sentence <= REACH);
            let third = matches!(scene.word(noun.head), "he" | "she" | "it" | "they");
            return known.filter(|_| third).map(|(_, p)| p.clone()).into_iter().collect();
        }
        let Some(mut link) = link(scene, attribution, report, knowledge) else { return Vec::new() };
        self.refer(scene, noun, &mut link);
        if !self.all.iter().any(|p| p.name == link.name) {
            self.all.push(link.clone());
        }
        self.last = Some((scene.number, link.clone()));
        vec![link]
    }
}

impl Speakers {
    /// "the officials", "the source": the speaker who was introduced by that word.
    fn refer(&self, scene: &Scene<'_>, noun: &NounPhrase, link: &mut Participant) {
        if link.id.is_some() || scene.word(noun.tokens.start) != "the" || noun.tokens.len() > 2 {
            return;
        }
        let head = scene.word(noun.head).trim_end_matches('s');
        let known = self.all.iter().rev().find(|p| {
            let words = p.quote.text();
            words.split(' ').count() > noun.tokens.len()
                && words.split(' ').any(|w| w.to_lowercase().trim_end_matches('s') == head)
        });
        let Some(known) = known else { return };
        link.name = if known.id.is_some() { known.name.clone() } else { known.quote.text().to_owned() };
        link.id.clone_from(&known.id);
        link.country.clone_from(&known.country);
        link.kind = known.kind;
    }
}

/// The source as one link: who it names, in the words that name it.
fn link(scene: &Scene<'_>, attribution: &Attribution, report: &Report, knowledge: &Knowledge) -> Option<Participant> {
    let document = scene.clauses.document;
    let (&first, &last) = (attribution.subject.first()?, attribution.subject.last()?);
    let (from, until) = (scene.clauses.noun(first)?, scene.clauses.noun(last)?);
    if until.tokens.end <= from.tokens.start {
        return None;
    }
    let found = participant(&scene.clauses, first, report, knowledge).map(|(p, _)| p);
    if document.word(attribution.cue.start) == ":" && found.as_ref().is_none_or(|p| p.id.is_none()) {
        // "Crisis in the north: …" heads a text; it names no one.
        return None;
    }
    let tokens = naming(scene, attribution, from.tokens.start..until.tokens.end);
    let span = document.span(tokens.clone());
    let words = document.text[span.start..span.end].to_owned();
    let known = found.as_ref().filter(|p| first == last && p.id.is_some());
    let name = match apposed_name(scene, attribution, tokens.end).filter(|_| known.is_none()) {
        Some(name) => document.text[document.span(name.clone()).start..document.span(name).end].to_owned(),
        None => found.as_ref().filter(|_| first == last).map_or(words, |p| p.name.clone()),
    };
    Some(Participant {
        quote: report.quote(span),
        name,
        id: found.as_ref().filter(|_| first == last).and_then(|p| p.id.clone()),
        country: found.as_ref().and_then(|p| p.country.clone()),
        kind: kind(scene, &tokens, found.map_or(ActorKind::Unknown, |p| p.kind)),
        count: None,
    })
}

/// The source's words up to the first comma: what follows it tells more of who it is.
fn naming(scene: &Scene<'_>, attribution: &Attribution, nouns: Range<usize>) -> Range<usize> {
    let Some(source) = attribution.source.clone().filter(|s| s.start <= nouns.start && nouns.end <= s.end) else {
        return nouns;
    };
    let comma = (nouns.end..source.end).find(|&t| matches!(scene.word(t), "," | "(" | "-" | "–" | "—"));
    nouns.start..comma.unwrap_or(source.end)
}

/// "the district chief, Ana Ruiz, said": the name that a description of someone stands before.
fn apposed_name(scene: &Scene<'_>, attribution: &Attribution, end: usize) -> Option<Range<usize>> {
    let until = attribution.source.clone().filter(|s| s.start < end && end < s.end)?.end;
    if scene.word(end) != "," || scene.tag(end.checked_sub(1)?) == Some(Tag::Proper) {
        return None;
    }
    let close = (end + 1..until).find(|&t| scene.word(t) == ",").unwrap_or(until);
    let name = end + 1..close;
    let proper = !name.is_empty() && name.clone().all(|t| scene.tag(t) == Some(Tag::Proper));
    (proper && matches!(name.len(), 2..=4)).then_some(name)
}

/// "an army spokesman", "the defence ministry": whoever speaks for armed men speaks as a party.
fn kind(scene: &Scene<'_>, tokens: &Range<usize>, found: ActorKind) -> ActorKind {
    if matches!(found, ActorKind::Media | ActorKind::International | ActorKind::Police) {
        return found;
    }
    let named = |words: &[&str]| tokens.clone().any(|t| words.contains(&scene.word(t)));
    if named(&["army", "military", "forces", "defense", "defence", "navy", "airforce", "armed", "pentagon"]) {
        ActorKind::Military
    } else if named(&[
        "rebel",
        "rebels",
        "insurgent",
        "insurgents",
        "guerrilla",
        "guerrillas",
        "fighters",
        "opposition",
    ]) {
        ActorKind::Rebel
    } else {
        found
    }
}

/// "Y said X had told Z that …": the inner attribution's chain begins with the outer one's.
pub(super) fn nest(found: &mut [Attribution]) {
    let mut widest_first: Vec<usize> = (0..found.len()).collect();
    widest_first.sort_by_key(|&a| std::cmp::Reverse(found[a].extent()));
    for inner in widest_first {
        let at = found[inner].cue.start;
        let outer = (0..found.len())
            .filter(|&o| {
                o != inner
                    && found[o].kind.tells()
                    && !found[o].unsaid
                    && found[o].holds(at)
                    && found[o].extent() > found[inner].extent()
            })
            .filter(|&o| !found[o].chain.is_empty() && !found[inner].chain.is_empty())
            .min_by_key(|&o| found[o].extent());
        if let Some(outer) = outer
            && found[outer].chain.last().map(|p| &p.name) != found[inner].chain.first().map(|p| &p.name)
        {
            let mut chain = found[outer].chain.clone();
            chain.append(&mut found[inner].chain);
            found[inner].chain = chain;
        }
    }
}

/// "The daily, quoting residents, said": the ones quoted stand behind what the daily says.
pub(super) fn cite(scene: &Scene<'_>, found: &mut [Attribution], report: &Report, knowledge: &Knowledge) {
    for number in 0..found.len() {
        if !is_citing(scene, &found[number]) {
            continue;
        }
        let at = found[number].cue.clone();
        let Some((cited, _)) = participant(&scene.clauses, scene.clauses.phrase_of(at.end), report, knowledge) else {
            continue;
        };
        found[number].chain.clear();
        let says = |a: &Attribution| a.kind.tells() && !is_citing(scene, a) && !a.chain.is_empty();
        let later = (0..found.len()).find(|&a| found[a].cue.start >= at.end && says(&found[a]));
        let earlier = (0..found.len()).rev().find(|&a| found[a].cue.end <= at.start && says(&found[a]));
        if let Some(saying) = earlier.or(later) {
            found[saying].chain.push(cited);
        }
    }
}

fn is_citing(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let last = attribution.cue.end.saturating_sub(1);
    matches!(scene.word(last), "quoting" | "citing")
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::read;

    fn teller(text: &str) -> Option<String> {
        let chains = read(text).tellings.into_iter().flat_map(|t| t.sources);
        chains.filter_map(|chain| chain.last().map(|p| p.name.clone())).next()
    }

    #[test]
    fn a_description_before_a_name() {
        let found = teller("The district chief, Ana Ruiz, said rebels shelled Goma.");
        assert_eq!(found.as_deref(), Some("Ana Ruiz"));
        let found = teller("The district chief, a former nurse, said rebels shelled Goma.");
        assert!(found.is_some_and(|name| name.contains("chief")));
    }
}

//! The reader: one report through all stages of extraction, in order.

mod gapped;
mod links;
mod same_again;
mod sentence;
mod vetoes;
mod whereabouts;

use super::antecedents::Cast;
use super::clauses::Clauses;
use super::dating::Dating;
use super::document::Document;
use super::draft::Draft;
use super::harm::HarmReader;
use super::learned::Opinion;
use super::mentions::mentions;
use super::participants::name_at;
use super::phrases::{Phrase, phrases};
use super::places::PlaceMention;
use super::sightings::with_sightings;
use super::sources::{Attribution, attributions};
use super::weighing::{Choice, Context, ENOUGH, Scales, Surroundings, Weigher};
use super::{
    agency, caveats, conflicts, full_names, identity, local_time, naming, places, relations, responsibility, status,
    tellings, time,
};
use crate::knowledge::{ActorHit, Knowledge};
use crate::model::*;
use dateline_encoder::Network;
use jiff::civil::Date;
use sentence::SentencePass;
use std::ops::Range;

/// Reads reports; holds what is known before reading.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'k> {
    knowledge: &'k Knowledge,
    /// The learned reader's network; without it the rules read alone.
    network: Option<&'k Network>,
}

impl<'k> Reader<'k> {
    /// A reader by rules alone, with that knowledge.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, network: None }
    }

    /// The reader with the network's opinion beside the rules.
    pub fn with_network(self, network: &'k Network) -> Self {
        Self { network: Some(network), ..self }
    }

    /// The version of this reader: it changes whenever a reading may change.
    pub fn version(&self) -> &'static str {
        match self.network {
            None => concat!("rules-", env!("CARGO_PKG_VERSION")),
            Some(_) => concat!("joined-", env!("CARGO_PKG_VERSION")),
        }
    }

    /// The network that reads along, if one does.
    pub fn network(&self) -> Option<&'k Network> {
        self.network
    }

    /// What the report asserts. `sentences` are those of its text, in order.
    pub fn read(&self, report: &Report, sentences: &[Sentence]) -> Reading {
        self.read_with(&Scales::trained(), report, sentences)
    }

    /// Every choice that was weighed in reading, with what spoke for each value: what the weights are fitted from.
    pub fn choices(&self, report: &Report, sentences: &[Sentence]) -> Vec<Choice> {
        let scales = Scales::recording();
        self.read_with(&scales, report, sentences);
        scales.notes()
    }

    fn read_with(&self, scales: &Scales, report: &Report, sentences: &[Sentence]) -> Reading {
        let published = report.meta().published;
        let times = time::tag(report.text(), sentences, published);
        let spans: Vec<Span> = times.marked().collect();
        let mut document = Document::new(report.text(), sentences, &spans, &self.knowledge.lexicon);
        document.setting = naming::setting(&document, published.map(|p| p.date()), self.knowledge);
        let phrases: Vec<Vec<Phrase>> =
            document.sentences.iter().map(|s| phrases(&document, s.tokens.clone(), &self.knowledge.lexicon)).collect();
        let attributions = attributions(&document, &phrases, report, self.knowledge);
        let places = places::mentions(&document, report, self.knowledge);
        let groups = armed_groups(&document, self.knowledge);
        let dating = Dating { report, document: &document, times: &times };
        let pass = Pass {
            report,
            document: &document,
            knowledge: self.knowledge,
            dating: &dating,
            places: &places,
            groups: &groups,
            phrases: &phrases,
            attributions: &attributions,
            weigher: self.network.and_then(|network| weigher(scales, network, &document, times.day)),
        };
        let (claims, tellings, doubts) = pass.told(true);
        let mut findings = dating.findings();
        findings.extend(doubts);
        findings.extend(naming::findings(&document, report, self.knowledge));
        let doubtful = pass.doubtful(&claims);
        Reading { report: report.id(), reader: self.version().to_owned(), claims, tellings, doubtful, findings }
    }
}

/// Who weighs the network's opinion of a text that is long enough for one.
fn weigher<'a>(
    scales: &'a Scales,
    network: &'a Network,
    document: &Document<'_>,
    day: Option<Date>,
) -> Option<Weigher<'a>> {
    let opinion = Opinion::of(network, document.text);
    let context = Context { day, sentences: document.sentences.len() };
    (opinion.length() >= ENOUGH).then(|| Weigher { scales, sighted: opinion.sighted(), opinion, context })
}

/// Named armed groups of the report: the token at which each name stands, and the actor.
fn armed_groups(document: &Document<'_>, knowledge: &Knowledge) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match name_at(document, at, sentence.tokens.end, knowledge) {
                Some(name) => {
                    if let ActorHit::Actor(number) = name.hit
                        && matches!(
                            knowledge.actors.get(number).kind,
                            ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist
                        )
                    {
                        found.push((at, number));
                    }
                    at = name.tokens.end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// One report on its way through the stages.
struct Pass<'a> {
    report: &'a Report,
    document: &'a Document<'a>,
    knowledge: &'a Knowledge,
    dating: &'a Dating<'a>,
    places: &'a [PlaceMention],
    groups: &'a [(usize, usize)],
    /// The phrases of each sentence.
    phrases: &'a [Vec<Phrase>],
    attributions: &'a [Attribution],
    /// Weighs what the network thinks with the rules, where one reads along.
    weigher: Option<Weigher<'a>>,
}

impl Pass<'_> {
    /// The claims joined into tellings, and what is doubtful about their values. `strict`: without what the network doubts to name an event.
    fn told(&self, strict: bool) -> (Vec<Claim>, Vec<Telling>, Vec<Finding>) {
        let (document, report, knowledge) = (self.document, self.report, self.knowledge);
        let times = self.dating.times;
        let mut drafts = self.drafts(strict);
        self.dating.lend(&mut drafts);
        status::settle(&mut drafts, document.sentences.len(), times.day);
        places::scene::lend(&mut drafts, self.places);
        let mut doubts = conflicts::keep(report, document, times, &mut drafts);
        doubts.extend(local_time::settle(report, &mut drafts));
        let caveats = caveats::find(document, &knowledge.lexicon, &drafts);
        caveats::apply(&caveats, &mut drafts);
        responsibility::bear(document, self.phrases, self.attributions, report, knowledge, &mut drafts);
        relations::part(document, &knowledge.lexicon, &mut drafts);
        let groups = identity::join(&drafts, self.weigher.as_ref());
        if let Some(weigher) = &self.weigher {
            weigher.settle(&mut drafts, &groups);
            weigher.assign(&mut drafts, &groups);
            caveats::apply(&caveats, &mut drafts);
            weigher.situate(&self.surroundings(), &mut drafts, &groups);
        }
        responsibility::inserted(document, report, &mut drafts);
        responsibility::relate(report, &mut drafts, &groups);
        relations::tie(document, report, &knowledge.lexicon, &mut drafts, &groups);
        let (claims, tellings) = self.claims(drafts, &groups);
        (claims, tellings, doubts)
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            report: self.report,
            document: self.document,
            lexicon: &self.knowledge.lexicon,
            phrases: self.phrases,
            dating: self.dating,
            places: self.places,
            attributions: self.attributions,
        }
    }

    /// What the rules alone take for events beyond the claims that are told. It is read apart, so that it changes nothing of them.
    fn doubtful(&self, told: &[Claim]) -> Vec<Doubtful> {
        // What is noted of choices is to be noted once.
        if self.weigher.as_ref().is_none_or(|weigher| weigher.scales.records()) {
            return Vec::new();
        }
        let (all, tellings, _) = self.told(false);
        let known =
            |c: &Claim| told.iter().find(|t| t.anchor.start() < c.anchor.end() && c.anchor.start() < t.anchor.end());
        let mut found = Vec::new();
        for telling in &tellings {
            let claims = || telling.claims.iter().map(|&c| &all[c]);
            let retells = claims().find_map(known).map(|c| c.telling);
            let mut mine: Vec<Claim> = claims().filter(|c| known(c).is_none()).cloned().collect();
            for claim in &mut mine {
                claim.telling = retells.unwrap_or_default();
                claim.account.relations.clear();
            }
            if !mine.is_empty() {
                let numbered: Vec<Claim> = mine.iter().map(|c| Claim { telling: 0, ..c.clone() }).collect();
                let account = tellings::tell(self.document.text, &numbered, 1).swap_remove(0).account;
                found.push(Doubtful { claims: mine, account, retells });
            }
        }
        found
    }

    fn drafts(&self, strict: bool) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut cast = Cast::default();
        for number in 0..self.document.sentences.len() {
            self.sentence(number, strict, &mut cast, &mut drafts);
        }
        agency::lend(self.document, &cast, &mut drafts);
        drafts
    }

    fn sentence(&self, number: usize, strict: bool, cast: &mut Cast, drafts: &mut Vec<Draft>) {
        let tokens = self.document.sentences[number].tokens.clone();
        if tokens.len() > 400 {
            return;
        }
        let phrases = &self.phrases[number];
        let clauses = Clauses { document: self.document, lexicon: &self.knowledge.lexicon, phrases };
        cast.enter(&clauses, number, self.report, self.knowledge);
        let mut mentions = mentions(&clauses, self.knowledge);
        if let Some(weigher) = &self.weigher {
            mentions = with_sightings(&clauses, &tokens, &weigher.sighted, &self.knowledge.lexicon, mentions);
        }
        if mentions.is_empty() && drafts.is_empty() {
            return;
        }
        let one = SentencePass {
            pass: self,
            number,
            strict,
            tokens: tokens.clone(),
            clauses: &clauses,
            mentions: &mentions,
            cast,
            attributions: self.attributions_in(&tokens),
            harms: HarmReader {
                clauses: &clauses,
                report: self.report,
                knowledge: self.knowledge,
                tokens: tokens.clone(),
            }
            .read(),
        };
        one.drafts(drafts);
    }

    /// The attributions that say something of the sentence.
    fn attributions_in(&self, tokens: &Range<usize>) -> Vec<&Attribution> {
        let meets = |range: &Range<usize>| range.start < tokens.end && tokens.start < range.end;
        self.attributions.iter().filter(|a| meets(&a.cue) || a.contents.iter().any(meets)).collect()
    }

    fn claims(&self, drafts: Vec<Draft>, groups: &[usize]) -> (Vec<Claim>, Vec<Telling>) {
        let mut claims: Vec<Claim> = Vec::with_capacity(drafts.len());
        for (draft, &telling) in drafts.into_iter().zip(groups) {
            let anchor = self.report.quote(draft.anchor);
            let id = ClaimId::of(self.report.id(), anchor.start(), anchor.end(), draft.account.kind.as_str());
            if claims.iter().any(|c| c.id == id) {
                continue;
            }
            claims.push(Claim {
                id,
                telling,
                anchor,
                account: draft.account,
                chain: draft.chain,
                made_by: draft.made_by,
                confidence: draft.confidence,
            });
        }
        let mut seen: Vec<usize> = Vec::new();
        for claim in &mut claims {
            let at = seen.iter().position(|&s| s == claim.telling).unwrap_or_else(|| {
                seen.push(claim.telling);
                seen.len() - 1
            });
            claim.telling = at;
        }
        for relation in claims.iter_mut().flat_map(|c| c.account.relations.iter_mut()) {
            relation.to = relation.to.and_then(|to| seen.iter().position(|&s| s == to));
        }
        let mut tellings = tellings::tell(self.document.text, &claims, seen.len());
        full_names::give(&self.document.setting, self.knowledge, &mut claims, &mut tellings);
        (claims, tellings)
    }
}

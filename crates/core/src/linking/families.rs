//! Families: which of an event's reports count as one source, because one copies the other, both rest on one agency's copy, or both
//! tell it on the word of the same speaker.
//!
//! In: the tellings of one event. Out: for each report its families, with reasons. It depends on these tellings alone.

use super::wording::{Sketch, shared};
use super::{Node, wording};
use crate::model::{Certainty, Family, Participant, Reliability, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// From this share of its text on, a report is another's copy.
const COPY: f64 = 0.5;
/// From this share of a passage's words on, the passage is another's, rewritten.
const REWRITE: f64 = 0.8;

/// The families of an event's reports.
pub(super) struct Families {
    /// By report: the names of its families, the first being the one its figures count for.
    of: BTreeMap<ReportId, Vec<String>>,
    found: Vec<Family>,
}

impl Families {
    /// The family for which the report's figures count.
    pub fn of(&self, report: ReportId) -> &str {
        self.of.get(&report).and_then(|names| names.first()).map_or("", String::as_str)
    }

    /// Every family, by name.
    pub fn all(&self) -> &[Family] {
        &self.found
    }
}

/// One report of the event with its tellings.
struct Speaker<'a> {
    nodes: Vec<&'a Node<'a>>,
    sketch: Sketch,
    words: Vec<Vec<u32>>,
}

impl<'a> Speaker<'a> {
    fn new(nodes: Vec<&'a Node<'a>>) -> Self {
        let text = nodes[0].told.report.text();
        let passage = |n: &&Node<'_>| n.claims().next().map(|c| wording::around(text, &c.anchor)).unwrap_or_default();
        let words = nodes.iter().map(passage).collect();
        Self { sketch: Sketch::of(text), words, nodes }
    }

    fn report(&self) -> &'a crate::model::Report {
        self.nodes[0].told.report
    }

    fn outlet(&self) -> String {
        self.report().meta().outlet.clone().unwrap_or_else(|| "unnamed outlet".into())
    }

    /// Why this report is not a source of its own beside an earlier one.
    fn copies(&self, earlier: &Speaker<'_>) -> Option<String> {
        let (mine, theirs) = (self.report().meta(), earlier.report().meta());
        if mine.url.is_some() && mine.url == theirs.url {
            return Some("another version of the same page".into());
        }
        let share = self.sketch.share_in(&earlier.sketch);
        if share > COPY {
            return Some(format!(
                "{:.0} % of its text stands in an earlier report of {}",
                share * 100.0,
                earlier.outlet()
            ));
        }
        let alike = self.words.iter().flat_map(|a| earlier.words.iter().map(move |b| (a, b)));
        let most = alike.filter(|(a, b)| a.len().min(b.len()) >= 8).map(|(a, b)| shared(a, b)).fold(0.0, f64::max);
        (most >= REWRITE).then(|| format!("tells it in the words of an earlier report of {}", earlier.outlet()))
    }

    /// On whose word the report has the event, each with the reason.
    fn voices(&self) -> BTreeMap<String, String> {
        if let Some(agency) = agency(self.report()) {
            return BTreeMap::from([(agency.clone(), format!("says that its text is {agency}'s"))]);
        }
        let chains = self.nodes.iter().flat_map(|n| &n.telling().sources);
        let named: BTreeSet<String> = chains.filter_map(|chain| speaker(chain)).collect();
        let voices: BTreeMap<String, String> =
            named.into_iter().map(|name| (name.clone(), format!("tells it on the word of {name}"))).collect();
        if voices.is_empty() { BTreeMap::from([(self.outlet(), "its own text".into())]) } else { voices }
    }

    fn denies(&self) -> bool {
        self.nodes.iter().all(|n| n.account().certainty == Certainty::Denied)
    }
}

/// The innermost link of a chain that has a name of its own; "officials" are the reporter's own sources.
fn speaker(chain: &[Participant]) -> Option<String> {
    let named = |p: &&Participant| p.id.is_some() || p.name.starts_with(char::is_uppercase);
    chain.iter().rev().find(named).map(|p| p.name.clone())
}

/// The agency that a report says its text comes from: in its byline, its dateline, or its last line.
fn agency(report: &crate::model::Report) -> Option<String> {
    const AGENCIES: &[&str] =
        &["Reuters", "AFP", "Associated Press", "AP", "EFE", "dpa", "Xinhua", "Anadolu", "TASS", "UPI"];
    let head: String = report.text().chars().take(120).collect();
    let authors = report.meta().authors.join(" ");
    let named = |name: &&&str| {
        head.contains(&format!("({name})")) || authors.split([' ', ',', '/']).any(|w| w == **name) || authors == **name
    };
    AGENCIES.iter().find(named).map(|name| (*name).to_owned()).or_else(|| dateline_agency(&head))
}

/// "KIDAL (Sahara Wire) -": a name in brackets right before the dash of the dateline.
fn dateline_agency(head: &str) -> Option<String> {
    let (open, close) = (head.find('(')?, head.find(')')?);
    let name = head.get(open + 1..close)?;
    let after = head.get(close + 1..)?.trim_start();
    let dash = after.starts_with(['-', '–', '—']);
    (dash && name.len() < 40 && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

/// The families of the event's tellings; `reliability` is what analysts judged of sources, by lower-case name.
pub(super) fn of_event(nodes: &[&Node<'_>], reliability: &BTreeMap<String, Reliability>) -> Families {
    let mut by_report: BTreeMap<ReportId, Vec<&Node<'_>>> = BTreeMap::new();
    nodes.iter().for_each(|n| by_report.entry(n.told.report.id()).or_default().push(n));
    let mut speakers: Vec<Speaker<'_>> = by_report.into_values().map(Speaker::new).collect();
    speakers.sort_by_key(|s| (s.report().meta().published, s.report().id()));
    let mut heads: Vec<usize> = Vec::new();
    let mut families = Families { of: BTreeMap::new(), found: Vec::new() };
    let mut found: BTreeMap<String, Family> = BTreeMap::new();
    for (number, speaker) in speakers.iter().enumerate() {
        let copied = (0..number).find_map(|j| Some((heads[j], speaker.copies(&speakers[j])?)));
        heads.push(copied.as_ref().map_or(number, |(head, _)| *head));
        let voices: Vec<(String, String)> = match copied {
            Some((head, reason)) => {
                let names = families.of[&speakers[head].report().id()].iter();
                names.map(|name| (name.clone(), reason.clone())).collect()
            }
            None => speaker.voices().into_iter().collect(),
        };
        for (name, reason) in &voices {
            let family = found.entry(name.clone()).or_insert_with(|| Family {
                name: name.clone(),
                reports: Vec::new(),
                reason: reason.clone(),
                denies: true,
                reliability: reliability.get(&name.to_lowercase()).copied().unwrap_or(Reliability::F),
            });
            if !family.reports.is_empty() {
                family.reason = reason.clone();
            }
            family.reports.push(speaker.report().id());
            family.denies &= speaker.denies();
        }
        families.of.insert(speaker.report().id(), voices.into_iter().map(|(name, _)| name).collect());
    }
    families.found = found.into_values().collect();
    families
}

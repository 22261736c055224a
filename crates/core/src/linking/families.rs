//! Families: reports that count as one source, because one copies the other or both rest on the same agency's copy.

use super::Told;
use crate::model::ReportId;
use std::collections::{BTreeMap, BTreeSet};

/// Which family a report belongs to, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Membership {
    /// The report that stands for the family: the earliest published.
    pub head: ReportId,
    /// The name of the family.
    pub name: String,
    /// Why the report belongs to it.
    pub reason: String,
}

/// Words that follow one another, five at a time, hashed.
fn shingles(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words
        .windows(5)
        .map(|w| {
            let hash = blake3::hash(w.join(" ").as_bytes());
            u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
        })
        .collect()
}

/// The agency that a report says its text comes from: in its byline, its dateline, or its last line.
fn agency(told: &Told<'_>) -> Option<String> {
    const AGENCIES: &[&str] =
        &["Reuters", "AFP", "Associated Press", "AP", "EFE", "dpa", "Xinhua", "Anadolu", "TASS", "UPI"];
    let text = told.report.text();
    let head: String = text.chars().take(120).collect();
    let authors = told.report.meta().authors.join(" ");
    let named = |name: &&&str| {
        head.contains(&format!("({name})")) || authors.split([' ', ',', '/']).any(|w| w == **name) || authors == **name
    };
    AGENCIES.iter().find(named).map(|name| (*name).to_owned()).or_else(|| dateline_agency(&head))
}

/// "KIDAL (Sahara Wire) -": a name in brackets right before the dash of the dateline.
fn dateline_agency(head: &str) -> Option<String> {
    let (open, close) = (head.find('(')?, head.find(')')?);
    let name = head.get(open + 1..close)?;
    let after = head[close + 1..].trim_start();
    let dash = after.starts_with(['-', '–', '—']);
    (dash && name.len() < 40 && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

/// The family of each report, by report id.
pub(super) fn of_reports(told: &[Told<'_>]) -> BTreeMap<ReportId, Membership> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&i| (told[i].report.meta().published, told[i].report.id()));
    let prints: Vec<BTreeSet<u64>> = told.iter().map(|t| shingles(t.report.text())).collect();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut families: BTreeMap<ReportId, Membership> = BTreeMap::new();
    for &i in &order {
        let copied = copied_from(i, &prints, &holders);
        let outlet = |j: usize| told[j].report.meta().outlet.clone().unwrap_or_else(|| "unnamed outlet".into());
        let same_url = order
            .iter()
            .take_while(|&&j| j != i)
            .find(|&&j| told[j].report.meta().url.is_some() && told[j].report.meta().url == told[i].report.meta().url);
        let membership = match (copied, same_url, agency(&told[i])) {
            (_, Some(&j), _) => {
                let head = families[&told[j].report.id()].clone();
                Membership { reason: "another version of the same page".into(), ..head }
            }
            (Some((j, share)), ..) => {
                let head = families[&told[j].report.id()].clone();
                Membership {
                    reason: format!("{:.0} % of its text stands in an earlier report of {}", share * 100.0, outlet(j)),
                    ..head
                }
            }
            (None, None, Some(agency)) => Membership {
                head: told[i].report.id(),
                reason: format!("says that its text is {agency}'s"),
                name: agency,
            },
            (None, None, None) => {
                Membership { head: told[i].report.id(), name: outlet(i), reason: "its own text".into() }
            }
        };
        prints[i].iter().for_each(|&p| holders.entry(p).or_default().push(i));
        families.insert(told[i].report.id(), membership);
    }
    families
}

/// The earlier report that shares most of this one's text, if it is more than half.
fn copied_from(i: usize, prints: &[BTreeSet<u64>], holders: &BTreeMap<u64, Vec<usize>>) -> Option<(usize, f64)> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for print in &prints[i] {
        for &j in holders.get(print).into_iter().flatten() {
            *shared.entry(j).or_default() += 1;
        }
    }
    let (&j, &count) = shared.iter().max_by_key(|(j, count)| (**count, std::cmp::Reverse(**j)))?;
    let share = count as f64 / prints[i].len().max(1) as f64;
    (share > 0.5).then_some((j, share))
}

//! Versions: a page that was changed. The newest version of a URL stands for it; the others stay, marked as replaced.

use super::Told;
use std::collections::BTreeMap;

/// For each report, whether a newer version of the same URL has replaced it.
pub(super) fn replaced(told: &[Told<'_>]) -> Vec<bool> {
    let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
    let age = |t: &Told<'_>| {
        let meta = t.report.meta();
        (meta.updated.or(meta.published), t.report.id())
    };
    for (index, t) in told.iter().enumerate() {
        let Some(url) = t.report.meta().url.as_deref() else { continue };
        let entry = newest.entry(url).or_insert(index);
        if age(&told[*entry]) < age(t) {
            *entry = index;
        }
    }
    told.iter()
        .enumerate()
        .map(|(index, t)| t.report.meta().url.as_deref().is_some_and(|url| newest.get(url) != Some(&index)))
        .collect()
}

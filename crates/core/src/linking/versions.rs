//! Versions: a page that was changed. The newest version of a URL stands for it; the others stay, marked as replaced.

use crate::model::Report;
use std::collections::BTreeMap;

/// For each report, whether a newer version of the same URL has replaced it.
pub(super) fn replaced(reports: &[&Report]) -> Vec<bool> {
    let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
    let age = |t: &&Report| {
        let meta = t.meta();
        (meta.updated.or(meta.published), t.id())
    };
    for (index, t) in reports.iter().enumerate() {
        let Some(url) = t.meta().url.as_deref() else { continue };
        let entry = newest.entry(url).or_insert(index);
        if age(&reports[*entry]) < age(t) {
            *entry = index;
        }
    }
    reports
        .iter()
        .enumerate()
        .map(|(index, t)| t.meta().url.as_deref().is_some_and(|url| newest.get(url) != Some(&index)))
        .collect()
}

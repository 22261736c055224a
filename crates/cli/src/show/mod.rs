//! Words for people: how readings, events and series look in a terminal and on a page.

mod bearers;
mod claims;
mod events;
mod page;
mod style;

pub use bearers::bearers;
pub use claims::{claim_line, reading};
pub use events::{added, change, event, events, explanation, hit, lulls, reports, series};
pub use page::page;

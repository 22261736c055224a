//! Events → counts with bounds, series, lulls.
//!
//! In: events, a selection, which reports were read when. Out: series. Must not know: SQL, clocks, the network. It never gives a
//! number without bounds.

mod lulls;
mod reconcile;
mod selection;
mod series;

pub use reconcile::{Counted, Reconciled, reconcile};
pub use selection::selects;
pub use series::{Coverage, series};

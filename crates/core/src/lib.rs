//! The pure stages of Dateline, in the order of the journey:
//!
//! | module | in → out | must not know |
//! |---|---|---|
//! | [`model`] | the nouns | I/O, clocks, any other module |
//! | [`reading`] | bytes → [`model::Report`]s | the network; it never fails on bad input |
//! | [`knowledge`] | data files → what the reader knows before it reads | reports |
//! | [`extraction`] | [`model::Report`] → [`model::Reading`] | "today", the network, events of other reports |
//! | [`linking`] | readings and judgements → [`model::Event`]s | SQL; it never changes a claim |
//! | [`analysis`] | events → counts, series, lulls | SQL; it never gives a number without bounds |
//!
//! Nothing here reads a clock, the network, the environment or depends on hash order.
#![deny(missing_docs)]

pub mod analysis;
pub mod extraction;
pub mod knowledge;
pub mod linking;
pub mod model;
pub mod reading;

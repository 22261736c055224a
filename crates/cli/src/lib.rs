//! The command `dateline` and the engine behind it.
//!
//! [`engine`] joins the stages and holds all effects: clock, files, network. [`run`] is the command line's face: it finds words
//! for people and computes no figures.

mod commands;
pub mod engine;
mod show;

pub use commands::run;

//! Bytes → reports.

mod sentences;

pub use sentences::sentences;

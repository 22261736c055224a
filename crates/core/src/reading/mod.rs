//! Bytes → reports.

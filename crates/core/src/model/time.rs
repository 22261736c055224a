//! When something happened: a range of days with a precision. Unknown is `None` at the slot, never a made-up day.

use super::{Quote, TimePrecision};
use jiff::civil::Date;

/// The days within which something happened; both ends are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// First possible day.
    pub earliest: Date,
    /// Last possible day.
    pub latest: Date,
    /// How exact the expression is.
    pub precision: TimePrecision,
    /// True where no expression of the text gives the day and it follows from something else.
    pub inferred: bool,
    /// Zone the days are counted in, as `+03:00`, where known.
    pub zone: Option<String>,
    /// Other days, first and last, that the report gives or may mean for the same.
    pub others: Vec<(Date, Date)>,
    /// The expression; `None` where the time was inferred without one.
    pub quote: Option<Quote>,
}

impl When {
    /// The UCDP `date_prec` code: 1 exact day, 2 within 2–6 days, 3 within a week, 4 within a month, 5 longer.
    pub fn ucdp_date_prec(&self) -> u8 {
        match (self.latest - self.earliest).get_days() {
            0 => 1,
            1..=5 => 2,
            6 => 3,
            7..=31 => 4,
            _ => 5,
        }
    }

    /// Whether the two ranges share a day.
    pub fn overlaps(&self, other: &When) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }
}

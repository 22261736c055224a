//! When something was published: a day, or an instant with the zone in which it was given.

use jiff::{Timestamp, civil::Date, fmt::temporal::Pieces, tz::Offset};
use std::fmt;
use std::str::FromStr;

/// A string that gives no publication moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no publication time: give YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS with Z or an offset such as +02:00")]
pub struct MomentError(pub String);

/// A publication moment. Its day is the day in the zone it was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    date: Date,
    instant: Option<(Timestamp, Offset)>,
}

impl Moment {
    /// A day, without an hour.
    pub fn day(date: Date) -> Self {
        Self { date, instant: None }
    }

    /// An instant, given in the zone `offset`.
    pub fn instant(instant: Timestamp, offset: Offset) -> Self {
        Self { date: offset.to_datetime(instant).date(), instant: Some((instant, offset)) }
    }

    /// The calendar day, in the zone it was given in.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The instant and its zone, where an hour was given.
    pub fn at(&self) -> Option<(Timestamp, Offset)> {
        self.instant
    }

    /// The first instant at which this can have been published, for ordering; a bare day counts from its midnight in UTC.
    pub fn earliest(&self) -> Timestamp {
        match self.instant {
            Some((instant, _)) => instant,
            None => Offset::UTC.to_timestamp(self.date.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN),
        }
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.earliest().cmp(&other.earliest()).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.instant {
            None => write!(f, "{}", self.date),
            Some((instant, offset)) if offset == Offset::UTC => write!(f, "{instant:.0}"),
            Some((instant, offset)) => write!(f, "{:.0}", instant.display_with_offset(offset)),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(given: &str) -> Result<Self, MomentError> {
        let text = given.trim();
        let bad = || MomentError(given.to_owned());
        if text.len() > 10
            && let Ok(pieces) = Pieces::parse(text)
        {
            return from_pieces(&pieces).ok_or_else(bad);
        }
        text.parse::<Date>().map(Moment::day).map_err(|_| bad())
    }
}

fn from_pieces(pieces: &Pieces<'_>) -> Option<Moment> {
    let date = pieces.date();
    let Some(time) = pieces.time() else { return Some(Moment::day(date)) };
    let Some(offset) = pieces.to_numeric_offset() else { return Some(Moment::day(date)) };
    Some(Moment::instant(offset.to_timestamp(date.to_datetime(time)).ok()?, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_day_of_the_zone_it_was_given_in() {
        let late: Moment = "2024-04-22T00:30:00+03:00".parse().expect("a moment");
        assert_eq!(late.date().to_string(), "2024-04-22");
        assert_eq!(late.to_string(), "2024-04-22T00:30:00+03:00");
        let utc: Moment = "2024-04-21T21:30:00Z".parse().expect("a moment");
        assert_eq!(utc.earliest(), late.earliest());
        assert_eq!(utc.to_string(), "2024-04-21T21:30:00Z");
    }

    #[test]
    fn a_bare_day_and_a_zoneless_time_are_days() {
        assert_eq!("2024-04-22".parse::<Moment>().map(|m| m.to_string()), Ok("2024-04-22".to_owned()));
        assert_eq!("2024-04-22T10:00:00".parse::<Moment>().map(|m| m.at()), Ok(None));
        assert!("yesterday".parse::<Moment>().is_err());
        assert!("2024-13-01".parse::<Moment>().is_err());
    }
}

//! Ids: short hashes over a written-down encoding, so that the same thing has the same id on every machine.
//!
//! The encoding: each field is written as its length in bytes (8 bytes, little endian) and then its bytes, in the order
//! the constructor names them; the id is the first 8 bytes of the BLAKE3 hash, in hex.

use std::fmt;
use std::str::FromStr;

/// Something that was to be an id and is not 16 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: ids are 16 hex digits")]
pub struct IdError(pub String);

fn short_hash(fields: &[&[u8]]) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    for field in fields {
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    let mut short = [0; 8];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    short
}

macro_rules! short_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 8]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(hex: &str) -> Result<Self, IdError> {
                let bad = || IdError(hex.to_owned());
                if hex.len() != 16 || !hex.is_ascii() {
                    return Err(bad());
                }
                let mut bytes = [0; 8];
                for (i, byte) in bytes.iter_mut().enumerate() {
                    *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).map_err(|_| bad())?;
                }
                Ok(Self(bytes))
            }
        }
    };
}

short_id! {
    /// A report's id: it depends on what was published (URL, outlet, title, moment, text), not on where or when it was read.
    ReportId
}
short_id! {
    /// A claim's id: report, anchor and type, so that a newer reader that finds the same claim gives it the same id.
    ClaimId
}

/// An event's id is the smallest id of its claims.
pub type EventId = ClaimId;

impl ReportId {
    /// The id of what was published under these words.
    pub fn of(url: &str, outlet: &str, title: &str, published: &str, text: &str) -> Self {
        Self(short_hash(&[
            b"report",
            url.as_bytes(),
            outlet.as_bytes(),
            title.as_bytes(),
            published.as_bytes(),
            text.as_bytes(),
        ]))
    }
}

impl ClaimId {
    /// The id of the claim of type `kind` anchored at `start..end` (code points) of `report`.
    pub fn of(report: ReportId, start: u32, end: u32, kind: &str) -> Self {
        Self(short_hash(&[b"claim", &report.0, &start.to_le_bytes(), &end.to_le_bytes(), kind.as_bytes()]))
    }
}

/// The hash of one entry of the ledger, over its content and the hash before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryHash(pub [u8; 32]);

impl EntryHash {
    /// What stands before the first entry.
    pub const GENESIS: EntryHash = EntryHash([0; 32]);
}

impl fmt::Display for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_read_back() {
        let id = ReportId::of("https://a.example/1", "A", "T", "2024-04-22", "text");
        assert_eq!(id, ReportId::of("https://a.example/1", "A", "T", "2024-04-22", "text"));
        assert_ne!(id, ReportId::of("https://a.example/1", "A", "T", "2024-04-2", "2text"));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("xyz".parse::<ReportId>().is_err());
        assert!("éééééééé".parse::<ReportId>().is_err());
    }
}

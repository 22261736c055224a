//! Figures: numbers with bounds, and harm to people.

use super::{HarmKind, Participant, Quote, Scope};

/// A number with bounds, both included. "At least five" is `[5, –]`, "over 150" is `[151, –]`, "about 50" is `[45, 55]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The words of the text.
    pub quote: Quote,
    /// Least value.
    pub low: u64,
    /// Greatest value; `None` where the text sets no upper bound.
    pub high: Option<u64>,
    /// What is counted ("rockets"), as the text says it.
    pub unit: Option<String>,
    /// Who is counted ("civilians"), as the text says it.
    pub who: Option<String>,
    /// The kind of people counted, where the words give it.
    pub group: Option<String>,
    /// All, or a group within all.
    pub scope: Scope,
    /// Who gives this figure, where it is not the claim's own source. Boxed, because a participant may hold a figure.
    pub source: Option<Box<Participant>>,
}

impl Figure {
    /// Whether the figure says exactly one number.
    pub fn is_exact(&self) -> bool {
        self.high == Some(self.low)
    }

    /// Whether the figure is an explicit zero.
    pub fn is_zero(&self) -> bool {
        self.low == 0 && self.high == Some(0)
    }

    /// The bounds as `5`, `5–9` or `5+`.
    pub fn bounds(&self) -> String {
        show_bounds(self.low, self.high)
    }
}

/// Bounds as people read them: `5`, `5–9`, `5+`.
pub(super) fn show_bounds(low: u64, high: Option<u64>) -> String {
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}–{high}"),
        None => format!("{low}+"),
    }
}

/// Harm to people: what was done, and to how many.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// Killed, injured, missing, displaced, detained.
    pub kind: HarmKind,
    /// To how many, and to whom.
    pub figure: Figure,
}

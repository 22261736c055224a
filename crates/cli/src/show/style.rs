//! Colours by certainty and standing, and words for bounds and days. Colours are left out by the stream where none are wanted.

use dateline_core::model::{Certainty, Harm, Participant, Standing, When};

/// Words in a colour.
pub(super) fn paint(code: &str, words: &str) -> String {
    format!("\u{1b}[{code}m{words}\u{1b}[0m")
}

/// Words in bold.
pub(super) fn bold(words: &str) -> String {
    paint("1", words)
}

/// Words in grey.
pub(super) fn dim(words: &str) -> String {
    paint("2", words)
}

/// The colour of a certainty: green told, yellow claimed, red denied or doubted, blue not yet.
pub(super) fn certainty_colour(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated => "32",
        Certainty::Attributed => "36",
        Certainty::Claimed | Certainty::Suspected => "33",
        Certainty::Unverified | Certainty::Disputed | Certainty::Denied => "31",
        Certainty::Possible | Certainty::Intended => "34",
    }
}

/// The colour of a standing.
pub(super) fn standing_colour(standing: Standing) -> &'static str {
    match standing {
        Standing::Confirmed => "1;32",
        Standing::Reported => "36",
        Standing::Claimed => "33",
        Standing::Disputed | Standing::Unverified | Standing::Denied => "31",
        Standing::Predicted => "34",
    }
}

/// "5", "5–9", "5 or more".
pub(super) fn bounds(low: u64, high: Option<u64>) -> String {
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}–{high}"),
        None => format!("{low} or more"),
    }
}

/// A time as days.
pub(super) fn days(when: &When) -> String {
    let flag = if when.inferred { " (inferred)" } else { "" };
    if when.earliest == when.latest {
        format!("{}{flag}", when.earliest)
    } else {
        format!("{} to {}{flag}", when.earliest, when.latest)
    }
}

/// Participants by name.
pub(super) fn names(participants: &[Participant]) -> String {
    participants.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(", ")
}

/// A harm in words: "killed 5 or more civilians".
pub(super) fn harm(harm: &Harm) -> String {
    let who = harm.figure.who.as_deref().map(|w| format!(" {w}")).unwrap_or_default();
    format!("{} {}{who}", harm.kind, bounds(harm.figure.low, harm.figure.high))
}

//! Who: actors, targets and sources, as the text names them and as the registry knows them.

use super::{ActorKind, Figure, Quote};

/// Someone or something that takes part: an actor, a target, a link of a source chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// The words of the text.
    pub quote: Quote,
    /// Plain canonical name; the words themselves where no identity is known.
    pub name: String,
    /// Registry id, where there is one; a generic description ("gunmen") has none.
    pub id: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// What kind of participant.
    pub kind: ActorKind,
    /// How many, where the text says so ("two security sources").
    pub count: Option<Figure>,
}

//! What the reader knows before it reads: words, actors, places.
//!
//! In: the plain-text sources under `data/`, embedded at build. Out: look-ups. Must not know: reports, claims, clocks.

mod actors;
mod cues;
mod index;
mod inflection;
mod lexicon;
mod places;
#[cfg(test)]
mod registry_check;
mod relation_cues;
mod state_forces;
mod table;

pub use actors::{Actor, ActorHit, Actors, Role};
pub use cues::{Cue, CueVerb};
pub use inflection::{Form, fold};
pub use lexicon::{Frame, Lexicon, PartOfSpeech, Trigger, TriggerId, VerbForm};

pub use places::{
    BLOCK, Before, MAGIC, Place, PlaceWords, Places, Record, RecordId, meaning, place_key, title, write_record,
};
pub use relation_cues::{RelationCue, relation_cues};
pub use state_forces::state_force;

use std::sync::LazyLock;

/// All that is known before reading.
#[derive(Debug)]
pub struct Knowledge {
    /// Words: triggers, weapons, kinds of people and things, parts of speech.
    pub lexicon: Lexicon,
    /// Who is who.
    pub actors: Actors,
    /// Where is what.
    pub places: Places,
}

impl Knowledge {
    /// The knowledge that is built into the program, loaded once.
    pub fn builtin() -> &'static Knowledge {
        static BUILTIN: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::with_own(Vec::new(), None));
        &BUILTIN
    }

    /// The built-in knowledge with the actors of more tables and the places of one more packed gazetteer. They are kept as long as
    /// the program runs.
    pub fn with_own(tables: Vec<String>, gazetteer: Option<Vec<u8>>) -> Knowledge {
        let mut actors = Actors::builtin();
        tables.into_iter().for_each(|table| actors.overlay(table.leak()));
        Knowledge {
            lexicon: Lexicon::builtin(),
            actors,
            places: Places::with_own(gazetteer.map(|bytes| &*bytes.leak())),
        }
    }
}

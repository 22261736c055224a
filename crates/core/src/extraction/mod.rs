//! Report → reading: what the report asserts, on whose word, how surely.
//!
//! In: a report, its sentences, the knowledge. Out: claims, joined to tellings, and findings. Must not know: "today", the
//! network, other reports. The stages, each a module: tokens and tags (document, tags), phrases and clauses, times,
//! places, mentions of events, roles, harm and counts, scope and status, sources, identity and relations.

mod agency;
mod antecedents;
mod bearers;
mod caveats;
mod certainty;
mod clauses;
mod conflicts;
mod counts;
mod dating;
mod dealing;
mod document;
mod draft;
mod figurative;
mod figures;
mod full_names;
mod harm;
mod heads;
mod identity;
mod idioms;
mod inspect;
mod lag;
mod learned;
mod likeness;
mod local_time;
mod means;
mod mentions;
mod naming;
mod participants;
mod participles;
mod phrases;
mod places;
mod reader;
mod reference;
mod refuted;
mod relations;
mod responsibility;
mod roles;
mod said;
#[cfg(test)]
mod sample;
mod scope;
mod senses;
mod sightings;
mod sources;
mod status;
mod subjects;
mod tags;
mod tellings;
mod threats;
mod time;
mod weighing;

pub use bearers::{Bearer, bearers};
pub use inspect::inspect;
pub use places::{PlaceExplained, Toponym, explain_place, toponyms};
pub use reader::Reader;
pub use said::{Said, said};
pub use time::{DateExplained, TimeKind, TimeMention, Times, explain_date, tag as times};
pub use weighing::{Choice, Offer};

//! The learned reader's network: a small transformer encoder (all-MiniLM-L6-v2, fine-tuned) and its heads.
//!
//! In: a text. Out: its words, a vector for each, and what the heads make of them. Must not know: reports, claims, the codebook; labels are
//! names that the weights bring along. `training/` makes the weights and does exactly the same in Python.

mod attention;
mod builtin;
mod encoder;
mod heads;
mod layers;
mod linear;
mod machine;
mod network;
mod reading;
mod weights;
mod words;

pub use heads::{Looked, Tag};
pub use network::Network;
pub use reading::Reading;
pub use weights::WeightsError;
pub use words::Word;

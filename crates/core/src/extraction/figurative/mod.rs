//! Figures of speech: which event words are meant as such here. In: a candidate mention. Out: whether it is figurative, a title, or violence
//! only spoken of. Must not know: who takes part.

mod at_large;
mod nouns;
mod verbs;

pub(super) use nouns::{completes_verb, figurative_noun};
pub(super) use verbs::{counted_people, figurative_verb};

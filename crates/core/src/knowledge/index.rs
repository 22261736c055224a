//! Maps for look-up: hashed with fixed seeds, in the order of insertion, so that nothing depends on hash order.

/// From words to what is known of them.
pub(crate) type Index<K, V> = indexmap::IndexMap<K, V, rustc_hash::FxBuildHasher>;

/// Words of which only the presence is known.
pub(crate) type WordSet<K> = indexmap::IndexSet<K, rustc_hash::FxBuildHasher>;

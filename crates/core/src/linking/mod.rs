//! linking.

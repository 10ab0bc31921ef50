//! The command `luat` as a library.

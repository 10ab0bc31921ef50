//! Helpers shared by the test harnesses.

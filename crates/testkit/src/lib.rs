//! Builders and temporary archives for tests.

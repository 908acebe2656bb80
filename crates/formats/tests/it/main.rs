//! Tests of the formats from outside: whole pages, whole files.

mod jsonl;
mod listing;
mod real_pages;
mod robustness;

//! Generator of archives, load tool and baselines, for those who work on Fonds.
//!
//! Not part of the product: nothing here is needed to run an archive.
//! Every figure it prints was measured in the same run as the baseline beside it, and every total was checked against a plain scan.

pub mod baseline;
pub mod figures;
pub mod generate;
pub mod inside;
pub mod load;
pub mod random;
pub mod report;

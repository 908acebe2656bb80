//! `fonds proposals`: what may be the same document.

use anyhow::Result;
use fonds_archive::Archive;

use crate::arguments::Proposals;
use crate::output::{self, Outcome};

pub(crate) fn run(proposals: &Proposals) -> Result<Outcome> {
    let archive = Archive::open(&proposals.folder.archive)?;
    let found = archive.proposals()?;
    if proposals.json {
        output::json(&serde_json::json!({ "proposals": found }))?;
        return Ok(Outcome::Done);
    }
    if found.is_empty() {
        output::say("nothing is proposed")?;
    }
    for proposal in &found {
        output::say(&format!(
            "{} and {}: {}",
            proposal.one, proposal.other, proposal.reason
        ))?;
        for side in [&proposal.one_words, &proposal.other_words] {
            output::say(&format!("  {side}"))?;
        }
    }
    Ok(Outcome::Done)
}

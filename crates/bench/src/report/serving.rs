//! What readers get: a server of its own, and load on it.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::load::client::Client;
use crate::load::{self, Kind, Outcome, Questions};
use crate::report::Plan;
use crate::report::server::{Memory, Server};

/// What serving took.
#[derive(Debug)]
pub(super) struct Serving {
    /// From the start of the process to its first whole answer.
    pub(super) first_answer: Duration,
    /// Memory after the first answer.
    pub(super) memory_at_start: Option<Memory>,
    /// Memory after all answers.
    pub(super) memory: Option<Memory>,
    /// How a search page is packed, if it is, and its bytes as they come.
    pub(super) page_size: (Option<String>, usize),
    /// The loads.
    pub(super) outcomes: Vec<Outcome>,
}

/// Serves the archive in `folder` and puts load on the server.
pub(super) fn measure(
    plan: &Plan,
    folder: &Path,
    questions: &Questions,
    say: &dyn Fn(&str),
) -> Result<Serving> {
    say("serving");
    let first = "/search.json?q=the&per=10&facets=0";
    let server = Server::start(&plan.program, folder, first)?;
    let memory_at_start = server.memory();
    let outcomes = ask_server(&server, plan, questions, say)?;
    Ok(Serving {
        first_answer: server.first_answer,
        memory_at_start,
        memory: server.memory(),
        page_size: page_size(&server)?,
        outcomes,
    })
}

fn ask_server(
    server: &Server,
    plan: &Plan,
    questions: &Questions,
    say: &dyn Fn(&str),
) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    let kinds = [Kind::Json, Kind::Facets, Kind::Page, Kind::Document];
    let single = kinds.map(|kind| (kind, 1));
    let several = [(Kind::Json, plan.clients), (Kind::Page, plan.clients)];
    let several = several.into_iter().filter(|(_, clients)| *clients > 1);
    for (kind, clients) in single.into_iter().chain(several) {
        say(&format!("asking over HTTP: {kind:?}, clients: {clients}"));
        let load = load::Plan {
            kind,
            requests: plan.requests,
            seconds: 300,
            clients,
            warm_up: questions.queries.len(),
        };
        outcomes.push(load::run(server.address(), load, questions)?);
    }
    Ok(outcomes)
}

/// How a search page comes to a browser, and in how many bytes.
fn page_size(server: &Server) -> Result<(Option<String>, usize)> {
    let answer = Client::connect(server.address())?.get_packed("/search?q=the")?;
    Ok((answer.packed, answer.body.len()))
}

//! Is an answer as it must be?

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::load::client::{Answer, Client};
use crate::load::tokens::tokens;
use crate::load::{Kind, Outcome, Questions};

/// How many pages are compared with their JSON twins.
const COMPARED_PAGES: usize = 60;

/// What an answer is worth.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Whether it was compared with the truth.
    pub is_checked: bool,
    /// Documents found, where the answer says so.
    pub total: Option<u64>,
    /// What is wrong with it.
    pub mismatch: Option<String>,
}

/// What a search says as JSON, as far as it is checked.
#[derive(Debug, Deserialize)]
struct Found {
    total: u64,
    groups: Option<Groups>,
    hits: Vec<Hit>,
}

#[derive(Debug, Deserialize)]
struct Groups {
    certain: u64,
}

#[derive(Debug, Deserialize)]
struct Hit {
    id: u64,
}

/// Judges an answer to the question at `place`.
pub(crate) fn judge(
    kind: Kind,
    path: &str,
    answer: &Answer,
    questions: &Questions,
    place: usize,
) -> Verdict {
    let wrong = |what: String| Verdict {
        is_checked: true,
        total: None,
        mismatch: Some(format!("{path}: {what}")),
    };
    if answer.status != 200 {
        return wrong(format!("status {} instead of 200", answer.status));
    }
    match kind {
        Kind::Page => Verdict::default(),
        Kind::Document => match missing_word(&answer.body, questions, place) {
            Some(word) => wrong(format!("the page lacks `{word}` of the title")),
            None => Verdict {
                is_checked: true,
                ..Verdict::default()
            },
        },
        Kind::Json | Kind::Facets => match serde_json::from_slice::<Found>(&answer.body) {
            Ok(found) => judge_total(path, &found, questions, place),
            Err(error) => wrong(format!("not the JSON of a search: {error}")),
        },
    }
}

fn judge_total(path: &str, found: &Found, questions: &Questions, place: usize) -> Verdict {
    let mut verdict = Verdict {
        total: Some(found.total),
        ..Verdict::default()
    };
    let shown = usize::try_from(found.total).unwrap_or(usize::MAX).min(10);
    if found.hits.len() != shown {
        verdict.mismatch = Some(format!(
            "{path}: {} hits of {} on the page",
            found.hits.len(),
            found.total
        ));
    }
    let Some(expected) = questions.expected[place] else {
        return verdict;
    };
    verdict.is_checked = true;
    if found.total != expected.total {
        verdict.mismatch = Some(format!(
            "{path}: {} found, but {} match",
            found.total, expected.total
        ));
    } else if let Some(groups) = &found.groups
        && groups.certain != expected.certain
    {
        let (certain, all) = (groups.certain, expected.certain);
        verdict.mismatch = Some(format!(
            "{path}: {certain} certainly within the dates, but {all} are"
        ));
    }
    verdict
}

/// The longest word of the title, if the page does not have it.
fn missing_word(body: &[u8], questions: &Questions, place: usize) -> Option<String> {
    let title = questions.samples[place].fields.first()?;
    let word = title.iter().max_by_key(|word| word.len())?;
    let page = tokens(&String::from_utf8_lossy(body));
    (!page.contains(word)).then(|| word.clone())
}

/// Compares pages with their JSON twins: every hit of the twin must stand on the page.
pub(crate) fn compare_pages(
    client: &mut Client,
    questions: &Questions,
    outcome: &mut Outcome,
) -> Result<()> {
    let step = questions.queries.len().div_ceil(COMPARED_PAGES).max(1);
    for place in (0..questions.queries.len()).step_by(step) {
        let path = questions.path(Kind::Page, place);
        let page = client.get(&path)?;
        let page = String::from_utf8_lossy(&page.body).into_owned();
        let twin = client.get(&questions.path(Kind::Json, place))?;
        let twin: Found = serde_json::from_slice(&twin.body)
            .context("the twin of a page is not the JSON of a search")?;
        outcome.checked += 1;
        let missing = twin
            .hits
            .iter()
            .find(|hit| !page.contains(&format!("/document/{}", hit.id)));
        if let Some(hit) = missing {
            outcome.mismatches.push(format!(
                "{path}: document {} is in the JSON and not on the page",
                hit.id
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::judge;
    use crate::load::client::Answer;
    use crate::load::mix::{Demand, Query, Shape};
    use crate::load::survey::Sample;
    use crate::load::truth::Expected;
    use crate::load::{Kind, Questions};

    fn check(kind: Kind, status: u16, body: &str, is_right: bool) {
        let questions = Questions {
            queries: vec![Query {
                shape: Shape::Word,
                demands: vec![Demand::Word("harbour".to_owned())],
                is_checked: true,
            }],
            expected: vec![Some(Expected {
                total: 1,
                certain: 1,
            })],
            samples: vec![Sample {
                id: 7,
                fields: vec![vec!["harbour".to_owned(), "of".to_owned()]],
            }],
            documents: 10,
        };
        let answer = Answer {
            status,
            body: body.as_bytes().to_vec(),
            packed: None,
            time: Duration::ZERO,
        };
        let verdict = judge(kind, "/path", &answer, &questions, 0);
        assert!(verdict.is_checked);
        assert_eq!(
            verdict.mismatch.is_none(),
            is_right,
            "{body}: {:?}",
            verdict.mismatch
        );
    }

    #[test]
    fn wrong_answers_are_noticed() {
        check(Kind::Json, 200, r#"{"total":1,"hits":[{"id":7}]}"#, true);
        check(
            Kind::Json,
            200,
            r#"{"total":2,"hits":[{"id":7},{"id":8}]}"#,
            false,
        );
        check(
            Kind::Facets,
            200,
            r#"{"total":1,"groups":{"certain":0},"hits":[{"id":7}]}"#,
            false,
        );
        check(Kind::Facets, 500, r#"{"total":1,"hits":[{"id":7}]}"#, false);
        check(Kind::Json, 200, r#"{"total":1,"hits":[]}"#, false);
        check(Kind::Json, 200, "<html>", false);
        check(Kind::Document, 200, "<h1>H\u{e1}rbour of</h1>", true);
        check(Kind::Document, 200, "<h1>Other</h1>", false);
    }
}

//! A stranger walks through an archive of which a third is hidden, and learns nothing of it.
//!
//! Beside it stands an archive into which the hidden records were never put: whatever is asked, both answer the same,
//! byte for byte. The one exception is the address of a record that was public once and was withdrawn, which says so.

mod crawl;
mod files;
mod records;
mod samples;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fonds_model::{Kind, Moment};
use serde_json::json;

use crawl::{Answer, Place};
use records::{FIRST_ABSENT, FIRST_HIDDEN, MARKS, Why};
use samples::About;

/// The archive with hidden records, and the one into which they were never put.
fn both() -> (Place, Place) {
    let (whole, open) = (Place::new(), Place::new());
    whole.import("first.jsonl", &records::first(true));
    whole.import("second.jsonl", &records::second());
    open.import("first.jsonl", &records::first(false));
    (whole, open)
}

/// Every route with what it is about; fails for one that is not in the table.
fn routes() -> Vec<(String, About)> {
    let about = |pattern: String| {
        let about = samples::about(&pattern).unwrap_or_else(|| {
            panic!("the route {pattern} is not in crates/web/tests/it/stranger/samples.rs")
        });
        (pattern, about)
    };
    fonds_web::routes().into_iter().map(about).collect()
}

fn all_samples() -> BTreeSet<String> {
    let mut addresses: BTreeSet<String> = routes()
        .iter()
        .flat_map(|(pattern, about)| samples::addresses(pattern, *about))
        .collect();
    addresses.extend(
        [
            "/nowhere",
            "/Xyzzqhbaaab",
            "/document/Xyzzqhbaaab",
            "/document/x",
        ]
        .map(str::to_owned),
    );
    addresses
}

/// The hidden words and ids that an answer gives away without having been asked for them.
fn given_away(address: &str, answer: &Answer) -> Vec<String> {
    let (asked, answered) = (as_compared(address), answer.text());
    let folded = as_compared(&answered);
    let mut found: Vec<String> = MARKS
        .iter()
        .map(|mark| mark.to_lowercase())
        .filter(|mark| !asked.contains(mark) && folded.contains(mark))
        .collect();
    found.extend(numbers(&answered).filter(|number| !asked.contains(number)));
    found
}

/// Text as a stranger compares it: without percent signs and capitals.
fn as_compared(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .to_lowercase()
}

/// The hidden ids that stand in a text as numbers of their own.
fn numbers(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.len() == 6)
        .filter(|word| {
            word.parse::<u64>()
                .is_ok_and(|id| (FIRST_HIDDEN..FIRST_ABSENT).contains(&id))
        })
        .map(str::to_owned)
}

/// Whether an address is that of a record that was public once.
fn is_tombstone(address: &str) -> bool {
    let withdrawn = Kind::ALL.into_iter().flat_map(records::hidden);
    let path = address.split('?').next().unwrap_or_default();
    withdrawn
        .filter(|hidden| hidden.why == Why::Withdrawn)
        .any(|hidden| path.contains(&hidden.id.to_string()))
}

#[tokio::test]
async fn nothing_that_is_asked_tells_of_hidden_records() {
    let (whole, open) = both();
    let addresses = whole.crawl(all_samples()).await;
    let mut differing = Vec::new();
    for address in &addresses {
        for accept in ["text/html", "application/json"] {
            let answer = whole.get_as(address, accept).await;
            let expected = open.get_as(address, accept).await;
            assert!(answer.status < 500, "{address} answered {}", answer.text());
            let found = given_away(address, &answer);
            assert!(
                found.is_empty(),
                "{address} gives away {found:?}: {}",
                answer.text()
            );
            let is_error = answer.status >= 400;
            // Tags are made of the clock of each archive; that none moves without cause is tested on its own.
            if answer.without_tag() != expected.without_tag() && !is_tombstone(address) {
                differing.push((address, answer, expected));
            }
            // Only errors come in the form that is wished for.
            if !is_error {
                break;
            }
        }
    }
    if let Some((address, answer, expected)) = differing.first() {
        let all: Vec<_> = differing.iter().map(|differing| differing.0).collect();
        panic!(
            "{} of {} differ: {all:#?}\n{address}\n{}\n{}",
            all.len(),
            addresses.len(),
            answer.text(),
            expected.text()
        );
    }
    println!("{} addresses answered alike", addresses.len());
}

#[tokio::test]
async fn hidden_and_never_made_records_answer_alike() {
    let (whole, _) = both();
    for (pattern, about) in routes() {
        let About::One(kind) = about else { continue };
        let absent = records::absent(kind, 1);
        let never: Vec<String> = samples::of_one(&pattern, absent);
        for hidden in records::hidden(kind)
            .into_iter()
            .filter(|hidden| hidden.why != Why::Withdrawn)
        {
            for (address, never) in samples::of_one(&pattern, hidden.id).iter().zip(&never) {
                let answer = whole
                    .get(address)
                    .await
                    .text()
                    .replace(&hidden.id.to_string(), "N");
                let expected = whole
                    .get(never)
                    .await
                    .text()
                    .replace(&absent.to_string(), "N");
                assert_eq!(answer, expected, "{address}");
            }
        }
    }
}

#[tokio::test]
async fn withdrawn_records_say_so_and_nothing_more() {
    let (whole, _) = both();
    for (pattern, about) in routes() {
        let About::One(kind) = about else { continue };
        let withdrawn = records::hidden(kind)
            .into_iter()
            .filter(|hidden| hidden.why == Why::Withdrawn);
        let answers: Vec<String> = {
            let mut answers = Vec::new();
            for hidden in withdrawn {
                for address in samples::of_one(&pattern, hidden.id) {
                    let answer = whole.get(&address).await;
                    assert!(
                        [301, 410].contains(&answer.status),
                        "{address} answered {}",
                        answer.text()
                    );
                    assert!(
                        given_away(&address, &answer).is_empty(),
                        "{address}: {}",
                        answer.text()
                    );
                    answers.push(answer.text().replace(&hidden.id.to_string(), "N"));
                }
            }
            answers
        };
        assert!(!answers.is_empty(), "{pattern}");
    }
}

#[tokio::test]
async fn work_behind_the_curtain_moves_nothing() {
    let (whole, _) = both();
    let addresses = whole.crawl(["/search.json?per=100".to_owned()]).await;
    let mut before = Vec::new();
    for address in &addresses {
        before.push(whole.get(address).await);
    }
    // Everything hidden is put in again with other words, and one more draft with it.
    let mut changed: Vec<_> = records::first(true)
        .into_iter()
        .filter(|record| {
            record["standing"]["state"] == "draft" || record["standing"]["embargo"].is_string()
        })
        .collect();
    for record in &mut changed {
        record["standing"]["addresses"] = json!(["xyzzq/changed"]);
    }
    let mut another = changed
        .iter()
        .find(|record| record["kind"] == "document")
        .unwrap()
        .clone();
    another["id"] = json!(719_999);
    another["provenance"] = json!([]);
    changed.push(another);
    whole.append("third.jsonl", &changed);
    for (address, before) in addresses.iter().zip(&before) {
        assert_eq!(
            &whole.get(address).await,
            before,
            "{address}, the index behind"
        );
    }
    whole.archive.follow().unwrap();
    for (address, before) in addresses.iter().zip(&before) {
        assert_eq!(&whole.get(address).await, before, "{address}");
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

#[tokio::test]
async fn an_embargo_that_ends_lifts_itself() {
    let (whole, _) = both();
    let addresses = ["/document/719999", "/search.json?q=sealed", "/index.json"];
    let absent = whole.get(addresses[0]).await;
    let mut sealed = records::first(false)
        .into_iter()
        .find(|record| record["kind"] == "document")
        .unwrap();
    sealed["id"] = json!(719_999);
    sealed["titles"] = json!([{"text": "A sealed paper", "language": "eng"}]);
    sealed["provenance"] = json!([]);
    let end = now() + 3;
    let moment = Moment::from_seconds(end).unwrap().to_string();
    sealed["standing"] = json!({"state": "published", "embargo": moment});
    let before = whole.get(addresses[2]).await;
    whole.import("sealed.jsonl", &[sealed]);
    let (hidden, unmoved) = (whole.get(addresses[0]).await, whole.get(addresses[2]).await);
    // On a machine that is busy with other things the embargo may have ended by now.
    if now() < end {
        assert_eq!((hidden, &unmoved), (absent, &before));
    }

    let stop = Arc::new(AtomicBool::new(false));
    let (archive, told) = (whole.archive.clone(), Arc::clone(&stop));
    let follower = std::thread::spawn(move || archive.keep_following(&told));
    let late = Instant::now() + Duration::from_mins(1);
    while !whole
        .get(addresses[1])
        .await
        .body
        .contains("A sealed paper")
    {
        assert!(Instant::now() < late, "the embargo has not ended");
        tokio::task::yield_now().await;
    }
    assert_eq!(whole.get(addresses[0]).await.status, 200);
    let after = whole.get(addresses[2]).await;
    assert_ne!(after.body, before.body);
    // Whoever holds the page of before must be told that there is another.
    assert!(after.header("etag").is_empty() || after.header("etag") != before.header("etag"));
    stop.store(true, Ordering::Relaxed);
    follower.join().unwrap();
}

//! What stays of a record that was expunged: its kind, its id, and where it is or was to be found.

use fonds_model::{Kind, Record, State};

/// A withdrawn record without any words.
///
/// Former addresses stay so far as they are numbers, since words in an address are words of the record.
pub(super) fn of(record: &Record) -> Record {
    let id = record.id();
    let mut standing = record.standing().clone();
    standing.state = State::Withdrawn;
    standing.embargo = None;
    standing
        .addresses
        .retain(|address| is_without_words(address));
    let standing = serde_json::to_string(&standing).expect("a standing has only strings");
    let kind = id.kind.as_str();
    let required = required(id.kind, id.id);
    let json = format!(
        r#"{{"kind":"{kind}","id":{},"standing":{standing}{required}}}"#,
        id.id
    );
    Record::parse(&json).expect("every field that a record must have is given")
}

/// Fields that a record of this kind cannot be without, as JSON.
fn required(kind: Kind, id: u64) -> String {
    match kind {
        Kind::Document => String::new(),
        Kind::Agent | Kind::Collection | Kind::Place | Kind::Repository => {
            r#","names":[]"#.to_owned()
        }
        Kind::Subject => r#","headings":[]"#.to_owned(),
        Kind::Donor | Kind::Marking | Kind::Project | Kind::Rights | Kind::Type => {
            format!(r#","code":"expunged-{id}","labels":[]"#)
        }
        Kind::Source => format!(r#","name":"expunged-{id}","format":"""#),
        // About nobody: ids of agents begin at 1.
        Kind::Decision => {
            r#","question":{"ask":"same_agent","one":0,"other":0},"verdict":"no""#.to_owned()
        }
    }
}

/// True for an address such as `theme/8`, of which all but the first part is a number.
fn is_without_words(address: &str) -> bool {
    let mut parts = address.split('/');
    let _family = parts.next();
    parts.all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        let record = Record::parse(json).unwrap();
        assert_eq!(of(&record).to_canonical(), expected);
    }

    #[test]
    fn nothing_is_left_but_kind_id_and_numbers() {
        check(
            r#"{"kind":"document","id":7,"standing":{"addresses":["record/8","document/9/the-secret"]},"titles":[{"text":"The secret"}]}"#,
            r#"{"kind":"document","id":7,"standing":{"state":"withdrawn","addresses":["record/8"]}}"#,
        );
    }

    #[test]
    fn every_kind_has_a_tombstone() {
        let name = r#""names":[{"text":"The secret"}]"#;
        let term = r#""code":"secret","labels":[{"text":"The secret"}]"#;
        let asked = r#""question":{"ask":"denotes","entry":{"source":"a","key":"secret"},"written":"secret","agent":3},"verdict":"yes""#;
        for kind in Kind::ALL {
            let fields = match kind {
                Kind::Document => r#""titles":[{"text":"The secret"}]"#,
                Kind::Agent | Kind::Collection | Kind::Place | Kind::Repository => name,
                Kind::Subject => r#""headings":[{"text":"The secret"}]"#,
                Kind::Source => r#""name":"secret.txt","format":"listing""#,
                Kind::Decision => asked,
                _ => term,
            };
            let json = format!(r#"{{"kind":"{}","id":7,{fields}}}"#, kind.as_str());
            let record = Record::parse(&json).unwrap();
            let tombstone = of(&record);
            assert_eq!(tombstone.id(), record.id());
            assert_eq!(tombstone.state(), State::Withdrawn);
            assert!(!tombstone.to_canonical().contains("ecret"), "{kind:?}");
        }
    }
}

//! Titles of any kind are read without fault, and every name read is where it is said to be.
#![no_main]

use fonds_reading::title;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = title::read(text);
    let parties = [
        &reading.senders,
        &reading.recipients,
        &reading.via,
        &reading.participants,
        &reading.authors,
        &reading.conveyed_from,
        &reading.conveyed_to,
    ];
    for party in parties.into_iter().flatten() {
        assert_eq!(Some(party.name.as_str()), text.get(party.span.clone()));
        assert!(!party.name.trim().is_empty(), "a party without a name");
    }
    assert_eq!(title::read(text), reading, "reading twice says the same");
});

//! The key of a name is its own key, and folding does not change it.
#![no_main]

use fonds_reading::fold::fold;
use fonds_reading::name::key;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = key(text);
    assert_eq!(key(&once), once);
    assert_eq!(key(&fold(text)), once);
    assert_eq!(once.trim(), once);
});

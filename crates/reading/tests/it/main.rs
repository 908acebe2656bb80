//! Reading measured against what people read: titles read by hand, and the
//! pages of listings. Both lie beside the repository; without them the tests
//! say so and pass.

use std::fs;
use std::path::{Path, PathBuf};

mod listings;
mod titles;

/// The shared folder beside the repository, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(name);
    if path.exists() {
        Some(path)
    } else {
        println!("skipped: {} is not there", path.display());
        None
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file that is there can be read")
}

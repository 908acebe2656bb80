//! The words that decorate an address after a record's id.
//!
//! Decoration only: the id alone decides, and any other words after it lead to these.

use fonds_reading::fold::fold;

/// The most characters of a slug.
const MOST: usize = 80;

/// A name as the last part of an address: the ASCII words of the folded name, joined by hyphens, at most eighty characters.
///
/// Empty for a name without any such word; its address then ends with the id.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let hyphen = usize::from(!slug.is_empty());
        if slug.len() + hyphen + word.len() > MOST {
            break;
        }
        if hyphen > 0 {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(slug(name), expected, "{name}");
    }

    #[test]
    fn names_become_words_of_addresses() {
        check("Sino-Soviet Relations", "sino-soviet-relations");
        check("Këllëzi, Abdyl", "kellezi-abdyl");
        check(
            "  The  \u{201c}Split\u{201d}, 1960\u{2013}1984 ",
            "the-split-1960-1984",
        );
        check("Мао Цзэдун", "");
        check("毛泽东 (Mao Zedong)", "mao-zedong");
        check("", "");
    }

    #[test]
    fn long_names_end_between_words() {
        let long = "Documents ".repeat(20);
        let slug = slug(&long);
        assert!(slug.len() <= MOST && slug.ends_with("documents"), "{slug}");
    }
}

//! Which words of an archive no stemming confuses with others.
//!
//! A search that knows languages finds "trade" for "trades"; a plain scan does not. So totals are compared only for words that stand alone
//! among the words of the archive under every stemming there is.

use std::collections::HashMap;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream as _};

const LANGUAGES: [Language; 18] = [
    Language::Arabic,
    Language::Danish,
    Language::Dutch,
    Language::English,
    Language::Finnish,
    Language::French,
    Language::German,
    Language::Greek,
    Language::Hungarian,
    Language::Italian,
    Language::Norwegian,
    Language::Portuguese,
    Language::Romanian,
    Language::Russian,
    Language::Spanish,
    Language::Swedish,
    Language::Tamil,
    Language::Turkish,
];

/// Those of `candidates` whose stems no other word of the vocabulary shares, sorted, each once.
pub(crate) fn unambiguous<'a>(
    mut candidates: Vec<String>,
    vocabulary: &(impl Iterator<Item = &'a str> + Clone),
) -> Vec<String> {
    candidates.sort_unstable();
    candidates.dedup();
    let mut is_shared = vec![false; candidates.len()];
    for language in LANGUAGES {
        let mut analyzer = TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(language))
            .build();
        let mut by_stem: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, word) in candidates.iter().enumerate() {
            by_stem
                .entry(stem(&mut analyzer, word))
                .or_default()
                .push(place);
        }
        for word in vocabulary.clone().filter(|word| word.is_ascii()) {
            let Some(places) = by_stem.get(&stem(&mut analyzer, word)) else {
                continue;
            };
            for place in places {
                is_shared[*place] |= candidates[*place] != word;
            }
        }
    }
    let kept = candidates
        .into_iter()
        .zip(is_shared)
        .filter(|(_, is_shared)| !is_shared);
    kept.map(|(word, _)| word).collect()
}

fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    let mut stem = String::new();
    stream.process(&mut |token| stem.clone_from(&token.text));
    stem
}

#[cfg(test)]
mod tests {
    use super::unambiguous;

    fn check(vocabulary: &[&str], expected: &[&str]) {
        let candidates = vocabulary.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(
            unambiguous(candidates, &vocabulary.iter().copied()),
            expected
        );
    }

    #[test]
    fn inflections_are_left_out() {
        check(&["trade", "trades", "harbour", "harbour"], &["harbour"]);
        check(&["relation", "relations", "bridge"], &["bridge"]);
    }
}

//! A query tree in English words.
//!
//! It is what the page shows a reader as "searched for", so it never leaves
//! out a part of the tree.

use super::node::{Node, Scope};

/// The tree in words.
pub(super) fn wording(node: &Node) -> String {
    match node {
        Node::All => "all documents".to_owned(),
        Node::Word { text, scope } => scoped(text.clone(), *scope),
        Node::Phrase { text, scope } => scoped(format!("“{text}”"), *scope),
        Node::Prefix { text, scope } => scoped(format!("words beginning with “{text}”"), *scope),
        Node::Values { facet, values } => format!("{facet:?} {values:?}").to_lowercase(),
        Node::And { of } => joined(of, " and "),
        Node::Or { of } => joined(of, " or "),
        Node::Not { of } => format!("not {}", inner(of)),
    }
}

fn scoped(words: String, scope: Option<Scope>) -> String {
    let part = match scope {
        None | Some(Scope::Everything) => return words,
        Some(Scope::Titles) => "titles",
        Some(Scope::Summaries) => "summaries",
        Some(Scope::Text) => "texts",
        Some(Scope::Names) => "names",
        Some(Scope::Numbers) => "numbers",
        Some(Scope::References) => "archive references",
    };
    format!("{words} in {part}")
}

fn joined(nodes: &[Node], conjunction: &str) -> String {
    let parts: Vec<String> = nodes.iter().map(inner).collect();
    parts.join(conjunction)
}

fn inner(node: &Node) -> String {
    match node {
        Node::And { .. } | Node::Or { .. } => format!("({})", wording(node)),
        _ => wording(node),
    }
}

//! The tree of document types that Fonds brings along.
//!
//! Only its codes, labels and parents: an archive makes [`Term`](crate::Term) records of those it needs and may add its own.
//! The codes are those that `fonds_reading::title` reads from titles, and the wider types above them.

/// A type of document in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeNode {
    /// Its code, such as `ciphered_telegram`.
    pub code: &'static str,
    /// Its English label, in the singular.
    pub label: &'static str,
    /// The code of the wider type.
    pub parent: Option<&'static str>,
}

/// The tree, wider types first.
pub const TREE: [TypeNode; 27] = [
    node("correspondence", "Correspondence", None),
    node("telegram", "Telegram", Some("correspondence")),
    node("cable", "Cable", Some("telegram")),
    node("ciphered_telegram", "Ciphered telegram", Some("telegram")),
    node("airgram", "Airgram", Some("telegram")),
    node("letter", "Letter", Some("correspondence")),
    node("note", "Note", Some("correspondence")),
    node("record_of_proceedings", "Record of proceedings", None),
    node(
        "memorandum_of_conversation",
        "Memorandum of conversation",
        Some("record_of_proceedings"),
    ),
    node("protocol", "Protocol", Some("record_of_proceedings")),
    node("interview", "Interview", Some("record_of_proceedings")),
    node("memorandum", "Memorandum", None),
    node("report", "Report", None),
    node("journal", "Journal", None),
    node("decision", "Decision", None),
    node("resolution", "Resolution", Some("decision")),
    node("instruction", "Instruction", Some("decision")),
    node("plan", "Plan", Some("decision")),
    node("treaty", "Treaty", None),
    node("public_statement", "Public statement", None),
    node("statement", "Statement", Some("public_statement")),
    node("speech", "Speech", Some("public_statement")),
    node("article", "Article", Some("public_statement")),
    node("list", "List", None),
    node("photograph_or_cartoon", "Photograph or cartoon", None),
    node("finding_aid", "Finding aid", None),
    node("other", "Other document", None),
];

const fn node(code: &'static str, label: &'static str, parent: Option<&'static str>) -> TypeNode {
    TypeNode {
        code,
        label,
        parent,
    }
}

/// The node of a code.
pub fn find(code: &str) -> Option<&'static TypeNode> {
    TREE.iter().find(|node| node.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_types_come_first() {
        for (index, node) in TREE.iter().enumerate() {
            if let Some(parent) = node.parent {
                assert!(
                    TREE[..index].iter().any(|other| other.code == parent),
                    "{}",
                    node.code
                );
            }
        }
    }
}

//! Whose hand writes, and why: what every row of the log says of its origin.

/// Who appends rows to the log, for what reason, and within which run.
///
/// ```
/// use fonds_store::Hand;
///
/// let hand = Hand::new("import", "pages of May").in_run(7);
/// assert_eq!(hand.run, Some(7));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hand {
    /// An account, or a process such as `import` or `embargo`.
    pub actor: String,
    /// Why, in words for those who read the history; may be empty.
    pub reason: String,
    /// The run that the rows belong to.
    pub run: Option<i64>,
}

impl Hand {
    /// A hand outside of any run.
    pub fn new(actor: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            actor: actor.into(),
            reason: reason.into(),
            run: None,
        }
    }

    /// The same hand within a run.
    #[must_use]
    pub fn in_run(self, run: i64) -> Self {
        Self {
            run: Some(run),
            ..self
        }
    }
}

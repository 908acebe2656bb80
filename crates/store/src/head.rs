//! How a record stands after its revisions: which one is the latest, and which one strangers see.
//!
//! [`Head::follow`] is the only rule for it; appending, rebuilding, checking and looking back all use it.

use fonds_model::{RecordId, State};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::Result;

/// What a row of the log says of visibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) state: State,
    pub(crate) embargo: Option<i64>,
}

/// How a record stands; before the first revision every number is 0 or absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) latest_seq: i64,
    pub(crate) version: u32,
    pub(crate) public_seq: Option<i64>,
    /// The end of an embargo that was still running when the public revision was appended.
    pub(crate) public_from: Option<i64>,
    /// The tombstone of what strangers once saw.
    pub(crate) withdrawn_seq: Option<i64>,
    pub(crate) slug: String,
}

impl Head {
    /// Whether strangers see the record at the moment `now`, in seconds.
    pub(crate) fn is_visible(&self, now: i64) -> bool {
        self.public_seq.is_some() && self.public_from.is_none_or(|from| from <= now)
    }

    /// Follows one revision; tells whether it changed what a stranger can see.
    ///
    /// A draft moves only the latest revision; a published one is for strangers once its embargo has passed;
    /// a withdrawal leaves a tombstone only where strangers had seen the record.
    /// The slug follows what strangers see, or the latest revision while there is nothing for them.
    pub(crate) fn follow(&mut self, step: Step, slug: Option<&str>) -> bool {
        let was_visible = self.is_visible(step.at);
        let was_tombstone = self.withdrawn_seq.is_some();
        self.latest_seq = step.seq;
        self.version += 1;
        let has_changed = match step.state {
            State::Draft => false,
            State::Published => {
                self.public_seq = Some(step.seq);
                self.public_from = step.embargo.filter(|until| *until > step.at);
                let is_visible = self.is_visible(step.at);
                if is_visible {
                    self.withdrawn_seq = None;
                }
                was_visible || is_visible
            }
            State::Withdrawn => {
                self.public_seq = None;
                self.public_from = None;
                if was_visible || was_tombstone {
                    self.withdrawn_seq = Some(step.seq);
                }
                was_visible || was_tombstone
            }
        };
        if let Some(slug) = slug
            && (step.state != State::Draft || self.public_seq.is_none())
            && self.slug != slug
        {
            slug.clone_into(&mut self.slug);
        }
        has_changed
    }

    /// Reads the columns `latest_seq, version, public_seq, public_from, withdrawn_seq, slug`, the first at `column`.
    pub(crate) fn from_row(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            latest_seq: row.get(column)?,
            version: row.get(column + 1)?,
            public_seq: row.get(column + 2)?,
            public_from: row.get(column + 3)?,
            withdrawn_seq: row.get(column + 4)?,
            slug: row.get(column + 5)?,
        })
    }

    /// The head of a record, if it has any revision.
    pub(crate) fn read(connection: &Connection, record: RecordId) -> Result<Option<Self>> {
        let mut statement = connection.prepare_cached(
            "SELECT latest_seq, version, public_seq, public_from, withdrawn_seq, slug
             FROM head WHERE kind = ?1 AND id = ?2",
        )?;
        let key = params![record.kind.as_str(), record.id.cast_signed()];
        Ok(statement
            .query_row(key, |row| Self::from_row(row, 0))
            .optional()?)
    }

    /// Writes the head of a record.
    pub(crate) fn write(&self, connection: &Connection, record: RecordId) -> Result<()> {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO head
                 (kind, id, latest_seq, version, public_seq, public_from, withdrawn_seq, slug)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                record.kind.as_str(),
                record.id.cast_signed(),
                self.latest_seq,
                self.version,
                self.public_seq,
                self.public_from,
                self.withdrawn_seq,
                self.slug,
            ])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps as (state, moment, embargo); expected as (public, tombstone, who saw a change).
    fn check(
        steps: &[(State, i64, Option<i64>)],
        public: Option<i64>,
        tombstone: Option<i64>,
        changes: &[bool],
    ) {
        let mut head = Head::default();
        let mut seen = Vec::new();
        for (seq, (state, at, embargo)) in (1..).zip(steps) {
            let step = Step {
                seq,
                at: *at,
                state: *state,
                embargo: *embargo,
            };
            seen.push(head.follow(step, Some("slug")));
        }
        assert_eq!(
            (head.public_seq, head.withdrawn_seq),
            (public, tombstone),
            "{steps:?}"
        );
        assert_eq!(seen, changes, "{steps:?}");
    }

    #[test]
    fn heads_follow_the_log() {
        use State::{Draft, Published, Withdrawn};
        check(&[(Draft, 1, None)], None, None, &[false]);
        check(
            &[(Published, 1, None), (Draft, 2, None)],
            Some(1),
            None,
            &[true, false],
        );
        check(
            &[(Draft, 1, None), (Published, 2, None)],
            Some(2),
            None,
            &[false, true],
        );
        check(
            &[(Published, 1, None), (Withdrawn, 2, None)],
            None,
            Some(2),
            &[true, true],
        );
        check(
            &[(Published, 1, None), (Withdrawn, 2, None), (Draft, 3, None)],
            None,
            Some(2),
            &[true, true, false],
        );
        check(
            &[(Draft, 1, None), (Withdrawn, 2, None)],
            None,
            None,
            &[false, false],
        );
        // An embargo hides until it is lifted; a withdrawal before that leaves no trace for strangers.
        check(&[(Published, 1, Some(9))], Some(1), None, &[false]);
        check(
            &[(Published, 1, Some(9)), (Published, 9, Some(9))],
            Some(2),
            None,
            &[false, true],
        );
        check(
            &[(Published, 1, Some(9)), (Withdrawn, 2, Some(9))],
            None,
            None,
            &[false, false],
        );
        check(
            &[(Published, 1, Some(9)), (Withdrawn, 9, Some(9))],
            None,
            Some(2),
            &[false, true],
        );
        // An embargo laid on what strangers see hides it, and that is a change.
        check(
            &[(Published, 1, None), (Published, 2, Some(9))],
            Some(2),
            None,
            &[true, true],
        );
        // A tombstone may be rewritten, and stands until the record is seen again.
        check(
            &[
                (Published, 1, None),
                (Withdrawn, 2, None),
                (Withdrawn, 3, None),
            ],
            None,
            Some(3),
            &[true, true, true],
        );
        check(
            &[
                (Published, 1, None),
                (Withdrawn, 2, None),
                (Published, 3, Some(9)),
                (Published, 9, Some(9)),
            ],
            Some(4),
            None,
            &[true, true, false, true],
        );
    }

    #[test]
    fn a_draft_leaves_the_public_slug() {
        let mut head = Head::default();
        let step = |seq, state| Step {
            seq,
            at: seq,
            state,
            embargo: None,
        };
        head.follow(step(1, State::Draft), Some("first"));
        assert_eq!(head.slug, "first");
        head.follow(step(2, State::Published), Some("second"));
        head.follow(step(3, State::Draft), Some("third"));
        assert_eq!(head.slug, "second");
    }
}

//! What one can do with an archive: import, join, search, read, export, check.
//!
//! The only crate that sees log and index together, and the only place where it is decided who may see what ([`Audience`]).
//! Knows nothing of HTTP or of terminals.

mod about_view;
mod absence;
mod access;
mod agent_view;
mod archive;
pub mod ask;
mod authority_view;
mod backup;
mod check;
mod collection_view;
mod collections;
mod compose;
mod corrections;
mod correspondents;
pub mod date_words;
mod decisions;
mod document_view;
mod entry;
mod error;
mod export;
mod expunge;
mod findings;
mod first_sentence;
mod follow;
mod home_view;
mod import;
mod join;
mod labels;
pub mod list_ask;
mod name_words;
mod naming;
mod people_list;
mod proposals;
mod reading;
mod recent;
mod record_answer;
mod register;
mod rehearsal;
mod reindex;
mod remembered;
mod renumber;
mod restore;
mod results;
mod search_room;
mod sheet;
mod shelfmark;
mod slug;
mod texts;
mod tree_list;
mod unfinished;
mod vitals;

pub use about_view::AboutView;
pub use access::Audience;
pub use agent_view::{AgentView, CorrespondentView, LifeDateView, NameView, PostView, RoleView};
pub use archive::{Archive, SearchLimits};
pub use ask::{Ask, FilterAsk, Within};
pub use authority_view::{
    Branch, FileView, FondView, NarrowerView, PlaceView, RepositoryView, SubjectView,
};
pub use backup::{Advance, BackedUp};
pub use check::CheckReport;
pub use collection_view::{
    CollectionAnswer, CollectionView, EventView, ImageAnswer, ImageFile, ImageView, SourceList,
};
pub use collections::{CollectionsView, ListedCollection, SeeAlsoView, YearSpan};
pub use corrections::CorrectionView;
pub use correspondents::{Phrase, plain};
pub use document_view::{
    DocumentAnswer, DocumentView, Named, Neighbour, OtherDate, ParagraphView, PartyView,
    RelationView, SourceView, TextBodyView, TextView, WitnessView,
};
pub use error::{Error, Result};
pub use export::{Exported, Then};
pub use expunge::{ExpungeOrder, ExpungeReport};
pub use follow::{Followed, IndexLock};
pub use home_view::HomeView;
pub use import::{FileReport, ImportOptions, Progress, Report, Tally};
pub use list_ask::{Extent, ListAsk, Sort};
pub use name_words::FormView;
pub use people_list::{FoundAs, LetterView, PeopleView, PersonEntry, SortView};
pub use proposals::Proposal;
pub use record_answer::RecordAnswer;
pub use restore::{Restored, restore, restore_from};
pub use results::{
    ChosenView, DateView, FacetView, HitView, Marked, NameCard, PassageView, Results, Searched,
    UnderstoodView, ValueView,
};
pub use search_room::Holdings;
pub use sheet::{COLUMNS, SheetOptions};
pub use slug::slug;
pub use tree_list::{ArchiveEntry, ArchivesView, TreeEntry, TreeView};
pub use unfinished::UnfinishedFile;
pub use vitals::Vitals;

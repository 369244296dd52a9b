//! The actions on a listing that a case is made of.

use paginate_core::Checkpoint;
use paginate_tests::server::UserCode;

#[derive(Clone, Debug)]
pub(crate) enum Action {
    Tick,
    Poll,
    /// Polls on behalf of another task from now on.
    Task(usize),
    Retry,
    Prefetch(usize),
    MaxPages(u64),
    /// Drops the listing, and resumes from its checkpoint with another one that fetches so many pages ahead.
    Resume(usize, Format),
    /// Polls for the next page, as a page, once.
    NextPage,
    /// Makes the next run of this code panic.
    Panic(UserCode),
}

/// How a listing is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum By {
    Item,
    Page,
    Collecting,
}

/// A format in which a checkpoint is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    Json,
    Postcard,
    MessagePack,
    NamedMessagePack,
}

impl Format {
    pub(crate) fn round_trip(self, checkpoint: &Checkpoint<usize>) -> Checkpoint<usize> {
        match self {
            Format::Json => {
                let text = serde_json::to_string(checkpoint).unwrap();
                serde_json::from_str(&text).unwrap()
            }
            Format::Postcard => {
                let bytes = postcard::to_allocvec(checkpoint).unwrap();
                postcard::from_bytes(&bytes).unwrap()
            }
            Format::MessagePack => {
                let bytes = rmp_serde::to_vec(checkpoint).unwrap();
                rmp_serde::from_slice(&bytes).unwrap()
            }
            Format::NamedMessagePack => {
                let bytes = rmp_serde::to_vec_named(checkpoint).unwrap();
                rmp_serde::from_slice(&bytes).unwrap()
            }
        }
    }
}

//! The actions of a case. They change the listing, the service or the polling task between two polls.

use paginate_tests::server::UserCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Clone, Debug)]
pub(crate) enum Action {
    Tick,
    Poll,
    /// Polls with the waker of another task from now on.
    Task(usize),
    Retry,
    Prefetch(usize),
    MaxPages(u64),
    /// Drops the listing, and resumes from its checkpoint with this prefetch depth.
    Resume(usize, Format),
    /// Polls once for the next page as a page.
    NextPage,
    /// Makes the next call of this user code panic.
    Panic(UserCode),
}

/// How a listing is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    Item,
    Page,
    Collecting,
}

/// A format in which a checkpoint is serialized.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    Json,
    Postcard,
    MessagePack,
    NamedMessagePack,
}

impl Format {
    pub(crate) fn round_trip<T>(self, checkpoint: &T) -> T
    where
        T: Serialize + DeserializeOwned,
    {
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

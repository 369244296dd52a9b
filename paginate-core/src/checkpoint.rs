use core::fmt;

/// Where a listing stands: between two items, or two pages.
///
/// [`Items::checkpoint`](crate::Items::checkpoint) and [`Pages::checkpoint`](crate::Pages::checkpoint)
/// give it, and [`Paginator::resume_from`](crate::Paginator::resume_from) goes on from it, in another
/// process and another year if the service keeps its tokens that long. What was yielded before it does
/// not come again and nothing after it is left out, as long as the service sends the same page for the
/// same token: within a page it is a number of items.
///
/// A token may be a secret, so `Debug` does not show it. With the feature `serde` it is serialised,
/// the token in the clear, with a version that is checked when it is read.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// # use directory::{Client, Error, User};
/// # use paginate_core::{Paginator, paginate};
/// # #[paginate(token = "marker", items = "users")]
/// # fn users(directory: &Client) -> impl Paginator<Item = User, Token = String, Error = Error> {
/// #     directory.list_users()
/// # }
/// #
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), paginate_core::Error<Error>> {
/// # let directory = Client;
/// let mut first = users(&directory).items();
/// assert_eq!(first.try_next().await?.unwrap().name, "ada");
/// let checkpoint = first.checkpoint();
/// drop(first);
///
/// let rest: Vec<User> = users(&directory).resume_from(checkpoint).items().try_collect().await?;
/// assert_eq!(rest.iter().map(|user| user.name).collect::<Vec<_>>(), ["grace", "edsger"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        try_from = "saved::Saved<T>",
        into = "saved::Saved<T>",
        bound(
            serialize = "T: Clone + serde::Serialize",
            deserialize = "T: serde::Deserialize<'de>"
        )
    )
)]
pub struct Checkpoint<T> {
    /// `None` at the end.
    pub(crate) position: Option<Place<T>>,
    /// How many pages come before the position.
    pub(crate) pages: u64,
}

/// A page, and how much of it has been yielded.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Place<T> {
    /// What the page is asked for with, `None` for the first.
    pub(crate) token: Option<T>,
    pub(crate) read: Read,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Read {
    Items(u64),
    Whole,
}

impl<T> Checkpoint<T> {
    /// Before the first item of the page that a token asks for.
    ///
    /// For a token that comes from elsewhere. Pages are numbered anew from there.
    pub fn at(token: T) -> Self {
        let place = Place {
            token: Some(token),
            read: Read::Items(0),
        };
        Self::on(place, 0)
    }

    pub(crate) fn on(place: Place<T>, pages: u64) -> Self {
        Checkpoint {
            position: Some(place),
            pages,
        }
    }

    pub(crate) fn end(pages: u64) -> Self {
        Checkpoint {
            position: None,
            pages,
        }
    }

    /// Whether there is nothing left to list.
    pub fn is_end(&self) -> bool {
        self.position.is_none()
    }
}

impl<T> Default for Place<T> {
    fn default() -> Self {
        Place {
            token: None,
            read: Read::Items(0),
        }
    }
}

impl Read {
    /// So many items more.
    pub(crate) fn and(self, items: u64) -> Self {
        match self {
            Read::Items(read) => Read::Items(read + items),
            Read::Whole => Read::Whole,
        }
    }

    /// What is left of the items of a page.
    pub(crate) fn skip<I: Iterator>(self, mut items: I) -> Option<I> {
        match self {
            Read::Items(0) => Some(items),
            Read::Items(read) => {
                for _ in 0..read {
                    items.next()?;
                }
                Some(items)
            }
            Read::Whole => None,
        }
    }
}

impl<T> fmt::Debug for Checkpoint<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Checkpoint");
        debug.field("pages", &self.pages);
        match &self.position {
            Some(place) => debug.field("read", &place.read),
            None => debug.field("read", &"everything"),
        };
        debug.finish_non_exhaustive()
    }
}

#[cfg(feature = "serde")]
mod saved {
    use core::fmt;

    use serde::{Deserialize, Serialize};

    use super::{Checkpoint, Place, Read};

    const VERSION: u32 = 1;

    /// A checkpoint as it is written down. A change of its meaning takes another version.
    #[derive(Serialize, Deserialize)]
    pub(super) struct Saved<T> {
        version: u32,
        pages: u64,
        /// Absent at the start and at the end.
        #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
        token: Option<T>,
        /// How many items of the page are done; absent if all of them are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<u64>,
        end: bool,
    }

    /// It was written by a later version of this crate.
    #[derive(Debug)]
    pub(super) struct UnknownVersion(u32);

    impl fmt::Display for UnknownVersion {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(
                f,
                "a checkpoint of version {}, expected version {VERSION}",
                self.0
            )
        }
    }

    impl<T> From<Checkpoint<T>> for Saved<T> {
        fn from(checkpoint: Checkpoint<T>) -> Self {
            let Checkpoint { position, pages } = checkpoint;
            let end = position.is_none();
            let Place { token, read } = position.unwrap_or_default();
            let items = match read {
                Read::Items(items) => Some(items),
                Read::Whole => None,
            };
            Saved {
                version: VERSION,
                pages,
                token,
                items,
                end,
            }
        }
    }

    impl<T> TryFrom<Saved<T>> for Checkpoint<T> {
        type Error = UnknownVersion;

        fn try_from(saved: Saved<T>) -> Result<Self, UnknownVersion> {
            let Saved {
                version,
                pages,
                token,
                items,
                end,
            } = saved;
            if version != VERSION {
                return Err(UnknownVersion(version));
            }
            let read = items.map_or(Read::Whole, Read::Items);
            let position = (!end).then_some(Place { token, read });
            Ok(Checkpoint { position, pages })
        }
    }
}

use core::fmt;

/// Marks a position in a listing, between two items or two pages, from which another listing can resume.
///
/// [`Items::checkpoint`](crate::Items::checkpoint) and [`Pages::checkpoint`](crate::Pages::checkpoint)
/// return a checkpoint, and [`Paginator::resume_from`](crate::Paginator::resume_from) resumes from it, including in another
/// process. A checkpoint is valid as long as the service accepts its token.
///
/// Within a page, a checkpoint consists of the token of the page and the number of items that were yielded after it. The
/// resumed listing skips this number of items, and yields the items after them. If the service now returns a shorter page for
/// the token, because another page size was set or a time limit of the service was reached, the listing skips the rest in the
/// pages that follow. With tokens and offsets, a checkpoint therefore does not depend on the page size.
///
/// With page numbers it does: page 3 begins elsewhere if the page size changes. Keep the page size, or resume at the end of a
/// page and compute the number. If a page of a resumed listing has fewer items than were already read, and a page with
/// items follows, the listing fails with [`Error::PageSizeChanged`](crate::Error::PageSizeChanged). A page size that has grown
/// cannot be detected.
///
/// A checkpoint of numbered pages whose items are counted also carries their number, which
/// [`total_items`](crate::Operation::total_items) is compared with.
///
/// A token may be a secret, so `Debug` does not show the token. With the feature `serde` a checkpoint can be serialized in
/// every format, self-describing or not. The serialized form contains the token in plain text, and a version number: if a
/// later version of this crate wrote another form, deserialization fails with an error that names both versions.
///
/// # Examples
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
/// let mut rest = users(&directory).resume_from(checkpoint).items();
/// assert_eq!(rest.try_next().await?.unwrap().name, "grace");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Checkpoint<T> {
    /// `None` at the end of the listing.
    pub(crate) position: Option<Position<T>>,
    /// How much of the listing from the position on has been yielded.
    pub(crate) progress: Progress,
    /// The number of pages before the position.
    pub(crate) pages: u64,
}

/// The beginning of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position<T> {
    /// The token that the page is requested with, `None` for the first page.
    pub(crate) token: Option<T>,
    /// What was counted on the pages before it, `None` if their items were not counted.
    pub(crate) counted: Option<Counted>,
}

/// What was counted on all pages before a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Counted {
    /// The number of items.
    pub(crate) items: u64,
    /// The number of items on the largest page.
    pub(crate) page_size: u64,
}

impl Counted {
    /// Returns the counts after a page with `items` items.
    pub(crate) fn and(self, items: u64) -> Self {
        Counted {
            items: self.items.saturating_add(items),
            page_size: self.page_size.max(items),
        }
    }
}

/// How much has been yielded from a position on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub(crate) enum Progress {
    /// A number of items, which may be more than those of the page.
    Items(u64),
    /// The page as a whole.
    Whole,
}

impl<T> Checkpoint<T> {
    /// Returns a checkpoint before the first item of the page that is requested with `token`.
    ///
    /// Use this to start from a token that you already have. A listing that resumes from the checkpoint numbers its pages
    /// from 1.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Checkpoint, Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let token = 1; // a script uses the index of the page as the token
    /// let mut rest = users.resume_from(Checkpoint::at(token)).items();
    /// assert_eq!(rest.try_next().await?, Some("edsger"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn at(token: T) -> Self {
        let position = Position {
            token: Some(token),
            counted: None,
        };
        Self::on(position, Progress::default(), 0)
    }

    /// Returns the checkpoint before the first page.
    pub(crate) fn start() -> Self {
        Self::on(Position::default(), Progress::default(), 0)
    }

    pub(crate) fn on(position: Position<T>, progress: Progress, pages: u64) -> Self {
        Checkpoint {
            position: Some(position),
            progress,
            pages,
        }
    }

    pub(crate) fn end(pages: u64) -> Self {
        Checkpoint {
            position: None,
            progress: Progress::default(),
            pages,
        }
    }

    /// Returns whether there is nothing left to list.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let mut users = testing::script::<_, ()>([Ok(vec!["ada"])]).items();
    /// assert!(!users.checkpoint().is_end());
    /// users.try_extend(&mut Vec::new()).await?;
    /// assert!(users.checkpoint().is_end());
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_end(&self) -> bool {
        self.position.is_none()
    }
}

/// The first page.
impl<T> Default for Position<T> {
    fn default() -> Self {
        Position {
            token: None,
            counted: Some(Counted::default()),
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Progress::Items(0)
    }
}

impl Progress {
    /// Returns the progress after `items` more items.
    pub(crate) fn and(self, items: u64) -> Self {
        match self {
            Progress::Items(read) => Progress::Items(read.saturating_add(items)),
            Progress::Whole => Progress::Whole,
        }
    }
}

impl<T> fmt::Debug for Checkpoint<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Checkpoint");
        debug.field("pages", &self.pages);
        match &self.position {
            Some(_) => debug.field("read", &self.progress),
            None => debug.field("read", &"everything"),
        };
        debug.finish_non_exhaustive()
    }
}

#[cfg(feature = "serde")]
mod serialized;

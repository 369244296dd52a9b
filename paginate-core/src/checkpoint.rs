use core::fmt;

/// Marks a position in a listing, between two items or two pages, from which another listing can resume.
///
/// [`Items::checkpoint`](crate::Items::checkpoint) and [`Pages::checkpoint`](crate::Pages::checkpoint)
/// return a checkpoint, and [`Paginator::resume_from`](crate::Paginator::resume_from) resumes from it, also in another
/// process. A checkpoint is valid as long as the service accepts its token.
///
/// Within a page, a checkpoint consists of the token of the page and the number of items that were yielded. So the
/// resumed listing yields exactly the remaining items if the service returns the same page for the same token.
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
    /// The number of pages before the position.
    pub(crate) pages: u64,
}

/// A page, and how much of it has been yielded.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Position<T> {
    /// The token that the page is requested with, `None` for the first page.
    pub(crate) token: Option<T>,
    pub(crate) progress: Progress,
}

/// How much of a page has been yielded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub(crate) enum Progress {
    Items(u64),
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
            progress: Progress::default(),
        };
        Self::on(position, 0)
    }

    pub(crate) fn on(position: Position<T>, pages: u64) -> Self {
        Checkpoint {
            position: Some(position),
            pages,
        }
    }

    pub(crate) fn end(pages: u64) -> Self {
        Checkpoint {
            position: None,
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

impl<T> Default for Position<T> {
    fn default() -> Self {
        Position {
            token: None,
            progress: Progress::default(),
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
            Progress::Items(read) => Progress::Items(read + items),
            Progress::Whole => Progress::Whole,
        }
    }

    /// Skips the items that have been yielded. `None` if nothing is left.
    pub(crate) fn skip<I: Iterator>(self, mut items: I) -> Option<I> {
        match self {
            Progress::Items(read) => {
                for _ in 0..read {
                    items.next()?;
                }
                Some(items)
            }
            Progress::Whole => None,
        }
    }
}

impl<T> fmt::Debug for Checkpoint<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Checkpoint");
        debug.field("pages", &self.pages);
        match &self.position {
            Some(position) => debug.field("read", &position.progress),
            None => debug.field("read", &"everything"),
        };
        debug.finish_non_exhaustive()
    }
}

#[cfg(feature = "serde")]
mod serialized {
    use core::fmt;
    use core::marker::PhantomData;

    use serde::de::{Error, SeqAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Checkpoint, Position, Progress};

    /// The version of the serialized form. A form with another meaning needs another version.
    const VERSION: u32 = 1;

    /// The length of the form `[version, pages, position]`. The form is a sequence and not a map, because every format
    /// reads a sequence in the order in which it was written, and the version must be known before the other elements
    /// are read.
    const LENGTH: usize = 3;

    /// An enum and not an `Option` of a token, because a token may itself be serialized like `None`.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Serialized<T> {
        FirstPage(Progress),
        Page(T, Progress),
        End,
    }

    /// A token that implements `Serialize`.
    #[diagnostic::on_unimplemented(
        message = "expected a token that implements `Serialize`, found `{Self}`",
        label = "the token of this listing is not known to implement `Serialize`",
        note = "declare the token in the return type of the listing, like `impl Paginator<Item = …, Error = …, Token = String>`"
    )]
    pub trait SerializeToken: Serialize {}

    #[diagnostic::do_not_recommend]
    impl<T: Serialize> SerializeToken for T {}

    impl<T: SerializeToken> Serialize for Checkpoint<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let position = match &self.position {
                None => Serialized::End,
                Some(Position { token, progress }) => match token {
                    None => Serialized::FirstPage(*progress),
                    Some(token) => Serialized::Page(token, *progress),
                },
            };
            (VERSION, self.pages, position).serialize(serializer)
        }
    }

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Checkpoint<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_tuple(LENGTH, CheckpointVisitor(PhantomData))
        }
    }

    struct CheckpointVisitor<T>(PhantomData<fn() -> T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for CheckpointVisitor<T> {
        type Value = Checkpoint<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a checkpoint: [version, pages, position]")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Checkpoint<T>, A::Error> {
            let missing = |index| A::Error::invalid_length(index, &self);
            let version: u32 = sequence.next_element()?.ok_or_else(|| missing(0))?;
            if version != VERSION {
                return Err(A::Error::custom(format_args!(
                    "expected a checkpoint of version {VERSION}, found version {version}"
                )));
            }
            let pages = sequence.next_element()?.ok_or_else(|| missing(1))?;
            let position = sequence.next_element()?.ok_or_else(|| missing(2))?;
            let position = match position {
                Serialized::FirstPage(progress) => Some(Position {
                    token: None,
                    progress,
                }),
                Serialized::Page(token, progress) => Some(Position {
                    token: Some(token),
                    progress,
                }),
                Serialized::End => None,
            };
            Ok(Checkpoint { position, pages })
        }
    }
}

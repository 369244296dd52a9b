use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Checkpoint, Counted, Position, Progress};

/// The version of the serialized form. A form with another meaning needs another version.
const VERSION: u32 = 2;

/// The length of the form `[version, pages, page, counts, progress]`. The form is a sequence and not a map, because every format
/// reads a sequence in the order in which it was written, and the version must be known before the other elements
/// are read.
const LENGTH: usize = 5;

/// The largest count that a checkpoint may contain. No listing reaches it, so that counting on cannot overflow. Some formats
/// have no larger integer.
const MAX_COUNT: u64 = i64::MAX as u64;

/// The page that a checkpoint is on. An enum and not an `Option` of a token, because a token may itself be serialized like
/// `None`. The token is in a sequence of its own, because YAML has no enum directly within an enum.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Page<T> {
    First,
    At((T,)),
    End,
}

/// What was counted before the page. An enum and not an `Option`, because TOML has no `None`.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Counts {
    Uncounted,
    Counted(Counted),
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
        let (page, counted) = match &self.position {
            None => (Page::End, None),
            Some(Position { token, counted }) => match token {
                None => (Page::First, *counted),
                Some(token) => (Page::At((token,)), *counted),
            },
        };
        let counts = counted.map_or(Counts::Uncounted, Counts::Counted);
        (VERSION, self.pages, page, counts, self.progress).serialize(serializer)
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
        f.write_str("a checkpoint: [version, pages, page, counts, progress]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Checkpoint<T>, A::Error> {
        let missing = |index| A::Error::invalid_length(index, &self);
        let version: u32 = sequence.next_element()?.ok_or_else(|| missing(0))?;
        if version != VERSION {
            return Err(A::Error::custom(format_args!(
                "expected a checkpoint of version {VERSION}, found version {version}"
            )));
        }
        let pages = checked(sequence.next_element()?.ok_or_else(|| missing(1))?)?;
        let page = sequence.next_element()?.ok_or_else(|| missing(2))?;
        let counted = match sequence.next_element()?.ok_or_else(|| missing(3))? {
            Counts::Uncounted => None,
            Counts::Counted(Counted { items, page_size }) => Some(Counted {
                items: checked(items)?,
                page_size: checked(page_size)?,
            }),
        };
        let progress = match sequence.next_element()?.ok_or_else(|| missing(4))? {
            Progress::Items(items) => Progress::Items(checked(items)?),
            Progress::Whole => Progress::Whole,
        };
        let token = match page {
            Page::First => None,
            Page::At((token,)) => Some(token),
            Page::End => return Ok(Checkpoint::end(pages)),
        };
        Ok(Checkpoint::on(Position { token, counted }, progress, pages))
    }
}

/// Returns a count that is not too large.
fn checked<E: Error>(count: u64) -> Result<u64, E> {
    if count > MAX_COUNT {
        let expected = "a number of pages or items below 2^63";
        return Err(E::invalid_value(Unexpected::Unsigned(count), &expected));
    }
    Ok(count)
}

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ParallelCheckpoint, State};
use crate::Checkpoint;

/// The version of the serialized form. A form with another meaning needs another version.
const VERSION: u32 = 1;

/// The length of the form `[version, listings]`, a sequence for the same reason as that of a [`Checkpoint`].
const LENGTH: usize = 2;

/// The number of listings for which memory is reserved before they are read: the length may come from an untrusted source.
const MAX_RESERVED: usize = 4_096;

/// Where a listing stands.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Listing<C> {
    NotStarted,
    At(C),
    Done,
}

impl<T> Serialize for ParallelCheckpoint<T>
where
    Checkpoint<T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, Listings(self)).serialize(serializer)
    }
}

/// The listings of a checkpoint, serialized one by one.
struct Listings<'a, T>(&'a ParallelCheckpoint<T>);

impl<T> Serialize for Listings<'_, T>
where
    Checkpoint<T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut begun = self.0.begun.iter();
        serializer.collect_seq(self.0.states.iter().map(|state| match state {
            State::NotStarted => Listing::NotStarted,
            State::Begun => begun.next().map_or(Listing::NotStarted, Listing::At),
            State::Done => Listing::Done,
        }))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ParallelCheckpoint<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple(LENGTH, CheckpointVisitor(PhantomData))
    }
}

struct CheckpointVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for CheckpointVisitor<T> {
    type Value = ParallelCheckpoint<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a checkpoint of parallel listings: [version, listings]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let missing = |index| A::Error::invalid_length(index, &self);
        let version: u32 = sequence.next_element()?.ok_or_else(|| missing(0))?;
        if version != VERSION {
            return Err(A::Error::custom(format_args!(
                "expected a checkpoint of parallel listings of version {VERSION}, found version {version}"
            )));
        }
        let ListingsOf(checkpoint) = sequence.next_element()?.ok_or_else(|| missing(1))?;
        Ok(checkpoint)
    }
}

/// The checkpoint of listings that are deserialized one by one.
struct ListingsOf<T>(ParallelCheckpoint<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ListingsOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_seq(ListingsVisitor(PhantomData))
            .map(ListingsOf)
    }
}

struct ListingsVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListingsVisitor<T> {
    type Value = ParallelCheckpoint<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of listings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let length = sequence.size_hint().unwrap_or(0).min(MAX_RESERVED);
        let mut listings = ParallelCheckpoint::with_capacity(length);
        while let Some(listing) = sequence.next_element()? {
            listings.push(match listing {
                Listing::NotStarted => Checkpoint::start(),
                Listing::At(checkpoint) => checkpoint,
                Listing::Done => Checkpoint::end(0),
            });
        }
        Ok(listings)
    }
}

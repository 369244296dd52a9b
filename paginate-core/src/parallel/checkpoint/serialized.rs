use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Entry, ParallelCheckpoint};
use crate::Checkpoint;

/// The version of the serialized form. A form with another meaning needs another version.
const VERSION: u32 = 1;

/// The length of the form `[version, listings]`, a sequence for the same reason as that of a [`Checkpoint`].
const LENGTH: usize = 2;

/// Where a listing stands.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Serialized<C> {
    NotStarted,
    At(C),
    Done,
}

impl<T> Serialize for ParallelCheckpoint<T>
where
    Checkpoint<T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let listings: Vec<Serialized<&Checkpoint<T>>> = self
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::NotStarted => Serialized::NotStarted,
                Entry::At(checkpoint) => Serialized::At(checkpoint),
                Entry::Done => Serialized::Done,
            })
            .collect();
        (VERSION, listings).serialize(serializer)
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
        let listings: Vec<Serialized<Checkpoint<T>>> =
            sequence.next_element()?.ok_or_else(|| missing(1))?;
        let entries = listings.into_iter().map(|listing| match listing {
            Serialized::NotStarted => Entry::NotStarted,
            Serialized::At(checkpoint) => Entry::At(checkpoint),
            Serialized::Done => Entry::Done,
        });
        Ok(ParallelCheckpoint {
            entries: entries.collect(),
        })
    }
}

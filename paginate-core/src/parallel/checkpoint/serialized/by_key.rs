use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{Given, ParallelCheckpoint};
use super::Listing;

/// The version of the serialized form of parts that their keys name. Version 1 is the form of listings that their index names.
const VERSION: u32 = 2;

/// The length of the form `[version, outer, parts]`, a sequence for the same reason as that of a [`Checkpoint`](crate::Checkpoint).
const LENGTH: usize = 3;

impl<C, K, O> Serialize for ParallelCheckpoint<C, K, O>
where
    C: Serialize,
    K: Serialize,
    O: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.outer, Parts(self)).serialize(serializer)
    }
}

/// The parts of a checkpoint, serialized one by one.
struct Parts<'a, C, K, O>(&'a ParallelCheckpoint<C, K, O>);

impl<C: Serialize, K: Serialize, O> Serialize for Parts<'_, C, K, O> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut begun = self.0.begun.iter();
        serializer.collect_seq(
            self.0
                .states
                .iter()
                .map(|(key, state)| (key, Listing::new(*state, &mut begun))),
        )
    }
}

impl<'de, C, K, O> Deserialize<'de> for ParallelCheckpoint<C, K, O>
where
    C: Deserialize<'de>,
    K: Deserialize<'de>,
    O: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple(LENGTH, CheckpointVisitor(PhantomData))
    }
}

struct CheckpointVisitor<C, K, O>(PhantomData<fn() -> (C, K, O)>);

impl<'de, C, K, O> Visitor<'de> for CheckpointVisitor<C, K, O>
where
    C: Deserialize<'de>,
    K: Deserialize<'de>,
    O: Deserialize<'de>,
{
    type Value = ParallelCheckpoint<C, K, O>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a checkpoint of parts with keys: [version, outer, parts]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let missing = |index| A::Error::invalid_length(index, &self);
        let version: u32 = sequence.next_element()?.ok_or_else(|| missing(0))?;
        if version != VERSION {
            return Err(A::Error::custom(format_args!(
                "expected a checkpoint of parts with keys of version {VERSION}, found version {version}"
            )));
        }
        let outer = sequence.next_element()?.ok_or_else(|| missing(1))?;
        let parts: Vec<(K, Listing<C>)> = sequence.next_element()?.ok_or_else(|| missing(2))?;
        let mut checkpoint = ParallelCheckpoint::with_capacity(outer, parts.len());
        for (key, part) in parts {
            match part {
                Listing::NotStarted => checkpoint.push_not_started(key),
                Listing::At(position) => checkpoint.push_begun(key, position),
                Listing::Done => checkpoint.push_done(key),
            }
        }
        Ok(checkpoint)
    }
}

/// An empty sequence, which is the same in every format, unlike a unit.
impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(core::iter::empty::<u32>())
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let outer: Vec<u32> = Vec::deserialize(deserializer)?;
        if outer.is_empty() {
            Ok(Given)
        } else {
            let expected = "no outer listing, because the parts are given";
            Err(D::Error::invalid_length(outer.len(), &expected))
        }
    }
}

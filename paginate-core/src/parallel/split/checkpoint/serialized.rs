use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::SplitCheckpoint;

/// The version of the serialized form. A form with another meaning needs another version.
const VERSION: u32 = 1;

/// The length of the form `[version, ranges]`, a sequence for the same reason as that of a [`Checkpoint`](crate::Checkpoint).
const LENGTH: usize = 2;

impl<K: Serialize> Serialize for SplitCheckpoint<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.ranges).serialize(serializer)
    }
}

impl<'de, K: Deserialize<'de>> Deserialize<'de> for SplitCheckpoint<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple(LENGTH, CheckpointVisitor(PhantomData))
    }
}

struct CheckpointVisitor<K>(PhantomData<fn() -> K>);

impl<'de, K: Deserialize<'de>> Visitor<'de> for CheckpointVisitor<K> {
    type Value = SplitCheckpoint<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a checkpoint of a split listing: [version, ranges]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let missing = |index| A::Error::invalid_length(index, &self);
        let version: u32 = sequence.next_element()?.ok_or_else(|| missing(0))?;
        if version != VERSION {
            return Err(A::Error::custom(format_args!(
                "expected a checkpoint of a split listing of version {VERSION}, found version {version}"
            )));
        }
        let ranges = sequence.next_element()?.ok_or_else(|| missing(1))?;
        Ok(SplitCheckpoint { ranges })
    }
}

mod by_key;

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ByIndex, Given, ParallelCheckpoint, PartCheckpoint, State};

/// The version of the serialized form of listings that their index names. A form with another meaning needs another version.
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

impl<C> Listing<C> {
    /// Creates the form of a listing. The checkpoints of the listings that were begun are in their order.
    fn new(state: State, begun: &mut impl Iterator<Item = C>) -> Self {
        match state {
            State::NotStarted => Listing::NotStarted,
            State::Begun => begun.next().map_or(Listing::NotStarted, Listing::At),
            State::Done => Listing::Done,
        }
    }
}

impl<C: Serialize> Serialize for ParallelCheckpoint<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, Listings(self)).serialize(serializer)
    }
}

/// The listings of a checkpoint, serialized one by one.
struct Listings<'a, C>(&'a ParallelCheckpoint<C>);

impl<C: Serialize> Serialize for Listings<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut begun = self.0.begun.iter();
        let states = self.0.states.iter();
        serializer.collect_seq(states.map(|(_, state)| Listing::new(*state, &mut begun)))
    }
}

impl<'de, C> Deserialize<'de> for ParallelCheckpoint<C>
where
    C: PartCheckpoint + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple(LENGTH, CheckpointVisitor(PhantomData))
    }
}

struct CheckpointVisitor<C>(PhantomData<fn() -> C>);

impl<'de, C> Visitor<'de> for CheckpointVisitor<C>
where
    C: PartCheckpoint + Deserialize<'de>,
{
    type Value = ParallelCheckpoint<C>;

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
struct ListingsOf<C>(ParallelCheckpoint<C>);

impl<'de, C> Deserialize<'de> for ListingsOf<C>
where
    C: PartCheckpoint + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_seq(ListingsVisitor(PhantomData))
            .map(ListingsOf)
    }
}

struct ListingsVisitor<C>(PhantomData<fn() -> C>);

impl<'de, C> Visitor<'de> for ListingsVisitor<C>
where
    C: PartCheckpoint + Deserialize<'de>,
{
    type Value = ParallelCheckpoint<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of listings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let length = sequence.size_hint().unwrap_or(0).min(MAX_RESERVED);
        let mut listings = ParallelCheckpoint::with_capacity(Given, length);
        while let Some(listing) = sequence.next_element()? {
            match listing {
                Listing::NotStarted => listings.push_not_started(ByIndex),
                Listing::At(position) => listings.push(ByIndex, position),
                Listing::Done => listings.push_done(ByIndex),
            }
        }
        Ok(listings)
    }
}

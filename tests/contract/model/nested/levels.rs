//! The streams of two and of three levels.

use std::rc::Rc;

use paginate_core::{Checkpoint, Level, Parallel, ParallelCheckpoint, Parts, nested};
use paginate_tests::server::Throttled;

use super::world::{Listing, World};

/// The checkpoint of a listing of listings.
pub(crate) type Two = ParallelCheckpoint<Checkpoint<usize>, u32, Checkpoint<usize>>;

/// The checkpoint of a listing of listings of listings.
pub(crate) type Three = ParallelCheckpoint<Two, u32, Checkpoint<usize>>;

/// Which listing an error concerns.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Outer(usize),
    Inner(u32),
}

/// What a stream yields, and where it stands.
pub(crate) trait Stand: Parts<Error = Throttled> {
    /// Returns the key and the item of a row.
    fn row(row: Self::Item) -> (u32, u32);

    fn place(key: &Self::Key) -> Place;

    fn is_end(checkpoint: &Self::Checkpoint) -> bool;
}

impl<S> Stand for S
where
    S: Parts<Error = Throttled, Item: Row, Key: AsPlace, Checkpoint: IsEnd>,
{
    fn row(row: S::Item) -> (u32, u32) {
        row.row()
    }

    fn place(key: &S::Key) -> Place {
        key.place()
    }

    fn is_end(checkpoint: &S::Checkpoint) -> bool {
        checkpoint.is_at_end()
    }
}

pub(crate) trait Row {
    fn row(self) -> (u32, u32);
}

impl Row for (u32, u32) {
    fn row(self) -> (u32, u32) {
        self
    }
}

impl Row for (u32, (u32, u32)) {
    fn row(self) -> (u32, u32) {
        self.1
    }
}

pub(crate) trait AsPlace {
    fn place(&self) -> Place;
}

impl AsPlace for Level<u32> {
    fn place(&self) -> Place {
        match self {
            Level::Outer => Place::Outer(0),
            Level::Inner(key) => Place::Inner(*key),
        }
    }
}

impl AsPlace for Level<(u32, Level<u32>)> {
    fn place(&self) -> Place {
        match self {
            Level::Outer => Place::Outer(0),
            Level::Inner((listing, Level::Outer)) => Place::Outer(*listing as usize),
            Level::Inner((_, Level::Inner(key))) => Place::Inner(*key),
        }
    }
}

pub(crate) trait IsEnd {
    fn is_at_end(&self) -> bool;
}

impl IsEnd for Two {
    fn is_at_end(&self) -> bool {
        self.is_end()
    }
}

impl IsEnd for Three {
    fn is_at_end(&self) -> bool {
        self.is_end()
    }
}

/// Lists the items of all parts of a listing.
pub(crate) fn two(
    world: Rc<World>,
    checkpoint: Option<Two>,
) -> Parallel<impl Parts<Item = (u32, u32), Error = Throttled, Key = Level<u32>, Checkpoint = Two>>
{
    let outer = world.outer(0);
    let concurrency = world.settings.concurrency[0];
    let ordered = world.settings.ordered;
    let part = move |key: u32| -> Option<(u32, Listing)> { world.part(key) };
    let rows = nested(outer, part, concurrency);
    let rows = if ordered { rows.ordered() } else { rows };
    match checkpoint {
        Some(checkpoint) => rows.resume_from(checkpoint),
        None => rows,
    }
}

/// Lists the items of all parts of the parts of a listing.
pub(crate) fn three(
    world: Rc<World>,
    checkpoint: Option<Three>,
) -> Parallel<
    impl Parts<
        Item = (u32, (u32, u32)),
        Error = Throttled,
        Key = Level<(u32, Level<u32>)>,
        Checkpoint = Three,
    >,
> {
    let outer = world.outer(0);
    let [concurrency, within] = world.settings.concurrency;
    let ordered = world.settings.ordered;
    let part = move |listing: u32| {
        let outer = world.outer(listing as usize);
        let world = Rc::clone(&world);
        let part = move |key: u32| -> Option<(u32, Listing)> { world.part(key) };
        let rows = nested(outer, part, within);
        (listing, if ordered { rows.ordered() } else { rows })
    };
    let rows = nested(outer, part, concurrency);
    let rows = if ordered { rows.ordered() } else { rows };
    match checkpoint {
        Some(checkpoint) => rows.resume_from(checkpoint),
        None => rows,
    }
}

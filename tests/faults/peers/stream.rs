//! What the loops that make a stream of items have in common.

use futures::{Stream, TryStreamExt};

use super::Read;
use crate::fault::Fault;
use crate::session::Session;

/// Reads a stream to its end.
pub(super) async fn items(
    session: &Session,
    items: impl Stream<Item = reqwest::Result<u32>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut items = Box::pin(items);
    while let Some(item) = session.wait(async || items.try_next().await).await? {
        session.item(item).await;
    }
    Ok(())
}

/// Returns the option of a loop by offset that adds the number of items received, for the faults that it makes a difference for.
pub(super) fn by_items_received(fault: Fault, read: Read) -> Option<(&'static str, Read)> {
    let makes_a_difference = matches!(fault, Fault::ShortPage | Fault::ShrinkingTotal);
    makes_a_difference.then_some(("offset += items received", read))
}

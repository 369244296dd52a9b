//! `SCAN` with redis: the response is a tuple of the cursor and the keys, and the cursor 0 ends the listing.

mod server;

use std::num::NonZeroU64;

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::listing_tests;
use redis::aio::MultiplexedConnection;
use redis::{RedisError, cmd};

use server::fixture;

listing_tests!(keys, fixture(), |fixture| keys(fixture.client.clone()));

#[paginate(output_token = "0", items = "1")]
async fn keys(
    mut redis: MultiplexedConnection,
    #[token] cursor: Option<NonZeroU64>,
) -> impl Paginator<Item = String, Error = RedisError> {
    let scan = cmd("SCAN").arg(cursor.map_or(0, u64::from)).to_owned();
    let (cursor, keys) = scan.query_async::<(u64, Vec<String>)>(&mut redis).await?;
    Ok((NonZeroU64::new(cursor), keys))
}

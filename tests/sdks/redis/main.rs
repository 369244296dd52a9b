//! `SCAN` and `HSCAN` with redis: the response is a tuple of the cursor and the elements, and the cursor 0 ends the listing.

mod server;

use std::num::NonZeroU64;

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::listing_tests;
use redis::aio::MultiplexedConnection;
use redis::{RedisError, cmd};

use server::{hash, key_space};

listing_tests!(keys, "redis", "SCAN", key_space(), |fixture| keys(
    fixture.client.clone()
));

listing_tests!(fields, "redis", "SCAN of a hash", hash(), |fixture| fields(
    fixture.client.clone(),
    "sessions"
));

#[paginate(output_token = "0", items = "1")]
async fn keys(
    mut redis: MultiplexedConnection,
    #[token] cursor: Option<NonZeroU64>,
) -> impl Paginator<Item = String, Error = RedisError> {
    let scan = cmd("SCAN").arg(cursor.map_or(0, u64::from)).to_owned();
    let (cursor, keys) = scan.query_async::<(u64, Vec<String>)>(&mut redis).await?;
    Ok((NonZeroU64::new(cursor), keys))
}

#[paginate(output_token = "0", items = "1")]
async fn fields(
    mut redis: MultiplexedConnection,
    key: &str,
    #[token] cursor: Option<NonZeroU64>,
) -> impl Paginator<Item = (String, String), Error = RedisError> {
    let cursor = cursor.map_or(0, u64::from);
    let scan = cmd("HSCAN").arg((key, cursor)).to_owned();
    let (cursor, fields) = scan
        .query_async::<(u64, Vec<(String, String)>)>(&mut redis)
        .await?;
    Ok((NonZeroU64::new(cursor), fields))
}

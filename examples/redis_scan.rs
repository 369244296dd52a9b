//! Lists the keys of a Redis server with `SCAN`, stops after some of them, and resumes from a checkpoint.
//!
//! `cargo run -p paginate-examples --example redis_scan --features redis` prints how many keys each of the two listings
//! yields. The example installs Redis the first time, which needs Python 3.

use std::error::Error;
use std::num::NonZeroU64;

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::PythonServer;
use redis::aio::MultiplexedConnection;
use redis::{Client, RedisError, cmd};

/// Lists the keys that match a pattern. `NonZeroU64::new(0)` is `None`, which ends the listing. A page may be empty.
#[paginate(output_token = "0", items = "1")]
async fn keys(
    mut redis: MultiplexedConnection,
    pattern: &str,
    #[token] cursor: Option<NonZeroU64>,
) -> impl Paginator<Item = String, Token = NonZeroU64, Error = RedisError> {
    let cursor = cursor.map_or(0, u64::from);
    let scan = cmd("SCAN").arg((cursor, "MATCH", pattern)).to_owned();
    let (cursor, keys) = scan.query_async::<(u64, Vec<String>)>(&mut redis).await?;
    Ok((NonZeroU64::new(cursor), keys))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let requirements = include_str!("../tests/sdks/redis/requirements.txt");
    let program = include_str!("../tests/sdks/redis/serve.py");
    let server = PythonServer::start("redis", requirements, program)?;
    let client = Client::open(format!("unix:{}", server.ready()))?;
    let mut redis = client.get_multiplexed_async_connection().await?;
    for n in 0..1_000 {
        let kind = if n % 4 == 0 { "session" } else { "cache" };
        let set = cmd("SET").arg((format!("{kind}:{n}"), n)).to_owned();
        set.exec_async(&mut redis).await?;
    }

    let mut sessions = keys(redis.clone(), "session:*").items();
    let mut count = 0;
    while count < 100 && sessions.try_next().await?.is_some() {
        count += 1;
    }
    println!("{count} keys on {} pages", sessions.page_count());
    let checkpoint = sessions.checkpoint();

    let rest = keys(redis, "session:*").resume_from(checkpoint);
    let mut rest = rest.items();
    let mut keys = Vec::new();
    rest.try_extend(&mut keys).await?;
    println!("{} more keys, up to page {}", keys.len(), rest.page_count());
    Ok(())
}

//! Tables whose primary keys are split: a million numbers with gaps, and as many UUIDs.

use std::fmt::Debug;

use paginate_core::{Paginator, SplitKey, paginate, split};
use tokio_postgres::{Client, Error};

use crate::server::Postgres;

const ROWS: usize = 1_000_000;

#[paginate(output_token = "[-1]", items = "[]")]
async fn numbers(
    db: &Client,
    #[token] after: Option<i64>,
) -> impl Paginator<Item = i64, Token = i64, Error = Error> {
    let page = "SELECT id FROM numbers WHERE id > coalesce($1, bigint '-1') ORDER BY id LIMIT 1000";
    let rows = db.query(page, &[&after]).await?;
    Ok(rows.iter().map(|row| row.get("id")).collect::<Vec<i64>>())
}

/// The column is `text COLLATE "C"`, because strings are split in the order of their bytes.
#[paginate(output_token = "[-1]", items = "[]")]
async fn uuids(
    db: &Client,
    #[token] after: Option<String>,
) -> impl Paginator<Item = String, Token = String, Error = Error> {
    let page = "SELECT id FROM uuids WHERE id > coalesce($1, '') ORDER BY id LIMIT 1000";
    let rows = db.query(page, &[&after]).await?;
    Ok(rows
        .iter()
        .map(|row| row.get("id"))
        .collect::<Vec<String>>())
}

/// Reads a table with 16 queries at the same time, stops in the middle, resumes, and compares the rows with a plain listing.
async fn compare<P>(listing: impl Fn() -> P)
where
    P: Paginator<Item: SplitKey + Debug, Token = <P as Paginator>::Item, Error = Error>,
{
    let all: Vec<P::Item> = listing().items().try_collect().await.expect("the rows");
    assert_eq!(all.len(), ROWS);

    let mut first = split(&listing, P::Item::clone, 16);
    let mut rows = Vec::new();
    while rows.len() < ROWS / 3 {
        rows.extend(first.try_next().await.expect("a row"));
    }
    let checkpoint = first.checkpoint();
    // Its requests in flight would keep the connection from the others.
    drop(first);

    let rest = split(&listing, P::Item::clone, 7).resume_from(checkpoint);
    let mut rest = rest.buffer(32).ordered();
    rest.try_extend(&mut rows).await.expect("the other rows");
    assert!(rest.is_complete());
    rows.sort_unstable();
    assert!(rows == all);
}

#[tokio::test]
async fn numbers_are_split() {
    let (_server, client) = Postgres::connect().await;
    let create = "CREATE TABLE numbers (id bigint PRIMARY KEY);
        INSERT INTO numbers SELECT n * 7 + n / 1000 * 1000000 FROM generate_series(1, 1000000) n;";
    client.batch_execute(create).await.expect("a table");
    compare(|| numbers(&client)).await;
}

#[tokio::test]
async fn uuids_are_split() {
    let (_server, client) = Postgres::connect().await;
    let create = "CREATE TABLE uuids (id text COLLATE \"C\" PRIMARY KEY);
        INSERT INTO uuids SELECT md5(n::text)::uuid::text FROM generate_series(1, 1000000) n;";
    client.batch_execute(create).await.expect("a table");
    compare(|| uuids(&client)).await;
}

/// Lists the rows without regard to upper case, as a collation of a language does.
#[paginate(output_token = "[-1]", items = "[]")]
async fn names(
    db: &Client,
    #[token] after: Option<String>,
) -> impl Paginator<Item = String, Token = String, Error = Error> {
    let page = "SELECT id FROM names WHERE (lower(id), id) > (lower($1), $1) ORDER BY lower(id), id LIMIT 100";
    let rows = db.query(page, &[&after.unwrap_or_default()]).await?;
    Ok(rows
        .iter()
        .map(|row| row.get("id"))
        .collect::<Vec<String>>())
}

#[tokio::test]
async fn order_without_regard_to_upper_case_is_an_error() {
    let (_server, client) = Postgres::connect().await;
    let create = "CREATE TABLE names (id text COLLATE \"C\" PRIMARY KEY);
        INSERT INTO names SELECT unnest(ARRAY['B', 'a', 'C', 'd']) || n FROM generate_series(1, 1000) n;";
    client.batch_execute(create).await.expect("a table");
    let rows = split(|| names(&client), String::clone, 4);
    let error = rows.try_collect::<Vec<_>>().await.unwrap_err();
    assert!(
        matches!(
            error.error(),
            paginate_core::Error::KeyBelowStart { .. } | paginate_core::Error::UnorderedKeys { .. }
        ),
        "{error:?}"
    );
}

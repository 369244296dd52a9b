//! Keyset pagination with tokio-postgres: the tokens are the key of the last row, which has two columns.

mod server;
mod split;

use std::time::{Duration, SystemTime};

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, listing_tests};
use tokio_postgres::{Client, Error, Row};

use server::Postgres;

listing_tests!(
    events,
    "tokio-postgres",
    "SQL keyset",
    fixture(),
    |fixture| events(&fixture.client, "login")
);

listing_tests!(
    ids,
    "tokio-postgres",
    "SQL offset",
    ids_fixture(),
    |fixture| ids(&fixture.client)
);

const PAGE: &str = "
    SELECT created, id, kind FROM events
    WHERE kind = $1 AND (created, id) > (coalesce($2, timestamptz '-infinity'), coalesce($3, bigint '0'))
    ORDER BY created, id LIMIT 3";

#[paginate(output_token = ["[-1].created", "[-1].id"], items = "[]")]
async fn events(
    db: &Client,
    kind: &str,
    #[token] created: Option<SystemTime>,
    #[token] id: Option<i64>,
) -> impl Paginator<Item = Event, Error = Error> {
    let rows = db.query(PAGE, &[&kind, &created, &id]).await?;
    Ok(rows.iter().map(Event::from).collect::<Vec<_>>())
}

#[paginate(items = "[]")]
async fn ids(db: &Client, #[offset] offset: i64) -> impl Paginator<Item = i64, Error = Error> {
    let page = "SELECT id FROM events WHERE kind = 'login' ORDER BY id LIMIT 5 OFFSET $1";
    let rows = db.query(page, &[&offset]).await?;
    Ok(rows.iter().map(|row| row.get("id")).collect::<Vec<i64>>())
}

#[derive(Clone, Debug, PartialEq)]
struct Event {
    created: SystemTime,
    id: i64,
    kind: String,
}

impl From<&Row> for Event {
    fn from(row: &Row) -> Self {
        Event {
            created: row.get("created"),
            id: row.get("id"),
            kind: row.get("kind"),
        }
    }
}

/// Creates a table. Up to five events of a kind have the same time.
async fn fixture() -> Fixture<Postgres, Client, Event> {
    let (server, client, mut events) = table().await;
    events.retain(|event| event.kind == "login");
    events.sort_by_key(|event| (event.created, event.id));
    Fixture {
        server,
        client,
        // An empty page follows the last full one.
        pages: 9,
        items: events,
    }
}

async fn ids_fixture() -> Fixture<Postgres, Client, i64> {
    let (server, client, events) = table().await;
    let of_kind = events.iter().filter(|event| event.kind == "login");
    let mut ids: Vec<i64> = of_kind.map(|event| event.id).collect();
    ids.sort_unstable();
    Fixture {
        server,
        client,
        // An empty page follows the last page, which is shorter than the others.
        pages: 6,
        items: ids,
    }
}

/// Creates a table whose rows are not in the order of their keys.
async fn table() -> (Postgres, Client, Vec<Event>) {
    let (server, client) = Postgres::connect().await;
    let events: Vec<Event> = (0..48)
        .map(|n| {
            let id: i64 = n * 29 % 101 + 1;
            Event {
                created: SystemTime::UNIX_EPOCH + Duration::from_secs(id.unsigned_abs() % 6),
                id,
                kind: if n % 2 == 0 { "login" } else { "logout" }.into(),
            }
        })
        .collect();
    for Event { created, id, kind } in &events {
        let insert = "INSERT INTO events VALUES ($1, $2, $3)";
        let inserted = client.execute(insert, &[created, id, kind]).await;
        inserted.expect("a row");
    }
    (server, client, events)
}

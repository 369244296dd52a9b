//! Lists the rows of a table of `PostgreSQL` by key, while rows are deleted. With `OFFSET`, each deletion would shift the rows
//! of the next page, and the listing would skip rows.
//!
//! `cargo run -p paginate-examples --example postgres_keyset --features postgres` deletes the rows of each page after the page
//! was read, and prints how many rows were listed. The example installs `PostgreSQL` the first time, which needs Python 3.

use std::error::Error;

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::PythonServer;
use tokio_postgres::{Client, Config, NoTls, Row};

const PAGE: &str = "
    SELECT day, id FROM events WHERE $1::int IS NULL OR (day, id) > ($1, $2)
    ORDER BY day, id LIMIT 1000";

/// Lists all events. The tokens are the key of the last row, and an empty page ends the listing.
#[paginate(output_token = ["[-1].day", "[-1].id"], items = "[]")]
async fn events(
    db: &Client,
    #[token] day: Option<i32>,
    #[token] id: Option<i64>,
) -> impl Paginator<Item = Event, Error = tokio_postgres::Error> {
    let rows = db.query(PAGE, &[&day, &id]).await?;
    Ok(rows.iter().map(Event::from).collect::<Vec<_>>())
}

struct Event {
    day: i32,
    id: i64,
}

impl From<&Row> for Event {
    fn from(row: &Row) -> Self {
        Event {
            day: row.get("day"),
            id: row.get("id"),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let requirements = include_str!("../tests/sdks/postgres/requirements.txt");
    let program = include_str!("../tests/sdks/postgres/serve.py");
    let server = PythonServer::start("postgres", requirements, program)?;
    let mut config = Config::new();
    config.host_path(server.ready()).user("postgres");
    let (db, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    db.batch_execute(
        "CREATE TABLE events (day int, id bigint, PRIMARY KEY (day, id));
         INSERT INTO events SELECT n % 7, n FROM generate_series(1, 10000) AS n",
    )
    .await?;

    let mut events = events(&db).items();
    let mut count = 0;
    let mut page = 0;
    while let Some(Event { day, id }) = events.try_next().await? {
        count += 1;
        if events.page_count() > page {
            page = events.page_count();
            println!("page {page} begins with event {id} of day {day}");
            let read = "DELETE FROM events WHERE (day, id) < ($1, $2)";
            db.execute(read, &[&day, &id]).await?;
        }
    }
    println!("{count} events on {} pages", events.page_count());
    Ok(())
}

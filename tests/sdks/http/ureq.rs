//! A blocking call of ureq, without a runtime.

use futures::executor::{block_on, block_on_stream};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Server, listing_tests};
use ureq::{Agent, Error};

use crate::users::{User, UserPage, fixture};

listing_tests!(
    users,
    "ureq",
    "cursor, blocking",
    fixture(Agent::new_with_defaults()),
    |fixture| {
        let (http, url) = &fixture.client;
        users(http, url)
    },
    block_on
);

#[paginate(output_token = "meta.next_cursor", items = "users")]
async fn users(
    http: &Agent,
    url: &str,
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = User, Error = Error> {
    let request = http.get(url).query("cursor", cursor.unwrap_or_default());
    request.call()?.body_mut().read_json::<UserPage>()
}

#[test]
fn users_are_an_iterator_of_block_on_stream() {
    let fixture = block_on(fixture(Agent::new_with_defaults()));
    let (http, url) = &fixture.client;
    let stream = block_on_stream(users(http, url).items());
    let users: Result<Vec<User>, _> = stream.collect();
    assert_eq!(users.expect("every request succeeds"), fixture.items);
    assert_eq!(fixture.server.requests(), fixture.pages);
}

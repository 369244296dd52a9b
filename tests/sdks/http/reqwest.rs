//! A call of reqwest whose response is JSON with a cursor.

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::listing_tests;
use reqwest::{Client, Error};

use crate::reqwest_client;
use crate::users::{User, UserPage, fixture};

listing_tests!(
    users,
    "reqwest",
    "cursor",
    fixture(reqwest_client()),
    |fixture| {
        let (http, url) = &fixture.client;
        users(http, url)
    }
);

#[paginate(output_token = "meta.next_cursor", items = "users")]
async fn users(
    http: &Client,
    url: &str,
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = User, Error = Error> {
    let request = http.get(url).query(&[("cursor", cursor)]);
    let response = request.send().await?.error_for_status()?;
    response.json::<UserPage>().await
}

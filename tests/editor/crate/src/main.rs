mod service;

use aws_sdk_eventbridge::types::Rule;
use paginate_core::{Paginator, paginate};
use service::{Client, Failure, User};

/// Users.
#[paginate(token = marker, items = users)]
fn plain(client: &Client, group: &str) -> impl Paginator<Item = User, Error = Failure> {
    client.list_users().filter(group)
}

#[paginate(token = "marker", items = "group.members")]
fn quoted(client: &Client) -> impl Paginator<Item = User, Error = Failure> {
    client.list_users()
}

#[paginate(
    input_token = set_marker,
    output_token = next_marker || users[-1].key,
    more_results = more(),
    error = failure,
    items = [group.members, bots]
)]
fn every(client: &Client) -> Result<impl Paginator<Item = User, Error = Failure>, Failure> {
    Ok(client.list_users())
}

#[paginate(
    page_number = page,
    items = users[].name,
    total_pages = pair.1.last_page,
    send = async |request| { request.filter(scope).send().await }
)]
fn closures(client: &Client, scope: &'static str) -> impl Paginator<Item = String, Error = Failure> {
    client.list_users()
}

trait Listing {
    fn listing(&self) -> impl Paginator<Item = User, Error = Failure>;
}

impl Listing for Client {
    #[paginate(token = marker, items = |page| page.users.into_iter().chain(page.bots))]
    fn listing(&self) -> impl Paginator<Item = User, Error = Failure> {
        self.list_users()
    }
}

#[paginate(output_token = group.members[-1].key, items = group.members)]
async fn page_form(client: &Client, #[token] after: Option<String>) -> impl Paginator<Item = User, Error = Failure> {
    let answer = client.fetch(7, after.as_deref()).await?;
    Ok::<_, Failure>(answer)
}

#[paginate(items = users, total_pages = pair.1.last_page)]
async fn numbered(client: &Client, #[page_number] number: u32) -> impl Paginator<Item = User, Error = Failure> {
    client.fetch(number, None).await
}

/// A builder of the AWS SDK.
#[paginate(token = next_token, items = rules)]
fn rules(events: &aws_sdk_eventbridge::Client) -> impl Paginator<Item = Rule, Error = aws_sdk_eventbridge::Error> {
    events.list_rules().name_prefix("a")
}

fn main() {
    let client = Client;
    let _ = (plain(&client, "a"), quoted(&client), every(&client), closures(&client, "a"), client.listing());
    let _ = (page_form(&client), numbered(&client).prefetch(8));

}

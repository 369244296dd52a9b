/// The issues of a repository.
#[paginate(
    output_token = "end_cursor",
    items = "nodes",
    too_large = |error| error.is_timeout(),
    fresh_token = |error| error.fresh_token(),
)]
async fn issues(
    github: &Client,
    #[page_size] first: u32,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = Error> {
    github.issues(first, after).await
}

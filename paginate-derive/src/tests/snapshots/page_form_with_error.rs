/// The tags of an image.
#[paginate(token = "tags", items = "tags")]
async fn tags(
    registry: &Client,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    registry.list_tags(last.as_deref()).await
}

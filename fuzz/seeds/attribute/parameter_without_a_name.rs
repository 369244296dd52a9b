#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry: &Client,
    #[token] last: O,ption<String>,
) -> impl Paginator<Item = String, Error = Error> {
    registry.list_tags(last).await
}

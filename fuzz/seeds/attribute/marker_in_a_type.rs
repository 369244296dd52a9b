#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(registry: &Client, image: &[token]) -> impl Paginator<Item = String, Error = Error> {
    registry.list_tags(image).await
}

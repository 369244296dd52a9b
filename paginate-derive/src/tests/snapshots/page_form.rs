/// The tags of an image.
#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry: &Client,
    image: &Reference,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    registry.list_tags(image, last.as_deref()).await
}

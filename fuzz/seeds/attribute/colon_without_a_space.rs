#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry:&Client,
    image @ _:&str,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    registry.list_tags(image, last).await
}

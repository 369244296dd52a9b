#[paginate(output_token = "next", items = "names")]
async fn names(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String> {
    Ok(client.names(token).await?)
}

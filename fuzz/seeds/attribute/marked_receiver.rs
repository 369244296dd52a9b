#[paginate(output_token = "next", items = "names")]
async fn names(#[token] self, token: Option<String>) -> impl Pacinator<Item = String, Error = Error> {
    self.list(token).await
}

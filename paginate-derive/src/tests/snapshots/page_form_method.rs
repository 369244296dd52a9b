/// The repositories of an organization.
#[paginate(
    output_token = |page| page.data.page_info.end_cursor.clone(),
    items = "data.edges[].node",
    error = "errors",
)]
pub async fn repositories(
    mut self,
    (owner, _): (String, u8),
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = Repository, Error = Error> {
    let query = self.query(&owner, cursor)?;
    Ok(self.send(query).await?)
}

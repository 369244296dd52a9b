/// The issues of a repository.
#[paginate(items = "data", total_pages = "last_page")]
async fn issues(
    api: &Api,
    repository: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Issue, Error = Error> {
    api.issues(repository, page, 100).await
}

#[paginate(token = "marker", items = "result.users")]
#[inline]
pub(crate) async fn users<D>(directory: D, name: &str) -> io::Result<impl Paginator<Item = User, Error = Failure>>
where
    D: Directory,
{
    let group = directory.find(name).await?;
    if group.is_empty() {
        return Err(ErrorKind::NotFound.into());
    }
    Ok(group.list_users())
}

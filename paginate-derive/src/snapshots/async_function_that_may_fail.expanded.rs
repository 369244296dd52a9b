#[inline]
pub(crate) async fn users<D>(
    directory: D,
    name: &str,
) -> io::Result<impl Paginator<Item = User, Error = Failure>>
where
    D: Directory,
{
    #[allow(unused_braces)]
    let request: io::Result<_> = async {
        let group = directory.find(name).await?;
        if group.is_empty() {
            return Err(ErrorKind::NotFound.into());
        }
        Ok(group.list_users())
    }
        .await;
    request
        .map(|request| {
            ::paginate_core::requires::FailsAs::<
                Failure,
                _,
            >::check(
                    ::paginate_core::requires::Answer::sent(
                        ::paginate_core::requires::Request::operation(request),
                        |request| request.send(),
                    ),
                )
                .output_token(|page| {
                    use ::paginate_core::__private::*;
                    requires::AsToken::of((&&&Token(Member(&page.marker).read())).read())
                })
                .set_token(|request, token_0| request.set_marker(token_0))
                .items(|page| ::paginate_core::requires::ListedAs::<
                    User,
                    _,
                >::check({
                    use ::paginate_core::__private::*;
                    requires::List::of(
                            Member(page.result)
                                .read()
                                .and_then(|member| Member(member.users).read()),
                        )
                        .read()
                }))
        })
}

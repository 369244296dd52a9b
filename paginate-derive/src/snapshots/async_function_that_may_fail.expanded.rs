#[inline]
pub(crate) async fn users<D>(
    directory: D,
    name: &str,
) -> io::Result<impl Paginator<Item = User, Error = Failure>>
where
    D: Directory,
{
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
            ::paginate_core::requires::Request::operation(request)
                .send(|request| request.send())
                .output_token(|page| {
                    use ::paginate_core::__private::*;
                    ::paginate_core::requires::AsToken::of(
                        ::paginate_core::__private::Member(&page.marker)
                            .read()
                            .and_then(|token| {
                                (&&&::paginate_core::__private::Token(token)).read()
                            }),
                    )
                })
                .input_token(|request, token| {
                    let token = ::core::option::Option::Some(token);
                    request.set_marker(token)
                })
                .items_with(
                    |page| {
                        use ::paginate_core::__private::*;
                        ::paginate_core::requires::List::of(
                                ::paginate_core::__private::Member(page.result)
                                    .read()
                                    .and_then(|member| {
                                        ::paginate_core::__private::Member(member.users).read()
                                    }),
                            )
                            .read()
                    },
                    |value| ::paginate_core::requires::ListedAs::<
                        User,
                    >::listed_as(value),
                    |value| ::paginate_core::requires::FailsAs::<
                        Failure,
                    >::fails_as(value),
                )
        })
}

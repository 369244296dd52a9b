#[inline]
pub(crate) async fn users<D>(
    directory: D,
    name: &str,
) -> io::Result<impl Paginator<Item = User, Error = Failure>>
where
    D: Directory,
{
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
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
            __paginate::set_token(
                    __paginate::IntoError::<
                        Failure,
                        _,
                    >::check(
                            __paginate::ResponseFuture::send(
                                __paginate::Request::operation(request, "users"),
                                |request| request.send(),
                            ),
                        )
                        .output_token(|page| __paginate::Token::read(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.marker).__paginate_get(),
                            ))
                                .__paginate_get(),
                        )),
                    |request, token_0| {
                        trait MissingSetter: ::core::marker::Sized {
                            fn set_marker<T>(self, _: T) -> Self
                            where
                                Self: __paginate::HasTokenSetter,
                            {
                                self
                            }
                        }
                        impl<R> MissingSetter for R {}
                        request.set_marker(token_0)
                    },
                )
                .items(|page| __paginate::IntoItem::<
                    User,
                    _,
                >::check(
                    __paginate::Collection::read(
                            __paginate::Member(page.result)
                                .__paginate_get()
                                .and_then(|member| {
                                    __paginate::Member(member.users).__paginate_get()
                                }),
                        )
                        .__paginate_into_iter(),
                ))
        })
}

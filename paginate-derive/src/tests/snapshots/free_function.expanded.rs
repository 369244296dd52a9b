/// The resources that one AWS Config rule found non-compliant.
/**

# Pagination

Yields every `EvaluationResult` in `evaluation_results` of every page. Each further request carries the `next_token` of the previous page. The listing ends at the first page without a token.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
pub fn non_compliant<'a>(
    config: &'a Client,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Error = Error> + use<'a, '_> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(rule)
            .compliance_types(ComplianceType::NonCompliant)
    };
    __paginate::set_token(
            __paginate::IntoError::<
                Error,
                _,
            >::check(
                    __paginate::ResponseFuture::send(
                        __paginate::Request::operation(request, "non_compliant"),
                        |request| request.send(),
                    ),
                )
                .output_token(|page| __paginate::Token::read(
                    (&&&__paginate::NonEmpty(
                        __paginate::Member(&page.next_token).__paginate_get(),
                    ))
                        .__paginate_get(),
                )),
            |request, token_0| {
                trait MissingSetter: ::core::marker::Sized {
                    fn set_next_token<T>(self, _: T) -> Self
                    where
                        Self: __paginate::HasTokenSetter,
                    {
                        self
                    }
                }
                impl<R> MissingSetter for R {}
                request.set_next_token(token_0)
            },
        )
        .items(|page| __paginate::IntoItem::<
            EvaluationResult,
            _,
        >::check(
            __paginate::Collection::read(
                    __paginate::Member(page.evaluation_results).__paginate_get(),
                )
                .__paginate_into_iter(),
        ))
}

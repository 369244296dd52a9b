/// The resources that one AWS Config rule found non-compliant.
/**

# Pagination

Lists `evaluation_results` of each page. Each further request is sent with the `next_token` of the page before, until a page carries none.

Nothing is sent before the [items](paginate_core::Items) or the [pages](paginate_core::Pages) are polled. What stops it before its end is an [error](paginate_core::Error) that names the page: a request that failed or a token that comes again.
*/
pub fn non_compliant<'a>(
    config: &'a Client,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Error = Error> + use<'a, '_> {
    let request = ::paginate_core::__private::build(|| {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(rule)
            .compliance_types(ComplianceType::NonCompliant)
    });
    ::paginate_core::requires::Request::operation(request)
        .send(|request| request.send())
        .output_token(|page| {
            use ::paginate_core::__private::*;
            ::paginate_core::requires::AsToken::of(
                ::paginate_core::__private::Member(&page.next_token)
                    .read()
                    .and_then(|token| {
                        (&&&::paginate_core::__private::Token(token)).read()
                    }),
            )
        })
        .input_token(|request, token| {
            let token = ::core::option::Option::Some(token);
            request.set_next_token(token)
        })
        .items_with(
            |page| {
                use ::paginate_core::__private::*;
                ::paginate_core::requires::List::of(
                        ::paginate_core::__private::Member(page.evaluation_results)
                            .read(),
                    )
                    .read()
            },
            |value| ::paginate_core::requires::ListedAs::<
                EvaluationResult,
            >::listed_as(value),
            |value| ::paginate_core::requires::FailsAs::<Error>::fails_as(value),
        )
}

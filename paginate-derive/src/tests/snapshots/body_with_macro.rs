/// The rules, by a macro that may return early.
#[paginate(token = "next_token", items = "rules", repeated_token = "error")]
fn rules(events: &Client) -> impl Paginator<Item = Rule, Error = Error> {
    request_of!(events)
}

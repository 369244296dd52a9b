/// The events of a stream.
#[paginate(
    input_token = "next_token",
    output_token = "next_forward_token",
    items = "events",
    repeated_token = "continue",
    crate = "crate::paging"
)]
fn events(logs: &Client) -> impl Paginator<Item = Event, Error = Error> {
    logs.get_log_events()
}

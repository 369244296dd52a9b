/// Every version of every object.
#[paginate(
    crate = "sdk::paginate_core",
    input_token = ["key_marker", "version_id_marker"],
    output_token = ["next_key_marker || versions[-1].key", "markers.next"],
    more_results = "page.is_truncated",
    error = "failure.reason",
    items = ["result.versions", "common", "result.inner.a", "result.inner.b"],
    repeated_token = "end",
    send = |request| async move { limiter.ready().await; request.send().await },
)]
fn versions(s3: &Client, limiter: &Limiter) -> impl Paginator<Item = Version, Error = Error> {
    s3.list_object_versions()
}

#[paginate(token = "next_token", items = "things")]
async fn things(client: &Client) -> io::Result<impl Paginator<Item = Thing, Error = Error>> {
    //! The things of a client.
    #![allow(unused_variables)]
    //!
    //! Inactive things are included.
    let unused = check(client)?;
    Ok(client.list_things())
}

//! Successful responses without data.

use std::convert::Infallible;

use paginate_core::{Error, Paginator, paginate};
use paginate_tests::script::drain;

use crate::{Client, Data, Response, list, refused, users};

/// All paths begin with `data`, so `{"data": null}` carries no data.
#[paginate(
    input_token = "cursor",
    output_token = "data.page.cursor",
    more_results = "data.page.more",
    items = ["data.users", "data.teams"],
)]
fn nested(client: &Client<Response>) -> impl Paginator<Item = u32, Error = Infallible> {
    client.request()
}

#[test]
fn missing_data_is_an_error_and_can_be_retried() {
    for prefetch in [0, 1, 3] {
        let first = || {
            let mut first = users([1, 2], Some("b"));
            if let Some(page) = first.data.as_mut().and_then(|data| data.page.as_mut()) {
                page.more = Some(true);
            }
            first
        };
        let client = Client::new([first(), Response::default(), users([3], None)]);
        let mut items = nested(&client).prefetch(prefetch).items();
        let missing = Error::MissingData { page: 2 };
        assert_eq!(missing.page(), 2);
        assert_eq!(
            missing.to_string(),
            "the response for page 2 carried no data"
        );
        assert_eq!(drain(&mut items), [Ok(1), Ok(2), Err(missing)]);
        assert!(!items.is_complete());
        items.retry();
        assert_eq!(drain(&mut items), [Ok(3)]);
        assert!(items.is_complete());
        assert_eq!(client.sent.borrow()[1..], vec![Some("b".to_owned()); 2]);
    }
}

#[test]
fn absent_members_of_a_listing_end_it() {
    let empty = Response {
        data: Some(Data::default()),
        ..Response::default()
    };
    assert_eq!(drain(nested(&Client::new([empty])).items()), []);
}

#[test]
fn carried_error_takes_precedence_over_a_missing_data() {
    let client = Client::new([refused()]);
    assert!(matches!(
        &drain(list(&client).items())[..],
        [Err(Error::Operation { page: 1, .. })]
    ));
    let client = Client::new([Response::default()]);
    assert_eq!(
        drain(list(&client).items()),
        [Err(Error::MissingData { page: 1 })]
    );
}

/// All paths lead through `data` and `team`: a response carries no data if one of them is absent.
mod in_an_inner_member {
    use super::{Client, Error, Infallible, Paginator, drain, paginate};

    #[derive(Clone, Default)]
    pub(super) struct Response {
        data: Option<Data>,
    }

    #[derive(Clone, Default)]
    struct Data {
        team: Option<Team>,
    }

    #[derive(Clone, Default)]
    struct Team {
        users: Option<Users>,
        cursor: Option<String>,
    }

    #[derive(Clone)]
    struct Users {
        nodes: Vec<u32>,
    }

    #[paginate(
        input_token = "cursor",
        output_token = "data.team.cursor",
        items = "data.team.users.nodes"
    )]
    fn members(client: &Client<Response>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[test]
    fn absent_member_that_all_paths_lead_through_is_a_missing_data() {
        let response = |team| Response {
            data: Some(Data { team }),
        };
        let users = Team {
            users: Some(Users { nodes: vec![1, 2] }),
            cursor: Some("b".into()),
        };
        let missing = Err(Error::MissingData { page: 2 });
        for second in [Response::default(), response(None)] {
            let client = Client::new([response(Some(users.clone())), second]);
            let yielded = drain(members(&client).items());
            assert_eq!(yielded, [Ok(1), Ok(2), missing.clone()]);
        }
        // Only the items are in `users`, so the listing ends without it.
        let end = response(Some(Team::default()));
        let client = Client::new([response(Some(users)), end]);
        assert_eq!(drain(members(&client).items()), [Ok(1), Ok(2)]);
    }
}

/// Listings whose paths do not all begin with the same member: an absent member is the end of the listing.
mod without_a_common_member {
    use super::{Client, Infallible, Paginator, Response, drain, paginate};

    #[derive(Clone, Default)]
    pub(super) struct Flat {
        users: Option<Vec<User>>,
        paging: Option<Paging>,
    }

    #[derive(Clone)]
    struct User {
        id: Option<String>,
    }

    #[derive(Clone)]
    struct Paging {
        next: Option<String>,
    }

    impl From<User> for u32 {
        fn from(_: User) -> u32 {
            7
        }
    }

    #[paginate(input_token = "cursor", output_token = "users[-1].id", items = "users")]
    fn by_last(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(input_token = "cursor", output_token = "paging.next", items = "users")]
    fn by_paging(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = "paging.next",
        items = |page| page.users.unwrap_or_default(),
    )]
    fn by_closure(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = |page| page.data.as_ref()?.page.as_ref()?.cursor.clone(),
        items = "data.users",
    )]
    fn token_by_closure(
        client: &Client<Response>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        more_results = |_| false,
        items = "data.users",
    )]
    fn flag_by_closure(
        client: &Client<Response>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[test]
    fn absent_members_end_the_listing() {
        let users = |next: Option<&str>| Flat {
            users: Some(vec![User {
                id: Some("b".into()),
            }]),
            paging: next.map(|next| Paging {
                next: Some(next.into()),
            }),
        };
        let client = Client::new([users(None), Flat::default()]);
        assert_eq!(drain(by_last(&client).items()), [Ok(7)]);
        let client = Client::new([users(Some("b")), users(None)]);
        assert_eq!(drain(by_paging(&client).items()), [Ok(7), Ok(7)]);
        let client = Client::new([users(Some("b")), Flat::default()]);
        assert_eq!(drain(by_closure(&client).items()), [Ok(7)]);
        let client = || Client::new([Response::default()]);
        assert_eq!(drain(token_by_closure(&client()).items()), []);
        assert_eq!(drain(flag_by_closure(&client()).items()), []);
    }
}

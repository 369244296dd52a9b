//! Servers with invalid tokens, for which boto3 is no reference: its listing may end silently, or never.
//!
//! The annotated function must yield every page up to the invalid token, the same pages as boto3, and then an error with
//! the number of the page.

use crate::fixture::Fixture;
use crate::listing::{Input, Mode};
use crate::services;

/// A server that misbehaves, and the expected ends of both listings.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) server: &'static str,
    pub(crate) listing: &'static str,
    total: u64,
    page_size: Option<i32>,
    pub(crate) boto3: End,
    /// The error of the annotated function, with its page.
    pub(crate) ours: &'static str,
}

/// How the listing by boto3 ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    /// With an error, like the annotated function.
    Error,
    /// Without an error, although there are more items.
    Silence,
    Never,
}

pub(crate) const CASES: [Case; 6] = [
    Case {
        name: "ignores the token",
        server: "moto",
        listing: "kinesis.describe_stream",
        total: 7,
        page_size: Some(3),
        boto3: End::Error,
        ours: "RepeatedToken { page: 2 }",
    },
    Case {
        name: "returns the same token on every page",
        server: "moto",
        listing: "organizations.list_create_account_status",
        total: 7,
        page_size: Some(3),
        boto3: End::Error,
        ours: "RepeatedToken { page: 2 }",
    },
    Case {
        name: "drops one part of a token of three parts",
        server: "moto",
        listing: "route53.list_resource_record_sets",
        total: 9,
        page_size: Some(1),
        boto3: End::Error,
        ours: "RepeatedToken { page: 3 }",
    },
    Case {
        name: "repeats the token at the end, by design",
        server: "moto",
        listing: "logs.get_log_events_to_the_end",
        total: 7,
        page_size: Some(3),
        boto3: End::Silence,
        ours: "RepeatedToken { page: 4 }",
    },
    Case {
        name: "reports more results, but returns no token",
        server: "ministack",
        listing: "kinesis.list_streams",
        total: 7,
        page_size: Some(3),
        boto3: End::Silence,
        ours: "MissingToken { page: 1 }",
    },
    Case {
        name: "alternates between two tokens",
        server: "cycle",
        listing: "config.describe_configuration_aggregators",
        total: 0,
        page_size: Some(1),
        boto3: End::Never,
        ours: "RepeatedToken { page: 3 }",
    },
];

/// After this number of pages, the listing by boto3 counts as endless.
const ENDLESS: u64 = 50;

/// Lists with boto3 and with the annotated function. Returns the first unexpected result.
pub(crate) fn check(case: &Case) -> Result<(), String> {
    let listing = services::listing(case.listing);
    let mut fixture = Fixture::lock(case.server);
    fixture.seed(case.listing, 0);
    let parameters = fixture.seed(case.listing, case.total);
    let input = Input {
        parameters,
        page_size: case.page_size,
    };
    let end = match fixture
        .boto3(case.listing, case.page_size, Some(ENDLESS))
        .listed
    {
        Ok(listed) if listed.pages == ENDLESS => End::Never,
        Ok(_) => End::Silence,
        Err(error) if error.contains("The same next token was received twice") => End::Error,
        Err(error) => return Err(error),
    };
    if end != case.boto3 {
        return Err(format!("boto3 ends in {end:?}"));
    }
    for prefetch in [0, 3] {
        let ours = fixture.ours(listing.read(&input, Mode::Through { prefetch }));
        let (items, error) = ours.listed;
        let error = error.ok_or("paginate-core ends without an error")?;
        if format!("{error:?}") != case.ours {
            return Err(format!("the error of paginate-core is {error:?}"));
        }
        let up_to_the_error = fixture.boto3(case.listing, case.page_size, Some(error.page()));
        if ours.sent.len() as u64 != error.page() || ours.sent != up_to_the_error.sent {
            return Err(format!(
                "paginate-core sent {:?}\nboto3 sent {:?}",
                ours.sent, up_to_the_error.sent
            ));
        }
        let reference = up_to_the_error.listed?.items;
        if !items.iter().map(|item| &item.0).eq(&reference) {
            return Err(format!(
                "paginate-core listed {items:?}\nboto3 listed {reference:?}"
            ));
        }
    }
    Ok(())
}

//! Servers whose tokens lead nowhere. There boto3 is no judge: it may stop without a word, or never.
//!
//! The answer is ours to state: every page up to the one that struck, as boto3 reads them too, then an
//! error that names it.

use crate::bench::Bench;
use crate::listing::{Given, Reading};
use crate::services;

/// A server that misbehaves, and what is made of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) server: &'static str,
    pub(crate) listing: &'static str,
    total: u64,
    page_size: Option<i32>,
    pub(crate) boto3: End,
    /// The error and its page.
    pub(crate) ours: &'static str,
}

/// How boto3 ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    /// With an error, as we do.
    Error,
    /// Without one, although there is more.
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

/// boto3 is given up on after so many pages.
const FOR_EVER: u64 = 50;

/// Lists by both sides, or tells what is not as it should be.
pub(crate) fn check(case: &Case) -> Result<(), String> {
    let listing = services::listing(case.listing);
    let mut bench = Bench::of_server(case.server);
    bench.seed(case.listing, 0);
    let parameters = bench.seed(case.listing, case.total);
    let given = Given {
        parameters,
        page_size: case.page_size,
    };
    let end = match bench
        .boto3(case.listing, case.page_size, Some(FOR_EVER))
        .listed
    {
        Ok(listed) if listed.pages == FOR_EVER => End::Never,
        Ok(_) => End::Silence,
        Err(error) if error.contains("The same next token was received twice") => End::Error,
        Err(error) => return Err(error),
    };
    if end != case.boto3 {
        return Err(format!("boto3 ends in {end:?}"));
    }
    for prefetch in [0, 3] {
        let ours = bench.ours(listing, &given, Reading::Through { prefetch });
        let (items, error) = ours.listed;
        let error = error.ok_or("ours ends without an error")?;
        if format!("{error:?}") != case.ours {
            return Err(format!("ours is {error:?}"));
        }
        let up_to_there = bench.boto3(case.listing, case.page_size, Some(error.page()));
        if ours.sent.len() as u64 != error.page() || ours.sent != up_to_there.sent {
            return Err(format!(
                "ours sent {:?}\nboto3 {:?}",
                ours.sent, up_to_there.sent
            ));
        }
        let reference = up_to_there.listed?.items;
        if !items.iter().map(|item| &item.0).eq(&reference) {
            return Err(format!("ours listed {items:?}\nboto3 {reference:?}"));
        }
    }
    Ok(())
}

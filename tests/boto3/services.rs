//! The annotated functions, one module per SDK crate.

use crate::listing::Listing;

macro_rules! services {
    ($($service:ident)*) => {
        $(mod $service;)*

        /// Returns all listings, grouped by service.
        pub(crate) fn listings() -> impl Iterator<Item = &'static Listing> {
            [$($service::LISTINGS),*].into_iter().flatten()
        }
    };
}

/// Returns the listing with a key such as `events.list_rules`.
pub(crate) fn listing(key: &str) -> &'static Listing {
    listings()
        .find(|listing| listing.key() == key)
        .unwrap_or_else(|| panic!("unknown listing `{key}`"))
}

/// Listings that no server paginates correctly. Only the misbehaviour tests use them.
pub(crate) const ONLY_MISBEHAVING: [&str; 3] = [
    "kinesis.list_streams",
    "logs.get_log_events_to_the_end",
    "organizations.list_create_account_status",
];

services! {
    cloudwatchlogs
    cognitoidentityprovider
    config
    dynamodb
    elasticloadbalancing
    elasticloadbalancingv2
    eventbridge
    identitystore
    kinesis
    lambda
    organizations
    pipes
    route53
    s3
    scheduler
    secretsmanager
    sesv2
    sfn
    sns
    sqs
    wafv2
}

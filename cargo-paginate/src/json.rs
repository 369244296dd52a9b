//! The list for programs.

use anyhow::Result;
use serde::Serialize;

use crate::attribute;
use crate::imports;
use crate::listing::{Counts, Listing};
use crate::sdk::Sdk;

#[derive(Serialize)]
struct Report<'a> {
    #[serde(rename = "crate")]
    package: &'a str,
    version: &'a str,
    operations: Vec<Operation<'a>>,
    counts: &'a Counts,
}

#[derive(Serialize)]
struct Operation<'a> {
    #[serde(rename = "operation")]
    name: &'a str,
    /// The name of the client's method.
    method: &'a str,
    /// `items`, `pages` or `none`.
    sdk_paginator: &'static str,
    input_token: Vec<&'a str>,
    output_token: Vec<&'a str>,
    more_results: Option<&'a str>,
    items: Vec<Item<'a>>,
    required: &'a [String],
    attribute: String,
    sure: bool,
    doubts: &'a [String],
}

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    #[serde(rename = "type")]
    ty: String,
}

pub(crate) fn report(sdk: &Sdk, listings: &[Listing], counts: &Counts) -> Result<String> {
    let report = Report {
        package: &sdk.package,
        version: &sdk.version,
        operations: listings.iter().map(operation).collect(),
        counts,
    };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

fn operation(listing: &Listing) -> Operation<'_> {
    let items = listing.items.iter().map(|collection| Item {
        path: &collection.path,
        ty: imports::short(&collection.element),
    });
    Operation {
        name: &listing.request.operation,
        method: &listing.request.module,
        sdk_paginator: listing.own.word(),
        input_token: listing.tokens.iter().map(|it| it.input.as_str()).collect(),
        output_token: listing.tokens.iter().map(|it| it.output.as_str()).collect(),
        more_results: listing.more_results.as_deref(),
        items: items.collect(),
        required: &listing.request.required,
        attribute: attribute::arguments(listing, &attribute::items(listing)).join(", "),
        sure: listing.doubts.is_empty(),
        doubts: &listing.doubts,
    }
}

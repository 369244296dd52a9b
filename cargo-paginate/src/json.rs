//! The JSON output of `list`.

use anyhow::Result;
use serde::Serialize;

use crate::analysis::{Counts, PaginatedOperation};
use crate::attribute;
use crate::imports;
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
    /// The method of the client.
    method: &'a str,
    /// `items`, `pages` or `none`.
    sdk_paginator: &'static str,
    input_token: Vec<&'a str>,
    output_token: Vec<&'a str>,
    more_results: Option<&'a str>,
    items: Vec<Item<'a>>,
    required: &'a [String],
    attribute: String,
    ambiguous: bool,
    ambiguities: &'a [String],
}

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    #[serde(rename = "type")]
    ty: String,
}

pub(crate) fn report(
    sdk: &Sdk,
    operations: &[PaginatedOperation],
    counts: &Counts,
) -> Result<String> {
    let report = Report {
        package: &sdk.package,
        version: &sdk.version,
        operations: operations.iter().map(Operation::from).collect(),
        counts,
    };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

impl<'a> From<&'a PaginatedOperation> for Operation<'a> {
    fn from(paginated: &'a PaginatedOperation) -> Self {
        let operation = &paginated.operation;
        let tokens = &paginated.tokens;
        let items = paginated.items.iter().map(|collection| Item {
            path: &collection.path,
            ty: imports::unqualified(&collection.item),
        });
        Operation {
            name: &operation.name,
            method: &operation.module,
            sdk_paginator: operation.paginator_kind().name(),
            input_token: tokens.iter().map(|pair| pair.input.as_str()).collect(),
            output_token: tokens.iter().map(|pair| pair.output.as_str()).collect(),
            more_results: paginated.more_results.as_deref(),
            items: items.collect(),
            required: &operation.required,
            attribute: attribute::arguments(paginated, &attribute::items(paginated)).join(", "),
            ambiguous: !paginated.ambiguities.is_empty(),
            ambiguities: &paginated.ambiguities,
        }
    }
}

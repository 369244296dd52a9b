//! Decides whether an operation can be paginated, and finds its tokens and items.

use anyhow::Result;
use serde::Serialize;

use crate::carried_errors;
use crate::items::{self, Collection};
use crate::more_results;
use crate::response;
use crate::sdk::{Operation, PaginatorKind, Sdk};
use crate::tokens::{self, TokenPair};

/// The result of the analysis of an operation.
pub(crate) enum Analysis {
    Paginated(PaginatedOperation),
    NotPaginated(Operation),
}

/// An operation that can be paginated.
#[derive(Debug)]
pub(crate) struct PaginatedOperation {
    pub(crate) operation: Operation,
    pub(crate) tokens: Vec<TokenPair>,
    /// The path of the flag that tells whether the response has a next page.
    pub(crate) more_results: Option<String>,
    /// The lists and maps that contain the items. If there are none, each page is one item.
    pub(crate) items: Vec<Collection>,
    /// The reasons why the tokens or the items are ambiguous.
    pub(crate) ambiguities: Vec<String>,
}

impl Sdk {
    /// Returns all operations that can be paginated.
    pub(crate) fn paginated_operations(&self) -> Result<Vec<PaginatedOperation>> {
        let mut paginated = Vec::new();
        for module in self.operation_modules()? {
            if !self.may_be_paginated(&module)? {
                continue;
            }
            if let Analysis::Paginated(operation) = self.analyze(self.operation(&module)?)? {
                paginated.push(operation);
            }
        }
        Ok(paginated)
    }

    /// Finds the tokens and the items of an operation.
    pub(crate) fn analyze(&self, operation: Operation) -> Result<Analysis> {
        let structs = response::structs(self, &operation)?;
        let Some(tokens) = tokens::find(self, &operation, &structs)? else {
            return Ok(Analysis::NotPaginated(operation));
        };
        let flag = more_results::flag(&tokens.location.structure);
        let items = items::find(&operation, &tokens, &structs);
        Ok(Analysis::Paginated(PaginatedOperation {
            more_results: flag.map(|flag| tokens.location.path(flag)),
            items: items.collections,
            ambiguities: [
                tokens.ambiguities,
                items.ambiguities,
                carried_errors::ambiguities(&operation.response),
            ]
            .concat(),
            tokens: tokens.pairs,
            operation,
        }))
    }
}

impl PaginatedOperation {
    /// Returns whether the last page repeats the token instead of omitting it, as in the
    /// `GetLogEvents` operation of `CloudWatch` Logs.
    pub(crate) fn ends_with_repeated_token(&self) -> bool {
        self.tokens
            .iter()
            .any(|pair| pair.output == "next_forward_token")
    }
}

/// The numbers in the summary of `list`.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    /// The number of all operations of the crate.
    pub(crate) operations: usize,
    /// The number of operations that can be paginated.
    pub(crate) paginated: usize,
    /// The number of paginated operations for which the SDK has a paginator that yields items.
    pub(crate) item_paginators: usize,
    /// The number of paginated operations for which the SDK has a paginator that yields only pages.
    pub(crate) page_paginators: usize,
    /// The number of paginated operations for which the SDK has no paginator.
    pub(crate) without_paginator: usize,
    /// The number of paginated operations whose tokens or items are ambiguous.
    pub(crate) ambiguous: usize,
}

impl Counts {
    pub(crate) fn new(operations: usize, paginated: &[PaginatedOperation]) -> Self {
        let count = |kind| {
            let kinds = paginated.iter().map(|it| it.operation.paginator_kind());
            kinds.filter(|other| *other == kind).count()
        };
        Counts {
            operations,
            paginated: paginated.len(),
            item_paginators: count(PaginatorKind::Items),
            page_paginators: count(PaginatorKind::Pages),
            without_paginator: count(PaginatorKind::None),
            ambiguous: paginated
                .iter()
                .filter(|it| !it.ambiguities.is_empty())
                .count(),
        }
    }
}

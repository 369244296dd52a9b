//! Finds the operations that the command line names.

use anyhow::Result;

use crate::analysis::{Analysis, PaginatedOperation};
use crate::diagnostic;
use crate::sdk::{Operation, Sdk};
use crate::tokens::{number_member, token_members};

const ARGUMENTS: &str =
    "https://docs.rs/paginate-core/latest/paginate_core/guide/arguments/index.html";

/// Finds the named operations. The error contains every name that is not a paginated operation.
pub(crate) fn operations(sdk: &Sdk, names: &[String]) -> Result<Vec<PaginatedOperation>> {
    let modules = sdk.operation_modules()?;
    let mut operations = Vec::new();
    let mut errors = Vec::new();
    for name in names {
        let found = modules
            .iter()
            .find(|module| normalize(module) == normalize(name));
        let Some(module) = found else {
            errors.push(unknown_operation(sdk, name, &modules));
            continue;
        };
        match sdk.analyze(sdk.operation(module)?)? {
            Analysis::Paginated(operation) => operations.push(operation),
            Analysis::NotPaginated(operation) => errors.push(not_paginated(&operation)),
        }
    }
    if errors.is_empty() {
        Ok(operations)
    } else {
        Err(diagnostic::join(&errors))
    }
}

/// Makes `ListRules`, `list_rules` and `list-rules` equal.
fn normalize(name: &str) -> String {
    name.to_lowercase().replace(['_', '-'], "")
}

fn unknown_operation(sdk: &Sdk, name: &str, modules: &[String]) -> String {
    let similar = diagnostic::most_similar(name, modules.iter().map(String::as_str), normalize);
    let help = match similar {
        Some(module) => format!("did you mean `{module}`?"),
        None => format!(
            "to list the operations, run `cargo paginate list {}`",
            sdk.package
        ),
    };
    let message = format!("`{}` has no operation `{name}`", sdk.package);
    diagnostic::with_help(&message, &help).to_string()
}

/// Describes which token an operation lacks, and how a function that counts pages or items can be annotated.
fn not_paginated(operation: &Operation) -> String {
    let message = |reason: &str| format!("`{}` cannot be paginated: {reason}", operation.name);
    if let Some((argument, member)) = number_member(&operation.request) {
        let reason = format!(
            "its request contains `{member}`, but its response does not contain the next one"
        );
        let help = format!(
            "if the pages after the last one are empty, annotate a function with `{argument} = \"{member}\"`: {ARGUMENTS}"
        );
        return diagnostic::with_help(&message(&reason), &help).to_string();
    }
    let inputs = quote_all(&token_members(&operation.request));
    let outputs = quote_all(&token_members(&operation.response));
    let reason = match (inputs, outputs) {
        (None, None) => "neither its request nor its response contains a token".to_owned(),
        (Some(inputs), None) => {
            format!("its request contains {inputs}, but its response contains no token")
        }
        (None, Some(outputs)) => {
            format!("its response contains {outputs}, but its request contains no token")
        }
        (Some(inputs), Some(outputs)) => format!(
            "its request contains {inputs} and its response {outputs}, which cannot be paired"
        ),
    };
    message(&reason)
}

/// Formats names as a list like `` `marker`, `next_token` ``. Returns `None` if there are none.
fn quote_all(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| format!("`{}`", names.join("`, `")))
}

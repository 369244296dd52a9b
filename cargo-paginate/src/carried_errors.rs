//! Finds the members of a response that describe a failure, like the `error` of IAM's
//! `GetServiceLastAccessedDetails`.
//!
//! The argument `error` is never generated: the error type of the SDK has no conversion from these members, and most of them
//! describe the state of a job, not a failure of the request. See `docs/cargo-paginate.md`.

use crate::sdk::{Struct, TypeKind};

/// Returns the reasons why the items may be incomplete: the response may contain an error that is not an item.
pub(crate) fn ambiguities(response: &Struct) -> Vec<String> {
    let members = response.members.iter();
    let errors = members.filter(|member| {
        let name = member.unraw();
        let is_error = matches!(name, "error" | "failure_reason") || name.starts_with("error_");
        // The elements of a list or a map of failures are items.
        is_error && !matches!(member.kind, TypeKind::List(_) | TypeKind::Map(..))
    });
    errors
        .map(|error| {
            format!(
                "the response may contain an error in `{}`, which is neither an item nor reported",
                error.name
            )
        })
        .collect()
}

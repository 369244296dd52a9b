//! Finds the flag with which a response reports more results.

use crate::sdk::{Struct, TypeKind};

/// Returns the flag with which the response reports more results, like `is_truncated`.
pub(crate) fn flag(response: &Struct) -> Option<&str> {
    let mut flags = response
        .members
        .iter()
        .filter(|member| member.kind == TypeKind::Bool && is_flag(member.unraw()));
    flags.next().map(|member| member.name.as_str())
}

/// Returns whether a flag of this name reports more results.
fn is_flag(name: &str) -> bool {
    matches!(
        name,
        "is_truncated" | "truncated" | "has_more" | "more_results"
    ) || name.starts_with("has_more_")
        || name.starts_with("additional_")
            && (name.ends_with("_pending") || name.ends_with("_available"))
}

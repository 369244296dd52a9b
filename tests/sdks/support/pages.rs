//! Pages that are chained by tokens.

/// A page of items, and the token of the next page.
#[derive(Debug)]
pub struct Page<'a, T> {
    /// The items of the page.
    pub items: &'a [T],
    /// The token of the next page. Absent on the last page.
    pub next: Option<String>,
}

/// Returns the page with `token`, of at most `size` items, or `None` if the token is invalid.
///
/// A token has characters that must be escaped in URLs. Each token is valid for one page size.
pub fn page<'a, T>(items: &'a [T], size: usize, token: Option<&str>) -> Option<Page<'a, T>> {
    let suffix = format!("/{size}&+= %");
    let start = match token {
        None => 0,
        Some(token) => token.strip_suffix(&suffix)?.parse().ok()?,
    };
    let rest = items.get(start..)?;
    let (items, rest) = rest.split_at(rest.len().min(size));
    let next = start + items.len();
    Some(Page {
        items,
        next: (!rest.is_empty()).then(|| format!("{next}{suffix}")),
    })
}

//! What the expansion for an editor calls: functions that do nothing, but let rust-analyzer infer the types of the names that are
//! being typed.

/// Gives the closure `read` the type of a page, which a closure or a function fetches.
pub fn read_page<R, S, F, P, E>(_request: &R, _send: S, _read: impl FnOnce(&P))
where
    S: FnOnce(R) -> F,
    F: Future<Output = Result<P, E>>,
{
}

/// Gives a closure the type of the request.
pub fn set<R>(_request: &R, _set: impl FnOnce(R)) {}

/// Gives a closure the type of a page by reference.
pub fn read<P, T>(_page: &P, _read: impl FnOnce(&P) -> T) {}

/// Gives a closure the type of a page by value.
pub fn take<P, T>(_page: &P, _take: impl FnOnce(P) -> T) {}

/// Has a method that stands where a name is missing.
pub trait Here: Sized {
    fn __paginate_here(&self) {}
}

impl<T> Here for T {}

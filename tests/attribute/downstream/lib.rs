//! An SDK crate with annotated functions, which re-exports paginate-core under another name.
#![deny(warnings, missing_docs, clippy::pedantic)]

pub mod borrowed;

use std::convert::Infallible;

pub use paging;
use paging::{paginate, Paginator};

/// A request for the numbers below a bound, three per page.
#[derive(Clone, Debug)]
pub struct ListNumbers {
    below: u32,
    from: u32,
}

/// A page of numbers.
#[derive(Debug)]
pub struct ListNumbersOutput {
    /// The numbers.
    pub numbers: Vec<u32>,
    /// The first number of the next page.
    pub from: Option<u32>,
    /// Whether there is a next page.
    pub more: Option<bool>,
}

impl ListNumbers {
    /// Returns a request for all numbers below the bound.
    #[must_use]
    pub fn below(below: u32) -> Self {
        ListNumbers { below, from: 0 }
    }

    /// Sets the first number of the page.
    #[must_use]
    pub fn set_from(self, from: Option<u32>) -> Self {
        ListNumbers {
            from: from.unwrap_or_default(),
            ..self
        }
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Never returns an error.
    pub async fn send(self) -> Result<ListNumbersOutput, Infallible> {
        let end = self.below.min(self.from + 3);
        std::future::ready(Ok(ListNumbersOutput {
            numbers: (self.from..end).collect(),
            from: (end < self.below).then_some(end),
            more: Some(end < self.below),
        }))
        .await
    }

    /// Lists the numbers.
    #[paginate(crate = "paging", token = "from", items = "numbers")]
    pub fn paginate(self) -> impl Paginator<Item = u32, Error = Infallible> {
        self
    }
}

/// The numbers below a bound. In edition 2021 the return type captures no lifetime that it does not name.
#[paginate(crate = paging, token = "from", items = "numbers")]
pub fn numbers(below: &u32) -> impl Paginator<Item = u32, Error = Infallible> {
    ListNumbers::below(*below)
}

/// The numbers below a bound. The listing ends when `more` is false.
#[paginate(
    crate = paging,
    input_token = "from",
    output_token = "from || numbers[-1]",
    more_results = "more",
    items = "numbers",
    repeated_token = "end",
)]
pub fn numbers_until_more_is_false(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
    ListNumbers::below(below)
}

/// The numbers below a bound, page by page.
///
/// The function is in the page form. Callers do not see that it is `async`, nor the parameter `from`.
#[paginate(crate = paging, output_token = "from", items = "numbers")]
pub async fn fetched(
    below: u32,
    #[token] from: Option<u32>,
) -> impl Paginator<Item = u32, Error = Infallible> {
    ListNumbers::below(below).set_from(from).send().await
}

/// The numbers below a bound, by page number.
#[paginate(crate = paging, items = "numbers", more_results = "more")]
pub async fn numbered(
    below: u32,
    #[page_number] page: u32,
) -> impl Paginator<Item = u32, Error = Infallible> {
    let from = 3 * (page - 1);
    ListNumbers::below(below).set_from(Some(from)).send().await
}

/// The even numbers below a bound.
#[paginate(
    crate = paging,
    input_token = |request, from| request.set_from(Some(from)),
    output_token = |page| page.from,
    items = |page| page.numbers.into_iter().filter(|number| number % 2 == 0),
)]
pub fn even(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
    ListNumbers::below(below)
}

/// The numbers below a bound, in ascending order.
#[expect(
    clippy::mixed_attributes_style,
    reason = "the section on pagination must follow both kinds of documentation"
)]
#[paginate(crate = paging, token = "from", items = "numbers")]
pub fn documented_inside(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
    //! The documentation continues inside the body.
    #![allow(unused_variables)]
    let unused = ();
    ListNumbers::below(below)
}

macro_rules! documented_by_macro {
    ($(#[$attribute:meta])* $name:ident, $($krate:tt)*) => {
        #[paginate(crate = $($krate)*, token = "from", items = "numbers")]
        $(#[$attribute])*
        pub fn $name(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
            ListNumbers::below(below)
        }
    };
    ($(#[$attribute:meta])* $name:ident) => {
        documented_by_macro!($(#[$attribute])* $name, $crate::paging);
    };
}

macro_rules! page_form_by_macro {
    ($name:ident, $parameter:ident: $type:ty, $(#[$marker:meta])*) => {
        #[paginate(crate = paging, output_token = "from", items = "numbers")]
        #[doc = "The numbers below a bound. A macro passes on the marker."]
        pub async fn $name(
            below: u32,
            $(#[$marker])* $parameter: $type,
        ) -> impl Paginator<Item = u32, Error = Infallible> {
            ListNumbers::below(below).set_from($parameter).send().await
        }
    };
}

page_form_by_macro!(page_form_by_macro, from: Option<u32>, #[token]);

documented_by_macro! {
    /// The numbers below a bound. This documentation is an argument of a macro.
    documented_by_macro, paging
}

documented_by_macro! {
    /// The numbers below a bound. The path of paginate-core begins with `$crate`.
    dollar_crate
}

/// Annotated functions whose `crate` argument is a relative path.
pub mod relative {
    use std::convert::Infallible;

    pub use super::paging;
    use super::{paginate, ListNumbers, Paginator};

    /// The numbers below a bound. The path of paginate-core begins with `self`.
    #[paginate(crate = self::paging, token = "from", items = "numbers")]
    pub fn relative_to_self(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers::below(below)
    }

    /// The numbers below a bound. The path of paginate-core begins with `super`.
    #[paginate(crate = super::paging, token = "from", items = "numbers")]
    pub fn relative_to_super(below: u32) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers::below(below)
    }
}

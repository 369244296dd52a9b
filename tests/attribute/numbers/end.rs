//! The end of numbered pages.

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use super::TEN;
use super::service::Api;

type Errors = Infallible;

/// Defines a listing for each way in which pages can say where they end, and checks its requests.
macro_rules! ends {
    ($name:ident($($arguments:tt)*), $requests:expr) => {
        #[tokio::test]
        async fn $name() {
            #[paginate($($arguments)*)]
            async fn listing(
                api: &Api,
                #[page_number] page: u32,
            ) -> impl Paginator<Item = u32, Error = Errors> {
                api.page(page).await
            }

            let api = Api::default();
            assert_eq!(all(listing(&api)).await, TEN);
            assert_eq!(api.requests(), $requests);
        }
    };
}

const TO_THE_LAST: [u32; 4] = [1, 2, 3, 4];
const TO_THE_FIRST_EMPTY: [u32; 5] = [1, 2, 3, 4, 5];

ends!(
    more_results_ends_the_listing(items = "data", more_results = "has_more"),
    TO_THE_LAST
);
ends!(
    total_pages_ends_the_listing(items = "data", total_pages = "pages"),
    TO_THE_LAST
);
ends!(
    total_items_ends_the_listing(items = "data", total_items = "total"),
    TO_THE_LAST
);
ends!(
    first_empty_page_ends_the_listing(items = "data"),
    TO_THE_FIRST_EMPTY
);
ends!(
    total_can_be_a_closure(items = "data", total_pages = |page| page.pages),
    TO_THE_LAST
);
ends!(
    total_can_be_a_plain_integer(items = "data", total_items = |page| page.total),
    TO_THE_LAST
);
ends!(
    negative_total_is_not_known(items = "data", total_items = |page| -page.total),
    TO_THE_FIRST_EMPTY
);
ends!(
    items_can_be_a_closure_with_total_pages(items = |page| page.data, total_pages = "pages"),
    TO_THE_LAST
);
ends!(
    items_can_be_a_closure_with_more_results(items = |page| page.data, more_results = "has_more"),
    TO_THE_LAST
);
ends!(
    total_can_be_in_a_member(
        items = "inner.groups[].members[]",
        total_items = "inner.total"
    ),
    TO_THE_LAST
);

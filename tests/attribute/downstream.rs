//! Tests a crate that uses the annotated functions of another crate, and the attribute that the other crate re-exports.

use std::convert::Infallible;

use paginate_downstream::paging::{Paginator, paginate};
use paginate_downstream::{ListNumbers, borrowed};
use paginate_tests::all;

#[tokio::test]
async fn functions_of_another_crate_can_be_called() {
    // The paginator outlives its argument, because the return type captures no lifetime.
    let numbers = {
        let below = 7;
        paginate_downstream::numbers(&below)
    };
    assert_eq!(all(numbers).await, [0, 1, 2, 3, 4, 5, 6]);
    let numbers = ListNumbers::below(4).paginate();
    assert_eq!(all(numbers).await, [0, 1, 2, 3]);
    let numbers = paginate_downstream::numbers_until_more_is_false(7);
    assert_eq!(all(numbers).await, [0, 1, 2, 3, 4, 5, 6]);
    let fetched = paginate_downstream::fetched(7);
    assert_eq!(all(fetched).await, [0, 1, 2, 3, 4, 5, 6]);
    let numbered = paginate_downstream::numbered(7).prefetch(2);
    assert_eq!(all(numbered).await, [0, 1, 2, 3, 4, 5, 6]);
    let by_macro = paginate_downstream::page_form_by_macro(4);
    assert_eq!(all(by_macro).await, [0, 1, 2, 3]);
    let even = paginate_downstream::even(7);
    assert_eq!(all(even).await, [0, 2, 4, 6]);
}

#[tokio::test]
async fn crate_argument_is_a_string_or_a_path() {
    #[paginate(
        crate = "paginate_downstream::paging",
        token = "from",
        items = "numbers"
    )]
    fn by_string() -> impl Paginator<Item = u64, Error = Infallible> {
        ListNumbers::below(5)
    }

    #[paginate(crate = ::paginate_downstream::paging, token = "from", items = "numbers")]
    fn by_path() -> impl Paginator<Item = u64, Error = Infallible> {
        ListNumbers::below(5)
    }

    assert_eq!(all(by_string()).await, [0, 1, 2, 3, 4]);
    assert_eq!(all(by_path()).await, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn crate_path_can_be_relative() {
    let by_self = paginate_downstream::relative::relative_to_self(5);
    let by_super = paginate_downstream::relative::relative_to_super(5);
    let by_dollar_crate = paginate_downstream::dollar_crate(5);
    assert_eq!(all(by_self).await, [0, 1, 2, 3, 4]);
    assert_eq!(all(by_super).await, [0, 1, 2, 3, 4]);
    assert_eq!(all(by_dollar_crate).await, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn page_form_borrows_all_arguments_in_edition_2021() {
    let client = borrowed::Client(&["ada", "grace"]);
    let prefix = String::from("@");
    let expected = ["@ada", "@grace"];
    assert_eq!(all(client.names(&prefix)).await, expected);
    assert_eq!(all(borrowed::elided(&client, &prefix)).await, expected);
    assert_eq!(all(borrowed::named(&client, &prefix)).await, expected);
    let owned = tokio::spawn(all(borrowed::owned(prefix)));
    assert_eq!(owned.await.unwrap(), expected);
}

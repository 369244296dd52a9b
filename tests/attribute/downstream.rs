//! This crate uses the annotated functions of another crate, and the attribute that the other crate re-exports.

use std::convert::Infallible;

use paginate_downstream::ListNumbers;
use paginate_downstream::paging::{Paginator, paginate};

#[tokio::test]
async fn functions_of_another_crate_can_be_called() {
    let numbers = {
        let below = 7;
        paginate_downstream::numbers(&below)
    };
    assert_eq!(
        numbers.items().try_collect::<Vec<_>>().await,
        Ok((0..7).collect())
    );
    let numbers = ListNumbers::below(4).paginate();
    assert_eq!(
        numbers.items().try_collect::<Vec<_>>().await,
        Ok((0..4).collect())
    );
    let numbers = paginate_downstream::while_there_are_more(7);
    assert_eq!(
        numbers.items().try_collect::<Vec<_>>().await,
        Ok((0..7).collect())
    );
    let even = paginate_downstream::even(7);
    assert_eq!(
        even.items().try_collect::<Vec<_>>().await,
        Ok(vec![0, 2, 4, 6])
    );
}

#[tokio::test]
async fn reexported_attribute_takes_the_path_of_the_crate() {
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

    assert_eq!(
        by_string().items().try_collect::<Vec<_>>().await,
        Ok((0..5).collect())
    );
    assert_eq!(
        by_path().items().try_collect::<Vec<_>>().await,
        Ok((0..5).collect())
    );
}

#[tokio::test]
async fn crate_path_can_be_relative() {
    let by_self = paginate_downstream::relative::relative_to_self(5);
    let by_super = paginate_downstream::relative::relative_to_super(5);
    let by_dollar_crate = paginate_downstream::dollar_crate(5);
    let expected = Ok((0..5).collect::<Vec<u32>>());
    assert_eq!(by_self.items().try_collect().await, expected);
    assert_eq!(by_super.items().try_collect().await, expected);
    assert_eq!(by_dollar_crate.items().try_collect().await, expected);
}

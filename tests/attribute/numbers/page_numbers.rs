//! Page numbers in both forms.

use std::convert::Infallible;

use paginate_core::{Checkpoint, Error, Paginator, paginate};
use paginate_tests::all;

use super::TEN;
use super::service::{Api, Page};

#[paginate(items = "data", total_pages = "pages")]
async fn numbered(
    api: &Api,
    #[page_number] page: u32,
) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    api.page(page).await
}

#[tokio::test]
async fn pages_are_requested_by_number() {
    let api = Api::default();
    for depth in [0, 1, 3, 4] {
        assert_eq!(all(numbered(&api).prefetch(depth)).await, TEN);
        assert_eq!(api.requests(), [1, 2, 3, 4]);
    }
    // Six pages are requested before the first page says that there are four.
    assert_eq!(all(numbered(&api).prefetch(6)).await, TEN);
    assert_eq!(api.requests(), [1, 2, 3, 4, 5, 6]);
}

#[tokio::test]
async fn checkpoint_is_a_page_number() {
    let api = Api::default();
    let rest = numbered(&api).resume_from(Checkpoint::at(3));
    assert_eq!(all(rest).await, TEN[6..]);

    let mut items = numbered(&api).prefetch(4).items();
    for expected in &TEN[..4] {
        assert_eq!(items.try_next().await, Ok(Some(*expected)));
    }
    let rest = numbered(&api).resume_from(items.checkpoint());
    assert_eq!(all(rest).await, TEN[4..]);
}

#[tokio::test]
async fn optional_number_is_absent_for_the_first_page() {
    #[paginate(items = "data", total_pages = "pages")]
    async fn listing(
        #[page_number] page: Option<i8>,
        api: &Api,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        assert_ne!(page, Some(1));
        api.page(page.map_or(1, |page| page.unsigned_abs().into()))
            .await
    }

    let api = Api::default();
    assert_eq!(all(listing(&api)).await, TEN);
    assert_eq!(api.requests(), [1, 2, 3, 4]);
}

#[tokio::test]
async fn first_page_is_the_number_of_the_first_page() {
    #[paginate(items = "data", total_pages = "pages", first_page = 0)]
    async fn listing(
        api: &Api,
        #[page_number] page: u64,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        api.page(u32::try_from(page).unwrap() + 1).await
    }

    let api = Api::default();
    assert_eq!(all(listing(&api).prefetch(2)).await, TEN);
    assert_eq!(api.requests(), [1, 2, 3, 4]);
}

#[tokio::test]
async fn number_that_does_not_fit_is_an_error() {
    #[paginate(items = "data", more_results = |_| true, first_page = 254)]
    async fn listing(#[page_number] page: u8) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(Page {
            data: vec![page.into()],
            ..Page::default()
        })
    }

    let mut items = listing().prefetch(4).items();
    assert_eq!(items.try_next().await, Ok(Some(254)));
    assert_eq!(items.try_next().await, Ok(Some(255)));
    let overflow = Error::PageNumberOverflow { page: 2 };
    assert_eq!(items.try_next().await, Err(overflow));
    assert!(!items.is_complete());
}

#[derive(Clone)]
struct ListNumbers<'a> {
    api: &'a Api,
    page: Option<i32>,
}

impl ListNumbers<'_> {
    fn set_page(self, page: Option<i32>) -> Self {
        ListNumbers { page, ..self }
    }

    fn page(self, page: i32) -> Self {
        self.set_page(Some(page))
    }

    async fn send(self) -> Result<Page, Infallible> {
        let page = self.page.unwrap_or(1);
        self.api.page(page.unsigned_abs()).await
    }
}

#[tokio::test]
async fn request_takes_the_number() {
    #[paginate(page_number = "page", items = "data", total_pages = "pages")]
    fn by_name(api: &Api) -> impl Paginator<Item = u32, Token = i32, Error = Infallible> {
        ListNumbers { api, page: None }
    }

    #[paginate(
        page_number = |request, page: i32| request.page(page),
        items = "data",
        more_results = "has_more",
    )]
    fn by_closure(api: &Api) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers { api, page: None }
    }

    let api = Api::default();
    assert_eq!(all(by_name(&api).prefetch(3)).await, TEN);
    assert_eq!(api.requests(), [1, 2, 3, 4]);
    assert_eq!(all(by_closure(&api)).await, TEN);
    assert_eq!(api.requests(), [1, 2, 3, 4]);
}

//! Offsets in both forms.

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use super::TEN;
use super::service::{Api, Page};

#[paginate(items = "data", total_items = "total")]
async fn listing(
    api: &Api,
    #[offset] offset: u32,
) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    api.offset(offset).await
}

#[tokio::test]
async fn offset_grows_by_the_items_received() {
    let api = Api::default();
    for depth in [0, 1, 3, 8] {
        assert_eq!(all(listing(&api).prefetch(depth)).await, TEN);
        assert_eq!(api.requests(), [0, 3, 6, 9]);
    }
}

#[tokio::test]
async fn listing_resumes_between_any_two_items() {
    let api = Api::default();
    for read in 0..=TEN.len() {
        let mut items = listing(&api).prefetch(2).items();
        for expected in &TEN[..read] {
            assert_eq!(items.try_next().await, Ok(Some(*expected)));
        }
        let rest = listing(&api).resume_from(items.checkpoint());
        assert_eq!(all(rest).await, TEN[read..]);
    }
}

#[tokio::test]
async fn items_are_counted_before_they_are_projected() {
    // Each page has members in up to two groups, and two groups without members.
    #[paginate(items = "inner.groups[].members[]", total_items = "inner.total")]
    async fn members(
        api: &Api,
        #[offset] offset: u32,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        api.offset(offset).await
    }

    // The data of a page is counted twice.
    #[paginate(items = ["data", "inner.groups[].members[]"], more_results = "has_more")]
    async fn both(
        api: &Api,
        #[offset] offset: u32,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        api.offset(offset / 2).await
    }

    let api = Api::default();
    assert_eq!(all(members(&api)).await, TEN);
    assert_eq!(api.requests(), [0, 3, 6, 9]);
    assert_eq!(all(both(&api)).await.len(), 20);
    assert_eq!(api.requests(), [0, 3, 6, 9]);
}

#[tokio::test]
async fn absent_projections_are_counted() {
    #[paginate(items = "[].members", total_items = |_| 6)]
    async fn members(
        #[offset] offset: usize,
    ) -> impl Paginator<Item = Vec<u32>, Error = Infallible> {
        use super::service::Group;

        let members = [
            Some(vec![0]),
            None,
            None,
            Some(vec![3]),
            None,
            Some(vec![5]),
        ];
        let page = members.into_iter().skip(offset).take(2);
        Ok(page.map(|members| Group { members }).collect::<Vec<_>>())
    }

    assert_eq!(all(members()).await, [[0], [3], [5]]);
}

#[derive(Clone)]
struct ListNumbers<'a> {
    api: &'a Api,
    offset: Option<u32>,
}

impl ListNumbers<'_> {
    fn set_offset(self, offset: Option<u32>) -> Self {
        ListNumbers { offset, ..self }
    }

    async fn send(self) -> Result<Page, Infallible> {
        self.api.offset(self.offset.unwrap_or(0)).await
    }
}

#[tokio::test]
async fn request_takes_the_offset() {
    #[paginate(offset = "offset", items = "data", total_items = "total")]
    fn by_name(api: &Api) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers { api, offset: None }
    }

    #[paginate(
        offset = |request, offset| ListNumbers { offset: Some(offset), ..request },
        items = "data",
    )]
    fn by_closure(api: &Api) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
        ListNumbers { api, offset: None }
    }

    let api = Api::default();
    assert_eq!(all(by_name(&api).prefetch(2)).await, TEN);
    assert_eq!(api.requests(), [0, 3, 6, 9]);
    assert_eq!(all(by_closure(&api)).await, TEN);
    assert_eq!(api.requests(), [0, 3, 6, 9, 10]);
}

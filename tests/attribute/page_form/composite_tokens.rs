//! A token of several parts in one parameter: a part that is no `Option` is needed for the next request.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use paginate_core::{Checkpoint, Paginator, paginate};
use paginate_tests::all;

/// A search over a point in time, whose id every page carries, including the empty one at the end.
#[derive(Default)]
struct Search {
    requests: AtomicUsize,
}

struct Hit {
    sort: u32,
}

struct Page {
    pit_id: String,
    hits: Vec<Hit>,
    shard: Option<u32>,
}

impl Search {
    fn search(&self, pit_id: Option<&str>, after: Option<u32>) -> Page {
        let request = self.requests.fetch_add(1, Ordering::Relaxed);
        assert!(request < 9, "the listing does not end");
        assert_eq!(pit_id.is_some(), request > 0);
        let first = after.unwrap_or(0) + 1;
        Page {
            pit_id: format!("pit {request}"),
            hits: (first..=5).take(2).map(|sort| Hit { sort }).collect(),
            shard: (request == 1).then_some(7),
        }
    }
}

impl From<Hit> for u32 {
    fn from(hit: Hit) -> u32 {
        hit.sort
    }
}

#[tokio::test]
async fn absent_part_that_is_needed_ends_the_listing() {
    #[paginate(output_token = ["pit_id", "hits[-1].sort"], items = "hits")]
    async fn hits(
        search: &Search,
        #[token] token: Option<(String, u32)>,
    ) -> impl Paginator<Item = u32, Token = (String, u32), Error = Infallible> {
        let (pit_id, after) = token.unzip();
        Ok(search.search(pit_id.as_deref(), after))
    }

    let search = Search::default();
    assert_eq!(all(hits(&search)).await, [1, 2, 3, 4, 5]);
    assert_eq!(search.requests.load(Ordering::Relaxed), 4);

    let rest = hits(&search).resume_from(Checkpoint::at(("pit".into(), 3)));
    assert_eq!(all(rest).await, [4, 5]);
}

#[tokio::test]
async fn part_may_be_absent_if_it_is_an_option() {
    #[paginate(output_token = ["pit_id", "shard", "hits[-1].sort"], items = "hits")]
    async fn hits(
        search: &Search,
        #[token] token: Option<(String, Option<u32>, u32)>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        let requests = search.requests.load(Ordering::Relaxed);
        let shard = token.as_ref().and_then(|(_, shard, _)| *shard);
        assert_eq!(shard, (requests == 2).then_some(7));
        let (pit_id, after) = token.map(|(pit_id, _, after)| (pit_id, after)).unzip();
        Ok(search.search(pit_id.as_deref(), after))
    }

    assert_eq!(all(hits(&Search::default())).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn absent_parts_end_the_listing() {
    #[paginate(output_token = ["0", "1"], items = "2")]
    async fn numbers(
        #[token] token: Option<(Option<u32>, Option<u32>)>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(match token {
            None => (Some(1), None, [0_u32]),
            Some((Some(1), None)) => (None, Some(2), [1]),
            Some(token) => {
                assert_eq!(token, (None, Some(2)));
                (None, None, [2])
            }
        })
    }

    assert_eq!(all(numbers()).await, [0, 1, 2]);
}

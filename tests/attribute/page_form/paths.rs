//! Paths through tuples, through lists, and to the page itself.

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

#[derive(Clone)]
struct Row {
    id: Option<u32>,
}

/// Returns up to two numbers after the last one, of 1 to 5.
fn numbers(last: Option<u32>) -> Vec<u32> {
    (last.unwrap_or(0) + 1..=5).take(2).collect()
}

#[tokio::test]
async fn page_can_be_a_list() {
    #[paginate(output_token = "[-1].id", items = "[].id")]
    async fn ids(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        let rows = numbers(last).into_iter().map(|id| Row { id: Some(id) });
        Ok(rows.collect::<Vec<_>>())
    }

    #[paginate(output_token = "[-1]", items = "[]")]
    async fn boxed(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(numbers(last).into_boxed_slice())
    }

    assert_eq!(all(ids()).await, [1, 2, 3, 4, 5]);
    assert_eq!(all(boxed()).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn tuple_members_are_read_by_index() {
    #[paginate(output_token = "1.0[-1]", items = "1.0")]
    async fn rows(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(("headers", (numbers(last), 1)))
    }

    assert_eq!(all(rows()).await, [1, 2, 3, 4, 5]);
}

struct Edge {
    cursor: u32,
    node: Option<Row>,
}

struct Connection {
    edges: Option<Vec<Edge>>,
}

#[tokio::test]
async fn projection_leaves_out_absent_nodes() {
    #[paginate(output_token = "data.edges[-1].cursor", items = "data.edges[].node.id")]
    async fn nodes(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        struct Response {
            data: Connection,
        }

        let edges = numbers(last).into_iter().map(|number| Edge {
            cursor: number,
            node: (number != 3).then_some(Row {
                id: (number != 4).then_some(number),
            }),
        });
        let edges = Some(edges.collect()).filter(|edges: &Vec<Edge>| !edges.is_empty());
        Ok(Response {
            data: Connection { edges },
        })
    }

    assert_eq!(all(nodes()).await, [1, 2, 5]);
}

#[tokio::test]
async fn projection_can_be_flattened() {
    struct Group {
        members: Option<Vec<Row>>,
    }

    struct Response {
        last: Option<u32>,
        groups: Vec<Group>,
        more: Vec<u32>,
    }

    /// Returns a response with the groups `[n]`, `[]` and `[n, n + 1]`.
    fn groups(last: Option<u32>) -> Response {
        let first = last.unwrap_or(0) + 1;
        let group = |members: &[u32]| Group {
            members: (!members.is_empty())
                .then(|| members.iter().map(|id| Row { id: Some(*id) }).collect()),
        };
        Response {
            last: (first < 3).then_some(first),
            groups: vec![group(&[first]), group(&[]), group(&[first, first + 1])],
            more: vec![10 * first],
        }
    }

    #[paginate(output_token = "last", items = "groups[].members[].id")]
    async fn ids(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(groups(last))
    }

    #[paginate(output_token = "last", items = ["groups[].members[].id", "more[]"])]
    async fn with_more(
        #[token] last: Option<u32>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(groups(last))
    }

    #[derive(Clone)]
    struct Id(u32);

    impl From<Row> for Id {
        fn from(row: Row) -> Id {
            Id(row.id.unwrap())
        }
    }

    #[paginate(output_token = "last", items = "groups[].members[]")]
    async fn rows(#[token] last: Option<u32>) -> impl Paginator<Item = Id, Error = Infallible> {
        Ok(groups(last))
    }

    assert_eq!(all(ids()).await, [1, 1, 2, 2, 2, 3, 3, 3, 4]);
    assert_eq!(
        all(with_more()).await,
        [1, 1, 2, 10, 2, 2, 3, 20, 3, 3, 4, 30]
    );
    let rows: Vec<u32> = all(rows()).await.into_iter().map(|Id(id)| id).collect();
    assert_eq!(rows, all(ids()).await);
}

#[tokio::test]
async fn projected_listing_resumes_between_any_two_items() {
    #[paginate(output_token = "[-1].cursor", items = "[].node.id")]
    async fn nodes(
        #[token] last: Option<u32>,
    ) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
        let edges = numbers(last).into_iter().map(|cursor| Edge {
            cursor,
            node: (cursor != 3).then_some(Row { id: Some(cursor) }),
        });
        Ok(edges.collect::<Vec<_>>())
    }

    let expected = [1, 2, 4, 5];
    for read in 0..=expected.len() {
        let mut items = nodes().items();
        for item in &expected[..read] {
            assert_eq!(items.try_next().await, Ok(Some(*item)));
        }
        let rest = nodes().resume_from(items.checkpoint());
        assert_eq!(all(rest).await, expected[read..]);
    }
}

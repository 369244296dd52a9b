//! Lists of `Option`s, as generators for GraphQL write them: an absent element is read like an absent member.

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

#[derive(Clone)]
struct Node {
    id: u32,
}

struct Edge {
    node: Option<Node>,
}

struct Connection {
    edges: Option<Vec<Option<Edge>>>,
    nodes: Option<Vec<Option<Node>>>,
    next: Option<u32>,
}

impl From<Node> for u32 {
    fn from(node: Node) -> u32 {
        node.id
    }
}

/// Returns the nodes after the last one of 1 to 5, two on a page, each before an absent element.
fn connection(last: Option<u32>) -> Connection {
    let first = last.unwrap_or(0) + 1;
    let nodes: Vec<Node> = (first..=5).take(2).map(|id| Node { id }).collect();
    let nodes = nodes.into_iter();
    Connection {
        next: (first + 2 <= 5).then_some(first + 1),
        edges: Some(
            nodes
                .clone()
                .flat_map(|node| {
                    [
                        None,
                        Some(Edge { node: Some(node) }),
                        Some(Edge { node: None }),
                    ]
                })
                .collect(),
        ),
        nodes: Some(nodes.flat_map(|node| [None, Some(node)]).collect()),
    }
}

#[tokio::test]
async fn absent_elements_are_left_out() {
    #[paginate(output_token = "nodes[-1].id", items = "nodes[]")]
    async fn nodes(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(connection(last))
    }

    #[paginate(output_token = "next", items = "edges[].node")]
    async fn edges(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(connection(last))
    }

    #[paginate(output_token = "next", items = ["edges[].node.id", "nodes[].id"])]
    async fn both(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(connection(last))
    }

    #[paginate(output_token = "[-1].id", items = "[]")]
    async fn page(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(connection(last).nodes.unwrap())
    }

    assert_eq!(all(nodes()).await, [1, 2, 3, 4, 5]);
    assert_eq!(all(edges()).await, [1, 2, 3, 4, 5]);
    assert_eq!(all(both()).await, [1, 2, 1, 2, 3, 4, 3, 4, 5, 5]);
    assert_eq!(all(page()).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn nested_lists_can_have_absent_elements() {
    struct Group {
        members: Vec<Option<Node>>,
    }

    #[paginate(items = "[].members[].id")]
    async fn ids(#[page_number] page: u32) -> impl Paginator<Item = u32, Error = Infallible> {
        let group = |id| Group {
            members: vec![Some(Node { id }), None],
        };
        Ok(match page {
            1 => vec![None, Some(group(1)), Some(group(2))],
            2 => vec![Some(Group {
                members: vec![None],
            })],
            _ => vec![None],
        })
    }

    // The second page is not empty, because an absent element counts. The third one is.
    assert_eq!(all(ids()).await, [1, 2]);
}

#[tokio::test]
async fn offset_counts_absent_elements() {
    #[paginate(items = "nodes[].id")]
    async fn ids(#[offset] offset: u32) -> impl Paginator<Item = u32, Error = Infallible> {
        assert!([0, 4, 8, 10].contains(&offset), "{offset}");
        Ok(connection(Some(offset / 2)))
    }

    assert_eq!(all(ids()).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn absent_last_element_has_no_token() {
    #[paginate(output_token = "nodes[-1].id", items = "nodes")]
    async fn nodes(
        #[token] last: Option<u32>,
    ) -> impl Paginator<Item = Option<Node>, Error = Infallible> {
        let mut page = connection(last);
        page.nodes.as_mut().unwrap().push(None);
        Ok(page)
    }

    // Without `[]`, the elements themselves are the items.
    let ids: Vec<Option<u32>> = all(nodes())
        .await
        .into_iter()
        .map(|node| node.map(|node| node.id))
        .collect();
    assert_eq!(ids, [None, Some(1), None, Some(2), None]);
}

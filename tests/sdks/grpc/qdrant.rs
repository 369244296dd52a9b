//! `scroll` of qdrant-client: a request struct, and a token that is a message.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use qdrant_client::qdrant::{PointId, RetrievedPoint, ScrollPoints, ScrollResponse};
use qdrant_client::{Qdrant, QdrantError};
use tonic::server::{Grpc, UnaryService};
use tonic::{Code, Status};
use tonic_prost::ProstCodec;

listing_tests!(
    points,
    "qdrant-client",
    "gRPC (scroll)",
    qdrant(),
    |qdrant| { points(&qdrant.client, "films") }
);

#[paginate(output_token = "next_page_offset", items = "result")]
async fn points(
    qdrant: &Qdrant,
    collection: &str,
    #[token] offset: Option<PointId>,
) -> impl Paginator<Item = RetrievedPoint, Error = QdrantError> {
    let request = ScrollPoints {
        collection_name: collection.into(),
        limit: Some(3),
        offset,
        ..ScrollPoints::default()
    };
    qdrant.scroll(request).await
}

/// A collection whose points are sorted by their identifiers.
#[derive(Clone)]
struct Collection(Arc<Vec<RetrievedPoint>>);

impl UnaryService<ScrollPoints> for Collection {
    type Response = ScrollResponse;
    type Future = std::future::Ready<Result<tonic::Response<ScrollResponse>, Status>>;

    fn call(&mut self, request: tonic::Request<ScrollPoints>) -> Self::Future {
        let ScrollPoints {
            collection_name,
            limit,
            offset,
            ..
        } = request.into_inner();
        assert_eq!((collection_name.as_str(), limit), ("films", Some(3)));
        let is_before = |point: &&RetrievedPoint| offset.is_some() && point.id != offset;
        let mut rest = self.0.iter().skip_while(is_before).cloned();
        let result: Vec<_> = rest.by_ref().take(3).collect();
        std::future::ready(Ok(tonic::Response::new(ScrollResponse {
            next_page_offset: rest.next().and_then(|point| point.id),
            result,
            ..ScrollResponse::default()
        })))
    }
}

/// Starts a server whose points have numbers and UUIDs as identifiers.
async fn qdrant() -> Fixture<HttpServer, Qdrant, RetrievedPoint> {
    let points: Vec<RetrievedPoint> = (0..24_u64)
        .map(|n| RetrievedPoint {
            id: Some(match n {
                0..10 => (n * n).into(),
                _ => format!("f3b0c442-98fc-41c1-9afb-{n:012}").into(),
            }),
            ..RetrievedPoint::default()
        })
        .collect();
    let router = Router::new()
        .route("/qdrant.Points/Scroll", post(scroll))
        .with_state(Collection(Arc::new(points.clone())));
    let server = HttpServer::start_with_failure(router, failure).await;
    let client = Qdrant::from_url(&server.url("")).skip_compatibility_check();
    Fixture {
        client: client.build().expect("a client"),
        server,
        pages: 8,
        items: points,
    }
}

async fn scroll(State(collection): State<Collection>, request: Request) -> Response {
    let mut grpc = Grpc::new(ProstCodec::default());
    grpc.unary(collection, request).await.into_response()
}

/// The client itself retries a status such as `Unavailable`.
fn failure() -> Response {
    let status = [(
        "grpc-status",
        i32::from(Code::ResourceExhausted).to_string(),
    )];
    ([(CONTENT_TYPE, "application/grpc")], status).into_response()
}

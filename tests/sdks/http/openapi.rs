//! `get_relationships` of ory-keto-client, which openapi-generator generated: positional arguments, and an empty token on
//! the last page.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use ory_keto_client::apis::Error;
use ory_keto_client::apis::configuration::Configuration;
use ory_keto_client::apis::relationship_api::{GetRelationshipsError, get_relationships};
use ory_keto_client::models::{Relationship, Relationships};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests, page};
use serde::Deserialize;

listing_tests!(
    relationships,
    "ory-keto-client",
    "openapi-generator",
    keto(),
    |keto| relationships(&keto.client, "files")
);

#[paginate(output_token = "next_page_token", items = "relation_tuples")]
async fn relationships(
    keto: &Configuration,
    namespace: &str,
    #[token] page_token: Option<String>,
) -> impl Paginator<Item = Relationship, Error = Error<GetRelationshipsError>> {
    let (n, page, namespace) = (Some(3), page_token.as_deref(), Some(namespace));
    get_relationships(keto, n, page, namespace, None, None, None, None, None, None).await
}

#[derive(Deserialize)]
struct Parameters {
    namespace: String,
    page_size: usize,
    page_token: Option<String>,
}

/// Starts a server that holds the relationships of two namespaces.
async fn keto() -> Fixture<HttpServer, Configuration, Relationship> {
    let relationships: Vec<Relationship> = (0..48)
        .map(|n| {
            let namespace = if n % 2 == 0 { "files" } else { "folders" };
            Relationship {
                subject_id: Some(format!("user-{}", n % 5)),
                ..Relationship::new(namespace.into(), format!("object-{n:02}"), "owner".into())
            }
        })
        .collect();
    let router = Router::new()
        .route("/relation-tuples", get(relation_tuples))
        .with_state(relationships.clone());
    let server = HttpServer::start(router).await;
    Fixture {
        client: Configuration {
            base_path: server.url(""),
            ..Configuration::default()
        },
        server,
        pages: 8,
        items: of_namespace(&relationships, "files"),
    }
}

async fn relation_tuples(
    State(relationships): State<Vec<Relationship>>,
    Query(query): Query<Parameters>,
) -> Result<Json<Relationships>, StatusCode> {
    let relationships = of_namespace(&relationships, &query.namespace);
    let page = page(&relationships, query.page_size, query.page_token.as_deref())
        .ok_or(StatusCode::BAD_REQUEST)?;
    Ok(Json(Relationships {
        // Documented: the empty string if this is the last page.
        next_page_token: Some(page.next.unwrap_or_default()),
        relation_tuples: Some(page.items.to_vec()),
    }))
}

fn of_namespace(relationships: &[Relationship], namespace: &str) -> Vec<Relationship> {
    let of_namespace = relationships
        .iter()
        .filter(|relationship| relationship.namespace == namespace);
    of_namespace.cloned().collect()
}

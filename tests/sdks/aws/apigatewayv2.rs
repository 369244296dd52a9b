//! `GetRoutes` of API Gateway, against a service in this file.

use std::collections::HashMap;

use aws_sdk_apigatewayv2::types::Route;
use aws_sdk_apigatewayv2::{Client, Error};
use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::all;

#[paginate(token = "next_token", items = "items")]
fn routes(
    api_gateway: &Client,
    api: &str,
    page_size: &str,
) -> impl Paginator<Item = Route, Error = Error> {
    api_gateway.get_routes().api_id(api).max_results(page_size)
}

/// Responds with a page of routes, because neither emulator paginates them.
async fn routes_page(Query(query): Query<HashMap<String, String>>) -> Json<Value> {
    let number = |name| {
        query
            .get(name)
            .map_or(0, |value| value.parse::<usize>().unwrap())
    };
    let (start, size) = (number("nextToken"), number("maxResults"));
    let route = |n| json!({ "routeId": format!("id-{n}"), "routeKey": format!("GET /{n}") });
    let end = 10.min(start + size);
    let next = (end < 10).then(|| end.to_string());
    Json(json!({ "items": (start..end).map(route).collect::<Vec<_>>(), "nextToken": next }))
}

#[tokio::test]
async fn get_routes_lists_all_routes() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = Router::new().route("/v2/apis/{api}/routes", get(routes_page));
    tokio::spawn(axum::serve(listener, service).into_future());

    let api_gateway = Client::new(&sdk_config(&url));
    for (page_size, expected) in [("1", 10), ("3", 4), ("5", 2)] {
        let (routes, pages) = all(routes(&api_gateway, "api", page_size)).await;
        assert_eq!(pages, expected);
        let ids: Vec<_> = routes
            .into_iter()
            .filter_map(|route| route.route_id)
            .collect();
        assert_eq!(ids, (0..10).map(|n| format!("id-{n}")).collect::<Vec<_>>());
    }
}

//! A server whose responses carry a cursor in their metadata. One page in the middle is empty.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use paginate_sdks_support::{Fixture, HttpServer, page};
use serde::{Deserialize, Serialize};

use crate::PAGE_SIZE;

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct User {
    name: String,
    is_active: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct UserPage {
    pub(crate) users: Vec<User>,
    pub(crate) meta: Meta,
}

/// Carries no cursor on the last page.
#[derive(Deserialize, Serialize)]
pub(crate) struct Meta {
    pub(crate) next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Parameters {
    /// Empty on the first page, or absent.
    cursor: Option<String>,
}

/// Starts a server that lists the active users among all users.
pub(crate) async fn fixture<C>(client: C) -> Fixture<HttpServer, (C, String), User> {
    let users: Vec<User> = (0..27)
        .map(|n| User {
            name: format!("user-{n:02}"),
            is_active: n / PAGE_SIZE != 4,
        })
        .collect();
    let router = Router::new()
        .route("/users", get(active_users))
        .with_state(users.clone());
    let server = HttpServer::start(router).await;
    Fixture {
        client: (client, server.url("/users")),
        server,
        pages: users.len() / PAGE_SIZE,
        items: active(&users),
    }
}

async fn active_users(
    State(users): State<Vec<User>>,
    Query(query): Query<Parameters>,
) -> Result<Json<UserPage>, StatusCode> {
    let cursor = query.cursor.filter(|cursor| !cursor.is_empty());
    let page = page(&users, PAGE_SIZE, cursor.as_deref()).ok_or(StatusCode::BAD_REQUEST)?;
    Ok(Json(UserPage {
        users: active(page.items),
        meta: Meta {
            next_cursor: page.next,
        },
    }))
}

fn active(users: &[User]) -> Vec<User> {
    users
        .iter()
        .filter(|user| user.is_active)
        .cloned()
        .collect()
}

//! The automatic pagination of rspotify, with the tracks of an album.

use axum::Json;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use rspotify::clients::BaseClient;
use rspotify::model::AlbumId;
use rspotify::{ClientCredsSpotify, Config, Credentials, Token};
use serde_json::{Value, json};

use super::{Peer, no_token};
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "rspotify",
    call: "album_track",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session)),
    inexpressible: no_token,
    option: |_| None,
};

const PROTOCOL: Protocol = Protocol {
    position,
    page,
    failure: || Json(json!({ "error": { "status": 500 } })).into_response(),
};

fn position(uri: &Uri) -> Position {
    let offset = parameter(uri, "offset").and_then(|offset| offset.parse().ok());
    Position::From(offset.unwrap_or(0))
}

fn page(page: Page, host: &str) -> Response {
    let offset = page.items.start;
    let url = |offset| format!("http://{host}/v1/albums/shop/tracks?offset={offset}&limit=3");
    let next = page.next.map(|_| url(page.items.end));
    let tracks: Vec<Value> = page.items.map(track).collect();
    Json(json!({
        "href": url(offset),
        "items": tracks,
        "limit": 3,
        "next": next,
        "offset": offset,
        "previous": null,
        "total": page.total,
    }))
    .into_response()
}

fn track(item: u32) -> Value {
    json!({
        "artists": [],
        "disc_number": 1,
        "duration_ms": 1000,
        "explicit": false,
        "external_urls": {},
        "is_local": false,
        "name": item.to_string(),
        "track_number": item,
    })
}

async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config {
        api_base_url: format!("{}/v1/", session.url()),
        pagination_chunks: 3,
        token_refreshing: false,
        ..Default::default()
    };
    let spotify = ClientCredsSpotify::with_config(Credentials::default(), config);
    *spotify.token.lock().await.expect("no panic") = Some(Token::default());
    let album = AlbumId::from_id("shop")?;
    let mut tracks = spotify.album_track(album, None);
    while let Some(track) = session.wait(async || tracks.try_next().await).await? {
        session.item(track.track_number).await;
    }
    Ok(())
}

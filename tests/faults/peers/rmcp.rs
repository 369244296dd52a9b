//! `list_all_resources` of rmcp, over a pipe in memory.

use std::sync::Arc;

use rmcp::model::{
    ListResourcesResult, PaginatedRequestParams, Resource, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt};

use super::{Peer, Reason, no_offsets};
use crate::fault::Fault;
use crate::service::{Answer, Position, Service};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "rmcp",
    call: "list_all_resources",
    protocol: None,
    read: |session| Box::pin(read(session)),
    inexpressible,
    option: |_| None,
};

fn inexpressible(fault: Fault) -> Option<Reason> {
    match fault {
        Fault::FailureWithStatus200 => Some(Reason::NoStatus),
        Fault::MissingToken => Some(Reason::NoFlag),
        Fault::EmptyToken => Some(Reason::EmptyTokenIsValid),
        _ => no_offsets(fault),
    }
}

struct Library(Arc<Service>);

impl ServerHandler for Library {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_resources().build())
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = request.and_then(|request| request.cursor);
        let Answer::Page(page) = self.0.answer(Position::Token(cursor)).await else {
            return Err(ErrorData::internal_error("out of order", None));
        };
        let resources = page
            .items
            .map(|item| Resource::new(format!("book:{item}"), item.to_string()));
        Ok(ListResourcesResult {
            next_cursor: page.next,
            resources: resources.collect(),
            ..ListResourcesResult::default()
        })
    }
}

async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let (near, far) = tokio::io::duplex(4096);
    let library = Library(session.service.clone());
    tokio::spawn(async move {
        let server = library.serve(far).await.expect("a client connects");
        server.waiting().await
    });
    let client = ().serve(near).await?;
    let resources = session
        .wait(async || client.list_all_resources().await)
        .await?;
    for resource in resources {
        session.item(resource.name.parse()?).await;
    }
    Ok(())
}

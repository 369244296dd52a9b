//! `list_resources` of rmcp, over a pipe in memory: the empty string is a valid cursor of the Model Context Protocol, so the
//! cursor is read by a closure.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, Server, listing_tests};
use rmcp::model::{
    ListResourcesResult, PaginatedRequestParams, Resource, ServerCapabilities, ServerConfig,
};
use rmcp::service::{Peer, RequestContext, RunningService};
use rmcp::{ErrorData, RoleClient, RoleServer, ServerHandler, ServiceError, ServiceExt};

listing_tests!(
    resources,
    "rmcp",
    "Model Context Protocol",
    library(),
    |library| { resources(library.client.clone()) }
);

#[paginate(output_token = |page| page.next_cursor.clone(), items = "resources")]
async fn resources(
    server: Peer<RoleClient>,
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = Resource, Error = ServiceError> {
    let page = PaginatedRequestParams::default().with_cursor(cursor);
    server.list_resources(Some(page)).await
}

#[derive(Clone, Default)]
struct Library {
    requests: Arc<AtomicUsize>,
    is_failing: Arc<AtomicBool>,
}

impl ServerHandler for Library {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_resources().build())
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        if self.is_failing.load(Ordering::SeqCst) {
            return Err(ErrorData::internal_error("out of order", None));
        }
        let page = match request.and_then(|request| request.cursor) {
            None => 0,
            // The cursor of the third page.
            Some(cursor) if cursor.is_empty() => 2,
            Some(cursor) => cursor
                .parse()
                .map_err(|_| ErrorData::invalid_params("unknown cursor", None))?,
        };
        let next_cursor = match page + 1 {
            2 => Some(String::new()),
            8 => None,
            next => Some(next.to_string()),
        };
        let resources = all().into_iter().skip(page * 3).take(3).collect();
        Ok(ListResourcesResult {
            next_cursor,
            resources,
            ..ListResourcesResult::default()
        })
    }
}

/// A server that runs while this value exists.
struct Connection {
    library: Library,
    _client: RunningService<RoleClient, ()>,
}

impl Server for Connection {
    fn requests(&self) -> usize {
        self.library.requests.load(Ordering::SeqCst)
    }

    async fn set_failing(&self, failing: bool) {
        self.library.is_failing.store(failing, Ordering::SeqCst);
    }
}

async fn library() -> Fixture<Connection, Peer<RoleClient>, Resource> {
    let library = Library::default();
    let (near, far) = tokio::io::duplex(4096);
    let server = library.clone();
    tokio::spawn(async move {
        let server = server.serve(far).await.expect("a client connects");
        server.waiting().await
    });
    let client = ().serve(near).await.expect("the server answers");
    Fixture {
        client: client.peer().clone(),
        server: Connection {
            library,
            _client: client,
        },
        pages: 8,
        items: all(),
    }
}

fn all() -> Vec<Resource> {
    (0..24)
        .map(|n| Resource::new(format!("book:{n}"), format!("Volume {n}")))
        .collect()
}

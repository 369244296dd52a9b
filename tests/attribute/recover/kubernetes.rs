//! A Kubernetes API server, which answers 410 with a fresh token if the token has expired.

use std::marker::PhantomData;

use paginate_core::{Error, Paginator, paginate};
use paginate_tests::script::drain;

use self::kube::{Api, ListParams};

/// The names of the crate `kube`.
mod kube {
    use std::marker::PhantomData;

    #[derive(Clone, Debug, PartialEq)]
    pub(super) enum Error {
        Api {
            code: u16,
            continue_token: Option<String>,
        },
    }

    #[derive(Clone, Default)]
    pub(super) struct ListParams {
        pub(super) continue_token: Option<String>,
    }

    #[derive(Clone)]
    pub(super) struct Api<K>(pub(super) PhantomData<K>);
}

#[derive(Clone, Debug, PartialEq)]
struct Pod(u32);

struct ObjectList {
    metadata: Metadata,
    items: Vec<Pod>,
}

struct Metadata {
    continue_: Option<String>,
}

impl Api<Pod> {
    /// Lists the pods 0 to 8, three a page. A token has expired if it does not end with a `!`.
    #[expect(clippy::unused_async, reason = "a request is async")]
    async fn list(&self, parameters: &ListParams) -> Result<ObjectList, kube::Error> {
        let first = match &parameters.continue_token {
            None => 0,
            Some(token) => match token.strip_suffix('!') {
                None => {
                    let continue_token = Some(format!("{token}!"));
                    return Err(kube::Error::Api {
                        code: 410,
                        continue_token,
                    });
                }
                Some(token) => token.parse().unwrap(),
            },
        };
        let continue_ = (first < 6).then(|| (first + 3).to_string());
        let items = (first..first + 3).map(Pod).collect();
        Ok(ObjectList {
            metadata: Metadata { continue_ },
            items,
        })
    }
}

fn expired(error: &kube::Error) -> Option<String> {
    match error {
        kube::Error::Api {
            code: 410,
            continue_token,
        } => continue_token.clone(),
        kube::Error::Api { .. } => None,
    }
}

#[paginate(output_token = "metadata.continue_", items = "items", fresh_token = |error| expired(error))]
async fn pods(
    api: &Api<Pod>,
    mut parameters: ListParams,
    #[token] continue_token: Option<String>,
) -> impl Paginator<Item = Pod, Error = kube::Error> {
    parameters.continue_token = continue_token;
    api.list(&parameters).await
}

#[test]
fn each_page_is_requested_again_with_the_fresh_token() {
    for depth in [0, 4] {
        let api = Api(PhantomData);
        let pods = drain(pods(&api, ListParams::default()).prefetch(depth).items());
        let expected: Vec<Result<Pod, Error<kube::Error>>> =
            (0..9).map(|pod| Ok(Pod(pod))).collect();
        assert_eq!(pods, expected);
    }
}

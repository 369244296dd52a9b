//! Methods: `self` is shared by all pages if it is a reference, and cloned for each page otherwise.

use std::sync::Arc;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use super::TAGS;
use super::service::{Registry, Unavailable};

#[derive(Clone, Default)]
struct Images {
    registry: Arc<Registry>,
    read: usize,
}

trait Repository: Sized {
    fn registry(&self) -> &Registry;

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn provided_tags(
        &self,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        self.registry().list_tags("app", last.as_deref()).await
    }

    fn required_tags(&self) -> impl Paginator<Item = String, Error = Unavailable>;
}

impl Repository for Images {
    fn registry(&self) -> &Registry {
        &self.registry
    }

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn required_tags(
        &self,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        self.registry.list_tags("app", last.as_deref()).await
    }
}

impl Images {
    #[expect(
        clippy::needless_arbitrary_self_type,
        reason = "the type is a reference"
    )]
    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn by_reference(
        self: &Self,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        self.registry.list_tags("app", last.as_deref()).await
    }

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn by_value(
        mut self,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> + use<> {
        self.read += 1;
        let Self { registry, read } = self;
        assert_eq!(read, 1);
        registry.list_tags("app", last.as_deref()).await
    }

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn by_pointer(
        self: Arc<Self>,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        let images = Arc::clone(&self);
        assert!(matches!(self.read, 0));
        images.registry.list_tags("app", last.as_deref()).await
    }
}

#[tokio::test]
async fn method_can_take_any_receiver() {
    let images = Images::default();
    assert_eq!(all(images.by_reference()).await, TAGS);
    assert_eq!(all(images.clone().by_value()).await, TAGS);
    assert_eq!(all(Arc::new(images).by_pointer()).await, TAGS);
}

#[tokio::test]
async fn trait_method_can_be_provided_or_implemented() {
    let images = Images::default();
    assert_eq!(all(images.provided_tags()).await, TAGS);
    assert_eq!(all(images.required_tags()).await, TAGS);
}

mod outer {
    #[derive(Clone, Default)]
    pub(super) struct Suffix(pub(super) &'static str);

    pub(super) mod inner {
        pub(in super::super) fn name() -> &'static str {
            "app"
        }
    }
}

impl Images {
    #[expect(clippy::needless_pub_self, reason = "it contains the word `self`")]
    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn with_items(
        self,
        suffix: outer::Suffix,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        use outer::inner::{self};

        trait Name {
            fn name(&self) -> String;
        }

        impl Name for outer::Suffix {
            fn name(&self) -> String {
                format!("{}{}", inner::name(), self.0)
            }
        }

        mod nested {
            pub(self) struct Wrapper<const N: usize>(pub(self) usize);

            impl Wrapper<{ 1 + 1 }> {
                fn get(&self) -> usize {
                    self.0
                }
            }

            pub(super) fn zero() -> usize {
                Wrapper(0).get()
            }
        }

        macro_rules! registry {
            () => {
                self.registry
            };
        }

        fn length(take: fn(&Registry) -> usize, registry: &Registry) -> usize {
            take(registry)
        }

        assert_eq!(self.read, nested::zero());
        assert!(length(|registry| registry.requests().len(), &registry!()) < 9);
        registry!().list_tags(&suffix.name(), last.as_deref()).await
    }

    #[paginate(
        output_token = |page| page.tags.last().filter(|_| self.read == 7).cloned(),
        items = |page| page.tags.into_iter().take(self.read).collect::<Vec<_>>(),
    )]
    async fn shared_with_closures(
        self,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        self.registry.list_tags("app", last.as_deref()).await
    }
}

#[tokio::test]
async fn items_in_a_method_keep_their_self() {
    let images = Images::default();
    let registry = Arc::clone(&images.registry);
    assert_eq!(all(images.with_items(outer::Suffix("!"))).await, TAGS);
    assert_eq!(registry.requests()[0], "app! after none");
}

#[tokio::test]
async fn closures_can_share_a_receiver() {
    let images = Images {
        read: 7,
        ..Images::default()
    };
    assert_eq!(all(images.shared_with_closures()).await, TAGS);
}

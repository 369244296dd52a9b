//! Parameters: every page gets clones of the arguments, and the parameter of the token may be anywhere.

use std::sync::atomic::{AtomicUsize, Ordering};

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use super::TAGS;
use super::service::{Registry, Unavailable};

impl AsRef<Registry> for Registry {
    fn as_ref(&self) -> &Registry {
        self
    }
}

#[tokio::test]
async fn every_page_gets_clones_of_the_arguments() {
    struct Image<'a>(&'a AtomicUsize);

    impl Clone for Image<'_> {
        fn clone(&self) -> Self {
            self.0.fetch_add(1, Ordering::Relaxed);
            Image(self.0)
        }
    }

    #[paginate(output_token = "tags[-1]", more_results = "has_more", items = "tags")]
    async fn tags(
        registry: &Registry,
        image: Image<'_>,
        mut prefix: String,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        prefix.push('x');
        assert_eq!(prefix, "x");
        let Image(_) = image;
        registry.list_tags(&prefix, last.as_deref()).await
    }

    let registry = Registry::default();
    let clones = AtomicUsize::new(0);
    let listing = tags(&registry, Image(&clones), String::new());
    assert_eq!(clones.load(Ordering::Relaxed), 0);
    assert_eq!(all(listing).await, TAGS);
    assert_eq!(clones.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn colon_of_an_argument_needs_no_space() {
    #[paginate(output_token = "tags[-1]", more_results = "has_more", items = "tags")]
    #[rustfmt::skip]
    async fn tags(
        registry:&Registry,
        image:&str,
        #[token] last:Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags(image, last.as_deref()).await
    }

    assert_eq!(all(tags(&Registry::default(), "app")).await, TAGS);
}

#[tokio::test]
async fn token_parameter_may_be_anywhere() {
    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn first(
        #[token] mut last: Option<String>,
        registry: &Registry,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        last = last.filter(|last| last != "0");
        registry.list_tags("app", last.as_deref()).await
    }

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn between(
        registry: &Registry,
        #[allow(unused_variables)]
        #[token]
        last @ (Some(_) | None): Option<String>,
        image: &str,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags(image, last.as_deref()).await
    }

    let registry = Registry::default();
    assert_eq!(all(first(&registry)).await, TAGS);
    assert_eq!(all(between(&registry, "app")).await, TAGS);
}

#[tokio::test]
async fn tokens_pair_with_parameters_in_order() {
    #[paginate(output_token = ["0", "1.0"], items = "2")]
    async fn tags(
        #[token] last: Option<String>,
        registry: &Registry,
        #[token] count: Option<usize>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        assert_eq!(last.is_some(), count.is_some());
        let page = registry.list_tags("app", last.as_deref()).await?;
        let token = page.has_more.then(|| page.tags.last().cloned()).flatten();
        let count = token.as_ref().map(|_| count.unwrap_or(0) + page.tags.len());
        Ok((token, (count,), page.tags))
    }

    assert_eq!(all(tags(&Registry::default())).await, TAGS);
}

#[tokio::test]
async fn pattern_can_be_a_parameter() {
    struct Image {
        name: &'static str,
    }

    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn tags(
        registry: &Registry,
        Image { name }: &Image,
        (tag, _): (&str, [u8; 2]),
        _: u8,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry
            .list_tags(&format!("{name}:{tag}"), last.as_deref())
            .await
    }

    let registry = Registry::default();
    let image = Image { name: "app" };
    assert_eq!(all(tags(&registry, &image, ("a", [0; 2]), 0)).await, TAGS);
    assert_eq!(registry.requests()[0], "app:a after none");
}

#[tokio::test]
async fn function_may_be_generic() {
    #[paginate(output_token = "tags[-1]", items = "tags")]
    pub(crate) async fn tags<'a, R, const N: usize>(
        registry: &'a R,
        images: [&str; N],
        suffix: impl Into<String> + Clone,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable>
    where
        R: AsRef<Registry>,
    {
        let image = images.concat() + &suffix.into();
        registry.as_ref().list_tags(&image, last.as_deref()).await
    }

    assert_eq!(all(tags(&Registry::default(), ["a", "b"], "c")).await, TAGS);
}

#[tokio::test]
async fn output_token_can_depend_on_the_token_of_the_page() {
    // As in a snapshot: the first page carries a revision, which is sent with every further request.
    #[paginate(
        output_token = |(revision, page), token| {
            let last = page.tags.last().filter(|_| page.has_more)?;
            let revision = token.map_or(*revision, |(revision, _)| *revision);
            Some((revision, Some(last.clone())))
        },
        items = "1.tags",
    )]
    async fn tags(
        registry: &Registry,
        #[token] revision: Option<usize>,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        let page = registry.list_tags("app", last.as_deref()).await?;
        let sent = registry.requests().len();
        assert_eq!(revision, (sent > 1).then_some(1));
        Ok((Some(sent), page))
    }

    #[paginate(
        output_token = |page, last| {
            let last = last.copied().unwrap_or_default();
            page.has_more.then_some(last + page.tags.len())
        },
        items = "tags",
    )]
    async fn counted(
        registry: &Registry,
        #[token] last: Option<usize>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        let last = last.map(|last| last.to_string());
        registry.list_tags("app", last.as_deref()).await
    }

    assert_eq!(all(tags(&Registry::default())).await, TAGS);
    assert_eq!(all(counted(&Registry::default())).await, TAGS);
}

#[tokio::test]
async fn closures_can_use_the_arguments() {
    #[paginate(
        output_token = |page| page.tags.last().filter(|last| **last != stop).cloned(),
        items = |page| page.tags.into_iter().map(|tag| format!("{prefix}{tag}")).collect::<Vec<_>>(),
    )]
    async fn tags(
        registry: &Registry,
        prefix: String,
        stop: String,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        let image = format!("{prefix}/app");
        registry.list_tags(&image, last.as_deref()).await
    }

    let registry = Registry::default();
    let listing = tags(&registry, "v".into(), "6".into());
    assert_eq!(all(listing).await, ["v1", "v2", "v3", "v4", "v5", "v6"]);
    assert_eq!(registry.requests(), ["v/app after none", "v/app after 3"]);
}

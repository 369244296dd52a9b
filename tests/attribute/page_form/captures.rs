//! The body and the closures of the attribute share the arguments of the function.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use super::TAGS;
use super::service::{Registry, Unavailable};

#[derive(Clone)]
struct Image {
    name: String,
    prefix: String,
}

#[tokio::test]
async fn pattern_can_be_combined_with_closures() {
    #[paginate(
        output_token = |page| page.tags.last().cloned(),
        items = |page| page.tags.into_iter().map(|tag| format!("{prefix}{tag}{suffix}")).collect::<Vec<_>>(),
    )]
    async fn tags(
        registry: &Registry,
        Image { name, prefix }: Image,
        (tag, suffix): (&str, char),
        &size: &usize,
        _: u8,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        let image = format!("{name}:{tag}:{size}");
        registry.list_tags(&image, last.as_deref()).await
    }

    let registry = Registry::default();
    let image = Image {
        name: "app".into(),
        prefix: "v".into(),
    };
    let listed = all(tags(&registry, image, ("a", '!'), &3, 0)).await;
    assert_eq!(listed, TAGS.map(|tag| format!("v{tag}!")));
    assert_eq!(registry.requests()[0], "app:a:3 after none");
}

#[tokio::test]
async fn closures_can_share_an_argument() {
    #[paginate(
        output_token = |page| page.tags.last().filter(|last| **last != stop).cloned(),
        more_results = |page| page.has_more && !page.tags.contains(&stop),
        items = |page| page.tags.into_iter().filter(|tag| *tag != stop).collect::<Vec<_>>(),
    )]
    async fn tags(
        registry: &Registry,
        stop: String,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags(&stop, last.as_deref()).await
    }

    #[expect(clippy::used_underscore_binding, reason = "the closures use it")]
    #[paginate(
        output_token = |page| page.tags.last().filter(|last| **last != _stop).cloned(),
        items = |page| page.tags.into_iter().filter(|tag| *tag != _stop).collect::<Vec<_>>(),
    )]
    async fn with_underscore(
        registry: &Registry,
        mut _stop: String,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        _stop.insert(0, 'x');
        registry.list_tags(&_stop, last.as_deref()).await
    }

    #[paginate(
        output_token = |page| page.tags.last().filter(|last| !ends.contains(*last)).cloned(),
        items = |page| page.tags.into_iter().filter(|tag| !ends.contains(tag)).collect::<Vec<_>>(),
    )]
    async fn with_pattern(
        registry: &Registry,
        (ends, _): (Vec<String>, u8),
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags("app", last.as_deref()).await
    }

    let registry = Registry::default();
    assert_eq!(all(tags(&registry, "6".into())).await, TAGS[..5]);
    assert_eq!(registry.requests()[0], "6 after none");
    assert_eq!(all(with_underscore(&registry, "6".into())).await, TAGS[..5]);
    let listing = with_pattern(&registry, (vec!["6".into()], 0));
    assert_eq!(all(listing).await, TAGS[..5]);
}

#[tokio::test]
async fn closures_can_change_an_argument() {
    #[paginate(
        output_token = |page| {
            pages += 1;
            page.tags.last().filter(|_| pages < 2).cloned()
        },
        items = |page| {
            names.push(page.tags.len());
            [format!("{names:?}")]
        },
    )]
    async fn tags(
        registry: &Registry,
        mut pages: usize,
        mut names: Vec<usize>,
        mut last_image: String,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        last_image.push_str(&pages.to_string());
        registry.list_tags(&last_image, last.as_deref()).await
    }

    let registry = Registry::default();
    let listing = tags(&registry, 0, vec![], "app".into());
    assert_eq!(all(listing).await, ["[3]", "[3, 3]"]);
    assert_eq!(registry.requests(), ["app0 after none", "app0 after 3"]);
}

/// Counts the clones of it that exist.
struct Permit(Arc<AtomicUsize>);

impl Permit {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Permit(Arc::clone(count))
    }
}

impl Clone for Permit {
    fn clone(&self) -> Self {
        Permit::new(&self.0)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn arguments_live_as_long_as_the_body() {
    #[paginate(output_token = "1.tags[-1]", items = "0")]
    async fn counts(
        registry: &Registry,
        count: &AtomicUsize,
        _permit: Permit,
        _: Permit,
        (_, _second): (Permit, Permit),
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = usize, Error = Unavailable> {
        let page = registry.list_tags("app", last.as_deref()).await?;
        Ok(([count.load(Ordering::Relaxed)], page))
    }

    #[expect(clippy::used_underscore_binding, reason = "a closure uses it")]
    #[paginate(
        output_token = |page| page.1.tags.last().filter(|_| _held.0.load(Ordering::Relaxed) > 0).cloned(),
        items = |page| [(page.0, tag)],
    )]
    async fn with_closures(
        registry: &Registry,
        count: &AtomicUsize,
        _permit: Permit,
        _held: Permit,
        tag: u8,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = (usize, u8), Error = Unavailable> {
        let page = registry.list_tags("app", last.as_deref()).await?;
        Ok((count.load(Ordering::Relaxed), page))
    }

    // Each page gets a clone of every argument.
    let count = Arc::default();
    let permit = || Permit::new(&count);
    let registry = Registry::default();
    let listing = counts(&registry, &count, permit(), permit(), (permit(), permit()));
    assert_eq!(all(listing).await, [8, 8, 8, 8]);
    assert_eq!(count.load(Ordering::Relaxed), 0);
    // The closure has its own clone of the argument that it uses.
    let listing = with_closures(&registry, &count, permit(), permit(), 1);
    assert_eq!(all(listing).await, [(5, 1); 4]);
    assert_eq!(count.load(Ordering::Relaxed), 0);
}

impl Permit {
    #[paginate(output_token = "1.tags[-1]", items = "0")]
    async fn counts(
        self,
        registry: &Registry,
        count: &AtomicUsize,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = usize, Error = Unavailable> {
        let page = registry.list_tags("app", last.as_deref()).await?;
        Ok(([count.load(Ordering::Relaxed)], page))
    }
}

#[tokio::test]
async fn receiver_lives_as_long_as_the_body() {
    let count = Arc::default();
    let registry = Registry::default();
    let listing = Permit::new(&count).counts(&registry, &count);
    assert_eq!(all(listing).await, [2, 2, 2, 2]);
}

#[tokio::test]
async fn parameter_can_have_attributes() {
    #[paginate(output_token = "tags[-1]", items = "tags")]
    async fn tags(
        registry: &Registry,
        #[cfg(test)] image: &str,
        #[cfg(not(test))] image: u8,
        #[cfg(any())]
        #[cfg(test)]
        absent: Absent,
        #[allow(unused_variables)] unused: u8,
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags(image, last.as_deref()).await
    }

    #[paginate(
        output_token = |page| page.tags.last().filter(|last| **last != image).cloned(),
        items = |page| page.tags.into_iter().filter(|tag| *tag != image).collect::<Vec<_>>(),
    )]
    async fn with_closures(
        registry: &Registry,
        #[cfg(test)] (image, _): (String, u8),
        #[cfg(any())] (image, _): (u8, u8),
        #[token] last: Option<String>,
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        registry.list_tags("app", last.as_deref()).await
    }

    let registry = Registry::default();
    assert_eq!(all(tags(&registry, "app", 0)).await, TAGS);
    assert_eq!(registry.requests()[0], "app after none");
    let listing = with_closures(&registry, ("3".into(), 0));
    assert_eq!(all(listing).await, TAGS[..2]);
}

#[tokio::test]
async fn closures_of_the_request_form_can_share_an_argument() {
    #[derive(Clone)]
    struct Request(Option<String>);

    impl Request {
        async fn send(self) -> Result<Vec<String>, Unavailable> {
            Registry::default()
                .list_tags("app", self.0.as_deref())
                .await
                .map(|page| page.tags)
        }
    }

    struct Log(Mutex<Vec<String>>);

    #[paginate(
        input_token = |_, last| Request(Some(last)),
        output_token = |page| page.last().filter(|last| **last != stop).cloned(),
        items = |page| page.into_iter().filter(|tag| *tag != stop).collect::<Vec<_>>(),
        send = |request| {
            log.0.lock().unwrap().push(format!("before {stop}"));
            request.send()
        },
    )]
    fn tags(
        log: &Log,
        (stop, _): (String, u8),
    ) -> impl Paginator<Item = String, Error = Unavailable> {
        log.0.lock().unwrap().clear();
        Request(None)
    }

    let log = Log(Mutex::default());
    assert_eq!(all(tags(&log, ("6".into(), 0))).await, TAGS[..5]);
    assert_eq!(*log.0.lock().unwrap(), ["before 6", "before 6"]);
}

//! A client without builders: its method takes everything by position.

use std::sync::Mutex;

/// A registry whose images have the tags `1` to `8`.
#[derive(Default)]
pub(crate) struct Registry {
    requests: Mutex<Vec<String>>,
    failures: Mutex<Vec<usize>>,
}

#[derive(Debug)]
pub(crate) struct Tags {
    pub(crate) tags: Vec<String>,
    pub(crate) has_more: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unavailable;

impl Registry {
    /// Fails the request with this number, counted from 1.
    pub(crate) fn failing(request: usize) -> Self {
        Registry {
            failures: Mutex::new(vec![request]),
            ..Registry::default()
        }
    }

    /// Returns three tags after the last one of the previous page.
    pub(crate) async fn list_tags(
        &self,
        image: &str,
        last: Option<&str>,
    ) -> Result<Tags, Unavailable> {
        let number = {
            let mut requests = self.requests.lock().unwrap();
            requests.push(format!("{image} after {}", last.unwrap_or("none")));
            requests.len()
        };
        assert!(number < 1_000, "the listing does not end");
        tokio::task::yield_now().await;
        if self.failures.lock().unwrap().contains(&number) {
            return Err(Unavailable);
        }
        let last: usize = last.map_or(0, |last| last.parse().unwrap());
        let tags = (last + 1..=8).take(3).map(|tag| tag.to_string());
        Ok(Tags {
            tags: tags.collect(),
            has_more: last + 3 < 8,
        })
    }

    /// Returns the requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

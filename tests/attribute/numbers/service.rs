//! A service of the numbers 0 to 9, by page number or by offset.

use std::convert::Infallible;
use std::sync::Mutex;

#[derive(Default)]
pub(crate) struct Api {
    requests: Mutex<Vec<u32>>,
}

#[derive(Default)]
pub(crate) struct Page {
    pub(crate) data: Vec<u32>,
    pub(crate) pages: Option<u16>,
    pub(crate) total: i64,
    pub(crate) has_more: bool,
    pub(crate) inner: Option<Inner>,
}

#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) groups: Vec<Group>,
    pub(crate) total: u64,
}

pub(crate) struct Group {
    pub(crate) members: Option<Vec<u32>>,
}

impl Api {
    /// Returns a page of three numbers. The first page has the number 1.
    pub(crate) async fn page(&self, number: u32) -> Result<Page, Infallible> {
        self.record(number).await;
        Ok(Self::range(3 * (number - 1)))
    }

    /// Returns three numbers from an offset.
    pub(crate) async fn offset(&self, offset: u32) -> Result<Page, Infallible> {
        self.record(offset).await;
        Ok(Self::range(offset))
    }

    /// Returns the page numbers or the offsets of all requests so far, and forgets them.
    pub(crate) fn requests(&self) -> Vec<u32> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }

    async fn record(&self, number: u32) {
        let requests = {
            let mut requests = self.requests.lock().unwrap();
            requests.push(number);
            requests.len()
        };
        assert!(requests < 1_000, "the listing does not end");
        tokio::task::yield_now().await;
    }

    fn range(from: u32) -> Page {
        let data: Vec<u32> = (from..10).take(3).collect();
        let groups = data.chunks(2).map(|members| Group {
            members: Some(members.to_vec()),
        });
        Page {
            pages: Some(4),
            total: 10,
            has_more: from + 3 < 10,
            inner: Some(Inner {
                // The number of groups differs from the number of their members.
                groups: groups
                    .chain([Group { members: None }, Group { members: None }])
                    .collect(),
                total: 10,
            }),
            data,
        }
    }
}

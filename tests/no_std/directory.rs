//! A service of the users 1 to 7, three on a page.

use alloc::vec::Vec;
use core::convert::Infallible;

/// A client of the service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Directory;

/// A request for a page.
#[derive(Clone, Debug, Default)]
pub struct ListUsers {
    after: Option<u32>,
}

/// A page of users.
#[derive(Clone, Debug)]
pub struct Page {
    /// The users on the page.
    pub users: Vec<u32>,
    /// The token of the next page.
    pub after: Option<u32>,
}

impl Directory {
    /// Returns a request for the first page.
    pub fn list_users(&self) -> ListUsers {
        ListUsers::default()
    }

    /// Returns a page of three users by its number. The first page has the number 1.
    ///
    /// # Errors
    ///
    /// Never.
    #[expect(clippy::unused_async, reason = "a client of a service is async")]
    pub async fn page(&self, number: u32) -> Result<Vec<u32>, Infallible> {
        Ok(users_after(3 * (number - 1)))
    }
}

impl ListUsers {
    /// Sets the user after which the page begins.
    #[must_use]
    pub fn set_after(self, after: Option<u32>) -> Self {
        Self { after }
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Never.
    #[expect(clippy::unused_async, reason = "a client of a service is async")]
    pub async fn send(self) -> Result<Page, Infallible> {
        let users = users_after(self.after.unwrap_or(0));
        let after = users.last().copied().filter(|last| *last < 7);
        Ok(Page { users, after })
    }
}

fn users_after(after: u32) -> Vec<u32> {
    (after + 1..=7).take(3).collect()
}

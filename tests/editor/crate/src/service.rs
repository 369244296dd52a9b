//! A service whose requests are `Clone` builders, and which has a client that fetches pages.

/// Why a request fails.
#[derive(Clone, Debug)]
pub struct Failure;

impl Failure {
    pub fn is_heavy(&self) -> bool {
        true
    }
}

pub struct Client;

/// A request for users.
#[derive(Clone)]
pub struct ListUsers;

pub struct Users {
    /// The users on the page.
    pub users: Vec<User>,
    pub bots: Vec<User>,
    pub group: Option<Group>,
    /// The token of the next page.
    pub marker: Option<String>,
    pub next_marker: Option<String>,
    pub is_truncated: bool,
    pub failure: Option<Failure>,
    pub pair: (u32, Group),
}

pub struct Group {
    /// The members of the group.
    pub members: Vec<User>,
    pub last_page: u32,
}

pub struct User {
    /// The name of the user.
    pub name: String,
    pub key: Option<String>,
}

impl Client {
    pub fn list_users(&self) -> ListUsers {
        ListUsers
    }

    /// Fetches a page of users.
    pub async fn fetch(&self, number: u32, token: Option<&str>) -> Result<Users, Failure> {
        let _ = (number, token);
        Err(Failure)
    }
}

impl ListUsers {
    /// Lists only the users of a group.
    pub fn filter(self, group: &str) -> Self {
        let _ = group;
        self
    }

    /// Sets the token.
    pub fn set_marker(self, marker: Option<String>) -> Self {
        let _ = marker;
        self
    }

    /// Sets the page size.
    pub fn set_limit(self, limit: Option<u32>) -> Self {
        let _ = limit;
        self
    }

    /// Returns the page size.
    pub fn get_limit(&self) -> &Option<u32> {
        &None
    }

    pub fn set_page(self, page: Option<u32>) -> Self {
        let _ = page;
        self
    }

    /// Sends the request.
    pub async fn send(self) -> Result<Users, Failure> {
        Err(Failure)
    }
}

impl Users {
    /// Whether there are more users.
    pub fn more(&self) -> bool {
        self.is_truncated
    }
}

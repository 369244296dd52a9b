//! Both forms of the attribute.

use core::convert::Infallible;

use paginate_core::{Paginator, paginate};

use crate::directory::Directory;

/// The users, by token: the request form.
#[paginate(token = "after", items = "users")]
pub fn users(directory: &Directory) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    directory.list_users()
}

/// The users, by page number: the page form.
#[paginate(items = "[]")]
pub async fn numbered_users(
    directory: &Directory,
    #[page_number] page: u32,
) -> impl Paginator<Item = u32, Error = Infallible> {
    directory.page(page).await
}

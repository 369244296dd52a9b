//! A crate without `std` that depends on paginate-core.
//!
//! `.ci/msrv` compiles the crate and runs its tests with the minimum Rust version. `.ci/targets` compiles the crate for other
//! targets.
#![no_std]

extern crate alloc;

#[cfg(feature = "derive")]
pub mod annotated;
pub mod directory;

use core::convert::Infallible;

use directory::{Directory, ListUsers, Page};
use paginate_core::{Checkpoint, KeyRange, Paginator, Parallel, Parts, operation, split};

/// Returns a paginator for all users, written without the attribute.
pub fn users_by_hand(
    directory: &Directory,
) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(directory.list_users())
        .send(ListUsers::send)
        .output_token(|page: &Page| page.after)
        .input_token(|request: ListUsers, after| request.set_after(Some(after)))
        .items(|page: Page| page.users)
}

/// Returns the users after a checkpoint, with the next page prefetched.
pub fn resumed(
    directory: &Directory,
    checkpoint: Checkpoint<u32>,
) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    users_by_hand(directory)
        .resume_from(checkpoint)
        .prefetch(1)
        .max_pages(100)
}

/// Returns the users in their order, with four requests at the same time.
pub fn split_users(
    directory: &Directory,
) -> Parallel<impl Parts<Item = u32, Error = Infallible, Key = KeyRange<u32>>> {
    split(|| users_by_hand(directory), |user| *user, 4).ordered()
}

#[cfg(feature = "panic-handler")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

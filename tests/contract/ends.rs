//! Reading a listing ends, in every way of reading. Alone in its target: a loop without an end would keep other tests
//! from reporting.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use paginate_core::Paginator;
use paginate_tests::script::drain;
use paginate_tests::server::{Page, Server, Throttled};

#[test]
fn reading_ends_in_every_way_of_reading() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let server = Server::of_sizes([2, 0, 1]);
        let items = drain(server.paginator().items()).len();
        let pages = drain(server.paginator().pages()).len();
        let mut paginator = server.paginator();
        let object: &mut dyn Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> =
            &mut paginator;
        let collected = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(object.items().try_collect::<Vec<_>>());
        sender.send((items, pages, collected)).unwrap();
    });
    let read = receiver.recv_timeout(Duration::from_secs(20));
    assert_eq!(read, Ok((3, 3, Ok(vec![0, 1, 2]))));
}

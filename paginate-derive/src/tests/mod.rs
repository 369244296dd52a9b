//! The macro as a function from tokens to tokens.

mod editor;
mod incomplete_input;
mod messages;
mod notations;
mod snapshots;

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

use proc_macro2::TokenStream;

use crate::attribute;
use crate::span::Host;

/// Expands the attribute for the compiler.
fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Host::Compiler, arguments, item)
}

/// Runs the macro on another thread, and panics if the macro takes longer than five seconds.
pub(crate) fn bounded<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(run()));
    receiver
        .recv_timeout(Duration::from_secs(5))
        .expect("the macro ends, and does not panic")
}

/// Compares a text with a snapshot. With `BLESS=1` in the environment, writes the text to the snapshot first.
pub(crate) fn compare(text: &str, snapshot: &Path) {
    if env::var_os("BLESS").is_some() {
        fs::write(snapshot, text).unwrap();
    }
    let expected = fs::read_to_string(snapshot).unwrap();
    assert_eq!(text, expected, "{}", snapshot.display());
}

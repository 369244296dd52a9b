//! What the attribute writes, beside what it is written for. `BLESS=1 cargo test -p paginate-derive`
//! writes it anew.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::{Attribute, File, Item};

/// Expands `snapshots/NAME.in.rs`, one annotated function, and compares it with `snapshots/NAME.out.rs`.
fn expands(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests");
}

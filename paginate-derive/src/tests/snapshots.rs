//! Expansions: `snapshots/NAME.rs` expands to `snapshots/NAME.expanded.rs`.
//!
//! `BLESS=1 cargo test -p paginate-derive` updates the expansions.

use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{File, ItemFn};

use super::{bounded, compare, expand};

fn check(name: &'static str) {
    bounded(move || check_expansion(name));
}

fn check_expansion(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/snapshots");
    let source = fs::read_to_string(folder.join(name).with_extension("rs")).unwrap();
    let mut function: ItemFn = syn::parse_str(&source).unwrap();
    let attribute = function
        .attrs
        .iter()
        .position(|attribute| attribute.path().is_ident("paginate"))
        .unwrap();
    let attribute = function.attrs.remove(attribute);
    let arguments = attribute.meta.require_list().unwrap().tokens.clone();
    let expansion: File = syn::parse2(expand(arguments, function.to_token_stream())).unwrap();
    let expanded = prettyplease::unparse(&expansion);
    compare(&expanded, &folder.join(name).with_extension("expanded.rs"));
}

#[test]
fn free_function() {
    check("free_function");
}

#[test]
fn fallible_async_function() {
    check("fallible_async_function");
}

#[test]
fn unknown_argument() {
    check("unknown_argument");
}

#[test]
fn every_argument() {
    check("every_argument");
}

#[test]
fn closures() {
    check("closures");
}

#[test]
fn data_in_one_member() {
    check("data_in_one_member");
}

#[test]
fn inner_attributes() {
    check("inner_attributes");
}

#[test]
fn tailed_listing() {
    check("tailed_listing");
}

#[test]
fn body_with_macro() {
    check("body_with_macro");
}

#[test]
fn page_form() {
    check("page_form");
}

#[test]
fn page_form_method() {
    check("page_form_method");
}

#[test]
fn page_form_with_error() {
    check("page_form_with_error");
}

#[test]
fn page_number() {
    check("page_number");
}

#[test]
fn page_size() {
    check("page_size");
}

#[test]
fn page_size_of_a_request() {
    check("page_size_of_a_request");
}

#[test]
fn offset() {
    check("offset");
}

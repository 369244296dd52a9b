//! Error messages: `messages.txt` holds the messages of each case in this file.
//!
//! `BLESS=1 cargo test -p paginate-derive` updates the file. The ui cases also test the spans, but are slower.

use std::fmt::Write;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use super::{bounded, compare, expand};

/// Arguments of the attribute, on a function that is valid.
const ARGUMENTS: [&str; 65] = [
    "",
    "token",
    "token =",
    "token = , items = \"b\"",
    "token: \"a\", items = \"b\"",
    "token = \"a\" items = \"b\"",
    "token = \"a\"; items = \"b\"",
    "token = \"a\" b, items = \"b\"",
    "token = \"a\", items = \"b\", crate = crate::a",
    "items = a[] token = b",
    "items = a[] b",
    "token = \"a\", items = \"b\", crate = self::a",
    "token = \"a\", items = \"b\", crate = super::a",
    "token = \"a\" \"b\", items = \"b\"",
    "token = \"a\" + \"b\", items = \"b\"",
    "token = \"a\".b(), items = \"b\"",
    "\"token\", items = \"b\"",
    "= \"a\", items = \"b\"",
    "token = 7, items = \"b\"",
    "token = -7 + a::<B, C>(), items = \"b\"",
    "token = [], items = [\"b\" \"c\"]",
    "token = [\"a\", 7], items = [b]",
    "token = |page| page, items = \"b\"",
    "token = \"a\", token = \"b\", items = \"b\"",
    "token = 7, token = \"b\", items = \"b\"",
    "tokn = \"a\", itms = \"b\"",
    "token = \"a\", items = \"b\", limit = 7",
    "input_token = \"a\", items = \"b\"",
    "output_token = \"a\", items = \"b\"",
    "token = \"a\", input_token = \"b\", output_token = \"c\", items = \"b\"",
    "input_token = [\"a\", \"b\"], output_token = \"c\", items = \"b\"",
    "input_token = \"a\", output_token = [\"b\", \"c\"], items = \"b\"",
    "token = \"a\", items = [\"b.c\", \"b\"]",
    "token = \"a\", items = [\"b\", \"b.c\"]",
    "token = \"a\", items = [\"b\", \"b\"]",
    "token = \"a\", items = \"b\", repeated_token = \"error\"",
    "token = \"a\", items = \"b\", repeated_token = \"stop\"",
    "token = \"a\", items = \"b\", crate = \"a-b\"",
    "token = \"a\", items = \"b\", crate = |a| a",
    "page_number = \"a\", offset = \"b\", items = \"b\"",
    "page_number = \"a\", token = \"b\", output_token = \"c\", repeated_token = \"end\", items = \"b\"",
    "page_number = 7, first_page = \"0\", items = \"b\"",
    "page_number = \"a\", items = |page| page.b",
    "page_number = \"a\", items = |page| page.b, total_items = \"c\"",
    "page_number = \"a\", items = |page| page.b, total_pages = \"c\"",
    "offset = \"a\", items = |page| page.b, total_items = \"c\"",
    "offset = \"a\", items = \"b\", total_pages = \"c\", first_page = 1",
    "token = \"a\", items = \"b\", total_pages = \"c\", total_items = \"d\", first_page = 1",
    "page_nmber = \"a\", items = \"b\"",
    "page_number = \"a.b\", items = \"b\", total_pages = []",
    "first_page = -1, page_number = \"a\", items = \"b\"",
    "token = \"a\", items = \"b()\", error = \"c.d()\"",
    "token = \"a\", items = \"01.b\"",
    "token = \"a\", items = \"b[][]\"",
    "token = \"a\", items = \"b[]c\"",
    "token = \"a\", items = \"b[].\"",
    "token = \"a\", items = [\"b[].c\", \"b[].d\"]",
    "token = \"a\", items = [\"[]\", \"b\"]",
    "input_token = \"a\", output_token = \"[0].b || .c\", items = \"b\"",
    "token = \"a.b\", items = \"b[0]\", send = \"c.d\", more_results = [\"e\"], error = 7",
    "token = \"a\", items = \"b\", too_large = true, fresh_token = \"c\"",
    "token = \"a\", items = \"b\", page_size = \"c\", first_page_size = 00",
    "token = \"a\", items = \"b\", page_size = |request, size| request, too_large = |error| true",
    "token = \"a\", items = \"b\", first_page_size = 7, too_large = |error| true",
    "page_number = \"a\", items = \"b\", page_size = \"c\", too_large = |error| true, fresh_token = |error| None",
];

/// Items, with arguments that are valid.
const ITEMS: [&str; 26] = [
    "struct Things { a: u8 }",
    "pub(crate) enum Things {}",
    "impl Things { fn things(&self) -> impl Paginator<Item = A, Error = B> { self.0 } }",
    "const THINGS: u8 = 7;",
    "trait Things { fn things(&self) -> impl Paginator<Item = A, Error = B>; }",
    "fn",
    "fn things",
    "fn things<T>",
    "fn things() -> impl Paginator<Item = A, Error = B>;",
    "fn things() { request }",
    "fn things() where A: B { request }",
    "fn things() - A B { request }",
    "fn things() -> impl Paginator + Send { request }",
    "fn things() -> Box<dyn Paginator + Send> { request }",
    "const fn things() -> impl Paginator<Item = A, Error = B> { request }",
    "fn things() -> impl Paginator { request }",
    "fn things() -> impl Paginator<Item = A> { request }",
    "fn things() -> impl Send + Paginator<Error = B> { request }",
    "fn things() -> Request { request }",
    "fn things() -> impl Iterator<Item = A> { request }",
    "fn things() -> Box<dyn Paginator<Item = A, Error = B>> { request }",
    "fn things() -> (impl Paginator<Item = A, Error = B>, u8) { request }",
    "fn things() -> Option<impl Paginator<Item = A, Error = B>> { request }",
    "fn things() -> Vec<Result<impl Paginator<Item = A, Error = B>, C>> { request }",
    "fn things() -> impl Future<Output = impl Paginator<Item = A, Error = B>> { request }",
    "async fn things() -> impl Future<Output = impl Paginator<Item = A, Error = B>> { request }",
];

/// Items in the page form, with the arguments.
const PAGE_FORM: [(&str, &str); 20] = [
    (
        "output_token = [\"a\", \"b\", \"c\"], items = \"d\"",
        "async fn things(#[token] a: Option<(A, B<C, D>)>) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "items = \"b\"",
        "async fn things(#[page_number(first = 0)] a: u32, #[offset()] b: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "async fn things(a: &mut A<B>, b: &'b mut [u8], #[token] c: &mut C) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "fn things<'async_trait>(#[token] a: A) -> Pin<Box<dyn Future<Output = impl Paginator<Item = A, Error = B>> + 'async_trait>> { page }",
    ),
    (
        "token = \"a\", items = \"b\"",
        "async fn things(#[token] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "input_token = \"a\", output_token = \"a\", send = \"c\", items = \"b\"",
        "async fn things(#[token] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "",
        "async fn things(#[token] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "async fn things(#[token] a: A, #[token] b: B) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = [\"a\", \"b\"], items = \"b\"",
        "async fn things(#[token] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "fn things(#[token] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "async fn things(&'a mut self, #[token] a: A) -> Result<impl Paginator<Item = A, Error = B>, B> { page }",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "async fn things(self: &mut Self, #[token] a: A);",
    ),
    (
        "output_token = \"a\", items = \"b\"",
        "async fn things(#[token] a: A) -> Page { page }",
    ),
    (
        "page_number = \"a\", offset = \"b\", items = \"b\"",
        "async fn things(#[page_number] a: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "items = \"b\"",
        "async fn things(#[page_number] a: u32, #[offset] b: u32, #[page_number] c: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "token = \"a\", items = \"b\", send = \"c\"",
        "fn things(#[offset] a: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "items = |page| page.b",
        "async fn things(#[offset] a: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "items = \"b\", page_size = \"c\", first_page_size = 7, fresh_token = |error| None",
        "async fn things(#[offset] a: u32, #[page_size] b: u32, #[page_size(c)] c: u32) -> impl Paginator<Item = A, Error = B> { page }",
    ),
    (
        "token = \"a\", items = \"b\"",
        "fn things(#[page_size] a: u32) -> impl Paginator<Item = A, Error = B> { request }",
    ),
    (
        "output_token = \"a\", items = \"b\", too_large = |error| true",
        "async fn things(#[page_size] &self, #[token] #[page_size] a: A) -> impl Paginator<Item = A, Error = B> { page }",
    ),
];

/// Returns the messages of all `compile_error!`s.
fn messages(tokens: TokenStream) -> Vec<String> {
    let mut messages = Vec::new();
    let mut is_error = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_error => {
                messages.push(group.stream().to_string());
                is_error = false;
            }
            TokenTree::Group(group) => messages.append(&mut self::messages(group.stream())),
            TokenTree::Ident(name) => is_error = name == "compile_error",
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    messages
}

/// Returns the messages of one case.
fn messages_of(arguments: &'static str, item: &'static str) -> Vec<String> {
    bounded(|| messages(expand(arguments.parse().unwrap(), item.parse().unwrap())))
}

#[test]
fn messages_match_the_snapshot() {
    let function = "fn things() -> impl Paginator<Item = A, Error = B> { request }";
    let arguments = "token = \"a\", items = \"b\"";
    let cases = ARGUMENTS.map(|arguments| (arguments, messages_of(arguments, function)));
    let items = ITEMS.map(|item| (item, messages_of(arguments, item)));
    let mut text = String::new();
    let page_form = PAGE_FORM
        .map(|(arguments, item)| (format!("{arguments}: {item}"), messages_of(arguments, item)));
    let cases = cases.into_iter().chain(items);
    let cases = cases.map(|(case, messages)| (case.to_owned(), messages));
    for (case, messages) in cases.chain(page_form) {
        writeln!(text, "{case}").unwrap();
        for message in messages {
            writeln!(text, "    {message}").unwrap();
        }
    }
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/messages.txt");
    compare(&text, &snapshot);
}

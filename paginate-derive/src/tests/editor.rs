//! The expansion for an editor. `spans.txt` holds the tokens that both hosts get at each token of the source.
//!
//! `BLESS=1 cargo test -p paginate-derive` updates the file. `tests/editor` asks rust-analyzer itself.

use std::fmt::Write;
use std::path::Path;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use super::{bounded, compare};
use crate::attribute;
use crate::span::Host;
use crate::tokens::is_punct;

/// Arguments and items whose spans are compared.
const SOURCES: [(&str, &str); 6] = [
    (
        "token = next_token, items = data.users[].name",
        "fn users(api: &Api) -> impl Paginator<Item = User, Error = Error> { api.list_users() }",
    ),
    (
        "token = \"next_token\", items = \"data.users\"",
        "fn users(api: &Api) -> impl Paginator<Item = User, Error = Error> { api.list_users() }",
    ),
    (
        "output_token = next || users[-1].id, more_results = more(), error = failure, items = [users, bots]",
        "async fn users(mut self, api: &Api, #[token] after: Option<String>) -> impl Paginator<Item = User, Error = Error> { self.users(api, after).await }",
    ),
    (
        "items = users, total_pages = |page| page.total",
        "async fn users(api: Api, #[page_number] page: u32) -> impl Paginator<Item = User, Error = Error> { api.users(page).await? }",
    ),
    // Mistakes.
    (
        "token = next, itemz = users",
        "fn users(api: &Api) -> impl Paginator<Item = User, Error = Error> { api.list_users() }",
    ),
    (
        "items = users",
        "async fn users(api: Api, #[offse] first: u32) -> impl Paginator<Item = User, Error = Error> { api.users(first).await }",
    ),
];

/// Sources in which the editor completes at each token, and after each.
const HALF_TYPED: [(&str, &str); 16] = [
    ("", REQUEST),
    ("it", REQUEST),
    ("token = next, ite, ", REQUEST),
    ("token = , items = ", REQUEST),
    ("token = next, items = group.", REQUEST),
    ("token = next, items = edges[]., error = ", REQUEST),
    (
        "input_token = , output_token = rows[-1]., items = rows",
        REQUEST,
    ),
    (
        "input_token = mark, output_token = [a., b || c.], items = [a, b.]",
        FALLIBLE,
    ),
    ("token = next, items = group.", FALLIBLE),
    ("page_number = , items = 0.1., total_pages = meta.", REQUEST),
    ("token = next, items = |page| page., send = ", REQUEST),
    ("token = \"next\", items = \"a.b\", misspelt = 7", REQUEST),
    ("output_token = next., items = rows", PAGE),
    ("output_token = next, items = |page| page.rows", PAGE),
    (
        "items = rows, total_items = count().",
        "async fn rows(#[pa] #[] page: u32, #[page_number] n: u32) -> impl Paginator<Item = T, Error = E> { n }",
    ),
    (
        "items = rows",
        "async fn rows(#[offse] page: u32) -> impl Paginator<Item = T, Error = E> { n }",
    ),
];

const REQUEST: &str =
    "/// Rows.\nfn rows(a: &A) -> impl Paginator<Item = T, Error = E> { a.list().filter(a) }";
const FALLIBLE: &str =
    "fn rows(a: &A) -> Result<impl Paginator<Item = T, Error = E>, E> { a.list()?.filter(a) }";
const PAGE: &str = "async fn rows(a: A, #[token] last: Option<u8>) -> impl Paginator<Item = T, Error = E> { a.rows(last). }";

const MARKER: &str = "raCompletionMarker";

/// Parses an annotated item as one source, so that no two tokens have the same span.
fn parse(arguments: &str, item: &str) -> (TokenStream, TokenStream) {
    let source: TokenStream = format!("({arguments}) {item}").parse().unwrap();
    let mut source = source.into_iter();
    let Some(TokenTree::Group(arguments)) = source.next() else {
        panic!("no arguments");
    };
    (arguments.stream(), source.collect())
}

fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flatten(group.stream()),
            token => vec![token],
        })
        .collect()
}

/// Returns the texts of the tokens whose span contains the span of a token of the source.
fn at_token(expansion: &[TokenTree], source: &TokenTree) -> Vec<String> {
    let range = source.span().byte_range();
    let contains = |token: &&TokenTree| {
        let span = token.span().byte_range();
        span.start <= range.start && range.end <= span.end
    };
    let mut texts: Vec<String> = expansion
        .iter()
        .filter(contains)
        .map(ToString::to_string)
        .collect();
    texts.sort();
    texts.dedup();
    texts
}

#[test]
fn spans_match_the_snapshot() {
    let mut text = String::new();
    for (arguments, item) in SOURCES {
        writeln!(text, "#[paginate({arguments})] {item}").unwrap();
        text += &bounded(move || {
            let (arguments, item) = parse(arguments, item);
            let expanded = |host| flatten(attribute::expand(host, arguments.clone(), item.clone()));
            let [compiler, editor] = [Host::Compiler, Host::Editor].map(expanded);
            let mut text = String::new();
            for source in flatten(arguments).into_iter().chain(flatten(item)) {
                if !matches!(source, TokenTree::Punct(_)) {
                    let [compiler, editor] = [&compiler, &editor]
                        .map(|expansion| at_token(expansion, &source).join(" "));
                    writeln!(
                        text,
                        "    {source}\n        editor: {editor}\n        compiler: {compiler}"
                    )
                    .unwrap();
                }
            }
            text
        });
    }
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/spans.txt");
    compare(&text, &snapshot);
}

/// Returns copies of the tokens with a marker: at the end of each identifier, and as a name of its own in each place that ends a
/// group or stands before a comma.
fn with_marker(tokens: &TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut marked = Vec::new();
    for at in 0..=tokens.len() {
        let (before, after) = tokens.split_at(at);
        let replaced = |token: TokenTree, after: &[TokenTree]| {
            before
                .iter()
                .cloned()
                .chain([token])
                .chain(after.iter().cloned())
                .collect()
        };
        match after.first() {
            Some(TokenTree::Ident(name)) => {
                let name = Ident::new(&format!("{name}{MARKER}"), name.span());
                marked.push(replaced(name.into(), &after[1..]));
            }
            Some(TokenTree::Group(group)) if !is_step(before.last(), group) => {
                for inner in with_marker(&group.stream()) {
                    let group = Group::new(group.delimiter(), inner);
                    marked.push(replaced(group.into(), &after[1..]));
                }
            }
            _ => {}
        }
        let is_end = match after.first() {
            None => true,
            Some(token) => token.to_string() == ",",
        };
        let is_after_operand = !matches!(before.last(), None | Some(TokenTree::Punct(_)));
        if is_end && !is_after_operand {
            let name = Ident::new(MARKER, Span::call_site());
            marked.push(replaced(name.into(), after));
        }
    }
    marked
}

/// Returns whether nothing completes in brackets, because they are `[]` or `[-1]` in a path.
fn is_step(before: Option<&TokenTree>, brackets: &Group) -> bool {
    let is_attribute = before.is_some_and(|before| is_punct(before, '#'));
    let first = brackets.stream().into_iter().next();
    !is_attribute && first.is_none_or(|first| is_punct(&first, '-'))
}

/// rust-analyzer looks up the receiver of a completed name at the same position in the expansion without the marker.
#[test]
fn marker_changes_nothing_before_it() {
    for (arguments, item) in HALF_TYPED {
        bounded(move || {
            let (arguments, item) = parse(arguments, item);
            let marked_arguments = with_marker(&arguments);
            let marked_items = with_marker(&item);
            let cases = marked_arguments
                .into_iter()
                .map(|marked| (marked, item.clone()))
                .chain(
                    marked_items
                        .into_iter()
                        .map(|marked| (arguments.clone(), marked)),
                );
            let expand =
                |arguments, item| flatten(attribute::expand(Host::Editor, arguments, item));
            let original: Vec<String> = expand(arguments.clone(), item.clone())
                .iter()
                .map(ToString::to_string)
                .collect();
            for (arguments, item) in cases {
                let source = format!("#[paginate({arguments})] {item}");
                if is_declared_name(&item) {
                    continue;
                }
                let marked: Vec<String> = expand(arguments, item)
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                let position = marked
                    .iter()
                    .position(|token| token.contains(MARKER) && !token.starts_with('"'));
                let position =
                    position.unwrap_or_else(|| panic!("no name to complete: {source}\n{marked:?}"));
                let original = &original[..position.min(original.len())];
                assert_eq!(&marked[..position], original, "{source}");
            }
        });
    }
}

/// Returns whether the marker is in the name of the function, a keyword, or another place where nothing completes.
fn is_declared_name(item: &TokenStream) -> bool {
    let tokens: Vec<String> = item
        .clone()
        .into_iter()
        .map(|token| token.to_string())
        .collect();
    tokens
        .iter()
        .any(|token| token.contains(MARKER) && !token.contains(['(', '{', '[']))
}

//! While a body is being typed it does not parse, and an editor completes what is written all the same: so
//! long as its tokens are in the expansion. That they are where they were written, the cases
//! `half_typed_name` and `mistake_in_the_body` of the ui tests show.

use proc_macro2::{TokenStream, TokenTree};

use crate::expand;

/// A bracket that is not closed never comes to a macro.
const BODIES: [&str; 7] = [
    "{ client.list_things(). }",
    "{ client.list_things().prefix(,) }",
    "{ let request = }",
    "{ let request = client.list_things() request. }",
    "{ if client. { return } else }",
    "{ match client { Some() => } async |x }",
    "{ # client. }",
];

/// Every token of its own, also within brackets.
fn flat(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flat(group.stream()),
            token => vec![token.to_string()],
        })
        .collect()
}

/// The body of a function with the attribute, and what becomes of the function.
fn expand(arguments: &str, returns: &str, body: &str) -> (Vec<String>, Vec<String>) {
    let body: TokenStream = body.parse().unwrap();
    let item = format!("fn things(client: &Client) -> {returns} {body}");
    let expansion = expand::paginate(arguments.parse().unwrap(), item.parse().unwrap());
    (flat(body), flat(expansion))
}

#[test]
fn the_body_is_kept_whole_and_nothing_is_said_of_it() {
    let paginator = "impl Paginator<Item = String, Error = Error>";
    let cases = [
        ("token = \"a\", items = \"b\"", paginator, 0),
        (
            "token = \"a\", items = |page| page.b",
            "Result<impl Paginator<Item = T, Error = E>, E>",
            0,
        ),
        ("token = \"a\", item = \"b\"", paginator, 1),
        ("token = \"a\"", paginator, 1),
        (
            "token = \"a\", items = \"b\"",
            "Option<impl Paginator<Item = T, Error = E>>",
            1,
        ),
        ("token = \"a\", items = \"b\"", "Request", 1),
    ];
    for body in BODIES {
        for (arguments, returns, mistakes) in cases {
            let (body, expansion) = expand(arguments, returns, body);
            let kept = expansion.windows(body.len()).any(|tokens| tokens == body);
            assert!(kept, "{body:?} in {expansion:?}");
            let told = expansion
                .iter()
                .filter(|token| *token == "compile_error")
                .count();
            assert_eq!(told, mistakes, "{expansion:?}");
        }
    }
}

/// Wherever an item ends, something becomes of it.
#[test]
fn an_item_may_end_anywhere() {
    let items = [
        "fn things() -> Box<dyn Future<Output = (impl Paginator<Item = A>, impl B)>> { #![allow(a)] b }",
        "#[doc = \"a\"] pub(crate) async fn things<'a, const N: usize>(client: &'a Client) -> \
         Result<impl Send + Paginator<Item = Vec<(String, fn() -> u8)>, Error = Error> + use<'a, N>, Error> \
         where Client: Clone { client.list_things() }",
        "impl Things { fn things(&self) -> impl Paginator<Item = String, Error = Error> { self.0 } }",
    ];
    for item in items {
        let item: Vec<TokenTree> = item.parse::<TokenStream>().unwrap().into_iter().collect();
        for end in 0..item.len() {
            let begun: TokenStream = item[..end].iter().cloned().collect();
            let arguments = "token = \"a\", items = \"b\"".parse().unwrap();
            let expansion = flat(expand::paginate(arguments, begun));
            assert!(!expansion.is_empty(), "{end}");
        }
    }
}

#[test]
fn arguments_may_end_anywhere() {
    let arguments = [
        "crate = ::a::b, token = [\"a\", \"b\"], items = |page: &'a Page<u8, Item = u8>| -> Vec<fn() -> u8> { page }",
        "output_token = move |page| page::<A, B>() as &dyn C<D, E = F>, input_token = async |request| request < 1, send",
        "token = concat!(\"a\") as u8 <; items = \"it's\" . a::<b>(), repeated_token = c::<d",
        "token = || -> <, items = |a, b = || c, send = |",
    ];
    for arguments in arguments {
        let arguments: Vec<TokenTree> = arguments
            .parse::<TokenStream>()
            .unwrap()
            .into_iter()
            .collect();
        for start in 0..arguments.len() {
            for end in start..arguments.len() {
                let some: TokenStream = arguments[start..end].iter().cloned().collect();
                let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
                let expansion = expand::paginate(some, item.parse().unwrap());
                assert!(!expansion.is_empty(), "{start} to {end}");
            }
        }
    }
}

/// The path that the user meant is unknown, and there may be no `paginate_core`.
#[test]
fn mistaken_crate_is_not_replaced_by_another() {
    for krate in ["crate = \"a-b\"", "crate = 7", "crates = \"a::b\""] {
        let arguments = format!("token = \"a\", items = \"b\", {krate}");
        let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
        let expansion = expand::paginate(arguments.parse().unwrap(), item.parse().unwrap());
        let expansion = flat(expansion);
        let told = expansion.iter().filter(|token| *token == "compile_error");
        assert_eq!(told.count(), 1, "{expansion:?}");
        assert!(
            !expansion.contains(&"paginate_core".into()),
            "{expansion:?}"
        );
    }
}

//! Input that is incomplete, as in an editor. The expansion must contain all tokens of a half-typed body, or the editor
//! cannot complete code there.
//!
//! The ui cases `half_typed_name` and `error_in_the_body` test the spans of the tokens.

use proc_macro2::{TokenStream, TokenTree};

use super::{bounded, expand};

/// Bodies that do not parse. Their brackets are closed, or rustc would not expand the attribute.
const BODIES: [&str; 7] = [
    "{ client.list_things(). }",
    "{ client.list_things().prefix(,) }",
    "{ let request = }",
    "{ let request = client.list_things() request. }",
    "{ if client. { return } else }",
    "{ match client { Some() => } async |x }",
    "{ # client. }",
];

/// Returns all tokens, including those within groups.
fn flatten(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flatten(group.stream()),
            token => vec![token.to_string()],
        })
        .collect()
}

/// Returns the tokens of a body, and the tokens of the expansion of a function with this body.
fn body_and_expansion(
    arguments: &str,
    return_type: &str,
    body: &str,
) -> (Vec<String>, Vec<String>) {
    let body: TokenStream = body.parse().unwrap();
    let item = format!("fn things(client: &Client) -> {return_type} {body}");
    let expansion = expand(arguments.parse().unwrap(), item.parse().unwrap());
    (flatten(body), flatten(expansion))
}

#[test]
fn half_typed_body_is_kept_without_errors_of_its_own() {
    bounded(|| {
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
            for (arguments, return_type, errors) in cases {
                let (body, expansion) = body_and_expansion(arguments, return_type, body);
                let kept = expansion.windows(body.len()).any(|tokens| tokens == body);
                assert!(kept, "{body:?} in {expansion:?}");
                let reported = expansion
                    .iter()
                    .filter(|token| *token == "compile_error")
                    .count();
                assert_eq!(reported, errors, "{expansion:?}");
            }
        }
    });
}

#[test]
fn half_typed_page_is_kept_with_its_parameter() {
    bounded(|| {
        let cases = [
            ("output_token = \"a\", items = \"b\"", 0),
            ("items = |page| page.b", 1),
            ("token = \"a\", item = \"b\"", 2),
        ];
        for body in BODIES {
            for (arguments, errors) in cases {
                let item = format!(
                    "async fn things(client: &Client, #[token] (last, _): Option<(A, B)>) \
                     -> impl Paginator<Item = T, Error = E> {body}"
                );
                let arguments = arguments.parse().unwrap();
                let expansion = flatten(expand(arguments, item.parse().unwrap()));
                let is_kept = |code: &str| {
                    let code = flatten(code.parse().unwrap());
                    expansion.windows(code.len()).any(|tokens| tokens == code)
                };
                assert!(is_kept(body), "{body:?} in {expansion:?}");
                assert!(is_kept("last, _"), "{expansion:?}");
                let reported = expansion
                    .iter()
                    .filter(|token| *token == "compile_error")
                    .count();
                assert_eq!(reported, errors, "{expansion:?}");
            }
        }
    });
}

#[test]
fn incomplete_item_expands() {
    bounded(|| {
        let items = [
            "fn things() -> Box<dyn Future<Output = (impl Paginator<Item = A>, impl B)>> { #![allow(a)] b }",
            "#[doc = \"a\"] pub(crate) async fn things<'a, const N: usize>(client: &'a Client) -> \
         Result<impl Send + Paginator<Item = Vec<(String, fn() -> u8)>, Error = Error> + use<'a, N>, Error> \
         where Client: Clone { client.list_things() }",
            "impl Things { fn things(&self) -> impl Paginator<Item = String, Error = Error> { self.0 } }",
            "pub async fn things(mut self: Arc<Self>, #[allow(a)] #[token] (a, _): Option<(A<B, C>, D)>, _: ::e::F) -> impl Paginator<Item = A, Error = B> { self.b(a)? }",
        ];
        for item in items {
            let item: Vec<TokenTree> = item.parse::<TokenStream>().unwrap().into_iter().collect();
            for end in 0..item.len() {
                let incomplete: TokenStream = item[..end].iter().cloned().collect();
                let arguments = "token = \"a\", items = \"b\"".parse().unwrap();
                let expansion = flatten(expand(arguments, incomplete));
                assert!(!expansion.is_empty(), "{end}");
            }
        }
    });
}

/// Slices of a type with the name of a marker, and markers that are not at the start of a parameter.
#[test]
fn brackets_that_are_no_marker_expand() {
    bounded(|| {
        for parameters in ["a: &[token]", "a: &A #[token] b: B", "a: A<#[offset] b>"] {
            let item = format!(
                "async fn things({parameters}) -> impl Paginator<Item = T, Error = E> {{ request() }}"
            );
            let arguments = "output_token = \"a\", items = \"b\"";
            let expansion = expand(arguments.parse().unwrap(), item.parse().unwrap());
            let expansion = flatten(expansion);
            assert!(expansion.contains(&"compile_error".into()), "{expansion:?}");
        }
    });
}

#[test]
fn incomplete_arguments_expand() {
    bounded(|| {
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
                    let incomplete: TokenStream = arguments[start..end].iter().cloned().collect();
                    let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
                    let expansion = expand(incomplete, item.parse().unwrap());
                    assert!(!expansion.is_empty(), "{start} to {end}");
                }
            }
        }
    });
}

/// The user may have no crate with the default name `paginate_core`.
#[test]
fn invalid_crate_is_not_replaced_by_the_default() {
    bounded(|| {
        for krate in ["crate = \"a-b\"", "crate = 7", "crates = \"a::b\""] {
            let arguments = format!("token = \"a\", items = \"b\", {krate}");
            let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
            let expansion = expand(arguments.parse().unwrap(), item.parse().unwrap());
            let expansion = flatten(expansion);
            let errors = expansion.iter().filter(|token| *token == "compile_error");
            assert_eq!(errors.count(), 1, "{expansion:?}");
            assert!(
                !expansion.contains(&"paginate_core".into()),
                "{expansion:?}"
            );
        }
    });
}

#[test]
fn declaration_in_a_trait_keeps_its_return_type() {
    bounded(|| {
        let declared = "fn declared() -> impl Paginator<Item = T, Error = E>;";
        let item = format!("trait Things {{ {declared} fn provided() {{ request() }} }}");
        let arguments = "token = \"a\", items = \"b\"".parse().unwrap();
        let expansion = flatten(expand(arguments, item.parse().unwrap()));
        let declared = flatten(declared.parse().unwrap());
        let is_kept = expansion
            .windows(declared.len())
            .any(|tokens| tokens == declared);
        assert!(is_kept, "{expansion:?}");
    });
}

//! The two notations: an argument with quotes and the same argument without them have the same expansion and the same messages.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::LitStr;

use super::{bounded, expand};

/// Arguments with quotes, which can be left out of each string.
const ARGUMENTS: [&str; 26] = [
    "token = \"next_token\", items = \"data.users\"",
    "token = \"r#type\", items = \"evaluation_results\", send = \"dispatch\"",
    "token = [\"a\", \"b\"], items = [\"a.b\", \"c\"], repeated_token = \"end\"",
    "input_token = \"marker\", output_token = \"next || rows[-1].key\", items = \"edges[].node\"",
    "input_token = \"type\", output_token = \"[-1].id\", items = \"[]\"",
    "input_token = \"set_marker\", output_token = \"0\", items = \"1.data\"",
    "input_token = [\"a\", \"b\"], output_token = [\"a.b\", \"0.1.x || [-1]\"], items = \"[].id\"",
    "token = \"a\", items = \"0.1[].0.2[]\", more_results = \"page.more()\", error = \"errors\"",
    "token = \"a\", items = \"take_items()\", crate = \"my_sdk\"",
    "page_number = \"page\", items = \"groups[].members[]\", total_pages = \"meta.last_page\"",
    "offset = \"offset\", items = \"b\", total_items = \"meta.0.total\"",
    // Mistakes.
    "token = \"a.b\", items = \"b[0]\"",
    "token = \"type\", items = \"b.type\"",
    "token = \"a()\", items = \"b().c\"",
    "token = \"a\", items = \"b[-1]\"",
    "token = \"a\", items = \"b[][]\"",
    "token = \"a\", items = \"01.b\"",
    "token = \"a\", items = \"b[]c\"",
    "token = \"a\", items = [\"b.c\", \"b\"]",
    "token = \"a\", items = \"b\", repeated_token = \"stop\"",
    "token = \"a\", items = \"b\", send = \"c.d\"",
    "input_token = \"a.b\", output_token = \"[0].b\", items = \"b\"",
    "token = \"a\", items = \"get(1)\", error = \"c.d\"",
    "token = [\"a\", \"b.c\"], items = \"d\"",
    "page_number = \"a.b\", items = \"b\", total_pages = \"[]\"",
    "token = \"7\", items = \"b\"",
];

/// Replaces each string by its content.
fn without_quotes(tokens: TokenStream) -> TokenStream {
    let unquoted = |token: TokenTree| match token {
        TokenTree::Group(group) => TokenTree::from(Group::new(
            group.delimiter(),
            without_quotes(group.stream()),
        ))
        .into(),
        token => match syn::parse2::<LitStr>(token.clone().into()) {
            Ok(string) => string.value().parse().unwrap(),
            Err(_) => TokenStream::from(token),
        },
    };
    tokens.into_iter().map(unquoted).collect()
}

#[test]
fn quotes_can_be_left_out() {
    let item = "/// Things.\nfn things() -> impl Paginator<Item = T, Error = E> { request() }";
    for arguments in ARGUMENTS {
        bounded(move || {
            let quoted: TokenStream = arguments.parse().unwrap();
            let unquoted = without_quotes(quoted.clone());
            assert!(!unquoted.to_string().contains('"'), "{unquoted}");
            assert_eq!(
                expand(unquoted, item.parse().unwrap()).to_string(),
                expand(quoted, item.parse().unwrap()).to_string(),
                "{arguments}"
            );
        });
    }
}

#[test]
fn quotes_can_be_left_out_of_some_elements_of_a_list() {
    bounded(|| {
        let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
        let expanded =
            |arguments: &str| expand(arguments.parse().unwrap(), item.parse().unwrap()).to_string();
        assert_eq!(
            expanded("token = \"a\", items = [b.c, \"d[]\", [].e,]"),
            expanded("token = a, items = [\"b.c\", \"d[]\", \"[].e\"]")
        );
    });
}

#[test]
fn each_name_without_quotes_keeps_its_token() {
    bounded(|| {
        let arguments = "token = next_token, items = data.groups[].members";
        let arguments: TokenStream = arguments.parse().unwrap();
        let item = "fn things() -> impl Paginator<Item = T, Error = E> { request() }";
        let expansion = expand(arguments, item.parse().unwrap());
        for name in ["data", "groups", "members", "next_token", "set_next_token"] {
            let sources = sources(expansion.clone(), name);
            let expected = name.trim_start_matches("set_");
            assert!(!sources.is_empty(), "{name}");
            for source in sources {
                assert_eq!(source, expected);
            }
        }
    });
}

/// Returns the source of each identifier with this name.
fn sources(tokens: TokenStream, name: &str) -> Vec<String> {
    let source = |token: TokenTree| match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
            sources(group.stream(), name)
        }
        TokenTree::Ident(ident) if ident == name => {
            ident.span().source_text().into_iter().collect()
        }
        _ => Vec::new(),
    };
    tokens.into_iter().flat_map(source).collect()
}

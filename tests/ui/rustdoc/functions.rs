//! The documentation of annotated functions.

use crate::{between, compare, page, words};

/// Returns the text of a page, with links as `[text](target)`.
fn text(html: &str) -> String {
    let mut html = html
        .replace("<code>", "`")
        .replace("</code>", "`")
        .replace("§", "# ")
        .replace("<a class=\"doc-anchor\"", "<i");
    for link in between(&html.clone(), "<a ", "</a>") {
        let target = between(link, "href=\"", "\"").concat();
        let marked = format!("[{}]({target})", words(&format!("<a {link}")));
        html = html.replace(&format!("<a {link}</a>"), &marked);
    }
    words(&html)
}

#[test]
fn documentation_of_functions_matches_the_snapshot() {
    let functions = [
        "./numbers",
        "./numbers_until_more_is_false",
        "./fetched",
        "./numbered",
        "./even",
        "./documented_inside",
        "./documented_by_macro",
        "./dollar_crate",
        "relative/relative_to_self",
        "relative/relative_to_super",
    ]
    .map(|function| {
        let (module, name) = function.rsplit_once('/').unwrap_or_default();
        let page = page(&format!("paginate_downstream/{module}/fn.{name}.html"));
        let signature = between(&page, "<pre class=\"rust item-decl\">", "</pre>").concat();
        let signature = words(&signature)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let documented = between(&page, "<div class=\"docblock\">", "</div>").concat();
        format!("## {name}\n\n{signature}\n\n{}\n", text(&documented).trim())
    });
    compare(&functions.join("\n"), "functions.txt");
}

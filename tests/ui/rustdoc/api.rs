//! The public API of paginate-core. A change of the API shows in the diff of `api.txt`.

use crate::{between, compare, page, words};

/// Returns a declaration on one line.
fn declaration(html: &str) -> String {
    let words = words(&html.replace("<div class=\"where\"", " <div"));
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// Returns the declaration of an item, its inherent methods, and the traits that are implemented for it.
fn item(page: &str) -> String {
    let own = page.split("id=\"blanket-implementations").next();
    let own = own.unwrap_or(page);
    let mut lines = Vec::new();
    for declared in between(own, "<pre class=\"rust item-decl\">", "</pre>") {
        lines.push(words(&declared.replace("<div class=\"where\"", "\n<div")));
    }
    let mut in_inherent_impl = false;
    for heading in between(own, " class=\"code-header\">", "</section>") {
        if heading.starts_with("impl") {
            let heading = declaration(heading.split("</h3>").next().unwrap_or(heading));
            // The methods of a trait are not listed.
            in_inherent_impl = !heading.contains(" for ");
            lines.push(heading);
        } else if in_inherent_impl {
            let heading = heading.split("</h4>").next().unwrap_or(heading);
            lines.push(format!("    {}", declaration(heading)));
        }
    }
    lines.join("\n")
}

#[test]
fn public_api_matches_the_snapshot() {
    let all = page("paginate_core/all.html");
    let items = between(&all, "<li><a href=\"", "\"");
    let items = items.iter().filter(|item| !item.starts_with('#'));
    let api: Vec<String> = items
        .map(|name| {
            format!(
                "# {name}\n\n{}\n",
                item(&page(&format!("paginate_core/{name}")))
            )
        })
        .collect();
    compare(&api.join("\n"), "api.txt");
}

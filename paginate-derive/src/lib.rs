//! The `#[paginate]` attribute of `paginate-core`, which re-exports and documents it: depend on `paginate-core`.

// The attribute is expanded in three steps:
//
// 1. Parse. `arguments` parses the arguments into a struct with a field for each; `argument`, `value`, `closure`, `path`,
//    `items_path`, `member` and `crate_path` parse one of them. `function` splits the item into its parts, `parameters` its
//    parameters in the page form, and `return_type` finds the paginator in the return type. The body stays opaque tokens:
//    parsing it would take most of the time, and would fail for a body that is half typed. `body` and `pattern` look for single
//    tokens. `captures` binds the arguments of the function in the closures of the attribute.
// 2. Check. `check` reports missing and conflicting arguments, and returns an `operation::Operation`, which is valid.
// 3. Expand. `expand` writes the function, `builder` its new body with the closures of `accessors` and `page_form`, and `docs`
//    its section on pagination. This step cannot fail.
//
// The first two steps collect all errors in `errors`. If there are any, the expansion reports them all, and `fallback`
// keeps the item for the rest of the program.

use proc_macro::TokenStream;

mod accessors;
mod argument;
mod arguments;
mod body;
mod builder;
mod captures;
mod check;
mod closure;
mod crate_path;
mod display;
mod docs;
mod errors;
mod expand;
mod expression_end;
mod fallback;
mod function;
mod items_path;
mod key;
mod member;
mod operation;
mod page_form;
mod parameters;
mod path;
mod pattern;
mod return_type;
mod suggest;
#[cfg(test)]
mod tests;
mod tokens;
mod value;

#[expect(
    missing_docs,
    reason = "it is documented where paginate-core re-exports it"
)]
#[proc_macro_attribute]
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::paginate(arguments.into(), item.into()).into()
}

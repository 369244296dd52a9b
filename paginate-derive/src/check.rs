use syn::Ident;
use syn::spanned::Spanned;

use crate::args::Arguments;
use crate::function::Function;
use crate::mistakes::Mistakes;
use crate::path::{self, Path};
use crate::returns::Returns;

/// How the pages of one operation follow each other, and what is listed on them.
pub(crate) struct Operation {
    /// The member that the request and the response share.
    pub(crate) token: Ident,
    pub(crate) items: Path,
}

impl Operation {
    pub(crate) fn check(arguments: &Arguments, mistakes: &mut Mistakes) -> Option<Self> {
        let token = arguments.require("token", mistakes);
        let items = arguments.require("items", mistakes);
        let token = token.and_then(|literal| mistakes.ok(path::name(&literal.value(), literal)));
        let items = items.and_then(|literal| mistakes.ok(Path::parse(literal)));
        Some(Operation {
            token: token?,
            items: items?,
        })
    }
}

/// Checks what the function must be, whatever the arguments are.
pub(crate) fn check_function(function: &Function, mistakes: &mut Mistakes) -> Option<Returns> {
    if let Some(constness) = function.constness {
        mistakes.at(
            constness.span,
            "a paginator is not made at compile time, remove `const`",
        );
    }
    if !function.has_body() {
        mistakes.at(
            function.name.span(),
            "there is no body to build a request: annotate the method where it is implemented",
        );
        return None;
    }
    let returns = mistakes.ok(Returns::parse(function))?;
    for (name, what) in [
        ("Item", "is listed"),
        ("Error", "a failure is converted to"),
    ] {
        if returns.associated(name).is_none() {
            mistakes.at(
                returns.paginator.span(),
                format_args!("`{name}` is missing: name the type that {what}, as in `impl Paginator<Item = …, Error = …>`"),
            );
        }
    }
    Some(returns)
}

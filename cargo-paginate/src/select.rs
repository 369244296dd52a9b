//! The operations that are asked for by name.

use anyhow::{Result, anyhow, bail};

use crate::listing::Listing;
use crate::near;
use crate::sdk::{Request, Sdk};
use crate::tokens;

/// The named operations as listings, or every reason why some are none.
pub(crate) fn listings(sdk: &Sdk, names: &[String]) -> Result<Vec<Listing>> {
    if names.is_empty() {
        bail!("name operations, or say `--all`; `cargo paginate list` shows which there are");
    }
    let modules = sdk.modules()?;
    let mut listings = Vec::new();
    let mut mistakes: Vec<String> = Vec::new();
    for name in names {
        let found = modules
            .iter()
            .find(|module| near::plain(module) == near::plain(name));
        let Some(module) = found else {
            let near = near::names(name, modules.iter().map(String::as_str));
            let near = near::suggestion(&near);
            mistakes.push(format!("`{}` has no operation `{name}`{near}", sdk.package));
            continue;
        };
        match sdk.listing(sdk.request(module)?)? {
            Ok(listing) => listings.push(listing),
            Err(request) => mistakes.push(missing(&request)),
        }
    }
    if mistakes.is_empty() {
        Ok(listings)
    } else {
        Err(anyhow!(mistakes.join("\nerror: ")))
    }
}

/// What an operation has not that a listing has.
fn missing(request: &Request) -> String {
    let operation = &request.operation;
    let tokens = |names: Vec<&str>| format!("`{}`", names.join("`, `"));
    let input = tokens::named(&request.input);
    let output = tokens::named(&request.output);
    let what = match (input.is_empty(), output.is_empty()) {
        (true, true) => "neither its request nor its response has a token".to_owned(),
        (false, true) => format!(
            "its request takes {}, and its response returns no token",
            tokens(input)
        ),
        (true, false) => format!(
            "its response returns {}, and its request takes no token",
            tokens(output)
        ),
        (false, false) => format!(
            "its request takes {} and its response returns {}, which do not go together",
            tokens(input),
            tokens(output)
        ),
    };
    format!("`{operation}` cannot be paginated: {what}")
}

//! Reads the annotated functions and the versions of crates from the workspace.

#[cfg(test)]
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the tests of a listing are. [`listing_tests!`](crate::listing_tests) fills it in.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    /// The package of the tests.
    pub package: &'static str,
    /// The path of the module with the tests, whose last segment is the name of the annotated function.
    pub module: &'static str,
    /// The source file with the annotated function.
    pub file: &'static str,
    /// The name of the crate whose pages are listed.
    pub crate_name: &'static str,
    /// The kind of pagination.
    pub family: &'static str,
}

/// Returns the folder of the workspace.
pub(crate) fn workspace() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    root.expect("this package is three levels below the workspace")
}

/// Returns the name and the version of the crate that a listing uses.
pub(crate) fn crate_version(listing: &Listing) -> String {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("a lock file");
    let Listing {
        package,
        crate_name,
        ..
    } = listing;
    let entry = lock
        .split("[[package]]\n")
        .find(|entry| entry.starts_with(&format!("name = \"{package}\"\n")))
        .expect("the package of the tests");
    // Names the version only if the workspace has several versions of the crate.
    let dependency = entry
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","))
        .find(|line| line.split(' ').next() == Some(crate_name));
    let dependency = dependency.unwrap_or_else(|| panic!("{package} does not use {crate_name}"));
    if dependency.contains(' ') {
        return dependency.into();
    }
    let versions = format!("name = \"{crate_name}\"\nversion = \"");
    let (_, rest) = lock.split_once(&versions).expect("the crate");
    let (version, _) = rest.split_once('"').expect("a version");
    format!("{crate_name} {version}")
}

/// Returns the form and the arguments of the annotated function of a listing.
pub(crate) fn attribute(listing: &Listing) -> (String, String) {
    let source = fs::read_to_string(workspace().join(listing.file)).expect("the source");
    let (_, name) = listing.module.rsplit_once("::").expect("a path");
    let (before, after) = source
        .split_once(&format!(" fn {name}("))
        .or_else(|| source.split_once(&format!("\nfn {name}(")))
        .unwrap_or_else(|| panic!("{} has no function {name}", listing.file));
    let (_, attribute) = before
        .rsplit_once("#[paginate(")
        .expect("an annotated function");
    let (arguments, _) = attribute
        .split_once(")]")
        .expect("the end of the attribute");
    let (parameters, _) = after.split_once(" -> ").expect("a return type");
    let form = if before.ends_with("async") {
        "page"
    } else {
        "request"
    };
    let text = format!("{arguments} {parameters}");
    let advance = if text.contains("page_number") {
        "page number"
    } else if text.contains("offset]") || text.contains("offset =") {
        "offset"
    } else {
        "token"
    };
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let arguments = arguments.join(" ");
    let arguments = arguments.trim_end_matches(',').replace('|', r"\|");
    (format!("{form}, {advance}"), format!("`{arguments}`"))
}

/// Returns how many requests a listing may send for pages that it does not have. After a short page, the offsets of the pages
/// in flight are wrong.
pub(crate) fn wasted_requests(listing: &Listing, depth: usize) -> usize {
    match attribute(listing).0.rsplit(' ').next() {
        Some("token") => 0,
        _ => 2 * depth.saturating_sub(1),
    }
}

/// Returns the functions of all listings with tests, as the table names them.
#[cfg(test)]
pub(crate) fn listings() -> BTreeSet<String> {
    let mut listings = BTreeSet::new();
    for package in fs::read_dir(workspace().join("tests/sdks")).expect("the packages") {
        let package = package.expect("a package");
        let name = package.file_name().into_string().expect("a name");
        if package.path().join("Cargo.toml").exists() && name != "support" {
            find_listings(&package.path(), &name, &mut listings);
        }
    }
    listings
}

#[cfg(test)]
fn find_listings(folder: &Path, module: &str, listings: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let module = match name.expect("a name") {
            "main" => module.to_owned(),
            name => format!("{module}::{name}"),
        };
        if path.is_dir() {
            find_listings(&path, &module, listings);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("the source");
            let invocations = source.split("listing_tests!(").skip(1);
            let names = invocations.filter_map(|rest| rest.split(',').next());
            listings.extend(names.map(|name| format!("`{module}::{}`", name.trim())));
        }
    }
}

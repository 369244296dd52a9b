//! The names of the types that only the expansion of `#[paginate]` uses.
//!
//! If a hidden type has the name of a public one, rustc takes the two for the same type of two versions of this crate,
//! and says so in its errors.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The modules that are hidden from the documentation.
const HIDDEN: [&str; 2] = ["__private.rs", "requires.rs"];

/// The names of the types and traits that a source file declares as `pub`.
fn declared(source: &str) -> BTreeSet<String> {
    source
        .lines()
        .filter_map(|line| {
            let mut words = line.trim().strip_prefix("pub ")?.split_whitespace();
            let keyword = words.next()?;
            if !["struct", "enum", "union", "trait", "type"].contains(&keyword) {
                return None;
            }
            let name = words.next()?;
            let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            Some(name[..end.unwrap_or(name.len())].to_owned())
        })
        .collect()
}

#[test]
fn hidden_types_have_names_of_their_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut hidden, mut public) = (BTreeSet::new(), BTreeSet::new());
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let names = declared(&fs::read_to_string(file.path()).unwrap());
        let is_hidden = HIDDEN.iter().any(|hidden| file.file_name() == *hidden);
        if is_hidden { &mut hidden } else { &mut public }.extend(names);
    }
    for name in ["Checkpoint", "Error", "Items", "Pages", "Paginator"] {
        assert!(public.contains(name), "{name} in {public:?}");
    }
    for name in ["FailsAs", "Member", "Plain", "Unfinished"] {
        assert!(hidden.contains(name), "{name} in {hidden:?}");
    }
    let shared: Vec<_> = hidden.intersection(&public).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

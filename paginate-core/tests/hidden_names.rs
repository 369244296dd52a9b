//! Hidden types, which only the expansion of `#[paginate]` uses, must not have the names of public types.
//!
//! If a hidden type and a public type had the same name, the errors of rustc would say that the two are one type from two
//! versions of this crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the modules that `lib.rs` declares after `#[doc(hidden)]`.
fn hidden_modules(lib: &str) -> Vec<String> {
    let lines: Vec<&str> = lib.lines().map(str::trim).collect();
    let pairs = lines.windows(2);
    pairs
        .filter(|pair| pair[0] == "#[doc(hidden)]")
        .filter_map(|pair| pair[1].strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// Returns the files of a folder and of all folders below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Returns the names of the types and traits that a source file declares as `pub`.
fn public_types(source: &str) -> BTreeSet<String> {
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
fn hidden_types_share_no_name_with_public_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = hidden_modules(&fs::read_to_string(folder.join("lib.rs")).unwrap());
    assert!(!modules.is_empty());
    let (mut hidden, mut public) = (BTreeSet::new(), BTreeSet::new());
    for file in files(&folder) {
        let module = file.strip_prefix(&folder).unwrap().iter().next().unwrap();
        let module = Path::new(module).file_stem().unwrap();
        let is_hidden = modules.iter().any(|hidden| module == hidden.as_str());
        let names = public_types(&fs::read_to_string(&file).unwrap());
        if is_hidden { &mut hidden } else { &mut public }.extend(names);
    }
    // Without these checks, the test would pass if `public_types` found nothing.
    for name in ["Checkpoint", "Error", "Items", "Pages", "Paginator"] {
        assert!(public.contains(name), "{name} in {public:?}");
    }
    for name in ["Member", "Request", "IntoError", "FallbackPaginator"] {
        assert!(hidden.contains(name), "{name} in {hidden:?}");
    }
    let shared: Vec<_> = hidden.intersection(&public).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

//! The source of an AWS SDK crate. Files are read and parsed on demand.

mod member;
mod operation;
mod paginator;
mod source;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use syn::{Attribute, Fields, File, Item, ItemStruct, Type};

use self::member::documents_required_member;
pub(crate) use self::member::{Member, TypeKind};
pub(crate) use self::operation::{Operation, PaginatorKind};
use self::paginator::{Lenses, PaginatorPaths};
use self::source::{parse, read};
use crate::diagnostic::{HELP_FOR_OTHER_CLIENTS, with_help};

/// An unpacked AWS SDK crate.
pub(crate) struct Sdk {
    pub(crate) package: String,
    pub(crate) version: String,
    root: PathBuf,
    /// The file of each type in `crate::types`, by name.
    type_files: BTreeMap<String, PathBuf>,
    /// The structs that have been parsed, by name. `None` if the type is not a struct.
    structs: RefCell<BTreeMap<String, Option<Rc<Struct>>>>,
    lenses: Lenses,
}

/// A struct and its public members.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

impl Sdk {
    /// Opens the crate in the directory `root`.
    pub(crate) fn open(root: &Path) -> Result<Self> {
        let manifest = root.join("Cargo.toml");
        let manifest: Manifest = toml::from_str(&read(&manifest)?)
            .with_context(|| format!("cannot parse {}", manifest.display()))?;
        let Package { name, version } = manifest.package;
        for path in ["src/operation.rs", "src/client.rs"] {
            if !root.join(path).exists() {
                return Err(with_help(
                    &format!("expected an AWS SDK crate, found `{name}`, which has no {path}"),
                    HELP_FOR_OTHER_CLIENTS,
                ));
            }
        }
        Ok(Sdk {
            package: name,
            version,
            type_files: type_files(root)?,
            structs: RefCell::default(),
            lenses: Lenses::read(&root.join("src/lens.rs"))?,
            root: root.to_owned(),
        })
    }

    /// Returns the name of the crate in Rust source, like `aws_sdk_s3`.
    pub(crate) fn library(&self) -> String {
        self.package.replace('-', "_")
    }

    /// Returns the modules of all operations in alphabetical order.
    pub(crate) fn operation_modules(&self) -> Result<Vec<String>> {
        let file = self.root.join("src/operation.rs");
        let source = read(&file)?;
        let declared = source
            .lines()
            .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        let mut modules: Vec<String> = declared.map(str::to_owned).collect();
        modules.sort();
        for module in &modules {
            let builders = self.operation_directory(module).join("builders.rs");
            if !builders.exists() {
                bail!(
                    "expected {}, because {} declares the module `{module}`, found no file",
                    builders.display(),
                    file.display()
                );
            }
        }
        Ok(modules)
    }

    fn operation_directory(&self, module: &str) -> PathBuf {
        self.root.join("src/operation").join(module)
    }

    /// Returns the struct in `crate::types` that `ty` names, if there is one.
    pub(crate) fn struct_of(&self, ty: &Type) -> Result<Option<Rc<Struct>>> {
        let TypeKind::Sdk(name) = TypeKind::of(ty) else {
            return Ok(None);
        };
        if let Some(parsed) = self.structs.borrow().get(&name) {
            return Ok(parsed.clone());
        }
        let found = match self.type_files.get(&name) {
            Some(file) => find_struct(&parse(file)?, &name).map(Rc::new),
            None => None,
        };
        Ok(self
            .structs
            .borrow_mut()
            .entry(name)
            .or_insert(found)
            .clone())
    }

    /// Returns whether the crate re-exports a type of `aws_smithy_types`, like `DateTime`.
    pub(crate) fn reexports_primitive(&self, name: &str) -> bool {
        fs::read_to_string(self.root.join("src/primitives.rs"))
            .is_ok_and(|source| source.contains(&format!("pub use ::aws_smithy_types::{name};")))
    }
}

/// Finds the file of each type: `pub use crate::types::_rule::Rule;` means that `Rule` is in
/// `types/_rule.rs`.
fn type_files(root: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let file = root.join("src/types.rs");
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let source = read(&file)?;
    let exports = source.lines().filter_map(|line| {
        let path = line
            .strip_prefix("pub use crate::types::")?
            .strip_suffix(';')?;
        let (module, name) = path.split_once("::")?;
        let file = root.join("src/types").join(module).with_extension("rs");
        Some((name.to_owned(), file))
    });
    Ok(exports.collect())
}

fn find_struct(file: &File, name: &str) -> Option<Struct> {
    file.items.iter().find_map(|item| match item {
        Item::Struct(structure) if structure.ident == name => Some(Struct::from(structure)),
        _ => None,
    })
}

impl From<&ItemStruct> for Struct {
    fn from(structure: &ItemStruct) -> Self {
        let members = match &structure.fields {
            Fields::Named(fields) => fields.named.iter().filter_map(Member::new).collect(),
            _ => Vec::new(),
        };
        Struct {
            name: structure.ident.to_string(),
            members,
        }
    }
}

impl Struct {
    /// Returns the member with this name, without `r#`.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.unraw() == name)
    }
}

/// Returns the lines of a documentation comment.
fn doc_lines(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    attributes.iter().filter_map(|attribute| {
        let value = &attribute.meta.require_name_value().ok()?.value;
        match value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) if attribute.path().is_ident("doc") => Some(text.value()),
            _ => None,
        }
    })
}

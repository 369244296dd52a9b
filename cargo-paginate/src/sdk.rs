//! The source of an SDK crate: what the other modules ask it, and nothing is read before it is asked.

mod member;
mod own;
mod request;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use syn::{Attribute, Fields, File, Item, ItemStruct};

pub(crate) use self::member::{Kind, Member, is_required};
pub(crate) use self::own::{Lenses, Own};
pub(crate) use self::request::Request;

/// An unpacked AWS SDK crate.
pub(crate) struct Sdk {
    pub(crate) package: String,
    pub(crate) version: String,
    root: PathBuf,
    /// In which file each of `crate::types` is.
    types: BTreeMap<String, PathBuf>,
    structs: RefCell<BTreeMap<String, Option<Rc<Struct>>>>,
    lenses: Lenses,
}

/// A struct with its public members.
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
    /// Opens the crate in a folder, or says why it is not one that can be read.
    pub(crate) fn open(root: &Path) -> Result<Self> {
        let manifest = root.join("Cargo.toml");
        let manifest: Manifest = toml::from_str(&read(&manifest)?)
            .with_context(|| format!("{} is not the manifest of a crate", manifest.display()))?;
        let Package { name, version } = manifest.package;
        for part in ["src/operation", "src/client.rs"] {
            if !root.join(part).exists() {
                bail!(
                    "`{name}` is not an AWS SDK crate: it has no {part}, expected a crate like `aws-sdk-s3`"
                );
            }
        }
        Ok(Sdk {
            package: name,
            version,
            types: types(root)?,
            structs: RefCell::default(),
            lenses: Lenses::read(&root.join("src/lens.rs"))?,
            root: root.to_owned(),
        })
    }

    /// The name of the crate in Rust.
    pub(crate) fn library(&self) -> String {
        self.package.replace('-', "_")
    }

    /// The modules of all operations, in alphabetical order.
    pub(crate) fn modules(&self) -> Result<Vec<String>> {
        let folder = self.root.join("src/operation");
        let mut modules = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| cannot_read(&folder))? {
            let entry = entry.with_context(|| cannot_read(&folder))?;
            if entry.path().join("builders.rs").exists() {
                modules.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        modules.sort();
        Ok(modules)
    }

    /// Where the source of an operation is.
    fn operation(&self, module: &str) -> PathBuf {
        self.root.join("src/operation").join(module)
    }

    /// One of `crate::types`, if it is a struct.
    pub(crate) fn structure(&self, name: &str) -> Result<Option<Rc<Struct>>> {
        if let Some(known) = self.structs.borrow().get(name) {
            return Ok(known.clone());
        }
        let found = match self.types.get(name) {
            Some(file) => find_struct(&parse(file)?, name).map(Rc::new),
            None => None,
        };
        let mut structs = self.structs.borrow_mut();
        Ok(structs.entry(name.to_owned()).or_insert(found).clone())
    }

    /// The struct that a member holds.
    pub(crate) fn held_by(&self, member: &Member) -> Result<Option<Rc<Struct>>> {
        match &member.kind {
            Kind::Named(name) => self.structure(name),
            _ => Ok(None),
        }
    }

    /// Whether the crate hands on a type of the SDK's runtime, like `DateTime`.
    pub(crate) fn has_primitive(&self, name: &str) -> bool {
        fs::read_to_string(self.root.join("src/primitives.rs"))
            .is_ok_and(|source| source.contains(&format!("pub use ::aws_smithy_types::{name};")))
    }
}

/// `pub use crate::types::_rule::Rule;` says that `Rule` is in `types/_rule.rs`.
fn types(root: &Path) -> Result<BTreeMap<String, PathBuf>> {
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
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.stem() == name)
    }
}

/// The lines of a documentation comment.
fn docs(attributes: &[Attribute]) -> impl Iterator<Item = String> {
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

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| cannot_read(path))
}

fn parse(path: &Path) -> Result<File> {
    syn::parse_file(&read(path)?).map_err(|error| {
        let place = error.span().start();
        anyhow!(
            "{}:{}:{}: this is not Rust that can be read: {error}",
            path.display(),
            place.line,
            place.column + 1
        )
    })
}

//! The `use` lines of what is written, and the names of types.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};
use proc_macro2::Span;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Ident, Path, PathSegment, Type, parse_str};

use crate::sdk::Sdk;

/// Names that mean something else already.
const TAKEN: [&str; 33] = [
    "AsMut",
    "AsRef",
    "Box",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Extend",
    "Fn",
    "From",
    "FromIterator",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "Paginate",
    "Paginator",
    "PartialEq",
    "Result",
    "Send",
    "Some",
    "String",
    "ToString",
    "TryFrom",
    "Vec",
];

/// What is imported from where. A name that is taken is written with its path.
pub(crate) struct Imports<'a> {
    sdk: &'a Sdk,
    /// Each name with its module.
    names: BTreeMap<String, String>,
}

impl<'a> Imports<'a> {
    /// Nothing is imported yet, and these names are to be defined.
    pub(crate) fn new(sdk: &'a Sdk, defined: impl Iterator<Item = String>) -> Result<Self> {
        let library = sdk.library();
        parse_str::<Ident>(&library)
            .map_err(|_| anyhow!("expected an identifier, found `{library}`"))?;
        let taken = TAKEN.into_iter().map(str::to_owned).chain(defined);
        Ok(Imports {
            sdk,
            names: taken.map(|name| (name, String::new())).collect(),
        })
    }

    /// A type of the SDK's source as it is written in another crate.
    pub(crate) fn ty(&mut self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.visit_type_mut(&mut ty);
        ty
    }

    /// How to name what a module of the SDK crate has.
    pub(crate) fn name(&mut self, module: &str, name: &str) -> Path {
        let module = format!("{}::{module}", self.sdk.library());
        self.import(&module, name)
    }

    fn import(&mut self, module: &str, name: &str) -> Path {
        let known = self
            .names
            .entry(name.to_owned())
            .or_insert_with(|| module.to_owned());
        if known == module {
            return Path::from(ident(name));
        }
        let segments = module.split("::").chain([name]);
        Path {
            leading_colon: None,
            segments: segments.map(|it| PathSegment::from(ident(it))).collect(),
        }
    }

    /// The `use` lines, with what every form takes from the SDK crate and from paginate-core.
    pub(crate) fn lines(&self, from_crate: &[&str]) -> Vec<String> {
        let mut modules: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (name, module) in &self.names {
            if !module.is_empty() {
                modules.entry(module.clone()).or_default().insert(name);
            }
        }
        modules
            .entry(self.sdk.library())
            .or_default()
            .extend(from_crate);
        modules
            .entry("paginate_core".to_owned())
            .or_default()
            .extend(["Paginator", "paginate"]);
        let mut lines: Vec<String> = modules
            .iter()
            .map(|(module, names)| line(module, names))
            .collect();
        lines.sort();
        lines
    }
}

fn line(module: &str, names: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    match names.as_slice() {
        [name] => format!("use {module}::{name};"),
        names => format!("use {module}::{{{}}};", names.join(", ")),
    }
}

impl VisitMut for Imports<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|it| it.ident.to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let imported = match names.as_slice() {
            ["std", "collections", name] => self.import("std::collections", name),
            ["std", .., name] => Path::from(ident(name)),
            ["crate", "types", name] => self.name("types", name),
            ["aws_smithy_types", name] if self.sdk.has_primitive(name) => {
                self.name("primitives", name)
            }
            _ => return,
        };
        replace(path, imported);
    }
}

/// The arguments of the last segment stay.
fn replace(path: &mut Path, mut named: Path) {
    let arguments = path.segments.pop().map(|last| last.arguments);
    if let (Some(last), Some(arguments)) = (named.segments.last_mut(), arguments) {
        last.arguments = arguments;
    }
    *path = named;
}

/// A name out of the SDK's source, a raw one with its prefix.
pub(crate) fn ident(name: &str) -> Ident {
    parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// A type without its paths, for people to read.
pub(crate) fn short(ty: &Type) -> String {
    struct Short;
    impl VisitMut for Short {
        fn visit_path_mut(&mut self, path: &mut Path) {
            visit_mut::visit_path_mut(self, path);
            if let Some(last) = path.segments.last() {
                let last = Path::from(last.ident.clone());
                replace(path, last);
            }
        }
    }
    let mut ty = ty.clone();
    Short.visit_type_mut(&mut ty);
    let text = ty.to_token_stream().to_string();
    text.replace(" <", "<")
        .replace("< ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}

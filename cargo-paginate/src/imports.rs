//! The `use` declarations of the generated source, and the names of types in it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Ident, Path, PathSegment, Type, parse_str};

use crate::sdk::Sdk;

/// The names that the generated source uses without importing them from a module of the SDK.
const RESERVED_NAMES: [&str; 33] = [
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

/// The imports of a generated file. A type is written with its full path if its name is reserved or
/// already imported from another module.
pub(crate) struct Imports<'a> {
    sdk: &'a Sdk,
    library: Ident,
    /// The module of each name. `None` if the name is reserved.
    modules: BTreeMap<Ident, Option<Module>>,
}

/// The segments of a path, like `aws_sdk_s3`, `types`.
type Module = Vec<Ident>;

impl<'a> Imports<'a> {
    /// Creates an empty set of imports. A type whose name is in `generated_names` is not imported.
    pub(crate) fn new(sdk: &'a Sdk, generated_names: Vec<Ident>) -> Result<Self> {
        let reserved = RESERVED_NAMES.map(|name| format_ident!("{name}"));
        let names = reserved.into_iter().chain(generated_names);
        Ok(Imports {
            sdk,
            library: ident(&sdk.library())?,
            modules: names.map(|name| (name, None)).collect(),
        })
    }

    /// Imports the types in `ty`, which is a type in the source of the SDK. Returns `ty` as it is
    /// written in the generated source.
    pub(crate) fn ty(&mut self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.visit_type_mut(&mut ty);
        ty
    }

    /// Imports an item from a module of the SDK. Returns its path in the generated source.
    pub(crate) fn sdk_item<const N: usize>(&mut self, module: [Ident; N], name: Ident) -> Path {
        let library = self.library.clone();
        self.import([library].into_iter().chain(module).collect(), name)
    }

    fn import(&mut self, module: Module, name: Ident) -> Path {
        let imported = self
            .modules
            .entry(name.clone())
            .or_insert_with(|| Some(module.clone()));
        if imported.as_ref() == Some(&module) {
            return Path::from(name);
        }
        let segments = module.into_iter().chain([name]);
        Path {
            leading_colon: None,
            segments: segments.map(PathSegment::from).collect(),
        }
    }

    /// Returns the `use` declarations: the imports, `root_names` from the root of the SDK, and the
    /// names from `paginate_core`.
    pub(crate) fn declarations(&self, root_names: &[&str]) -> TokenStream {
        let mut names_of: BTreeMap<Module, BTreeSet<Ident>> = BTreeMap::new();
        for (name, module) in &self.modules {
            if let Some(module) = module {
                names_of
                    .entry(module.clone())
                    .or_default()
                    .insert(name.clone());
            }
        }
        let fixed = [
            (self.library.clone(), root_names),
            (format_ident!("paginate_core"), &["Paginator", "paginate"]),
        ];
        for (library, names) in fixed {
            let names = names.iter().map(|name| format_ident!("{name}"));
            names_of.entry(vec![library]).or_default().extend(names);
        }
        let mut declarations: Vec<TokenStream> = names_of
            .iter()
            .map(|(module, names)| declaration(module, names))
            .collect();
        declarations.sort_by_key(ToString::to_string);
        declarations.into_iter().collect()
    }
}

fn declaration(module: &Module, names: &BTreeSet<Ident>) -> TokenStream {
    if names.len() == 1 {
        quote!(use #(#module)::*::#(#names)*;)
    } else {
        quote!(use #(#module)::*::{#(#names),*};)
    }
}

impl VisitMut for Imports<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let segments = path.segments.iter().map(|segment| segment.ident.clone());
        let segments: Vec<Ident> = segments.collect();
        let texts: Vec<String> = segments.iter().map(Ident::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let Some((name, module)) = segments.split_last() else {
            return;
        };
        let name = name.clone();
        let imported = match texts.as_slice() {
            ["std", "collections", _] => self.import(module.to_vec(), name),
            // The rest of std is in the prelude: `Option`, `String` and `Vec`.
            ["std", ..] => Path::from(name),
            ["crate", "types", _] => self.sdk_item([format_ident!("types")], name),
            ["aws_smithy_types", text] if self.sdk.reexports_primitive(text) => {
                self.sdk_item([format_ident!("primitives")], name)
            }
            _ => return,
        };
        replace_path(path, imported);
    }
}

/// Replaces a path but keeps the generic arguments of its last segment.
fn replace_path(path: &mut Path, mut new: Path) {
    let arguments = path.segments.pop().map(|last| last.arguments);
    if let (Some(last), Some(arguments)) = (new.segments.last_mut(), arguments) {
        last.arguments = arguments;
    }
    *path = new;
}

/// Parses an identifier. A keyword like `type` becomes `r#type`.
pub(crate) fn ident(name: &str) -> Result<Ident> {
    parse_str(name)
        .or_else(|_| parse_str(&format!("r#{name}")))
        .map_err(|_| anyhow!("expected an identifier, found `{name}`"))
}

/// Formats a type without the modules in its paths, like `HashMap<String, AttributeValue>`.
pub(crate) fn unqualified(ty: &Type) -> String {
    struct RemoveModules;
    impl VisitMut for RemoveModules {
        fn visit_path_mut(&mut self, path: &mut Path) {
            visit_mut::visit_path_mut(self, path);
            if let Some(last) = path.segments.last() {
                let last = Path::from(last.ident.clone());
                replace_path(path, last);
            }
        }
    }
    let mut ty = ty.clone();
    RemoveModules.visit_type_mut(&mut ty);
    let text = ty.to_token_stream().to_string();
    text.replace(" <", "<")
        .replace("< ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result};
use syn::{ImplItem, Item};

use super::source::{cannot_read, parse, read};
use super::{PaginatorPaths, Sdk, Struct, documents_required_member};

/// An operation of the SDK: its request, its response and its paginator.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The module and the method of the client, like `list_rules`.
    pub(crate) module: String,
    /// The name in the service model, like `ListRules`.
    pub(crate) name: String,
    pub(crate) request: Struct,
    /// The names of the required members of the request.
    pub(crate) required: Vec<String>,
    pub(crate) response: Rc<Struct>,
    has_paginator: bool,
    /// The paths that the SDK's paginator uses. `None` if the SDK has no paginator, or if its source
    /// is not in the expected format.
    pub(crate) paginator_paths: Option<PaginatorPaths>,
}

/// What the SDK's paginator for an operation yields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PaginatorKind {
    Items,
    Pages,
    /// The SDK has no paginator for the operation.
    None,
}

impl Operation {
    pub(crate) fn paginator_kind(&self) -> PaginatorKind {
        match &self.paginator_paths {
            Some(paths) if paths.items.is_some() => PaginatorKind::Items,
            _ if self.has_paginator => PaginatorKind::Pages,
            _ => PaginatorKind::None,
        }
    }
}

impl PaginatorKind {
    /// Returns the name that the table and the JSON output show.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PaginatorKind::Items => "items",
            PaginatorKind::Pages => "pages",
            PaginatorKind::None => "none",
        }
    }
}

impl Sdk {
    /// Reads the operation in this module.
    pub(crate) fn operation(&self, module: &str) -> Result<Operation> {
        let directory = self.operation_directory(module);
        let (request, required) = self.read_request(module)?;
        let paginator = directory.join("paginator.rs");
        let has_paginator = paginator.exists();
        let paginator_paths = if has_paginator {
            PaginatorPaths::parse(&read(&paginator)?, &self.lenses)
        } else {
            None
        };
        Ok(Operation {
            module: module.to_owned(),
            name: operation_name(&directory.join("builders.rs"))?,
            request,
            required,
            response: Rc::new(self.read_response(module)?),
            has_paginator,
            paginator_paths,
        })
    }

    /// Returns whether an operation has a paginator or a member whose name may be that of a token.
    ///
    /// Most operations have neither. Searching their source as text is faster than parsing it, which
    /// would take most of the running time.
    pub(crate) fn may_be_paginated(&self, module: &str) -> Result<bool> {
        const TOKEN_WORDS: [&str; 7] = [
            "token", "marker", "position", "cursor", "start", "iterator", "next",
        ];
        if self
            .operation_directory(module)
            .join("paginator.rs")
            .exists()
        {
            return Ok(true);
        }
        let request = read(&self.operation_file(module, "_input.rs")?)?;
        let response = read(&self.operation_file(module, "_output.rs")?)?;
        let has_input = member_names(&request)
            .any(|member| TOKEN_WORDS.iter().any(|word| member.contains(word)));
        let has_output = member_names(&response).any(|member| member.starts_with("next_"));
        Ok(has_input || has_output)
    }

    /// Reads the request and the names of its required members.
    fn read_request(&self, module: &str) -> Result<(Struct, Vec<String>)> {
        let path = self.operation_file(module, "_input.rs")?;
        let file = parse(&path)?;
        let request = first_struct(&file)
            .with_context(|| format!("expected a request struct in {}", path.display()))?;
        let methods = file.items.iter().filter_map(|item| match item {
            Item::Impl(methods) => Some(&methods.items),
            _ => None,
        });
        let required = methods.flatten().filter_map(|item| match item {
            ImplItem::Fn(method) if documents_required_member(&method.attrs) => {
                let name = method.sig.ident.to_string();
                (!name.starts_with("set_") && !name.starts_with("get_")).then_some(name)
            }
            _ => None,
        });
        Ok((request, required.collect()))
    }

    fn read_response(&self, module: &str) -> Result<Struct> {
        let path = self.operation_file(module, "_output.rs")?;
        first_struct(&parse(&path)?)
            .with_context(|| format!("expected a response struct in {}", path.display()))
    }

    /// Finds a file like `list_rules/_list_rules_input.rs` by the end of its name. The rest of the
    /// name does not always equal the name of the module.
    fn operation_file(&self, module: &str, suffix: &str) -> Result<PathBuf> {
        let directory = self.operation_directory(module);
        let files = fs::read_dir(&directory).with_context(|| cannot_read(&directory))?;
        let mut files = files.filter_map(|file| Some(file.ok()?.path()));
        files
            .find(|file| {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with('_') && name.ends_with(suffix)
            })
            .with_context(|| format!("expected a file `_*{suffix}` in {}", directory.display()))
    }
}

fn first_struct(file: &syn::File) -> Option<Struct> {
    file.items.iter().find_map(|item| match item {
        Item::Struct(structure) => Some(Struct::from(structure)),
        _ => None,
    })
}

/// Returns the names of the public fields in the text of a struct.
fn member_names(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let field = line.strip_prefix("    pub ")?;
        Some(field.split_once(':')?.0)
    })
}

/// Reads `ListRules` from `pub struct ListRulesFluentBuilder {`. Other type names do not always
/// spell abbreviations as the service model does.
fn operation_name(builders: &Path) -> Result<String> {
    let source = read(builders)?;
    let name = source.lines().find_map(|line| {
        let (name, _) = line
            .strip_prefix("pub struct ")?
            .split_once("FluentBuilder")?;
        Some(name.to_owned())
    });
    name.with_context(|| {
        format!(
            "expected a struct `*FluentBuilder` in {}",
            builders.display()
        )
    })
}

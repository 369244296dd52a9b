use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use syn::{ImplItem, Item};

use super::{Own, Sdk, Struct, is_required, parse, read};

/// The request of an operation, with what belongs to it.
#[derive(Debug)]
pub(crate) struct Request {
    /// `list_rules`, also the name of the client's method.
    pub(crate) module: String,
    /// `ListRules`, as the service spells it.
    pub(crate) operation: String,
    pub(crate) input: Struct,
    /// The names of the members without which it cannot be sent.
    pub(crate) required: Vec<String>,
    pub(crate) output: Rc<Struct>,
    pub(crate) has_paginator: bool,
    /// Its own paginator, if that is of a form that is known.
    pub(crate) own: Option<Own>,
}

impl Sdk {
    /// Reads an operation.
    pub(crate) fn request(&self, module: &str) -> Result<Request> {
        let folder = self.operation(module);
        let (input, required) = self.input(module)?;
        let paginator = folder.join("paginator.rs");
        let has_paginator = paginator.exists();
        let own = if has_paginator {
            Own::parse(&read(&paginator)?, &self.lenses)
        } else {
            None
        };
        Ok(Request {
            module: module.to_owned(),
            operation: operation(&folder.join("builders.rs"))?,
            input,
            required,
            output: Rc::new(self.output(module)?),
            has_paginator,
            own,
        })
    }

    /// Whether the text of a request mentions what tokens are called: most operations have none, and
    /// parsing them all would take the most time.
    pub(crate) fn may_take_token(&self, module: &str) -> Result<bool> {
        const WORDS: [&str; 7] = [
            "token", "marker", "position", "cursor", "start", "iterator", "next",
        ];
        if self.operation(module).join("paginator.rs").exists() {
            return Ok(true);
        }
        let source = read(&self.source(module, "_input.rs")?)?;
        let output = read(&self.source(module, "_output.rs")?)?;
        let members = |source: &str| {
            let fields = source.lines().filter_map(|line| {
                let field = line.strip_prefix("    pub ")?;
                Some(field.split_once(':')?.0.to_owned())
            });
            fields.collect::<Vec<_>>()
        };
        let named = members(&source)
            .iter()
            .any(|member| WORDS.iter().any(|word| member.contains(word)));
        let followed = members(&output)
            .iter()
            .any(|member| member.starts_with("next_"));
        Ok(named || followed)
    }

    fn input(&self, module: &str) -> Result<(Struct, Vec<String>)> {
        let path = self.source(module, "_input.rs")?;
        let file = parse(&path)?;
        let Some(Item::Struct(structure)) = file
            .items
            .iter()
            .find(|item| matches!(item, Item::Struct(_)))
        else {
            bail!("{}: expected the struct of the request", path.display());
        };
        let methods = file.items.iter().filter_map(|item| match item {
            Item::Impl(methods) => Some(&methods.items),
            _ => None,
        });
        let required = methods.flatten().filter_map(|item| match item {
            ImplItem::Fn(method) if is_required(&method.attrs) => {
                let name = method.sig.ident.to_string();
                (!name.starts_with("set_") && !name.starts_with("get_")).then_some(name)
            }
            _ => None,
        });
        Ok((Struct::from(structure), required.collect()))
    }

    fn output(&self, module: &str) -> Result<Struct> {
        let path = self.source(module, "_output.rs")?;
        let file = parse(&path)?;
        let structure = file.items.iter().find_map(|item| match item {
            Item::Struct(structure) => Some(Struct::from(structure)),
            _ => None,
        });
        structure
            .with_context(|| format!("{}: expected the struct of the response", path.display()))
    }

    /// `list_rules/_list_rules_input.rs`
    fn source(&self, module: &str, end: &str) -> Result<PathBuf> {
        let folder = self.operation(module);
        let files = fs::read_dir(&folder).with_context(|| super::cannot_read(&folder))?;
        let mut files = files.filter_map(|file| Some(file.ok()?.path()));
        files
            .find(|file| {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with('_') && name.ends_with(end)
            })
            .with_context(|| format!("{}: there is no file `_…{end}`", folder.display()))
    }
}

/// `ListRules` of `pub struct ListRulesFluentBuilder {`. Other types of the SDK spell abbreviations in
/// another way.
fn operation(builders: &Path) -> Result<String> {
    let source = read(builders)?;
    let name = source.lines().find_map(|line| {
        let (name, _) = line
            .strip_prefix("pub struct ")?
            .split_once("FluentBuilder")?;
        Some(name.to_owned())
    });
    name.with_context(|| format!("{}: expected a `…FluentBuilder`", builders.display()))
}

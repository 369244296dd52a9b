use syn::{Error, Ident, LitStr, Result};

/// `a.b.c`: the way from a response to one of its members.
pub(crate) struct Path {
    pub(crate) first: Ident,
    pub(crate) rest: Vec<Ident>,
}

impl Path {
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        let value = literal.value();
        let mut steps = value.split('.').map(|step| name(step, literal));
        let first = steps.next().unwrap_or_else(|| name("", literal))?;
        Ok(Path {
            first,
            rest: steps.collect::<Result<_>>()?,
        })
    }
}

/// One name out of a string. It is at the place of the whole string: on stable Rust its parts have none.
pub(crate) fn name(name: &str, literal: &LitStr) -> Result<Ident> {
    let mut ident: Ident = syn::parse_str(name).map_err(|_| {
        let whole = literal.value();
        let place = if whole == name {
            String::new()
        } else {
            format!(" in `{whole}`")
        };
        let message = if name.is_empty() {
            format!("a name is missing{place}")
        } else if syn::parse_str::<Ident>(&format!("r#{name}")).is_ok() {
            format!("`{name}`{place} is a keyword, write `r#{name}`")
        } else {
            format!("`{name}`{place} is not the name of a member")
        };
        Error::new(literal.span(), message)
    })?;
    ident.set_span(literal.span());
    Ok(ident)
}

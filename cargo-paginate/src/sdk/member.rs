use syn::{Attribute, Field, GenericArgument, PathArguments, Type, Visibility};

use super::docs;

/// A public member of a request, of a response, or of what they hold.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// As it is written, `r#type` with its prefix.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) is_optional: bool,
    /// The type, or what is in the `Option`.
    pub(crate) ty: Type,
    pub(crate) kind: Kind,
}

/// What a type is to a listing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Flag,
    /// A list of these.
    List(Box<Type>),
    /// A map of these to those.
    Map(Box<Type>, Box<Type>),
    /// One of `crate::types`: a struct, an enum, a union.
    Named(String),
    Other,
}

impl Member {
    pub(super) fn new(field: &Field) -> Option<Self> {
        if !matches!(field.vis, Visibility::Public(_)) {
            return None;
        }
        let inner = arguments(&field.ty, "Option").first().copied();
        let ty = inner.unwrap_or(&field.ty).clone();
        Some(Member {
            name: field.ident.as_ref()?.to_string(),
            docs: docs(&field.attrs).collect::<Vec<_>>().join("\n"),
            is_optional: inner.is_some(),
            kind: Kind::of(&ty),
            ty,
        })
    }

    /// The name as a setter takes it.
    pub(crate) fn stem(&self) -> &str {
        self.name.trim_start_matches("r#")
    }
}

impl Kind {
    pub(crate) fn of(ty: &Type) -> Self {
        if let [element] = arguments(ty, "Vec").as_slice() {
            return Kind::List(Box::new((*element).clone()));
        }
        if let [key, value] = arguments(ty, "HashMap").as_slice() {
            return Kind::Map(Box::new((*key).clone()), Box::new((*value).clone()));
        }
        let Type::Path(path) = ty else {
            return Kind::Other;
        };
        let names: Vec<String> = path
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["bool"] => Kind::Flag,
            ["std", "string", "String"] => Kind::Text,
            ["crate", "types", name] => Kind::Named((*name).to_owned()),
            _ => Kind::Other,
        }
    }
}

/// `A, B` of `…::name<A, B>`.
fn arguments<'a>(ty: &'a Type, name: &str) -> Vec<&'a Type> {
    let Type::Path(path) = ty else {
        return Vec::new();
    };
    let Some(last) = path.path.segments.last() else {
        return Vec::new();
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Vec::new();
    };
    if last.ident != name {
        return Vec::new();
    }
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// The SDK says it of the method that sets a member.
pub(crate) fn is_required(attributes: &[Attribute]) -> bool {
    docs(attributes).any(|line| line.trim() == "This field is required.")
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn member(field: &Field) -> Option<(String, Kind)> {
        Member::new(field).map(|member| (member.stem().to_owned(), member.kind))
    }

    #[test]
    fn an_option_is_looked_into() {
        let field = parse_quote!(pub r#type: ::std::option::Option<crate::types::RrType>);
        let kind = Kind::Named("RrType".into());
        assert_eq!(member(&field), Some(("type".into(), kind)));
    }

    #[test]
    fn collections_name_what_they_hold() {
        let field = parse_quote!(pub names: ::std::vec::Vec<::std::string::String>);
        let element = parse_quote!(::std::string::String);
        assert_eq!(
            member(&field).map(|(_, kind)| kind),
            Some(Kind::List(Box::new(element)))
        );
    }

    #[test]
    fn what_is_private_is_no_member() {
        assert_eq!(member(&parse_quote!(_request_id: Option<String>)), None);
    }
}

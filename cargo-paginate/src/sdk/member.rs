use syn::{Attribute, Field, GenericArgument, PathArguments, Type, Visibility};

use super::doc_lines;

/// A public field of a struct. Smithy, the model language of AWS, calls a field a member.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name as in the source, like `r#type`.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) is_optional: bool,
    /// The type without `Option`.
    pub(crate) ty: Type,
    pub(crate) kind: TypeKind,
}

/// The kinds of types that matter for pagination.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TypeKind {
    String,
    Bool,
    /// `i32` or `i64`.
    Integer,
    /// A `Vec` of this element type.
    List(Box<Type>),
    /// A `HashMap` of this key type and this value type.
    Map(Box<Type>, Box<Type>),
    /// The type with this name in `crate::types`: a struct, an enum or a union.
    Sdk(String),
    Other,
}

impl Member {
    /// Returns the member for a field. Returns `None` if the field is not public.
    pub(crate) fn new(field: &Field) -> Option<Self> {
        if !matches!(field.vis, Visibility::Public(_)) {
            return None;
        }
        let inner = generic_arguments(&field.ty, "Option").first().copied();
        let ty = inner.unwrap_or(&field.ty).clone();
        Some(Member {
            name: field.ident.as_ref()?.to_string(),
            docs: doc_lines(&field.attrs).collect::<Vec<_>>().join("\n"),
            is_optional: inner.is_some(),
            kind: TypeKind::of(&ty),
            ty,
        })
    }

    /// Returns the name without `r#`, as in the name of the setter.
    pub(crate) fn unraw(&self) -> &str {
        self.name.trim_start_matches("r#")
    }
}

impl TypeKind {
    pub(crate) fn of(ty: &Type) -> Self {
        if let [element] = generic_arguments(ty, "Vec").as_slice() {
            return TypeKind::List(Box::new((*element).clone()));
        }
        if let [key, value] = generic_arguments(ty, "HashMap").as_slice() {
            return TypeKind::Map(Box::new((*key).clone()), Box::new((*value).clone()));
        }
        let Type::Path(path) = ty else {
            return TypeKind::Other;
        };
        let names: Vec<String> = path
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["bool"] => TypeKind::Bool,
            ["i32" | "i64"] => TypeKind::Integer,
            ["std", "string", "String"] => TypeKind::String,
            ["crate", "types", name] => TypeKind::Sdk((*name).to_owned()),
            _ => TypeKind::Other,
        }
    }
}

/// Returns `A, B` for the type `…::name<A, B>`.
fn generic_arguments<'a>(ty: &'a Type, name: &str) -> Vec<&'a Type> {
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

/// Returns whether the attributes of a setter document that its member is required. The SDK contains
/// this information only as documentation.
pub(super) fn documents_required_member(attributes: &[Attribute]) -> bool {
    doc_lines(attributes).any(|line| line.trim() == "This field is required.")
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn member(field: &Field) -> Option<(String, TypeKind)> {
        Member::new(field).map(|member| (member.unraw().to_owned(), member.kind))
    }

    #[test]
    fn optional_member_has_the_inner_type() {
        let field = parse_quote!(pub r#type: ::std::option::Option<crate::types::RrType>);
        let kind = TypeKind::Sdk("RrType".into());
        assert_eq!(member(&field), Some(("type".into(), kind)));
    }

    #[test]
    fn list_has_an_element_type() {
        let field = parse_quote!(pub names: ::std::vec::Vec<::std::string::String>);
        let element = parse_quote!(::std::string::String);
        assert_eq!(
            member(&field).map(|(_, kind)| kind),
            Some(TypeKind::List(Box::new(element)))
        );
    }

    #[test]
    fn private_field_is_not_a_member() {
        assert_eq!(member(&parse_quote!(_request_id: Option<String>)), None);
    }
}

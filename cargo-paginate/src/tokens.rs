//! Which member of a response carries the token for which member of the request, told by their names
//! and types.

mod names;

use self::names::{Strength, candidates, is_stream_position, is_token};
use crate::sdk::{Kind, Member, Struct};

/// A member of the request, and the path in the response that fills it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) input: String,
    pub(crate) output: String,
}

/// Pairs, and what is doubtful about them.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Pairs {
    pub(crate) pairs: Vec<Pair>,
    pub(crate) doubts: Vec<String>,
}

impl Pairs {
    /// One pair without a doubt.
    pub(crate) fn sure(input: &str, output: &str) -> Self {
        let mut pairs = Pairs::default();
        pairs.add(input, output);
        pairs
    }

    fn add(&mut self, input: &str, output: &str) {
        self.pairs.push(Pair {
            input: input.to_owned(),
            output: output.to_owned(),
        });
    }
}

/// Pairs the members of a request with those of a response, or of what a response holds.
pub(crate) fn pair(input: &Struct, output: &Struct) -> Pairs {
    let mut found = Pairs::default();
    for member in &input.members {
        let stem = member.stem();
        let matching = candidates(stem).into_iter().find_map(|(name, strength)| {
            let other = output.member(&name)?;
            (other.ty == member.ty).then_some((&other.name, strength))
        });
        match matching {
            Some((name, Strength::Token)) => found.add(stem, name),
            Some((name, Strength::WithFlag)) if flag(output).is_some() => found.add(stem, name),
            Some((name, Strength::WithFlag)) if is_stream_position(stem) => {
                found.add(stem, name);
                found.doubts.push(format!(
                    "`{name}` leads onward for as long as there may be more, which may be for ever"
                ));
            }
            _ => {}
        }
    }
    if found.pairs.is_empty() {
        found = crossed(input, output);
    }
    found
}

/// One token on either side, and their names do not belong together.
fn crossed(input: &Struct, output: &Struct) -> Pairs {
    let onward = output.member("next_forward_token");
    match (named(input).as_slice(), named(output).as_slice(), onward) {
        ([from], _, Some(onward)) => Pairs {
            doubts: vec![format!(
                "of the tokens in the response `{}` is taken, which leads onward",
                onward.name
            )],
            ..Pairs::sure(from, &onward.name)
        },
        ([from], [to], None) => Pairs {
            doubts: vec![format!(
                "`{from}` and `{to}` are the only tokens, but their names do not belong together"
            )],
            ..Pairs::sure(from, to)
        },
        _ => Pairs::default(),
    }
}

/// The members that are called what tokens are called.
pub(crate) fn named(structure: &Struct) -> Vec<&str> {
    let members = structure.members.iter();
    let texts = members.filter(|member| member.kind == Kind::Text);
    texts
        .map(Member::stem)
        .filter(|name| is_token(name))
        .collect()
}

/// The flag of a response that says whether there is more.
pub(crate) fn flag(output: &Struct) -> Option<&str> {
    let mut flags = output
        .members
        .iter()
        .filter(|member| member.kind == Kind::Flag && names::is_flag(member.stem()));
    flags.next().map(|member| member.name.as_str())
}

#[cfg(test)]
mod tests {
    use syn::{ItemStruct, parse_quote};

    use super::*;

    fn found(input: &ItemStruct, output: &ItemStruct) -> Pairs {
        pair(&Struct::from(input), &Struct::from(output))
    }

    #[test]
    fn the_next_marker_is_taken_and_not_its_echo() {
        let input = parse_quote!(
            struct In {
                pub marker: Option<::std::string::String>,
            }
        );
        let output = parse_quote!(
            struct Out {
                pub marker: Option<::std::string::String>,
                pub next_marker: Option<::std::string::String>,
            }
        );
        assert_eq!(found(&input, &output), Pairs::sure("marker", "next_marker"));
    }

    #[test]
    fn any_name_that_follows_next_is_a_token_beside_a_flag() {
        let input = parse_quote!(
            struct In {
                pub dns_name: Option<::std::string::String>,
            }
        );
        let output = parse_quote!(
            struct Out {
                pub is_truncated: bool,
                pub next_dns_name: Option<::std::string::String>,
            }
        );
        assert_eq!(
            found(&input, &output),
            Pairs::sure("dns_name", "next_dns_name")
        );
        let output = parse_quote!(
            struct Out {
                pub next_dns_name: Option<::std::string::String>,
            }
        );
        assert_eq!(found(&input, &output), Pairs::default());
    }

    #[test]
    fn the_tokens_of_clients_and_locks_are_none() {
        let input = parse_quote!(
            struct In {
                pub client_token: Option<::std::string::String>,
                pub lock_token: Option<::std::string::String>,
                pub sequence_token: Option<::std::string::String>,
            }
        );
        let output = parse_quote!(
            struct Out {
                pub client_token: Option<::std::string::String>,
                pub next_lock_token: Option<::std::string::String>,
                pub next_sequence_token: Option<::std::string::String>,
            }
        );
        assert_eq!(found(&input, &output), Pairs::default());
    }

    #[test]
    fn tokens_that_do_not_belong_together_are_a_guess() {
        let input = parse_quote!(
            struct In {
                pub marker: Option<::std::string::String>,
            }
        );
        let output = parse_quote!(
            struct Out {
                pub next_token: Option<::std::string::String>,
            }
        );
        let found = found(&input, &output);
        assert_eq!(found.pairs, Pairs::sure("marker", "next_token").pairs);
        assert_eq!(found.doubts.len(), 1);
    }

    #[test]
    fn both_must_be_of_one_type() {
        let input = parse_quote!(
            struct In {
                pub next_token: Option<i32>,
            }
        );
        let output = parse_quote!(
            struct Out {
                pub next_token: Option<::std::string::String>,
            }
        );
        assert_eq!(found(&input, &output), Pairs::default());
    }
}

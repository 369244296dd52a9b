use syn::{Error, Ident};

use crate::suggest;

/// The keys of the arguments.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Key {
    Token,
    InputToken,
    OutputToken,
    PageNumber,
    Offset,
    FirstPage,
    TotalPages,
    TotalItems,
    MoreResults,
    Error,
    Items,
    Send,
    RepeatedToken,
    Crate,
}

impl Key {
    const ALL: [Key; 14] = [
        Key::Token,
        Key::InputToken,
        Key::OutputToken,
        Key::PageNumber,
        Key::Offset,
        Key::FirstPage,
        Key::TotalPages,
        Key::TotalItems,
        Key::MoreResults,
        Key::Error,
        Key::Items,
        Key::Send,
        Key::RepeatedToken,
        Key::Crate,
    ];

    fn name(self) -> &'static str {
        match self {
            Key::Token => "token",
            Key::InputToken => "input_token",
            Key::OutputToken => "output_token",
            Key::PageNumber => "page_number",
            Key::Offset => "offset",
            Key::FirstPage => "first_page",
            Key::TotalPages => "total_pages",
            Key::TotalItems => "total_items",
            Key::MoreResults => "more_results",
            Key::Error => "error",
            Key::Items => "items",
            Key::Send => "send",
            Key::RepeatedToken => "repeated_token",
            Key::Crate => "crate",
        }
    }

    /// The values that the argument accepts, with an example, for error messages.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Key::Token => "a string or a list of strings, like `token = \"next_token\"`",
            Key::InputToken => {
                "a string, a list of strings or a closure, like `input_token = \"marker\"`"
            }
            Key::OutputToken => {
                "a string, a list of strings or a closure, like `output_token = \"next_marker\"`"
            }
            Key::PageNumber => "a string or a closure, like `page_number = \"page\"`",
            Key::Offset => "a string or a closure, like `offset = \"offset\"`",
            Key::FirstPage => "an integer, like `first_page = 0`",
            Key::TotalPages => "a string or a closure, like `total_pages = \"last_page\"`",
            Key::TotalItems => "a string or a closure, like `total_items = \"total\"`",
            Key::MoreResults => "a string or a closure, like `more_results = \"is_truncated\"`",
            Key::Error => "a string or a closure, like `error = \"errors\"`",
            Key::Items => {
                "a string, a list of strings or a closure, like `items = \"evaluation_results\"`"
            }
            Key::Send => "a string or a closure, like `send = |request| request.send()`",
            Key::RepeatedToken => "`\"error\"`, `\"end\"` or `\"continue\"`",
            Key::Crate => "the path of paginate-core, like `crate = \"my_sdk::paginate_core\"`",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// Returns the key that a misspelt name is most similar to.
    pub(crate) fn similar_to(name: &str) -> Option<Self> {
        suggest::similar(name, &Self::ALL.map(Self::name)).and_then(Self::from_name)
    }

    /// Returns the error for a name that is not a key.
    pub(crate) fn unknown(name: &Ident) -> Error {
        let names = Self::ALL.map(Self::name);
        let message = suggest::unknown("argument", &name.to_string(), &names);
        Error::new(name.span(), message)
    }
}

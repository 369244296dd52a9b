//! The first stage: turns tokens into structs, and reports what cannot be parsed.
//!
//! - In: the tokens of the arguments and of the item.
//! - Out: [`arguments::Arguments`], with a field for each argument, and [`function::Function`], whose body stays opaque tokens:
//!   parsing the body would take most of the time, and would fail for a body that is half typed.

pub(crate) mod arguments;
pub(crate) mod function;

//! The structs in a response that may contain tokens and items.

use std::rc::Rc;

use anyhow::Result;

use crate::sdk::{Member, Operation, Sdk, Struct};

/// The struct of a response, or a struct in one of its members.
#[derive(Debug)]
pub(crate) struct ResponseStruct {
    /// The member of the response that contains this struct. `None` for the response itself.
    pub(crate) parent: Option<Member>,
    pub(crate) structure: Rc<Struct>,
}

impl ResponseStruct {
    /// Returns the path of a member from the response, like `distribution_list.next_marker`.
    pub(crate) fn path(&self, member: &str) -> String {
        self.prefix() + member
    }

    /// Returns whether a path from the response leads to a member of this struct.
    pub(crate) fn contains(&self, path: &str) -> bool {
        path.starts_with(&self.prefix())
    }

    fn prefix(&self) -> String {
        let parent = self.parent.as_ref();
        parent.map_or_else(String::new, |parent| format!("{}.", parent.name))
    }
}

/// Returns the struct of the response, then the struct in each of its members.
pub(crate) fn structs(sdk: &Sdk, operation: &Operation) -> Result<Vec<ResponseStruct>> {
    let mut structs = vec![ResponseStruct {
        parent: None,
        structure: Rc::clone(&operation.response),
    }];
    for member in &operation.response.members {
        if let Some(structure) = sdk.struct_of(&member.ty)? {
            structs.push(ResponseStruct {
                parent: Some(member.clone()),
                structure,
            });
        }
    }
    Ok(structs)
}

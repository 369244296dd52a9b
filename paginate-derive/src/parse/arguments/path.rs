use std::fmt;

use syn::{Ident, Result};

use crate::parse::arguments::member::Member;
use crate::parse::arguments::source::Source;

/// The path of a value in a page, which is read by reference: `a.b[-1].c`, or `[-1].c` if the page is a list.
///
/// It has at least one segment.
pub(crate) struct Path(pub(crate) Vec<Segment>);

pub(crate) enum Segment {
    /// `.name` or `.0`
    Member(Member),
    /// `[-1]`
    LastElement,
}

/// Paths of which the first that is present is read: `a || b`.
pub(crate) struct Alternatives(pub(crate) Vec<Path>);

impl Alternatives {
    pub(crate) fn parse(source: &mut Source) -> Result<Self> {
        let text = source.text().to_owned();
        let paths = text.split("||");
        let paths = paths.map(|path| Path::parse_part(path, source));
        Ok(Alternatives(paths.collect::<Result<_>>()?))
    }
}

impl From<Ident> for Alternatives {
    fn from(name: Ident) -> Self {
        Alternatives(vec![Path(vec![Segment::Member(Member::Name(name))])])
    }
}

impl Segment {
    pub(crate) fn is_getter(&self) -> bool {
        matches!(self, Segment::Member(Member::Getter(_)))
    }
}

impl Path {
    pub(crate) fn parse(source: &mut Source) -> Result<Self> {
        let text = source.text().to_owned();
        Self::parse_part(&text, source)
    }

    /// Returns the members that the path leads through, before the value and before any list.
    pub(crate) fn outer_members(&self) -> impl Iterator<Item = &Member> {
        let (_, outer) = self.0.split_last().unzip();
        let outer: &[Segment] = outer.unwrap_or_default();
        outer.iter().map_while(|segment| match segment {
            Segment::Member(member) => Some(member),
            Segment::LastElement => None,
        })
    }

    pub(crate) fn has_getter(&self) -> bool {
        self.0.iter().any(Segment::is_getter)
    }

    fn parse_part(path: &str, source: &mut Source) -> Result<Self> {
        let mut segments = Vec::new();
        for part in path.trim().split('.') {
            let (member, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
            // The page itself has no name.
            if !(segments.is_empty() && member.is_empty() && !indices.is_empty()) {
                segments.push(Segment::Member(Member::parse(member, source)?));
            }
            parse_indices(indices, source, &mut segments)?;
        }
        Ok(Path(segments))
    }
}

/// Parses any number of `[-1]`.
fn parse_indices(mut indices: &str, source: &Source, segments: &mut Vec<Segment>) -> Result<()> {
    while !indices.is_empty() {
        indices = indices.strip_prefix("[-1]").ok_or_else(|| {
            let message =
                format!("expected `[-1]` for the last element of a list, found `{indices}`");
            source.error(&message)
        })?;
        segments.push(Segment::LastElement);
    }
    Ok(())
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .enumerate()
            .try_for_each(|(at, segment)| match segment {
                Segment::Member(member) if at == 0 => member.fmt(f),
                Segment::Member(member) => write!(f, ".{member}"),
                Segment::LastElement => f.write_str("[-1]"),
            })
    }
}

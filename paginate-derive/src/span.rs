//! The spans of the code that the macro writes, which depend on who reads the expansion.
//!
//! - rustc reports an error at the span of the code that does not compile. So code of the macro has the span of the argument or of
//!   the parameter that it is written for.
//! - rust-analyzer looks up a name of the source in all code whose span contains the name. So only code of the user has a span in
//!   the source.

use std::cell::Cell;
use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

use proc_macro2::Span;

/// The program that runs the macro.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Host {
    /// rustc, rustdoc or Clippy, and every program that is not known.
    Compiler,
    /// rust-analyzer.
    Editor,
}

thread_local! {
    static HOST: Cell<Host> = const { Cell::new(Host::Compiler) };
}

impl Host {
    /// Returns the program that runs the macro, by the name of its executable: the server of rust-analyzer for procedural macros is
    /// `rust-analyzer-proc-macro-srv`.
    pub(crate) fn of_process() -> Self {
        static OF_PROCESS: OnceLock<Host> = OnceLock::new();
        *OF_PROCESS.get_or_init(|| match env::current_exe() {
            Ok(executable) => Host::of_executable(&executable),
            Err(_) => Host::Compiler,
        })
    }

    fn of_executable(path: &Path) -> Self {
        let name = path.file_name().and_then(OsStr::to_str);
        match name {
            Some(name) if name.starts_with("rust-analyzer") => Host::Editor,
            _ => Host::Compiler,
        }
    }

    /// Runs an expansion for this host.
    pub(crate) fn run<T>(self, expand: impl FnOnce() -> T) -> T {
        let before = HOST.replace(self);
        let expansion = expand();
        HOST.set(before);
        expansion
    }

    /// Returns whether the expansion that runs on this thread is for an editor.
    pub(crate) fn is_editor() -> bool {
        HOST.get() == Host::Editor
    }
}

/// Returns a span for code of the macro: errors are reported at `span`, but lints do not apply, and local variables are
/// hygienic.
pub(crate) fn mixed_site_at(span: Span) -> Span {
    if Host::is_editor() {
        Span::mixed_site()
    } else {
        user_code_at(span)
    }
}

/// Returns a span for code of the user that the macro changes, such as a `self` that becomes a variable.
pub(crate) fn user_code_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Host;

    #[test]
    fn host_is_recognized_by_the_name_of_the_executable() {
        for name in [
            "rust-analyzer",
            "rust-analyzer.exe",
            "rust-analyzer-proc-macro-srv",
        ] {
            let path = Path::new("/toolchain/libexec").join(name);
            assert_eq!(Host::of_executable(&path), Host::Editor, "{name}");
        }
        for name in [
            "rustc",
            "rustdoc.exe",
            "clippy-driver",
            "rust-analyzer/rustc",
            "",
        ] {
            let path = Path::new("/toolchain/bin").join(name);
            assert_eq!(Host::of_executable(&path), Host::Compiler, "{name}");
        }
    }
}

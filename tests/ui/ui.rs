//! Compile-fail cases: each file in `cases` has one error and is named after it. The output of rustc is in the `.stderr`
//! file of the same name.
//!
//! `TRYBUILD=overwrite cargo test -p paginate-ui-tests` updates the `.stderr` files.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}

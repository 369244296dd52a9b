//! Compile-fail cases: each file in `cases` is named after its mistake. The output of rustc is in the `.stderr` file of the
//! same name.
//!
//! `TRYBUILD=overwrite cargo test -p paginate-ui-tests` updates the `.stderr` files.

#[test]
fn compile_errors_match_the_snapshots() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}

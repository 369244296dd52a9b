//! Every file in `cases` is one mistake, and beside it stands what the compiler says of it.
//!
//! `TRYBUILD=overwrite cargo test -p paginate-ui-tests` writes anew what it says.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}

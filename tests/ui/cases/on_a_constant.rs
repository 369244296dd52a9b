use paginate_core::paginate;

#[paginate(token = "next_token", items = "things")]
const THINGS: fn() = || ();

fn main() {}

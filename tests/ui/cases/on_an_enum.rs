use paginate_core::paginate;

#[paginate(token = "next_token", items = "things")]
enum Things {
    One,
}

fn main() {}

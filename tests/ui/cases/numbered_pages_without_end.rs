use paginate_core::{Paginator, operation};

async fn fetch(page: u32) -> Result<Vec<u32>, String> {
    Ok(vec![page])
}

/// The last page is not specified.
fn numbers() -> impl Paginator<Item = u32, Error = String> {
    operation(1)
        .send(fetch)
        .page_number(1, |_, number| number)
        .items(|page| page)
}

fn main() {
    let _ = numbers();
}

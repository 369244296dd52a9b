use paginate_core::{Paginator, operation};

async fn fetch(page: u32) -> Result<Vec<u32>, String> {
    Ok(vec![page])
}

/// The number of items cannot be compared with the total.
fn numbers() -> impl Paginator<Item = u32, Error = String> {
    operation(1)
        .send(fetch)
        .page_number(1, |_, number| number)
        .total_items(|_| Some(100))
        .items(|page| page)
}

fn main() {
    let _ = numbers();
}

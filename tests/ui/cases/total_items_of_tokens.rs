use paginate_core::{Paginator, operation};

async fn fetch(page: u32) -> Result<Vec<u32>, String> {
    Ok(vec![page])
}

/// Tokens need no total.
fn numbers() -> impl Paginator<Item = u32, Error = String> {
    operation(1)
        .send(fetch)
        .output_token(|page| page.first().copied())
        .input_token(|_, token| token)
        .total_items(|_| Some(100))
        .items(|page| page)
}

fn main() {
    let _ = numbers();
}

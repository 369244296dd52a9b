use paginate_core::{Paginator, operation};

async fn fetch((size, page): (u32, u32)) -> Result<Vec<u32>, String> {
    Ok(vec![page; size as usize])
}

/// Page numbers change if the page size changes.
fn numbers() -> impl Paginator<Item = u32, Error = String> {
    operation((100, 1))
        .send(fetch)
        .page_number(1, |(size, _), page| (size, page))
        .item_count(|page| page.len())
        .page_size(100, |(_, page), size| (size, page), |_: &String| true)
        .items(|page| page)
}

fn main() {
    let _ = numbers();
}

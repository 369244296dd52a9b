//! Page numbers and offsets: `page_number`, `offset`, `first_page`, `total_pages` and `total_items`.

mod end;
mod offsets;
mod page_numbers;
mod service;

const TEN: [u32; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

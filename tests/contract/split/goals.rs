//! The speed and the number of requests that the documentation promises, with fewer keys than in the table.

use crate::shapes::{ASIDE, COMPARED, Shape, TUNED};
use crate::simulation::{Goal, measure};

fn check(shapes: &[Shape], goal: impl Fn(&str) -> Goal) {
    for shape in shapes {
        let measured = measure(shape, 400, 100, 16, None, 1);
        let Goal { speed, requests } = goal(shape.name());
        let is_met = measured.speed >= speed && measured.requests <= requests;
        assert!(is_met, "{}: {measured:?}", shape.name());
    }
}

#[test]
fn goals_are_met_for_the_shapes_of_the_simulation() {
    check(TUNED, |name| match name {
        "hex" | "uuid4" | "item-1 … item-N" | "u64 dense" | "u64 sparse" | "snowflake" => {
            Goal::new(10.0, 1.2)
        }
        "words, Unicode" | "u64, one huge gap" => Goal::new(7.0, 1.5),
        _ => Goal::new(8.0, 1.35),
    });
}

#[test]
fn goals_are_met_for_other_shapes() {
    check(COMPARED, |_| Goal::new(6.0, 1.6));
    check(ASIDE, |_| Goal::new(6.0, 1.6));
}

#[test]
fn short_listings_are_at_most_a_page_slower() {
    for pages in [1, 2, 3, 5, 10, 20] {
        for shape in TUNED {
            let measured = measure(shape, pages, 20, 16, None, 3);
            let pages = f64::from(u32::try_from(pages).expect("a few pages"));
            let least = pages / (pages + 1.0) * 0.9;
            assert!(
                measured.speed >= least,
                "{} {pages}: {measured:?}",
                shape.name()
            );
            assert!(
                measured.requests <= 2.0,
                "{} {pages}: {measured:?}",
                shape.name()
            );
        }
    }
}

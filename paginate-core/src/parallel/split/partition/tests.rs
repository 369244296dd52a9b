use alloc::vec;
use alloc::vec::Vec;

use super::{Disorder, Partition, Received};

fn keys(from: u64, count: u64) -> Vec<u64> {
    (from..from + count).collect()
}

/// Returns a partition with two parts, of which the lower one has received a page.
fn cut_in_two() -> (Partition<u64>, usize) {
    let mut partition = Partition::new();
    assert_eq!(partition.receive(0, &keys(1, 10), true).unwrap().kept, 10);
    let above = partition.cut().expect("a cut after a full page").above;
    (partition, above)
}

fn done(kept: usize, beyond_end: Vec<usize>) -> Received {
    Received {
        kept,
        is_done: true,
        beyond_end,
        check: None,
    }
}

#[test]
fn cut_moves_the_end_of_a_part_to_the_start_of_the_next() {
    let (partition, above) = cut_in_two();
    let [below, above] = [0, above].map(|number| partition.range(number).unwrap());
    assert_eq!(below.low, None);
    assert!(below.high.is_some() && below.high == above.low);
    assert!(below.high > below.cursor);
    assert_eq!(above.high, None);
}

#[test]
fn page_allows_one_cut() {
    let (mut partition, _) = cut_in_two();
    assert!(partition.cut().is_none());
    partition.receive(0, &keys(11, 10), true).unwrap();
    assert!(partition.cut().is_some());
}

#[test]
fn page_with_few_keys_allows_no_cut() {
    let mut partition = Partition::new();
    partition.receive(0, &keys(1, 3), true).unwrap();
    assert!(partition.cut().is_none());
}

#[test]
fn keys_beyond_the_end_of_a_part_are_dropped() {
    let (mut partition, above) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    let page = keys(high - 1, 4);
    assert_eq!(partition.receive(0, &page, true), Ok(done(2, vec![])));
    assert!(!partition.range(above).unwrap().is_done);
}

#[test]
fn part_is_done_with_its_last_key() {
    let (mut partition, _) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    assert_eq!(
        partition.receive(0, &[high - 1, high], true),
        Ok(done(2, vec![]))
    );
}

#[test]
fn end_of_the_listing_removes_parts_that_have_not_answered() {
    let (mut partition, above) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    // The keys above the cut belong to this part, too.
    let page = [high - 1, high + 1];
    assert_eq!(partition.receive(0, &page, false), Ok(done(2, vec![above])));
    assert!(partition.range(above).is_none());
}

#[test]
fn end_of_the_listing_removes_no_part_if_one_has_answered() {
    let (mut partition, above) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    partition.receive(above, &keys(high + 1, 10), true).unwrap();
    assert_eq!(
        partition.receive(0, &[high - 1, high + 1], false),
        Ok(done(1, vec![]))
    );
    assert!(!partition.range(above).unwrap().is_done);
}

#[test]
fn end_of_the_listing_keeps_the_cut_of_a_part_that_has_answered_and_was_removed() {
    let (mut partition, above) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    assert_eq!(
        partition.receive(above, &[high + 1], false),
        Ok(done(1, vec![]))
    );
    partition.remove(above);
    // This part sees the end, too. The key above the cut was received before.
    assert_eq!(
        partition.receive(0, &[high - 1, high + 1], false),
        Ok(done(1, vec![]))
    );
}

#[test]
fn end_of_the_listing_removes_no_part_if_one_has_answered_and_ended() {
    let (mut partition, top) = cut_in_two();
    assert_eq!(partition.receive(0, &keys(11, 10), true).unwrap().kept, 10);
    let middle = partition.cut().expect("a cut after a full page").above;
    let [low, high] = [0, middle].map(|number| partition.range(number).unwrap().high.unwrap());
    let page = [low + 1, high + 1];
    assert_eq!(partition.receive(middle, &page, true), Ok(done(1, vec![])));
    partition.remove(middle);
    // The key of the part that has ended is not received again, although the part above has not answered.
    let page = [low, low + 1, high + 1];
    assert_eq!(partition.receive(0, &page, false), Ok(done(1, vec![])));
    assert!(!partition.range(top).unwrap().is_done);
}

#[test]
fn resumed_ranges_are_not_removed_at_the_end_of_the_listing() {
    // The keys above 20 were received before.
    let mut partition = Partition::of([(Some(10), Some(20))].into_iter());
    assert_eq!(partition.receive(0, &[15, 25], false), Ok(done(1, vec![])));
}

#[test]
fn keys_that_do_not_increase_are_refused() {
    let mut partition = Partition::of([(Some(10), None)].into_iter());
    for page in [[10, 11], [9, 12]] {
        assert_eq!(partition.receive(0, &page, true), Err(Disorder::BelowStart));
    }
    for page in [[11, 11], [12, 11]] {
        assert_eq!(
            partition.receive(0, &page, true),
            Err(Disorder::NotIncreasing)
        );
    }
    assert_eq!(partition.range(0).unwrap().cursor, Some(10));
}

#[test]
fn parts_are_in_the_order_of_their_keys() {
    let mut partition = Partition::new();
    for page in 0..20 {
        partition
            .receive(0, &keys(1 + page * 10, 10), true)
            .unwrap();
        partition.cut();
    }
    let numbers = partition.in_order();
    assert!(numbers.len() > 5);
    let mut end = None;
    for number in numbers {
        let part = partition.range(number).unwrap();
        assert_eq!(part.low, end);
        end = part.high;
    }
    assert_eq!(end, None);
}

#[test]
fn key_that_the_part_above_has_missed_is_listed_by_a_part_of_its_own() {
    let (mut partition, above) = cut_in_two();
    let high = partition.range(0).unwrap().high.unwrap();
    partition
        .receive(above, &keys(high + 10, 10), true)
        .unwrap();
    let check = partition
        .receive(0, &[high, high + 5], true)
        .unwrap()
        .check
        .unwrap();
    let part = partition.range(check).unwrap();
    assert_eq!((part.low, part.high), (Some(high), Some(high + 5)));
    assert_eq!(
        partition.receive(check, &[high + 10], true),
        Err(Disorder::MissingAbove)
    );
    assert_eq!(
        partition.receive(check, &[], false),
        Err(Disorder::MissingAbove)
    );
    assert_eq!(
        partition.receive(check, &[high + 5, high + 10], true),
        Ok(done(1, vec![]))
    );
}

#[test]
fn key_that_the_part_above_has_seen_is_not_checked() {
    for first in [5, 4] {
        let (mut partition, above) = cut_in_two();
        let high = partition.range(0).unwrap().high.unwrap();
        partition
            .receive(above, &keys(high + first, 10), true)
            .unwrap();
        assert_eq!(
            partition.receive(0, &[high, high + 5], true),
            Ok(done(1, vec![]))
        );
    }
}

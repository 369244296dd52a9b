//! `retry` requests the failed page again.

use std::task::Poll;

use paginate_core::{Error, Paginator, testing};
use paginate_tests::script::{Script, drain, last, page, poll_once, refused};

#[test]
fn retry_resends_the_failed_page() {
    let script = Script::new([
        page([1, 2], "b"),
        refused("throttled"),
        refused("again"),
        last([3]),
    ]);
    let mut items = script.paginator().items();
    let mut yielded = Vec::new();
    let mut errors = Vec::new();
    for _ in 0..100 {
        match poll_once(&mut items) {
            Poll::Ready(Some(Ok(item))) => yielded.push(item),
            Poll::Ready(Some(Err(error))) => {
                errors.push(error);
                assert_eq!(poll_once(&mut items), Poll::Ready(None));
                items.retry();
            }
            Poll::Ready(None) => break,
            Poll::Pending => unreachable!(),
        }
    }
    assert_eq!(yielded, [1, 2, 3]);
    assert!(errors.iter().all(|error| error.page() == 2));
    assert_eq!(
        errors
            .into_iter()
            .map(|error| error.into_inner().unwrap().0)
            .collect::<Vec<_>>(),
        ["throttled", "again"]
    );
    let b = || Some("b".to_owned());
    assert_eq!(script.tokens(), [None, b(), b(), b()]);
}

#[test]
fn retry_without_an_error_does_nothing() {
    let script = Script::new([page([1], "b").after(1), last([2])]);
    let mut items = script.paginator().items();
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Pending);
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    items.retry();
    assert_eq!(drain(&mut items), [Ok(2)]);
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Ready(None));
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn retry_after_a_repeated_token_yields_only_new_items() {
    let script = Script::new([
        page([1], "b"),
        page([2, 3], "b"),
        page([2, 3], "b"),
        page([2, 3, 4], "c"),
        last([5]),
    ]);
    let mut items = script.paginator().items();
    let error = Error::RepeatedToken { page: 2 };
    assert_eq!(drain(&mut items), [Ok(1), Ok(2), Ok(3), Err(error.clone())]);
    items.retry();
    assert_eq!(drain(&mut items), [Err(error)]);
    items.retry();
    assert_eq!(drain(&mut items), [Ok(4), Ok(5)]);
    let token = |token: &str| Some(token.to_owned());
    assert_eq!(
        script.tokens(),
        [None, token("b"), token("b"), token("b"), token("c")]
    );

    let script = Script::new([page([1], "b"), page([2], "b"), page([2], "c"), last([3])]);
    let mut pages = script.paginator().pages();
    assert_eq!(drain(&mut pages).len(), 3);
    pages.retry();
    let rest: Vec<_> = drain(pages)
        .into_iter()
        .map(|page| page.unwrap().items)
        .collect();
    assert_eq!(rest, [[3]]);
}

#[tokio::test]
async fn try_extend_keeps_the_items_before_an_error() {
    let mut items = testing::script([Ok(vec![1, 2]), Err("throttled"), Ok(vec![3])]).items();
    let mut numbers = vec![0];
    let error = items.try_extend(&mut numbers).await.unwrap_err();
    assert_eq!(
        (error, &*numbers),
        (
            Error::Operation {
                page: 2,
                source: "throttled"
            },
            &[0, 1, 2][..]
        )
    );
    items.retry();
    items.try_extend(&mut numbers).await.unwrap();
    assert_eq!(numbers, [0, 1, 2, 3]);
}

#[tokio::test]
async fn testing_script_supports_resume_and_a_final_error() {
    let mut items = testing::script::<_, ()>([Ok(vec![1, 2]), Ok(vec![3])]).items();
    assert_eq!(items.try_next().await, Ok(Some(1)));
    let rest =
        testing::script::<_, ()>([Ok(vec![1, 2]), Ok(vec![3])]).resume_from(items.checkpoint());
    assert_eq!(
        rest.prefetch(1).items().try_collect::<Vec<_>>().await,
        Ok(vec![2, 3])
    );
    let mut items = testing::script::<u8, _>([Err("no")]).items();
    assert_eq!(
        items.try_next().await,
        Err(Error::Operation {
            page: 1,
            source: "no"
        })
    );
    items.retry();
    assert_eq!(items.try_next().await, Ok(None));
}

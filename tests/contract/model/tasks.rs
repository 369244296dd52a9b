//! The tasks that poll a listing alternately.

use std::sync::Arc;
use std::task::Waker;

use paginate_tests::script::WakeCounter;
use paginate_wakers::Clones;

/// Two tasks, of which one polls.
pub(crate) struct Tasks {
    counters: [Arc<WakeCounter>; 2],
    clones: Clones,
    current: usize,
    /// The task whose last poll was pending.
    waiting: Option<usize>,
}

impl Tasks {
    /// Creates tasks whose wakers have clones of a kind.
    pub(crate) fn new(clones: Clones) -> Self {
        Tasks {
            counters: Default::default(),
            clones,
            current: 0,
            waiting: None,
        }
    }

    /// Polls with the waker of a task from now on.
    pub(crate) fn switch(&mut self, task: usize) {
        self.current = task;
    }

    pub(crate) fn waker(&self) -> Waker {
        self.counters[self.current].waker(self.clones)
    }

    /// Returns whether the current task was woken since [`take_wakeup`](Self::take_wakeup).
    pub(crate) fn is_woken(&self) -> bool {
        self.counters[self.current].count() > 0
    }

    /// Returns whether the current task was woken since the previous call.
    pub(crate) fn take_wakeup(&self) -> bool {
        self.counters[self.current].take()
    }

    /// Notes the result of a poll.
    pub(crate) fn note_poll(&mut self, is_pending: bool) {
        self.waiting = is_pending.then_some(self.current);
    }

    /// Forgets that a task waits, because the listing that it polled was replaced.
    pub(crate) fn forget_poll(&mut self) {
        self.waiting = None;
    }

    /// Checks that the task whose last poll was pending has been woken.
    pub(crate) fn check_woken(&self) {
        let woken = self.waiting.is_none_or(|task| self.counters[task].take());
        assert!(woken, "the response did not wake the task");
    }

    /// Checks that no listing holds a waker of a task.
    pub(crate) fn check_released(&self) {
        for counter in &self.counters {
            let holders = Arc::strong_count(counter);
            assert_eq!(holders, 1, "a listing without a request holds a waker");
        }
    }
}

/// Runs a case, and a second time with ordinary wakers: the requests must be polled as often. `run` returns how often they were.
pub(crate) fn compare_wakers(clones: Clones, run: impl Fn(Clones) -> u32) {
    let polls = run(clones);
    if clones != Clones::Same {
        let ordinary = run(Clones::Same);
        assert_eq!(polls, ordinary, "the vtables change what is polled");
    }
}

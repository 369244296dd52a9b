//! Runs a fault, and says what became of the listing.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use crate::fault::{Caller, Fault};
use crate::peers::{Peer, Read};
use crate::service::Service;
use crate::session::Session;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    Complete,
    /// An error or a restart, after which nothing is lost.
    Continues,
    /// An error or a restart, after which the caller must begin again.
    PlaceLost,
    /// The listing ends as if it were complete, and items are missing.
    SilentLoss,
    /// The listing ends as if it were complete, and the caller has seen items twice.
    SilentRepetition,
    Endless,
    /// An error that stays although the service has recovered.
    Refuses,
    /// The first item arrives after all pages.
    ReadsAllFirst,
}

/// What became of a listing.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// The number of different items that the caller has seen, and that the listing has.
    pub(crate) items: (usize, usize),
    /// How many items the caller has seen again.
    pub(crate) repeated: usize,
    pub(crate) requests: usize,
    /// How many more pages had been requested when a slow caller was done with the first page, if the caller is slow.
    pub(crate) requests_ahead: Option<usize>,
}

enum End {
    Complete,
    Error,
    Stopped,
    Endless,
}

/// Lists a fault with a client.
pub(crate) async fn measure(peer: &Peer, read: Read, fault: Fault) -> Outcome {
    let service = Service::new(fault.script());
    let server = match peer.protocol {
        Some(protocol) => Some(service.serve(protocol).await),
        None => None,
    };
    let url = server
        .as_ref()
        .map(|server| server.url(""))
        .unwrap_or_default();
    let session = Session::new(service.clone(), url);
    let verdict = follow(&session, read).await;
    let seen = session.seen();
    let different = seen.iter().collect::<BTreeSet<_>>().len();
    let total = match service.caller() {
        Caller::WantsOneItem => 1,
        _ => service.script().total() as usize,
    };
    let verdict = match verdict {
        Verdict::Complete | Verdict::Continues if different < total => Verdict::SilentLoss,
        Verdict::Complete if different < seen.len() => Verdict::SilentRepetition,
        Verdict::Endless if different == 0 && fault == Fault::FirstItem => Verdict::ReadsAllFirst,
        verdict => verdict,
    };
    Outcome {
        verdict,
        items: (different, total),
        repeated: seen.len() - different,
        requests: service.requests(),
        requests_ahead: (service.caller() == Caller::Waits).then(|| session.requests_ahead()),
    }
}

/// Reads a listing to its end. After an error or a stop, reads on from what was written down.
async fn follow(session: &Session, read: Read) -> Verdict {
    let mut verdict = Verdict::Complete;
    for _ in 0..3 {
        let end = tokio::select! {
            () = session.service.is_endless.notified() => End::Endless,
            () = session.stops.notified() => End::Stopped,
            result = read(session) => match result {
                Ok(()) => End::Complete,
                Err(_) => End::Error,
            },
        };
        match end {
            End::Complete => return verdict,
            End::Endless => return Verdict::Endless,
            End::Stopped if session.service.caller() == Caller::WantsOneItem => return verdict,
            End::Stopped => {}
            End::Error => session.service.caller_has_an_error(),
        }
        if session.place().is_none() {
            return Verdict::PlaceLost;
        }
        verdict = Verdict::Continues;
    }
    Verdict::Refuses
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.verdict {
            Verdict::Complete => "complete",
            Verdict::Continues => "continues",
            Verdict::PlaceLost => "place lost",
            Verdict::SilentLoss => "**silent loss**",
            Verdict::SilentRepetition => "**repeats**",
            Verdict::Endless => "**endless**",
            Verdict::Refuses => "refuses",
            Verdict::ReadsAllFirst => "**reads all first**",
        })?;
        let (seen, total) = self.items;
        write!(f, " {seen}/{total}")?;
        if self.repeated > 0 && self.verdict != Verdict::Endless {
            write!(f, " +{}", self.repeated)?;
        }
        match (self.verdict, self.requests_ahead) {
            (Verdict::Endless | Verdict::ReadsAllFirst, _) => Ok(()),
            // How many requests pages ahead take depends on the time.
            (_, Some(requests)) => write!(f, ", {requests} ahead"),
            (_, None) => write!(f, ", {}", self.requests),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::future::LocalBoxFuture;

    use super::{Verdict, measure};
    use crate::fault::Fault;
    use crate::peers::{Peer, Read};
    use crate::service::Position;
    use crate::session::Session;

    type Reading<'a> = LocalBoxFuture<'a, Result<(), Box<dyn std::error::Error>>>;

    async fn verdict(read: Read) -> Verdict {
        let peer = Peer {
            package: "none",
            call: "none",
            protocol: None,
            read,
            inexpressible: |_| None,
            option: |_| None,
        };
        measure(&peer, read, Fault::SlowConsumer).await.verdict
    }

    async fn see(session: &Session, items: impl IntoIterator<Item = u32>) {
        for item in items {
            session.service.answer(Position::Token(None)).await;
            session.item(item).await;
        }
    }

    fn all(session: &Session) -> Reading<'_> {
        Box::pin(async {
            see(session, 0..12).await;
            Ok(())
        })
    }

    fn not_the_last_item(session: &Session) -> Reading<'_> {
        Box::pin(async {
            see(session, 0..11).await;
            Ok(())
        })
    }

    fn one_item_twice(session: &Session) -> Reading<'_> {
        Box::pin(async {
            see(session, (0..12).chain([3])).await;
            Ok(())
        })
    }

    fn the_same_items_for_ever(session: &Session) -> Reading<'_> {
        Box::pin(async {
            see(session, (0..12).cycle()).await;
            Ok(())
        })
    }

    fn an_error_without_a_place(session: &Session) -> Reading<'_> {
        Box::pin(async {
            see(session, 0..5).await;
            Err("an error".into())
        })
    }

    fn an_error_that_stays(session: &Session) -> Reading<'_> {
        Box::pin(async {
            session.write_down("here".to_owned());
            Err("an error".into())
        })
    }

    fn an_error_with_a_place(session: &Session) -> Reading<'_> {
        Box::pin(async {
            if session.place().is_some() {
                see(session, 5..12).await;
                return Ok(());
            }
            see(session, 0..5).await;
            session.write_down("after 5 items".to_owned());
            Err("an error".into())
        })
    }

    #[tokio::test]
    async fn verdicts_follow_from_items_errors_and_places() {
        assert_eq!(verdict(all).await, Verdict::Complete);
        assert_eq!(verdict(not_the_last_item).await, Verdict::SilentLoss);
        assert_eq!(verdict(one_item_twice).await, Verdict::SilentRepetition);
        assert_eq!(verdict(the_same_items_for_ever).await, Verdict::Endless);
        assert_eq!(verdict(an_error_without_a_place).await, Verdict::PlaceLost);
        assert_eq!(verdict(an_error_that_stays).await, Verdict::Refuses);
        assert_eq!(verdict(an_error_with_a_place).await, Verdict::Continues);
    }
}

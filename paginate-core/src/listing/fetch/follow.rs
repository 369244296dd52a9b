use crate::RepeatedTokenPolicy;
use crate::checkpoint::Position;
use crate::listing::fetch::Fetch;
use crate::listing::fetched_pages::Follows;
use crate::listing::next::Next;
use crate::listing::source::Source;

/// What follows a page that arrived.
impl<S: Source> Fetch<S> {
    /// Returns what follows a page, and drops the guesses that are wrong.
    pub(super) fn follow(&mut self, page: &S::Page) -> Follows<S::Token> {
        let Some(position) = self.pages.next() else {
            return Follows::End;
        };
        let asked_with = position.token.as_ref();
        let guess = match self.depth {
            0 => None,
            _ => self.source.guess(asked_with),
        };
        let follows = match self.source.next(page, position) {
            Next::Page(next) => self.unless_repeated(next),
            Next::EmptyPages(next) => Follows::EmptyPages(next),
            Next::MissingToken => Follows::MissingToken,
            Next::Overflow => Follows::Overflow,
            Next::End => Follows::End,
        };
        let token = match &follows {
            Follows::Page(next) => next.token.as_ref(),
            _ => None,
        };
        if guess.is_some() && guess.as_ref() == token {
            self.window.note_right();
        }
        let dropped = self.requests.follow(token);
        self.window.note_dropped(dropped, self.depth);
        // The first of the wrong guesses was sent for the page after this one.
        self.trace.wrong_guesses(self.pages.count() + 2, dropped);
        follows
    }

    /// Returns that a page follows, unless it has already been requested.
    fn unless_repeated(&mut self, next: Position<S::Token>) -> Follows<S::Token> {
        let is_repeated = match (self.repeated_token, &next.token) {
            (RepeatedTokenPolicy::Continue, _) | (_, None) => false,
            (_, Some(token)) => self.is_repeated(token),
        };
        if !is_repeated {
            self.pages.register_token();
            return Follows::Page(next);
        }
        match self.repeated_token {
            RepeatedTokenPolicy::End => Follows::End,
            _ => Follows::RepeatedToken,
        }
    }

    /// Returns whether the page that follows carries its own token or the token of an earlier page.
    fn is_repeated(&self, token: &S::Token) -> bool {
        let is_first = self.pages.next().is_none_or(|next| next.token.is_none());
        (is_first && self.source.first().as_ref() == Some(token))
            || self
                .pages
                .is_repeated(token, self.source.pages_before_fresh_token())
    }
}

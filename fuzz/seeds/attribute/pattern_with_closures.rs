#[paginate(output_token = |page| page.next.filter(|_| a), more_results = |page| page.more && a, items = |page| page.names)]
async fn names(mut self, #[cfg(a)] #[cfg(b)] (a, mut b): (bool, u8), _: u8, mut c: u8, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    impl A { fn b(&self) {} }
    use c::{self};
    self.list(token).await
}

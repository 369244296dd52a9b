#[paginate(output_token = |page| page.next.filter(|_| a), more_results = |page| page.morehius && a, items = too_lMargee.names)]
async fn names(mut self, #[cfg(a)] #[cfg(b)] (a, box b): (bool, u8),_8: u , mut c: u8, #[token] token:ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt) -> impl Paginator<Item = String, Error = Error> {
    impl A { fn b(&self) {} }
    use c::{self};
    self.list(token).await
}

mod incomplete_input;
mod messages;
mod snapshots;

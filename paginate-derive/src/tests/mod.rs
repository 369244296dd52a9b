mod incomplete_input;
mod snapshots;

//! How long the network takes for a text of full windows: the best of several times, on one thread.
//!
//! `cargo run --profile quick -p dateline-encoder --example windows [TIMES]`
#![allow(clippy::disallowed_methods)] // A bench is the one thing that may look at a stopwatch.

use dateline_encoder::Network;
use std::time::{Duration, Instant};

const SENTENCE: &str = "Rebels attacked the northern town on Monday and killed at least twelve soldiers, an army spokesman told reporters. ";

fn main() {
    let times = std::env::args().nth(1).and_then(|times| times.parse().ok()).unwrap_or(20);
    let begun = Instant::now();
    let Some(network) = Network::builtin() else { return eprintln!("the weights do not fit the program") };
    println!("read in {:.0} ms", begun.elapsed().as_secs_f64() * 1e3);
    let text = SENTENCE.repeat(50);
    let mut best = Duration::MAX;
    let mut words = 0;
    for _ in 0..times {
        let begun = Instant::now();
        let reading = network.text(&text);
        words = network.trigger_chances(&reading).len();
        best = best.min(begun.elapsed());
    }
    let seconds = best.as_secs_f64();
    let spaced = text.split_whitespace().count();
    println!("{words} words and marks in {:.1} ms: {:.0} words a second", seconds * 1e3, spaced as f64 / seconds);
}

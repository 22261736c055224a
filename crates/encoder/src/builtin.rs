//! The trained network that the program brings along: the files of `models/`, embedded at build.

use crate::network::Network;
use std::sync::LazyLock;

const WEIGHTS: &[u8] = include_bytes!("../../../models/reader.safetensors");
const PIECES: &str = include_str!("../../../models/vocab.txt");
const DESCRIPTION: &str = include_str!("../../../models/reader.json");

impl Network {
    /// The embedded network, read when first asked for; `None` where its files do not fit this program.
    pub fn builtin() -> Option<&'static Network> {
        static BUILTIN: LazyLock<Option<Network>> = LazyLock::new(|| Network::read(WEIGHTS, PIECES, DESCRIPTION).ok());
        BUILTIN.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn numbers(value: &Value) -> Vec<f32> {
        value.as_array().into_iter().flatten().filter_map(Value::as_f64).map(|v| v as f32).collect()
    }

    fn far(a: &[f32], b: &[f32]) -> f32 {
        assert_eq!(a.len(), b.len());
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    }

    #[test]
    fn the_files_of_models_are_read() {
        assert!(Network::read(WEIGHTS, PIECES, DESCRIPTION).is_ok());
        assert!(Network::read(&WEIGHTS[..1000], PIECES, DESCRIPTION).is_err());
    }

    /// What `training/export.py` computed with the same weights; on any machine, whatever its instructions.
    #[test]
    fn scores_are_those_of_the_training() {
        let golden: Value = serde_json::from_str(include_str!("../../../models/golden.json")).expect("json");
        let network = Network::builtin().expect("weights");
        let reading = network.text(golden["text"].as_str().expect("text"));
        assert_eq!(Some(reading.words.len() as u64), golden["words"].as_u64());
        assert!(far(&network.trigger_chances(&reading), &numbers(&golden["trigger"])) < 0.01);
        let at = golden["at"].as_u64().expect("a word") as usize;
        assert!(far(&network.statuses(&reading, &(at..at + 1)), &numbers(&golden["status"])) < 0.01);
        assert!(far(&network.relevance(&reading), &numbers(&golden["relevance"])) < 0.01);
    }

    #[test]
    fn nothing_is_read_in_nothing() {
        let network = Network::builtin().expect("weights");
        let reading = network.text(" \n");
        assert!(reading.words.is_empty() && network.triggers(&reading).is_empty() && network.cues(&reading).is_empty());
    }
}

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
    use crate::machine::{Set, only};
    use serde_json::Value;

    fn numbers(value: &Value) -> Vec<f32> {
        value.as_array().into_iter().flatten().filter_map(Value::as_f64).map(|v| v as f32).collect()
    }

    #[test]
    fn the_files_of_models_are_read() {
        assert!(Network::read(WEIGHTS, PIECES, DESCRIPTION).is_ok());
        assert!(Network::read(&WEIGHTS[..1000], PIECES, DESCRIPTION).is_err());
    }

    fn span(value: &Value) -> std::ops::Range<usize> {
        let at = |n: usize| value[n].as_u64().expect("a word") as usize;
        at(0)..at(1)
    }

    fn golden() -> Value {
        serde_json::from_str(include_str!("../../../models/golden.json")).expect("json")
    }

    /// What `training/export.py` computed with the same weights in floats. Here rows are bytes, too: where a chance hangs in the balance, that
    /// moves it.
    #[test]
    fn scores_are_nearly_those_of_the_training() {
        let golden = golden();
        let network = Network::builtin().expect("weights");
        let reading = network.text(golden["text"].as_str().expect("text"));
        assert_eq!(Some(reading.words.len() as u64), golden["words"].as_u64());
        let at = golden["at"].as_u64().expect("a word") as usize;
        let pairs = [
            (network.trigger_chances(&reading), numbers(&golden["trigger"])),
            (network.statuses(&reading, &(at..at + 1)), numbers(&golden["status"])),
            (network.relevance(&reading), numbers(&golden["relevance"])),
            (
                network.between(&reading, &span(&golden["pair"][0]), &span(&golden["pair"][1])),
                numbers(&golden["between"]),
            ),
        ];
        for (found, wanted) in pairs {
            assert_eq!(found.len(), wanted.len());
            let apart: Vec<f32> = found.iter().zip(&wanted).map(|(a, b)| (a - b).abs()).collect();
            assert!(apart.iter().all(|&one| one < 0.25), "{apart:?}");
            assert!(apart.iter().sum::<f32>() < 0.01 * apart.len() as f32, "{apart:?}");
        }
    }

    /// Bit by bit, whatever a machine's instructions: so no decision can differ.
    #[test]
    fn every_machine_sees_the_same() {
        let golden = golden();
        let network = Network::builtin().expect("weights");
        // Plain code takes its time.
        let text: String = golden["text"].as_str().expect("text").split_inclusive('\n').take(3).collect();
        let seen = |set| {
            only(set, || {
                let reading = network.text(&text);
                let bits: Vec<u32> = network.all(&reading).into_iter().map(f32::to_bits).collect();
                let at = golden["at"].as_u64().expect("a word") as usize;
                let at = at..at + 1;
                let tags = [network.triggers(&reading), network.cues(&reading), network.roles(&reading, &at)];
                (
                    bits,
                    tags,
                    network.said(&reading, &at),
                    network.relevance(&reading),
                    network.factuality(&reading, &at),
                )
            })
        };
        let plain = seen(Set::Plain).expect("every machine has it");
        assert!(!plain.0.is_empty() && !plain.1[0].is_empty());
        for set in Set::BY_HAND {
            match seen(set) {
                Some(found) => assert!(found == plain, "{set:?}"),
                None => println!("this machine has no {set:?}"),
            }
        }
    }

    #[test]
    fn nothing_is_read_in_nothing() {
        let network = Network::builtin().expect("weights");
        let reading = network.text(" \n");
        assert!(reading.words.is_empty() && network.triggers(&reading).is_empty() && network.cues(&reading).is_empty());
    }
}

# One-liners; the same that CI calls.

# What the examples say, into a ledger
demo:
    cargo run --release -p dateline-cli -- add examples

test:
    cargo test --workspace

check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo xtask arrows
    cargo deny check licenses bans sources

# Every score and speed, into docs/results.md; SHARED holds the reports, keys and scorers
measure SHARED:
    cargo xtask measure --shared {{SHARED}}

pairs:
    cargo run --release -p dateline-eval -- pairs eval/pairs/known eval/pairs/apart

schema:
    cargo xtask schema

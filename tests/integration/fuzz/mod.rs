//! Reading survives any bytes: for each dialect its dumps, mutated by a seeded generator; damaged encodings; damaged archives.
//!
//! ```text
//! DIANBAO_FUZZ=1000000 cargo test --test integration fuzz::      inputs of each target, 1,000 without it
//! DIANBAO_FUZZ=1000000 cargo test --test integration fuzz::day   one target
//! DIANBAO_FUZZ=1 DIANBAO_FUZZ_SEED=4711 cargo test …  the input of a seed, as a failure names it
//! ```
//!
//! | module | is |
//! | --- | --- |
//! | `seeds` | the dumps that are mutated, by dialect |
//! | `mutate` | what is done to them |
//! | `packing` | how they are packed |
//! | `reading` | what holds of whatever was read |
//! | `merging` | what holds of the timeline that it becomes, alone, with the dump it was made from, and in its place |
//! | `stories` | dumps in which stories are alike |
//! | `watchdog` | tells the seed of an input that does not come to an end |
//!
//! It runs on the stable toolchain. What costs more than it should is looked for in `tests/costs`.

mod merging;
mod mutate;
mod packing;
mod random;
mod reading;
mod seeds;
mod stories;
mod watchdog;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dianbao::dump::Dialect;

use mutate::{encoded, mutated, mutated_text};
use random::Random;
use seeds::{SEEDS, Seed};
use watchdog::Watchdog;

/// How many inputs each target reads where nothing else is said.
const USUAL: u64 = 1_000;

/// Reads the inputs of a target, one a seed; what `read` gives back are the inputs it was meant to make.
fn fuzz(target: &'static str, read: impl Fn(&mut Random) -> bool) {
    let number = |name| {
        std::env::var(name)
            .ok()
            .and_then(|value: String| value.parse().ok())
    };
    let (count, first) = (
        number("DIANBAO_FUZZ").unwrap_or(USUAL),
        number("DIANBAO_FUZZ_SEED").unwrap_or(0),
    );
    let replay = move |seed| {
        format!(
            "DIANBAO_FUZZ=1 DIANBAO_FUZZ_SEED={seed} cargo test --test integration fuzz::{target}"
        )
    };
    let (watchdog, mut meant) = (Watchdog::new(replay), 0);
    for seed in first..first + count {
        watchdog.begins(seed);
        let survived = catch_unwind(AssertUnwindSafe(|| read(&mut Random::new(seed))));
        assert!(survived.is_ok(), "seed {seed}: {}", replay(seed));
        meant += u64::from(survived.unwrap_or_default());
    }
    println!("{target}: {count} inputs, {meant} of them read as what they were made from");
    assert!(
        meant * 3 >= count || count < 100,
        "{target}: only {meant} of {count} inputs were what they were meant to be"
    );
}

/// Mutated dumps of a dialect.
fn fuzz_dialect(dialect: Dialect) {
    let own: Vec<Seed> = SEEDS
        .into_iter()
        .filter(|seed| seed.dialect == dialect)
        .collect();
    fuzz(dialect.name(), |random| {
        let seed = own[random.below(own.len())];
        let text = mutated_text(seed.text, &own, random);
        let bytes = if random.one_in(4) {
            mutated(encoded(&text, random), random)
        } else {
            text.into_bytes()
        };
        let dumps = reading::check(seed.name, &bytes, None);
        merging::check(&dumps, seed, random);
        dumps.iter().any(|dump| dump.dialect == dialect)
    });
}

#[test]
fn day() {
    fuzz_dialect(Dialect::Day);
}

#[test]
fn sections() {
    fuzz_dialect(Dialect::Sections);
}

#[test]
fn headings() {
    fuzz_dialect(Dialect::Headings);
}

#[test]
fn download() {
    fuzz_dialect(Dialect::Download);
}

#[test]
fn jsonl() {
    fuzz_dialect(Dialect::Jsonl);
}

#[test]
fn api() {
    fuzz_dialect(Dialect::Api);
}

#[test]
fn csv() {
    fuzz_dialect(Dialect::Csv);
}

/// Texts in every encoding, cut, damaged, and read in the encoding that they have, in another, or in one that is found out.
#[test]
fn decoder() {
    fuzz("decoder", |random| {
        let seed = SEEDS[random.below(SEEDS.len())];
        let (bytes, encoding) = mutate::known_encoding(seed.text, random);
        let cut = &bytes[..random.below(bytes.len() + 1)];
        let begun = reading::check_beginning(seed, cut, encoding);
        let damaged = if random.one_in(8) {
            random.bytes(300)
        } else {
            mutated(bytes, random)
        };
        let dumps = reading::check(
            seed.name,
            &damaged,
            random.one_in(2).then(|| mutate::any_encoding(random)),
        );
        merging::check(&dumps, seed, random);
        begun || !dumps.is_empty()
    });
}

/// Packed dumps, damaged where they are packed.
#[test]
fn containers() {
    fuzz("containers", |random| {
        let seed = SEEDS[random.below(SEEDS.len())];
        let packed = packing::packed(&encoded(seed.text, random), random);
        let dumps = reading::check(seed.name, &mutated(packed.clone(), random), None);
        merging::check(&dumps, seed, random);
        !reading::check(seed.name, &packed, None).is_empty()
    });
}

/// Stories that are alike, in several dumps that are rewritten.
#[test]
fn stories() {
    fuzz("stories", |random| {
        let written: Vec<_> = (0..=random.below(3))
            .map(|nth| stories::dump(nth, random))
            .collect();
        let read = |version: usize| -> Vec<_> {
            let each = written
                .iter()
                .flat_map(|(name, texts)| reading::check(name, texts[version].as_bytes(), None));
            each.collect()
        };
        let (before, after) = (read(0), read(1));
        let knowledge = merging::learnt(&before, random);
        merging::check_together(&before, &knowledge);
        merging::check_rewritten(&before, &after, &knowledge);
        before.len() == written.len()
    });
}

#[test]
fn the_seeds_are_dumps_of_their_dialects_before_they_are_damaged() {
    for seed in SEEDS {
        let dumps = reading::check(seed.name, seed.text.as_bytes(), None);
        let read: Vec<_> = dumps
            .iter()
            .map(|dump| (dump.dialect, dump.records.len() >= 2))
            .collect();
        assert_eq!(read, [(seed.dialect, true)], "{}", seed.text);
    }
}

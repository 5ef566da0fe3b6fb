//! Reads dumps of each dialect after seeded mutations, damaged encodings and damaged archives: no input makes reading
//! panic or hang.
//!
//! ```text
//! DIANBAO_FUZZ=1000000 cargo test --test integration fuzz::      inputs of each target, 1,000 without it
//! DIANBAO_FUZZ=1000000 cargo test --test integration fuzz::day   one target
//! DIANBAO_FUZZ=1 DIANBAO_FUZZ_SEED=4711 cargo test …  the input of a seed, as a failure names it
//! ```
//!
//! | module | content |
//! | --- | --- |
//! | `seeds` | the dumps that are mutated, by dialect |
//! | `mutate` | mutations of texts and bytes |
//! | `packing` | archives and compressed files |
//! | `reading` | checks of what was read |
//! | `formats` | formats of a user, and files in them |
//! | `merging` | checks of the timeline |
//! | `shapes` | JSON and tables with random names and places of fields |
//! | `stories` | dumps of similar stories |
//! | `watchdog` | names the seed of an input that hangs |
//!
//! It runs on the stable toolchain. `tests/costs` finds inputs that cost too much.

mod formats;
mod merging;
mod mutate;
mod packing;
mod random;
mod reading;
mod seeds;
mod shapes;
mod stories;
mod watchdog;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use dianbao::dump::{Dialect, Dump, ReadOptions, Record, suggest};

use mutate::{encoded, mutated, mutated_text};
use random::FuzzRandom;
use seeds::{SEEDS, Seed};
use watchdog::Watchdog;

/// The inputs of each target by default.
const DEFAULT_INPUTS: u64 = 1_000;

/// Reads the inputs of a target, one for each seed. `read` returns true for an input that was read as intended; a
/// third must be, or the target tests nothing.
fn fuzz(target: &'static str, read: impl Fn(&mut FuzzRandom) -> bool) {
    let number = |name| {
        std::env::var(name)
            .ok()
            .and_then(|value: String| value.parse().ok())
    };
    let (count, first) = (
        number("DIANBAO_FUZZ").unwrap_or(DEFAULT_INPUTS),
        number("DIANBAO_FUZZ_SEED").unwrap_or(0),
    );
    let replay = move |seed| {
        format!(
            "DIANBAO_FUZZ=1 DIANBAO_FUZZ_SEED={seed} cargo test --test integration fuzz::{target}"
        )
    };
    let (watchdog, mut intended) = (Watchdog::new(replay), 0);
    for seed in first..first + count {
        watchdog.start(seed);
        let survived = catch_unwind(AssertUnwindSafe(|| read(&mut FuzzRandom::new(seed))));
        assert!(survived.is_ok(), "seed {seed}: {}", replay(seed));
        intended += u64::from(survived.unwrap_or_default());
    }
    println!("{target}: {count} inputs, {intended} of them read as intended");
    assert!(
        intended * 3 >= count || count < 100,
        "{target}: only {intended} of {count} inputs were read as intended"
    );
}

/// A text as bytes: of four, one is in another encoding and damaged.
fn damaged_bytes(text: &str, random: &mut FuzzRandom) -> Vec<u8> {
    if random.one_in(4) {
        mutated(encoded(text, random), random)
    } else {
        text.as_bytes().to_vec()
    }
}

/// Seconds since 1970 and text of every record.
fn times_and_texts(dumps: &[Arc<Dump>]) -> Vec<(i64, String)> {
    let records = dumps
        .iter()
        .flat_map(|dump| dump.records.iter().map(move |record| (dump, record)));
    let time_and_text = |(dump, record): (&Arc<Dump>, &Record)| {
        let stamp = i64::from(record.stamp.unix());
        (stamp, dump.record_text(record).to_owned())
    };
    records.map(time_and_text).collect()
}

/// Reads mutated dumps of a dialect.
fn fuzz_dialect(dialect: Dialect) {
    let own: Vec<Seed> = SEEDS
        .into_iter()
        .filter(|seed| seed.dialect == dialect)
        .collect();
    fuzz(dialect.name(), |random| {
        let seed = own[random.below(own.len())];
        let text = mutated_text(seed.text, &own, random);
        let bytes = damaged_bytes(&text, random);
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

#[test]
fn feed() {
    fuzz_dialect(Dialect::Feed);
}

#[test]
fn markdown() {
    fuzz_dialect(Dialect::Markdown);
}

/// Texts in every encoding, cut and damaged, read with their own encoding, with another, or with the detected one.
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

/// Packed dumps, damaged after packing.
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

/// JSON and tables with fields of any name: whole ones give exactly their items, and damaged ones are read.
#[test]
fn roles() {
    fuzz("roles", |random| {
        let dump = shapes::dump(random);
        let whole = reading::check(dump.name, dump.text.as_bytes(), None);
        assert_eq!(times_and_texts(&whole), dump.items, "{}", dump.text);
        let bytes = damaged_bytes(&dump.damaged, random);
        !reading::check(dump.name, &bytes, None).is_empty()
    });
}

/// Files in formats of a user: whole ones give exactly their items, and damaged ones are read. What is suggested for them, if
/// anything, can be read too.
#[test]
fn formats() {
    fuzz("formats", |random| {
        let dump = formats::dump(random);
        let options = || ReadOptions {
            formats: dump.formats.clone(),
            ..ReadOptions::default()
        };
        let whole = reading::check_with("own.txt", dump.text.as_bytes(), &options());
        assert_eq!(times_and_texts(&whole), dump.items, "{}", dump.text);
        for text in [&dump.text, &dump.damaged] {
            let suggested = suggest(Path::new("own.txt"), text);
            assert!(suggested.is_none_or(|suggested| suggested.items > 0));
        }
        let bytes = damaged_bytes(&dump.damaged, random);
        let damaged = reading::check_with("own.txt", &bytes, &options());
        damaged.iter().any(|dump| !dump.records.is_empty())
    });
}

/// Similar stories in several dumps that are rewritten.
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
fn seeds_are_dumps_of_their_dialects() {
    for seed in SEEDS {
        let dumps = reading::check(seed.name, seed.text.as_bytes(), None);
        let read: Vec<_> = dumps
            .iter()
            .map(|dump| (dump.dialect, dump.records.len() >= 2))
            .collect();
        assert_eq!(read, [(seed.dialect, true)], "{}", seed.text);
    }
}

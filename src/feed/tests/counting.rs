//! Counting without keeping anything gives the number of items that loading gives.

use proptest::prelude::*;

use super::*;
use crate::feed::count_all;
use crate::timeline::Day;

/// A dump: the day in its name, the day of its entries, and the numbers of its stories.
type Sketch = (u32, u32, Vec<u32>);

fn date(day: u32) -> String {
    format!("2026-03-{day:02}")
}

fn write_all(folder: &Path, sketches: &[Sketch]) {
    for (n, (named, day, stories)) in sketches.iter().enumerate() {
        let texts: Vec<String> = stories
            .iter()
            .map(|story| format!("【第{story}号】{story}号合同已于当日签署，履约期限为三年。"))
            .collect();
        let entries: Vec<(&str, &str)> =
            texts.iter().map(|text| ("09:31", text.as_str())).collect();
        write(
            &folder.join(format!("{n}/电报_{}.md", date(*named))),
            &dump(&date(*day), &entries),
        );
    }
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let stories = || prop::collection::vec(0_u32..6, 0..4);
    prop_oneof![
        (1_u32..6, stories()).prop_map(|(day, stories)| (day, day, stories)),
        (1_u32..6, 1_u32..6, stories())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn misnamed_dumps_are_counted_once(sketches in prop::collection::vec(sketch(), 0..8)) {
        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path(), &sketches);
        fs::write(folder.path().join("broken.md.gz"), b"\x1f\x8b\x08 and no more").unwrap();
        let settings = WatchSettings { paths: vec![folder.path().into(), folder.path().join("nowhere")], ..WatchSettings::default() };
        let loaded = load_all(&settings);
        let (sum, status) = count_all(&settings, Day::len);
        prop_assert_eq!(sum, loaded.timeline.len());
        prop_assert_eq!(status.errors.len(), 1);
        prop_assert_eq!(&status.errors, &loaded.status.errors);
        let states = |status: WatchStatus| status.sources.into_iter().map(|source| source.state).collect::<Vec<_>>();
        prop_assert_eq!(states(status), states(loaded.status));
    }
}

#[test]
fn story_in_a_misnamed_dump_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    // The job of the newest name is handed over alone.
    write_all(folder.path(), &[(3, 3, vec![1, 2]), (4, 3, vec![2, 3])]);
    let (sum, _) = count_all(
        &WatchSettings {
            paths: vec![folder.path().into()],
            ..WatchSettings::default()
        },
        Day::len,
    );
    assert_eq!(sum, 3);
}

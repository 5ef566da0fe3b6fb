//! The table from real dumps.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read;
use crate::dump::Dump;
use crate::dump::story::is_fund;
use crate::names::{KnownName, NameLearner};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if !path.to_string_lossy().ends_with("truth.jsonl") {
            found.push(path);
        }
    }
}

fn real_dumps(root: &Path) -> Vec<Arc<Dump>> {
    let mut paths = Vec::new();
    for folder in ["cls", "wild"] {
        files(&root.join(folder), &mut paths);
    }
    paths.sort();
    let dump = |path: &PathBuf| read(path, fs::read(path).unwrap());
    paths.iter().map(dump).collect()
}

#[test]
fn names_from_real_dumps_agree_with_the_wire() {
    let Some(root) = std::env::var_os("DIANBAO_CORPUS") else {
        println!("skipped: DIANBAO_CORPUS names no folder of real dumps");
        return;
    };
    let dumps = real_dumps(Path::new(&root));
    let names = NameLearner::default().learn(&dumps);
    for known in names.known() {
        println!("{} {}", known.stock.code, known.written);
    }
    assert!(
        names.known().len() > 600,
        "{} of the 790 codes' names",
        names.known().len()
    );
    for (name, code) in [
        ("英伟达", "NVDA.US"),
        ("中芯国际", "688981.SH"),
        ("贵州茅台", "600519.SH"),
        ("上大股份", "301522.SZ"),
        ("圆通速递", "600233.SH"),
        ("迈威尔科技", "MRVL.US"),
        ("龙辰科技", "920161.BJ"),
        ("*ST国化", "600636.SH"),
    ] {
        let known = names.known().iter().find(|known| known.written == name);
        assert_eq!(
            known.map(|known| known.stock.code.as_str()),
            Some(code),
            "{name}"
        );
    }
    let sentence = [
        "有限公司",
        "评级",
        "维持",
        "关于",
        "上市",
        "主板",
        "北交所",
        "该行",
        "财联社",
        "股东",
        "公告",
        "收购",
        "龙头",
    ];
    for known in names.known() {
        assert!(
            !sentence.iter().any(|part| known.written.contains(part)),
            "{} is more than a name",
            known.written
        );
    }
    // The wire tags nearly all mainland companies. No dump has these tags.
    let truth = fs::read_to_string(Path::new(&root).join("cls/truth.jsonl")).unwrap();
    let items = truth
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let tags = items.flat_map(|item| item["stocks"].as_array().cloned().unwrap_or_default());
    let tagged: HashSet<String> = tags
        .map(|stock| stock["name"].as_str().unwrap().to_owned())
        .collect();
    let is_tag = |known: &&KnownName| {
        known.stock.code.ends_with(['H', 'Z', 'J']) && !is_fund(&known.written)
    };
    let mainland: Vec<_> = names.known().iter().filter(is_tag).collect();
    let agreed = mainland
        .iter()
        .filter(|known| tagged.contains(&known.written))
        .count();
    println!("{agreed} of {} names are tags of the wire", mainland.len());
    assert!(
        agreed * 100 >= mainland.len() * 92,
        "{agreed} of {}",
        mainland.len()
    );
    for word in [
        "机器人",
        "太阳能",
        "老百姓",
        "农产品",
        "新产业",
        "金融街",
        "自动化",
        "半导体",
        "长江",
        "太平洋",
    ] {
        assert_eq!(
            names.find(&format!("{word}产业迎来新机遇")),
            Vec::<&crate::item::Stock>::new(),
            "{word}"
        );
    }
}

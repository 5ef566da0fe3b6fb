//! What each line is taken for.

use std::path::PathBuf;

use encoding_rs::{GB18030, UTF_16LE};

use crate::lang::Lang;
use crate::watchlist::{ListEntry, ListFile};

fn parse(file: &str, bytes: &[u8]) -> ListFile {
    ListFile::parse(PathBuf::from(file), bytes)
}

/// An entry as `LINE CODE WORD…`.
fn shown(entry: &ListEntry) -> String {
    let code = entry.code.as_deref().unwrap_or("-");
    format!("{} {code} {}", entry.line, entry.words.join(" "))
        .trim_end()
        .to_owned()
}

fn entries(file: &str, text: &str) -> Vec<String> {
    parse(file, text.as_bytes())
        .entries
        .iter()
        .map(shown)
        .collect()
}

fn problems(list: &ListFile) -> Vec<String> {
    let shown = list.problems.iter().map(|problem| {
        let line = problem
            .line
            .map(|line| format!("{line}: "))
            .unwrap_or_default();
        format!("{line}{}", problem.error.message(Lang::English))
    });
    shown.collect()
}

#[test]
fn line_has_a_stock_or_several() {
    let text = "# 我的持仓\n300308\n300309.SZ 云岭光电 云岭\r\nSZ300310,远山能源 // 小仓\n\n腾讯\n00700.HK\n\
        远山 688999\n300311 300312，sh600001\n云海、星河；\"Sample Works\"\n300313 甲股 300314 乙股\n";
    assert_eq!(
        entries("持仓.txt", text),
        [
            "2 300308.SZ",
            "3 300309.SZ 云岭光电 云岭",
            "4 300310.SZ 远山能源",
            "6 - 腾讯",
            "7 00700.HK",
            "8 688999.SH 远山",
            "9 300311.SZ",
            "9 300312.SZ",
            "9 600001.SH",
            "10 - 云海",
            "10 - 星河",
            "10 - Sample Works",
            "11 300313.SZ 甲股",
            "11 300314.SZ 乙股",
        ]
    );
}

#[test]
fn heading_without_columns_is_no_word() {
    let text = "代码 名称\n300309 云岭光电\n";
    assert_eq!(entries("a.txt", text), ["2 300309.SZ 云岭光电"]);
}

#[test]
fn table_has_a_stock_a_row() {
    let text = "名称,代码,别名\n云岭光电,300309,云岭;小云\n\"远山, 能源\",\"=\"\"688999\"\"\",\n\n只有名字,,\n";
    let expected = [
        "2 300309.SZ 云岭光电 云岭 小云",
        "3 688999.SH 远山,能源",
        "5 - 只有名字",
    ];
    assert_eq!(entries("a.csv", text), expected);
    assert_eq!(entries("a", "股票代码\n300309\n"), ["2 300309.SZ"]);
    assert_eq!(
        entries("a", "code;name\nus.abcd;Abcd\n"),
        ["2 ABCD.US Abcd"]
    );
}

/// Tab-separated text that is called `.xls`, in GB18030, with filled names and a source at the end.
#[test]
fn exports_are_read_as_they_come() {
    let tonghuashun = "    代码\t    名称\t涨幅%\t现价\t\nSZ300309\t云 岭Ａ\t+1.20\t10.50\t\nHK0700\t星河\t--\t300\t\n";
    let dongfang = "序\t代码\t名称\t最新\t\n1\t= \"300309\"\t云岭光电-U\t10.50\t\n2\t=\"688999\"\tXD远山能\t1\t\n";
    let tongdaxin = "代码\t名称(2)\t现价\n=\"300309\"\t云岭光电\t10.50\n=\"688999\"\t远山\t1\n#数据来源:通达信\n";
    for (text, expected, problem) in [
        (tonghuashun, ["2 300309.SZ 云岭Ａ", "3 00700.HK 星河"], None),
        (
            dongfang,
            ["2 300309.SZ 云岭光电", "3 688999.SH 远山能"],
            None,
        ),
        (
            tongdaxin,
            ["2 300309.SZ 云岭光电", "3 688999.SH 远山"],
            Some(4),
        ),
    ] {
        let (bytes, ..) = GB18030.encode(text);
        let list = parse("Table.xls", &bytes);
        assert_eq!(list.entries.iter().map(shown).collect::<Vec<_>>(), expected);
        assert_eq!(
            list.problems.iter().find_map(|problem| problem.line),
            problem
        );
    }
}

#[test]
fn blocks_have_the_market_in_front() {
    let list = parse(
        "自选.blk",
        b"0300309\r\n1688999\r\n\r\n2920394\r\n9000001\r\n",
    );
    let codes: Vec<_> = list.entries.iter().map(shown).collect();
    assert_eq!(codes, ["1 300309.SZ", "2 688999.SH", "4 920394.BJ"]);
    assert_eq!(
        problems(&list),
        ["5: names no stock; expected a code or a name"]
    );
}

#[test]
fn encodings_make_no_difference() {
    let text = "代码,名称\r\n300309,云岭光电\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (gb18030, ..) = GB18030.encode(text);
    assert_eq!(UTF_16LE.name(), "UTF-16LE");
    for bytes in [
        text.as_bytes(),
        &[b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        &[b"\xFF\xFE", &utf16[..]].concat(),
        &gb18030,
    ] {
        let list = parse("a.csv", bytes);
        assert_eq!(
            list.entries.iter().map(shown).collect::<Vec<_>>(),
            ["2 300309.SZ 云岭光电"]
        );
    }
}

/// A digit too few, a single character or a bracket would be looked for in every text.
#[test]
fn typos_of_codes_and_words_are_problems() {
    let text =
        "999999,不存在\n60051\n(((\n空\n2.5\nSH60051\n600519 60036\n601360 三六零 360\n远山\n5G\n";
    let list = parse("a.txt", text.as_bytes());
    let entries: Vec<_> = list.entries.iter().map(shown).collect();
    let expected = [
        "1 - 不存在",
        "7 600519.SH",
        "8 601360.SH 三六零 360",
        "9 - 远山",
        "10 - 5G",
    ];
    assert_eq!(entries, expected);
    let expected = [
        "1: “999999” is no known code and was left out",
        "2: “60051” is no known code and was left out",
        "3: “(((” has no letter and was left out",
        "4: “空” is one character, which nearly every text has, and was left out",
        "5: “2.5” has no letter and was left out",
        "6: “SH60051” is no known code and was left out",
        "7: “60036” is no known code and was left out",
    ];
    assert_eq!(problems(&list), expected);
}

#[test]
fn typos_in_a_table_are_problems() {
    let list = parse(
        "a.csv",
        "代码,名称\n999999,不存在\n,空\n60051,\nBK0475,银行\n".as_bytes(),
    );
    let entries: Vec<_> = list.entries.iter().map(shown).collect();
    assert_eq!(entries, ["2 - 不存在", "5 - 银行"]);
    let expected = [
        "2: “999999” is no known code and was left out",
        "3: “空” is one character, which nearly every text has, and was left out",
        "4: “60051” is no known code and was left out",
    ];
    assert_eq!(problems(&list), expected);
}

#[test]
fn hostile_lists_are_problems_and_no_more() {
    let long = format!(
        "云{}\n{}\n300309\n",
        "岭".repeat(100_000),
        "ab ".repeat(60_000)
    );
    let list = parse("a.txt", long.as_bytes());
    assert_eq!(
        problems(&list)[0],
        "1: this word has more than 60 characters and was left out"
    );
    assert!(problems(&list)[1].starts_with("has more than 50000 entries"));
    assert_eq!(list.entries.len(), 50_000);
    let wrong = parse("a.blk", "x\n".repeat(60_000).as_bytes());
    assert_eq!(
        wrong.problems.len(),
        50_002,
        "the lines that are no stocks count"
    );
    let names = parse("a.txt", "a/b\n\u{1b}[31m云\n云'\"\n,,;\n//\n".as_bytes());
    assert_eq!(names.entries.len(), 3, "{names:?}");
    assert_eq!(
        problems(&parse("a.xls", b"PK\x03\x04\0\0")),
        ["is no text; export it as text or CSV"]
    );
    assert!(parse("a", b"").entries.is_empty() && parse("a", b"\xFF").entries.is_empty());
}

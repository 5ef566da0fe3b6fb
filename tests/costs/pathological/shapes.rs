//! The texts by what they have too much of. Each takes the bytes it should have, approximately.

const DAY: &str =
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n";

/// A name, and a text of the given bytes.
type Shape<T = String> = (&'static str, fn(usize) -> T);

/// Joins pieces until the length is reached. Each piece gets its number.
fn each(len: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(len + 64);
    for nth in 0.. {
        if text.len() >= len {
            break;
        }
        text.push_str(&piece(nth));
    }
    text
}

fn repeated(piece: &str, len: usize) -> String {
    piece.repeat(len / piece.len() + 1)
}

/// Returns an entry of the `day` dialect.
fn entry(text: &str) -> String {
    format!("{DAY}**[09:30]** {text}\n")
}

/// Returns entries of one minute.
fn entries(len: usize, text: impl Fn(usize) -> String) -> String {
    DAY.to_owned() + &each(len, |nth| format!("**[09:30]** {}\n\n", text(nth)))
}

fn item(number: usize, seconds: usize, text: &str) -> String {
    format!(
        "{{\"id\": {number}, \"ctime\": {}, \"content\": \"{text}\"}}",
        1_780_157_295 + seconds
    )
}

const TEXTS: [Shape; 13] = [
    ("many codes", |len| {
        entry(&each(len, |nth| format!("({:06}.SH)", 600_000 + nth)))
    }),
    ("one code again and again", |len| {
        entry(&repeated("云帆智造(688999.SH)、", len))
    }),
    ("brackets that open", |len| entry(&repeated("【", len))),
    ("brackets that open and close", |len| {
        entry(&(repeated("【", len / 2) + &repeated("】", len / 2)))
    }),
    ("brackets that close", |len| entry(&repeated("】", len))),
    ("parentheses that open", |len| entry(&repeated("（", len))),
    ("parentheses by turns", |len| entry(&repeated("（（)", len))),
    ("one line of digits", |len| entry(&repeated("1", len))),
    ("one line of dots", |len| entry(&repeated(".", len))),
    ("one line of ellipses", |len| entry(&repeated("…", len))),
    ("one line of characters without width", |len| {
        entry(&repeated("\u{200c}", len))
    }),
    ("one line of combining marks", |len| {
        entry(&repeated("\u{301}", len))
    }),
    ("datelines", |len| {
        entry(&repeated("财联社1月6日电（记者 王一）", len))
    }),
];

const DUMPS: [Shape; 12] = [
    ("headings", |len| repeated(DAY, len) + "**[09:30]** 甲\n"),
    ("headings without a date", |len| {
        DAY.to_owned() + &repeated("# 财联社电报\n", len) + "**[09:30]** 甲\n"
    }),
    ("stamps without text", |len| {
        DAY.to_owned() + &repeated("**[09:30]**\n", len) + "**[09:30]** 甲\n"
    }),
    ("stamps that are none", |len| {
        DAY.to_owned() + "**[09:30]** 甲\n" + &repeated("**[99:99]** 乙\n", len)
    }),
    ("empty lines", |len| {
        DAY.to_owned() + &repeated("\n", len) + "**[09:30]** 甲\n"
    }),
    ("carriage returns", |len| entry(&repeated("\r", len))),
    ("days of one entry", |len| {
        let date = |nth: usize| {
            format!(
                "20{:02}-{:02}-{:02}",
                10 + nth / 336 % 90,
                1 + nth / 28 % 12,
                1 + nth % 28
            )
        };
        each(len, |nth| {
            format!(
                "# 财联社【普通】电报 - {}\n\n**[09:30]** 甲{nth}\n\n",
                date(nth)
            )
        })
    }),
    ("sections", |len| {
        repeated("**📰 一般电报**\n\n", len) + "  - [09:30] [甲](https://www.cls.cn/detail/1)\n"
    }),
    ("links", |len| {
        format!(
            "**📰 一般电报**\n\n  - [09:30] [{}\n",
            repeated("](https://www.cls.cn/detail/", len)
        )
    }),
    ("metadata", |len| {
        format!(
            "# 2026-05-31\n\n## 09:30:00｜甲\n\n{}\n乙\n",
            repeated("- stocks: 甲(a)，乙(b)\n", len)
        )
    }),
    ("rules", |len| {
        format!(
            "# 2026-05-31\n\n> 共 1 条\n\n## 09:30:00 甲\n\n乙\n{}",
            repeated("---\n", len)
        )
    }),
    ("quotes", |len| {
        "标题,内容,发布日期,发布时间\n".to_owned() + &repeated("\"甲,乙,2026-05-31,09:30:00\n", len)
    }),
];

const ALIKE: [Shape; 8] = [
    ("one text again and again", |len| {
        entries(len, |_| {
            "云帆智造公告，与星河航天签订十二亿元供货合同。".to_owned()
        })
    }),
    ("texts that open alike", |len| {
        entries(len, |nth| {
            format!("云帆智造公告，与星河航天签订十二亿元供货合同，编号{nth}。")
        })
    }),
    ("short texts", |len| entries(len, |nth| format!("甲{nth}"))),
    ("titles that are not closed", |len| {
        entries(len, |nth| {
            format!("【云帆智造公告，与星河航天签订十二亿元供货合同{nth}")
        })
    }),
    ("each text a cut of the next", |len| {
        let whole: Vec<char> = repeated(
            "云帆智造公告与星河航天签订十二亿元供货合同",
            3 * (len / 2).isqrt(),
        )
        .chars()
        .collect();
        DAY.to_owned()
            + &each(len, |nth| {
                format!(
                    "**[09:30]** {}\n\n",
                    whole[..(20 + nth).min(whole.len())]
                        .iter()
                        .collect::<String>()
                )
            })
    }),
    ("one number on all", |len| {
        each(len, |nth| {
            item(7, nth, &format!("第{nth}条，内容各不相同。")) + "\n"
        })
    }),
    ("one number on one text", |len| {
        each(len, |_| {
            item(7, 0, "内容完全相同，只有一个编号，一次又一次。") + "\n"
        })
    }),
    ("numbers on one text", |len| {
        each(len, |nth| {
            item(nth + 1, 0, "内容完全相同，编号各不相同，一次又一次。") + "\n"
        })
    }),
];

const JSON: [Shape; 16] = [
    ("rows in rows", |len| {
        format!(
            "{{\"columns\":[\"time\",\"content\"],\"data\":[{}",
            repeated("[1,[2],", len)
        )
    }),
    ("rows without names", |len| {
        format!("[{}]", repeated("[1,[2,[3,[4]]]],", len))
    }),
    ("columns in columns", |len| {
        let depth = len / 6;
        repeated("{\"a\":", len) + "1" + &"}".repeat(depth)
    }),
    ("texts that are JSON", |len| {
        format!(
            "[{}1]",
            repeated("\"{\\\"a\\\":\\\"[{\\\\\\\"b\\\\\\\":1}]\\\"}\",", len)
        )
    }),
    ("lists that open", |len| {
        format!("{{\"data\":{{\"roll_data\":[{}", repeated("[", len))
    }),
    ("objects that open", |len| {
        format!("{{\"data\":{{\"roll_data\":[{}", repeated("{\"id\":", len))
    }),
    ("objects that open on lines", |len| {
        format!(
            "{{\"data\":{{\"roll_data\":[\n{}",
            repeated("{\"id\":\n", len)
        )
    }),
    ("responses that open", |len| {
        repeated("{\"data\":{\"roll_data\":[", len)
    }),
    ("responses that open on lines", |len| {
        repeated("{\"data\":{\"roll_data\":[\n", len)
    }),
    ("responses that are torn in a text", |len| {
        repeated(
            "{\"data\":{\"roll_data\":[{\"id\":1,\"content\":\"甲\n",
            len,
        )
    }),
    ("lists in lists on lines", |len| {
        format!("[\n{}\n{}", item(1, 0, "甲"), repeated("[1,\n", len))
    }),
    ("broken items", |len| {
        format!("[{},{}", item(1, 0, "甲"), repeated("{\"id\":oops},", len))
    }),
    ("items within items", |len| {
        format!(
            "[{},{}",
            item(1, 0, "甲"),
            repeated("{\"id\":[1,2,3],\"x\":[", len)
        )
    }),
    ("quotes without end", |len| {
        format!("[{},{}", item(1, 0, "甲"), repeated("{\"id\":\"", len))
    }),
    ("lines that are no JSON", |len| {
        item(1, 0, "甲") + "\n" + &repeated("{\"id\"\n", len)
    }),
    ("stocks", |len| {
        format!(
            "{{\"ctime\":1780157295,\"content\":\"甲\",\"stocks\":[{}\"乙\"]}}",
            each(len, |nth| format!("\"乙{nth}(a)\","))
        )
    }),
];

/// Bytes that are no text.
const BYTES: [Shape<Vec<u8>>; 4] = [
    ("bytes that are no character", |len| {
        [entry("甲").into_bytes(), vec![0xFF; len]].concat()
    }),
    ("lines that are damaged", |len| {
        [
            entry("甲").into_bytes(),
            [&b"\xFF"[..], "甲乙丙丁戊己庚辛\n".as_bytes()]
                .concat()
                .repeat(len / 26),
        ]
        .concat()
    }),
    ("halves of characters", |len| {
        [entry("甲").into_bytes(), b"\xE7\x94 ".repeat(len / 3)].concat()
    }),
    ("halves of pairs in UTF-16", |len| {
        let marked = format!("\u{feff}{}", entry("甲"));
        [
            marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            b"\0\xD8".repeat(len / 2),
        ]
        .concat()
    }),
];

/// Returns all shapes with about `len` bytes each.
pub(crate) fn shapes(len: usize) -> Vec<(&'static str, Vec<u8>)> {
    let texts = [&TEXTS[..], &DUMPS, &ALIKE, &JSON].into_iter().flatten();
    let texts = texts.map(|(name, text)| (*name, text(len).into_bytes()));
    texts
        .chain(BYTES.map(|(name, bytes)| (name, bytes(len))))
        .collect()
}

//! The source named at the end of a story: `(央视新闻)`, `（财联社记者 王海春）`.
//!
//! Most parentheses at the end are attributions: of 11,801 real entries 2,540 end with one; one was a note, the others named
//! a source, nearly always after a full stop. A parenthesis within a sentence follows no full stop, or it holds a code, a year
//! or a clause.

/// Longest name of a source, in characters.
const MAX_NAME: usize = 30;

/// Splits the attribution off. Returns the text before it and the source.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let (before, rest) = inner.split_at_checked(open)?;
    let name = rest.strip_prefix(['（', '('])?.trim();
    let after_sentence = before
        .trim_end()
        .ends_with(['。', '！', '？', '”', '…', '；', '!', '?', '.', '】']);
    let spaced = before.ends_with(char::is_whitespace) || before.is_empty();
    let is_source = could_be_name(name)
        && (after_sentence || names_a_reporter(name) || spaced && names_a_medium(name));
    is_source.then_some((before, name))
}

/// Whether it is no clause, code, number or remark.
fn could_be_name(name: &str) -> bool {
    let clause = ['。', '，', '；', '：', '！', '？', ',', ';', ':', '%', '='];
    let remarks = [
        "以下简称",
        "简称",
        "注",
        "见图",
        "附",
        "含",
        "完",
        "图",
        "未完待续",
        "单位",
        "截至",
        "详见",
        "下同",
    ];
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= 2
        && name.chars().any(char::is_alphabetic)
        && name.chars().count() <= MAX_NAME
        && !name.contains(clause)
        && !remarks.iter().any(|remark| name.starts_with(remark))
        && !ends_with_number(name)
        && !is_code(name)
}

/// `CES 2026`, `2025年`.
fn ends_with_number(name: &str) -> bool {
    name.trim_end_matches(['年', '月', '日'])
        .ends_with(|c: char| c.is_ascii_digit())
}

/// `688428.SH`, `NVDA.US`, `sz300308`.
fn is_code(name: &str) -> bool {
    let market = name.rsplit_once('.').map(|(_, market)| market);
    market.is_some_and(|market| {
        matches!(market.len(), 1..=3) && market.bytes().all(|byte| byte.is_ascii_uppercase())
    })
}

fn names_a_reporter(name: &str) -> bool {
    ["记者", "编辑", "实习生", "特约"]
        .iter()
        .any(|role| name.contains(role))
}

/// Whether the name ends like those of media, authorities and research houses.
fn names_a_medium(name: &str) -> bool {
    const ENDS: [&str; 22] = [
        "社",
        "报",
        "网",
        "新闻",
        "财经",
        "时讯",
        "日报",
        "晚报",
        "周刊",
        "杂志",
        "电视台",
        "发布",
        "资讯",
        "央视",
        "客户端",
        "之声",
        "传媒",
        "期货",
        "证券",
        "研究院",
        "委员会",
        "通讯",
    ];
    const LATIN: [&str; 4] = ["TheElec", "ETNews", "Mysteel", "wccftech"];
    ENDS.iter().any(|end| name.ends_with(end)) || LATIN.contains(&name)
}

//! Reads a figure's direction from the words beside it.

use std::ops::Range;

use crate::text::punctuation::separates_clauses;

/// Whether a figure rises or falls, by the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Direction {
    /// Up.
    Rise,
    /// Down.
    Fall,
    /// Neither.
    Neutral,
}

/// How many characters before a figure are searched for its verb.
const MAX_VERB_DISTANCE: usize = 12;

/// Words between verb and figure that do not change the direction, longer ones first.
const BETWEEN: &str = "不超过 不低于 不足 超过 达到 高达 多达 至少 至多 最多 大约 将近 接近 约为 幅度 一度 分别 平均 逾 超 近 约 至 到 了 达 \
                       为 幅 将 仅 只 又 再 率 额 的 均 最高 近乎 累计 破";

/// Verbs of rising. The longest verb of this list and the next wins.
const RISES: &str = "涨 增 升 增长 增加 上升 上涨 上调 提高 提升 扩大 攀升 飙升 回升 反弹 走高 走强 上扬 升值 高开 多增 少减 加息 走扩 \
                     上浮 上修 拉升 增速 涨价 提价 净流入 加征";

/// Verbs of falling.
const FALLS: &str = "跌 降 减 亏 下跌 下降 下滑 下调 下挫 下行 减少 降低 缩减 缩水 萎缩 收窄 回落 回撤 回调 走低 走弱 亏损 贬值 低开 少增 多减 \
                     降准 降息 跳水 下修 下浮 降价 净流出 削减 缩量 缩窄 调降";

/// Nouns after a figure that give its direction: `3%的涨幅`.
const NOUNS: [(&str, Direction); 8] = [
    ("涨幅", Direction::Rise),
    ("增幅", Direction::Rise),
    ("升幅", Direction::Rise),
    ("增长", Direction::Rise),
    ("跌幅", Direction::Fall),
    ("降幅", Direction::Fall),
    ("下降", Direction::Fall),
    ("亏损", Direction::Fall),
];

/// Separators between the figures of a list or a range.
const LINKS: [&str; 15] = [
    "/", "、", "和", "及", "与", "以及", "或", "至", "到", "-", "~", "～", "—", "–", "－",
];

/// Returns the direction of the figure at `range`. `previous` is the end and the direction of the figure before it.
pub(super) fn from_words(
    text: &str,
    range: &Range<usize>,
    previous: Option<(usize, Direction)>,
) -> Direction {
    let start = previous.map_or(0, |(end, _)| end);
    let before = text.get(start..range.start).unwrap_or_default();
    if let Some((_, direction)) = previous.filter(|_| LINKS.contains(&before)) {
        return direction;
    }
    verb_at_end(clause_end(before))
        .or_else(|| noun_after(text.get(range.end..).unwrap_or_default()))
        .unwrap_or(Direction::Neutral)
}

/// Returns the last [`MAX_VERB_DISTANCE`] characters of the clause before a figure.
fn clause_end(before: &str) -> &str {
    let clause = before.rsplit(separates_clauses).next().unwrap_or_default();
    let start = clause
        .char_indices()
        .rev()
        .take(MAX_VERB_DISTANCE)
        .last()
        .map_or(0, |(at, _)| at);
    clause.get(start..).unwrap_or_default()
}

/// Returns the direction of the verb at the clause's end, skipping words of [`BETWEEN`].
fn verb_at_end(mut clause: &str) -> Option<Direction> {
    loop {
        if let Some((rest, direction, verb)) = strip_verb(clause) {
            // 跌幅扩大 is still a fall, only a larger one.
            let widens = matches!(verb, "扩大" | "收窄" | "走扩" | "缩窄");
            return widens
                .then(|| verb_at_end(rest))
                .flatten()
                .or(Some(direction));
        }
        clause = BETWEEN
            .split_ascii_whitespace()
            .find_map(|word| clause.strip_suffix(word))?;
    }
}

/// Splits the longest verb off the clause's end.
fn strip_verb(clause: &str) -> Option<(&str, Direction, &'static str)> {
    let matching = |verbs: &'static str, direction| {
        verbs
            .split_ascii_whitespace()
            .filter_map(move |verb| Some((clause.strip_suffix(verb)?, direction, verb)))
    };
    matching(RISES, Direction::Rise)
        .chain(matching(FALLS, Direction::Fall))
        .max_by_key(|(_, _, verb)| verb.len())
}

fn noun_after(after: &str) -> Option<Direction> {
    let noun = after.strip_prefix("以上").unwrap_or(after);
    let noun = noun.strip_prefix('的').unwrap_or(noun);
    NOUNS
        .iter()
        .find(|(word, _)| noun.starts_with(word))
        .map(|&(_, direction)| direction)
}

//! The measure words that follow numbers in news. A measure word stays on its number's line, and its class decides whether the
//! number is an amount.
//!
//! The table lists the words of telegraphs, not of the language. A missing word costs no more than a line break between
//! number and word.

use std::cmp::Reverse;
use std::sync::LazyLock;

/// The class of a measure word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MeasureKind {
    /// Money.
    Money,
    /// Traded or produced goods: tons, barrels, shares.
    Goods,
    /// Percentage points.
    Points,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// A part of a date or of a time of day.
    Date,
    /// Everything else: people, houses, kilometres.
    Other,
}

const WORDS: [(MeasureKind, &str); 6] = [
    (
        MeasureKind::Money,
        "元 美元 欧元 日元 港元 港币 韩元 英镑 卢布 卢比 雷亚尔 加元 澳元 新元 新台币 台币 瑞郎 瑞士法郎 法郎 人民币 元人民币 \
         泰铢 越南盾 印尼盾 里拉 比索 兰特 克朗 林吉特 里亚尔 迪拉姆 第纳尔 谢克尔 先令 福林 美分 美金 块钱 角 港仙",
    ),
    (
        MeasureKind::Goods,
        "吨 吨当量 公吨 桶 桶油当量 加仑 蒲式耳 盎司 股 手 份 张 标箱 标准箱 箱 公斤 千克 克 斤 克拉 升 毫升 立方米 立方英尺 \
         方 千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 瓦 瓦时 度电 度 包 平方米 平方公里 亩 公顷 个比特币 枚",
    ),
    (MeasureKind::Points, "个百分点 百分点"),
    (MeasureKind::BasisPoints, "个基点 基点 个基本点 BP bp"),
    (
        MeasureKind::Date,
        "年 月 月份 日 号 时 点 分 秒 小时 分钟 秒钟 小时前 分钟前",
    ),
    (
        MeasureKind::Other,
        "年度 年代 年期 年级 年内 年前 年来 年间 财年 个月 个季度 季度 世纪 天 周 周年 周岁 岁 个小时 个工作日 \
         个交易日 交易日 天前 倍 成 次 人 名 位 人次 家 只 支 条 项 件 个 款 部 台 套 座 栋 幢 户 所 起 例 批 期 轮 层 级 例次 场 届 艘 架 \
         架次 辆 列 班 颗 块 片 支队 本 篇 封 笔 单 宗 口 头 羽 株 棵 朵 间 幅 副 双 对 组 群 股权 折 票 席 处 段 节 版 章 条款 代 号楼 \
         米 公里 千米 厘米 毫米 微米 纳米 英里 海里 英寸 英尺 寸 里 平 节点 赫兹 兆赫 比特 字节 摄氏度 华氏度 安时 毫安时 伏 帕 \
         马力 牛 级地震 条线 股份 大 宗 点钟 点整 K G T M",
    ),
];

/// How many groups the words are parted into by their first characters. Most have one such character or none.
const GROUPS: usize = 512;

/// The words by the group of their first characters, longer ones first.
static GROUPED: LazyLock<Vec<Vec<(&'static str, MeasureKind)>>> = LazyLock::new(|| {
    let mut grouped = vec![Vec::new(); GROUPS];
    for (kind, words) in WORDS {
        for word in words.split(' ') {
            if let Some(first) = word.chars().next() {
                grouped[group(first)].push((word, kind));
            }
        }
    }
    for words in &mut grouped {
        words.sort_by_key(|(word, _)| Reverse(word.len()));
    }
    grouped
});

/// The group of a character: some of the high bits of a product, which depend on all of its bits.
const fn group(c: char) -> usize {
    ((c as u32).wrapping_mul(0x9E37_79B1) >> 16) as usize % GROUPS
}

/// Returns the longest measure word that a text begins with.
pub(super) fn leading_measure(text: &str) -> Option<(&str, MeasureKind)> {
    let words = GROUPED.get(group(text.chars().next()?))?;
    let (word, kind) = words.iter().find(|(word, _)| text.starts_with(word))?;
    Some((text.get(..word.len())?, *kind))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table() -> Vec<(&'static str, MeasureKind)> {
        let table = WORDS
            .iter()
            .flat_map(|(kind, words)| words.split(' ').map(|word| (word, *kind)));
        table.collect()
    }

    proptest! {
        #[test]
        fn measure_is_the_longest_word_of_the_table(
            word in prop::sample::select(table()), len in 0..6_usize, rest in "([\\PC前月/]{0,3}|[元当股年天时点]{0,3})",
        ) {
            let text: String = word.0.chars().take(len).chain(rest.chars()).collect();
            let leading = table().into_iter().filter(|(word, _)| text.starts_with(word));
            let longest = leading.max_by_key(|(word, _)| word.len());
            prop_assert_eq!(leading_measure(&text), longest, "{}", text);
        }
    }

    #[test]
    fn longest_word_wins() {
        assert_eq!(
            leading_measure("美元/桶"),
            Some(("美元", MeasureKind::Money))
        );
        assert_eq!(
            leading_measure("个百分点。"),
            Some(("个百分点", MeasureKind::Points))
        );
        assert_eq!(
            leading_measure("年度报告"),
            Some(("年度", MeasureKind::Other))
        );
        assert_eq!(leading_measure("的"), None);
        assert_eq!(leading_measure(""), None);
    }
}

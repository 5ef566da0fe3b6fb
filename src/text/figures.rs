//! Finds percentages and amounts in a text, and whether they rise or fall.
//!
//! Traders read the figures first. A figure's direction comes from its sign, otherwise from the words right beside it
//! (`跌0.48%`, `同比增长近90%`, `12%的降幅`). Without either it is neutral: a holding of 5% does not rise.

use std::ops::Range;

use super::measure_words::MeasureKind;
use super::quantity::{Sign, Unit, numbers, quantities};

mod direction;

pub use direction::Direction;

/// A figure's value as written, without its sign.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum FigureValue {
    /// Percent: 3.5 for `3.5%`.
    Percent(f64),
    /// Percentage points: 0.25 for `0.25个百分点` and for `25个基点`.
    Points(f64),
    /// An amount of money or goods in its own unit, multiplied out: 3.19e8 for `3.19亿元`, 1.2e4 for `1.2万吨`.
    Amount(f64),
}

/// A percentage or an amount.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The number with its sign, multiplier and unit, in bytes of the text.
    pub range: Range<usize>,
    /// Its value.
    pub value: FigureValue,
    /// Whether it rises or falls.
    pub direction: Direction,
}

/// Returns the figures of a text in order, without dates, counts of people and other plain numbers.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for quantity in quantities(text) {
        let has_currency = || quantity.currency;
        let found_value = value(quantity.unit, quantity.scale, has_currency, || {
            quantity.value(text)
        });
        let Some(value) = found_value else {
            continue;
        };
        let direction = match quantity.sign {
            Some(Sign::Plus) => Direction::Rise,
            Some(Sign::Minus) => Direction::Fall,
            None => {
                let previous = found.last().map(|last| (last.range.end, last.direction));
                direction::from_words(text, &quantity.range, previous)
            }
        };
        found.push(Figure {
            range: quantity.range,
            value,
            direction,
        });
    }
    found
}

/// Returns the percentages of a text in order, without a sign.
pub fn percents(text: &str) -> Vec<f64> {
    if !text.contains(['%', '％']) {
        return Vec::new();
    }
    let percents = numbers(text).filter(|number| number.unit() == Unit::Percent);
    percents.map(|number| number.value(text)).collect()
}

/// Returns the percentages of a text in order; those that fall are negative. Takes ten times as long as [`percents`].
pub fn signed_percents(text: &str) -> Vec<f64> {
    let signed = |figure: &Figure| match (figure.value, figure.direction) {
        (FigureValue::Percent(number), Direction::Fall) => Some(-number),
        (FigureValue::Percent(number), Direction::Rise | Direction::Neutral) => Some(number),
        (FigureValue::Points(_) | FigureValue::Amount(_), _) => None,
    };
    figures(text).iter().filter_map(signed).collect()
}

/// Returns the amounts of a text in order, each in its own unit.
pub fn amounts(text: &str) -> Vec<f64> {
    let amounts = values(text).filter_map(|value| match value {
        FigureValue::Amount(number) => Some(number),
        FigureValue::Percent(_) | FigureValue::Points(_) => None,
    });
    amounts.collect()
}

/// The values of a text's figures in order.
fn values(text: &str) -> impl Iterator<Item = FigureValue> {
    numbers(text).filter_map(move |number| {
        let has_currency = || number.has_currency(text);
        value(number.unit(), number.scale(), has_currency, || {
            number.value(text)
        })
    })
}

/// The value of a number, if it is a figure.
fn value(
    unit: Unit,
    scale: f64,
    has_currency: impl FnOnce() -> bool,
    value: impl FnOnce() -> f64,
) -> Option<FigureValue> {
    match unit {
        Unit::Percent => Some(FigureValue::Percent(value())),
        Unit::Measure(MeasureKind::Points) => Some(FigureValue::Points(value())),
        Unit::Measure(MeasureKind::BasisPoints) => Some(FigureValue::Points(value() / 100.0)),
        Unit::Measure(MeasureKind::Money | MeasureKind::Goods) => {
            Some(FigureValue::Amount(value()))
        }
        Unit::Measure(MeasureKind::Date) => None,
        Unit::Measure(MeasureKind::Other) | Unit::None => {
            (scale >= 1e4 || has_currency()).then(|| FigureValue::Amount(value()))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    /// Numbers with what may be around them.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[0-9]{1,3}",
            "[,.．０５１]",
            "[-+－$￥%％万亿余，涨跌至/／A]",
            prop::sample::select(vec!["美元", "吨", "个百分点", "个基点", "年", "家", "股权"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn percents_and_amounts_are_those_of_figures(text in text()) {
            let (mut of_percents, mut of_amounts) = (Vec::new(), Vec::new());
            for figure in figures(&text) {
                match figure.value {
                    FigureValue::Percent(number) => of_percents.push(number),
                    FigureValue::Amount(number) => of_amounts.push(number),
                    FigureValue::Points(_) => {}
                }
            }
            prop_assert_eq!(percents(&text), of_percents);
            prop_assert_eq!(amounts(&text), of_amounts);
        }
    }

    fn one(text: &str) -> (String, FigureValue, Direction) {
        let found = figures(text);
        assert_eq!(found.len(), 1, "{found:?}");
        (
            text.get(found[0].range.clone()).unwrap().to_owned(),
            found[0].value,
            found[0].direction,
        )
    }

    #[rstest]
    #[case("澜江科技涨超3%。", "3%", Direction::Rise)]
    #[case("收盘下跌0.62%，", "0.62%", Direction::Fall)]
    #[case("同比增长近90%", "90%", Direction::Rise)]
    #[case("3月核心指数-0.3%", "-0.3%", Direction::Fall)]
    #[case("3月核心指数+0.3%", "+0.3%", Direction::Rise)]
    #[case("报3200点，跌0.48%", "0.48%", Direction::Fall)]
    #[case("净利润同比下降12%", "12%", Direction::Fall)]
    #[case("净利润同比下降了将近12%", "12%", Direction::Fall)]
    #[case("较上年上涨1.75亿元", "1.75亿元", Direction::Rise)]
    #[case("产能增加1.2万吨", "1.2万吨", Direction::Rise)]
    #[case("库存减少210万桶", "210万桶", Direction::Fall)]
    #[case("上半年亏损3.1亿元", "3.1亿元", Direction::Fall)]
    #[case("税率降至5%", "5%", Direction::Fall)]
    #[case("税率升至5%", "5%", Direction::Rise)]
    #[case("跌幅扩大至5%", "5%", Direction::Fall)]
    #[case("涨幅收窄至5%", "5%", Direction::Rise)]
    #[case("涨幅一度达到5%", "5%", Direction::Rise)]
    #[case("盘中跌破75美元", "75美元", Direction::Fall)]
    #[case("突破2万亿元", "2万亿元", Direction::Neutral)]
    #[case("录得3%的跌幅", "3%", Direction::Fall)]
    #[case("规模扩大至650亿美元", "650亿美元", Direction::Rise)]
    #[case("规模达650亿美元", "650亿美元", Direction::Neutral)]
    #[case("其持股5%以上", "5%", Direction::Neutral)]
    #[case("增长，占比达5%", "5%", Direction::Neutral)]
    #[case("投资至少3.19亿元", "3.19亿元", Direction::Neutral)]
    #[case("信贷同比少增3亿元", "3亿元", Direction::Fall)]
    #[case("下调25个基点", "25个基点", Direction::Fall)]
    #[case("提高0.5个百分点", "0.5个百分点", Direction::Rise)]
    #[case("斥资$5.3亿", "$5.3亿", Direction::Neutral)]
    fn direction_follows_the_words(
        #[case] text: &str,
        #[case] figure: &str,
        #[case] direction: Direction,
    ) {
        let (found, _, found_direction) = one(text);
        assert_eq!((found.as_str(), found_direction), (figure, direction));
    }

    #[test]
    fn list_members_share_the_first_direction() {
        let found = figures("三大指数分别跌0.5%、1.2%和0.3%；换手率为2%，降幅为3%至5%");
        let directions: Vec<_> = found.iter().map(|figure| figure.direction).collect();
        let fall = Direction::Fall;
        assert_eq!(
            directions,
            [fall, fall, fall, Direction::Neutral, fall, fall]
        );
    }

    #[test]
    fn counts_and_dates_are_no_figures() {
        assert_eq!(
            figures("2026年5月31日14时30分，共12家公司、300余人，第15届，GB300"),
            []
        );
    }

    #[test]
    fn values_include_their_multiplier() {
        assert_eq!(one("约2.5万亿元").1, FigureValue::Amount(2.5e12));
        assert_eq!(one("下跌6%").1, FigureValue::Percent(6.0));
        assert_eq!(one("25个基点").1, FigureValue::Points(0.25));
    }
}

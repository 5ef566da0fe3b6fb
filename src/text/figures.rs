//! Percentages and amounts in a text, and whether they are said to rise or to fall.
//!
//! Traders read the figures first. A figure's direction is its own sign or else what the words right beside it say
//! (`跌0.48%`, `同比增长近90%`, `12%的降幅`); where they say nothing it has none: a holding of 5% does not rise.

use std::ops::Range;

use super::measure_words::Kind;
use super::quantity::{Quantity, Sign, Unit, quantities};

mod direction;

/// Where a figure goes, as the text says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Direction {
    /// Up.
    Rise,
    /// Down.
    Fall,
    /// The text does not say.
    Neutral,
}

/// How much a figure says, as written and without its sign.
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
    /// Where it stands, in bytes: the number with its sign, multiplier and unit.
    pub range: Range<usize>,
    /// How much.
    pub value: FigureValue,
    /// Up or down.
    pub direction: Direction,
}

/// The figures of a text, in order. Dates, counts of people and other plain numbers are none.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for quantity in quantities(text) {
        let Some(value) = value(&quantity, text) else {
            continue;
        };
        let direction = match quantity.sign {
            Some(Sign::Plus) => Direction::Rise,
            Some(Sign::Minus) => Direction::Fall,
            None => direction::told(text, &quantity.range, found.last()),
        };
        found.push(Figure {
            range: quantity.range,
            value,
            direction,
        });
    }
    found
}

/// What the figures of a text say, in order. Whether they rise or fall takes ten times as long to tell.
pub fn figure_values(text: &str) -> impl Iterator<Item = FigureValue> {
    quantities(text).filter_map(move |quantity| value(&quantity, text))
}

fn value(quantity: &Quantity, text: &str) -> Option<FigureValue> {
    let value = quantity.value(text);
    match quantity.unit {
        Unit::Percent => Some(FigureValue::Percent(value)),
        Unit::Measure(Kind::Points) => Some(FigureValue::Points(value)),
        Unit::Measure(Kind::BasisPoints) => Some(FigureValue::Points(value / 100.0)),
        Unit::Measure(Kind::Money | Kind::Goods) => Some(FigureValue::Amount(value)),
        Unit::Measure(Kind::Date) => None,
        Unit::Measure(Kind::Other) | Unit::None => {
            (quantity.scale >= 1e4 || quantity.currency).then_some(FigureValue::Amount(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

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
    fn a_figure_goes_where_the_text_says(
        #[case] text: &str,
        #[case] figure: &str,
        #[case] direction: Direction,
    ) {
        let (found, _, told) = one(text);
        assert_eq!((found.as_str(), told), (figure, direction));
    }

    #[test]
    fn members_of_a_list_go_where_the_first_goes() {
        let found = figures("三大指数分别跌0.5%、1.2%和0.3%；换手率为2%，降幅为3%至5%");
        let directions: Vec<_> = found.iter().map(|figure| figure.direction).collect();
        let fall = Direction::Fall;
        assert_eq!(
            directions,
            [fall, fall, fall, Direction::Neutral, fall, fall]
        );
    }

    #[test]
    fn what_is_counted_or_dated_is_no_figure() {
        assert_eq!(
            figures("2026年5月31日14时30分，共12家公司、300余人，第15届，GB300"),
            []
        );
    }

    #[test]
    fn values_are_multiplied_out() {
        assert_eq!(one("约2.5万亿元").1, FigureValue::Amount(2.5e12));
        assert_eq!(one("下跌6%").1, FigureValue::Percent(6.0));
        assert_eq!(one("25个基点").1, FigureValue::Points(0.25));
    }
}

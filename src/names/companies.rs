//! Large listed companies of China, Hong Kong and America as Chinese media call them, from `assets/companies.txt`: the
//! initials of `比亚迪` find it although no dump may ever name it with a code.
//!
//! A line of the file is a code, the name that is shown, and other names. A name that is often a part of other words is left
//! out: `思科` of `蓝思科技`.

use super::user_stock::UserStock;
use crate::item::Stock;

const FILE: &str = include_str!("../../assets/companies.txt");

/// All companies of the file.
pub(super) fn companies() -> Vec<UserStock> {
    FILE.lines().filter_map(company).collect()
}

fn company(line: &str) -> Option<UserStock> {
    let mut words = line.split(' ').map(str::to_owned);
    let (code, name) = (words.next()?, words.next()?);
    Some(UserStock {
        stock: Stock { name, code },
        aliases: words.collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::common_words::is_common;
    use super::*;
    use crate::item::normalize_code;

    #[test]
    fn companies_are_sorted_by_code() {
        let all = companies();
        let codes: Vec<_> = all.iter().map(|company| &company.stock.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert_eq!(codes.len(), FILE.lines().count());
        for code in codes {
            assert_eq!(normalize_code(code).as_ref(), Some(code));
        }
    }

    #[test]
    fn defect_32_companies_names_are_unique() {
        let mut known = HashSet::new();
        for company in companies() {
            for name in [company.stock.name].iter().chain(&company.aliases) {
                let is_letter = |c: char| c.is_ascii_alphabetic() || ('一'..='龥').contains(&c);
                assert!(name.chars().all(is_letter), "{name}");
                assert!((2..=8).contains(&name.chars().count()), "{name}");
                assert!(!is_common(name), "{name}");
                assert!(known.insert(name.clone()), "{name} is there twice");
            }
        }
        assert!((300..=600).contains(&known.len()), "{}", known.len());
    }
}

//! Whether a text may have a large amount: most texts have none, and this says so several times as fast as reading their figures.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::quantity::LARGEST_SMALL_MULTIPLIER;

/// The multipliers after which a few digits are a large amount.
static LARGE_MULTIPLIERS: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| ["亿", "万"].map(Finder::new));

/// The bytes of ASCII digits, of full-width ones (`０` is EF BC 90), and of commas.
const DIGIT_BYTES: [bool; 256] = {
    let mut bytes = [false; 256];
    let (mut digit, all) = (
        0,
        b"0123456789,\xEF\xBC\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99",
    );
    while digit < all.len() {
        bytes[all[digit] as usize] = true;
        digit += 1;
    }
    bytes
};

/// False only if every amount of a text is less than `least`. Takes the bytes of UTF-8.
pub fn may_have_amount(text: &[u8], least: u64) -> bool {
    let Some(len) = digits_without_multiplier(least) else {
        return true;
    };
    let has_large = |finder: &Finder<'_>| finder.find(text).is_some();
    LARGE_MULTIPLIERS.iter().any(has_large) || has_digits(text, len)
}

/// How many digits such an amount has at least before its decimal point, if its number is without 万 and 亿. `None` if it
/// has few.
fn digits_without_multiplier(least: u64) -> Option<usize> {
    /// Almost every text has as many: years have four.
    const FEW: u32 = 4;
    let digits = (least / u64::from(LARGEST_SMALL_MULTIPLIER)).checked_ilog10()? + 1;
    (digits > FEW).then_some(digits as usize)
}

/// Whether this many bytes of digits follow one another. It looks at every `len`th byte.
fn has_digits(text: &[u8], len: usize) -> bool {
    let is_digit = |byte: &&u8| DIGIT_BYTES[usize::from(**byte)];
    let mut at = len - 1;
    while let Some(byte) = text.get(at) {
        if is_digit(&byte) {
            let (before, after) = text.split_at(at);
            let before = before.iter().rev().take_while(is_digit).count();
            let after = after.iter().take_while(is_digit).count();
            if before + after >= len {
                return true;
            }
        }
        at += len;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::amounts;

    proptest! {
        #[test]
        fn no_large_amount_is_missed(
            text in "([0-9０-９,.]{0,9}[万亿千百十余多元股 ，a]{0,3}){0,4}", (digits, zeros) in (1_u32..10_000, 0_u32..10),
        ) {
            let least = u64::from(digits) * 10_u64.pow(zeros);
            if !may_have_amount(text.as_bytes(), least) {
                let least = f64::from(digits) * 10_f64.powf(f64::from(zeros));
                let amounts = amounts(&text);
                prop_assert!(amounts.iter().all(|&amount| amount < least), "{text} {amounts:?}");
            }
        }
    }

    #[test]
    fn most_texts_have_no_large_amount() {
        let may_have = |text: &str| may_have_amount(text.as_bytes(), 200_000_000);
        assert!(!may_have(
            "2026年5月28日，云岭科技收于1,234.5元，跌3.5%，成交3.2千手"
        ));
        assert!(may_have("云岭科技拟投资12亿元"));
        assert!(may_have("云岭科技拟投资30000万元"));
        assert!(may_have("云岭科技拟投资300,000,000元"));
        assert!(may_have("云岭科技拟投资３０００００千元"));
    }
}

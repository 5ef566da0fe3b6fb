//! The further readings of characters that are common.
//!
//! The `pinyin` crate gives every reading that a dictionary has: 台 is also `yi`, 事 also `zi`. Nobody types those, and they hit
//! by chance. So a character has its first reading there, and those below.

/// Each syllable is followed by the characters that are also read so. A reading is here if it has a tenth of a character's
/// occurrences in the words of a dictionary (the words and frequencies of jieba, read by pypinyin, both under the MIT
/// licence), or 0.5 % of those in 25 days of the wire, read in the same way. A few of names and places are added (曾 翟 六安),
/// and a few that only old texts have are left out.
const FURTHER: &str = "\
    bao曝刨 beng蚌 bi秘辟 bing屏槟 bo薄柏泊擘 bu卜埔 cha嚓刹 chai差 chan孱 chang长 cheng铛 chi匙豉 \
    chong重 chuo啜 ci兹 cuan攒 di的 du都 e哦 fo佛 ge蛤 geng颈 gu贾 gua呱 hang行 hao镐 he吓貉纥 hu鹄鹘 \
    huan还 ji给 jia伽 jiao校嚼 jie诘桔藉 jing劲 jue角 kuai会 kui傀 le勒 lei肋 liang莨靓 liao了潦 long弄 \
    lou露 lu六 luo捋 ma抹 miu缪 mo没 mu模牟 ni呢 nian粘 niu拗 nuo娜 pa扒耙 pai迫 pan番 pang磅傍膀 pi陂 \
    pian便 piao朴骠 qi荠 qia卡 qian犍 qiao壳 qie伽茄趄 qin覃 qiu仇龟 qu苣 se塞 sha杉 shan栅禅 shei谁 \
    shen参 shi什 shuai率 si似伺俟 ta漯沓 tan弹澹 tiao调 ting铤 tun囤褪 wei崴 wu恶 xi茜蹊 xia厦 xiang降 \
    xiao削 xie血絜颉 xiu宿 xu畜圩 xue噱 yan殷 yang玚 yin龈 yu吁熨 yue乐 za扎 zang藏 ze咋 zeng曾 zha轧咋 \
    zhai翟擿 zhan辗颤 zhao朝 zhou啁碡 zhua爪 zhuan传 zhui椎 zhuo着琢 zi仔 zong枞 zuo柞";

/// Each of these syllables with the simplified characters that are also read so.
pub(super) fn further_readings() -> impl Iterator<Item = (&'static str, &'static str)> {
    FURTHER.split_whitespace().map(|group| {
        let letters = group.bytes().take_while(u8::is_ascii_lowercase).count();
        group.split_at(letters)
    })
}

#[cfg(test)]
mod tests {
    use pinyin::ToPinyinMulti;

    use super::*;

    #[test]
    fn further_readings_are_in_the_dictionary() {
        for (syllable, characters) in further_readings() {
            assert!(!characters.is_empty(), "{syllable}");
            for c in characters.chars() {
                let known = c.to_pinyin_multi().into_iter().flatten();
                let known: Vec<_> = known
                    .map(|reading| reading.plain().replace('ü', "v"))
                    .collect();
                assert!(
                    known.iter().skip(1).any(|known| known == syllable),
                    "{c} {syllable}"
                );
            }
        }
    }
}

//! Which marks may not open or end a line (避头尾), after GB/T 15834-2011 and the W3C's Requirements for Chinese Text
//! Layout (<https://www.w3.org/TR/clreq/>).

/// Whether a mark may not open a line: what closes, separates or goes on.
pub(super) fn never_first(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '．'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '〕'
            | '〗'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '…'
            | '⋯'
            | '—'
            | '―'
            | '–'
            | '～'
            | '〜'
            | '·'
            | '・'
            | '‧'
            | '•'
            | '／'
            | '%'
            | '％'
            | '‰'
            | '℃'
            | '°'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '々'
            | 'ー'
            | '\u{FE30}'..='\u{FE4F}' | '｡' | '､' | '｣'
    )
}

/// Whether a mark may not end a line: what opens.
pub(super) fn never_last(c: char) -> bool {
    matches!(
        c,
        '（' | '【'
            | '《'
            | '〈'
            | '「'
            | '『'
            | '〔'
            | '〖'
            | '［'
            | '｛'
            | '“'
            | '‘'
            | '('
            | '['
            | '{'
            | '｢'
    )
}

/// Whether a mark ends a sentence or a member of a list.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '…')
}

/// Whether a mark parts clauses, so that what stands before it says nothing about what stands after.
pub(super) fn parts_clauses(c: char) -> bool {
    ends_sentence(c)
        || matches!(
            c,
            '，' | '：' | '、' | ',' | ';' | '!' | '?' | '\n' | '【' | '】'
        )
}

/// Whether a character is set in a square, as Chinese and its marks are: around those, lines break freely.
pub(super) fn is_square(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

//! Classes of punctuation: marks that may not begin or end a line (避头尾), that end a sentence, that separate clauses.
//!
//! Sources: GB/T 15834-2011 and the W3C's Requirements for Chinese Text Layout (<https://www.w3.org/TR/clreq/>).

/// Whether a mark may not begin a line: closing marks, separators, and marks that continue a text.
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

/// Whether a mark may not end a line: opening marks.
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

/// Whether a mark ends a sentence or a list item.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '…')
}

/// Whether a mark closes a quotation or parenthesis.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '」' | '』')
}

/// Whether a mark separates clauses: words before it are not about a figure after it.
pub(super) fn separates_clauses(c: char) -> bool {
    ends_sentence(c)
        || matches!(
            c,
            '，' | '：' | '、' | ',' | ';' | '!' | '?' | '\n' | '【' | '】'
        )
}

/// Whether a character fills a square, as Chinese and its marks do. Lines break freely around such characters.
pub(super) fn is_square(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

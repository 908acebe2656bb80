//! The words of a text as a plain reader would count them: the truth that answers are held to.
//!
//! On purpose it shares no code with the search: letters and figures in a row are a word, Latin accents are dropped, and that is all.

/// The words of a text in order.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut after_apostrophe = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            push_folded(letter, &mut word);
            continue;
        }
        close(&mut word, &mut tokens, after_apostrophe);
        after_apostrophe = matches!(letter, '\'' | '’');
    }
    close(&mut word, &mut tokens, after_apostrophe);
    tokens
}

/// "Mao's" is one word, as every reader takes it.
fn close(word: &mut String, tokens: &mut Vec<String>, after_apostrophe: bool) {
    if word.is_empty() {
        return;
    }
    if after_apostrophe && word == "s" && !tokens.is_empty() {
        word.clear();
        return;
    }
    tokens.push(std::mem::take(word));
}

/// Small letters without the accents of western Europe.
fn push_folded(letter: char, word: &mut String) {
    for small in letter.to_lowercase() {
        let plain = match small {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ś' | 'š' | 'ş' => 's',
            'ź' | 'ż' | 'ž' => 'z',
            'ß' => {
                word.push('s');
                's'
            }
            other => other,
        };
        word.push(plain);
    }
}

/// Whether a word is of plain Latin letters and long enough to be looked for.
pub fn is_plain(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text), expected, "{text}");
    }

    #[test]
    fn words() {
        check("", &[]);
        check("Cable No.1828, (I.V.)", &["cable", "no", "1828", "i", "v"]);
        check("Mao's reply; O'Neill’s", &["mao", "reply", "o", "neill"]);
        check(
            "Sino-Soviet für Straße",
            &["sino", "soviet", "fur", "strasse"],
        );
        check("政府, телеграмма", &["政府", "телеграмма"]);
    }
}

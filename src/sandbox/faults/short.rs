//! The short form of rules and effects: `op=driveItem.copy,status=503,times=2`.

use serde_json::{Map, Value};

use crate::sandbox::{misread::Misread, nearest};

/// The words of the short form, each with an example.
const WORDS: [(&str, &str); 32] = [
    ("after", "after"),
    ("before", "before"),
    ("caller", "caller=alice"),
    ("close", "close"),
    ("corrupt", "corrupt=100"),
    ("cut", "cut=1024, cut=1024:close"),
    ("delay", "delay=750, delay=100..900"),
    ("drip", "drip=8192"),
    ("enforce", "enforce=false"),
    ("error", "error=activityLimitReached"),
    ("every", "every=3"),
    ("fail_at_item", "fail_at_item=3"),
    ("for_seconds", "for_seconds=60"),
    ("hang", "hang"),
    ("id", "id=slow-start"),
    ("item_error", "item_error=30012"),
    ("message", "message=Try later"),
    ("method", "method=PUT"),
    ("op", "op=driveItem.copy"),
    ("p", "p=0.1"),
    ("pace", "pace=polls:3"),
    ("path", "path=/v1.0/**"),
    ("provider", "provider=graph"),
    ("reset", "reset"),
    ("retry_after", "retry_after=5"),
    ("retry_after_as", "retry_after_as=date"),
    ("seed", "seed=7"),
    ("skip", "skip=1"),
    ("stall", "stall=4096:5000"),
    ("status", "status=503"),
    ("times", "times=2"),
    ("upload", "upload=262144, upload=262144:stall"),
];

/// Returns the rule that a short form stands for.
///
/// # Errors
/// The word that is wrong, with those that there are.
pub fn rule(text: &str) -> Result<Value, Misread> {
    let mut rule = Map::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (word, value) =
            part.split_once('=').map_or((part, None), |(word, value)| (word.trim(), Some(value.trim())));
        add(&mut rule, word, value).map_err(|misread| misread.member(word))?;
    }
    if rule.is_empty() {
        return Err(Misread::new(format!("says nothing; it may say {}", examples())));
    }
    Ok(Value::Object(rule))
}

/// Returns the effect that a short form stands for, and its `when`.
///
/// # Errors
/// The word that is wrong.
pub fn effect(text: &str) -> Result<(Value, Option<Value>), Misread> {
    let Value::Object(mut rule) = rule(text)? else { return Ok((Value::Null, None)) };
    let (effect, when) = (rule.remove("effect"), rule.remove("when"));
    match (effect, rule.keys().next()) {
        (_, Some(other)) => {
            Err(Misread::new(format!("says what happens and nothing else, and `{other}` belongs to a rule")))
        }
        (None, None) => Err(Misread::new("says nothing of what happens, such as `status=503` or `reset`")),
        (Some(effect), None) => Ok((effect, when)),
    }
}

/// Writes effects in short form out, where a rule has any.
///
/// # Errors
/// The effect that is wrong.
pub fn unfold(mut rule: Value) -> Result<Value, Misread> {
    let written = |value: &mut Value| {
        if let Value::String(text) = value {
            match effect(text)? {
                (_, Some(_)) => {
                    return Err(Misread::new("says what happens; `when` is a member of the rule"));
                }
                (effect, None) => *value = effect,
            }
        }
        Ok(())
    };
    if let Some(effect) = rule.get_mut("effect") {
        written(effect).map_err(|misread| misread.member("effect"))?;
    }
    if let Some(Value::Array(effects)) = rule.get_mut("effects") {
        for (at, effect) in effects.iter_mut().enumerate() {
            written(effect).map_err(|misread| misread.item(at).member("effects"))?;
        }
    }
    Ok(rule)
}

fn examples() -> String {
    let examples: Vec<_> = WORDS.iter().map(|(_, example)| *example).collect();
    format!("`{}`", examples.join("`, `"))
}

/// Adds what a word says.
fn add(rule: &mut Map<String, Value>, word: &str, value: Option<&str>) -> Result<(), Misread> {
    let Some((_, example)) = WORDS.iter().find(|(known, _)| *known == word) else {
        let known: Vec<_> = WORDS.iter().map(|(known, _)| *known).collect();
        return Err(Misread::new(format!(
            "is not known here; there are {}",
            nearest::names(word, &known, known.len())
        )));
    };
    if example.contains('=') != value.is_some() {
        return Err(Misread::new(format!("is written `{example}`")));
    }
    let value = value.unwrap_or_default();
    let wrong = || Misread::new(format!("is written `{example}`, not `{word}={value}`"));
    let number = |text: &str| text.parse::<u64>().map(Value::from).map_err(|_| wrong());
    let decimal = |text: &str| text.parse::<f64>().map(Value::from).map_err(|_| wrong());
    // What stands before and behind a colon, of which the second may be left out.
    let pair = |names: [&str; 2], second: &dyn Fn(&str) -> Result<Value, Misread>| {
        let (first, rest) = value.split_once(':').map_or((value, None), |(first, rest)| (first, Some(rest)));
        let mut members = Map::from_iter([(names[0].to_owned(), number(first)?)]);
        if let Some(rest) = rest {
            members.insert(names[1].to_owned(), second(rest)?);
        }
        Ok(Value::Object(members))
    };
    let one = |name: &str, value: Value| Value::Object(Map::from_iter([(name.to_owned(), value)]));
    let text = |text: &str| Ok(Value::from(text));
    let (place, member, value) = match word {
        "provider" | "method" | "path" | "caller" => ("match", word, value.into()),
        "op" => ("match", "operation", value.into()),
        "before" | "after" => ("", "when", word.into()),
        "id" => ("", word, value.into()),
        "skip" | "times" | "every" | "seed" => ("", word, number(value)?),
        "p" => ("", "probability", decimal(value)?),
        "for_seconds" => ("", word, decimal(value)?),
        "reset" | "close" | "hang" => ("effect", "connection", word.into()),
        "error" | "message" | "retry_after_as" => ("effect", word, value.into()),
        "status" | "retry_after" => ("effect", word, number(value)?),
        "enforce" => ("effect", word, value.parse::<bool>().map_err(|_| wrong())?.into()),
        "delay" => {
            let delay = match value.split_once("..") {
                Some((from, to)) => one("uniform", Value::from(vec![number(from)?, number(to)?])),
                None => number(value)?,
            };
            ("effect", word, delay)
        }
        "cut" | "upload" => ("effect", word, pair(["after_bytes", "then"], &text)?),
        "stall" => ("effect", word, pair(["after_bytes", "for_ms"], &number)?),
        "drip" => ("effect", word, one("bytes_per_second", number(value)?)),
        "corrupt" => ("effect", word, one("at_byte", number(value)?)),
        "pace" => ("task", word, value.into()),
        "item_error" => ("task", "error", value.into()),
        _ => ("task", "fail_at_item", number(value)?),
    };
    let mut at = &mut *rule;
    let path: &[&str] = match place {
        "" => &[],
        "task" => &["effect", "task"],
        _ => &[place],
    };
    for name in path {
        let below = at.entry(*name).or_insert_with(|| Value::Object(Map::new()));
        at = below.as_object_mut().ok_or_else(wrong)?;
    }
    if at.insert(member.to_owned(), value).is_some() {
        return Err(Misread::new("is said twice"));
    }
    Ok(())
}

use super::{capitalized, characters, distinct, letters, to_u64, word, zipf_index};
use crate::random::Random;

pub(super) fn hex(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || format!("{:016x}", random.next()))
}

pub(super) fn uuid4(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let (high, low) = (random.next(), random.next());
        uuid(high & !0xF000 | 0x4000, low >> 2 | 1 << 63)
    })
}

pub(super) fn uuid(high: u64, low: u64) -> String {
    let (first, second, third) = (high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF);
    format!(
        "{first:08x}-{second:04x}-{third:04x}-{:04x}-{:012x}",
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
}

pub(super) fn numbered(_: &mut Random, count: usize) -> Vec<String> {
    let mut keys: Vec<String> = (1..=count).map(|number| format!("item-{number}")).collect();
    keys.sort_unstable();
    keys
}

const UNICODE_SYLLABLES: &[&str] = &[
    "ka", "lo", "mi", "ta", "re", "no", "si", "du", "ba", "wen", "gra", "tor", "el", "in", "est",
    "qu", "ph", "oo", "é", "ü", "ñ", "ß", "ça",
];

pub(super) fn words(random: &mut Random, count: usize) -> Vec<String> {
    let cjk = |random: &mut Random| {
        let code = 0x4E00 + to_u64(random.share().powi(2) * 3000.0);
        char::from_u32(code.try_into().expect("a code point")).expect("a character")
    };
    distinct(count, || {
        let syllables = random.within(2, 5);
        let plain: String = (0..syllables)
            .map(|_| random.pick(UNICODE_SYLLABLES))
            .collect();
        let mut name = match random.below(100) {
            0..25 => {
                let mut rest = plain.chars();
                let first = rest.next().expect("a character");
                first.to_uppercase().chain(rest).collect()
            }
            25..30 => plain.to_uppercase(),
            30..36 => (0..random.within(2, 4)).map(|_| cjk(random)).collect(),
            _ => plain,
        };
        if random.below(2) == 0 {
            name.push_str(random.pick(&[" ", "_", "-"]));
            name.push_str(&random.within(1, 999).to_string());
        }
        name + random.pick(&[".txt", ".JPG", ".pdf", "", ".md"])
    })
}

pub(super) fn ipv4(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let [a, b, c, d, ..] = random.next().to_le_bytes();
        format!("{a}.{b}.{c}.{d}")
    })
}

pub(super) fn ipv6(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let (network, host) = (zipf_index(random, 500), random.next());
        let (subnet, interface) = (host & 0xFF, host >> 16 & 0xFFFF);
        format!(
            "2001:db8:{network:x}:{subnet:x}::{interface:x}:{:x}",
            host >> 32 & 0xFFFF
        )
    })
}

pub(super) fn emails(random: &mut Random, count: usize) -> Vec<String> {
    let hosts = [
        "gmail.com",
        "yahoo.com",
        "outlook.com",
        "example.org",
        "web.de",
    ];
    distinct(count, || {
        let mut name = word(random, 2, 3) + random.pick(&[".", "_", ""]) + &word(random, 2, 4);
        if random.below(5) < 2 {
            name.push_str(&random.within(1, 99).to_string());
        }
        format!("{name}@{}", random.pick(&hosts))
    })
}

pub(super) fn packages(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let mut name = word(random, 2, 4);
        if random.below(10) < 6 {
            name = format!("{name}-{}", word(random, 1, 3));
        }
        if random.below(10) < 3 {
            name = format!("@{}/{name}", word(random, 2, 3));
        }
        name
    })
}

pub(super) fn base64(random: &mut Random, count: usize) -> Vec<String> {
    let alphabet = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    distinct(count, || characters(random, alphabet, 22))
}

pub(super) fn camel_case(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let words = random.within(2, 4);
        let name: String = (0..words)
            .map(|_| capitalized(&word(random, 1, 2)))
            .collect();
        format!(
            "{name}{}.java",
            random.pick(&["Test", "Impl", "", "Factory"])
        )
    })
}

pub(super) fn telephones(random: &mut Random, count: usize) -> Vec<String> {
    let countries = ["1", "44", "49", "91", "86", "33"];
    distinct(count, || {
        format!(
            "+{}{:09}",
            random.pick(&countries),
            random.below(1_000_000_000)
        )
    })
}

pub(super) fn pods(random: &mut Random, count: usize) -> Vec<String> {
    let deployment = |random: &mut Random| {
        let name = letters(random, 3, 8);
        format!("{name}-{}", random.pick(&["api", "worker", "web", "db"]))
    };
    let deployments: Vec<String> = (0..400).map(|_| deployment(random)).collect();
    let alphabet = b"bcdfghjklmnpqrstvwxz2456789";
    distinct(count, || {
        let deployment = &deployments[zipf_index(random, 400)];
        let (set, pod) = (
            characters(random, alphabet, 5),
            characters(random, alphabet, 5),
        );
        format!("{deployment}-{set}-{pod}")
    })
}

pub(super) fn plates(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let letters = format!("{}-{}", letters(random, 1, 3), letters(random, 1, 2));
        format!("{} {}", letters.to_uppercase(), random.within(1, 9999))
    })
}

"""Rust that calls every written function with something for each of its arguments."""

import re

FUNCTION = re.compile(r"pub fn (?P<name>(?:r#)?\w+)\(\s*(?:client|sdk): &Client,?(?P<rest>.*?)\)\s*->", re.DOTALL)
OPERATION = re.compile(r"/// Everything that `(\w+)` lists\.")

CLIENT = """
pub async fn run(harness: &crate::harness::Harness) {{
    let client = |config: aws_types::SdkConfig| {{
        let config = {library}::config::Builder::from(&config);
        {library}::Client::from_conf(config{more}.build())
    }};
{calls}}}
"""


def calls(library, source, folder):
    """The module's `run`, and the operations that it leaves out, each with a reason."""
    lines, skipped = [], {}
    operations = OPERATION.findall(source)
    for operation, function in zip(operations, FUNCTION.finditer(source), strict=True):
        parameters = re.split(r",\s*(?=(?:r#)?\w+: )", function["rest"].strip().rstrip(","))
        types = [parameter.split(": ", 1)[1].rstrip(",") for parameter in parameters if parameter]
        arguments = [value(library, ty, folder) for ty in types]
        if None in arguments:
            skipped[operation] = f"it takes a {types[arguments.index(None)]}, which is not made generically"
            continue
        arguments = "".join(f", {argument}" for argument in arguments)
        package = library.replace("_", "-")
        lines.append(
            f'    harness.run("{package}", "{operation}", '
            f'|config| client::{function["name"]}(&client(config){arguments})).await;\n'
        )
    more = ".force_path_style(true).disable_s3_express_session_auth(true)" if library == "aws_sdk_s3" else ""
    return CLIENT.format(library=library, more=more, calls="".join(lines)), skipped


def value(library, ty, folder):
    """Some value of a type, or `None`."""
    plain = {
        "&str": '"sample"',
        "bool": "true",
        "i32": "1",
        "i64": "1",
        "f32": "1.0",
        "f64": "1.0",
        "DateTime": f"{library}::primitives::DateTime::from_secs(0)",
        "Vec<String>": 'vec!["sample".to_owned()]',
    }
    if ty in plain:
        return plain[ty]
    if ty.startswith("Vec<"):
        return "Vec::new()"
    if ty.startswith("HashMap<"):
        return "std::collections::HashMap::new()"
    return named(library, ty.rsplit("::", 1)[-1], folder)


def named(library, name, folder):
    """One of the SDK's types: an enum of a text, or a struct of what it requires."""
    exported = re.search(rf"::(\w+)::{name};", (folder / "src" / "types.rs").read_text())
    if not exported:
        return None
    source = (folder / "src" / "types" / f"{exported[1]}.rs").read_text()
    path = f"{library}::types::{name}"
    if f"pub enum {name} " in source:
        return f'{path}::from("sample")'
    setters = []
    for member in re.findall(r"/// This field is required\.\n(?:    #\[.*\n)*    pub fn (?!set_|get_)((?:r#)?\w+)\(", source):
        kind = re.search(rf"pub fn set_{member.removeprefix('r#')}\(mut self, input: ::std::option::Option<(.*)>\)", source)
        short = re.sub(r"(?:::)?(?:\w+::)+", "", kind[1])
        argument = value(library, "&str" if short == "String" else short, folder)
        if argument is None:
            return None
        setters.append(f".set_{member.removeprefix('r#')}(Some({argument}{'.to_owned()' if short == 'String' else ''}))")
    made = f"{path}::builder(){''.join(setters)}.build()"
    fallible = re.search(r"pub fn build\(\s*self,?\s*\) -> ::std::result::Result", source)
    return f'{made}.expect("all is set")' if fallible else made

"""Rust code that calls the generated functions with sample arguments."""

import re

FUNCTION = re.compile(r"pub fn (?P<name>(?:r#)?\w+)\(\s*(?:client|sdk): &Client,?(?P<rest>.*?)\)\s*->", re.DOTALL)
OPERATION = re.compile(r"/// Returns a paginator for `(\w+)`\.")

CLIENT = """
pub async fn run(harness: &crate::harness::Harness) {{
    let client = |config: aws_types::SdkConfig| {{
        let config = {library}::config::Builder::from(&config);
        {library}::Client::from_conf(config{options}.build())
    }};
{calls}}}
"""


def calls(library, source, directory):
    """Returns a function `run` that calls all functions in `source`, and the skipped operations with a reason."""
    lines, skipped = [], {}
    operations = OPERATION.findall(source)
    for operation, function in zip(operations, FUNCTION.finditer(source), strict=True):
        parameters = re.split(r",\s*(?=(?:r#)?\w+: )", function["rest"].strip().rstrip(","))
        types = [parameter.split(": ", 1)[1].rstrip(",") for parameter in parameters if parameter]
        arguments = [sample_argument(library, ty, directory) for ty in types]
        if None in arguments:
            skipped[operation] = f"no sample argument of the type {types[arguments.index(None)]}"
            continue
        arguments = "".join(f", {argument}" for argument in arguments)
        package = library.replace("_", "-")
        lines.append(
            f'    harness.run("{package}", "{operation}", '
            f'|config| client::{function["name"]}(&client(config){arguments})).await;\n'
        )
    options = ".force_path_style(true).disable_s3_express_session_auth(true)" if library == "aws_sdk_s3" else ""
    return CLIENT.format(library=library, options=options, calls="".join(lines)), skipped


def sample_argument(library, ty, directory):
    """Returns an expression of this type, or `None` if there is none."""
    literals = {
        "&str": '"sample"',
        "bool": "true",
        "i32": "1",
        "i64": "1",
        "f32": "1.0",
        "f64": "1.0",
        "DateTime": f"{library}::primitives::DateTime::from_secs(0)",
        "Vec<String>": 'vec!["sample".to_owned()]',
    }
    if ty in literals:
        return literals[ty]
    if ty.startswith("Vec<"):
        return "Vec::new()"
    if ty.startswith("HashMap<"):
        return "std::collections::HashMap::new()"
    return sdk_value(library, ty.rsplit("::", 1)[-1], directory)


def sdk_value(library, name, directory):
    """Returns an expression of an SDK type: an enum from a string, or a struct with its required members, or `None`."""
    exported = re.search(rf"::(\w+)::{name};", (directory / "src" / "types.rs").read_text())
    if not exported:
        return None
    source = (directory / "src" / "types" / f"{exported[1]}.rs").read_text()
    path = f"{library}::types::{name}"
    if f"pub enum {name} " in source:
        return f'{path}::from("sample")'
    setters = []
    for member in re.findall(r"/// This field is required\.\n(?:    #\[.*\n)*    pub fn (?!set_|get_)((?:r#)?\w+)\(", source):
        kind = re.search(rf"pub fn set_{member.removeprefix('r#')}\(mut self, input: ::std::option::Option<(.*)>\)", source)
        short = re.sub(r"(?:::)?(?:\w+::)+", "", kind[1])
        argument = sample_argument(library, "&str" if short == "String" else short, directory)
        if argument is None:
            return None
        setters.append(f".set_{member.removeprefix('r#')}(Some({argument}{'.to_owned()' if short == 'String' else ''}))")
    built = f"{path}::builder(){''.join(setters)}.build()"
    fallible = re.search(r"pub fn build\(\s*self,?\s*\) -> ::std::result::Result", source)
    return f'{built}.expect("all required members are set")' if fallible else built

"""Asks rust-analyzer what an author of annotated functions asks, and compares the answers.

    python3 tests/editor/ask.py [PATH [KIND …]]

PATH is the executable of rust-analyzer, `rust-analyzer` by default. It needs the component `rust-src` of the toolchain. KIND is
`definitions`, `hovers`, `references`, `completions` or `errors`, all of them by default. Prints each question with its answer, and
fails if an answer is not the expected one.
"""

import os
import shutil
import sys
from pathlib import Path

from client import Server

ROOT = Path(__file__).resolve().parents[2]
CRATE = ROOT / "target/editor/crate"

# What an editor offers, as the guide shows it: an attribute with the cursor as `|`, then a line for each member.
GUIDE = (ROOT / "paginate-core/docs/arguments.md").read_text()
PICTURE = [line.strip() for line in GUIDE.split("```text\n#[paginate(", 1)[1].split("```")[0].strip().split("\n")]
PICTURE[0] = f"#[paginate({PICTURE[0]}"

# A field, among the kinds of completions in the Language Server Protocol.
FIELD = 5

failures = 0


def check(question, found, expected):
    global failures
    is_expected = found == expected
    failures += not is_expected
    print(f"{'ok  ' if is_expected else 'FAIL'} {question}")
    for line in found if isinstance(found, list) else [found]:
        print(f"       {line}")
    if not is_expected:
        print(f"     expected {expected}")


def check_offers(server, place, offered, *, others=()):
    """Checks that all the names are offered, and none of the others."""
    found = server.complete(place)
    names = [name for name in [*offered, *others] if name in found]
    check(f"complete {place}", names, list(offered))


def definitions(server):
    members = {
        "items = $0users)": "pub users: Vec<User>,",
        'items = "$0group.members"': ["pub group: Option<Group>,", "pub members: Vec<User>,"],
        "next_marker || $0users[-1]": "pub users: Vec<User>,",
        "users[-1].$0key": "pub key: Option<String>,",
        "output_token = $0next_marker": "pub next_marker: Option<String>,",
        "more_results = $0more()": "pub fn more(&self) -> bool {",
        "error = $0failure": "pub failure: Option<Failure>,",
        "items = [group.$0members": "pub members: Vec<User>,",
        "members, $0bots]": "pub bots: Vec<User>,",
        "items = users[].$0name": "pub name: String,",
        "total_pages = pair.1.$0last_page": "pub last_page: u32,",
        "input_token = $0set_marker": "pub fn set_marker(self, marker: Option<String>) -> Self {",
        "page_number = $0page": "pub fn set_page(self, page: Option<u32>) -> Self {",
        "request.$0filter(scope)": "pub fn filter(self, group: &str) -> Self {",
        "page.$0users.into_iter()": "pub users: Vec<User>,",
        "self.$0list_users()": "pub fn list_users(&self) -> ListUsers {",
        "output_token = $0group.members[-1]": "pub group: Option<Group>,",
        "client.$0fetch(7": "pub async fn fetch(&self, number: u32, token: Option<&str>) -> Result<Users, Failure> {",
        "client.$0list_users().filter(group)": "pub fn list_users(&self) -> ListUsers {",
    }
    for place, expected in members.items():
        expected = [expected] if isinstance(expected, str) else expected
        check(f"definition {place}", server.definition(place), [f"service.rs: {line}" for line in expected])
    for marker, line in [
        ("items = users", "pub marker: Option<String>,"),
        ("items = |page|", "pub marker: Option<String>,"),
    ]:
        setter = "pub fn set_marker(self, marker: Option<String>) -> Self {"
        place = f"token = $0marker, {marker}"
        check(f"definition {place}", server.definition(place), [f"service.rs: {setter}", f"service.rs: {line}"])
    check("definition $0answer)", server.definition("Ok::<_, Failure>($0answer)"), ["main.rs: let answer = client.fetch(7, after.as_deref()).await?;"])
    check("definition after.$0as_deref", len(server.definition("after.$0as_deref")), 1)
    check("definition number", server.definition("client.fetch($0number, None)"), ["main.rs: async fn numbered(client: &Client, #[page_number] number: u32) -> impl Paginator<Item = User, Error = Failure> {"])
    aws = server.definition("token = $0next_token, items = rules")
    check("definition of a token in the AWS SDK", [line.split(":")[0] for line in aws], ["_list_rules_output.rs", "builders.rs"])
    check("definition of items in the AWS SDK", server.definition("items = $0rules)"), ["_list_rules_output.rs: pub rules: ::std::option::Option<::std::vec::Vec<crate::types::Rule>>,"])
    key = server.definition("#[paginate($0token = marker, items = users")
    check("definition of a key", key, ["keys.rs: pub const token: () = ();"])
    check("definition of a marker", server.definition("#[$0page_number] number"), ["markers.rs: pub const page_number: () = ();"])


def hovers(server):
    for place, expected, unexpected in [
        ("items = $0users)", "The users on the page.", "Operation"),
        ("total_pages = pair.$01.last_page", "Group", "Operation"),
        ("input_token = $0set_marker", "Sets the token.", "paginate_core"),
        ("fetch($0number, None)", "number: u32", "__private"),
        ("$0output_token = next_marker", "The path of the token in the response", "Operation"),
        ("#[$0token] after", "Marks the parameter that takes the token", "Operation"),
        ("client.$0fetch(7", "Fetches a page of users.", "paginate_core"),
    ]:
        hover = server.hover(place)
        check(f"hover {place}", [expected in hover, unexpected in hover], [True, False])


def references(server):
    found = server.references("output_token = group.$0members[-1]")
    uses = ["items = [group.members, bots]", "#[paginate(output_token = group.members[-1].key, items = group.members)]"]
    check("references of a member", found, sorted([f"main.rs: {uses[0]}", *[f"main.rs: {uses[1]}"] * 2, "service.rs: pub members: Vec<User>,"]))
    renamed = server.rename("total_pages = pair.1.$0last_page", "pages")
    check("rename a member", renamed, [
        "main.rs: #[paginate(items = users, total_pages = pair.1.pages)]",
        "main.rs: total_pages = pair.1.pages,",
        "service.rs: pub pages: u32,",
    ])
    renamed = server.rename("#[token] $0after", "last")
    check("rename a parameter", renamed, [
        "main.rs: async fn page_form(client: &Client, #[token] last: Option<String>) -> impl Paginator<Item = User, Error = Failure> {",
        "main.rs: let answer = client.fetch(7, last.as_deref()).await?;",
    ])
    renamed = server.rename("input_token = $0set_marker", "set_after")
    check("rename a setter", [line for line in renamed if "input_token" in line], ["main.rs: input_token = set_after,"])


def completions(server):
    plain = "#[paginate(token = marker, items = users)]"
    for typed, offered in [
        ("token = marker, items = us$0", ["users"]),
        ("token = marker, items = $0", ["users", "group", "bots"]),
        ("token = marker, items = group.$0", ["members", "last_page"]),
        ("token = marker, items = group.mem$0", ["members"]),
        ("token = marker, items = users[].$0", ["name", "key"]),
        ("token = marker, items = [users, bo$0]", ["bots"]),
        ("token = marker, items = [users, group.$0]", ["members"]),
        ("token = marker, items = users, more_results = mo$0", ["more"]),
        ("token = marker, items = users, error = $0", ["failure"]),
        ("token = mark$0, items = users", ["marker"]),
        ("input_token = set_mar$0, output_token = marker, items = users", ["set_marker"]),
        ("input_token = $0, output_token = marker, items = users", ["set_marker"]),
        ("input_token = marker, output_token = users[-1].$0, items = users", ["key", "name"]),
        ("input_token = marker, output_token = marker || ne$0, items = users", ["next_marker"]),
        # After `1.` nothing completes: https://github.com/rust-lang/rust-analyzer/issues/11487
        ("page_number = page, total_pages = pair.1.la$0, items = users", ["last_page"]),
        ("token = marker, items = users, page_size = set_lim$0, too_large = |_| true", ["set_limit"]),
        ("token = marker, items = users, page_size = limit, too_large = |error| error.is_h$0", ["is_heavy"]),
        ("token = marker, misspelt = 7, items = gro$0", ["group"]),
        ("token = marker, items = |page| page.$0", ["users", "group"]),
        ("$0", ["token", "items", "output_token"]),
        ("ite$0", ["items"]),
        ("token = marker, $0", ["items"]),
        ("token = marker, mo$0, items = users", ["more_results"]),
        ("token = marker, fre$0, items = users", ["fresh_token"]),
    ]:
        server.edit(plain, f"#[paginate({typed.replace('$0', '')})]")
        check_offers(server, f"#[paginate({typed})]", offered, others=["Operation"])
        server.reset()
    server.edit("items = [group.members, bots]\n)]\nfn every", "items = group.\n)]\nfn every")
    check_offers(server, "items = group.$0\n)]\nfn every", ["members"])
    server.reset()
    server.edit("items = group.members)]\nasync fn page_form", "items = group.)]\nasync fn page_form")
    check_offers(server, "items = group.$0)]\nasync fn page_form", ["members"])
    server.reset()
    server.edit("(token = marker, items = |page| page.users.into_iter().chain(page.bots))", "(token = marker, items = gro)")
    check_offers(server, "(token = marker, items = gro$0)", ["group"])
    server.reset()
    for typed in ["#[pa$0] number", "#[$0] number"]:
        server.edit("#[page_number] number", typed.replace("$0", ""))
        markers = ["page_number", "token", "offset", "page_size"]
        check_offers(server, typed, markers if typed.startswith("#[$0") else ["page_number", "page_size"])
        server.reset()
    server.edit("client.fetch(number, None).await", "client.fetch(num, None).await")
    check_offers(server, "client.fetch(num$0, None)", ["number"])
    server.reset()
    server.edit("client.fetch(number, None).await", "client.")
    check_offers(server, "client.$0\n}\n\n/// A builder", ["fetch", "list_users"])
    server.reset()
    server.edit("events.list_rules().name_prefix(\"a\")", "events.list_rules().name_")
    check_offers(server, "list_rules().name_$0", ["name_prefix"])
    server.reset()
    server.edit(plain, PICTURE[0].replace("|", ""))
    found = server.complete(PICTURE[0].replace("|", "$0"))
    members = sorted(name for name, item in found.items() if item["kind"] == FIELD)
    check("the picture in docs/arguments.md", members, PICTURE[1:])
    server.reset()
    server.edit(plain, "#[paginate(token = marker, ite)]")
    documented = server.documentation(server.complete("#[paginate(token = marker, ite$0)]")["items"])
    check("documentation of a completed key", documented.split(":")[0], "The path of the collection that is listed")
    server.reset()


def errors(server):
    check("diagnostics", server.diagnostics(), [])
    for old, new, expected in [
        ("items = users)]\nfn plain", "items = usrs)]\nfn plain", ["usrs: no field `usrs` on type `Users`"]),
        ("items = users)]\nfn plain", "itms = users)]\nfn plain", ["itms: unknown argument `itms`, did you mean `items`?"]),
        ("#[page_number] number", "#[page_numbr] number", ["page_numbr: unknown marker `page_numbr`, did you mean `page_number`?"]),
        ("items = users)]\nfn plain", "items = group.)]\nfn plain", ["group: expected the name of a member, like `next_token`, found nothing in `group.`"]),
    ]:
        server.edit(old, new)
        check(f"diagnostics with {new.split(chr(10))[0]}", server.diagnostics(), expected)
        server.reset()
    signature = server.signature("client.fetch(7, $0after.as_deref())")
    check("signature help", signature, "async fn fetch(&self, number: u32, token: Option<&str>) -> Result<Users, Failure>")


def main():
    rust_analyzer = sys.argv[1] if len(sys.argv) > 1 else "rust-analyzer"
    shutil.rmtree(CRATE, ignore_errors=True)
    shutil.copytree(ROOT / "tests/editor/crate", CRATE)
    shutil.copy(ROOT / "Cargo.lock", CRATE)
    # With a directory of its own, rust-analyzer does not wait for another cargo.
    os.environ["CARGO_TARGET_DIR"] = str(ROOT / "target/editor/target")
    with Server(rust_analyzer, CRATE) as server:
        for ask in [definitions, hovers, references, completions, errors]:
            if ask.__name__ in sys.argv[2:] or len(sys.argv) < 3:
                ask(server)
    if failures:
        sys.exit(f"expected all answers, found {failures} others")


main()

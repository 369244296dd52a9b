"""What came of it, crate by crate."""

from crates import FORMS


def report(run, lists, written, mistakes, outcomes):
    """Prints a table, and every failure with its reason. Is all well?"""
    print(f"\n{'crate':40} {'found':>5} {'written':>7} {'compiled':>8} {'run':>5}   (written in {len(FORMS)} forms)")
    failures, totals = [], [0, 0, 0, 0]
    for name in run:
        found = len(lists[name]["operations"])
        counts, skipped = written[name]
        in_all_forms = min(counts.values())
        module = name.replace("-", "_")
        broken = [line for line in mistakes if f"src/{module}/" in line]
        compiled = 0 if broken else in_all_forms
        results = {operation: why for (crate, operation), why in outcomes.items() if crate == name}
        ran = sum(why is None for why in results.values())
        failures += [f"{name} {operation}: {why}" for operation, why in results.items() if why]
        failures += [f"{name} {operation}: compiled only, {why}" for operation, why in skipped.items()]
        row = [found, in_all_forms, compiled, ran]
        totals = [sum(pair) for pair in zip(totals, row)]
        print(line(f"{name} {lists[name]['version']}", row))
    print(line("all", totals))
    print("\n".join(["", *mistakes, *(f"  {failure}" for failure in failures)]))
    return not mistakes and totals[0] == totals[1] == totals[2]


def line(name, row):
    return f"{name:40} {row[0]:>5} {row[1]:>7} {row[2]:>8} {row[3]:>5}"

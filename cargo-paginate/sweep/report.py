"""The results of the sweep, one line per crate."""

from generated_crate import SIGNATURES


def report(names, lists, generated, compile_errors, results):
    """Prints a table and all failures. Returns whether all generated functions compile."""
    print(f"\n{'crate':40} {'found':>5} {'generated':>9} {'compiled':>8} {'run':>5}   ({len(SIGNATURES)} signatures)")
    failures, totals = [], [0, 0, 0, 0]
    for name in names:
        found = len(lists[name]["operations"])
        counts, skipped = generated[name]
        in_all_signatures = min(counts.values())
        module = name.replace("-", "_")
        has_error = any(f"src/{module}/" in line for line in compile_errors)
        compiled = 0 if has_error else in_all_signatures
        failed = {operation: reason for (crate, operation), reason in results.items() if crate == name}
        ran = sum(reason is None for reason in failed.values())
        failures += [f"{name} {operation}: {reason}" for operation, reason in failed.items() if reason]
        failures += [f"{name} {operation}: compiled only, {reason}" for operation, reason in skipped.items()]
        row = [found, in_all_signatures, compiled, ran]
        totals = [sum(pair) for pair in zip(totals, row)]
        print(line(f"{name} {lists[name]['version']}", row))
    print(line("all", totals))
    print("\n".join(["", *compile_errors, *(f"  {failure}" for failure in failures)]))
    return not compile_errors and totals[0] == totals[1] == totals[2]


def line(name, row):
    return f"{name:40} {row[0]:>5} {row[1]:>9} {row[2]:>8} {row[3]:>5}"
